import ClusterMetrics
import Tables

/// What people write for "the same as above": `"`, `''`, `nt`, `-nt-`, "như trên".
package enum DittoMarks {
  private static let marks: Set = [
    "\"", "\"\"", "'", "''", "“", "”", "″", "〃", "//", "/", "nt", "n.t", "n/t", "như trên",
    "nhu tren",
  ]
  private static let around: Set<Character> = ["-", "–", "—", "(", ")", ".", " "]
  /// No mark has more bytes.
  private static let mostBytes = 24

  /// Whether a cell says nothing else. "NT" in capitals may be a name.
  package static func isMark(_ cell: Cell) -> Bool {
    guard !cell.isEmpty, cell.count <= mostBytes else { return false }
    return isMark(cell.text)
  }

  package static func isMark(_ text: String) -> Bool {
    guard text.utf8.count <= mostBytes else { return false }
    var bare = Substring(text)
    while let first = bare.first, around.contains(first) { bare.removeFirst() }
    while let last = bare.last, around.contains(last) { bare.removeLast() }
    if marks.contains(String(bare)) || bare == "Như trên" { return true }
    // "nt/", "Nt.", "nt//"
    while bare.last == "/" { bare.removeLast() }
    return marks.contains(String(bare))
      || bare.count > 1 && marks.contains(bare.lowercased())
        && (bare.count < text.count || bare.last?.isLowercase == true)
  }
}

import ClusterMetrics
import TableGrids

/// What the lines of a form say or show to be made of others: "C. Cân đối (A-B)", "TỔNG THU (I+II)", and "A. Tổng thu" above lines
/// 1, 2 and 3.
package struct RowFormulas {
  private struct Line {
    var row: Int
    /// "A", "II", "1.2"; empty where nothing numbers it.
    var mark: String
    var level: Int
    var label: String
  }

  /// What labels write out.
  package private(set) var stated: [LineSums.Sum] = []
  /// Lines with the numbered lines below them, which need not be all their parts.
  package private(set) var assumed: [(sum: LineSums.Sum, isCalledTotal: Bool)] = []

  package init(_ block: ReportBlock, in grid: Grid, _ columns: ReportColumns) {
    guard let column = columns[.indicator], columns[.unit] == nil else { return }
    let lines = block.body.compactMap { index -> Line? in
      let row = grid.rows[index]
      guard !row[column].isEmpty, !row.isColumnNumbers else { return nil }
      let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
      let level = RowOutline.level(ordinal, row[column].text)
      let mark = ordinal.isEmpty ? String(row[column].text.prefix { !$0.isWhitespace }) : ordinal
      return Line(
        row: row.number, mark: level == nil ? "" : RowFormulas.bare(mark), level: level ?? 10,
        label: row[column].text.withoutNumbering)
    }
    for (place, line) in lines.enumerated() {
      let below = lines[(place + 1)...].prefix { $0.level > line.level }
      if let terms = RowFormulas.terms(line.label) {
        let above = lines[..<place].reversed()
        let rows = terms.map { term in
          below.first { $0.mark == term.mark }?.row ?? above.first { $0.mark == term.mark }?.row
        }
        guard rows.allSatisfy({ $0 != nil }) else { continue }
        let signed = zip(rows.compactMap(\.self), terms)
        stated.append(
          LineSums.Sum(
            whole: line.row, added: signed.filter { !$0.1.isSubtracted }.map(\.0),
            subtracted: signed.filter { $0.1.isSubtracted }.map(\.0)))
        continue
      }
      guard line.level < 8, let next = below.map(\.level).min(), next < 8 else { continue }
      let parts = below.filter { $0.level == next }
      guard parts.count > 1 else { continue }
      assumed.append(
        (
          LineSums.Sum(whole: line.row, added: parts.map(\.row)),
          NameKey(line.label).text.hasPrefix(RowFormulas.total)
        ))
    }
  }

  private static let total = NameKey("tổng").text + " "

  /// A mark without its brackets and points: "(1)", "I.", "1.2.".
  private static func bare(_ mark: some StringProtocol) -> String {
    var bare = mark.filter { !"() ".contains($0) }
    while let last = bare.last, last == "." || last == "/" { bare.removeLast() }
    return String(bare)
  }

  /// What brackets at the end of a label make it of: "(A-B)", "(3=1+2)"; `nil` where they say something else.
  static func terms(_ label: String) -> [(mark: String, isSubtracted: Bool)]? {
    guard let inner = label.bracketAtEnd?.inner else { return nil }
    let side = inner.split(separator: "=").last.map(String.init) ?? inner
    guard side.contains(where: { "+-−–".contains($0) }),
      side.allSatisfy({ $0.isNumber || "IVXABCDE.+-−– ".contains($0) })
    else { return nil }
    var terms: [(mark: String, isSubtracted: Bool)] = []
    var (mark, isSubtracted) = ("", false)
    for character in side + "+" {
      guard "+-−–".contains(character) else {
        mark.append(character)
        continue
      }
      let bare = bare(mark)
      guard !bare.isEmpty else { return nil }
      terms.append((bare, isSubtracted))
      (mark, isSubtracted) = ("", character != "+")
    }
    return terms.count > 1 ? terms : nil
  }
}

extension String {
  /// Without brackets at its end that say what it is made of: "Cân đối (A-B)" is "Cân đối".
  package var withoutFormula: String {
    guard let bracket = bracketAtEnd,
      bracket.inner.contains("=") || bracket.inner.contains("+") || RowFormulas.terms(self) != nil
    else { return self }
    return bracket.before
  }
}

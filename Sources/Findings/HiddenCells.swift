import ClusterMetrics
import Office
import Tables

extension FindingLog {
  /// Says which columns that are read those do not see who open the file.
  package mutating func addHidden(
    _ columns: [Int], of hidden: [ClosedRange<Int>], in place: TableSource
  ) {
    let unseen = Set(columns).filter { column in hidden.contains { $0.contains(column) } }.sorted()
    guard !unseen.isEmpty else { return }
    let letters = unseen.map { ColumnLetters.of($0) }.joined(separator: ", ")
    add(
      Finding(
        .hiddenColumns, .warning, at: .init(file: place.file, sheet: place.sheet), about: letters,
        vi: "cột \(letters) bị ẩn vẫn được đọc; hãy bỏ ẩn, hoặc xóa nếu không dùng",
        en: unseen.count == 1
          ? "the hidden column \(letters) is read; show it, or delete it if it is not meant"
          : "the hidden columns \(letters) are read; show them, or delete what is not meant"))
  }
}

extension Finding {
  /// Rows that those do not see who open the file.
  package static func hiddenRows(_ count: Int, in place: TableSource) -> Finding {
    Finding(
      .hiddenRows, .warning, at: .init(file: place.file, sheet: place.sheet),
      vi: "\(count) dòng bị ẩn vẫn được tính; hãy bỏ ẩn, hoặc xóa nếu không dùng",
      en: count == 1
        ? "1 hidden row is counted; show it, or delete it if it is not meant"
        : "\(count) hidden rows are counted; show them, or delete what is not meant")
  }
}

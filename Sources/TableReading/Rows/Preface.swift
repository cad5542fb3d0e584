import ClusterMetrics
import OfficeWords
import ReportTables
import Tables

/// What a table says once above its header for all rows below: "Đơn vị: Huyện Nga Sơn", in one cell or
/// in two. A table of one unit needs no column for it.
package struct Preface {
  /// What may stand there.
  private static let columns: [KnownColumn] = [.unit, .period, .sent]

  /// A text and where it stands.
  struct Statement {
    var text: String
    /// `nil` where the table does not say it.
    var row: Int?
    /// Counted from 0.
    var column: Int
  }

  private var statements: [String: Statement] = [:]
  /// Lines with one or two cells, from the first on.
  private(set) var titles: [String] = []

  subscript(column: KnownColumn) -> Statement? { statements[column.rawValue] }

  /// Takes note of what is known without the table.
  mutating func know(_ column: KnownColumn, _ text: String) {
    statements[column.rawValue] = Statement(text: text, row: nil, column: 0)
  }

  /// Takes note of a row above the header.
  mutating func note(_ rows: some TableRows, mapped: [String: [String]]) {
    let filled = (0..<rows.cellCount).filter { !rows.cell($0).isEmpty }
    // Three cells and more are a row of headings, or of data.
    guard let first = filled.first, filled.count <= 2 else { return }
    titles += filled.map { rows.text($0) }
    let parts = rows.text(first).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let key = NameKey(parts[0])
    for column in Preface.columns {
      let names = mapped[column.rawValue, default: []] + [column.rawValue] + column.headers
      guard names.contains(where: { NameKey($0) == key }) else { continue }
      let beside = filled.count == 2 ? rows.text(filled[1]) : ""
      let within = parts.count == 2 ? parts[1].trimmingPrefix(while: \.isWhitespace) : ""
      let text = within.isEmpty ? beside : String(within)
      guard !text.isEmpty else { continue }
      statements[column.rawValue] = Statement(
        text: text, row: rows.row, column: within.isEmpty ? filled.last ?? first : first)
    }
  }

  /// The columns that the table still needs.
  func remaining(of required: [String]) -> [String] {
    required.filter { statements[$0] == nil }
  }
}

import ClusterMetrics
import OfficeWords

/// A row that is added to a roster by hand or by a click.
package enum RosterRow {
  /// The row of a new unit, with as many cells as the roster's header has.
  ///
  /// - Parameter text: the roster as CSV.
  /// - Returns: `nil` where its header does not say which columns hold cluster and unit.
  package static func new(_ name: String, in cluster: String, below text: String) -> String? {
    guard let header = text.split(whereSeparator: \.isNewline).first, !name.isEmpty else {
      return nil
    }
    let mark: Character =
      [",", ";", "\t"].max { left, right in
        header.count { $0 == left } < header.count { $0 == right }
      } ?? ","
    let titles = cells(of: String(header), by: mark)
    let places = Header(titles, wanted: [KnownColumn.unit, .cluster, .unitKind].map(\.rawValue))
    guard let unit = places[.unit] else { return nil }
    var row = [String](repeating: "", count: titles.count)
    row[unit] = name
    if let place = places[.cluster] { row[place] = cluster }
    if let place = places[.unitKind] { row[place] = OfficeNames.kind(name) }
    return row.map { quoted($0, by: mark) }.joined(separator: String(mark))
  }

  private static func cells(of line: String, by mark: Character) -> [String] {
    var cells = [""]
    var isQuoted = false
    for letter in line {
      if letter == "\"" {
        isQuoted.toggle()
      } else if letter == mark, !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(letter)
      }
    }
    return cells
  }

  private static func quoted(_ text: String, by mark: Character) -> String {
    text.contains { $0 == mark || $0 == "\"" || $0.isNewline }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

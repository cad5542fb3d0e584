import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Where the tile of a unit lies on a tile map, from the left and from the top.
package struct TilePlace: Sendable, Hashable {
  package var unit: Int
  package var column: Int
  package var row: Int
}

/// Reads the file of a tile map: unit, column, row. What is wrong with it stops no tally.
package struct TileReading: PointsReading {
  package static let required = ["unit", "column", "row"]
  package static let optional: [String] = []

  /// The most columns and rows; a grid that is wider is a slip.
  private static let most = 200

  package let file: String
  package let definition: ProjectDefinition
  let roster: Roster
  package private(set) var places: [TilePlace] = []
  package var log = FindingLog()

  package init(file: String, definition: ProjectDefinition, roster: Roster) {
    (self.file, self.definition, self.roster) = (file, definition, roster)
  }

  package mutating func take(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    guard let name = reader.required(header, .unit), let columnCell = header[.column],
      let rowCell = header[.row]
    else { return }
    let named = roster.units(named: name)
    guard !named.isEmpty else {
      let hint = Finding.hint(roster.unitNames(near: name))
      reader.add(
        .unknownUnit, .warning, column: header[.unit], about: name,
        vi: "bản đồ ô: không có đơn vị \"\(name)\"" + hint.vietnamese,
        en: "tile map: there is no unit \"\(name)\"" + hint.english)
      return
    }
    guard let column = place(columnCell, &reader), let row = place(rowCell, &reader) else { return }
    // Units of one name follow each other in time, and lie in one place.
    for unit in named {
      if places.contains(where: { $0.unit == unit }) {
        reader.add(
          .duplicateEntry, .warning, column: header[.unit], about: name,
          vi: "bản đồ ô: \(name) đã có ô ở dòng trên; dòng này không được dùng",
          en: "tile map: \(name) has a tile already; this row is not used")
        return
      }
    }
    let other = places.first { $0.column == column && $0.row == row && isThereWith($0.unit, named) }
    if let other {
      let holder = roster.units[other.unit].name
      reader.add(
        .duplicateEntry, .warning, column: rowCell, about: name,
        vi: "bản đồ ô: ô này đã dành cho \(holder) nên \(name) chưa có ô; hãy chọn ô khác",
        en: "tile map: this tile is that of \(holder), so \(name) has none; choose another")
      return
    }
    places += named.map { TilePlace(unit: $0, column: column, row: row) }
  }

  /// Units of today that have no tile; offices without communes lie nowhere.
  package var lacking: Finding? {
    let known = Set(places.map(\.unit))
    let hasCommunes = !roster.communes.isEmpty
    let lacking = roster.units.indices.filter { unit in
      !known.contains(unit) && (!hasCommunes || !roster.units[unit].communes.isEmpty)
        && roster.units[unit].validity.overlaps(Today.day..<Today.day.next)
    }
    guard !lacking.isEmpty else { return nil }
    let names = Finding.listed(units: lacking.map { roster.units[$0].name })
    return Finding(
      .noTile, .warning, at: .init(file: file),
      vi: "\(names.vietnamese) không có ô trên bản đồ ô",
      en: "\(names.english) \(lacking.count == 1 ? "has" : "have") no tile on the tile map")
  }

  /// Whether a unit is in the roster on a day on which any of some others is.
  private func isThereWith(_ unit: Int, _ others: [Int]) -> Bool {
    others.contains { roster.units[$0].validity.overlaps(roster.units[unit].validity) }
  }

  private func place(_ cell: Int, _ reader: inout TableReader<some TableRows>) -> Int? {
    let text = reader.rows.text(cell)
    guard let number = Int(text.trimmingCharacters(in: .whitespaces)),
      (0...TileReading.most).contains(number)
    else {
      reader.add(
        .badNumber, .warning, column: cell, about: text,
        vi: "bản đồ ô: \"\(text)\" không phải là số thứ tự từ 0 đến \(TileReading.most)",
        en: "tile map: \"\(text)\" is not a place from 0 to \(TileReading.most)")
      return nil
    }
    return number
  }
}

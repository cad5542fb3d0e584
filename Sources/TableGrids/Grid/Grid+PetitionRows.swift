import ClusterMetrics
import OfficeWords

/// Rows that are called as totals are, and are none.
extension Grid {
  /// The grid with "KN" and "TC" below each other as complaints and denunciations, and with what was left from before in front of
  /// what came in: "Chuyển sang" over "Tiếp nhận".
  ///
  /// - Parameter isName: whether the project has a meaning of its own for a text, which then stays as it is.
  func withPetitionRows(_ isName: (String) -> Bool) -> Grid {
    var grid = self
    for column in 0..<min(width, 4) {
      let cells = rows.indices.filter {
        Grid.mayMislead(rows[$0][column]) && !isName(rows[$0][column].text.withoutNumbering)
      }
      guard !cells.isEmpty else { continue }
      let keys = Dictionary(grouping: cells) { NameKey(rows[$0][column].text.withoutNumbering) }
      if keys[Grid.complaint] != nil, let denunciations = keys[Grid.denunciation] {
        grid.call("Tố cáo", denunciations, column)
        grid.call("Khiếu nại", keys[Grid.complaint] ?? [], column)
      }
      grid.call(
        "Kỳ trước chuyển sang",
        (keys[Grid.movedOn] ?? []).filter { isFollowed($0, column) }, column)
    }
    return grid
  }

  /// Puts a name behind what numbers the cells of some rows.
  private mutating func call(_ name: String, _ rows: [Int], _ column: Int) {
    for row in rows {
      let text = self.rows[row][column].text
      rename(row, column, to: text.dropLast(text.withoutNumbering.count) + name)
    }
  }

  /// Whether a cell is one of these words; nearly none is.
  private static func mayMislead(_ item: Item) -> Bool {
    item.kind == .text && item.text.utf8.count < 20
      && [complaint, denunciation, movedOn].contains(NameKey(item.text.withoutNumbering))
  }

  /// Whether a further line with a number stands below, which is no carried sum of another page.
  private func isFollowed(_ row: Int, _ column: Int) -> Bool {
    guard let next = rows[(row + 1)...].first(where: { !$0.items.allSatisfy(\.isEmpty) }) else {
      return false
    }
    let label = next[column]
    return !label.isEmpty && !label.isPlainNumber && next.items.contains { $0.isPlainNumber }
      && NameKey(label.text.withoutNumbering) != Grid.movedHere
  }

  private static let (complaint, denunciation) = (NameKey("KN"), NameKey("TC"))
  private static let (movedOn, movedHere) = (NameKey("Chuyển sang"), NameKey("Mang sang"))
}

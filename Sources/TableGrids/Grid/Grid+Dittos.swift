import ClusterMetrics
import OfficeWords

/// Labels that are written as "nt" or `"`.
extension Grid {
  /// The grid with the label above in the place of marks which say that it is the same.
  ///
  /// Numbers are not repeated so: a mark below a number stays what it is.
  func withDittos() -> Grid {
    // Hardly any table has one.
    func isMark(_ item: Grid.Item) -> Bool { item.kind == .text && DittoMarks.isMark(item.text) }
    guard rows.contains(where: { $0.items.contains(where: isMark) }) else { return self }
    var grid = self
    var above: [Int: String] = [:]
    for index in rows.indices {
      // Headers and titles hold no numbers.
      let isLine = rows[index].items.contains { $0.isNumber }
      for (column, item) in rows[index].items.enumerated() where !item.isEmpty {
        if let label = above[column], isMark(item) {
          grid.rename(index, column, to: label)
        } else if isLine {
          // "5 buổi" and "trên 100" are numbers.
          let isLabel =
            item.kind == .text && item.text.first?.isLetter == true && item.reading() == nil
          above[column] = isLabel ? item.text : nil
        }
      }
    }
    return grid
  }
}

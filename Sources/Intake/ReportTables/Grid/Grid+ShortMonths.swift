import ClusterMetrics

/// Headings that write months short: "Hết T7", "Đến T7/2025", "7T", "TH 7T".
extension Grid {
  nonisolated(unsafe) private static let upToMonth =
    #/(?:tính )?(?:đến hết|đến|tới hết|tới|hết) (?:T\.? ?|tháng )(?<month>[0-9]{1,2})(?<year> ?\/ ?[0-9]{4})?/#
    .ignoresCase()
  nonisolated(unsafe) private static let endOfMonth =
    #/(?<lead>(?:đến )?cuối )T\.? ?(?<month>[0-9]{1,2})(?<year> ?\/ ?[0-9]{4})?/#.ignoresCase()
  nonisolated(unsafe) private static let months =
    #/(?<lead>(?:ước TH|ước|TH|thực hiện|kết quả|KQ) )?(?<count>[0-9]{1,2})T/#.ignoresCase()

  /// The grid with such headings as others write them.
  func withShortMonths() -> Grid {
    var grid = self
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      for (column, item) in row.items.enumerated() where item.kind == .text {
        guard item.text.utf8.count < 40, item.text.hasDigit, item.text.contains(where: \.isLetter),
          let text = Grid.inFull(item.text)
        else { continue }
        grid.rename(index, column, to: text)
      }
    }
    return grid
  }

  private static func inFull(_ text: String) -> String? {
    func isMonth(_ text: Substring) -> Bool { Int(text).map { (1...12).contains($0) } ?? false }
    if let match = text.wholeMatch(of: upToMonth)?.output, isMonth(match.month) {
      return "Đến hết tháng \(match.month)\(match.year ?? "")"
    }
    if let match = text.wholeMatch(of: endOfMonth)?.output, isMonth(match.month) {
      return "\(match.lead)tháng \(match.month)\(match.year ?? "")"
    }
    if let match = text.wholeMatch(of: months)?.output, isMonth(match.count) {
      return "\(match.lead ?? "")\(match.count) tháng"
    }
    return nil
  }
}

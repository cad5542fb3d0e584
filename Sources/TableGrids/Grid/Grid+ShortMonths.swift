import ClusterMetrics
import OfficeWords

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
        guard item.text.utf8.count < 120, item.text.hasDigit, item.text.contains(where: \.isLetter),
          let text = Grid.inFull(item.text)
        else { continue }
        grid.rename(index, column, to: text)
      }
      for (column, month) in Grid.numberedMonths(row) {
        grid.rename(index, column, to: "Tháng \(month)")
      }
      for (column, text) in Grid.sinceNewYear(row) { grid.translate(index, column, to: text) }
    }
    return grid
  }

  /// By column the months of "M1 | M2 | M3", which say nothing one by one: "m2" is a measure.
  private static func numberedMonths(_ row: Row) -> [Int: Int] {
    var months: [Int: Int] = [:]
    for (column, item) in row.items.enumerated()
    where item.kind == .text && item.text.utf8.count < 4 && item.text.first?.uppercased() == "M" {
      guard let month = Int(item.text.dropFirst()), (1...12).contains(month) else { continue }
      months[column] = month
    }
    return Set(months.values).count > 2 ? months : [:]
  }

  /// By column what counts from New Year beside what counts one month: "Sản lượng 6 tháng (tấn)" beside "Sản lượng tháng 6 (tấn)".
  private static func sinceNewYear(_ row: Row) -> [Int: String] {
    var ofMonth: Set<String> = []
    var sinceNewYear: [(column: Int, name: String, month: Int, measure: String)] = []
    for (column, item) in row.items.enumerated() where item.kind == .text && item.text.hasDigit {
      guard let own = monthsOfNames(item.text, { MonthOfName($0) }) else { continue }
      if own.isSinceNewYear {
        sinceNewYear.append((column, own.name, own.month, own.measure))
      } else {
        ofMonth.insert("\(NameKey(own.name).text) \(own.month)")
      }
    }
    return sinceNewYear.reduce(into: [:]) { found, own in
      guard ofMonth.contains("\(NameKey(own.name).text) \(own.month)") else { return }
      found[own.column] = "\(own.name) lũy kế đến hết tháng \(own.month)\(own.measure)"
    }
  }
  private static let monthsOfNames = TextMemo<MonthOfName?>()

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

/// A name with a month, or with the months from New Year on: "Sản lượng tháng 6 (tấn)", "Sản lượng 6 tháng (tấn)".
private struct MonthOfName {
  let name: String
  let month: Int
  let measure: String
  let isSinceNewYear: Bool

  init?(_ text: String) {
    if let match = text.wholeMatch(of: MonthOfName.ofMonth)?.output, let month = Int(match.month) {
      (name, self.month, isSinceNewYear) = (String(match.name), month, false)
      measure = String(match.measure ?? "")
    } else if let match = text.wholeMatch(of: MonthOfName.ofMonths)?.output,
      let month = Int(match.month),
      // "Ước 6 tháng" beside "Ước tháng 6" names nothing.
      !(FigureWords(String(match.name))?.rest.isEmpty ?? false)
    {
      (name, self.month, isSinceNewYear) = (String(match.name), month, true)
      measure = String(match.measure ?? "")
    } else {
      return nil
    }
  }

  nonisolated(unsafe) private static let ofMonth =
    #/(?<name>\p{L}.+?) tháng 0?(?<month>[0-9]{1,2})(?<measure> ?\(.*\))?/#.ignoresCase()
  nonisolated(unsafe) private static let ofMonths =
    #/(?<name>\p{L}.+?) 0?(?<month>[0-9]{1,2}) tháng(?: đầu năm)?(?<measure> ?\(.*\))?/#
    .ignoresCase()
}

import ClusterMetrics
import Foundation

/// What the lines above a table say of all of it.
extension TableDiscovery {
  func year(_ grid: Grid, _ file: String, _ sheet: String?) -> Int? {
    let texts =
      grid.rows.prefix(TableHead.rowsAboveHeader).flatMap { $0.items.map(\.text) }
      + [sheet, file.fileStem].compactMap(\.self)
    return texts.lazy.map { PeriodMentions.years(in: $0) }.first { !$0.isEmpty }?.only
  }

  /// The unit that the letter head names: its last line that is an office, below that of the superior one.
  mutating func titleUnit(_ grid: Grid, _ block: ReportBlock) -> String? {
    // "Đơn vị báo cáo: UBND xã Nga An", in one cell or in two.
    let stated = block.titles.compactMap { index -> String? in
      let texts = grid.rows[index].items.filter { !$0.isEmpty }.map(\.text)
      return texts.lazy.compactMap(\.statedUnit).first
        ?? (texts.count > 1 ? (texts[0].trimmingColons + ": " + texts[1]).statedUnit : nil)
    }
    if let name = stated.last { return name }
    let lines = block.titles.prefix(4).compactMap { index in
      grid.rows[index].items.first { !$0.isEmpty }?.text.withoutNumbering
    }
    let offices = lines.filter {
      OfficeNames.isOffice($0) && PeriodMentions.all(in: $0, year: 2000).isEmpty
    }
    if offices.count > 1, self.found.office == nil {
      self.found.office = OfficeNames.council(offices[0])
    }
    return offices.last
  }

  /// The commune that a file's name says without any tone mark, "Xa An Binh - BC thang 6": better than none, and noted.
  mutating func withoutTones(_ file: String) -> String? {
    guard let name = OfficeNames.place(ofFileWithoutTones: file.fileStem) else { return nil }
    if !found.withoutTones.contains(name) { found.withoutTones.append(name) }
    return name
  }

  /// "Số liệu tính đến hết ngày 14/6/2024": periods close on the 14th.
  mutating func noteClosing(_ grid: Grid) {
    guard self.found.closingDay == nil else { return }
    for text in grid.rows.flatMap({ $0.items.map(\.text) }) {
      guard let range = text.range(of: "hết ngày ") else { continue }
      let day = Int(text[range.upperBound...].prefix { $0.isNumber })
      if let day, (1...27).contains(day) {
        self.found.closingDay = day
        return
      }
    }
  }
}

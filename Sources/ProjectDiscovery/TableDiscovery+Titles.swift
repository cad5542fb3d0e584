import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import ReportTables
import Settings
import TableGrids
import TableLabels
import Tables

/// What the lines above a table say of all of it.
extension TableDiscovery {
  package func year(_ grid: Grid, _ file: String, _ sheet: String?) -> Int? {
    ReportTableReader.year(of: grid, names: names(file, sheet))
  }

  /// What a sheet and its file are called, as titles would say it.
  package func names(_ file: String, _ sheet: String?) -> [String] {
    [sheet, file.fileStem].compactMap(\.self).map(\.withEnglishPeriods)
  }

  /// Whose numbers a table holds, as the lines above it, its sheet and its file say: a line "Đơn vị: …" before the letter head,
  /// and this before the names, unless those mean an office below it.
  mutating func unit(
    of block: ReportBlock, in grid: Grid, _ file: String, _ sheet: String?, _ titles: [String]
  ) -> String? {
    if let stated = statedUnit(block.titles, in: grid) { return stated }
    if let owner = titles.lazy.compactMap({ OfficeNames.owner(saidBy: $0) })
      .first(where: { OfficeNames.isOffice($0) && !OfficeNames.isNoUnit($0) })
    {
      return OfficeNames.unit(owner)
    }
    let head = Letterhead(block.titles, in: grid)
    let ofSheet = sheet.flatMap { overview.unit(ofSheet: $0, in: file) }
    let ofFile = OfficeNames.place(ofFile: file.fileStem)
    if let own = head.unit {
      let below = [ofSheet, ofFile].compactMap(\.self).first {
        // The paper is the superior's: "DEPARTMENT OF RURAL DEVELOPMENT" over what "Ashdown Station.xlsx" reports.
        OfficeNames.isBelow($0, own)
          || OfficeNames.isEnglishOffice($0) && OfficeNames.isEnglishOffice(own)
            && NameKey($0) != NameKey(own)
      }
      if let superior = below == nil ? head.superior : OfficeNames.council(head.issuer ?? own),
        self.found.office == nil
      {
        self.found.office = superior
      }
      return below ?? own
    }
    let others = titles.filter { OfficeNames.cluster($0) == nil }
    return ofSheet ?? OfficeNames.place(endingAnyOf: others)
      ?? OfficeNames.englishOffice(endingAnyOf: others) ?? ofFile ?? withoutTones(file)
  }

  /// Whose activities a register without a column of units holds.
  package mutating func unit(
    above rows: Range<Int>, in grid: Grid, _ file: String, _ sheet: String?
  ) -> String? {
    let titles = rows.flatMap { grid.rows[$0].items.map(\.text) }
    return statedUnit(rows, in: grid)
      ?? sheet.flatMap { OfficeNames.isOffice($0) ? OfficeNames.unit($0) : nil }
      ?? OfficeNames.place(ofFile: file.fileStem) ?? Letterhead(rows, in: grid).unit
      ?? OfficeNames.place(endingAnyOf: titles) ?? withoutTones(file)
  }

  /// "Đơn vị báo cáo: UBND xã Nga An", in one cell or in two.
  private func statedUnit(_ titles: Range<Int>, in grid: Grid) -> String? {
    titles.compactMap { index -> String? in
      let texts = grid.rows[index].items.filter { !$0.isEmpty }.map(\.text).uniqued
      return texts.lazy.compactMap(\.statedUnit).first
        ?? (texts.count > 1 && texts[0].trimmingColons.allSatisfy({ $0 != ":" })
          ? (texts[0].trimmingColons + ": " + texts[1]).statedUnit : nil)
    }.last
  }

  /// Takes what the title is about, where some columns say nothing but that they count it.
  ///
  /// - Parameter unknown: the columns that have names of their own.
  mutating func addTitled(
    _ block: ReportBlock, in grid: Grid, _ columns: ReportColumns,
    _ unknown: [ReportColumns.Numbers], _ place: Place
  ) {
    guard !unknown.isEmpty, let title = TableTheme.title(of: block, in: grid) else { return }
    let own = columns.numbers.filter { $0.unknown == nil && $0.meaning.indicator == nil }
    // "Có đến 31/12/2023 | Tăng | Giảm | Có đến 31/12/2024": of what the title is about.
    if own.contains(where: { $0.meaning.asOf != nil }) {
      indicators.add(TableTheme.withoutLeads(title), measure: nil, place, isState: true)
      return
    }
    // "Số lượng | Kinh phí" of a table "Xây nhà đại đoàn kết": how many houses, and what they cost.
    let plain = own.filter {
      $0.isPlainResult && $0.levels.count == 1 && $0.meaning.period == nil
        && !TotalWords.isTotal($0.lastLevel)
    }
    guard !plain.isEmpty || !columns.ofTitle.isEmpty, !TableTheme.saysNothing(title),
      unknown.contains(where: { $0.levels.count == 1 && $0.meaning.figure == nil })
    else { return }
    indicators.add(
      TableTheme.withoutLeads(title), measure: own.compactMap(\.measure).uniqued.only, place)
  }

  /// Whether titles say what there is on a day, and of no period: "THỐNG KÊ SỐ LƯỢNG CÁN BỘ" over "(Tính đến ngày 30/6/2025)".
  func saysState(_ titles: [String]) -> Bool {
    titles.contains { PeriodMentions.lastDay(in: $0) != nil }
      && titles.allSatisfy { PeriodMentions.all(in: $0, year: nil).isEmpty }
      && titles.contains { title in
        let key = " " + NameKey(title.replacing(",", with: " ")).text + " "
        return TableDiscovery.states.contains { key.contains(" " + $0 + " ") }
      }
  }
  private static let states = [
    "số lượng", "chất lượng", "thực trạng", "hiện trạng", "hiện có", "đội ngũ", "biên chế",
    "dân số",
    "danh sách", "tham gia", "đang", "quản lý", "tiêu chí", "đạt chuẩn",
  ].map { NameKey($0).text }

  /// The commune that a file's name says without any tone mark, "Xa An Binh - BC thang 6": better than none, and noted.
  package mutating func withoutTones(_ file: String) -> String? {
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

  /// Takes the one unit of a table, in the cluster that a line above it is: "Cụm thi đua số 1".
  mutating func addUnit(_ name: String, below titles: [String], _ place: Place) {
    guard let unit = addUnit(name, place) else { return }
    let clusters = titles.compactMap(OfficeNames.clusterAlone).uniqued
    if let cluster = clusters.only { units.assign([.cluster(cluster), .unit(unit)]) }
  }

  /// - Returns: the unit among those that were found; `nil` where the text names none.
  @discardableResult
  mutating func addUnit(
    _ text: String, _ place: Place, asWritten: Bool = false
  ) -> Int? {
    let bare = text.withoutFootnote
    let own = (bare.revision?.name ?? bare).withoutCode
    let name = asWritten ? own.withoutNumbering : OfficeNames.unit(own)
    // "Cùng kỳ năm trước", "So sánh (%)", "Kế hoạch" are rows of figures, "Σ" and "%" no names.
    guard !name.isEmpty, name.count < 100, name.contains(where: \.isLetter), !words.isFigure(text),
      // "Nợ đọng đến nay:" below a table is a remark.
      text.last(where: { !$0.isWhitespace }) != ":" || OfficeNames.isOffice(name),
      !OfficeNames.isNoUnit(name),
      !name.lowercased().hasPrefix("trong đó")
    else { return nil }
    return units.add(name, file: place.file, place: place.text)
  }
}

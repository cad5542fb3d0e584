import ClusterMetrics
import OfficeWords
import TableGrids
import TableLabels

/// What rows mean that only say a year.
extension ReportTableReader {
  /// Under "6 tháng đầu năm 2025", rows "Năm 2024" and "Năm 2025" of each unit are the half-years of both, as columns are.
  mutating func noteYearsOfRows(_ block: ReportBlock, _ columns: ReportColumns) {
    yearsOfRows = .whole
    guard let current = context.period, !current.isDays, let own = current.calendarYear,
      current != .year(own)
    else { return }
    let labels = (columns.periods.columns.map(\.column) + [columns[.unit]].compactMap(\.self))
      .uniqued
    var years: Set<Int> = []
    for row in block.body.map({ grid.rows[$0] }) {
      for text in labels.map({ row[$0].text }) where text.hasDigit && text.utf8.count < 40 {
        if FigureWords.isYear(text) {
          years.insert(Int(text) ?? own)
          continue
        }
        switch PeriodMentions.wholePeriod(text, year) {
        case .year(let year)?: years.insert(year)
        case nil: continue
        default: return
        }
      }
    }
    guard years.contains(own) else { return }
    yearsOfRows = .parts
    let name = current.spoken
    addOnce(
      .badPeriod, about: "years of rows",
      vi:
        "tiêu đề ghi \(name.vietnamese), các dòng chỉ ghi năm: được tính là số cùng kỳ của từng năm; nếu là số cả năm, hãy"
        + " bỏ tên kỳ ở tiêu đề, chỉ để năm",
      en:
        "the title says \(current.name), the rows only years: they count as the same part of each year; if they are of whole"
        + " years, leave the part of the year out of the title and write the year only")
  }
}

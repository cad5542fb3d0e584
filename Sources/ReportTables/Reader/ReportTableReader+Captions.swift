import ClusterMetrics
import OfficeWords
import TableGrids

/// What the line above a table says by the table that stands above it: "Tháng trước" below one of June.
struct Caption: Equatable {
  /// The period of all numbers of the table.
  var period: Period?
  /// What all of them are.
  var figure: Figure?
  /// Whether the numbers of the table only compare others.
  var isCompared = false
  /// Whether it says another time, so that nothing holds of what the lines above the first table say of periods.
  var startsAnew = false
}

extension ReportTableReader {
  /// What lines say of a table where another table stands above it in its sheet.
  func caption(_ lines: [String], of block: ReportBlock) -> Caption? {
    guard let first = tables.first, first.header.lowerBound < block.header.lowerBound else {
      return nil
    }
    var caption = Caption()
    for line in lines {
      let key = TimeWords.key(line.bracketAtEnd?.before ?? line)
      if TimeWords.isOfYearBefore(key) {
        // "Số liệu cùng kỳ năm 2025" is that part of 2025.
        if let year = PeriodMentions.years(in: line).only, let own = context.period, !own.isDays {
          caption.period = Period.year(year).part(like: own)
        } else {
          caption.figure = .lastYear
        }
      }
      // "II. NĂM 2025" below a half of 2026 is the same half.
      if let part = partOfYearAlone(line, like: context.period) { caption.period = part }
      if let period = period(beside: context.period, key) { caption.period = period }
      // "KẾ HOẠCH NĂM 2026" below the results of six months is that of the year.
      if ReportWords.isPlan(title: line),
        let year = PeriodMentions.all(in: line, year: year).only, year.isYear
      {
        caption.period = year
      }
      let stated = PeriodMentions.all(in: line, year: year).only
      // "Ước thực hiện năm 2026" below six months is of the year.
      if ReportWords.isEstimate(title: line), let stated, stated.isYear, stated != context.period {
        caption.period = stated
      }
      // "Chỉ tiêu 6 tháng cuối năm" below the results of the first is what is still to be done.
      if ReportWords.saysAim(title: line), let stated,
        definition.calendar.isAhead(stated, of: context.period)
      {
        (caption.period, caption.figure) = (stated, .plan)
      }
      if LabelWords.compares(line),
        words.meaning(of: line.withoutNumbering, year: year).isCompared
      {
        caption.isCompared = true
      }
      if let day = PeriodMentions.lastDay(in: line), caption.period == nil, isOutside(day) {
        caption.startsAnew = true
      }
    }
    return caption == Caption() ? nil : caption
  }

  /// The part of a year that a line means which says that year and nothing else, under a title of such a part.
  func partOfYearAlone(_ line: String, like own: Period?) -> Period? {
    guard let year = PeriodMentions.yearAlone(in: line), let own, !own.isYear, !own.isDays,
      !own.isNamed, own.calendarYear != nil
    else { return nil }
    return Period.year(year).part(like: own)
  }

  /// Says that such a line was taken for a part of its year.
  mutating func noteYearAlone(_ line: String, _ part: Period) {
    addOnce(
      .badPeriod, about: "year alone \(line)",
      vi:
        "\"\(line)\" chỉ ghi năm: được tính là \(part.spoken.vietnamese) như tiêu đề báo cáo; nếu là số cả năm, hãy ghi \"cả năm\"",
      en:
        "\"\(line)\" only says the year: it counts as \(part.name), as the title of the report says; if it is of the whole year,"
        + " write \"full year\"")
  }

  /// Whether a day lies outside of the period that holds so far.
  private func isOutside(_ day: Day) -> Bool {
    context.period.map { !definition.calendar.days(of: $0).contains(day) } ?? false
  }

  /// The period that a line says by another: "Tháng trước", "Cả năm".
  private func period(beside own: Period?, _ key: String) -> Period? {
    guard let own else { return nil }
    if TimeWords.years.contains(key) { return own.calendarYear.map { .year($0) } }
    guard let word = TimeWords.before[key] else { return nil }
    return word.isEmpty || own.isCalled(word) ? own.previous : nil
  }
}

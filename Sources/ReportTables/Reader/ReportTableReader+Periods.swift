import ClusterMetrics
import OfficeWords
import TableGrids

/// The period that the lines above a report table say.
extension ReportTableReader {
  /// The periods that the lines above a table name: days, weeks and terms before months and years.
  package mutating func periods(of lines: [String]) -> [Period] {
    // "Năm 2024 tổ chức 240 hội nghị." above the table tells of another time than its title.
    // "Số liệu tính từ 15/12/2024 đến 14/6/2025." says which days the title's are.
    let titles = lines.filter {
      !ReportWords.isSentence($0) || PeriodMentions.namesDays($0)
        || PeriodMentions.lastDay(in: $0) != nil
    }
    let isTitled = titles.contains { !PeriodMentions.all(in: $0, year: year).isEmpty }
    return periods(ofTitles: isTitled ? titles : lines)
  }

  private mutating func periods(ofTitles titles: [String]) -> [Period] {
    let named = titles.compactMap { definition.calendar.names.days(mentionedIn: $0, year: year) }
      .uniqued
    var lines = titles.map { PeriodMentions.all(in: $0, year: year) }.filter { !$0.isEmpty }
    // "Kỳ: 6 tháng đầu năm | Năm: 2026" says one period by two words.
    if titles.contains(where: ReportWords.labelsYear),
      let year = lines.joined().first(where: \.isYear),
      lines.joined().contains(where: { $0 != year && contains(year, $0) })
    {
      lines = lines.map { $0.filter { $0 != year } }.filter { !$0.isEmpty }
    }
    // "BÁO CÁO 6 THÁNG ĐẦU NĂM 2026" over "1. Năm 2025 (cùng kỳ)"
    if let line = titles.last, lines.count == 2,
      let part = partOfYearAlone(line, like: lines[0].only), lines[1].allSatisfy(\.isYear)
    {
      noteYearAlone(line, part)
      return [part]
    }
    // "TÌNH HÌNH THỰC HIỆN CÔNG TÁC KHUYẾN HỌC 2025"
    if lines.isEmpty, named.isEmpty {
      lines = titles.compactMap(PeriodMentions.yearAtEnd).map { [.year($0)] }
    }
    let all = lines.flatMap(\.self).uniqued
    if let days = titles.compactMap({
      definition.calendar.period(ofDaysIn: $0, year: year)
    }).uniqued.only {
      // "THÁNG 2 (từ ngày 15/01/2024 đến ngày 14/02/2024)" says its year by the days.
      let end = definition.calendar.days(of: days).upperBound.previous.components.year
      let whole =
        all.only ?? titles.flatMap { PeriodMentions.all(in: $0, year: end) }.uniqued.only
      if let whole, definition.calendar.isClosed(days, for: whole) {
        noteClosing(days, whole)
        return [whole]
      }
      if let reported = self.reported(on: days, whole) { return [reported] }
      return [week(of: days, in: titles) ?? days]
    }
    if let month = titles.compactMap({ definition.calendar.schoolMonth(in: $0) }).uniqued.only {
      return [month]
    }
    // A term that the project does not know is a part of the year that stands beside it.
    let isWhole = named.allSatisfy { if case .term = $0.series { false } else { true } }
    if isWhole,
      let part = titles.compactMap({ PeriodMentions.unknownPart(in: $0) }).first(where: { part in
        part.isWeek ? named.isEmpty : true
      })
    {
      addUnknownPart(part.text)
      return []
    }
    // So says a sheet "Tuần 3 tháng 6", whatever month or year the title says.
    if let part = namedPart, named.isEmpty,
      !PeriodMentions.isTerm(part) || all.allSatisfy(\.isYear)
    {
      addUnknownPart(part)
      return []
    }
    if let only = named.only {
      guard let other = all.only, definition.calendar.isOutside(only, other) else {
        return [.named(only)]
      }
      // "Tuần 2" under "THÁNG 3 NĂM 2024" is the second of that month.
      addUnknownPart(only.spoken.vietnamese.components(separatedBy: " năm")[0])
      return []
    }
    // So is a sheet "Tuần 2" under such a title.
    if case .named(let week)? = self.named.period, let other = all.only,
      definition.calendar.isOutside(week, other)
    {
      addUnknownPart(week.spoken.vietnamese.components(separatedBy: " năm")[0])
      return []
    }
    // "BÁO CÁO NĂM 2024" over "Quý I": of two lines the nearer one.
    guard lines.count > 1, all.count == 2,
      let whole = all.first(where: \.isYear),
      let part = all.first(where: { $0 != whole }), contains(whole, part),
      !lines.contains(where: { $0.count > 1 })
    else { return all }
    return [part]
  }

  /// The period whose report bears the day on which it was written: "BÁO CÁO QUÝ IV NĂM 2024" over "Ngày 10/01/2025".
  private func reported(on day: Period, _ whole: Period?) -> Period? {
    guard case .span(let from, let through) = day, from == through, let whole,
      !whole.isDays, !whole.isNamed
    else { return nil }
    // A period without a year was given that of the day.
    let periods = [whole, whole.sameLastYear]
    return periods.first { period in
      let days = definition.calendar.days(of: period)
      let end = days.upperBound.number
      return from.number <= end + 92
        && (from.number >= end || !period.isYear && from.number > end - 21)
    }
  }

  /// A title that says from when to when its month, quarter or half-year is counted: with another closing day than the
  /// project's.
  private mutating func noteClosing(_ days: Period, _ whole: Period) {
    let (from, to) = (
      definition.calendar.days(of: days).lowerBound,
      definition.calendar.days(of: days).upperBound.previous
    )
    addOnce(
      .badPeriod, about: "closing",
      vi:
        "tiêu đề ghi \(whole.spoken.vietnamese) là từ \(from.vietnamese) đến \(to.vietnamese): được tính là"
        + " \(whole.spoken.vietnamese); nếu cơ quan chốt số liệu vào ngày \(to.components.day) hằng tháng, hãy khai báo"
        + " calendar: {closing_day: \(to.components.day)} trong giaoban.yaml",
      en:
        "the title says that \(whole.name) is from \(from) to \(to): it counts as \(whole.name); if periods close on day"
        + " \(to.components.day) of a month, set calendar: {closing_day: \(to.components.day)} in giaoban.yaml"
    )
  }

  /// The week that days lie in, where a title calls them one: "BÁO CÁO TUẦN 12 (từ ngày 18/3 đến 22/3/2024)".
  private func week(of period: Period, in titles: [String]) -> Period? {
    guard case .span(let from, let through) = period,
      titles.contains(where: { " \(NameKey($0).text) ".contains(" \(PeriodMentions.week) ") }),
      let week = NamedDays(weekOf: from, begins: definition.calendar.names.weekBegins),
      week.from <= from, through <= week.through
    else { return nil }
    return .named(week)
  }

  /// A title that says a part of a year whose days nobody knows: "Học kỳ I", "Tuần thứ ba, tháng 3".
  mutating func addUnknownPart(_ part: String) {
    context.period = nil
    context.isUnknownPart = true
    addOnce(
      .badPeriod, about: "part \(part)",
      vi:
        "không rõ \"\(part)\" là từ ngày nào đến ngày nào nên biểu không được tính; hãy khai báo terms: {\"\(part) …\":"
        + " 2024-09-05..2025-01-15} trong giaoban.yaml, hoặc sources: {tables: {files: …, period: …}}",
      en:
        "the first and last day of \"\(part)\" are not known, so the table does not count; say them under terms: {\"\(part) …\":"
        + " 2024-09-05..2025-01-15} in giaoban.yaml, or under sources: {tables: {files: …, period: …}}"
    )
  }

  package func contains(_ whole: Period, _ part: Period) -> Bool {
    definition.calendar.days(of: whole).contains(definition.calendar.days(of: part))
  }
}

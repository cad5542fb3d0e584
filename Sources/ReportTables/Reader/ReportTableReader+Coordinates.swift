import ClusterMetrics
import Findings
import Office
import OfficeWords
import Settings
import TableGrids
import TableLabels

/// Where a number of a report table belongs: its period, its group, its indicator and its figure.
extension ReportTableReader {
  /// Says which number is missing where none can be read; what stands in the way of knowing it is no further finding.
  mutating func noteUnread(
    _ indicator: Indicator, _ numbers: ReportColumns.Numbers, _ label: ReportRows.Label,
    _ text: String,
    at place: Finding.Place
  ) {
    guard label.who != .total, numbers.meaning.who != .total else { return }
    let (log, said) = (table.log, said)
    let placed = blank(indicator, numbers, label, at: place)
    (table.log, self.said) = (log, said)
    table.log.note(placed?.number.coordinates, text, at: place)
  }

  private func endsAlike(_ left: Period, _ right: Period) -> Bool {
    let calendar = definition.calendar
    return calendar.days(of: left).upperBound == calendar.days(of: right).upperBound
  }

  /// The number of a cell yet without its value, and what its table calls it; `nil`, and a finding, where that is not clear.
  mutating func blank(
    _ indicator: Indicator, _ numbers: ReportColumns.Numbers, _ label: ReportRows.Label,
    at place: Finding.Place
  ) -> (number: ReportedNumber, figure: Figure)? {
    let meaning = numbers.meaning
    // "Số liệu" only says that numbers stand there; the row may say which.
    let isPlain = numbers.isPlainResult && !numbers.saysDone
    let said = isPlain ? label.figure ?? meaning.figure : meaning.figure ?? label.figure
    var figure = said ?? context.figure ?? .value
    // "Kết quả" and "Số liệu" are what the title says that they are.
    if figure == .value, let titled = titledFigure, label.figure == nil, numbers.isPlainResult {
      figure = titled
    }
    // So are lines "TH" below "KH" under a day up to which is counted.
    if label.figure == .value, meaning.figure == nil, context.isOfDay, context.figure == .cumulative
    {
      figure = .cumulative
    }
    // So is "Đạt" beside "Giao", and whatever else is a result.
    if figure == .value, said == .value, context.isOfDay, context.figure == .cumulative,
      label.figure == nil, !numbers.saysWhen, meaning.asOf == nil, !isShorter(numbers.lastLevel)
    {
      figure = .cumulative
    }
    // "Quý I | Quý II" and "Tháng 5" under "tính đến 30/6/2026" are numbers of these alone.
    if figure == .cumulative, said != .cumulative, context.isOfDay,
      statedPeriod(.value, numbers) ?? label.period != nil
    {
      figure = .value
    }
    let countsUp = figure == .cumulative
    if meaning.isOfUnknownTime {
      addUnknownTime(numbers.name)
      return nil
    }
    // What exists at a time counts from no day, nor does a rate of which only that day is said.
    if figure == .cumulative,
      indicator.overTime == .last || indicator.isAverage && said == nil && context.isOfDay
    {
      figure = .value
    }
    var stated = statedPeriod(figure, numbers) ?? label.period.map { part(of: $0, figure) }
    // "Lũy kế từ đầu năm" under "QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024" counts to the end of both.
    if countsUp, stated == nil { stated = context.longest }
    // "Tuần 2" under "THÁNG 6 NĂM 2026" is the second of that month, whose days no calendar knows.
    if case .named(let week)? = stated, week.isWeek, let own = context.period, !own.isNamed,
      definition.calendar.isOutside(week, own)
    {
      addUnknownTime(numbers.name)
      return nil
    }
    if countsUp, let own = stated, isQuarterToDate(own) {
      addQuarterToDate(numbers.name, own)
      return nil
    }
    // "Lũy kế quý II" in a table of June beside "Lũy kế từ đầu năm" is that quarter's own number.
    if countsUp, case .quarter? = stated, isBesideYearToDate(numbers) {
      figure = .value
    } else
    // "Lũy kế 6 tháng" in a table of June is what its cumulative numbers are.
    if countsUp, let own = stated, let period = context.period, endsAlike(own, period) {
      stated = period
    }
    if figure == .value, stated == nil, isShorter(numbers.lastLevel) {
      addShorter(numbers.name)
      return nil
    }
    if let day = meaning.asOf, stated == nil, isAfterTable(day), ReportWords.isPromise(numbers.name)
    {
      addPromise(numbers.name, day)
      return nil
    }
    if let day = meaning.asOf.map({ pastDay($0, saidBy: numbers.name) }), stated == nil {
      guard let end = period(endingOn: day) else {
        addOtherDay(numbers.name, day)
        return nil
      }
      noteEarlyDay(numbers.name, day, end)
      // What exists on a day belongs to the month that it ends; what happened up to it is counted from the beginning of the
      // year.
      stated = end
      if figure == .value, end != context.period, indicator.overTime != .last,
        !indicator.isCumulative
      {
        figure = .cumulative
      }
    }
    if context.isMonthOrYearToDate, figure == .value, stated == nil, label.figure == nil,
      !numbers.saysWhen,
      !indicator.isCumulative, indicator.overTime != .last
    {
      addMonthOrYearToDate(numbers.name, context.period)
      return nil
    }
    // "KH năm" under "QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024"
    if figure == .plan, stated == nil, context.period == nil, meaning.isOfYear || label.isOfYear,
      let year = context.candidates.map(\.calendarYear).uniqued.only
    {
      stated = year.map { .year($0) }
    }
    // "KH" under "THỰC HIỆN 9 THÁNG, ƯỚC CẢ NĂM 2026"
    if figure == .plan, stated == nil, context.period == nil, let whole = context.longest,
      whole.isYear
    {
      stated = whole
      notePlanOfYear(numbers.name, whole)
    }
    guard var period = period(figure, stated, place, in: numbers.name) else { return nil }
    // A plan beside numbers that count from the beginning of the year is that of the year.
    let isOfYear =
      meaning.isOfYear || label.isOfYear && figure == .plan
      || figure == .plan
        && (hasCumulativeNumbers && !numbers.saysWhen || meaning.isBudget && stated == nil)
    if isOfYear, meaning.period == nil, let year = period.calendarYear {
      period = .year(year)
    }
    let isSinceNewYear =
      figure == .lastYear
      && (lastYearCountsUp && indicator.overTime == .sum
        && (stated == nil || meaning.isYear)
        || meaning.isCumulative || label.isCumulative || titledFigure == .cumulative)
    guard let group = group(label.who ?? meaning.who, period, place, isPlan: figure == .plan) else {
      return nil
    }
    var number = ReportedNumber(
      period: period, group: group, indicator: indicator,
      figure: isSinceNewYear ? .cumulative : figure == .lastYear ? .value : figure,
      value: .zero, isApproximate: false, isCorrection: label.isCorrection || context.isCorrection,
      place: place, sent: label.sent ?? context.sent)
    if let day = beginning(of: number, numbers.column) {
      addBegun(numbers.column, on: day, period)
      return nil
    }
    number.countedFrom = countedFrom(number, numbers.column)
    if period != context.period || figure == .plan { number.saidIn = context.period }
    number.isOfLastYear = figure == .lastYear
    return (number, figure)
  }

  /// A day whose year no text says is not yet to come when its table ends: "Đến 31/12" beside "Đến 30/6" is of the year before.
  private func pastDay(_ day: Day, saidBy heading: String) -> Day {
    guard PeriodMentions.bareYears(in: heading).isEmpty, isAfterTable(day) else { return day }
    let own = day.components
    return Day(year: own.year - 1, month: own.month, day: own.day) ?? day
  }

  /// The period that a row says: where rows say nothing but years under "6 tháng đầu năm 2025", that part of its year.
  private func part(of period: Period, _ figure: Figure) -> Period {
    guard yearsOfRows == .parts, figure != .plan, case .year = period, let current = context.period
    else { return period }
    return period.part(like: current)
  }

  /// The period that the header of a column says, also by half: "Năm 2026 / Thực hiện 6 tháng", "2026".
  private func statedPeriod(_ figure: Figure, _ numbers: ReportColumns.Numbers) -> Period? {
    let meaning = numbers.meaning
    // "Thực hiện 6 tháng" beside "Thực hiện tháng 6", under the title of that month.
    if meaning.period == nil, figure != .cumulative, let part = meaning.part,
      let current = context.period, let year = current.calendarYear,
      let named = PeriodMentions.period(part, year), !named.isSameLength(as: current)
    {
      return named
    }
    // The same where the title says both: "QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024".
    if meaning.period == nil, figure != .cumulative, let part = meaning.part,
      context.period == nil,
      let named = year.flatMap({ PeriodMentions.period(part, $0) }),
      context.candidates.contains(named)
    {
      return named
    }
    guard case .year(let year)? = meaning.period else { return meaning.period }
    if let part = meaning.part, let named = PeriodMentions.period(part, year) {
      guard let current = context.period, named.isSameLength(as: current) else { return named }
      return Period.year(year).part(like: current)
    }
    guard figure != .plan, let current = context.period, !numbers.saysWholeYear else {
      return meaning.period
    }
    switch years {
    case .whole: return meaning.period
    case .parts: return Period.year(year).part(like: current)
    case .currentPart: return year == current.calendarYear ? current : meaning.period
    }
  }

  /// The period of a number, from that of its row or column and from what holds for the table.
  package mutating func period(
    _ figure: Figure, _ stated: Period?, _ place: Finding.Place, in column: String? = nil
  ) -> Period? {
    switch (figure, stated, context.period) {
    case (.lastYear, let stated?, let current?):
      // "Cùng kỳ năm 2023" is the same part of that year.
      if case .year(let year) = stated, let own = current.calendarYear, year < own {
        return year == own - 1 ? current.sameLastYear : Period.year(year).part(like: current)
      }
      return stated.calendarYear == current.calendarYear ? stated.sameLastYear : stated
    // "Cùng kỳ năm trước / Quý II" under "QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024".
    case (.lastYear, let stated?, nil) where year != nil:
      return stated.calendarYear == year ? stated.sameLastYear : stated
    case (.lastYear, nil, let current?): return current.sameLastYear
    case (_, let stated?, _): return stated
    case (_, nil, let current?): return current
    case (_, nil, nil): break
    }
    // It was said of which part of a year it is, and that its days are not known.
    if context.isUnknownPart { return nil }
    let spoken = context.candidates.map(\.spoken.vietnamese).joined(separator: ", ")
    let listed = context.candidates.map(\.name).joined(separator: ", ")
    guard !listed.isEmpty else {
      addOnce(
        .badPeriod, about: "period",
        vi:
          "biểu không ghi kỳ báo cáo nên không được tính; hãy ghi kỳ ở tiêu đề, hoặc khai báo sources:"
          + " {tables: {files: …, period: 2024-H1}}",
        en:
          "the table does not state its period and does not count; write the period into its title, or"
          + " say it under sources: {tables: {files: …, period: 2024-H1}}")
      return nil
    }
    let name = column.map { LocalizedText(vi: "cột \"\($0)\"", en: "the column \"\($0)\"") }
    let (vi, en) = (name?.vietnamese ?? "biểu", name?.english ?? "the table")
    addOnce(
      .badPeriod, about: "period \(column ?? "")",
      vi:
        "tiêu đề ghi nhiều kỳ (\(spoken)), không rõ \(vi) là số liệu của kỳ nào nên không được tính; hãy ghi kỳ ở tiêu đề"
        + " cột, hoặc khai báo sources: {tables: {files: …, period: …}}",
      en:
        "the title mentions several periods (\(listed)); it is unclear to which of them \(en) belongs, so it does not count;"
        + " write the period into its header, or say it under sources: {tables: {files: …, period: …}}"
    )
    return nil
  }

  /// The table's own period where a day is its last, or lies within it; else the month that the day ends.
  private func period(endingOn day: Day) -> Period? {
    let calendar = definition.calendar
    // What is there on the first of a month was there when the last one ended.
    if day.components.day == 1, month(endingOn: day) == nil,
      let last = month(endingOn: day.previous)
    {
      return context.period.map { calendar.days(of: $0).upperBound == day } ?? false
        ? context.period : last
    }
    if let own = context.period {
      let days = calendar.days(of: own)
      if days.upperBound == day.next { return own }
      if let month = month(endingOn: day) { return month }
      guard days.contains(day) else { return nil }
      // "Đến ngày 10/02/2024" is no number of the whole year; of a month or quarter that is nearly over it is.
      return days.upperBound.number - day.number <= 31
        ? own : calendar.period(of: days.lowerBound..<day.next)
    }
    return month(endingOn: day)
  }

  /// A column of numbers on a day that no period ends with.
  private mutating func addOtherDay(_ name: String, _ day: Day) {
    addOnce(
      .badPeriod, about: "day \(name)",
      vi:
        "cột \"\(name)\" là số liệu đến ngày \(day.vietnamese), không phải ngày cuối của kỳ nào nên không được tính; hãy ghi kỳ ở"
        + " tiêu đề cột, hoặc khai báo sources: {tables: {files: …, period: …}}",
      en:
        "the column \"\(name)\" is dated \(day), which is not the end of a period, so it does not count; write the period into"
        + " its header, or say it under sources: {tables: {files: …, period: …}}")
  }

  /// A column of a table whose title says "Tháng 6 và 6 tháng đầu năm" must say which of both it is.
  private mutating func addMonthOrYearToDate(_ name: String, _ month: Period?) {
    let month = month?.spoken ?? LocalizedText("")
    addOnce(
      .badPeriod, about: "month or year to date \(name)",
      vi:
        "tiêu đề ghi cả \(month.vietnamese) và lũy kế từ đầu năm; không rõ cột \"\(name)\" là số nào nên không được tính; hãy ghi"
        + " \"trong tháng\" hoặc \"lũy kế\" ở tiêu đề cột",
      en:
        "the title says both \(month.english) and the year up to it; it is unclear which of them the column \"\(name)\""
        + " holds, so it does not count; write \"trong tháng\" or \"lũy kế\" into its header")
  }

  /// Whose number it is.
  package mutating func group(
    _ who: ReportWords.Who?, _ period: Period, _ place: Finding.Place, isPlan: Bool = false
  ) -> Group? {
    let days = definition.calendar.days(of: period)
    switch who {
    case .units(let numbers):
      if let unit = words.roster.unit(among: numbers, on: days.upperBound.previous) {
        return .unit(unit)
      }
      let inForce = numbers.filter { words.roster.units[$0].validity.overlaps(days) }
      if let unit = inForce.only { return .unit(unit) }
      guard inForce.isEmpty else {
        let names = inForce.map { words.roster.units[$0].name }
        add(
          .unknownUnit, at: place, about: names.joined(separator: ", "),
          vi: "tên đơn vị có thể là \(names.joined(separator: " hoặc ")); hãy ghi rõ là đơn vị nào",
          en: "the unit can be \(names.joined(separator: " or ")); write which one")
        return nil
      }
      // "-" and "x" of a unit that was no more, or not yet, say so.
      if saysNothing { return nil }
      add(
        words.roster.unknownUnit(words.roster.units[numbers[0]].name, at: place, on: days) {
          LocalizedText("")
        })
      return nil
    case .cluster(let cluster): return .cluster(cluster)
    case .total, .subtotal: return .all
    case nil: break
    }
    if let unit = context.unit { return .unit(unit) }
    if context.isOfAll { return .all }
    // A sheet "Tổng hợp" among those of units sums them up.
    if table.place.sheet.map(TotalWords.isSummary) ?? false { return .all }
    if let name = stranger ?? bodyWithin {
      guard said.insert("stranger \(name)").inserted else { return nil }
      let at = Finding.Place(file: place.file, sheet: place.sheet)
      add(words.roster.unknownUnit(name, at: at, on: days) { LocalizedText("") })
      return nil
    }
    // "Kế hoạch" beside the columns of units is that of all.
    if hasUnitColumns, isPlan { return nil }
    if hasUnitColumns, let column = place.column {
      let letter = ColumnLetters.of(column - 1)
      addOnce(
        .unknownUnit, about: "unit of \(letter)",
        vi:
          "khác với các cột khác, cột \(letter) không ghi là số liệu của đơn vị nào nên không được tính",
        en:
          "unlike the other columns, column \(letter) does not say whose numbers it holds, and does not count"
      )
      return nil
    }
    if hasUnitRows, let row = place.row {
      add(
        .unknownUnit, .warning, at: .init(file: place.file, sheet: place.sheet, row: row),
        about: "row without unit", vi: "dòng có số mà không ghi tên đơn vị nên không được tính",
        en: "the row has numbers but names no unit, and does not count")
      return nil
    }
    addOnce(
      .unknownUnit, about: "unit",
      vi:
        "biểu không ghi là số liệu của đơn vị nào nên không được tính; hãy đặt tên tệp hoặc trang tính theo đơn vị,"
        + " hoặc khai báo sources: {tables: {files: …, unit: …}}",
      en:
        "the table does not say whose numbers it holds, and does not count; name the file or sheet after the"
        + " unit, or say it under sources: {tables: {files: …, unit: …}}")
    return nil
  }
}

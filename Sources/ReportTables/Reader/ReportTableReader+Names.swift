import ClusterMetrics
import Findings
import Office
import OfficeWords
import Settings
import Tables

/// What the names of sheet and file, and the settings, say of the tables within.
extension ReportTableReader {
  /// What the settings, and the names of sheet and file say.
  package mutating func outside(_ names: [String], _ place: TableSource, _ unit: String?) {
    if let period = settings?.period {
      context.period = period
    } else {
      // "S1" is short for "Sheet1".
      let numbered = names.filter { $0.wholeMatch(of: ReportTableReader.shortSheet) == nil }
      for (number, name) in names.enumerated()
      where context.period == nil && numbered.contains(name) {
        isPeriodOfSheet = place.sheet != nil && number == 0
        if let day = dayOfSheet(name) {
          context.period = .span(from: day, through: day)
          continue
        }
        let words = PeriodMentions.spaced(
          PeriodMentions.weekWritten(out: name.replacing("-", with: " ").replacing("_", with: " ")))
        if let part = unknownPart(ofName: words) {
          namedPart = namedPart ?? part
          continue
        }
        context.period = period(ofName: name, words)
      }
    }
    if let unit = settings?.unit ?? unit {
      context.unit = words.roster.units(named: unit).first
    } else {
      context.unit =
        [place.sheet, place.file.fileStem].compactMap {
          $0.flatMap { words.unit(mentionedInName: $0) }
        }.first
      namedUnit = context.unit
    }
    context.sent = sentAbove
    context.indicator = settings?.indicator.flatMap { words.indicator(withID: $0) }
    sheetIndicator = place.sheet.flatMap { words.indicator(mentionedIn: $0) }
    // A sheet may be named after what its numbers are.
    context.figure =
      settings?.figure ?? place.sheet.flatMap(ReportTableReader.figure(ofName:))
      ?? ReportTableReader.figure(ofFile: place.file.fileStem)
      // "luy ke den thang 3.xlsx", with marks or without.
      ?? (names.contains(where: ReportTableReader.saysCumulative) ? .cumulative : nil)
    named = (context.period, context.figure)
  }

  /// The period that a name says.
  ///
  /// - Parameter words: the name with spaces between its words.
  private func period(ofName name: String, _ words: String) -> Period? {
    if let days = definition.calendar.names.days(mentionedIn: words, year: year) {
      return .named(days)
    }
    if let month = year.flatMap({ PeriodMentions.monthInWords(words, year: $0) }) { return month }
    if let whole = PeriodMentions.wholePeriod(name, nil) { return whole }
    if let days = PeriodMentions.range(ofName: name, definition.calendar, year: year) {
      return definition.calendar.period(of: days)
    }
    if let only = PeriodMentions.all(in: name, year: year).only
      ?? PeriodMentions.all(in: words, year: year).only ?? PeriodMentions.monthInFigures(name)
    {
      return only
    }
    // A sheet "2023"
    if isPeriodOfSheet, FigureWords.isYear(name) { return Int(name).map { .year($0) } }
    // "Ke hoach 2026.xlsx" is the plan of that year.
    guard ReportTableReader.figure(ofName: name) == .plan else { return nil }
    return PeriodMentions.bareYears(in: name).only.map { .year($0) }
  }

  /// The day that a sheet is named after: "15.6", "15-6-2026"; "1.2" numbers a form.
  private func dayOfSheet(_ name: String) -> Day? {
    guard isPeriodOfSheet, name.first?.isNumber == true,
      let match = name.wholeMatch(of: ReportTableReader.daySheet)?.output,
      let day = Int(match.1), let month = Int(match.2),
      let year = match.3.flatMap({ Int($0) }) ?? (day > 12 ? year : nil)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
  nonisolated(unsafe) private static let daySheet =
    #/([0-9]{1,2})[.-]([0-9]{1,2})(?:[.-](20[0-9]{2}))?/#

  /// What the name of a file or sheet says of a part of a year that no calendar knows: "Tuần 3 tháng 6", "học kỳ I năm học
  /// 2024-2025".
  private func unknownPart(ofName name: String) -> String? {
    guard let part = PeriodMentions.unknownPart(in: name),
      part.isWeek
        ? NameKey(name).text.contains(" " + PeriodMentions.monthWord + " ")
        : PeriodMentions.isTerm(part.text)
    else { return nil }
    let known = definition.calendar.names.days(mentionedIn: name, year: year)
    switch known?.series {
    case .term, .week: return nil
    default: return part.text
    }
  }

  /// The same of a file: "kh.xlsx" may be of customers.
  private static func figure(ofFile name: String) -> Figure? {
    guard name.count > 3 || name.allSatisfy(\.isUppercase) else { return nil }
    return figure(ofName: name)
  }

  /// What the name of a sheet or a file says that its numbers are: "KH", "KH2026", "Kế hoạch năm 2026".
  private static func figure(ofName name: String) -> Figure? {
    let plain = name.replacing("_", with: " ").replacing("-", with: " ")
      .replacing(ReportTableReader.letterBeforeDigit) { "\($0.output.1) " }
    guard let words = FigureWords(plain), let figure = words.figure else { return nil }
    let rest = words.rest.trimmingColons
    // A plan is of the time that stands beside it; "CK 2025" says of which year the numbers are themselves.
    let isTime = FigureWords.isYear(rest) || PeriodMentions.period(rest, nil) != nil
    return rest.isEmpty || isTime && figure == .plan ? figure : nil
  }
  nonisolated(unsafe) private static let letterBeforeDigit = #/(\p{L})(?=[0-9])/#

  private static func saysCumulative(_ name: String) -> Bool {
    (" " + Slug.of(name).replacing("-", with: " ") + " ").contains(" luy ke ")
  }

  nonisolated(unsafe) private static let shortSheet = #/[Ss][0-9]{1,2}/#
}

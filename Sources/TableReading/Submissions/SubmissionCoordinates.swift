import ClusterMetrics
import OfficeWords
import Settings
import TableGrids
import Tables

/// Reads the period and the group that rows of submissions name: each text is looked up once, however many rows repeat it.
struct SubmissionCoordinates {
  private struct Name: Hashable {
    var text: String
    var period: Period
  }

  private let names: NameResolver
  private let calendar: ReportingCalendar
  private var periods: [String: Period] = [:]
  private var groups: [Name: Group] = [:]
  private var totals: [String: Bool] = [:]
  private var asked: [String: Asked] = [:]

  /// What a name asks for: a number, or an answer in words.
  struct Asked {
    var indicator: Indicator?
    var question: Question?
  }

  init(names: NameResolver, calendar: ReportingCalendar) {
    (self.names, self.calendar) = (names, calendar)
  }

  /// The period of a row; `nil`, and a finding, where it names none.
  mutating func period(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Period? {
    let text = header[.period].map { reader.rows.text($0) } ?? ""
    if let known = periods[text] { return known }
    let period = reader.period(header, calendar)
    if !text.isEmpty { periods[text] = period }
    return period
  }

  /// Whether the text of a period is a word for totals.
  mutating func isTotal(_ text: String) -> Bool {
    if let known = totals[text] { return known }
    let isTotal = TotalWords.isTotal(text)
    totals[text] = isTotal
    return isTotal
  }

  /// What a row's name of an indicator asks for; nothing where nothing is called so.
  mutating func asked(
    _ name: String, _ indicators: IndicatorNames, _ questions: QuestionNames
  ) -> Asked {
    if let known = asked[name] { return known }
    let question = questions.question(name)
    let found = Asked(
      indicator: question == nil ? indicators.indicator(named: name) : nil, question: question)
    asked[name] = found
    return found
  }

  /// The unit that a row names, or the cluster whose total it states; `nil`, and a finding, where it is neither.
  mutating func group(
    _ reader: inout TableReader<some TableRows>, _ header: Header, in period: Period
  ) -> Group? {
    guard let text = reader.required(header, .unit) else { return nil }
    let name = Name(text: text, period: period)
    if let known = groups[name] { return known }
    let group = group(named: text, &reader, header, in: calendar.days(of: period))
    groups[name] = group
    return group
  }

  private func group(
    named name: String, _ reader: inout TableReader<some TableRows>, _ header: Header,
    in days: Range<Day>
  ) -> Group? {
    if names.roster.units(named: name).isEmpty {
      if let cluster = names.roster.cluster(named: name) { return .cluster(cluster) }
      if TotalWords.isTotal(name) { return .all }
    }
    if let unit = names.roster.unit(named: name, in: days) { return .unit(unit) }
    if let unit = names.units(named: name).only, names.roster.units[unit].validity.overlaps(days) {
      return .unit(unit)
    }
    names.addUnknownUnit(name, header[.unit], to: &reader, on: days)
    return nil
  }
}

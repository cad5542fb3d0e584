/// Days with a name other than a month or calendar year: a week, a year that begins on another day, a term of office.
public struct NamedDays: Sendable, Hashable {
  /// The sequence to which named days belong, which determines their predecessor and successor.
  package enum Series: Sendable, Hashable {
    /// A week of a year; weeks begin on this day (1 is Monday).
    case week(Int, year: Int, begins: Int)
    /// A year that begins on another day: `school-2024`.
    case year(kind: String, Int)
    /// A single span: "Nhiệm kỳ 2020–2025".
    case term
    /// A name from the command line that only a project can resolve; it has no days yet.
    case unresolved
  }

  /// The name in commands, files and tables: `2024-W20`, `school-2024`, "Nhiệm kỳ 2020–2025".
  public let name: String
  /// The first day.
  public let from: Day
  /// The last day, included.
  public let through: Day
  package let series: Series

  /// A name that is not resolved yet.
  package init(unresolved name: String) {
    (self.name, series) = (name, .unresolved)
    (from, through) = (Day(number: 0), Day(number: 0))
  }

  package init(term name: String, from: Day, through: Day) {
    (self.name, self.from, self.through, series) = (name, from, through, .term)
  }

  /// The year of this kind that begins in a calendar year, on a day that every year has.
  package init(year: Int, of kind: String, begins: Day) {
    let (_, month, day) = begins.components
    name = "\(kind)-\(year)"
    from = .closing(year: year, month: month, day: day)
    through = Day.closing(year: year + 1, month: month, day: day).previous
    series = .year(kind: kind, year)
  }

  /// A week by its number; `nil` if the year has no such week.
  ///
  /// The first week of a year is the one with at least four of its days (ISO 8601, 3.1.1.23).
  package init?(week: Int, year: Int, begins: Int) {
    guard (1...NamedDays.weeks(in: year, begins: begins)).contains(week) else { return nil }
    let first = NamedDays.firstWeek(of: year, begins: begins)
    from = Day(number: first.number + Int32(week - 1) * 7)
    through = Day(number: from.number + 6)
    name = "\(year)-W\(week < 10 ? "0" : "")\(week)"
    series = .week(week, year: year, begins: begins)
  }

  /// The week that contains a day.
  package init?(weekOf day: Day, begins: Int) {
    for year in [day.components.year + 1, day.components.year, day.components.year - 1] {
      let first = NamedDays.firstWeek(of: year, begins: begins)
      guard first <= day else { continue }
      self.init(week: Int(day.number - first.number) / 7 + 1, year: year, begins: begins)
      return
    }
    return nil
  }

  /// The first day of the first week of a year.
  private static func firstWeek(of year: Int, begins: Int) -> Day {
    let fourth = Day.closing(year: year, month: 1, day: 4)
    return Day(number: fourth.number - Int32((fourth.weekday - begins + 7) % 7))
  }

  /// The number of weeks in a year: 52 or 53.
  private static func weeks(in year: Int, begins: Int) -> Int {
    let (first, next) = (
      firstWeek(of: year, begins: begins), firstWeek(of: year + 1, begins: begins)
    )
    return Int(next.number - first.number) / 7
  }

  /// The period `count` steps later, or earlier if negative; for terms a span of the same length.
  package func moved(by count: Int) -> Period {
    switch series {
    case .week(let week, let year, let begins):
      let (other, otherYear): (Int, Int)
      switch week + count {
      case ..<1: (other, otherYear) = (NamedDays.weeks(in: year - 1, begins: begins), year - 1)
      case let next where next > NamedDays.weeks(in: year, begins: begins):
        (other, otherYear) = (1, year + 1)
      case let next: (other, otherYear) = (next, year)
      }
      return NamedDays(week: other, year: otherYear, begins: begins).map { .named($0) }
        ?? .span(from: from, through: through)
    case .year(let kind, let year):
      return .named(NamedDays(year: year + count, of: kind, begins: from))
    case .term, .unresolved:
      let length = through.number - from.number + 1
      return .span(
        from: Day(number: from.number + Int32(count) * length),
        through: Day(number: through.number + Int32(count) * length))
    }
  }

  /// The corresponding period of the year before: week 52 for week 53 if there was none; for a term the same days or,
  /// if it is longer than a year, as many days before it.
  var sameLastYear: Period {
    if series == .term { return Period.span(from: from, through: through).sameLastYear }
    guard case .week(let week, let year, let begins) = series else { return moved(by: -1) }
    let last = NamedDays.weeks(in: year - 1, begins: begins)
    return NamedDays(week: min(week, last), year: year - 1, begins: begins).map { .named($0) }
      ?? moved(by: -1)
  }

  /// Whether it is a week.
  package var isWeek: Bool { if case .week = series { true } else { false } }

  /// The calendar year in its name, if there is one.
  package var year: Int? {
    switch series {
    case .week(_, let year, _), .year(_, let year): year
    case .term, .unresolved: nil
    }
  }

  /// The name within a sentence: "tuần 20 năm 2024", "năm học 2024–2025".
  package var spoken: LocalizedText {
    switch series {
    case .week(let week, let year, _):
      return LocalizedText(vi: "tuần \(week) năm \(year)", en: "week \(week) of \(year)")
    case .year(let kind, let year):
      let isCalendar = from.components.month == 1 && from.components.day == 1
      let years = isCalendar ? "\(year)" : "\(year)–\(year + 1)"
      guard let name = NamedDays.kinds[kind] else { return LocalizedText("\(kind) \(years)") }
      return LocalizedText(vi: name.vietnamese + " " + years, en: name.english + " " + years)
    case .term, .unresolved: return LocalizedText(name)
    }
  }

  /// The names of kinds of years.
  static let kinds = [
    "school": LocalizedText(vi: "năm học", en: "school year"),
    "fiscal": LocalizedText(vi: "năm tài chính", en: "fiscal year"),
  ]
}

/// A project's names for days besides months and years: on which day weeks and other years begin, and its terms.
package struct DayNames: Sendable, Hashable {
  /// The first day of a week; 1 is Monday.
  package var weekBegins = 1
  /// For each kind of year its first day, of which only month and day count, in a year that is not a leap year.
  package var yearBegins: [String: Day] = [
    "fiscal": .closing(year: 2023, month: 1, day: 1),
    "school": .closing(year: 2023, month: 9, day: 1),
  ]
  package var terms: [NamedDays] = []

  package init() {}

  /// The days that a whole text names.
  ///
  /// - Parameter year: the year of a week without one in the text.
  package func days(named text: some StringProtocol, year: Int? = nil) -> NamedDays? {
    let key = DayNames.folded(text)
    if let year, key.hasPrefix(DayNames.weekWord),
      let match = key.wholeMatch(of: DayNames.bareWeek),
      let week = Int(match.1)
    {
      return NamedDays(week: week, year: year, begins: weekBegins)
    }
    if let term = terms.first(where: { DayNames.folded($0.name) == key }) { return term }
    if key.contains("w"), let match = key.wholeMatch(of: DayNames.isoWeek),
      let year = Int(match.1), let week = Int(match.2)
    {
      return NamedDays(week: week, year: year, begins: weekBegins)
    }
    if key.hasPrefix(DayNames.weekWord), let match = key.wholeMatch(of: DayNames.week),
      let week = Int(match.1),
      let year = Int(match.2)
    {
      return NamedDays(week: week, year: year, begins: weekBegins)
    }
    for (kind, begins) in yearBegins.sorted(by: { $0.key < $1.key }) {
      for start in [NameKey(kind).text] + DayNames.kindWords[kind, default: []] {
        guard key.hasPrefix(start) else { continue }
        let rest = key.dropFirst(start.count)
        guard let match = rest.wholeMatch(of: DayNames.years),
          let year = Int(match.1), match.2.map({ Int($0) == year + 1 }) ?? true
        else { continue }
        return NamedDays(year: year, of: kind, begins: begins)
      }
    }
    return nil
  }

  /// The named days that a longer text, such as a title, mentions; `nil` unless they are unambiguous.
  ///
  /// - Parameter year: the year of a week without one in the text.
  package func days(mentionedIn text: String, year: Int? = nil) -> NamedDays? {
    let key = DayNames.folded(text)
    var found: [NamedDays] = []
    for term in terms where key.contains(DayNames.folded(term.name)) { found.append(term) }
    // "Học kỳ I năm học 2023–2024" is not a whole year: the longer name is more specific.
    if let longest = found.max(by: { $0.name.count < $1.name.count }) { return longest }
    if key.contains(DayNames.weekWord) {
      found += key.matches(of: DayNames.week).compactMap { days(named: $0.0) }
      if found.isEmpty, let year {
        found += key.matches(of: DayNames.bareWeek).compactMap { days(named: $0.0, year: year) }
      }
    }
    for (kind, _) in yearBegins {
      guard let name = NamedDays.kinds[kind] else { continue }
      let pattern = NameKey(name.vietnamese).text
      for range in key.ranges(of: pattern) {
        let rest = key[range.upperBound...]
        guard let match = rest.prefixMatch(of: DayNames.yearsAhead),
          let days = days(named: pattern + match.0)
        else { continue }
        found.append(days)
      }
    }
    return Set(found).count == 1 ? found[0] : nil
  }

  private static let weekWord = NameKey("tuần").text
  /// For each kind of year its folded name.
  private static let kindWords = NamedDays.kinds.mapValues { name in
    [name.vietnamese, name.english].map { NameKey($0).text }
  }

  // Compile patterns once, not for every text.
  nonisolated(unsafe) private static let isoWeek = #/([0-9]{4}) ?-? ?w([0-9]{1,2})/#
  nonisolated(unsafe) private static let years = #/[ -]*([0-9]{4})(?: ?[-\/] ?([0-9]{4}))?/#
  nonisolated(unsafe) private static let yearsAhead = #/ ?[0-9]{4}(?: ?[-\/] ?[0-9]{4})?/#

  /// "tuần 20", "tuần thứ 20"; folded. "Tuần 3 tháng 6" is not a week of the year.
  nonisolated(unsafe) private static let bareWeek: Regex<(Substring, Substring)> = {
    let word = weekWord
    let month = NameKey("tháng").text
    // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
    return try! Regex(
      "\(word) (?:thứ |số )?([0-9]{1,2})\\b(?!,? ?(?:của )?(?:\(month)|[/-]))",
      as: (Substring, Substring).self)
  }()

  /// "tuần 20 năm 2024", "tuần 20/2024", "tuần 20-2024"; folded.
  nonisolated(unsafe) private static let week: Regex<(Substring, Substring, Substring)> = {
    let word = weekWord
    let year = NameKey("năm").text
    // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
    return try! Regex(
      "\(word) (?:thứ )?([0-9]{1,2})(?: ?[-/]? ?\(year) | ?[-/] ?)([0-9]{4})",
      as: (Substring, Substring, Substring).self)
  }()

  /// Folded like names, with all dashes made equal.
  private static func folded(_ text: some StringProtocol) -> String {
    NameKey(String(text)).text.replacing("–", with: "-").replacing("—", with: "-")
  }
}

extension Period {
  /// Whether it is a week, a year that begins on another day, or a term.
  package var isNamed: Bool { if case .named = self { true } else { false } }
}

extension ReportingCalendar {
  /// The period that a text names: by its name, in words, or by a name of the project.
  package func period(written text: some StringProtocol) -> Period? {
    // Most tables use plain names, which a project cannot redefine.
    Period(text) ?? names.days(named: text).map { .named($0) } ?? Period(written: text)
  }

  /// Resolves a period from the command line with the project's days; `nil` if the project does not know it.
  package func resolved(_ period: Period) -> Period? {
    guard case .named(let days) = period else { return period }
    switch days.series {
    case .unresolved, .week: return self.period(written: days.name)
    case .year, .term: return period
    }
  }
}

import ClusterMetrics
import OfficeWords
import Settings

/// Tells what texts of report tables mean: units, clusters, indicators, figures and periods, by the project's names
/// and by the words that offices use. Each text is looked up once, whichever table it stands in.
package final class ReportWords: Sendable {
  /// Who is meant.
  package enum Who: Hashable {
    /// Units that a name can mean, one after the other in time.
    case units([Int])
    case cluster(Int)
    /// All that the table lists.
    case total
    /// Some of it: "Cộng khối huyện", "Mang sang".
    case subtotal
  }

  /// What a text says of numbers beside or below it.
  package struct Meaning {
    package var who: Who?
    package var indicator: Indicator?
    package var figure: Figure?
    /// Whether the numbers are only compared with others: "So cùng kỳ (%)".
    package var isCompared = false
    package var period: Period?
    /// What a column of it holds besides numbers.
    package var role: LabelRole?

    /// Whether it is answered in words.
    package var isQuestion = false
    /// The day up to which, or at which, is counted: "31/12/2023", "Số hộ nghèo đến 30/6/2024".
    package var asOf: Day?
    /// The part of a year that stands behind the figure, without its place in the year: "Thực hiện 6 tháng".
    package var part: String?
    /// Whether a plan is that of the whole year, and whether a number of last year's counts from its beginning.
    package var isOfYear = false
    /// Whether a plan is a budget, which is that of the year where its heading says no other period.
    package var isBudget = false
    /// Whether it says a time of which nobody knows where it begins or ends: "Trước 01/7/2025", "Sau sáp nhập".
    package var isOfUnknownTime = false
    package var isCumulative = false

    package init() {}

    /// Whether a year is all that is said of the period.
    package var isYear: Bool { if case .year? = period { true } else { false } }
    /// Whether it says whose numbers these are, or of when.
    package var isPlaced: Bool {
      if case .units? = who { return true }
      return period != nil && role == nil && figure == nil
    }

    package var isKnown: Bool {
      who != nil || indicator != nil || figure != nil || isCompared || period != nil || role != nil
        || isQuestion || asOf != nil || isOfUnknownTime
    }
  }

  package let roster: Roster
  package let calendar: ReportingCalendar
  package let questions: QuestionNames
  package let indicators: IndicatorNames
  package let byID: [String: Indicator]
  /// What indicators are called by their ids, which programs write above what they export.
  package let namesByID: [String: String]
  private let themes: Set<NameKey>
  package let mentions: UnitMentions
  private let meanings: TextMemo<Meaning>
  let named: TextMemo<Indicator?>
  let mentioned: TextMemo<Indicator?>
  let mentionedUnits: TextMemo<Int?>
  package let initials: UnitInitials

  /// Whether "Trung bình" is a grade in the table that is read, beside "Khá" and "Yếu", and no mean of what stands above it.
  let holdsGrades: Bool

  /// Whether the project has no indicator yet: what tables call theirs is to be found out.
  package var knowsNoIndicator: Bool { indicators.isEmpty }

  /// The decimal mark where nothing proves another.
  package let assumedMark: DecimalMark

  package init(_ definition: ProjectDefinition, _ roster: Roster) {
    (self.roster, calendar) = (roster, definition.calendar)
    assumedMark = DecimalMark(assumedIn: definition, roster)
    questions = QuestionNames(definition)
    indicators = IndicatorNames(definition, includesIDs: false)
    themes = Set(
      definition.indicatorAliases.values.joined().compactMap { alias in
        let levels = alias.components(separatedBy: " / ")
        return levels.count == 2 ? NameKey(levels[0]) : nil
      })
    byID = Dictionary(
      definition.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    namesByID = byID.mapValues(\.name.vietnamese)
    mentions = UnitMentions(roster)
    initials = UnitInitials(roster)
    (meanings, named, mentioned, mentionedUnits) = (TextMemo(), TextMemo(), TextMemo(), TextMemo())
    holdsGrades = false
  }

  /// The words of a table, which share what is known of texts with those of all others.
  package func of(_ grid: Grid) -> ReportWords { ReportWords(self, of: grid) }

  private init(_ words: ReportWords, of grid: Grid) {
    (roster, calendar, assumedMark) = (words.roster, words.calendar, words.assumedMark)
    (questions, indicators, themes) = (words.questions, words.indicators, words.themes)
    (byID, namesByID) = (words.byID, words.namesByID)
    (mentions, initials) = (words.mentions, words.initials)
    (meanings, named) = (words.meanings, words.named)
    (mentioned, mentionedUnits) = (words.mentioned, words.mentionedUnits)
    holdsGrades = grid.holdsGrades
  }

  /// Whether an indicator is called after what a sheet is named after: "Khai sinh / Số ca".
  package func knowsTheme(_ sheet: String) -> Bool { themes.contains(NameKey(sheet)) }

  /// What a text means in a table of a year.
  package func meaning(of text: String, year: Int?) -> Meaning {
    meanings(text, with: (year ?? 0) * 2 + (holdsGrades ? 1 : 0)) { text in
      var meaning = read(text, year)
      // What has no other meaning may be an id, as scripts head their columns; letters or two mean anything.
      if !meaning.isKnown, text.utf8.count >= 4 { meaning.indicator = byID[text] }
      return meaning
    }
  }

  private func read(_ text: String, _ year: Int?) -> Meaning {
    var meaning = Meaning()
    guard !text.isEmpty, text.utf8.count <= 400 else { return meaning }
    meaning.role = LabelRole(header: text)
    // "TT" numbers lines, whatever indicator has that id.
    if meaning.role == .ordinal { return meaning }
    // Any other name of the project comes before words that everybody uses.
    meaning.indicator = indicator(text) ?? indicatorAndMeasure(text)?.0
    if let own = meaning.indicator {
      meaning.role = nil
      // "Lũy kế kinh phí" may be another name of "Kinh phí", and counts from New Year all the same.
      if !own.isCumulative, own.overTime != .last,
        !CumulativeWords(own.name.vietnamese).isCumulative,
        CumulativeWords(text).isCumulative
      {
        meaning.figure = .cumulative
      }
      // "Giải ngân đến hết tháng 8" says up to when, whatever the indicator is called otherwise.
      if own.overTime != .last, CumulativeWords.end(of: own.name.vietnamese, year: 2000) == nil {
        meaning.period = CumulativeWords.end(of: text, year: year)
      }
      return meaning
    }
    if meaning.role != nil { return meaning }
    if let bracketed = readBracket(text, year) { return bracketed }
    if let ranged = readRange(text, year) { return ranged }
    if let side = TimeAround(text, year: year) {
      meaning.period = side.days.map { calendar.period(of: $0) }
      meaning.isOfUnknownTime = side.days == nil
      return meaning
    }
    if questions.question(text) != nil {
      meaning.isQuestion = true
      return meaning
    }
    // "Lũy kế từ đầu quý" does not count from New Year.
    if CumulativeWords.isSinceQuarter(text) {
      meaning.isCompared = true
      return meaning
    }
    // "Từ năm 2021 đến nay", "Tổng số từ trước đến nay"
    if CumulativeWords.saysLongerTerm(text) {
      meaning.role = .skip
      return meaning
    }
    // "KH giai đoạn 2021-2025", "Lũy kế 2021-2024": no numbers of the table's period.
    if let figure = FigureWords(text),
      CumulativeWords.saysLongerTerm(figure.rest)
        || FigureWords.saysYears(figure.rest)
    {
      (meaning.figure, meaning.period) = (figure.figure, days(ofTerm: figure.rest))
      if meaning.period == nil { (meaning.figure, meaning.role) = (nil, .skip) }
      return meaning
    }
    // "Lũy kế" over a column is no total of units.
    if let figure = FigureWords(text), figure.figure == .cumulative {
      // "Lũy kế 2026 | Lũy kế 2025": up to the same day of either year.
      if let year, let own = Int(figure.rest), own == year || own == year - 1 {
        (meaning.figure, meaning.isCumulative) =
          own == year ? (.cumulative, false) : (.lastYear, true)
        return meaning
      }
      // "Cộng dồn 11 tháng năm 2025"
      if let month = PeriodMentions.onlySinceNewYear(figure.rest, year: year) {
        (meaning.figure, meaning.period) = (.cumulative, month)
        return meaning
      }
      if let day = CumulativeWords.day(figure.rest, year: year) {
        (meaning.figure, meaning.asOf) = (.cumulative, day)
        return meaning
      }
      // "Lũy kế 6 tháng", "Lũy kế đến hết tháng 6", "Cộng dồn 9 tháng năm 2024"
      let end = PeriodMentions.wholePeriod(CumulativeWords.withoutUpTo(figure.rest), year)
      if end != nil || CumulativeWords.saysUpToWhen(figure.rest)
        || FigureWords.fillers.contains(NameKey(figure.rest))
      {
        (meaning.figure, meaning.period) = (.cumulative, end)
        return meaning
      }
    }
    meaning.who = who(text)
    if meaning.who != nil { return meaning }
    // "Trong đó: tháng 6"
    let bare = text.contains(":") ? text.withoutNumbering : text
    meaning.period =
      calendar.names.days(named: bare, year: year).map { .named($0) }
      ?? PeriodMentions.wholePeriod(bare, year)
      ?? PeriodMentions.provisional(text).flatMap { rest in
        FigureWords.isYear(rest)
          ? Int(rest).map { .year($0) } : PeriodMentions.wholePeriod(rest, year)
      }
      ?? PeriodMentions.onlyRange(in: text, calendar, year: year).map { calendar.period(of: $0) }
    if meaning.period != nil { return meaning }
    meaning.asOf =
      CumulativeWords.day(text, year: year) ?? CumulativeWords.endOfPart(text, year, calendar)
    if meaning.asOf != nil { return meaning }
    // "5 tháng đầu năm" beside "Tháng 5"
    if let month = PeriodMentions.onlySinceNewYear(text, year: year) {
      (meaning.period, meaning.figure) = (month, .cumulative)
      return meaning
    }
    guard let figure = FigureWords(text) else {
      // "Hồ sơ tiếp nhận đến hết tháng 6", of an indicator that is called "Hồ sơ tiếp nhận".
      if let (name, period) = PeriodMentions.parted(text, year: year, calendar.names),
        let own = indicator(name) ?? indicatorAndMeasure(name)?.0
      {
        (meaning.indicator, meaning.period) = (own, period)
        return meaning
      }
      if let (name, isBefore) = FigureWords.neighbour(of: text) {
        meaning.isCompared = isBefore
        meaning.indicator = isBefore ? nil : indicator(name) ?? indicatorAndMeasure(name)?.0
        if meaning.isKnown { return meaning }
      }
      if let name = FigureWords.lastYear(of: text), let own = indicator(name) {
        (meaning.indicator, meaning.figure) = (own, .lastYear)
        return meaning
      }
      let words = CumulativeWords(text)
      guard words.isCumulative || words.isAsOfDay else { return meaning }
      meaning.indicator = indicator(words.rest) ?? indicatorAndMeasure(words.rest)?.0
      if meaning.indicator != nil { meaning.asOf = words.day(in: year) }
      if words.isCumulative, meaning.indicator?.isCumulative == false {
        meaning.figure = .cumulative
      }
      return meaning
    }
    // "Kế hoạch (%)" is a plan in percent.
    let stated = ReportWords.timeInBrackets(figure.rest, year) ?? figure.rest
    let rest = ["(%)", "%"].contains(stated) ? "" : stated.withoutMeasure.trimmingColons
    if let kind = figure.figure, let meaning = readUpTo(kind, rest, year) { return meaning }
    var own = Meaning()
    (own.figure, own.isCompared) = (figure.figure, figure.figure == nil)
    own.isCumulative = figure.isCumulative
    let key = NameKey(rest)
    // "Thực hiện năm trước", which a column beside it may explain.
    if figure.figure == .value, key == ReportWords.lastYear {
      own.isCompared = true
      return own
    }
    own.isOfYear = figure.figure == .plan && ReportWords.years.contains(key)
    // "Kế hoạch tăng trưởng dư nợ" plans how much there is to come, and not how much there is to be.
    if figure.figure == .plan, indicator(rest) == nil,
      ReportWords.growth.contains(where: { key.text.hasPrefix($0) })
    {
      (own.figure, own.isCompared) = (nil, true)
      return own
    }
    own.isBudget = figure.figure == .plan && rest.isEmpty && FigureWords.isBudget(text)
    // "Kế hoạch năm sau"
    if figure.figure == .plan, ReportWords.nextYear.contains(key), let year {
      own.period = .year(year + 1)
      return own
    }
    if FigureWords.parts.contains(key) { own.part = rest }
    if figure.figure == .value, PeriodMentions.isWholeYear(rest) {
      own.period = PeriodMentions.period(rest, year)
    }
    guard !rest.isEmpty, !FigureWords.fillers.contains(key) else { return own }
    own.indicator = indicator(rest)
    // "Kế hoạch hộ thoát nghèo 2027", "Chỉ tiêu giao quân năm 2026"
    if own.indicator == nil, figure.figure == .plan, let (planned, period) = planned(text, year) {
      (own.indicator, own.period) = (planned, period)
      return own
    }
    // "Thực hiện đến hết tháng 6" counts since New Year.
    if own.indicator == nil, figure.figure == .value, CumulativeWords.beginsUpTo(rest),
      let end = PeriodMentions.wholePeriod(CumulativeWords.withoutUpTo(rest), year)
    {
      (own.figure, own.period) = (.cumulative, end)
      return own
    }
    // "Thực hiện đến 30/9/2025", "Lũy kế giải ngân đến 30/9/2025"
    if own.indicator == nil, figure.figure == .value || figure.figure == .cumulative {
      own.asOf = CumulativeWords.day(rest, year: year)
      if own.asOf != nil {
        own.figure = .cumulative
        return own
      }
      let words = CumulativeWords(rest)
      if words.isAsOfDay, let day = words.day(in: year), let indicator = indicator(words.rest) {
        (own.indicator, own.asOf) = (indicator, day)
        if indicator.isCumulative { own.figure = nil }
        return own
      }
    }
    own.period = PeriodMentions.period(rest, year) ?? PeriodMentions.all(in: rest, year: year).only
    if figure.figure == .cumulative || figure.figure == .value, own.period == nil,
      let month = PeriodMentions.onlySinceNewYear(rest, year: year)
    {
      // "Thực hiện 5 tháng" are those since New Year.
      (own.period, own.figure) = (month, .cumulative)
    }
    // "Cùng kỳ 5 tháng 2023"
    if figure.figure == .lastYear, own.period == nil,
      let month = PeriodMentions.onlySinceNewYear(rest, year: year)
    {
      (own.period, own.isCumulative) = (month, true)
    }
    // A plan of eight months is none of a period, and only says how far the year's is.
    if figure.figure == .plan, PeriodMentions.onlySinceNewYear(rest, year: year) != nil {
      (own.figure, own.period, own.isCompared) = (nil, nil, true)
    }
    if [.plan, .value].contains(figure.figure), let year = Int(rest), FigureWords.isYear(rest) {
      own.period = .year(year)
    }
    let isYear = figure.figure == .lastYear && FigureWords.isYear(key.text)
    // "Cùng kỳ 2024" in a table of 2026
    if isYear, let before = Int(key.text), let year, before < year - 1 {
      own.period = .year(before)
    }
    // Words that are not understood may say anything.
    return own.indicator != nil || own.period != nil || own.isCompared || isYear ? own : meaning
  }

  /// The indicator that a heading plans, and of when: what stands behind the word for a plan, whichever words it begins with.
  private func planned(_ text: String, _ year: Int?) -> (Indicator, Period?)? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0).text }
    for lead in ReportWords.planLeads where keys.starts(with: lead) {
      let name = words.dropFirst(lead.count).joined(separator: " ")
      if let own = indicator(name) ?? indicatorAndMeasure(name)?.0 { return (own, nil) }
      if let (bare, period) = PeriodMentions.parted(name, year: year, calendar.names),
        let own = indicator(bare) ?? indicatorAndMeasure(bare)?.0
      {
        return (own, period)
      }
    }
    return nil
  }
  private static let planLeads = ["chỉ tiêu", "kế hoạch", "kh", "ct", "chỉ tiêu kế hoạch"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }

  private static let growth = ["tăng trưởng", "tăng thêm"].map { NameKey($0).text + " " }
  private static let lastYear = NameKey("năm trước")
  private static let nextYear = Set(
    ["năm sau", "năm tới", "năm kế tiếp", "năm tiếp theo"].map { NameKey($0) })
  package static let years = Set(
    ["năm", "cả năm", "giao năm", "nam", "ca nam", "trong năm", "giao trong năm"].map {
      NameKey($0)
    })
}

import ClusterMetrics

/// Tells what texts of report tables mean: units, clusters, indicators, figures and periods, by the project's names
/// and by the words that offices use. Each text is looked up once.
final class ReportWords {
  /// Who is meant.
  enum Who: Hashable {
    /// Units that a name can mean, one after the other in time.
    case units([Int])
    case cluster(Int)
    /// All that the table lists.
    case total
    /// Some of it: "Cộng khối huyện", "Mang sang".
    case subtotal
  }

  /// What a text says of numbers beside or below it.
  struct Meaning {
    var who: Who?
    var indicator: Indicator?
    var figure: Figure?
    /// Whether the numbers are only compared with others: "So cùng kỳ (%)".
    var isCompared = false
    var period: Period?
    /// What a column of it holds besides numbers.
    var role: LabelRole?

    /// Whether it is answered in words.
    var isQuestion = false
    /// The day up to which, or at which, is counted: "31/12/2023", "Số hộ nghèo đến 30/6/2024".
    var asOf: Day?
    /// The part of a year that stands behind the figure, without its place in the year: "Thực hiện 6 tháng".
    var part: String?
    /// Whether a plan is that of the whole year, and whether a number of last year's counts from its beginning.
    var isOfYear = false
    var isCumulative = false

    /// Whether a year is all that is said of the period.
    var isYear: Bool { if case .year? = period { true } else { false } }
    /// Whether it says whose numbers these are, or of when.
    var isPlaced: Bool {
      if case .units? = who { return true }
      return period != nil && role == nil && figure == nil
    }

    var isKnown: Bool {
      who != nil || indicator != nil || figure != nil || isCompared || period != nil || role != nil
        || isQuestion || asOf != nil
    }
  }

  let roster: Roster
  let calendar: ReportingCalendar
  let questions: QuestionNames
  let indicators: IndicatorNames
  private let byID: [String: Indicator]
  private let themes: Set<NameKey>
  private let mentions: UnitMentions
  private var meanings: [String: Meaning] = [:]
  private lazy var initials = UnitInitials(roster)

  /// Whether "Trung bình" is a grade in the table that is read, beside "Khá" and "Yếu", and no mean of what stands above it.
  var holdsGrades = false

  /// Whether the project has no indicator yet: what tables call theirs is to be found out.
  var knowsNoIndicator: Bool { indicators.isEmpty }

  init(_ definition: ProjectDefinition, _ roster: Roster) {
    (self.roster, calendar) = (roster, definition.calendar)
    questions = QuestionNames(definition)
    indicators = IndicatorNames(definition, includesIDs: false)
    themes = Set(
      definition.indicatorAliases.values.joined().compactMap { alias in
        let levels = alias.components(separatedBy: " / ")
        return levels.count == 2 ? NameKey(levels[0]) : nil
      })
    byID = Dictionary(
      definition.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    mentions = UnitMentions(roster)
  }

  /// Whether an indicator is called after what a sheet is named after: "Khai sinh / Số ca".
  func knowsTheme(_ sheet: String) -> Bool { themes.contains(NameKey(sheet)) }

  /// What a text means in a table of a year.
  func meaning(of text: String, year: Int?) -> Meaning {
    let key = "\(year ?? 0)\(holdsGrades ? "+" : "")\u{1F}\(text)"
    if let known = meanings[key] { return known }
    var meaning = read(text, year)
    // What has no other meaning may be an id, as scripts head their columns; letters or two mean anything.
    if !meaning.isKnown, text.utf8.count >= 4 { meaning.indicator = byID[text] }
    if meanings.count < 50_000 { meanings[key] = meaning }
    return meaning
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
      return meaning
    }
    if meaning.role != nil { return meaning }
    if questions.question(text) != nil {
      meaning.isQuestion = true
      return meaning
    }
    // "Lũy kế từ đầu quý" does not count from New Year.
    if CumulativeWords.isSinceQuarter(text) {
      meaning.isCompared = true
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
      // "Cộng dồn 11 tháng năm 2025"
      if let month = PeriodMentions.onlySinceNewYear(figure.rest, year: year) {
        (meaning.figure, meaning.period) = (.cumulative, month)
        return meaning
      }
      if let day = CumulativeWords.day(figure.rest, year: year) {
        (meaning.figure, meaning.asOf) = (.cumulative, day)
        return meaning
      }
      if CumulativeWords.saysUpToWhen(figure.rest)
        || FigureWords.fillers.contains(NameKey(figure.rest))
      {
        // "Lũy kế 6 tháng", "Lũy kế đến hết tháng 6"
        let end = CumulativeWords.withoutUpTo(figure.rest)
        (meaning.figure, meaning.period) = (.cumulative, PeriodMentions.wholePeriod(end, year))
        return meaning
      }
    }
    meaning.who = who(text)
    if meaning.who != nil { return meaning }
    meaning.period =
      calendar.names.days(named: text, year: year).map { .named($0) }
      ?? PeriodMentions.wholePeriod(text, year)
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
        let own = indicator(name)
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
      if meaning.indicator != nil { meaning.asOf = words.day }
      if words.isCumulative, meaning.indicator?.isCumulative == false {
        meaning.figure = .cumulative
      }
      return meaning
    }
    // "Kế hoạch (%)" is a plan in percent.
    let rest = ["(%)", "%"].contains(figure.rest) ? "" : figure.rest.withoutMeasure.trimmingColons
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
    if FigureWords.parts.contains(key) { own.part = rest }
    if figure.figure == .value, PeriodMentions.isWholeYear(rest) {
      own.period = PeriodMentions.period(rest, year)
    }
    guard !rest.isEmpty, !FigureWords.fillers.contains(key) else { return own }
    own.indicator = indicator(rest)
    own.period = PeriodMentions.period(rest, year) ?? PeriodMentions.all(in: rest, year: year).only
    if figure.figure == .cumulative || figure.figure == .value, own.period == nil,
      let month = PeriodMentions.onlySinceNewYear(rest, year: year)
    {
      // "Thực hiện 5 tháng" are those since New Year.
      (own.period, own.figure) = (month, .cumulative)
    }
    // A plan of eight months is none of a period, and only says how far the year's is.
    if figure.figure == .plan, PeriodMentions.onlySinceNewYear(rest, year: year) != nil {
      (own.figure, own.period, own.isCompared) = (nil, nil, true)
    }
    if [.plan, .value].contains(figure.figure), let year = Int(rest), FigureWords.isYear(rest) {
      own.period = .year(year)
    }
    let isYear = figure.figure == .lastYear && FigureWords.isYear(key.text)
    // Words that are not understood may say anything.
    return own.indicator != nil || own.period != nil || own.isCompared || isYear ? own : meaning
  }

  private static let lastYear = NameKey("năm trước")
  private static let years = Set(["năm", "cả năm", "giao năm"].map { NameKey($0) })

  // MARK: Names

  /// The indicator that a text names, as it is, without numbering, or without its unit of measure.
  func indicator(_ text: String) -> Indicator? {
    let text = text.trimmingColons
    let bare = text.withoutNumbering
    // "- Trong đó: nữ", of an indicator that is called "Trong đó: nữ".
    let undashed = String(text.drop { "-–+•*· ".contains($0) })
    for name in [text, undashed, bare].uniqued where !name.isEmpty {
      guard let indicator = indicators.indicator(named: name) else { continue }
      // "Đối thoại (%)" is a share of something.
      return name.hasSuffix("%)") && !indicator.isPercentage
        && !name.hasPrefix(indicator.name.vietnamese + ")")
        && !indicator.name.vietnamese.hasSuffix("%)") ? nil : indicator
    }
    // "Số hội nghị¹", "Số hội nghị (*)"
    let noted = bare.withoutFootnote
    if noted != bare, !noted.isEmpty, let indicator = indicators.indicator(named: noted) {
      return indicator
    }
    // "Hội nghị đối thoại" of "Số hội nghị đối thoại", and the other way round.
    if let counted = countedOtherwise(bare) { return counted }
    // "Thu phí (triệu đồng)", of an indicator whose unit of measure the settings do not say.
    let plain = bare.withoutMeasure
    guard plain != bare, let indicator = indicators.indicator(named: plain),
      indicator.unitOfMeasure == nil,
      // Money, weights and lengths come in thousands: which of them the other files mean nobody can tell.
      !MeasureWords.comesByThousands(bare.bracketAtEnd?.inner ?? "")
    else { return nil }
    return indicator
  }

  /// The indicator that a text names together with another unit of measure than its own: "Thu ngân sách (tỷ đồng)".
  func indicatorAndMeasure(_ text: String) -> (Indicator, String)? {
    let bare = text.trimmingColons.withoutNumbering
    let plain = bare.withoutMeasure
    guard plain != bare, let indicator = indicators.indicator(named: plain) else { return nil }
    return (
      indicator, String(bare.dropFirst(plain.count)).filter { !"()".contains($0) }.trimmingColons
    )
  }

  /// The indicator of an id, as the settings name it.
  func indicator(withID id: String) -> Indicator? { byID[id] ?? indicator(id) }

  /// The only indicator that a title names: the longest name within it.
  func indicator(mentionedIn text: String) -> Indicator? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count <= 60 else { return nil }
    let keys = words.map { NameKey($0.trimmingColons).text }
    for count in stride(from: words.count, to: 0, by: -1) {
      // Other words beside the name say that something else is meant: "hồ sơ chưa giải quyết".
      let found = (0...words.count - count).compactMap { start -> Indicator? in
        guard keys[..<start].allSatisfy({ ReportWords.isPlain($0) }),
          keys[(start + count)...].first.map({ ReportWords.times.contains($0) || Int($0) != nil })
            ?? true || TableTheme.isDivided(keys[(start + count)...])
        else { return nil }
        return indicator(words[start..<start + count].joined(separator: " "))
      }
      guard !found.isEmpty else { continue }
      return Set(found.map(\.id)).count == 1 ? found[0] : nil
    }
    return nil
  }

  func hint(toIndicator text: String) -> LocalizedText {
    indicators.hint(to: text.withoutNumbering)
  }

  /// The units, cluster or total that a text names.
  func who(_ text: String) -> Who? {
    let bare = text.withoutNumbering
    // "Mang sang", "Cộng mang sang trang sau" repeat what stands above.
    if ReportWords.isCarried(bare) { return .subtotal }
    for name in bare == text ? [text] : [text, bare] {
      if TotalWords.isTotal(name.withoutMeasure.trimmingColons) { return .total }
      let units = roster.units(named: name)
      if !units.isEmpty { return .units(units) }
      if let cluster = roster.cluster(named: name) { return .cluster(cluster) }
    }
    if let units = office(bare) { return .units(units) }
    let plain = bare.withoutFootnote
    if plain != bare { return who(plain) }
    if let revision = bare.revision { return who(revision.name) }
    let uncoded = bare.withoutCode
    if uncoded != bare { return who(uncoded) }
    return total(bare)
  }

  /// Whether a text names what sums up other rows.
  func isTotal(_ text: String) -> Bool {
    switch who(text) {
    case .total, .subtotal: true
    default: false
    }
  }

  /// "UBND huyện Nga Sơn", "Đảng ủy xã Nga An", "Sở TN&MT": where nothing else has the name, and what remains means
  /// one unit.
  private func office(_ text: String) -> [Int]? {
    for prefix in ReportWords.offices {
      guard let name = text.droppingWords(prefix) else { continue }
      let units = roster.units(named: name)
      if units.count == 1 { return units }
    }
    return initials.unit(text).map { [$0] }
  }

  /// The unit that a title or a name of a file or sheet mentions, by whatever name.
  func unit(mentionedIn text: String) -> Int? {
    let whole = roster.units(named: text.withoutNumbering)
    if whole.count == 1 { return whole[0] }
    guard !UnitMentions.isPlaceAndDate(text) else { return nil }
    // The province bears the name of its city.
    let before = UnitMentions.withoutProvince(text)
    if before != text { return before.isEmpty ? nil : unit(mentionedIn: before) }
    // The tone of a word goes behind its colon.
    let first = NameKey(text.replacing(":", with: " ")).text
    guard !ReportWords.recipients.contains(where: { first.hasPrefix($0) }) else { return nil }
    if let name = mentions.only(in: text) {
      return isOwn(name, in: text) ? roster.units(named: name).first : nil
    }
    let words = text.split { $0.isWhitespace || "_,.;:()[]".contains($0) }.map(String.init)
    let found = Set(
      words.indices.flatMap { start in
        (start..<min(words.count, start + 6)).compactMap {
          office(words[start...$0].joined(separator: " "))?.first
        }
      })
    return found.count == 1 ? found.first : nil
  }

  private static let recipients = ["Kính gửi", "Nơi nhận", "Người nhận"].map { NameKey($0).text }

  /// Whether a text means a unit, and not a place or office that bears its name: "Xã Nga Sơn", "Chi cục Thuế Nga Sơn".
  private func isOwn(_ name: String, in text: String) -> Bool {
    let bare = NameKey.place(name).bare.text.split(separator: " ").map(String.init)
    let words = text.split { $0.isWhitespace || "_,.;:()[]-".contains($0) }.map { NameKey($0).text }
    guard
      let start = words.indices.first(where: { Array(words[$0...].prefix(bare.count)) == bare }),
      start > 0
    else { return true }
    let before = words[start - 1]
    return !ReportWords.foreign.contains(before) || NameKey(name).text.contains(before + " ")
  }

  private static let foreign = Set(
    [
      "xã", "phường", "trấn", "trường", "học", "phòng", "cục", "thuế", "trạm", "viện", "tỉnh",
      "chợ", "thôn",
    ].map {
      NameKey($0).text
    })

  private static let offices = [
    "UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "Đảng ủy", "Đảng uỷ", "Huyện ủy", "Thành ủy",
    "Thị ủy",
    "Ban Thường vụ Đảng ủy", "BTV Đảng ủy", "HĐND", "HĐND và UBND", "HĐND-UBND", "Trạm y tế", "TYT",
    "Công an", "Ban Dân vận", "UB MTTQ", "Ủy ban MTTQ", "UBMTTQ", "Mặt trận Tổ quốc", "Văn phòng",
  ].map { $0.split(separator: " ").map { NameKey($0).text } }
}

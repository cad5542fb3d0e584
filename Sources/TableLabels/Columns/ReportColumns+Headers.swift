import ClusterMetrics
import OfficeWords
import TableGrids

/// What the headers of columns say.
extension ReportColumns {
  /// The header of labels such as "0-14" and "60+", which are groups of people by their age.
  package static func saysAges(_ header: String) -> Bool {
    ages.contains(NameKey(header.trimmingColons))
  }
  private static let ages = Set(
    ["Nhóm tuổi", "Độ tuổi", "Lứa tuổi", "Tuổi", "Nhóm tuổi (tuổi)", "Theo nhóm tuổi"].map {
      NameKey($0)
    })

  /// The texts over a column, the upper ones first, each once; without those that only say that parts follow.
  static func levels(_ items: [Grid.Item]) -> [String] {
    var levels: [String] = []
    for item in items where !item.isEmpty {
      let text = PeriodMentions.written(out: item.text)
      if levels.last != text { levels.append(text) }
    }
    // "18-30" below "Chia theo tuổi đời" is an age, and nothing without that word.
    if let own = levels.last, own.wholeMatch(of: Grid.Item.ages) != nil,
      levels.dropLast().contains(where: ReportColumns.namesAges)
    {
      levels[levels.count - 1] = own + " tuổi"
    }
    let last = levels.last
    return levels.filter { level in level == last || !PartColumns.saysParts(level) }
  }

  private static func namesAges(_ heading: String) -> Bool {
    (" " + NameKey(heading).text + " ").contains(" " + NameKey("tuổi").text + " ")
  }

  /// The columns whose last heading could be a unit of measure ("Hội nghị", "Lượt người") and tells them from others under the
  /// same headings: below a period it names what is counted.
  static func namedByMeasure(
    _ block: ReportBlock, in grid: Grid, _ blocks: ReportBlocks, _ columns: Range<Int>
  ) -> Set<Int> {
    var names: [[String]: Set<String>] = [:]
    var measures: [(column: Int, above: [String])] = []
    for column in columns {
      let levels = levels(block.headings(column, in: grid, blocks))
      for depth in levels.indices.dropFirst() where levels[depth] != "%" {
        names[Array(levels[..<depth]), default: []].insert(NameKey(levels[depth]).text)
      }
      // "Hộ" over "hộ" names what is counted, and says its measure.
      let place = levels.indices.dropFirst().first {
        levels[$0] != "%" && MeasureWords.bracketed(levels[$0]) == nil
          && MeasureWords.only(levels[$0]) != nil
      }
      if let place { measures.append((column, Array(levels[..<place]))) }
    }
    return Set(measures.filter { names[$0.above]?.count ?? 0 > 1 }.map(\.column))
  }

  /// What the header of a column says, all levels together.
  ///
  /// - Parameter isNamedByMeasure: whether it is one of `namedByMeasure`.
  static func numbers(
    _ column: Int, _ levels: [String], _ blocks: ReportBlocks, _ words: ReportWords,
    _ theme: String?, isNamedByMeasure: Bool = false
  ) -> Numbers {
    var meaning = ReportWords.Meaning()
    var rest: [String] = []
    var measure: String?
    // The level that says nothing but the measure.
    var measured: String?
    // "Năm 2025" over "Cả năm" and "6 tháng đầu năm": these are of that year.
    var upper: Int?
    // "6 tháng đầu năm", of a year that a level below says.
    var partLevel: String?
    // "Đến 30/6" and "Kế hoạch", whichever stands above.
    var times: [String] = []
    var figures: [String] = []
    for level in levels {
      // A level of its own says what all above it is measured in.
      // "Hồ sơ" over "Trong tháng" is what is counted.
      if let only = MeasureWords.only(level), !blocks.meaning(of: level).isKnown,
        level != levels.first, measure != "%", !(isNamedByMeasure && rest.isEmpty),
        // "Tỷ lệ hài lòng (%)" over "Người dân" and "Doanh nghiệp" says whose it is.
        !rest.contains(where: \.statesMeasure)
      {
        (measure, measured) = (only, level)
        continue
      }
      // So does the name of what is counted, in brackets below what counts it: "(doanh nghiệp)".
      if let thing = MeasureWords.bracketed(level), !rest.isEmpty,
        !thing.contains(where: \.isNumber),
        thing.count < 24, thing.contains(where: \.isLetter), !blocks.meaning(of: level).isKnown,
        FigureWords(thing) == nil
      {
        measure = thing
        continue
      }
      var own = blocks.meaning(of: level, in: upper)
      if own.role == .period, let figure = FigureWords(level), figure.rest.isEmpty {
        own = ReportWords.Meaning()
        own.figure = figure.figure
      }
      // "Tỷ lệ hài lòng (%)" over "Kế hoạch" and "Thực hiện" is what these are of.
      if words.knowsNoIndicator, own.isCompared, level != levels.last,
        OfficeNames.isOwnShare(level, among: [])
      {
        own = ReportWords.Meaning()
        measure = "%"
      }
      // So is "Tiến độ" over "Đã bàn giao (ha)" and "Vướng mắc (hộ)".
      if own.isCompared, own.indicator == nil, level != levels.last,
        NameKey(level) == ReportColumns.progress,
        levels.last.map({ !blocks.meaning(of: $0).isCompared && FigureWords($0) == nil }) ?? false
      {
        own = ReportWords.Meaning()
      }
      // "Chỉ tiêu thi đua" over "Hoàn thành" and "Chưa hoàn thành" are targets that are counted.
      if own.figure == .plan, own.indicator == nil, level != levels.last,
        let last = levels.last, FigureWords.isOutcome(last)
      {
        own = ReportWords.Meaning()
      }
      // "TT" below "Bằng khen" is short for groups of people, and numbers no lines.
      if own.role == .ordinal, level != levels.first { own = ReportWords.Meaning() }
      // So is "Doanh nghiệp" below "Tỷ lệ hài lòng (%)" who is asked, and heads no names.
      // A column of numbers is headed by what they count: "Tổ chức đảng" below "Kiểm tra".
      let isCounted =
        level == levels.last && levels.count > 1
        || LabelRole.mayBeCounted(level)
          && (level == levels.last || level != levels.first
            || levels.last.map(saysHowMany) ?? false)
      if own.role == .unit, isCounted {
        own = ReportWords.Meaning()
      }
      // "Đối tượng" over how many there are.
      if own.role == .indicator, level == levels.last, LabelRole.mayDescribe(level) {
        own = ReportWords.Meaning()
      }
      // "Tháng" over 1, 2, 3; "Quý" over I, II.
      if !own.isKnown || own.role != nil, let above = rest.last {
        let both = blocks.meaning(
          of: (PeriodLabels.partWord(above) ?? above) + " " + level, in: upper)
        if let period = both.period, both.indicator == nil {
          own = ReportWords.Meaning()
          own.period = period
          rest.removeLast()
        }
      }
      // "Năm 2023 (tấn)", "KH (con)"
      if own.indicator == nil, own.period == nil, own.figure == nil,
        let bracket = level.bracketAtEnd,
        MeasureWords.isMeasure(bracket.inner) || MeasureWords.areMost([bracket.inner])
      {
        let inner = blocks.meaning(of: bracket.before, in: upper)
        let year = FigureWords.isYear(bracket.before) ? Int(bracket.before) : nil
        if inner.period != nil || inner.figure != nil || year != nil {
          own = inner
          own.period = inner.period ?? year.map { .year($0) }
          measure = bracket.inner
        }
      }
      // "Thực hiện (tỷ đồng)"
      if own.figure != nil, own.indicator == nil, let bracket = level.bracketAtEnd,
        MeasureWords.isMeasure(bracket.inner) || bracket.inner == "%"
      {
        measure = bracket.inner
      }
      if !own.isKnown, FigureWords.isYear(level) { own.period = Int(level).map { .year($0) } }
      // "6 tháng đầu năm" over "2023" and "2024" is the half of each.
      if case .year(let year)? = own.period, let part = partLevel,
        let named = blocks.meaning(of: part, in: year).period
      {
        own.period = named
      }
      if let period = own.period, !period.isYear, PeriodMentions.bareYears(in: level).isEmpty {
        partLevel = level
      }
      // "Năm sinh" over 2004 and 2005: people are counted by it.
      if own.isYear, rest.last.map(OfficeNames.isBirthYear) ?? false { own = .init() }
      // What is one unit's total over units may be the whole of an indicator beside its parts.
      let isTotal = own.who == .total || own.who == .subtotal || OfficeNames.isLevelOfOffices(level)
      if own.isKnown, own.indicator == nil, !isTotal, !LabelRole.countsDocuments(level) {
        meaning.who = own.who ?? meaning.who
      } else {
        rest.append(level)
      }
      // Also what else names something: "Kế hoạch hồ sơ tiếp nhận", "Tỷ lệ hồ sơ đúng hạn".
      add(own.figure, to: &meaning)
      meaning.period = own.period ?? meaning.period
      meaning.part = own.part ?? meaning.part
      meaning.asOf = own.asOf ?? meaning.asOf
      // "Đến 30/6" under "Năm 2025" is that day, and no number of the whole year.
      if own.asOf != nil, own.period == nil, meaning.isYear { meaning.period = nil }
      if own.isTime { times.append(level) }
      if own.isFigureAlone, FigureWords(level)?.rest.isEmpty ?? false { figures.append(level) }
      if case .year(let year)? = own.period { upper = year }
      meaning.isCompared = meaning.isCompared || own.isCompared
      meaning.isOfYear = meaning.isOfYear || own.isOfYear
      meaning.isBudget = meaning.isBudget || own.isBudget
      meaning.isOfUnknownTime = meaning.isOfUnknownTime || own.isOfUnknownTime
      // "KH năm" under "6 tháng đầu năm 2026"
      if own.isOfYear, own.figure == .plan, own.period == nil, let period = meaning.period {
        meaning.period = period.calendarYear.map { .year($0) } ?? period
      }
      meaning.isCumulative = meaning.isCumulative || own.isCumulative
    }
    if let time = times.only, let figure = figures.only {
      meaning.take(blocks.meaning(of: figure + " " + time, in: upper))
    }
    var numbers = Numbers(column: column, meaning: meaning, name: levels.joined(separator: " / "))
    numbers.measure = measure
    // All levels together, below the theme or without it, may be what an indicator is called.
    let bare = levels.map(\.withoutNumbering).joined(separator: " / ")
    // "Diện tích lúa (ha) / Vụ mùa", of what is called "Diện tích lúa / Vụ mùa"
    let measureless = levels.map(\.withoutMeasure).joined(separator: " / ")
    let whole = [
      theme.map { $0 + " / " + numbers.name }, levels.count > 1 ? numbers.name : nil,
      bare == numbers.name ? nil : theme.map { $0 + " / " + bare },
      measureless == numbers.name || levels.count < 2 ? nil : measureless,
    ]
    if let named = whole.compactMap({ $0.map { blocks.meaning(of: $0) } }).first(where: {
      $0.indicator != nil
    }) {
      // "Lũy kế 2025" in 2026, of whatever it is another name of.
      let isBefore = meaning.figure == .lastYear && meaning.isCumulative
      numbers.meaning.indicator = named.indicator
      numbers.meaning.figure = isBefore ? .lastYear : named.figure
      numbers.meaning.isCompared = named.isCompared
      if words.indicator(measureless)?.id == named.indicator?.id, measure == nil {
        numbers.measure =
          levels.lazy.compactMap { level in
            level.withoutMeasure == level ? nil : level.bracketAtEnd?.inner
          }.first
      }
      return numbers
    }
    // "Huyện, thị xã" over the names of districts.
    if case .units? = meaning.who { rest.removeAll(where: OfficeNames.isKindOfUnits) }
    guard !rest.isEmpty else { return numbers }
    // So may what is left of them without periods and figures, or with the measure behind it.
    let own = rest.joined(separator: " / ")
    let parts = [theme.map { $0 + " / " + own }, measured.map { own + " / " + $0 }]
    if let indicator = parts.lazy.compactMap({ $0.flatMap { blocks.meaning(of: $0).indicator } })
      .first
    {
      numbers.meaning.indicator = indicator
      return numbers
    }
    // "Giải ngân đến 30/9/2025 / NSTW", whatever the day.
    if rest.count > 1, let dated = dated(rest, blocks) {
      numbers.meaning.indicator = dated.indicator
      numbers.meaning.asOf = dated.day ?? numbers.meaning.asOf
      return numbers
    }
    if let indicator = indicator(rest, blocks, words) {
      numbers.meaning.indicator = indicator
      let name = rest.joined(separator: " ")
      if words.indicator(name) == nil, let stated = words.indicatorAndMeasure(rest[rest.count - 1])
      {
        numbers.measure = measure ?? stated.1
      }
    } else if let (indicator, measure) = words.indicatorAndMeasure(rest.joined(separator: " ")) {
      (numbers.meaning.indicator, numbers.measure) = (indicator, measure)
    } else if rest.contains(where: {
      words.who($0) == .subtotal && !TotalWords.isCount($0) && !OfficeNames.isLevelOfOffices($0)
    }) {
      numbers.meaning.isCompared = true
    } else if rest.allSatisfy({ words.who($0) == .total }) {
      // "Tổng số" below a unit, beside "Nam" and "Nữ", is all that this unit has of what the row says.
      if case .units? = meaning.who { return numbers }
      numbers.meaning.who = .total
    } else {
      numbers.unknown = rest.joined(separator: " / ")
    }
    return numbers
  }

  private static let progress = NameKey("Tiến độ")

  /// The indicator that levels name without the days up to which they count.
  private static func dated(
    _ levels: [String], _ blocks: ReportBlocks
  ) -> (indicator: Indicator, day: Day?)? {
    let words = levels.map { CumulativeWords($0) }
    guard words.contains(where: { $0.isAsOfDay || $0.isCumulative }) else { return nil }
    let name = words.map(\.rest).joined(separator: " / ")
    return blocks.meaning(of: name).indicator.map {
      ($0, words.lazy.compactMap { $0.day(in: blocks.year) }.first)
    }
  }

  /// Takes the figure that a level says, below what those above it say: all below "Cùng kỳ năm trước" is last year's, also
  /// "Kết quả" and "Lũy kế".
  private static func add(_ figure: Figure?, to meaning: inout ReportWords.Meaning) {
    switch (meaning.figure, figure) {
    case (.lastYear?, .cumulative?): meaning.isCumulative = true
    case (.lastYear?, .plan?): meaning.isCompared = true
    case (.lastYear?, _): break
    case (.cumulative?, .lastYear?): (meaning.figure, meaning.isCumulative) = (.lastYear, true)
    default: meaning.figure = figure ?? meaning.figure
    }
  }

  /// Whether a heading says how many of what stands above it: "Tổng số", "Đạt", "Nữ".
  private static func saysHowMany(_ heading: String) -> Bool {
    TotalWords.isTotal(heading) || OfficeNames.isPartOfCount(heading)
      || NameKey(heading) == NameKey("Đạt")
  }

  /// The indicator that levels of a header name: all of them joined, or without the upper ones, or without a last
  /// one that says "total".
  private static func indicator(
    _ levels: [String], _ blocks: ReportBlocks, _ words: ReportWords
  ) -> Indicator? {
    for start in levels.indices {
      for mark in [" / ", " "] where start < levels.count - 1 || mark == " / " {
        let text = levels[start...].joined(separator: mark)
        if let indicator = blocks.meaning(of: text).indicator { return indicator }
      }
    }
    guard levels.count > 1, let last = levels.last, words.who(last) == .total else { return nil }
    return indicator(Array(levels.dropLast()), blocks, words)
  }
}

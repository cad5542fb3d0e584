import Charting
import ClusterMetrics
import Intake

/// Makes charts from tallies: chooses what is drawn and says it in words.
package struct ChartMaker: Sendable {
  package internal(set) var book: TallyBook
  package let period: Period
  package let words: Wording
  /// What is left out because of errors that the settings accept.
  package var leftOut = LeftOut()
  package var order = RowOrder.byValue
  /// The unit that stands out; without one, the leader does.
  package var highlight: Int?
  /// What the period stands beside.
  package var versus = Versus.lastYear
  /// A line across ranked bars.
  package var average: AverageKind?
  /// What happened, by its day; trends show it.
  package var events: [ProjectDefinition.Event] = []

  package init(book: TallyBook, period: Period, words: Wording) {
    self.book = book
    self.period = period
    self.words = words
  }

  /// Where the numbers of some indicators come from, and what is left out of them.
  func source(_ indicators: [Indicator]) -> String {
    words.source(book.plan.sources(of: indicators))
      + (!leftOut.isEmpty ? ", " + words.leftOut(leftOut) : "")
  }

  package var base: Period { book.base(versus, of: period) }
  package var headlines: Headlines {
    Headlines(book: book, period: period, base: base, words: words)
  }
  var baseName: String { words.name(ofBase: base, of: period) }
  var baseInSentence: String { words.inSentence(base: base, of: period) }
  var chartWords: ChartWords { words.chartWords(base: base, of: period) }
  var hasBase: Bool { book.periods.contains(base) }

  /// The dates of the period: "6 tháng đầu năm 2022 (15/12/2021–14/6/2022)".
  package var periodText: String {
    let days = words.days(book.calendar.days(of: period))
    if case .span = period { return days }
    return "\(words.name(period)) (\(days))"
  }

  func unitName(_ unit: Int) -> CategoryName { rowName(.unit(unit)) }

  /// How a row is called.
  func rowName(_ group: Group) -> CategoryName { CategoryName(groupName(group)) }

  /// Whether a row was asked to stand out.
  func highlights(_ group: Group) -> Bool { highlight.map { group == .unit($0) } ?? false }

  /// What rows go by: "theo đơn vị".
  func by(_ groups: [Group]) -> String { words.by(groups, book.roster) }

  /// "Nguồn: sổ theo dõi hoạt động của 9/10 đơn vị đã báo cáo. Toàn cụm: 105 hội nghị đối thoại."
  package func footer(_ indicator: Indicator, for group: Group) -> String {
    let tally = book.tally(indicator, for: group, in: period)
    let source = source([indicator])
    let units = words.units(tally.reportingUnits, of: tally.expectedUnits)
    let basis =
      tally.isStatedTotal
      ? words.statedTotal : words("\(units) đã báo cáo", "\(units) reporting")
    var text = words("Nguồn: \(source), \(basis).", "Source: \(source), \(basis).")
    if tally.incompleteUnits > 0 {
      text += " " + words.sentence(words.lack(tally)) + "."
    }
    if let value = tally.value {
      text += " " + groupName(group) + ": " + words.amount(value, indicator)
      if let numerator = tally.numerator, let denominator = tally.denominator {
        text += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      text += "."
    }
    if tally.isUnsteady {
      text += words(
        " Tỷ lệ tính trên dưới 20 trường hợp, dễ biến động.",
        " A rate over fewer than 20 cases is unsteady.")
    }
    if let day = recordsEnd(in: period, indicator) {
      text += words(" Số liệu đến \(words.date(day)).", " Records to \(words.date(day)).")
    }
    return book.boundaries.day.map { text + " " + words.mapNote($0) } ?? text
  }

  package func groupName(_ group: Group) -> String {
    switch group {
    case .all:
      book.roster.clusters.count == 1
        ? words("Toàn cụm", "Whole cluster") : words("Toàn bộ", "All clusters")
    case .cluster(let cluster): book.roster.clusters[cluster].name
    case .unit(let unit): book.roster.units[unit].shortName
    case .commune(let commune): book.roster.communes[commune].name
    case .part(let part): words.name(of: part, book.roster)
    }
  }

  /// What is to be known of a point of a trend: also up to which day its records go.
  private func note(_ tally: Tally, in period: Period, _ indicator: Indicator) -> String {
    [note(tally), endNote(in: period, indicator)].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func shortNote(_ tally: Tally, in period: Period, _ indicator: Indicator) -> String {
    let isShort = tally.status == .partial && tally.reportingUnits < tally.expectedUnits
    let signs = [
      isShort ? "\(tally.reportingUnits)/\(tally.expectedUnits)" : "",
      lacksWithoutUnits(tally) ? "*" : "", tally.isUnsteady ? "<20" : "",
      tally.isApproximate ? "≈" : "",
    ].joined()
    return signs.isEmpty ? endNote(in: period, indicator) : signs
  }

  /// Whether a number lacks something that no count of units says.
  private func lacksWithoutUnits(_ tally: Tally) -> Bool {
    tally.isMarked && (tally.incompleteUnits > 0 || tally.reportingUnits == tally.expectedUnits)
  }

  /// What the short signs below the moments of small charts mean.
  func keyToNotes(_ indicator: Indicator, _ groups: [Group], _ periods: [Period]) -> String {
    let tallies = groups.flatMap { group in
      periods.map { book.tally(indicator, for: group, in: $0) }
    }
    return
      (tallies.contains(where: lacksWithoutUnits)
      ? " " + words.partsNote : "")
      + (tallies.contains(where: \.isUnsteady)
        ? words(" <20: tính trên dưới 20 trường hợp.", " <20: over fewer than 20 cases.") : "")
  }

  /// What is to be known of the base that groups stand beside: changes over the units in both periods, and whose base
  /// lacks something.
  ///
  /// - Parameter changes: whether the chart states changes.
  func baseNote(_ indicator: Indicator, _ groups: [Group], changes: Bool = true) -> String {
    guard hasBase else { return "" }
    let comparisons = groups.map { book.comparison(indicator, for: $0, in: period, with: base) }
    let isOverSame = changes && comparisons.contains(where: \.isOverSameUnits)
    let lacking = comparisons.filter(\.base.isMarked).map { groupName($0.base.group) }
    return (isOverSame ? " " + words.sameUnitsNote : "")
      + (lacking.isEmpty
        ? ""
        : " " + words.sentence(baseName) + words(" chưa đủ số liệu: ", " is not complete: ")
          + ChartMaker.few(lacking) + ".")
  }

  /// The first of some names.
  static func few(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
  }

  /// "đến 10/3/2024", where the records of a period end early.
  private func endNote(in period: Period, _ indicator: Indicator) -> String {
    recordsEnd(in: period, indicator).map { words("đến ", "to ") + words.date($0) } ?? ""
  }

  private func recordsEnd(in period: Period, _ indicator: Indicator) -> Day? {
    book.plan.sources(of: [indicator]).contains(.registers) ? book.recordsEnd(in: period) : nil
  }

  private func note(_ tally: Tally) -> String {
    [
      tally.status == .partial ? words.shortCoverage(tally) : "",
      tally.isUnsteady ? words("ít trường hợp", "few cases") : "",
      tally.isApproximate ? words("số gần đúng", "approximate") : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  // MARK: Kinds

  /// What the ranking says: of the unit that was asked for, or else who leads.
  private func rankingTitle(_ indicator: Indicator, groups: [Group]) -> String {
    guard let place = groups.firstIndex(where: highlights) else {
      return headlines.ranking(indicator, groups: named(groups))
    }
    return headlines.standing(indicator, of: place, groups: named(groups))
  }

  /// Units by value, with the base period beside them.
  package func ranked(_ indicator: Indicator, groups: [Group], in group: Group = .all) -> Chart {
    let body = rankedBody(indicator, groups: groups)
    return Chart(
      title: rankingTitle(indicator, groups: groups),
      subtitle: "\(words.heading(indicator)) \(by(groups)), \(periodText)",
      footer: footer(indicator, for: group) + baseNote(indicator, groups),
      alternativeText: description(
        words("Biểu đồ thanh ngang", "Bar chart"), indicator,
        body.orderedItems.map { ($0.name.full, $0.value) }),
      body: body)
  }

  func rankedBody(_ indicator: Indicator, groups: [Group]) -> RankedBars {
    let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
    let comparable = tallies.comparableValues
    let known = comparable.compactMap(\.self)
    let best = indicator.better == .less ? known.min() : known.max()
    let items = groups.indices.map { index in
      let (group, tally) = (groups[index], tallies[index])
      let beside = beside(indicator, group)
      return RankedBars.Item(
        rowName(group), tally.chartValue, reference: beside.reference, change: beside.change,
        isHighlighted: highlight.map { group == .unit($0) }
          ?? (comparable[index] == best && indicator.better != .neither && known.count > 1
            && known.contains { $0 != best }),
        note: note(tally))
    }
    return RankedBars(
      items, format: words.format(indicator), line: averageLine(indicator, of: known),
      order: order, direction: indicator.better.chartDirection, words: chartWords)
  }

  /// What a bar is compared with, and its change where that is not the difference of the two: over the units in
  /// both periods, or unknown of a reporter that lacks parts of one of them.
  func beside(_ indicator: Indicator, _ group: Group) -> (reference: Value?, change: Value?) {
    guard hasBase else { return (nil, nil) }
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let isKnown = comparison.current.value != nil && comparison.base.value != nil
    guard isKnown, comparison.change != comparison.bareChange else {
      return (comparison.base.chartValue, nil)
    }
    let lacksParts = comparison.current.lacksParts || comparison.base.lacksParts
    return (
      lacksParts ? .unstated : comparison.base.chartValue,
      comparison.change.map { .number($0) } ?? .unstated
    )
  }

  func named(_ groups: [Group]) -> [(group: Group, name: String)] {
    groups.map { ($0, groupName($0)) }
  }

  /// "bình quân 10,5": over the units that have a number.
  private func averageLine(_ indicator: Indicator, of known: [Double]) -> ReferenceLine? {
    guard let average, known.count > 1 else { return nil }
    let value = average == .mean ? Ranking.mean(of: known) : Ranking.median(of: known)
    guard let value else { return nil }
    let format = words.averageFormat(indicator)
    let name =
      average == .mean ? words("bình quân", "mean") : words("trung vị", "median")
    return ReferenceLine(value, label: name + " " + format.text(value))
  }

  /// Units against the indicator's target.
  package func bullet(_ indicator: Indicator, units: [Int], in group: Group = .all) -> Chart {
    let items = units.map { unit in
      let tally = book.tally(indicator, for: .unit(unit), in: period)
      var detail = ""
      if let numerator = tally.numerator, let denominator = tally.denominator, tally.value != nil {
        detail = words.text(numerator) + "/" + words.text(denominator)
      }
      let beside = beside(indicator, .unit(unit))
      return BulletBars.Item(
        unitName(unit), tally.chartValue, detail: words.marked(detail, tally),
        reference: beside.reference, change: beside.change, isHighlighted: highlight == unit)
    }
    let goal = words.goal(indicator)
    let body = BulletBars(
      items, target: indicator.target ?? 0,
      format: telling(indicator, items.compactMap(\.value.number)),
      direction: indicator.better.chartDirection, words: chartWords,
      targetLabel: goal)
    return Chart(
      title: highlight == nil
        ? headlines.target(indicator, units: units)
        : rankingTitle(indicator, groups: units.map { .unit($0) }),
      subtitle: words(
        "\(words.heading(indicator)) so với \(goal), \(periodText)",
        "\(words.heading(indicator)) against the \(goal), \(periodText)"),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ so với \(goal)", "Bars against the \(goal)"), indicator,
        items.map { ($0.name.full, $0.value) }),
      body: body)
  }

  /// A total over periods.
  package func trend(
    _ indicator: Indicator, for group: Group = .all, over periods: [Period]
  ) -> Chart {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    // A line over two or three points promises a course that nobody knows.
    guard tallies.count(where: { $0.value != nil }) >= ChartMaker.leastForLine else {
      return columns(indicator, for: group, over: periods)
    }
    // The target of a unit says nothing of a sum of units.
    let hasTarget = hasTarget(indicator, for: group)
    let body = trendBody(indicator, for: group, over: periods, hasTarget: hasTarget)
    return Chart(
      title: headlines.trend(indicator, for: group, over: periods),
      subtitle: words.heading(indicator) + words.lastPeriods(periods.count)
        + (body.isAxisCut
          ? words("; trục không bắt đầu từ 0", "; the axis does not begin at 0") : ""),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ đường", "Line chart"), indicator,
        zip(periods, tallies).map { (words.name($0), $1.chartValue) }),
      body: body)
  }

  /// Fewer numbers are columns.
  private static let leastForLine = 4

  private func hasTarget(_ indicator: Indicator, for group: Group) -> Bool {
    if case .unit = group { true } else { !indicator.addsUp }
  }

  /// An indicator over a few periods, from the first of which anything is known.
  package func columns(
    _ indicator: Indicator, for group: Group = .all, over periods: [Period]
  ) -> Chart {
    let all = periods.map { book.tally(indicator, for: group, in: $0) }
    let first = all.firstIndex { $0.value != nil || $0.status == .hidden } ?? periods.count - 1
    let (periods, tallies) = (Array(periods[first...]), all[first...])
    let target = hasTarget(indicator, for: group) ? indicator.target : nil
    return Chart(
      title: headlines.trend(indicator, for: group, over: periods),
      subtitle: words.heading(indicator) + words.lastPeriods(periods.count),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ cột", "Column chart"), indicator,
        zip(periods, tallies).map { (words.name($0), $1.chartValue) }),
      body: ColumnBars(
        moments(zip(periods, tallies), indicator), tallies.map(\.chartValue),
        format: words.format(indicator),
        target: target.map { ReferenceLine($0, label: words.goal(indicator)) },
        words: chartWords))
  }

  /// Periods on the axis of time, with what their numbers lack.
  private func moments(
    _ tallies: some Sequence<(Period, Tally)>, _ indicator: Indicator
  ) -> [TrendLines.Moment] {
    tallies.map { period, tally in
      TrendLines.Moment(
        words.axisName(period), note: note(tally, in: period, indicator),
        shortNote: shortNote(tally, in: period, indicator))
    }
  }

  func trendBody(
    _ indicator: Indicator, for group: Group, over periods: [Period], hasTarget: Bool
  ) -> TrendLines {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    let goal = words.goal(indicator)
    let target = hasTarget ? indicator.target : nil
    return TrendLines(
      moments(zip(periods, tallies), indicator),
      series: [.init(words(indicator.name), tallies.map(\.chartValue))],
      format: words.format(indicator),
      target: target.map { ReferenceLine($0, label: goal) },
      events: events(in: periods), words: chartWords)
  }

  /// What happened in some periods, each at its place between the first day and the last of its period.
  private func events(in periods: [Period]) -> [TrendLines.Event] {
    events.compactMap { event in
      for (index, period) in periods.enumerated() {
        let days = book.calendar.days(of: period)
        guard days.contains(event.day) else { continue }
        let share =
          Double(event.day.number - days.lowerBound.number)
          / Double(days.upperBound.number - days.lowerBound.number)
        return TrendLines.Event(at: Double(index) - 0.5 + share, words(event.name))
      }
      return nil
    }
  }

  /// An indicator in parts, with last year beside them; what fits no part is "others".
  package func composition(
    _ indicator: Indicator, partName: String, parts: [Indicator], in group: Group = .all
  ) -> Chart {
    func values(in period: Period) -> [(name: String, value: Value)] {
      let whole = book.tally(indicator, for: group, in: period)
      let tallies = parts.map { book.tally($0, for: group, in: period) }
      var rows = zip(parts, tallies).map { (words($0.name), $1.chartValue) }
      let rest = (whole.value ?? 0) - tallies.compactMap(\.value).reduce(0, +)
      // What a part lacks is not in the others.
      if rest > 1e-9, tallies.allSatisfy({ $0.value != nil }) {
        rows.append((words("Khác", "Others"), .number(rest)))
      }
      return rows
    }
    let now = values(in: period)
    let before = hasBase ? values(in: base) : []
    let known = now.compactMap(\.value.number)
    let shares = PrintedShares.of(known, decimals: 1)
    let others = words("Khác", "Others")
    let best = now.filter { $0.name != others }.compactMap(\.value.number).max()
    let items = now.enumerated().map { index, part in
      let share =
        index < shares.count ? words.numbers.text(shares[index], decimals: 1) + "%" : ""
      return RankedBars.Item(
        CategoryName(part.name), part.value,
        reference: before.first { $0.name == part.name }?.value,
        isHighlighted: part.value.number == best && part.name != others && best != 0, note: share)
    }
    let body = RankedBars(
      items, format: words.format(indicator), order: order,
      direction: indicator.better.chartDirection, words: chartWords)
    return Chart(
      title: headlines.composition(
        words(indicator.name), parts: now.map { ($0.name, $0.value.number ?? 0) }, others: others),
      subtitle: words(
        "\(words.heading(indicator)) theo \(partName), \(periodText)",
        "\(words.heading(indicator)) by \(partName), \(periodText)"),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ thanh ngang", "Bar chart"), indicator, now.map { ($0.name, $0.value) }),
      body: body)
  }

  /// Units or clusters, each cut into the parts of an indicator; what fits no part is "others".
  package func stacked(
    _ indicator: Indicator, partName: String, parts: [Indicator], groups: [Group],
    measure: StackedBars.Measure
  ) -> Chart {
    let rows = groups.map { group -> [Double]? in
      let whole = book.tally(indicator, for: group, in: period)
      guard let total = whole.value else { return nil }
      let tallies = parts.map { book.tally($0, for: group, in: period) }
      // What is not shown is not among the others either.
      guard !tallies.contains(where: { $0.status == .hidden }) else { return nil }
      let values = tallies.map { $0.value ?? 0 }
      return values + [max(0, total - values.reduce(0, +))]
    }
    let hasOthers = rows.contains { ($0?.last ?? 0) > 1e-9 }
    let items = zip(groups, rows).map { group, values in
      StackedBars.Item(
        CategoryName(groupName(group)), hasOthers ? values : values?.dropLast(),
        absence: absence(of: parts + [indicator], for: group))
    }
    let names = parts.map { words($0.name) } + (hasOthers ? [words("Khác", "Others")] : [])
    let name = words(indicator.name)
    let subject = name + " " + by(groups) + words(" và ", " and ") + partName
    return Chart(
      title: subject, subtitle: periodText, footer: footer(indicator, for: .all),
      alternativeText: description(
        words("Biểu đồ thanh chồng", "Stacked bars") + " (" + words.list(names) + ")", indicator,
        groups.map { (groupName($0), book.tally(indicator, for: $0, in: period).chartValue) }
      ),
      body: StackedBars(
        items, parts: names, measure: measure, format: words.format(indicator), order: order,
        words: chartWords, totalHeader: words("tổng", "total")))
  }

  /// Why not all of some numbers are there.
  private func absence(of indicators: [Indicator], for group: Group) -> Value {
    let isHidden = indicators.contains {
      book.tally($0, for: group, in: period).status == .hidden
    }
    return isHidden ? .hidden : .missing
  }

  /// Units with last year's bar below this year's.
  package func grouped(_ indicator: Indicator, groups: [Group]) -> Chart {
    // Of a base of which nobody's number is known there is nothing to draw.
    let isKnown =
      hasBase && groups.contains { book.tally(indicator, for: $0, in: base).value != nil }
    let items = groups.map { group in
      let tallies = (isKnown ? [period, base] : [period]).map {
        book.tally(indicator, for: group, in: $0)
      }
      return GroupedBars.Item(
        rowName(group), tallies.map(\.chartValue), note: note(tallies[0]))
    }
    var chart = ranked(indicator, groups: groups)
    chart.body = GroupedBars(
      items, series: isKnown ? [words.name(period), baseName] : [words.name(period)],
      format: words.format(indicator), order: order,
      direction: indicator.better.chartDirection, words: chartWords)
    return chart
  }

  /// Clusters side by side, this period and last year, made fair by their size.
  package func clusters(
    _ indicator: Indicator, clusters: [Int], per size: TallyBook.SizeMeasure = .units
  ) -> Chart {
    // Only what adds up is divided by the clusters' sizes.
    let isDivided = indicator.addsUp
    // Of a base of which nobody's number is known there is nothing to draw.
    let hasBase =
      hasBase
      && clusters.contains {
        book.tally(indicator, for: .cluster($0), in: base).value != nil
      }
    func value(_ cluster: Int, _ period: Period) -> (Value, Tally) {
      let tally = book.tally(indicator, for: .cluster(cluster), in: period)
      guard tally.value != nil else { return (tally.chartValue, tally) }
      return (book.normalised(tally, by: size).map { .number($0) } ?? .notApplicable, tally)
    }
    let items = clusters.map { cluster in
      let (now, tally) = value(cluster, period)
      return GroupedBars.Item(
        CategoryName(book.roster.clusters[cluster].name),
        hasBase ? [now, value(cluster, base).0] : [now], note: note(tally))
    }
    let format = perUnitFormat(
      indicator, items.flatMap { $0.values.compactMap(\.number) })
    let body = GroupedBars(
      items, series: hasBase ? [words.name(period), baseName] : [words.name(period)],
      format: format, direction: indicator.better.chartDirection, words: chartWords)
    let per =
      !isDivided
      ? ""
      : size == .units
        ? words(" bình quân một đơn vị", " per unit")
        : words(" bình quân một xã", " per commune")
    return Chart(
      title: words.heading(indicator) + per,
      subtitle: words("So sánh các cụm, \(periodText)", "Clusters compared, \(periodText)"),
      footer: footer(indicator, for: .all)
        + baseNote(indicator, clusters.map { .cluster($0) }, changes: false),
      alternativeText: description(
        words("Biểu đồ thanh nhóm, so sánh các cụm", "Grouped bars, clusters compared"), indicator,
        items.map { ($0.name.full, $0.values.first ?? .missing) }),
      body: body)
  }

  /// All indicators of all units.
  package func heat(_ indicators: [Indicator], groups: [Group]) -> Chart {
    let columns = indicators.map { indicator in
      let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
      return HeatTable.Column(
        words.category(indicator), format: words.format(indicator),
        values: tallies.map(\.chartValue),
        marked: Set(tallies.indices.filter { tallies[$0].isMarked }))
    }
    let lack = columns.contains { !$0.marked.isEmpty } ? " " + words.lackNote : ""
    let title = words("Bảng nhiệt các chỉ tiêu", "All indicators at a glance")
    return Chart(
      title: title,
      subtitle: words(
        "Màu càng đậm, số càng lớn trong cột, \(periodText)",
        "The darker, the larger within its column, \(periodText)"),
      footer: words(
        "Nguồn: \(source(indicators)). - không phát sinh · … chưa báo cáo · x không áp dụng\(words.hiddenSign(book)).",
        "Source: \(source(indicators)). - nothing occurred · … not reported · x does not apply\(words.hiddenSign(book))."
      )
        + lack,
      alternativeText: words(
        "Bảng \(columns.count) chỉ tiêu \(by(groups)), \(groups.count) dòng, \(words.name(period)).",
        "Table of \(columns.count) indicators \(by(groups)), \(groups.count) rows, \(words.name(period))."
      ),
      body: HeatTable(rows: groups.map(rowName), columns: columns))
  }

  /// How an indicator's numbers are written where some are judged differently from others, or from the target,
  /// although they would be printed alike: with one more decimal.
  func telling(_ indicator: Indicator, _ values: [Double]) -> ValueFormat {
    var format = words.format(indicator)
    guard let target = indicator.target else { return format }
    while format.decimals < 4,
      values.contains(where: {
        indicator.reachesTarget($0) == false && format.text($0) == format.text(target)
      })
        || values.contains(where: { value in
          values.contains {
            format.text($0) == format.text(value)
              && indicator.reachesTarget($0) != indicator.reachesTarget(value)
          }
        })
    { format.decimals += 1 }
    return format
  }

  /// Says in words what a chart shows: its kind, and its first, last and missing values.
  func description(
    _ kind: String, _ indicator: Indicator, _ values: [(name: String, value: Value)]
  ) -> String {
    let format = words.format(indicator)
    let told = values.prefix(12).map { name, value in
      switch value {
      case .number(let number): "\(name) \(format.text(number))"
      case .missing: "\(name) \(words.notReported)"
      case .notApplicable: "\(name) \(words.notApplicable)"
      case .unstated: "\(name) \(words.unstated)"
      case .hidden: "\(name) \(words.hidden)"
      }
    }
    let more =
      values.count > told.count
      ? words(
        "; và \(values.count - told.count) mục nữa", "; and \(values.count - told.count) more")
      : ""
    return "\(kind): \(words(indicator.name)), \(words.name(period)). "
      + told.joined(separator: "; ") + more + "."
  }
}

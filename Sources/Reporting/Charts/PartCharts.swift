import Charting
import ClusterMetrics

/// Charts of an indicator's parts.
extension ChartMaker {
  /// An indicator's parts, compared with last year; what belongs to no part is "others".
  package func composition(
    _ indicator: Indicator, partName: String, parts: [Indicator], in group: Group = .all
  ) -> Chart {
    func tallies(in period: Period) -> (whole: Tally, parts: [Tally]) {
      (
        book.tally(indicator, for: group, in: period),
        parts.map { book.tally($0, for: group, in: period) }
      )
    }
    func values(_ whole: Tally, _ tallies: [Tally]) -> [(name: String, value: Value)] {
      var rows = zip(parts, tallies).map { (words($0.name), $1.chartValue) }
      let rest = (whole.value ?? 0) - tallies.compactMap(\.value).reduce(0, +)
      // If a part lacks a number, the difference is not the others.
      if rest > 1e-9, ChartMaker.divide(tallies, whole) {
        rows.append((words("Khác", "Others"), .number(rest)))
      }
      return rows
    }
    let current = tallies(in: period)
    let now = values(current.whole, current.parts)
    let isWhole = ChartMaker.divide(current.parts, current.whole)
    // Parts that are known of some units only rise and fall with these.
    let earlier = hasBase && isWhole ? tallies(in: base) : nil
    let before =
      earlier.map { ChartMaker.divide($0.parts, $0.whole) ? values($0.whole, $0.parts) : [] } ?? []
    let known = now.compactMap(\.value.number)
    let shares = PrintedShares.of(known, decimals: 1)
    let others = words("Khác", "Others")
    let best = now.filter { $0.name != others }.compactMap(\.value.number).max()
    let items = now.enumerated().map { index, part in
      // Of which units a part is known says more than its share of what is known.
      let share =
        if !isWhole {
          index < current.parts.count ? note(current.parts[index]) : ""
        } else {
          index < shares.count ? words.numbers.text(shares[index], decimals: 1) + "%" : ""
        }
      return RankedBars.Item(
        CategoryName(part.name), part.value,
        reference: before.first { $0.name == part.name }?.value,
        isHighlighted: isWhole && part.value.number == best && part.name != others && best != 0,
        note: share)
    }
    let body = RankedBars(
      items, format: words.format(indicator), order: order,
      direction: indicator.better.chartDirection, words: chartWords(of: [indicator]))
    // If parts are hidden, or unknown of some units, the largest one is unknown.
    let isHidden = !isWhole || now.contains { $0.value == .hidden }
    return Chart(
      title: isHidden
        ? words(indicator.name) + words(" theo ", " by ") + partName
        : headlines.composition(
          words(indicator.name), parts: now.map { ($0.name, $0.value.number ?? 0) }, others: others),
      subtitle: words(
        "\(words.heading(indicator)) theo \(partName), \(periodText)",
        "\(words.heading(indicator)) by \(partName), \(periodText)"),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ thanh ngang", "Bar chart"), indicator, now.map { ($0.name, $0.value) }),
      body: body)
  }

  /// Units or clusters, each divided into the parts of an indicator; what belongs to no part is "others".
  package func stacked(
    _ indicator: Indicator, partName: String, parts: [Indicator], groups: [Group],
    measure: StackedBars.Measure
  ) -> Chart {
    let rows = groups.map { group -> [Double]? in
      let whole = book.tally(indicator, for: group, in: period)
      guard let total = whole.value else { return nil }
      let tallies = parts.map { book.tally($0, for: group, in: period) }
      // A hidden part, and one that is unknown, must not be counted among the others.
      guard !tallies.contains(where: { $0.status == .hidden }), ChartMaker.divide(tallies, whole)
      else { return nil }
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
        words: chartWords(of: [indicator]), totalHeader: words("tổng", "total")))
  }

  /// Whether the parts are known of all units of which the whole is, so that what is left is neither of them.
  private static func divide(_ parts: [Tally], _ whole: Tally) -> Bool {
    parts.allSatisfy { $0.value != nil && $0.reportingUnits >= whole.reportingUnits }
  }

  /// The reason why some of the numbers are missing.
  private func absence(of indicators: [Indicator], for group: Group) -> Value {
    let isHidden = indicators.contains {
      book.tally($0, for: group, in: period).status == .hidden
    }
    return isHidden ? .hidden : .missing
  }
}

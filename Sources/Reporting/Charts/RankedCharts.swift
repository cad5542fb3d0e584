import Charting
import ClusterMetrics

/// Charts that rank by value, or compare with a target.
extension ChartMaker {
  /// The title of a ranking: about the requested unit, or the leader.
  private func rankingTitle(_ indicator: Indicator, groups: [Group]) -> String {
    guard let place = groups.firstIndex(where: highlights) else {
      return headlines.ranking(indicator, groups: named(groups))
    }
    return headlines.standing(indicator, of: place, groups: named(groups))
  }

  /// Units by value, compared with the base period.
  package func ranked(_ indicator: Indicator, groups: [Group], in group: Group = .all) -> Chart {
    let body = rankedBody(indicator, groups: groups)
    return Chart(
      title: rankingTitle(indicator, groups: groups),
      subtitle: "\(words.heading(indicator)) \(by(groups)), \(periodText)",
      footer: footer(indicator, for: group) + baseNote(indicator, groups),
      alternativeText: description(
        words("Biểu đồ thanh ngang", "Bar chart"), indicator,
        body.orderedItems.map { ($0.name.full + approximate($0.note), $0.value) }),
      body: body)
  }

  /// " ≈" behind the name of a number that a note calls approximate.
  private func approximate(_ note: String) -> String {
    note.contains(words.approximate) ? " ≈" : ""
  }

  package func rankedBody(_ indicator: Indicator, groups: [Group]) -> RankedBars {
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
      order: order, direction: indicator.better.chartDirection, words: chartWords(of: [indicator]))
  }

  /// The value that a bar is compared with, and the change if it is not the difference: over the units in both periods,
  /// or unknown for a unit that lacks parts of one of them.
  package func beside(_ indicator: Indicator, _ group: Group) -> (reference: Value?, change: Value?)
  {
    guard hasBase else { return (nil, nil) }
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let isKnown = comparison.current.value != nil && comparison.base.value != nil
    guard isKnown, comparison.change == nil || comparison.change != comparison.bareChange else {
      return (comparison.base.chartValue, nil)
    }
    let lacksParts = comparison.current.lacksParts || comparison.base.lacksParts
    return (
      lacksParts ? .unstated : comparison.base.chartValue,
      comparison.change.map { .number($0) } ?? .unstated
    )
  }

  /// "bình quân 10,5": the mean over the units with a number.
  private func averageLine(_ indicator: Indicator, of known: [Double]) -> ReferenceLine? {
    guard let average, known.count > 1 else { return nil }
    let value = average == .mean ? Ranking.mean(of: known) : Ranking.median(of: known)
    guard let value else { return nil }
    let format = words.averageFormat(indicator)
    let name =
      average == .mean ? words("bình quân", "mean") : words("trung vị", "median")
    return ReferenceLine(value, label: name + " " + format.text(value))
  }

  /// Units compared with the indicator's target.
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
      direction: indicator.better.chartDirection, words: chartWords(of: [indicator]),
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
        items.map { ($0.name.full + ($0.detail.hasPrefix("≈") ? " ≈" : ""), $0.value) }),
      body: body)
  }
}

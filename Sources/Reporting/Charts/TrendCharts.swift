import Charting
import ClusterMetrics

/// Charts of an indicator over periods.
extension ChartMaker {
  /// A total over periods.
  package func trend(
    _ indicator: Indicator, for group: Group = .all, over periods: [Period]
  ) -> Chart {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    // A line through two or three points would suggest a course that is not known.
    guard tallies.count(where: { $0.value != nil }) >= ChartMaker.leastForLine else {
      return columns(indicator, for: group, over: periods)
    }
    // A target for units does not apply to a sum of units.
    let hasTarget = hasTarget(indicator, for: group)
    let body = trendBody(indicator, for: group, over: periods, hasTarget: hasTarget)
    let told = headlines.trendInFull(indicator, for: group, over: periods)
    return Chart(
      title: told.title,
      subtitle: words.heading(indicator) + words.lastPeriods(periods.count)
        + words.cutAxis(of: body) + (told.note.isEmpty ? "" : "; " + told.note),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ đường", "Line chart"), indicator,
        zip(periods, tallies).map { (momentName($0, $1), $1.chartValue) }),
      body: body)
  }

  /// Fewer numbers are drawn as columns.
  private static let leastForLine = 4

  private func hasTarget(_ indicator: Indicator, for group: Group) -> Bool {
    if case .unit = group { true } else { !indicator.addsUp }
  }

  /// The periods that a trend shows: columns leave out those before the first number.
  package func shownPeriods(
    _ indicator: Indicator, for group: Group = .all, of periods: [Period]
  ) -> [Period] {
    let known = periods.count { book.tally(indicator, for: group, in: $0).value != nil }
    return known < ChartMaker.leastForLine
      ? withoutEmptyStart(periods, indicator, group) : periods
  }

  private func withoutEmptyStart(
    _ periods: [Period], _ indicator: Indicator, _ group: Group
  ) -> [Period] {
    let first = periods.firstIndex {
      let tally = book.tally(indicator, for: group, in: $0)
      return tally.value != nil || tally.status == .hidden
    }
    return Array(periods[(first ?? periods.count - 1)...])
  }

  /// An indicator over a few periods, starting with the first known number.
  package func columns(
    _ indicator: Indicator, for group: Group = .all, over periods: [Period]
  ) -> Chart {
    let periods = withoutEmptyStart(periods, indicator, group)
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    let target = hasTarget(indicator, for: group) ? indicator.target : nil
    let told = headlines.trendInFull(indicator, for: group, over: periods)
    return Chart(
      title: told.title,
      subtitle: words.heading(indicator) + words.lastPeriods(periods.count)
        + (told.note.isEmpty ? "" : "; " + told.note),
      footer: footer(indicator, for: group),
      alternativeText: description(
        words("Biểu đồ cột", "Column chart"), indicator,
        zip(periods, tallies).map { (momentName($0, $1), $1.chartValue) }),
      body: ColumnBars(
        moments(zip(periods, tallies), indicator), tallies.map(\.chartValue),
        format: words.format(indicator),
        target: target.map { ReferenceLine($0, label: words.goal(indicator)) },
        words: chartWords(of: [indicator])))
  }

  /// Periods on the time axis, with notes on incomplete numbers.
  private func moments(
    _ tallies: some Sequence<(Period, Tally)>, _ indicator: Indicator
  ) -> [TrendLines.Moment] {
    tallies.map { period, tally in
      TrendLines.Moment(
        words.axisName(period), note: note(tally, in: period, indicator),
        shortNote: shortNote(tally, in: period, indicator))
    }
  }

  package func trendBody(
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
      events: events(in: periods), words: chartWords(of: [indicator]))
  }

  /// The events in some periods, each at its place between the first and the last day of its period.
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
}

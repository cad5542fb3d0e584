import Charting
import ClusterMetrics

/// Charts of two periods with a bar for each.
extension ChartMaker {
  /// Units with last year's bar below this year's.
  package func grouped(_ indicator: Indicator, groups: [Group]) -> Chart {
    // Omit a base for which no number is known.
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
      items,
      series: isKnown ? [words.name(period), baseName(of: indicator)] : [words.name(period)],
      format: words.format(indicator), order: order,
      direction: indicator.better.chartDirection, words: chartWords(of: [indicator]))
    return chart
  }

  /// Clusters side by side in this period and last year, relative to their size.
  package func clusters(
    _ indicator: Indicator, clusters: [Int], per size: TallyBook.SizeMeasure = .units
  ) -> Chart {
    // Only numbers that add up are divided by the clusters' sizes.
    let isDivided = indicator.addsUp
    // Omit a base for which no number is known.
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
      items,
      series: hasBase ? [words.name(period), baseName(of: indicator)] : [words.name(period)],
      format: format, order: order, direction: indicator.better.chartDirection,
      words: chartWords(of: [indicator]))
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
        items.map { ($0.name.full, $0.values.first ?? .missing) }, as: format),
      body: body)
  }
}

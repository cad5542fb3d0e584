import Charting
import ClusterMetrics

/// Charts of changes: two periods as dots or slopes, the table of all changes, and charts repeated for each unit or
/// cluster.
extension ChartMaker {
  /// Units at two periods, as dots on a line.
  package func dumbbell(
    _ indicator: Indicator, groups: [Group], in group: Group = .all
  ) -> Chart {
    let body = dumbbellBody(indicator, groups: groups)
    return changeChart(
      words("Biểu đồ hai điểm", "Dumbbell chart"), indicator, groups: groups, in: group, body: body,
      values: body.orderedItems.map { ($0.name.full, $0.value) })
  }

  /// A note that explains the asterisk after names of units that lack parts of the period.
  private func lackNote(_ indicator: Indicator, _ groups: [Group]) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
    return tallies.contains(where: \.lacksParts) ? " " + words.partsNote(of: tallies) : ""
  }

  private func dumbbellBody(_ indicator: Indicator, groups: [Group]) -> DumbbellRows {
    DumbbellRows(
      moments(indicator, groups),
      from: baseName(of: indicator), to: words.name(period), format: words.format(indicator),
      order: order,
      direction: indicator.better.chartDirection, words: chartWords(of: [indicator]))
  }

  /// The same item with the earlier number from which the stated change is counted, so that an arrow shows this change
  /// even if it covers only the units in both periods.
  private func onOneBasis(_ item: DumbbellRows.Item) -> DumbbellRows.Item {
    guard let change = item.change, let now = item.value.number else { return item }
    var item = item
    item.reference = change.number.map { .number(now - $0) } ?? .missing
    return item
  }

  /// The values of each group in both periods.
  private func moments(_ indicator: Indicator, _ groups: [Group]) -> [DumbbellRows.Item] {
    groups.map { group in
      let beside = beside(indicator, group)
      return .init(
        rowName(group, marking: indicator, hasBase: true),
        from: beside.reference ?? .missing,
        to: value(indicator, group, period), change: beside.change,
        isHighlighted: highlights(group))
    }
  }

  /// Units at two periods as arrows from one to the other, on an axis that may be cut, with the target between them.
  package func arrows(_ indicator: Indicator, groups: [Group], in group: Group = .all) -> Chart {
    // A target for units is not drawn with sums of them.
    let target =
      indicator.definition.isRate || groups.allSatisfy(\.isOneUnit) ? indicator.target : nil
    let body = ArrowRows(
      moments(indicator, groups).map(onOneBasis), from: baseName(of: indicator),
      to: words.name(period),
      format: words.format(indicator),
      target: target.map { ReferenceLine($0, label: words.goal(indicator)) }, order: order,
      direction: indicator.better.chartDirection, words: chartWords(of: [indicator]))
    var chart = changeChart(
      words("Biểu đồ mũi tên", "Arrow chart"), indicator, groups: groups, in: group, body: body,
      values: body.orderedItems.map { ($0.name.full, $0.value) })
    if body.isCut {
      chart.footer += words(" Trục không bắt đầu từ 0.", " The axis does not begin at 0.")
    }
    return chart
  }

  package func value(_ indicator: Indicator, _ group: Group, _ period: Period) -> Value {
    book.tally(indicator, for: group, in: period).chartValue
  }

  /// Units at two periods, as lines from one to the other. The unit with the greatest rise is highlighted, unless
  /// another one is requested.
  package func slope(_ indicator: Indicator, groups: [Group], in group: Group = .all) -> Chart {
    let subject =
      highlight.map { .unit($0) }
      ?? headlines.mostMoved(indicator, groups: named(groups)).map { groups[$0] }
    let body = SlopeLines(
      groups.map { group in
        .init(
          rowName(group, marking: indicator, hasBase: true),
          [
            beside(indicator, group).reference ?? .missing, value(indicator, group, period),
          ],
          isHighlighted: group == subject)
      },
      moments: [baseName(of: indicator), words.name(period)], format: words.format(indicator),
      words: chartWords(of: [indicator]))
    return changeChart(
      words("Biểu đồ đường dốc", "Slope chart"), indicator, groups: groups, in: group, body: body,
      values: groups.map {
        (
          rowName($0, marking: indicator, hasBase: true).full, value(indicator, $0, period)
        )
      })
  }

  private func changeChart(
    _ kind: String, _ indicator: Indicator, groups: [Group], in group: Group, body: any ChartBody,
    values: [(name: String, value: Value)]
  ) -> Chart {
    Chart(
      title: headlines.changes(indicator, groups: named(groups)),
      subtitle: words(
        "\(words.heading(indicator)) \(by(groups)), \(periodText), so với \(baseName(of: indicator))",
        "\(words.heading(indicator)) \(by(groups)), \(periodText), compared with \(baseInSentence(of: [indicator]))"
      ),
      footer: footer(indicator, for: group)
        + baseNote(indicator, groups, changes: body is DumbbellRows || body is ArrowRows)
        + lackNote(indicator, groups),
      alternativeText: description(kind, indicator, values), body: body)
  }

  /// A line over periods for each unit, all on one scale.
  package func multiples(
    trendsOf indicator: Indicator, groups: [Group], over periods: [Period]
  ) -> Chart {
    let panels = groups.map { group in
      SmallMultiples.Panel(
        groupName(group), trendBody(indicator, for: group, over: periods, hasTarget: false))
    }
    let named = groups.map { (group: $0, name: groupName($0)) }
    return Chart(
      title: headlines.changes(indicator, groups: named),
      subtitle: words(
        "\(words.heading(indicator))\(words.lastPeriods(periods.count)), cùng một thang đo",
        "\(words.heading(indicator))\(words.lastPeriods(periods.count)), on one scale")
        + (TrendLines.onOneScale(panels.map(\.body)).first.map(words.cutAxis) ?? ""),
      footer: footer(indicator, for: .all) + keyToGaps(panels.map(\.body))
        + keyToNotes(indicator, groups, periods),
      alternativeText: description(
        words("Các biểu đồ đường nhỏ", "Small line charts"), indicator,
        groups.map {
          (groupName($0), book.tally(indicator, for: $0, in: period).chartValue)
        }), body: SmallMultiples(panels))
  }

  /// A note that explains the sign in slots that are too narrow for words.
  private func keyToGaps(_ charts: [TrendLines]) -> String {
    let hasGap = charts.contains { $0.series.contains { $0.values.contains(.missing) } }
    return hasGap ? " " + words("… chưa có số liệu.", "… no figure.") : ""
  }

  /// A separate chart for the units of each cluster, all on one scale.
  package func multiples(
    rankedBy indicator: Indicator, clusters: [(name: String, units: [Int])]
  ) -> Chart {
    clusterMultiples(indicator, clusters) { rankedBody(indicator, groups: $0) }
  }

  /// The same charts with two periods as dots.
  package func multiples(
    dumbbellsOf indicator: Indicator, clusters: [(name: String, units: [Int])]
  ) -> Chart {
    clusterMultiples(indicator, clusters) { dumbbellBody(indicator, groups: $0) }
  }

  private func clusterMultiples<Body: RepeatableChart>(
    _ indicator: Indicator, _ clusters: [(name: String, units: [Int])], body: ([Group]) -> Body
  ) -> Chart {
    let groups = clusters.flatMap(\.units).map { Group.unit($0) }
    return Chart(
      title: headlines.ranking(indicator, groups: named(groups)),
      subtitle: words(
        "\(words.heading(indicator)) theo cụm, đơn vị, \(periodText), cùng một thang đo",
        "\(words.heading(indicator)) by cluster and unit, \(periodText), on one scale"),
      footer: footer(indicator, for: .all) + baseNote(indicator, groups)
        + (Body.self == DumbbellRows.self ? lackNote(indicator, groups) : ""),
      alternativeText: description(
        words("Các biểu đồ nhỏ", "Small charts"), indicator,
        groups.map { (rowName($0).full, value(indicator, $0, period)) }),
      body: SmallMultiples(
        clusters.map { .init($0.name, body($0.units.map { .unit($0) })) }, mostColumns: 2))
  }

  /// The change of a group's number since the base period.
  package func changeValue(
    _ indicator: Indicator, for group: Group, _ change: (Comparison) -> Double?
  ) -> Value {
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    if let change = change(comparison) { return .number(change) }
    switch (comparison.current.status, comparison.base.status) {
    case (.notApplicable, _): return .notApplicable
    case (.hidden, _), (_, .hidden): return .hidden
    default: return .missing
    }
  }

  /// The changes of all indicators of all units since the base period.
  package func changes(_ indicators: [Indicator], units: [Int]) -> Chart {
    let columns = indicators.map { indicator in
      HeatTable.Column(
        words.category(indicator),
        format: words.format(indicator),
        values: units.map { unit in
          changeValue(indicator, for: .unit(unit)) { $0.change }
        }, shading: .change(indicator.better.chartDirection))
    }
    let neutral = indicators.count { $0.better == .neither }
    let isJudged = neutral < indicators.count
    return Chart(
      title: words(
        "Tăng, giảm so với \(baseInSentence(of: indicators))",
        "Change on \(baseInSentence(of: indicators))"),
      subtitle: (isJudged
        ? words(
          "Xanh: chuyển biến tốt, đỏ: chuyển biến xấu"
            + (neutral > 0 ? ", xám: không đánh giá tốt, xấu" : "")
            + "; trong mỗi cột, mức tăng, giảm càng lớn thì màu càng đậm",
          "Blue for the better, red for the worse" + (neutral > 0 ? ", grey for neither" : "")
            + "; within each column, the larger the change, the darker")
        : words(
          "Trong mỗi cột, mức tăng, giảm càng lớn thì màu càng đậm",
          "Within each column, the larger the change, the darker"))
        + (indicators.contains(where: \.isPercentage)
          ? words("; tỷ lệ bằng điểm phần trăm", "; rates in points") : ""),
      footer: words(
        "Nguồn: \(source(indicators)). ±0 không đổi · … không so sánh được · x không áp dụng\(words.hiddenSign(book)).",
        "Source: \(source(indicators)). ±0 no change · … cannot be compared · x does not apply\(words.hiddenSign(book))."
      ),
      alternativeText: words(
        "Bảng thay đổi của \(columns.count) chỉ tiêu, \(units.count) đơn vị, \(words.name(period)).",
        "Table of the changes of \(columns.count) indicator\(columns.count == 1 ? "" : "s") of \(units.count) unit\(units.count == 1 ? "" : "s"), \(words.name(period))."
      ),
      body: HeatTable(rows: units.map(unitName), columns: columns))
  }
}

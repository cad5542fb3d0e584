import Charting
import ClusterMetrics
import ReportWords

/// Charts of groups on two indicators.
extension ChartMaker {
  /// The divider of the groups: the target, if it is for single units or a rate; otherwise the median.
  private func divider(_ indicator: Indicator, _ values: [Double], _ groups: [Group]) -> (
    line: ReferenceLine, isTarget: Bool
  )? {
    let isOfUnits = indicator.definition.isRate || groups.allSatisfy(\.isOneUnit)
    if let target = indicator.target, isOfUnits {
      return (ReferenceLine(target, label: words.goal(indicator)), true)
    }
    guard let median = Ranking.median(of: values) else { return nil }
    let text = words.averageFormat(indicator).text(median)
    return (ReferenceLine(median, label: words("trung vị \(text)", "median \(text)")), false)
  }

  /// - Precondition: there are two indicators, and some group has numbers for both.
  package func scatter(_ indicators: [Indicator], groups: [Group], in group: Group = .all) -> Chart
  {
    let (first, second) = (indicators[0], indicators[1])
    let points = groups.compactMap { group -> (group: Group, x: Double, y: Double)? in
      let tallies = indicators.prefix(2).map { book.tally($0, for: group, in: period) }
      // Three months are not comparable with half-years.
      guard let x = tallies[0].value, let y = tallies[1].value,
        !tallies.contains(where: \.lacksParts)
      else { return nil }
      return (group, x, y)
    }
    let dividers = (
      divider(first, points.map(\.x), groups), divider(second, points.map(\.y), groups)
    )
    let body = ScatterPlot(
      points.map {
        .init(rowName($0.group), x: $0.x, y: $0.y, isHighlighted: highlights($0.group))
      },
      across: .init(
        axisName(first), format: words.format(first), divider: dividers.0?.line),
      up: .init(axisName(second), format: words.format(second), divider: dividers.1?.line))
    let lacking = groups.filter { group in !points.contains { $0.group == group } }
      .map { groupName($0) }
    let noun = GroupNoun(named(groups))
    let source = source(Array(indicators.prefix(2)))
    var footer = words("Nguồn: \(source).", "Source: \(source).")
    if !lacking.isEmpty {
      let few = ChartMaker.few(lacking)
      footer += words(
        " Không có trong biểu đồ vì thiếu một trong hai số: \(few).",
        " Not in the chart, for want of one of the two numbers: \(few).")
    }
    if body.isCut {
      footer += words(" Trục không bắt đầu từ 0.", " An axis does not begin at 0.")
    }
    return Chart(
      title: scatterTitle(
        first, second, points.map { ($0.x, $0.y) }, dividers.0?.line.value, dividers.1?.line.value,
        areTargets: dividers.0?.isTarget == true && dividers.1?.isTarget == true, noun),
      subtitle: words(
        "\(words.heading(first)) và \(words.inSentence(words.heading(second))) \(by(groups)), \(periodText)",
        "\(words.heading(first)) and \(words.inSentence(words.heading(second))) \(by(groups)), \(periodText)"
      ),
      footer: footer,
      alternativeText: words("Biểu đồ phân tán: ", "Scatter plot: ")
        + "\(words(first.name)); \(words(second.name)), \(words.name(period)). "
        + points.prefix(12).map {
          "\(groupName($0.group)) \(words.format(first).text($0.x)); \(words.format(second).text($0.y))"
        }.joined(separator: ", ")
        + (points.count > 12
          ? words(" và \(points.count - 12) mục nữa", " and \(points.count - 12) more") : "") + ".",
      body: body)
  }

  /// The name of an axis, and which direction is good unless it is upwards.
  private func axisName(_ indicator: Indicator) -> String {
    words.heading(indicator)
      + (indicator.better == .less ? words(" (càng ít càng tốt)", " (less is better)") : "")
  }

  /// The number of groups that are good on both indicators.
  private func scatterTitle(
    _ first: Indicator, _ second: Indicator, _ points: [(x: Double, y: Double)], _ x: Double?,
    _ y: Double?, areTargets: Bool, _ noun: GroupNoun
  ) -> String {
    let names = words(
      "\(words(first.name)) và \(words.inSentence(words(second.name)))",
      "\(words(first.name)) and \(words.inSentence(words(second.name)))")
    guard let x, let y, points.count > 2, first.better != .neither, second.better != .neither else {
      return names
    }
    func isGood(_ value: Double, _ divider: Double, _ indicator: Indicator) -> Bool {
      if areTargets { return indicator.better == .less ? value <= divider : value >= divider }
      return indicator.better == .less ? value < divider : value > divider
    }
    let both = points.count { isGood($0.x, x, first) && isGood($0.y, y, second) }
    func isBad(_ value: Double, _ divider: Double, _ indicator: Indicator) -> Bool {
      // A value at the median is on neither side.
      !isGood(value, divider, indicator) && (areTargets || value != divider)
    }
    let neither = points.count { isBad($0.x, x, first) && isBad($0.y, y, second) }
    let all = points.count
    guard areTargets || both + neither > 0 else { return names }
    if areTargets {
      let one = all - both - neither
      return words(
        "\(both)/\(all) \(noun.vietnamese) đạt cả hai chỉ tiêu, \(one) đạt một, \(neither) chưa đạt chỉ tiêu nào",
        "\(both) of \(all) \(noun.many) reach both targets, \(one) one of them, \(neither) none")
    }
    return words(
      "\(names): \(both)/\(all) \(noun.vietnamese) tốt hơn vạch chia ở cả hai chỉ tiêu, \(neither) kém hơn ở cả hai",
      "\(names): \(both) of \(all) \(noun.many) on the good side of both dividing lines, \(neither) on the wrong side of both"
    )
  }
}

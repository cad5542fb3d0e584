import Charting
import ClusterMetrics

/// Rankings of so many units that only their ends say something: the first ten and the last ten, on one scale.
extension ChartMaker {
  /// How many of each end are shown.
  static let endLength = 10
  /// Units that a chart shows one by one: more are shown by their ends.
  package static let mostInFull = 30

  /// The same chart with its ends only, where it is a ranking of many units.
  package func ends(of chart: Chart, _ indicator: Indicator) -> Chart {
    var chart = chart
    if let bars = chart.body as? RankedBars {
      let items = bars.orderedItems
      chart.body = ends(
        of: bars, items.map { ($0.name.full, $0.value, $0.isHighlighted) }, indicator)
    } else if let bars = chart.body as? BulletBars {
      let items = bars.orderedItems
      chart.body = ends(
        of: bars, items.map { ($0.name.full, $0.value, $0.isHighlighted) }, indicator)
    }
    return chart
  }

  private func ends<Bars: RepeatableChart & RowChart>(
    of bars: Bars, _ items: [(name: String, value: Value, isHighlighted: Bool)],
    _ indicator: Indicator
  ) -> any ChartBody {
    // What is not known stands behind all numbers.
    let known = items.prefix { $0.value.number != nil }.count
    let length = ChartMaker.endLength
    guard known > 2 * length else {
      var first = bars
      first.visibleRows = 0..<max(known, min(items.count, length))
      return first
    }
    func part(_ rows: Range<Int>) -> Bars {
      var part = bars
      part.visibleRows = rows
      return part
    }
    let last = (known - length)..<known
    let isRising = indicator.better == .less
    let highest = words("\(length) đơn vị cao nhất", "The \(length) highest")
    let lowest = words("\(length) đơn vị thấp nhất", "The \(length) lowest")
    let zeros = items.prefix(known).count { $0.value.number == 0 }
    let ofZeros =
      zeros > length ? words(" (\(zeros) đơn vị có số 0)", " (\(zeros) units have 0)") : ""
    var panels: [SmallMultiples<Bars>.Panel] = [
      .init(isRising ? lowest + ofZeros : highest, part(0..<length))
    ]
    // The unit that a pack is about is shown among its neighbours.
    if highlight != nil,
      let own = items.prefix(known).firstIndex(where: \.isHighlighted),
      own >= length, own < last.lowerBound
    {
      let around = max(own - 1, length)..<min(own + 2, last.lowerBound)
      panels.append(
        .init(
          words("\(items[own].name) và lân cận", "\(items[own].name) and its neighbours"),
          part(around)))
    }
    panels.append(.init(isRising ? highest : lowest + ofZeros, part(last)))
    return SmallMultiples(panels, mostColumns: 1)
  }

  /// "Trung vị 5, một nửa số đơn vị từ 3 đến 9": how the units' numbers lie; empty for fewer than four.
  package func distribution(_ indicator: Indicator, units: [Int]) -> String {
    let values = units.map { book.tally(indicator, for: .unit($0), in: period).value }
    guard let middle = Ranking.quartiles(of: values),
      let median = Ranking.median(of: values.compactMap(\.self))
    else { return "" }
    let format = words.averageFormat(indicator)
    let (low, high) = (format.text(middle.first), format.text(middle.third))
    return low == high
      ? words("trung vị \(format.text(median))", "median \(format.text(median))")
      : words(
        "trung vị \(format.text(median)), một nửa số đơn vị từ \(low) đến \(high)",
        "median \(format.text(median)), half of the units from \(low) to \(high)")
  }

  /// Clusters instead of their units, each count for one unit of the cluster, so that a large one is no darker by
  /// being large.
  package func clusterHeat(_ indicators: [Indicator], clusters: [Int]) -> Chart {
    let columns = indicators.map { indicator in
      let tallies = clusters.map { book.tally(indicator, for: .cluster($0), in: period) }
      let values = tallies.map { tally -> Value in
        guard tally.value != nil, indicator.addsUp else { return tally.chartValue }
        return book.normalised(tally, by: .units).map { .number($0) } ?? .notApplicable
      }
      return HeatTable.Column(
        words.category(indicator),
        format: perUnitFormat(indicator, values.compactMap(\.number)), values: values)
    }
    return Chart(
      title: words("Các chỉ tiêu theo cụm", "All indicators by cluster"),
      subtitle: words(
        "Số đếm bình quân một đơn vị; màu càng đậm, số càng lớn trong cột, \(periodText)",
        "Counts per unit; the darker, the larger within its column, \(periodText)"),
      footer: words(
        "Nguồn: \(source(indicators)). - không phát sinh · … chưa báo cáo · x không áp dụng.",
        "Source: \(source(indicators)). - nothing occurred · … not reported · x does not apply."),
      alternativeText: words(
        "Bảng \(columns.count) chỉ tiêu của \(clusters.count) cụm, \(words.name(period)).",
        "Table of \(columns.count) indicators of \(clusters.count) clusters, \(words.name(period))."
      ),
      body: HeatTable(
        rows: clusters.map { CategoryName(book.roster.clusters[$0].name) }, columns: columns))
  }

  /// The change of each cluster's totals in percent, or in points for rates.
  package func clusterChanges(_ indicators: [Indicator], clusters: [Int]) -> Chart {
    let columns = indicators.map { indicator in
      let values = clusters.map { cluster -> Value in
        let comparison = book.comparison(indicator, for: .cluster(cluster), in: period, with: base)
        let change = indicator.addsUp ? comparison.changePercent : comparison.change
        return change.map { .number($0) }
          ?? (comparison.current.status == .notApplicable ? .notApplicable : .missing)
      }
      return HeatTable.Column(
        words.category(indicator),
        format: indicator.addsUp
          ? ValueFormat(.percent, decimals: 0, numbers: words.numbers) : words.format(indicator),
        values: values, shading: .change(indicator.better.chartDirection))
    }
    return Chart(
      title: words(
        "Tăng, giảm của các cụm so với \(baseInSentence)", "Change of clusters on \(baseInSentence)"
      ),
      subtitle: words(
        "Số đếm: tăng, giảm bằng phần trăm; tỷ lệ: bằng điểm phần trăm; càng xa càng đậm trong cột",
        "Counts in percent, rates in points; the darker, the further within its column"),
      footer: words(
        "Nguồn: \(source(indicators)). … không có số liệu để so sánh · x không áp dụng.",
        "Source: \(source(indicators)). … no figure to compare · x does not apply."),
      alternativeText: words(
        "Bảng thay đổi của \(columns.count) chỉ tiêu, \(clusters.count) cụm, \(words.name(period)).",
        "Table of the changes of \(columns.count) indicators of \(clusters.count) clusters, \(words.name(period))."
      ),
      body: HeatTable(
        rows: clusters.map { CategoryName(book.roster.clusters[$0].name) }, columns: columns))
  }

  /// Three digits that count, so that small numbers for one unit can be told apart.
  func perUnitFormat(_ indicator: Indicator, _ values: [Double]) -> ValueFormat {
    guard indicator.addsUp else { return words.format(indicator) }
    let largest = values.max() ?? 0
    return ValueFormat(
      .measure, decimals: largest < 10 ? 2 : largest < 100 ? 1 : 0, numbers: words.numbers)
  }
}

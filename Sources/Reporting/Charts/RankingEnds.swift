import Charting
import ClusterMetrics

/// Rankings of so many units that only both ends are shown: the first ten and the last ten, on one scale.
extension ChartMaker {
  /// The number of units at each end.
  package static let endLength = 10
  /// The greatest number of units that a chart shows individually; otherwise it shows both ends.
  package static let mostInFull = 30

  /// The same chart reduced to its ends, if it ranks many units.
  package func ends(of chart: Chart, _ indicator: Indicator) -> Chart {
    var chart = chart
    if let bars = chart.body as? RankedBars {
      let items = bars.orderedItems
      chart.body = ends(
        of: bars, items.map { ($0.name.full, $0.value, $0.isHighlighted) }, bars.format, indicator)
    } else if let bars = chart.body as? BulletBars {
      let items = bars.orderedItems
      chart.body = ends(
        of: bars, items.map { ($0.name.full, $0.value, $0.isHighlighted) }, bars.format, indicator)
    }
    return chart
  }

  private func ends<Bars: RepeatableChart & RowChart>(
    of bars: Bars, _ items: [(name: String, value: Value, isHighlighted: Bool)],
    _ format: ValueFormat, _ indicator: Indicator
  ) -> any ChartBody {
    // Unknown values come after all numbers.
    let values = items.map(\.value.number).prefix { $0 != nil }.compactMap(\.self)
    guard let ends = RankingEnds(values, length: ChartMaker.endLength) else {
      var first = bars
      // Show all if there are few; if many are equal, show some of them.
      let length = ChartMaker.endLength
      first.visibleRows =
        0..<(values.count > 2 * length ? length : max(values.count, min(items.count, length)))
      return first
    }
    let isRising = indicator.better == .less
    func panel(_ rows: Range<Int>, _ name: String) -> SmallMultiples<Bars>.Panel {
      var part = bars
      part.visibleRows = rows
      return .init(name, part)
    }
    /// "10 đơn vị thấp nhất (18 đơn vị khác cùng có 1)"
    func name(_ rows: Range<Int>, isHighest: Bool) -> String {
      let name =
        isHighest
        ? words("\(rows.count) đơn vị cao nhất", "The \(rows.count) highest")
        : words("\(rows.count) đơn vị thấp nhất", "The \(rows.count) lowest")
      let (others, value) = ends.equals(beyond: rows)
      guard others > 0 else { return name }
      return name
        + words(
          " (\(others) đơn vị khác cùng có \(format.text(value)))",
          " (\(others) other\(others == 1 ? "" : "s") with \(format.text(value)))")
    }
    var panels: [SmallMultiples<Bars>.Panel] = []
    if !ends.first.isEmpty {
      panels.append(panel(ends.first, name(ends.first, isHighest: !isRising)))
    }
    // In a unit's pack, show the unit among its neighbours.
    if highlight != nil,
      let own = items.prefix(values.count).firstIndex(where: \.isHighlighted),
      ends.between.contains(own)
    {
      let around = max(own - 1, ends.between.lowerBound)..<min(own + 2, ends.between.upperBound)
      panels.append(
        panel(
          around,
          words("\(items[own].name) và lân cận", "\(items[own].name) and its neighbours")))
    }
    if !ends.last.isEmpty {
      panels.append(panel(ends.last, name(ends.last, isHighest: isRising)))
    }
    if let (count, value) = ends.common, !panels.isEmpty {
      panels[0].name += words(
        " · \(count) đơn vị cùng có \(format.text(value))",
        " · \(count) units with \(format.text(value))")
    }
    return SmallMultiples(panels, mostColumns: 1)
  }

  /// "Trung vị 5, khoảng tứ phân vị từ 3 đến 9": the distribution of the units' numbers; empty for fewer than four.
  package func distribution(_ indicator: Indicator, units: [Int]) -> String {
    let values = units.map { book.tally(indicator, for: .unit($0), in: period) }.comparableValues
    guard let middle = Ranking.quartiles(of: values),
      let median = Ranking.median(of: values.compactMap(\.self))
    else { return "" }
    // For counts, use only as many decimals as these values need.
    let whole = words.format(indicator)
    let fine = words.averageFormat(indicator)
    func text(_ value: Double) -> String {
      (value == value.rounded() && whole.decimals == 0 ? whole : fine).text(value)
    }
    let (low, high) = (text(middle.first), text(middle.third))
    return low == high
      ? words("trung vị \(text(median))", "median \(text(median))")
      : words(
        "trung vị \(text(median)), khoảng tứ phân vị từ \(low) đến \(high)",
        "median \(text(median)), the middle half of the units from \(low) to \(high)")
  }

  /// Clusters instead of their units, each count divided by the number of units, so that a large cluster is not darker
  /// only because of its size.
  package func clusterHeat(_ indicators: [Indicator], clusters: [Int]) -> Chart {
    let columns = indicators.map { indicator in
      let tallies = clusters.map { book.tally(indicator, for: .cluster($0), in: period) }
      let values = tallies.map { tally -> Value in
        guard tally.value != nil, indicator.addsUp else { return tally.chartValue }
        return book.normalised(tally, by: .units).map { .number($0) } ?? .notApplicable
      }
      return HeatTable.Column(
        words.category(indicator),
        format: perUnitFormat(indicator, values.compactMap(\.number)), tallies: tallies,
        values: values)
    }
    let lack = columns.contains { !$0.marked.isEmpty } ? " " + words.lackNote : ""
    return Chart(
      title: words("Các chỉ tiêu theo cụm", "All indicators by cluster"),
      subtitle: words(
        "Số lượng tính bình quân một đơn vị; màu càng đậm, số càng lớn trong cột, \(periodText)",
        "Counts per unit; the darker, the larger within its column, \(periodText)"),
      footer: words(
        "Nguồn: \(source(indicators)). - không phát sinh · … chưa có số liệu · x không áp dụng\(words.hiddenSign(book)).",
        "Source: \(source(indicators)). - nothing occurred · … no figure · x does not apply\(words.hiddenSign(book))."
      )
        + lack,
      alternativeText: words(
        "Bảng \(columns.count) chỉ tiêu của \(clusters.count) cụm, \(words.name(period)).",
        "Table of \(columns.count) indicator\(columns.count == 1 ? "" : "s") of \(clusters.count) cluster\(clusters.count == 1 ? "" : "s"), \(words.name(period))."
      ),
      body: HeatTable(
        rows: clusters.map { CategoryName(book.roster.clusters[$0].name) }, columns: columns))
  }

  /// The change of each cluster's totals in percent, for rates in percentage points.
  package func clusterChanges(_ indicators: [Indicator], clusters: [Int]) -> Chart {
    let columns = indicators.map { indicator in
      let values = clusters.map { cluster in
        changeValue(indicator, for: .cluster(cluster)) {
          indicator.addsUp ? $0.changePercent : $0.change
        }
      }
      return HeatTable.Column(
        words.category(indicator),
        format: indicator.addsUp
          ? ValueFormat(.percent, decimals: 0, numbers: words.numbers) : words.format(indicator),
        values: values, shading: .change(indicator.better.chartDirection),
        marked: Set(
          clusters.indices.filter { index in
            let comparison = book.comparison(
              indicator, for: .cluster(clusters[index]), in: period, with: base)
            return comparison.hasOtherUnits && values[index].number != nil
          }))
    }
    let isOverSame = columns.contains { !$0.marked.isEmpty }
    return Chart(
      title: words(
        "Tăng, giảm của các cụm so với \(baseInSentence(of: indicators))",
        "Change of clusters on \(baseInSentence(of: indicators))"
      ),
      subtitle: words(
        "Số lượng: tăng, giảm tính bằng phần trăm; tỷ lệ: tính bằng điểm phần trăm; mức tăng, giảm càng lớn, màu càng đậm",
        "Counts in percent, rates in points; the larger the change within its column, the darker"),
      footer: words(
        "Nguồn: \(source(indicators)). … không so sánh được · x không áp dụng\(words.hiddenSign(book)).",
        "Source: \(source(indicators)). … cannot be compared · x does not apply\(words.hiddenSign(book))."
      )
        + (isOverSame ? " " + words.sameUnitsNote : ""),
      alternativeText: words(
        "Bảng thay đổi của \(columns.count) chỉ tiêu, \(clusters.count) cụm, \(words.name(period)).",
        "Table of the changes of \(columns.count) indicator\(columns.count == 1 ? "" : "s") of \(clusters.count) cluster\(clusters.count == 1 ? "" : "s"), \(words.name(period))."
      ),
      body: HeatTable(
        rows: clusters.map { CategoryName(book.roster.clusters[$0].name) }, columns: columns))
  }

  /// A format with three significant digits, to distinguish small numbers per unit.
  package func perUnitFormat(_ indicator: Indicator, _ values: [Double]) -> ValueFormat {
    guard indicator.addsUp else { return words.format(indicator) }
    let largest = values.max() ?? 0
    return ValueFormat(
      .measure, decimals: largest < 10 ? 2 : largest < 100 ? 1 : 0, numbers: words.numbers)
  }
}

/// The rows at both ends of a ranking. No value occurs at both ends, because its units would be first and last alike.
package struct RankingEnds {
  package private(set) var first: Range<Int>
  package private(set) var last: Range<Int>
  private let values: [Double]

  /// - Parameters:
  ///   - values: the values in the order of the ranking.
  ///   - length: the number of rows at each end.
  /// - Returns: `nil` if both ends cover all rows, or all values are equal.
  package init?(_ values: [Double], length: Int) {
    guard values.count > 2 * length, values.first != values.last else { return nil }
    self.values = values
    (first, last) = (0..<length, (values.count - length)..<values.count)
    let common = values[last.lowerBound]
    guard values[first.upperBound - 1] == common else { return }
    first = 0..<(first.firstIndex { values[$0] == common } ?? length)
    last = (last.firstIndex { values[$0] != common } ?? values.count)..<values.count
  }

  /// The rows that are not shown.
  package var between: Range<Int> { first.upperBound..<last.lowerBound }

  /// The number of omitted rows with the same value as the inner edge of an end.
  package func equals(beyond rows: Range<Int>) -> (count: Int, value: Double) {
    let value = values[rows.lowerBound == 0 ? rows.upperBound - 1 : rows.lowerBound]
    return (between.count { values[$0] == value }, value)
  }

  /// The common value of all omitted rows, and their number.
  package var common: (count: Int, value: Double)? {
    guard let value = between.first.map({ values[$0] }),
      between.allSatisfy({ values[$0] == value }),
      first.last.map({ values[$0] != value }) ?? true,
      last.first.map({ values[$0] != value }) ?? true
    else { return nil }
    return (between.count, value)
  }
}

import Charting
import ClusterMetrics

extension ChartMaker {
  /// All indicators of all units.
  package func heat(_ indicators: [Indicator], groups: [Group]) -> Chart {
    let columns = indicators.map { indicator in
      let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
      return HeatTable.Column(
        words.category(indicator), format: words.format(indicator), tallies: tallies)
    }
    let lack = columns.contains { !$0.marked.isEmpty } ? " " + words.lackNote : ""
    let title = words("Bản đồ nhiệt các chỉ tiêu", "All indicators at a glance")
    return Chart(
      title: title,
      subtitle: words(
        "Màu càng đậm, số càng lớn trong cột, \(periodText)",
        "The darker, the larger within its column, \(periodText)"),
      footer: words(
        "Nguồn: \(source(indicators)). - không phát sinh · … chưa có số liệu · x không áp dụng\(words.hiddenSign(book)).",
        "Source: \(source(indicators)). - nothing occurred · … no figure · x does not apply\(words.hiddenSign(book))."
      )
        + lack,
      alternativeText: words(
        "Bảng \(columns.count) chỉ tiêu \(by(groups)), \(groups.count) dòng, \(words.name(period)).",
        "Table of \(columns.count) indicator\(columns.count == 1 ? "" : "s") \(by(groups)), \(groups.count) row\(groups.count == 1 ? "" : "s"), \(words.name(period))."
      ),
      body: HeatTable(rows: groups.map(rowName), columns: columns))
  }
}

extension HeatTable.Column {
  /// A column of tallies, marking those that are incomplete or not exact; `nil` tallies do not apply.
  ///
  /// - Parameter values: the displayed values, if they are not those of the tallies.
  init(
    _ name: CategoryName, format: ValueFormat, tallies: [Tally?], values: [Value]? = nil,
    shading: HeatTable.Shading = .size
  ) {
    func rows(_ isMarked: (Tally) -> Bool) -> Set<Int> {
      Set(tallies.indices.filter { tallies[$0].map(isMarked) == true })
    }
    self.init(
      name, format: format,
      values: values ?? tallies.map { $0?.chartValue ?? .notApplicable }, shading: shading,
      marked: rows(\.isMarked), approximate: rows(\.isApproximate))
  }
}

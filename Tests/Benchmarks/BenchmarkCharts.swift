import Charting

/// The charts that the benchmarks draw: five kinds in turn over ten units, with made-up numbers.
///
/// The peers draw the same data in the kinds that they have; see `peers/`.
enum BenchmarkCharts {
  private static let units = [
    "Nga Sơn", "Quảng Xương", "Hoằng Hóa", "Hậu Lộc", "TX Nghi Sơn", "TX Bỉm Sơn",
    "TP Thanh Hóa", "TP Sầm Sơn", "Công an tỉnh", "Khối CQ & DN tỉnh",
  ]
  private static let format = ValueFormat(.count, decimals: 0, numbers: .vietnamese)
  private static let words = ChartWords(
    missing: "chưa báo cáo", notApplicable: "không áp dụng", reference: "vạch xám: cùng kỳ 2021",
    change: "so cùng kỳ")

  /// The chart of a number, from 0.
  static func chart(_ number: Int) -> Chart {
    Chart(
      title: "Biểu đồ \(number + 1): Hội nghị đối thoại của các đơn vị trong Cụm thi đua số 1",
      subtitle: "Số hội nghị đối thoại, 15/12/2021–14/6/2022", footer: "Nguồn: số liệu minh họa.",
      body: body(number))
  }

  private static func body(_ number: Int) -> any ChartBody {
    // Some number from 1 to 59, the same on every run.
    func value(_ unit: Int, _ series: Int) -> Double {
      Double((unit * 37 + series * 61 + number * 101 + unit * unit * series) % 59 + 1)
    }
    let names = units.map { CategoryName($0) }
    let indices = units.indices
    switch number % 5 {
    case 0:
      return RankedBars(
        indices.map { .init(names[$0], .number(value($0, 0)), reference: .number(value($0, 1))) },
        format: format, words: words)
    case 1:
      return GroupedBars(
        indices.map { unit in
          .init(names[unit], [.number(value(unit, 0)), .number(value(unit, 1))])
        },
        series: ["2022", "2021"], format: format, words: words)
    case 2:
      return TrendLines(
        (0..<8).map { .init([$0 % 2 == 0 ? "6T đầu" : "6T cuối", "\(2019 + $0 / 2)"]) },
        series: (0..<4).map { unit in
          .init(units[unit], (0..<8).map { .number(value(unit, $0)) })
        },
        format: format, words: words)
    case 3:
      return StackedBars(
        indices.map { unit in .init(names[unit], (0..<4).map { value(unit, $0) }) },
        parts: (1...4).map { "Lĩnh vực \($0)" }, measure: .amounts, format: format,
        words: words)
    default:
      return HeatTable(
        rows: names,
        columns: (0..<8).map { half in
          .init(
            CategoryName("\(2019 + half / 2)-H\(half % 2 + 1)"), format: format,
            values: indices.map { .number(value($0, half)) })
        })
    }
  }
}

import Charting

/// Made-up numbers of ten units that several entries draw, and the words around them.
enum Data {
  static let counts = ValueFormat(.count, decimals: 0, numbers: .vietnamese)
  static let percents = ValueFormat(.percent, decimals: 1, numbers: .vietnamese)

  static let words = ChartWords(
    missing: "chưa báo cáo", notApplicable: "không áp dụng", unstated: "không chia được số liệu cũ",
    reference: "vạch xám: cùng kỳ 2021", change: "so cùng kỳ")

  static let units = [
    "TP Thanh Hóa", "Hoằng Hóa", "Quảng Xương", "TX Nghi Sơn", "Nga Sơn", "Hậu Lộc", "TP Sầm Sơn",
    "TX Bỉm Sơn", "Công an tỉnh", "Khối CQ & DN tỉnh",
  ]
  static let names = units.map { CategoryName($0) }
  /// Dialogue conferences of each unit, this half-year and the same of last year.
  static let now: [Double] = [21, 18, 15, 14, 12, 11, 8, 6, 0, 0]
  static let before: [Double] = [17, 15, 16, 9, 12, 8, 9, 5, 0, 0]
  /// The share of communes with a dialogue, of the eight units that have communes.
  static let coverage: [Double] = [47.1, 40.5, 50, 38.7, 41.7, 39.1, 54.5, 57.1]
  static let coverageBefore: [Double] = [44.1, 29.7, 42.3, 22.6, 45.8, 30.4, 63.6, 57.1]

  static let halves = [
    "2018-2", "2019-1", "2019-2", "2020-1", "2020-2", "2021-1", "2021-2", "2022-1",
  ].map { name in
    TrendLines.Moment([name.hasSuffix("1") ? "6T đầu" : "6T cuối", String(name.prefix(4))])
  }
  static let course: [Double] = [62, 73, 72, 54, 76, 91, 74, 105]

  /// Visits of each month of five years: a steady rise with its ups and downs.
  static let sixtyMonths: [Double] = (0..<60).map { month in
    let wave = month * 37 % 11
    return Double(1000 + month * 20 + wave * 24)
  }

  static let period = "6 tháng đầu năm 2022 (15/12/2021–14/6/2022)"
  static let source = "Nguồn: số liệu minh họa, 10/10 đơn vị đã báo cáo."

  /// Numbers as values.
  static func values(_ numbers: [Double]) -> [Value] { numbers.map { .number($0) } }
}

import Charting

extension Gallery {
  /// So many moments that numbers find no room.
  static let trendCrowded = GalleryEntry(
    "trend-crowded",
    "Sixty months: an axis takes the place of the numbers, every sixth month is named"
  ) {
    Chart(
      title: "Số lượt tiếp công dân tăng đều trong năm năm",
      subtitle: "Lượt tiếp công dân theo tháng, 2018–2022", footer: Data.source,
      alternativeText: "Biểu đồ đường của 60 tháng, từ 1.000 lên 2.180.",
      body: TrendLines(
        (0..<60).map { .init(["T\($0 % 12 + 1)", "\(2018 + $0 / 12)"]) },
        series: [.init("Lượt tiếp", Data.values(Data.sixtyMonths))], format: Data.counts,
        words: Data.words))
  }
}

import Charting

extension Gallery {
  /// Four lines with their names at the ends.
  static let trendFourLines = GalleryEntry(
    "trend-four-lines", "Four lines are named at their ends, on a light grid"
  ) {
    Chart(
      title: "Cụm số 1 vẫn dẫn đầu, cụm số 3 tăng nhanh nhất",
      subtitle: "Hội nghị đối thoại theo cụm, 8 kỳ gần nhất", footer: Data.source,
      alternativeText: "Biểu đồ đường của bốn cụm: cụm số 1 từ 62 lên 105.",
      body: TrendLines(
        Data.halves,
        series: [
          .init("Cụm số 1", Data.values(Data.course)),
          .init("Cụm số 2", Data.values([58, 60, 66, 50, 63, 70, 68, 72])),
          .init("Cụm số 3", Data.values([20, 24, 29, 22, 38, 49, 57, 70])),
          .init("Cụm số 4", Data.values([31, 30, 33, 21, 30, 28, 33, 35])),
        ], format: Data.counts, words: Data.words))
  }
}

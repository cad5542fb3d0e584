import Charting

extension Gallery {
  /// A course with its numbers.
  static let trend = GalleryEntry(
    "trend", "One line carries its numbers; there is no grid"
  ) {
    Chart(
      title: "105 hội nghị đối thoại, cao nhất trong 8 kỳ",
      subtitle: "Hội nghị đối thoại của cụm, 8 kỳ gần nhất", footer: Data.source,
      alternativeText: "Biểu đồ đường: từ 62 lên 105 trong 8 kỳ.",
      body: TrendLines(
        Data.halves, series: [.init("Đối thoại", Data.values(Data.course))], format: Data.counts,
        words: Data.words))
  }
}

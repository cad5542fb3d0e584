import Charting

extension Gallery {
  /// Bars cut into parts.
  static let stacked = GalleryEntry(
    "stacked", "Parts of a whole; numbers where they find room"
  ) {
    Chart(
      title: "Mô hình “Dân vận khéo” theo đơn vị và lĩnh vực",
      subtitle: "\(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh chồng: TP Thanh Hóa 19; Hoằng Hóa 18.",
      body: StackedBars(
        [
          .init(CategoryName("TP Thanh Hóa"), [8, 7, 2, 2]),
          .init(CategoryName("Hoằng Hóa"), [6, 6, 3, 3]),
          .init(CategoryName("TX Nghi Sơn"), [6, 5, 0, 3]),
          .init(CategoryName("Nga Sơn"), nil),
          .init(CategoryName("TX Bỉm Sơn"), [2, 4, 0, 0]),
        ],
        parts: ["Kinh tế", "Văn hóa – xã hội", "Quốc phòng – an ninh", "Hệ thống chính trị"],
        measure: .amounts, format: Data.counts, words: Data.words, totalHeader: "tổng"))
  }
}

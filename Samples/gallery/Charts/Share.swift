import Charting

extension Gallery {
  /// Bars of one length, in percent.
  static let share = GalleryEntry(
    "share", "Shares that add up to 100 %"
  ) {
    Chart(
      title: "Kinh tế chiếm từ một phần ba đến 43% số mô hình",
      subtitle: "Mô hình “Dân vận khéo” theo lĩnh vực, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh chồng 100%: TP Thanh Hóa 42%, 37%, 11%, 10%.",
      body: StackedBars(
        [
          .init(CategoryName("TP Thanh Hóa"), [8, 7, 2, 2]),
          .init(CategoryName("Hoằng Hóa"), [6, 6, 3, 3]),
          .init(CategoryName("TX Nghi Sơn"), [6, 5, 0, 3]),
          .init(CategoryName("Nga Sơn"), nil),
          .init(CategoryName("TX Bỉm Sơn"), [2, 4, 0, 0]),
        ],
        parts: ["Kinh tế", "Văn hóa – xã hội", "Quốc phòng – an ninh", "Hệ thống chính trị"],
        measure: .shares, format: Data.counts, words: Data.words, totalHeader: "tổng"))
  }
}

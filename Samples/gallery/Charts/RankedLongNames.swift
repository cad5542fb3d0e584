import Charting

extension Gallery {
  /// Names wrap at spaces; short names stand in for want of room.
  static let rankedLongNames = GalleryEntry(
    "ranked-long-names", "Long names wrap, and are never cut or turned"
  ) {
    Chart(
      title: "Nông nghiệp có nhiều mô hình nhất",
      subtitle: "Mô hình “Dân vận khéo” theo lĩnh vực, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang: Nông nghiệp, nông thôn 42; Xây dựng Đảng 21.",
      body: RankedBars(
        [
          .init(
            CategoryName("Phát triển nông nghiệp, nông thôn và xây dựng nông thôn mới"),
            .number(42),
            isHighlighted: true),
          .init(
            CategoryName("Giữ gìn quốc phòng, an ninh và trật tự an toàn xã hội"), .number(37)),
          .init(CategoryName("Xây dựng Đảng và hệ thống chính trị"), .number(21)),
          .init(CategoryName("Y tế"), .number(9)),
        ], format: Data.counts, words: Data.words))
  }
}

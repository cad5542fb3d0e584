import Charting

extension Gallery {
  /// A small trend for each unit.
  static let multiplesOfTrends = GalleryEntry(
    "multiples-of-trends", "A line for each unit, all on one scale"
  ) {
    Chart(
      title: "Hoằng Hóa và TP Thanh Hóa tăng rõ nhất",
      subtitle: "Hội nghị đối thoại, 8 kỳ gần nhất, cùng một thang đo", footer: Data.source,
      alternativeText: "Sáu biểu đồ đường nhỏ: TP Thanh Hóa từ 12 lên 21.",
      body: SmallMultiples(
        [
          ("TP Thanh Hóa", [12, 14, 13, 10, 17, 17, 15, 21]),
          ("Hoằng Hóa", [12, 14, 15, 9, 14, 15, 13, 18]),
          ("Quảng Xương", [9, 8, 10, 8, 13, 16, 10, 15]),
          ("TX Nghi Sơn", [9, 10, 9, 7, 10, 9, 9, 14]),
          ("Nga Sơn", [6, 8, 7, 6, 10, 12, 9, 12]),
          ("TX Bỉm Sơn", [3, 5, 5, 3, 4, 5, 4, 6]),
        ].map { name, course in
          .init(
            name,
            TrendLines(
              Data.halves, series: [.init(name, Data.values(course))], format: Data.counts,
              words: Data.words))
        }))
  }
}

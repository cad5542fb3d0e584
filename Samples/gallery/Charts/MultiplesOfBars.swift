import Charting

extension Gallery {
  /// Bars of each cluster.
  static let multiplesOfBars = GalleryEntry(
    "multiples-of-bars", "Bars of two clusters; equal numbers are equally long"
  ) {
    Chart(
      title: "Triệu Sơn dẫn đầu cả hai cụm với 23 hội nghị",
      subtitle: "Hội nghị đối thoại theo cụm, đơn vị, cùng một thang đo", footer: Data.source,
      alternativeText: "Hai biểu đồ thanh nhỏ: Triệu Sơn 23; Hậu Lộc 18.",
      body: SmallMultiples([
        .init(
          "Cụm số 1",
          RankedBars(
            [("Hậu Lộc", 18), ("TX Nghi Sơn", 13), ("Nga Sơn", 9), ("TX Bỉm Sơn", 5)].map {
              .init(CategoryName($0), .number($1))
            }, format: Data.counts, words: Data.words)),
        .init(
          "Cụm số 2",
          RankedBars(
            [("Triệu Sơn", 23), ("Nông Cống", 20), ("Đông Sơn", 9)].map {
              .init(CategoryName($0), .number($1))
            }, format: Data.counts, words: Data.words)),
      ]))
  }
}

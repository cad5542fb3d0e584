import Charting

extension Gallery {
  /// Dumbbells of each cluster.
  static let multiplesOfDumbbells = GalleryEntry(
    "multiples-of-dumbbells", "Any kind can be repeated"
  ) {
    Chart(
      title: "Cụm số 1 tăng nhiều hơn cụm số 2",
      subtitle: "Hội nghị đối thoại theo cụm, đơn vị, cùng một thang đo", footer: Data.source,
      alternativeText: "Hai biểu đồ hai điểm: Hậu Lộc từ 14 lên 18.",
      body: SmallMultiples(
        [
          ("Cụm số 1", [("Hậu Lộc", 14, 18), ("Nga Sơn", 9, 9), ("TX Bỉm Sơn", 4, 5)]),
          ("Cụm số 2", [("Triệu Sơn", 21, 23), ("Yên Định", 9, 8)]),
        ].map { cluster, rows in
          .init(
            cluster,
            DumbbellRows(
              rows.map { .init(CategoryName($0), from: .number($1), to: .number($2)) },
              from: "2021", to: "2022", format: Data.counts, words: Data.words))
        }))
  }
}

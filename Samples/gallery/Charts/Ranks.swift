import Charting

extension Gallery {
  /// Places over periods.
  static let ranks = GalleryEntry(
    "ranks", "Places over periods; two share a place, one was absent once"
  ) {
    let places: [[Int?]] = [
      [1, 2, 1, 1, 1], [2, 1, 2, 2, 2], [4, 3, 3, 4, 3], [5, 5, nil, 5, 4], [3, 4, 4, 2, 5],
    ]
    return Chart(
      title: "TP Thanh Hóa xếp thứ nhất 3 kỳ liền",
      subtitle: "Hội nghị đối thoại theo đơn vị: thứ hạng qua 5 kỳ", footer: Data.source,
      alternativeText: "Biểu đồ thứ hạng của năm đơn vị.",
      body: RankLines(
        places.indices.map {
          .init(Data.names[$0], places[$0], isHighlighted: $0 == 0)
        }, moments: ["6T đầu 2020", "6T cuối 2020", "6T đầu 2021", "6T cuối 2021", "6T đầu 2022"],
        words: Data.words))
  }
}

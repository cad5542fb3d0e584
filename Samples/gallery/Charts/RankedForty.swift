import Charting

extension Gallery {
  /// Forty rows still read.
  static let rankedForty = GalleryEntry(
    "ranked-forty", "Forty units: the chart grows taller"
  ) {
    Chart(
      title: "Đơn vị số 40 dẫn đầu với 80 hội nghị",
      subtitle: "Hội nghị đối thoại của 40 đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang của 40 đơn vị, từ 2 đến 80.",
      body: RankedBars(
        (1...40).map {
          .init(CategoryName("Đơn vị số \($0)"), .number(Double($0) * 2), isHighlighted: $0 == 40)
        }, format: Data.counts, words: Data.words))
  }
}

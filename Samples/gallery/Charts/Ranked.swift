import Charting

extension Gallery {
  /// Bars by value, with last year beside them.
  static let ranked = GalleryEntry(
    "ranked", "Units by value; the thin mark is last year"
  ) {
    Chart(
      title: "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại, tăng 4 so với cùng kỳ",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang: TP Thanh Hóa 21; Hoằng Hóa 18; Quảng Xương 15.",
      body: RankedBars(
        Data.names.indices.map {
          .init(
            Data.names[$0], .number(Data.now[$0]), reference: .number(Data.before[$0]),
            isHighlighted: $0 == 0)
        }, format: Data.counts, words: Data.words))
  }
}

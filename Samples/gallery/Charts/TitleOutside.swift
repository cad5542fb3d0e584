import Charting

extension Gallery {
  /// For a document that has its own captions.
  static let titleOutside = GalleryEntry(
    "title-outside", "Title and footer are left to the document"
  ) {
    Chart(
      title: "Hội nghị đối thoại theo đơn vị",
      alternativeText: "Biểu đồ thanh ngang: TP Thanh Hóa 21; Hoằng Hóa 18; Quảng Xương 15.",
      titlePlacement: .outside,
      body: RankedBars(
        Data.names.indices.prefix(5).map {
          .init(
            Data.names[$0], .number(Data.now[$0]), reference: .number(Data.before[$0]),
            isHighlighted: $0 == 0)
        }, format: Data.counts, words: Data.words))
  }
}

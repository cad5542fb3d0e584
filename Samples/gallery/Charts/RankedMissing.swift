import Charting

extension Gallery {
  /// What has no number says why.
  static let rankedMissing = GalleryEntry(
    "ranked-missing",
    "Not reported, does not apply, cannot be divided, partial: each is drawn as such"
  ) {
    Chart(
      title: "TP Thanh Hóa dẫn đầu; một đơn vị chưa báo cáo",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang: TP Thanh Hóa 21; Nga Sơn chưa báo cáo.",
      body: RankedBars(
        [
          .init(CategoryName("TP Thanh Hóa"), .number(21), isHighlighted: true),
          .init(CategoryName("Cụm số 2"), .number(15), note: "9/10 đơn vị"),
          .init(CategoryName("TP Sầm Sơn"), .number(0)),
          .init(CategoryName("Nga Sơn"), .missing),
          .init(CategoryName("Phường Hạc Thành"), .unstated),
          .init(CategoryName("Công an tỉnh"), .notApplicable),
        ], format: Data.counts, words: Data.words))
  }
}

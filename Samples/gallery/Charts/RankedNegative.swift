import Charting

extension Gallery {
  /// Bars to both sides of zero.
  static let rankedNegative = GalleryEntry(
    "ranked-negative", "Negative numbers grow to the left of zero"
  ) {
    Chart(
      title: "Diện tích tăng ở ba đơn vị, giảm ở hai đơn vị",
      subtitle: "Thay đổi diện tích (ha) so với cùng kỳ, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh ngang: Hoằng Hóa 33,0; Nga Sơn −12,4.",
      body: RankedBars(
        [
          .init(CategoryName("Hoằng Hóa"), .number(33)),
          .init(CategoryName("TP Thanh Hóa"), .number(19.1)),
          .init(CategoryName("Quảng Xương"), .number(6.1)),
          .init(CategoryName("Hậu Lộc"), .number(-1.5)),
          .init(CategoryName("Nga Sơn"), .number(-12.4)),
        ], format: ValueFormat(.measure, decimals: 1, numbers: .vietnamese), words: Data.words))
  }
}

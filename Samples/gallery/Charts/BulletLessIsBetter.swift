import Charting

extension Gallery {
  /// A target not to be passed.
  static let bulletLessIsBetter = GalleryEntry(
    "bullet-less-is-better",
    "Less is better: what stays below the target is dark, a rise is bad news"
  ) {
    Chart(
      title: "Hai đơn vị còn vượt mức 10 ngày",
      subtitle: "Số ngày giải quyết đơn bình quân, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ so với mức 10 ngày: Nga Sơn 14,5.",
      body: BulletBars(
        [
          .init(CategoryName("Nga Sơn"), .number(14.5), reference: .number(12)),
          .init(CategoryName("Hậu Lộc"), .number(11), reference: .number(13.5)),
          .init(CategoryName("Hoằng Hóa"), .number(8), reference: .number(8)),
          .init(CategoryName("TX Bỉm Sơn"), .missing, reference: .number(7)),
        ], target: 10, format: ValueFormat(.measure, decimals: 1, numbers: .vietnamese),
        direction: .lessIsBetter, words: Data.words, targetLabel: "không quá 10 ngày"))
  }
}

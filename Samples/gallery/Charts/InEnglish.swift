import Charting

extension Gallery {
  /// Numbers and words in English.
  static let inEnglish = GalleryEntry(
    "in-english", "Numbers and words follow the language"
  ) {
    Chart(
      title: "Hoằng Hóa leads with 5,090 people, up 1,633 on the same period of 2021",
      subtitle: "People reached by campaigns, first half of 2022 (15 December 2021–14 June 2022)",
      footer: "Source: made-up numbers, 4/5 units reporting.",
      alternativeText: "Bar chart: Hoằng Hóa 5,090; TP Thanh Hóa 3,244; Nga Sơn not reported.",
      body: RankedBars(
        [
          .init(
            CategoryName("Hoằng Hóa"), .number(5090), reference: .number(3457), isHighlighted: true),
          .init(CategoryName("TP Thanh Hóa"), .number(3244), reference: .number(4992)),
          .init(CategoryName("Quảng Xương"), .number(3159), reference: .number(3405)),
          .init(CategoryName("Hậu Lộc"), .number(2809), reference: .number(2095)),
          .init(CategoryName("Nga Sơn"), .missing),
        ], format: ValueFormat(.count, decimals: 0, numbers: .english),
        words: ChartWords(
          missing: "not reported", notApplicable: "does not apply",
          reference: "grey mark: same period of 2021", change: "change")))
  }
}

import Charting

extension Gallery {
  /// Three moments, one line with a gap.
  static let slopeThreeMoments = GalleryEntry(
    "slope-three-moments", "Three moments; who has no number at an end is named below"
  ) {
    Chart(
      title: "Cụm số 2 vượt cụm số 1",
      subtitle: "Hội nghị đối thoại bình quân một đơn vị, 6 tháng đầu năm", footer: Data.source,
      alternativeText: "Biểu đồ đường dốc: cụm số 2 từ 8,1 lên 13,0.",
      body: SlopeLines(
        [
          .init(CategoryName("Cụm số 1"), Data.values([10.2, 10.9, 11.4])),
          .init(CategoryName("Cụm số 2"), Data.values([8.1, 10.4, 13]), isHighlighted: true),
          .init(CategoryName("Cụm số 3"), Data.values([7.5, 7.9, 7.2])),
          .init(CategoryName("Cụm số 4"), [.number(5.2), .number(6), .missing]),
        ], moments: ["2020", "2021", "2022"],
        format: ValueFormat(.measure, decimals: 1, numbers: .vietnamese), words: Data.words))
  }
}

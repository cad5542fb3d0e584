import Charting

extension Gallery {
  /// Who overtook whom.
  static let slope = GalleryEntry(
    "slope", "Lines from one moment to the other; labels are pushed apart"
  ) {
    Chart(
      title: "TX Nghi Sơn vươn từ thứ sáu lên thứ tư",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period), so với cùng kỳ 2021",
      footer: Data.source,
      alternativeText: "Biểu đồ đường dốc: TX Nghi Sơn từ 9 lên 14.",
      body: SlopeLines(
        Data.names.indices.map {
          .init(
            Data.names[$0], [.number(Data.before[$0]), .number(Data.now[$0])],
            isHighlighted: $0 == 3)
        }, moments: ["cùng kỳ 2021", "6 tháng đầu năm 2022"], format: Data.counts,
        words: Data.words))
  }
}

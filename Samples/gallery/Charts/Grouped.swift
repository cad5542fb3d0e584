import Charting

extension Gallery {
  /// This period above the earlier one.
  static let grouped = GalleryEntry(
    "grouped", "Two bars for each unit, the earlier one light"
  ) {
    Chart(
      title: "Bốn đơn vị đứng đầu đều tổ chức từ 14 hội nghị",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ thanh nhóm: TP Thanh Hóa 21, cùng kỳ 17.",
      body: GroupedBars(
        Data.names.indices.prefix(6).map {
          .init(Data.names[$0], [.number(Data.now[$0]), .number(Data.before[$0])])
        }, series: ["6 tháng đầu năm 2022", "cùng kỳ 2021"], format: Data.counts, words: Data.words)
    )
  }
}

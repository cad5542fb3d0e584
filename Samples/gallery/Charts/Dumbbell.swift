import Charting

extension Gallery {
  /// Two moments of each row.
  static let dumbbell = GalleryEntry(
    "dumbbell", "How far each has come, and in which direction"
  ) {
    Chart(
      title: "5/10 đơn vị tăng so với cùng kỳ, nhiều nhất là TX Nghi Sơn (+5)",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period), so với cùng kỳ 2021",
      footer: Data.source,
      alternativeText: "Biểu đồ hai điểm: TP Thanh Hóa từ 17 lên 21.",
      body: DumbbellRows(
        Data.names.indices.map {
          .init(Data.names[$0], from: .number(Data.before[$0]), to: .number(Data.now[$0]))
        }, from: "cùng kỳ 2021", to: "6 tháng đầu năm 2022", format: Data.counts, words: Data.words)
    )
  }
}

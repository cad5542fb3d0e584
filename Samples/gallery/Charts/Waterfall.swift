import Charting

extension Gallery {
  /// What each row made of a change.
  static let waterfall = GalleryEntry(
    "waterfall", "Which unit made which part of a change"
  ) {
    let changes = zip(Data.now, Data.before).map(-)
    let order = changes.indices.sorted { (changes[$1], $0) < (changes[$0], $1) }
    return Chart(
      title: "TX Nghi Sơn góp nhiều nhất vào mức tăng chung (+5)",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period), so với cùng kỳ 2021",
      footer: Data.source, alternativeText: "Biểu đồ thác nước: TX Nghi Sơn +5.",
      body: WaterfallBars(
        order.map { .init(Data.names[$0], changes[$0]) }, whole: CategoryName("Chung"),
        from: "cùng kỳ 2021", format: Data.counts))
  }
}

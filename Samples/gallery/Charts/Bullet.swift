import Charting

extension Gallery {
  /// Values against a target.
  static let bullet = GalleryEntry(
    "bullet", "Bars that reach the target are dark"
  ) {
    Chart(
      title: "3/8 đơn vị đạt chỉ tiêu 50%",
      subtitle: "Tỷ lệ xã, phường, thị trấn có đối thoại, \(Data.period)", footer: Data.source,
      alternativeText: "Biểu đồ so với chỉ tiêu 50%: TX Bỉm Sơn 57,1%.",
      body: BulletBars(
        Data.coverage.indices.map {
          .init(
            Data.names[$0], .number(Data.coverage[$0]), reference: .number(Data.coverageBefore[$0]))
        }, target: 50, format: Data.percents, words: Data.words, targetLabel: "chỉ tiêu 50%"))
  }
}

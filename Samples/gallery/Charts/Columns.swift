import Charting

extension Gallery {
  /// Few periods, one of which not all units reported.
  static let columns = GalleryEntry("columns", "A few periods, where a line would promise a course")
  {
    Chart(
      title: "Ý kiến được giải quyết đạt 91%, cao nhất trong ba năm",
      subtitle: "Tỷ lệ ý kiến được giải quyết, 4 kỳ gần nhất", footer: Data.source,
      alternativeText: "Biểu đồ cột: 2019 84,1%, 2020 chưa báo cáo, 2021 88,6%, 2022 91,0%.",
      body: ColumnBars(
        [
          .init(["Năm", "2019"]), .init(["Năm", "2020"]),
          .init(["Năm", "2021"], note: "9/10 đơn vị", shortNote: "9/10"), .init(["Năm", "2022"]),
        ], [.number(84.1), .missing, .number(88.6), .number(91)], format: Data.percents,
        target: ReferenceLine(90, label: "chỉ tiêu 90%"), words: Data.words))
  }
}

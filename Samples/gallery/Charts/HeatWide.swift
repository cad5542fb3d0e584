import Charting

extension Gallery {
  /// Too many columns for one block.
  static let heatWide = GalleryEntry(
    "heat-wide", "Columns that find no room go on below"
  ) {
    Chart(
      title: "Hội nghị đối thoại qua 16 kỳ",
      subtitle: "Màu càng đậm, số càng lớn trong cột", footer: Data.source,
      alternativeText: "Bảng 16 kỳ của bốn đơn vị.",
      body: HeatTable(
        rows: Array(Data.names.prefix(4)),
        columns: (0..<16).map { half in
          .init(
            CategoryName("\(half % 2 == 0 ? "6T đầu" : "6T cuối") \(2015 + half / 2)"),
            format: Data.counts,
            values: (0..<4).map { .number(Double((half * 13 + $0 * 29) % 41 + 1180)) })
        }))
  }
}

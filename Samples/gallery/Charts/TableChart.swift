import Charting

extension Gallery {
  /// A plain table.
  static let table = GalleryEntry(
    "table", "A plain table with its total"
  ) {
    Chart(
      title: "Số liệu theo đơn vị",
      subtitle: "\(Data.period)", footer: Data.source,
      alternativeText: "Bảng hai chỉ tiêu của tám đơn vị.",
      body: DataTable(
        columns: [
          .init("Đơn vị", wraps: true), .init("Hội nghị đối thoại", .trailing),
          .init("Tỷ lệ xã có đối thoại", .trailing),
        ],
        rows: Data.coverage.indices.map { unit in
          .init([
            Data.units[unit], Data.counts.text(Data.now[unit]),
            Data.percents.text(Data.coverage[unit]),
          ])
        } + [.init(["Toàn cụm", "105", "44,0%"], isTotal: true)]))
  }
}

import Charting

extension Gallery {
  /// All indicators at a glance.
  static let heat = GalleryEntry(
    "heat", "The darker, the larger within its column; the signs of the yearbooks"
  ) {
    Chart(
      title: "Bản đồ nhiệt các chỉ tiêu",
      subtitle: "Màu càng đậm, số càng lớn trong cột, \(Data.period)",
      footer: "Nguồn: số liệu minh họa. - không phát sinh · … chưa báo cáo · x không áp dụng.",
      alternativeText: "Bảng ba chỉ tiêu của mười đơn vị.",
      body: HeatTable(
        rows: Data.names,
        columns: [
          .init(
            CategoryName("Hội nghị đối thoại"), format: Data.counts, values: Data.values(Data.now)),
          .init(
            CategoryName("Tỷ lệ xã có đối thoại"), format: Data.percents,
            values: Data.values(Data.coverage) + [.notApplicable, .notApplicable]),
          .init(
            CategoryName("Lượt người dự tuyên truyền"), format: Data.counts,
            values: Data.values([3244, 5090, 3159, 2573]) + [.missing]
              + Data.values([2809, 1171, 463, 1942, 1069])),
        ]))
  }
}

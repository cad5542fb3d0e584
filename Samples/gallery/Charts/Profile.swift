import Charting

extension Gallery {
  /// One unit among all of its cluster, on every measure.
  static let profile = GalleryEntry(
    "profile", "Where one unit stands among the others, on every measure"
  ) {
    func item(_ name: String, _ own: Double, _ others: [Double], _ cells: [String])
      -> ProfileRows.Item
    {
      .init(CategoryName(name), .number(own), among: others, cells: cells.map { .init($0) })
    }
    let own = Data.names.firstIndex { $0.full.contains("Nghi Sơn") } ?? 0
    let others = Data.now.enumerated().filter { $0.offset != own }.map(\.element)
    return Chart(
      title: "TX Nghi Sơn: hạng 2/10 về đối thoại, cuối cụm về độ phủ xã",
      subtitle: "Cụm thi đua số 1, \(Data.period)", footer: Data.source,
      alternativeText: "TX Nghi Sơn trong cụm theo từng chỉ tiêu.",
      body: ProfileRows(
        [
          .heading(CategoryName("Đối thoại")),
          item(
            "Hội nghị đối thoại", Data.now[own], others,
            [Data.counts.text(Data.now[own]), "+5", "2/10"]),
          item(
            "Tỷ lệ xã có đối thoại", 38.7, [40.5, 41.2, 42, 45, 48, 50, 53.1],
            ["38,7%", "+1,2", "8/8"]),
          .heading(CategoryName("Giải quyết ý kiến")),
          item(
            "Tỷ lệ ý kiến được giải quyết", 91.3, [85.4, 87.6, 89.2, 89.6, 90.2, 91.5, 92.9],
            ["91,3%", "+2,2", "3/8"]),
          .init(
            CategoryName("Ý kiến quá hạn"), .number(3), among: [1, 2, 4, 4, 9, 12],
            direction: .lessIsBetter,
            cells: [.init("3"), .init("+1", isAdverse: true), .init("3/7")]),
          .init(
            CategoryName("Mô hình mới"), .missing, among: [1, 2, 4],
            cells: [.init("…"), .init(""), .init("")]),
        ], columns: ["kỳ này", "so cùng kỳ", "hạng"],
        key: .init(
          own: "TX Nghi Sơn", others: "đơn vị khác", middle: "nửa ở giữa", median: "trung vị"),
        words: Data.words))
  }
}

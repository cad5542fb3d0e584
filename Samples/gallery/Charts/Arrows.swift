import Charting

extension Gallery {
  /// Rates that lie close together, and the target between them.
  static let arrows = GalleryEntry(
    "arrows", "Rates from last year to now, on an axis that begins where they do"
  ) {
    let names = [
      "TX Bỉm Sơn", "Nga Sơn", "TX Nghi Sơn", "Hậu Lộc", "TP Thanh Hóa", "TP Sầm Sơn",
      "Quảng Xương", "Hoằng Hóa",
    ]
    let now = [92.9, 91.5, 91.3, 90.2, 89.6, 89.2, 87.6, 85.4]
    let before = [90.4, 89.5, 89.1, 91.3, 87, 92.3, 91, 92.4]
    return Chart(
      title: "Bốn đơn vị đạt 90%, nhưng Hoằng Hóa giảm 7 điểm xuống cuối cụm",
      subtitle: "Tỷ lệ ý kiến được giải quyết, \(Data.period)",
      footer: Data.source + " Trục không bắt đầu từ 0.",
      alternativeText: "Biểu đồ mũi tên: TX Bỉm Sơn 92,9%, … Hoằng Hóa 85,4%.",
      body: ArrowRows(
        zip(names, zip(before, now)).map { name, values in
          .init(CategoryName(name), from: .number(values.0), to: .number(values.1))
        } + [.init(CategoryName("Công an tỉnh"), from: .missing, to: .missing)],
        from: "cùng kỳ 2021", to: "6 tháng đầu năm 2022", format: Data.percents,
        target: ReferenceLine(90, label: "chỉ tiêu 90%"), words: Data.words))
  }
}

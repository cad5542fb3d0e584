import Charting

extension Gallery {
  /// Two measures at once.
  static let scatter = GalleryEntry("scatter", "Two measures at once, divided at median and target")
  {
    let rates = [89.6, 85.4, 87.6, 91.3, 91.5, 90.2, 89.2, 92.9]
    return Chart(
      title: "Ba đơn vị vừa nhiều đối thoại vừa giải quyết trên 90%",
      subtitle: "Hội nghị đối thoại và tỷ lệ ý kiến được giải quyết, \(Data.period)",
      footer: Data.source + " Trục đứng không bắt đầu từ 0.",
      alternativeText: "Biểu đồ phân tán của tám đơn vị.",
      body: ScatterPlot(
        rates.indices.map { index in
          .init(
            Data.names[index], x: Data.now[index], y: rates[index], isHighlighted: index == 3)
        },
        across: .init(
          "Hội nghị đối thoại", format: Data.counts,
          divider: ReferenceLine(13, label: "trung vị 13")),
        up: .init(
          "Tỷ lệ ý kiến được giải quyết", format: Data.percents,
          divider: ReferenceLine(90, label: "chỉ tiêu 90%"))))
  }
}

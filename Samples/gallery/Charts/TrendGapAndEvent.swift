import Charting

extension Gallery {
  /// A gap, an event, a target, a partial total.
  static let trendGapAndEvent = GalleryEntry(
    "trend-gap-and-event", "A gap stays a gap; an event, a target and a partial total are marked"
  ) {
    Chart(
      title: "Tỷ lệ giải quyết vượt chỉ tiêu sau khi có quy chế mới",
      subtitle: "Tỷ lệ ý kiến được giải quyết, 8 kỳ gần nhất; trục không bắt đầu từ 0",
      footer: Data.source,
      alternativeText: "Biểu đồ đường: kỳ 2 chưa báo cáo, kỳ cuối 93,4%.",
      body: TrendLines(
        Data.halves.enumerated().map { index, moment in
          .init(moment.lines, note: index == 4 ? "9/10 đơn vị" : "", shortNote: "9/10")
        },
        series: [
          .init(
            "Tỷ lệ",
            [
              .number(71.2), .missing, .number(74.9), .number(70.3), .number(82.8),
              .number(86.1), .number(91), .number(93.4),
            ])
        ], format: Data.percents, target: ReferenceLine(90, label: "chỉ tiêu 90%"),
        events: [.init(at: 3.6, "quy chế mới")], words: Data.words))
  }
}

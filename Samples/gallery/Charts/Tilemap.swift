import Charting

extension Gallery {
  /// Places without geometry.
  static let tilemap = GalleryEntry(
    "tilemap", "Places where they lie, by classes; one has not reported"
  ) {
    let places = [(2, 0), (1, 1), (3, 1), (0, 1), (2, 1), (3, 2), (1, 2), (2, 2)]
    return Chart(
      title: "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Bản đồ ô của tám đơn vị.",
      body: TileMap(
        places.indices.map { index in
          .init(
            Data.names[index], index == 6 ? .missing : .number(Data.now[index]),
            column: places[index].0, row: places[index].1, isHighlighted: index == 4)
        },
        format: Data.counts,
        words: .init(missing: "chưa báo cáo", notApplicable: "không áp dụng"),
        names: .init(below: "dưới {}", between: "{} đến dưới {}", from: "từ {} trở lên")))
  }
}

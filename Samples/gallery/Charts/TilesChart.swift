import Charting

extension Gallery {
  /// Headline numbers.
  static let tiles = GalleryEntry(
    "tiles", "Headline numbers with their change and course"
  ) {
    Chart(
      title: "Số liệu chính",
      subtitle: "\(Data.period)", footer: Data.source,
      alternativeText: "Bốn số liệu: 105 hội nghị, 85 xã, 89,4%, 116 mô hình.",
      body: Tiles(
        [
          ("Hội nghị đối thoại", "105", "+14 (+15,4%)", "91 cùng kỳ 2021"),
          ("Xã, phường, thị trấn có đối thoại", "85", "+16 (+23,2%)", "69 cùng kỳ 2021"),
          ("Ý kiến được giải quyết", "89,4%", "−0,3 điểm", "1.298/1.452"),
          ("Mô hình “Dân vận khéo”", "116", "−2 (−1,7%)", "118 cùng kỳ 2021"),
        ].map { name, number, change, note in
          .init(
            name: name, number: number, change: change, tone: change.hasPrefix("−") ? .bad : .good,
            note: note,
            course: Data.values(Data.course), courseLabels: ["6T cuối 2018", "6T đầu 2022"])
        }))
  }
}

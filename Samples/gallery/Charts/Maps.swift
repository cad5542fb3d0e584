import Charting

extension Gallery {
  /// The outlines of eight made-up places, on a grid whose corners are moved: neighbours share their borders.
  static let outlines: [MapShape] = {
    let shifts = [3.0, -4, 5, -2, 4, -5, 2, -3, 6, -1, 4, -6, 1, 5, -4]
    func corner(_ column: Int, _ row: Int) -> Point {
      let place = row * 5 + column
      return Point(
        x: Double(column) * 40 + shifts[place % 15], y: Double(row) * 36 + shifts[(place + 7) % 15])
    }
    return (0..<8).map { index in
      let (column, row) = (index % 4, index / 4)
      return MapShape([
        [
          corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
          corner(column, row + 1),
        ]
      ])
    }
  }()

  /// Rates as areas.
  static let map = GalleryEntry(
    "map", "Rates as areas in classes; one has not reported, one lies far off"
  ) {
    Chart(
      title: "TX Bỉm Sơn dẫn đầu với 57,1%",
      subtitle: "Tỷ lệ xã, phường, thị trấn có đối thoại, \(Data.period)", footer: Data.source,
      alternativeText: "Bản đồ: tám đơn vị, một đơn vị ngoài khơi.",
      body: AreaMap(
        outlines.indices.map { index in
          .init(
            Data.names[index], index == 6 ? .missing : .number(Data.coverage[index]),
            shape: outlines[index], isHighlighted: index == 7)
        } + [
          .init(
            CategoryName("Đặc khu Hòn Mê"), .number(50), shape: MapShape([]), isRemote: true)
        ],
        format: Data.percents, words: Data.words, names: classNames))
  }

  /// Counts as circles.
  static let mapOfCounts = GalleryEntry("map-counts", "Counts as circles; zero has none") {
    Chart(
      title: "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại",
      subtitle: "Hội nghị đối thoại theo đơn vị, \(Data.period)", footer: Data.source,
      alternativeText: "Bản đồ vòng tròn của tám đơn vị.",
      body: AreaMap(
        outlines.indices.map { index in
          .init(
            Data.names[index], .number(index == 5 ? 0 : Data.now[index]), shape: outlines[index],
            isHighlighted: index == 0)
        }, style: .circles, format: Data.counts, words: Data.words, names: classNames))
  }

  private static let classNames = ValueClasses.Names(
    below: "dưới {}", between: "{} đến dưới {}", from: "từ {} trở lên")
}

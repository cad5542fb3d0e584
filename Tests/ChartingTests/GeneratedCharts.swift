import Charting
import TestSupport

/// Charts of a kind over made-up data: long names, ties, zeros, negatives, values that are missing or do
/// not apply, one row and forty, in either language.
enum GeneratedChart: CaseIterable {
  case ranked, grouped, stacked, share, bullet, dumbbell, arrows, waterfall, slope, trend, columns,
    heat,
    profile, scatter, ranks, map, tilemap, tiles, table
  case trendMultiples, rankedMultiples

  /// The chart of a seed.
  func chart(_ generator: inout SplitMix) -> Chart {
    let language = Language.allCases.randomElement(using: &generator) ?? .vietnamese
    return Chart(
      title: language.title, subtitle: language.subtitle, footer: language.footer,
      alternativeText: "…", body: body(&generator, language))
  }

  enum Language: CaseIterable {
    case vietnamese, english

    var numbers: NumberStyle { self == .vietnamese ? .vietnamese : .english }
    var title: String {
      self == .vietnamese
        ? "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại, tăng 4 so với cùng kỳ"
        : "TP Thanh Hóa leads with 21 dialogue conferences, up 4 on the same period of 2021"
    }
    var subtitle: String {
      self == .vietnamese
        ? "Số hội nghị đối thoại theo đơn vị, 6 tháng đầu năm 2022 (15/12/2021–14/6/2022)"
        : "Dialogue conferences by unit, first half of 2022 (15 December 2021–14 June 2022)"
    }
    var footer: String {
      self == .vietnamese
        ? "Nguồn: sổ theo dõi hoạt động của 9/10 đơn vị đã báo cáo."
        : "Source: register of activities, 9/10 units reporting."
    }
    var words: ChartWords {
      self == .vietnamese
        ? ChartWords(
          missing: "chưa báo cáo", notApplicable: "không áp dụng",
          unstated: "không chia được số liệu cũ", reference: "vạch xám: cùng kỳ 2021",
          change: "so cùng kỳ")
        : ChartWords(
          missing: "not reported", notApplicable: "does not apply",
          unstated: "earlier numbers cannot be divided",
          reference: "grey mark: same period of 2021", change: "change")
    }
    var note: String { self == .vietnamese ? "9/10 đơn vị" : "9/10 units" }
    var moments: [String] {
      self == .vietnamese
        ? ["cùng kỳ 2021", "6 tháng đầu năm 2022"] : ["same period of 2021", "first half of 2022"]
    }
    var target: String { self == .vietnamese ? "chỉ tiêu 50%" : "target 50%" }
    var event: String { self == .vietnamese ? "sắp xếp đơn vị" : "reorganisation" }
  }

  private static let names = [
    "Nga Sơn", "TP Thanh Hóa", "Khối cơ quan và Doanh nghiệp tỉnh", "TX Bỉm Sơn", "Ế",
    "Xã, phường, thị trấn có hội nghị đối thoại trực tiếp", "Công an tỉnh", "Hoằng Hóa",
  ]

  private func body(_ generator: inout SplitMix, _ language: Language) -> any ChartBody {
    func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &generator) == 0 }
    func number(_ range: ClosedRange<Int>) -> Double {
      Double(Int.random(in: range, using: &generator))
    }
    func text() -> String { GeneratedChart.names.randomElement(using: &generator) ?? "" }
    func name() -> CategoryName { CategoryName(text(), short: chance(4) ? "Ngắn" : nil) }
    func count(_ most: Int) -> Int {
      chance(8)
        ? [1, most].randomElement(using: &generator) ?? 1
        : Int.random(in: 1...most, using: &generator)
    }
    let isPercent = chance(2)
    func value() -> Value {
      switch Int.random(in: 0..<14, using: &generator) {
      case 0: .missing
      case 1: .notApplicable
      case 2: .unstated
      case 3: .number(0)
      case 4 where !isPercent: .number(number(-90...(-1)))
      case 5 where !isPercent: .number(number(1...2_000_000))
      default: .number(number(0...100))
      }
    }
    let words = language.words
    let format =
      isPercent
      ? ValueFormat(.percent, decimals: 1, numbers: language.numbers)
      : ValueFormat(.count, decimals: 0, numbers: language.numbers)
    let order: RowOrder = chance(3) ? .asGiven : .byValue

    func ranked(_ most: Int) -> RankedBars {
      let hasReferences = chance(2)
      return RankedBars(
        (0..<count(most)).map { _ in
          .init(
            name(), value(), reference: hasReferences && !chance(5) ? value() : nil,
            isHighlighted: chance(5), note: chance(6) ? language.note : "")
        },
        format: format,
        line: chance(3) ? ReferenceLine(number(0...100), label: language.target) : nil,
        order: order, words: words)
    }
    func trend(_ lines: Int, isSmall: Bool) -> TrendLines {
      let length = Int.random(in: 1...12, using: &generator)
      let moments = (0..<length).map { index in
        TrendLines.Moment(
          ["6T đầu", "\(2011 + index)"], note: chance(5) && !isSmall ? language.note : "",
          shortNote: "9/10")
      }
      let series = (0..<lines).map { index in
        TrendLines.Series("Cụm số \(index + 1)", (0..<length).map { _ in value() })
      }
      return TrendLines(
        moments, series: series, format: format,
        target: chance(3) && !isSmall ? ReferenceLine(60, label: language.target) : nil,
        events: chance(4) && length > 2 && !isSmall
          ? [.init(at: number(0...4) / 4 + 1, language.event)] : [], words: words)
    }

    switch self {
    case .ranked: return ranked(40)
    case .grouped:
      return GroupedBars(
        (0..<count(40)).map { _ in
          .init(name(), [value(), value()], note: chance(3) ? language.note : "")
        }, series: language.moments, format: format, order: order, words: words)
    case .stacked, .share:
      let parts = Int.random(in: 1...5, using: &generator)
      return StackedBars(
        (0..<count(40)).map { _ in
          .init(name(), chance(8) ? nil : (0..<parts).map { _ in number(0...60) })
        }, parts: (0..<parts).map { _ in text() }, measure: self == .share ? .shares : .amounts,
        format: ValueFormat(.count, decimals: 0, numbers: language.numbers), order: order,
        words: words)
    case .bullet:
      return BulletBars(
        (0..<count(40)).map { _ in
          .init(name(), value(), detail: "16/34", reference: value())
        }, target: number(0...100), format: format, order: order, words: words,
        targetLabel: language.target)
    case .dumbbell:
      return DumbbellRows(
        (0..<count(40)).map { _ in
          .init(name(), from: value(), to: value(), isHighlighted: chance(5))
        }, from: language.moments[0], to: language.moments[1], format: format, order: order,
        words: words)
    case .arrows:
      return ArrowRows(
        (0..<count(40)).map { _ in
          .init(name(), from: value(), to: value(), isHighlighted: chance(5))
        }, from: language.moments[0], to: language.moments[1], format: format,
        target: chance(2) ? ReferenceLine(number(0...100), label: language.target) : nil,
        order: order, direction: chance(3) ? .lessIsBetter : .moreIsBetter, words: words)
    case .columns:
      let length = Int.random(in: 1...5, using: &generator)
      return ColumnBars(
        (0..<length).map { index in
          .init(
            ["6T đầu", "\(2011 + index)"], note: chance(4) ? language.note : "",
            shortNote: "9/10")
        }, (0..<length).map { _ in value() }, format: format,
        target: chance(3) ? ReferenceLine(number(0...100), label: language.target) : nil,
        words: words)
    case .profile:
      return ProfileRows(
        (0..<count(24)).map { _ in
          chance(7)
            ? .heading(name())
            : .init(
              name(), value(),
              among: (0..<Int.random(in: 0...30, using: &generator)).map { _ in number(0...60) },
              direction: chance(3) ? .lessIsBetter : .moreIsBetter,
              cells: [.init("1.171"), .init("−3", isAdverse: true), .init("7/10")])
        }, columns: [language.moments[1], words.change, "hạng"],
        key: .init(own: text(), others: language.note, middle: text(), median: "trung vị"),
        words: words)
    case .scatter:
      return ScatterPlot(
        (0..<count(60)).map { _ in
          .init(name(), x: number(-5...100), y: number(60...100), isHighlighted: chance(9))
        },
        across: .init(
          language.subtitle, format: format,
          divider: chance(2) ? ReferenceLine(number(0...100), label: language.target) : nil),
        up: .init(
          text(), format: format,
          divider: chance(2) ? ReferenceLine(number(60...100), label: language.target) : nil))
    case .tilemap:
      let width = Int.random(in: 1...14, using: &generator)
      return TileMap(
        (0..<count(90)).map { index in
          .init(
            name(), value(), column: index % width, row: index / width, isHighlighted: chance(9),
            isMarked: chance(9))
        }, format: format, target: chance(3) ? number(0...60) : nil, words: words,
        names: .init(below: "dưới {}", between: "{} đến dưới {}", from: "từ {} trở lên"))
    case .map:
      let width = Int.random(in: 1...14, using: &generator)
      let corners = (0..<20 * 100).map { _ in
        Point(x: number(-40...40) / 10, y: number(-40...40) / 10)
      }
      func corner(_ column: Int, _ row: Int) -> Point {
        let shift = corners[row * 20 + column]
        return Point(x: Double(column) * 20 + shift.x, y: Double(row) * 20 + shift.y)
      }
      return AreaMap(
        (0..<count(90)).map { index in
          let (column, row) = (index % width, index / width)
          return AreaMap.Place(
            name(), value(),
            shape: MapShape([
              [
                corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
                corner(column, row + 1),
              ]
            ]), isRemote: chance(20), isHighlighted: chance(9), isMarked: chance(9))
        }, remarks: chance(5) ? ["Quần đảo Trường Sa"] : [], style: chance(2) ? .circles : .areas,
        format: format, target: chance(3) ? number(0...60) : nil,
        mostNamed: [0, 20, 60].randomElement(using: &generator) ?? 60, words: words,
        names: .init(below: "dưới {}", between: "{} đến dưới {}", from: "từ {} trở lên"))
    case .ranks:
      let length = Int.random(in: 1...8, using: &generator)
      return RankLines(
        (0..<count(24)).map { _ in
          .init(
            name(),
            (0..<length).map { _ in chance(9) ? nil : Int.random(in: 1...170, using: &generator) },
            isHighlighted: chance(6))
        }, moments: (0..<length).map { "6T đầu \(2011 + $0)" }, words: words)
    case .waterfall:
      return WaterfallBars(
        (0..<count(30)).map { _ in .init(name(), number(-60...60), isHighlighted: chance(6)) },
        whole: name(), from: text(), format: format,
        direction: chance(2) ? .lessIsBetter : .moreIsBetter)
    case .slope:
      let moments = (chance(3) ? ["2020"] : []) + language.moments
      return SlopeLines(
        (0..<count(24)).map { _ in
          .init(
            CategoryName("Nga Sơn"), moments.map { _ in value() }, isHighlighted: chance(6))
        }, moments: moments, format: format, words: words)
    case .trend: return trend(Int.random(in: 1...4, using: &generator), isSmall: false)
    case .heat:
      let rows = (0..<count(40)).map { _ in name() }
      return HeatTable(
        rows: rows,
        columns: (0..<count(9)).map { _ in
          .init(name(), format: format, values: rows.map { _ in value() })
        })
    case .tiles:
      return Tiles(
        (0..<count(4)).map { _ in
          .init(
            name: text(),
            number: ["105", "1.234.567", "91,4%", "…"].randomElement(using: &generator) ?? "",
            change: "+12 (+12,9%)", tone: chance(2) ? .good : .bad, note: "93 cùng kỳ 2021 (9/10)",
            course: (0..<Int.random(in: 0...8, using: &generator)).map { _ in value() },
            courseLabels: ["6T cuối 2018", "6T đầu 2022"])
        })
    case .table:
      let columns = count(5)
      return DataTable(
        columns: [.init("Đơn vị", wraps: true)]
          + (0..<columns).map { _ in .init("Số hội nghị đối thoại", .trailing) },
        rows: (0..<count(40)).map { index in
          .init(
            [text()] + (0..<columns).map { _ in format.text(number(0...9999)) },
            isTotal: index % 7 == 6)
        })
    case .trendMultiples:
      return SmallMultiples(
        (0..<count(12)).map { _ in .init(text(), trend(1, isSmall: true)) })
    case .rankedMultiples:
      return SmallMultiples(
        (0..<count(6)).map { _ in .init(text(), ranked(12)) }, mostColumns: 2)
    }
  }
}

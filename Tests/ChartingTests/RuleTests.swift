import Charting
import TestSupport
import Testing

/// The rules of charts as properties: on generated charts with long names, ties, zeros, negatives,
/// missing values, one item and forty.
@Suite("Charts keep their rules, whatever the data")
struct RuleTests {
  private static let names = [
    "Nga Sơn", "TP Thanh Hóa", "Khối cơ quan và Doanh nghiệp tỉnh", "TX Bỉm Sơn", "Ế",
    "Xã, phường, thị trấn có hội nghị đối thoại trực tiếp", "Công an tỉnh", "Hoằng Hóa",
  ]

  private func seeds(_ count: UInt64, apart step: UInt64) -> [UInt64] {
    (0..<count).map { $0 &* step }
  }

  private func name(_ generator: inout SplitMix) -> CategoryName {
    CategoryName(RuleTests.names.randomElement(using: &generator) ?? "")
  }

  private func value(_ generator: inout SplitMix, negatives: Bool = true, percent: Bool = false)
    -> Value
  {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: .missing
    case 1: .notApplicable
    case 2: .number(0)
    case 3 where negatives && !percent:
      .number(Double(Int.random(in: -90...(-1), using: &generator)))
    case 4 where !percent: .number(Double(Int.random(in: 1...2_000_000, using: &generator)))
    default: .number(Double(Int.random(in: 0...100, using: &generator)))
    }
  }

  private func check(_ chart: Chart, _ width: Double, _ context: LayoutContext, _ seed: UInt64) {
    do {
      let scene = try chart.scene(width: width, in: context)
      let violations = SceneLinter().violations(in: scene)
      if let first = violations.first {
        Issue.record("\(first), \(violations.count) in all, seed \(seed)")
      }
      // Bars start at the axis, which is zero.
      if let axis = scene.lines(.axis).first, axis.from.x == axis.to.x {
        for bar in scene.rectangles(.bar) {
          #expect(
            abs(bar.frame.x - axis.from.x) < 0.01 || abs(bar.frame.maxX - axis.from.x) < 0.01,
            "seed \(seed)")
        }
      }
    } catch {
      Issue.record("\(error), seed \(seed)")
    }
  }

  private func chart(_ body: any ChartBody) -> Chart {
    Chart(
      title: "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại, tăng 4 so với cùng kỳ",
      subtitle: "Số hội nghị đối thoại theo đơn vị, 6 tháng đầu năm 2022 (15/12/2021–14/6/2022)",
      footer: "Nguồn: sổ theo dõi hoạt động của 9/10 đơn vị đã báo cáo.", body: body)
  }

  @Test("Ranked bars", arguments: Measuring.allCases)
  func ranked(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(150, apart: 7919) {
      var generator = SplitMix(state: seed)
      let percent = Bool.random(using: &generator)
      let items = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        RankedBars.Item(
          name(&generator), value(&generator, percent: percent),
          reference: Bool.random(using: &generator) ? value(&generator, percent: percent) : nil,
          isHighlighted: Int.random(in: 0..<5, using: &generator) == 0,
          note: Int.random(in: 0..<6, using: &generator) == 0 ? "9/10 đơn vị" : "")
      }
      check(
        chart(RankedBars(items, format: percent ? percents : counts, words: words)),
        Double.random(in: 340...520, using: &generator), context, seed)
    }
  }

  @Test("Values against a target", arguments: Measuring.allCases)
  func bullet(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(100, apart: 104_729) {
      var generator = SplitMix(state: seed)
      let items = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        BulletBars.Item(
          name(&generator), value(&generator, percent: true), detail: "16/34",
          reference: value(&generator, percent: true))
      }
      check(
        chart(
          BulletBars(
            items, target: Double(Int.random(in: 0...100, using: &generator)), format: percents,
            words: words, targetLabel: "chỉ tiêu 50%")), 440, context, seed)
    }
  }

  @Test("Grouped bars", arguments: Measuring.allCases)
  func grouped(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(100, apart: 15_485_863) {
      var generator = SplitMix(state: seed)
      let items = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
        GroupedBars.Item(
          name(&generator), [value(&generator), value(&generator)],
          note: Bool.random(using: &generator) ? "9/10 đơn vị" : "")
      }
      check(
        chart(
          GroupedBars(
            items, series: ["6 tháng đầu năm 2022", "cùng kỳ 2021"], format: counts, words: words)),
        440, context, seed)
    }
  }

  @Test("Lines over time", arguments: Measuring.allCases)
  func trend(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(150, apart: 32_452_843) {
      var generator = SplitMix(state: seed)
      let count = Int.random(in: 1...12, using: &generator)
      let lines = Int.random(in: 1...4, using: &generator)
      let moments = (0..<count).map { index in
        TrendLines.Moment(
          ["6T đầu", "\(2011 + index)"],
          note: Int.random(in: 0..<5, using: &generator) == 0 ? "9/10 đơn vị" : "",
          shortNote: "9/10")
      }
      let series = (0..<lines).map { number in
        TrendLines.Series(
          "Cụm số \(number + 1)",
          (0..<count).map { _ in
            Int.random(in: 0..<8, using: &generator) == 0
              ? .missing : .number(Double(Int.random(in: 0...120, using: &generator)))
          })
      }
      let hasTarget = Int.random(in: 0..<3, using: &generator) == 0
      check(
        chart(
          TrendLines(
            moments, series: series, format: counts,
            target: hasTarget ? (60, "chỉ tiêu 60") : nil, missing: "chưa báo cáo")),
        440, context, seed)
    }
  }

  @Test("Stacked bars and shares", arguments: Measuring.allCases)
  func stacked(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(100, apart: 122_949_829) {
      var generator = SplitMix(state: seed)
      let count = Int.random(in: 1...5, using: &generator)
      let items = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
        StackedBars.Item(
          name(&generator),
          Int.random(in: 0..<8, using: &generator) == 0
            ? nil
            : (0..<count).map { _ in Double(Int.random(in: 0...60, using: &generator)) })
      }
      check(
        chart(
          StackedBars(
            items, parts: (0..<count).map { _ in name(&generator).full },
            measure: Bool.random(using: &generator) ? .amounts : .shares, format: counts,
            missing: "chưa báo cáo")), 440, context, seed)
    }
  }

  @Test("Heat tables", arguments: Measuring.allCases)
  func heat(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(60, apart: 49_979_687) {
      var generator = SplitMix(state: seed)
      let rows = (0..<Int.random(in: 1...40, using: &generator)).map { _ in name(&generator) }
      let columns = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        HeatTable.Column(
          name(&generator), format: counts, values: rows.map { _ in value(&generator) })
      }
      check(chart(HeatTable(rows: rows, columns: columns)), 440, context, seed)
    }
  }

  @Test("Tiles", arguments: Measuring.allCases)
  func tiles(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(60, apart: 67_867_967) {
      var generator = SplitMix(state: seed)
      let tiles = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Tiles.Tile(
          name: name(&generator).full,
          number: ["105", "1.234.567", "91,4%", "…"].randomElement(using: &generator) ?? "",
          change: "+12 (+12,9%)", isAdverse: Bool.random(using: &generator),
          note: "93 cùng kỳ 2021 (9/10)",
          course: (0..<Int.random(in: 0...8, using: &generator)).map { _ in value(&generator) },
          courseLabels: ["6T cuối 2018", "6T đầu 2022"])
      }
      check(chart(Tiles(tiles)), 440, context, seed)
    }
  }

  @Test("Tables", arguments: Measuring.allCases)
  func tables(measuring: Measuring) {
    let context = measuring.context
    for seed in seeds(60, apart: 86_028_121) {
      var generator = SplitMix(state: seed)
      let columns = Int.random(in: 1...5, using: &generator)
      let rows = (0..<Int.random(in: 1...40, using: &generator)).map { index in
        DataTable.Row(
          [name(&generator).full]
            + (0..<columns).map { _ in "\(Int.random(in: 0...9999, using: &generator))" },
          isTotal: index % 7 == 6)
      }
      let table = DataTable(
        columns: [.init("Đơn vị", wraps: true)]
          + (0..<columns).map { _ in .init("Số hội nghị đối thoại", .trailing) }, rows: rows)
      check(chart(table), 440, context, seed)
    }
  }
}

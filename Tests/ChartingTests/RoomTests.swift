import Charting
import Testing

/// Room that a chart takes for what is not there, or does not take for what is.
@Suite("Charts keep room for what they show, and for nothing else")
struct RoomTests {
  @Test("Tiles without changes and courses are lower; a course of one number is none")
  func tiles() throws {
    func height(_ change: String, _ course: [Value]) throws -> Double {
      let tile = Tiles.Tile(
        name: "Hồ sơ", number: "12", change: change, note: "ghi chú", course: course)
      return try Tiles([tile, tile]).naturalHeight(width: 400, in: fixed)
    }
    let full = try height("+1", [.number(1), .number(2)])
    let without = try height("+1", [])
    #expect(without < full - 20)
    #expect(try height("+1", [.missing, .number(2)]) == without)
    #expect(try height("", []) < without - 5)
  }

  @Test("Two dots and their numbers need a wider panel than bars")
  func dumbbells() throws {
    let items = ["Thanh Hóa", "Nga Sơn"].map {
      DumbbellRows.Item(CategoryName($0), from: .number(1_374), to: .number(2_489))
    }
    let body = DumbbellRows(items, from: "2021", to: "2022", format: counts, words: words)
    let panels = ["Cụm 1", "Cụm 2"].map { SmallMultiples.Panel($0, body) }
    func lefts(_ width: Double) throws -> Set<Double> {
      let chart = Chart(title: "x", alternativeText: "x", body: SmallMultiples(panels))
      let scene = try chart.scene(width: width, in: fixed)
      return Set(scene.texts.filter { $0.string.hasPrefix("Cụm") }.map(\.origin.x))
    }
    #expect(try lefts(440).count == 1)
    #expect(try lefts(700).count == 2)
  }

  @Test("A panel of a question that never arose says so, between the lines of its grid")
  func notApplicable() throws {
    let moments = (0..<4).map { TrendLines.Moment(["\($0)"]) }
    func line(_ values: [Value]) -> TrendLines {
      TrendLines(moments, series: [.init("x", values)], format: percents, words: words)
    }
    let none = Array(repeating: Value.notApplicable, count: 4)
    let panels = [("A", line([70, 20, 30, 90].map { .number($0) })), ("B", line(none))]
    let chart = Chart(
      title: "x", alternativeText: "x", body: SmallMultiples(panels.map { .init($0, $1) }))
    let scene = try chart.scene(width: 440, in: fixed)
    #expect(scene.strings(.note).filter { $0 == words.notApplicable }.count == 1)
    #expect(SceneLinter().violations(in: scene).isEmpty)
  }

  @Test("Cells of a heat table have room for the signs of their numbers")
  func heatCells() throws {
    let column = HeatTable.Column(
      CategoryName("x"), format: counts, values: [.number(12_345_678)], marked: [0],
      approximate: [0])
    let table = HeatTable(
      rows: [CategoryName("Hàng")], columns: Array(repeating: column, count: 6))
    let chart = Chart(title: "x", alternativeText: "x", body: table)
    for width in stride(from: 200.0, through: 600, by: 5) {
      let scene = try chart.scene(width: width, in: fixed)
      let texts = scene.texts.filter { $0.role == .value }.map(\.frame.width)
      let cells = scene.rectangles(.cell).map(\.frame.width)
      #expect(zip(cells, texts).allSatisfy { $0 - $1 >= 4 }, "\(width)")
    }
  }
}

import Charting
import Testing
import TestSupport

@Suite("What kind of news a change is, and its colour")
struct ToneTests {
  private func scene(_ body: some ChartBody) throws -> Scene {
    try Chart(title: "Title", alternativeText: "Words", body: body).scene(width: 440, in: fixed)
  }

  @Test("More, less and neither: a change is good, bad or neither, and none is neither")
  func tones() {
    #expect([1, -1, 0].map { Direction.moreIsBetter.tone(of: $0) } == [.good, .bad, .neutral])
    #expect([1, -1, 0].map { Direction.lessIsBetter.tone(of: $0) } == [.bad, .good, .neutral])
    #expect([1, -1, 0].map { Direction.neutral.tone(of: $0) } == [.neutral, .neutral, .neutral])
  }

  @Test("In a table of changes what is neither good nor bad is grey, both ways alike")
  func heat() throws {
    func fills(_ direction: Direction) throws -> [Fill?] {
      try scene(
        HeatTable(
          rows: ["A", "B"].map { CategoryName($0) },
          columns: [
            .init(
              CategoryName("x"), format: counts, values: [.number(5), .number(-5)],
              shading: .change(direction))
          ])
      ).rectangles(.cell).map(\.fill)
    }
    let neutral = try fills(.neutral)
    #expect(neutral.count == 2 && neutral[0] == neutral[1])
    let judged = try fills(.moreIsBetter)
    #expect(judged[0] != judged[1] && !judged.contains(neutral[0]))
    #expect(try fills(.lessIsBetter).count == 2)
  }

  @Test("The change of a tile has the colour of its news")
  func tiles() throws {
    let tiles = Tone.allCases.map { tone in
      Tiles.Tile(name: "\(tone)", number: "1", change: "+1", tone: tone)
    }
    let colors = try scene(Tiles(tiles)).texts.filter { $0.string == "+1" }.map(\.color)
    let theme = Theme.image
    #expect(colors == [theme.accent, theme.warning, theme.grey])
  }
}

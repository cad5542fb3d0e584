import Charting
import TestSupport
import Testing

@Suite("Numbers, ticks, colours and lines of text")
struct PartsTests {
  @Test(
    "Numbers follow the language",
    arguments: [
      (1234.5, 1, "1.234,5", "1,234.5"), (0, 0, "0", "0"), (-3, 0, "−3", "−3"),
      (999_999.95, 1, "1.000.000,0", "1,000,000.0"), (2.5, 0, "3", "3"), (-2.5, 0, "−3", "−3"),
      (1.005, 2, "1,01", "1.01"), (-0.04, 1, "0,0", "0.0"), (44.0414, 1, "44,0", "44.0"),
    ] as [(Double, Int, String, String)])
  func numbers(value: Double, decimals: Int, vietnamese: String, english: String) {
    #expect(NumberStyle.vietnamese.text(value, decimals: decimals) == vietnamese)
    #expect(NumberStyle.english.text(value, decimals: decimals) == english)
  }

  @Test("A plus sign stands only on changes, and nothing changes by plus zero")
  func changes() {
    #expect(NumberStyle.vietnamese.signedText(4) == "+4")
    #expect(NumberStyle.vietnamese.signedText(-1.26, decimals: 1) == "−1,3")
    #expect(NumberStyle.vietnamese.signedText(0.04, decimals: 1) == "±0")
    #expect(percents.text(44) == "44,0%")
  }

  private static let magnitudes: [Double] = [0.01, 1, 37, 1000, 2e6]

  @Test("Ticks step by 1, 2, 2.5 or 5 times a power of ten, include zero and enclose the data")
  func ticks() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix(state: seed)
    for _ in 0..<3000 {
      let magnitude = PartsTests.magnitudes.randomElement(using: &generator) ?? 1
      let first = Double.random(in: -1...1, using: &generator) * magnitude
      let second = Double.random(in: 0...1, using: &generator) * magnitude
      let ends = [min(first, second), max(first, second)]
      let kind = [ValueFormat.Kind.count, .measure].randomElement(using: &generator) ?? .count
      let limit = Int.random(in: 3...9, using: &generator)
      let ticks = Ticks(around: ends[0]...ends[1], kind: kind, atMost: limit)
      #expect(ticks.values.contains(0), "seed \(seed)")
      #expect(ticks.domain.lowerBound <= ends[0] && ticks.domain.upperBound >= ends[1])
      #expect(ticks.values.count <= limit + 1, "seed \(seed)")
      var mantissa = ticks.step
      while mantissa >= 10 { mantissa /= 10 }
      while mantissa < 1 { mantissa *= 10 }
      #expect(
        [1, 2, 2.5, 5, 10].contains { abs($0 - mantissa) < 1e-6 }, "\(ticks.step), seed \(seed)")
      if kind == .count { #expect(ticks.values.allSatisfy { $0.rounded() == $0 }) }
    }
  }

  @Test("Printed shares add up to 100 by the largest remainder")
  func shares() {
    #expect(PrintedShares.of([1, 1, 1]) == [34, 33, 33])
    // 36.207, 31.897, 18.103, 13.793: the third and second remainders are not the largest.
    #expect(PrintedShares.of([42, 37, 21, 16], decimals: 1) == [36.2, 31.9, 18.1, 13.8])
    #expect(PrintedShares.of([0, 0]) == [0, 0])
  }

  @Test("Whatever the parts, shares add up to 100 and none is off by a whole step")
  func sharesProperty() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix(state: seed)
    for _ in 0..<500 {
      let parts = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        Double(Int.random(in: 0...500, using: &generator))
      }
      let total = parts.reduce(0, +)
      guard total > 0 else { continue }
      let shares = PrintedShares.of(parts)
      #expect(shares.reduce(0, +) == 100, "seed \(seed)")
      for (share, part) in zip(shares, parts) {
        #expect(abs(share - part / total * 100) < 1, "seed \(seed)")
      }
    }
  }

  @Test("A share axis runs from 0 to 100")
  func shareAxis() {
    #expect(Ticks(around: 20...44, kind: .percent, atMost: 6).domain == 0...100)
    #expect(Ticks(around: 0...120, kind: .percent, atMost: 6).domain.upperBound >= 120)
  }

  @Test("Contrast is WCAG's: 21 for black on white, 4.54 for #767676")
  func contrast() {
    #expect(abs(Color(0x000000).contrast(with: .white) - 21) < 1e-6)
    #expect(abs(Color(0x767676).contrast(with: .white) - 4.54) < 0.005)
    #expect(abs(Color(0x0A6C8F).contrast(with: .white) - 5.908) < 0.001)
  }

  @Test("Every colour of text stands out by 4.5 : 1, every colour of marks by 3 : 1")
  func palette() {
    for theme in [Theme.image, .page, Theme.image.inGrey()] {
      for color in [theme.ink, theme.grey, theme.accent, theme.warning] {
        #expect(color.contrast(with: theme.background) >= 4.5, "\(color.hex)")
      }
      for color in theme.categories + [theme.companion, theme.midGrey] {
        #expect(color.contrast(with: theme.background) >= 3, "\(color.hex)")
      }
    }
  }

  @Test("Text wraps at spaces into even lines; a word is never cut")
  func wrapping() {
    let style = TextStyle(family: "", size: 10)
    let measurer = FixedMeasurer()
    #expect(
      Wrapping.lines(
        of: "Khối cơ quan và Doanh nghiệp tỉnh", width: 120, style: style, measurer: measurer)
        == ["Khối cơ quan và", "Doanh nghiệp tỉnh"])
    #expect(
      Wrapping.lines(of: "Dài", width: 10, style: style, measurer: measurer) == nil)
  }
}

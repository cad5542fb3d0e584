import Testing
import TestSupport

@testable import Charting

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
    #expect(NumberStyle.vietnamese.signedText(0, decimals: 1) == "±0")
    #expect(NumberStyle.vietnamese.signedText(1e-12, decimals: 1) == "±0")
    // What changed by little has as many decimals as it needs.
    #expect(NumberStyle.vietnamese.signedText(0.04, decimals: 1) == "+0,04")
    #expect(NumberStyle.english.signedText(-0.0006) == "−0.001")
    #expect(percents.text(44) == "44,0%")
  }

  private static let magnitudes: [Double] = [0.01, 1, 37, 1000, 2e6]

  @Test("Ticks step by 1, 2, 2.5 or 5 times a power of ten, include zero and enclose the data")
  func ticks() {
    let seed = Seed.start
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
    let seed = Seed.start
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
    // Small ones have a scale of their own.
    #expect(Ticks(around: 1.2...4.3, kind: .percent, atMost: 6).domain == 0...5)
    let percent = ValueFormat(.percent, decimals: 1, numbers: .vietnamese)
    #expect(percent.fullScale(of: [1.2, 4.3]) == nil)
    #expect(percent.fullScale(of: [1.2, 44]) == 100)
    #expect(percent.fullScale(of: [0, 0]) == 100)
    #expect(ValueFormat(.count, decimals: 0, numbers: .vietnamese).fullScale(of: [3]) == nil)
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

@Suite("Colours as other eyes see them")
struct ColorVisionTests {
  // Computed by a script of its own, from the matrices of Machado et al. and Ottosson's OKLab.
  @Test("Distances of colours are those of OKLab after the simulation of Machado et al.")
  func distances() {
    let cases: [(Color, Color, [Double])] = [
      (Color(0x0A6C8F), Color(0xC9481F), [27.8, 15.84, 21.82, 31.09]),
      (Color(0x0A6C8F), Color(0x8A5A9E), [15.21, 2.94, 5.25, 14.15]),
    ]
    for (first, second, expected) in cases {
      for (vision, distance) in zip(ColorVision.allCases, expected) {
        #expect(abs(vision.distance(first, second) - distance) < 0.01, "\(vision)")
      }
    }
    // The published lightness of sRGB's red is 0.628.
    #expect(abs(Color(0xFF0000).lightness - 62.8) < 0.05)
    #expect(abs(Color.white.lightness - 100) < 0.01 && Color(0).lightness == 0)
  }

  @Test("The built-in themes have no problem", arguments: ThemeName.allCases)
  func builtIn(name: ThemeName) {
    #expect(name.theme.problems == [])
  }

  @Test("A pale text, a pale mark, colours alike to some eye and alike in grey are each found")
  func problems() {
    func problems(_ change: (inout Theme) -> Void) -> [ThemeProblem] {
      var theme = Theme.image
      change(&theme)
      return theme.problems
    }
    let pale = problems { $0.ink = Color(0x999999) }
    #expect(pale.count == 1 && "\(pale[0])".hasPrefix("text in #999999 has a contrast of 2.8 : 1"))
    let mark = problems { $0.companion = Color(0xBBDDEE) }
    #expect("\(mark[0])".hasPrefix("marks in #bbddee have a contrast of 1.4 : 1"))
    // Blue and purple differ for most, but not with protanopia.
    let alike = problems { $0.categories = [Color(0x0A6C8F), Color(0x8A5A9E)] }
    #expect(alike.contains(.alike(Color(0x0A6C8F), Color(0x8A5A9E), .protanopia)))
    let grey = problems { $0.categories = [Color(0x0A6C8F), Color(0xA3620F)] }
    #expect(grey.contains(.alikeInGrey(Color(0x0A6C8F), Color(0xA3620F))))
  }

  @Test("A colour is read as CSS writes it, and nothing else is a colour")
  func hex() {
    #expect(Color(hex: "#0a6C8f") == Color(0x0A6C8F))
    for text in ["0a6c8f", "#0a6c8", "#0a6c8ff", "#+a6c8f", "red", ""] {
      #expect(Color(hex: text) == nil, "\(text)")
    }
  }
}

@Suite("Labels pushed apart")
struct SpreadTests {
  @Test("Labels move as little as possible, and both ways")
  func pairs() {
    #expect(Spread.places([10, 10], apart: 8, in: 0...100) == [6, 14])
    #expect(Spread.places([50, 10], apart: 8, in: 0...100) == [50, 10])
    #expect(Spread.places([10, 12, 11], apart: 6, in: 0...100) == [5, 17, 11])
    #expect(Spread.places([0, 0], apart: 8, in: 0...100) == [0, 8])
    #expect(Spread.places([99, 100, 100], apart: 10, in: 0...100) == [80, 90, 100])
    #expect(Spread.places([1, 1], apart: 8, in: 0...7) == nil)
    #expect(Spread.places([], apart: 8, in: 0...7) == [])
  }

  @Test("Whatever they want, labels keep their order, their distance and the range")
  func property() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    for _ in 0..<2000 {
      let wanted = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        Double.random(in: 0...100, using: &generator)
      }
      let places = try #require(Spread.places(wanted, apart: 7, in: 0...100))
      let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
      for (above, below) in zip(order, order.dropFirst()) {
        #expect(places[below] - places[above] >= 7 - 1e-6, "seed \(seed)")
      }
      #expect(places.allSatisfy { (-1e-6...100 + 1e-6).contains($0) }, "seed \(seed)")
      // What needs no push is not pushed.
      if zip(order, order.dropFirst()).allSatisfy({ wanted[$1] - wanted[$0] >= 7 }) {
        #expect(zip(places, wanted).allSatisfy { abs($0 - $1) < 1e-9 }, "seed \(seed)")
      }
    }
  }
}

@Suite("Words that are wider than their column")
struct BrokenWordTests {
  @Test("They go on in the next line, behind a mark if one is near, and letter by letter at worst")
  func pieces() throws {
    let style = TextStyle(family: "Inter", size: 10)
    func lines(_ text: String, width: Double) -> [String]? {
      Wrapping.paragraph(
        text, width: width, style: style, measurer: FixedMeasurer(), breaksWords: true)
    }
    // Each letter is 5.6 points wide.
    #expect(
      lines("see UBND-xa-An-Phu_final.xlsx", width: 68) == [
        "see", "UBND-xa-An-", "Phu_final.", "xlsx",
      ])
    #expect(lines("abcdefghij", width: 23) == ["abcd", "efgh", "ij"])
    #expect(lines("abc", width: 1) == ["a", "b", "c"])
    #expect(
      Wrapping.paragraph("abcdefghij", width: 23, style: style, measurer: FixedMeasurer()) == nil)
  }
}

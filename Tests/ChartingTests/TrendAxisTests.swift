import Testing
import TestSupport

@testable import Charting

@Suite("The axis of lines begins at zero, unless they would hardly move on it")
struct TrendAxisTests {
  private func chart(
    _ values: [Double], target: Double? = nil, kind: ValueFormat.Kind = .percent,
    reach: ClosedRange<Double>? = nil
  ) -> TrendLines {
    TrendLines(
      values.indices.map { .init(["\($0)"]) }, series: [.init("x", values.map { .number($0) })],
      format: ValueFormat(kind, decimals: 1, numbers: .english),
      target: target.map { ReferenceLine($0, label: "target") }, reach: reach,
      words: ChartWords(missing: "", notApplicable: ""))
  }

  @Test("Lines that use under three tenths of the height cut it, with room below and above")
  func cut() {
    let rates = chart([89, 90, 91])
    #expect(rates.isAxisCut && rates.range == 88.2...91.8)
    #expect(chart([97, 99.5, 98]).range.upperBound == 100)
    #expect(chart([70, 80, 100], kind: .count).isAxisCut == false)
    #expect(chart([71, 80, 100], kind: .count).isAxisCut)
  }

  @Test("Not where they move enough, stand still, reach zero, are few, or share a scale")
  func whole() {
    for values in [[22, 30, 44], [90, 90, 90], [0, 90, 91], [-5, -5, -6], [90, 91]] as [[Double]] {
      #expect(!chart(values).isAxisCut && chart(values).range.contains(0), "\(values)")
    }
    #expect(!chart([89, 90, 91], reach: 0...100).isAxisCut)
    // A target far away is seen, too.
    #expect(!chart([89, 90, 91], target: 50).isAxisCut)
  }

  @Test("Small multiples are cut together, or not at all")
  func together() {
    let near = TrendLines.onOneScale([chart([89, 90, 91]), chart([85, 86, 80])])
    #expect(near.allSatisfy { $0.isAxisCut && $0.range == 75.6...95.4 })
    let far = TrendLines.onOneScale([chart([89, 90, 91]), chart([35, 36, 30])])
    #expect(far.allSatisfy { !$0.isAxisCut && $0.range == 0...91.8 })
  }
}

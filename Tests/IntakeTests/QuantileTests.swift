import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Medians, quantiles, least and greatest values")
struct QuantileTests {
  private static let settings = """
    language: en
    columns: {people: Số người dự}
    indicators:
      middle: {median: people}
      ninety: {quantile: people, at: 0.9}
      least: {min: people}
      most: {max: people}
      talks: {median: people, where: {activity: Đối thoại}}
    """

  private func small(_ rows: [(unit: String, activity: String, people: String)]) throws -> Small {
    let text = rows.map { "2/6/2024,\($0.unit),,\($0.activity),\($0.people)\n" }.joined()
    return try Small(["activities.csv": Small.header + text], settings: QuantileTests.settings)
  }

  @Test("Over the rows that state the number, pooled over units, as type 7 has it")
  func values() throws {
    let small = try small([
      ("Núi Tây", "Đối thoại", "1"), ("Núi Tây", "Họp", "2"), ("Núi Tây", "Họp", "4"),
      ("Sông Đông", "Đối thoại", "\"10,5\""), ("Sông Đông", "Họp", ""), ("Biển Nam", "Họp", ""),
    ])
    // 1, 2, 4, 10.5: the median lies between 2 and 4; nine tenths of the way from the first to the fourth is 4 + 0.7 · 6.5.
    #expect(try small.value("middle") == 3)
    #expect(abs(try #require(try small.value("ninety")) - 8.55) < 1e-9)
    #expect(try small.value("least") == 1 && small.value("most") == 10.5)
    #expect(try small.value("middle", 1) == 2 && small.value("middle", 0) == 10.5)
    #expect(try small.value("talks") == 5.75)
    // Who has only rows without the number has nothing to take a median of.
    #expect(try small.status("middle", 2) == .notApplicable)
  }

  @Test("Generated rows, beside the definition over all rows in order")
  func generated() throws {
    var random = SplitMix(state: 77)
    for _ in 0..<20 {
      let count = Int.random(in: 1...400, using: &random)
      let values = (0..<count).map { _ in Int.random(in: 0...60, using: &random) }
      let units = ["Núi Tây", "Sông Đông", "Biển Nam"]
      let small = try small(
        values.enumerated().map { (units[$0 % 3], "Việc \($0)", "\($1)") })
      let sorted = values.sorted()
      func expected(_ share: Double) -> Double {
        let place: Double = Double(count - 1) * share
        let below: Double = place.rounded(FloatingPointRoundingRule.down)
        let low = Double(sorted[Int(below)])
        let high = Double(sorted[Int(place.rounded(FloatingPointRoundingRule.up))])
        return low + (high - low) * (place - below)
      }
      for (id, share) in [("middle", 0.5), ("ninety", 0.9), ("least", 0), ("most", 1)] {
        let found = try small.value(id)
        let value = try #require(found)
        #expect(abs(value - expected(share)) < 1e-9, "\(id) of \(values)")
      }
    }
  }

  @Test("Too many different values are an error that names the limit; settings are checked")
  func limits() throws {
    let rows = (0..<50).map { (unit: "Núi Tây", activity: "Việc \($0)", people: "\($0)") }
    let text = rows.map { "2/6/2024,\($0.unit),,\($0.activity),\($0.people)\n" }.joined()
    let small = try Small(
      ["activities.csv": Small.header + text],
      settings: QuantileTests.settings + "\nlimits: {distinct_values: 20}\n")
    #expect(try small.lines().contains { $0.contains("limits: {distinct_values: …}") })
    for wrong in [
      "{quantile: people}", "{quantile: people, at: 2}", "{median: people, sum: people}",
    ] {
      let small = try Small([:], settings: "language: en\nindicators: {a: \(wrong)}\n")
      defer { small.folder.keep() }
      #expect(
        try Project(folder: small.folder.url, requiringRecords: false).log.hasErrors, "\(wrong)")
    }
  }
}

import ClusterMetrics
import TestSupport
import Testing

@Suite("Ranks, means and rounding")
struct RankingAndRoundingTests {
  @Test("Ties share the better rank: 1, 2, 2, 4; the unknown have none")
  func ranks() {
    #expect(Ranking.ranks(of: [9, 7, 7, 5, nil]) == [1, 2, 2, 4, nil])
    #expect(Ranking.ranks(of: [9, 7, 7, 5], better: .less) == [4, 2, 2, 1])
  }

  @Test("What is missing is no zero in a mean or median")
  func means() {
    #expect(Ranking.mean(of: [4, nil, 8]) == 6)
    #expect(Ranking.median(of: [1, 9, nil, 3]) == 3)
    #expect(Ranking.median(of: [1, 9, 3, 5]) == 4)
    #expect(Ranking.mean(of: [nil]) == nil)
  }

  @Test("Rounding is half away from zero, in decimal")
  func rounding() {
    #expect(Rounding.rounded(2.5, decimals: 0) == 3)
    #expect(Rounding.rounded(-2.5, decimals: 0) == -3)
    #expect(Rounding.rounded(1.005, decimals: 2) == 1.01)
    #expect(Rounding.rounded(44.0414507, decimals: 1) == 44.0)
  }

  @Test("Printed shares add up to 100 by the largest remainder")
  func shares() {
    #expect(Rounding.shares(of: [1, 1, 1]) == [34, 33, 33])
    // 36.207, 31.897, 18.103, 13.793: the third and second remainders are not the largest.
    #expect(Rounding.shares(of: [42, 37, 21, 16], decimals: 1) == [36.2, 31.9, 18.1, 13.8])
    #expect(Rounding.shares(of: [0, 0]) == [0, 0])
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
      let shares = Rounding.shares(of: parts)
      #expect(shares.reduce(0, +) == 100, "seed \(seed)")
      for (share, part) in zip(shares, parts) {
        #expect(abs(share - part / total * 100) < 1, "seed \(seed)")
      }
    }
  }

  @Test("Quantities are written with a point and without needless zeros")
  func quantities() {
    #expect("\(Quantity(parts: 125_000))" == "12.5")
    #expect("\(Quantity(parts: -1))" == "-0.0001")
    #expect("\(Quantity(7))" == "7")
  }
}

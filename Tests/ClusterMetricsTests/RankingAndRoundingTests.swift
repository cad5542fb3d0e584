import ClusterMetrics
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

  @Test("Quartiles are those of Excel's QUARTILE.INC")
  func quartiles() throws {
    // =QUARTILE.INC({1,2,4,7,8,9,10,12},1) is 3.5, its third 9.25.
    let eight = try #require(Ranking.quartiles(of: [12, 1, 2, nil, 4, 7, 8, 9, 10]))
    #expect(eight.first == 3.5 && eight.third == 9.25)
    let five = try #require(Ranking.quartiles(of: [5, 1, 4, 2, 3]))
    #expect(five.first == 2 && five.third == 4)
    #expect(Ranking.quartiles(of: [1, 2, 3, nil]) == nil)
  }

  @Test("Rounding is half away from zero, in decimal")
  func rounding() {
    #expect(Rounding.rounded(2.5, decimals: 0) == 3)
    #expect(Rounding.rounded(-2.5, decimals: 0) == -3)
    #expect(Rounding.rounded(1.005, decimals: 2) == 1.01)
    #expect(Rounding.rounded(44.0414507, decimals: 1) == 44.0)
  }

  @Test("Quantities are written with a point and without needless zeros")
  func quantities() {
    #expect("\(Quantity(parts: 125_000))" == "12.5")
    #expect("\(Quantity(parts: -1))" == "-0.0001")
    #expect("\(Quantity(7))" == "7")
  }
}

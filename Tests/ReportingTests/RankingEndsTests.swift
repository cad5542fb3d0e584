import ClusterMetrics
import Testing

@testable import Reporting

@Suite("Both ends of a ranking of many")
struct RankingEndsTests {
  private func ranking(_ runs: [(value: Double, count: Int)]) -> [Double] {
    runs.flatMap { Array(repeating: $0.value, count: $0.count) }
  }

  @Test("Ten of each end, and how many others are level with the last of them")
  func ties() throws {
    let plain = try #require(RankingEnds((0..<40).map { Double(40 - $0) }, length: 10))
    #expect(plain.first == 0..<10 && plain.last == 30..<40)
    #expect(plain.equals(beyond: plain.first) == (0, 31) && plain.common == nil)
    // 5, 5, … 8 of them, then 4 × 12, then 1 to 3.
    let tied = try #require(RankingEnds(ranking([(5, 8), (4, 12), (3, 5), (1, 15)]), length: 10))
    #expect(tied.first == 0..<10 && tied.equals(beyond: tied.first) == (10, 4))
    #expect(tied.last == 30..<40 && tied.equals(beyond: tied.last) == (5, 1))
  }

  @Test("A value stands at one end only: what most have in common at neither")
  func common() throws {
    let ends = try #require(RankingEnds(ranking([(9, 4), (1, 30), (0, 6)]), length: 10))
    #expect(ends.first == 0..<4 && ends.last == 34..<40)
    let common = try #require(ends.common)
    #expect(common == (30, 1))
    let low = try #require(RankingEnds(ranking([(9, 3), (1, 37)]), length: 10))
    #expect(low.first == 0..<3 && low.last.isEmpty)
    #expect(try #require(low.common) == (37, 1))
  }

  @Test("Of few, or of equals, there are no ends")
  func none() {
    #expect(RankingEnds((0..<20).map(Double.init), length: 10) == nil)
    #expect(RankingEnds(ranking([(1, 40)]), length: 10) == nil)
  }
}

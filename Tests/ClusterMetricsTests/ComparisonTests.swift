import ClusterMetrics
import Testing
import TestSupport

@Suite("Changes in percent")
struct ComparisonTests {
  /// The change in percent from one number to another.
  private func percent(from old: Int, to new: Int) throws -> Double? {
    let indicator = Indicator(
      id: "v", name: LocalizedText(vi: "Chênh lệch", en: "Balance"),
      noun: LocalizedText(vi: "", en: ""), definition: .submitted, target: nil, better: .more)
    var roster = Roster()
    let cluster = roster.cluster(named: "Cụm 1")
    _ = roster.unit(named: "An", kind: "", cluster: cluster, validity: .always)
    let (before, now) = (Period.half(1, year: 2023), Period.half(1, year: 2024))
    var accumulator = TallyAccumulator(
      plan: try TallyPlan(indicators: [indicator]), roster: roster, periods: [before, now],
      calendar: .calendarMonths)
    for (period, value) in [(before, old), (now, new)] {
      accumulator.fold(
        Submission(period: period, unit: 0, indicator: "v", value: Quantity(value)))
    }
    let book = TallyBook(roster: roster, accumulated: accumulator)
    let comparison = book.comparison(indicator, for: .unit(0), in: now, with: before)
    #expect(comparison.change == Double(new - old))
    return comparison.changePercent
  }

  @Test(
    "Of a number above zero a change is a share; of zero, and where a number is negative, it is none"
  )
  func signs() throws {
    #expect(try percent(from: 40, to: 50) == 25)
    #expect(try percent(from: 40, to: 10) == -75)
    #expect(try percent(from: 40, to: 0) == -100)
    #expect(try percent(from: 0, to: 10) == nil)
    // From 137 to −409 is not a fall by 398.5 percent, and from −200 to −100 no rise by half.
    #expect(try percent(from: 137, to: -409) == nil)
    #expect(try percent(from: -200, to: -100) == nil)
    #expect(try percent(from: -200, to: 100) == nil)
  }
}

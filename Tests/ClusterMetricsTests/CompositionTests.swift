import Testing
import TestSupport

@testable import ClusterMetrics

@Suite("Wholes from their parts")
struct CompositionTests {
  private let calendar = ReportingCalendar.calendarMonths

  private func part(_ name: String, _ value: Int, isNotApplicable: Bool = false)
    -> Composition.Part
  {
    guard let period = Period(name) else { preconditionFailure("\(name) is no period") }
    let days = calendar.days(of: period)
    return Composition.Part(
      days: days, weight: Int(days.upperBound.number - days.lowerBound.number),
      value: Quantity(value), isNotApplicable: isNotApplicable)
  }

  private func whole(
    _ name: String, _ parts: [Composition.Part], _ overTime: OverTime
  ) -> (value: Quantity, missing: [String])? {
    guard let period = Period(name) else { preconditionFailure("\(name) is no period") }
    let days = calendar.days(of: period)
    return Composition.of(parts, over: days, as: overTime).map { made in
      (made.value, made.missing.flatMap { calendar.periods(making: $0) }.map(\.name))
    }
  }

  @Test("What happens adds up, of the widest parts that do not overlap")
  func sums() throws {
    let quarters = [part("2024-Q1", 10), part("2024-Q2", 12)]
    #expect(try #require(whole("2024-H1", quarters, .sum)) == (Quantity(22), []))
    // The months of a quarter that is reported itself are not added again.
    let mixed =
      quarters + [part("2024-M01", 3), part("2024-M02", 3), part("2024-M07", 4)]
    let nine = try #require(whole("2024-9M", mixed, .sum))
    #expect(nine == (Quantity(26), ["2024-M08", "2024-M09"]))
    let late = [part("2024-Q1", 10), part("2024-M04", 1), part("2024-M05", 2)]
    #expect(try #require(whole("2024-H1", late, .sum)) == (Quantity(13), ["2024-M06"]))
    #expect(
      try #require(whole("2024", [part("2024-H1", 9)], .sum)) == (Quantity(9), ["2024-H2"]))
    // Parts that reach out of the whole say nothing of it.
    #expect(whole("2024-H1", [part("2024-9M", 9), part("2023-M12", 1)], .sum) == nil)
    #expect(whole("2024-H1", quarters, .none) == nil)
  }

  @Test("What exists is what the last part says, and what is missing after it is named")
  func lasts() throws {
    let quarters = [part("2024-Q2", 12), part("2024-Q1", 10)]
    #expect(try #require(whole("2024-H1", quarters, .last)) == (Quantity(12), []))
    #expect(
      try #require(whole("2024-H1", [part("2024-Q1", 4)], .last)) == (Quantity(4), ["2024-Q2"]))
    // Of two parts that end together the longer one counts.
    let both = [part("2024-M06", 7), part("2024-Q2", 12)]
    #expect(try #require(whole("2024-H1", both, .last)).value == Quantity(12))
  }

  @Test("An average weighs its parts by their days, and is rounded half away from zero")
  func means() throws {
    // (31 × 10 + 29 × 20) / 60 = 14.8333…
    let months = [part("2024-M01", 10), part("2024-M02", 20)]
    let made = try #require(whole("2024-01-01..2024-02-29", months, .mean))
    #expect(made == (Quantity(parts: 148_333), []))
    let negative = [part("2024-M01", -1), part("2024-M03", -2)]
    // (31 × 1 + 31 × 2) / 62 = 1.5
    #expect(try #require(whole("2024-Q1", negative, .mean)).value == Quantity(parts: -15_000))
  }

  @Test("A question that does not arise in a part adds nothing, and in all parts does not arise")
  func notApplicable() throws {
    let days = calendar.days(of: .half(1, year: 2024))
    let one = [part("2024-Q1", 0, isNotApplicable: true), part("2024-Q2", 5)]
    let half = try #require(Composition.of(one, over: days, as: .sum))
    #expect(half.value == Quantity(5) && !half.isNotApplicable && half.missing.isEmpty)
    let none = one.prefix(1) + [part("2024-Q2", 0, isNotApplicable: true)]
    #expect(try #require(Composition.of(Array(none), over: days, as: .sum)).isNotApplicable)
  }

  @Test("A cumulative number less the one before it is that of the period")
  func cumulative() throws {
    func whole(_ name: String, _ parts: [Composition.Part]) throws -> (Quantity, [String])? {
      let period = try #require(Period(name))
      let days = calendar.days(of: period)
      let year = try #require(calendar.years(holding: days).last)
      let made =
        Composition.of(parts, over: days, as: .sum)
        ?? Composition.exceeding(parts, over: days, year: year)
      return made.map {
        ($0.value, $0.missing.flatMap { calendar.periods(making: $0) }.map(\.name))
      }
    }
    let counted = [
      // Each counts from the first day of its year.
      part("2023", 40), part("2024-Q1", 10), part("2024-H1", 25), part("2024", 70),
    ]
    #expect(try #require(try whole("2024-Q1", counted)) == (Quantity(10), []))
    #expect(try #require(try whole("2024-Q2", counted)) == (Quantity(15), []))
    #expect(try #require(try whole("2024-H1", counted)) == (Quantity(25), []))
    #expect(try #require(try whole("2024", counted)) == (Quantity(70), []))
    #expect(try #require(try whole("2024-H2", counted)) == (Quantity(45), []))
    // Nobody knows what of the 45 belongs to the third quarter, which is in it.
    #expect(try #require(try whole("2024-Q4", counted)) == (Quantity(45), ["2024-Q3"]))
    #expect(try whole("2024-Q3", counted) == nil)
    #expect(try #require(try whole("2024-9M", counted)) == (Quantity(25), ["2024-Q3"]))
    // A span over the turn of a year has a part in each.
    let turn = try #require(try whole("2023-10-01..2024-03-31", counted + [part("2023-9M", 30)]))
    #expect(turn == (Quantity(20), []))
    // With the quarter's own number beside them: 30, 70 up to June, 10 in the third quarter.
    let mixed = [part("2024-Q1", 30), part("2024-H1", 70), part("2024-Q3", 10)]
    #expect(try #require(try whole("2024-Q2", mixed)) == (Quantity(40), []))
    #expect(try #require(try whole("2024-9M", mixed)) == (Quantity(80), []))
    // A quarter less two of its months is the third.
    let months = [part("2024-Q1", 30), part("2024-M01", 9), part("2024-M03", 11)]
    #expect(try #require(try whole("2024-M02", months)) == (Quantity(10), []))
  }

  private func length(_ days: Range<Day>) -> Int32 {
    days.upperBound.number - days.lowerBound.number
  }

  @Test("Generated parts: the chosen ones do not overlap, and no other choice covers more days")
  func generated() {
    var random = SplitMix(state: 21)
    for _ in 0..<400 {
      let parts = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        let from = Int32.random(in: 0..<20, using: &random)
        let length = Int32.random(in: 1...8, using: &random)
        return Composition.Part(
          days: Day(number: from)..<Day(number: from + length), weight: 1,
          value: Quantity(Int.random(in: 0...9, using: &random)))
      }
      let days = Day(number: 2)..<Day(number: 18)
      // All choices of parts within the whole.
      var most: Int32 = 0
      for choice in 0..<(1 << parts.count) {
        let chosen = parts.indices.filter { choice >> $0 & 1 == 1 }.map { parts[$0].days }
        let isApart = chosen.indices.allSatisfy { one in
          chosen.indices.allSatisfy { $0 <= one || !chosen[$0].overlaps(chosen[one]) }
        }
        guard isApart, chosen.allSatisfy({ days.contains($0) }) else { continue }
        most = max(most, chosen.map(length).reduce(0, +))
      }
      let made = Composition.of(parts, over: days, as: .mean)
      let shares: [Composition.Share] = made?.shares ?? []
      let covered = shares.map { length(parts[$0.part].days) }.reduce(0, +)
      #expect(covered == most)
      let missing: Int32 = (made?.missing ?? [days]).map(length).reduce(0, +)
      #expect(covered + missing == 16)
    }
  }

  @Test("Generated sums: what is stated is what happened on the days that are not named as missing")
  func generatedSums() {
    var random = SplitMix(state: 22)
    var complete = 0
    for _ in 0..<2000 {
      let daily = (0..<30).map { _ in Int.random(in: 0...9, using: &random) }
      func truth(_ days: Range<Day>) -> Int {
        daily[Int(days.lowerBound.number)..<Int(days.upperBound.number)].reduce(0, +)
      }
      let parts = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        // Many count from the first day.
        let from = Bool.random(using: &random) ? 0 : Int32.random(in: 0..<22, using: &random)
        let days =
          Day(number: from)..<Day(number: from + Int32.random(in: 1...8, using: &random))
        return Composition.Part(days: days, weight: 1, value: Quantity(truth(days)))
      }
      let from = Int32.random(in: 0..<15, using: &random)
      let days = Day(number: from)..<Day(number: from + Int32.random(in: 1...14, using: &random))
      guard let made = Composition.of(parts, over: days, as: .sum) else { continue }
      if made.missing.isEmpty { complete += 1 }
      let known = truth(days) - made.missing.map(truth).reduce(0, +)
      #expect(made.value == Quantity(known), "\(days) \(parts)")
    }
    #expect(complete > 40)
  }
}

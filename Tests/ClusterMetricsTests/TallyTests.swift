import ClusterMetrics
import Testing
import TestSupport

/// Two units with three and two communes, and a committee without communes, in one cluster; a second
/// cluster with one unit of one commune.
struct Fixture {
  var roster = Roster()
  let plan: TallyPlan
  static let dialogues = Indicator(
    id: "dialogues", name: LocalizedText("Dialogues"), definition: .count,
    conditions: [.init(column: "activity", values: ["đối thoại"])])
  static let communes = Indicator(
    id: "communes", name: LocalizedText("Communes"), definition: .distinct(.commune),
    conditions: [.init(column: "activity", values: ["đối thoại"])])
  static let coverage = Indicator(
    id: "coverage", name: LocalizedText("Coverage"), definition: .share(ofCommunes: "communes"))
  static let rate = Indicator(
    id: "rate", name: LocalizedText("Rate"),
    definition: .ratio(of: "resolved", to: "raised", shownAs: .percent))
  static let reported = Indicator(
    id: "reported", name: LocalizedText("Reported"), definition: .submitted)

  init() throws {
    let first = roster.cluster(named: "A")
    let second = roster.cluster(named: "B")
    for (name, cluster, count) in [
      ("One", first, 3), ("Two", first, 2), ("Committee", first, 0),
      ("Far", second, 1),
    ] {
      let unit = try roster.addedUnit(name, cluster)
      for index in 0..<count { roster.addCommune("\(name) \(index)", unit) }
    }
    plan = try TallyPlan(indicators: [
      Fixture.dialogues, Fixture.communes, Fixture.coverage, Fixture.rate, Fixture.reported,
    ])
  }

  /// Rows of day, unit, commune (−1 for none), whether a dialogue, raised, resolved.
  typealias Row = (
    day: String, unit: Int, commune: Int, isDialogue: Bool, raised: Int, resolved: Int
  )

  func batch(_ rows: [Row]) -> ActivityBatch {
    var vocabulary = plan.vocabularies[0]
    let batch = ActivityBatch(schema: plan.schema, capacity: 1)
    for row in rows {
      let entry = batch.next()
      entry.small[ActivityBatch.Entry.firstCategory * entry.stride] =
        vocabulary.number(of: row.isDialogue ? "Đối thoại" : "other")
      for (index, measure) in plan.schema.measures.enumerated() {
        let value = measure == "raised" ? row.raised : row.resolved
        entry.large[index * entry.stride] = Int64(value) * Int64(Quantity.scale)
      }
      batch.add(
        entry, day: Day(iso: row.day)?.number ?? 0, row: 0, unit: Int32(row.unit),
        commune: Int32(row.commune))
    }
    return batch
  }

  func accumulator(
    _ periods: [Period], grain: TallyAccumulator.Grain = .unit
  ) -> TallyAccumulator {
    TallyAccumulator(
      plan: plan, roster: roster, periods: periods, calendar: .calendarMonths, grain: grain)
  }

  func book(_ rows: [Row], _ periods: [Period], grain: TallyAccumulator.Grain = .unit) -> TallyBook
  {
    var accumulator = accumulator(periods, grain: grain)
    accumulator.fold(batch(rows))
    return TallyBook(roster: roster, accumulated: accumulator)
  }
}

@Suite("Tallies")
struct TallyTests {
  let half = Period.half(1, year: 2022)
  let lastYear = Period.half(1, year: 2021)
  /// Unit One: three dialogues in two communes. Unit Two: one dialogue. The committee: another
  /// activity. Far: nothing.
  let rows: [Fixture.Row] = [
    ("2022-01-10", 0, 0, true, 10, 9), ("2022-02-10", 0, 0, true, 10, 8),
    ("2022-05-10", 0, 1, true, 30, 30), ("2022-06-30", 1, 3, true, 50, 20),
    ("2022-03-01", 2, -1, false, 0, 0), ("2022-07-01", 1, 4, true, 7, 7),
    ("2021-02-01", 0, 2, true, 5, 5), ("2021-03-01", 2, -1, false, 0, 0),
  ]

  @Test("Distinct communes are counted from the records, never added over periods")
  func distinctIsNotAdded() throws {
    let quarters = [Period.quarter(1, year: 2022), .quarter(2, year: 2022)]
    let fixture = try Fixture()
    let twice: [Fixture.Row] = [
      ("2022-01-10", 0, 0, true, 0, 0), ("2022-05-10", 0, 0, true, 0, 0),
    ]
    let book = fixture.book(twice, quarters + [half])
    #expect(quarters.map { book.tally(Fixture.communes, for: .unit(0), in: $0).value } == [1, 1])
    #expect(book.tally(Fixture.communes, for: .unit(0), in: half).value == 1)
    #expect(book.tally(Fixture.dialogues, for: .unit(0), in: half).value == 2)
  }

  @Test("Totals stand on the units that reported, and say on how many")
  func status() throws {
    let book = try Fixture().book(rows, [half])
    let cluster = book.tally(Fixture.dialogues, for: .cluster(0), in: half)
    #expect(cluster.value == 4 && cluster.status == .complete)
    #expect(cluster.reportingUnits == 3 && cluster.expectedUnits == 3)
    let all = book.tally(Fixture.dialogues, for: .all, in: half)
    #expect(all.value == 4 && all.status == .partial)
    #expect(all.reportingUnits == 3 && all.expectedUnits == 4)
    let far = book.tally(Fixture.dialogues, for: .unit(3), in: half)
    #expect(far.value == nil && far.status == .missing)
  }

  @Test("A unit with any record has reported: its zero is a true zero")
  func trueZero() throws {
    let tally = try Fixture().book(rows, [half]).tally(
      Fixture.dialogues, for: .unit(2), in: half)
    #expect(tally.value == 0 && tally.status == .complete)
  }

  @Test("A committee without communes has none to cover")
  func notApplicable() throws {
    let book = try Fixture().book(rows, [half])
    #expect(book.tally(Fixture.communes, for: .unit(2), in: half).status == .notApplicable)
    #expect(book.tally(Fixture.coverage, for: .unit(2), in: half).status == .notApplicable)
    let cluster = book.tally(Fixture.coverage, for: .cluster(0), in: half)
    // 3 of 5 communes; the committee is not asked.
    #expect(cluster.value == 60 && cluster.expectedUnits == 2)
    #expect(cluster.numerator == Quantity(3) && cluster.denominator == Quantity(5))
  }

  @Test("A ratio adds numerators and denominators, not percentages")
  func ratio() throws {
    let book = try Fixture().book(rows, [half])
    // One: 47 of 50 (94 %), Two: 20 of 50 (40 %), together 67 of 100; the mean would be the same
    // only by chance, so the first unit alone is checked too.
    #expect(book.tally(Fixture.rate, for: .unit(0), in: half).value == 94)
    #expect(book.tally(Fixture.rate, for: .cluster(0), in: half).value == 67)
    #expect(book.tally(Fixture.rate, for: .unit(2), in: half).status == .notApplicable)
  }

  @Test("Rates over fewer than 20 cases are marked as unsteady")
  func unsteady() throws {
    let book = try Fixture().book(rows, [half, lastYear])
    #expect(!book.tally(Fixture.rate, for: .unit(0), in: half).isUnsteady)
    #expect(book.tally(Fixture.rate, for: .unit(0), in: lastYear).isUnsteady)
  }

  @Test("Where units are missing, the change is that over the units in both periods")
  func sameUnits() throws {
    let book = try Fixture().book(rows, [half, lastYear])
    let comparison = book.comparison(Fixture.dialogues, for: .cluster(0), in: half, with: lastYear)
    #expect(comparison.current.value == 4 && comparison.base.value == 1)
    #expect(comparison.base.status == .partial)
    // One and the committee reported in both: 3 against 1. The totals' difference is another one.
    #expect(comparison.hasOtherUnits && comparison.change == 2 && comparison.bareChange == 3)
    #expect(comparison.changePercent == 200)
    let same = try #require(comparison.overSameUnits)
    #expect(same.current == 3 && same.base == 1 && same.units == 2 && same.change == 2)
  }

  @Test("Percentages change by points, and from zero there is no change in percent")
  func changes() throws {
    let book = try Fixture().book(rows, [half, lastYear])
    let rate = book.comparison(Fixture.rate, for: .unit(0), in: half, with: lastYear)
    #expect(rate.change == -6 && rate.changePercent == nil)
    let zero = book.comparison(Fixture.dialogues, for: .unit(2), in: half, with: lastYear)
    #expect(zero.change == 0 && zero.changePercent == nil)
  }

  @Test("Communes add up to their unit")
  func byCommune() throws {
    let book = try Fixture().book(rows, [half], grain: .commune)
    let values = (0..<3).map { book.tally(Fixture.dialogues, for: .commune($0), in: half).value }
    #expect(values == [2, 1, 0])
    #expect(book.tally(Fixture.dialogues, for: .unit(0), in: half).value == 3)
    #expect(book.tally(Fixture.coverage, for: .commune(2), in: half).value == 0)
    #expect(book.tally(Fixture.dialogues, for: .commune(5), in: half).status == .missing)
  }

  @Test("A submission makes its unit reported, and states only what it states")
  func submissions() throws {
    let fixture = try Fixture()
    var accumulator = fixture.accumulator([half])
    accumulator.fold(
      Submission(period: half, unit: 3, indicator: "reported", value: Quantity(12)))
    accumulator.fold(
      Submission(
        period: .quarter(1, year: 2022), unit: 1, indicator: "reported", value: Quantity(5)))
    accumulator.fold(fixture.batch(rows))
    let book = TallyBook(roster: fixture.roster, accumulated: accumulator)
    #expect(book.tally(Fixture.reported, for: .unit(3), in: half).value == 12)
    #expect(book.tally(Fixture.dialogues, for: .unit(3), in: half).value == 0)
    let first = book.tally(Fixture.reported, for: .unit(0), in: half)
    #expect(first.value == nil && first.status == .missing)
    let all = book.tally(Fixture.reported, for: .all, in: half)
    #expect(all.value == 12 && all.reportingUnits == 1 && all.expectedUnits == 4)
  }

  @Test("Clusters are compared per unit and per commune")
  func normalised() throws {
    let book = try Fixture().book(rows, [half])
    let tally = book.tally(Fixture.dialogues, for: .cluster(0), in: half)
    #expect(book.normalised(tally, by: .communes) == 0.8)
    #expect(book.normalised(tally, by: .units) == 4.0 / 3)
    let rate = book.tally(Fixture.rate, for: .cluster(0), in: half)
    #expect(book.normalised(rate, by: .communes) == 67)
  }

  @Test("A commune counts only on the days on which it belongs to the roster")
  func rosterOfItsTime() throws {
    var roster = Roster()
    let cluster = roster.cluster(named: "A")
    let unit = try roster.addedUnit("One", cluster)
    let merged = Roster.Validity(
      from: Day.range.lowerBound, through: try #require(Day(iso: "2025-06-30")))
    roster.addCommune("Old", unit, validity: merged)
    roster.addCommune("Stays", unit)
    #expect(roster.communeCount(ofUnit: unit, on: try #require(Day(iso: "2025-06-30"))) == 2)
    #expect(roster.communeCount(ofUnit: unit, on: try #require(Day(iso: "2025-07-01"))) == 1)
  }

  @Test("However rows are cut into batches and accumulators, and in whatever order they are merged")
  func mergeable() throws {
    let fixture = try Fixture()
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    var generator = SplitMix(state: seed)
    let periods = [half, lastYear, .quarter(2, year: 2022)]
    let many: [Fixture.Row] = (0..<400).map { _ in
      let unit = Int.random(in: 0..<4, using: &generator)
      let communes = fixture.roster.units[unit].communes
      let day = Day(
        number: Int32.random(in: 18_628...19_357, using: &generator))
      return (
        "\(day)", unit, communes.randomElement(using: &generator) ?? -1,
        Bool.random(using: &generator), Int.random(in: 0...40, using: &generator),
        Int.random(in: 0...40, using: &generator)
      )
    }
    let whole = fixture.book(many, periods)
    var parts: [TallyAccumulator] = []
    var rest = many.shuffled(using: &generator)[...]
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...60, using: &generator))
      var part = fixture.accumulator(periods)
      part.fold(fixture.batch(Array(rest.prefix(count))))
      parts.append(part)
      rest = rest.dropFirst(count)
    }
    parts.shuffle(using: &generator)
    var merged = parts[0]
    for part in parts.dropFirst() { merged.merge(part) }
    let book = TallyBook(roster: fixture.roster, accumulated: merged)
    for indicator in fixture.plan.indicators {
      for period in periods {
        for group in [Group.all, .cluster(0), .unit(0), .unit(2), .unit(3)] {
          #expect(
            book.tally(indicator, for: group, in: period)
              == whole.tally(indicator, for: group, in: period), "seed \(seed)")
        }
      }
    }
  }

  @Test("Indicators that refer to nothing, or to a rate, are refused")
  func wrongReferences() {
    func plan(_ definition: Indicator.Definition) throws(PlanError) {
      _ = try TallyPlan(indicators: [
        Fixture.dialogues, Fixture.rate,
        Indicator(id: "x", name: LocalizedText("x"), definition: definition),
      ])
    }
    #expect(throws: PlanError.ratioOfRatio("rate", in: "x")) {
      try plan(.ratio(of: "rate", to: "dialogues", shownAs: .percent))
    }
    #expect(throws: PlanError.shareOfOther("dialogues", in: "x")) {
      try plan(.share(ofCommunes: "dialogues"))
    }
    #expect(throws: PlanError.self) { try plan(.share(ofCommunes: "nothing")) }
    // What units report has no rows that conditions could choose.
    #expect(throws: PlanError.conditionsOfReported("told", in: "x")) {
      var rate = Indicator(
        id: "x", name: LocalizedText("x"),
        definition: .ratio(of: "told", to: "dialogues", shownAs: .percent))
      rate.conditions = [.init(column: "field", .oneOf(["Đất đai"]))]
      _ = try TallyPlan(indicators: [
        Fixture.dialogues,
        Indicator(id: "told", name: LocalizedText("told"), definition: .submitted), rate,
      ])
    }
  }
}

extension Roster {
  /// A new unit, valid always.
  mutating func addedUnit(_ name: String, _ cluster: Int) throws -> Int {
    let unit = unit(named: name, kind: "", cluster: cluster, validity: .always)
    return try #require(unit)
  }

  /// A new commune.
  mutating func addCommune(_ name: String, _ unit: Int, validity: Validity = .always) {
    let isNew = addCommune(named: name, unit: unit, validity: validity)
    #expect(isNew)
  }
}

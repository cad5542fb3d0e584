import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Generated projects give the numbers that SQL gives")
struct DifferentialTests {
  /// How many projects are made up; each is asked some hundred numbers. `GIAOBAN_PROJECTS=5000` asks more.
  private static let count =
    ProcessInfo.processInfo.environment["GIAOBAN_PROJECTS"].flatMap { Int($0) } ?? 200
  private static let periods = ["2021-H2", "2022-H1", "2022-H2", "2022"]

  @Test("Every tally of every indicator, group and period, with its status and the units behind it")
  func everyTally() async throws {
    let seed = Seed.start
    let failures = await withTaskGroup(of: [String].self) { group in
      for number in 0..<DifferentialTests.count {
        group.addTask {
          let own = seed &+ UInt64(number) &* 0x9E37_79B9
          do {
            return try differences(GeneratedProject(seed: own)).map { "seed \(own): \($0)" }
          } catch {
            return ["seed \(own): \(error)"]
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(failures.isEmpty, "\(failures.prefix(5).joined(separator: "\n"))")
  }
}

/// What Giaoban and SQL do not agree on.
private func differences(_ generated: GeneratedProject) throws -> [String] {
  let folder = try TemporaryFolder(generated.files)
  defer { folder.keep() }
  let project = try Project(folder: folder.url)
  guard !project.log.hasErrors else {
    return project.log.all.map { $0.line(in: .english) }
  }
  let periods = try DifferentialTests.periodsByName()
  let intake = try project.tally(periods.map(\.period), column: "activity")
  if intake.log.hasErrors { return intake.log.all.map { $0.line(in: .english) } }
  let database = try SQLite()
  try database.run(generated.sql)
  var found: [String] = []
  let groups: [(Group, String)] =
    [(.all, "1")] + generated.clusters.indices.map { (.cluster($0), "cluster = \($0)") }
    + generated.units.indices.map { (.unit($0), "id = \($0)") } + parts(project.roster)
  for (name, period) in periods {
    let days = GeneratedProject.days(name, closingDay: generated.closingDay)
    for (group, condition) in groups {
      // One text after the other on one basis, as a table lists them.
      let basis = intake.book.basis(project.definition.indicators, for: group, in: period)
      var (own, tallies) = (intake.book, [Tally]())
      for slice in intake.book.slices {
        own.restrict(to: slice)
        own.tally(basis, into: &tallies)
        let each = project.definition.indicators.map { own.tally($0, for: group, in: period) }
        if tallies != each { found.append("\(name) \(group) of \(slice.text): not as on its own") }
      }
      for measure in generated.measures {
        guard let indicator = project.definition.indicator(withID: measure.id) else { continue }
        let query = query(measure, among: condition, days)
        let expected = try database.row(query)
        let tally = intake.book.tally(indicator, for: group, in: period)
        if let difference = difference(tally, expected, measure) {
          found.append("\(name) \(group) \(measure.id): \(difference)")
        }
        // Of one kind of activity only, whichever of its spellings stands for it.
        guard group == .all, !measure.isSubmitted else { continue }
        for slice in intake.book.slices where !slice.text.isEmpty {
          let name = GeneratedProject.kinds.first { NameKey($0) == NameKey(slice.text) } ?? ""
          let kind = " and kind = \(name.sql) and day between"
          let expected = try database.row(query.replacing(" and day between", with: kind))
          let tally = intake.book.restricted(to: slice).tally(indicator, for: group, in: period)
          if let difference = difference(tally, expected, measure) {
            found.append("\(name) \(group) \(measure.id) of \(slice.text): \(difference)")
          }
        }
      }
    }
  }
  return found
}

extension DifferentialTests {
  fileprivate static func periodsByName() throws -> [(name: String, period: Period)] {
    try periods.map { ($0, try #require(Period($0))) }
  }
}

/// The units of each region, and of each region within each cluster; also those without one.
private func parts(_ roster: Roster) -> [(Group, String)] {
  guard let region = roster.attribute(named: "vùng") else { return [] }
  let texts = roster.attributes[region].texts
  let traits =
    texts.indices.map {
      (Roster.Part.Trait(attribute: region, text: $0), "region = \(texts[$0].sql)")
    }
    + [(Roster.Part.Trait(attribute: region, text: nil), "region is null")]
  return traits.flatMap { trait, condition in
    [(Group.part(Roster.Part([trait])), condition)]
      + roster.clusters.indices.map {
        (.part(Roster.Part(cluster: $0, [trait])), condition + " and cluster = \($0)")
      }
  }
}

/// The value or numerator, the denominator, and how many units are asked and have reported.
private func query(
  _ measure: GeneratedProject.Measure, among condition: String,
  _ days: (first: String, last: String)
) -> String {
  let communes =
    measure.needsCommunes
    ? " and exists (select 1 from commune where unit = unit.id and since <= :last and until >= :last)"
    : ""
  let population =
    measure.needsPopulation
    ? "(exists (select 1 from unit where unit.id = asked.id and population is not null) or exists"
      + " (select 1 from commune c where c.unit = asked.id and since <= :last and until >= :last))"
    : "1"
  let activities =
    "exists (select 1 from activity where unit = asked.id and day >= :first and day <= :last) or "
  return """
    with asked as (
      select id from unit where (\(condition)) and since <= :last and until >= :first\(communes)),
    reporting as (
      select id from asked where \(population) and (\(measure.isSubmitted ? "" : activities) exists (
        select 1 from submission where unit = asked.id and first = :first and last = :last)))
    select \(measure.select), \(measure.denominator ?? "null"),
      (select count(*) from asked), (select count(*) from reporting)
    """
    .replacing("unit = unit.id", with: "commune.unit = unit.id")
    .replacing(":first", with: days.first.sql).replacing(":last", with: days.last.sql)
}

private func difference(
  _ tally: Tally, _ expected: [Double?], _ measure: GeneratedProject.Measure
) -> String? {
  let (asked, reporting) = (Int(expected[2] ?? 0), Int(expected[3] ?? 0))
  guard tally.expectedUnits == asked, tally.reportingUnits == reporting else {
    return "\(tally.reportingUnits) of \(tally.expectedUnits) units, SQL \(reporting) of \(asked)"
  }
  var status: Tally.Status = reporting < asked ? .partial : .complete
  var value = expected[0]
  if measure.denominator != nil {
    let denominator = expected[1] ?? 0
    if reporting > 0, denominator == 0 { status = .notApplicable }
    value = denominator == 0 ? nil : (expected[0] ?? 0) * measure.scale / denominator
  }
  if reporting == 0 { status = .missing }
  if asked == 0 { status = .notApplicable }
  if status == .missing || status == .notApplicable { value = nil }
  guard tally.status == status else { return "\(tally.status), SQL \(status)" }
  switch (tally.value, value) {
  case (nil, nil): return nil
  case (let own?, let other?) where abs(own - other) <= abs(other) * 1e-9 + 1e-9: return nil
  default: return "\(tally.value.map { "\($0)" } ?? "-"), SQL \(value.map { "\($0)" } ?? "-")"
  }
}

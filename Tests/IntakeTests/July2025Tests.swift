import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

/// The sample's cluster through 1 July 2025 (Resolution 1686/NQ-UBTVQH15): 193 communes into 47, eight of
/// them split, and districts gone. The roster is that of the Resolution; the activities are made up.
@Suite("July 2025: the second half-year beside that of 2024, on the new units")
struct July2025Tests {
  /// Activities of every commune on its days, but for districts that are silent or do things without
  /// naming a commune; and the same in SQL.
  private struct Register {
    var csv = "date,unit,commune,activity,people\n"
    var sql = "create table act (day, unit, commune, people);\n"

    init(_ roster: [[String]], seed: UInt64) {
      var random = SplitMix(state: seed)
      let places = roster.dropFirst().map { (unit: $0[1], commune: $0[3], isNew: $0[4] != "") }
      for place in places where place.commune != "" {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          // Half a year, of which the first 16 days are on the old map.
          let year = place.isNew ? 2025 : Bool.random(using: &random) ? 2024 : 2025
          let month =
            place.isNew
            ? Int.random(in: 7...12, using: &random)
            : year == 2025 ? 6 : Int.random(in: 6...12, using: &random)
          let days = month == 6 ? 15...30 : month == 12 ? 1...14 : 1...31
          let day = Int.random(in: month == 9 || month == 11 ? 1...30 : days, using: &random)
          // One district sent nothing of 2024, and one names no communes now and then.
          if year == 2024, place.unit == "Thị xã Bỉm Sơn" { continue }
          let isVague =
            place.unit == "Thành phố Sầm Sơn" && Int.random(in: 0...3, using: &random) == 0
          let people = Int.random(in: 1...900, using: &random)
          let iso = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          let commune = isVague ? "" : place.commune
          csv += "\(iso),\(place.unit),\(commune),Đối thoại,\(people)\n"
          sql += "insert into act values (\(iso.sql), \(place.unit.sql),"
          sql += " \(isVague ? "null" : commune.sql), \(people));\n"
        }
      }
      csv += "2024-07-01,Công an tỉnh,,Đối thoại,5\n2025-07-01,Công an tỉnh,,Đối thoại,7\n"
      sql += "insert into act values ('2024-07-01', 'Công an tỉnh', null, 5);\n"
      sql += "insert into act values ('2025-07-01', 'Công an tỉnh', null, 7);\n"
    }
  }

  /// Every old or new place with each of the new units that it leads to.
  private static func crosswalk(_ roster: [[String]]) -> String {
    var sql = "create table heir (unit, commune, heir);\n"
    for row in roster.dropFirst() {
      let heirs = row[6].isEmpty ? [row[1]] : row[6].components(separatedBy: "; ")
      for heir in heirs {
        let commune = row[3].isEmpty ? "null" : row[3].sql
        sql += "insert into heir values (\(row[1].sql), \(commune), \(heir.sql));\n"
      }
    }
    // What names no commune leads to all units that the unit's communes lead to.
    return sql + """
      insert into heir select distinct unit, null, heir from heir where commune is not null;
      create table part as
        select a.rowid as act, count(distinct h.heir) as parts from act a join heir h
          on h.unit = a.unit and h.commune is a.commune group by a.rowid;
      create table mapped as
        select distinct a.rowid as act, a.day, a.unit, h.heir, p.parts, a.people, a.commune
          from act a join part p on p.act = a.rowid
          join heir h on h.unit = a.unit and h.commune is a.commune;
      """
  }

  @Test("Every new unit and the cluster as SQL says, and what cannot be divided is not said")
  func comparison() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/roster-2025", withExtension: "csv"))
    let text = try String(contentsOf: url, encoding: .utf8)
    let rows = text.split(separator: "\n").map { line in
      // The only quoted field is the name of a kind.
      line.replacing("\"Khối, ngành\"", with: "Khối").split(
        separator: ",", omittingEmptySubsequences: false
      ).map(String.init)
    }
    let seed = Seed.start
    let register = Register(rows, seed: seed)
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: vi
      calendar: {closing_day: 14}
      indicators:
        dialogues: {count: activities}
        communes: {distinct: commune}
        coverage: {share: communes, of: communes}
        people: {sum: people}

      """, "roster.csv": text, "activities.csv": register.csv,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    #expect(!project.log.hasErrors)
    #expect(project.roster.communes.count == 193 + 47)
    let periods = [Period.half(2, year: 2024), .half(2, year: 2025)]
    let intake = try project.tally(periods)
    // Made by chance, two activities may be the same in every cell.
    #expect(intake.log.all.allSatisfy { $0.code == .duplicateActivity }, "seed \(seed)")
    let book = intake.book.comparable(periods)
    let units = book.units(of: .all, in: periods[1])
    #expect(units.count == 49)
    #expect(book.units(of: .all, in: periods[0]) == units)

    let database = try SQLite()
    try database.run(register.sql + July2025Tests.crosswalk(rows))
    let spans = [
      "day between '2024-06-15' and '2024-12-14'", "day between '2025-06-15' and '2025-12-14'",
    ]
    var stated = 0
    for (period, span) in zip(periods, spans) {
      var reporting: [String] = []
      for unit in units {
        let name = project.roster.units[unit].name
        let own = "heir = \(name.sql) and \(span)"
        let numbers = try database.row(
          """
          select (select count(*) from mapped where \(own)),
            (select coalesce(sum(people), 0) from mapped where \(own)),
            (select count(*) from mapped where \(own) and parts > 1),
            (select count(*) from mapped where \(own) and parts = 1 and commune is not null) > 0,
            (select count(*) from mapped where \(own) and parts > 1 and commune is not null)
          """)
        // On the old map a unit has reported when all districts that it comes from have.
        let reporters =
          span.contains("2025")
          ? "select \(name.sql) as unit"
          : "select distinct unit from heir where heir = \(name.sql)"
            + " and unit <> \(name.sql)"
            + " union select unit from heir where unit = \(name.sql) and commune is null"
            + " and heir = unit and unit in ('Công an tỉnh', 'Khối cơ quan và Doanh nghiệp tỉnh')"
        let silent = try database.row(
          "select count(*) from (\(reporters)) r where not exists"
            + " (select 1 from act a where a.unit = r.unit and \(span))")
        if silent[0] == 0 { reporting.append(name.sql) }
        for (id, expected, divided) in [
          ("dialogues", numbers[0], numbers[2]), ("people", numbers[1], numbers[2]),
          ("communes", numbers[3], numbers[4]),
        ] {
          let indicator = try #require(project.definition.indicator(withID: id))
          let tally = book.tally(indicator, for: .unit(unit), in: period)
          guard tally.status != .notApplicable else {
            #expect(id == "communes" && project.roster.units[unit].communes.isEmpty)
            continue
          }
          let comment: Comment = "seed \(seed), \(period.name) \(name) \(id)"
          if silent[0] != 0 {
            #expect(tally.status == .missing, comment)
          } else if id == "communes", divided != 0, expected == 1 {
            // Its one commune is known from elsewhere.
            #expect(tally.status == .complete && tally.value == 1, comment)
          } else if divided != 0 {
            #expect(tally.status == .indivisible && tally.value == nil, comment)
          } else {
            #expect(tally.value == expected, comment)
            stated += 1
          }
        }
      }
      // What leads to a unit that reported is in the total, in whichever part of the cluster it was.
      let all = try database.row(
        """
        select count(*), sum(people) from (select distinct act, people from mapped
          where \(span) and heir in (\(reporting.joined(separator: ", "))))
        """)
      for (id, expected) in zip(["dialogues", "people"], all) {
        let indicator = try #require(project.definition.indicator(withID: id))
        let tally = book.tally(indicator, for: .all, in: period)
        #expect(tally.reportingUnits == reporting.count && tally.expectedUnits == units.count)
        #expect(tally.value == expected, "seed \(seed), \(period.name) \(id)")
      }
    }
    #expect(stated > 60)
  }
}

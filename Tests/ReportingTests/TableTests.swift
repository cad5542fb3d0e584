import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import TallyTables

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

@Suite("Tallies as rows")
struct TableTests {
  private func table(_ grouping: Grouping, versus: Versus? = nil) throws -> TallyTable {
    let report = try report("cum-thi-dua-1")
    return TallyTable(
      report.book, indicators: report.indicators, periods: [report.period],
      versus: versus, groups: grouping.groups)
  }

  @Test("The columns of the CSV are fixed, and a cluster's row leaves its unit empty")
  func csv() throws {
    let lines = try table(.cluster).csv.asText.split(separator: "\n")
    #expect(
      lines[0]
        == "period,cluster,unit,indicator,value,numerator,denominator,status,reporting_units,expected_units"
    )
    #expect(lines[1] == "2022-H1,Cụm thi đua số 1,,dialogues,105,,,complete,10,10")
    #expect(lines[3] == "2022-H1,Cụm thi đua số 1,,dialogue_coverage,44.041451,85,193,complete,8,8")
  }

  @Test("With a comparison there are five columns more")
  func versus() throws {
    let lines = try table(.unit, versus: .lastYear).csv.asText.split(separator: "\n")
    #expect(lines[0].hasSuffix(",versus_value,change,change_percent,total_change,compared_units"))
    // 21 against 17 (see Samples/generate.py).
    #expect(
      lines[1]
        == "2022-H1,Cụm thi đua số 1,Thành phố Thanh Hóa,dialogues,21,,,complete,1,1,17,4,23.529412,4,1"
    )
  }

  @Test(
    "Beside its cluster a unit has a rank, and the cluster a mean, a median, quartiles and a change"
  )
  func peers() throws {
    let report = try report("cum-thi-dua-1")
    let indicators = Array(report.indicators.prefix(3))
    func table(_ grouping: Grouping) -> TallyTable {
      TallyTable(
        report.book, indicators: indicators, periods: [report.period], versus: .lastYear,
        extras: [.peers], groups: grouping.groups)
    }
    let lines = table(.unit).csv.asText.split(separator: "\n")
    #expect(
      lines[0].hasSuffix(
        ",change_percent,rank,ranked_units,cluster_mean,cluster_median,cluster_first_quartile,"
          + "cluster_third_quartile,from_target,cluster_change,total_change,compared_units"))
    // By hand, of 0, 0, 6, 8, 11, 12, 14, 15, 18 and 21: 105 in all, 91 last year.
    #expect(
      lines[1].hasSuffix(",21,,,complete,1,1,17,4,23.529412,1,10,10.5,11.5,6.5,14.75,,14,4,1"))
    // 16 of 34 communes, the target is 50; a committee has no communes.
    #expect(lines[3].contains(",47.058824,16,34,") && lines[3].contains(",-2.941176,"))
    let committee = try #require(
      table(.unit).rows.first {
        $0.place.unit == "Công an tỉnh" && $0.indicator == "dialogue_coverage"
      })
    #expect(committee.peers?.rank == nil && committee.peers?.ranked == 8)
    // What is no unit stands beside nothing; the columns are there.
    let cluster = table(.cluster).csv.asText.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(cluster[1].hasSuffix(",91,14,15.384615,,,,,,,,,14,10"))
    #expect(try table(.unit).json().contains("\"cluster_median\" : 11.5"))
    let text = TextTable(
      table(.unit), indicators: indicators, grouping: .unit, words: report.words
    ).plain(withBars: false)
    #expect(text.contains("21  +4  hạng 1/10\n"))
    #expect(
      text.contains(
        "  Cụm thi đua số 1: bình quân 10,5; trung vị 11,5; khoảng tứ phân vị 6,5–14,8; tăng, giảm +14: Thị xã"
          + " Nghi Sơn +5, Thành phố Thanh Hóa +4, "))
  }

  @Test("JSON has the same columns as keys, null where there is no number")
  func json() throws {
    let text = try table(.unit).json()
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(rows.count == 80)
    #expect(
      Set(rows[0].keys) == [
        "period", "cluster", "unit", "indicator", "value", "numerator", "denominator", "status",
        "reporting_units", "expected_units",
      ])
    let committee = try #require(
      rows.first {
        $0["unit"] as? String == "Công an tỉnh" && $0["indicator"] as? String == "dialogue_coverage"
      })
    #expect(committee["value"] is NSNull && committee["status"] as? String == "not-applicable")
  }

  @Test("A name that a spreadsheet would take for a formula is text")
  func formulas() throws {
    var roster = Roster()
    let cluster = roster.cluster(named: "=1+1")
    let unit = roster.unit(named: "@SUM(A1), \"x\"", kind: "", cluster: cluster, validity: .always)
    #expect(unit == 0)
    let indicator = Indicator(id: "a", name: LocalizedText("A"), definition: .count)
    let plan = try TallyPlan(indicators: [indicator])
    let accumulated = TallyAccumulator(
      plan: plan, roster: roster, periods: [.year(2022)], calendar: .calendarMonths)
    let table = TallyTable(
      TallyBook(roster: roster, accumulated: accumulated), indicators: [indicator],
      periods: [.year(2022)], groups: { _, _ in [.unit(0)] })
    // In a file, which people open; a program reads on what stands there.
    let file = table.csv(isFile: true)
    #expect(file.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(
      file.asText.split(separator: "\n")[1]
        == "2022,'=1+1,\"'@SUM(A1), \"\"x\"\"\",a,,,,missing,0,1")
    #expect(
      table.csv.asText.split(separator: "\n")[1]
        == "2022,=1+1,\"@SUM(A1), \"\"x\"\"\",a,,,,missing,0,1")
  }

  @Test("On a terminal the table has bars; in a file it has none")
  func text() throws {
    let report = try report("cum-thi-dua-1")
    let indicators = Array(report.indicators.prefix(1))
    let table = TallyTable(
      report.book, indicators: indicators, periods: [report.period],
      groups: Grouping.unit.groups)
    let text = TextTable(table, indicators: indicators, grouping: .unit, words: report.words)
    let lines = text.plain(withBars: true).split(separator: "\n")
    #expect(lines[1] == "  Thành phố Thanh Hóa                21  ████████████████████")
    #expect(lines[9] == "  Công an tỉnh                        0")
    #expect(!text.plain(withBars: false).contains("█"))
    #expect(text.markdown.contains("| Thành phố Thanh Hóa | 21 |"))
  }

  @Test(
    "A grouping is a place, period, a column of the registers and one of the roster in any order",
    arguments: [
      ("unit", Grouping(.unit)), ("đơn vị", Grouping(.unit)),
      ("period", Grouping(nil, isOverPeriods: true)),
      ("activity", Grouping(nil, column: "activity")),
      ("loại đơn vị", Grouping(nil, attribute: "unit_kind")),
      ("unit_kind,field, cluster", Grouping(.cluster, column: "field", attribute: "unit_kind")),
      ("period,field,commune", Grouping(.commune, isOverPeriods: true, column: "field")),
    ])
  func groupings(text: String, expected: Grouping) throws {
    let roster = try Project(folder: packageRoot.appending(path: "Samples/cum-thi-dua-1")).roster
    let grouping = try #require(Grouping(text))
    #expect(
      try grouping.resolved(
        columns: [.init(id: "activity"), .init(id: "field", headers: ["Lĩnh vực"])], roster)
        == expected)
  }

  @Test(
    "Two places or two columns are no grouping",
    arguments: ["unit,cluster", "activity,field", "", "unit,", "regionn"])
  func noGroupings(text: String) throws {
    let roster = try Project(folder: packageRoot.appending(path: "Samples/cum-thi-dua-1")).roster
    #expect(
      throws: Grouping.Fault.self,
      performing: {
        guard let grouping = Grouping(text) else {
          throw Grouping.Fault.unknown(text, nearest: [])
        }
        _ = try grouping.resolved(
          columns: [.init(id: "activity"), .init(id: "field", headers: ["Lĩnh vực"])], roster)
      })
  }

  @Test(
    "By a column, a unit that reported has a zero for what it did not do, and wide has a line for all"
  )
  func byColumn() throws {
    let project = try Project(folder: packageRoot.appending(path: "Samples/cum-thi-dua-1"))
    let half = Period.half(1, year: 2022)
    let intake = try project.tally([half], column: "field")
    let models = try #require(project.definition.indicator(withID: "models"))
    let reached = try #require(project.definition.indicator(withID: "people_reached"))
    let table = TallyTable(
      intake.book, indicators: [models, reached], periods: [half], column: "field",
      groups: Grouping.unit.groups)
    let lines = table.wideCSV.asText.split(separator: "\n")
    #expect(lines[0] == "period,cluster,unit,field,models,people_reached,partial")
    // Four fields and, for what has none, an empty one; ten units.
    #expect(lines.count == 1 + 5 * 10)
    let whole = try project.tally([half]).book
    for unit in project.roster.units.indices {
      let rows = table.rows.filter {
        $0.place.unit == project.roster.units[unit].name && $0.indicator == "models"
      }
      #expect(rows.allSatisfy { $0.value != nil })
      let total = whole.tally(models, for: .unit(unit), in: half).value
      #expect(rows.compactMap(\.value).reduce(0, +) == total)
    }
  }
}

extension Data {
  fileprivate var asText: String { String(decoding: self, as: UTF8.self) }
}

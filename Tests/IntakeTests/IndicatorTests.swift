import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Indicators as the settings define them")
struct IndicatorTests {
  /// Three dialogues of 40, 60 and an unstated number of people, and one campaign of 100.
  private func value(_ indicator: String) throws -> Double? {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "language: en\nindicators:\n  x: \(indicator)\n",
      "roster.csv": SmallProject.roster,
      "activities.csv": """
      date,unit,commune,activity,field,people
      01/02/2022,Nga Sơn,Nga An,Đối thoại,kinh tế,40
      02/02/2022,Nga Sơn,Nga An,Đối thoại,văn hóa,60
      03/02/2022,Nga Sơn,Nga Thanh,Đối thoại,,
      04/02/2022,Nga Sơn,Nga Thành,Tuyên truyền,kinh tế,"100,5"
      """,
    ])
    defer { folder.keep() }
    let intake = try Project(folder: folder.url).tally([.year(2022)])
    // That some texts do not count is what is asked for.
    let others = intake.log.all.filter {
      ![.uncountedText, .unusedCondition].contains($0.code)
    }
    #expect(others.isEmpty, "\(others.map { $0.line(in: .english) })")
    let x = try #require(intake.book.plan.indicator(withID: "x"))
    return intake.book.tally(x, for: .unit(0), in: .year(2022)).value
  }

  @Test(
    "Worked out by hand",
    arguments: [
      ("{count: activities}", 4), ("{count: activities, where: {activity: đối thoại}}", 3),
      ("{count: activities, where: {activity: [đối thoại, tuyên truyền], field: kinh tế}}", 2),
      ("{count: activities, where: {field: {not: kinh tế}}}", 2),
      ("{count: activities, where: {activity: {contains: thoại}}}", 3),
      ("{count: activities, where: {activity: {contains: [ĐỐI, truyền]}}}", 4),
      ("{count: activities, where: {activity: {starts: tuyên}}}", 1),
      ("{count: activities, where: {activity: {matches: 'đối.*|tuyên \\w+'}}}", 4),
      ("{count: activities, where: {activity: {matches: đối}}}", 0),
      ("{count: activities, where: {activity: {not: {contains: thoại}}}}", 1),
      ("{count: activities, where: {field: {not: {starts: kinh}}}}", 2),
      ("{distinct: commune, where: {activity: {contains: đối thoại}}}", 2),
      ("{count: activities, where: {people: {from: 60}}}", 2),
      ("{count: activities, where: {people: {from: 40, to: 60}}}", 2),
      ("{count: activities, where: {people: {to: 59.5}}}", 1),
      ("{distinct: commune, where: {activity: đối thoại}}", 2), ("{distinct: field}", 2),
      ("{sum: people}", 200.5), ("{mean: people, where: {activity: đối thoại}}", 50),
      ("{mean: people, where: {people: {from: 50}}}", 80.25),
    ] as [(String, Double)])
  func values(indicator: String, expected: Double) throws {
    #expect(try value(indicator) == expected)
  }

  @Test("A unit of measure is read in both languages, and refused where numbers are percentages")
  func unitOfMeasure() throws {
    func project(_ indicator: String) throws -> Project {
      let folder = try TemporaryFolder([
        "giaoban.yaml": "indicators:\n  land: {sum: land}\n  x: \(indicator)\n",
        "roster.csv": SmallProject.roster, "activities.csv": "date,unit,commune,activity,land\n",
      ])
      defer { folder.keep() }
      return try Project(folder: folder.url)
    }
    let said = try project("{sum: land, unit_of_measure: {vi: triệu đồng, en: million dong}}")
    let unit = try #require(said.definition.indicator(withID: "x")?.unitOfMeasure)
    #expect(unit[.vietnamese] == "triệu đồng" && unit[.english] == "million dong")
    let refused = try project("{ratio: [land, land], unit_of_measure: ha}")
    #expect(
      refused.log.all.map { $0.line(in: .english) }.contains {
        $0.contains("giaoban.yaml:3") && $0.contains("this rate is always in percent")
      })
    let number = try project("{ratio: [land, land], shown_as: number, unit_of_measure: ha}")
    #expect(!number.log.hasErrors)
  }

  @Test(
    "Conditions that say nothing, or two things at once, are refused",
    arguments: [
      "{people: {}}", "{people: {from: 5, to: 1}}", "{people: {not: x, from: 1}}",
      "{people: {from: many}}", "{people: {from: 1.23456}}", "{people: {form: 1}}",
    ])
  func refused(condition: String) throws {
    let findings = try SmallProject.findings(
      activities: "date,unit,activity,people\n",
      settings: "indicators:\n  x: {count: activities, where: \(condition)}\n")
    #expect(findings.contains { $0.code == .badSetting || $0.code == .unknownKey })
  }

  @Test(
    "Arithmetic of other indicators, by hand",
    arguments: [
      // 3 dialogues, 1 campaign.
      ("dialogues + campaigns", 4), ("dialogues - campaigns * 2", 1),
      ("(dialogues - campaigns) * 2", 4), ("dialogues / campaigns / 2", 1.5),
      ("10 - dialogues - campaigns", 6), ("10 - (dialogues - campaigns)", 8),
      ("all * 100 / (dialogues + 1)", 100), ("campaigns / (dialogues - 3)", nil),
    ] as [(String, Double?)])
  func computed(expression: String, expected: Double?) throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        x: {compute: "\(expression)"}
        all: {compute: dialogues + campaigns}
        dialogues: {count: activities, where: {activity: đối thoại}}
        campaigns: {count: activities, where: {activity: tuyên truyền}}
      """,
      "roster.csv": SmallProject.roster,
      "activities.csv": """
      date,unit,activity,note
      01/02/2022,Nga Sơn,Đối thoại,1
      01/02/2022,Nga Sơn,Đối thoại,2
      01/02/2022,Nga Sơn,Đối thoại,3
      01/02/2022,Nga Sơn,Tuyên truyền,
      """,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let book = try project.tally([.year(2022)]).book
    let tally = book.tally(project.definition.indicators[0], for: .unit(0), in: .year(2022))
    #expect(tally.value == expected)
    #expect(tally.status == (expected == nil ? .notApplicable : .complete))
  }

  @Test("Brackets are written only where they are needed")
  func brackets() throws {
    for text in ["a + b − c", "a − (b − c)", "(a + b) × c / 2", "a / (b × c)", "a × b + c"] {
      let plain = text.replacing("−", with: "-").replacing("×", with: "*")
      #expect(try #require(Arithmetic(plain)).text { $0 } == text)
    }
  }

  @Test(
    "What is no arithmetic, refers to nothing, to a rate, or to itself, is refused with its line",
    arguments: [
      ("a +", "is not a formula"), ("a b", "is not a formula"), ("(a", "is not a formula"),
      ("1.2.3", "is not a formula"), ("a ^ 2", "is not a formula"),
      (String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60), "is not"),
      ("nothing", "there is no indicator"), ("rate * 2", "is a rate itself"),
      ("x + 1", "x → x"), ("y", "x → y → x"),
    ])
  func refusedArithmetic(expression: String, message: String) throws {
    let findings = try SmallProject.findings(
      activities: "date,unit,activity\n",
      settings: """
        indicators:
          a: {count: activities}
          rate: {ratio: [a, a]}
          y: {compute: x}
          x: {compute: "\(expression)"}
        """)
    let own = findings.filter { $0.place.row == 5 }
    #expect(own.contains { $0.message.english.contains(message) }, "\(findings)")
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Slips that show only beside the unit's other reports")
struct SlipTests {
  private static let settings = """
    language: vi
    indicators:
      v: {from: submissions, over_time: sum, name: Số vụ}
      rate: {from: submissions, over_time: mean, name: Tỷ lệ hộ dùng nước sạch, unit_of_measure: "%"}
    """

  /// What is found where one unit after the other reports these numbers from January on.
  private func said(
    _ courses: [[String]], of indicator: String = "v"
  ) throws -> [Finding] {
    let units = ["Sông Đông", "Núi Tây", "Biển Nam"]
    let rows = zip(units, courses).flatMap { unit, numbers in
      numbers.enumerated().map { month, number in
        "Tháng \(month + 1)/2024,\(unit),\(indicator),\"\(number)\"\n"
      }
    }
    return try Small(
      ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.joined()],
      settings: SlipTests.settings
    ).intake(.half(1, year: 2024)).log.all.filter {
      [.farFromOthers, .risingNumbers].contains($0.code)
    }
  }

  @Test("A share among percentages is one hundredth of what is meant")
  func share() throws {
    let found = try said([["95,5", "96", "0,9"], ["88", "87,5", "89"]], of: "rate")
    #expect(found.map { "\($0.place)" } == ["submissions.csv:4:4"])
    #expect(found[0].message.vietnamese.contains("0,9 được tính là 0,9%"))
    #expect(found[0].message.vietnamese.contains("nếu là 90%, hãy ghi lại"))
    // Percentages that are that small, or fall step by step, are what they are.
    #expect(try said([["0,8", "0,9", "0,7"], ["12", "3", "0,9"]], of: "rate").isEmpty)
  }

  @Test("A number a hundred times the others shows from the third report on")
  func thousands() throws {
    let found = try said([["12,5", "12.500", "13,1"], ["10", "12", "11"]])
    #expect(found.map { "\($0.place)" } == ["submissions.csv:3:4"])
    #expect(found[0].message.vietnamese.contains("từ 12,5 đến 13,1"))
    // Small numbers jump, and a month without anything is none.
    #expect(try said([["2", "300", "1"], ["1500", "0", "1600"]]).isEmpty)
  }

  @Test("One unit of several that begins to count from the beginning of the year is said")
  func turn() throws {
    let steady = ["10", "12", "11", "13", "9", "12"]
    let found = try said([["10", "12", "34", "45", "56", "70"], steady, steady])
    #expect(found.map { "\($0.place)" } == ["submissions.csv:4:4"])
    #expect(
      found[0].message.vietnamese.hasPrefix(
        "Số vụ, Huyện Sông Đông: số của tháng 3 năm 2024 không nhỏ hơn tổng các kỳ trước đó, và từ đó chỉ tăng"
      ))
    #expect(found[0].message.vietnamese.contains("(10; 12; 34; 45; 56; 70)"))
    // A busy season of all, one month, and numbers that fall again are no turn.
    let busy = ["10", "12", "34", "45", "56", "70"]
    #expect(try said([busy, busy, steady]).isEmpty)
    #expect(try said([["10", "12", "34", "12", "9", "11"], steady, steady]).isEmpty)
    #expect(try said([["1", "2", "4", "6", "9", "12"], steady, steady]).isEmpty)
  }

  @Test("A plan of the year that reports of later months state otherwise holds from these on")
  func plans() throws {
    let table = { (rows: String) in
      try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Kế hoạch năm 2024\n" + rows],
        settings: SlipTests.settings)
    }
    let small = try table(
      "Tháng 1/2024,Núi Tây,v,5,100\nTháng 2/2024,Núi Tây,v,6,100\nTháng 3/2024,Núi Tây,v,7,130\n")
    let intake = try small.intake()
    #expect(
      intake.log.all.filter { $0.code == .contradictingNumbers }.map {
        "\($0.place) \($0.severity)"
      } == ["submissions.csv:4:5 warning"])
    for (month, plan) in [(1, 100), (2, 100), (3, 130)] {
      let held = intake.book.plans.holding(
        "v", for: .unit(1), in: .month(month, year: 2024), intake.book.calendar)
      #expect(held.map(\.value) == [Quantity(plan)])
    }
    // Two reports of one month contradict each other.
    let twice = try table("Tháng 1/2024,Núi Tây,v,5,100\nTháng 1/2024,Núi Tây,v,5,130\n")
    #expect(
      try twice.intake().log.all.filter { $0.code == .contradictingNumbers }.map(\.severity) == [
        .error
      ])
  }
}

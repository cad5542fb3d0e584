import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Numbers that seem to be measured differently, and parts that are missing")
struct MeasureSlipTests {
  private let half = Period.half(1, year: 2024)

  private func findings(
    _ values: [String], measure: String?, code: Finding.Code = .unlikeMeasures
  ) throws -> [String] {
    let units = ["Sông Đông", "Núi Tây", "Biển Nam"]
    let small = try Small(
      [
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
          + zip(units, values).map { "2024-H1,\($0),v,\"\($1)\"\n" }.joined()
      ],
      settings: """
        language: en
        indicators:
          v: {from: submissions, name: Thu\(measure.map { ", unit_of_measure: " + $0 } ?? "")}
        """)
    return try small.intake(half).log.all.filter { $0.code == code }.map { $0.line(in: .english) }
  }

  @Test("Two groups of units with a gap of hundreds of times between them are named, once")
  func money() throws {
    #expect(
      try findings(["1.200", "1.300.000.000", "950"], measure: "triệu đồng") == [
        "submissions.csv:3:4: Thu: the numbers of Huyện Núi Tây (such as 1300000000) and those of the other units"
          + " (such as 950 of Huyện Biển Nam, submissions.csv:4:4) are so far apart that they may be measured"
          + " differently (triệu đồng); check them before they are added"
      ])
    // The few are named, also where theirs are the small ones.
    let small = try findings(["1,2", "1.300.000", "950.000"], measure: "nghìn đồng")
    #expect(small.count == 1 && small[0].contains("the numbers of Huyện Sông Đông (such as 1.2)"))
  }

  @Test(
    "Sizes that differ as those of units do are left alone",
    arguments: [
      // A town earns a hundred times what a poor commune does, with others between.
      (["12", "140", "3.100"], "tỷ đồng"), (["8", "0", "2.300"], "tỷ đồng"),
      (["1", "4.000", "90"], nil), (["3", "5.000", "0"], "lượt người"), (["2", "500", "7"], "ha"),
    ] as [([String], String?)])
  func sizes(values: [String], measure: String?) throws {
    #expect(try findings(values, measure: measure) == [])
  }

  @Test("What nobody measures by thousands must be further apart")
  func counts() throws {
    #expect(try findings(["3", "59.000", "4"], measure: nil) == [])
    #expect(try findings(["3", "81.000", "4"], measure: nil).count == 1)
  }

  @Test("All parts that the same units lack are one finding, however many they are")
  func parts() throws {
    func small(_ rows: [String]) throws -> [String] {
      try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.map { $0 + "\n" }.joined()],
        settings: "indicators:\n  v: {from: submissions, over_time: sum}\n"
      ).intake(half).log.all.filter { $0.code == .missingParts }.map { $0.line(in: .vietnamese) }
    }
    #expect(
      try small([
        "Tháng 4/2024,Sông Đông,v,1", "Tháng 4/2024,Núi Tây,v,1", "Tháng 2/2024,Biển Nam,v,1",
        "Tháng 3/2024,Biển Nam,v,1", "Tháng 4/2024,Biển Nam,v,1",
      ]) == [
        "submissions.csv: 6 tháng đầu năm 2024: chưa đủ vì thiếu số liệu quý I, tháng 5 và tháng 6 năm 2024 của Huyện Sông"
          + " Đông và Huyện Núi Tây (v)",
        "submissions.csv: 6 tháng đầu năm 2024: chưa đủ vì thiếu số liệu tháng 01, tháng 5 và tháng 6 năm 2024 của"
          + " Huyện Biển Nam (v)",
      ])
  }
}

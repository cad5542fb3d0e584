import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Cumulative numbers beside numbers of single periods, plans of unlike periods")
struct CumulativeDifferenceTests {
  private func said(_ rows: [String], header: String = "Thực hiện,Lũy kế") throws -> [String] {
    let small = try Small(
      ["submissions.csv": "Đơn vị,Chỉ tiêu,Kỳ,\(header)\n" + rows.map { $0 + "\n" }.joined()],
      settings: """
        language: en
        indicators:
          v: {from: submissions, over_time: sum}
        """)
    return try small.intake(.year(2026)).log.all
      .filter { ![.missingParts, .partsOnly, .noActivities].contains($0.code) }
      .map { "\($0.place.row ?? 0) \($0.code.rawValue): \($0.message.english)" }
  }

  @Test("What the periods of a year add up to is what a cumulative number says")
  func agrees() throws {
    #expect(
      try said([
        "Sông Đông,v,2026-H1,10,", "Sông Đông,v,2026-M07,5,15", "Sông Đông,v,2026-M08,2,17",
      ])
        == [])
  }

  @Test("One that says otherwise is asked about where it does so first")
  func differs() throws {
    #expect(
      try said([
        "Sông Đông,v,2026-H1,10,", "Sông Đông,v,2026-M07,5,20", "Sông Đông,v,2026-M08,2,22",
      ])
        == [
          "3 contradicts-parts: v: 20 from the beginning of the year to the end of 2026-M07, but its periods add up"
            + " to 15 (2026-H1: 10, 2026-M07: 5); check them"
        ])
  }

  @Test("One that is less than a part before it is told to be less, though other parts are missing")
  func isLess() throws {
    #expect(
      try said(["Sông Đông,v,2026-H1,10,", "Sông Đông,v,2026-M08,,4"]) == [
        "3 contradicts-parts: v: 4 from the beginning of the year to the end of 2026-M08, but its periods alone are"
          + " 10 (2026-H1: 10); check them"
      ])
  }

  @Test("A balance may fall below what single months add up to, but is the sum of all of them")
  func balance() throws {
    let months = ["Sông Đông,v,2026-M01,-3,", "Sông Đông,v,2026-M02,5,"]
    #expect(
      try said(months + ["Sông Đông,v,2026-M02,,2"]).filter { !$0.contains("negative") } == [])
    #expect(
      try said(["Sông Đông,v,2026-M02,5,2", "Sông Đông,v,2026-M01,-3,"]).filter {
        !$0.contains("negative")
      } == [])
    #expect(
      try said(["Sông Đông,v,2026-M02,5,4", "Sông Đông,v,2026-M01,-3,"]).filter {
        !$0.contains("negative")
      } == [
        "2 contradicts-parts: v: 4 from the beginning of the year to the end of 2026-M02, but its periods add up to 2"
          + " (2026-M01: -3, 2026-M02: 5); check them"
      ])
  }

  private func plans(_ rows: [String]) throws -> [String] {
    try said(rows, header: "Thực hiện,Kế hoạch")
  }

  @Test("A plan for a part of the period for which the others have theirs is asked about")
  func partialPlan() throws {
    let year = ["Sông Đông,v,2026,50,100", "Núi Tây,v,2026,40,80"]
    #expect(try plans(year + ["Biển Nam,v,2026,30,60"]) == [])
    #expect(
      try plans(year + ["Biển Nam,v,2026-H1,30,60"]) == [
        "4 bad-period: v, Huyện Biển Nam: the plan counts for 2026-H1, but 2 other units state theirs for 2026, so they do"
          + " not add up; if it is the plan for 2026, too, write that period into its header"
      ])
  }
}

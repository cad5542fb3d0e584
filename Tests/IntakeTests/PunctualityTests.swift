import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake

@Suite("Numbers that are sent on time, or late")
struct PunctualityTests {
  private static let settings = """
    language: en
    due: 5
    indicators:
      a: {name: Hội nghị, from: submissions, over_time: sum}
      b: {name: Lớp học, from: submissions, due: 10, over_time: sum}
      c: {name: Khảo sát, from: submissions, applies_to: [Biển Nam]}
    """

  private func small(_ rows: String, header: String = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Ngày gửi\n")
    throws
    -> Small
  {
    try Small(["submissions.csv": header + rows], settings: PunctualityTests.settings)
  }

  private func standings(_ small: Small, _ period: Period) throws -> [Punctuality.Standing?] {
    let intake = try small.intake(period)
    let round = try #require(intake.punctuality.rounds.first { $0.period == period })
    return (0..<3).map { round.standings[$0] }
  }

  @Test("A unit is as late as the latest of its numbers, each by its own due day")
  func late() throws {
    // Month 5 ends on 31 May: a is due on 5 June, b on 10 June.
    let small = try small(
      """
      Tháng 5/2024,Sông Đông,a,1,5/6/2024
      Tháng 5/2024,Sông Đông,b,1,16h05 ngày 10/6/2024
      Tháng 5/2024,Núi Tây,a,1,6/6/2024 08:00
      Tháng 5/2024,Núi Tây,b,1,13/6/2024

      """)
    #expect(
      try standings(small, .month(5, year: 2024)) == [.onTime, .late(days: 3), .missing])
    let late = try small.message(.lateSubmission)
    #expect(
      late.contains("2024-M05: 1 unit sent later than due: Huyện Núi Tây (3 days)"),
      "\(late)")
  }

  @Test("A line above the table says it for all rows; without a day nobody is late")
  func above() throws {
    let rows = "2024-Q1,Sông Đông,a,1\n2024-Q1,Núi Tây,a,2\n"
    let small = try small("Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows, header: "Ngày gửi: 9/4/2024,,,\n")
    let quarter = Period.quarter(1, year: 2024)
    #expect(try standings(small, quarter) == [.late(days: 4), .late(days: 4), .missing])
    let undated = try self.small(rows, header: "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n")
    #expect(try undated.intake(quarter).punctuality.rounds.isEmpty)
    // Some with, some without.
    let mixed = try self.small("2024-Q1,Sông Đông,a,1,1/4/2024\n2024-Q1,Núi Tây,a,2,\n")
    #expect(try standings(mixed, quarter) == [.onTime, .undated, .missing])
  }

  @Test("Units that are not asked are not missing; a day that is none is said")
  func scope() throws {
    let small = try small("2024-H1,Biển Nam,c,1,3/7/2024\n2024-Q1,Sông Đông,a,1,hôm qua\n")
    #expect(try standings(small, .half(1, year: 2024)) == [nil, nil, .onTime])
    #expect(try small.said().contains("submissions.csv:3:5 bad-date warning"))
  }

  @Test("Who reported a longer period at once owes no part of it")
  func longer() throws {
    let small = try small("2024-Q1,Sông Đông,a,1,1/4/2024\n2024-H1,Núi Tây,a,2,1/7/2024\n")
    #expect(try standings(small, .quarter(1, year: 2024)) == [.onTime, nil, .missing])
  }

  @Test("The column of a report table, with days as cells")
  func reportTable() throws {
    let table = StoredZip.OddWorkbook(sheets: [
      (
        "Tháng 5",
        sheet([
          ["KẾT QUẢ THÁNG 5 NĂM 2024"], ["STT", "Đơn vị", "Hội nghị", "Lớp học", "Thời điểm nộp"],
          ["#1", "Sông Đông", "#5", "#6", "4/6/2024 17:05"],
          ["#2", "Núi Tây", "#7", "#8", "12/6/2024"],
        ])
      )
    ])
    let small = try Small([:], settings: PunctualityTests.settings)
    try small.add("bieu.xlsx", table.data)
    #expect(
      try standings(small, .month(5, year: 2024)) == [.onTime, .late(days: 7), .missing])
  }

  @Test("A number that nobody asked a unit for makes it neither late nor early")
  func notAsked() throws {
    let small = try small(
      """
      Tháng 5/2024,Sông Đông,a,1,5/6/2024
      Tháng 5/2024,Sông Đông,c,1,20/6/2024

      """)
    #expect(try standings(small, .month(5, year: 2024))[0] == .onTime)
  }

  @Test("Who sent all parts of a period that is asked for has sent it, on the day of the last part")
  func parts() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Ngày gửi
        2024-Q1,Sông Đông,a,10,5/4/2024
        2024-M01,Núi Tây,a,1,1/2/2024
        2024-M02,Núi Tây,a,2,1/3/2024
        2024-M03,Núi Tây,a,3,7/4/2024
        2024-M01,Biển Nam,a,3,1/4/2024

        """
      ],
      settings:
        "indicators:\n  a: {name: Hội nghị, from: submissions, over_time: sum, asked: quarters, due: 5}"
    )
    #expect(
      try standings(small, .quarter(1, year: 2024)) == [.onTime, .late(days: 2), .missing])
  }
}

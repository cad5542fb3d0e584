import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("A second column of labels, lines of periods, titles with days")
struct SubLabelTests {
  private static let settings = """
    language: vi
    indicators:
      complaints: {name: Đơn thư – Khiếu nại, from: submissions, over_time: sum}
      reports: {name: Đơn thư – Tố cáo, from: submissions, over_time: sum}
      checks: {name: Số cuộc giám sát, from: submissions, over_time: sum}
    """
  private static let roster = "cluster,unit,commune\nC,Xã An Bình,\n"

  /// The numbers of a form, as "checks 2026-H1 plan 12".
  private func numbers(_ title: String, _ lines: String...) throws -> [String] {
    try Small(
      ["b.csv": "UBND XÃ AN BÌNH\n\(title)\n\(lines.joined(separator: "\n"))\n"],
      settings: SubLabelTests.settings, roster: SubLabelTests.roster
    ).intake(.half(1, year: 2026)).tables.flatMap(\.numbers).map { number in
      "\(number.indicator) \(number.period.name) \(number.figure) \(number.valueText)"
    }
  }
  private let half = "BÁO CÁO 6 THÁNG ĐẦU NĂM 2026"

  @Test("Lines that share a label are told apart by the column behind it")
  func details() throws {
    #expect(
      try numbers(
        half, "TT,Nội dung,Chi tiết,ĐVT,Kết quả", "1,Đơn thư,Khiếu nại,đơn,5", ",,Tố cáo,đơn,2",
        "2,Số cuộc giám sát,,cuộc,6") == [
          "complaints 2026-H1 value 5", "reports 2026-H1 value 2", "checks 2026-H1 value 6",
        ])
  }

  @Test("The column behind the labels may say figures or periods")
  func figuresAndPeriods() throws {
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,,Số liệu", "1,Số cuộc giám sát,Kế hoạch,5", ",,Thực hiện,6",
        ",,Cùng kỳ,7") == [
          "checks 2026-H1 plan 5", "checks 2026-H1 value 6", "checks 2025-H1 value 7",
        ])
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,,Số liệu", "1,Số cuộc giám sát,Quý I,5", ",,Quý II,6") == [
          "checks 2026-Q1 value 5", "checks 2026-Q2 value 6",
        ])
  }

  @Test("Figures of the column may say up to when, and compare")
  func figuresUpTo() throws {
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,,Số liệu", "1,Số cuộc giám sát,KH năm,50", ",,Thực hiện đến 30/6,20",
        ",,TH/KH (%),40", ",,Cùng kỳ năm trước,18") == [
          "checks 2026 plan 50", "checks 2026-H1 cumulative 20", "checks 2025-H1 value 18",
        ])
  }

  @Test("What the council's resolution gives and what was registered in January are plans")
  func given() throws {
    #expect(
      try numbers(half, "Nội dung,Nghị quyết HĐND giao 2026,Kết quả", "Số cuộc giám sát,33,14") == [
        "checks 2026 plan 33", "checks 2026-H1 value 14",
      ])
    #expect(
      try numbers(half, "Nội dung,Đăng ký đầu năm,Đã thực hiện", "Số cuộc giám sát,33,14").last
        == "checks 2026-H1 value 14")
  }

  @Test("So may lines below the label, with marks or without")
  func linesOfPeriods() throws {
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,Số liệu", "1,Số cuộc giám sát,", ",6 tháng đầu năm 2025,5",
        ",6 tháng đầu năm 2026,6") == ["checks 2025-H1 value 5", "checks 2026-H1 value 6"])
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,Số liệu", "1,Số cuộc giám sát,", ",- Quý I,5", ",- Quý II,6") == [
          "checks 2026-Q1 value 5", "checks 2026-Q2 value 6",
        ])
  }

  @Test("The days of a title say its year, and no other period than the headings do")
  func days() throws {
    #expect(
      try numbers(
        "SỐ LIỆU (từ 01/01/2026 đến 30/6/2026)", "Chỉ tiêu,Thực hiện năm 2025,KH năm,TH quý II",
        "Số cuộc giám sát,97,90,27") == [
          "checks 2025 value 97", "checks 2026 plan 90", "checks 2026-Q2 value 27",
        ])
    #expect(
      try numbers(
        "SỐ LIỆU (tính đến 30/6/2026)", "Chỉ tiêu,Quý I/2026,Quý II/2026",
        "Số cuộc giám sát,24,27") == ["checks 2026-Q1 value 24", "checks 2026-Q2 value 27"])
    #expect(
      try numbers(
        "SỐ LIỆU (tính đến 30/6/2026)",
        "Chỉ tiêu,KH năm 2026,Thực hiện 6 tháng đầu năm 2026,Cùng kỳ năm 2025",
        "Số cuộc giám sát,165,83,75") == [
          "checks 2026 plan 165", "checks 2026-H1 value 83", "checks 2025-H1 value 75",
        ])
    #expect(
      try numbers(
        "SỐ LIỆU (tính đến 30/6/2026)", "Chỉ tiêu,Cùng kỳ năm 2025,Thực hiện",
        "Số cuộc giám sát,75,83"
      ) == ["checks 2025-M06 cumulative 75", "checks 2026-M06 cumulative 83"])
    #expect(
      try numbers("SỐ LIỆU THÁNG 1 ĐẾN THÁNG 6 NĂM 2026", "Chỉ tiêu,T1,T2", "Số cuộc giám sát,6,7")
        == ["checks 2026-M01 value 6", "checks 2026-M02 value 7"])
  }

  @Test("The tasks of the next half-year are its plan; a plan of the year is so under a half-year")
  func plans() throws {
    #expect(
      try numbers(
        "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026", "TT,Nội dung,Chỉ tiêu", "1,Số cuộc giám sát,4")
        == ["checks 2026-H2 plan 4"])
    #expect(
      try numbers(
        half, "TT,Nội dung,6 tháng đầu năm 2026,", ",,KH năm,TH", "1,Số cuộc giám sát,90,51") == [
          "checks 2026 plan 90", "checks 2026-H1 value 51",
        ])
  }

  @Test("TH 6 tháng năm trước is last year's, and 6T 2026/KH 2026 compares")
  func figures() throws {
    #expect(
      try numbers(
        half, "Nội dung,KH 2026,TH 6T 2026,6T 2026/KH 2026,TH 6 tháng năm trước",
        "Số cuộc giám sát,90,45,50,48") == [
          "checks 2026 plan 90", "checks 2026-H1 value 45", "checks 2025-H1 value 48",
        ])
  }

  @Test("38 cuộc beside cuộc is a number, and its line no header")
  func countedLines() throws {
    #expect(
      try numbers(
        half, "TT,Chỉ tiêu,ĐVT,Kết quả", "1,Số cuộc giám sát,cuộc,61 cuộc", "b,Thôn,cuộc,38 cuộc")
        == ["checks 2026-H1 value 61"])
  }
}

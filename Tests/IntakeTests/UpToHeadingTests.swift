import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
@testable import TableGrids

@Suite("Headings that say a figure, and up to when it counts")
struct UpToHeadingTests {
  private static let settings = """
    language: vi
    indicators:
      talks: {name: Số cuộc đối thoại, from: submissions, over_time: sum}
      poor: {name: Hộ nghèo, from: submissions, over_time: last}
    """
  private static let roster = "cluster,unit,commune\nC,Xã An Bình,\n"

  /// The numbers of a form, as "2026-H1 plan 12".
  private func numbers(_ title: String, _ header: String, _ rows: String) throws -> [String] {
    try Small(
      ["b.csv": "UBND XÃ AN BÌNH\n\(title)\n\(header)\n\(rows)\n"],
      settings: UpToHeadingTests.settings, roster: UpToHeadingTests.roster
    ).intake(.half(1, year: 2026)).tables.flatMap(\.numbers).map { number in
      "\(number.period.name) \(number.figure) \(number.valueText)"
    }
  }

  @Test(
    "A plan up to the end of June is that of the half-year, last year's number counts from New Year",
    arguments: [
      ("Kế hoạch đến 30/6,Thực hiện đến 30/6", ["2026-H1 plan 12", "2026-M06 cumulative 10"]),
      ("KH đến hết quý II,TH đến hết quý II", ["2026-H1 plan 12", "2026-Q2 cumulative 10"]),
      ("Kế hoạch (đến 30/6),Thực hiện (đến 30/6)", ["2026-H1 plan 12", "2026-M06 cumulative 10"]),
      ("KH lũy kế 6 tháng,TH lũy kế 6 tháng", ["2026-H1 plan 12", "2026-H1 value 10"]),
      (
        "Kế hoạch lũy kế đến 30/6,Lũy kế thực hiện đến 30/6",
        ["2026-H1 plan 12", "2026-M06 cumulative 10"]
      ),
      (
        "Cùng kỳ đến 30/6/2025,Thực hiện đến 30/6/2026",
        ["2025-M06 cumulative 12", "2026-M06 cumulative 10"]
      ),
      (
        "Cùng kỳ đến 30/6,Thực hiện đến 30/6", ["2025-M06 cumulative 12", "2026-M06 cumulative 10"]
      ),
      ("KH 6 tháng,TH 6 tháng", ["2026-H1 plan 12", "2026-H1 value 10"]),
      ("KH (01/01-30/6),TH (01/01-30/6)", ["2026-H1 plan 12", "2026-H1 value 10"]),
      // Of eight months there is no plan.
      ("Kế hoạch đến hết tháng 8,Thực hiện đến hết tháng 8", ["2026-M08 cumulative 10"]),
    ])
  func oneLevel(header: String, expected: [String]) throws {
    #expect(
      try numbers("BÁO CÁO NĂM 2026", "Chỉ tiêu," + header, "Số cuộc đối thoại,12,10") == expected)
  }

  @Test("What exists on a day is no sum since New Year, whatever the heading says besides")
  func stocks() throws {
    #expect(
      try numbers("BÁO CÁO NĂM 2026", "Chỉ tiêu,Thực hiện đến 30/6", "Hộ nghèo,12")
        == ["2026-M06 value 12"])
  }

  @Test(
    "Figure and time may stand on two levels, whichever is above, and below a year",
    arguments: [
      (
        "Chỉ tiêu,Kế hoạch,,Thực hiện\n,Cả năm,Đến 30/6,Đến 30/6",
        ["2026 plan 12", "2026-H1 plan 7", "2026-M06 cumulative 5"]
      ),
      (
        "Chỉ tiêu,Đến hết tháng 6,,Cả năm\n,Kế hoạch,Thực hiện,Kế hoạch",
        ["2026-H1 plan 12", "2026-M06 cumulative 7", "2026 plan 5"]
      ),
      (
        "Chỉ tiêu,Năm 2025,Năm 2026,\n,Đến 30/6,Kế hoạch,Đến 30/6",
        ["2025-M06 cumulative 12", "2026 plan 7", "2026-M06 cumulative 5"]
      ),
    ])
  func twoLevels(header: String, expected: [String]) throws {
    #expect(try numbers("BÁO CÁO NĂM 2026", header, "Số cuộc đối thoại,12,7,5") == expected)
  }

  @Test("A plan of the year holds under a title of two periods of it")
  func titleOfTwo() throws {
    #expect(
      try numbers(
        "BÁO CÁO QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2026", "Chỉ tiêu,KH năm,Quý II,6 tháng",
        "Số cuộc đối thoại,12,4,7") == ["2026 plan 12", "2026-Q2 value 4", "2026-H1 value 7"])
  }

  @Test(
    "One figure over another is a rate, and no result of either",
    arguments: [
      "TH/KH", "TH/NQ", "Ước TH/KH", "KH 2026/TH 2025", "TH năm 2026/TH năm 2025",
      "TH 6 tháng 2026/TH 6 tháng 2025", "Đạt/KH", "TH 2026/2025",
    ])
  func ratios(heading: String) {
    let figure = FigureWords(heading)
    #expect(figure != nil && figure?.figure == nil, "\(heading)")
  }

  @Test(
    "A stroke within a time or between two words for one figure makes no rate",
    arguments: ["KH/năm", "TH 6T/2026", "Kế hoạch/Chỉ tiêu giao", "TH tháng 6/2026", "Đến 30/6"])
  func noRatios(heading: String) {
    #expect(!FigureWords.isRatio(heading), "\(heading)")
  }

  @Test("Beside plans and results, marks and outlooks count nothing")
  func remarks() throws {
    #expect(
      try numbers(
        "BÁO CÁO 6 THÁNG ĐẦU NĂM 2026",
        "Chỉ tiêu,KH năm,Thực hiện,Bằng,Điểm,Nhiệm vụ 6 tháng cuối năm,KH xã phấn đấu",
        "Số cuộc đối thoại,12,7,58,9,5,14") == ["2026 plan 12", "2026-H1 value 7"])
  }
}

@Suite("Tables in two languages")
struct BilingualTableTests {
  private static let settings = """
    language: vi
    indicators:
      talks: {name: Số cuộc đối thoại, from: submissions, over_time: sum}
    """

  @Test(
    "Headings and labels in Vietnamese and English are read once",
    arguments: [
      ("Chỉ tiêu - Indicator,Kế hoạch năm - Annual plan,Thực hiện - Actual", " - Talks"),
      ("Chỉ tiêu / Indicator,Kế hoạch năm / Annual plan,Thực hiện / Actual", " / Talks"),
      ("Chỉ tiêu (Indicator),Kế hoạch năm (Annual plan),Thực hiện (Actual)", " (Talks)"),
      ("Indicator - Chỉ tiêu,Annual plan - Kế hoạch năm,Actual - Thực hiện", ""),
      (
        "\"Chỉ tiêu\nIndicator\",\"Kế hoạch năm\nAnnual plan\",\"Thực hiện\nActual\"", ""
      ),
    ])
  func headings(header: String, label: String) throws {
    let project = try Small(
      [
        "b.csv":
          "UBND XÃ AN BÌNH\nBÁO CÁO 6 THÁNG ĐẦU NĂM 2026\n\(header)\nSố cuộc đối thoại\(label),12,7\n"
      ],
      settings: BilingualTableTests.settings, roster: "cluster,unit,commune\nC,Xã An Bình,\n")
    let numbers = try project.intake(.half(1, year: 2026)).tables.flatMap(\.numbers)
    #expect(
      numbers.map { "\($0.period.name) \($0.figure)" } == ["2026 plan", "2026-H1 value"],
      "\(header)")
  }

  @Test("One English word behind a dash makes no table of two languages")
  func oneLanguage() throws {
    let pair = try #require(BilingualText.Style.dash.pair("Hội nghị - Zoom", []))
    #expect(!BilingualText.agree(pair))
  }
}

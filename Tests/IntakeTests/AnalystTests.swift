import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
@testable import ReportTables
@testable import Tables

/// What an analyst's own count showed; every right number is counted by hand.
@Suite("Numbers that were wrong or gone without a word beside an analyst's own count")
struct AnalystTests {
  private static let settings = """
    language: en
    columns: {people: Số người dự}
    indicators:
      talks: {name: Đối thoại, count: activities, where: {activity: {contains: đối thoại}}}
      meetings: {name: Hội nghị, count: activities, where: {activity: {starts: hội nghị}}}
      others: {name: Khác, count: activities, where: {activity: {not: {contains: đối thoại}}}}
    """

  @Test("A word is found beside punctuation, at a beginning, within, and where it is not wanted")
  func punctuation() throws {
    let texts = [
      "Hội nghị đối thoại, tiếp dân", "Hội nghị (đối thoại)", "Hội nghị: tiếp dân",
      "Đối thoại-tiếp dân", "\"Đối thoại\"", "Tiếp dân",
    ]
    let rows = texts.enumerated().map { index, text in
      "\(index + 1)/6/2024,Sông Đông,An Bình,\"\(text.replacing("\"", with: "\"\""))\",5\n"
    }
    let small = try Small(
      ["activities.csv": Small.header + rows.joined()], settings: AnalystTests.settings)
    #expect(try small.value("talks") == 4)
    #expect(try small.value("meetings") == 3)
    #expect(try small.value("others") == 2)
  }

  @Test("What a condition leaves out by its words is meant to be left out")
  func leftOut() throws {
    let small = try Small(
      ["activities.csv": Small.header + "1/6/2024,Sông Đông,An Bình,Họp,5\n"],
      settings: """
        language: en
        indicators:
          n: {count: activities, where: {activity: {not: Họp}}}
        """)
    #expect(try small.said() == [])
  }

  private static let reported = """
    language: en
    indicators:
      fees: {name: Kinh phí, unit_of_measure: triệu đồng, from: submissions, over_time: sum, aliases: [Kinh phí lũy kế (triệu đồng)]}
      area: {name: Diện tích, unit_of_measure: ha, from: submissions, over_time: sum}
    """

  @Test(
    "Cumulative numbers are told behind what is measured, before it and within its brackets",
    arguments: [
      "Kinh phí lũy kế (triệu đồng)", "Kinh phí từ đầu năm (triệu đồng)",
      "Kinh phí cộng dồn (triệu đồng)", "Kinh phí (lũy kế, triệu đồng)",
      "Lũy kế kinh phí (triệu đồng)", "Kinh phí (triệu đồng) lũy kế",
    ])
  func cumulative(header: String) throws {
    let words = CumulativeWords(header)
    #expect(words.isCumulative)
    #expect(words.rest == "Kinh phí (triệu đồng)")
    let files = Dictionary(
      uniqueKeysWithValues: [(1, 1), (2, 3), (3, 6)].map { month, value in
        (
          "t\(month).csv",
          "BÁO CÁO THÁNG \(month) NĂM 2024;;\nTT;Đơn vị;\(header)\n1;Núi Tây;\(value)\n"
        )
      })
    let small = try Small(files, settings: AnalystTests.reported)
    #expect(try small.value("fees", in: .quarter(1, year: 2024)) == 6)
  }

  @Test("Number and measure in one cell count where the indicator is measured in that")
  func measured() throws {
    func value(_ cell: String, _ id: String) throws -> (Double?, [String]) {
      let name = id == "fees" ? "Kinh phí" : "Diện tích"
      let small = try Small(
        ["b.csv": "QUÝ I NĂM 2024;;\nTT;Đơn vị;\(name)\n1;Núi Tây;\(cell)\n2;Sông Đông;7\n"],
        settings: AnalystTests.reported)
      return (try small.value(id, 1, in: .quarter(1, year: 2024)), try small.said())
    }
    for cell in ["15 triệu đồng", "15 trđ", "15 triệu"] {
      #expect(try value(cell, "fees").0 == 15, "\(cell)")
    }
    #expect(try value("226,1 trđ", "fees").0 == 226.1)
    for (cell, id) in [("15 tỷ đồng", "fees"), ("80 người", "area"), ("5 triệu", "area")] {
      let (value, said) = try value(cell, id)
      #expect(value == nil && said.contains { $0.contains("error") }, "\(cell) \(said)")
    }
    #expect(try value("80 ha", "area").0 == 80)
  }

  @Test("\"5 nghìn\" is what a format shows, and is read as the text is")
  func spoken() throws {
    #expect(CellFormat(code: "#,##0,\" nghìn\"") == .spoken(groups: 1, words: " nghìn"))
    #expect(CellFormat(code: "#,##0,") == .scaled(groups: 1))
    #expect(CellContent.spoken(12.5, " nghìn") == "12,5 nghìn")
  }

  @Test(
    "A number of the whole period is its unit's and all former ones', whose own is said and not added"
  )
  func wholeOfMerged() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Một,Kinh phí,10\n2024-H1,Mới,Kinh phí,75\n"
      ], settings: AnalystTests.reported,
      roster: """
        Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
        C,Một,,31/3/2024,Mới
        C,Hai,,31/3/2024,Mới
        C,Mới,1/4/2024,,
        """)
    #expect(try small.value("fees", in: .half(1, year: 2024)) == 75)
    let said = try small.intake(.half(1, year: 2024)).log.all.filter {
      $0.code == .contradictsParts
    }
    #expect(
      said.map(\.message.english) == [
        "Kinh phí, 2024-H1: Mới states 75 for the whole period, so that 10 of Một is not added; if 75 only counts from"
          + " 2024-04-01, give the numbers of its months or quarters"
      ])
  }

  @Test(
    "Rows before an indicator begins, and rows without a commune where communes are counted, are said"
  )
  func rowsThatDoNotCount() throws {
    let small = try Small(
      [
        "activities.csv": Small.header + "5/2/2024,Sông Đông,,Đối thoại,5\n"
          + "5/3/2024,Sông Đông,,Đối thoại,5\n31/12/2024,Núi Tây,Bình Minh,Đối thoại,5\n"
          + "1/1/2024,Núi Tây,Bình Minh,Đối thoại,5\n"
      ],
      settings: """
        language: en
        indicators:
          n: {name: N, count: activities}
          late: {name: Late, count: activities, since: 2024-M03}
          communes: {name: Xã, distinct: commune}
        """)
    #expect(try small.value("late") == 2)
    let said = try small.intake().log.all.map(\.message.english)
    #expect(
      said.contains {
        $0.contains("Late, 2024: 2 rows of registers before 2024-03-01 do not count")
      }, "\(said)")
    #expect(
      said.contains { $0.contains("Xã, 2024: rows of Huyện Sông Đông (N) name no commune") },
      "\(said)")
  }

  @Test("Months before and of this report beside each other are what they say")
  func neighbours() {
    #expect(FigureWords.neighbour(of: "Số hồ sơ tháng này")?.name == "Số hồ sơ")
    #expect(FigureWords.neighbour(of: "Số hồ sơ tháng trước")?.isBefore == true)
    #expect(
      FigureWords.neighbour(of: "Kinh phí kỳ trước (triệu đồng)")?.name == "Kinh phí (triệu đồng)")
    for text in ["Số đơn tồn kỳ trước", "Kỳ này", "Kỳ trước chuyển sang", "So với kỳ trước"] {
      #expect(FigureWords.neighbour(of: text) == nil, "\(text)")
    }
    #expect(FigureWords.lastYear(of: "Kinh phí cùng kỳ (triệu đồng)") == "Kinh phí (triệu đồng)")
  }

  @Test(
    "A number that may be a thousandth of the others of its column does not count before it is written again"
  )
  func thousandths() throws {
    let small = try Small(
      [:], settings: AnalystTests.reported,
      roster: "Cụm,Đơn vị\nC,Xã An Bình\nC,Xã Bình Minh\nC,Xã Nga Tân\nC,Xã Nga Yên\n")
    let rows = sheet([
      ["BÁO CÁO QUÝ I NĂM 2024"], ["TT", "Đơn vị", "Kinh phí"], ["#1", "Xã An Bình", "#151317"],
      ["#2", "Xã Bình Minh", "#43154"], ["#3", "Xã Nga Tân", "#95030"],
      ["#4", "Xã Nga Yên", "68,394"],
    ])
    try small.add("a.xlsx", StoredZip.OddWorkbook(sheets: [("S", rows)]).data)
    let said = try small.said()
    #expect(said.contains("a.xlsx:S:6:3 ambiguous-number error"), "\(said)")
    #expect(try small.value("fees", 3, in: .quarter(1, year: 2024)) == nil)
  }

  @Test(
    "Units and communes as offices write them, a dash for no commune, days as programs write them")
  func writtenOtherwise() throws {
    let names = ["Sở TN&MT", "1. Huyện Sông Đông", "UBND huyện Sông Đông", "Huyện uỷ Sông Đông"]
    let days = ["20240605", "5-Jun-24", "08:00 05/6/2024", "05/6/2024 08:00"]
    let rows =
      names.enumerated().map { "\($0 + 1)/6/2024,\($1),,Họp,1\n" }
      + days.map { "\($0),Huyện Sông Đông,UBND xã An Bình,Họp,2\n" }
      + ["9/6/2024,Huyện Sông Đông,-,Họp,4\n"]
    let small = try Small(
      ["activities.csv": Small.header + rows.joined()],
      roster: Small.roster + "\nCụm 1,Sở Tài nguyên và Môi trường,\n")
    #expect(try small.said().allSatisfy { $0.hasSuffix("duplicate-activity warning") })
    #expect(try small.value("n", 0) == 8)
    #expect(try small.value("n", 3) == 1)
    #expect(try small.value("people", 0, in: .month(6, year: 2024)) == 15)
    // A torn number is no time.
    #expect(LooseDate.read("1 6/6/2022") == nil)
    #expect(LooseDate.read("20241305") == nil)
  }
}

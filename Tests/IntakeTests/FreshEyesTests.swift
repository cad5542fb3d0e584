import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("What officers and attackers found, that no word was said of")
struct FreshEyesTests {
  private static let reports = """
    language: en
    indicators:
      models: {name: Số mô hình, from: submissions, over_time: sum}
      meetings: {name: Số hội nghị, from: submissions, over_time: sum}
      money: {name: Chi ngân sách, from: submissions, unit_of_measure: triệu đồng}
    """

  private func report(_ table: String, file: String = "a.csv") throws -> Small {
    try Small([file: table], settings: FreshEyesTests.reports)
  }

  /// What is said, but for periods that are not whole.
  private func codes(_ small: Small) throws -> [Finding.Code] {
    try small.intake().log.all.map(\.code).filter { ![.missingParts, .partsOnly].contains($0) }
  }

  // MARK: Whose, in what, of when

  @Test(
    "A second line that names a unit says whose the next rows are",
    arguments: ["Đơn vị: Huyện Núi Tây", "Đơn vị báo cáo: Núi Tây", "Huyện Núi Tây", "2. Núi Tây"])
  func secondUnit(line: String) throws {
    let small = try report(
      """
      6 tháng đầu năm 2024,
      Đơn vị: Huyện Sông Đông,
      Chỉ tiêu,Số liệu
      Số mô hình,10
      "\(line)",
      Chỉ tiêu,Số liệu
      Số hội nghị,20
      """)
    let half = Period.half(1, year: 2024)
    #expect(try small.value("models", 0, in: half) == 10)
    #expect(try small.value("meetings", 0, in: half) == nil)
    #expect(try small.value("meetings", 1, in: half) == 20)
    #expect(try codes(small) == [])
  }

  @Test("A second unit that nobody knows is an error, and no number of the first")
  func strangeUnit() throws {
    let small = try report(
      """
      6 tháng đầu năm 2024,
      Đơn vị: Huyện Sông Đông,
      Chỉ tiêu,Số liệu
      Số mô hình,10
      Đơn vị: Huyện Mường Lạ,
      Số hội nghị,20
      """)
    #expect(try small.value("meetings", 0, in: .half(1, year: 2024)) == nil)
    #expect(try small.message(.unknownUnit).contains("Huyện Mường Lạ"))
  }

  @Test(
    "Another unit of measure is found wherever it stands",
    arguments: [
      "CHI NGÂN SÁCH QUÝ I/2024 - Đơn vị tính: tỷ đồng,\nĐơn vị,Chi ngân sách\nSông Đông,10\n",
      "CHI NGÂN SÁCH QUÝ I/2024 (ĐVT: tỷ đồng),\nĐơn vị,Chi ngân sách\nSông Đông,10\n",
      "Quý I/2024,\nĐơn vị: tỷ đồng,\nĐơn vị,Chi ngân sách\nSông Đông,10\n",
      "Quý I/2024,\nĐơn vị,Chi ngân sách\n,(tỷ đồng)\nSông Đông,10\n",
      "Quý I/2024,\nĐơn vị,Chi ngân sách (tỷ đồng)\nSông Đông,10\n",
      "Quý I/2024,\nĐơn vị: Sông Đông,\nChỉ tiêu,Số liệu\nChi ngân sách (tỷ đồng),10\n",
    ])
  func measures(table: String) throws {
    let small = try report(table)
    #expect(try small.value("money", in: .quarter(1, year: 2024)) == nil)
    #expect(
      try small.message(.badNumber).contains("\"tỷ đồng\": Chi ngân sách is measured in triệu đồng")
    )
    // Why the table is not read is not said falsely.
    #expect(try !small.lines().contains { $0.contains("are not understood") })
  }

  @Test(
    "Years under a title of a part of the year are that part of each; whole years and plans are not"
  )
  func years() throws {
    func values(_ title: String, _ header: String) throws -> [Double?] {
      let small = try report(
        "\(title),,\nĐơn vị,\(header)\nSông Đông,10,12\n", file: "Số mô hình.csv")
      return try [Period.half(1, year: 2023), .half(1, year: 2024), .year(2023), .year(2024)].map {
        try small.value("models", 0, in: $0)
      }
    }
    for title in ["SỐ MÔ HÌNH 6 THÁNG ĐẦU NĂM 2024", "SỐ MÔ HÌNH 6 THÁNG ĐẦU NĂM"] {
      for header in ["2023,2024", "Năm 2023,Năm 2024"] {
        #expect(
          try values(title, header) == [10, 12, 10, 12].map { $0 as Double? }
            || values(title, header).prefix(2) == [10, 12], "\(title) \(header)")
      }
    }
    #expect(
      try values("SỐ MÔ HÌNH 6 THÁNG ĐẦU NĂM 2024", "Cả năm 2023,Cả năm 2024").prefix(2)
        == [nil, nil])
    #expect(
      try values("SỐ MÔ HÌNH 6 THÁNG ĐẦU NĂM 2024", "Năm 2023,Thực hiện").prefix(3) == [
        nil, 12, 10,
      ])
  }

  @Test("Months under their word, and by month under a title of the year")
  func months() throws {
    let tables = [
      "SỐ MÔ HÌNH THEO THÁNG NĂM 2024,,,\nĐơn vị,Tháng,,\n,4,5,6\nSông Đông,1,2,3\n",
      "SỐ MÔ HÌNH THEO THÁNG NĂM 2024,,,\nĐơn vị,T4,T5,T6\nSông Đông,1,2,3\n",
    ]
    for table in tables {
      let small = try report(table)
      #expect(try small.value("models", 0, in: .month(6, year: 2024)) == 3, "\(table)")
      #expect(try small.value("models", 0, in: .quarter(2, year: 2024)) == 6)
    }
  }

  // MARK: Files

  @Test("A file that changes while it is read is an error")
  func changes() throws {
    let small = try Small(["activities.csv": Small.header + "2/6/2024,Sông Đông,,a,5\n"])
    let project = try Project(folder: small.folder.url)
    try small.add("activities.csv", Data((Small.header + "2/6/2024,Sông Đông,,a,50\n").utf8))
    let log = try project.tally([Small.year]).log
    #expect(
      log.all.map { $0.line(in: .english) } == [
        "activities.csv: the file changed while it was read; run the command again"
      ])
  }

  @Test(
    "Days of the lunar calendar and with a minus are no dates",
    arguments: ["1/6/2024 AL", "-1/6/2024"])
  func strangeDates(text: String) throws {
    let small = try Small(["activities.csv": Small.header + "\(text),Sông Đông,,a,5\n"])
    #expect(try small.said() == ["activities.csv:2:1 bad-date error"])
  }

  @Test("Part of a whole in a submission is said, for it may be a date")
  func fractions() throws {
    let small = try Small(
      ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,models,10/12\n"],
      settings: FreshEyesTests.reports)
    #expect(try small.value("models", in: .half(1, year: 2024)) == 10)
    #expect(try codes(small) == [.ambiguousNumber])
  }

  @Test(
    "Expressions that would be tried for ever are refused, others are not",
    arguments: [
      ("(a+)+b", true), ("(a|a)*b", true), ("((x*)y)+", true), ("(a+){2,}", true),
      ("(?:a*)+", true),
      ("đối thoại.*", false), ("(hội nghị|buổi) đối thoại", false), ("[(a+)]+", false),
      ("(?:lần )?[0-9]+", false), ("a+?b", false), ("\\(a+\\)+", false), ("(abc)+", false),
    ])
  func expressions(text: String, isRunaway: Bool) {
    #expect(ExpressionShape.isRunaway(text) == isRunaway)
  }

  @Test("A finding quotes no book, and no sign that moves a cursor")
  func quotes() throws {
    let long = String(repeating: "9x", count: 100_000)
    let small = try Small(["activities.csv": Small.header + "2/6/2024,Sông Đông,,a,\(long)\n"])
    #expect(try small.message(.badNumber).count < 2000)
    let place = Finding.Place(file: "a\n\u{1B}[31m.csv", row: 1)
    #expect("\(place)" == "a\u{FFFD}\u{FFFD}[31m.csv:1")
  }

  @Test("Text that a workbook does not have is damage, and no empty cell")
  func lackingText() throws {
    let small = try Small([:])
    let cell = "<c r=\"REF\" t=\"s\"><v>99</v></c>"
    let book = StoredZip.OddWorkbook(sheets: [
      ("S", sheet([registerHead, ["17/6/2022", "Sông Đông", "", "x", cell]]))
    ])
    try small.add("activities.xlsx", book.data)
    #expect(
      try small.said() == ["activities.xlsx unread-file warning"]
        || small.lines().contains {
          $0.contains("sharedStrings.xml")
        })
    #expect(
      try small.intake().log.all.contains { $0.line(in: .english).contains("sharedStrings.xml") })
  }
}

import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Headings that end with days or months, lines of figures, clusters and units above tables")
struct HeadingRangeTests {
  private func reported(_ table: String) throws -> [String] {
    try TablesProject().reported(["bieu.csv": table], by: "Xã An Bình").numbers
  }

  @Test(
    "A heading that ends with a first and a last day or month is of these",
    arguments: [
      ("Hội nghị tháng 1 đến tháng 7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị tháng 1-7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị T1-T7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị từ tháng 1 đến tháng 6", "Hội nghị 2025-H1 value 3"),
      ("Hội nghị T1÷T7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị T1->T7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị tháng 1÷7", "Hội nghị 2025-7M value 3"),
      ("Hội nghị T6", "Hội nghị 2025-M06 value 3"),
      ("Hội nghị (T6)", "Hội nghị 2025-M06 value 3"),
      ("Hội nghị (tháng 6)", "Hội nghị 2025-M06 value 3"),
      ("Hội nghị (T6/2024)", "Hội nghị 2024-M06 value 3"),
      ("Hội nghị quý I + II", "Hội nghị 2025-H1 value 3"),
      ("Hội nghị quý I+II+III", "Hội nghị 2025-9M value 3"),
      ("Hội nghị quý I, II, III", "Hội nghị 2025-9M value 3"),
      ("Hội nghị quý I-II", "Hội nghị 2025-H1 value 3"),
      ("Hội nghị quý III, IV", "Hội nghị 2025-H2 value 3"),
      ("Hội nghị (từ 01/4/2025 đến 30/6/2025)", "Hội nghị 2025-Q2 value 3"),
      ("Hội nghị (01/01 - 30/6/2024)", "Hội nghị 2024-H1 value 3"),
    ])
  func ranges(heading: String, number: String) throws {
    let table = """
      KẾT QUẢ CÔNG TÁC NĂM 2025
      TT|Đơn vị|\(heading)
      1|Xã An Bình|3
      2|Xã Bình Minh|4
      """
    #expect(try reported(table) == [number])
  }

  @Test(
    "What is named before the days keeps its meaning: last year's number, the plan, what adds up")
  func figures() throws {
    func numbers(_ heading: String) throws -> [String] {
      try reported(
        """
        KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025
        TT|Đơn vị|Hội nghị|\(heading)
        1|Xã An Bình|3|13
        2|Xã Bình Minh|4|14
        """)
    }
    let own = "Hội nghị 2025-H1 value 3"
    #expect(
      try numbers("Cùng kỳ (từ 01/01/2024 đến 30/6/2024)") == [own, "Hội nghị 2024-H1 value 13"])
    #expect(
      try numbers("Kế hoạch (từ 01/01/2025 đến 31/12/2025)") == [own, "Hội nghị 2025 plan 13"])
    #expect(
      try numbers("Lũy kế (từ 01/01/2025 đến 31/7/2025)") == [
        own, "Hội nghị 2025-M07 cumulative 13",
      ])
  }

  @Test("Columns that are nothing but months from and to are periods of what the title counts")
  func bare() throws {
    let table = """
      HỘI NGHỊ ĐỐI THOẠI NĂM 2025
      TT|Đơn vị|Tháng 1-3|T4-T6
      1|Xã An Bình|3|4
      2|Xã Bình Minh|5|6
      """
    #expect(
      try reported(table) == [
        "Hội nghị đối thoại 2025-Q1 value 3", "Hội nghị đối thoại 2025-Q2 value 4",
      ])
  }

  @Test("Numbers with strokes that are no days stay in the name")
  func classes() throws {
    let table = """
      HỌC SINH NĂM 2025
      TT|Đơn vị|Lớp 6/1 - 6/5|Số học sinh giỏi
      1|Xã An Bình|30|4
      2|Xã Bình Minh|31|6
      """
    #expect(try reported(table).contains("Số học sinh giỏi 2025 value 4"))
    #expect(!(try reported(table).contains { $0.contains("2025-M") }))
  }

  @Test(
    "Words that could be units of measure name what is counted where they tell columns of one period apart",
    arguments: [
      ["Hội nghị", "Lượt người"], ["Hội nghị", "Văn bản"], ["Số hội nghị", "Lượt người"],
    ])
  func measures(names: [String]) throws {
    let table = """
      BIỂU TỔNG HỢP SỐ LIỆU
      TT|Đơn vị|6 tháng đầu năm 2024||6 tháng đầu năm 2025|
      ||\(names[0])|\(names[1])|\(names[0])|\(names[1])
      1|Xã An Bình|1|10|3|30
      2|Xã Bình Minh|2|20|4|40
      """
    #expect(
      try reported(table) == [
        "\(names[0]) 2024-H1 value 1", "\(names[1]) 2024-H1 value 10",
        "\(names[0]) 2025-H1 value 3", "\(names[1]) 2025-H1 value 30",
      ])
  }

  @Test(
    "A line \"Lũy kế\" below a line of one unit is its cumulative number, and \"Cùng kỳ\" below that is, too",
    arguments: [
      "Lũy kế", "- Lũy kế", "Lũy kế từ đầu năm", "Lũy kế (T1-T6)", "Lũy kế từ 01/01 đến 30/6/2025",
    ])
  func lines(line: String) throws {
    let table = """
      UBND XÃ AN BÌNH
      KẾT QUẢ THÁNG 6 NĂM 2025
      TT|Chỉ tiêu|Kết quả
      1|Hội nghị|5
      |\(line)|20
      |Cùng kỳ|18
      2|Lượt người|100
      |\(line)|500
      """
    #expect(
      try reported(table) == [
        "Hội nghị 2025-M06 value 5", "Hội nghị 2025-M06 cumulative 20",
        "Hội nghị 2024-M06 cumulative 18", "Lượt người 2025-M06 value 100",
        "Lượt người 2025-M06 cumulative 500",
      ])
  }

  @Test("Days behind \"Cùng kỳ\" below a line are those of last year's number")
  func daysOfLastYear() throws {
    let table = """
      UBND XÃ AN BÌNH
      KẾT QUẢ THÁNG 6 NĂM 2025
      TT|Chỉ tiêu|Kết quả
      1|Hội nghị|5
      |Lũy kế (T1-T6)|20
      |Cùng kỳ (T1-T6/2024)|18
      2|Lượt người|100
      |Cùng kỳ (tháng 6/2024)|90
      """
    #expect(
      try reported(table) == [
        "Hội nghị 2025-M06 value 5", "Hội nghị 2025-M06 cumulative 20",
        "Hội nghị 2024-H1 value 18", "Lượt người 2025-M06 value 100",
        "Lượt người 2024-M06 value 90",
      ])
  }

  private static func report(_ unit: String, _ line: String, month: Int = 6) -> String {
    "UBND \(unit.uppercased())\n\(line)\nKẾT QUẢ THÁNG \(month) NĂM 2025\nTT|Chỉ tiêu|Kết quả\n1|Hội nghị|5\n2|Văn bản|7\n"
  }

  @Test("A cluster above the table of one unit is where that belongs; an industrial zone is none")
  func clusters() throws {
    let made = TablesProject()
    _ = try made.reported(
      [
        "a.csv": HeadingRangeTests.report("Xã An Bình", "Cụm thi đua số 1"),
        "b.csv": HeadingRangeTests.report("Xã Bình Minh", "Cụm thi đua số 2"),
        "c.csv": HeadingRangeTests.report("Xã Cẩm Sơn", "Cụm thi đua số 1"),
      ], by: "")
    let roster = try OpenProject(folder: made.project).project.roster
    #expect(
      roster.units.map { "\($0.name): \(roster.clusters[$0.cluster].name)" } == [
        "Xã An Bình: Cụm thi đua số 1", "Xã Bình Minh: Cụm thi đua số 2",
        "Xã Cẩm Sơn: Cụm thi đua số 1",
      ])
    let other = TablesProject()
    _ = try other.reported(
      [
        "a.csv": HeadingRangeTests.report("Xã An Bình", "Cụm công nghiệp Đông Hải"),
        "b.csv": HeadingRangeTests.report("Xã Bình Minh", "Số: 12/BC-UBND"),
      ], by: "")
    #expect(
      try OpenProject(folder: other.project).project.roster.clusters.map(\.name) == ["Cụm 1"])
  }

  @Test(
    "Months in brackets say once more what a quarter is, or which part of a year",
    arguments: [
      ("Quý I (T1-T3)", "Quý II (T4-T6)", ["2025-Q1 value 3", "2025-Q2 value 13"]),
      ("Năm 2024 (T1-T7)", "Năm 2025 (T1-T7)", ["2024-7M value 3", "2025-7M value 13"]),
      ("Thực hiện (tháng 6)", "Kế hoạch (năm)", ["2025-M06 value 3", "2025 plan 13"]),
      // "Lũy kế" behind months that begin late is no sum of them.
      ("Tháng 6", "Lũy kế", ["2025-M06 value 3", "2025-M06 cumulative 13"]),
    ])
  func brackets(first: String, second: String, numbers: [String]) throws {
    let table = """
      HỘI NGHỊ NĂM 2025
      TT|Đơn vị|\(first == "Tháng 6" ? "Tháng 5|" : "")\(first)|\(second)
      1|Xã An Bình|\(first == "Tháng 6" ? "2|" : "")3|13
      2|Xã Bình Minh|\(first == "Tháng 6" ? "2|" : "")4|14
      """
    let found = try reported(table).map { $0.replacing("Hội nghị ", with: "") }
    #expect(found.filter { !$0.hasPrefix("2025-M05") } == numbers)
  }

  @Test(
    "Names of files and titles say months from and to",
    arguments: [
      ("bieu T1-T6 nam 2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-H1"),
      ("Bieu thang 1-6.2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-H1"),
      ("bc_thang_01_06_2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-H1"),
      ("Bao cao T1-T7.2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-7M"),
      ("bieu quy I+II 2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-H1"),
      ("BC tu 01.01 den 30.6.2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-H1"),
      ("b.csv", "KẾT QUẢ CÔNG TÁC NĂM 2025 (T1-T7)", "2025-7M"),
      // A month and a day of a file are none.
      ("bc thang 6 nam 2025.csv", "KẾT QUẢ CÔNG TÁC", "2025-M06"),
      ("bieu 2025-09.csv", "KẾT QUẢ CÔNG TÁC", "2025-M09"),
    ])
  func names(file: String, title: String, period: String) throws {
    let table = "\(title)\nTT|Đơn vị|Hội nghị\n1|Xã An Bình|3\n2|Xã Bình Minh|4\n"
    #expect(
      try TablesProject().reported([file: table], by: "Xã An Bình").numbers == [
        "Hội nghị \(period) value 3"
      ])
  }

  @Test(
    "Lines with a number or a dash in front, and in words of their own, are figures of the line above"
  )
  func numberedLines() throws {
    let table = """
      UBND XÃ AN BÌNH
      KẾT QUẢ THÁNG 6 NĂM 2025
      TT|Chỉ tiêu|Kết quả
      1|Hội nghị|5
      -|Lũy kế|20
      2|Văn bản|100
      2.1|Lũy kế|500
      |Cùng kỳ lũy kế|450
      """
    #expect(
      try reported(table) == [
        "Hội nghị 2025-M06 value 5", "Hội nghị 2025-M06 cumulative 20",
        "Văn bản 2025-M06 value 100", "Văn bản 2025-M06 cumulative 500",
        "Văn bản 2024-M06 cumulative 450",
      ])
  }

  @Test("Last year's number and the plan may name what they are of")
  func namedFigures() throws {
    let table = """
      KẾT QUẢ THÁNG 6 NĂM 2025
      TT|Đơn vị|Hội nghị|Cùng kỳ hội nghị|Kế hoạch hội nghị
      1|Xã An Bình|3|2|4
      2|Xã Bình Minh|5|6|7
      """
    #expect(
      try reported(table) == [
        "Hội nghị 2025-M06 value 3", "Hội nghị 2024-M06 value 2", "Hội nghị 2025-M06 plan 4",
      ])
  }

  @Test(
    "Communes called Hợp Thành and Hợp Nhất report like others",
    arguments: ["Xã Hợp Thành", "Xã Hợp Nhất"])
  func joinedNames(name: String) throws {
    let table = """
      KẾT QUẢ THÁNG 6 NĂM 2025
      TT|Đơn vị|Hội nghị|Lượt người
      1|Xã An Bình||
      |Trong tháng|3|100
      |Lũy kế|20|800
      2|\(name)||
      |Trong tháng|4|101
      |Lũy kế|21|801
      """
    let made = TablesProject()
    #expect(
      try made.reported(["b.csv": table], by: name).numbers == [
        "Hội nghị 2025-M06 value 4", "Lượt người 2025-M06 value 101",
        "Hội nghị 2025-M06 cumulative 21", "Lượt người 2025-M06 cumulative 801",
      ])
  }

  @Test("A cluster in a letter head is no unit, and a unit typed without marks is one with them")
  func heads() throws {
    let made = TablesProject()
    _ = try made.reported(
      [
        "a.csv": "KHỐI THI ĐUA CÁC XÃ MIỀN NÚI\n"
          + HeadingRangeTests.report("Xã An Bình", "Số: 1/BC"),
        "b.csv": "KHỐI THI ĐUA CÁC XÃ MIỀN NÚI\n"
          + HeadingRangeTests.report("Xã Bình Minh", "Số: 2/BC"),
        "c.csv": "KẾT QUẢ THÁNG 5 NĂM 2025\nTT|Đơn vị|Hội nghị\n1|xa An Binh|3\n2|Xa Binh Minh|4\n",
      ], by: "")
    let roster = try OpenProject(folder: made.project).project.roster
    #expect(roster.units.map(\.name) == ["Xã An Bình", "Xã Bình Minh"])
    #expect(roster.clusters.map(\.name) == ["Khối thi đua các xã miền núi"])
  }

  @Test(
    "A unit of new files that is written nearly like one of the roster is not added to it, and named",
    arguments: [("Xã Cẩm Sớn", true), ("Xã Cẩm Sơm", true), ("Xã Hoàng Mai", false)])
  func slips(name: String, isSlip: Bool) throws {
    let made = TablesProject()
    let units = ["Xã An Bình", "Xã Bình Minh", "Xã Cẩm Sơn"]
    _ = try made.reported(
      Dictionary(
        uniqueKeysWithValues: units.enumerated().map {
          ("\($0).csv", HeadingRangeTests.report($1, "Số: 1/BC"))
        }), by: "")
    let file = made.project.deletingLastPathComponent().appending(path: "t7.csv")
    let text = HeadingRangeTests.report(name, "Số: 2/BC", month: 7).replacing("|", with: ";")
    try Data(text.utf8).write(to: file)
    let proposal = try ProjectMaking(made.project).make(from: [file.path]).proposal
    #expect(proposal.slips.map(\.unit) == (isSlip ? ["Xã Cẩm Sơn"] : []))
    let roster = try OpenProject(folder: made.project).project.roster
    #expect(roster.units.map(\.name) == units + (isSlip ? [] : [name]))
  }
}

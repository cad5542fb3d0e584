import ClusterMetrics
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

@Suite("Rows that say what their numbers are")
struct FigureRowTests {
  private static let settings = """
    language: en
    indicators:
      meetings: {name: Số hội nghị, from: submissions, over_time: sum}
      people: {name: Số người dự, from: submissions, over_time: sum}
    """
  private let half = Period.half(1, year: 2024)

  private func small(_ table: String) throws -> Small {
    try Small(
      ["bieu.csv": "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\n" + table], settings: FigureRowTests.settings)
  }

  @Test(
    "\"Kế hoạch\" and \"Thực hiện\" below each other are of the unit above, whatever their column is called",
    arguments: ["Số liệu", "Nội dung", "Chỉ tiêu", "Loại", ""])
  func units(header: String) throws {
    let small = try small(
      """
      TT,Đơn vị,\(header),Số hội nghị,Số người dự
      1,Sông Đông,Kế hoạch,12,100
      ,,Thực hiện,10,90
      ,,Tỷ lệ (%),83.3,90
      2,Núi Tây,Kế hoạch,25,200
      ,,Thực hiện,20,150
      ,,Tỷ lệ (%),80,75
      """)
    #expect(try small.value("meetings", 0, in: half) == 10)
    #expect(try small.value("meetings", 1, in: half) == 20)
    #expect(try small.value("people", 1, in: half) == 150)
    #expect(try small.intake(half).log.all.map { $0.line(in: .english) } == [])
  }

  @Test("So they are of the indicator above, where units stand in the columns")
  func indicators() throws {
    let small = try small(
      """
      TT,Chỉ tiêu,Số liệu,Sông Đông,Núi Tây
      1,Số hội nghị,Kế hoạch,12,100
      ,,Thực hiện,10,90
      2,Số người dự,Kế hoạch,25,200
      ,,Thực hiện,20,150
      """)
    #expect(try small.value("meetings", 0, in: half) == 10)
    #expect(try small.value("meetings", 1, in: half) == 90)
    #expect(try small.value("people", 0, in: half) == 20)
    #expect(try small.intake(half).log.all.map { $0.line(in: .english) } == [])
  }

  @Test("A column of remarks that only compare says no figure")
  func remarks() throws {
    let small = try small(
      """
      TT,Đơn vị,Số hội nghị,Ghi chú
      1,Sông Đông,12,Tăng so với cùng kỳ
      2,Núi Tây,25,Giảm so với cùng kỳ
      """)
    #expect(try small.value("meetings", 0, in: half) == 12)
    #expect(try small.value("meetings", 1, in: half) == 25)
  }
}

@Suite("Percentages beside several counts")
struct StatedShareTests {
  private static let settings = """
    language: en
    indicators:
      raised: {name: Hồ sơ tiếp nhận, from: submissions, over_time: sum}
      solved: {name: Hồ sơ giải quyết, from: submissions, over_time: sum}
    """

  private func rates(_ rows: String) throws -> [String] {
    let small = try Small(
      [
        "bieu.csv":
          "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\nTT,Đơn vị,Hồ sơ tiếp nhận,Hồ sơ giải quyết,Tỷ lệ giải quyết (%)\n"
          + rows
      ], settings: StatedShareTests.settings)
    return try small.intake(.half(1, year: 2024)).log.all.filter { $0.code == .contradictsRate }
      .map { "\($0.place.row ?? 0):\($0.place.column ?? 0) \($0.message.english)" }
  }

  @Test("A row that contradicts the division that the others state is said")
  func wrong() throws {
    #expect(
      try rates("1,Sông Đông,120,100,\"83,3\"\n2,Núi Tây,250,200,90\n3,Biển Nam,50,40,80") == [
        "4:5 the column \"Tỷ lệ giải quyết (%)\" says 90, but Hồ sơ giải quyết (200) of Hồ sơ tiếp nhận (250) is 80; check them"
      ])
  }

  @Test("Where the rows do not tell what is divided, nothing is said")
  func unclear() throws {
    #expect(
      try rates("1,Sông Đông,120,100,\"70\"\n2,Núi Tây,250,200,90\n3,Biển Nam,50,40,80") == [])
  }
}

@Suite("Numbers that are not final, and titles that may be plans")
struct ProvisionalNumberTests {
  @Test(
    "A number that is called provisional is an estimate",
    arguments: ["12 (tạm tính)", "12 (ước)", "12 (sơ bộ)", "12 tạm tính", "12 (ước tính)"])
  func provisional(cell: String) {
    let reading = NumberCell.parse(ArraySlice(cell.utf8))
    #expect(reading.outcome == .number(Quantity(12)) && reading.isApproximate)
  }

  @Test("A remark makes no estimate of it, and what is expected is no number")
  func others() {
    let remark = NumberCell.parse(ArraySlice("12 (có biểu kèm theo)".utf8))
    #expect(remark.outcome == .number(Quantity(12)) && !remark.isApproximate)
    #expect(NumberCell.parse(ArraySlice("12 (dự kiến)".utf8)).outcome == .invalid)
  }

  @Test(
    "Numbers of a year under a title that only says \"chỉ tiêu\" count as results, which is said",
    arguments: [
      ("CÁC CHỈ TIÊU CHỦ YẾU NĂM 2024", true), ("KẾT QUẢ CÁC CHỈ TIÊU CHỦ YẾU NĂM 2024", false),
      ("CÁC CHỈ TIÊU CHỦ YẾU 6 THÁNG ĐẦU NĂM 2024", false),
    ])
  func title(title: String, isSaid: Bool) throws {
    let small = try Small(
      ["bieu.csv": "\(title)\nTT,Đơn vị,Số hội nghị\n1,Sông Đông,12\n2,Núi Tây,25"],
      settings: "indicators:\n  meetings: {name: Số hội nghị, from: submissions}\n")
    let found = try small.intake(.year(2024)).log.all.filter { $0.code == .unknownFigure }
    #expect(found.count == (isSaid ? 1 : 0))
  }
}

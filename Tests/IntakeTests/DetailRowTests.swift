import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Rows and columns that say parts of a unit's number")
struct DetailRowTests {
  private let june = Period.month(6, year: 2024)

  private func read(
    _ files: [String: String]
  ) throws -> (values: [String: Double], found: [String], said: [String]) {
    let small = try Small(
      files,
      settings: """
        language: vi
        indicators:
          talks: {name: Số hội nghị, from: submissions, over_time: sum}
        """,
      roster: "cluster,unit\nCụm 1,Huyện Nga Sơn\nCụm 1,Huyện Hà Trung\n")
    let intake = try small.intake(june)
    var values: [String: Double] = [:]
    for (number, unit) in intake.book.roster.units.enumerated() {
      let indicator = try #require(intake.book.plan.indicator(withID: "talks"))
      values[unit.name] = intake.book.tally(indicator, for: .unit(number), in: june).value
    }
    let errors = intake.log.all.filter { $0.severity == .error }
    return (
      values, errors.map { "\($0.place) \($0.code.rawValue)" },
      intake.log.all.map(\.message.vietnamese)
    )
  }

  @Test("Of a unit's table of its communes the total is its number")
  func communes() throws {
    let table = """
      UBND HUYỆN NGA SƠN,,
      BÁO CÁO THÁNG 6 NĂM 2024,,
      TT,Đơn vị,Số hội nghị
      1,Xã Nga Tân,35
      2,Xã Nga Thủy,72
      ,Toàn huyện,107

      """
    let made = try read(["b.csv": table])
    #expect(made.values == ["Huyện Nga Sơn": 107])
    #expect(made.found == [])
    let wrong = try read(["b.csv": table.replacingOccurrences(of: "107", with: "117")])
    #expect(wrong.values == ["Huyện Nga Sơn": 117])
    #expect(wrong.said.contains { $0.contains("117") && $0.contains("107") }, "\(wrong.said)")
    // Without a total nobody has added them up.
    let parts = try read(["b.csv": table.replacingOccurrences(of: ",Toàn huyện,107\n", with: "")])
    #expect(parts.values == [:])
    #expect(parts.found.count == 2)
  }

  @Test(
    "Lines beside a unit that stands once: their sum is its number; without one they are refused")
  func lines() throws {
    let table = """
      BÁO CÁO THÁNG 6 NĂM 2024,,
      Đơn vị,Đợt,Số hội nghị
      Huyện Nga Sơn,Đợt 1,59
      ,Đợt 2,81
      ,Cộng,140
      Huyện Hà Trung,Đợt 1,64
      ,Đợt 2,90
      ,Cộng,154

      """
    let made = try read(["b.csv": table])
    #expect(made.values == ["Huyện Nga Sơn": 140, "Huyện Hà Trung": 154])
    #expect(made.found == [])
    let bare = table.split(separator: "\n").filter { !$0.contains("Cộng") }.joined(separator: "\n")
    let refused = try read(["b.csv": bare + "\n"])
    #expect(refused.values == [:])
    #expect(
      refused.found.allSatisfy { $0.hasSuffix("contradicting-numbers") } && !refused.found.isEmpty)
  }

  @Test(
    "In the long form a column of figures is read under any header, and one that tells rows apart is refused"
  )
  func longForm() throws {
    let figures = try read([
      "a.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Loại,Số liệu
      2024-M06,Huyện Nga Sơn,Số hội nghị,Kế hoạch,100
      2024-M06,Huyện Nga Sơn,Số hội nghị,Thực hiện,28

      """
    ])
    #expect(figures.values == ["Huyện Nga Sơn": 28])
    #expect(figures.found == [])
    let parts = try read([
      "a.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Giới tính,Số liệu
      2024-M06,Huyện Nga Sơn,Số hội nghị,Nam,15
      2024-M06,Huyện Nga Sơn,Số hội nghị,Nữ,15
      2024-M06,Huyện Hà Trung,Số hội nghị,,7

      """
    ])
    #expect(parts.values == ["Huyện Hà Trung": 7])
    #expect(parts.found == ["a.csv:1 contradicting-numbers"])
    // Notes and numbers tell nothing apart: one row was sent twice.
    let twice = try read([
      "a.csv": """
      STT,Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Ghi chú
      1,2024-M06,Huyện Nga Sơn,Số hội nghị,15,gửi lần 1
      2,2024-M06,Huyện Nga Sơn,Số hội nghị,15,gửi lần 2

      """
    ])
    #expect(twice.values == ["Huyện Nga Sơn": 15])
  }

  @Test(
    "A text 1.250 among small numbers with decimals is said to be in doubt; among thousands it is a thousand"
  )
  func points() throws {
    func said(_ cells: [String]) throws -> [String] {
      let small = try Small(
        [:],
        settings:
          "language: vi\nindicators:\n  area: {name: Diện tích, unit_of_measure: ha, from: submissions, over_time: sum}",
        roster: "cluster,unit\nCụm 1,Huyện Nga Sơn\nCụm 1,Huyện Hà Trung\nCụm 1,Huyện Hậu Lộc\n")
      let units = ["Huyện Nga Sơn", "Huyện Hà Trung", "Huyện Hậu Lộc"]
      let rows =
        [["BÁO CÁO THÁNG 6 NĂM 2024"], ["TT", "Đơn vị", "Diện tích (ha)"]]
        + zip(units, cells).enumerated().map { ["#\($0 + 1)", $1.0, $1.1] }
      let book = StoredZip.OddWorkbook(sheets: [("S", sheet(rows))])
      try small.add("b.xlsx", book.data)
      return try small.intake(june).log.all.filter { $0.code == .ambiguousNumber }
        .map(\.message.vietnamese)
    }
    let doubt = try said(["#12.5", "1.250", "#0.875"])
    #expect(
      doubt.count == 1 && doubt[0].contains("các ô khác của cột là số nhỏ có phần thập phân"),
      "\(doubt)")
    #expect(try said(["#1200.5", "1.250", "#1100"]) == [])
    #expect(try said(["#12", "1.250", "#15"]) == [])
  }
}

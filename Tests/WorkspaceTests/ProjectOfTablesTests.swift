import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import Testing
import TestSupport

@testable import Workspace

@Suite("Projects of tables in many forms read these again, number for number")
struct ProjectOfTablesTests {
  private let tables = TablesProject()

  @Test("Columns of one name below several headings are all called after these")
  func groups() throws {
    let read = try tables.numbers(
      """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026,,,,
      STT,Đơn vị,Lĩnh vực giáo dục,,Lĩnh vực y tế,
      ,,Tiếp nhận,Hồ sơ đã giải quyết,Tiếp nhận,Hồ sơ đã giải quyết
      1,Xã An Bình,11,12,13,14
      2,Xã Bình Minh,21,22,23,24
      """)
    #expect(
      read.values == [
        "Lĩnh vực giáo dục – Tiếp nhận": ["11", "21"],
        "Lĩnh vực giáo dục – Hồ sơ đã giải quyết": ["12", "22"],
        "Lĩnh vực y tế – Tiếp nhận": ["13", "23"],
        "Lĩnh vực y tế – Hồ sơ đã giải quyết": ["14", "24"],
      ])
    #expect(read.findings.isEmpty)
  }

  @Test("The total of what stands beside it is what the table is about")
  func totals() throws {
    let read = try tables.numbers(
      """
      SỐ ĐƠN THƯ TIẾP NHẬN THEO LĨNH VỰC 6 THÁNG ĐẦU NĂM 2026,,,
      STT,Đơn vị,Đất đai,Xây dựng,Tổng số
      1,Xã An Bình,5,3,8
      2,Xã Bình Minh,6,2,8
      """)
    #expect(
      read.values == [
        "Đất đai": ["5", "6"], "Xây dựng": ["3", "2"], "Đơn thư tiếp nhận": ["8", "8"],
      ])
    #expect(read.findings.isEmpty)
  }

  @Test("Communes beside their districts are the units, and these their clusters")
  func districts() throws {
    let read = try tables.numbers(
      """
      KẾT QUẢ QUÝ I NĂM 2024,,
      Huyện,Xã,Số hội nghị
      Mai Sơn,Tân Lập,3
      ,Cao Sơn,4
      Yên Khê,Tân Lập,5
      """)
    #expect(read.values == ["Số hội nghị": ["3", "4", "5"]])
    #expect(!read.findings.contains(.unknownUnit))
    let roster = try String(
      contentsOf: tables.project.appending(path: "roster.csv"), encoding: .utf8)
    #expect(
      roster.split(whereSeparator: \.isNewline).dropFirst().map {
        $0.split(separator: ",").prefix(2).joined(separator: ",")
      } == ["Mai Sơn,Tân Lập (Mai Sơn)", "Mai Sơn,Cao Sơn", "Yên Khê,Tân Lập (Yên Khê)"])
  }

  @Test("A file says whose the numbers are, behind any word")
  func fileNames() throws {
    let read = try tables.numbers(
      "THEO DÕI NĂM 2026,,\nChỉ tiêu,Tháng 1,Tháng 2\nSố hội nghị,1,2\n",
      file: "BC CCHC Xã An Bình.csv")
    #expect(read.values == ["Số hội nghị": ["1", "2"]])
  }

  @Test("One thing on two days is one indicator of two periods")
  func days() throws {
    let read = try tables.numbers(
      "BÁO CÁO,,\nĐơn vị,Số hộ nghèo 31/12/2024,Số hộ nghèo 30/6/2025\nXã An Bình,9,7\n")
    #expect(read.values == ["Số hộ nghèo": ["9", "7"]])
    #expect(read.settings.contains("over_time: last"))
  }

  @Test(
    "Yes and no count: by marks, which are said, or in words",
    arguments: [
      ("x,\n2,Xã Bình Minh,,\n3,Xã Cao Sơn,X,", ["1", "0", "1"], [Finding.Code.ambiguousNumber]),
      ("Có,\n2,Xã Bình Minh,Chưa có,\n3,Xã Cao Sơn,Không,\n,Tổng cộng,1,", ["1", "0", "0"], []),
    ])
  func answers(cells: String, values: [String], findings: [Finding.Code]) throws {
    let read = try tables.numbers(
      "BÁO CÁO NĂM 2025,,\nSTT,Đơn vị,Có trang thông tin điện tử,Ghi chú\n1,Xã An Bình," + cells)
    #expect(read.values == ["Có trang thông tin điện tử": values])
    #expect(read.findings == findings)
    #expect(read.settings.contains("over_time: last"))
  }

  @Test("Below a heading that asks nothing, x may be the sign of the yearbooks, and is said")
  func crosses() throws {
    let read = try tables.numbers(
      "BÁO CÁO NĂM 2025,,\nSTT,Đơn vị,Trang thông tin,Số hội nghị\n1,Xã An Bình,x,3\n2,Xã Bình Minh,x,4\n3,Xã Cao Sơn,,5\n"
    )
    #expect(read.values["Trang thông tin"] == ["x", "x"])
    #expect(read.findings == [.ambiguousNumber])
  }

  @Test("The sign of the yearbooks among numbers stays that sign")
  func yearbooks() throws {
    let read = try tables.numbers(
      "BÁO CÁO NĂM 2025,,\nSTT,Đơn vị,Số hội nghị\n1,Xã An Bình,x\n2,Xã Bình Minh,4\n")
    #expect(read.values["Số hội nghị"]?.last == "4")
    #expect(read.findings.isEmpty)
  }
}

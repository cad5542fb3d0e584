import Foundation
import Intake
import Reporting
import Testing
import TestSupport

@testable import Workspace

@Suite("What two tables call alike may be two things")
struct NamesakeIndicatorTests {
  private let tables = TablesProject()

  private func form(_ unit: String, _ rows: String) -> String {
    "UBND XÃ \(unit)\n6 THÁNG ĐẦU NĂM 2026\nSTT,Chỉ tiêu,ĐVT,Thực hiện\n\(rows)"
  }

  @Test("Brackets that are no measure tell indicators of several files apart")
  func brackets() throws {
    let read = try tables.numbers([
      "a.csv": form("AN BÌNH", "1,Hộ nghèo (đầu kỳ),Hộ,90\n2,Lao động (nữ),Người,50\n"),
      "b.csv": form("TÂN LẬP", "1,Hộ nghèo (cuối kỳ),Hộ,70\n2,Lao động,Người,140\n"),
    ])
    #expect(
      read.values == [
        "Hộ nghèo (đầu kỳ)": ["90"], "Hộ nghèo (cuối kỳ)": ["70"], "Lao động (nữ)": ["50"],
        "Lao động": ["140"],
      ])
  }

  @Test("Parts of one name below different lines are two indicators")
  func parts() throws {
    let read = try tables.numbers([
      "a.csv": form("AN BÌNH", "1,Tặng quà,Suất,120\n,- Kinh phí,Triệu đồng,60\n"),
      "b.csv": form("TÂN LẬP", "1,Xây nhà,Nhà,3\n,- Kinh phí,Triệu đồng,240\n"),
    ])
    #expect(
      read.values == [
        "Tặng quà": ["120"], "Tặng quà – kinh phí": ["60"], "Xây nhà": ["3"],
        "Xây nhà – kinh phí": ["240"],
      ])
  }

  @Test("A name with quotation marks and without is one")
  func quotes() throws {
    let read = try tables.numbers([
      "a.csv": form("AN BÌNH", "1,\"Vận động Quỹ \"\"Vì người nghèo\"\"\",Triệu đồng,90\n"),
      "b.csv": form("TÂN LẬP", "1,Vận động Quỹ Vì người nghèo,Triệu đồng,50\n"),
    ])
    #expect(Array(read.values.values) == [["90", "50"]])
  }

  @Test("Bodies that every commune has report for theirs")
  func bodies() throws {
    func paper(_ unit: String) -> String {
      "ĐẢNG BỘ XÃ \(unit)\nBAN XÂY DỰNG ĐẢNG\n6 THÁNG ĐẦU NĂM 2026\nSTT,Chỉ tiêu,Thực hiện\n1,Mô hình,3\n"
    }
    #expect(
      try tables.numbers(["a.csv": paper("AN BÌNH"), "b.csv": paper("TÂN LẬP")]).values
        == ["Mô hình": ["3", "3"]])
  }

  @Test("Hamlets of one name in the papers of two communes are nobody's number")
  func hamlets() throws {
    func paper(_ unit: String) -> String {
      "UBND XÃ \(unit)\n6 THÁNG ĐẦU NĂM 2026\nTT,Thôn,Số hội nghị\n1,Thôn 1,2\n2,Thôn 2,1\n"
    }
    _ = try tables.numbers(["a.csv": paper("AN BÌNH"), "b.csv": paper("TÂN LẬP")])
    let roster = try String(
      contentsOf: tables.project.appending(path: "roster.csv"), encoding: .utf8)
    #expect(roster.contains("Xã An Bình") && roster.contains("Xã Tân Lập"))
    #expect(!roster.contains("Thôn"))
  }

  @Test("Units of measure without tone marks are those with them")
  func unmarked() throws {
    let read = try tables.numbers(
      "UBND XÃ AN BÌNH\nBIEU 6 THANG DAU NAM 2026\nSTT,Chi tieu,DVT,TH 6 thang\n1,Ty le gia dinh van hoa,%,91\n2,Thu ngan sach,Trieu dong,900\n"
    )
    #expect(read.settings.contains("unit_of_measure: \"triệu đồng\""))
    #expect(read.settings.contains("unit_of_measure: \"%\""))
  }

  @Test("What comes and goes between two stocks is the way from one to the other")
  func movements() throws {
    let read = try tables.numbers(
      "UBND XÃ AN BÌNH\n6 THÁNG ĐẦU NĂM 2026\nSTT,Chỉ tiêu,ĐVT,Số đầu kỳ,Tăng,Giảm,Số cuối kỳ\n1,Hộ nghèo,Hộ,120,5,25,100\n2,Đảng viên,Đồng chí,350,12,3,359\n"
    )
    #expect(read.values == ["Hộ nghèo": ["100"], "Đảng viên": ["359"]])
    #expect(read.settings.components(separatedBy: "over_time: last").count == 3)
  }

  @Test("A number in words is named, and its line is an indicator")
  func spelledOut() throws {
    let read = try tables.numbers(
      form("AN BÌNH", "1,Hội nghị đối thoại,Hội nghị,hai\n2,Đơn tiếp nhận,Đơn,15\n"))
    #expect(read.values == ["Đơn tiếp nhận": ["15"]])
    #expect(read.findings.contains(.badNumber))
    #expect(read.settings.contains("Hội nghị đối thoại"))
  }

  @Test("A form whose column of results has another name is a report table")
  func otherResults() throws {
    let read = try tables.numbers(
      "Đơn vị: Xã An Bình\nKỳ báo cáo: 6 tháng đầu năm 2026\n\nChỉ tiêu,Đã đạt,Cùng kỳ năm trước\nHội nghị,5,4\n"
    )
    #expect(read.values == ["Hội nghị": ["5", "4"]])
  }
}

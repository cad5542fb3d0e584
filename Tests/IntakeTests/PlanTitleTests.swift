import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
@testable import ProjectDiscovery
@testable import TableGrids
@testable import TableReading

/// What titles, names of files and headings say of numbers that are still to be reached.
@Suite("Plans that are called otherwise")
struct PlanTitleTests {
  private static let settings = "indicators:\n  a: {name: Số hội viên mới, from: submissions}\n"

  /// What the first unit reports, as period, figure and value, and the codes of what is found.
  private func numbers(
    _ table: String, file: String = "a.csv", settings: String = settings
  ) throws -> (told: [String], found: [String]) {
    let small = try Small(
      [file: table], settings: settings, roster: "cluster,unit\nC,Xã Hà Trung\nC,Xã Nga Sơn\n")
    let intake = try small.intake(.half(1, year: 2026))
    let told = intake.tables.flatMap(\.numbers).filter { $0.unit == "Xã Hà Trung" }.map {
      "\($0.period.name) \($0.figure) \(Int($0.value ?? -1))"
    }
    return (told, intake.log.all.map(\.code.rawValue))
  }

  private func table(_ title: String) -> String {
    "\"\(title)\",,\nTT,Đơn vị,Số hội viên mới\n1,Xã Hà Trung,12\n2,Xã Nga Sơn,13\n"
  }

  @Test(
    "A title says a plan in many words",
    arguments: [
      "DỰ KIẾN NGUỒN THU NĂM 2026", "BIỂU GIAO KHOÁN NĂM 2026", "LỘ TRÌNH THỰC HIỆN NĂM 2026",
      "PHẤN ĐẤU NĂM 2026", "TỔNG HỢP ĐĂNG KÝ THỰC HIỆN NĂM 2026", "CAM KẾT THỰC HIỆN NĂM 2026",
      "LỊCH TIÊM DỰ KIẾN NĂM 2026", "DỰ TRÙ KINH PHÍ NĂM 2026", "KHUNG KẾ HOẠCH NĂM 2026",
      "ĐỀ XUẤT CHỈ TIÊU NĂM 2026", "PHÂN BỔ VẮC XIN NĂM 2026", "ƯỚC CHỈ TIÊU GIAO NĂM 2026",
      "CHỈ TIÊU KINH TẾ - XÃ HỘI GIAO NĂM 2026", "GIAO NHIỆM VỤ NĂM 2026",
      "NHIỆM VỤ, CHỈ TIÊU NĂM 2026", "PHÂN GIAO NHIỆM VỤ THU QUỸ NĂM 2026",
      "KẾ HOẠCH SỐ THÔN ĐẠT CHUẨN NĂM 2026", "DỰ THẢO KẾ HOẠCH NĂM 2026",
    ])
  func plans(_ title: String) throws {
    #expect(ReportWords.isPlan(title: title))
    #expect(try numbers(table(title)).told == ["2026 plan 12"])
  }

  @Test(
    "So does one of results, documents or shares in other words",
    arguments: [
      "KẾT QUẢ ĐĂNG KÝ THỰC HIỆN NĂM 2026", "TÌNH HÌNH CAM KẾT THỰC HIỆN NĂM 2026",
      "KẾT QUẢ PHÂN BỔ VẮC XIN NĂM 2026", "TỔNG HỢP ĐĂNG KÝ KHAI SINH NĂM 2026",
      "PHÂN BỔ DÂN CƯ NĂM 2026", "GIAO THÔNG NÔNG THÔN NĂM 2026",
      "KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO NĂM 2026", "TIẾN ĐỘ THỰC HIỆN LỘ TRÌNH NĂM 2026",
    ])
  func results(_ title: String) throws {
    #expect(!ReportWords.isPlan(title: title))
    let (told, found) = try numbers(table(title))
    #expect(told == ["2026 value 12"])
    #expect(!found.contains("unknown-figure"))
  }

  @Test(
    "What is asked for or foreseen counts as a result, and is said",
    arguments: [
      "TỔNG HỢP NHU CẦU NĂM 2026", "ĐĂNG KÝ NHU CẦU QUÝ III NĂM 2026", "DỰ KIẾN KẾT QUẢ NĂM 2026",
      "ĐỀ XUẤT HỖ TRỢ NĂM 2026", "DỰ BÁO THÁNG 7 NĂM 2026",
    ])
  func wanted(_ title: String) throws {
    let (told, found) = try numbers(table(title))
    #expect(told.map { $0.hasSuffix(" value 12") } == [true])
    #expect(found.contains("unknown-figure"))
  }

  @Test(
    "The name of a file says it where the title does not",
    arguments: [
      ("KH2026.csv", "HỘI VIÊN NĂM 2026", "plan"), ("Ke hoach 2026.csv", "HỘI VIÊN", "plan"),
      ("KH.csv", "HỘI VIÊN NĂM 2026", "plan"),
      // Customers, and a title that knows better.
      ("kh.csv", "LƯỢNG KHÁCH NĂM 2026", "value"), ("KH.csv", "KẾT QUẢ NĂM 2026", "value"),
      ("KH2026.csv", "KẾT QUẢ THỰC HIỆN NĂM 2026", "value"),
    ])
  func files(_ file: String, _ title: String, _ figure: String) throws {
    #expect(try numbers(table(title), file: file).told == ["2026 \(figure) 12"])
  }

  @Test(
    "A document's year is the numbers' only where no other is, and documents in brackets say none",
    arguments: [
      ("KẾT QUẢ CÁC CHỈ TIÊU NGHỊ QUYẾT NĂM 2026", "2026 value 12"),
      ("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT NĂM 2026 QUÝ I NĂM 2026", "2026-Q1 value 12"),
      (
        "KẾT QUẢ QUÝ II NĂM 2026\",,\n\"(Theo Kế hoạch số 15/KH-UBND ngày 12/01/2025 năm 2025)",
        "2026-Q2 value 12"
      ),
    ])
  func documents(_ title: String, _ told: String) throws {
    #expect(try numbers(table(title)).told == [told])
  }

  @Test(
    "Behind the results of a period, what is expected of a later one is its plan",
    arguments: [
      (
        "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", "Phấn đấu 6 tháng cuối năm",
        ["2026-H1 value 5", "2026-H2 plan 7"]
      ),
      ("KẾT QUẢ NĂM 2026", "Dự kiến KH 2027", ["2026 value 5", "2027 plan 7"]),
      ("KẾT QUẢ NĂM 2026", "Phấn đấu 2027", ["2026 value 5", "2027 plan 7"]),
      ("KẾT QUẢ NĂM 2026", "Năm 2027 (dự kiến)", ["2026 value 5", "2027 plan 7"]),
      ("KẾT QUẢ THÁNG 6 NĂM 2026", "Dự kiến tháng 7", ["2026-M06 value 5", "2026-M07 plan 7"]),
      // Nobody knows whether this is a plan of the year or an estimate of it.
      ("KẾT QUẢ 9 THÁNG NĂM 2026", "Dự kiến cả năm", ["2026-9M value 5"]),
      ("KẾT QUẢ THÁNG 9 NĂM 2026", "Kỳ trước", ["2026-M09 value 5", "2026-M08 value 7"]),
    ])
  func outlooks(_ title: String, _ heading: String, _ told: [String]) throws {
    let table =
      "\(title),,,\nTT,Đơn vị,Số hội viên mới,\n,,Kết quả,\(heading)\n1,Xã Hà Trung,5,7\n2,Xã Nga Sơn,6,8\n"
    #expect(try numbers(table).told == told)
  }

  @Test(
    "What was undertaken or given stands beside what came of it",
    arguments: [
      ("Đăng ký,Đạt,Tỷ lệ (%)", ["2026 plan 20", "2026 value 15"]),
      ("Số đăng ký,Số đạt,%", ["2026 plan 20", "2026 value 15"]),
      ("Giao,Hiện có,\"Thừa (+), thiếu (-)\"", ["2026 plan 20", "2026 value 15"]),
      ("KH giao 2026,Có mặt đến 31/12/2026,Còn thiếu", ["2026 plan 20", "2026 value 15"]),
      ("Đăng ký đầu năm,Được công nhận,Tỷ lệ đạt", ["2026 plan 20", "2026 value 15"]),
    ])
  func pairs(_ headings: String, _ told: [String]) throws {
    let table =
      "KẾT QUẢ NĂM 2026,,,,\nTT,Đơn vị,Số hội viên mới,,\n,,\(headings)\n1,Xã Hà Trung,20,15,75\n2,Xã Nga Sơn,10,9,90\n"
    #expect(try numbers(table).told == told)
  }

  @Test("Where words and what they say stand in cells of their own, the period is read as well")
  func pairsOfCells() throws {
    let rows = "1,Xã Hà Trung,12\n2,Xã Nga Sơn,13\n"
    for lines in [
      "Kỳ báo cáo,Quý II,\nNăm,2026,", "Kỳ:,Quý II,\nNăm:,2026,", "Quý:,II,\nNăm:,2026,",
    ] {
      let table = "BÁO CÁO,,\n\(lines)\n,,\nTT,Đơn vị,Số hội viên mới\n" + rows
      #expect(try numbers(table).told == ["2026-Q2 value 12"], "\(lines)")
    }
    // Under a header these are labels.
    let table = "KẾT QUẢ NĂM 2026,\nXã Hà Trung,\nChỉ tiêu,Kết quả\nSố hội viên mới,12\n"
    #expect(try numbers(table).told == ["2026 value 12"])
  }

  @Test("In a paper that corrects, what was reported stands beside what is right")
  func corrections() throws {
    for headings in [
      "Số đã báo cáo,Số đính chính", "Số liệu cũ,Số liệu đúng", "Đã báo cáo,Nay đính chính",
    ] {
      let table =
        "ĐÍNH CHÍNH SỐ LIỆU NĂM 2026,,,\nTT,Đơn vị,Số hội viên mới,\n,,\(headings)\n1,Xã Hà Trung,22,853\n2,Xã Nga Sơn,22,104\n"
      #expect(try numbers(table).told == ["2026 value 853"], "\(headings)")
    }
  }

  @Test("Communes that became part of another one are parts of its number, and no units")
  func former() throws {
    let rows = [
      "I,Xã Hà Trung,60", "1,Xã Tân Phong (cũ),40", "2,Thị trấn Vân (cũ),20", "II,Xã Nga Sơn,50",
      "1,Xã Minh Lộc cũ,30", "2,Xã Ba Đình cũ,20",
    ]
    let table =
      "SỐ HỘI VIÊN MỚI NĂM 2026,,\nTT,Đơn vị,Số hội viên mới\n" + rows.joined(separator: "\n")
    let (told, found) = try numbers(table)
    #expect(told == ["2026 value 60"])
    #expect(!found.contains("contradicting-sums") && !found.contains("unknown-unit"))
    let folder = try TemporaryFolder(["a.csv": table])
    var discovery = TableDiscovery()
    discovery.read(filesAt: [(folder.url.appending(path: "a.csv").path, "a.csv")])
    #expect(discovery.proposal.units.map(\.name) == ["Xã Hà Trung", "Xã Nga Sơn"])
  }

  @Test("Below a plan, the version that holds is counted, and neither the first nor the change")
  func versions() throws {
    let table =
      "VỐN NĂM 2026,,,,,\nTT,Đơn vị,Kế hoạch năm 2026,,,Thực hiện\n,,Giao đầu năm,\"Điều chỉnh (+, -)\",Sau điều chỉnh,\n"
      + "1,Xã Hà Trung,582,-36,546,218\n2,Xã Nga Sơn,806,-60,746,163\n"
    let (told, _) = try numbers(
      table, settings: "indicators:\n  a: {name: Vốn, from: submissions}\n")
    #expect(told == ["2026 plan 546", "2026 value 218"])
  }

  @Test(
    "Bodies of a commune report for it, and the kind of a place may stand behind its name",
    arguments: [
      "Đảng bộ xã Hà Trung", "Ủy ban MTTQ Việt Nam xã Hà Trung", "Trung tâm PVHCC xã Hà Trung",
      "Hội Nông dân xã Hà Trung", "Hà Trung (xã)",
    ])
  func bodies(_ unit: String) throws {
    let table =
      "KẾT QUẢ NĂM 2026,,\nTT,Đơn vị,Số hội viên mới\n1,\(unit),12\n2,Xã Nga Sơn,13\n"
    #expect(try numbers(table).told == ["2026 value 12"])
  }
}

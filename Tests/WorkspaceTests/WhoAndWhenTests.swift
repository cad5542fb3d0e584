import ClusterMetrics
import Findings
import Foundation
import Testing
import TestSupport

@testable import Workspace

/// Kinds of tables in which a reader took for somebody what is something, or gave a number to another time.
@Suite("Whose numbers are, and of when")
struct WhoAndWhenTests {
  private let half = Period.half(1, year: 2026)

  private func read(
    _ table: String, in period: Period
  ) throws -> (values: [String: [String: Double]], found: [String]) {
    let made = try TablesProject().read(["bieu.csv": table], in: period)
    return (made.values, made.found)
  }

  @Test(
    "Rows that begin like offices but count people and things are no units beside the unit that is stated"
  )
  func kindsOfPeople() throws {
    let made = try read(
      "Đơn vị báo cáo: Xã Hà Trung\nBIỂU SỐ LIỆU QUÝ II NĂM 2026\nTT|Nội dung|Số lượng\n1|Hội viên mới kết nạp|12\n2|Hội viên vay vốn|30\n3|Lớp tập huấn|2\n",
      in: .quarter(2, year: 2026))
    #expect(
      made.values == [
        "Xã Hà Trung": ["Hội viên mới kết nạp": 12, "Hội viên vay vốn": 30, "Lớp tập huấn": 2]
      ])
  }

  @Test("Nor are they beside units across")
  func kindsBesideUnits() throws {
    let made = try read(
      "BIỂU SỐ LIỆU QUÝ II NĂM 2026\nTT|Nội dung|ĐVT|Nga Sơn|Hà Trung\n1|Trường mầm non đạt chuẩn|trường|3|4\n2|Trường tiểu học đạt chuẩn|trường|2|6\n3|Phòng học mới|phòng|8|9\n",
      in: .quarter(2, year: 2026))
    #expect(
      made.values["Hà Trung"]
        == ["Trường mầm non đạt chuẩn": 4, "Trường tiểu học đạt chuẩn": 6, "Phòng học mới": 9])
  }

  @Test(
    "Some of the units are none of them",
    arguments: ["Trong đó: xã miền núi", "Riêng các phường", "Khu vực III", "Xã ĐBKK"])
  func parts(_ label: String) throws {
    let made = try read(
      "VẬN ĐỘNG HIẾN MÁU 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Số người đăng ký\n1|Xã Nga Sơn|51\n2|Xã Hà Trung|52\n|\(label)|103\n",
      in: half)
    #expect(Set(made.values.keys) == ["Xã Nga Sơn", "Xã Hà Trung"], "\(made.values)")
  }

  @Test(
    "What a heading calls last year's is of the same part of that year",
    arguments: [
      "KQ cùng kỳ 2025", "Thực hiện CK năm 2025", "Năm 2025 (6 tháng)", "6T/25", "6T25",
      "TH I-VI/2025", "Kỳ gốc (6T/2025)", "KQTH đến 30.6.2025",
    ])
  func lastYear(_ heading: String) throws {
    let made = try read(
      "DIỆN TÍCH TRỒNG RỪNG 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Kế hoạch năm 2026|Thực hiện 6 tháng|\(heading)\n1|Xã Nga Sơn|101|51|41\n2|Xã Hà Trung|102|52|42\n",
      in: .half(1, year: 2025))
    #expect(
      made.values.mapValues { Array($0.values) } == ["Xã Nga Sơn": [41], "Xã Hà Trung": [42]])
  }

  @Test(
    "Of a plan and the total of the year, the total is the plan",
    arguments: ["KH giao", "KH giao đầu năm"])
  func totalPlan(_ heading: String) throws {
    let table =
      "HỢP TÁC XÃ 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|HTX thành lập – \(heading)|HTX thành lập – Tổng KH năm|HTX thành lập – TH 6 tháng\n1|Xã Nga Sơn|7|26|15\n2|Xã Hà Trung|8|27|16\n"
      .replacing("HTX thành lập – ", with: "")
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "2026 plan 26", "2026-H1 value 15",
      ])
  }

  @Test(
    "A title that begins as offices do names nobody where a letter head or a file does",
    arguments: [
      "BÁO CÁO XÃ ĐẠT CHUẨN NTM", "BÁO CÁO XÃ HỘI HÓA GIÁO DỤC", "BÁO CÁO PHƯỜNG, XÃ VĂN MINH",
      "BIỂU XÃ NÔNG THÔN MỚI",
    ])
  func titles(_ title: String) throws {
    let rows = "TT|Nội dung|ĐVT|Số liệu\n1|Số tập huấn|lớp|45\n2|Số người dự|người|25\n"
    let time = "\(title)\n6 tháng đầu năm 2026\n"
    for (file, head) in [
      ("bieu.csv", "UBND TỈNH THANH HÓA\nUBND XÃ NGA SƠN\n"), ("BC Xã Nga Sơn.csv", ""),
    ] {
      let made = try TablesProject().read([file: head + time + rows], in: half)
      #expect(
        made.values == ["Xã Nga Sơn": ["Số tập huấn": 45, "Số người dự": 25]], "\(made.values)")
    }
  }

  @Test("What a commune reports of its associations and schools are its own numbers")
  func bodiesOfCommune() throws {
    let made = try read(
      "UBND TỈNH THANH HÓA\nUBND XÃ NGA SƠN\nHỘI VIÊN CÁC ĐOÀN THỂ\n6 tháng đầu năm 2026\nTT|Nội dung|ĐVT|Số liệu\n1|Hội Nông dân|người|80\n2|Hội LHPN|người|42\n3|Đoàn Thanh niên|người|36\n",
      in: half)
    #expect(
      made.values == ["Xã Nga Sơn": ["Hội Nông dân": 80, "Hội LHPN": 42, "Đoàn Thanh niên": 36]])
  }

  @Test("Units in the place of indicators head the lines of what each reports, numbered or not")
  func unitsOverLines() throws {
    let rows =
      "1|Xã Nga Sơn|\n1.1|Hồ sơ tiếp nhận|63\n1.2|Hồ sơ giải quyết|51\n2|Xã Hà Trung|\n2.1|Hồ sơ tiếp nhận|43\n2.2|Hồ sơ giải quyết|34\n"
    for rows in [rows, rows.replacing(#/\d\.\d\|/#, with: "|- ")] {
      let made = try read(
        "KẾT QUẢ GIẢI QUYẾT 6 THÁNG ĐẦU NĂM 2026\nTT|Nội dung|Số lượng\n" + rows, in: half)
      #expect(
        made.values == [
          "Xã Nga Sơn": ["Hồ sơ tiếp nhận": 63, "Hồ sơ giải quyết": 51],
          "Xã Hà Trung": ["Hồ sơ tiếp nhận": 43, "Hồ sơ giải quyết": 34],
        ])
    }
  }

  @Test("\"TC\" below \"KN\" is no total, nor is \"Chuyển sang\" a sum that is carried over")
  func petitions() throws {
    let made = try read(
      "Đơn vị báo cáo: Xã Hà Trung\nĐƠN THƯ 6 THÁNG ĐẦU NĂM 2026\nTT|Nội dung|ĐVT|Số lượng\n1|Chuyển sang|đơn|4\n2|KN|đơn|9\n3|TC|đơn|2\n",
      in: half)
    #expect(
      made.values == [
        "Xã Hà Trung": ["Kỳ trước chuyển sang": 4, "Khiếu nại": 9, "Tố cáo": 2]
      ])
  }

  @Test("A day before the end of the half-year is counted as its end, and that is said")
  func earlyDay() throws {
    let made = try read(
      "NHÀ Ở ĐƯỢC HỖ TRỢ 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|KH năm|TH đến 15/6\n1|Xã Nga Sơn|100|51\n2|Xã Hà Trung|90|42\n",
      in: half)
    #expect(made.found.contains { $0.contains("là số đến ngày 15/6/2026") }, "\(made.found)")
  }

  @Test("A second table \"B. Cùng kỳ năm 2025\" is of the first one's part of that year")
  func secondTable() throws {
    let table =
      "A. Kết quả tuyên truyền 6 tháng đầu năm 2026\nTT|Đơn vị|Số cuộc\n1|Xã Nga Sơn|50\n2|Xã Hà Trung|51\n\nB. Cùng kỳ năm 2025\nTT|Đơn vị|Số cuộc\n1|Xã Nga Sơn|40\n2|Xã Hà Trung|41\n"
    #expect(
      try read(table, in: half).values == [
        "Xã Nga Sơn": ["Số cuộc": 50], "Xã Hà Trung": ["Số cuộc": 51],
      ])
    #expect(
      try read(table, in: .half(1, year: 2025)).values == [
        "Xã Nga Sơn": ["Số cuộc": 40], "Xã Hà Trung": ["Số cuộc": 41],
      ])
  }

  @Test(
    "A week's number below a day counts nowhere, and that is said",
    arguments: ["Trong tuần", "Trong ngày"])
  func week(_ heading: String) throws {
    let made = try read(
      "TIẾN ĐỘ XÓA NHÀ TẠM\n(Số liệu đến ngày 30/6/2026)\nTT|Đơn vị|Số nhà khởi công|\n||\(heading)|Lũy kế từ đầu năm\n1|Xã Nga Sơn|1|31\n2|Xã Hà Trung|2|32\n",
      in: half)
    #expect(
      made.values == [
        "Xã Nga Sơn": ["Số nhà khởi công": 31], "Xã Hà Trung": ["Số nhà khởi công": 32],
      ])
    #expect(made.found.contains { $0.contains("của một tuần hoặc một ngày") }, "\(made.found)")
  }

  @Test("What is promised by a day to come is no result of last year")
  func promises() throws {
    let table =
      "TIẾN ĐỘ GIẢI NGÂN\nSố liệu đến ngày 31/5/2026\nTT|Đơn vị|KHV giao 2026|Đã giải ngân|Cam kết GN đến 30/9\n1|Xã Nga Sơn|900|300|600\n2|Xã Hà Trung|800|200|500\n"
    let made = try read(table, in: .firstMonths(5, year: 2026))
    #expect(made.found.contains { $0.contains("số dự kiến đến ngày") }, "\(made.found)")
    #expect(made.values.values.allSatisfy { !$0.values.contains(600) })
  }

  @Test(
    "Words for figures beside others that are none are kinds, and what stands over outcomes is counted",
    arguments: [
      ("Nhiệm vụ được giao", "Hoàn thành|Chưa hoàn thành|Quá hạn"),
      ("Chỉ tiêu thi đua", "Hoàn thành|Vượt|Không hoàn thành"),
      ("Kế hoạch", "Ban hành|Đã hoàn thành|Đang thực hiện"),
      ("Số cuộc thanh tra", "Theo kế hoạch|Đột xuất|Theo chuyên đề"),
      ("Số cuộc kiểm tra", "KH|ĐX|Khác"), ("Văn bản ban hành", "NQ|KH|QĐ"),
      ("Diện tích đất", "Giao|Cho thuê|Thu hồi"), ("Kết luận", "Giao|Xong|Chưa xong"),
      ("Nghị quyết 57", "Nhiệm vụ giao|Hoàn thành|Quá hạn"),
      ("Kết quả", "Đạt|Không đạt|Miễn"),
      ("Số dự án", "Đúng tiến độ|Chậm tiến độ|Vượt tiến độ"),
      ("Biến động", "SL tăng|SL giảm|Khác"),
    ])
  func kinds(_ upper: String, _ lower: String) throws {
    let made = try TablesProject().numbers([
      "bieu.csv":
        "KẾT QUẢ CÔNG TÁC 6 THÁNG ĐẦU NĂM 2026\nTT;Đơn vị;\(upper);;\n;;\(lower.replacing("|", with: ";"))\n1;Xã Nga Sơn;479;78;680\n2;Xã Hà Trung;480;79;681\n"
    ])
    #expect(made.values.count == 3, "\(made.values)")
    #expect(
      Set(made.values.values) == [["479", "480"], ["78", "79"], ["680", "681"]], "\(made.values)")
    #expect(!made.settings.contains("plan"), "\(made.settings)")
  }

  @Test(
    "A report on tasks tells of results, and so does one on planning as a field of work",
    arguments: ["BÁO CÁO NHIỆM VỤ QUỐC PHÒNG", "BÁO CÁO NHIỆM VỤ", "BÁO CÁO KẾ HOẠCH VÀ ĐẦU TƯ"])
  func reports(_ title: String) throws {
    let (numbers, _) = try TablesProject().reported(
      [
        "bieu.csv":
          "\(title) 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Hồ sơ tiếp nhận|Hồ sơ trả lại\n1|Xã Nga Sơn|47|7\n2|Xã Hà Trung|48|8\n"
      ],
      by: "Xã Nga Sơn")
    #expect(numbers == ["Hồ sơ tiếp nhận 2026-H1 value 47", "Hồ sơ trả lại 2026-H1 value 7"])
  }
}

@Suite("Registers of single units")
struct UnitRegisterTests {
  @Test("Checking a project of registers alone names the unit whose own stops early")
  func stops() throws {
    func rows(_ unit: String, to last: String) throws -> String {
      let (first, last) = (try #require(Day(iso: "2021-01-01")), try #require(Day(iso: last)))
      return (first.number...last.number).map { "\(Day(number: $0).vietnamese),\(unit),họp\n" }
        .joined()
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": "language: vi\nindicators:\n  n: {count: activities, name: Hội nghị}\n",
      "roster.csv": "cluster,unit\nC,Xã An\nC,Xã Bình\n",
      "activities.csv":
        "Ngày,Đơn vị,Hoạt động\n" + rows("Xã An", to: "2022-06-30")
        + rows("Xã Bình", to: "2022-02-03"),
    ])
    defer { folder.keep() }
    let found = try OpenProject(folder: folder.url, language: .vietnamese).check().log.all
    #expect(
      found.map(\.message.vietnamese) == [
        "6 tháng đầu năm 2022: sổ theo dõi của Xã Bình chỉ có đến 03/02/2022, sổ của đơn vị khác còn tiếp; số liệu của đơn vị này có thể chưa đủ kỳ"
      ])
  }
}

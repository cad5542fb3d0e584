import ClusterMetrics
import Foundation
import Reporting
import Testing
import TestSupport

@testable import Findings
@testable import Intake
@testable import OfficeWords
@testable import Settings
@testable import Workspace

private let title = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"

@Suite("What a further officer's forms showed: nothing is counted as what it is not")
struct FurtherFormTests {
  /// "unit | indicator | period | value", of all numbers that count; plans with a star.
  private func numbers(
    _ files: KeyValuePairs<String, String>
  ) throws -> (lines: [String], units: [String], log: [Finding]) {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let paths = try files.map { name, text in
      try folder.write(name, text)
      return folder.url.appending(path: name).path
    }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: paths)
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let intake = try opened.project.tally([])
    let names = Dictionary(
      uniqueKeysWithValues: opened.definition.indicators.map { ($0.id, $0.name.vietnamese) })
    var lines: [String] = []
    for number in intake.tables.flatMap(\.numbers) {
      let value: Double = number.value ?? -1
      let text = value == value.rounded() ? "\(Int(value))" : "\(value)"
      let figure = number.figure == "value" ? "" : "\(number.figure) "
      let name = names[number.indicator] ?? ""
      lines.append("\(number.unit) | \(name) | \(number.period.name) | \(figure)\(text)")
    }
    let log = try opened.check().log.all
    return (lines, opened.project.roster.units.map(\.name), log)
  }

  @Test("\"Đơn vị\" over units of measure is no column of units")
  func measures() throws {
    let read = try numbers([
      "a.csv":
        "UBND XÃ HẢI NHÂN\n\(title)\nTT;Chỉ tiêu;Đơn vị;Kế hoạch năm 2024;Thực hiện 6 tháng\n"
        + "1;Tổng giá trị sản xuất;Tỷ đồng;850;430\n2;Dân số trung bình;Người;9500;9480\n3;Năng suất lúa;tạ/ha;60;66\n"
    ])
    #expect(read.units == ["Xã Hải Nhân"])
    #expect(
      read.lines.filter { !$0.contains("plan") } == [
        "Xã Hải Nhân | Tổng giá trị sản xuất | 2024-H1 | 430",
        "Xã Hải Nhân | Dân số trung bình | 2024-H1 | 9480",
        "Xã Hải Nhân | Năng suất lúa | 2024-H1 | 66",
      ])
  }

  @Test(
    "A line or column named as the whole is its total where it holds the sums, and a unit where it does not",
    arguments: ["Tỉnh Thanh Hóa", "Chung toàn ngành", "2 huyện"])
  func wholes(name: String) throws {
    func rows(_ last: Int) -> String {
      "\(title)\nTT;Đơn vị;Số vụ;Số người\n1;Nga Sơn;10;3\n2;Hà Trung;12;4\n;\(name);\(last);7\n"
    }
    #expect(try numbers(["a.csv": rows(22)]).units == ["Nga Sơn", "Hà Trung"])
    let columns =
      "SỞ Y TẾ TỈNH THANH HÓA\n\(title)\nTT;Chỉ tiêu;Nga Sơn;Hà Trung;\(name)\n1;Số lượt khám;100;200;300\n"
      + "2;Số ca chuyển tuyến;5;7;12\n"
    #expect(try numbers(["a.csv": columns]).units == ["Nga Sơn", "Hà Trung"])
  }

  @Test("What is left of the units has numbers of its own")
  func rest() throws {
    let read = try numbers([
      "a.csv": "\(title)\nTT;Đơn vị;Số đơn\n1;Sở Nội vụ;10\n2;Sở Y tế;12\n3;Các đơn vị khác;7\n"
    ])
    #expect(read.lines.last == "Các đơn vị khác | Số đơn | 2024-H1 | 7")
  }

  @Test("Years of birth are no years of a report")
  func births() throws {
    let single = try numbers([
      "a.csv":
        "CÔNG DÂN NAM NHẬP NGŨ 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Sinh năm 2004;Sinh năm 2005\n1;Xã An Bình;10;12\n"
    ])
    #expect(Set(single.lines.map { $0.components(separatedBy: " | ")[2] }) == ["2024-H1"])
    #expect(single.lines.count == 2)
    let below = try numbers([
      "a.csv":
        "CÔNG DÂN NHẬP NGŨ 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Năm sinh;\n;;2004;2005\n1;Xã An Bình;10;12\n"
    ])
    #expect(Set(below.lines.map { $0.components(separatedBy: " | ")[2] }) == ["2024-H1"])
    #expect(Set(below.lines.map { $0.components(separatedBy: " | ")[1] }).count == 2)
  }

  @Test(
    "Two columns that differ by words for plan and result are one indicator",
    arguments: [
      ("Kế hoạch trồng rừng (ha)", "Thực hiện trồng rừng (ha)"),
      ("Diện tích KH (ha)", "Diện tích TH (ha)"),
      ("KH trồng rừng", "TH trồng rừng"), ("Số hộ theo kế hoạch", "Số hộ thực hiện"),
      ("Chỉ tiêu kết nạp", "Đã kết nạp"),
    ])
  func plans(plan: String, result: String) throws {
    let read = try numbers([
      "a.csv": "\(title)\nTT;Đơn vị;\(plan);\(result)\n1;Xã An Bình;10;7\n2;Xã Bình Minh;20;9\n"
    ])
    #expect(Set(read.lines.map { $0.components(separatedBy: " | ")[1] }).count == 1)
    #expect(
      read.lines.map { $0.components(separatedBy: " | ")[3] } == ["plan 10", "7", "plan 20", "9"])
  }

  @Test("Sums of some months are no number of the year")
  func months() throws {
    let read = try numbers([
      "a.csv": "SỐ VỤ CHÁY NĂM 2023\nTT;Huyện;Tháng;;;Tổng cộng\n;;1;2;3;\n1;Nga Sơn;1;2;3;6\n"
    ])
    #expect(
      read.lines.map { $0.components(separatedBy: " | ")[2] } == [
        "2023-M01", "2023-M02", "2023-M03",
      ])
  }

  @Test("\"Thực hiện 5 tháng\" is what was done until May, and last year's June is June's alone")
  func parts() throws {
    let five = try numbers([
      "Huyện Nga Sơn.csv":
        "HUYỆN NGA SƠN\nTÌNH HÌNH THÁNG 6 NĂM 2024\nTT;Chỉ tiêu;ĐVT;Thực hiện 5 tháng;Ước tháng 6;Ước 6 tháng\n"
        + "1;Xi măng;tấn;500;110;610\n"
    ])
    #expect(
      five.lines == [
        "Huyện Nga Sơn | Xi măng | 2024-M05 | cumulative 500",
        "Huyện Nga Sơn | Xi măng | 2024-M06 | 110", "Huyện Nga Sơn | Xi măng | 2024-H1 | 610",
      ])
    let last = try numbers([
      "a.csv":
        "SỐ VỤ THÁNG 6 NĂM 2024\nTT;Đơn vị;Tháng 6;Lũy kế 6 tháng;Cùng kỳ tháng 6/2023;Cùng kỳ 6 tháng 2023\n"
        + "1;Xã An Bình;2;10;3;12\n"
    ])
    #expect(last.lines.contains { $0.hasSuffix("| 2023-M06 | 3") })
    #expect(!last.log.contains { $0.severity == .error })
  }

  @Test("Halves in words, quarters by their letter, and patrols that are no weeks")
  func periods() throws {
    let halves = try numbers([
      "a.csv": "SỐ VỤ VIỆC NĂM 2024\nTT;Đơn vị;Nửa đầu năm;Nửa cuối năm\n1;Xã An Bình;2;3\n"
    ])
    #expect(halves.lines.map { $0.components(separatedBy: " | ")[2] } == ["2024-H1", "2024-H2"])
    let quarters = try numbers([
      "a.csv": "CÔNG TÁC TUẦN TRA NĂM 2023\nTT;Đơn vị;Q1;Q2\n1;Xã An Bình;2;3\n"
    ])
    #expect(quarters.lines.map { $0.components(separatedBy: " | ")[2] } == ["2023-Q1", "2023-Q2"])
  }

  @Test("Ranks of years are passed over; levels of offices are parts and nobody's columns")
  func ranksAndLevels() throws {
    let ranks = try numbers([
      "a.csv": "\(title)\nTT;Đơn vị;Số vụ;Xếp hạng 2023;Xếp hạng năm 2024\n1;Xã An Bình;2;3;4\n"
    ])
    #expect(ranks.lines == ["Xã An Bình | Số vụ | 2024-H1 | 2"])
    let levels = try numbers([
      "a.csv":
        "SỞ Y TẾ\n\(title)\nTT;Nội dung;Tuyến tỉnh;Tuyến huyện;Tuyến xã;Tổng\n1;Số lượt khám;300;500;200;1000\n"
    ])
    #expect(levels.units == ["Sở Y tế"])
    #expect(levels.lines.contains("Sở Y tế | Số lượt khám – Tuyến tỉnh | 2024-H1 | 300"))
  }

  @Test("Shares beside percentages and halves of people are said")
  func doubts() throws {
    let shares = try numbers([
      "Xã Nga An.csv":
        "UBND XÃ NGA AN\n\(title)\nTT;Nội dung;Kết quả\n1;Tỷ lệ hồ sơ đúng hạn;0,95\n",
      "Xã Nga Phú.csv":
        "UBND XÃ NGA PHÚ\n\(title)\nTT;Nội dung;Kết quả\n1;Tỷ lệ hồ sơ đúng hạn;98,5\n",
    ])
    #expect(shares.log.map(\.code) == [.unlikeMeasures])
    let people = try numbers([
      "a.csv": "\(title)\nTT;Đơn vị;Số người dự\n1;Xã An Bình;1.25\n2;Xã Bình Minh;850\n"
    ])
    #expect(people.log.map(\.code) == [.ambiguousNumber])
  }

  @Test("A unit that has not reported is named, and is in the roster")
  func silent() throws {
    let read = try numbers([
      "a.csv":
        "\(title)\nTT;Đơn vị;Số vụ;Số người;Ghi chú\n1;Sở Nội vụ;3;5;\n2;Sở Tư pháp;;;Chưa gửi báo cáo\n3;Sở Y tế;4;6;\n"
    ])
    #expect(read.units == ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế"])
  }

  @Test("Percentages that nothing in the table makes, contraries, and documents count")
  func kinds() throws {
    let beds = try numbers([
      "a.csv":
        "SỐ LIỆU NĂM 2024\nTT;Đơn vị;Giường thực kê;Công suất (%)\n1;Bệnh viện Nhi;650;110\n2;Bệnh viện Phổi;280;85\n"
    ])
    #expect(beds.lines.contains("Bệnh viện Nhi | Công suất | 2024 | 110"))
    let contraries = try numbers([
      "a.csv":
        "\(title)\nTT;Đơn vị;Đạt kế hoạch;Không đạt kế hoạch\n1;Xã An Bình;5;2\n"
    ])
    #expect(contraries.lines.count == 2)
    let documents = try numbers([
      "a.csv":
        "VĂN BẢN BAN HÀNH 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Nghị quyết;Chỉ thị;Kế hoạch;Báo cáo\n1;Xã An Bình;1;2;3;4\n"
    ])
    #expect(documents.lines.map { $0.components(separatedBy: " | ")[3] } == ["1", "2", "3", "4"])
  }

  @Test(
    "A short name in one file and the whole name in the next are one unit",
    arguments: [true, false])
  func names(isShortFirst: Bool) throws {
    let names = isShortFirst ? ["Hoằng Hóa", "Huyện Hoằng Hóa"] : ["Huyện Hoằng Hóa", "Hoằng Hóa"]
    let read = try numbers([
      "a.csv": "\(title)\nTT;Đơn vị;Số vụ\n1;\(names[0]);3\n",
      "b.csv": "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023\nTT;Đơn vị;Số vụ\n1;\(names[1]);4\n",
    ])
    #expect(read.units == ["Huyện Hoằng Hóa"] && read.lines.count == 2)
    #expect(!read.log.contains { $0.severity == .error })
  }

  @Test("What is there is no sum of quarters; what happens is")
  func courses() throws {
    let stocks = [
      "Tồn quỹ", "Số đơn tồn đọng", "Số doanh nghiệp trên địa bàn", "Đàn lợn",
      "Số mô hình đang duy trì",
      "Số hồ sơ chưa giải quyết", "Số chi hội", "Vốn điều lệ",
    ]
    let flows = [
      "Số hộ đã nộp", "Số hộ vi phạm", "Số hộ tái nghèo", "Số tàu cá vi phạm",
      "Số vụ tồn đọng được giải quyết", "Số hộ tham gia hiến đất",
    ]
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let names = stocks + flows
    let header = names.map { $0 + ";" }.joined(separator: ";")
    let quarters = names.map { _ in "Quý I;Quý II" }.joined(separator: ";")
    let values = names.map { _ in "10;14" }.joined(separator: ";")
    try folder.write(
      "a.csv", "SỐ LIỆU NĂM 2024\nTT;Xã;\(header)\n;;\(quarters)\n1;Xã An Bình;\(values)\n")
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [folder.url.appending(path: "a.csv").path])
    let opened = try OpenProject(folder: project)
    let courses = Dictionary(
      uniqueKeysWithValues: opened.definition.indicators.map { ($0.name.vietnamese, $0.overTime) })
    for name in stocks { #expect(courses[name] == .last, "\(name)") }
    for name in flows { #expect(courses[name] == .sum, "\(name)") }
  }

  @Test(
    "A header that nobody knows is found by what stands below it; nothing may stand over the names")
  func shapes() throws {
    let unknown = try numbers([
      "a.csv": "\(title)\nKhu vực;Số vụ;Số người\nPhường Ba Đình;40;25\nPhường Điện Biên;55;30\n"
    ])
    #expect(unknown.units == ["Phường Ba Đình", "Phường Điện Biên"] && unknown.lines.count == 4)
    let blank = try numbers([
      "a.csv":
        "\(title)\n;Tổng số vụ việc tiếp nhận;Chia theo phạm vi;;Kết quả;\n;;Tranh chấp;Mâu thuẫn;Thành;Không thành\n"
        + "A;1;2;3;4;5\nTổng số trên địa bàn;95;55;40;88;7\n1. Phường Ba Đình;40;25;15;38;2\n"
        + "2. Phường Điện Biên;55;30;25;50;5\n"
    ])
    #expect(blank.lines.count == 10)
    #expect(blank.lines[0] == "Phường Ba Đình | Tổng số vụ việc tiếp nhận | 2024-H1 | 40")
    let parks = try numbers([
      "a.csv":
        "THU HÚT ĐẦU TƯ NĂM 2023\nTT;Khu;Số dự án;Vốn (tỷ đồng)\n1;KCN Lễ Môn;1;10\n2;KCN Bỉm Sơn;2;15\n"
    ])
    #expect(parks.units == ["KCN Lễ Môn", "KCN Bỉm Sơn"])
    #expect(parks.lines.first == "KCN Lễ Môn | Số dự án | 2023 | 1")
  }

  @Test(
    "A column of months goes with a column of years, wherever that stands; a title counts up to a month"
  )
  func timesOfRows() throws {
    let long = try numbers([
      "a.csv":
        "Tháng;Năm;Đơn vị;Chỉ tiêu;Giá trị\n4;2024;Xã An Bình;Số hộ vay;14\n5;2024;Xã An Bình;Số hộ vay;15\n"
        + "4;2024;Xã Tân Phú;Số hộ vay;7\n5;2024;Xã Tân Phú;Số hộ vay;8\n"
    ])
    #expect(
      long.lines.map { $0.components(separatedBy: " | ").suffix(2).joined(separator: " ") } == [
        "2024-M04 14", "2024-M05 15", "2024-M04 7", "2024-M05 8",
      ])
    let upTo = try numbers([
      "a.csv": "SỐ VỤ VIỆC NĂM 2024 (TÍNH ĐẾN HẾT THÁNG 6)\nTT;Đơn vị;Số vụ\n1;Xã An Bình;40\n"
    ])
    #expect(upTo.lines == ["Xã An Bình | Số vụ | 2024-M06 | cumulative 40"])
  }

  @Test(
    "Fields beside units are parts where units stand in several rows, and describe them where they do not"
  )
  func fields() throws {
    let parts = try numbers([
      "a.csv":
        "\(title)\nTT;Đơn vị;Lĩnh vực;Tiếp nhận;Giải quyết\n1;Sở Nội vụ;Đất đai;5;4\n2;Sở Nội vụ;Tư pháp;3;3\n"
        + "3;Sở Y tế;Đất đai;2;1\n4;Sở Y tế;Tư pháp;1;1\n"
    ])
    #expect(parts.lines.contains("Sở Y tế | Đất đai – Tiếp nhận | 2024-H1 | 2"))
    let words = try numbers([
      "a.csv":
        "\(title)\nTT;Đơn vị;Lĩnh vực;Số hồ sơ\n1;Sở Nội vụ;Đất đai;5\n2;Sở Y tế;Tư pháp;3\n"
    ])
    #expect(
      words.lines == ["Sở Nội vụ | Số hồ sơ | 2024-H1 | 5", "Sở Y tế | Số hồ sơ | 2024-H1 | 3"])
  }

  @Test(
    "An indicator that one unit words in its own way is said beside that of all others, and made one by a click"
  )
  func similar() throws {
    func table(_ unit: String, _ name: String) -> String {
      "UBND \(unit.uppercased())\n\(title)\nTT;Chỉ tiêu;Số liệu\n1;\(name);3\n2;Số vụ cháy;1\n"
    }
    let usual = "Hội nghị tuyên truyền, phổ biến pháp luật"
    let read = try numbers([
      "a.csv": table("Xã An Bình", usual), "b.csv": table("Xã Tân Phú", usual),
      "c.csv": table("Xã Đông Sơn", usual),
      "d.csv": table("Xã Minh Tân", "Hội nghị tuyên truyền phổ biến PL"),
    ])
    #expect(read.log.map(\.code) == [.similarIndicators])
    #expect(
      read.log[0].line(in: .vietnamese).contains("chỉ có số của Xã Minh Tân, còn 3 đơn vị khác"))
    var text = SettingsText(
      "indicators:\n  a: {name: Một, from: submissions}   # một\n  b: {name: Hai, from: submissions, aliases: [Ba]}\n"
    )
    try text.merge(indicator: "b", into: "a")
    #expect(
      text.text
        == "indicators:\n  a: {name: Một, from: submissions, aliases: [\"Hai\", \"Ba\"]}   # một\n")
  }

  @Test("Two plans of one unit are said, and its results count")
  func twoPlans() throws {
    let read = try numbers([
      "a.csv":
        "BHXH TỰ NGUYỆN 6 THÁNG ĐẦU NĂM 2024\nTT;Xã;Số người;;\n;;Tỉnh giao;Huyện giao;Thực hiện\n1;Xã An Bình;50;60;30\n"
    ])
    #expect(read.lines == ["Xã An Bình | Số người | 2024-H1 | 30"])
    #expect(read.log.map(\.code) == [.contradictingNumbers] && read.log[0].severity == .warning)
  }

  @Test("Names of offices in capitals are written as names, with the places in them")
  func capitals() {
    for (capitals, name) in [
      ("CHI CỤC THUẾ HUYỆN HẬU LỘC", "Chi cục Thuế huyện Hậu Lộc"),
      ("TRUNG TÂM Y TẾ THỊ XÃ NGHI SƠN", "Trung tâm Y tế thị xã Nghi Sơn"),
      ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Sở Tài nguyên và Môi trường"),
    ] {
      #expect(OfficeNames.unit(capitals) == name)
    }
  }
}

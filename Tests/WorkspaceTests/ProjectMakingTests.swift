import ClusterMetrics
import Foundation
import Intake
import Reporting
import Testing
import TestSupport

@testable import Workspace

@Suite("Projects are made from what units sent")
struct ProjectMakingTests {
  private let folder = try! TemporaryFolder()

  private func write(_ name: String, _ text: String) throws -> String {
    let file = folder.url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private var project: URL { folder.url.appending(path: "p", directoryHint: .isDirectory) }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: project.appending(path: name), encoding: .utf8)
  }

  /// The table of a month, in which a unit has what it had before and more.
  private func month(_ month: Int, cumulative: Bool) throws -> String {
    let rows = ["Huyện Nga Sơn", "Huyện Hậu Lộc", "Thị xã Nghi Sơn", "Công an tỉnh"].enumerated()
      .map {
        index, unit in
        // Hand-made: those of single months go up and down.
        let single = [12, 7, 15, 9, 11, 8][(month - 1 + index) % 6]
        let sum = (0..<month).reduce(0) { $0 + [12, 7, 15, 9, 11, 8][($1 + index) % 6] }
        return "\(unit),\(single),\(cumulative ? sum : single)"
      }
    return try write(
      "thang-\(month).csv",
      "BÁO CÁO THÁNG \(month) NĂM 2024\nĐơn vị,Hội nghị,Quỹ\n" + rows.joined(separator: "\n") + "\n"
    )
  }

  @Test(
    "Numbers that count from the beginning of the year are not added up; those of single months are"
  )
  func cumulative() throws {
    let tables = try (1...6).map { try month($0, cumulative: true) }
    _ = try ProjectMaking(project).make(from: tables)
    let settings = try text("giaoban.yaml")
    #expect(
      settings.contains("quy: {name: \"Quỹ\", from: submissions, over_time: sum, cumulative: year}")
    )
    #expect(settings.contains("hoi_nghi: {name: \"Hội nghị\", from: submissions, over_time: sum}"))
    let opened = try OpenProject(folder: project)
    #expect(try opened.check().log.all.filter { $0.code == .risingNumbers }.isEmpty)
  }

  @Test(
    "A cluster that a table names is the units' cluster, and no unit; one that comes later names it"
  )
  func cluster() throws {
    let first = try write(
      "thang-1.csv", "BÁO CÁO THÁNG 1 NĂM 2024\nĐơn vị,Hội nghị\nHuyện Nga Sơn,3\nHuyện Hậu Lộc,4\n"
    )
    _ = try ProjectMaking(project).make(from: [first])
    #expect(try text("roster.csv").contains("Cụm 1,Huyện Nga Sơn,"))
    let later = try write(
      "nam-truoc.csv",
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\nTháng 1/2023,Cụm thi đua số 2,Hội nghị,9\n")
    _ = try ProjectMaking(project).make(from: [later])
    let roster = try text("roster.csv")
    #expect(roster.contains("Cụm thi đua số 2,Huyện Nga Sơn,") && !roster.contains("Cụm 1,"))
    #expect(try OpenProject(folder: project).project.roster.units.count == 2)
    #expect(try OpenProject(folder: project).check().log.count(of: .error) == 0)
  }

  @Test("Clusters that head their units in a table divide the roster")
  func clusters() throws {
    let table = try write(
      "bieu.csv",
      "BÁO CÁO THÁNG 1 NĂM 2024\nTT,Đơn vị,Hội nghị\nI,Cụm số 1,\n1,Huyện Nga Sơn,3\n2,Huyện Hậu Lộc,4\nII,Cụm số 2,\n1,Thị xã"
        + " Nghi Sơn,5\n")
    _ = try ProjectMaking(project).make(from: [table])
    let roster = try text("roster.csv")
    #expect(
      roster.contains("Cụm số 1,Huyện Hậu Lộc,") && roster.contains("Cụm số 2,Thị xã Nghi Sơn,"))
    let opened = try OpenProject(folder: project)
    #expect(opened.project.roster.units.count == 3)
    #expect(try opened.check().log.all.map(\.message.vietnamese) == [])
  }

  @Test("What units answer in words is kept, remarks are not")
  func words() throws {
    let table = try write(
      "bieu.csv",
      "BÁO CÁO THÁNG 1 NĂM 2024\nTT,Đơn vị,Hội nghị,\"Khó khăn, vướng mắc\",Ghi chú\n1,Huyện Nga Sơn,3,Thiếu người,đã gửi\n"
    )
    _ = try ProjectMaking(project).make(from: [table])
    let settings = try text("giaoban.yaml")
    #expect(settings.contains("kho_khan_vuong_mac: {name: \"Khó khăn, vướng mắc\", text: true}"))
    #expect(!settings.contains("Ghi chú"))
    #expect(
      try OpenProject(folder: project).tallies([.month(1, year: 2024)]).answers.map(\.text) == [
        "Thiếu người"
      ])
    // Once more, nothing is new.
    let again = try ProjectMaking(project).make(from: [table])
    #expect(again.proposal.indicators.isEmpty)
  }

  /// Makes a project of one table, and says what its indicators are: name, what they are measured in, how they add up.
  private func indicators(_ rows: [String]) throws -> [String] {
    let table = try write(
      "bieu.csv", "BÁO CÁO THÁNG 1 NĂM 2024\n" + rows.joined(separator: "\n") + "\n")
    try? FileManager.default.removeItem(at: project)
    _ = try ProjectMaking(project).make(from: [table])
    let opened = try OpenProject(folder: project)
    // What was made reads its own table, without a word.
    let log = try opened.check().log.all.map { $0.line(in: .vietnamese) }
    #expect(log.isEmpty, "\(log)")
    #expect(opened.definition.indicators.allSatisfy { !$0.name.vietnamese.contains("(") })
    return opened.definition.indicators.map { indicator in
      [
        indicator.name.vietnamese, indicator.unitOfMeasure?.vietnamese ?? indicator.noun.vietnamese,
        indicator.isCumulative ? "cumulative" : indicator.overTime.rawValue,
      ].joined(separator: "|")
    }
  }

  @Test("Themes above names, and units of measure beside or below them")
  func levels() throws {
    #expect(
      try indicators([
        "TT,Đơn vị,Phát triển kinh tế,,Cải cách hành chính,",
        ",,Thu ngân sách nhà nước (triệu đồng),Diện tích gieo trồng lúa (ha),Hồ sơ tiếp nhận mới (hồ sơ),Hồ sơ bị quá hạn (hồ sơ)",
        "1,Xã Nga Sơn,12,\"3,5\",40,1", "2,Xã Hậu Lộc,14,\"4,5\",30,0",
      ]) == [
        "Thu ngân sách nhà nước|triệu đồng|sum", "Diện tích gieo trồng lúa|ha|sum",
        "Hồ sơ tiếp nhận mới|hồ sơ|sum",
        "Hồ sơ bị quá hạn|hồ sơ|sum",
      ])
    #expect(
      try indicators([
        "TT,Đơn vị,Kinh tế,,",
        ",,Thu ngân sách nhà nước,Số doanh nghiệp thành lập mới,Diện tích gieo trồng lúa",
        ",,(triệu đồng),(doanh nghiệp),(ha)", "1,Xã Nga Sơn,12,3,40", "2,Xã Hậu Lộc,14,4,30",
      ]) == [
        "Thu ngân sách nhà nước|triệu đồng|sum", "Số doanh nghiệp thành lập mới|doanh nghiệp|sum",
        "Diện tích gieo trồng lúa|ha|sum",
      ])
  }

  @Test(
    "A header that says so counts from the beginning of the year",
    arguments: [
      "Nhà tạm đã xóa (lũy kế từ đầu năm)", "\"Nhà tạm đã xóa, lũy kế từ đầu năm\"",
      "Lũy kế nhà tạm đã xóa",
      "Nhà tạm đã xóa (LK)", "Nhà tạm đã xóa (cộng dồn)", "Nhà tạm đã xóa lũy kế",
      "LK nhà tạm đã xóa",
      "Nhà tạm đã xóa cộng dồn từ đầu năm", "Nhà tạm đã xóa từ đầu năm đến nay",
      "Nhà tạm đã xóa l/k",
    ])
  func cumulativeHeader(_ header: String) throws {
    #expect(
      try indicators(["TT,Đơn vị,\(header),Hội nghị", "1,Xã Nga Sơn,3,7", "2,Xã Hậu Lộc,4,8"])
        == ["Nhà tạm đã xóa||cumulative", "Hội nghị||sum"])
  }

  @Test(
    "A percentage that nothing else in its table makes is an indicator; one that others make is compared"
  )
  func shares() throws {
    #expect(
      try indicators([
        "TT,Đơn vị,Hồ sơ tiếp nhận,Hồ sơ đúng hạn,Tỷ lệ hồ sơ đúng hạn (%),Tỷ lệ người dân hài lòng (%)",
        "1,Xã Nga Sơn,10,9,90,\"95,5\"", "2,Xã Hậu Lộc,20,18,90,\"97,5\"",
      ]) == ["Hồ sơ tiếp nhận||sum", "Hồ sơ đúng hạn||sum", "Tỷ lệ người dân hài lòng|%|mean"])
  }

  @Test("Figures under names of things, counts that begin with a total, ranks and phone numbers")
  func furtherHeads() throws {
    #expect(
      try indicators([
        "TT;Đơn vị;Hồ sơ;;Hội nghị;", ";;Trong tháng;Lũy kế;Trong tháng;Lũy kế",
        "1;Xã Nga Sơn;10;10;1;1",
        "2;Xã Hậu Lộc;20;20;2;2",
      ]) == ["Hồ sơ||sum", "Hội nghị||sum"])
    #expect(
      try indicators([
        "TT,Đơn vị,Tổng số hộ nghèo,Hội nghị,Xếp hạng,SĐT", "1,Xã Nga Sơn,120,3,1,912345678",
        "2,Xã Hậu Lộc,95,4,2,912345679",
      ]) == ["Tổng số hộ nghèo||last", "Hội nghị||sum"])
  }

  @Test("Rows of figures and of totals are no units, and namesakes of two kinds are two")
  func rows() throws {
    let table = try write(
      "bieu.csv",
      "BÁO CÁO THÁNG 1 NĂM 2024\nTT;Đơn vị;Hồ sơ\n1;Huyện Cao Lãnh;10\n2;Thành phố Cao Lãnh;20\n3;TP. Hà Tiên;5\n;Chung;35\n;Cùng kỳ năm"
        + " trước;30\n;So sánh (%);117\n;Kế hoạch;100\n")
    _ = try ProjectMaking(project).make(from: [table])
    #expect(
      try OpenProject(folder: project).project.roster.units.map(\.name) == [
        "Huyện Cao Lãnh", "Thành phố Cao Lãnh", "Thành phố Hà Tiên",
      ])
  }

  /// Every number that a project made of some tables reads: "unit indicator value", sorted.
  private func read(_ tables: [(name: String, rows: String)]) throws -> [String] {
    let paths = try tables.map { try write($0.name, $0.rows) }
    _ = try ProjectMaking(project).make(from: paths)
    let opened = try OpenProject(folder: project)
    let names = Dictionary(
      uniqueKeysWithValues: opened.project.definition.indicators.map {
        ($0.id, $0.name.vietnamese)
      })
    let intake = try opened.tallies([.half(1, year: 2024)])
    return intake.tables.flatMap(\.numbers).map { number in
      "\(number.unit) | \(names[number.indicator] ?? "") | \(number.value.map { Int($0) } ?? -1)"
    }.sorted()
  }

  @Test(
    "Headers that only say what is counted take the theme of their title, where several tables have them"
  )
  func themes() throws {
    let title = "6 THÁNG ĐẦU NĂM 2024"
    #expect(
      try read([
        (
          "a.csv",
          "KẾT QUẢ CÔNG TÁC TUYÊN TRUYỀN \(title)\nĐơn vị;Số cuộc\nXã Nga An;1\nXã Hà Bắc;2\n"
        ),
        ("b.csv", "KẾT QUẢ CÔNG TÁC KIỂM TRA \(title)\nĐơn vị;Số cuộc\nXã Nga An;3\nXã Hà Bắc;4\n"),
      ]) == [
        "Xã Hà Bắc | Kiểm tra – số cuộc | 4", "Xã Hà Bắc | Tuyên truyền – số cuộc | 2",
        "Xã Nga An | Kiểm tra – số cuộc | 3", "Xã Nga An | Tuyên truyền – số cuộc | 1",
      ])
  }

  @Test(
    "Lines of one name below several groups are called after those, and totals of a part after it")
  func groups() throws {
    #expect(
      try read([
        (
          "a.csv",
          "BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2024\nTT;Chỉ tiêu;Xã Nga An;Xã Hà Bắc\nI;Cấp huyện;;\n1;Số cuộc kiểm tra;1;2\n"
            + "II;Cấp xã;;\n1;Số cuộc kiểm tra;3;4\n2;Tổng số hộ nghèo;5;6\n3;Hội nghị;7;8\n"
        )
      ]) == [
        "Xã Hà Bắc | Cấp huyện – số cuộc kiểm tra | 2", "Xã Hà Bắc | Cấp xã – số cuộc kiểm tra | 4",
        "Xã Hà Bắc | Hội nghị | 8", "Xã Hà Bắc | Tổng số hộ nghèo | 6",
        "Xã Nga An | Cấp huyện – số cuộc kiểm tra | 1", "Xã Nga An | Cấp xã – số cuộc kiểm tra | 3",
        "Xã Nga An | Hội nghị | 7", "Xã Nga An | Tổng số hộ nghèo | 5",
      ])
  }

  @Test(
    "A table that goes on at its right names units there, too; what came in the period is a part of the total"
  )
  func besides() throws {
    #expect(
      try read([
        (
          "a.csv",
          "6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Hồ sơ;TT;Đơn vị;Hồ sơ\n1;Xã Nga An;1;3;Xã Nga Lĩnh;3\n2;Xã Hà Bắc;2;4;Xã Hà"
            + " Tân;4\n"
        ),
        (
          "b.csv",
          "6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Đơn thư;;\n;;Tổng số;Kỳ trước chuyển sang;Trong kỳ\n1;Xã Nga An;9;5;4\n"
        ),
      ]) == [
        "Xã Hà Bắc | Hồ sơ | 2", "Xã Hà Tân | Hồ sơ | 4", "Xã Nga An | Hồ sơ | 1",
        "Xã Nga An | Kỳ trước chuyển sang | 5", "Xã Nga An | Đơn thư | 9",
        "Xã Nga An | Đơn thư – Trong kỳ | 4", "Xã Nga Lĩnh | Hồ sơ | 3",
      ])
  }

  @Test(
    "What a header says of the time is no part of the name",
    arguments: [
      ("Hồ sơ nhận từ 01/01/2024 đến hết tháng 2", "Hồ sơ nhận|cumulative"),
      ("Hồ sơ nhận đến hết tháng 2", "Hồ sơ nhận|cumulative"),
      ("Hồ sơ nhận trong năm", "Hồ sơ nhận|cumulative"),
      ("Số đảng viên tính đến 29/2", "Số đảng viên|last"),
      ("Tổng số cán bộ, công chức", "Tổng số cán bộ, công chức|last"),
      ("Số cán bộ được tập huấn", "Số cán bộ được tập huấn|sum"),
      ("Cơ cấu", "Cơ cấu|mean"),
    ])
  func timesInHeaders(_ header: String, _ expected: String) throws {
    let table = try write(
      "a.csv",
      "BÁO CÁO THÁNG 2 NĂM 2024\nĐơn vị;\(header);Hội nghị\nXã Nga An;10;1\nXã Hà Bắc;20;2\n")
    _ = try ProjectMaking(project).make(from: [table])
    let indicator = try #require(
      try OpenProject(folder: project).project.definition.indicators.first)
    let course = indicator.isCumulative ? "cumulative" : "\(indicator.overTime)"
    #expect("\(indicator.name.vietnamese)|\(course)" == expected)
  }

  @Test(
    "A line whose number cannot be read loses nobody: footnotes are passed over, words are an error"
  )
  func unreadableNumbers() throws {
    let title = "6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Hồ sơ;Kinh phí\n"
    #expect(
      try read([
        (
          "a.csv",
          title
            + "1;Xã Nga An (*);1;10\n2;Xã Hà Bắc¹;12 (*);45*\n3;Xã Nga Lĩnh;Chưa báo cáo;Không có\n"
        )
      ]) == [
        "Xã Hà Bắc | Hồ sơ | 12", "Xã Hà Bắc | Kinh phí | 45", "Xã Nga An | Hồ sơ | 1",
        "Xã Nga An | Kinh phí | 10", "Xã Nga Lĩnh | Kinh phí | 0",
      ])
    try FileManager.default.removeItem(at: project)
    _ = try ProjectMaking(project).make(from: [
      try write("b.csv", title + "1;Xã Nga An;1;1.200 triệu\n2;Xã Hà Bắc;12 hoặc 13;850 triệu\n")
    ])
    let errors = try OpenProject(folder: project).check().log.all.filter { $0.severity == .error }
    #expect(
      errors.map { "\($0.place)" }.filter { $0.hasPrefix("b.csv") }.sorted() == [
        "b.csv:3:4", "b.csv:4:3", "b.csv:4:4",
      ])
  }

  @Test(
    "Lines numbered I, II that have numbers are indicators; units numbered 1 above 1.1, 1.2 are sums"
  )
  func numberedGroups() throws {
    #expect(
      try read([
        (
          "a.csv",
          "6 THÁNG ĐẦU NĂM 2024\nTT;Nội dung;Xã Nga An\nI;Số cuộc tiếp dân;1\nII;Số đơn tiếp nhận;5\n1;Khiếu nại;2\n2;Tố"
            + " cáo;3\nIII;Kinh phí;7\n"
        )
      ]) == [
        "Xã Nga An | Khiếu nại | 2", "Xã Nga An | Kinh phí | 7", "Xã Nga An | Số cuộc tiếp dân | 1",
        "Xã Nga An | Số đơn tiếp nhận | 5", "Xã Nga An | Tố cáo | 3",
      ])
    try FileManager.default.removeItem(at: project)
    try FileManager.default.removeItem(at: folder.url.appending(path: "a.csv"))
    #expect(
      try read([
        (
          "b.csv",
          "6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Số vụ\n1;Khối xã;3\n1.1;Xã Nga An;1\n1.2;Xã Hà Bắc;2\n2;Khối phường;9\n2.1;Phường"
            + " Một;4\n2.2;Phường Hai;5\n;Tỉnh Hòa Sơn;12\n"
        )
      ]) == [
        "Phường Hai | Số vụ | 5", "Phường Một | Số vụ | 4", "Xã Hà Bắc | Số vụ | 2",
        "Xã Nga An | Số vụ | 1",
      ])
  }

  @Test(
    "Months from the beginning of the year beside the month are cumulative numbers of the same indicator"
  )
  func monthAndYearToDate() throws {
    for title in ["Báo cáo tháng 5 năm 2024", "Báo cáo tháng 5 và 5 tháng đầu năm 2024"] {
      let table = try write(
        "a.csv",
        title
          + "\nTT;Đơn vị;Lượt tiếp dân;;Đơn thư;\n;;Tháng 5;5 tháng đầu năm;Tháng 5;5 tháng đầu năm\n1;Xã Nga An;12;60;5;21\n"
          + "2;Xã Hà Bắc;8;41;3;17\n")
      try? FileManager.default.removeItem(at: project)
      _ = try ProjectMaking(project).make(from: [table])
      let opened = try OpenProject(folder: project)
      #expect(
        opened.project.definition.indicators.map(\.name.vietnamese) == ["Lượt tiếp dân", "Đơn thư"])
      let span = try #require(Period(written: "1/1/2024 - 31/5/2024"))
      let intake = try opened.tallies([.month(5, year: 2024), span])
      let indicator = try #require(intake.book.plan.indicators.first)
      #expect(
        intake.book.tally(indicator, for: .all, in: .month(5, year: 2024)).value == 20, "\(title)")
      #expect(intake.book.tally(indicator, for: .all, in: span).value == 101, "\(title)")
    }
  }

  @Test(
    "What happens is added up, what there is counts at the end, what there was at the beginning is no sum",
    arguments: [
      ("Số đảng viên bị kỷ luật", "sum"), ("Số hộ nghèo được hỗ trợ nhà ở", "sum"),
      ("Số người tinh giản biên chế", "sum"), ("Nợ đọng xây dựng cơ bản", "last"),
      ("Số vụ án đang thụ lý", "last"), ("Số người có thẻ BHYT", "last"),
      ("Số hội viên được vay vốn", "sum"), ("Số đảng viên đầu kỳ", "none"),
      ("Số đảng viên cuối kỳ", "last"), ("Số hộ thoát nghèo", "sum"), ("Số hộ nghèo", "last"),
      ("Tăng", "sum"), ("Biên chế hiện có", "last"), ("Số xã đạt chuẩn nông thôn mới", "last"),
      ("Số đảng viên mới kết nạp", "sum"),
    ])
  func courses(_ name: String, _ course: String) throws {
    let table = try write(
      "a.csv",
      "BÁO CÁO QUÝ I/2024\nTT;Đơn vị;Hội nghị;\(name)\n1;Xã Nga An;10;1\n2;Xã Hà Bắc;20;2\n")
    _ = try ProjectMaking(project).make(from: [table])
    let indicators = try OpenProject(folder: project).project.definition.indicators
    #expect(indicators.map { "\($0.overTime)" } == ["sum", course])
  }

  @Test(
    "A later table of another theme under the same header is said; two themes in one sheet are two tables"
  )
  func laterTheme() throws {
    let first = try write(
      "a.csv", "KẾT QUẢ TUYÊN TRUYỀN QUÝ I/2024\nTT;Đơn vị;Số cuộc\n1;Xã Nga An;2\n")
    _ = try ProjectMaking(project).make(from: [first])
    #expect(
      try OpenProject(folder: project).check().log.all.allSatisfy { $0.code == .missingParts })
    let later = try write(
      "b.csv", "KẾT QUẢ TẬP HUẤN QUÝ II/2024\nTT;Đơn vị;Số cuộc\n1;Xã Nga An;1\n")
    _ = try ProjectMaking(project).make(from: [later])
    let said = try OpenProject(folder: project).check().log.all.map { $0.line(in: .vietnamese) }
    #expect(
      said.contains {
        $0.contains("biểu này là về \"Tập huấn\", còn Số cuộc đã lấy từ biểu về \"Tuyên truyền\"")
      })
    try FileManager.default.removeItem(at: project)
    #expect(
      try read([
        (
          "c.csv",
          "BIỂU SỐ 1: KẾT QUẢ TUYÊN TRUYỀN 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Số cuộc\n1;Xã Nga An;2\n\nBIỂU SỐ 2: KẾT QUẢ TẬP HUẤN 6 THÁNG"
            + " ĐẦU NĂM 2024\nTT;Đơn vị;Số cuộc\n1;Xã Hà Bắc;3\n"
        )
      ]) == ["Xã Hà Bắc | Tập huấn – số cuộc | 3", "Xã Nga An | Tuyên truyền – số cuộc | 2"])
  }

  @Test("A line that is answered in words is no indicator of numbers")
  func wordsAmongNumbers() throws {
    #expect(
      try read([
        (
          "a.csv",
          "6 THÁNG ĐẦU NĂM 2024\nTT;Nội dung;Xã Nga An;Xã Hà Bắc\n1;Ban hành kế hoạch;Đã ban hành;Chưa\n2;Số cuộc họp;3;4\n3;Số lớp tập"
            + " huấn;5;6\n"
        )
      ]) == [
        "Xã Hà Bắc | Số cuộc họp | 4", "Xã Hà Bắc | Số lớp tập huấn | 6",
        "Xã Nga An | Số cuộc họp | 3", "Xã Nga An | Số lớp tập huấn | 5",
      ])
  }

  @Test("Namesakes of two kinds keep each its own cluster and its own communes")
  func namesakes() throws {
    let table = try write(
      "bieu.csv",
      "BÁO CÁO THÁNG 1 NĂM 2024\nTT;Đơn vị;Hồ sơ\n;Cụm 1;30\n1;Huyện Cao Lãnh;10\n2;Huyện Lai Vung;20\n;Cụm 2;45\n"
        + "1;Thành phố Cao Lãnh;40\n2;Thành phố Hồng Ngự;5\n")
    let register = try write(
      "so.csv",
      "Ngày;Đơn vị;Xã;Hoạt động\n05/01/2024;Thành phố Cao Lãnh;Phường 1;Đối thoại\n"
        + "06/01/2024;Huyện Cao Lãnh;Xã Mỹ Thọ;Đối thoại\n07/01/2024;Thành phố Cao Lãnh;Phường 2;Đối thoại\n"
    )
    _ = try ProjectMaking(project).make(from: [table, register])
    let opened = try OpenProject(folder: project)
    let roster = opened.project.roster
    let clusters = roster.units.map { "\($0.name): \(roster.clusters[$0.cluster].name)" }
    #expect(
      clusters.sorted() == [
        "Huyện Cao Lãnh: Cụm 1", "Huyện Lai Vung: Cụm 1", "Thành phố Cao Lãnh: Cụm 2",
        "Thành phố Hồng Ngự: Cụm 2",
      ])
    #expect(
      roster.communes.map { "\($0.name): \(roster.units[$0.unit].name)" }.sorted() == [
        "Phường 1: Thành phố Cao Lãnh", "Phường 2: Thành phố Cao Lãnh",
        "Xã Mỹ Thọ: Huyện Cao Lãnh",
      ])
    #expect(try opened.check().log.all.filter { $0.severity == .error }.isEmpty)
  }

  @Test(
    "A row without a number that sums up its numbered neighbours is no unit, above them or below",
    arguments: [
      [
        ";Các huyện đồng bằng;30", "1;A Lưới;10", "2;Nam Đông;20", ";Các huyện miền núi;70",
        "3;Phú Lộc;30", "4;Phú Vang;40",
      ],
      [
        "1;A Lưới;10", "2;Nam Đông;20", ";Các huyện đồng bằng;30", "3;Phú Lộc;30", "4;Phú Vang;40",
        ";Các huyện miền núi;70",
      ],
    ])
  func subtotals(_ rows: [String]) throws {
    let table = try write(
      "bieu.csv",
      "BÁO CÁO THÁNG 1 NĂM 2024\nTT;Đơn vị;Hồ sơ\n" + rows.joined(separator: "\n") + "\n")
    _ = try ProjectMaking(project).make(from: [table])
    let opened = try OpenProject(folder: project)
    #expect(
      opened.project.roster.units.map(\.name).sorted() == [
        "A Lưới", "Nam Đông", "Phú Lộc", "Phú Vang",
      ])
    #expect(try opened.check().log.all.map { $0.line(in: .vietnamese) } == [])
    let intake = try opened.tallies([.month(1, year: 2024)])
    let indicator = try #require(intake.book.plan.indicators.first)
    #expect(intake.book.tally(indicator, for: .all, in: .month(1, year: 2024)).value == 100)
  }

  @Test("A title that says a part of the year is nearer than the name of the file")
  func titleAndFile() throws {
    for (title, period) in [
      ("Kết quả 3 tháng đầu năm 2024", Period.quarter(1, year: 2024)),
      ("Kết quả 6 tháng đầu năm 2024", .half(1, year: 2024)),
      // A year alone says less than the name does.
      ("Kết quả năm 2024", .month(3, year: 2024)),
    ] {
      let table = try write(
        "bc-t03.csv", "\(title)\n\nTT;Đơn vị;Hồ sơ nhận\n1;Xã Nga Sơn;361\n2;Xã Hậu Lộc;7\n")
      try? FileManager.default.removeItem(at: project)
      _ = try ProjectMaking(project).make(from: [table])
      let intake = try OpenProject(folder: project).tallies([period])
      let indicator = try #require(intake.book.plan.indicators.first)
      #expect(intake.book.tally(indicator, for: .all, in: period).value == 368, "\(title)")
    }
  }

  @Test("A title that counts from the beginning of the year makes its numbers cumulative")
  func cumulativeTitle() throws {
    let tables = try (1...3).map { month in
      try write(
        "bc\(month).csv",
        "Kết quả từ đầu năm đến tháng \(month) năm 2024\n\nTT;Đơn vị;Hồ sơ nhận\n1;Xã Nga Sơn;\([100, 210, 330][month - 1])\n2;Xã Hậu Lộc;\([50, 90, 140][month - 1])\n"
      )
    }
    _ = try ProjectMaking(project).make(from: tables)
    let period = Period.quarter(1, year: 2024)
    let intake = try OpenProject(folder: project).tallies([period])
    let indicator = try #require(intake.book.plan.indicators.first)
    #expect(intake.book.tally(indicator, for: .all, in: period).value == 470)
  }

  @Test("A name of one file that is nearly that of a unit missing there is no unit more")
  func slip() throws {
    let tables = try (1...3).map { month in
      try write(
        "thang-\(month).csv",
        "BÁO CÁO THÁNG \(month) NĂM 2024\nTT,Đơn vị,Hội nghị\n1,\(month == 2 ? "Phường Hạc Thanh" : "Phường Hạc Thành"),3\n2,Xã Hậu"
          + " Lộc,4\n")
    }
    let made = try ProjectMaking(project).make(from: tables)
    #expect(made.proposal.slips.map(\.name) == ["Phường Hạc Thanh"])
    #expect(
      try OpenProject(folder: project).project.roster.units.map(\.name) == [
        "Phường Hạc Thành", "Xã Hậu Lộc",
      ])
    let errors = try OpenProject(folder: project).check().log.all.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.unknownUnit])
    #expect(errors[0].message.vietnamese.contains("Phường Hạc Thành"))
  }

  @Test("A roster among the files is taken as the roster")
  func roster() throws {
    let roster = try write("roster.csv", "Cụm,Đơn vị,Dân số\nCụm B,Huyện Nga Sơn,5000\n")
    let table = try write(
      "bieu.csv", "BÁO CÁO THÁNG 1 NĂM 2024\nĐơn vị,Hội nghị\nHuyện Nga Sơn,3\n")
    let made = try ProjectMaking(project).make(from: [roster, table])
    #expect(made.proposal.indicators.map(\.name) == ["Hội nghị"])
    #expect(try text("roster.csv").hasPrefix("Cụm,Đơn vị,Dân số"))
  }

  @Test(
    "A folder stands for the tables in it; files with other contents than those of the project are all named"
  )
  func folderOfTables() throws {
    let tables = folder.url.appending(path: "gui", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: tables, withIntermediateDirectories: true)
    func write(_ count: Int) throws {
      for (file, unit) in [("a.csv", "Xã An Bình"), ("b.csv", "Xã Bình Minh")] {
        try Data(
          "UBND \(unit)\nKẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\nChỉ tiêu,Kết quả\nHội nghị,\(count)\nVăn bản,7\n"
            .utf8
        ).write(to: tables.appending(path: file))
      }
      try Data("ghi chú".utf8).write(to: tables.appending(path: "doc.pdf"))
    }
    try write(5)
    let made = try ProjectMaking(project).make(from: [tables.path])
    #expect(made.proposal.units.map(\.name) == ["Xã An Bình", "Xã Bình Minh"])
    try write(6)
    let error = #expect(throws: WorkspaceError.self) {
      try ProjectMaking(project).make(from: [tables.path])
    }
    #expect(error?.message.vietnamese.contains("đã có a.csv và b.csv, khác nội dung") == true)
    #expect(
      error?.message.english.contains("already has a.csv and b.csv with other contents") == true)
  }
}

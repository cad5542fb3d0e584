import ClusterMetrics
import Foundation
import Intake
import ProjectDiscovery
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("From which day and up to which month numbers count, and what a whole says of rates")
struct CountedSpanTests {
  private func numbers(_ table: String) throws -> [String] {
    try TablesProject().reported(["b.csv": table], by: "Xã Nga An").numbers
  }

  private func values(
    _ table: String, in period: String
  ) throws -> (values: [String: [String: Double]], found: [String], proposal: ProjectProposal) {
    try TablesProject().read(["b.csv": table], in: try #require(Period(period)))
  }

  @Test(
    "A title that speaks of several years is of none of them",
    arguments: [
      "KẾT QUẢ NĂM 2023 - 2024", "KẾT QUẢ 3 NĂM (2022 - 2024)", "TRONG 5 NĂM 2020 - 2024",
      "NĂM 2022, 2023, 2024", "TỪ NĂM 2021 ĐẾN NĂM 2024", "TỪ NĂM 2021 ĐẾN NAY (THÁNG 6/2024)",
      "VỤ ĐÔNG XUÂN NĂM 2024 - 2025", "NĂM 2023 VÀ 2024",
    ])
  func years(title: String) throws {
    #expect(try numbers(title + "\nĐơn vị|Số hội nghị\nXã Nga An|5\nXã Nga Tân|7\n") == [])
  }

  @Test(
    "The year behind a number that is no document's is that of the table",
    arguments: [
      ("CỤM THI ĐUA SỐ 1 - NĂM 2025", "2025"), ("THIỆT HẠI DO BÃO SỐ 3 NĂM 2024", "2024"),
      ("NGHỊ ĐỊNH SỐ 130/2020/NĐ-CP NĂM 2024", "2024"),
      ("GIAI ĐOẠN 2021 - 2025, QUÝ I NĂM 2024", "2024-Q1"),
    ])
  func numbered(title: String, period: String) throws {
    #expect(
      try numbers(title + "\nĐơn vị|Số hội nghị\nXã Nga An|5\nXã Nga Tân|7\n")
        == ["Số hội nghị \(period) value 5"])
  }

  @Test(
    "Numbers that count from a day on are of the days from it",
    arguments: [
      "THÁNG 9 NĂM 2025\nĐơn vị|Tiếp nhận|Lũy kế từ 01/7/2025\nXã Nga An|250|700\nXã Nga Tân|7|17\n",
      "THÁNG 9 NĂM 2025\nĐơn vị|Tiếp nhận|Lũy kế từ ngày 1/7 đến nay\nXã Nga An|250|700\nXã Nga Tân|7|17\n",
      "THÁNG 9 NĂM 2025\nĐơn vị|Tiếp nhận|Từ 01/7/2025 đến nay\nXã Nga An|250|700\nXã Nga Tân|7|17\n",
      "THÁNG 9 NĂM 2025 (LŨY KẾ TỪ 01/7/2025)\nĐơn vị|Tiếp nhận\nXã Nga An|700\nXã Nga Tân|17\n",
      "LŨY KẾ TỪ 01/7/2025 ĐẾN 30/9/2025\nĐơn vị|Tiếp nhận\nXã Nga An|700\nXã Nga Tân|17\n",
      "LŨY KẾ TỪ THÁNG 7/2025 ĐẾN THÁNG 9/2025\nĐơn vị|Tiếp nhận\nXã Nga An|700\nXã Nga Tân|17\n",
      "LŨY KẾ TỪ 01/7/2025 ĐẾN HẾT THÁNG 9/2025\nĐơn vị|Tiếp nhận\nXã Nga An|700\nXã Nga Tân|17\n",
      "THÁNG 9 NĂM 2025\nĐơn vị|Tiếp nhận|Lũy kế (từ 01/7/2025)\nXã Nga An|250|700\nXã Nga Tân|7|17\n",
      "THÁNG 9 NĂM 2025\nTT|Đơn vị|Kỳ|Tiếp nhận\n1|Xã Nga An|Tháng 9|250\n||Lũy kế từ 01/7/2025|700\n2|Xã Nga Tân|Tháng 9|7\n||Lũy kế từ 01/7/2025|17\n",
    ])
  func since(table: String) throws {
    let quarter = try values(table, in: "2025-Q3")
    #expect(quarter.values["Xã Nga An"]?["Tiếp nhận"] == 700)
    #expect(quarter.values["Xã Nga Tân"]?["Tiếp nhận"] == 17)
  }

  @Test(
    "Cumulative numbers of a heading with its year, and of rows below their months",
    arguments: [
      ("Đơn vị|Tiếp nhận|Lũy kế từ đầu năm 2025\nXã Nga An|250|700\nXã Nga Tân|7|17\n"),
      ("Đơn vị|Tiếp nhận|Lũy kế từ đầu năm 2025 đến nay\nXã Nga An|250|700\nXã Nga Tân|7|17\n"),
      ("TT|Đơn vị|Kỳ|Tiếp nhận\n1|Xã Nga An|Tháng 9|250\n||Lũy kế|700\n2|Xã Nga Tân|Tháng 9|7\n||Lũy kế|17\n"),
      ("TT|Đơn vị|Kỳ|Tiếp nhận\n1|Xã Nga An|Tháng 9|250\n1|Xã Nga An|Luỹ kế năm|700\n2|Xã Nga Tân|Tháng 9|7\n2|Xã Nga Tân|Luỹ kế năm|17\n"),
    ])
  func cumulative(table: String) throws {
    #expect(
      try numbers("THÁNG 9 NĂM 2025\n" + table)
        == ["Tiếp nhận 2025-M09 value 250", "Tiếp nhận 2025-M09 cumulative 700"])
  }

  @Test(
    "Months up to which is counted, written short",
    arguments: [
      "Hết T7", "Hết tháng 7", "Đến hết T7", "Đến T7", "Tính đến T7", "Cuối T7", "7T", "TH 7T",
      "Đến hết tháng 7",
    ])
  func shortMonths(heading: String) throws {
    #expect(
      try numbers(
        "THU NGÂN SÁCH NĂM 2025\nĐơn vị|KH năm|\(heading)\nXã Nga An|250|100\nXã Nga Tân|70|17\n")
        == ["Thu ngân sách 2025 plan 250", "Thu ngân sách 2025-M07 cumulative 100"])
  }

  @Test(
    "What grows by itself is an indicator; what compares another column is none",
    arguments: [
      ("Tốc độ tăng GTSX (%)", "Số hộ", true), ("Tỷ lệ tăng thu (%)", "Số hộ", true),
      ("Tỷ lệ hộ nghèo giảm (%)", "Số cuộc họp", true), ("Tỷ lệ tăng, giảm (%)", "Số hộ", false),
      ("Tỷ lệ tăng số vụ (%)", "Số vụ", false), ("Tốc độ tăng so với cùng kỳ (%)", "Số hộ", false),
    ])
  func growth(heading: String, other: String, isOwn: Bool) throws {
    let made = try numbers(
      "NĂM 2024\nĐơn vị|\(other)|\(heading)\nXã Nga An|25|1,5\nXã Nga Tân|70|2,5\n")
    #expect(made.count == (isOwn ? 2 : 1), "\(made)")
  }

  @Test(
    "Scores, times, densities and ranks are averages; amounts are not",
    arguments: [
      ("Giá trị DTI", "mean"), ("Độ hài lòng", "mean"), ("Thời gian giải quyết (ngày)", "mean"),
      ("Thu nhập (triệu đồng/người/năm)", "mean"), ("Số bác sĩ/vạn dân", "mean"),
      ("Tuổi thọ", "mean"),
      ("Điểm", "mean"), ("Bình quân số hộ/thôn", "mean"), ("Giá trị sản xuất (tỷ đồng)", "sum"),
      ("Điểm sạt lở", "sum"), ("Số cuộc họp", "sum"),
    ])
  func courses(heading: String, course: String) throws {
    let made = try TablesProject().reported(
      ["b.csv": "NĂM 2024\nĐơn vị|\(heading)\nXã Nga An|25,5\nXã Nga Tân|70,5\n"], by: "Xã Nga An")
    #expect(made.settings.contains("over_time: \(course)"), "\(made.settings)")
  }

  @Test(
    "What is there is no sum of months, whatever the title is about; nor are cases together with those left over",
    arguments: [
      ("CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2024", "Số chi bộ", "last"),
      ("CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2024", "Tổng số đảng viên", "last"),
      ("CÔNG TÁC XÂY DỰNG ĐẢNG NĂM 2024", "Kết nạp mới", "sum"),
      ("KẾT NẠP ĐẢNG VIÊN NĂM 2024", "Đoàn viên", "sum"),
      ("XÂY DỰNG NÔNG THÔN MỚI NĂM 2024", "Số thôn", "last"),
      ("NĂM 2024", "Số thôn, bản", "last"), ("NĂM 2024", "Số phòng", "last"),
      ("NĂM 2024", "Số di tích được xếp hạng", "last"),
      ("NĂM 2024", "Người hưởng trợ cấp hằng tháng", "last"),
      ("NĂM 2024", "Người được trợ cấp đột xuất", "sum"),
      ("NĂM 2024", "Số phòng học kiên cố", "last"), ("NĂM 2024", "Tổng nguồn vốn", "last"),
      ("NĂM 2024", "Số tổ tiết kiệm và vay vốn", "last"),
      ("NĂM 2024", "Số câu lạc bộ mới thành lập", "sum"), ("NĂM 2024", "Thu hồi nợ thuế", "sum"),
      ("NĂM 2024", "Tổng số việc thụ lý", "sum"),
      ("NĂM 2024", "Số việc kỳ trước chuyển sang|Tổng số việc thụ lý", "none|none"),
      ("NĂM 2024", "Tồn kỳ trước|Tổng số phải giải quyết|Đã giải quyết", "none|none|sum"),
    ])
  func coursesByTitle(title: String, headings: String, courses: String) throws {
    let count = headings.split(separator: "|").count
    func cells(_ first: String) -> String {
      (1...count).map { "\(first)\($0)" }.joined(separator: "|")
    }
    let made = try TablesProject().reported(
      [
        "b.csv":
          "\(title)\nĐơn vị|\(headings)\nXã Nga An|\(cells("2"))\nXã Nga Tân|\(cells("7"))\n"
      ], by: "Xã Nga An")
    let found = made.settings.matches(of: #/submissions, over_time: (\w+)/#).map { String($0.1) }
    #expect(found.joined(separator: "|") == courses, "\(made.settings)")
  }

  @Test(
    "Units across the top of a superior's paper are units, also bodies of places and offices",
    arguments: [
      ("TTYT huyện Nga Sơn", "TTYT huyện Hà Trung"), ("LĐLĐ huyện Nga Sơn", "LĐLĐ huyện Hà Trung"),
      ("Công đoàn Sở Y tế", "Công đoàn Sở Tư pháp"), ("Đảng bộ Sở Y tế", "Đảng bộ Sở Tư pháp"),
    ])
  func unitsAcross(first: String, second: String) throws {
    let made = try values(
      """
      SỞ Y TẾ
      BÁO CÁO QUÝ II NĂM 2024
      TT|Nội dung|\(first)||\(second)|
      ||Quý II|Lũy kế|Quý II|Lũy kế
      1|Người kết nạp mới|5|12|7|14
      2|Lượt khám|50|120|70|140
      """, in: "2024-Q2")
    #expect(made.values[first] == ["Người kết nạp mới": 5, "Lượt khám": 50])
    #expect(made.values[second] == ["Người kết nạp mới": 7, "Lượt khám": 70])
  }

  @Test(
    "The whole of a row in a form of one unit is the row's own number, whatever its parts are called",
    arguments: ["Loại 1|Loại 2|Loại 3", "Loại A|Loại B|Loại C"])
  func wholeOfRow(parts: String) throws {
    let made = try numbers(
      """
      UBND XÃ NGA AN
      KHÁM SỨC KHỎE NĂM 2024
      TT|Đối tượng|Tổng số khám|\(parts)
      1|Người cao tuổi|100|70|28|2
      2|Trẻ em|50|40|8|2
      """)
    #expect(made.contains("Người cao tuổi 2024 value 100"))
    #expect(made.contains("Trẻ em 2024 value 50") && made.count == 8)
  }

  @Test("A row of measures below the header belongs to it, percentages among them")
  func measureRow() throws {
    #expect(
      try numbers(
        """
        NĂM 2024
        Đơn vị|Trồng rừng||Nước hợp vệ sinh|
        |KH|TH|KH|TH
        |ha|ha|%|%
        Xã Nga An|100|80|95|96
        Xã Nga Tân|70|77|94|93,5
        """)
        == [
          "Trồng rừng 2024 plan 100", "Trồng rừng 2024 value 80", "Nước hợp vệ sinh 2024 plan 95",
          "Nước hợp vệ sinh 2024 value 96",
        ])
  }

  @Test("A plan and a result with the same measure in brackets, whatever that is")
  func measuredFigures() throws {
    #expect(
      try numbers(
        "HIẾN MÁU NĂM 2024\nĐơn vị|Chỉ tiêu (đơn vị máu)|Kết quả (đơn vị máu)\nXã Nga An|100|80\nXã Nga Tân|7|6\n"
      ) == ["Hiến máu 2024 plan 100", "Hiến máu 2024 value 80"])
  }

  @Test(
    "Under a day or month up to which is counted, rates are those of then, and lines TH are cumulative"
  )
  func upTo() throws {
    #expect(
      try numbers(
        "HÀI LÒNG (Tính đến hết tháng 12/2024)\nTT|Đơn vị|Tỷ lệ hài lòng (%)\n1|Xã Nga An|90\n2|Xã Nga Tân|91,5\n"
      ) == ["Tỷ lệ hài lòng 2024-M12 value 90"])
    #expect(
      try numbers(
        "TIẾN ĐỘ (đến ngày 31/7/2024)\nTT|Đơn vị|Số cuộc\n1|Xã Nga An|\n|KH|100\n|TH|60\n2|Xã Nga Tân|\n|KH|50\n|TH|20\n"
      ) == ["Số cuộc 2024 plan 100", "Số cuộc 2024-M07 cumulative 60"])
  }

  @Test(
    "What a table's whole says of a rate counts for all units",
    arguments: [
      "Chỉ tiêu|Toàn tỉnh|Xã Nga An|Xã Nga Tân\nTỷ lệ hài lòng (%)|88,5|90|86,65\n",
      "TT|Đơn vị|Tỷ lệ hài lòng (%)\n1|Xã Nga An|90\n2|Xã Nga Tân|86,65\n|Bình quân các xã|88,5\n",
      "TT|Đơn vị|Tỷ lệ hài lòng (%)\n1|Xã Nga An|90\n2|Xã Nga Tân|86,65\n|Tổng/Trung bình|88,5\n",
      "TT|Đơn vị|Tỷ lệ hài lòng (%)\n1|Xã Nga An|90\n2|Xã Nga Tân|86,65\n|Tổng (TB)|88,5\n",
    ])
  func wholes(table: String) throws {
    let folder = try TemporaryFolder(["b.csv": ("NĂM 2024\n" + table).replacing("|", with: ";")])
    defer { folder.keep() }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(from: [folder.url.appending(path: "b.csv").path])
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let book = try opened.project.tally([.year(2024)]).book
    let rate = try #require(opened.definition.indicators.first)
    #expect(book.tally(rate, for: .all, in: .year(2024)).value == 88.5)
  }
}

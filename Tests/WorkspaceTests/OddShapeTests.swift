import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Shapes of tables that offices use, from the files to tallies")
struct OddShapeTests {
  private let half = Period.half(1, year: 2025)

  /// By unit the values of each indicator, and what is found, but for parts that the period lacks.
  private func read(
    _ table: String, in period: Period = .half(1, year: 2025), file: String = "bieu.csv"
  ) throws -> (values: [String: [String: Double]], found: [String]) {
    let made = try TablesProject().read([file: table], in: period)
    return (made.values, made.found)
  }

  // MARK: Numbers that could be years

  @Test(
    "A number between 1990 and 2100 in a line is no heading",
    arguments: [
      "Chỉ tiêu|ĐVT|Số liệu\nTổng dân số|người|4100\nSố hộ|hộ|2020\nSố sinh|trẻ|70\n",
      "Chỉ tiêu|ĐVT|Số liệu\nSố hộ|hộ|2020\nTổng dân số|người|4100\nSố sinh|trẻ|70\n",
      "STT|Chỉ tiêu|ĐVT|Số liệu\n1|Tổng dân số|người|4100\n2|Số sinh|trẻ|70\n|Số hộ|hộ|2020\n",
      "STT|Chỉ tiêu|ĐVT|Số liệu\nI|Dân số||\n|Số hộ|hộ|2020\n|Tổng dân số|người|4100\n|Số sinh|trẻ|70\n",
    ])
  func years(table: String) throws {
    let made = try read("UBND XÃ NGA TÂN\nDÂN SỐ\n6 tháng đầu năm 2025\n" + table)
    #expect(made.values == ["Xã Nga Tân": ["Tổng dân số": 4100, "Số hộ": 2020, "Số sinh": 70]])
    #expect(made.found == [])
  }

  @Test("Units with such numbers alone are read, too, and years over columns stay headings")
  func yearsOfUnits() throws {
    let made = try read(
      "6 tháng đầu năm 2025\nĐơn vị|Số hộ\nXã Nga Tân|2000\nXã Nga Tiến|2024\nXã Nga Thái|1999\nTổng số|6023\n"
    )
    #expect(
      made.values.mapValues { $0["Số hộ"] } == [
        "Xã Nga Tân": 2000, "Xã Nga Tiến": 2024, "Xã Nga Thái": 1999,
      ])
    let years = try read(
      "UBND XÃ NGA TÂN\nDÂN SỐ\nChỉ tiêu|ĐVT|2024|2025\nSố hộ|hộ|2000|2024\nSố sinh|trẻ|40|50\n",
      in: .year(2025))
    #expect(years.values.values.first == ["Số hộ": 2024, "Số sinh": 50])
  }

  // MARK: Plans and results

  @Test(
    "\"Kế hoạch\" and \"Thực hiện\" below a line are its figures, whether that is a unit or an indicator",
    arguments: [
      "TT|Chỉ tiêu|ĐVT|Huyện Nga Sơn|Huyện Hà Trung\n1|Trồng rừng|ha||\n|- Kế hoạch||100|200\n|- Thực hiện||60|110\n|- Tỷ lệ|%|60|55\n2|Thu quỹ|triệu đồng||\n|- Kế hoạch||50|80\n|- Thực hiện||30|40\n|- Tỷ lệ|%|60|50\n",
      "STT|Nội dung|Trồng rừng (ha)|Thu quỹ (triệu đồng)\n1|Huyện Nga Sơn||\n-|Kế hoạch|100|50\n-|Thực hiện|60|30\n-|Đạt tỷ lệ (%)|60|60\n2|Huyện Hà Trung||\n-|Kế hoạch|200|80\n-|Thực hiện|110|40\n-|Đạt tỷ lệ (%)|55|50\n",
      "STT|Đơn vị|Trồng rừng (ha)|Thu quỹ (triệu đồng)\nI|Huyện Nga Sơn||\n1|Kế hoạch|100|50\n2|Thực hiện|60|30\nII|Huyện Hà Trung||\n1|Kế hoạch|200|80\n2|Thực hiện|110|40\n",
    ])
  func figureRows(table: String) throws {
    let made = try read("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025\n" + table)
    #expect(
      made.values == [
        "Huyện Nga Sơn": ["Trồng rừng": 60, "Thu quỹ": 30],
        "Huyện Hà Trung": ["Trồng rừng": 110, "Thu quỹ": 40],
      ])
    #expect(made.found == [])
  }

  @Test("The total of a plan over its parts is the plan of the one result beside it")
  func totalOfPlan() throws {
    let made = try read(
      """
      TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG
      6 tháng đầu năm 2025
      STT|Đơn vị|Kế hoạch vốn||Giải ngân|
      ||Tổng số|Trong đó: NSTW|Tổng số|Trong đó: NSTW
      1|Sở Xây dựng|1000|400|600|200
      2|Huyện Nga Sơn|1200|300|500|150
      """)
    #expect(made.values["Sở Xây dựng"]?["Giải ngân"] == 600)
    #expect(made.values["Huyện Nga Sơn"]?["Giải ngân"] == 500)
    #expect(made.values["Sở Xây dựng"]?.values.contains(1000) == false)
  }

  // MARK: Units

  @Test(
    "Groups over the names of units only order these",
    arguments: [("Các xã", "Các phường"), ("Khối huyện", "Khối thị xã"), ("Miền núi", "Đồng bằng")])
  func groups(first: String, second: String) throws {
    let made = try read(
      """
      SỐ LIỆU VĂN HÓA 6 THÁNG ĐẦU NĂM 2025
      STT|Chỉ tiêu|Tổng số|\(first)|||\(second)||
      |||Cộng|Xã Nga Tân|Xã Nga Tiến|Cộng|Phường Hải Hòa|Phường Bình Minh
      1|Số gia đình văn hóa|1000|400|150|250|600|200|400
      2|Số làng văn hóa|60|35|15|20|25|10|15
      """)
    #expect(
      made.values.mapValues { $0["Số gia đình văn hóa"] } == [
        "Xã Nga Tân": 150, "Xã Nga Tiến": 250, "Phường Hải Hòa": 200, "Phường Bình Minh": 400,
      ])
    #expect(made.found == [])
  }

  @Test(
    "Rows of extremes and columns that sum up are no units",
    arguments: ["Cao nhất|12", "Đơn vị thấp nhất|5", "Lớn nhất|12", "Trung bình/huyện|8"])
  func extremes(row: String) throws {
    let made = try read(
      "HỘI NGHỊ 6 THÁNG ĐẦU NĂM 2025\nSTT|Đơn vị|Số hội nghị\n1|Huyện Nga Sơn|12\n2|Huyện Hà Trung|5\n|\(row)\n"
    )
    #expect(
      made.values == ["Huyện Nga Sơn": ["Số hội nghị": 12], "Huyện Hà Trung": ["Số hội nghị": 5]])
    let columns = try read(
      "GIEO TRỒNG 6 THÁNG ĐẦU NĂM 2025\nTT|Cây trồng|ĐVT|Kế hoạch|Xã Nga Tân|Xã Nga Tiến|Tổng thực hiện|% KH\n1|Lúa|ha|500|200|250|450|90\n2|Ngô|ha|100|40|60|100|100\n"
    )
    #expect(
      columns.values == [
        "Xã Nga Tân": ["Lúa": 200, "Ngô": 40], "Xã Nga Tiến": ["Lúa": 250, "Ngô": 60],
      ])
    #expect(columns.found == [])
  }

  @Test(
    "One row of numbers needs no name where the title says who reports",
    arguments: [
      "Số bản sao|Số chữ ký|Lệ phí (nghìn đồng)\n1250|80|12.500\n",
      "STT|Số bản sao|Số chữ ký|Lệ phí (nghìn đồng)\n(1)|(2)|(3)|(4)\n1|1250|80|12.500\n",
    ])
  func oneRow(table: String) throws {
    let made = try read("UBND XÃ NGA TÂN\nCHỨNG THỰC\n6 tháng đầu năm 2025\n" + table)
    #expect(made.values == ["Xã Nga Tân": ["Số bản sao": 1250, "Số chữ ký": 80, "Lệ phí": 12500]])
    #expect(throws: WorkspaceError.self) {
      try read("CHỨNG THỰC\n6 tháng đầu năm 2025\n" + table)
    }
  }

  // MARK: Percentages and names

  @Test("Percentages that no other columns make are numbers of their own")
  func percentages() throws {
    let made = try read(
      "GIÁO DỤC 6 THÁNG ĐẦU NĂM 2025\nSTT|Đơn vị|Số trường|Phổ cập giáo dục (%)|Học sinh khá giỏi (%)\n1|Huyện Nga Sơn|30|98,5|65\n2|Huyện Hà Trung|28|97|60,5\n"
    )
    #expect(
      made.values["Huyện Nga Sơn"] == [
        "Số trường": 30, "Phổ cập giáo dục": 98.5, "Học sinh khá giỏi": 65,
      ])
    // These say what the count beside them says.
    let derived = try read(
      "HỒ SƠ 6 THÁNG ĐẦU NĂM 2025\nSTT|Đơn vị|Tiếp nhận hồ sơ|Hồ sơ trực tuyến|Hồ sơ trực tuyến (%)\n1|Huyện Nga Sơn|100|40|40\n2|Huyện Hà Trung|200|50|25\n"
    )
    #expect(derived.values["Huyện Nga Sơn"] == ["Tiếp nhận hồ sơ": 100, "Hồ sơ trực tuyến": 40])
  }

  @Test("A share in brackets behind a number is a remark")
  func shares() throws {
    let made = try read(
      "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025\nSTT|Đơn vị|Số đơn|Đã giải quyết\n1|Huyện Nga Sơn|100|91 (91%)\n2|Huyện Hà Trung|200|150 (75%)\n"
    )
    #expect(made.values["Huyện Hà Trung"] == ["Số đơn": 200, "Đã giải quyết": 150])
  }

  @Test("Columns that compare with last year's time are not numbers of last year")
  func comparisons() throws {
    let before = try read(
      "CHỈ SỐ SẢN XUẤT THÁNG 6 NĂM 2025\nĐơn vị tính: %\nSTT|Đơn vị|Tháng 6 so với tháng trước|Tháng 6 so với cùng kỳ\n1|Huyện Nga Sơn|101,2|108,1\n2|Huyện Hà Trung|103|112,5\n",
      in: .month(6, year: 2024))
    #expect(before.values.values.allSatisfy { !$0.values.contains(108.1) })
  }

  @Test("Quarters that are written short are quarters")
  func shortPeriods() throws {
    let table =
      "TIẾP CÔNG DÂN NĂM 2025\nTT|Đơn vị|Tháng 1|Tháng 2|Tháng 3|Cộng QI|Tháng 4|Tháng 5|Tháng 6|Cộng QII|Cộng 6T\n1|Huyện Nga Sơn|10|20|30|60|11|12|13|36|96\n2|Huyện Hà Trung|1|2|3|6|4|5|6|15|21\n"
    let made = try read(table, in: .quarter(2, year: 2025))
    #expect(
      made.values.mapValues { $0.values.first } == ["Huyện Nga Sơn": 36, "Huyện Hà Trung": 15])
  }

  // MARK: What a table states of itself

  @Test(
    "What was carried over, came and was solved makes what is left; so does a formula under the header",
    arguments: [
      "TT|Đơn vị|Kỳ trước chuyển sang|Mới tiếp nhận|Tổng số|Đã giải quyết|Còn lại\n",
      "TT|Đơn vị|Đơn tồn|Đơn mới|Tổng đơn|Đơn xong|Đơn còn\n(A)|(B)|(1)|(2)|(3)=(1)+(2)|(4)|(5)=(3)-(4)\n",
    ])
  func movements(header: String) throws {
    let lines = header.split(separator: "\n").count + 1
    let made = try read(
      "ĐƠN THƯ 6 THÁNG ĐẦU NĂM 2025\n" + header
        + "1|Huyện Nga Sơn|5|25|30|22|8\n2|Huyện Hà Trung|7|33|40|35|15\n3|Huyện Hậu Lộc|1|10|12|10|2\n"
    )
    #expect(made.found.count == 2, "\(made.found)")
    #expect(made.found.contains { $0.hasPrefix("\(lines + 2) ") && $0.contains("40 − 35 = 5") })
    #expect(made.found.contains { $0.hasPrefix("\(lines + 3) ") && $0.contains("1 + 10 = 11") })
  }

  @Test("Columns \"Cộng\" beside months add these up, one for each indicator")
  func months() throws {
    let made = try read(
      "AN NINH QUÝ I NĂM 2025\nSTT|Đơn vị|Số vụ||||Số người|||\n||Tháng 1|Tháng 2|Tháng 3|Cộng|Tháng 1|Tháng 2|Tháng 3|Cộng\n1|Huyện Nga Sơn|1|2|3|6|10|20|30|60\n2|Huyện Hà Trung|1|1|1|3|5|6|7|81\n3|Huyện Hậu Lộc|2|2|2|6|1|1|1|3\n",
      in: .quarter(1, year: 2025))
    #expect(
      made.found.count == 1
        && made.found[0].contains("ghi 81, nhưng cộng các kỳ trong dòng được 18"), "\(made.found)")
  }

  @Test("A total of different things is no number of anything, and no heading that nobody knows")
  func totalOfThings() throws {
    let made = try read(
      "UBND XÃ NGA TÂN\nHỒ SƠ 6 THÁNG ĐẦU NĂM 2025\nSTT|Lĩnh vực|Tiếp nhận|Đã giải quyết\n1|Hộ tịch|100|98\n2|Chứng thực|320|315\n|Tổng cộng|420|413\n"
    )
    #expect(made.values["Xã Nga Tân"]?.values.reduce(0, +) == 833)
    #expect(made.found == [])
    let wrong = try read(
      "UBND XÃ NGA TÂN\nHỒ SƠ 6 THÁNG ĐẦU NĂM 2025\nSTT|Lĩnh vực|Tiếp nhận|Đã giải quyết\n1|Hộ tịch|100|98\n2|Chứng thực|320|315\n|Tổng cộng|240|413\n"
    )
    #expect(wrong.found.count == 1 && wrong.found[0].contains("ghi 240"), "\(wrong.found)")
    // Parts among the lines make no sum of them, which no column shows.
    let parts = try read(
      "UBND XÃ NGA TÂN\nHỒ SƠ 6 THÁNG ĐẦU NĂM 2025\nSTT|Lĩnh vực|Tiếp nhận|Đã giải quyết\n1|Hộ tịch|100|98\n|Khai sinh|40|39\n2|Chứng thực|320|315\n|Tổng cộng|420|413\n"
    )
    #expect(parts.found == [])
  }

  @Test("Less from the beginning of the year than in the month alone is said")
  func cumulative() throws {
    let made = try read(
      "TIẾP CÔNG DÂN THÁNG 6 NĂM 2025\nSTT|Đơn vị|Số lượt|\n||Trong tháng|Lũy kế từ đầu năm\n1|Huyện Nga Sơn|5|30\n2|Huyện Hà Trung|45|25\n",
      in: .month(6, year: 2025))
    #expect(
      made.found.contains {
        $0.contains(
          "lũy kế đến hết tháng 6 năm 2025 là 25, nhỏ hơn số của riêng tháng 6 năm 2025 là 45")
      }, "\(made.found)")
    #expect(made.found.count { $0.contains("lũy kế") } == 1)
  }

  @Test(
    "A heading that says that numbers are provisional makes them estimates, and a report's period in brackets is its table's"
  )
  func provisional() throws {
    let made = try read(
      "DIỆN TÍCH GIEO TRỒNG\n(Kèm theo báo cáo 6 tháng đầu năm 2025)\nSTT|Đơn vị|Diện tích lúa (sơ bộ)\n1|Huyện Nga Sơn|500\n2|Huyện Hà Trung|700\n"
    )
    #expect(made.values.values.compactMap { $0.values.first }.sorted() == [500, 700])
    #expect(
      made.found.contains { $0.contains("là số ước; các số vẫn được tính, kèm dấu ≈") },
      "\(made.found)")
    // The number of a document is no period.
    #expect(throws: Never.self) {
      let other = try read(
        "(Kèm theo báo cáo số 6/BC-UBND năm 2025)\nDIỆN TÍCH QUÝ I NĂM 2025\nSTT|Đơn vị|Diện tích lúa\n1|Huyện Nga Sơn|500\n2|Huyện Hà Trung|700\n",
        in: .quarter(1, year: 2025))
      #expect(other.values["Huyện Nga Sơn"]?.values.first == 500)
    }
  }

  @Test("Parts behind \"Trong đó: nữ\" are those of the whole in front of it")
  func amongOthers() throws {
    let made = try read(
      "VIỆC LÀM 6 THÁNG ĐẦU NĂM 2025\nSTT|Đơn vị|Tổng số lao động|Trong đó: nữ|Chia theo khu vực||\n||||Nông nghiệp|Công nghiệp|Dịch vụ\n1|Huyện Nga Sơn|1200|500|300|600|300\n2|Huyện Hà Trung|800|300|300|300|100\n"
    )
    #expect(
      made.found.count == 1 && made.found[0].contains("biểu ghi 800, nhưng 300 + 300 + 100 = 700"),
      "\(made.found)")
  }
}

import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Tables in the words of CSV with bars; the right numbers are those that a reader of the table sees.
@Suite("Units over measures, months beside units, ages, and names without tones")
struct LateShapeTests {
  @Test("A strength that goes up and down a little is what exists, and is not said to rise")
  func steady() throws {
    let made = try TablesProject().read(
      [
        "dan-quan.csv": """
        DÂN QUÂN TỰ VỆ NĂM 2024
        Đơn vị|Tháng 1|Tháng 2|Tháng 3|Tháng 4
        Xã An Bình|5020|4980|5010|4990
        Xã Đông Sơn|3100|3140|3090|3120
        Xã Nga Tân|2500|2480|2510|2490

        """
      ], in: .month(4, year: 2024))
    #expect(made.proposal.courses.map(\.observed.vietnamese) == ["hầu như không thay đổi"])
    #expect(made.values["Xã An Bình"]?.values.map(\.self) == [4990])
  }

  @Test("Columns below each unit are counted of the indicator of each row")
  func unitsOverMeasures() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "AN NINH TRẬT TỰ NĂM 2024\nTT|Nội dung|Xã An Bình||Xã Bình Minh|\n||Số vụ|Số người|Số vụ|Số người\n1|Trộm cắp|1|2|3|4\n2|Đánh bạc|5|6|7|8\n"
      ], in: .year(2024))
    #expect(
      made.values == [
        "Xã An Bình": [
          "Trộm cắp – Số vụ": 1, "Trộm cắp – Số người": 2, "Đánh bạc – Số vụ": 5,
          "Đánh bạc – Số người": 6,
        ],
        "Xã Bình Minh": [
          "Trộm cắp – Số vụ": 3, "Trộm cắp – Số người": 4, "Đánh bạc – Số vụ": 7,
          "Đánh bạc – Số người": 8,
        ],
      ])
    #expect(made.found == [])
  }

  @Test("Months stand in the rows, units over the columns, and the title says what is counted")
  func monthsBesideUnits() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "SỐ HỘI NGHỊ ĐỐI THOẠI NĂM 2024\nTháng|Xã An Bình|Xã Bình Minh\nTháng 1|1|9\nTháng 2|4|5\nTháng 3|2|8\nCộng|7|22\n"
      ], in: .quarter(1, year: 2024))
    #expect(
      made.values == [
        "Xã An Bình": ["Số hội nghị đối thoại": 7], "Xã Bình Minh": ["Số hội nghị đối thoại": 22],
      ])
    #expect(made.found == [])
  }

  @Test(
    "\"Tổng số\" below each period is what the table is about, beside its parts",
    arguments: [(2023, [10.0, 6, 4]), (2024, [12, 8, 4])])
  func totalsOfPeriods(year: Int, values: [Double]) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "KẾT QUẢ CÔNG TÁC HÒA GIẢI\nTT|Đơn vị|Năm 2023|||Năm 2024||\n||Tổng số|Thành|Không thành|Tổng số|Thành|Không thành\n1|Xã An Bình|10|6|4|12|8|4\n2|Xã Bình Minh|20|15|5|22|20|2\n"
      ], in: .year(year))
    #expect(
      made.values["Xã An Bình"] == [
        "Hòa giải": values[0], "Thành": values[1], "Không thành": values[2],
      ])
    #expect(made.found == [])
  }

  @Test(
    "A heading over labels need not be known",
    arguments: [
      "TT|Bậc học|Số trường|Số lớp\n1|Mầm non|2|10\n2|Tiểu học|1|20\n|Tổng cộng|3|30\n",
      "TT|Cấp|Số trường|Số lớp\n1|Mầm non|2|10\n2|Tiểu học|1|20\n|Tổng cộng|3|30\n",
    ])
  func unknownHeading(table: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": "SỐ LIỆU NĂM 2024\nĐơn vị: Xã An Bình\n" + table], in: .year(2024))
    #expect(
      made.values == [
        "Xã An Bình": [
          "Mầm non – Số trường": 2, "Mầm non – Số lớp": 10, "Tiểu học – Số trường": 1,
          "Tiểu học – Số lớp": 20,
        ]
      ])
    #expect(made.found == [])
  }

  @Test("Groups of people by age are called after what their column says")
  func ages() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "DÂN SỐ NĂM 2024\nĐơn vị: Xã An Bình\nNhóm tuổi|Tổng số|Nam|Nữ\n0-14|100|48|52\n60+|50|20|30\nTổng|150|68|82\n"
      ], in: .year(2024))
    #expect(
      made.values == [
        "Xã An Bình": [
          "Nhóm tuổi 0-14": 100, "Nhóm tuổi 0-14 – Nam": 48, "Nhóm tuổi 0-14 – Nữ": 52,
          "Nhóm tuổi 60+": 50, "Nhóm tuổi 60+ – Nam": 20, "Nhóm tuổi 60+ – Nữ": 30,
        ]
      ])
    #expect(made.found == [])
  }

  @Test("\"Lượt\" and \"Người\" below one heading are two things, also below quarters")
  func twoMeasures() throws {
    let plain = try TablesProject().read(
      [
        "bieu.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Tiếp công dân||Đơn thư\n||Lượt|Người|Đơn\n1|Xã An Bình|1|2|3\n2|Xã Bình Minh|4|5|6\n"
      ], in: .year(2024))
    #expect(
      plain.values["Xã Bình Minh"] == [
        "Tiếp công dân – Lượt": 4, "Tiếp công dân – Người": 5, "Đơn thư": 6,
      ])
    let quarters = try TablesProject().read(
      [
        "bieu.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Quý I||Quý II|\n||Tiếp công dân||Tiếp công dân|\n||Lượt|Người|Lượt|Người\n1|Xã An Bình|1|2|3|4\n2|Xã Bình Minh|4|5|6|7\n"
      ], in: .quarter(2, year: 2024))
    #expect(
      quarters.values["Xã An Bình"] == ["Tiếp công dân – Lượt": 3, "Tiếp công dân – Người": 4])
    #expect(plain.found + quarters.found == [])
  }

  @Test(
    "A title says its days in words",
    arguments: [
      "(Từ ngày 01 tháng 01 năm 2025 đến hết ngày 30 tháng 6 năm 2025)",
      "TỪ NGÀY 01 THÁNG 01 NĂM 2025 ĐẾN NGÀY 30 THÁNG 6 NĂM 2025",
      "(Từ ngày 01/01 năm 2025 đến ngày 30/6 năm 2025)",
      "(Từ ngày 01 tháng 01 đến ngày 30 tháng 6 năm 2025)",
    ])
  func daysInWords(line: String) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "BÁO CÁO KẾT QUẢ CÔNG TÁC\n\(line)\nTT|Đơn vị|Số hội nghị|Số hồ sơ\n1|Xã An Bình|1|2\n2|Xã Bình Minh|4|5\n"
      ], in: .half(1, year: 2025))
    #expect(
      made.values == [
        "Xã An Bình": ["Số hội nghị": 1, "Số hồ sơ": 2],
        "Xã Bình Minh": ["Số hội nghị": 4, "Số hồ sơ": 5],
      ])
  }

  @Test("The name of a file without tone marks names its unit, and that is said")
  func withoutTones() throws {
    let form = "BÁO CÁO NĂM 2024\nTT|Nội dung|Kết quả\n1|Hội nghị|"
    let made = try TablesProject().read(
      ["Xa An Binh BC 2024.csv": form + "3\n", "Phuong Dong Son - BC 2024.csv": form + "4\n"],
      in: .year(2024))
    #expect(
      made.values == ["Xã An Binh": ["Hội nghị": 3], "Phường Dong Son": ["Hội nghị": 4]])
    #expect(made.proposal.withoutTones.sorted() == ["Phường Dong Son", "Xã An Binh"])
  }

  @Test("One thing below the heading of a form and in the table of that name is one indicator")
  func headingAndTheme() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "DÂN SỐ NĂM 2024\nTT|Đơn vị|Tổng số hộ|Số khẩu\n1|Xã An Bình|10|40\n2|Xã Bình Minh|20|50\n",
        "b.csv":
          "TÌNH HÌNH NĂM 2024\nĐơn vị: Xã Cao Sơn\nTT|Nội dung|Kết quả\nI|Dân số|\n1|Tổng số hộ|30\n2|Số khẩu|60\n",
      ], in: .year(2024))
    #expect(
      made.values.mapValues { $0["Dân số – tổng số hộ"] } == [
        "Xã An Bình": 10, "Xã Bình Minh": 20, "Xã Cao Sơn": 30,
      ])
  }

  @Test("Formulas in brackets are no part of a name, and their sums are held against the numbers")
  func formulas() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "THU CHI NGÂN SÁCH NĂM 2024\nĐơn vị: Xã An Bình\nĐVT: triệu đồng\nTT|Nội dung|Số tiền\nA|Tổng thu|100\n1|Thu thuế|60\n2|Thu phí|40\nB|Tổng chi (1+2)|95\n1|Chi đầu tư|50\n2|Chi thường xuyên|40\nC|Cân đối (A-B)|7\n"
      ], in: .year(2024))
    #expect(made.values["Xã An Bình"]?["Cân đối"] == 7)
    #expect(
      made.found == [
        "8 Tổng chi: biểu ghi 95, nhưng 50 + 40 = 90; hãy kiểm tra lại",
        "11 Cân đối: biểu ghi 7, nhưng 100 − 95 = 5; hãy kiểm tra lại",
      ])
  }

  @Test(
    "A line called a total is held against the numbered lines below it where they are money, or where others add up",
    arguments: [
      (
        "ĐVT: triệu đồng\n", "A|Tổng thu|100\n1|Thuế|60\n2|Phí|30\n",
        ["5 Tổng thu: biểu ghi 100, nhưng 60 + 30 = 90; hãy kiểm tra lại"]
      ),
      (
        "", "I|Tổng số đơn|100\n1|Đơn đủ điều kiện|80\n2|Đơn không đủ|20\n3|Đơn đã giải quyết|70\n",
        []
      ),
      (
        "",
        "I|Tổng số đơn|100\n1|Khiếu nại|80\n2|Tố cáo|20\nII|Tổng số vụ|30\n1|Vụ mới|20\n2|Vụ cũ|5\n",
        ["7 Tổng số vụ: biểu ghi 30, nhưng 20 + 5 = 25; hãy kiểm tra lại"]
      ),
    ])
  func totals(measure: String, lines: String, found: [String]) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv": "SỐ LIỆU NĂM 2024\nĐơn vị: Xã An Bình\n\(measure)TT|Nội dung|Số lượng\n\(lines)"
      ], in: .year(2024))
    #expect(made.found == found)
  }

  @Test(
    "Groups gathered below all units are held against units of their kind, or all of them together")
  func gathered() throws {
    func found(_ groups: String) throws -> [String] {
      try TablesProject().read(
        [
          "bieu.csv":
            "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Hội nghị|Hồ sơ\n1|Xã An Bình|12|30\n2|Xã Bình Minh|8|40\n3|Phường Hải Yến|3|4\n\(groups)|Tổng cộng|23|74\n"
        ], in: .year(2024)
      ).found
    }
    #expect(try found("|Khối xã|20|70\n|Khối phường|3|4\n") == [])
    #expect(
      try found("|Khối xã|21|70\n|Khối phường|3|4\n") == [
        "6 Hội nghị: dòng \"Khối xã\" ghi 21, nhưng cộng các dòng của nhóm được 20"
      ])
    #expect(
      try found("|Cộng vùng đồng bằng|14|70\n|Cộng vùng ven biển|8|4\n") == [
        "7 Hội nghị: dòng \"Cộng vùng đồng bằng\", \"Cộng vùng ven biển\" ghi 22, nhưng cộng các dòng của nhóm được 23"
      ])
    #expect(try found("|Cộng vùng đồng bằng|15|70\n|Cộng vùng ven biển|8|4\n") == [])
  }

  @Test(
    "What compares with last year is held against both, also where a column says the year",
    arguments: [
      "Thực hiện|Cùng kỳ|So với cùng kỳ (%)", "Thực hiện|Cùng kỳ 2023|So với cùng kỳ (%)",
      "Năm 2024|Năm 2023|Tỷ lệ (%)",
    ])
  func comparisons(headers: String) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "SỐ HỘI NGHỊ NĂM 2024\nTT|Đơn vị|\(headers)\n1|Xã An Bình|12|10|150\n2|Xã Bình Minh|20|10|200\n3|Xã Cao Sơn|15|10|150\n"
      ], in: .year(2024))
    #expect(made.values["Xã An Bình"] == ["Số hội nghị": 12])
    #expect(made.found.count == 1, "\(made.found)")
    #expect(
      made.found.first?.contains("ghi 150, nhưng tính từ các số trong dòng được 120") == true,
      "\(made.found)")
  }

  // MARK: What 275 tables of an officer showed

  @Test(
    "The whole of all units is none of them, even where its numbers are not their sums",
    arguments: [
      "TT|Xã|Số hộ\n|Huyện Hà Trung|100\n1|Xã Hà Bắc|60\n2|Xã Hà Tân|45\n",
      "TT|Xã|Số hộ\n1|Xã Hà Bắc|60\n2|Xã Hà Tân|45\n|Huyện Hà Trung|100\n",
    ])
  func whole(table: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": "SỐ HỘ KINH DOANH NĂM 2024\n" + table], in: .year(2024))
    #expect(made.values == ["Xã Hà Bắc": ["Số hộ": 60], "Xã Hà Tân": ["Số hộ": 45]])
    #expect(made.found.count == 1 && made.found[0].contains("được 105"), "\(made.found)")
  }

  @Test("A file of all units beside theirs is no unit, and is held against them")
  func fileOfAll() throws {
    func form(_ unit: String, _ number: Int) -> String {
      "KẾT QUẢ NĂM 2024\nĐơn vị: \(unit)\nTT|Nội dung|Kết quả\n1|Số lượt tiếp|\(number)\n"
    }
    let made = try TablesProject().read(
      [
        "a.csv": form("Xã Hà Bắc", 10), "b.csv": form("Xã Hà Tân", 20),
        "tong.csv": form("Toàn huyện", 33),
      ], in: .year(2024))
    #expect(made.values == ["Xã Hà Bắc": ["Số lượt tiếp": 10], "Xã Hà Tân": ["Số lượt tiếp": 20]])
    #expect(made.found.count == 1 && made.found[0].contains("33"), "\(made.found)")
  }

  @Test(
    "\"Đạt\" beside its percentage is counted",
    arguments: [
      ("TT|Xã|Số thôn|Đạt|Tỷ lệ (%)\n1|Xã Hà Bắc|10|4|40\n2|Xã Hà Tân|8|2|25\n", "Số thôn – Đạt"),
      (
        "TT|Xã|Tốt||Đạt|\n||SL|TL (%)|SL|TL (%)\n1|Xã Hà Bắc|6|60|4|40\n2|Xã Hà Tân|6|75|2|25\n",
        "Đạt – SL"
      ),
    ])
  func reached(table: String, name: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": "KẾT QUẢ XẾP LOẠI NĂM 2024\n" + table], in: .year(2024))
    #expect(made.values["Xã Hà Bắc"]?[name] == 4, "\(made.values)")
    #expect(made.values["Xã Hà Tân"]?[name] == 2, "\(made.values)")
  }

  @Test("A provisional year is that year, marked as estimated")
  func provisional() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "Sản lượng lúa cả năm phân theo xã\n|2022|2023|Sơ bộ 2024\nTỔNG SỐ|30|40|50\nXã Hà Bắc|10|15|20\nXã Hà Tân|20|25|30\n"
      ], in: .year(2024))
    #expect(
      made.values == [
        "Xã Hà Bắc": ["Sản lượng lúa cả năm": 20], "Xã Hà Tân": ["Sản lượng lúa cả năm": 30],
      ])
    #expect(made.found.count == 1 && made.found[0].contains("số ước"), "\(made.found)")
  }

  @Test(
    "A line of a unit stands over its rows, wherever it stands",
    arguments: [
      "TT|Nội dung|Kết quả\nXã Hà Bắc||\n1|Số buổi|3\n2|Số người|30\nXã Hà Tân||\n1|Số buổi|4\n2|Số người|40\n",
      "TT|Nội dung|Kết quả\nĐơn vị: Xã Hà Bắc||\n1|Số buổi|3\n2|Số người|30\nĐơn vị: Xã Hà Tân||\n1|Số buổi|4\n2|Số người|40\n",
      "1. Xã Hà Bắc||\nTT|Nội dung|Kết quả\n1|Số buổi|3\n2|Số người|30\n\n2. Xã Hà Tân||\nTT|Nội dung|Kết quả\n1|Số buổi|4\n2|Số người|40\n",
    ])
  func unitLines(table: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": "TỔNG HỢP NĂM 2024\n" + table], in: .year(2024))
    #expect(
      made.values == [
        "Xã Hà Bắc": ["Số buổi": 3, "Số người": 30], "Xã Hà Tân": ["Số buổi": 4, "Số người": 40],
      ])
    #expect(made.found == [])
  }

  @Test(
    "Units below each of several headings have numbers of each, with their sums held against them")
  func sections() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "MỘT SỐ CHỈ TIÊU GIÁO DỤC\n|2023|2024\nSố trường học|30|33\nHuyện Hà Trung|10|12\nHuyện Nga Sơn|20|20\nSố giáo viên|70|80\nHuyện Hà Trung|30|35\nHuyện Nga Sơn|40|45\n"
      ], in: .year(2024))
    #expect(
      made.values == [
        "Huyện Hà Trung": ["Số trường học": 12, "Số giáo viên": 35],
        "Huyện Nga Sơn": ["Số trường học": 20, "Số giáo viên": 45],
      ])
    #expect(made.found.count == 1 && made.found[0].contains("ghi 33"), "\(made.found)")
  }

  @Test("Sums of groups in the columns are held against the units of each")
  func groupColumns() throws {
    func found(_ sum: Int) throws -> [String] {
      let made = try TablesProject().read(
        [
          "bieu.csv":
            "MỘT SỐ CHỈ TIÊU NĂM 2024\nTT|Chỉ tiêu|Miền núi|||Đồng bằng||\n||Cộng|Bá Thước|Lang Chánh|Cộng|Yên Định|Thọ Xuân\n1|Số hội nghị|\(sum)|10|20|7|3|4\n2|Số buổi|9|4|5|30|10|20\n"
        ], in: .year(2024))
      #expect(made.values["Bá Thước"] == ["Số hội nghị": 10, "Số buổi": 4])
      return made.found
    }
    #expect(try found(30) == [])
    #expect(
      try found(33) == [
        "4 Số hội nghị: cột \"Miền núi / Cộng\" ghi 33, nhưng cộng các đơn vị của nhóm được 30"
      ])
  }

  @Test("Sources of money are called like kinds of places, and are columns of numbers")
  func sourcesOfMoney() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "VỐN ĐẦU TƯ NĂM 2024 (triệu đồng)\nTT|Xã|Trung ương|Tỉnh|Huyện\n1|Xã Hà Bắc|6|4|2\n2|Xã Hà Tân|8|2|5\n"
      ], in: .year(2024))
    #expect(made.values["Xã Hà Tân"] == ["Trung ương": 8, "Tỉnh": 2, "Huyện": 5])
  }

  @Test("Grades of a school are counted, and are no units; a title may speak of pupils")
  func grades() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "TRƯỜNG THCS HÀ BẮC\nTHỐNG KÊ HỌC SINH NĂM 2024\nKhối|Số lớp|Số học sinh\nKhối 6|2|70\nKhối 7|3|90\nToàn trường|5|160\n"
      ], in: .year(2024))
    #expect(
      made.values == [
        "Trường THCS Hà Bắc": [
          "Khối 6 – Số lớp": 2, "Khối 6 – Số học sinh": 70, "Khối 7 – Số lớp": 3,
          "Khối 7 – Số học sinh": 90,
        ]
      ])
    #expect(made.found == [])
  }

  @Test("Sums of rounded numbers may differ by what was rounded, and by no more")
  func rounded() throws {
    func found(_ total: String) throws -> [String] {
      try TablesProject().read(
        [
          "bieu.csv":
            "DIỆN TÍCH NĂM 2024\nTT,Xã,Diện tích (ha)\n1,Xã Hà Bắc,\"424,5\"\n2,Xã Hà Tân,\"694,3\"\n,Tổng số,\"\(total)\"\n"
        ], in: .year(2024)
      ).found
    }
    #expect(try found("1.118,8") == [])
    #expect(try found("1.118,9") == [])
    #expect(try found("1.119,1").count == 1)
  }

  // MARK: What a second officer's tables showed

  @Test(
    "Last year's numbers are last year's, however a heading says it",
    arguments: [
      (
        "TAI NẠN 10 THÁNG NĂM 2024\nXã|Số vụ|\n|10T/2024|10T/2023\n",
        Period.span(
          from: Day(year: 2023, month: 1, day: 1)!, through: Day(year: 2023, month: 10, day: 31)!),
        "Số vụ"
      ),
      (
        "SẢN XUẤT 4 THÁNG ĐẦU NĂM 2024\nXã|Sản lượng 4 tháng 2024|Sản lượng 4 tháng 2023\n",
        Period.span(
          from: Day(year: 2023, month: 1, day: 1)!, through: Day(year: 2023, month: 4, day: 30)!),
        "Sản lượng"
      ),
      (
        "SẢN XUẤT 6 THÁNG ĐẦU NĂM 2024\nXã|Sản lượng năm nay|Sản lượng năm trước\n",
        Period.half(1, year: 2023), "Sản lượng"
      ),
    ])
  func lastYear(head: String, before: Period, name: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": head + "Xã Hải Yến|30|40\nXã Hải Hà|20|60\n"], in: before)
    #expect(made.values == ["Xã Hải Yến": [name: 40], "Xã Hải Hà": [name: 60]], "\(made.values)")
  }

  @Test(
    "A district is called Định, and no decision is of the year; the end of a year is that year",
    arguments: [
      "HUYỆN YÊN ĐỊNH - NĂM 2024", "TỈNH BÌNH ĐỊNH NĂM 2024", "RÀ SOÁT HỘ NGHÈO CUỐI NĂM 2024",
    ])
  func titles(title: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": title + "\nXã|Số vụ|Số buổi\nXã Định Hải|21|5\nXã Định Hưng|15|4\n"],
      in: .year(2024))
    #expect(
      made.values == [
        "Xã Định Hải": ["Số vụ": 21, "Số buổi": 5], "Xã Định Hưng": ["Số vụ": 15, "Số buổi": 4],
      ])
  }

  @Test(
    "Landscapes and counted totals are no units",
    arguments: [
      "Miền núi|22\nXã Hải Yến|12\nXã Hải Hà|10\n", "Xã Hải Yến|12\nXã Hải Hà|10\nCộng: 2 xã|22\n",
    ])
  func noUnits(rows: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": "SỐ VỤ NĂM 2024\nXã|Số vụ\n" + rows], in: .year(2024))
    #expect(made.values == ["Xã Hải Yến": ["Số vụ": 12], "Xã Hải Hà": ["Số vụ": 10]])
  }

  @Test("Who was meant and who reached are counted beside units; a rate is a line of its own")
  func counts() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "TIÊM CHỦNG NĂM 2024\nXã|Đối tượng|Đăng ký|Đạt\nXã Hải Yến|30|20|18\nXã Hải Hà|20|10|9\n"
      ], in: .year(2024))
    #expect(made.values["Xã Hải Hà"]?["Đối tượng"] == 20, "\(made.values)")
    #expect(made.values["Xã Hải Hà"]?["Đăng ký – Đạt"] == 9, "\(made.values)")
    let lines = try TablesProject().read(
      [
        "bieu.csv":
          "SỐ LIỆU NĂM 2024\nĐơn vị: Xã Hải Yến\nChỉ tiêu|Kết quả\nSố hộ|100\nTỷ lệ hộ nghèo (%)|1,9\n"
      ], in: .year(2024))
    #expect(lines.values["Xã Hải Yến"]?["Tỷ lệ hộ nghèo"] == 1.9, "\(lines.values)")
  }

  @Test("A balance may lie below zero")
  func balances() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "THU CHI NĂM 2024\nXã|Thu|Chi|Cân đối (+/-)\nXã Hải Yến|30|40|-10\nXã Hải Hà|20|10|10\n"
      ], in: .year(2024))
    #expect(made.found == [], "\(made.found)")
  }
}

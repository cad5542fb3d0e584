import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Units of measure, parts, stocks and clusters of tables")
struct MeasuresAndPartsTests {
  private func settings(_ files: [String: String]) throws -> [String: String] {
    let text = try TablesProject().reported(files, by: "").settings
    let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
      guard let match = line.firstMatch(of: #/name: "?([^",}]+)/#), line.hasPrefix("  "),
        line.contains("from: submissions")
      else { return nil }
      return (String(match.1), String(line))
    }
    return Dictionary(lines, uniquingKeysWith: { first, _ in first })
  }

  private func courses(_ files: [String: String]) throws -> [String: String] {
    try settings(files).mapValues { line in
      line.firstMatch(of: #/over_time: (\w+)/#).map { String($0.1) } ?? ""
    }
  }

  @Test(
    "What a table is measured in stands above it, in a corner, or below it, also behind a word for notes",
    arguments: [
      ("ĐVT: nghìn đồng", ""), ("|||Nghìn đồng", ""), ("", "Đơn vị tính: nghìn đồng"),
      ("", "Ghi chú: Đơn vị tính: nghìn đồng"), ("", "* Đơn vị tính: nghìn đồng"),
    ])
  func measures(above: String, below: String) throws {
    func table(_ unit: String, _ above: String, _ below: String) -> String {
      """
      THU CÁC QUỸ NĂM 2024
      \(above)
      TT|Xã|Quỹ A|Quỹ B
      1|Xã \(unit)|50|12
      2|Xã \(unit) Đông|60|15
      \(below)
      """
    }
    let read = try TablesProject().read(
      ["1.csv": table("Tân An", "ĐVT: triệu đồng", ""), "2.csv": table("Tân Châu", above, below)],
      in: .year(2024))
    #expect(read.values["Xã Tân An"]?["Quỹ A"] == 50)
    // Thousands among millions do not count, which is said.
    #expect(read.values["Xã Tân Châu"]?["Quỹ A"] == nil)
    #expect(read.found.contains { $0.lowercased().contains("nghìn đồng") })
  }

  @Test("What rows and columns count together is measured as the table says")
  func crossed() throws {
    let table = """
      CHI CÁC QUỸ NĂM 2024
      Huyện Yên Mỹ
      ĐVT: triệu đồng
      TT|Nội dung|Đã chi|Còn dư
      1|Trợ cấp người có công|500|20
      2|Bảo trợ xã hội|300|10
      """
    let made = try settings(["Huyện Yên Mỹ.csv": table])
    #expect(made.count == 4)
    for line in made.values { #expect(line.contains("unit_of_measure: \"triệu đồng\"")) }
  }

  @Test("Parts of what there is are there; parts of what was done, and with whom, are added up")
  func parts() throws {
    func files(_ title: String, _ head: String, _ row: String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: ["I", "II"].map { quarter in
          ("Q\(quarter).csv", "\(title) QUÝ \(quarter) NĂM 2024\n\(head)\n\(row)\n")
        })
    }
    let there = try courses(
      files(
        "BÁO CÁO ĐỘI NGŨ",
        "TT|Đảng bộ|Tổng số đảng viên|Trong đó|||\n||||Nữ|DTTS|Dự bị".replacing(
          "||||Nữ", with: "|||Nữ"),
        "1|Xã A Bung|100|40|30|5\n2|Xã A Ngo|90|30|20|4"))
    for name in ["Tổng số đảng viên", "Nữ", "DTTS", "Dự bị"] {
      #expect(there[name] == "last", "\(name)")
    }
    let done = try courses(
      files(
        "KẾT NẠP ĐẢNG VIÊN MỚI", "TT|Đảng bộ|Tổng số|Trong đó||\n|||Nữ|DTTS|Đoàn viên",
        "1|Xã A Bung|10|4|3|6\n2|Xã A Ngo|8|2|7|5"))
    for name in ["Nữ", "DTTS", "Đoàn viên"] { #expect(done[name] == "sum", "\(name)") }
    let checked = try courses(
      files(
        "KIỂM TRA, GIÁM SÁT", "TT|Đảng bộ|Kiểm tra||Kỷ luật\n||Số tổ chức đảng|Số đảng viên|",
        "1|Xã A Bung|5|12|2\n2|Xã A Ngo|3|8|1"))
    for name in ["Số tổ chức đảng", "Số đảng viên", "Kỷ luật"] {
      #expect(checked[name] == "sum", "\(name)")
    }
  }

  @Test(
    "What exists is not added up over time",
    arguments: [
      "Số lượng trâu (con)", "Số trẻ em dưới 16 tuổi", "Số máy tính", "Còn dư", "Hiện còn",
      "Số dân quân", "Số cột phát sóng", "Số tổ liên gia", "Số lồng bè",
    ])
  func stocks(name: String) throws {
    let made = try courses([
      "b.csv": "THỐNG KÊ QUÝ I NĂM 2024\nTT|Xã|\(name)|Số vụ\n1|Xã A Bung|5|1\n2|Xã A Ngo|7|2\n"
    ])
    #expect(made[name.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)] == "last")
    #expect(made["Số vụ"] == "sum")
  }

  @Test(
    "A group with numbers is an indicator where its columns say of what; what is spent of a fund is its result"
  )
  func groupsWithColumns() throws {
    for result in ["Thực hiện", "Giải ngân"] {
      let made = try TablesProject().reported(
        [
          "b.csv": """
          HUYỆN TUẦN GIÁO
          KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH 6 THÁNG ĐẦU NĂM 2024
          TT|Nội dung|Vốn đầu tư||Vốn sự nghiệp|
          ||Kế hoạch|\(result)|Kế hoạch|\(result)
          I|Hỗ trợ nhà ở|2000|1200|500|100
          II|Đào tạo nghề|0|0|300|50
          |Tổng cộng|2000|1200|800|150
          """
        ], by: "Huyện Tuần Giáo")
      #expect(
        made.numbers.filter { $0.contains("value") } == [
          "Hỗ trợ nhà ở – Vốn đầu tư 2024-H1 value 1200",
          "Hỗ trợ nhà ở – Vốn sự nghiệp 2024-H1 value 100",
          "Đào tạo nghề – Vốn đầu tư 2024-H1 value 0",
          "Đào tạo nghề – Vốn sự nghiệp 2024-H1 value 50",
        ], "\(result)")
      #expect(made.numbers.contains("Hỗ trợ nhà ở – Vốn đầu tư 2024-H1 plan 2000"))
    }
  }

  @Test("What is spent of a fund is its result also where units stand in rows")
  func spentByUnit() throws {
    let made = try TablesProject().reported(
      [
        "b.csv": """
        KẾT QUẢ GIẢI NGÂN 6 THÁNG ĐẦU NĂM 2024
        TT|Huyện|Vốn đầu tư||Vốn sự nghiệp|
        ||Kế hoạch|Giải ngân|Kế hoạch|Giải ngân
        1|Huyện Tuần Giáo|2000|1200|500|100
        2|Huyện Mường Ảng|1000|700|300|50
        """
      ], by: "Huyện Tuần Giáo")
    #expect(
      made.numbers.filter { $0.contains(" value ") }.map { $0.suffix(4) } == ["1200", " 100"])
    #expect(made.numbers.filter { $0.contains(" plan ") }.map { $0.suffix(4) } == ["2000", " 500"])
  }

  @Test(
    "Units are headed by what they are, and clusters stand beside them; parts of totals are no units"
  )
  func units() throws {
    let teams = try TablesProject().read(
      [
        "b.csv": """
        TÌNH HÌNH THU NỢ THUẾ NĂM 2024
        TT|Đội thuế|Quý I|Quý II
        1|Đội thuế số 1|100|120
        2|Đội thuế số 2|80|85
        """
      ], in: .quarter(1, year: 2024))
    #expect(teams.values["Đội thuế số 2"]?.values.first == 80)
    let clusters = try TablesProject().read(
      [
        "b.csv": """
        KẾT QUẢ THI ĐUA NĂM 2024
        Cụm|TT|Đơn vị|Số phong trào
        Cụm số 1|1|Huyện Ba Tơ|3
        |2|Huyện Trà Bồng|4
        Cụm số 2|1|Sở Y tế|2
        |2|Sở Nội vụ|3
        """
      ], in: .year(2024))
    #expect(clusters.proposal.clusters == ["Cụm số 1", "Cụm số 2"])
    #expect(
      clusters.proposal.units.map { "\($0.name): \($0.cluster ?? "")" } == [
        "Huyện Ba Tơ: Cụm số 1", "Huyện Trà Bồng: Cụm số 1", "Sở Y tế: Cụm số 2",
        "Sở Nội vụ: Cụm số 2",
      ])
    let poor = try TablesProject().read(
      [
        "b.csv": """
        SỐ HỘ NGHÈO NĂM 2024
        TT|Xã|Số hộ nghèo
        1|Xã Phú Đình|30
        2|Xã Điềm Mặc|50
        3|Xã Bình Yên|20
        |Toàn huyện|100
        |Trong đó: xã ATK|80
        |Xã biên giới|30
        """
      ], in: .year(2024))
    #expect(poor.values.keys.sorted() == ["Xã Bình Yên", "Xã Phú Đình", "Xã Điềm Mặc"])
  }

  @Test("A second delivery is no other unit, and apostrophes do not tell names apart")
  func names() throws {
    let twice = try TablesProject().read(
      [
        "b.csv":
          "SỐ TIỀN NĂM 2024\nTT|Xã|Số vụ\n1|Xã An Phú|100\n2|Xã An Thịnh|80\n3|Xã An Phú (đợt 2)|30\n"
      ],
      in: .year(2024))
    #expect(twice.values.keys.sorted() == ["Xã An Phú", "Xã An Thịnh"])
    #expect(twice.found.map { $0.contains("nhiều dòng cùng ghi số của Xã An Phú") } == [true])
    let months = try TablesProject().read(
      Dictionary(
        uniqueKeysWithValues: [(1, "R’lấp"), (2, "R'lấp"), (3, "R`Lấp")].map { month, name in
          (
            "T\(month).csv",
            "SỐ VỤ THÁNG \(month) NĂM 2024\nTT|Huyện|Số vụ\n1|Huyện Đắk \(name)|1\(month)\n2|Huyện Krông Nô|9\n"
          )
        }), in: .quarter(1, year: 2024))
    #expect(months.values.count == 2)
    #expect(months.values.values.compactMap { $0["Số vụ"] }.sorted() == [27, 36])
  }

  @Test("The year of the report is its own; the plan of the next one is a plan")
  func years() throws {
    let made = try TablesProject().reported(
      [
        "b.csv":
          "TÌNH HÌNH NĂM 2024\nSTT|Huyện|Số HTX||\n||Năm trước|Năm báo cáo|Kế hoạch năm sau\n1|Huyện Ba Vì|30|32|35\n2|Huyện Phúc Thọ|25|26|27\n"
      ],
      by: "Huyện Ba Vì")
    #expect(made.numbers.contains("Số HTX 2024 value 32"))
    #expect(made.numbers.contains("Số HTX 2023 value 30"))
    #expect(made.numbers.contains("Số HTX 2025 plan 35"))
    #expect(!made.numbers.contains { $0.hasSuffix("value 35") })
  }
}

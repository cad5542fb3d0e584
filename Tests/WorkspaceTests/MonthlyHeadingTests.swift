import ClusterMetrics
import Findings
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

@Suite("Monthly tables under usual headings, from the offices' files to tallies")
struct MonthlyHeadingTests {
  private static let units = ["Xã Nga An", "Xã Nga Bình", "Xã Nga Thủy", "Xã Nga Văn"]

  /// The values of the first unit, of the periods that are asked for, of each indicator; and what is found.
  private func values(
    _ files: [String: String], _ periods: [Period]
  ) throws -> (values: [String: [Double?]], found: [Finding]) {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    for (name, text) in files { try folder.write(name, text) }
    let project = folder.url.appending(path: "p", directoryHint: .isDirectory)
    _ = try ProjectMaking(project).make(
      from: files.keys.sorted().map { folder.url.appending(path: $0).path })
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let intake = try opened.project.tally(periods)
    let unit = try #require(opened.project.roster.units.firstIndex { $0.name == "Xã Nga An" })
    var values: [String: [Double?]] = [:]
    for indicator in opened.definition.indicators {
      values[indicator.name.vietnamese] = periods.map {
        intake.book.tally(indicator, for: .unit(unit), in: $0).value
      }
    }
    return (values, try opened.check().log.all)
  }

  /// A table of a month, with the same numbers of all units.
  private func table(_ title: String, _ time: String, _ header: String, _ row: String) -> String {
    "\(title)\n\(time)\nTT;Đơn vị;\(header)\n"
      + MonthlyHeadingTests.units.enumerated().map { "\($0 + 1);\($1);\(row)\n" }.joined()
  }

  private let quarter = Period.quarter(1, year: 2024)
  private let last = Period.quarter(1, year: 2023)

  @Test("Last year's number behind a cumulative one counts from the beginning of its year")
  func lastYear() throws {
    let months = [1: "12;12;24", 2: "9;21;42", 3: "14;35;70"]
    let made = try values(
      Dictionary(
        uniqueKeysWithValues: months.map { month, row in
          (
            "t\(month).csv",
            table(
              "SỐ HỒ SƠ TIẾP NHẬN", "Tháng \(month) năm 2024",
              "Thực hiện tháng;Lũy kế;Cùng kỳ năm trước", row)
          )
        }), [quarter, last])
    #expect(made.values == ["Số hồ sơ tiếp nhận": [35, 70]])
    // Nobody owes the second quarter of a year ago.
    #expect(made.found.isEmpty, "\(made.found.map(\.message.vietnamese))")
  }

  @Test(
    "The month before is no number of this one, and each of four columns is what it says",
    arguments: [
      ("Thực hiện tháng trước;Thực hiện tháng;Thực hiện từ đầu năm", ["0;1;1", "1;2;3", "2;3;6"]),
      (
        "Thực hiện tháng;Cùng kỳ tháng;Lũy kế;Cùng kỳ lũy kế", ["1;2;1;2", "2;4;3;6", "3;6;6;12"]
      ),
    ])
  func columns(header: String, rows: [String]) throws {
    let files = rows.enumerated().map { index, row in
      ("t\(index + 1).csv", table("SỐ HỒ SƠ", "Tháng \(index + 1) năm 2024", header, row))
    }
    let made = try values(Dictionary(uniqueKeysWithValues: files), [quarter, last])
    #expect(made.values == ["Số hồ sơ": [6, header.contains("Cùng kỳ") ? 12 : nil]])
    #expect(made.found.isEmpty, "\(made.found.map(\.message.vietnamese))")
  }

  @Test("Titles tell apart what two files with the same headings are about")
  func titles() throws {
    let header = "Kế hoạch năm;Lũy kế thực hiện"
    let made = try values(
      [
        "a.csv": table("SỐ HỒ SƠ TIẾP NHẬN", "Tháng 1 năm 2024", header, "100;5"),
        "b.csv": table("SỐ HỘI NGHỊ ĐỐI THOẠI", "Tháng 1 năm 2024", header, "20;2"),
      ], [.month(1, year: 2024)])
    #expect(made.values == ["Số hồ sơ tiếp nhận": [5], "Số hội nghị đối thoại": [2]])
  }

  @Test(
    "Months that rise are added up where their heading, or a sum of the row, says that they are")
  func rising() throws {
    let rows = ["2;3;5;6;8;9;33", "3;4;5;7;8;9;36", "1;2;3;4;5;6;21", "4;5;6;7;8;9;39"]
    let summed =
      "SỐ HỘI NGHỊ NĂM 2024\nTT;Đơn vị;T1;T2;T3;T4;T5;T6;Cộng\n"
      + zip(MonthlyHeadingTests.units, rows).enumerated().map {
        "\($0 + 1);\($1.0);\($1.1)\n"
      }.joined()
    let half = Period.half(1, year: 2024)
    #expect(try values(["a.csv": summed], [half]).values == ["Số hội nghị": [33]])
    let months = (1...6).map { month in
      (
        "t\(month).csv",
        table("SỐ HỘI NGHỊ", "Tháng \(month) năm 2024", "Thực hiện tháng", "\(month)")
      )
    }
    #expect(
      try values(Dictionary(uniqueKeysWithValues: months), [half]).values == ["Số hội nghị": [21]])
  }

  @Test("Up to a day of the title's year, a quarter and a half-year are counted")
  func days() throws {
    let made = try values(
      [
        "a.csv": table("GIẢI NGÂN VỐN NĂM 2024", "", "Kế hoạch;Đến 31/3;Đến 30/6", "100;20;50")
      ], [quarter, .half(1, year: 2024)])
    #expect(made.values == ["Giải ngân vốn": [20, 50]])
  }

  @Test("A rate beside one count is a number of its own")
  func rate() throws {
    let made = try values(
      [
        "a.csv": table(
          "HỘ NGHÈO", "Tháng 1 năm 2024", "Số hộ nghèo;Tỷ lệ hộ nghèo (%)", "45;2,31")
      ], [.month(1, year: 2024)])
    #expect(made.values == ["Số hộ nghèo": [45], "Tỷ lệ hộ nghèo": [2.31]])
  }

  @Test("A row of means is compared with no sum; shares under a percent sign are doubted")
  func doubts() throws {
    let january = Period.month(1, year: 2024)
    let means = try values(
      ["a.csv": table("SỐ HỒ SƠ", "Tháng 1 năm 2024", "Thực hiện", "7") + ";Bình quân;6,5\n"],
      [january])
    #expect(means.values == ["Số hồ sơ": [7]])
    #expect(means.found.isEmpty, "\(means.found.map(\.message.vietnamese))")
    let shares = try values(
      ["a.csv": table("TỶ LỆ HÀI LÒNG", "Tháng 1 năm 2024", "Tỷ lệ hài lòng (%)", "0,95")],
      [january])
    #expect(shares.found.map(\.code) == [.unlikeMeasures])
  }

  @Test(
    "A rate of its own over plan and result is one indicator in percent, however its levels are written"
  )
  func rates() throws {
    let half = Period.half(1, year: 2024)
    for (header, name) in [
      (
        ";;Số hội nghị;Tỷ lệ hài lòng (%);Tỷ lệ hài lòng (%)\n;;;Kế hoạch;Thực hiện",
        "Tỷ lệ hài lòng"
      ),
      (
        ";;Số hội nghị;Độ che phủ rừng;Độ che phủ rừng\n;;;Kế hoạch (%);Thực hiện (%)",
        "Độ che phủ rừng"
      ),
    ] {
      let lines = header.components(separatedBy: "\n")
      let text =
        "BIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị" + lines[0].dropFirst() + "\n" + lines[1]
        + "\n"
        + MonthlyHeadingTests.units.enumerated().map { "\($0 + 1);\($1);5;95;90\n" }.joined()
      let made = try values(["a.csv": text], [half])
      #expect(made.values == ["Số hội nghị": [5], name: [90]], "\(made.values)")
      #expect(made.found.isEmpty, "\(made.found.map(\.message.vietnamese))")
    }
  }

  @Test("The end of a quarter is its last day, in rows and in columns")
  func quarters() throws {
    let half = Period.half(1, year: 2024)
    let made = try values(
      ["a.csv": table("SỐ HỘ NGHÈO NĂM 2024", "", "Cuối quý I;Cuối quý II", "300;310")],
      [quarter, half])
    #expect(made.values == ["Số hộ nghèo": [300, 310]])
    let form = try values(
      [
        "a.csv":
          "UBND XÃ NGA AN\nBIỂU THEO DÕI NĂM 2024\nTT;Chỉ tiêu;ĐVT;Cuối quý I;Cuối quý II\n1;Số hộ nghèo;Hộ;500;490\n2;Số hộ cận nghèo;Hộ;700;690\n"
      ], [quarter, half])
    #expect(form.values == ["Số hộ nghèo": [500, 490], "Số hộ cận nghèo": [700, 690]])
  }

  @Test(
    "The sum of what a form lists is no number of anything; a percentage far above a hundred is said"
  )
  func sums() throws {
    let half = Period.half(1, year: 2024)
    let form = try values(
      [
        "a.csv":
          "UBND XÃ NGA AN\nBIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024\nTT;Nội dung;Thực hiện\n1;Hội nghị đối thoại;30\n2;Hội nghị tiếp dân;15\n;Tổng cộng;45\n"
      ], [half])
    #expect(form.values == ["Hội nghị đối thoại": [30], "Hội nghị tiếp dân": [15]])
    #expect(form.found.isEmpty, "\(form.found.map(\.message.vietnamese))")
    let units = MonthlyHeadingTests.units + ["Xã Nga Thái", "Xã Nga Liên"]
    let rates = try values(
      [
        "a.csv": "BIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024\nTT;Đơn vị;Tỷ lệ hài lòng (%)\n"
          + zip(units, ["90", "91,5", "915", "93", "94", "95"]).enumerated().map {
            "\($0 + 1);\($1.0);\($1.1)\n"
          }.joined()
      ], [half])
    #expect(rates.found.map(\.code) == [.partAboveWhole, .farFromOthers])
    #expect(rates.found[1].message.vietnamese.contains("915% quá lớn so với các số khác"))
  }

  @Test("What a table marks as a part is held against its whole, in columns and in rows")
  func parts() throws {
    let half = Period.half(1, year: 2024)
    let columns = try values(
      [
        "a.csv": table(
          "BIỂU SỐ LIỆU", "6 THÁNG ĐẦU NĂM 2024", "Tổng số hộ;Trong đó: hộ nghèo", "2021;5000")
      ], [half])
    #expect(columns.found.map(\.code) == Array(repeating: .partAboveWhole, count: 4))
    let form = { (part: String) in
      "UBND XÃ NGA AN\nBIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024\nTT;Nội dung;Thực hiện\n1;Hội nghị đối thoại;30\n;Trong đó: Cấp huyện;\(part)\n;Cấp xã;20\n"
    }
    #expect(try values(["a.csv": form("31")], [half]).found.map(\.code) == [.partAboveWhole])
    let right = try values(["a.csv": form("10")], [half])
    #expect(right.found.isEmpty)
    #expect(
      right.values == [
        "Hội nghị đối thoại": [30], "Hội nghị đối thoại – cấp huyện": [10],
        "Hội nghị đối thoại – cấp xã": [20],
      ])
  }
}

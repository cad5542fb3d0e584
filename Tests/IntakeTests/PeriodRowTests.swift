import ClusterMetrics
import Foundation
import TestSupport
import Testing

@testable import Intake

@Suite("Report tables whose rows are months, quarters or years")
struct PeriodRowTests {
  private static let settings = """
    language: en
    indicators:
      talks: {name: Số hội nghị đối thoại, from: submissions, over_time: sum}
      people: {name: Số người tham dự, from: submissions, over_time: sum}
      poor: {name: Số hộ nghèo, from: submissions, over_time: last}
    """
  private static let roster = "cluster,unit,commune\nCụm 1,Xã An Bình,\nCụm 1,Xã Bình Minh,\n"

  /// Every number as "row:column period unit indicator value", and what was found.
  private func read(
    _ files: [String: String], roster: String = PeriodRowTests.roster
  ) throws -> (numbers: [String], codes: [String]) {
    let small = try Small(files, settings: PeriodRowTests.settings, roster: roster)
    let intake = try small.intake(Period.half(1, year: 2024))
    let numbers = intake.tables.flatMap(\.numbers).map { number in
      let value = number.value.map { Quantity($0).map { "\($0)" } ?? "" } ?? "x"
      let figure = number.figure == "value" ? "" : " \(number.figure)"
      return
        "\(number.row):\(number.column) \(number.period.name) \(number.unit) \(number.indicator)\(figure) \(value)"
    }
    let silent: Set<Finding.Code> = [.missingParts, .partsOnly]
    return (
      numbers, intake.log.all.filter { !silent.contains($0.code) }.map { "\($0.code.rawValue)" }
    )
  }

  @Test("Months below a unit that stands once, with a sum below them and another below all")
  func withinUnits() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      SỐ HỘI NGHỊ ĐỐI THOẠI NĂM 2024,,
      Đơn vị,Tháng,Số hội nghị đối thoại
      Xã An Bình,1,1
      ,2,2
      ,Cộng,3
      Xã Bình Minh,1,4
      ,2,5
      ,Cộng,9
      Tổng cộng,,12
      """
    ])
    #expect(
      numbers == [
        "3:3 2024-M01 Xã An Bình talks 1", "4:3 2024-M02 Xã An Bình talks 2",
        "6:3 2024-M01 Xã Bình Minh talks 4", "7:3 2024-M02 Xã Bình Minh talks 5",
      ])
    #expect(codes == [])
  }

  @Test(
    "Months below a line that names the unit, which may say their sum", arguments: [false, true])
  func belowUnits(withSums: Bool) throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ NĂM 2024,,
      Nội dung,Số hội nghị đối thoại,Số người tham dự
      Xã An Bình,\(withSums ? "3,30" : ",")
      Tháng 1,1,10
      Tháng 2,2,20
      Xã Bình Minh,\(withSums ? "9,90" : ",")
      Tháng 1,4,40
      Tháng 2,5,50
      """
    ])
    #expect(
      numbers == [
        "4:2 2024-M01 Xã An Bình talks 1", "4:3 2024-M01 Xã An Bình people 10",
        "5:2 2024-M02 Xã An Bình talks 2", "5:3 2024-M02 Xã An Bình people 20",
        "7:2 2024-M01 Xã Bình Minh talks 4", "7:3 2024-M01 Xã Bình Minh people 40",
        "8:2 2024-M02 Xã Bình Minh talks 5", "8:3 2024-M02 Xã Bình Minh people 50",
      ])
    #expect(codes == [])
  }

  @Test("A list of one unit; 1 | 2 | 3 in its first row is no numbering of columns")
  func list() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Tháng,Số hội nghị đối thoại,Số người tham dự
      1,2,3
      2,5,7
      Cộng,7,10
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-M01 Xã An Bình talks 2", "3:3 2024-M01 Xã An Bình people 3",
        "4:2 2024-M02 Xã An Bình talks 5", "4:3 2024-M02 Xã An Bình people 7",
      ])
    #expect(codes == [])
  }

  @Test("A row that numbers the columns above months is none of them")
  func numbering() throws {
    let (numbers, _) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Tháng,Số hội nghị đối thoại,Số người tham dự
      (1),(2),(3)
      1,4,9
      2,5,7
      """
    ])
    #expect(
      numbers == [
        "4:2 2024-M01 Xã An Bình talks 4", "4:3 2024-M01 Xã An Bình people 9",
        "5:2 2024-M02 Xã An Bình talks 5", "5:3 2024-M02 Xã An Bình people 7",
      ])
  }

  @Test(
    "Time and value alone have the indicator of the title; months, quarters and half-year below each other"
  )
  func timeAndValue() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      Số hội nghị đối thoại năm 2024 của xã An Bình,
      Thời gian,Giá trị
      Tháng 1,1
      Tháng 2,2
      Tháng 3,3
      Quý I,6
      Quý II,15
      6 tháng đầu năm,21
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-M01 Xã An Bình talks 1", "4:2 2024-M02 Xã An Bình talks 2",
        "5:2 2024-M03 Xã An Bình talks 3", "6:2 2024-Q1 Xã An Bình talks 6",
        "7:2 2024-Q2 Xã An Bình talks 15", "8:2 2024-H1 Xã An Bình talks 21",
      ])
    #expect(codes == [])
  }

  @Test("A column of years beside one of months; units in the columns")
  func yearsAndMonths() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      SỐ HỘI NGHỊ ĐỐI THOẠI,,,
      Năm,Tháng,Xã An Bình,Xã Bình Minh
      2023,12,5,6
      2024,1,7,8
      """
    ])
    #expect(
      numbers == [
        "3:3 2023-M12 Xã An Bình talks 5", "3:4 2023-M12 Xã Bình Minh talks 6",
        "4:3 2024-M01 Xã An Bình talks 7", "4:4 2024-M01 Xã Bình Minh talks 8",
      ])
    #expect(codes == [])
  }

  @Test("An indicator that stands once for its months")
  func indicatorOnce() throws {
    let (numbers, _) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Chỉ tiêu,Quý,Số liệu
      Số hội nghị đối thoại,I,1
      ,II,2
      Số người tham dự,I,3
      ,II,4
      """
    ])
    #expect(
      numbers == [
        "3:3 2024-Q1 Xã An Bình talks 1", "4:3 2024-Q2 Xã An Bình talks 2",
        "5:3 2024-Q1 Xã An Bình people 3", "6:3 2024-Q2 Xã An Bình people 4",
      ])
  }

  @Test("Months of no year count for nothing, and this is said once")
  func noYear() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": "Tháng,Số hội nghị đối thoại\nTháng 1,4\nTháng 2,5\n"
    ])
    #expect(numbers == [])
    #expect(codes.contains("bad-period"))
    #expect(codes.count { $0 == "bad-period" } == 1)
  }

  @Test("A label that is no period is said, and its row does not count")
  func strange() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,
      Thời gian,Số hội nghị đối thoại
      Tháng 1,4
      Tháng 2,5
      Bình quân,4
      Tháng 13,6
      """
    ])
    #expect(numbers.count == 2)
    #expect(codes.count { $0 == "bad-period" } == 1)
  }

  @Test("What there is on a day, in a heading of its own or behind the name")
  func days() throws {
    let right = [
      "2023-M12 Xã An Bình poor 9", "2024-M06 Xã An Bình poor 7", "2023-M12 Xã Bình Minh poor 8",
      "2024-M06 Xã Bình Minh poor 6",
    ]
    for header in [
      "Đơn vị,Số hộ nghèo,\n,31/12/2023,30/6/2024",
      "Đơn vị,Số hộ nghèo,\n,Đến 31/12/2023,Đến 30/06/2024",
      "Đơn vị,Số hộ nghèo đến 31/12/2023,Số hộ nghèo đến 30/6/2024",
      "Đơn vị,Số hộ nghèo,\n,Thời điểm 31/12/2023,Thời điểm 30/6/2024",
    ] {
      let (numbers, codes) = try read([
        "b.csv": "THỐNG KÊ HỘ NGHÈO,,\n\(header)\nXã An Bình,9,7\nXã Bình Minh,8,6\n"
      ])
      #expect(
        numbers.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == right,
        "\(header)")
      #expect(codes == [], "\(header)")
    }
  }

  @Test(
    "What happened up to a day is counted from the beginning of its year; a day that ends nothing is said"
  )
  func cumulative() throws {
    let (numbers, _) = try read([
      "b.csv":
        "KẾT QUẢ,,\nĐơn vị,Số hội nghị đối thoại,\n,Đến 31/3/2024,Đến 20/6/2024\nXã An Bình,9,7\nXã Bình Minh,8,6\n"
    ])
    #expect(
      numbers == [
        "4:2 2024-M03 Xã An Bình talks cumulative 9",
        "5:2 2024-M03 Xã Bình Minh talks cumulative 8",
      ])
  }

  @Test("“Năm trước” beside “Năm nay” is the same part of last year; alone it is not counted")
  func lastYear() throws {
    for (before, now) in [("Năm trước", "Năm nay"), ("Thực hiện năm trước", "Thực hiện năm nay")] {
      let (numbers, codes) = try read([
        "b.csv": """
        BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,,
        Đơn vị,Số hội nghị đối thoại,,
        ,\(before),\(now),So sánh (%)
        Xã An Bình,4,5,125
        Xã Bình Minh,2,1,50
        """
      ])
      #expect(
        numbers == [
          "4:2 2023-H1 Xã An Bình talks 4", "4:3 2024-H1 Xã An Bình talks 5",
          "5:2 2023-H1 Xã Bình Minh talks 2", "5:3 2024-H1 Xã Bình Minh talks 1",
        ], "\(before)")
      #expect(codes == [], "\(before)")
    }
    let (alone, _) = try read([
      "b.csv": """
      BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,
      Đơn vị,Số hội nghị đối thoại,
      ,Thực hiện năm trước,Kế hoạch
      Xã An Bình,4,5
      """
    ])
    #expect(alone == ["4:3 2024-H1 Xã An Bình talks plan 5"])
  }

  @Test(
    "A title without a year is of the part that had begun last on the day of the signature, which is said"
  )
  func signed() throws {
    for (title, day, period) in [
      ("6 THÁNG ĐẦU NĂM", "ngày 25 tháng 6 năm 2024", "2024-H1"),
      ("6 THÁNG CUỐI NĂM", "ngày 05 tháng 01 năm 2024", "2023-H2"),
      ("QUÝ I", "ngày 02/4/2024", "2024-Q1"),
    ] {
      let (numbers, codes) = try read([
        "b.csv": """
        UBND HUYỆN,"An Bình, \(day)"
        BÁO CÁO \(title),
        Đơn vị,Số hội nghị đối thoại
        Xã An Bình,4
        Xã Bình Minh,2
        """
      ])
      #expect(
        numbers == ["4:2 \(period) Xã An Bình talks 4", "5:2 \(period) Xã Bình Minh talks 2"],
        "\(title)")
      #expect(codes == ["bad-period"], "\(title)")
    }
  }

  @Test("Communes of one name are told apart by the column of their districts")
  func namesakes() throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024,,,
      TT,Huyện,Xã,Số hội nghị đối thoại
      1,Mai Sơn,Tân Lập,1
      2,,Phú Lộc,2
      3,Yên Khê,Tân Lập,3
      """
    let byName =
      "cluster,unit,commune\nA,Xã Tân Lập (Mai Sơn),\nA,Xã Phú Lộc,\nB,Xã Tân Lập (Yên Khê),\n"
    #expect(
      try read(["b.csv": table], roster: byName).numbers == [
        "3:4 2024-H1 Xã Tân Lập (Mai Sơn) talks 1", "4:4 2024-H1 Xã Phú Lộc talks 2",
        "5:4 2024-H1 Xã Tân Lập (Yên Khê) talks 3",
      ])
  }

  /// A table of one indicator of both units, with some lines above it, in a file and a sheet of these names.
  private func table(_ titles: [String], between: String? = nil) -> String {
    (titles + ["Đơn vị,Số hội nghị đối thoại"] + [between].compactMap(\.self)
      + ["Xã An Bình,4", "Xã Bình Minh,2"]).joined(separator: "\n") + "\n"
  }

  /// The periods of all numbers, each once.
  private func periods(_ files: [String: String]) throws -> [String] {
    let numbers = try read(files).numbers
    return numbers.map { String($0.split(separator: " ")[1]) }.uniqued
  }

  @Test(
    "A line, a sheet or a file that says a part of the year stands before the year of the title",
    arguments: [
      ("Tuần 12", "2024-W12"), ("Tuần thứ 12", "2024-W12"), ("Quý I/2024", "2024-Q1"),
      ("Kỳ báo cáo: Quý I", "2024-Q1"), ("(Từ 18/3 đến 22/3/2024)", "2024-03-18..2024-03-22"),
      ("Từ ngày 18/3 đến ngày 22/3", "2024-03-18..2024-03-22"),
      ("Từ 18-22/3/2024", "2024-03-18..2024-03-22"),
      ("Từ 15/12 đến 14/01/2024", "2023-12-15..2024-01-14"),
      ("Từ tháng 1 đến tháng 6/2024", "2024-H1"), ("Quý I + II/2024", "2024-H1"),
      ("Quý I và quý II năm 2024", "2024-H1"), ("Ngày 15/6", "2024-06-15..2024-06-15"),
      ("Tuần 12 (từ ngày 18/3 đến 22/3/2024)", "2024-W12"),
      ("Báo cáo tuần (01/01 - 05/01/2024)", "2024-W01"),
      ("Tháng 9 năm học 2023-2024", "2023-M09"), ("Tháng 2 năm học 2023-2024", "2024-M02"),
    ])
  func part(line: String, period: String) throws {
    #expect(try periods(["b.csv": table(["THEO DÕI NĂM 2024", "\"\(line)\""])]) == [period])
  }

  @Test(
    "The same between rows, and in the name of a file",
    arguments: [
      ("tuan 12", "2024-W12"), ("Tuần 12", "2024-W12"), ("quy1", "2024-Q1"),
      ("01.2024", "2024-M01"),
      ("Th5", "2024-M05"), ("Tháng Năm", "2024-M05"), ("Tháng Mười Hai", "2024-M12"),
      ("bc thang5", "2024-M05"),
    ])
  func names(name: String, period: String) throws {
    #expect(try periods(["\(name).csv": table(["THEO DÕI NĂM 2024"])]) == [period])
    #expect(
      try periods(["b.csv": table(["THEO DÕI NĂM 2024"], between: "Tuần 12,")]) == ["2024-W12"])
    #expect(
      try periods(["b.csv": table(["THEO DÕI NĂM 2024"], between: "Ngày 18/3/2024,")])
        == ["2024-03-18..2024-03-18"])
  }

  @Test(
    "A part of a year whose days nobody knows counts for nothing, and is said",
    arguments: [
      ["Học kỳ I năm học 2023-2024"], ["HỌC KỲ II, NĂM HỌC 2023-2024"], ["Đầu năm học 2023-2024"],
      ["HK1 năm 2024"],
      // The second week of March is not that of the year.
      ["BÁO CÁO TUẦN 3 THÁNG 6 NĂM 2024"], ["THÁNG 3 NĂM 2024", "Tuần 2"],
      ["NĂM 2024", "Học kỳ I"], ["Tuần thứ ba tháng 3 năm 2024"],
    ])
  func unknown(titles: [String]) throws {
    let (numbers, codes) = try read(["b.csv": table(titles.map { "\"\($0)\"" })])
    #expect(numbers == [])
    #expect(codes.contains("bad-period"))
    // The same between rows, and in the name of a file.
    #expect(
      try read(["b.csv": table(["THÁNG 3 NĂM 2024"], between: "Tuần 2,")]).numbers == [])
    #expect(try read(["tuan 2.csv": table(["THÁNG 3 NĂM 2024"])]).numbers == [])
    #expect(try periods(["tuan 12.csv": table(["THÁNG 3 NĂM 2024"])]) == ["2024-W12"])
    let (inner, said) = try read(["b.csv": table(["NĂM 2024"], between: "Học kỳ I,")])
    #expect(inner == [])
    #expect(said.contains("bad-period"))
  }

  @Test("A term of the settings makes a semester known")
  func term() throws {
    let small = try Small(
      ["b.csv": table(["Học kỳ I năm học 2023-2024"])],
      settings: PeriodRowTests.settings
        + "\nterms: {\"Học kỳ I năm học 2023–2024\": 2023-09-05..2024-01-15}\n",
      roster: PeriodRowTests.roster)
    let numbers = try small.intake(Period.half(1, year: 2024)).tables.flatMap(\.numbers)
    #expect(numbers.count == 2)
  }

  @Test(
    "Titles that say that all is planned; words of results say that it is not",
    arguments: [
      ("KẾ HOẠCH NĂM 2025", true), ("PHÂN BỔ KẾ HOẠCH NĂM 2025", true), ("DỰ TOÁN NĂM 2025", true),
      ("BIỂU ĐĂNG KÝ CHỈ TIÊU NĂM 2025", true), ("Phụ lục II. Giao dự toán năm 2025", true),
      ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2025", false), ("TIẾN ĐỘ KẾ HOẠCH NĂM 2025", false),
      ("KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN NĂM 2025", false), ("KẾT QUẢ CHỈ TIÊU NĂM 2025", false),
    ])
  func plans(title: String, isPlan: Bool) throws {
    let (numbers, _) = try read(["b.csv": table([title])])
    #expect(numbers.count == 2)
    #expect(numbers.allSatisfy { $0.contains(" plan ") == isPlan }, "\(numbers)")
  }

  @Test("A header that says what and when")
  func headers() throws {
    let (numbers, _) = try read([
      "b.csv": """
      THEO DÕI NĂM 2024,,
      Đơn vị,Số hội nghị đối thoại tháng 5,Số hội nghị đối thoại năm 2023
      Xã An Bình,4,40
      Xã Bình Minh,2,20
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-M05 Xã An Bình talks 4", "3:3 2023 Xã An Bình talks 40",
        "4:2 2024-M05 Xã Bình Minh talks 2", "4:3 2023 Xã Bình Minh talks 20",
      ])
    #expect(PeriodMentions.parted("Hồ sơ quá hạn 3 tháng", year: 2024) == nil)
    #expect(
      PeriodMentions.parted("Hồ sơ 6 tháng đầu năm", year: 2024)?.period == .half(1, year: 2024))
  }

  @Test("Whose report it is stands before to whom it is sent")
  func recipients() throws {
    for line in ["Kính gửi: UBND xã Bình Minh", "Đơn vị nhận báo cáo: Xã Bình Minh"] {
      let (numbers, _) = try read([
        "b.csv": """
        Đơn vị báo cáo: Xã An Bình,
        \(line),
        BÁO CÁO QUÝ I NĂM 2024,
        Chỉ tiêu,Kết quả
        Số hội nghị đối thoại,4
        Số người tham dự,40
        """
      ])
      #expect(
        numbers == ["5:2 2024-Q1 Xã An Bình talks 4", "6:2 2024-Q1 Xã An Bình people 40"], "\(line)"
      )
    }
  }

  @Test("A line marked as a part has the name that the project gives it with its mark or without")
  func parts() throws {
    let small = try Small(
      [
        "Xã An Bình.csv":
          "KẾT QUẢ QUÝ I NĂM 2024,\nChỉ tiêu,Kết quả\nSố cán bộ,5\n- Trong đó: nữ,2\n"
      ],
      settings: """
        language: en
        indicators:
          staff: {name: Số cán bộ, from: submissions}
          women: {name: Cán bộ nữ, from: submissions, aliases: ["Trong đó: nữ"]}
        """, roster: PeriodRowTests.roster)
    let numbers = try small.intake(Period.half(1, year: 2024)).tables.flatMap(\.numbers)
    #expect(numbers.map { "\($0.indicator) \($0.value ?? 0)" } == ["staff 5.0", "women 2.0"])
  }

  @Test("Hamlets below their communes are parts, which is said once")
  func hamlets() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ QUÝ I NĂM 2024,,
      TT,Đơn vị,Số hội nghị đối thoại
      I,Xã An Bình,5
      1,Thôn 1,2
      2,Tổ dân phố số 2,3
      II,Xã Bình Minh,7
      1,Thôn Đông,7
      """
    ])
    #expect(numbers == ["3:3 2024-Q1 Xã An Bình talks 5", "6:3 2024-Q1 Xã Bình Minh talks 7"])
    #expect(codes == ["unknown-unit"])
  }

  @Test("Totals of a table that goes on over pages are of all of them")
  func pages() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ QUÝ I NĂM 2024,
      Đơn vị,Số hội nghị đối thoại
      Xã An Bình,4
      Mang sang,4
      Trang 2,
      Đơn vị,Số hội nghị đối thoại
      Xã Bình Minh,2
      Tổng cộng,6
      """
    ])
    #expect(numbers == ["3:2 2024-Q1 Xã An Bình talks 4", "7:2 2024-Q1 Xã Bình Minh talks 2"])
    #expect(codes == [])
  }
}

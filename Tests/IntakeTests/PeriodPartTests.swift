import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

/// What lines, names, titles and headers say of the part of the year.
extension PeriodRowTests {
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
      ("KẾ HOẠCH THỰC HIỆN NĂM 2025", true), ("MỤC TIÊU NĂM 2025", true),
      ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2025", false), ("TIẾN ĐỘ KẾ HOẠCH NĂM 2025", false),
      ("KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN NĂM 2025", false), ("KẾT QUẢ CHỈ TIÊU NĂM 2025", false),
    ])
  func plans(title: String, isPlan: Bool) throws {
    let (numbers, _) = try read(["b.csv": table([title])])
    #expect(numbers.count == 2)
    #expect(numbers.allSatisfy { $0.contains(" plan ") == isPlan }, "\(numbers)")
  }

  @Test(
    "Days by which a month or quarter closes elsewhere are that period, which is said; its closing day is a setting",
    arguments: [
      ("THÁNG 6 NĂM 2024 (Số liệu tính từ 15/5/2024 đến 14/6/2024)", "2024-M06"),
      ("QUÝ II NĂM 2024 (từ 15/3/2024 đến 14/6/2024)", "2024-Q2"),
      ("6 THÁNG ĐẦU NĂM 2024 (từ ngày 15/12/2023 đến ngày 14/6/2024)", "2024-H1"),
    ])
  func closing(title: String, period: String) throws {
    let (numbers, codes) = try read(["b.csv": table(["\"\(title)\""])])
    #expect(numbers.map { String($0.split(separator: " ")[1]) } == [period, period])
    #expect(codes == ["bad-period"])
    // A few days within it are these days.
    #expect(
      try periods(["b.csv": table(["THÁNG 6 NĂM 2024 (từ 03/6/2024 đến 07/6/2024)"])])
        == ["2024-06-03..2024-06-07"])
  }

  @Test("A sheet of a month under a half-year's title counts as that month, which is said")
  func sheetWithinTitle() throws {
    let small = try Small([:], settings: PeriodRowTests.settings, roster: PeriodRowTests.roster)
    try small.add(
      "b.xlsx",
      StoredZip.OddWorkbook(
        sheets: [
          (
            "T3",
            sheet([
              ["BÁO CÁO 6 THÁNG ĐẦU NĂM 2024"], ["Đơn vị", "Số hội nghị đối thoại"],
              ["Xã An Bình", "#4"], ["Xã Bình Minh", "#2"],
            ])
          )
        ]
      ).data)
    let intake = try small.intake(.year(2024))
    #expect(intake.tables.flatMap(\.numbers).map(\.period.name) == ["2024-M03", "2024-M03"])
    #expect(
      intake.log.all.contains {
        $0.code == .badPeriod && $0.message.vietnamese.contains("được tính là tháng 3 năm 2024")
      })
  }

  @Test(
    "Numbers and years of documents are none of the table's",
    arguments: [
      ["Biểu số 3/2024", "KẾT QUẢ NĂM 2024"], ["Số: 12/2024", "KẾT QUẢ NĂM 2024"],
      ["(Kèm theo Kế hoạch số 15/KH-UBND năm 2023)", "KẾT QUẢ NĂM 2024"],
    ])
  func documents(titles: [String]) throws {
    #expect(try periods(["b.csv": table(titles)]) == ["2024"])
    #expect(try periods(["BC so 5-2024.csv": table(["KẾT QUẢ NĂM 2024"])]) == ["2024"])
    #expect(try periods(["CV 12.2024.csv": table(["KẾT QUẢ NĂM 2024"])]) == ["2024"])
    #expect(PeriodMentions.all(in: "THI HÀNH LUẬT ĐẤT ĐAI NĂM 2013", year: nil) == [])
  }

  @Test(
    "Years of a programme or a term are none of the table's; the period behind them is",
    arguments: [
      ("CHƯƠNG TRÌNH MTQG GIẢM NGHÈO GIAI ĐOẠN 2021-2025 QUÝ I NĂM 2024", ["2024-Q1"]),
      ("GIẢM NGHÈO GIAI ĐOẠN 2021 - 2025, 6 THÁNG ĐẦU NĂM 2024", ["2024-H1"]),
      ("NGHỊ QUYẾT ĐẠI HỘI NHIỆM KỲ 2020-2025, NĂM 2024", ["2024"]),
      ("GIAI ĐOẠN TỪ 2021 ĐẾN 2025 QUÝ I NĂM 2024", ["2024-Q1"]),
      ("KẾT QUẢ GIAI ĐOẠN 2021-2025, KẾ HOẠCH NĂM 2026", []),
      ("KẾT QUẢ GIAI ĐOẠN 2021-2025 VÀ NĂM 2026", []),
      ("KẾT QUẢ GIAI ĐOẠN 2021-2025, PHƯƠNG HƯỚNG NĂM 2026", []), ("GIAI ĐOẠN 2021-2025", []),
    ])
  func programmes(title: String, expected: [String]) {
    #expect(PeriodMentions.all(in: title, year: nil).map(\.name) == expected)
  }

  @Test("A column that tells of each unit when it did something moves no number to another period")
  func attributes() throws {
    for (header, values) in [
      ("Thời gian thực hiện", ["Quý I", "Quý II"]), ("Năm", ["2018", "2020"]),
    ] {
      let (numbers, _) = try read([
        "b.csv": """
        BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,
        Đơn vị,\(header),Số hội nghị đối thoại
        Xã An Bình,\(values[0]),4
        Xã Bình Minh,\(values[1]),2
        """
      ])
      #expect(
        numbers == ["3:3 2024-H1 Xã An Bình talks 4", "4:3 2024-H1 Xã Bình Minh talks 2"],
        "\(header)")
    }
  }

  @Test(
    "A second table has the period and the figure of its own caption",
    arguments: [
      ("NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024", "2024-H2", " plan"),
      ("PHƯƠNG HƯỚNG QUÝ III NĂM 2024", "2024-Q3", " plan"), ("Cùng kỳ năm trước", "2023-H1", ""),
      ("Số liệu cùng kỳ năm trước", "2023-H1", ""), ("So sánh cùng kỳ năm trước", "2023-H1", ""),
      ("Năm trước", "2023-H1", ""),
    ])
  func captions(caption: String, period: String, figure: String) throws {
    let (numbers, _) = try read([
      "b.csv": """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024,
      Đơn vị,Số hội nghị đối thoại
      Xã An Bình,4
      \(caption),
      Đơn vị,Số người tham dự
      Xã An Bình,40
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-H1 Xã An Bình talks 4", "6:2 \(period) Xã An Bình people\(figure) 40",
      ])
  }

  @Test("The district stands behind its communes, and these are the units all the same")
  func communesFirst() throws {
    let (numbers, _) = try read(
      [
        "b.csv": """
        KẾT QUẢ QUÝ I NĂM 2024,,
        Xã,Huyện,Số hội nghị đối thoại
        Xã An Bình,Huyện Mai Sơn,4
        Xã Bình Minh,Huyện Yên Khê,2
        """
      ], roster: PeriodRowTests.roster + "Cụm 1,Huyện Mai Sơn,\nCụm 1,Huyện Yên Khê,\n")
    #expect(
      numbers == ["3:3 2024-Q1 Xã An Bình talks 4", "4:3 2024-Q1 Xã Bình Minh talks 2"])
  }

  @Test(
    "A number with one of its parts in brackets behind it counts, and is said where it is not plain"
  )
  func mixed() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ QUÝ I NĂM 2024,,
      Đơn vị,Số hội nghị đối thoại,Số người tham dự
      Xã An Bình,4,15 (05 nữ)
      Xã Bình Minh,2,20 (7 trực tuyến)
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-Q1 Xã An Bình talks 4", "3:3 2024-Q1 Xã An Bình people 15",
        "4:2 2024-Q1 Xã Bình Minh talks 2", "4:3 2024-Q1 Xã Bình Minh people 20",
      ])
    #expect(codes == ["ambiguous-number"])
  }

  @Test("A cell that begins with a number and says something else is an error, and no text")
  func otherwise() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ QUÝ I NĂM 2024,,
      Đơn vị,Số hội nghị đối thoại,Số người tham dự
      Xã An Bình,4,15 (20)
      Xã Bình Minh,2,20 hoặc 30
      """
    ])
    #expect(numbers.count == 2)
    #expect(codes == ["bad-number", "bad-number"])
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

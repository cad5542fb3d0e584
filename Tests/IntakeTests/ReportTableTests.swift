import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Report tables as offices send them")
struct ReportTableTests {
  private static let settings = """
    language: en
    indicators:
      received: {name: Hồ sơ tiếp nhận, from: submissions, over_time: sum, aliases: [Tiếp nhận / Tổng số]}
      online: {name: "Trong đó: trực tuyến", from: submissions, aliases: [Tiếp nhận / Trực tuyến]}
      late: {name: Quá hạn, from: submissions}
      fees: {name: "Thu phí, lệ phí", unit_of_measure: triệu đồng, from: submissions, aliases: [Thu phí]}
      rate: {name: Tỷ lệ hài lòng, unit_of_measure: "%", from: submissions}
    """
  private static let roster = """
    cluster,unit,commune
    Cụm 1,Huyện Sông Đông,
    Cụm 1,Thị xã Núi Tây,
    Cụm 1,Sở Tài nguyên và Môi trường,
    """
  private let half = Period.half(1, year: 2024)

  private func small(_ files: [String: String], _ sources: String = "") throws -> Small {
    try Small(
      files, settings: ReportTableTests.settings + "\n" + sources, roster: ReportTableTests.roster)
  }

  /// Every number as "row:column period unit indicator figure value".
  private func numbers(_ small: Small) throws -> [String] {
    try small.intake(half).tables.flatMap(\.numbers).map { number in
      return
        "\(number.row):\(number.column) \(number.period.name) \(number.unit) \(number.indicator)"
        + " \(number.figure) \(number.valueText)"
    }
  }
  private func codes(_ small: Small) throws -> [String] {
    try small.intake(half).log.all.filter { ![.missingParts, .partsOnly].contains($0.code) }.map {
      "\($0.place) \($0.code.rawValue) \($0.severity.rawValue)"
    }
  }

  @Test(
    "Units in rows, indicators in columns; letter head, groups, total, notes and signatures are passed over"
  )
  func wide() throws {
    let small = try small([
      "bieu 2.csv": """
      UBND TỈNH,,,,
      BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2024,,,,
      (Kèm theo Báo cáo số 45/BC-UBND ngày 14/6/2024),,,,
      STT,Đơn vị,Hồ sơ tiếp nhận,Quá hạn,"Thu phí (triệu đồng)"
      (1),(2),(3),(4),(5)
      I,CẤP HUYỆN,,,
      1,H. Sông Đông,1.200,-,"12,5"
      2,TX Núi Tây,800,15 hồ sơ,
      II,SỞ NGÀNH,,,
      1,Sở TN&MT,x,…,3
      ,TỔNG CỘNG,2.000,15,"15,5"
      Ghi chú: số liệu đến hết ngày 14/6/2024,,,,
      ,NGƯỜI LẬP BIỂU,,CHỦ TỊCH,
      """
    ])
    #expect(
      try numbers(small) == [
        "7:3 2024-H1 Huyện Sông Đông received value 1200",
        "7:4 2024-H1 Huyện Sông Đông late value 0",
        "7:5 2024-H1 Huyện Sông Đông fees value 12.5",
        "8:3 2024-H1 Thị xã Núi Tây received value 800",
        "8:4 2024-H1 Thị xã Núi Tây late value 15",
        "10:3 2024-H1 Sở Tài nguyên và Môi trường received value x",
        "10:5 2024-H1 Sở Tài nguyên và Môi trường fees value 3",
      ])
    #expect(try codes(small).isEmpty)
    #expect(try small.value("received", in: half) == 2000)
  }

  @Test("One unit a file: plan, result and last year of each line; percentages only compare")
  func unitAFile() throws {
    let small = try small([
      "bao cao TX Nui Tay.csv": """
      BIỂU SỐ 01: KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024,,,,,,
      STT,Chỉ tiêu,ĐVT,Kế hoạch năm 2024,Thực hiện 6 tháng đầu năm 2024,Cùng kỳ năm 2023,So cùng kỳ (%)
      I,THỦ TỤC HÀNH CHÍNH,,,,,
      1,Hồ sơ tiếp nhận,Hồ sơ,3000,1200,1000,120
      2,Trong đó: trực tuyến,Hồ sơ,,500,300,166.7
      3,- Quá hạn,Hồ sơ,,6,,
      4,"Thu phí, lệ phí",Triệu đồng,20,"9,5",8,118.8
      """
    ])
    #expect(
      try numbers(small) == [
        "4:4 2024 Thị xã Núi Tây received plan 3000",
        "4:5 2024-H1 Thị xã Núi Tây received value 1200",
        "4:6 2023-H1 Thị xã Núi Tây received value 1000",
        "5:5 2024-H1 Thị xã Núi Tây online value 500",
        "5:6 2023-H1 Thị xã Núi Tây online value 300",
        "6:5 2024-H1 Thị xã Núi Tây late value 6",
        "7:4 2024 Thị xã Núi Tây fees plan 20",
        "7:5 2024-H1 Thị xã Núi Tây fees value 9.5",
        "7:6 2023-H1 Thị xã Núi Tây fees value 8",
      ])
    #expect(try small.intake(half).log.all.isEmpty)
  }

  @Test("Turned round, in the long form, and with years side by side")
  func otherShapes() throws {
    let turned = try small([
      "a.csv": """
      6T/2024,,,
      TT,Nội dung,H. Sông Đông,TX Núi Tây,Tổng
      1,Hồ sơ tiếp nhận,5,6,11
      2,Quá hạn,,1,1
      """
    ])
    #expect(
      try numbers(turned) == [
        "3:3 2024-H1 Huyện Sông Đông received value 5",
        "3:4 2024-H1 Thị xã Núi Tây received value 6",
        "4:4 2024-H1 Thị xã Núi Tây late value 1",
      ])
    let long = try small([
      "b.csv": """
      Kỳ số liệu,Tên đơn vị,Nội dung,Kết quả
      Quý I/2024,Sông Đông,Hồ sơ tiếp nhận,5
      Quý II/2024,Sông Đông,Hồ sơ tiếp nhận,6
      """
    ])
    #expect(
      try numbers(long) == [
        "2:4 2024-Q1 Huyện Sông Đông received value 5",
        "3:4 2024-Q2 Huyện Sông Đông received value 6",
      ])
    let years = try small([
      "c.csv": """
      HỒ SƠ TIẾP NHẬN GIAI ĐOẠN 2022 - 2024,,,
      TT,Đơn vị,Năm 2022,Năm 2023,6 tháng đầu năm 2024
      1,Sông Đông,9,10,5
      """
    ])
    #expect(
      try numbers(years) == [
        "3:3 2022 Huyện Sông Đông received value 9", "3:4 2023 Huyện Sông Đông received value 10",
        "3:5 2024-H1 Huyện Sông Đông received value 5",
      ])
  }

  @Test(
    "Levels of merged headers, units merged over their rows, a sheet a month, cumulative beside monthly"
  )
  func merged() throws {
    let small = try small([:])
    try small.add(
      "thang.xlsx",
      StoredZip.OddWorkbook(
        sheets: ["Tháng 1", "Tháng 2"].map { name in
          (
            name,
            sheet(
              [
                ["CÔNG TÁC \(name.uppercased()) NĂM 2024"],
                ["TT", "Đơn vị", "Trong tháng", "", "Lũy kế từ đầu năm", ""],
                ["", "", "Tiếp nhận", "", "Tiếp nhận", ""],
                ["", "", "Tổng số", "Trực tuyến", "Tổng số", "Trực tuyến"],
                ["#1", "Sông Đông", "#10", "#4", name == "Tháng 1" ? "#10" : "#20", "#8"],
              ],
              merges:
                "<mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"C2:D2\"/>"
                + "<mergeCell ref=\"E2:F2\"/><mergeCell ref=\"C3:D3\"/><mergeCell ref=\"E3:F3\"/></mergeCells>"
            )
          )
        }
      ).data)
    #expect(
      try numbers(small).prefix(5) == [
        "5:3 2024-M01 Huyện Sông Đông received value 10",
        "5:4 2024-M01 Huyện Sông Đông online value 4",
        "5:5 2024-M01 Huyện Sông Đông received cumulative 10",
        "5:6 2024-M01 Huyện Sông Đông online cumulative 8",
        "5:3 2024-M02 Huyện Sông Đông received value 10",
      ])
    let spread = try self.small([:])
    try spread.add(
      "gop.xlsx",
      StoredZip.OddWorkbook(sheets: [
        (
          "S",
          sheet(
            [
              ["Quý I/2024"], ["Đơn vị", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"],
              ["Núi Tây", "Hồ sơ tiếp nhận", "#9", "#6", "66,7%"], ["", "Quá hạn", "", "#1", ""],
            ], merges: "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>")
        )
      ]).data)
    #expect(
      try numbers(spread) == [
        "3:3 2024-Q1 Thị xã Núi Tây received plan 9", "3:4 2024-Q1 Thị xã Núi Tây received value 6",
        "4:4 2024-Q1 Thị xã Núi Tây late value 1",
      ])
  }

  @Test(
    "Several tables in a sheet, each with its title; a header that stands again is no table of its own"
  )
  func several() throws {
    let small = try small([
      "a.csv": """
      Quý I năm 2024,,
      Đơn vị,Hồ sơ tiếp nhận,Quá hạn
      Sông Đông,5,1
      Đơn vị,Hồ sơ tiếp nhận,Quá hạn
      Núi Tây,6,2
      Quý II năm 2024,,
      Đơn vị,Quá hạn,Hồ sơ tiếp nhận
      Sông Đông,3,7
      """
    ])
    #expect(
      try numbers(small) == [
        "3:2 2024-Q1 Huyện Sông Đông received value 5", "3:3 2024-Q1 Huyện Sông Đông late value 1",
        "5:2 2024-Q1 Thị xã Núi Tây received value 6", "5:3 2024-Q1 Thị xã Núi Tây late value 2",
        "8:2 2024-Q2 Huyện Sông Đông late value 3", "8:3 2024-Q2 Huyện Sông Đông received value 7",
      ])
    #expect(try small.intake(half).tables[0].blocks.map(\.count) == [4, 2])
  }

  @Test("What is not understood is said once with the nearest name, and nothing is guessed")
  func unknowns() throws {
    func said(_ rows: String, name: String = "a.csv") throws -> [String] {
      try codes(small([name: rows]))
    }
    let header = "Quý I/2024,,\nĐơn vị,Hồ sơ tiếp nhận"
    let text = try small(["a.csv": header + ",Quá hạm\nSông Đông,5,1\nNúi Tây,6,2\n"])
    #expect(try codes(text) == ["a.csv:3:3 unknown-indicator warning"])
    #expect(try text.message(.unknownIndicator).contains("did you mean \"Quá hạn\"?"))
    #expect(
      try said(header + "\nSông Đôg,5\nNúi Tây,6\n") == ["a.csv:3:2 unknown-unit error"])
    // A title with two periods, and none at all.
    #expect(
      try said("6 tháng đầu năm 2024 và quý I năm 2024,\nĐơn vị,Quá hạn\nSông Đông,5\n") == [
        "a.csv bad-period warning", "a.csv unread-file warning",
      ])
    #expect(
      try said("Đơn vị,Quá hạn\nSông Đông,5\n") == [
        "a.csv bad-period warning", "a.csv unread-file warning",
      ])
    // Whose numbers?
    #expect(
      try said("Quý I/2024,\nChỉ tiêu,Thực hiện\nQuá hạn,5\n") == ["a.csv unread-file warning"])
    // A total that is wrong, a unit of measure that is another one, a text where a number should be.
    #expect(
      try said(header + ",\nSông Đông,5\nNúi Tây,6\nTổng cộng,12\n") == [
        "a.csv:5:2 contradicts-parts warning"
      ])
    #expect(
      try said(
        "Quý I/2024,,,\nĐơn vị,Chỉ tiêu,ĐVT,Thực hiện\nSông Đông,Thu phí,Tỷ đồng,5\nSông Đông,Quá hạn,,1\n"
      )
        == ["a.csv:3:4 bad-number error"])
    #expect(
      try said(header + "\nSông Đông,nhiều\nNúi Tây,6\nSở TN&MT,7\n") == [
        "a.csv:3:2 bad-number error"
      ])
    // A list of names and telephones is no report.
    #expect(
      try said("Họ tên,Điện thoại\nAn,0912\nBình,0913\n") == ["a.csv unread-file warning"])
  }

  @Test("A number that is merged over two units is nobody's; a fraction is its first number")
  func doubtfulCells() throws {
    let small = try small([:])
    try small.add(
      "a.xlsx",
      StoredZip.OddWorkbook(sheets: [
        (
          "S",
          sheet(
            [
              ["Quý I/2024"], ["Đơn vị", "Hồ sơ tiếp nhận", "Quá hạn"],
              ["Sông Đông", "#5", "10/25"],
              ["Núi Tây", "", "1/4"],
            ], merges: "<mergeCells><mergeCell ref=\"B3:B4\"/></mergeCells>")
        )
      ]).data)
    #expect(
      try numbers(small) == [
        "3:3 2024-Q1 Huyện Sông Đông late value 10", "4:3 2024-Q1 Thị xã Núi Tây late value 1",
      ])
    // "10/25" may be a date, too: it is said.
    #expect(
      try codes(small) == [
        "a.xlsx:S:3:2 bad-number error", "a.xlsx:S:3:3 ambiguous-number warning",
      ])
  }

  @Test(
    "Where and when a table was signed is nobody's name, and a province bears that of its city",
    arguments: [
      "\"Núi Tây, ngày 18 tháng 6 năm 2024\"\nKẾT QUẢ QUÝ I NĂM 2024\n",
      "TỈNH ỦY NÚI TÂY\n\"Núi Tây, ngày 18/6/2024\"\nQuý I/2024\n",
      "Núi Tây ngày 18 tháng 6 năm 2024\nKẾT QUẢ QUÝ I NĂM 2024\n",
    ])
  func signedAt(head: String) throws {
    let table = "STT,Chỉ tiêu,Kết quả\n1,Hồ sơ tiếp nhận,105\n"
    let small = try small(["a.csv": head + table])
    #expect(try numbers(small).isEmpty)
    #expect(try codes(small).contains { $0.contains("unread-file") || $0.contains("unknown-unit") })
    let file = try self.small(["Bieu tong hop tinh Nui Tay quy 1 nam 2024.csv": table])
    #expect(try numbers(file).isEmpty)
    let own = try self.small(["BC tinh hinh Nui Tay quy 1 nam 2024.csv": table])
    #expect(try numbers(own) == ["2:3 2024-Q1 Thị xã Núi Tây received value 105"])
  }

  @Test(
    "A backlog is a number like others, estimates are said, and what sums up six months is cumulative"
  )
  func officeWords() throws {
    let small = try small([
      "a.csv": """
      Báo cáo tháng 6/2024,,
      Đơn vị,Hồ sơ tiếp nhận,Tồn
      Sông Đông,khoảng 30,7
      Núi Tây,5,8
      """
    ])
    #expect(
      try numbers(small) == [
        "3:2 2024-M06 Huyện Sông Đông received value 30",
        "4:2 2024-M06 Thị xã Núi Tây received value 5",
      ])
    let said = try codes(small)
    #expect(said.contains("a.csv:3:2 approximate-number warning"), "\(said)")
    #expect(
      said.contains {
        $0.hasSuffix("unknown-indicator error") || $0.hasSuffix("unknown-indicator warning")
      }, "\(said)")
    let summed = try self.small([
      "b.csv": """
      Huyện Sông Đông,,,
      Báo cáo tháng 6/2024,,,
      TT,Chỉ tiêu,Thực hiện,Cộng dồn 6 tháng
      1,Hồ sơ tiếp nhận,3,10
      """
    ])
    #expect(
      try numbers(summed) == [
        "4:3 2024-M06 Huyện Sông Đông received value 3",
        "4:4 2024-M06 Huyện Sông Đông received cumulative 10",
      ])
  }

  @Test(
    "A total is compared with the units, not with clusters among them, whatever stands in brackets behind it"
  )
  func totals() throws {
    let small = try small([
      "a.csv": """
      Quý I/2024,,
      STT,Đơn vị,Hồ sơ tiếp nhận
      1,Sông Đông,3
      2,Núi Tây,4
      ,Cụm 1,50
      ,Tổng số (A+B),99
      """
    ])
    let lines = try small.intake(half).log.all.map { $0.line(in: .english) }
    #expect(
      lines.contains { $0.contains("99") && $0.contains("7") && !$0.contains("57") }, "\(lines)")
  }

  @Test(
    "In text, which has no merged cells, a heading stands over the columns at its right that have none"
  )
  func headingsOfText() throws {
    let small = try small([
      "a.csv": """
      Tháng 6/2024;;;;;
      TT;Đơn vị;Hồ sơ tiếp nhận;;;Quá hạn
      ;;Trong tháng;Lũy kế;Cùng kỳ;
      1;Sông Đông;3;10;7;1
      """
    ])
    #expect(
      try numbers(small) == [
        "4:3 2024-M06 Huyện Sông Đông received value 3",
        "4:4 2024-M06 Huyện Sông Đông received cumulative 10",
        "4:5 2023-M06 Huyện Sông Đông received cumulative 7",
        "4:6 2024-M06 Huyện Sông Đông late value 1",
      ])
  }

  @Test("Totals of parts, of pages and means are no units; footnotes and points after kinds are")
  func labels() throws {
    let small = try small([
      "a.csv": """
      Quý I/2024,,
      STT,Đơn vị,Hồ sơ tiếp nhận
      1,H. Sông Đông (*),5
      2,"TX. Núi Tây (1)",6
      ,Cộng khối huyện,11
      3,S. TN&MT,7
      ,Bình quân,6
      ,TỔNG CỘNG (I+II),18
      """
    ])
    #expect(
      try numbers(small) == [
        "3:3 2024-Q1 Huyện Sông Đông received value 5",
        "4:3 2024-Q1 Thị xã Núi Tây received value 6",
      ])
    // An office that is not known is said, and not taken for a group.
    #expect(try codes(small) == [])
  }

  @Test("Titles that count from the beginning of the year make numbers cumulative, or refuse them")
  func yearToDate() throws {
    func read(_ title: String, _ header: String) throws -> (numbers: [String], codes: [String]) {
      let small = try small(["a.csv": "\(title),\nĐơn vị,\(header)\nSông Đông,5\n"])
      return (try numbers(small), try codes(small))
    }
    for title in [
      "5 THÁNG ĐẦU NĂM 2024", "Báo cáo 5 tháng/2024", "Kết quả đến hết tháng 5 năm 2024",
      "Tháng 5 năm 2024 (lũy kế)", "Báo cáo tính đến tháng 5/2024",
    ] {
      #expect(
        try read(title, "Hồ sơ tiếp nhận").numbers
          == ["3:2 2024-M05 Huyện Sông Đông received cumulative 5"], "\(title)")
    }
    #expect(
      try read("Năm 2024 (số liệu đến 30/6/2024)", "Hồ sơ tiếp nhận").numbers
        == ["3:2 2024-H1 Huyện Sông Đông received value 5"])
    // A month and the year up to it: the column must say which of both it is.
    let both = "Tháng 6 và 6 tháng đầu năm 2024"
    #expect(try read(both, "Hồ sơ tiếp nhận").numbers == [])
    #expect(try read(both, "Hồ sơ tiếp nhận").codes.contains("a.csv bad-period warning"))
    #expect(
      try read(both, "Hồ sơ tiếp nhận lũy kế").numbers
        == ["3:2 2024-M06 Huyện Sông Đông received cumulative 5"])
    #expect(
      try read(both, "Hồ sơ tiếp nhận đến hết tháng 6").numbers
        == ["3:2 2024-M06 Huyện Sông Đông received cumulative 5"])
  }

  @Test(
    "Every title of a sheet says anew what its numbers are; a name that says another month is said")
  func titlesOneAfterTheOther() throws {
    let small = try small([
      "a.csv":
        "Tháng 4/2024 (lũy kế),\nĐơn vị,Hồ sơ tiếp nhận\nSông Đông,9\n,\nTháng 5/2024,\nĐơn vị,Quá hạn\nSông Đông,2\n",
      "bc thang 6 nam 2024.csv": "Báo cáo tháng 3/2024,\nĐơn vị,Hồ sơ tiếp nhận\nNúi Tây,4\n",
    ])
    #expect(
      try numbers(small) == [
        "3:2 2024-M04 Huyện Sông Đông received cumulative 9",
        "7:2 2024-M05 Huyện Sông Đông late value 2",
        "3:2 2024-M03 Thị xã Núi Tây received value 4",
      ])
    #expect(
      try codes(small).filter { $0.contains("bad-period") } == [
        "bc thang 6 nam 2024.csv bad-period warning"
      ])
  }

  @Test(
    "Rows below units that say parts of their numbers are passed over, and said once for each text")
  func parts() throws {
    let small = try small([
      "a.csv": """
      Quý I/2024,,
      STT,Đơn vị,Hồ sơ tiếp nhận
      1,Sông Đông,5
      ,- Trực tuyến,3
      ,- Trực tiếp,2
      2,Núi Tây,6
      ,- Trực tuyến,4
      ,- Trực tiếp,2
      ,Các huyện miền núi,6
      ,Cùng kỳ năm trước,10
      """
    ])
    #expect(
      try numbers(small) == [
        "3:3 2024-Q1 Huyện Sông Đông received value 5",
        "6:3 2024-Q1 Thị xã Núi Tây received value 6",
      ])
    #expect(
      try codes(small).filter { $0.contains("unknown-unit") } == [
        "a.csv:4 unknown-unit warning", "a.csv:5 unknown-unit warning",
      ])
  }

  @Test("A part of a year is no year; other periods that a title mentions are not the table's")
  func periods() throws {
    func period(_ title: String, _ name: String = "a.csv") throws -> String? {
      let small = try small([name: "\(title),,\nĐơn vị,Hồ sơ tiếp nhận,Quá hạn\nSông Đông,5,1\n"])
      return try numbers(small).first.map { String($0.split(separator: " ")[1]) }
    }
    // They count from the beginning of the year up to a month; see `yearToDate`.
    #expect(try period("5 THÁNG ĐẦU NĂM 2024") == "2024-M05")
    #expect(try period("11 THÁNG NĂM 2024") == "2024-M11")
    for title in ["THEO NGHỊ QUYẾT NĂM 2021", "NHIỆM KỲ 2021 - 2026"] {
      #expect(try period(title) == nil, "\(title)")
    }
    // A day that ends no period: all days up to it. What is there on the first of a month was there when the last one ended.
    #expect(try period("NĂM 2024 (ĐẾN 15/6/2024)") == "2024-01-01..2024-06-15")
    #expect(try period("(số liệu đến ngày 14/6/2024)") == "2024-01-01..2024-06-14")
    #expect(try period("DÂN SỐ CÓ ĐẾN 01/4/2024") == "2024-M03")
    #expect(try period("KẾT QUẢ TUẦN 24 NĂM 2024") == "2024-W24")
    #expect(try period("6 THÁNG ĐẦU NĂM 2024 SO VỚI CÙNG KỲ NĂM 2023") == "2024-H1")
    #expect(try period("SƠ KẾT QUÝ I VÀ PHƯƠNG HƯỚNG QUÝ II NĂM 2024") == "2024-Q1")
    #expect(try period("(Từ ngày 01/01/2024 đến ngày 30/6/2024)") == "2024-H1")
    #expect(try period("KẾT QUẢ", "bao cao thang 3 nam 2024.csv") == "2024-M03")
    #expect(try period("KẾT QUẢ NĂM 2024", "quy 1.csv") == "2024-Q1")
    #expect(try period("", "BC 6T2024.csv") == "2024-H1")
    // "Số liệu" over a column says nothing of the time.
    let plain = try small([
      "a.csv": "Quý I/2024,\nChỉ tiêu,Số liệu\nĐơn vị: Sông Đông,\nQuá hạn,5\n"
    ])
    #expect(try numbers(plain) == ["4:2 2024-Q1 Huyện Sông Đông late value 5"])
    let own = try small(["Sông Đông.csv": "Quý I/2024,\nChỉ tiêu,Số liệu\nQuá hạn,5\n"])
    #expect(try numbers(own) == ["3:2 2024-Q1 Huyện Sông Đông late value 5"])
  }

  @Test("The year's plan, last year's cumulative number, and what is measured in another unit")
  func figures() throws {
    let small = try small([
      "a.csv": """
      THÁNG 5/2024,,,,,
      Đơn vị tính: đồng,,,,,
      Đơn vị,Chỉ tiêu,Kế hoạch năm,Trong tháng,Lũy kế,Cùng kỳ
      Sông Đông,Hồ sơ tiếp nhận,100,10,50,45
      Sông Đông,Thu phí,,5000000,,
      """
    ])
    #expect(
      try numbers(small) == [
        "4:3 2024 Huyện Sông Đông received plan 100",
        "4:4 2024-M05 Huyện Sông Đông received value 10",
        "4:5 2024-M05 Huyện Sông Đông received cumulative 50",
        "4:6 2023-M05 Huyện Sông Đông received cumulative 45",
      ])
    #expect(try codes(small) == ["a.csv:5:4 bad-number error"])
    let given = try self.small([
      "b.csv": "CHỈ TIÊU KẾ HOẠCH NĂM 2025 (GIAO KẾ HOẠCH),\nĐơn vị,Quá hạn\nSông Đông,5\n"
    ])
    #expect(try numbers(given) == ["3:2 2025 Huyện Sông Đông late plan 5"])
  }

  @Test("Tables side by side are two; a unit that stands twice in one table is nobody's")
  func besides() throws {
    let small = try small([
      "a.csv": """
      Quý I/2024,,,,
      Đơn vị,Hồ sơ tiếp nhận,,Đơn vị,Quá hạn
      Sông Đông,5,,Núi Tây,1
      """
    ])
    #expect(
      try numbers(small) == [
        "3:2 2024-Q1 Huyện Sông Đông received value 5", "3:5 2024-Q1 Thị xã Núi Tây late value 1",
      ])
    let fields = try self.small([
      "b.csv": """
      Quý I/2024,,
      Đơn vị,Lĩnh vực,Quá hạn
      Sông Đông,Đất đai,5
      Sông Đông,Xây dựng,5
      Núi Tây,Đất đai,1
      """
    ])
    #expect(try numbers(fields) == ["5:3 2024-Q1 Thị xã Núi Tây late value 1"])
    #expect(try codes(fields) == ["b.csv:3:3 contradicting-numbers error"])
  }

  @Test("The province bears the name of its city, and is not the unit of the letter head")
  func letterHead() throws {
    let small = try Small(
      [
        "a.csv":
          "UBND TỈNH THANH HÓA,\nUBND HUYỆN NGA SƠN,\nQUÝ I/2024,\nChỉ tiêu,Thực hiện\nQuá hạn,5\n"
      ], settings: ReportTableTests.settings,
      roster: "cluster,unit\nC,Thành phố Thanh Hóa\nC,Huyện Nga Sơn\n")
    #expect(try numbers(small) == ["5:2 2024-Q1 Huyện Nga Sơn late value 5"])
  }

  @Test("The settings say what no cell says")
  func settings() throws {
    let small = try small(
      ["so lieu.csv": "Đơn vị,HS,Ghi chép,KH\nSông Đông,5,7,9\n"],
      """
      sources:
        tables:
          - files: "so*.csv"
            period: 2024-H1
            headers: {HS: {indicator: received}, Ghi chép: skip, KH: {figure: plan}}
            indicator: late
      """)
    #expect(
      try numbers(small) == [
        "2:2 2024-H1 Huyện Sông Đông received value 5", "2:4 2024-H1 Huyện Sông Đông late plan 9",
      ])
    func refused(_ table: String) throws -> String {
      let small = try self.small(["a.csv": ""], "sources: {tables: [\(table)]}")
      return try Project(folder: small.folder.url).log.all.first.map { $0.line(in: .english) } ?? ""
    }
    #expect(try refused("{files: a.csv, period: 2024-H3}").contains("is not a period"))
    #expect(try refused("{files: a.csv, rows: 5-9}").contains("is written as 5..40"))
    #expect(try refused("{files: ../a.csv}").contains("within the project's folder"))
    #expect(
      try refused("{files: a.csv, headers: {X: {figure: plans}}}").contains(
        "must be one of: value, plan"))
  }

  @Test(
    "A column of percentages is held against the numbers of its rows, as most of them tell what it compares",
    arguments: [
      // Of the plan: 6 of 8 is 75, and not 57.
      ("received,Quá hạn", "8,6,57.0\n8,6,75\n4,1,25\n", ["bieu.csv:4:5"]),
      // Rounded to whole numbers, 66.7 is 67.
      ("x", "3,2,67\n8,6,75\n4,1,25\n", []),
      // As parts of one.
      ("x", "8,6,\"0,75\"\n4,1,\"0,25\"\n4,3,\"0,57\"\n", ["bieu.csv:6:5"]),
      // Shares of something that is not in the table.
      ("x", "8,6,12\n8,6,75\n4,1,33\n5,1,40\n", []),
    ])
  func compared(about: String, cells: String, places: [String]) throws {
    let rows = cells.split(separator: "\n").enumerated().map { index, line in
      "\(index + 1),\(["Huyện Sông Đông", "Huyện Núi Tây", "Huyện Biển Nam", "Sở Tư pháp"][index]),\(line)"
    }
    let small = try Small(
      [
        "bieu.csv":
          "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,,,\nTT,Đơn vị,Hội nghị,,\n,,Kế hoạch,Thực hiện,Tỷ lệ %\n"
          + rows.joined(separator: "\n") + "\n"
      ],
      settings: "language: en\nindicators: {v: {name: Hội nghị, from: submissions}}\n",
      roster: "cluster,unit\nC,Huyện Sông Đông\nC,Huyện Núi Tây\nC,Huyện Biển Nam\nC,Sở Tư pháp\n")
    let found = try small.intake(.half(1, year: 2024)).log.all.filter {
      $0.code == .contradictsRate
    }
    #expect(found.map { "\($0.place)" } == places, "\(about)")
  }

  @Test(
    "A row of totals is compared whatever it is called",
    arguments: [
      "Cộng", "Tổng cộng", "CỘNG TOÀN CỤM", "Tổng cộng toàn tỉnh:", "Cộng chung", "Toàn tỉnh",
      "Tổng số các đơn vị", "Cộng chung toàn cụm",
    ])
  func totals(name: String) throws {
    let small = try Small(
      [
        "bieu.csv":
          "6 THÁNG ĐẦU NĂM 2024,,\nTT,Đơn vị,Hội nghị\n1,Huyện Sông Đông,6\n2,Huyện Núi Tây,7\n,\(name),14\n"
      ],
      settings: "language: en\nindicators: {v: {name: Hội nghị, from: submissions}}\n",
      roster: "cluster,unit\nC,Huyện Sông Đông\nC,Huyện Núi Tây\n")
    let intake = try small.intake(.half(1, year: 2024))
    #expect(intake.log.all.map(\.code) == [.contradictsParts], "\(intake.log.all)")
  }

  @Test("A unit's table whose title says another year than those of five others is said")
  func wrongYear() throws {
    func files(_ count: Int, wrong: Int) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: (1...count).map { number in
          (
            "\(number).csv",
            "BÁO CÁO 6 THÁNG ĐẦU NĂM \(number == wrong ? 2023 : 2024)\nĐơn vị: Huyện \(number)\nTT,Chỉ tiêu,Thực hiện\n1,Hội nghị,\(number)\n"
          )
        })
    }
    func said(_ files: [String: String]) throws -> [String] {
      let small = try Small(
        files, settings: "language: en\nindicators: {v: {name: Hội nghị, from: submissions}}\n",
        roster: "cluster,unit\n" + (1...7).map { "C,Huyện \($0)\n" }.joined())
      return try small.intake(.half(1, year: 2024)).log.all.filter { $0.code == .badPeriod }
        .map { $0.line(in: .english) }
    }
    let line =
      "3.csv: this file says 2023-H1, 5 others say 2024-H1; if its title is wrong, correct it, or say the period of the file"
    #expect(try said(files(6, wrong: 3)) == [line])
    // Two agree: too few to tell.
    #expect(try said(files(4, wrong: 3)).count == 1)
    #expect(try said(files(3, wrong: 3)).isEmpty)
    // The unit has sent this year's as well: last year's is one of its own.
    var both = files(7, wrong: 3)
    both["3b.csv"] = both["3.csv"]?.replacing("2023", with: "2024")
    #expect(try said(both).isEmpty)
  }

  @Test(
    "Units that are numbers are named with their kind; the number of a period names nobody")
  func numberedUnits() throws {
    func table(_ unit: String) -> String {
      "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024\n\(unit)\nTT,Chỉ tiêu,Thực hiện\n1,Hội nghị,5\n"
    }
    func counted(_ file: String, _ unit: String) throws -> [Double?] {
      let small = try Small(
        [file: table(unit)],
        settings: "language: en\nindicators: {v: {name: Hội nghị, from: submissions}}\n",
        roster: "cluster,unit\nC,Quận 1\nC,Quận 6\n")
      return try [0, 1].map { try small.value("v", $0, in: .half(1, year: 2024)) }
    }
    #expect(try counted("bieu.csv", "Đơn vị: Quận 1") == [5, nil])
    #expect(try counted("Quan 6.csv", "") == [nil, 5])
    // It does not say whose it is.
    #expect(try counted("bieu.csv", "") == [nil, nil])
  }
}

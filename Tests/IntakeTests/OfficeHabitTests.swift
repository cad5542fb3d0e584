import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Tables

@Suite("Tables as offices keep them, where a wrong number would not show")
struct OfficeHabitTests {
  private static let row = "2/6/2024,Sông Đông,An Bình,Đối thoại,5\n"

  private func register(_ rows: String) throws -> Small {
    try Small(["activities.csv": Small.header + rows])
  }

  @Test("A number in a column TT, and a note, hide no double row and no double register")
  func serialNumbers() throws {
    let head = "TT," + Small.header
    let twice = try Small(["activities.csv": head + "1," + Self.row + "2," + Self.row])
    #expect(try twice.said() == ["activities.csv:3 duplicate-activity warning"])
    let others = "3/6/2024,Núi Tây,,Đối thoại,7\n"
    let copies = try Small([
      "a.csv": head + "1," + Self.row + "2," + others,
      "b.csv": head + "7," + Self.row + "8," + others + "9,4/6/2024,Biển Nam,,Đối thoại,1\n",
    ])
    let said = try copies.intake().log.all
    #expect(said.map(\.code) == [.sameRegister])
    #expect(said[0].message.english.contains("2 rows would count twice; delete a.csv"))
    let noted = try Small([
      "a.csv": Small.header + Self.row + others,
      "b.csv": "Ghi chú,STT," + Small.header + "chiều,7," + Self.row + "sáng,8," + others,
    ])
    #expect(try noted.said() == ["b.csv same-register error"])
  }

  @Test(
    "A row whose activity is a total counts for nothing, whatever its date",
    arguments: ["Cộng", "Tổng cộng", "Lũy kế", "Luỹ kế", "Total"])
  func totals(word: String) throws {
    let small = try register(Self.row + "30/6/2024,Sông Đông,,\(word),5\n")
    #expect(try small.value("people") == 5)
    #expect(try small.value("n") == 1)
    #expect(try small.said() == ["activities.csv:3:4 total-row warning"])
  }

  @Test("Of a header over several columns only the one that sums up the others is meant")
  func spannedHeader() throws {
    func table(_ first: String, _ second: String) throws -> Small {
      try Small([
        "activities.csv": "Ngày,Đơn vị,Hoạt động,Số người dự,\n,,,\(first),\(second)\n"
          + "1/6/2024,Sông Đông,Đối thoại,20,50\n"
      ])
    }
    #expect(try table("Nữ", "Tổng số").value("people") == 50)
    #expect(try table("Tổng", "Nữ").value("people") == 20)
    #expect(try table("Tổng", "Nữ").said() == [])
    #expect(try table("Kế hoạch", "Thực hiện").said() == ["giaoban.yaml missing-column error"])
  }

  @Test("A second unit below the first in a table without a column for it is an error")
  func sections() throws {
    for heading in ["Đơn vị: Huyện Núi Tây,,", "HUYỆN NÚI TÂY,,"] {
      let small = try Small([
        "activities.csv":
          "Đơn vị: Huyện Sông Đông,,\nNgày,Hoạt động,Số người dự\n1/6/2024,Đối thoại,5\n"
          + "\(heading)\n2/6/2024,Đối thoại,7\n"
      ])
      #expect(try small.said() == ["activities.csv:4:1 unknown-unit error"])
    }
  }

  @Test(
    "A whole activity in one cell is a broken row, and no heading", arguments: [",", ";", "\t"])
  func unsplit(mark: String) throws {
    let whole = ["2/6/2024", "Núi Tây", "Bình Minh", "Đối thoại", "7"].joined(separator: mark)
    let small = try register(Self.row + "\"\(whole)\"\n")
    #expect(try small.intake().log.hasErrors)
  }

  @Test("Units of measure that differ within a column are not added up")
  func measures() throws {
    func said(_ cells: [String], header: String = "Số người dự") throws -> [String] {
      let rows = cells.enumerated().map {
        "\($0.offset + 1)/6/2024,Sông Đông,,x,\"\($0.element)\"\n"
      }
      let small = try Small(
        ["activities.csv": Small.header.replacing("Số người dự", with: header) + rows.joined()],
        settings: Small.settings.replacing("people: Số người dự", with: "people: \(header)"))
      return try small.said()
    }
    #expect(try said(["1,5 ha", "2 ha"]) == [])
    #expect(try said(["1,5 ha", "5000 m²"]) == ["activities.csv:3:5 bad-number error"])
    #expect(
      try said(["500 kg"], header: "Khối lượng (tấn)") == ["activities.csv:2:5 bad-number error"])
    #expect(try said(["5 tấn"], header: "Khối lượng (tấn)") == [])
    for scaled in ["5 trđ", "5 triệu", "2 trieu", "5 ty"] {
      #expect(try said([scaled]) == ["activities.csv:2:5 bad-number error"])
    }
  }

  @Test("Hidden columns that are read are said, in registers and in report tables")
  func hiddenColumns() throws {
    let small = try Small([:])
    let rows = sheet([
      ["Ngày", "Đơn vị", "Hoạt động", "Số người dự", "Ghi chú"],
      ["1/3/2024", "Núi Tây", "x", "#7", "a"],
    ])
    func book(_ hidden: String) -> Data {
      StoredZip.OddWorkbook(sheets: [("S", "<cols>\(hidden)</cols>" + rows)]).data
    }
    try small.add("activities.xlsx", book("<col min=\"4\" max=\"5\" hidden=\"1\"/>"))
    #expect(try small.said() == ["activities.xlsx:S hidden-columns warning"])
    #expect(try small.message(.hiddenColumns).contains("the hidden column D is read"))
    #expect(try small.value("people", 1) == 7)
    try small.add("activities.xlsx", book("<col min=\"1\" max=\"4\" width=\"9\"/>"))
    #expect(try small.said().isEmpty)
  }

  @Test("A roster without clusters is one; some rows without are an error")
  func withoutClusters() throws {
    let rows = ["activities.csv": Small.header + "1/3/2024,Núi Tây,,x,7\n"]
    for roster in [
      "unit,commune\nNúi Tây,\nSông Đông,\n", "cluster,unit,commune\n,Núi Tây,\n,Sông Đông,\n",
    ] {
      let small = try Small(rows, roster: roster)
      #expect(try small.value("people") == 7)
      #expect(try small.intake().book.roster.clusters.count == 1)
    }
    for roster in [
      "cluster,unit,commune\n,Núi Tây,\nC,Sông Đông,\n",
      "cluster,unit,commune\nC,Núi Tây,\n,Sông Đông,\n",
    ] {
      let small = try Small(rows, roster: roster)
      defer { small.folder.keep() }
      #expect(try Project(folder: small.folder.url).log.hasErrors)
    }
  }

  @Test("Struck-out text and raised marks of notes are no part of a number")
  func runs() throws {
    func value(_ runs: String) throws -> Double? {
      let cell = "<c r=\"REF\" t=\"inlineStr\"><is>\(runs)</is></c>"
      let small = try Small([:])
      try small.add(
        "activities.xlsx",
        StoredZip.OddWorkbook(
          sheets: [("S", sheet([registerHead, ["1/6/2024", "Sông Đông", "", "x", cell]]))]
        ).data)
      return try small.value("people")
    }
    let struck = "<r><rPr><strike/></rPr><t>50</t></r><r><t>80</t></r>"
    #expect(try value(struck) == 80)
    #expect(try value(struck.replacing("<strike/>", with: "<strike val=\"0\"/>")) == 5080)
    #expect(
      try value("<r><t>80</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>") == 80)
    // Behind a name it is a note, too, but not behind a unit of length.
    func unit(_ name: String) throws -> Double? {
      let raised = "<r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>"
      let cell =
        "<c r=\"REF\" t=\"inlineStr\"><is><r><t>\(name)</t></r>\(raised)</is></c>"
      let small = try Small([:])
      try small.add(
        "activities.xlsx",
        StoredZip.OddWorkbook(
          sheets: [("S", sheet([registerHead, ["1/6/2024", cell, "", "x", "#5"]]))]
        ).data)
      return try small.value("people")
    }
    #expect(try unit("Sông Đông") == 5)
    #expect(!SharedStrings.mayBeNoted(Array("diện tích km".utf8), 13))
  }

  @Test(
    "\"Chưa báo cáo\" over all columns of a unit is said of each, and so is \"Không phát sinh\"")
  func mergedWords() throws {
    let rows: [[String]] = [
      ["KẾT QUẢ NĂM 2024"], ["TT", "Đơn vị", "Cán bộ", "Tỷ lệ"], ["#1", "Sông Đông", "#5", "#6"],
      ["#2", "Núi Tây", "Chưa báo cáo", ""], ["#3", "Biển Nam", "Không phát sinh", ""],
    ]
    let small = try Small(
      [:],
      settings: "language: en\nindicators:\n  a: {name: Cán bộ, from: submissions}\n"
        + "  b: {name: Tỷ lệ, from: submissions}\n")
    let merges = "<mergeCells><mergeCell ref=\"C4:D4\"/><mergeCell ref=\"C5:D5\"/></mergeCells>"
    try small.add(
      "bieu.xlsx", StoredZip.OddWorkbook(sheets: [("S", sheet(rows, merges: merges))]).data)
    #expect(try small.value("b", 0) == 6)
    #expect(try small.value("b", 1) == nil)
    #expect(try small.value("b", 2) == 0)
  }

  @Test("A unit is known by its name in that of the file or in a title, and two of them are none")
  func mentions() throws {
    let rows = "Ngày,Hoạt động,Số người dự\n1/6/2024,Đối thoại,5\n"
    for name in ["Nui Tay.csv", "BC Núi Tây 6T 2024.csv", "H. Nui Tay quy 1.csv"] {
      #expect(try Small([name: rows]).value("people", 1) == 5, "\(name)")
    }
    let titles = [
      "UBND HUYỆN NÚI TÂY", "Đơn vị báo cáo: Huyện Núi Tây", "SỔ THEO DÕI - HUYỆN NÚI TÂY",
    ]
    for title in titles {
      #expect(try Small(["so.csv": "\(title),,\n" + rows]).value("people", 1) == 5, "\(title)")
    }
    let two = try Small(["Núi Tây và Sông Đông.csv": rows])
    #expect(try two.said() == ["Núi Tây và Sông Đông.csv unread-file warning"])
  }

  @Test("Dates of ranges that began in the month before, and of the lunar calendar")
  func dates() throws {
    let before = Period.month(6, year: 2024)
    let rows = "30-2/7/2024,Sông Đông,,x,1\n30/6-02/7/2024,Sông Đông,,x,2\n"
    #expect(try register(rows).value("people", in: before) == 3)
    let lunar = try register("15/5/2024 (âm lịch),Sông Đông,,x,1\n")
    #expect(try lunar.said() == ["activities.csv:2:1 bad-date error"])
  }

  @Test("Folders within the project, one row without a header, and other kinds of files are named")
  func named() throws {
    let small = try register(Self.row)
    let folder = small.folder.url.appending(path: "nui-tay")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data((Small.header + Self.row).utf8).write(to: folder.appending(path: "so.csv"))
    try small.add("so.csv", Data("2/6/2024,Núi Tây,Bình Minh,Đối thoại,7\n".utf8))
    try small.add("so.rar", Data("Rar!\u{1A}\u{7}".utf8))
    try small.add("so.pdf", Data("%PDF-1.4".utf8))
    try small.add("so.rtf", Data("{\\rtf1 }".utf8))
    try small.add("trong.csv", Data())
    let said = try small.said().map { $0.replacing(" unread-file warning", with: "") }
    #expect(said == ["nui-tay/", "so.csv", "so.pdf", "so.rar", "so.rtf", "trong.csv"])
  }

  @Test("A column that one register lacks is unknown for every indicator that is asked for at once")
  func sharedStanding() throws {
    let small = try Small([
      "a.csv": Small.header + Self.row, "b.csv": "Ngày,Đơn vị,Hoạt động\n3/6/2024,Núi Tây,x\n",
    ])
    let book = try small.intake().book
    let tallies = book.tallies(book.plan.indicators, for: .unit(1), in: Small.year)
    #expect(tallies.map(\.status) == [.complete, .missing])
  }
}

@Suite("Reported numbers as offices send them")
struct ReportedHabitTests {
  private static let settings = """
    language: en
    indicators:
      staff: {from: submissions}
      share: {from: submissions, unit_of_measure: "%"}
    """
  private let half = Period.half(1, year: 2024)

  private func small(_ rows: String, header: String = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu") throws -> Small
  {
    try Small(["submissions.csv": header + "\n" + rows], settings: Self.settings)
  }

  @Test("Percentages of several units make their mean, and 45 of 50 is 90 %")
  func rates() throws {
    let rows =
      "2024-H1,Sông Đông,share,\"62,5\"\n2024-H1,Núi Tây,share,50%\n2024-H1,Biển Nam,share,45/50\n"
    #expect(try small(rows).value("share", in: half) == 67.5)
    #expect(try small(rows).value("share", 2, in: half) == 90)
  }

  @Test(
    "What stands in a column of corrections is a mark, a denial, or a number in the wrong place")
  func corrections() throws {
    func said(_ mark: String) throws -> [String] {
      let rows = "2024-H1,Sông Đông,staff,7,\(mark)\n2024-H1,Sông Đông,staff,9,\n"
      return try small(rows, header: "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Đính chính").intake(half).log.all
        .map(\.code.rawValue)
    }
    for mark in ["x", "đã sửa"] { #expect(try said(mark) == []) }
    for denial in ["không", "0", "-"] { #expect(try said(denial) == ["contradicting-numbers"]) }
    for number in ["9", "Đính chính: 9"] { #expect(try said(number) == ["bad-number"]) }
  }

  @Test("A merged period and a merged unit are those of all their rows")
  func merged() throws {
    let rows: [[String]] = [
      ["Kỳ", "Đơn vị", "Chỉ tiêu", "Số liệu"], ["2024-H1", "Sông Đông", "staff", "#7"],
      ["", "", "share", "#50"],
    ]
    let small = try Small([:], settings: Self.settings)
    let merges = "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/></mergeCells>"
    try small.add(
      "submissions.xlsx", StoredZip.OddWorkbook(sheets: [("S", sheet(rows, merges: merges))]).data)
    #expect(try small.value("share", 0, in: half) == 50)
  }

  @Test("A value that is not there leaves nothing out")
  func absent() throws {
    let empty = try small("2024-H1,Sông Đông,staff,\n2024-H1,Núi Tây,staff,3\n").intake(half)
    #expect(empty.leftOut.isEmpty && empty.log.all.map(\.code) == [.missingValue])
  }

  @Test(
    "Zeros of registers that a unit did not send are said, also where no unit has sent any")
  func zeros() throws {
    let settings = Self.settings + "\n  n: {count: activities}"
    for rows in [
      "", "2/6/2024,Sông Đông,,x,5\n", "2/6/2024,Sông Đông,,x,5\n3/6/2024,Núi Tây,,x,5\n",
    ] {
      let mixed = try Small(
        [
          "activities.csv": Small.header + rows,
          "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Núi Tây,staff,3\n",
        ], settings: settings)
      let codes = try mixed.intake(half).log.all.map(\.code).filter { $0 != .noRecords }
      #expect(codes == (rows.contains("Núi Tây") ? [] : [.noActivities]))
    }
  }
}

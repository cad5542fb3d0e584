import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Columns, texts and cells of registers")
struct RegisterCellTests {
  @Test("A column that one register lacks makes its numbers unknown, and not zero")
  func missingColumn() throws {
    let small = try Small([
      "a.csv": Small.header + "1/6/2024,Sông Đông,An Bình,Đối thoại,10\n",
      "b.csv":
        "Ngày,Đơn vị,Xã,Hoạt động,Số người tham dự\n1/6/2024,Núi Tây,Bình Minh,Đối thoại,500\n",
    ])
    #expect(try small.value("people", 0) == 10)
    #expect(try small.value("people", 1) == nil)
    #expect(try small.status("people", 1) == .missing)
    #expect(try small.status("n", 1) == .complete)
    #expect(try small.said() == ["b.csv:1 missing-column warning"])
    #expect(try small.message(.missingColumn).contains("did you mean \"Số người tham dự\"?"))
  }

  @Test(
    "A register without communes leaves those of its units unknown, but for units that have none")
  func missingCommunes() throws {
    let settings = "language: en\nindicators: {communes: {distinct: commune}}\n"
    let small = try Small(
      [
        "a.csv": "Ngày,Đơn vị,Xã,Hoạt động\n1/6/2024,Sông Đông,An Bình,x\n",
        "b.csv": "Ngày,Đơn vị,Địa điểm,Hoạt động\n1/6/2024,Núi Tây,Bình Minh,x\n",
        "c.csv": "Ngày,Đơn vị,Hoạt động\n1/6/2024,Biển Nam,x\n",
      ], settings: settings)
    #expect(try small.value("communes", 0) == 1)
    #expect(try small.value("communes", 1) == nil)
    #expect(try small.said() == ["b.csv:1 missing-column warning"])
  }

  @Test(
    "A condition on a column that a register lacks leaves what it decides unknown, and nothing else"
  )
  func missingCondition() throws {
    let settings = """
      language: en
      columns: {field: Lĩnh vực}
      indicators:
        all: {count: activities}
        economy: {count: activities, where: {field: kinh tế, activity: mô hình}}
      """
    let small = try Small(
      [
        "a.csv": "Ngày,Đơn vị,Hoạt động,Lĩnh vực\n1/6/2024,Sông Đông,mô hình,kinh tế\n",
        "b.csv": "Ngày,Đơn vị,Hoạt động\n1/6/2024,Núi Tây,mô hình\n2/6/2024,Biển Nam,họp\n",
      ], settings: settings)
    #expect(try small.value("economy", 1) == nil)
    #expect(try small.value("economy", 2) == 0, "a meeting is no model, whatever its field")
    #expect(try small.value("all", 1) == 1)
  }

  @Test("Texts that no condition counts are listed with their rows and the nearest that is counted")
  func uncounted() throws {
    let settings = """
      language: en
      indicators:
        talks: {count: activities, where: {activity: đối thoại}}
        visits: {count: activities, where: {activity: {starts: tiếp}}}
        all: {count: activities}
      """
    let texts = [
      "Đối thoại", "Đối thoai", "Doi thoai", "Đối thoại (lần 2)", "Tiếp dân", "tiếp công dân",
      "Họp", "Họp", "họp",
    ]
    let small = try Small(
      [
        "activities.csv": "Ngày,Đơn vị,Hoạt động\n"
          + texts.enumerated().map { "\($0 + 1)/6/2024,Sông Đông,\($1)\n" }.joined()
      ], settings: settings)
    let found = try small.intake().log.all.filter { $0.code == .uncountedText }
    #expect(found.map { $0.place.row } == [3, 4, 5, 8])
    #expect(found.allSatisfy { $0.place.column == 3 && $0.severity == .warning })
    #expect(
      found.prefix(3).allSatisfy { $0.message.english.hasSuffix("did you mean \"đối thoại\"?") })
    #expect(found[3].message.english.contains("\"Họp\" (3 rows)"))
  }

  @Test(
    "The decimal mark of a column is found from all its cells, wherever the proof stands",
    arguments: [
      (["0.125", "1.25", "1.250"], 2.625), (["1.250", "1.250", "0.5"], 3),
      (["1.250", "2.000"], 3250),
      (["1,250", "1,234,567"], 1_235_817), (["1.250", "0,5"], 1250.5), (["3.5 ha", "1.250"], 4.75),
    ] as [([String], Double)])
  func decimalMarks(cells: [String], expected: Double) throws {
    let rows = cells.enumerated().map { "\($0 + 1)/6/2024,Sông Đông,An Bình,x,\"\($1)\"\n" }
    #expect(try Small(["a.csv": Small.header + rows.joined()]).value("people") == expected)
  }

  @Test("Proof of a mark far down a long register is found, too, on any number of cores")
  func lateProof() throws {
    let rows = (0..<30_000).map { "\(1 + $0 % 28)/6/2024,Sông Đông,An Bình,x,\"1.250\"\n" }
    let small = try Small(["a.csv": Small.header + rows.joined() + "1/7/2024,Sông Đông,,x,0.5\n"])
    #expect(try small.value("people") == 30_000 * 1.25 + 0.5)
  }

  @Test("Where both marks are proven, what could be either is an error")
  func bothMarks() throws {
    let rows = ["0.5", "0,5", "1.250"].enumerated().map {
      "\($0 + 1)/6/2024,Sông Đông,,x,\"\($1)\"\n"
    }
    #expect(
      try Small(["a.csv": Small.header + rows.joined()]).said() == [
        "a.csv:4:5 ambiguous-number error"
      ])
  }

  @Test("Month before day throughout is read so, and said once; a single one is an error")
  func monthFirst() throws {
    func small(_ dates: [String]) throws -> Small {
      try Small(["a.csv": Small.header + dates.map { "\($0),Sông Đông,,x,1\n" }.joined()])
    }
    let american = try small(["6/13/2024", "6/5/2024", "7/4/2024"])
    #expect(try american.said() == ["a.csv:A exchanged-dates warning"])
    #expect(try american.value("n", in: .month(6, year: 2024)) == 2)
    #expect(try american.value("n", in: .month(7, year: 2024)) == 1)
    #expect(try small(["6/13/2024", "13/6/2024"]).said() == ["a.csv:2:1 bad-date error"])
  }

  @Test("Days and months that an American Excel exchanged are read as they were typed")
  func exchanged() throws {
    var book = StoredZip.OddWorkbook(
      sheets: [
        (
          "Sổ",
          // 3/6, 5/6 and 8/6/2024 became 6 March, 6 May and 6 August; 13/6 stayed text.
          sheet([
            registerHead, ["#45357@1", "Sông Đông", "", "x", "#1"],
            ["#45418@1", "Sông Đông", "", "x", "#1"],
            ["#45510@1", "Sông Đông", "", "x", "#1"], ["13/6/2024", "Sông Đông", "", "x", "#1"],
          ])
        )
      ])
    book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
    let small = try Small([:])
    try small.add("activities.xlsx", book.data)
    #expect(try small.value("n", in: .month(6, year: 2024)) == 4)
    #expect(try small.said() == ["activities.xlsx:Sổ:A exchanged-dates warning"])
  }

  @Test("A percentage is what its cell shows; dates, times, TRUE and errors are no numbers")
  func kindsOfCells() throws {
    func said(_ cell: String) throws -> (value: Double?, message: String?) {
      var book = StoredZip.OddWorkbook(
        sheets: [("S", sheet([registerHead, ["1/6/2024", "Sông Đông", "", "x", cell]]))])
      book.styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0,,\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/>"
        + "<xf numFmtId=\"164\"/></cellXfs>"
      let small = try Small([:])
      try small.add("activities.xlsx", book.data)
      return (try small.value("people"), try small.intake().log.all.first?.message.english)
    }
    #expect(try said("#0.85@1").value == 85)
    #expect(try said("85%").value == 85)
    #expect(try said("#0.425@1").value == 42.5)
    // Shown as 1,250, in millions.
    #expect(try said("#1250400000@4").value == 1250.4)
    #expect(try said("#45424@2").message?.contains("holds the date 2024-05-12") == true)
    #expect(try said("#0.5@3").message?.contains("holds the time 12:00") == true)
    #expect(try said("<c r=\"REF\" t=\"b\"><v>1</v></c>").message?.contains("TRUE") == true)
    #expect(
      try said("<c r=\"REF\" t=\"e\"><v>#DIV/0!</v></c>").message?.contains("#DIV/0!") == true)
  }

  @Test("Signs of the yearbooks and units of measure within a register")
  func signs() throws {
    let cells = ["-", "x", "…", "50 người", "khoảng 30", "12 345"]
    let rows = cells.enumerated().map { "\($0 + 1)/6/2024,Sông Đông,,x,\($1)\n" }
    let small = try Small(["a.csv": Small.header + rows.joined()])
    #expect(try small.value("people") == 12_425)
    #expect(try small.said() == ["a.csv:6:5 approximate-number warning"])
  }

  @Test("The sheet as an office keeps it: letter head, column numbers, groups, totals, signatures")
  func officialSheet() throws {
    let rows: [[String]] = [
      ["UBND HUYỆN SÔNG ĐÔNG"], ["SỔ THEO DÕI NĂM 2024"], ["TT"] + registerHead,
      ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
      ["I", "Quý I"], ["1", "1/2/2024", "Sông Đông", "An Bình", "x", "#10"],
      ["", "Cộng quý I", "", "", "", "#10"],
      ["II", "Quý II"], ["1", "1/5/2024", "Sông Đông", "An Hòa", "x", "#20"],
      ["", "Tổng cộng", "", "", "", "#30"],
      ["", "", "", "", "Sông Đông, ngày 30 tháng 6 năm 2024"],
      ["", "NGƯỜI LẬP BIỂU", "", "", "THỦ TRƯỞNG ĐƠN VỊ"],
      ["", "(Ký, ghi rõ họ tên)", "", "", "(Ký, đóng dấu)"],
      ["", "Nguyễn Văn A", "", "", "Trần Thị B"],
    ]
    let small = try Small([:])
    try small.add("activities.xlsx", StoredZip.OddWorkbook(sheets: [("S", sheet(rows))]).data)
    let intake = try small.intake()
    #expect(!intake.log.hasErrors, "\(intake.log.all.map { $0.line(in: .english) })")
    #expect(try small.value("people") == 30)
    #expect(try small.value("n") == 2)
    #expect(intake.files.first.map { [$0.rows, $0.totals, $0.passed] } == [2, 2, 7])
  }

  @Test("Merged cells belong to all their rows, and a second header row to the first")
  func merged() throws {
    let rows: [[String]] = [
      ["Ngày", "Đơn vị", "Xã", "Hoạt động", "Số người dự", "Ý kiến", ""],
      ["", "", "", "", "", "nêu ra", "đã giải quyết"],
      ["1/6/2024", "Sông Đông", "An Bình", "x", "#1", "#4", "#3"],
      ["", "", "An Hòa", "x", "#2", "#6", "#5"],
      ["2/6/2024", "Núi Tây", "Bình Minh", "x", "#4", "#1", "#1"],
    ]
    let settings =
      Small.settings.replacing("resolved: Đã giải quyết", with: "resolved: Ý kiến đã giải quyết")
      + "\n  rate: {ratio: [resolved, raised]}\n"
    let merges =
      "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"F1:G1\"/><mergeCell ref=\"A3:A4\"/>"
      + "<mergeCell ref=\"B3:B4\"/></mergeCells>"
    let small = try Small([:], settings: settings)
    try small.add(
      "activities.xlsx", StoredZip.OddWorkbook(sheets: [("S", sheet(rows, merges: merges))]).data)
    let lines = try small.lines()
    #expect(lines == [])
    #expect(try small.value("people", 0) == 3)
    #expect(try small.value("rate", 0) == 80)
  }

  @Test("Of two columns a percentage takes only the rows that state both")
  func ratios() throws {
    let settings = Small.settings + "\n  rate: {ratio: [resolved, raised]}\n"
    let header = "Ngày,Đơn vị,Hoạt động,Số người dự,Ý kiến nêu ra,Đã giải quyết\n"
    let rows = "1/6/2024,Sông Đông,x,1,10,9\n2/6/2024,Sông Đông,x,1,4,\n3/6/2024,Sông Đông,x,1,,4\n"
    #expect(try Small(["a.csv": header + rows], settings: settings).value("rate") == 90)
  }

  @Test("A row longer than the header is broken, unless all are")
  func longRows() throws {
    let rows = (1...4).map { "\($0)/6/2024,Sông Đông,An Bình,x,1" }
    let all = try Small(["a.csv": Small.header + rows.map { $0 + ",\n" }.joined()])
    #expect(try all.said().isEmpty)
    #expect(try all.value("people") == 4)
    let one = try Small(["a.csv": Small.header + rows.joined(separator: "\n") + ",\n"])
    #expect(try one.said() == ["a.csv:5:6 too-many-fields error"])
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import ProjectDiscovery

@testable import Findings
@testable import Intake
@testable import OfficeWords

@Suite("Cells, files and rows that were read wrongly without a word")
struct SilentFaultTests {
  private func small(_ rows: String, _ more: [String: String] = [:]) throws -> Small {
    try Small(["activities.csv": Small.header + rows].merging(more) { $1 })
  }

  private func codes(_ small: Small) throws -> [Finding.Code] {
    try small.intake(Small.year).log.all.map(\.code)
  }

  // MARK: Numbers

  @Test("One decimal that dropped its zeros does not make units of thousands without a word")
  func zerosKept() throws {
    let rows =
      "1/3/2024,Huyện Biển Nam,,Họp,1.250\n2/3/2024,Huyện Biển Nam,,Họp,2.400\n"
      + "3/3/2024,Huyện Biển Nam,,Họp,12.5\n"
    #expect(try codes(small(rows)).filter { $0 == .ambiguousNumber }.count == 2)
    // Whoever writes three decimals writes them all.
    let exact =
      "1/3/2024,Huyện Biển Nam,,Họp,1.250\n2/3/2024,Huyện Biển Nam,,Họp,0.125\n"
    #expect(try codes(small(exact)) == [])
    #expect(try small(exact).value("people") == 1.375)
  }

  @Test(
    "Percentages in a column that is added up are said once; in one of a mean they are what is meant"
  )
  func percentages() throws {
    let rows =
      "1/3/2024,Huyện Biển Nam,,Họp,85%\n2/3/2024,Huyện Biển Nam,,Họp,15\n"
      + "3/3/2024,Huyện Biển Nam,,Họp,20%\n"
    #expect(try codes(small(rows)) == [.badNumber])
    let mean = try Small(
      ["activities.csv": Small.header + rows],
      settings: """
        language: en
        columns: {people: Số người dự}
        indicators:
          share: {mean: people}
        """)
    #expect(try mean.intake().log.all.map(\.code) == [])
  }

  @Test(
    "A unit whose numbers are all mistyped is one, and is said; so is one that the roster lacks")
  func mistypedRows() throws {
    let table = """
      Kết quả 6 tháng đầu năm 2026,,
      Đơn vị,Hồ sơ tiếp nhận,Cuộc kiểm tra
      Xã An Bình,45,40
      Xã Bình Minh,12O,3OO
      Xã Đông Hà,hai,ba
      """
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try folder.write("b.csv", Data(table.utf8))
    var discovery = TableDiscovery()
    discovery.read(filesAt: [(folder.url.appending(path: "b.csv").path, "b.csv")])
    #expect(discovery.proposal.units.map(\.name) == ["Xã An Bình", "Xã Bình Minh", "Xã Đông Hà"])
    let small = try Small(
      ["b.csv": table],
      settings:
        "indicators:\n  a: {name: Hồ sơ tiếp nhận, from: submissions}\n  b: {name: Cuộc kiểm tra, from: submissions}\n",
      roster: "cluster,unit\nC,Xã An Bình\n")
    #expect(try small.intake(.half(1, year: 2026)).log.all.count { $0.code == .unknownUnit } == 2)
  }

  @Test(
    "Small numbers below Email are counted, and telephone numbers are not; cumulative numbers of two years are of both"
  )
  func contacts() throws {
    func codes(_ first: String, _ second: String) throws -> [Finding.Code] {
      try Small(
        [
          "c.csv":
            "Kết quả 6 tháng đầu năm 2026,,\nĐơn vị,Hội nghị,Email\nXã An Bình,5,\(first)\nXã An Phú,6,\(second)\n"
        ],
        settings: "indicators:\n  a: {name: Hội nghị, from: submissions, over_time: sum}\n",
        roster: "cluster,unit\nC,Xã An Bình\nC,Xã An Phú\n"
      ).intake(.half(1, year: 2026)).log.all.map(\.code)
    }
    #expect(try codes("40", "55") == [.unknownIndicator], "named, and not passed over")
    #expect(try codes("0912345678", "0987654321") == [])
    let small = try Small(
      ["b.csv": "Kết quả tháng 6 năm 2026,,\nĐơn vị,Lũy kế 2026,Lũy kế 2025\nXã An Bình,18,15\n"],
      settings:
        "indicators:\n  a: {name: Hội nghị, from: submissions, over_time: sum}\nsources:\n  tables: [{files: b.csv, indicator: a}]\n",
      roster: "cluster,unit\nC,Xã An Bình\n")
    let numbers = try small.intake(.half(1, year: 2026)).tables.flatMap(\.numbers).map {
      "\($0.period.name) \($0.figure) \($0.value ?? -1)"
    }
    #expect(numbers == ["2026-M06 cumulative 18.0", "2025-M06 cumulative 15.0"])
  }

  @Test(
    "A last row that is the sum of all others is none of them, whatever it is called; an office is one, whatever it has"
  )
  func unnamedTotals() throws {
    func units(_ last: String, _ numbers: String) throws -> [String] {
      let folder = try TemporaryFolder()
      defer { folder.keep() }
      let table =
        "6 tháng đầu năm 2026,,\nĐơn vị,Hội nghị,Hồ sơ\nHậu Lộc,12,40\nNga Sơn,20,35\nHà Trung,9,51\n\(last),\(numbers)\n"
      try folder.write("b.csv", Data(table.utf8))
      var discovery = TableDiscovery()
      discovery.read(filesAt: [(folder.url.appending(path: "b.csv").path, "b.csv")])
      return discovery.proposal.units.map(\.name)
    }
    let three = ["Hậu Lộc", "Nga Sơn", "Hà Trung"]
    #expect(try units("Toàn vùng dự án", "41,126") == three)
    #expect(try units("Everyone", "41,126") == three)
    #expect(try units("Vĩnh Lộc", "41,120") == three + ["Vĩnh Lộc"])
    #expect(try units("Huyện Vĩnh Lộc", "41,126") == three + ["Huyện Vĩnh Lộc"])
  }

  @Test("Plans and results of a quarter say when, and name no indicator of their own")
  func quarters() throws {
    let table = """
      Kết quả năm 2026,,,,
      TT,Chỉ tiêu,Kế hoạch quý I,Thực hiện quý I,Kế hoạch quý II
      1,Hồ sơ tiếp nhận,45,40,50
      """
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try folder.write("Xã An Bình.csv", Data(table.utf8))
    var discovery = TableDiscovery()
    discovery.read(filesAt: [(folder.url.appending(path: "Xã An Bình.csv").path, "Xã An Bình.csv")])
    #expect(discovery.proposal.indicators.map(\.name) == ["Hồ sơ tiếp nhận"])
  }

  // MARK: Dates

  @Test(
    "A date that was damaged is no other date",
    arguments: [
      "l6/6/2024", "I4/6/2024", "O4/6/2024", "1 6/6/2024", "16/6/20 24", "1/2/3/2024",
    ])
  func damaged(date: String) throws {
    let project = try small("\(date),Huyện Biển Nam,,Họp,5\n")
    #expect(throws: Never.self) { try Project(folder: project.folder.url) }
    #expect(DateCell.parse(ArraySlice(date.utf8)) == nil)
    #expect(LooseDate.read(date) == nil)
  }

  @Test("What is a date beside words stays one")
  func beside() {
    for text in [
      "ngày 16/6/2024", "ngày16/6/2024", "Sáng 16/6/2024", "T6, 16/6/2024", "Thứ 6 16/6/2024",
    ] {
      #expect(LooseDate.read(text)?.day == Day(year: 2024, month: 6, day: 16), "\(text)")
    }
    #expect(LooseDate.read("15-16/6/2024")?.day == Day(year: 2024, month: 6, day: 15))
    #expect(LooseDate.read("28/5-2/6/2024")?.day == Day(year: 2024, month: 5, day: 28))
    #expect(
      DateCell.parse(ArraySlice("16/6/2024 08:30".utf8)) == Day(year: 2024, month: 6, day: 16))
  }

  @Test("Two figures for the year: a day first, unless the year could only be first")
  func shortYears() {
    let now = Today.day.components.year
    func read(_ text: String) -> Day? { DateCell.parse(ArraySlice(text.utf8)) }
    let short = now % 100
    #expect(read("5/3/\(short)") == Day(year: now, month: 3, day: 5))
    // 22-03-10 would be a day of 2010, or one of 2022.
    #expect(read("\(short - 2)-03-10") == nil)
    // Archives have other years, which no year first would explain.
    #expect(read("5/3/12") == Day(year: 2012, month: 3, day: 5))
  }

  @Test("Days in two half-years, quarters or months are said, those of one month are not")
  func straddling() throws {
    let both = try small("30/6-1/7/2024,Huyện Biển Nam,,Họp,5\n")
    #expect(try codes(both) == [.vagueDate])
    #expect(try codes(small("29/6/2024; 2/7/2024,Huyện Biển Nam,,Họp,5\n")) == [.vagueDate])
    #expect(try codes(small("30/3 đến 2/4/2024,Huyện Biển Nam,,Họp,5\n")) == [.vagueDate])
    #expect(try codes(small("30/4-2/5/2024,Huyện Biển Nam,,Họp,5\n")) == [.vagueDate])
    #expect(try codes(small("29/4-30/4/2024,Huyện Biển Nam,,Họp,5\n")) == [])
    #expect(try codes(small("28/6-30/6/2024,Huyện Biển Nam,,Họp,5\n")) == [])
  }

  @Test("A row that names a quarter counts in no month of it, and each of them says so")
  func quarterAlone() throws {
    let project = try small("Quý II/2024,Huyện Biển Nam,,Họp,5\n")
    func left(_ period: Period) throws -> Int {
      try project.intake(period).book.accumulated.straddlingCount(inPeriod: 0)
    }
    for month in 4...6 { #expect(try left(.month(month, year: 2024)) == 1, "\(month)") }
    #expect(try left(.month(7, year: 2024)) == 0)
    #expect(try left(.quarter(2, year: 2024)) == 0)
  }

  // MARK: Rows

  @Test("A commune alone in a row is no title")
  func communeAlone() throws {
    let project = try small(
      "1/3/2024,Huyện Sông Đông,Xã An Bình,Họp,5\n,,Xã An Hòa,,\n1/3/2024,Huyện Núi Tây,,Họp,2\n")
    #expect(try codes(project).contains(.missingValue))
  }

  @Test("Rows above the header that an acceptance leaves out are counted among what is left out")
  func aboveHeader() throws {
    let project = try Small(
      [
        "activities.csv": "1/3/2024,Huyện Biển Nam,,Họp,5\n" + Small.header
          + "2/3/2024,Huyện Biển Nam,,Họp,7\n"
      ],
      settings: Small.settings + "\naccept:\n  - {finding: rows-above-header, reason: x}\n")
    let intake = try project.intake()
    #expect(intake.leftOut.rows == 1)
  }

  // MARK: Files

  @Test("Tables under names that do not end as tables do are named, other files are not")
  func names() throws {
    let table = "Ngày,Đơn vị,Hoạt động\n1/3/2024,Huyện Biển Nam,Họp\n"
    let project = try small(
      "1/3/2024,Huyện Biển Nam,,Họp,5\n",
      [
        "So H. Binh": table, "so.xlsx.1": table, "activities.csv.bak": table,
        "ghi chu.md": table, "note": "Một dòng, hai phẩy\nmột dòng khác\n", "run.sh": table,
      ])
    let unread = try project.intake().log.all.filter { $0.code == .unreadFile }.map(\.place.file)
    #expect(unread == ["So H. Binh", "activities.csv.bak", "so.xlsx.1"])
  }

  @Test("Folders with tables are named however deep they lie, also within a folder of sources")
  func folders() throws {
    let table = "Ngày,Đơn vị,Hoạt động\n1/3/2024,Huyện Biển Nam,Họp\n"
    let project = try small("1/3/2024,Huyện Biển Nam,,Họp,5\n")
    let manager = FileManager.default
    for folder in ["2024/Quy 1", "so/sub", "ket-qua/2024-H1"] {
      try manager.createDirectory(
        at: project.folder.url.appending(path: folder), withIntermediateDirectories: true)
    }
    try project.folder.write("2024/Quy 1/b.csv", table)
    try project.folder.write("so/a.csv", table)
    try project.folder.write("so/sub/b.xls", table)
    // A pack is none.
    try project.folder.write("ket-qua/2024-H1/tallies.csv", table)
    try project.folder.write("ket-qua/2024-H1/manifest.json", "{}")
    func unread() throws -> [String] {
      try project.intake().log.all.filter { $0.code == .unreadFile }.map(\.place.file)
    }
    #expect(try unread() == ["2024/", "so/"])
    try project.folder.write("giaoban.yaml", Small.settings + "\nsources: {activities: [so]}\n")
    #expect(try unread().contains("so/sub/"))
  }

  @Test("Of two registers the one that holds less can be deleted")
  func subset() throws {
    let rows = (1...6).map { "\($0)/3/2024,Huyện Biển Nam,,Họp,\($0)\n" }
    let project = try small(
      rows.joined(), ["b.csv": Small.header + rows.prefix(3).joined()])
    let finding = try #require(
      project.intake().log.all.first { $0.code == .sameRegister })
    #expect(
      finding.message.english.contains("b.csv, for activities.csv has others"),
      "\(finding.message.english)")
  }

  // MARK: Periods, conditions, places

  @Test("A number of a period that has not begun is said")
  func notBegun() throws {
    let year = Today.day.components.year + 5
    let project = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n\(year)-H1,Huyện Biển Nam,v,5\n2024-H1,Huyện Biển Nam,v,5\n"
      ],
      settings: "language: en\nindicators:\n  v: {from: submissions}\n")
    let said = try project.intake(.half(1, year: 2024)).log.all.filter { $0.code == .futureDate }
    #expect(said.map(\.place.row) == [2])
  }

  @Test("Expressions see what names do not differ by: tones, dashes and dots")
  func expressions() throws {
    func fits(_ expression: String, _ text: String) throws -> Bool {
      try TextMatcher(TextPattern(.matches, [expression])).fits(text)
    }
    #expect(try fits("quý.*", "Qúy I"))
    #expect(try fits("văn hóa", "Văn hoá."))
    #expect(try fits("văn hóa - xã hội", "Văn hóa – xã hội"))
    #expect(try fits("h.p", "Họp") && fits("thuỷ lợi", "Thủy lợi") && fits("giá.*", "Gía vàng"))
    #expect(try fits("hoàn thành", "Hoàn thành") && fits("người", "Nguời") == false)
    #expect(try fits("khoẻ mạnh", "Khỏe mạnh") && fits("ước.*", "Uớc tính") == false)
  }

  @Test("A table with several numbers for one unit says so at its first row, each time it is read")
  func stablePlace() throws {
    let project = try Small(
      [
        "bieu.csv":
          "Báo cáo năm 2024,,\nĐơn vị,Hồ sơ,Hồ sơ\nHuyện Sông Đông,1,2\nHuyện Núi Tây,3,4\n"
          + "Huyện Biển Nam,5,6\n"
      ], settings: "language: en\nindicators:\n  v: {name: Hồ sơ, from: submissions}\n")
    for _ in 0..<4 {
      let finding = try #require(
        project.intake().log.all.first { $0.code == .contradictingNumbers })
      #expect(finding.place.row == 3)
    }
  }
}

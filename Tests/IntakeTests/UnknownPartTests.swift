import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Parts of numbers that nobody has stated are not zero")
struct UnknownPartTests {
  private static let settings = """
    language: en
    columns: {field: Lĩnh vực}
    indicators:
      n: {count: activities}
      files: {from: submissions, over_time: sum}
      both: {compute: n + files}
      pct: {name: Tỷ lệ hài lòng, from: submissions, unit_of_measure: "%"}
    """

  private func small(_ files: [String: String]) throws -> Small {
    try Small(files, settings: UnknownPartTests.settings)
  }

  @Test("What a unit reports itself is not parted among its communes")
  func communes() throws {
    let project = try small([
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024,Sông Đông,files,70\n",
      "activities.csv": Small.header + "1/3/2024,Huyện Sông Đông,An Bình,Họp,\n",
    ])
    let book = try Project(folder: project.folder.url).tally([Small.year], place: .commune).book
    func tally(_ id: String) throws -> Tally {
      let indicator = try #require(book.plan.indicator(withID: id))
      return book.tally(indicator, for: .commune(0), in: Small.year)
    }
    #expect(try tally("files").status == .notApplicable)
    #expect(try tally("both").status == .notApplicable)
    #expect(try tally("n").value == 1)
  }

  @Test("Of a table without the column that numbers are divided by, no part is known")
  func withoutColumn() throws {
    let project = try small([
      "activities-a.csv": "Ngày,Đơn vị,Hoạt động,Lĩnh vực\n1/3/2024,Huyện Sông Đông,Họp,Kinh tế\n",
      "activities-b.csv": "Ngày,Đơn vị,Hoạt động\n1/3/2024,Huyện Núi Tây,Họp\n",
    ])
    let opened = try Project(folder: project.folder.url)
    let book = try opened.tally([Small.year], column: "field").book
    let count = try #require(book.plan.indicator(withID: "n"))
    func part(_ text: String, _ unit: Int) throws -> Tally {
      let slice = try #require(book.slices.first { $0.text == text })
      return book.restricted(to: slice).tally(count, for: .unit(unit), in: Small.year)
    }
    #expect(try part("Kinh tế", 0).value == 1)
    #expect(try part("Kinh tế", 1).status == .missing)
    // An activity without the column is none with an empty cell.
    #expect(try part("", 1).status == .missing)
    #expect(book.tally(count, for: .unit(1), in: Small.year).value == 1)
  }

  @Test("A percentage may be stated as a fraction")
  func fractions() throws {
    func value(_ text: String) throws -> Double? {
      try small([
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024,Sông Đông,Tỷ lệ hài lòng,\(text)\n"
      ]).value("pct", 0)
    }
    #expect(try value("85/193") == 44.0415)
    #expect(try value("2/3") == 66.6667)
    #expect(try value("1/2") == 50)
  }

  @Test(
    "Percentages over 100 are asked about, but for those of growth and plans",
    arguments: [
      ("Tỷ lệ hài lòng", 1), ("Tốc độ tăng thu", 0), ("Tỷ lệ thực hiện so với kế hoạch", 0),
      ("Tỷ lệ hồ sơ đúng hạn", 1),
    ])
  func over(name: String, count: Int) throws {
    let settings = """
      language: en
      indicators: {pct: {name: "\(name)", from: submissions, unit_of_measure: "%"}}
      """
    func found(_ value: Int) throws -> Int {
      let project = try Small(
        [
          "submissions.csv":
            "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024,Sông Đông,\(name),\(value)\n"
        ], settings: settings)
      return try project.intake().log.all.count { $0.code == .partAboveWhole }
    }
    #expect(try found(120) == count)
    #expect(try found(100) == 0)
  }

  @Test("A month that brings ten times what others did is asked about in cumulative numbers, too")
  func cumulative() throws {
    let rows = zip(1..., [100, 210, 300, 420, 1420]).map { "2024-M0\($0),Sông Đông,files,\($1)\n" }
    let project = try small(["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Lũy kế\n" + rows.joined()])
    let found = try project.intake().log.all.filter { $0.code == .farFromOthers }
    #expect(found.map(\.place.row) == [6])
  }
}

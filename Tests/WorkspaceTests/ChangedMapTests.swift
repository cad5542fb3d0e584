import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// What is right was counted by hand from the rows.
@Suite("Numbers where the map changes within the period that they are of")
struct ChangedMapTests {
  private func with<Result>(
    _ files: [String: String], _ body: (OpenProject) throws -> Result
  ) throws -> Result {
    let folder = try TemporaryFolder(files)
    defer { folder.keep() }
    return try body(OpenProject(folder: folder.url, language: .english))
  }

  /// By unit the value of an indicator in the first half of 2024; nothing where it has none.
  private func values(_ files: [String: String], _ id: String) throws -> [String: Double] {
    try with(files) { work in
      let period = Period.half(1, year: 2024)
      let book = try work.intake([period]) { _ in }.book.comparable([period])
      let indicator = try #require(work.definition.indicator(withID: id))
      return Dictionary(
        uniqueKeysWithValues: book.units(of: .all, in: period).compactMap { unit in
          book.tally(indicator, for: .unit(unit), in: period).value.map {
            (book.roster.units[unit].name, $0)
          }
        })
    }
  }

  private static let moved = """
    Cụm,Đơn vị,"Xã, phường, thị trấn",Từ ngày,Đến ngày,Sáp nhập vào
    Cụm 1,Huyện A,Xã Tân,,,
    Cụm 1,Huyện A,Xã Một,,30/4/2024,Huyện B
    Cụm 1,Huyện B,Xã Hai,,,
    Cụm 1,Huyện B,Xã Một,1/5/2024,,
    Cụm 1,Huyện C,Xã Ba,,,
    """

  @Test("A commune that moves brings no report of the unit that it leaves")
  func silent() throws {
    let found = try values(
      [
        "giaoban.yaml": "indicators:\n  s: {name: Đơn thư, from: submissions, over_time: last}\n",
        "roster.csv": Self.moved,
        "so-lieu.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Huyện A,s,50\n2024-H1,Huyện C,s,20\n",
      ], "s")
    #expect(found == ["Huyện A": 50, "Huyện C": 20], "nothing of B, and no zero")
  }

  @Test(
    "Rows of a unit that is not asked count for nothing, also where one that was became part of it")
  func notAsked() throws {
    let rows = """
      date,unit,commune,activity,participants
      2024-02-05,Huyện A,Xã Tân,đối thoại,10
      2024-02-07,Huyện B,Xã Hai,đối thoại,70
      2024-03-06,Huyện B,Xã Một,đối thoại,40
      2024-05-07,Huyện A,Xã Tân,đối thoại,30
      """
    let roster = """
      Cụm,Đơn vị,"Xã, phường, thị trấn",Từ ngày,Đến ngày,Sáp nhập vào
      Cụm 1,Huyện A,Xã Tân,,,
      Cụm 1,Huyện B,Xã Một,,30/4/2024,Huyện A
      Cụm 1,Huyện A,Xã Một,1/5/2024,,
      Cụm 1,Huyện B,Xã Hai,,,
      """
    let found = try values(
      [
        "giaoban.yaml": "indicators:\n  s: {sum: participants, applies_to: [Huyện B]}\n",
        "roster.csv": roster, "activities.csv": rows,
      ], "s")
    #expect(found == ["Huyện A": 40, "Huyện B": 70], "what Xã Một did while it was B's")
  }

  @Test("Nor does a silent unit take the rows of the one that its commune moved to")
  func silentGiver() throws {
    let found = try values(
      [
        "giaoban.yaml": "indicators:\n  d: {name: Hội nghị, count: activities}\n",
        "roster.csv": Self.moved,
        "activities.csv": """
        date,unit,commune,activity
        2024-02-05,Huyện B,Xã Hai,đối thoại
        2024-05-07,Huyện B,Xã Một,đối thoại
        """,
      ], "d")
    #expect(found == ["Huyện B": 2])
  }

  @Test(
    "A cluster states the quarter a unit came in, and no half-year made from quarters of others")
  func statedClusters() throws {
    let files = [
      "giaoban.yaml": "indicators:\n  s: {name: Hồ sơ, from: submissions, over_time: sum}\n",
      "roster.csv": """
      Cụm,Đơn vị,Từ ngày,Đến ngày
      Cụm 1,Huyện Mới,,
      Cụm 2,Huyện Nam,,30/4/2024
      Cụm 1,Huyện Nam,1/5/2024,
      Cụm 2,Huyện Bắc,,
      """,
      "so-lieu.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2024-Q1,Cụm 1,s,20
      2024-Q1,Cụm 2,s,9
      2024-Q2,Cụm 1,s,16
      2024-Q2,Cụm 2,s,3
      """,
    ]
    try with(files) { work in
      let (quarter, half) = (Period.quarter(2, year: 2024), Period.half(1, year: 2024))
      let book = try work.intake([quarter, half]) { _ in }.book
      let indicator = try #require(work.definition.indicator(withID: "s"))
      func tally(_ cluster: Int, _ period: Period) -> Tally {
        book.comparable([period]).tally(indicator, for: .cluster(cluster), in: period)
      }
      #expect([tally(0, quarter).value, tally(1, quarter).value] == [16, 3])
      #expect(tally(0, half).status == .indivisible && tally(0, half).value == nil)
    }
  }

  @Test("Checks hold for numbers as tallies state them, on the map of the last day")
  func rules() throws {
    let files = [
      "roster.csv": """
      Cụm,Đơn vị,"Xã, phường, thị trấn",Từ ngày,Đến ngày,Sáp nhập vào
      Cụm 1,Huyện A,Xã Một,,30/4/2024,Xã Lớn
      Cụm 1,Huyện A,Xã Hai,,30/4/2024,Xã Lớn
      Cụm 1,Huyện A,Xã Lớn,1/5/2024,,
      """,
      "activities.csv": """
      date,unit,commune,activity
      2024-02-05,Huyện A,Xã Một,đối thoại
      2024-02-07,Huyện A,Xã Hai,đối thoại
      2024-05-07,Huyện A,Xã Lớn,đối thoại
      """,
    ]
    func broken(_ rule: String) throws -> Int {
      let settings =
        "indicators:\n  e: {distinct: commune}\nchecks:\n  - {rule: \"\(rule)\", reason: thử}\n"
      return try with(files.merging(["giaoban.yaml": settings]) { $1 }) { work in
        try work.check().log.all.count { $0.code == .failedCheck }
      }
    }
    #expect(try broken("e <= 1") == 0, "the two are one commune now")
    #expect(try broken("e >= 2") == 1)
  }

  @Test("What was counted from a day within a half-year is compared with no whole one")
  func since() throws {
    let months = ["2024", "2025"].flatMap { year in
      (1...6).map { "\(year)-M0\($0),Huyện A,s,10\n" }
    }
    let files = [
      "giaoban.yaml":
        "indicators:\n  s: {name: Hồ sơ, from: submissions, over_time: sum, since: 2024-Q2}\n",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện A\n",
      "so-lieu.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + months.joined(),
    ]
    try with(files) { work in
      let period = Period.half(1, year: 2025)
      let book = try work.intake([period, period.sameLastYear]) { _ in }.book
      let indicator = try #require(work.definition.indicator(withID: "s"))
      let comparison = book.comparison(indicator, for: .all, in: period, with: period.sameLastYear)
      #expect(comparison.current.value == 60)
      #expect(comparison.base.value == 30)
      #expect(comparison.change == nil && comparison.bareChange == nil)
    }
  }

  @Test("Points of a unit that became part of another within the period are points of that one")
  func adjustments() throws {
    let files = [
      "giaoban.yaml": """
      indicators:
        s: {name: Hồ sơ, from: submissions, over_time: sum}
      score:
        criteria:
          - {indicator: s, points: 30, full: 30}
        adjustments: adjustments.csv
      """,
      "roster.csv": """
      Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
      Cụm 1,Huyện Đông,,30/4/2024,Huyện Mới
      Cụm 1,Huyện Mới,1/5/2024,,
      """,
      "so-lieu.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Huyện Mới,s,20\n",
      "adjustments.csv":
        "Kỳ,Đơn vị,Điểm,Lý do\n2024-H1,Huyện Đông,3,khen\n2024-H1,Huyện Đông,3,khen\n",
    ]
    try with(files) { work in
      let period = Period.half(1, year: 2024)
      let intake = try work.intake([period]) { _ in }
      #expect(intake.adjustments.map(\.points) == [3], "the same row twice counts once")
      #expect(intake.log.all.contains { $0.code == .duplicateEntry })
      let rule = try #require(work.definition.score)
      let scores = intake.book.comparable([period]).scores(
        rule, adjustments: intake.adjustments, ofCluster: 0, in: period)
      #expect(scores.map(\.total) == [23])
    }
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Where the records are, and by what names")
struct SourceTests {
  private static let settings = """
    language: en
    indicators:
      dialogues: {count: activities}

    """
  private let year = Period.year(2022)

  private func folder(_ sources: String, _ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["giaoban.yaml": SourceTests.settings + sources])
    for (name, text) in files {
      let url = folder.url.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return folder
  }

  private func register(_ unit: String, _ rows: Int) -> String {
    "date,unit,activity,note\n"
      + (0..<rows).map { "17/6/2022,\(unit),x,\($0) of \(rows)\n" }.joined()
  }

  private func total(_ folder: TemporaryFolder) throws -> Double? {
    let project = try Project(folder: folder.url)
    let intake = try project.tally([year])
    #expect(!intake.log.hasErrors, "\(intake.log.all.map { $0.line(in: .english) })")
    return intake.book.tally(project.definition.indicators[0], for: .all, in: year).value
  }

  @Test("Folders, wildcards and single files, each file once, whatever its place in the folder")
  func patterns() throws {
    let folder = try folder(
      "sources: {activities: [\"sổ [2022]\", \"*/b*.csv\", old.csv], roster: lists/roster-2022.csv}",
      [
        "lists/roster-2022.csv": SmallProject.roster,
        // The name of a folder may hold signs that patterns use.
        "sổ [2022]/a.csv": register("Nga Sơn", 1),
        "in/b.csv": register("Nga Sơn", 2), "in/b2.csv": register("Công an tỉnh", 4),
        "in/c.csv": register("Nga Sơn", 8), "old.csv": register("Nga Sơn", 16),
        "in/~$b3.csv": "locked", "in/b4.txt": "no table",
      ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    #expect(
      project.sources.map(\.file) == ["sổ [2022]/a.csv", "in/b.csv", "in/b2.csv", "old.csv"])
    #expect(try total(folder) == 23)
  }

  @Test("Two asterisks stand for folders at any depth, hidden ones and links apart")
  func anyDepth() throws {
    let folder = try folder(
      "sources: {activities: \"so/**/*.csv\"}",
      [
        "roster.csv": SmallProject.roster, "so/a.csv": register("Nga Sơn", 1),
        "so/2022/b.csv": register("Công an tỉnh", 2), "so/2022/6/c.csv": register("Nga Sơn", 4),
        "so/.cu/d.csv": register("Nga Sơn", 8), "e.csv": register("Nga Sơn", 16),
      ])
    defer { folder.keep() }
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "so/2022/again"),
      withDestinationURL: folder.url.appending(path: "so"))
    let files = try Project(folder: folder.url).sources.map(\.file)
    #expect(
      files.filter { $0.hasPrefix("so/") } == ["so/a.csv", "so/2022/b.csv", "so/2022/6/c.csv"])
    #expect(try total(folder) == 7)
  }

  @Test("A folder stands for all tables in it")
  func wholeFolder() throws {
    let folder = try folder(
      "sources: {activities: in}",
      [
        "roster.csv": SmallProject.roster, "in/a.csv": register("Nga Sơn", 3),
        "in/b.csv": register("Công an tỉnh", 4), "activities.csv": register("Nga Sơn", 100),
      ])
    defer { folder.keep() }
    #expect(try total(folder) == 7)
  }

  @Test(
    "No way leads out of the project's folder",
    arguments: ["../other", "/etc/passwd", "in/../../other", "\"\""])
  func outside(path: String) throws {
    let folder = try folder(
      "sources: {activities: \(path)}",
      ["roster.csv": SmallProject.roster, "activities.csv": register("Nga Sơn", 1)])
    defer { folder.keep() }
    let project = try Project(folder: folder.url, requiringRecords: false)
    #expect(project.log.hasErrors)
    // What lies in the folder may still hold numbers of other kinds.
    #expect(project.sources.allSatisfy { $0.role != .activities && !$0.file.contains("..") })
  }

  @Test("Other names of units and communes, in the settings and in the roster")
  func aliases() throws {
    let folder = try folder(
      "aliases: {Huyện Nga Sơn: [NS, \"Huyện Nga-Sơn\"]}",
      [
        "roster.csv": """
        Cụm,Đơn vị,Xã,Tên khác
        Cụm 1,Huyện Nga Sơn,Xã Nga An,NA; Nga Yên
        Cụm 1,Huyện Nga Sơn,Xã Nga Thanh,
        Cụm 1,Công an tỉnh,,CAT
        """,
        "activities.csv": """
        date,unit,commune,activity
        17/6/2022,NS,NA,x
        18/6/2022,huyện nga-sơn,xã Nga Yên,x
        19/6/2022,cat,,x
        """,
      ])
    defer { folder.keep() }
    #expect(try total(folder) == 3)
  }

  @Test("A name that two units bear is refused")
  func ambiguousAlias() throws {
    let folder = try folder(
      "aliases: {Huyện Nga Sơn: [Công an tỉnh]}",
      ["roster.csv": SmallProject.roster, "activities.csv": register("Nga Sơn", 1)])
    defer { folder.keep() }
    #expect(try Project(folder: folder.url).log.all.map(\.code) == [.duplicateEntry])
  }
}

@Suite("Numbers that units report beside their registers")
struct ReconciliationTests {
  private let half = Period.half(1, year: 2022)

  private func intake(_ submissions: String) throws -> IntakeResult {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: en
      indicators:
        dialogues: {name: Đối thoại, count: activities}
        communes: {distinct: commune}
        coverage: {share: communes, of: communes}
        staff: {from: submissions}
        twice: {compute: staff * 2}
      """,
      "roster.csv": SmallProject.roster,
      "activities.csv": """
      date,unit,commune,activity
      10/6/2022,Nga Sơn,Nga An,x
      11/6/2022,Nga Sơn,Nga Thanh,x
      11/6/2022,Công an tỉnh,,x
      """,
      "submissions.csv": "period,unit,indicator,value\n" + submissions,
    ])
    defer { folder.keep() }
    return try Project(folder: folder.url).tally([half])
  }

  @Test(
    "What agrees with the register, to the decimals that were stated, is no finding",
    arguments: [
      "Nga Sơn,dialogues,2", "Cụm 1,dialogues,3", "Tổng cộng,Đối thoại,3",
      // 2 of 3 communes: 66.666… %
      "Nga Sơn,coverage,66.67", "Nga Sơn,coverage,\"66,7%\"", "Nga Sơn,coverage,67 %",
      "Nga Sơn,dialogues,gần 2", "Cụm 1,dialogues,khoảng 3",
    ])
  func agrees(row: String) throws {
    let log = try intake("2022-H1,\(row)\n").log
    #expect(log.all.isEmpty, "\(log.all.map { $0.line(in: .english) })")
  }

  @Test(
    "What does not agree is said with both numbers, and counted nowhere",
    arguments: [
      (
        "Nga Sơn,dialogues,12",
        "Đối thoại, 2022-H1: 12 reported, but the registers hold 2; check them"
      ),
      (
        "Cụm 1,dialogues,5",
        "Đối thoại, 2022-H1: 5 reported, but the units add up to 3; check them"
      ),
      (
        "Nga Sơn,coverage,50",
        "coverage, 2022-H1: 50 reported, but the unit's own numbers give 67; check them"
      ),
      (
        "Nga Sơn,dialogues,trên 100",
        "Đối thoại, 2022-H1: 100 reported, but the registers hold 2; check them"
      ),
    ])
  func contradicts(row: String, message: String) throws {
    let intake = try intake("2022-H1,\(row)\n")
    #expect(intake.log.all.map(\.message.english) == [message])
    #expect(!intake.log.hasErrors)
    let dialogues = try #require(intake.book.plan.indicator(withID: "dialogues"))
    #expect(intake.book.tally(dialogues, for: .all, in: half).value == 3)
  }

  @Test(
    "A number that is only said to be about so much counts as its number, and is marked",
    arguments: ["trên 1.200", "gần 1.200", "Hơn 1.200", "khoảng 1200", "over 1200", "~1.200"])
  func approximate(value: String) throws {
    let intake = try intake("2022-H1,Nga Sơn,staff,\(value)\n2022-H1,Công an tỉnh,staff,300\n")
    #expect(intake.log.all.isEmpty)
    let staff = try #require(intake.book.plan.indicator(withID: "staff"))
    let twice = try #require(intake.book.plan.indicator(withID: "twice"))
    func tally(_ indicator: Indicator, _ group: Group) -> Tally {
      intake.book.tally(indicator, for: group, in: half)
    }
    #expect(tally(staff, .unit(0)).value == 1200 && tally(staff, .unit(0)).isApproximate)
    #expect(tally(staff, .unit(1)).value == 300 && !tally(staff, .unit(1)).isApproximate)
    #expect(tally(staff, .all).value == 1500 && tally(staff, .all).isApproximate)
    #expect(tally(twice, .all).value == 3000 && tally(twice, .all).isApproximate)
  }
}

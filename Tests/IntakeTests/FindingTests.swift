import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Findings say what, where and what to do")
struct FindingTests {
  private let header = "date,unit,commune,activity\n"

  @Test("A wrong date, an unknown unit and an unclosed quote are three findings")
  func threeFindings() throws {
    let findings = try SmallProject.findings(
      activities: header + """
        17/6/2022,Nga Sơn,Nga An,Đối thoại
        31/6/2022,Nga Sơn,Nga An,Đối thoại
        17/6/2022,Huyện Nga Xơn,Nga An,Đối thoại
        17/6/2022,Nga Sơn,"Nga An,Đối thoại
        """)
    #expect(findings.map(\.code) == [.badDate, .unknownUnit, .badQuote])
    #expect(
      findings.map { "\($0.place)" } == [
        "activities.csv:3:1", "activities.csv:4:2", "activities.csv:5:3",
      ])
    #expect(
      findings.dropFirst().first?.message.english.hasSuffix("did you mean \"Huyện Nga Sơn\"?")
        == true)
  }

  @Test("An unknown commune is looked for within its unit, and the nearest is named")
  func unknownCommune() throws {
    let findings = try SmallProject.findings(
      activities: header + "17/6/2022,Nga Sơn,Xã Nga Ann,Đối thoại\n")
    #expect(
      findings.map { $0.line(in: .english) } == [
        "activities.csv:2:3: commune \"Xã Nga Ann\" is not among the communes of Huyện Nga Sơn;"
          + " did you mean \"Xã Nga An\"?"
      ])
    #expect(
      findings.map { $0.line(in: .vietnamese) } == [
        "activities.csv:2:3: xã, phường \"Xã Nga Ann\" không có trong danh sách xã, phường của"
          + " Huyện Nga Sơn; có phải là \"Xã Nga An\"?"
      ])
  }

  @Test("A row that is short, long, blank or has an empty cell")
  func shapes() throws {
    let findings = try SmallProject.findings(
      activities: header + """
        17/6/2022,Nga Sơn,Nga An,Đối thoại,extra
        17/6/2022,Nga Sơn,Nga An

        17/6/2022,,Nga An,Đối thoại
        ,Nga Sơn,Nga An,Đối thoại
        17/6/2022,Công an tỉnh,,Đối thoại
        """)
    #expect(
      findings.map { "\($0.code.rawValue) \($0.place)" } == [
        "too-many-fields activities.csv:2:5", "missing-value activities.csv:3:4",
        "missing-value activities.csv:5:2", "missing-value activities.csv:6:1",
      ])
  }

  @Test("A column that is missing is named with the header that is nearest")
  func missingColumn() throws {
    let findings = try SmallProject.findings(activities: "Ngay,Đơn vị,Hoạt động\n")
    #expect(findings.map(\.code) == [.missingColumn])
    #expect(findings.first?.message.english.contains("did you mean \"Ngay\"?") == true)
  }

  @Test("A condition that no row meets is a warning that names the nearest text")
  func unusedCondition() throws {
    let findings = try SmallProject.findings(
      activities: header + "17/6/2022,Nga Sơn,Nga An,Đối thoai\n")
    #expect(findings.map(\.code) == [.uncountedText, .unusedCondition])
    #expect(findings.allSatisfy { $0.severity == .warning })
    #expect(findings[0].message.english.contains("did you mean \"đối thoại\"?"))
    #expect(findings[1].message.english.contains("did you mean \"Đối thoai\"?"))
  }

  @Test("An activity after its commune has ceased is a finding")
  func notInForce() throws {
    let findings = try SmallProject.findings(
      activities: header + "01/7/2025,Nga Sơn,Nga An,Đối thoại\n",
      roster: """
        cluster,unit,commune,from,to
        Cụm 1,Huyện Nga Sơn,Xã Nga An,,30/6/2025
        """)
    #expect(findings.map(\.code) == [.notInForce])
  }

  @Test("Every wrong setting is named with its line and the nearest key")
  func settings() throws {
    let findings = try SmallProject.findings(
      activities: header,
      settings: """
        titel: X
        language: fr
        calendar: {closing_day: 32}
        indicators:
          a: {count: activities, wher: {activity: x}}
          b: {ratio: [a]}
          c: {share: a, of: communes}
          Đ: {count: activities}
          e: {count: activities, sum: x}
        pack: {tiles: [aa]}
        """)
    #expect(
      findings.map { "\($0.place.row ?? 0) \($0.code.rawValue)" } == [
        "1 unknown-key", "2 bad-setting", "3 bad-setting", "5 unknown-key", "6 bad-setting",
        "7 bad-setting", "8 bad-setting", "9 bad-setting", "10 unknown-indicator",
      ])
    let messages = findings.map(\.message.english)
    #expect(messages.contains { $0.contains("did you mean \"title\"?") })
    #expect(messages.contains { $0.contains("did you mean \"where\"?") })
  }

  // The limit ends a run that hangs. It counts the wait for a core among hundreds of tests, so it is long.
  @Test(
    "Settings that are no YAML at all, or loop through aliases, are one finding",
    .timeLimit(.minutes(30)))
  func brokenYAML() throws {
    for settings in ["a: [1, 2", "a: b: c", "\t- x", "a: &x [*x]\nb: *y", "- 1\n- 2", "\u{0}"] {
      let findings = try SmallProject.findings(activities: header, settings: settings)
      #expect(findings.contains { $0.severity == .error }, "\(settings)")
    }
  }

  @Test(
    "What is wrong with YAML is said in the language of the project, with what to do",
    arguments: [
      ("a:\n\t- b\n", "giaoban.yaml:2: sai cú pháp YAML: thụt đầu dòng bằng phím Tab"),
      ("title: [a, b\n", "giaoban.yaml:2: sai cú pháp YAML: thiếu dấu phẩy hoặc dấu ]"),
      ("title: a: b\n", "giaoban.yaml:1: sai cú pháp YAML: thụt đầu dòng sai, dòng trên thiếu"),
      ("a: 1\nb: 2\na: 3\n", "giaoban.yaml:1: sai cú pháp YAML: khóa ghi hai lần: a"),
    ])
  func wordsOfYAML(settings: String, line: String) throws {
    let findings = try SmallProject.findings(activities: header, settings: settings)
    #expect(findings.contains { $0.line(in: .vietnamese).hasPrefix(line) }, "\(findings)")
  }

  @Test("Also where the file that asks for the language cannot be read")
  func languageOfBrokenYAML() throws {
    for (line, language) in [
      ("language: en", Language.english), ("language: \"vi\" # tiếng Việt", .vietnamese),
    ] {
      let small = try Small([:], settings: line + "\ntitle: [a, b\n")
      let project = try Project(folder: small.folder.url)
      #expect(project.log.hasErrors && project.definition.language == language)
    }
  }

  @Test("A register in which every row is wrong says so within bounds")
  func manyFindings() throws {
    let rows = (0..<5000).map { "31/6/2022 \($0)x,Nga Sơn,Nga An,Đối thoại\n" }.joined()
    let findings = try SmallProject.findings(activities: header + rows)
    #expect(findings.count == FindingLog.kept + 1)
    #expect(findings.last?.message.english == "4800 more findings of the kind bad-date")
  }

  @Test("What is wrong in the same way in many rows is one finding, with its count and first rows")
  func oneCause() throws {
    let rows = String(repeating: "31/6/2022,Nga Sơn,Nga An,Đối thoại\n", count: 5000)
    let findings = try SmallProject.findings(activities: header + rows)
    #expect(findings.map(\.code) == [.badDate] && findings.first?.count == 5000)
    #expect(findings.first?.line(in: .english).hasSuffix("(5000 rows: 2, 3, 4, 5, 6, …)") == true)
    let few = try SmallProject.findings(
      activities: header
        + "17/6/2022,Nga Xơn,Nga An,Đối thoại\n17/6/2022,Nga Sơn,Nga An,Đối thoại\n"
        + "18/6/2022,Nga Xơn,Nga An,Đối thoại\n")
    #expect(few.map { "\($0.place)" } == ["activities.csv:2:2"])
    #expect(few.first?.line(in: .vietnamese).hasSuffix("(2 dòng: 2, 4)") == true)
  }

  @Test("A folder without settings, roster or register is said to be no project")
  func noProject() throws {
    #expect(throws: Project.OpenError.self) {
      try Project(folder: URL(fileURLWithPath: "/nonexistent"))
    }
    let empty = try TemporaryFolder()
    defer { empty.keep() }
    #expect(throws: Project.OpenError.self) { try Project(folder: empty.url) }
    let noRegister = try TemporaryFolder([
      "giaoban.yaml": SmallProject.settings, "roster.csv": SmallProject.roster,
    ])
    defer { noRegister.keep() }
    #expect(throws: Project.OpenError.noRegister(noRegister.url.path)) {
      try Project(folder: noRegister.url)
    }
  }

  @Test("Submissions name their period, unit and indicator; of different numbers none counts")
  func submissions() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        staff: {from: submissions, name: Cán bộ}
      """,
      "roster.csv": SmallProject.roster,
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2022-H1,Nga Sơn,Cán bộ,"1.234"
      2022-H1,Công an tỉnh,staff,5
      2022-H1,Công an tỉnh,staff,6
      2022-H3,Nga Sơn,staff,5
      2022-H1,Nga Sơn,stuff,5
      """,
    ])
    defer { folder.keep() }
    let half = Period.half(1, year: 2022)
    let intake = try Project(folder: folder.url).tally([half])
    #expect(
      intake.log.all.map { "\($0.code.rawValue) \($0.place.row ?? 0)" } == [
        "contradicting-numbers 4", "bad-period 5", "unknown-indicator 6",
      ])
    let staff = try #require(intake.book.plan.indicator(withID: "staff"))
    #expect(intake.book.tally(staff, for: .unit(0), in: half).value == 1234)
    #expect(intake.book.tally(staff, for: .all, in: half).status == .partial)
  }

  @Test(
    "The same activity twice is a warning that names the first, however it is written; one cell's difference makes two"
  )
  func duplicates() throws {
    let findings = try SmallProject.findings(
      activities: """
        date,unit,commune,activity,note
        17/6/2022,Nga Sơn,Nga An,Đối thoại,
        17/6/2022,Nga Sơn,Nga Thanh,Đối thoại,
        2022-06-17,H. Nga Sơn,Xã Nga An,Đối thoại,
        17/6/2022,Nga Sơn,Nga An,Đối thoại,buổi chiều
        17/6/2022,Nga Sơn,Nga An,đối thoại,
        """)
    #expect(
      findings.map { "\($0.place) \($0.code.rawValue)" } == [
        "activities.csv:4 duplicate-activity", "activities.csv:6 duplicate-activity",
      ])
    #expect(findings.first?.message.english.hasPrefix("the same as activities.csv:2") == true)
  }

  @Test("What the settings accept no longer stands in the way; what accepts nothing is said")
  func accepted() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": SmallProject.settings + """

        accept:
          - {finding: bad-date, file: activities.csv, row: 2, reason: known}
          - {finding: unknown-unit, reason: not ours}
          - {finding: bad-number, reason: nothing}
        """,
      "roster.csv": SmallProject.roster,
      "activities.csv": header + """
        31/6/2022,Nga Sơn,Nga An,Đối thoại
        31/6/2022,Nga Sơn,Nga An,Đối thoại
        17/6/2022,Hà Nội,,Đối thoại
        17/6/2022,Nga Sơn,Nga An,Đối thoại
        """,
    ])
    defer { folder.keep() }
    let log = try Project(folder: folder.url).tally([]).log
    #expect(
      log.all.map { "\($0.place.row ?? 0) \($0.code.rawValue) \($0.severity.rawValue)" } == [
        "2 bad-date accepted", "3 bad-date error", "4 unknown-unit accepted",
        "0 unused-acceptance warning",
      ])
    #expect(log.count(of: .error) == 1 && log.count(of: .accepted) == 2)
    #expect(log.count(of: .warning) == 1)
    #expect(log.all.first?.reason?.english == "known")
  }

  @Test("An acceptance needs a code that exists, and a reason")
  func wrongAcceptance() throws {
    let findings = try SmallProject.findings(
      activities: header,
      settings: SmallProject.settings + """

        accept:
          - {finding: bad-date}
          - {finding: bad-luck, reason: x}
        """)
    // One without a reason, and one whose code there is not.
    #expect(findings.filter { $0.code == .badSetting }.count == 2)
  }

  @Test("A column that an indicator needs and no register has is an error, never a zero")
  func absentColumn() throws {
    let findings = try SmallProject.findings(
      activities: "Ngày,Đơn vị,Hoạt động,Số người\n17/6/2022,Nga Sơn,Đối thoại,5\n",
      settings: """
        columns: {people: Số ngưới}
        indicators:
          people: {sum: people, where: {activity: đối thoại}}
          b: {count: activities, where: {field: kinh tế}}
        """)
    #expect(findings.map(\.code).filter { $0 == .missingColumn }.count == 2)
    #expect(findings.contains { $0.message.english.contains("did you mean \"Số người\"?") })
  }

  @Test(
    "Where there is no register, what is neither an indicator nor a column is told, and never a zero"
  )
  func unknownOperand() throws {
    func found(_ ratio: String) throws -> [String] {
      let small = try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,received,5\n"],
        settings: """
          language: en
          columns: {people: Số người}
          indicators:
            received: {from: submissions}
            settled_in_time: {from: submissions}
            rate: {ratio: [\(ratio), received]}
          """)
      return try Project(folder: small.folder.url).tally([.half(1, year: 2024)]).log.all
        .filter { $0.code == .missingColumn }.map { "\($0.severity) \($0.message.english)" }
    }
    #expect(try found("settled_in_time") == [])
    #expect(
      try found("settled_in_tme") == [
        "error there is no indicator \"settled_in_tme\"; did you mean \"settled_in_time\"?, nor a register with a column"
          + " \"settled_in_tme\"; what needs it counts as 0"
      ])
    #expect(try found("visitors").map { $0.hasPrefix("warning") } == [true])
    // What the settings call a column is one, whose register may still come.
    #expect(try found("people") == [])
  }

  @Test("What an entry of the settings has, but wrongly, is not said to be missing")
  func wrongEntries() throws {
    let small = try Small(
      [:],
      settings: """
        language: en
        indicators: {n: {count: activities}}
        accept: [{finding: contradict-parts, reason: why}, {finding: bad-date}]
        events: [{date: 31/2/2026, name: x}, {name: y}]
        """)
    #expect(
      try Project(folder: small.folder.url).log.all.map(\.message.english) == [
        "accept.finding: there is no \"contradict-parts\"; did you mean \"contradicts-parts\" or \"contradicts-rate\"?",
        "each entry of accept needs finding (its code) and reason",
        "events.date must be a date, such as 1/7/2021",
        "each entry of events needs date and name",
      ])
  }

  @Test("A part above its whole is found where indicators add its columns up, too")
  func partOfSums() throws {
    let small = try Small(
      [
        "activities.csv":
          "Ngày,Đơn vị,Hoạt động,Ý kiến nêu ra,Đã giải quyết\n17/6/2024,Núi Tây,Đối thoại,1,9\n"
      ],
      settings: """
        language: en
        columns: {raised: Ý kiến nêu ra, done: Đã giải quyết}
        indicators:
          raised: {sum: raised}
          done: {sum: done}
          rate: {ratio: [done, raised]}
        """)
    #expect(try small.said().contains("activities.csv:2:5 part-above-whole warning"))
  }

  @Test("Every code is explained in the guide to findings", arguments: Finding.Code.allCases)
  func documented(code: Finding.Code) throws {
    let page = try String(
      contentsOf: packageRoot.appending(path: "Documentation/findings.md"), encoding: .utf8)
    #expect(page.contains("`\(code.rawValue)`"))
  }
}

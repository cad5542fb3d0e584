import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import ReportWords

@testable import Reporting

/// Five units; every expected number is worked out by hand beside it.
@Suite("Scores")
struct ScoreTests {
  private static let roster = """
    cluster,unit,unit_kind,commune
    C,A,,a1
    C,A,,a2
    C,B,,b1
    C,B,,b2
    C,D,,d1
    C,E,,
    C,F,,f1
    """
  // Dialogues: A 4 in both communes, B 2 in one of two, D 4 in its one, E (no communes) 2; F is silent.
  private static let activities = """
    date,unit,commune,activity,raised,open
    2022-01-03,A,a1,talk,10,1
    2022-01-04,A,a2,talk,,
    2022-01-05,A,a1,talk,,
    2022-01-06,A,a1,talk,,
    2022-01-03,B,b1,talk,10,5
    2022-01-04,B,b1,talk,,
    2022-01-03,D,d1,talk,10,3
    2022-01-04,D,d1,talk,,
    2022-01-05,D,d1,talk,,
    2022-01-06,D,d1,talk,,
    2022-01-03,E,,talk,10,2
    2022-01-04,E,,talk,,
    """
  private static let period = Period.half(1, year: 2022)

  private func project(
    _ score: String, adjustments: String? = nil
  ) throws -> (project: Project, intake: IntakeResult) {
    var files = [
      "giaoban.yaml": """
      title: T
      language: en
      indicators:
        talks: {count: activities, where: {activity: talk}}
        communes: {distinct: commune, where: {activity: talk}}
        coverage: {share: communes, of: communes}
        open_rate: {ratio: [open, raised], better: less}
      score:
      \(score)
      """, "roster.csv": ScoreTests.roster, "activities.csv": ScoreTests.activities,
    ]
    files["adjustments.csv"] = adjustments
    let folder = try TemporaryFolder(files)
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    return (project, try project.tally([ScoreTests.period]))
  }

  @Test("Points of a number that lacks a part of its period bear a mark, and say which")
  func partial() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      title: T
      language: en
      indicators: {a: {name: Cases, from: submissions, over_time: sum}}
      score: {criteria: [{indicator: a, points: 10, full: 20}]}
      """, "roster.csv": "cluster,unit,commune\nC,A,\nC,B,\n",
      "submissions.csv": """
      period,unit,indicator,value
      2022-Q1,A,a,12
      2022-Q1,B,a,3
      2022-Q2,B,a,2
      """,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let board = try #require(
      ScoreBoard(
        project, try project.tally([ScoreTests.period]), period: ScoreTests.period,
        words: Wording(.english)))
    // A: 12 of 20 without the second quarter; B: 3 + 2 of 20.
    let rows = board.table(ofCluster: 0).rows.map { $0.cells }
    #expect(rows.map { "\($0[1]) \($0[2]) \($0[4])" } == ["A 6.0* 6.0*", "B 2.5 2.5"])
    #expect(
      board.note.hasSuffix(
        "* points of a number that is not of the whole period; ranks may change."))
    #expect(board.text.contains("6.0*") && board.text.hasSuffix("ranks may change\n"))
    #expect(board.explanation(ofUnit: 0).contains("without quarter 2 of 2022"))
    #expect(!board.explanation(ofUnit: 1).contains("without"))
  }

  private func scores(
    _ score: String, adjustments: String? = nil
  ) throws -> [Score] {
    let (project, intake) = try project(score, adjustments: adjustments)
    #expect(!intake.log.hasErrors, "\(intake.log.all)")
    let rule = try #require(project.definition.score)
    return intake.book.scores(
      rule, adjustments: intake.adjustments, ofCluster: 0, in: ScoreTests.period)
  }

  @Test(
    "points are in proportion up to full marks; ties share the better rank; silence is not zero")
  func proportion() throws {
    // talks: 60 × value / 4; open: 40 × (50 − rate) / (50 − 10), A 10 %, B 50 %, D 30 %, E 20 %.
    let scores = try scores(
      """
        criteria:
          - {indicator: talks, points: 60, full: 4}
          - {indicator: open_rate, points: 40, full: 10, none: 50}
      """)
    #expect(scores.map(\.total) == [100, 30, 80, 60, nil])
    #expect(scores.map(\.rank) == [1, 4, 2, 3, nil])
    #expect(scores[1].items.map(\.points) == [30, 0])
    // More than full marks are full marks: 4 talks where 2 do.
    let easy = try self.scores("  criteria: [{indicator: talks, points: 10, full: 2}]")
    #expect(easy.map(\.total) == [10, 10, 10, 10, nil] && easy.map(\.rank) == [1, 1, 1, 1, nil])
    let thirds = try self.scores("  criteria: [{indicator: talks, points: 10, full: 6}]")
    // 10 × 4 / 6 = 6.67 and 10 × 2 / 6 = 3.33, to one decimal.
    #expect(thirds.map(\.total) == [6.7, 3.3, 6.7, 3.3, nil])
  }

  @Test("other indicators decide between equal totals where the settings say so")
  func ties() throws {
    // A and D have 4 talks each; fewer open opinions decide: A 10 %, D 30 %; B 50 %, E 20 %.
    let scores = try scores(
      """
        criteria: [{indicator: talks, points: 10, full: 4}]
        ties: [open_rate]
      """)
    #expect(scores.map(\.rank) == [1, 4, 2, 3, nil])
  }

  @Test(
    "a criterion that does not apply is left out, nothing, or full",
    arguments: [("scale", 50.0), ("zero", 30), ("full", 70)])
  func notApplicable(setting: String, expected: Double) throws {
    // E has no communes: of 60 points for talks it has 60 × 2 / 4 = 30; 30 / 60 × 100 = 50.
    let scores = try scores(
      """
        criteria:
          - {indicator: talks, points: 60, full: 4}
          - {indicator: coverage, points: 40, full: 100}
        not_applicable: \(setting)
      """)
    #expect(scores[3].total == expected)
    // B has 30 of 60 for talks, and one commune of two: 20 of 40.
    #expect(scores[1].total == 50.0)
  }

  @Test("added points count inside or outside the maximum; bands can be closed to a unit")
  func adjustments() throws {
    let rule = """
        criteria: [{indicator: talks, points: 97, full: 4}]
        adjustments: adjustments.csv
        bands: [{name: Good, from: 50}, {name: Best, from: 90}, {name: Poor, from: 0}]
      """
    let file = """
      period,unit,points,reason,closed_band
      2022-H1,A,10,model,
      2022-H1,B,-8.5,late,
      2021-H1,B,-40,another period,
      2022-H1,D,,complaint,Best
      """
    let outside = try scores(rule, adjustments: file)
    // 97 + 10 = 107; 97 × 2 / 4 = 48.5, less 8.5.
    #expect(outside.map(\.total) == [107, 40, 97, 48.5, nil])
    // Bands by points: Best, Good, Poor. D has 97, but Best is closed to it.
    #expect(outside.map(\.band) == [0, 2, 1, 2, nil])
    let inside = try scores(rule + "\n  bonus: inside", adjustments: file)
    #expect(inside.map(\.total) == [97, 40, 97, 48.5, nil])
  }

  @Test("every point can be traced to its number")
  func explanation() throws {
    let (project, intake) = try project(
      """
        criteria: [{indicator: talks, points: 97, full: 4}]
        adjustments: adjustments.csv
      """, adjustments: "period,unit,points,reason\n2022-H1,B,-8.5,late\n")
    let board = try #require(
      ScoreBoard(project, intake, period: ScoreTests.period, words: Wording(.english)))
    #expect(
      board.explanation(ofUnit: 1) == """
        B: 40.0 of 97 points, rank 4 of 4
          talks: 2 → 48.5/97 (full marks: 4)
          −8.5: late (adjustments.csv:2)

        """)
    #expect(board.explanation(ofUnit: 4).hasPrefix("F: not ranked"))
    #expect(
      String(decoding: board.csv(isFile: false), as: UTF8.self).contains(
        "2022-H1,C,B,48.5,-8.5,40,97,4,,\n"))
    #expect(
      String(decoding: board.csv(isFile: false), as: UTF8.self).contains("2022-H1,C,F,,0,,97,,,\n"))
  }

  @Test("wrong rules and adjustments are findings with their place")
  func findings() throws {
    let (_, intake) = try project(
      """
        criteria: [{indicator: talk, points: 10, full: 4}, {indicator: talks, points: 0, full: 4}]
        adjustments: adjustments.csv
        bands: [{name: Best}]
        bonus: sometimes
      """,
      adjustments: """
        period,unit,points,reason,closed_band
        2022-H9,A,1,x,
        2022-H1,Z,1,x,
        2022-H1,A,,x,
        2022-H1,A,1,,
        2022-H1,A,1,x,Bestt
        """)
    let lines = Set(intake.log.all.map { "\($0.code.rawValue) \($0.place)" })
    let expected = [
      "unknown-indicator giaoban.yaml:9:26", "bad-setting giaoban.yaml:9:54",
      "bad-setting giaoban.yaml:11:11", "bad-setting giaoban.yaml:12:10",
      "bad-period adjustments.csv:2:1", "unknown-unit adjustments.csv:3:2",
      "missing-value adjustments.csv:4:3", "missing-value adjustments.csv:5:4",
      "bad-setting adjustments.csv:6:5",
    ]
    #expect(lines.isSuperset(of: expected), "\(lines.sorted())")
  }

  @Test("an adjustments file cannot lie outside the folder, and must be there")
  func place() throws {
    let (_, outside) = try project(
      """
        criteria: [{indicator: talks, points: 10, full: 4}]
        adjustments: ../adjustments.csv
      """)
    #expect(outside.log.all.contains { $0.code == .badSetting && $0.place.row == 10 })
    let (_, absent) = try project(
      """
        criteria: [{indicator: talks, points: 10, full: 4}]
        adjustments: adjustments.csv
      """)
    #expect(
      absent.log.all.contains { $0.code == .unreadableFile && $0.place.file == "adjustments.csv" })
  }
}

import Charting
import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import ReportWords

@testable import Packs
@testable import Reporting

/// Points of the unit itself, of verification and from above; every total is worked out by hand.
@Suite("Assessments")
struct AssessmentTests {
  private static let settings = """
    title: T
    language: en
    indicators:
      talks: {name: Talks, count: activities}
    score:
      criteria: [{indicator: talks, points: 90, full: 2}]
      assessments: assessments.csv
      adjustments: adjustments.csv
      self_most: 90
      superior_most: 10
      bands: [{name: Excellent, from: 95}, {name: Good, from: 80}]
    """
  private static let assessments = """
    Kỳ,Đơn vị,Tự chấm,Thẩm định,Cấp trên chấm,Lý do
    2022-H1,A,88,85,9,thiếu hồ sơ
    2022-H1,B,93,,10,
    2022-H1,D,,70,,
    2022-H1,E,,,5,
    2021-H1,A,1,,,
    """

  private func project(
    _ assessments: String = AssessmentTests.assessments, settings: String = AssessmentTests.settings
  ) throws -> (folder: TemporaryFolder, project: Project, intake: IntakeResult) {
    let folder = try TemporaryFolder([
      "giaoban.yaml": settings,
      "roster.csv": "cluster,unit,unit_kind,commune\nC,A,,a\nC,B,,b\nC,D,,d\nC,E,,e\nC,F,,f\n",
      "activities.csv":
        "date,unit,commune,activity\n2022-01-03,A,a,talk\n2022-01-04,A,a,talk\n2022-01-05,B,b,talk\n",
      "assessments.csv": assessments,
      "adjustments.csv": "period,unit,points,reason\n2022-H1,B,7,a new model\n",
    ])
    let project = try Project(folder: folder.url)
    return (
      folder, project, try project.tally(ReportContext.periods(for: .half(1, year: 2022)))
    )
  }

  private func board(_ project: Project, _ intake: IntakeResult) throws -> ScoreBoard {
    try #require(
      ScoreBoard(project, intake, period: .half(1, year: 2022), words: Wording(.english)))
  }

  @Test(
    "Verified points count before the unit's own, each up to its most, and those from above with them"
  )
  func totals() throws {
    let (folder, project, intake) = try project()
    defer { folder.keep() }
    #expect(!intake.log.hasErrors, "\(intake.log.all)")
    let scores = intake.book.scores(
      try #require(project.definition.score), adjustments: intake.adjustments,
      assessments: intake.assessments, ofCluster: 0, in: .half(1, year: 2022))
    // A 85 + 9; B 93, of which 90 count, + 10 + 7 = 107; D 70 + 0; E and F were given nothing.
    #expect(scores.map(\.total) == [94, 107, 70, nil, nil])
    #expect(scores.map(\.rank) == [2, 1, 3, nil, nil])
    #expect(scores.map(\.band) == [1, 0, nil, nil, nil])
    #expect(scores.map { $0.assessment?.cut } == [3, nil, nil, nil, nil])
    // The points by the numbers stand beside them: 90 × 2 / 2 and 90 × 1 / 2; the others are silent.
    #expect(scores.map(\.scaled) == [90, 45, nil, nil, nil])
    #expect(project.definition.score?.maximum == 100)
  }

  @Test(
    "Table, list and explanation show all of them side by side, with the reason for what was cut")
  func shown() throws {
    let (folder, project, intake) = try project()
    defer { folder.keep() }
    let board = try board(project, intake)
    let table = board.table(ofCluster: 0)
    #expect(
      table.columns.map(\.header) == [
        "Rank", "Unit", "Talks (90)", "By the numbers", "Own points (90)", "Verified",
        "From above (10)", "Added or deducted", "Total (100)", "Band",
      ])
    #expect(
      table.rows.map(\.cells)[0] == [
        "1", "B", "45.0", "45.0", "93.0", "…", "10.0", "+7.0", "107.0", "Excellent",
      ])
    #expect(table.rows.map(\.cells)[3][4] == "…")
    #expect(
      String(decoding: board.csv(isFile: false), as: UTF8.self).hasPrefix(
        "period,cluster,unit,points,self,verified,superior,adjustments,total,maximum,rank,band"))
    #expect(
      String(decoding: board.csv(isFile: false), as: UTF8.self).contains(
        "2022-H1,C,A,90,88,85,9,0,94,100,2,Good"))
    let a = board.explanation(ofUnit: 0)
    #expect(a.contains("  Own points: 88.0/90 (assessments.csv:2)\n"))
    #expect(a.contains("  Verified: 85.0/90 (3.0 cut: thiếu hồ sơ) (assessments.csv:2)\n"))
    #expect(a.contains("  From above: 9.0/10 (assessments.csv:2)\n"))
    #expect(
      board.explanation(ofUnit: 1).contains("93.0/90, of which 90.0 count (assessments.csv:3)"))
    #expect(board.explanation(ofUnit: 3).hasPrefix("E: not ranked: no points were given"))
    let pack = try ReportContext(
      project: project, intake: intake, period: .half(1, year: 2022), language: .vietnamese,
      measurer: measurer
    ).pack()
    let page = try #require(pack.pages.first { $0.anchor == "score" })
    #expect(page.scene.texts.contains { $0.string == "107,0" })
    #expect(SceneLinter().violations(in: page.scene) == [])
  }

  @Test("Without criteria, points that people give are enough; 950 and a bonus of 50")
  func withoutCriteria() throws {
    let (folder, project, intake) = try project(
      "period,unit,self,verified\n2022-H1,A,940,930\n2022-H1,B,999,\n",
      settings: AssessmentTests.settings.replacing(
        "  criteria: [{indicator: talks, points: 90, full: 2}]\n", with: ""
      ).replacing("self_most: 90", with: "self_most: 950").replacing(
        "superior_most: 10", with: "superior_most: 50"))
    defer { folder.keep() }
    let scores = intake.book.scores(
      try #require(project.definition.score), adjustments: intake.adjustments,
      assessments: intake.assessments, ofCluster: 0, in: .half(1, year: 2022))
    #expect(scores.map(\.total) == [930, 957, nil, nil, nil])
    #expect(project.definition.score?.maximum == 1000)
  }

  @Test("What is wrong in the file is found at its place")
  func findings() throws {
    let (folder, _, intake) = try project(
      "period,unit,self,verified\n2022-H1,A,many,\n2022-H9,A,1,\n2022-H1,Z,1,\n2022-H1,B,1,\n2022-H1,B,2,\n"
    )
    defer { folder.keep() }
    let errors = intake.log.all.filter { $0.severity == .error }
    #expect(
      errors.map { "\($0.code.rawValue) \($0.place)" } == [
        "bad-number assessments.csv:2:3", "bad-period assessments.csv:3:1",
        "unknown-unit assessments.csv:4:2", "duplicate-entry assessments.csv:6:2",
      ])
  }
}

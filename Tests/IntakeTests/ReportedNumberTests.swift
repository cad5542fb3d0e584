import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Numbers that units report")
struct ReportedNumberTests {
  private static let settings = """
    language: en
    indicators:
      balance: {from: submissions, name: Dư nợ, unit_of_measure: triệu đồng, aliases: [Số dư]}
      done: {from: submissions}
      asked: {from: submissions}
      rate: {ratio: [done, asked]}
    """
  private let half = Period.half(1, year: 2024)

  private func small(_ files: [String: String]) throws -> Small {
    try Small(files, settings: ReportedNumberTests.settings)
  }
  private func rows(_ rows: String) -> String { "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Đính chính\n" + rows }

  @Test(
    "Different numbers for one place count for nothing, and both are named; a marked correction wins"
  )
  func contradictions() throws {
    let both = try small([
      "submissions.csv": rows(
        "2024-H1,Núi Tây,balance,5,\n6 tháng đầu năm 2024,H. Núi Tây,Số dư,7,\n")
    ])
    #expect(try both.value("balance", 1, in: half) == nil)
    let message = try both.message(.contradictingNumbers)
    #expect(message.contains("5 (submissions.csv:2:4), 7 (submissions.csv:3:4)"))
    let corrected = try small([
      "submissions.csv": rows("2024-H1,Núi Tây,balance,5,\n"),
      "submissions-2.csv": rows("2024-H1,Núi Tây,balance,7,x\n"),
    ])
    #expect(try corrected.value("balance", 1, in: half) == 7)
    #expect(try corrected.said().isEmpty)
    let twice = try small([
      "submissions.csv": rows("2024-H1,Núi Tây,balance,5,x\n2024-H1,Núi Tây,balance,7,x\n")
    ])
    #expect(try twice.said() == ["submissions.csv:3:4 contradicting-numbers error"])
    let same = try small([
      "submissions.csv": rows("2024-H1,Núi Tây,balance,5,\n2024-H1,Núi Tây,balance,\"5,0\",\n")
    ])
    #expect(try same.value("balance", 1, in: half) == 5)
    #expect(try same.said().isEmpty)
  }

  @Test(
    "A correction counts instead of what cannot be read or contradicts itself, which no longer stands in the way"
  )
  func correctedCells() throws {
    let sent = [
      "submissions.csv": rows("2024-H1,Núi Tây,balance,chưa rõ,\n2024-H1,Biển Nam,balance,3,x\n"),
      "submissions-2.csv": rows("2024-H1,Biển Nam,balance,4,x\n"),
    ]
    let open = try small(sent).intake(half)
    #expect(open.log.count(of: .error) == 2)
    #expect(
      open.log.all.flatMap { $0.cells.map { "\($0.place) \($0.coordinates.unit)" } } == [
        "submissions.csv:2:4 1", "submissions.csv:3:4 2",
      ])
    #expect(open.leftOut == LeftOut(rows: 1, numbers: 2))
    // What is written there was said last, whatever others call a correction.
    let mended = try small(
      sent.merging(
        ["corrections.csv": rows("2024-H1,Núi Tây,Số dư,7,x\n2024-H1,Biển Nam,Số dư,3,x\n")]
      ) { $1 })
    #expect(try mended.value("balance", 1, in: half) == 7)
    #expect(try mended.value("balance", 2, in: half) == 3)
    let intake = try mended.intake(half)
    #expect(
      intake.log.all.map { "\($0.place) \($0.severity) \($0.reason?.vietnamese ?? "")" } == [
        "submissions-2.csv:2:4 accepted ở corrections.csv:3:4",
        "submissions.csv:2:4 accepted ở corrections.csv:2:4",
      ])
    let settled = intake.log.all.map { $0.isCorrected }
    #expect(settled == [true, true])
    #expect(intake.leftOut.isEmpty)
  }

  @Test(
    "Every row of the table of corrections is one; one that replaces nothing is said, and counts")
  func decisions() throws {
    let small = try small([
      "submissions.csv": rows("2024-H1,Núi Tây,balance,5,\n"),
      "corrections.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Núi Tây,balance,-7\n2024-H1,Sông Đông,balance,8\n",
    ])
    #expect(try small.value("balance", 1, in: half) == -7)
    #expect(
      try small.said() == [
        "corrections.csv:2:4 negative-number warning",
        "corrections.csv:3:4 unused-correction warning",
        "submissions.csv:2:4 contradicting-numbers accepted",
      ])
    let message = try small.message(.contradictingNumbers)
    #expect(
      message.contains(
        "the number here is 5, but the correction -7 counts (corrections.csv:2:4)"))
  }

  @Test("What a unit sends after a correction, and says otherwise, is no longer settled by it")
  func sentAfterwards() throws {
    let table = { (sent: String) in
      try small([
        "submissions.csv": rows("2024-H1,Núi Tây,balance,\"\(sent)\",\n"),
        "corrections.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Số cũ\n2024-H1,Núi Tây,balance,22,\"2z; 1.200\"\n",
      ])
    }
    #expect(try table("1200").said() == ["submissions.csv:2:4 contradicting-numbers accepted"])
    #expect(try table("2z").said() == ["submissions.csv:2:4 bad-number accepted"])
    let later = try table("24")
    #expect(try later.value("balance", 1, in: half) == 22)
    #expect(try later.said() == ["submissions.csv:2:4 contradicting-numbers warning"])
    #expect(try later.message(.contradictingNumbers).contains("may have sent another number since"))
    // The right number came.
    #expect(try table("22").said().isEmpty)
  }

  @Test(
    "A table of corrections that cannot be read is an error: what is known to be wrong would count")
  func unreadableCorrections() throws {
    let small = try small(["submissions.csv": rows("2024-H1,Núi Tây,balance,5,\n")])
    try small.add("corrections.csv", Data([0x50, 0x4B, 3, 4, 0, 0]))
    #expect(try small.intake(half).log.hasErrors)
  }

  @Test("One cell that cannot be read leaves out its number, not those beside it")
  func cellOfARow() throws {
    let small = try small([
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Kế hoạch\n2024-H1,Núi Tây,balance,nhiều,9\n"
    ])
    let intake = try small.intake(half)
    #expect(intake.log.all.map(\.code) == [.badNumber])
    let plans = intake.book.plans.holding("balance", for: .unit(1), in: half, intake.book.calendar)
    #expect(plans.map(\.value) == [Quantity(9)])
  }

  @Test("x does not apply, … is not reported, - is zero, 85/193 is 85")
  func signs() throws {
    let small = try small([
      "submissions.csv": rows(
        "2024-H1,Sông Đông,balance,x,\n2024-H1,Núi Tây,balance,…,\n2024-H1,Biển Nam,balance,-,\n2024-H1,Biển Nam,done,85/193,\n"
      )
    ])
    let intake = try small.intake(half)
    let balance = try #require(intake.book.plan.indicator(withID: "balance"))
    let statuses = (0..<3).map { intake.book.tally(balance, for: .unit($0), in: half).status }
    #expect(statuses == [.notApplicable, .missing, .complete])
    #expect(intake.book.tally(balance, for: .all, in: half).expectedUnits == 2)
    #expect(try small.value("done", 2, in: half) == 85)
    #expect(!intake.log.hasErrors)
  }

  @Test("Names with their unit of measure, aliases, and the nearest name of one that is not known")
  func names() throws {
    let small = try small([
      "submissions.csv": rows(
        "2024-H1,Sông Đông,Dư nợ (triệu đồng),3,\n2024-H1,Núi Tây,Số dư,4,\n2024-H1,Biển Nam,Dư nơ,5,\n"
      )
    ])
    #expect(try small.value("balance", 0, in: half) == 3)
    #expect(try small.value("balance", 1, in: half) == 4)
    #expect(try small.message(.unknownIndicator).contains("did you mean \"Dư nợ\"?"))
  }

  @Test(
    "A fraction beside percentages is doubted; hidden rows are said; a part above its whole is said"
  )
  func doubts() throws {
    let percent = try small([
      "submissions.csv": rows("2024-H1,Sông Đông,balance,44%,\n2024-H1,Núi Tây,balance,\"0,44\",\n")
    ])
    #expect(
      try percent.said() == [
        // Millions of dong are no percentages.
        "submissions.csv:2:4 ambiguous-number warning",
        "submissions.csv:3:4 ambiguous-number warning",
      ])
    let above = try small([
      "submissions.csv": rows("2024-H1,Sông Đông,done,900,\n2024-H1,Sông Đông,asked,500,\n")
    ])
    #expect(try above.said() == ["submissions.csv:2:4 part-above-whole warning"])
    var book = StoredZip.OddWorkbook(
      sheets: [
        (
          "S",
          sheet([
            ["Kỳ", "Đơn vị", "Chỉ tiêu", "Số liệu"], ["2024-H1", "Núi Tây", "balance", "#5"],
          ])
        )
      ])
    book.sheets[0].data = book.sheets[0].data.replacingOccurrences(
      of: "<row r=\"2\">", with: "<row r=\"2\" hidden=\"1\">")
    let hidden = try small([:])
    try hidden.add("submissions.xlsx", book.data)
    #expect(try hidden.said() == ["submissions.xlsx:S hidden-rows warning"])
  }

  @Test(
    "A half-year that its quarters cannot make up is said, and quarters that stand in its place")
  func partsOfPeriods() throws {
    func said(_ quarters: (Int, Int), _ half: String) throws -> [Finding] {
      let reports =
        "2024-Q1,Núi Tây,balance,\(quarters.0),\n2024-Q2,Núi Tây,balance,\(quarters.1),\n"
      return try small(["submissions.csv": rows(reports + half)]).intake(self.half).log.all
    }
    let above = try said((5, 7), "2024-H1,Núi Tây,balance,99,\n")
    #expect(above.map { "\($0.place.row ?? 0) \($0.code.rawValue)" } == ["4 contradicts-parts"])
    #expect(above[0].message.english.contains("add up to 12 (2024-Q1: 5, 2024-Q2: 7)"))
    // A flow, a stock, an average.
    for right in [12, 7, 6] {
      #expect(try said((5, 7), "2024-H1,Núi Tây,balance,\(right),\n").isEmpty)
    }
    let instead = try said((5, 7), "2024-H1,Sông Đông,balance,3,\n")
    #expect(instead.map { "\($0.place.row ?? 0) \($0.code.rawValue)" } == ["3 parts-only"])
    #expect(try said((5, 7), "").map(\.code) == [.partsOnly])
  }

  @Test("A number far from the unit's own history is doubted, with a zero too many named as such")
  func history() throws {
    func said(_ last: String) throws -> [Finding] {
      let values = ["40", "52", "47", "44", last]
      let rows = values.enumerated().map { "2024-M0\($0 + 1),Núi Tây,balance,\($1),\n" }.joined()
      return try small(["submissions.csv": self.rows(rows)]).intake(half).log.all
    }
    #expect(
      try said("470").map { "\($0.place.row ?? 0) \($0.code.rawValue)" } == ["6 far-from-others"])
    #expect(try said("470")[0].message.english.contains("a zero may be missing or too many"))
    #expect(try said("5").count == 1)
    #expect(try said("200").isEmpty)
    #expect(try said("9").isEmpty)
  }

  @Test("Rules of one's own hold for rows and for tallies")
  func rules() throws {
    let checked = try Small(
      [
        "submissions.csv": rows(
          "2024-H1,Sông Đông,done,9,\n2024-H1,Sông Đông,asked,5,\n2024-H1,Núi Tây,done,5,\n2024-H1,Núi Tây,asked,9,\n"
        )
      ],
      settings: ReportedNumberTests.settings.replacing("  rate: {ratio: [done, asked]}\n", with: "")
        + "\nchecks: [{rule: done <= asked, reason: không thể nhiều hơn}]\n")
    let found = try checked.intake(half).log.all.filter { $0.code == .failedCheck }
    #expect(
      found.map(\.message.english) == [
        "Huyện Sông Đông, 2024-H1: it breaks the rule \"done <= asked\" (không thể nhiều hơn): done = 9, asked = 5; check it"
      ])
  }
}

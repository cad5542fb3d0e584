import ClusterMetrics
import Testing
import TestSupport

@testable import Intake

/// The right numbers are those that an analyst's own reference has.
@Suite("Numbers of whole periods, of units that lack something, and of those that were joined")
struct StatedWholeTests {
  private static let head = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
  private static let roster = "cluster,unit\nC,Huyện Đông\nC,Huyện Tây\nC,Huyện Nam\n"

  private func small(
    _ rows: String, _ indicators: String, more: String = "", roster: String = roster
  ) throws -> Small {
    try Small(
      ["submissions.csv": StatedWholeTests.head + rows],
      settings: "language: en\n\(more)indicators:\n\(indicators)", roster: roster)
  }

  @Test(
    "A number of a school year, a fiscal year or a term is of that alone, though others count from New Year",
    arguments: [
      ("2024-M08,Đông,v,70\n2024,Đông,v,100\nschool-2024,Đông,v,55\n", "school-2024", 55.0),
      ("fiscal-2023,Đông,v,70\nfiscal-2024,Đông,v,77\n", "fiscal-2024", 77),
      ("\"Nhiệm kỳ 2020–2025\",Đông,v,500\n2025-H1,Đông,v,40\n", "2025-H1", 40),
      ("2025-H1,Đông,v,40\n\"Nhiệm kỳ 2020–2025\",Đông,v,500\n", "2025-H1", 40),
    ])
  func wholes(rows: String, period: String, value: Double) throws {
    let small = try small(
      rows, "  v: {from: submissions, over_time: sum, cumulative: year}\n",
      more:
        "year_starts: {fiscal: 1/4}\nterms: {\"Nhiệm kỳ 2020–2025\": 2020-07-01..2025-06-30}\n")
    let calendar = try Project(folder: small.folder.url).definition.calendar
    let asked = try #require(calendar.period(written: period))
    let intake = try small.intake(asked)
    let indicator = try #require(intake.book.plan.indicator(withID: "v"))
    let tally = intake.book.tally(indicator, for: .unit(0), in: asked)
    #expect(tally.value == value && tally.status == .complete, "\(tally)")
    #expect(
      !intake.log.all.contains { $0.code == .contradictsParts || $0.code == .contradictingNumbers })
  }

  @Test(
    "A mean over units that were joined between two periods weighs each unit of the later map the same"
  )
  func joinedMeans() throws {
    let small = try small(
      "2024-Q1,Một,v,10\n2024-Q1,Hai,v,20\n2024-Q1,Sáu,v,90\n2025-Q1,Ba,v,15\n2025-Q1,Sáu,v,90\n",
      "  v: {from: submissions, unit_of_measure: \"%\", over_time: mean}\n",
      roster:
        "Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào\nC,Huyện Một,,31/12/2024,Huyện Ba\nC,Huyện Hai,,31/12/2024,Huyện Ba\nC,Huyện Ba,1/1/2025,,\nC,Huyện Sáu,,,\n"
    )
    let (now, before) = (Period.quarter(1, year: 2025), Period.quarter(1, year: 2024))
    let project = try Project(folder: small.folder.url)
    let book = try project.tally([now, before]).book.comparable([before, now])
    let indicator = try #require(book.plan.indicator(withID: "v"))
    // (15 + 90) / 2, and ((10 + 20) / 2 + 90) / 2.
    #expect(book.tally(indicator, for: .cluster(0), in: now).value == 52.5)
    #expect(book.tally(indicator, for: .cluster(0), in: before).value == 52.5)
  }

  @Test("What is made from others says why it is missing although these were reported")
  func lack() throws {
    let unlike = try small(
      "2024-M01,Đông,a,3\n2024-M02,Đông,a,4\n2024-M03,Đông,a,4\n2024-M01,Đông,b,5\n2024-M02,Đông,b,5\n",
      "  a: {from: submissions, over_time: sum}\n  b: {from: submissions, over_time: sum}\n  r: {ratio: [a, b]}\n"
    )
    let quarter = Period.quarter(1, year: 2024)
    func rate(_ small: Small, _ id: String, _ unit: Int) throws -> Tally {
      let book = try small.intake(quarter).book
      return book.tally(
        try #require(book.plan.indicator(withID: id)), for: .unit(unit), in: quarter)
    }
    #expect(try rate(unlike, "r", 0).status == .missing)
    #expect(try rate(unlike, "r", 0).lack == .likeParts)
    #expect(try rate(unlike, "r", 1).lack == nil)
    let nobody = try small(
      "2024-Q1,Đông,a,3\n2024-Q1,Tây,a,3\n",
      "  a: {from: submissions}\n  p: {per: Dân số, of: a, times: 1000}\n",
      roster: "cluster,unit,Dân số\nC,Huyện Đông,\nC,Huyện Tây,1000\n")
    #expect(try rate(nobody, "p", 0).lack == .measure)
    #expect(try rate(nobody, "p", 1).value == 3)
  }

  @Test("A finding names parts without their numbers where small ones are not shown")
  func hiddenParts() throws {
    let rows = "2024-M01,Đông,v,3\n2024-M02,Đông,v,4\n2024-M03,Đông,v,1\n2024-Q1,Tây,v,25\n"
    func found(_ more: String) throws -> String {
      let small = try small(rows, "  v: {from: submissions}\n", more: more)
      let finding = try small.intake(.quarter(1, year: 2024)).log.all.first {
        $0.code == .partsOnly
      }
      return try #require(finding).message.english
    }
    #expect(try found("").contains("(2024-M01: 3, 2024-M02: 4, 2024-M03: 1)"))
    #expect(try found("hide_below: 5\n").contains("(2024-M01, 2024-M02, 2024-M03)"))
  }

  @Test("Each unit that is not asked is named with its own row")
  func notAsked() throws {
    let small = try small(
      "2024-Q1,Đông,v,5\n2024-Q1,Tây,v,5\n2024-Q1,Nam,v,7\n",
      "  v: {from: submissions, applies_to: [Huyện Đông]}\n")
    let found = try small.intake(.quarter(1, year: 2024)).log.all.filter { $0.code == .notAsked }
    #expect(
      found.map { "\($0.place.row ?? 0) \($0.message.english.prefix(9))" } == [
        "3 Huyện Tây", "4 Huyện Nam",
      ])
  }

  @Test("A correction of last year's number stands beside a cumulative one, too")
  func lastYear() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Lũy kế,Cùng kỳ năm trước\n2024-M01,Đông,v,3,3,2\n2024-M02,Đông,v,4,7,5\n",
        "corrections.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Loại số liệu,Số liệu,Đính chính,Lý do,Số cũ\n2024-M02,Đông,v,Cùng kỳ năm trước,6,x,gọi,5\n",
      ], settings: "language: en\nindicators:\n  v: {from: submissions, over_time: sum}\n",
      roster: StatedWholeTests.roster)
    // Six up to the end of February less two up to the end of January.
    #expect(try small.value("v", 0, in: .month(2, year: 2023)) == 4)
    let found = try small.intake(.month(2, year: 2023)).log.all
    #expect(!found.contains { $0.code == .unusedCorrection }, "\(found)")
  }
}

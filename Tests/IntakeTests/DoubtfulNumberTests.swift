import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Numbers that count, and what may be wrong with them")
struct DoubtfulNumberTests {
  private static let head = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
  private static let roster = "cluster,unit\nC,Huyện Đông\nC,Huyện Tây\n"

  private func small(
    _ rows: String, _ indicators: String, files: [String: String] = [:], roster: String = roster
  ) throws -> Small {
    try Small(
      ["submissions.csv": DoubtfulNumberTests.head + rows].merging(files) { $1 },
      settings: "language: en\nindicators:\n\(indicators)", roster: roster)
  }

  private static let rates = """
      files: {name: Hồ sơ, from: submissions, over_time: sum}
      done: {name: Đúng hạn, from: submissions, over_time: sum}
      rate: {name: Tỷ lệ, unit_of_measure: "%", from: submissions, over_time: mean}
    """

  @Test("A mean of rates is no rate of all where two numbers make each of them")
  func meansOfRates() throws {
    func said(_ second: String) throws -> [String] {
      try small(
        "2024-H1,Đông,files,9000\n2024-H1,Đông,done,8100\n2024-H1,Đông,rate,90\n2024-H1,Tây,files,100\n2024-H1,Tây,done,100\n2024-H1,Tây,rate,\(second)\n",
        DoubtfulNumberTests.rates
      ).intake(.half(1, year: 2024)).log.all.filter { $0.code == .contradictsRate }
        .map { $0.line(in: .english) }
    }
    // 8,200 of 9,100 are 90.1%, and the mean of 90% and 100% is 95%.
    let line = try #require(try said("100").first)
    #expect(line.contains("95%") && line.contains("90.1%") && line.contains("[done, files]"))
    // A rate that nothing makes stays what it is.
    #expect(try said("97").isEmpty)
  }

  @Test("A month in which one number of a rate does not arise leaves no rate of the quarter")
  func partsOfRates() throws {
    let rows = (1...3).map {
      "2024-M0\($0),Đông,files,\($0 == 3 ? "x" : "100")\n2024-M0\($0),Đông,done,90\n"
    }
    let small = try small(
      rows.joined(),
      "  files: {from: submissions, over_time: sum}\n  done: {from: submissions, over_time: sum}\n  r: {ratio: [done, files]}\n"
    )
    let quarter = Period.quarter(1, year: 2024)
    let intake = try small.intake(quarter)
    let indicator = try #require(intake.book.plan.indicator(withID: "r"))
    let tally = intake.book.tally(indicator, for: .unit(0), in: quarter)
    #expect(tally.value == nil && tally.lack == .likeParts, "\(tally)")
  }

  @Test(
    "A rate per inhabitant of last year has the inhabitants of then, whoever else was renamed since"
  )
  func perInhabitant() throws {
    let small = try small(
      "2024,Cát,v,284\n2025,Cát,v,334\n2024,Dâu,v,100\n2025,Én,v,100\n",
      "  v: {name: HS, from: submissions, over_time: sum}\n  p: {per: Dân số, of: v, times: 1000}\n",
      roster:
        "Cụm,Đơn vị,Dân số,Từ ngày,Đến ngày,Sáp nhập vào\nC,Cát,2000,,31/12/2024,\nC,Cát,4000,1/1/2025,,\nC,Dâu,1000,,31/12/2024,Én\nC,Én,1000,1/1/2025,,\n"
    )
    let (now, before) = (Period.year(2025), Period.year(2024))
    let book = try Project(folder: small.folder.url).tally([now, before]).book
      .comparable([before, now])
    let indicator = try #require(book.plan.indicator(withID: "p"))
    // 284 of 2,000, 334 of 4,000; together 384 of 3,000 and 434 of 5,000.
    #expect(book.tally(indicator, for: .unit(0), in: before).value == 142)
    #expect(book.tally(indicator, for: .unit(0), in: now).value == 83.5)
    #expect(book.tally(indicator, for: .all, in: before).value == 128)
    #expect(book.tally(indicator, for: .all, in: now).value == 86.8)
  }

  @Test("Parts of a divided unit that state the whole year beside it are asked about")
  func divided() throws {
    let small = try small(
      "2025,Dâu,v,373\n2025,Một,v,414\n2025,Hai,v,331\n",
      "  v: {from: submissions, over_time: sum}\n",
      roster:
        "Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào\nC,Dâu,,30/6/2025,Một; Hai\nC,Một,1/7/2025,,\nC,Hai,1/7/2025,,\n"
    )
    let said = try small.intake(.year(2025)).log.all.filter { $0.code == .contradictsParts }
    #expect(said.count == 2, "\(said.map { $0.line(in: .english) })")
  }

  @Test("A form says of columns with numbers that it does not read them")
  func otherColumns() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Huyện Tây,Ghi chú\n2024-H1,Đông,v,5,7,a\n2024-H1,Đông,w,6,8,b\n"
      ],
      settings:
        "language: en\nindicators:\n  v: {from: submissions}\n  w: {from: submissions}\n",
      roster: DoubtfulNumberTests.roster)
    #expect(
      try small.intake(.half(1, year: 2024)).log.all.map { "\($0.place) \($0.code.rawValue)" }
        .contains("submissions.csv:1:5 unknown-indicator"))
  }

  @Test("A day of sending that is none, above a form, is said")
  func sent() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Đơn vị: Huyện Đông\nNgày gửi: 31/6/2024\nKỳ,Chỉ tiêu,Số liệu\n2024-H1,v,5\n"
      ], settings: "language: en\nindicators:\n  v: {from: submissions}\n",
      roster: DoubtfulNumberTests.roster)
    #expect(
      try small.intake(.half(1, year: 2024)).log.all.map { "\($0.place) \($0.code.rawValue)" }
        .contains("submissions.csv:2:1 bad-date"))
  }

  @Test("A percentage planned above a hundred is asked about")
  func plans() throws {
    let small = try small(
      "2024-H1,Đông,rate,88\n", DoubtfulNumberTests.rates,
      files: ["plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,Đông,rate,9400\n"])
    #expect(
      try small.intake(.half(1, year: 2024)).log.all.contains {
        $0.code == .partAboveWhole && $0.place.file == "plans.csv"
      })
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

/// Numbers of parts of a period, of units that end and begin within it, and of cumulative numbers: counted by hand.
@Suite("Parts of periods, mergers and cumulative numbers, by hand")
struct PartsOfPeriodTests {
  private let half = Period.half(1, year: 2024)
  private static let head = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
  private static let merger = """
    Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
    Cụm A,Huyện Đông,,30/4/2024,Huyện Mới
    Cụm A,Huyện Tây,,30/4/2024,Huyện Mới
    Cụm A,Huyện Mới,1/5/2024,,
    """
  private static let two = "Cụm,Đơn vị\nCụm A,Huyện Một\nCụm A,Huyện Hai\n"

  private func project(_ rows: String, _ indicators: String, _ roster: String) throws -> Small {
    try Small(
      ["submissions.csv": PartsOfPeriodTests.head + rows],
      settings: "language: vi\n" + indicators, roster: roster)
  }

  private func tally(
    _ small: Small, _ id: String, _ unit: Int?, in period: Period
  ) throws -> Tally {
    let book = try small.intake(period).book.comparable([period])
    let indicator = try #require(book.plan.indicator(withID: id))
    return book.tally(indicator, for: unit.map { .unit($0) } ?? .all, in: period)
  }

  @Test("A unit founded within a quarter reports all of it: stocks are its own, means go by time")
  func stocksAndMeans() throws {
    let small = try project(
      """
      2024-Q1,Huyện Đông,Mô hình,10
      2024-Q1,Huyện Tây,Mô hình,20
      2024-Q2,Huyện Mới,Mô hình,30
      2024-Q1,Huyện Đông,Điểm,10
      2024-Q1,Huyện Tây,Điểm,20
      2024-Q2,Huyện Mới,Điểm,30
      """,
      """
      indicators:
        l: {name: Mô hình, from: submissions, over_time: last}
        m: {name: Điểm, from: submissions, over_time: mean, decimals: 1}
      """, PartsOfPeriodTests.merger)
    #expect(try tally(small, "l", 2, in: half).value == 30)
    // (15 × 3 + 30 × 3) / 6
    #expect(try tally(small, "m", 2, in: half).value == 22.5)
  }

  @Test("What a merged or divided unit has not reported is missing of what became of it")
  func silent() throws {
    let sum = "indicators:\n  s: {name: Hồ sơ, from: submissions, over_time: sum}\n"
    let merged = try project(
      "2024-Q1,Huyện Tây,Hồ sơ,20\n2024-Q2,Huyện Mới,Hồ sơ,100\n", sum,
      PartsOfPeriodTests.merger)
    let whole = try tally(merged, "s", 2, in: half)
    #expect(whole.value == 120)
    #expect(whole.status == .partial)
    #expect(whole.missingParts == [.quarter(1, year: 2024)])
    #expect(
      try merged.intake(half).log.all.contains {
        $0.code == .missingParts && $0.message.vietnamese.contains("quý I năm 2024 của Huyện Đông")
      })
    let divided = try project(
      "2024-Q2,Huyện Bắc,Hồ sơ,26\n2024-M03,Huyện Bắc,Hồ sơ,1\n2024-M03,Huyện Nam,Hồ sơ,2\n2024-Q2,Huyện Nam,Hồ sơ,30\n",
      sum,
      """
      Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
      Cụm A,Huyện Cũ,,29/2/2024,Huyện Bắc;Huyện Nam
      Cụm A,Huyện Bắc,1/3/2024,,
      Cụm A,Huyện Nam,1/3/2024,,
      """)
    let all = try tally(divided, "s", nil, in: half)
    #expect(all.value == 59 && all.status == .partial)
    #expect(all.missingParts == [.month(1, year: 2024), .month(2, year: 2024)])
  }

  @Test("Of two cumulative numbers to one day the one of the asked period counts, in any order")
  func twoCumulative() throws {
    let small = try project(
      """
      2024-M06,Huyện Một,Thu phí,182
      2024-H1,Huyện Một,Thu phí,186
      2024-H1,Huyện Hai,Thu phí,186
      2024-M06,Huyện Hai,Thu phí,182
      """,
      "indicators:\n  c: {name: Thu phí, from: submissions, over_time: sum, cumulative: year}\n",
      PartsOfPeriodTests.two)
    for unit in 0...1 {
      #expect(try tally(small, "c", unit, in: half).value == 186)
      #expect(try tally(small, "c", unit, in: .month(6, year: 2024)).value == 182)
    }
  }

  @Test(
    "A unit that takes another in may count for both: that is asked, and not where its number is too small"
  )
  func takeover() throws {
    let roster = """
      Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
      Cụm A,Huyện Đông,,30/4/2024,Huyện Tây
      Cụm A,Huyện Tây,,,
      """
    let fees =
      "indicators:\n  c: {name: Thu phí, from: submissions, over_time: sum, cumulative: year}\n"
    func said(_ later: String, _ roster: String) throws -> (value: Double?, message: String?) {
      let small = try project(
        "2024-M04,Huyện Đông,Thu phí,30\n2024-M03,Huyện Tây,Thu phí,45\n2024-M04,Huyện Tây,Thu phí,60\n"
          + later,
        fees, roster)
      let log = try small.intake(half).log.all.filter { $0.code == .contradictsParts }
      #expect(log.count <= 1)
      return (try tally(small, "c", nil, in: half).value, log.first?.message.vietnamese)
    }
    let later = "2024-M05,Huyện Tây,Thu phí,110\n2024-H1,Huyện Tây,Thu phí,125\n"
    let doubtful = try said(later, roster)
    #expect(doubtful.value == 155)
    #expect(
      doubtful.message?.contains(
        "lũy kế 110 của Huyện Tây được hiểu là của địa bàn cũ, nên cộng thêm 30 của Huyện Đông;")
        == true)
    let clear = try said(
      "2024-M05,Huyện Tây,Thu phí,89\n2024-H1,Huyện Tây,Thu phí,95\n", roster)
    #expect(clear.value == 125 && clear.message == nil)
    // Both lines in any order say that it was founded anew, for both areas.
    let lines = ["Cụm A,Huyện Tây,,30/4/2024,Huyện Tây", "Cụm A,Huyện Tây,1/5/2024,,"]
    for order in [lines, lines.reversed()] {
      let refounded = try said(
        later,
        (["Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào", "Cụm A,Huyện Đông,,30/4/2024,Huyện Tây"]
          + order).joined(separator: "\n"))
      #expect(refounded.value == 125 && refounded.message == nil)
    }
  }

  @Test("What counts from New Year holds nothing of before a unit was founded that replaced none")
  func founded() throws {
    let small = try project(
      "2024-M05,Huyện Mới,Thu phí,20\n2024-M06,Huyện Mới,Thu phí,34\n",
      "indicators:\n  c: {name: Thu phí, from: submissions, over_time: sum, cumulative: year}\n",
      "Cụm,Đơn vị,Từ ngày,Đến ngày\nCụm A,Huyện Cũ,,\nCụm A,Huyện Mới,1/5/2024,\n")
    let own = try tally(small, "c", 1, in: .quarter(2, year: 2024))
    #expect(own.value == 34 && own.status == .complete)
  }

  @Test("A number that is asked for since the second quarter makes no rate with one of both")
  func since() throws {
    let small = try project(
      """
      2024-Q1,Huyện Một,Hồ sơ,100
      2024-Q2,Huyện Một,Hồ sơ,50
      2024-Q2,Huyện Một,Trực tuyến,40
      2024-H1,Huyện Hai,Hồ sơ,80
      2024-H1,Huyện Hai,Trực tuyến,20
      """,
      """
      indicators:
        a: {name: Hồ sơ, from: submissions, over_time: sum}
        b: {name: Trực tuyến, from: submissions, over_time: sum, since: 2024-Q2}
        r: {name: Tỷ lệ, ratio: [b, a]}
      """, PartsOfPeriodTests.two)
    #expect(try tally(small, "b", 0, in: half).value == 40)
    #expect(try tally(small, "r", 0, in: half).lack == .likeParts)
    #expect(try tally(small, "r", 1, in: half).value == 25)
    #expect(try tally(small, "r", 0, in: .quarter(2, year: 2024)).value == 80)
    let late = try project(
      "2024-Q3,Huyện Một,Trực tuyến,4\n2024-Q4,Huyện Một,Trực tuyến,4\n",
      "indicators:\n  b: {name: Trực tuyến, from: submissions, over_time: sum, since: 2024-Q2}\n",
      PartsOfPeriodTests.two)
    #expect(
      try tally(late, "b", 0, in: .year(2024)).missingParts == [.quarter(2, year: 2024)])
  }

  @Test("A cumulative number is held against no quarter's own, nor three months against one")
  func unlike() throws {
    let parts = try project(
      """
      2024-Q1,Huyện Một,Hồ sơ,20
      2024-Q2,Huyện Một,Hồ sơ,20
      2024-Q1,Huyện Một,Đúng hạn,15
      2024-Q2,Huyện Một,Đúng hạn,30
      """,
      """
      indicators:
        a: {name: Hồ sơ, from: submissions, over_time: sum}
        b: {name: Đúng hạn, from: submissions, over_time: sum, cumulative: year}
        r: {name: Tỷ lệ, ratio: [b, a]}
      """, PartsOfPeriodTests.two)
    let quarter = Period.quarter(2, year: 2024)
    #expect(try !parts.intake(quarter).log.all.contains { $0.code == .partAboveWhole })
    #expect(try tally(parts, "r", 0, in: quarter).value == 75)
    let rules = try project(
      """
      2024-M01,Huyện Một,Hồ sơ,30
      2024-M02,Huyện Một,Hồ sơ,60
      2024-M03,Huyện Một,Hồ sơ,90
      2024-Q1,Huyện Một,Đúng hạn,50
      """,
      """
      indicators:
        a: {name: Hồ sơ, from: submissions, over_time: sum, cumulative: year}
        b: {name: Đúng hạn, from: submissions, over_time: sum, cumulative: year}
      checks:
        - {rule: b <= a, reason: không thể nhiều hơn}
      """, PartsOfPeriodTests.two)
    let march = Period.month(3, year: 2024)
    #expect(try !rules.intake(march).log.all.contains { $0.code == .failedCheck })
  }

  @Test("What is missing is counted once, however many longer periods lack it")
  func counted() throws {
    let rows = ["Tổng hồ sơ", "Đơn thư"].map { name in
      "2024-Q1,Huyện Một,\(name),10\n2024-Q1,Huyện Hai,\(name),20\n2024-Q3,Huyện Hai,\(name),30\n"
    }.joined()
    let small = try project(
      rows,
      """
      indicators:
        a: {name: Tổng hồ sơ, from: submissions, over_time: sum}
        b: {name: Đơn thư, from: submissions, over_time: sum, cumulative: year}
      """, PartsOfPeriodTests.two)
    let project = try Project(folder: small.folder.url)
    let log = try project.tally([half, .quarter(3, year: 2024)]).log
    let said = log.all.filter { $0.code == .missingParts }.map(\.message.vietnamese)
    #expect(
      said.contains { $0.hasPrefix("quý III năm 2024: số của Huyện Hai gồm cả số của quý II") })
    #expect(!said.contains { $0.contains("quý III năm 2024") && $0.contains("chưa đủ") }, "\(said)")
    #expect(
      said.contains {
        $0.contains("chưa đủ vì thiếu số liệu quý II năm 2024 của Huyện Một và Huyện Hai")
      }, "\(said)")
  }

  @Test("A small difference is hidden, and with it what it could be worked out from")
  func smallDifference() throws {
    let small = try project(
      """
      2024-H1,Huyện Một,Vụ việc,30
      2024-H1,Huyện Một,Đã xong,28
      2024-H1,Huyện Hai,Vụ việc,400
      2024-H1,Huyện Hai,Đã xong,40
      """,
      """
      hide_below: 5
      indicators:
        s: {name: Vụ việc, from: submissions}
        t: {name: Đã xong, from: submissions}
        k: {name: Còn lại, compute: s - t, hide_below: 5}
      """, PartsOfPeriodTests.two)
    let book = try small.intake(half).book.withSmallNumbers
    func status(_ id: String) throws -> Tally.Status {
      book.tally(try #require(book.plan.indicator(withID: id)), for: .unit(0), in: half).status
    }
    #expect(try status("k") == .complete, "withSmallNumbers shows all")
    let hidden = try tally(small, "k", 0, in: half).status
    let operands = try ["s", "t"].map { try tally(small, $0, 0, in: half).status }
    #expect(hidden == .hidden && operands.contains(.hidden))
  }
}

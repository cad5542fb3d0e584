import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Periods that are not over")
struct EarlyEndTests {
  @Test("Records that end early are compared with the same days; submitted numbers never are cut")
  func cut() throws {
    let rows = (1...6).flatMap { month in
      [(2023, month), (2024, month)].filter { $0.0 == 2023 || $0.1 <= 3 }.map {
        "5/\($0.1)/\($0.0),Sông Đông,,x,1\n"
      }
    }
    let settings = Small.settings + "\n  own: {from: submissions}\n"
    let small = try Small(
      [
        "activities.csv": Small.header + rows.joined(),
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2023-H1,Sông Đông,own,6\n2024-H1,Sông Đông,own,7\n",
      ], settings: settings)
    let (now, before) = (Period.half(1, year: 2024), Period.half(1, year: 2023))
    let intake = try Project(folder: small.folder.url).tally([now, before])
    let book = intake.book
    #expect(book.recordsEnd(in: now) == Day(iso: "2024-03-05"))
    let base = book.base(.lastYear, of: now)
    #expect(base == Period("2023-01-01..2023-03-05"))
    let n = try #require(book.plan.indicator(withID: "n"))
    let cut = book.comparison(n, for: .unit(0), in: now, with: base)
    #expect(cut.current.value == 3 && cut.base.value == 3 && cut.change == 0)
    let own = try #require(book.plan.indicator(withID: "own"))
    #expect(book.comparison(own, for: .unit(0), in: now, with: base).change == 1)
    // Of the year before, which is over and whole, nothing is cut.
    #expect(book.recordsEnd(in: before) == nil)
  }
}

@Suite("Registers by their own rhythm")
struct RegisterRhythmTests {
  /// A register with a row on every so many days from one day to another, of one unit or of several.
  private func register(
    _ unit: String = "Sông Đông", every step: Int32 = 1, from: String, to: String
  ) throws -> String {
    let (first, last) = (try #require(Day(iso: from)), try #require(Day(iso: to)))
    return stride(from: first.number, through: last.number, by: Int(step)).map {
      "\(Day(number: $0).vietnamese),\(unit),,x,1\n"
    }.joined()
  }

  private func book(_ rows: String, _ periods: [Period], beside: [Period] = []) throws -> (
    TallyBook, [String]
  ) {
    let small = try Small(["activities.csv": Small.header + rows])
    defer { small.folder.keep() }
    let intake = try Project(folder: small.folder.url).tally(periods, beside: beside)
    return (intake.book, intake.log.all.map(\.message.vietnamese))
  }

  @Test(
    "A month's register that was written every day and stops on the 12th is compared over twelve days"
  )
  func month() throws {
    let (now, before) = (Period.month(5, year: 2024), Period.month(5, year: 2023))
    let (book, _) = try book(
      register(from: "2023-01-01", to: "2024-05-12"), [now, before],
      beside: [.firstMonths(5, year: 2024), .firstMonths(5, year: 2023)])
    #expect(book.recordsEnd(in: now) == Day(iso: "2024-05-12"))
    #expect(book.base(.lastYear, of: now) == Period("2023-05-01..2023-05-12"))
    // So are the first months of the year up to then.
    #expect(
      book.base(.lastYear, of: .firstMonths(5, year: 2024)) == Period("2023-01-01..2023-05-12"))
  }

  @Test("One that is written every tenth day ends a month on the 22nd as usual")
  func rare() throws {
    let now = Period.month(5, year: 2024)
    let (book, _) = try book(
      register(every: 10, from: "2023-01-01", to: "2024-05-25"), [now, .month(5, year: 2023)])
    #expect(book.recordsEnd(in: now) == nil)
  }

  @Test("What nobody recorded for half a year is no pause of a register")
  func seasons() throws {
    // Ten days of each month of the first half-years.
    let rows = try [(2023, 6), (2024, 3)].flatMap { year, months in
      try (1...months).map {
        try register(from: "\(year)-0\($0)-01", to: "\(year)-0\($0)-10")
      }
    }.joined()
    let (now, before) = (Period.half(1, year: 2024), Period.half(1, year: 2023))
    let (book, _) = try book(rows, [now, before])
    #expect(book.recordsEnd(in: now) == Day(iso: "2024-03-10"))
    let n = try #require(book.plan.indicator(withID: "n"))
    let base = book.base(.lastYear, of: now)
    #expect(book.comparison(n, for: .unit(0), in: now, with: base).change == 0)
  }

  @Test("Nothing is compared with a month within which a daily register begins")
  func begins() throws {
    let (now, before) = (Period.month(3, year: 2024), Period.month(3, year: 2023))
    let (book, _) = try book(
      register(from: "2023-03-10", to: "2024-12-31"), [now, before])
    #expect(book.registersBegin(in: before) == Day(iso: "2023-03-10"))
    let n = try #require(book.plan.indicator(withID: "n"))
    let comparison = book.comparison(n, for: .all, in: now, with: before)
    #expect(comparison.base.value == 22 && comparison.change == nil)
  }

  @Test("A unit whose register stops while those of others go on is named")
  func unit() throws {
    let now = Period.half(1, year: 2024)
    let rows =
      try register(from: "2023-01-01", to: "2024-06-30")
      + register("Núi Tây", from: "2023-01-01", to: "2024-02-03")
    let (_, found) = try book(rows, [now])
    #expect(
      found.contains {
        $0.contains("sổ theo dõi của Huyện Núi Tây chỉ có đến 03/02/2024")
      }, "\(found)")
    #expect(!found.contains { $0.contains("sổ theo dõi của Huyện Sông Đông chỉ có đến") })
  }
}

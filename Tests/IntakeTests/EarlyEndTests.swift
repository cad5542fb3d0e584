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

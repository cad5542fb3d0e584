import ClusterMetrics
import Foundation
import Testing

@Suite("Days and periods")
struct DayAndPeriodTests {
  private func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: .min) }

  @Test("Days agree with Foundation's calendar, whatever the year")
  func daysAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for number in stride(from: -60_000 as Int32, through: 60_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let (year, month, dayOfMonth) = Day(number: number).components
      #expect(year == parts.year && month == parts.month && dayOfMonth == parts.day)
      #expect(Day(year: year, month: month, day: dayOfMonth)?.number == number)
    }
  }

  @Test(
    "Days that the calendar does not have are refused",
    arguments: [(2022, 2, 29), (2022, 13, 1), (2022, 0, 1), (2022, 6, 31), (0, 1, 1), (2022, 1, 0)])
  func noSuchDay(year: Int, month: Int, number: Int) {
    #expect(Day(year: year, month: month, day: number) == nil)
  }

  @Test(
    "Reports close on the 14th (Decree 09/2019/NĐ-CP, article 12)",
    arguments: [
      ("2022-H1", "2021-12-15", "2022-06-14"), ("2022-H2", "2022-06-15", "2022-12-14"),
      ("2022-Q1", "2021-12-15", "2022-03-14"), ("2022-M01", "2021-12-15", "2022-01-14"),
      ("2022-M06", "2022-05-15", "2022-06-14"), ("2022-9M", "2021-12-15", "2022-09-14"),
      ("2022", "2021-12-15", "2022-12-14"),
      ("2022-01-01..2022-06-14", "2022-01-01", "2022-06-14"),
    ])
  func administrativePeriods(name: String, first: String, last: String) throws {
    let days = ReportingCalendar.administrative.days(of: try #require(Period(name)))
    #expect(days.lowerBound == day(first) && days.upperBound.previous == day(last))
  }

  @Test(
    "Calendar months end on their last day, in leap years too",
    arguments: [
      ("2022-H1", "2022-01-01", "2022-06-30"), ("2024-M02", "2024-02-01", "2024-02-29"),
      ("2023-M02", "2023-02-01", "2023-02-28"), ("2022-Q4", "2022-10-01", "2022-12-31"),
    ])
  func calendarPeriods(name: String, first: String, last: String) throws {
    let days = ReportingCalendar.calendarMonths.days(of: try #require(Period(name)))
    #expect(days.lowerBound == day(first) && days.upperBound.previous == day(last))
  }

  @Test("Whatever the closing day, months tile quarters, quarters halves, halves years")
  func periodsTile() {
    for closingDay in 1...31 {
      let calendar = ReportingCalendar(closingDay: closingDay)
      for year in 2019...2025 {
        func tile(_ parts: [Period], _ whole: Period) {
          let days = parts.map { calendar.days(of: $0) }
          for (left, right) in zip(days, days.dropFirst()) {
            #expect(left.upperBound == right.lowerBound)
          }
          let all = calendar.days(of: whole)
          #expect(days.first?.lowerBound == all.lowerBound)
          #expect(days.last?.upperBound == all.upperBound)
        }
        tile((1...12).map { .month($0, year: year) }, .year(year))
        tile((1...4).map { .quarter($0, year: year) }, .year(year))
        tile([.half(1, year: year), .half(2, year: year)], .year(year))
        tile([.quarter(1, year: year), .quarter(2, year: year)], .half(1, year: year))
        tile(
          [.year(year), .year(year + 1)],
          .span(
            from: calendar.days(of: .year(year)).lowerBound,
            through: calendar.days(of: .year(year + 1)).upperBound.previous))
      }
    }
  }

  @Test("Every day lies in the half-year that is said to hold it")
  func halfYearHoldsItsDays() {
    for closingDay in [1, 14, 15, 28, 31] {
      let calendar = ReportingCalendar(closingDay: closingDay)
      for number in day("2019-12-01").number...day("2022-02-01").number {
        let day = Day(number: number)
        #expect(calendar.days(of: calendar.halfYear(holding: day)).contains(day))
      }
    }
  }

  @Test(
    "Names of periods are read back as they are written",
    arguments: [
      "2022-H1", "2022-Q4", "2022-M05", "2022-M12", "2022-9M", "2022",
      "2022-01-01..2022-06-14",
    ])
  func namesRoundTrip(name: String) {
    #expect(Period(name)?.name == name)
  }

  @Test(
    "What is no period is refused",
    arguments: [
      "", "2022-H3", "2022-Q5", "2022-M13", "2022-M0", "22-H1", "2022-", "2022-H1-H2",
      "2022-06-14..2022-01-01", "2022-H", "2022-13M", "abcd", "2022-H+1",
    ])
  func noPeriod(name: String) {
    #expect(Period(name) == nil)
  }

  @Test(
    "The period before and the same period last year",
    arguments: [
      ("2022-H1", "2021-H2", "2021-H1"), ("2022-H2", "2022-H1", "2021-H2"),
      ("2022-Q1", "2021-Q4", "2021-Q1"), ("2022-M01", "2021-M12", "2021-M01"),
      ("2022", "2021", "2021"), ("2022-9M", "2021-9M", "2021-9M"),
      ("2022-01-11..2022-01-20", "2022-01-01..2022-01-10", "2021-01-11..2021-01-20"),
      ("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
    ])
  func neighbours(name: String, previous: String, lastYear: String) throws {
    let period = try #require(Period(name))
    #expect(period.previous.name == previous && period.sameLastYear.name == lastYear)
  }

  @Test("Eight half-years that end with 2022-H1 begin with 2018-H2")
  func run() throws {
    let names = try #require(Period("2022-H1")).run(of: 8).map(\.name)
    #expect(names.first == "2018-H2" && names.last == "2022-H1" && names.count == 8)
  }

  @Test(
    "Periods in the words of offices and of other programs",
    arguments: [
      ("6 tháng đầu năm 2024", "2024-H1"), ("6T/2024", "2024-H1"),
      ("6 tháng cuối năm 2024", "2024-H2"),
      ("Quý I/2024", "2024-Q1"), ("quý tư năm 2024", "2024-Q4"), ("Tháng 3/2024", "2024-M03"),
      ("T3.2024", "2024-M03"), ("T2/24", "2024-M02"), ("T1-24", "2024-M01"), ("T1.24", "2024-M01"),
      ("Quý I/25", "2025-Q1"),
      ("03/2024", "2024-M03"), ("202403", "2024-M03"),
      ("9T/2024", "2024-9M"),
      ("Cả năm 2024", "2024"), ("Năm 2024", "2024"), ("Nửa đầu năm 2024", "2024-H1"),
      ("6 tháng/2024", "2024-H1"),
      ("01/4/2024-30/6/2024", "2024-04-01..2024-06-30"),
      ("từ 15/12/2023 đến 14/6/2024", "2023-12-15..2024-06-14"), ("2024S1", "2024-H1"),
      ("2024Q3", "2024-Q3"),
      ("First half of 2024", "2024-H1"), ("2nd half 2024", "2024-H2"),
      ("Quarter 3 of 2024", "2024-Q3"),
      ("1st quarter of 2024", "2024-Q1"), ("June 2024", "2024-M06"), ("Sept 2024", "2024-M09"),
      ("nine months of 2024", "2024-9M"), ("First 9 months of 2024", "2024-9M"),
      ("Full year 2024", "2024"),
    ])
  func words(text: String, name: String) {
    #expect(Period(written: text)?.name == name)
  }

  @Test(
    "What is no period, or not clear which",
    arguments: [
      "tháng 13/2024", "5 tháng đầu năm 2024", "quý V/2024", "June", "7 months of 2024",
      "12/6/2024",
    ])
  func noPeriod(text: String) { #expect(Period(written: text) == nil) }

  @Test(
    "The first months of a year are a period where they are no other, with a name that reads back",
    arguments: [
      (2, "2026-2M", "2 tháng đầu năm 2026", "first 2 months of 2026"),
      (7, "2026-7M", "7 tháng đầu năm 2026", "first 7 months of 2026"),
      (11, "2026-11M", "11 tháng đầu năm 2026", "first 11 months of 2026"),
      (3, "2026-Q1", "quý I năm 2026", "quarter 1 of 2026"),
      (6, "2026-H1", "6 tháng đầu năm 2026", "first half of 2026"),
      (12, "2026", "năm 2026", "2026"),
    ])
  func firstMonths(count: Int, name: String, vietnamese: String, english: String) throws {
    let period = try #require(Period(firstMonths: count, year: 2026))
    #expect(period.name == name)
    #expect(Period(name) == period)
    #expect((period.spoken.vietnamese, period.spoken.english) == (vietnamese, english))
    #expect(Period(asked: "\(count) tháng đầu năm 2026") == period)
    #expect(period.sameLastYear == Period(firstMonths: count, year: 2025))
    let days = ReportingCalendar.administrative.days(of: period)
    #expect(days.lowerBound == Day(year: 2025, month: 12, day: 15))
    #expect(days.upperBound == Day(year: 2026, month: count, day: 15))
  }

  @Test("In a table \"7 tháng đầu năm\" is no period: it may be what July adds up to")
  func monthsInTables() {
    #expect(Period(written: "7 tháng đầu năm 2026") == nil)
    #expect(Period(written: "9 tháng đầu năm 2026") == .firstMonths(9, year: 2026))
    #expect(Period(firstMonths: 13, year: 2026) == nil && Period("2026-13M") == nil)
    #expect(Period("2026-6M") == .half(1, year: 2026))
  }
}

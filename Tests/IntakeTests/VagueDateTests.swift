import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake
@testable import OfficeWords

@Suite("Dates of a register that name no day, or no year")
struct VagueDateTests {
  private static let settings = "calendar: {closing_day: 14}\n" + Small.settings

  private func small(_ title: String, _ dates: [String], file: String = "activities.csv") throws
    -> Small
  {
    let rows = dates.enumerated().map { number, date in
      "\"\(date)\",Sông Đông,An Bình,Đối thoại \(number),\(1 << number)\n"
    }
    let head = title.isEmpty ? "" : "\"\(title)\"\n"
    return try Small([file: head + Small.header + rows.joined()], settings: VagueDateTests.settings)
  }

  @Test("A month or a quarter counts in the periods that hold all of it, and nowhere else")
  func periods() throws {
    // Month 2 is 15 January to 14 February; quarter I 15 December to 14 March.
    let small = try small(
      "SỔ THEO DÕI NĂM 2024", ["Tháng 2/2024", "Quý I", "trong tháng 3", "10/2/2024"])
    #expect(try small.value("people", in: .year(2024)) == 15)
    #expect(try small.value("people", in: .half(1, year: 2024)) == 15)
    #expect(try small.value("people", in: .quarter(1, year: 2024)) == 15)
    #expect(try small.value("people", in: .month(2, year: 2024)) == 9)
    #expect(try small.value("people", in: .month(1, year: 2024)) == nil)
    #expect(try small.value("people", in: .quarter(2, year: 2024)) == nil)
    let said = try small.said()
    #expect(
      said == (3...5).map { "activities.csv:\($0):1 vague-date warning" }, "\(said)")
  }

  @Test("Its first and last day stand among the rows behind a tally")
  func traced() throws {
    let small = try small("SỔ THEO DÕI NĂM 2024", ["Tháng 2/2024", "10/2/2024"])
    let project = try Project(folder: small.folder.url)
    let people = try #require(project.definition.indicator(withID: "people"))
    let rows = try project.trace(
      people, units: Set(project.roster.units.indices), period: .year(2024))
    let days = rows.map { "\($0.entry.day!) \($0.entry.lastDay.map { "\($0)" } ?? ".")" }
    #expect(days == ["2024-01-15 2024-02-14", "2024-02-10 ."])
  }

  @Test(
    "A year that is missing is that of the title, the sheet or the file",
    arguments: [
      ("SỔ THEO DÕI NĂM 2024", "3/6", "2024-06-03"),
      ("Từ ngày 15/12/2023 đến ngày 14/6/2024", "Sáng 20/12", "2023-12-20"),
      ("6 THÁNG ĐẦU NĂM 2024", "20/12", "2023-12-20"),
      ("6 THÁNG ĐẦU NĂM 2024", "14h00 ngày 2/4", "2024-04-02"),
      ("6 THÁNG ĐẦU NĂM 2024", "3-5/6", "2024-06-03"),
      ("6 THÁNG ĐẦU NĂM 2024", "ngày 3 tháng 6", "2024-06-03"),
      ("6 THÁNG ĐẦU NĂM 2024", "28/5 đến 2/6", "2024-05-28"),
    ])
  func years(title: String, date: String, day: String) throws {
    let days = RegisterDays([title], calendar: ReportingCalendar(closingDay: 14))
    let read = try #require(days.read(date))
    #expect(read.first.description == day)
    #expect(read.last == read.first && read.period == nil)
    #expect(try small(title, [date]).value("people", in: .half(1, year: 2024)) == 1)
  }

  @Test(
    "A month or a quarter without a year is of the year in which it lies on the days of the register",
    arguments: [
      ("Quý I", Period.quarter(1, year: 2024)), ("Quý IV", .quarter(4, year: 2023)),
      ("Trong tháng 6", .month(6, year: 2024)), ("Quý I/2023", .quarter(1, year: 2023)),
    ])
  func daysOfPeriods(text: String, period: Period) {
    let days = RegisterDays(
      ["(Từ ngày 15/12/2023 đến ngày 14/6/2024)", "SỔ THEO DÕI NĂM 2024"],
      calendar: .calendarMonths)
    #expect(days.read(text)?.period == period)
  }

  @Test("What both years of a register have names none")
  func ambiguousMonth() {
    let days = RegisterDays(["Từ 15/12/2023 đến 14/12/2024"], calendar: .calendarMonths)
    #expect(days.read("Tháng 12") == nil)
    #expect(days.lacksYear("Tháng 12"))
  }

  @Test(
    "Without a year, with two of them, or with a day that is none it stays an error",
    arguments: [
      ("", "3/6"), ("", "Quý I"), ("NĂM 2023 VÀ NĂM 2024", "3/6"), ("NĂM 2024", "31/6"),
      ("NĂM 2024", "6"), ("NĂM 2024", "Quý V"), ("NĂM 2024", "chưa rõ"),
      ("NĂM 2024", "3/6 và 4/7 và 5/8"),
    ])
  func errors(title: String, date: String) throws {
    let said = try small(title, [date]).said()
    #expect(said.contains { $0.hasSuffix("bad-date error") }, "\(said)")
  }

  @Test(
    "The number of a decree is no year, and of two years nobody knows which",
    arguments: [
      ("Căn cứ Nghị định 30/2020/NĐ-CP", nil), ("NĂM 2023 - 2024", nil),
      ("Sổ năm 2024 (Nghị định 30/2020/NĐ-CP)", "2024-06-03"),
    ])
  func decrees(title: String, day: String?) {
    let days = RegisterDays([title], calendar: .calendarMonths)
    #expect(days.read("3/6")?.first.description == day)
    #expect(days.lacksYear("3/6") == (day == nil) && !days.lacksYear("hôm qua"))
  }

  @Test(
    "The beginning, the middle and the end of a month are days of the calendar, whenever reports close; a week is any of it",
    arguments: [
      ("tuần 3 tháng 3", 1, 31), ("tuần 1 tháng 03 năm 2024", 1, 31), ("đợt 2 tháng 3", 1, 31),
      ("đầu tháng 3", 1, 10), ("Trung tuần tháng 3", 11, 20), ("Cuối tháng 3/2024", 21, 31),
    ])
  func withinMonth(text: String, first: Int, last: Int) throws {
    let days = RegisterDays(["NĂM 2024"], calendar: .administrative)
    let read = try #require(days.read(text))
    #expect(read.first == Day(year: 2024, month: 3, day: first))
    #expect(read.last == Day(year: 2024, month: 3, day: last))
    #expect(LooseDate.read(text) == nil)
  }

  @Test("The name of the file says the year where no title does")
  func fileName() throws {
    #expect(try small("", ["3/6"], file: "sổ 2024.csv").value("people") == 1)
  }

  @Test(
    "The same activity in a month and on its first day is no duplicate, twice in the month it is one"
  )
  func duplicates() throws {
    func said(_ dates: [String]) throws -> [String] {
      let rows = dates.map { "\($0),Sông Đông,An Bình,Đối thoại,5\n" }.joined()
      return try Small(["activities.csv": Small.header + rows]).said()
        .filter { $0.contains("duplicate") }
    }
    #expect(try said(["Tháng 2/2024", "1/2/2024"]).isEmpty)
    #expect(try said(["Tháng 2/2024", "Tháng 2/2024"]).count == 1)
  }
}

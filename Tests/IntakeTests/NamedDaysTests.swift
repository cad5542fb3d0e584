import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Weeks, years that begin on another day, and terms")
struct NamedDaysTests {
  private func days(_ text: String, _ names: DayNames = DayNames()) -> String? {
    names.days(named: text).map { "\($0.name) \($0.from) \($0.through)" }
  }

  @Test(
    "Weeks are those of ISO 8601, by whatever words",
    arguments: [
      // As Python's date.fromisocalendar has them.
      ("2024-W20", "2024-W20 2024-05-13 2024-05-19"),
      ("2024-W01", "2024-W01 2024-01-01 2024-01-07"),
      ("2021-w1", "2021-W01 2021-01-04 2021-01-10"), ("2020-W53", "2020-W53 2020-12-28 2021-01-03"),
      ("Tuần 20 năm 2024", "2024-W20 2024-05-13 2024-05-19"),
      ("TUẦN 20/2024", "2024-W20 2024-05-13 2024-05-19"),
      ("tuần 5-2024", "2024-W05 2024-01-29 2024-02-04"),
    ])
  func weeks(text: String, expected: String) {
    #expect(days(text) == expected)
  }

  @Test(
    "A week that a year has not is no period",
    arguments: ["2021-W53", "2024-W00", "2024-W54", "tuần 0/2024"])
  func noWeeks(text: String) { #expect(days(text) == nil) }

  @Test("Weeks may begin on another day; before the first comes the last of the year before")
  func sundays() throws {
    var names = DayNames()
    names.weekBegins = 7
    // 31 December 2023 is a Sunday, and six days of its week are of 2024.
    #expect(days("2024-W01", names) == "2024-W01 2023-12-31 2024-01-06")
    let first = Period.named(try #require(DayNames().days(named: "2021-W01")))
    #expect(first.previous.name == "2020-W53" && first.previous.next == first)
    #expect(first.sameLastYear.name == "2020-W01")
    #expect(first.previous.sameLastYear.name == "2019-W52")
    #expect(first.run(of: 3).map(\.name) == ["2020-W52", "2020-W53", "2021-W01"])
  }

  @Test(
    "Years that begin on another day",
    arguments: [
      ("school-2024", "school-2024 2024-09-01 2025-08-31"),
      ("Năm học 2024–2025", "school-2024 2024-09-01 2025-08-31"),
      ("NĂM HỌC 2024 - 2025", "school-2024 2024-09-01 2025-08-31"),
      ("năm tài chính 2024", "fiscal-2024 2024-01-01 2024-12-31"),
    ])
  func years(text: String, expected: String) throws {
    #expect(days(text) == expected)
    #expect(days("năm học 2024-2026") == nil)
    let year = Period.named(try #require(DayNames().days(named: text)))
    #expect(year.sameLastYear == year.previous && year.previous.next == year)
    #expect(year.previous.name.hasSuffix("-2023"))
  }

  @Test("What they are called, in both languages")
  func spoken() throws {
    func spoken(_ text: String) throws -> [String] {
      let days = try #require(DayNames().days(named: text))
      return [days.spoken.vietnamese, days.spoken.english]
    }
    #expect(try spoken("2024-W20") == ["tuần 20 năm 2024", "week 20 of 2024"])
    #expect(try spoken("school-2024") == ["năm học 2024–2025", "school year 2024–2025"])
    #expect(try spoken("fiscal-2024") == ["năm tài chính 2024", "fiscal year 2024"])
  }

  private static let settings = """
    language: en
    calendar: {closing_day: 14}
    year_starts: {harvest: 1/11}
    terms: {"Nhiệm kỳ 2020–2025": 2020-06-15..2025-06-14}
    indicators: {n: {count: activities}, told: {name: Tự báo, from: submissions, since: school-2023}}
    """

  @Test("Activities count in them, whatever the closing day; titles and rows name them")
  func counted() throws {
    let small = try Small(
      [
        "activities.csv": """
        Ngày,Đơn vị,Hoạt động
        31/8/2024,Sông Đông,a
        1/9/2024,Sông Đông,b
        31/8/2025,Sông Đông,c
        1/11/2024,Sông Đông,d
        """,
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        Năm học 2024-2025,Sông Đông,told,5
        Tuần 20/2024,Núi Tây,told,7
        nhiệm kỳ 2020-2025,Núi Tây,told,9
        """,
        "bieu.csv": "TỰ BÁO NĂM HỌC 2023 – 2024,\nĐơn vị,Tự báo\nSông Đông,4\n",
      ], settings: NamedDaysTests.settings)
    let calendar = try Project(folder: small.folder.url).definition.calendar
    func period(_ text: String) throws -> Period { try #require(calendar.period(written: text)) }
    #expect(try small.value("n", in: period("school-2024")) == 3)
    #expect(try small.value("n", in: period("harvest-2024")) == 2)
    #expect(try small.value("n", in: period("Nhiệm kỳ 2020-2025")) == 3)
    #expect(try small.value("told", 0, in: period("school-2024")) == 5)
    #expect(try small.value("told", 0, in: period("school-2023")) == 4)
    #expect(try small.value("told", 1, in: period("2024-W20")) == 7)
    #expect(try small.value("told", 1, in: period("Nhiệm kỳ 2020–2025")) == 9)
  }

  @Test(
    "What is no such setting is an error with its form",
    arguments: [
      "year_starts: {school: 31/2}", "year_starts: {năm học: 1/9}", "week_starts: thứ hai",
      "terms: {Khóa: 2024}", "terms: {\"2024\": 2024-01-01..2024-06-30}",
      "terms: {a/b: 2024-01-01..2024-06-30}",
    ])
  func faults(setting: String) throws {
    let small = try Small([:], settings: setting + "\nindicators: {n: {count: activities}}\n")
    #expect(
      try Project(folder: small.folder.url, requiringRecords: false).log.all.map(\.code)
        .contains(.badSetting))
  }
}

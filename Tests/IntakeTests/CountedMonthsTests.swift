import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

@Suite("Months and quarters that a title counts in words")
struct CountedMonthsTests {
  @Test(
    "are those from the beginning of the year, or up to its end",
    arguments: [
      ("KẾT QUẢ 2 QUÝ ĐẦU NĂM 2025", "2025-H1"), ("Kết quả hai quý đầu năm 2025", "2025-H1"),
      ("BÁO CÁO HAI QUÝ CUỐI NĂM 2025", "2025-H2"), ("BÁO CÁO 3 QUÝ NĂM 2025", "2025-9M"),
      ("SÁU THÁNG CUỐI NĂM 2025", "2025-H2"), ("CHÍN THÁNG NĂM 2025", "2025-9M"),
      // Periods that no calendar has, and one month after five.
      ("NĂM THÁNG ĐẦU NĂM 2025", nil), ("TRONG NĂM THÁNG 5/2025", "2025-M05"),
      ("QUÝ 2 NĂM 2025", "2025-Q2"), ("XÃ BA THÁNG 5 NĂM 2025", "2025-M05"),
      ("Biểu số 2 quý I năm 2025", "2025-Q1"),
    ])
  func periods(title: String, period: String?) {
    #expect(
      PeriodMentions.all(in: title, year: nil) == [period].compactMap(\.self).map { Period($0)! })
  }

  @Test(
    "Where they are no period of the calendar, they count up to their last month",
    arguments: [
      ("KẾT QUẢ BỐN THÁNG ĐẦU NĂM 2025", "2025-M04"), ("Hai tháng năm 2025", "2025-M02"),
      ("MƯỜI MỘT THÁNG NĂM 2025", "2025-M11"), ("mười tháng đầu năm 2025", "2025-M10"),
      ("NĂM THÁNG ĐẦU NĂM 2025", "2025-M05"), ("11 THÁNG, ƯỚC CẢ NĂM 2025", "2025-M11"),
    ])
  func months(title: String, month: String) {
    #expect(PeriodMentions.sinceNewYear(in: title, year: nil) == Period(month))
  }

  @Test(
    "Eleven months and an estimate of the year are two periods, of which nobody knows which it is")
  func both() {
    #expect(
      PeriodMentions.all(in: "KẾT QUẢ 11 THÁNG, ƯỚC CẢ NĂM 2025", year: nil)
        == [.year(2025), .month(11, year: 2025)])
  }

  @Test(
    "The first or last days of a month",
    arguments: [
      ("KẾT QUẢ 15 NGÀY ĐẦU THÁNG 6 NĂM 2025", "2025-06-01..2025-06-15"),
      ("10 ngày cuối tháng 2/2024", "2024-02-20..2024-02-29"),
    ])
  func edges(title: String, days: String) {
    let range = PeriodMentions.range(in: title, .calendarMonths)
    #expect(range.map { "\($0.lowerBound)..\($0.upperBound.previous)" } == days)
  }
}

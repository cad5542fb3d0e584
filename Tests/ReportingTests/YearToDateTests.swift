import ClusterMetrics
import Foundation
import Intake
import OfficeWords
import Testing
import TestSupport

@testable import Documents
@testable import Packs
@testable import Reporting

@Suite("Reports of a month say what has added up since the beginning of the year")
struct YearToDateTests {
  @Test(
    "The year to date of a period ends with it",
    arguments: [
      ("2026-M07", "2026-7M"), ("2026-M06", "2026-H1"), ("2026-Q3", "2026-9M"),
      ("2026-H2", "2026"), ("2026-M12", "2026"),
      // What begins with the year is that itself.
      ("2026-M01", "2026-M01"), ("2026-Q1", "2026-Q1"), ("2026-H1", "2026-H1"),
      ("2026-8M", "2026-8M"), ("2026", "2026"),
      ("2026-01-01..2026-04-15", "2026-01-01..2026-04-15"),
      // Days count from New Year as well.
      ("2026-03-01..2026-04-15", "2026-01-01..2026-04-15"), ("2026-03-01..2026-03-31", "2026-Q1"),
      ("2025-09-01..2026-05-31", "2026-5M"),
    ])
  func period(name: String, whole: String) throws {
    let period = try #require(Period(name))
    #expect(ReportingCalendar.calendarMonths.yearToDate(of: period).name == whole)
  }

  private func report(_ period: Period) throws -> (ReportContext, TemporaryFolder) {
    var rows = ""
    for month in 1...7 {
      for (year, times) in [(2026, 2), (2025, 1)] {
        rows += "\(year)-M0\(month),Xã A,talks,\(month * times)\n"
        // Unit B sends nothing in May 2026.
        if (year, month) != (2026, 5) { rows += "\(year)-M0\(month),Xã B,talks,\(10 * times)\n" }
      }
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: vi
      indicators:
        talks: {name: Hội nghị, noun: cuộc, from: submissions, over_time: sum}
        stock: {name: Mô hình, from: submissions, over_time: last}
      """,
      "roster.csv": "Cụm,Đơn vị\nC,Xã A\nC,Xã B\n",
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows
        + "2026-M07,Xã A,stock,3\n2026-M07,Xã B,stock,4\n",
      "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2026,Xã A,talks,112\n2026,Xã B,talks,240\n",
    ])
    let project = try Project(folder: folder.url)
    let intake = try project.tally(
      ReportContext.periods(for: period),
      beside: ReportContext.yearToDate(of: period, .calendarMonths))
    return (
      ReportContext(
        project: project, intake: intake, period: period, language: .vietnamese, measurer: measurer),
      folder
    )
  }

  @Test("The number, last year's, the change, the plan and who lacks something")
  func texts() throws {
    let (report, folder) = try report(.month(7, year: 2026))
    defer { folder.keep() }
    let talks = report.indicators[0]
    let texts = report.texts(talks, for: .unit(0))
    // 2 × (1 + … + 7) of 112, and half of it the year before.
    #expect(texts["value"] == "14")
    #expect(texts["year_to_date"] == "56")
    #expect(texts["year_to_date_last_year"] == "28")
    #expect(texts["year_to_date_change_in_words"] == "tăng 28 (100,0%) so với cùng kỳ 2025")
    #expect(texts["year_to_date_plan_percent"] == "50,0%")
    let all = report.texts(talks, for: .all)
    #expect(all["year_to_date"] == "176")
    #expect(all["year_to_date_caveat"]?.contains("đủ kỳ") == true, "\(all)")
    #expect(report.generalTexts()["period"]?["year_to_date"] == "7 tháng đầu năm 2026")
    // Nothing is said of periods that nobody asked for.
    #expect(
      report.intake.log.all.allSatisfy { !$0.message.vietnamese.contains("7 tháng đầu năm") })
  }

  @Test("The template of a month has a place for it where numbers add up, and says the plan once")
  func template() throws {
    let (report, folder) = try report(.month(7, year: 2026))
    defer { folder.keep() }
    let text = "\(ReportOutliner(report: report).outline().blocks)"
    #expect(
      text.contains(
        "; lũy kế {{period.year_to_date}}: **{{talks.year_to_date}}**{{talks.year_to_date_caveat}}, {{talks.year_to_date_plan_in_words}}"
      ))
    #expect(!text.contains("{{talks.plan_in_words}}") && !text.contains("{{stock.year_to_date}}"))
    let (half, other) = try self.report(.half(1, year: 2026))
    defer { other.keep() }
    #expect(!"\(ReportOutliner(report: half).outline().blocks)".contains("year_to_date"))
  }

  @Test("A pack whose period begins with the year fills the same places with its own numbers")
  func ownNumbers() throws {
    let (report, folder) = try report(.quarter(1, year: 2026))
    defer { folder.keep() }
    let out = folder.url.appending(path: "pack", directoryHint: .isDirectory)
    _ = try PackWriter(
      report: report, formats: [], products: [], date: Date(timeIntervalSince1970: 0)
    ).write(to: out)
    let answers = try PackAnswers(folder: out)
    #expect(try answers.text("talks", "year_to_date", "Xã A").text == "12")
    #expect(try answers.text("talks", "year_to_date_change", "Xã A").text == "+6")
    #expect(try answers.text("period", "year_to_date", "").text == "quý I năm 2026")
  }
}

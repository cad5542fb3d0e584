import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("The sample of monthly reports")
struct MonthlySampleTests {
  private let half = Period.half(1, year: 2022)
  private let before = Period.half(1, year: 2021)

  private func book() throws -> (TallyBook, IntakeResult, Project) {
    let project = try Project(folder: packageRoot.appending(path: "Samples/bao-cao-thang"))
    let intake = try project.tally([half, before])
    return (intake.book, intake, project)
  }

  @Test(
    "Months, cumulative numbers and what exists make the half-year, as Python adds up the files")
  func numbers() throws {
    let (book, intake, project) = try book()
    #expect(!intake.log.hasErrors)
    func tally(_ id: String) throws -> Tally {
      book.tally(try #require(project.definition.indicator(withID: id)), for: .all, in: half)
    }
    for (id, value) in [
      ("files_received", 85_587.0), ("files_in_time", 82_653), ("houses", 61), ("fund", 3_515),
      ("groups_active", 324),
    ] {
      #expect(try tally(id).value == value, "\(id)")
    }
    #expect(try tally("in_time_rate").value == 82_653.0 * 100 / 85_587)
    // Quảng Xương has not sent two numbers of June; departments are asked for no houses.
    #expect(try tally("fund").missingParts == [.month(6, year: 2022)])
    #expect(try tally("houses").expectedUnits == 8)
  }

  @Test("Last year is known of the cluster only; plans hold for the year, one was raised")
  func comparisons() throws {
    let (book, _, project) = try book()
    let files = try #require(project.definition.indicator(withID: "files_received"))
    let comparison = book.comparison(files, for: .cluster(0), in: half, with: before)
    #expect(comparison.base.isStatedTotal && comparison.change == 85_587 - 82_150)
    let houses = try #require(project.definition.indicator(withID: "houses"))
    let unit = try #require(book.roster.unit(named: "Hoằng Hóa"))
    #expect(book.fulfilment(houses, for: .unit(unit), in: half)?.plan == 26)
  }

  @Test("One report of sixty was late; three offices have difficulties, one says that it has none")
  func punctuality() throws {
    let (_, intake, _) = try book()
    let rounds = intake.punctuality.within(half, intake.book.calendar)
    #expect(rounds.count == 6 && rounds.allSatisfy { $0.standings.count == 10 })
    #expect(
      rounds.map { $0.count { if case .late = $0 { true } else { false } } } == [0, 0, 0, 0, 1, 0])
    #expect(
      intake.answers.count == 3 && intake.answers.allSatisfy { $0.question == "difficulties" })
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("The samples give the numbers that SQL gives")
struct SampleTests {
  /// `Expected/*.csv` was made by `Expected/expected.py`, with SQLite and none of Giaoban's code.
  private func expected(_ sample: String) throws -> [[String]] {
    let url = try #require(
      Bundle.module.url(forResource: "Expected/\(sample)", withExtension: "csv"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func project(_ sample: String) throws -> Project {
    try Project(folder: packageRoot.appending(path: "Samples/\(sample)"))
  }

  @Test(
    "Every half-year, unit and indicator", arguments: ["cum-thi-dua-1", "toan-tinh"])
  func everyNumber(sample: String) throws {
    let project = try project(sample)
    let rows = try expected(sample)
    let periods = try Set(rows.map { $0[0] }).sorted().map { try #require(Period($0)) }
    let intake = try project.tally(periods)
    #expect(intake.log.count(of: .error) == 0 && intake.log.count(of: .warning) == 0)
    for row in rows {
      let period = try #require(Period(row[0]))
      let group =
        row[1].isEmpty ? Group.all : .unit(try #require(project.roster.unit(named: row[1])))
      let indicator = try #require(project.definition.indicator(withID: row[2]))
      let value = try #require(intake.book.tally(indicator, for: group, in: period).value)
      #expect(abs(value - (try #require(Double(row[3])))) < 1e-6, "\(row)")
    }
    // What SQL has no row for is zero, missing or not applicable, never another number.
    let known = Set(rows.map { $0[0] + $0[1] + $0[2] })
    for period in periods {
      for (unit, entry) in project.roster.units.enumerated() {
        for indicator in project.definition.indicators
        where !known.contains(period.name + entry.name + indicator.id) {
          let value = intake.book.tally(indicator, for: .unit(unit), in: period).value
          #expect(value == nil || value == 0, "\(period.name) \(entry.name) \(indicator.id)")
        }
      }
    }
  }

  @Test("In the first half of 2022, 85 of 193 communes held 105 dialogue conferences")
  func theSentence() throws {
    let half = Period.half(1, year: 2022)
    let project = try project("cum-thi-dua-1")
    let book = try project.tally([half]).book
    func tally(_ id: String, _ group: Group = .cluster(0)) throws -> Tally {
      book.tally(try #require(project.definition.indicator(withID: id)), for: group, in: half)
    }
    #expect(try tally("dialogues").value == 105)
    #expect(try tally("communes_in_dialogue").value == 85)
    let coverage = try tally("dialogue_coverage")
    #expect(coverage.numerator == Quantity(85) && coverage.denominator == Quantity(193))
    let byUnit = try project.roster.units.indices.map {
      try tally("dialogues", .unit($0)).value ?? 0
    }
    #expect(byUnit.reduce(0, +) == 105)
    #expect(try project.roster.communes.count == 193 && tally("dialogues").expectedUnits == 10)
  }

  @Test("With calendar months the dialogue of 15 June moves into the first half")
  func calendarMoves() throws {
    let days = [
      Period.span(
        from: try #require(Day(iso: "2022-06-15")),
        through: try #require(Day(iso: "2022-06-15")))
    ]
    let project = try project("cum-thi-dua-1")
    let dialogues = try #require(project.definition.indicator(withID: "dialogues"))
    let half = Period.half(1, year: 2022)
    let administrative = try project.tally(days + [half]).book
    #expect(administrative.tally(dialogues, for: .all, in: days[0]).value == 1)
    let calendar = try Project(folder: project.folder, calendar: .calendarMonths).tally([half]).book
    let spring = Period.span(
      from: try #require(Day(iso: "2022-01-01")), through: try #require(Day(iso: "2022-06-14")))
    let untilClosing = try project.tally([spring]).book.tally(dialogues, for: .all, in: spring)
    #expect(
      calendar.tally(dialogues, for: .all, in: half).value == (untilClosing.value ?? 0) + 1)
  }

  @Test("The unit that has not reported in one period is missing there, not zero")
  func silentUnit() throws {
    let period = Period.half(2, year: 2020)
    let project = try project("cum-thi-dua-1")
    let book = try project.tally([period]).book
    let dialogues = try #require(project.definition.indicator(withID: "dialogues"))
    let unit = try #require(project.roster.unit(named: "TP Sầm Sơn"))
    #expect(book.tally(dialogues, for: .unit(unit), in: period).status == .missing)
    let all = book.tally(dialogues, for: .all, in: period)
    #expect(all.status == .partial && all.reportingUnits == 9 && all.expectedUnits == 10)
  }

  @Test("The rows behind a tally add up to it: every indicator, every unit")
  func trace() throws {
    let period = Period.half(1, year: 2022)
    let project = try project("cum-thi-dua-1")
    let book = try project.tally([period]).book
    for indicator in project.definition.indicators {
      let all = try project.trace(
        indicator, units: Set(project.roster.units.indices), period: period)
      for unit in project.roster.units.indices {
        let tally = book.tally(indicator, for: .unit(unit), in: period)
        let rows = all.filter { $0.entry.unit == unit }
        func total(_ part: Tracer.Part) -> Quantity {
          rows.filter { $0.entry.part == part }.reduce(.zero) { $0 + ($1.entry.amount ?? .zero) }
        }
        let communes = Set(rows.compactMap(\.entry.commune)).count
        switch indicator.definition {
        case .distinct: #expect(tally.value ?? 0 == Double(communes), "\(indicator.id) \(unit)")
        case .share: #expect((tally.numerator ?? .zero) == Quantity(communes))
        case .ratio:
          #expect(tally.numerator == total(.numerator))
          #expect(tally.denominator == total(.denominator))
        default: #expect(tally.value == total(.value).doubleValue, "\(indicator.id) \(unit)")
        }
      }
      let one = try project.trace(indicator, units: [0], period: period)
      #expect(one.map(\.entry) == all.map(\.entry).filter { $0.unit == 0 })
    }
  }
}

import ClusterMetrics
import Findings
import Foundation
import Intake
import ProjectDiscovery
import TestSupport

@testable import Workspace

/// A project that is made from tables as offices send them, and read again.
struct TablesProject {
  private let folder = try! TemporaryFolder()
  var project: URL { folder.url.appending(path: "p", directoryHint: .isDirectory) }

  /// Makes a project from one table, and reads it.
  ///
  /// - Returns: for each indicator its name and what the units report, in the order of the table.
  func numbers(
    _ text: String, file: String = "b.csv"
  ) throws -> (values: [String: [String]], settings: String, findings: [Finding.Code]) {
    try numbers([file: text])
  }

  func numbers(
    _ files: [String: String]
  ) throws -> (values: [String: [String]], settings: String, findings: [Finding.Code]) {
    let paths = try files.sorted { $0.key < $1.key }.map { name, text in
      let path = folder.url.appending(path: name)
      try Data(text.utf8).write(to: path)
      return path.path
    }
    try? FileManager.default.removeItem(at: project)
    _ = try ProjectMaking(project).make(from: paths)
    let opened = try OpenProject(folder: project)
    let names = Dictionary(
      uniqueKeysWithValues: opened.project.definition.indicators.map { ($0.id, $0.name.vietnamese) }
    )
    var values: [String: [String]] = [:]
    let intake = try opened.project.tally([])
    for number in intake.tables.flatMap(\.numbers) {
      values[names[number.indicator] ?? "", default: []].append(
        number.value.map { "\(Int($0))" } ?? "x")
    }
    return (
      values, try String(contentsOf: project.appending(path: "giaoban.yaml"), encoding: .utf8),
      intake.log.all.map(\.code)
    )
  }

  /// Makes a project from tables in the words of CSV with bars.
  private func make(_ files: [String: String]) throws -> MadeProject {
    for (name, table) in files { try folder.write(name, table.replacing("|", with: ";")) }
    return try ProjectMaking(project).make(
      from: files.keys.sorted().map { folder.url.appending(path: $0).path })
  }

  /// Makes a project from tables in the words of CSV with bars, and tallies it.
  ///
  /// - Returns: by unit and indicator the values of a period; what is found, with its row, but for parts that the period
  ///   lacks; and what was said when the project was made.
  func read(
    _ files: [String: String], in period: Period
  ) throws -> (values: [String: [String: Double]], found: [String], proposal: ProjectProposal) {
    defer { folder.keep() }
    let made = try make(files)
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let intake = try opened.project.tally([period])
    var values: [String: [String: Double]] = [:]
    for (unit, office) in opened.project.roster.units.enumerated() {
      for indicator in opened.definition.indicators {
        let value = intake.book.tally(indicator, for: .unit(unit), in: period).value
        values[office.name, default: [:]][indicator.name.vietnamese] = value
      }
    }
    let found = try opened.check().log.all.filter {
      ![.missingParts, .partsOnly, .noActivities].contains($0.code)
    }
    return (
      values, found.map { "\($0.place.row ?? 0) \($0.message.vietnamese)" }, made.proposal
    )
  }

  /// Makes a project from a workbook.
  ///
  /// - Returns: what one unit reports, in the order of the tables, as "Giải ngân 2025 plan 56"; and the settings.
  func reported(
    workbook sheets: [(name: String, rows: [[String]])], by unit: String
  ) throws -> (numbers: [String], settings: String) {
    defer { folder.keep() }
    let book = StoredZip.OddWorkbook(sheets: sheets.map { ($0.name, sheet($0.rows)) })
    try folder.write("bieu.xlsx", book.data)
    _ = try ProjectMaking(project).make(from: [folder.url.appending(path: "bieu.xlsx").path])
    return try told(by: unit)
  }

  /// Makes a project from tables in the words of CSV with bars.
  ///
  /// - Returns: what one unit reports, in the order of the tables, as "Giải ngân 2025 plan 56"; and the settings.
  func reported(
    _ files: [String: String], by unit: String
  ) throws -> (numbers: [String], settings: String) {
    defer { folder.keep() }
    _ = try make(files)
    return try told(by: unit)
  }

  private func told(by unit: String) throws -> (numbers: [String], settings: String) {
    let opened = try OpenProject(folder: project, language: .vietnamese)
    let numbers = try opened.project.tally([]).tables.flatMap(\.numbers).filter { $0.unit == unit }
    return (
      numbers.map { number in
        let name = opened.definition.indicator(withID: number.indicator)?.name.vietnamese ?? ""
        let value = number.value.map { "\(Int($0))" } ?? "x"
        return "\(name) \(number.period.name) \(number.figure) \(value)"
      }, try String(contentsOf: project.appending(path: "giaoban.yaml"), encoding: .utf8)
    )
  }
}

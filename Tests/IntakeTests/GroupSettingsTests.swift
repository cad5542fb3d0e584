import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Groups of indicators")
struct GroupSettingsTests {
  private func read(_ settings: String) throws -> Project {
    let small = try Small([:], settings: "language: en\n" + settings)
    defer { small.folder.keep() }
    return try Project(folder: small.folder.url, requiringRecords: false)
  }

  private static let indicators = """
    indicators:
      a: {from: submissions}
      b: {from: submissions}
      c: {from: submissions, group: second}
      d: {from: submissions}

    """

  @Test("Indicators stand in the order of their groups, the others behind them")
  func order() throws {
    let project = try read(
      GroupSettingsTests.indicators + """
        groups:
          first: {name: {vi: "1. Lãnh đạo", en: "1. Lead"}, indicators: [d]}
          second: {indicators: [b]}
          empty: {name: None}
        """)
    #expect(project.log.all.isEmpty, "\(project.log.all)")
    #expect(project.definition.indicators.map(\.id) == ["d", "b", "c", "a"])
    #expect(project.definition.groups.map(\.id) == ["first", "second"])
    #expect(project.definition.groups[1].indicators == ["b", "c"])
    let names = project.definition.indicators.map { project.definition.group(of: $0)?.name.english }
    #expect(names == ["1. Lead", "second", "second", nil])
  }

  @Test(
    "Wrong ids, and an indicator in two groups, are errors",
    arguments: [
      (
        "groups: {second: {indicators: [bb]}}",
        "groups.second.indicators: there is no indicator \"bb\"; did you mean"
      ),
      ("groups: {first: {indicators: [a]}}", "c.group: there is no group \"second\""),
      (
        "groups: {first: {indicators: [a]}, second: {indicators: [a]}}",
        "groups.second.indicators: a is in the group first already"
      ),
      (
        "groups: {first: {indicators: [c]}, second: {}}", "c.group: c is in the group first already"
      ),
      ("groups: {second: {title: x}}", "title"),
    ])
  func wrong(groups: String, message: String) throws {
    let log = try read(GroupSettingsTests.indicators + groups + "\n").log
    let lines = log.all.map { $0.line(in: .english) }
    #expect(lines.contains { $0.contains(message) }, "\(lines)")
  }
}

import ClusterMetrics
import Foundation
import Intake
import Reporting
import Settings
import Testing
import TestSupport

@testable import Workspace

@Suite("What numbers are is settled by one click")
struct CourseTests {
  private func settled(_ settings: String, _ course: SettingsText.Course) throws -> String {
    var text = SettingsText(settings)
    try text.setCourse(ofIndicator: "quy", to: course)
    return text.text
  }

  @Test("In braces and in lines, comments stay")
  func places() throws {
    let braces = "indicators:\n  quy: {name: \"sum\", from: submissions, over_time: sum}   # quỹ\n"
    #expect(
      try settled(braces, .cumulative)
        == "indicators:\n  quy: {name: \"sum\", from: submissions, over_time: sum, cumulative: year}   # quỹ\n"
    )
    #expect(
      try settled(braces, .stock)
        == "indicators:\n  quy: {name: \"sum\", from: submissions, over_time: last}   # quỹ\n")
    let lines =
      "indicators:\n  quy:\n    from: submissions\n    over_time: sum   # cộng\n    noun: đồng\n"
    #expect(
      try settled(lines, .cumulative)
        == "indicators:\n  quy:\n    from: submissions\n    over_time: sum   # cộng\n    noun: đồng\n    cumulative: year\n"
    )
  }

  @Test(
    "Another name of an indicator goes where its others are, however they are written",
    arguments: [
      (
        "indicators:\n  v: {name: \"a]\", from: submissions}   # x\n",
        "indicators:\n  v: {name: \"a]\", from: submissions, aliases: [\"Số (mới)\"]}   # x\n"
      ),
      (
        "indicators:\n  v: {from: submissions, aliases: ['it''s', b], noun: đơn}\n",
        "indicators:\n  v: {from: submissions, aliases: ['it''s', b, \"Số (mới)\"], noun: đơn}\n"
      ),
      (
        "indicators:\n  v:\n    from: submissions   # [\n    noun: đơn\n",
        "indicators:\n  v:\n    from: submissions   # [\n    noun: đơn\n    aliases: [\"Số (mới)\"]\n"
      ),
      (
        "indicators:\n  v:\n    from: submissions\n    aliases:\n      - a   # một\n",
        "indicators:\n  v:\n    from: submissions\n    aliases:\n      - a   # một\n      - \"Số (mới)\"\n"
      ),
    ])
  func indicatorAlias(_ before: String, _ after: String) throws {
    var text = SettingsText(before)
    try text.addAlias("Số (mới)", ofIndicator: "v")
    #expect(text.text == after)
  }

  @Test("A name that is another indicator's already is refused")
  func takenAlias() {
    var text = SettingsText(
      "indicators:\n  v: {from: submissions}\n  w: {name: Số, from: submissions}\n")
    #expect(throws: SettingsText.Fault.self) { try text.addAlias("Số", ofIndicator: "v") }
  }

  @Test("What has no such line is refused")
  func refused() {
    #expect(throws: SettingsText.Fault.self) {
      _ = try settled("indicators:\n  quy: {from: submissions}\n", .stock)
    }
  }
}

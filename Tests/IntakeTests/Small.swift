import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake
@testable import ReportTables

/// A project whose folder a test fills.
struct Small {
  static let settings = """
    language: en
    columns: {people: Số người dự, raised: Ý kiến nêu ra, resolved: Đã giải quyết}
    indicators:
      n: {count: activities}
      people: {sum: people, decimals: 4}
    """
  static let roster = """
    cluster,unit,commune
    Cụm 1,Huyện Sông Đông,Xã An Bình
    Cụm 1,Huyện Sông Đông,Xã An Hòa
    Cụm 1,Huyện Núi Tây,Xã Bình Minh
    Cụm 1,Huyện Biển Nam,
    """
  static let header = "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Số người dự\n"
  static let year = Period.year(2024)

  let folder: TemporaryFolder

  init(_ files: [String: String], settings: String = settings, roster: String = roster) throws {
    folder = try TemporaryFolder(
      ["giaoban.yaml": settings, "roster.csv": roster].merging(files) { $1 })
  }

  func add(_ name: String, _ data: Data) throws { try folder.write(name, data) }

  func intake(_ period: Period = Small.year) throws -> IntakeResult {
    let project = try Project(folder: folder.url)
    try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
    return try project.tally([period])
  }

  func value(_ id: String, _ unit: Int? = nil, in period: Period = Small.year) throws -> Double? {
    let intake = try intake(period)
    let indicator = try #require(intake.book.plan.indicator(withID: id))
    return intake.book.tally(indicator, for: unit.map { .unit($0) } ?? .all, in: period).value
  }

  func status(_ id: String, _ unit: Int) throws -> Tally.Status {
    let intake = try intake()
    let indicator = try #require(intake.book.plan.indicator(withID: id))
    return intake.book.tally(indicator, for: .unit(unit), in: Small.year).status
  }

  /// Codes with places, in order.
  func said() throws -> [String] {
    try intake().log.all.map { "\($0.place) \($0.code.rawValue) \($0.severity.rawValue)" }
  }

  func lines() throws -> [String] { try intake().log.all.map { $0.line(in: .english) } }

  func message(_ code: Finding.Code) throws -> String {
    try #require(try intake().log.all.first { $0.code == code }).line(in: .english)
  }
}

extension TableReport.Number {
  /// The value in figures; "x" where it does not apply.
  var valueText: String { value.map { Quantity($0).map { "\($0)" } ?? "" } ?? "x" }
}

let registerHead = ["Ngày", "Đơn vị", "Xã, phường, thị trấn", "Hoạt động", "Số người dự"]

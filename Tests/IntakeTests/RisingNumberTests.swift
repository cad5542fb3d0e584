import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import Plausibility

@testable import Intake
@testable import ProjectDiscovery
@testable import OfficeWords

@Suite("Numbers that only rise are not added up without a word")
struct RisingNumberTests {
  /// What is found where the three units report these numbers from January on.
  private func rising(
    _ courses: [[Int?]], _ keys: String = "over_time: sum"
  ) throws -> [RisingNumbers] {
    let units = ["Sông Đông", "Núi Tây", "Biển Nam"]
    let rows = zip(units, courses).flatMap { unit, numbers in
      numbers.enumerated().compactMap { month, number in
        number.map { "Tháng \(month + 1)/2024,\(unit),v,\($0)\n" }
      }
    }
    return try Small(
      ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.joined()],
      settings: "indicators:\n  v: {from: submissions, \(keys)}\n"
    ).intake(.half(1, year: 2024)).rising
  }

  @Test("Six months of three units that grow as from the beginning of the year are cumulative")
  func cumulative() throws {
    let found = try rising([
      [10, 21, 33, 41, 50, 62], [5, 9, 15, 15, 27, 30], [100, 180, 310, 420, 500, 590],
    ])
    #expect(found.map(\.course) == [.cumulative])
    #expect((found[0].rising, found[0].units) == (3, 3))
    #expect(
      found[0].finding.message.vietnamese.contains(
        "số của cả 3 đơn vị qua các kỳ trong năm chỉ tăng, không giảm"))
  }

  @Test("Such that hardly grow exist: the last one counts")
  func stock() throws {
    let found = try rising([
      [100, 101, 103, 104, 106, 107], [50, 51, 52, 53, 54, 55], [70, 71, 71, 72, 74, 75],
    ])
    #expect(found.map(\.course) == [.stock])
  }

  @Test("The same number of every unit, month for month, is what exists")
  func constant() throws {
    let found = try rising([[5, 5, 5], [7, 7, 7], [5, 5, 5]])
    #expect(found.map(\.course) == [.stock])
    #expect(found[0].observed.vietnamese == "hầu như không thay đổi")
    #expect(
      found[0].finding.message.vietnamese.contains(
        "hầu như không thay đổi, nhưng các kỳ đang được cộng lại"))
  }

  @Test("What may be chance, falls, stays the same or is no sum is left alone")
  func silent() throws {
    // 1/3!³ is one in 216.
    #expect(try rising([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).isEmpty)
    // One unit of three falls.
    #expect(
      try rising([[10, 21, 33, 41, 50, 62], [5, 9, 15, 16, 27, 30], [9, 18, 31, 20, 50, 59]])
        .isEmpty)
    #expect(try rising([[4, 4, 4, 4, 4, 4], [0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]]).isEmpty)
    // One report a month is what many send.
    #expect(try rising([[1, 1, 1], [1, 1, 1], [1, 1, 1]]).isEmpty)
    // Rare things: that the one of a year comes last says little.
    #expect(try rising([[0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 2]]).isEmpty)
    let courses = [[10, 21, 33, 41, 50, 62], [5, 9, 15, 16, 27, 30], [9, 18, 31, 42, 50, 59]]
    #expect(try rising(courses).count == 1)
    #expect(try rising(courses, "over_time: last").isEmpty)
    #expect(try rising(courses, "over_time: sum, cumulative: year").isEmpty)
    #expect(try rising(courses, "over_time: mean").isEmpty)
  }

  @Test("Numbers that are drawn are next to never taken for cumulative", arguments: 0..<20)
  func drawn(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<5 {
      let courses = (0..<3).map { _ in
        (0..<6).map { _ in Int?(Int.random(in: 0...400, using: &random)) }
      }
      #expect(try rising(courses).isEmpty)
    }
  }
}

@Suite("Tables say which units belong to which cluster")
struct ClusterOrderTests {
  private func members(_ lines: [ClusterOrder.Line]) -> [String] {
    ClusterOrder.members(of: lines).map { "\($0.unit): \($0.cluster)" }.sorted()
  }

  @Test("A cluster heads its units, or stands below them with their totals")
  func order() {
    #expect(
      members([.cluster("Cụm 1"), .unit(0), .unit(1), .cluster("Cụm 2"), .unit(2)])
        == ["0: Cụm 1", "1: Cụm 1", "2: Cụm 2"])
    #expect(
      members([.unit(0), .unit(1), .cluster("Cụm 1"), .unit(2), .cluster("Cụm 2")])
        == ["0: Cụm 1", "1: Cụm 1", "2: Cụm 2"])
    // Somewhere between units it says nothing.
    #expect(members([.unit(0), .cluster("Cụm 1"), .unit(1)]).isEmpty)
    #expect(members([.cluster("Cụm 1")]).isEmpty)
  }

  @Test("What is a cluster, and what is none")
  func names() {
    #expect(OfficeNames.cluster("Cụm thi đua số 1") == "Cụm thi đua số 1")
    #expect(OfficeNames.cluster("II. Cụm số 2 (8 đơn vị)") == "Cụm số 2")
    #expect(OfficeNames.cluster("Khối thi đua các sở") == "Khối thi đua các sở")
    #expect(OfficeNames.cluster("Khối cơ quan và Doanh nghiệp tỉnh") == nil)
    #expect(OfficeNames.cluster("Huyện Nga Sơn") == nil)
    #expect(OfficeNames.cluster("Cụm") == nil)
  }
}

import ClusterMetrics
import Testing
import TestSupport

@testable import Intake

@Suite("A number of one period is held against what all others report for it")
struct PeerSlipTests {
  private static let settings = """
    language: vi
    indicators:
      files: {name: Hồ sơ, from: submissions}
      rate: {name: Tỷ lệ, from: submissions, unit_of_measure: "%"}
    """
  private static let roster =
    "Cụm,Đơn vị,Loại đơn vị\n" + (1...6).map { "Cụm 1,Xã \($0),Xã\n" }.joined()
    + "Cụm 1,Thành phố Vinh,Thành phố\n"

  /// - Parameter rows: unit, value, plan, last year's.
  private func said(_ rows: [(String, Int, Int?, Int?)], _ indicator: String = "Hồ sơ") throws
    -> [String]
  {
    let text = rows.map { unit, value, plan, before in
      "2026-H1,\(unit),\(indicator),\(value),\(plan.map(String.init) ?? ""),\(before.map(String.init) ?? "")\n"
    }
    let small = try Small(
      [
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Thực hiện,Kế hoạch,Cùng kỳ năm trước\n"
          + text.joined()
      ], settings: PeerSlipTests.settings, roster: PeerSlipTests.roster)
    return try small.intake(.half(1, year: 2026)).log.all.filter { $0.code == .farFromOthers }
      .map(\.message.vietnamese)
  }

  @Test("Ten times its own number of last year, where the others are near theirs")
  func lastYear() throws {
    let others = (1...5).map { ("Xã \($0)", 1_800 + $0 * 230, Int?.none, Int?(1_700 + $0 * 200)) }
    #expect(
      try said(others + [("Xã 6", 22_300, nil, 2_064)]) == [
        "Hồ sơ, 6 tháng đầu năm 2026: 22.300 bằng 10,8 lần cùng kỳ năm trước (2.064), trong khi các xã khác từ 1,1 đến 1,1 lần; có thể thừa hoặc thiếu chữ số 0; hãy kiểm tra lại"
      ])
    #expect(try said(others + [("Xã 6", 223, nil, 2_064)]).count == 1)
    #expect(try said(others + [("Xã 6", 3_900, nil, 2_064)]) == [])
    // Where some have grown as much, nobody stands out.
    #expect(
      try said(others.dropLast() + [("Xã 5", 20_000, nil, 1_900), ("Xã 6", 22_300, nil, 2_064)])
        == [])
  }

  @Test("Far from its own plan, as no other is")
  func plan() throws {
    let others = (1...5).map { ("Xã \($0)", 500 + $0 * 20, Int?(1_000 + $0 * 50), Int?.none) }
    #expect(try said(others + [("Xã 6", 56_000, 1_200, nil)]).count == 1)
    #expect(try said(others + [("Xã 6", 1_100, 1_200, nil)]) == [])
  }

  @Test(
    "By itself, where all others are alike; not among units of another kind, or of very different sizes"
  )
  func values() throws {
    let alike = (1...5).map { ("Xã \($0)", 5 + $0, Int?.none, Int?.none) }
    #expect(
      try said(alike + [("Xã 6", 6_000, nil, nil)]) == [
        "Hồ sơ, 6 tháng đầu năm 2026: 6.000 khác xa số của các xã khác (từ 6 đến 10); có thể thừa hoặc thiếu chữ số 0; hãy kiểm tra lại"
      ])
    #expect(try said(alike + [("Thành phố Vinh", 6_000, nil, nil)]) == [])
    #expect(try said(alike + [("Xã 6", 40, nil, nil)]) == [])
    let wide = [1, 7, 50, 300, 2_000].enumerated().map {
      ("Xã \($0 + 1)", $1, Int?.none, Int?.none)
    }
    #expect(try said(wide + [("Xã 6", 90_000, nil, nil)]).isEmpty)
    // Three others tell nothing.
    #expect(try said(Array(alike.prefix(3)) + [("Xã 6", 6_000, nil, nil)]) == [])
  }
}

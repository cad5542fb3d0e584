import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Workspace

@Suite("What units have left out of their reports is named")
struct GapTests {
  private func gaps(_ rows: String) throws -> [String] {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: vi
      indicators:
        a: {name: Hồ sơ, from: submissions}
        b: {name: Đơn thư, from: submissions}
        c: {name: Tàu cá, from: submissions, applies_to: [Xã 1, Xã 2, Xã 3, Xã 4, Xã 5]}
      """,
      "roster.csv": "Cụm,Đơn vị\n" + (1...8).map { "Cụm 1,Xã \($0)\n" }.joined(),
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
        + (1...7).map { "2024-H1,Xã \($0),a,\($0)\n" }.joined() + rows,
    ])
    defer { folder.keep() }
    return try OpenProject(folder: folder.url, language: .vietnamese).check().gaps.map {
      "\($0.indicators.map(\.id).joined(separator: "+")) \($0.extent) \($0.units.joined(separator: ", "))"
    }
  }

  @Test(
    "A few that lack a number, and a few that alone have one; who is silent altogether is neither")
  func few() throws {
    let most = (1...6).map { "2024-H1,Xã \($0),b,\($0)\n" }.joined()
    let boats =
      "2024-H1,Xã 1,c,1\n2024-H1,Xã 2,c,1\n2024-H1,Xã 3,c,1\n2024-H1,Xã 4,c,1\n2024-H1,Xã 5,c,1\n"
    #expect(try gaps(most + boats) == ["b few Xã 7"])
    #expect(try gaps("2024-H1,Xã 3,b,1\n" + boats) == ["b onlyOf Xã 3"])
    let half = (1...4).map { "2024-H1,Xã \($0),b,\($0)\n" }.joined()
    #expect(try gaps(half + boats) == ["b few Xã 5, Xã 6, Xã 7"])
    #expect(
      try gaps("2024-H1,Xã 1,b,1\n2024-H1,Xã 2,b,1\n" + boats)
        == ["b most Xã 3, Xã 4, Xã 5, Xã 6, Xã 7"])
  }

  @Test("What nobody reports is missed where it comes for other periods of the kind, or never")
  func nobody() throws {
    let both = (1...7).map { "2024-H1,Xã \($0),b,\($0)\n2024-Q4,Xã \($0),a,1\n" }.joined()
    #expect(try gaps(both) == ["c all "], "in the last period only, and b comes by half-years")
    let next = (1...7).map { "2024-H1,Xã \($0),b,1\n2024-H2,Xã \($0),a,1\n" }.joined()
    #expect(try gaps(next + "2024,Xã 1,c,1\n").contains("b all "), "of the second half")
  }

  @Test("Who is not asked lacks nothing, and a number that does not apply is there")
  func asked() throws {
    let boats = "2024-H1,Xã 1,c,5\n2024-H1,Xã 2,c,x\n2024-H1,Xã 3,c,0\n2024-H1,Xã 5,c,2\n"
    let most = (1...7).map { "2024-H1,Xã \($0),b,\($0)\n" }.joined()
    #expect(try gaps(boats + most) == ["c few Xã 4"])
  }
}

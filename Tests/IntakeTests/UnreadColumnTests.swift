import ClusterMetrics
import Testing
import TestSupport

@testable import Intake

@Suite("A column of a unit in which nothing can be read")
struct UnreadColumnTests {
  @Test("It is wrong, and no text: each cell is an error that can be corrected")
  func units() throws {
    let small = try Small(
      [
        "bieu.csv": """
        KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
        TT,Chỉ tiêu,Huyện Sông Đông,Huyện Núi Tây,Huyện Biển Nam
        1,Số vụ,5,1?,7
        2,Số đơn,6,chưa rõ,8
        """
      ],
      settings:
        "indicators:\n  v: {from: submissions, name: Số vụ}\n  d: {from: submissions, name: Số đơn}\n"
    )
    let half = Period.half(1, year: 2024)
    #expect(
      try small.intake(half).log.all.flatMap { finding in
        finding.cells.map { "\($0.place) \($0.coordinates.indicator) \($0.text)" }
      } == ["bieu.csv:3:4 v 1?", "bieu.csv:4:4 d chưa rõ"])
    #expect(try small.value("v", 0, in: half) == 5)
  }
}

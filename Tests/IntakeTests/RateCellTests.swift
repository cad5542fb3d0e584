import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Office

@Suite("Cells that a workbook shows as percent")
struct RateCellTests {
  @Test("What they say is compared in percent, whether it is round or not")
  func compared() throws {
    let file = try Spreadsheet(title: "", author: "", created: Date(), use: .form)
    let sheet = try file.sheet("Biểu 1")
    sheet.write("TRỒNG CÂY 6 THÁNG ĐẦU NĂM 2024", 0, 0)
    for (column, head) in ["Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ %"].enumerated() {
      sheet.write(head, 1, column)
    }
    let percent = CellStyle(numberFormat: "0.0%")
    let rows: [(String, Double, Double)] = [
      ("Huyện Sông Đông", 20.0, 20.0 / 60), ("Huyện Núi Tây", 30, 0.5),
      ("Huyện Biển Nam", 40, 0.6),
    ]
    for (row, (unit, value, share)) in rows.enumerated() {
      sheet.write(unit, row + 2, 0)
      sheet.write(60, row + 2, 1)
      sheet.write(value, row + 2, 2)
      sheet.write(share, row + 2, 3, percent)
    }
    let small = try Small(
      [:], settings: "indicators:\n  v: {from: submissions, name: Trồng cây}\n")
    try small.add("bieu.xlsx", file.finish())
    let half = Period.half(1, year: 2024)
    // 40 of 60 is 66.7 %, and not 60 %; the round 50 % is right.
    let found = try small.intake(half).log.all.filter { $0.code == .contradictsRate }
    #expect(found.map(\.place.row) == [5])
    #expect(
      found[0].message.vietnamese.contains("ghi 60, nhưng tính từ các số trong dòng được 66,7"),
      "\(found[0].message.vietnamese)")
  }
}

import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Headings over the same lines again and again are those who report")
struct RepeatedSectionTests {
  private func table(_ heading: String, _ units: [String]) -> String {
    var rows = ["KẾT QUẢ QUÝ II NĂM 2024", "TT|\(heading)|ĐVT|Kết quả"]
    for (index, unit) in units.enumerated() {
      rows.append("\(["I", "II", "III"][index])|\(unit)||")
      rows.append("1|Số cuộc kiểm tra|cuộc|\(12 - index)")
      rows.append("2|Số vi phạm phát hiện|vụ|\(7 - index)")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  @Test(
    "also where only one of them is a place, where none is, and where the column is headed as units are",
    arguments: [
      ("Nội dung", ["Huyện Nga Sơn", "Báo Thanh Hóa", "Đài PT-TH"]),
      ("Nội dung", ["Bệnh viện Nhi", "Bệnh viện Phụ sản", "TTYT huyện Nga Sơn"]),
      ("Đơn vị", ["Xã Nga An", "Xã Nga Phú"]), ("Tên đơn vị", ["Xã Nga An", "Xã Nga Phú"]),
    ])
  func units(heading: String, units: [String]) throws {
    for (index, unit) in units.enumerated() {
      #expect(
        try TablesProject().reported(["b.csv": table(heading, units)], by: unit).numbers == [
          "Số cuộc kiểm tra 2024-Q2 value \(12 - index)",
          "Số vi phạm phát hiện 2024-Q2 value \(7 - index)",
        ])
    }
  }

  @Test("Fields over the same lines are fields")
  func fields() throws {
    let table = table("Nội dung", ["Lĩnh vực tư pháp", "Lĩnh vực đất đai"])
    let made = try TablesProject().reported(["Xã Nga An.csv": table], by: "Xã Nga An")
    #expect(made.numbers.count == 4, "of one unit: \(made.numbers)")
  }
}

import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Registers in the words of CSV with bars, of which nobody has described anything.
@Suite("Registers that name their unit once, or their columns in other words")
struct OneUnitRegisterTests {
  private let quarter = Period.quarter(3, year: 2025)

  @Test("The file, the letter head or a title says whose register it is")
  func stated() throws {
    let head = "STT|Ngày|Hoạt động|Kết quả|Số người tham dự\n"
    let read = try TablesProject().read(
      [
        "So hoa giai xa Anh Sơn.csv":
          "UBND XÃ ANH SƠN\nSỔ THEO DÕI HÒA GIẢI Ở CƠ SỞ NĂM 2025\n" + head
          + "1|12/7/2025|Hòa giải|Thành|10\n2|15/8/2025|Hòa giải|Không thành|8\n3|02/10/2025|Hòa giải|Thành|6\n",
        "so 2.csv":
          "UBND XÃ TÂN KỲ\nSỔ THEO DÕI HÒA GIẢI Ở CƠ SỞ NĂM 2025\n" + head
          + "1|12/7/2025|Hòa giải|Thành|5\n2|nt|nt|Không thành|4\n",
        "so 3.csv":
          "SỔ THEO DÕI HOẠT ĐỘNG XÃ CON CUÔNG\n" + head + "1|12/7/2025|Hòa giải|Thành|7\n",
      ], in: quarter)
    #expect(read.values["Xã Anh Sơn"]?["Hòa giải"] == 2)
    #expect(read.values["Xã Anh Sơn"]?["Số người tham dự"] == 18)
    #expect(read.values["Xã Tân Kỳ"]?["Số người tham dự"] == 9)
    #expect(read.values["Xã Con Cuông"]?["Số người tham dự"] == 7)
    #expect(read.found.isEmpty, "\(read.found)")
  }

  @Test(
    "Columns in other words",
    arguments: [
      ("Thời gian tổ chức", "Đơn vị tổ chức", "Nội dung"), ("Ngày tiếp", "Đơn vị", "Nội dung"),
      ("Ngày/tháng/năm", "Địa phương", "Loại hoạt động"),
    ])
  func headers(_ date: String, _ unit: String, _ activity: String) throws {
    let read = try TablesProject().read(
      [
        "so.csv":
          "SỔ THEO DÕI NĂM 2025\nTT|\(date)|\(unit)|\(activity)|Số người\n"
          + "1|12/7/2025|Xã Tân Kỳ|Đất đai|2\n2|20/8/2025|Xã Tân Kỳ|Chính sách|5\n3|02/9/2025|Xã Anh Sơn|Đất đai|4\n"
      ], in: quarter)
    #expect(read.values["Xã Tân Kỳ"] == ["Đất đai": 1, "Chính sách": 1, "Số người": 7])
    #expect(read.values["Xã Anh Sơn"]?["Số người"] == 4)
    #expect(read.found.isEmpty, "\(read.found)")
  }
}

import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Headings of plans, results and numbers since New Year, in the words of offices")
struct FigureHeadingTests {
  private func numbers(_ files: [String: String]) throws -> [String] {
    try TablesProject().reported(files, by: "Xã Nga An").numbers
  }

  /// Two indicators, each with a plan, a result and the share of the plan that is reached.
  private func planned(_ plan: String, _ result: String = "Thực hiện", _ share: String = "Tỷ lệ %")
    -> String
  {
    """
    KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
    TT|Đơn vị|Bảo hiểm y tế|||Thu quỹ||
    ||\(plan)|\(result)|\(share)|\(plan)|\(result)|\(share)
    1|Xã Nga An|300|165|55|40|10|25
    2|Xã Nga Phú|200|150|75|50|20|40
    3|Xã Tân Tiến|400|100|25|80|60|75
    """
  }

  @Test(
    "Plans",
    arguments: [
      "Chỉ tiêu KH năm", "CT KH năm", "Chỉ tiêu năm", "KH năm (điều chỉnh)", "DT tỉnh giao 2024",
      "Đăng ký năm 2024", "Kế hoạch 2024 (điều chỉnh)", "KHV 2024",
    ])
  func yearlyPlans(heading: String) throws {
    #expect(
      try numbers(["b.csv": planned(heading)]) == [
        "Bảo hiểm y tế 2024 plan 300", "Bảo hiểm y tế 2024-H1 value 165", "Thu quỹ 2024 plan 40",
        "Thu quỹ 2024-H1 value 10",
      ])
  }

  @Test(
    "Plans that say no year are those of the period",
    arguments: [
      "Chỉ tiêu KH", "Chỉ tiêu KH giao", "KH đăng ký", "Kế hoạch đề ra", "Kế hoạch tỉnh", "KH tỉnh",
      "DT tỉnh giao", "Chỉ tiêu đăng ký", "Chỉ tiêu thi đua",
    ])
  func plans(heading: String) throws {
    #expect(
      try numbers(["b.csv": planned(heading)]) == [
        "Bảo hiểm y tế 2024-H1 plan 300", "Bảo hiểm y tế 2024-H1 value 165",
        "Thu quỹ 2024-H1 plan 40", "Thu quỹ 2024-H1 value 10",
      ])
  }

  @Test(
    "Results, and shares of the plan that count for nothing",
    arguments: [
      ("Đạt được", "Tỷ lệ (%)"), ("Số đạt được", "%"), ("Số thực hiện", "Tỷ lệ (%)"),
      ("Thực tế", "Tỷ lệ %"), ("KQTH", "Tỷ lệ (%)"), ("Thực hiện", "Đạt (%)"),
      ("Thực hiện", "Tiến độ (%)"), ("TH", "ĐẠT (%)"),
    ])
  func results(heading: String, share: String) throws {
    #expect(
      try numbers(["b.csv": planned("Kế hoạch năm", heading, share)]) == [
        "Bảo hiểm y tế 2024 plan 300", "Bảo hiểm y tế 2024-H1 value 165", "Thu quỹ 2024 plan 40",
        "Thu quỹ 2024-H1 value 10",
      ])
  }

  @Test(
    "Numbers since New Year beside those of the month",
    arguments: [
      "Đến hết tháng 5", "Từ 01/01 đến nay", "L.kế", "Lũy tiến", "LKTĐN", "LK 5T", "Lũy kế T1-T5",
      "LK 5T/2024",
    ])
  func cumulative(heading: String) throws {
    let table = """
      SỐ LIỆU THÁNG 5 NĂM 2024
      TT|Đơn vị|Cấp thẻ bảo hiểm||Chi trả bảo hiểm|
      ||Trong tháng|\(heading)|Trong tháng|\(heading)
      1|Xã Nga An|31|150|12|61
      2|Xã Nga Phú|22|99|9|55
      3|Xã Tân Tiến|18|104|7|40
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Cấp thẻ bảo hiểm 2024-M05 value 31", "Cấp thẻ bảo hiểm 2024-M05 cumulative 150",
        "Chi trả bảo hiểm 2024-M05 value 12", "Chi trả bảo hiểm 2024-M05 cumulative 61",
      ])
  }

  @Test("A table that only its title names may shorten all of its headings")
  func titled() throws {
    let table = """
      THU NGÂN SÁCH THÁNG 5 NĂM 2024
      TT|Đơn vị|Dự toán năm 2024|Thực hiện tháng 5|LK từ đầu năm|LK cùng kỳ năm trước|% LK/DT
      1|Xã Nga An|10000|800|5000|4000|50
      2|Xã Nga Phú|20000|900|5000|5500|25
      3|Xã Tân Tiến|8000|500|6000|5000|75
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Thu ngân sách 2024 plan 10000", "Thu ngân sách 2024-M05 value 800",
        "Thu ngân sách 2024-M05 cumulative 5000", "Thu ngân sách 2023-M05 cumulative 4000",
      ])
  }

  @Test(
    "Last year's numbers",
    arguments: ["Cùng kỳ năm ngoái", "6 tháng năm trước", "Số CK", "6 tháng năm ngoái"])
  func lastYear(heading: String) throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
      TT|Đơn vị|Khai sinh||Kết hôn|
      ||\(heading)|6 tháng đầu năm 2024|\(heading)|6 tháng đầu năm 2024
      1|Xã Nga An|31|50|12|61
      2|Xã Nga Phú|22|99|9|55
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Khai sinh 2023-H1 value 31", "Khai sinh 2024-H1 value 50", "Kết hôn 2023-H1 value 12",
        "Kết hôn 2024-H1 value 61",
      ])
  }

  @Test(
    "What was done up to a month or quarter counts since New Year",
    arguments: [
      ("Thực hiện đến hết tháng 6", "2024-M06"), ("Thực hiện đến tháng 9", "2024-M09"),
      ("Kết quả đến hết quý II", "2024-Q2"), ("TH tính đến hết tháng 6", "2024-M06"),
    ])
  func upTo(heading: String, period: String) throws {
    let table = """
      THU QUỸ NĂM 2024
      TT|Đơn vị|Kế hoạch năm|\(heading)
      1|Xã Nga An|1200|500
      2|Xã Nga Phú|1000|440
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Thu quỹ 2024 plan 1200", "Thu quỹ \(period) cumulative 500",
      ])
  }

  @Test(
    "What was disbursed up to a month beside the plan, and what exists in the month as since New Year"
  )
  func beside() throws {
    let money = """
      GIẢI NGÂN VỐN NĂM 2024
      TT|Đơn vị|Kế hoạch vốn|Giải ngân đến hết tháng 8|Tỷ lệ (%)
      1|Xã Nga An|1000|500|50
      2|Xã Nga Phú|800|440|55
      """
    #expect(
      try numbers(["b.csv": money]) == [
        "Giải ngân 2024 plan 1000", "Giải ngân 2024-M08 value 500",
      ])
    let stock = """
      SỐ LIỆU THÁNG 8 NĂM 2024
      TT|Chỉ tiêu|ĐVT|Trong tháng|Lũy kế
      1|Số đảng viên|người|120|120
      2|Kết nạp đảng viên|người|2|11
      """
    let made = try TablesProject().reported(["Xã Nga An.csv": stock], by: "Xã Nga An")
    #expect(
      made.numbers == [
        "Số đảng viên 2024-M08 value 120", "Kết nạp đảng viên 2024-M08 value 2",
        "Kết nạp đảng viên 2024-M08 cumulative 11",
      ])
  }

  @Test("Lines below an indicator that say their months, plans and last year")
  func linesOfFigures() throws {
    let table = """
      KẾT QUẢ THÁNG 6 NĂM 2024
      TT|Chỉ tiêu|Xã Nga An|Xã Nga Phú
      1|Thu ngân sách||
      |- Kế hoạch năm|1000|800
      |- Thực hiện tháng 6|100|80
      |- Lũy kế 6 tháng|500|400
      |- Cùng kỳ năm trước|450|380
      2|Trồng cây||
      |- Kế hoạch năm|2000|1800
      |- Thực hiện tháng 6|200|180
      |- Lũy kế 6 tháng|900|700
      |- Cùng kỳ năm trước|850|600
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Thu ngân sách 2024 plan 1000", "Thu ngân sách 2024-M06 value 100",
        "Thu ngân sách 2024-M06 cumulative 500", "Thu ngân sách 2023-M06 cumulative 450",
        "Trồng cây 2024 plan 2000", "Trồng cây 2024-M06 value 200",
        "Trồng cây 2024-M06 cumulative 900", "Trồng cây 2023-M06 cumulative 850",
      ])
  }

  @Test("A column that adds up those of the units is no unit, whatever it is called")
  func sums() throws {
    let table = """
      HIỆN TRẠNG RỪNG NĂM 2023
      TT|Chỉ tiêu|Tổng diện tích|Xã Nga An|Xã Nga Phú
      1|Rừng đặc dụng|30|10|20
      2|Rừng phòng hộ|55|30|25
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Rừng đặc dụng 2023 value 10", "Rừng phòng hộ 2023 value 30",
      ])
  }

  @Test("A rate of those who have reached something is a rate of its own")
  func reachedRates() throws {
    let table = """
      KẾT QUẢ NĂM 2023
      TT|Đơn vị|Tỷ lệ thôn đạt chuẩn (%)|Thu nhập bình quân
      1|Xã Nga An|50|55
      2|Xã Nga Phú|55|52
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Tỷ lệ thôn đạt chuẩn 2023 value 50", "Thu nhập bình quân 2023 value 55",
      ])
  }

  @Test("A form in English: plan, result and last year of each line")
  func english() throws {
    let form = """
      DIALOGUE AND TRAINING, FIRST HALF OF 2026
      No|Indicator|Unit of measure|Plan for 2026|Result, first half of 2026|First half of 2025
      1|Dialogue conferences|conferences|18|9|8
      2|Funds raised|million VND|120|61|50
      3|Satisfaction rate|%|95|92|90
      """
    let made = try TablesProject().reported(["Xã Nga An.csv": form], by: "Xã Nga An")
    #expect(
      made.numbers == [
        "Dialogue conferences 2026 plan 18", "Dialogue conferences 2026-H1 value 9",
        "Dialogue conferences 2025-H1 value 8", "Funds raised 2026 plan 120",
        "Funds raised 2026-H1 value 61", "Funds raised 2025-H1 value 50",
        "Satisfaction rate 2026 plan 95", "Satisfaction rate 2026-H1 value 92",
        "Satisfaction rate 2025-H1 value 90",
      ])
  }

  @Test("Rows of a unit that say plan, result and last year with their years")
  func rows() throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
      TT|Đơn vị|Trồng rừng|Cấp giấy
      1|Xã Nga An||
      |Kế hoạch năm 2024|401|301
      |Thực hiện 6 tháng đầu năm 2024|471|681
      |6 tháng đầu năm 2023|231|402
      2|Xã Nga Phú||
      |Kế hoạch năm 2024|404|304
      |Thực hiện 6 tháng đầu năm 2024|472|682
      |6 tháng đầu năm 2023|232|403
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Trồng rừng 2024 plan 401", "Cấp giấy 2024 plan 301", "Trồng rừng 2024-H1 value 471",
        "Cấp giấy 2024-H1 value 681", "Trồng rừng 2023-H1 value 231", "Cấp giấy 2023-H1 value 402",
      ])
  }

  @Test("A line over the units that says the year's plan")
  func section() throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
      TT|Đơn vị|Trồng rừng|Cấp giấy
      I|Kế hoạch năm||
      1|Xã Nga An|401|301
      2|Xã Nga Phú|402|302
      II|Thực hiện||
      1|Xã Nga An|471|681
      2|Xã Nga Phú|472|682
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Trồng rừng 2024 plan 401", "Cấp giấy 2024 plan 301", "Trồng rừng 2024-H1 value 471",
        "Cấp giấy 2024-H1 value 681",
      ])
  }

  @Test(
    "Documents that come in are no day up to which is counted; speed is an offence among others")
  func words() throws {
    let documents = """
      SỐ LIỆU VĂN BẢN ĐI, ĐẾN THÁNG 8/2025
      TT|Đơn vị|Văn bản đến|Văn bản đi
      1|Xã Nga An|208|108
      2|Xã Nga Phú|318|158
      """
    #expect(
      try numbers(["b.csv": documents]) == [
        "Văn bản đến 2025-M08 value 208", "Văn bản đi 2025-M08 value 108",
      ])
    let offences = """
      VI PHẠM GIAO THÔNG 9 THÁNG ĐẦU NĂM 2025
      TT|Đơn vị|Chia theo loại vi phạm||
      ||Nồng độ cồn|Tốc độ|Quá tải
      1|Xã Nga An|50|40|6
      2|Xã Nga Phú|33|31|8
      """
    #expect(
      try numbers(["b.csv": offences]) == [
        "Nồng độ cồn 2025-9M value 50", "Tốc độ 2025-9M value 40", "Quá tải 2025-9M value 6",
      ])
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

@Suite("Numbers in another unit of measure count for nothing, wherever it is said")
struct MeasureTests {
  private let half = Period.half(1, year: 2024)
  private let settings = """
    language: en
    columns: {money: Kinh phí}
    indicators:
      fees: {from: submissions, name: Thu phí, unit_of_measure: triệu đồng}
      cost: {sum: money, unit_of_measure: triệu đồng}
      forms: {from: submissions, name: Số hồ sơ}
    """

  private func codes(_ files: [String: String]) throws -> [String] {
    try Small(files, settings: settings).intake(half).log.all.filter { $0.severity == .error }.map {
      "\($0.place): \($0.code.rawValue)"
    }
  }

  @Test(
    "In the long form: a column, the header, a line above, the cell",
    arguments: [
      (
        "Kỳ,Đơn vị,Chỉ tiêu,ĐVT,Số liệu\n2024-H1,Sông Đông,Thu phí,tỷ đồng,10\n",
        "submissions.csv:2:4"
      ),
      (
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu (tỷ đồng)\n2024-H1,Sông Đông,Thu phí,10\n",
        "submissions.csv:2:4"
      ),
      (
        "ĐVT: tỷ đồng,,,\nKỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,Thu phí,10\n",
        "submissions.csv:3:4"
      ),
      ("Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,Thu phí,10 ha\n", "submissions.csv:2:4"),
      (
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,Thu phí,15.000 đồng\n", "submissions.csv:2:4"
      ),
    ])
  func longForm(text: String, place: String) throws {
    #expect(try codes(["submissions.csv": text]).contains("\(place): bad-number"))
  }

  @Test(
    "Its own unit of measure, whoever writes it, and what counts things are no faults",
    arguments: [
      "Kỳ,Đơn vị,Chỉ tiêu,ĐVT,Số liệu\n2024-H1,Sông Đông,Thu phí,Triệu đồng,10\n",
      "Kỳ,Đơn vị,Chỉ tiêu,ĐVT,Số liệu\n2024-H1,Sông Đông,Thu phí,tr.đồng,10\n",
      "Kỳ,Đơn vị,Chỉ tiêu,ĐVT,Số liệu\n2024-H1,Sông Đông,Số hồ sơ,hồ sơ,10\n",
      "ĐVT: tỷ đồng,,,\nKỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,Số hồ sơ,10\n",
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,Số hồ sơ,10 hồ sơ\n",
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu (triệu đồng)\n2024-H1,Sông Đông,Thu phí,10\n",
    ])
  func own(text: String) throws {
    #expect(try codes(["submissions.csv": text]) == [])
  }

  @Test("Names that hold the word for money are no unit of measure")
  func names() throws {
    #expect(
      MeasureWords.stated("Đơn vị: Xã Đồng Tâm") == nil
        && "Đơn vị: Xã Đồng Tâm".statedUnit == "Xã Đồng Tâm")
    for text in ["Hợp đồng lao động", "Hội đồng nhân dân", "Đồng Tâm", "Số hợp đồng"] {
      #expect(!MeasureWords.isMeasure(text) && !MeasureWords.comesByThousands(text), "\(text)")
    }
    for text in [
      "triệu đồng", "1.000 đồng", "tr.đ", "Tỷ đồng", "nghìn đồng/người", "VNĐ", "đồng Việt Nam",
    ] {
      #expect(MeasureWords.isMeasure(text), "\(text)")
    }
    let thousands = LocalizedText("nghìn đồng")
    #expect(MeasureWords.agree("1.000 đồng", thousands) && MeasureWords.agree("1000đ", thousands))
    #expect(!MeasureWords.agree("đồng", thousands))
    let own = LocalizedText("nghìn hồ sơ")
    #expect(MeasureWords.agree("ngàn hồ sơ", own) && !MeasureWords.agree("hồ sơ", own))
  }

  @Test("In a cell of a register, and of a report table")
  func cells() throws {
    let register =
      "Ngày,Đơn vị,Xã,Hoạt động,Kinh phí\n"
      + "10/2/2024,Sông Đông,An Bình,Họp,2.000.000 đồng\n10/3/2024,Sông Đông,An Bình,Họp,3\n"
    #expect(try codes(["activities.csv": register]) == ["activities.csv:2:5: bad-number"])
    let table =
      "BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2024,,\nTT,Đơn vị,Thu phí\n1,Sông Đông,15.000 đồng\n2,Núi Tây,3\n"
    #expect(try codes(["bieu.csv": table]) == ["bieu.csv:3:3: bad-number"])
  }
}

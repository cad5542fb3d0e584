import ClusterMetrics
import OfficeWords
import Testing

@Suite("Headings of words for figures, times and givers alone")
struct FigureGrammarTests {
  @Test(
    "Plans, whoever gave them and wherever they are written",
    arguments: [
      "CT NQ (năm 2026)", "CT năm", "CT được giao", "Chỉ tiêu của tỉnh", "Chỉ tiêu năm nay",
      "Giao 2026", "Giao đầu năm", "Số được giao",
      "Kế hoạch UBND tỉnh giao", "Kế hoạch vốn được phân bổ", "KHV giao 2026", "Tổng KHV",
      "DTPL 2026", "NQ năm 2026", "Mục tiêu NQ 2026", "Yêu cầu năm 2026", "Cam kết năm",
      "Kịch bản 6 tháng", "CT HĐND tỉnh giao năm 2026",
    ])
  func plans(_ heading: String) { #expect(FigureWords(heading)?.figure == .plan) }

  @Test(
    "Numbers of last year",
    arguments: [
      "TH CK (2025)", "Kết quả CK", "C.kỳ 2025", "Cùng kỳ N-1", "Kỳ gốc", "KQ cùng kỳ 2025",
      "Thực hiện CK năm 2025", "Cùng thời gian năm trước", "Cùng kỳ năm liền kề trước",
      "Cùng kỳ báo cáo năm trước", "Thời điểm này năm trước", "Cùng tháng năm trước",
      "Cùng tháng 2025", "Số cùng thời điểm 2025", "Số cùng kỳ", "6 tháng cùng kỳ",
      "Năm 2025 (cùng kỳ)", "TH năm trước cùng kỳ", "Cùng thời kỳ năm 2025",
      "Kết quả 6 tháng đầu năm trước",
    ])
  func lastYear(_ heading: String) { #expect(FigureWords(heading)?.figure == .lastYear) }

  @Test(
    "What is only compared, left over, or of more than a year",
    arguments: [
      "Tăng (giảm)", "Tăng/ giảm", "Giảm/tăng", "SL tăng, giảm", "Số vụ tăng, giảm",
      "Mức tăng, giảm", "Tăng+; giảm-", "(+), (-)", "Hiệu số", "Số tuyệt đối",
      "Chênh 2026/2025", "SS 2026-2025", "SSCK", "Cao hơn CK", "Hơn/kém CK", "T/g", "SS cùng kỳ",
      "Thừa/thiếu", "Vượt KH", "KH còn lại", "Phải thực hiện 6 tháng cuối năm",
      "Nhiệm vụ 6 tháng cuối năm", "Tiến độ", "Tốc độ phát triển", "Chỉ số phát triển", "TĐTT",
      "Mức đạt", "Ước đạt %", "Đạt/CT", "(5)/(3)", "Thực hiện so với kế hoạch", "Tương đối (%)",
      "KH trung hạn", "Kế hoạch 5 năm", "Tháng liền trước", "Quý liền kề trước", "BQ/tháng",
    ])
  func compared(_ heading: String) throws {
    let words = try #require(FigureWords(heading), "\(heading)")
    #expect(words.figure == nil)
  }

  @Test(
    "Results, and the time that they say",
    arguments: [
      ("Dự ước cả năm", "cả năm"), ("Riêng tháng 6", "tháng 6"), ("KQ đạt", ""), ("Ước đạt", ""),
      ("6 tháng năm nay", "6 tháng"), ("Trong kỳ BC", ""), ("Tháng BC", ""),
      ("Ước TH 30/6", "30/6"),
    ])
  func values(_ heading: String, _ rest: String) throws {
    let words = try #require(FigureWords(heading), "\(heading)")
    #expect(words.figure == .value)
    #expect(words.rest == rest)
  }

  @Test(
    "Numbers since New Year",
    arguments: [
      "Từ đầu năm đến hết tháng BC", "Tích lũy năm 2026", "LKTH", "Cộng dồn đến hết tháng BC",
    ])
  func cumulative(_ heading: String) { #expect(FigureWords(heading)?.figure == .cumulative) }

  @Test(
    "Other words may name what is counted",
    arguments: [
      "CT hoàn thành", "Hộ đăng ký", "Đăng ký", "Nghị quyết", "Hoàn thành", "Chưa đạt",
      "Giao thông", "Số vụ", "Số hộ giảm nghèo", "Biến động đất đai",
      "Tỷ lệ hộ nghèo năm nay của xã An", "Nhiệm vụ", "Yêu cầu", "Cam kết", "SL", "Đơn vị đăng ký",
      "Nhiệm vụ được giao", "Nhiệm vụ giao năm 2026", "Theo kế hoạch", "Theo KH", "Trong kế hoạch",
      "Vượt tiến độ", "SL tăng", "Đã hoàn thành", "Biến động",
    ])
  func names(_ heading: String) { #expect(FigureWords(heading)?.figure == nil) }
}

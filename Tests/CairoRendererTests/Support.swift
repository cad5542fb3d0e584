import Charting
import Foundation

@testable import CairoRenderer

/// The chart of the golden image: long and short names, ties, a zero, a missing report, a fall.
enum Example {
  static let chart = Chart(
    title: "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại, tăng 4 so với cùng kỳ",
    subtitle: "Số hội nghị đối thoại theo đơn vị, 6 tháng đầu năm 2022 (15/12/2021–14/6/2022)",
    footer: "Nguồn: sổ theo dõi hoạt động của 9/10 đơn vị đã báo cáo.",
    alternativeText: "Biểu đồ thanh ngang: TP Thanh Hóa 21; Quảng Xương 15.",
    body: RankedBars(
      [
        .init(
          CategoryName("TP Thanh Hóa"), .number(21), reference: .number(17), isHighlighted: true),
        .init(CategoryName("Quảng Xương"), .number(15), reference: .number(16)),
        .init(CategoryName("Nga Sơn"), .number(12), reference: .number(12)),
        .init(CategoryName("Hậu Lộc"), .number(12), reference: .missing),
        .init(CategoryName("Công an tỉnh"), .number(0), reference: .number(0)),
        .init(CategoryName("Khối CQ & DN tỉnh"), .missing, reference: .number(2)),
      ], format: ValueFormat(.count, decimals: 0, numbers: .vietnamese),
      words: .init(
        missing: "chưa báo cáo", notApplicable: "không áp dụng",
        reference: "vạch xám: cùng kỳ 2021", change: "so cùng kỳ")))

  static let measurer = PangoMeasurer()

  static func scene() throws -> Scene {
    try chart.scene(
      width: Size.millimetres(155, 0).width,
      in: LayoutContext(theme: .image, measurer: measurer))
  }
}

func temporaryFile(_ ending: String, _ data: Data) throws -> URL {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "giaoban-\(UUID().uuidString).\(ending)")
  try data.write(to: url)
  return url
}

import CairoRenderer
import ClusterMetrics

extension RenderError {
  /// The error, and what to do about it.
  package var message: LocalizedText {
    switch self {
    case .cairo(let reason):
      LocalizedText(
        vi: "không vẽ được hình: \(reason)", en: "the picture could not be drawn: \(reason)")
    case .tooLarge(let pixels, let limit):
      LocalizedText(
        vi:
          "hình sẽ có \(pixels) điểm ảnh một chiều, quá giới hạn \(limit); hãy giảm --dpi, chọn dạng svg hoặc pdf, hoặc nâng limits: pixels trong giaoban.yaml",
        en:
          "the picture would have \(pixels) pixels on a side, the limit is \(limit); lower --dpi, choose svg or pdf, or raise limits: pixels in giaoban.yaml"
      )
    case .encoding:
      LocalizedText(
        vi: "không ghi được hình dạng PNG", en: "the picture could not be encoded as PNG")
    case .markup:
      LocalizedText(
        vi: "không ghi được hình dạng SVG", en: "the picture could not be written as SVG")
    case .document(let reason):
      LocalizedText(
        vi: "không hoàn thành được tệp PDF: \(reason)",
        en: "the PDF could not be finished: \(reason)")
    }
  }
}

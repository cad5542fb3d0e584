import Charting
import ClusterMetrics

/// An item of a page or picture in a pack that does not fit, even after every step.
package struct PackFault: Error, Equatable {
  /// The headline of the page, or the id of the picture.
  var place: String
  var problem: LayoutError

  /// What does not fit, where, and which setting changes it.
  package var message: LocalizedText {
    LocalizedText(
      vi: "\(place): \(problem.message.vietnamese)", en: "\(place): \(problem.message.english)")
  }

  /// Adds the place to layout errors thrown by a closure.
  package static func at<Result>(
    _ place: String, _ body: () throws(LayoutError) -> Result
  ) throws(PackFault) -> Result {
    do throws(LayoutError) {
      return try body()
    } catch {
      throw PackFault(place: place, problem: error)
    }
  }
}

extension LayoutError {
  /// The error message, in both languages.
  package var message: LocalizedText {
    switch self {
    case .noRoom(let text, let width):
      LocalizedText(
        vi:
          "không đủ chỗ cho \"\(text)\" trong \(max(Int(width), 0)) pt; hãy vẽ rộng hơn (--size), hoặc đặt tên ngắn"
          + " (short_names của đơn vị, short_name của chỉ tiêu)",
        en:
          "no room for \"\(text)\" in \(max(Int(width), 0)) pt; make the chart wider (--size), or give a short name"
          + " (short_names of units, short_name of the indicator)"
      )
    case .tooLow(let needs, let has):
      LocalizedText(
        vi:
          "cần chiều cao \(Int(needs.rounded(.up))) pt, chỉ có \(Int(has)) pt; hãy chọn các trang ở mục pack: {pages:"
          + " […]}, hoặc nâng limits: {pages: …}",
        en:
          "it needs a height of \(Int(needs.rounded(.up))) pt and has \(Int(has)) pt; choose pages under pack:"
          + " {pages: […]}, or raise limits: {pages: …}")
    case .tooMany(let what, let limit):
      LocalizedText(
        vi:
          "quá nhiều \(LayoutError.vietnamese(what)): kiểu biểu đồ này chỉ thể hiện được \(limit); hãy chọn ít hơn",
        en: "too many \(what): this kind of chart shows \(limit) at most; choose fewer")
    }
  }

  /// The Vietnamese noun for the items of `tooMany`.
  private static func vietnamese(_ what: String) -> String {
    switch what {
    case "moments": "kỳ"
    case "series": "dãy số liệu"
    case "lines": "đường"
    case "parts": "phần"
    default: "nội dung"
    }
  }
}

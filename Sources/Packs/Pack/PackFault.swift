import Charting
import ClusterMetrics

/// A page or picture of a pack for which something finds no room, whatever was tried.
package struct PackFault: Error, Equatable {
  /// The headline of the page, or the id of the picture.
  var place: String
  var problem: LayoutError

  /// What finds no room, where, and which setting changes it.
  package var message: LocalizedText {
    LocalizedText(
      vi: "\(place): \(problem.message.vietnamese)", en: "\(place): \(problem.message.english)")
  }

  /// Says of errors within where they were met.
  static func at<Result>(
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
  /// In both languages.
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
        vi: "quá nhiều (\(what)): loại biểu đồ này chỉ phân biệt được \(limit)", en: description)
    }
  }
}

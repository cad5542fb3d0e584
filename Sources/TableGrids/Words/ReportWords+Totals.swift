import ClusterMetrics
import OfficeWords

/// Names of rows and columns that sum up others.
extension ReportWords {
  /// Whether a line carries a sum over from one page to the next: "Trang trước chuyển sang", "Cộng mang sang trang sau".
  static func isCarried(_ text: String) -> Bool {
    let key = NameKey(text).text
    return carried.contains { key.contains($0) }
  }
  private static let carried = [
    "mang sang", "trang trước", "trang sau", "chuyển trang", "sang trang",
  ].map { NameKey($0).text }

  /// "Tổng cộng (I+II)", and what sums up a part of the table: "Cộng khối huyện", "Bình quân".
  package func total(_ text: String) -> Who? {
    let text = text.withoutPercent
    // The tone of a word goes behind its colon: "Cộng: 3 trạm".
    let words = NameKey(text.replacing(":", with: " ")).text.split(separator: " ").map(String.init)
    if TotalWords.isSeveral(text) || OfficeNames.isLandscapeAlone(text) { return .subtotal }
    guard let beginning = ReportWords.totals.first(where: { words.starts(with: $0) }) else {
      return nil
    }
    let further = Array(words.dropFirst(beginning.count))
    // "Trung Bình" is a commune.
    if further.isEmpty, TotalWords.isMean(text), holdsGrades || OfficeNames.isPlaceName(text) {
      return nil
    }
    guard !TotalWords.isMeanNumber(text), TotalWords.sumsUp(further, behind: beginning) else {
      return nil
    }
    // "(I+II)", "(A + B)": the parts of the whole table.
    let rest = further.joined(separator: "+")
    let parts = rest.split { !$0.isLetter && !$0.isNumber }
    let areMarks = parts.allSatisfy { part in
      part.count == 1 || part.allSatisfy { !$0.isLetter || "iv".contains($0) }
    }
    return areMarks ? .total : .subtotal
  }

  private static let totals = [
    "Tổng cộng", "Tổng số", "Tổng", "Cộng", "Bình quân", "Trung bình", "Mang sang", "Cộng dồn",
    "Chuyển sang", "TB chung", "BQ chung", "TB toàn", "BQ toàn", "Mức TB", "Mức bình quân",
  ].map { NameKey($0).text.split(separator: " ").map(String.init) }
}

import ClusterMetrics

/// Names of rows and columns that sum up others.
extension ReportWords {
  /// "Tổng cộng (I+II)", and what sums up a part of the table: "Cộng khối huyện", "Bình quân".
  func total(_ text: String) -> Who? {
    // The tone of a word goes behind its colon: "Cộng: 3 trạm".
    let words = NameKey(text.replacing(":", with: " ")).text.split(separator: " ").map(String.init)
    if TotalWords.isSeveral(text) || OfficeNames.isLandscapeAlone(text) { return .subtotal }
    guard let beginning = ReportWords.totals.first(where: { words.starts(with: $0) }) else {
      return nil
    }
    let further = Array(words.dropFirst(beginning.count))
    guard TotalWords.sumsUp(further, behind: beginning) else { return nil }
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
    "Chuyển sang",
  ].map { NameKey($0).text.split(separator: " ").map(String.init) }
}

import ClusterMetrics

/// Headings of one number over another: "TH/NQ", "KH 2026/TH 2025", "TH 6 tháng 2026/TH 6 tháng 2025".
extension FigureWords {
  /// Whether a stroke parts two figures, or one figure of two years.
  static func isRatio(_ text: String) -> Bool {
    guard text.contains("/"), text.utf8.count < 80 else { return false }
    let parts = text.replacing("%", with: " ").split(
      separator: "/", omittingEmptySubsequences: false)
    return parts.indices.dropFirst().contains { place in
      let (left, right) = (Side(parts[..<place]), Side(parts[place...]))
      // "6T 2026/KH 2026"
      if right.figure == .plan, left.isPeriod { return true }
      guard left.isFigure, right.isFigure || right.year != nil else { return false }
      if let first = left.year, let second = right.year { return first != second }
      // "Kế hoạch/Chỉ tiêu giao" says the same twice, and "KH/năm" of when it is.
      return right.isFigure && left.figure != right.figure
    }
  }

  /// What stands on one side of a stroke.
  private struct Side {
    var isFigure: Bool
    var figure: Figure?
    var year: Int?
    private let text: String
    /// Whether it says a period and nothing else.
    var isPeriod: Bool { PeriodMentions.period(text, FigureWords.years.lowerBound) != nil }

    init(_ parts: ArraySlice<Substring>) {
      let words = parts.joined(separator: "/").split {
        $0.isWhitespace || "()[].,".contains($0)
      }.map(String.init)
      let keys = words.map { NameKey($0).text }
      let known = FigureWords.beginnings.first { keys.starts(with: $0.0) }
      let isResolution = keys.first == FigureWords.resolution
      (isFigure, figure) = (known != nil || isResolution, known?.1)
      // "TH 6T/2026" has its year behind a stroke of its own.
      year = words.last.flatMap { $0.split(separator: "/").last }.flatMap { Int($0) }
        .flatMap { FigureWords.years.contains($0) ? $0 : nil }
      text = words.joined(separator: " ")
    }
  }
  private static let resolution = NameKey("NQ").text
}

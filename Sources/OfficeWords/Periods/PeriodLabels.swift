import ClusterMetrics

/// Labels of periods and the headings above them: "Tháng 1", "Quý II" under "Thời gian".
package enum PeriodLabels {
  private static let headers = Set(
    [
      "Tháng", "Quý", "Năm", "Thời gian", "Thời kỳ", "Kỳ", "Kỳ báo cáo", "Kỳ số liệu", "Tháng/năm",
      "Tháng, năm", "Tháng/quý", "Tháng, quý", "Period", "Month", "Quarter", "Year",
    ].map { NameKey($0) })

  /// Whether a header says that periods stand below it.
  package static func isHeader(_ text: String) -> Bool {
    headers.contains(NameKey(text.trimmingColons))
  }

  /// A year for texts of which only their kind matters.
  package static let anyYear = 2000

  /// Whether a text says a period and nothing else, of whatever year.
  package static func isPeriod(_ text: String) -> Bool {
    PeriodMentions.period(text, anyYear) != nil
  }

  /// The word for a part of a year that heads columns with nothing but numbers: "Tháng" of "Tháng trong năm".
  package static func partWord(_ heading: String) -> String? {
    partWords[NameKey(heading.trimmingColons)]
  }
  private static let partWords: [NameKey: String] = Dictionary(
    ["Tháng", "Quý"].flatMap { word in
      let small = word.lowercased()
      return [
        word, "\(word) trong năm", "Các \(small)", "Các \(small) trong năm", "Theo \(small)",
        "Chia theo \(small)", "Phân theo \(small)", "Trong đó: các \(small)",
        "Chia ra các \(small)",
      ].map { (NameKey($0), word) }
    }, uniquingKeysWith: { first, _ in first })
}

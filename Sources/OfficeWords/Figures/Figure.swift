import ClusterMetrics

/// What a reported number is.
package enum Figure: String, Sendable, CaseIterable {
  /// What happened or was there in the period.
  case value
  /// What is to be reached.
  case plan
  /// The value of the same period of the year before.
  case lastYear = "last-year"
  /// What happened from the beginning of the year to the end of the period.
  case cumulative
  /// A share of something, which is compared and not kept.
  case percentage
  /// What the value is a part of.
  case denominator

  /// Whether it is a number of its own, and no share of others.
  package var counts: Bool { ![.percentage, .denominator].contains(self) }

  /// Reads a figure by its id or the words of report tables.
  package init?(written text: String) {
    guard let figure = Figure.words[NameKey(text)] else { return nil }
    self = figure
  }

  private static let words: [NameKey: Figure] = Dictionary(
    allCases.flatMap { figure in
      (figure.names + [figure.rawValue]).map { (NameKey($0), figure) }
    }, uniquingKeysWith: { first, _ in first })

  /// How report tables call it.
  package var names: [String] {
    switch self {
    case .value: ["Thực hiện", "Kết quả", "Kết quả thực hiện", "Số liệu", "TH", "Trong kỳ"]
    case .plan: ["Kế hoạch", "Kế hoạch giao", "Chỉ tiêu giao", "Chỉ tiêu kế hoạch", "KH"]
    case .lastYear:
      ["Cùng kỳ", "Cùng kỳ năm trước", "Thực hiện cùng kỳ", "Năm trước", "CK", "Last year"]
    case .cumulative: ["Lũy kế", "Luỹ kế", "Lũy kế từ đầu năm", "Cộng dồn", "LK"]
    case .percentage: ["Tỷ lệ", "Tỉ lệ", "Tỷ lệ %", "%", "Percent"]
    case .denominator: ["Tổng số", "Mẫu số", "Trên tổng số"]
    }
  }
}

import ClusterMetrics

/// What a row or a number is called that sums up others.
enum TotalWords {
  private static let names = [
    "Cộng", "Tổng cộng", "Tổng số", "Tổng", "Lũy kế", "Cộng dồn", "Total", "Sum",
  ]

  /// What stands in the place of an activity where a row sums up others.
  static let rows = Set((names + ["Cộng:", "Tổng cộng:", "Tổng:"]).map { NameKey($0) })

  /// How a row of totals begins in a register, word by word.
  static let beginnings: [[String]] = (names + ["Cộng:", "Tổng:"]).map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }

  /// Who is named in the place of a unit where a total is reported.
  static let groups = Set((names + ["Toàn tỉnh", "Toàn cụm"]).map { NameKey($0) })
}

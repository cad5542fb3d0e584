import ClusterMetrics

/// What columns mean in forms, where rows name what is counted.
extension ReportColumns {
  mutating func settleForms() {
    guard self[.indicator] != nil else { return }
    settleMovements()
    settleRemarks()
  }

  /// "Số đầu kỳ | Tăng | Giảm | Số cuối kỳ": what there is in the end is the number of the row.
  private mutating func settleMovements() {
    func places(_ keys: Set<NameKey>) -> [Int] {
      numbers.indices.filter { index in
        keys.contains(NameKey(numbers[index].lastLevel)) && numbers[index].meaning.who == nil
      }
    }
    guard let first = places(ReportColumns.openings).only,
      let last = places(ReportColumns.closings).only, first < last,
      numbers[first].upperLevels == numbers[last].upperLevels,
      numbers[first..<last].contains(where: \.meaning.isCompared),
      numbers.allSatisfy({
        $0.meaning.isCompared || $0.unknown != nil || $0.meaning.figure == nil
          || $0.meaning.figure == .plan
      })
    else { return }
    (numbers[last].unknown, numbers[last].meaning.isCompared) = (nil, false)
    (numbers[last].meaning.figure, numbers[last].meaning.period) = (.value, nil)
    numbers[last].meaning.asOf = nil
    for index in first..<last where numbers[index].upperLevels == numbers[first].upperLevels {
      (numbers[index].unknown, numbers[index].meaning.isCompared) = (nil, true)
    }
    isMovement = true
  }

  /// "KH | TH | Bằng | Điểm": beside plans and results these say something of them, and count nothing.
  private mutating func settleRemarks() {
    let figures = numbers.filter {
      $0.unknown == nil && !$0.meaning.isCompared
        && [.plan, .value, .cumulative].contains($0.meaning.figure)
    }
    guard !figures.isEmpty else { return }
    for index in numbers.indices where numbers[index].unknown != nil {
      let key = NameKey(numbers[index].lastLevel.withoutMeasure.withoutPercent).text
      guard
        ReportColumns.remarks.contains(key)
          || ReportColumns.outlooks.contains(where: { key.hasPrefix($0 + " ") })
      else { continue }
      (numbers[index].unknown, numbers[index].meaning.isCompared) = (nil, true)
    }
  }

  private static let openings = keys([
    "Đầu kỳ", "Số đầu kỳ", "Có đầu kỳ", "Đầu năm", "Số đầu năm", "Tồn đầu kỳ",
  ])
  private static let closings = keys([
    "Cuối kỳ", "Số cuối kỳ", "Có cuối kỳ", "Cuối năm", "Số cuối năm", "Tồn cuối kỳ",
    "Có đến cuối kỳ",
  ])
  private static func keys(_ texts: [String]) -> Set<NameKey> { Set(texts.map { NameKey($0) }) }

  private static let remarks = Set(
    [
      "bằng", "lần", "số lần", "tỷ trọng", "tỉ trọng", "cơ cấu", "hoàn thành", "điểm", "điểm đạt",
      "điểm chuẩn", "điểm tự chấm", "điểm thẩm định", "đăng ký thi đua", "mức độ", "trọng số",
    ].map { NameKey($0).text })
  private static let outlooks = ["nhiệm vụ", "phương hướng", "khả năng", "dự kiến", "phấn đấu"]
    .map { NameKey($0).text }
}

import ClusterMetrics

/// What came over from the period before.
extension ReportColumns {
  /// "Tiếp nhận / Kỳ trước | Trong kỳ": files of the period before that are still to be dealt with, and no number that is
  /// compared.
  mutating func settleCarried() {
    for index in numbers.indices
    where numbers[index].meaning.isCompared
      && ReportColumns.earlier.contains(NameKey(numbers[index].lastLevel))
    {
      let uppers = numbers[index].upperLevels
      guard let upper = uppers.last, ReportColumns.saysIntake(upper),
        numbers.contains(where: {
          $0.upperLevels == uppers && ReportColumns.within.contains(NameKey($0.lastLevel))
        })
      else { continue }
      numbers[index].meaning.isCompared = false
      numbers[index].unknown = (uppers + [ReportColumns.carried]).joined(separator: " / ")
    }
  }

  private static func saysIntake(_ heading: String) -> Bool {
    let key = " " + NameKey(heading.withoutNumbering).text + " "
    return intakes.contains { key.contains(" " + $0 + " ") }
  }

  private static let carried = "Kỳ trước chuyển sang"
  private static let earlier = Set(["Kỳ trước", "Tháng trước", "Quý trước"].map { NameKey($0) })
  private static let within = Set(
    ["Trong kỳ", "Trong tháng", "Trong quý", "Tiếp nhận mới", "Mới tiếp nhận", "Mới"].map {
      NameKey($0)
    })
  private static let intakes = ["tiếp nhận", "thụ lý", "phải giải quyết", "đã nhận", "số nhận"].map
  {
    NameKey($0).text
  }
}

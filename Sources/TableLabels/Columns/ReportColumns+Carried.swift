import ClusterMetrics
import OfficeWords

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

  /// "Đơn phải giải quyết" over "Tổng số đơn | Kỳ trước chuyển sang | Phát sinh trong kỳ": what came in the period is a part, and the
  /// total is what the heading names. Without a total the heading's number is the sum of both.
  mutating func settlePartsOfPeriod() {
    for index in numbers.indices
    where numbers[index].meaning.indicator != nil
      && ReportColumns.arisen.contains(NameKey(numbers[index].lastLevel))
    {
      let (uppers, own) = (numbers[index].upperLevels, numbers[index].meaning.indicator)
      let beside = numbers.indices.filter { $0 != index && numbers[$0].upperLevels == uppers }
      let total = beside.filter {
        ReportColumns.isTotal(numbers[$0].lastLevel, of: uppers)
          && numbers[$0].meaning.figure != .cumulative
      }.only
      let hasCarried = beside.contains { ReportColumns.saysCarried(numbers[$0].lastLevel) }
      // "Tiếp nhận: Kỳ trước | Trong kỳ": what is received came in.
      let isReceived = uppers.last.map(ReportColumns.saysReceived) ?? false
      guard !uppers.isEmpty, hasCarried && !isReceived || total != nil else { continue }
      (numbers[index].meaning.indicator, numbers[index].unknown) = (nil, numbers[index].name)
      numbers[index].meaning.figure = nil
      guard let total, numbers[total].meaning.indicator == nil else { continue }
      (numbers[total].meaning.indicator, numbers[total].unknown) = (own, nil)
    }
  }
  private static let arisen = Set(
    [
      "Trong kỳ", "Phát sinh trong kỳ", "Phát sinh", "Trong tháng", "Phát sinh trong tháng",
      "Trong quý", "Phát sinh trong quý", "Trong năm", "Phát sinh trong năm",
    ].map { NameKey($0) })

  /// "Tổng số" or "Tổng số đơn" below what it sums up.
  private static func isTotal(_ heading: String, of uppers: [String]) -> Bool {
    if TotalWords.isTotal(heading) { return true }
    let words = NameKey(heading).text.split(separator: " ").map(String.init)
    guard let first = words.first, first == NameKey("tổng").text else { return false }
    let upper = Set(uppers.flatMap { NameKey($0).text.split(separator: " ").map(String.init) })
    return words.dropFirst().allSatisfy { upper.contains($0) || $0 == NameKey("số").text }
  }

  private static func saysReceived(_ heading: String) -> Bool {
    let key = " " + NameKey(heading.withoutNumbering).text + " "
    return received.contains { key.holds(" " + $0 + " ") }
  }
  private static let received = ["tiếp nhận", "thụ lý", "đã nhận", "số nhận"].map {
    NameKey($0).text
  }

  private static func saysCarried(_ heading: String) -> Bool {
    let key = " " + NameKey(heading).text + " "
    return earlier.contains(NameKey(heading)) || carriedWords.contains { key.holds($0) }
  }
  private static let carriedWords = [
    "kỳ trước chuyển", "chuyển sang", "tồn kỳ trước", "tồn đầu", "kỳ trước", "tồn cũ",
  ].map { " \(NameKey($0).text) " }

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

import ClusterMetrics
import OfficeWords

/// Columns that say what is left of a plan.
extension ReportColumns {
  /// "Còn phải thu" beside "Dự toán" and "Thực hiện" of what the title says: what one lacks of the other.
  mutating func settleRemainders() {
    func isPlain(_ own: Numbers, _ figure: Figure) -> Bool {
      own.meaning.figure == figure && own.meaning.indicator == nil && own.unknown == nil
    }
    func isRemainder(_ own: Numbers) -> Bool {
      let key = " " + NameKey(own.lastLevel.withoutMeasure).text + " "
      return ReportColumns.remainders.contains { key.hasPrefix(" \($0) ") }
        || ReportColumns.left.contains { key.contains(" " + $0 + " ") }
    }
    // "Kế hoạch 2024 | Đã thực hiện đến 30/6 | Còn lại", of indicators in rows.
    let isOfRows = self[.indicator] != nil && numbers.contains { $0.meaning.figure == .plan }
    if isOfRows,
      numbers.contains(where: { own in
        [.value, .cumulative].contains(own.meaning.figure) || own.meaning.asOf != nil
      })
    {
      for index in numbers.indices where isRemainder(numbers[index]) {
        (numbers[index].meaning.isCompared, numbers[index].unknown) = (true, nil)
      }
      return
    }
    let rests = numbers.indices.filter { numbers[$0].unknown != nil && isRemainder(numbers[$0]) }
    let named = numbers.count {
      ($0.unknown != nil || $0.meaning.indicator != nil) && !isRemainder($0)
    }
    let results = numbers.count { isPlain($0, .value) }
    // "Kế hoạch vốn | Giải ngân | Còn lại"
    guard self[.indicator] == nil, numbers.contains(where: { isPlain($0, .plan) }),
      named == 0 && results > 0 || named == 1 && results == 0
    else { return }
    for index in rests {
      (numbers[index].meaning.isCompared, numbers[index].unknown) = (true, nil)
    }
  }
  private static let remainders = [
    "còn phải", "còn lại", "còn thiếu", "số còn", "chưa thực hiện", "chưa th", "chưa đạt",
  ].map { NameKey($0).text }
  /// "Vốn còn lại chưa giải ngân", "Kinh phí chưa sử dụng"
  private static let left = ["vốn còn lại", "kinh phí còn lại", "chưa giải ngân", "chưa sử dụng"]
    .map {
      NameKey($0).text
    }
}

import ClusterMetrics
import Yams

/// Reads what days are called besides months and years: `year_starts`, `week_starts` and `terms`.
extension SettingReader {
  private enum Weekday: String, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// What was read is known to whatever is read after it.
  mutating func readDayNames(_ key: String, _ node: Node) {
    switch key {
    case "week_starts":
      guard let day = choice(node, named: key, as: Weekday.self),
        let number = Weekday.allCases.firstIndex(of: day)
      else { return }
      dayNames.weekBegins = number + 1
    case "year_starts":
      for (kind, keyNode, value) in entries(of: node, named: key) {
        let isWord = kind.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
        let text = string(value, named: "\(key).\(kind)") ?? ""
        let numbers = text.split(separator: "/").compactMap { Int($0) }
        guard isWord, numbers.count == 2,
          let day = Day(year: 2023, month: numbers[1], day: numbers[0])
        else {
          reject(
            keyNode,
            vi: "\(key).\(kind) phải viết như school: 1/9 (ngày/tháng, tên là chữ không dấu)",
            en: "\(key).\(kind) is written as school: 1/9 (day/month, the name in plain letters)")
          continue
        }
        dayNames.yearBegins[kind] = day
      }
    default:
      for (name, keyNode, value) in entries(of: node, named: key) {
        let text = string(value, named: "\(key).\(name)") ?? ""
        guard case .span(let from, let through)? = Period(written: text), !name.contains("/"),
          Period(written: name) == nil
        else {
          reject(
            keyNode,
            vi: "\(key): \"\(name)\" phải viết như \"Nhiệm kỳ 2020–2025\": 2020-06-15..2025-06-14",
            en: "\(key): \"\(name)\" is written as \"Nhiệm kỳ 2020–2025\": 2020-06-15..2025-06-14")
          continue
        }
        dayNames.terms.append(NamedDays(term: name, from: from, through: through))
      }
    }
  }
}

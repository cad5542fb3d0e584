import ClusterMetrics
import Findings
import ReportTables

/// Compares what units report for a period with what they report for its parts, where the settings do not say what
/// these make of it: a half-year with its quarters or months.
///
/// A number may be a flow, a stock or a rate. Whatever it is, the whole is the sum of its parts, or lies between
/// the least and the greatest of them.
package enum SubmissionParts {
  private struct Key: Hashable {
    var unit: Int
    var indicator: String
  }

  /// - Parameter periods: those that are tallied.
  package static func findings(_ numbers: [ReportedNumber], in periods: [Period]) -> [Finding] {
    var reported: [Key: [Period: ReportedNumber]] = [:]
    var asked: [String: Set<Period>] = [:]
    for number in numbers where number.indicator.overTime == .none && !number.isCumulative {
      guard case .unit(let unit) = number.group, number.figure == .value else { continue }
      let id = number.indicator.id
      reported[Key(unit: unit, indicator: id), default: [:]][number.period] = number
      asked[id, default: []].insert(number.period)
    }
    let tallied = periods
    return reported.flatMap { key, periods in
      asked[key.indicator, default: []].union(tallied).compactMap { whole in
        for parts in whole.divisions {
          let known = parts.compactMap { periods[$0] }
          if let number = periods[whole], known.count < parts.count,
            let finding = excess(number, known)
          {
            return finding
          }
          guard known.count == parts.count, !known.contains(where: \.isNotApplicable) else {
            continue
          }
          guard let number = periods[whole] else { return missing(whole, known) }
          if let finding = contradiction(number, known) { return finding }
        }
        return nil
      }
    }.inOrder
  }

  private static func contradiction(
    _ number: ReportedNumber, _ parts: [ReportedNumber]
  ) -> Finding? {
    guard !number.isNotApplicable else { return nil }
    let values = parts.map(\.value.doubleValue)
    let (value, sum) = (number.value.doubleValue, values.reduce(0, +))
    let tolerance =
      parts.contains(where: \.isApproximate) || number.isApproximate ? abs(sum) * 0.1 : 1e-6
    guard let least = values.min(), let most = values.max(), abs(value - sum) > tolerance,
      value < least - tolerance || value > most + tolerance
    else { return nil }
    let (name, total) = (number.indicator.name, Quantity(sum))
    return Finding(
      .contradictsParts, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(number.period.spoken.vietnamese): \(number.value.vietnamese), nhưng cộng các kỳ thành phần"
        + " được \(total?.vietnamese ?? "")"
        + " (\(listed(parts) { "\($0.period.spoken.vietnamese): \($0.value.vietnamese)" })); hãy kiểm tra lại",
      en:
        "\(name.english), \(number.period.name): \(number.value), but the periods within add up to"
        + " \(total.map { "\($0)" } ?? "") (\(listed(parts) { "\($0.period.name): \($0.value)" })); check them"
    )
  }

  /// A part by itself that is larger than the whole.
  private static func excess(_ number: ReportedNumber, _ parts: [ReportedNumber]) -> Finding? {
    guard !number.isNotApplicable, !number.indicator.isAverage,
      let part = parts.first(where: { !$0.isNotApplicable && $0.value > number.value })
    else { return nil }
    let name = number.indicator.name
    return Finding(
      .contradictsParts, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(number.period.spoken.vietnamese): \(number.value.vietnamese), nhỏ hơn số của riêng"
        + " \(part.period.spoken.vietnamese) (\(part.value.vietnamese)); hãy kiểm tra lại",
      en: "\(name.english), \(number.period.name): \(number.value), less than \(part.value) of"
        + " \(part.period.name) alone; check them")
  }

  /// Others report the whole; this unit only its parts, which are not added up.
  private static func missing(_ whole: Period, _ parts: [ReportedNumber]) -> Finding? {
    guard let last = parts.last else { return nil }
    let name = last.indicator.name
    // What was there at the beginning of a part is not asked of the whole.
    let own = name.vietnamese.components(separatedBy: " – ").last ?? ""
    guard !NameKey(own).text.hasPrefix(NameKey("đầu").text + " ") else { return nil }
    // What is not shown because it is small is not shown here either.
    let isHidden = last.indicator.hideBelow ?? 0 > 0
    return Finding(
      .partsOnly, .warning, at: last.place,
      vi: "\(name.vietnamese): đơn vị chỉ báo cáo các kỳ thành phần"
        + " (\(listed(parts) { $0.period.spoken.vietnamese + (isHidden ? "" : ": \($0.value.vietnamese)") })), không có số liệu của \(whole.spoken.vietnamese), nên được coi là chưa báo"
        + " cáo; hãy ghi số liệu của \(whole.spoken.vietnamese), hoặc khai báo over_time cho chỉ tiêu (sum: cộng các kỳ; last: lấy kỳ cuối;"
        + " mean: bình quân)",
      en:
        "\(name.english): the unit reports only parts (\(listed(parts) { $0.period.name + (isHidden ? "" : ": \($0.value)") })) and nothing for"
        + " \(whole.name), which counts as not reported: state the number for \(whole.name), or say what"
        + " parts make by over_time of the indicator (sum, last or mean)")
  }

  private static func listed(
    _ parts: [ReportedNumber], _ text: (ReportedNumber) -> String
  ) -> String {
    parts.map(text).joined(separator: ", ")
  }
}

extension Period {
  /// The ways in which shorter periods make it up, the longest ones first.
  fileprivate var divisions: [[Period]] {
    func months(_ range: ClosedRange<Int>, _ year: Int) -> [Period] {
      range.map { .month($0, year: year) }
    }
    func quarters(_ range: ClosedRange<Int>, _ year: Int) -> [Period] {
      range.map { .quarter($0, year: year) }
    }
    return switch self {
    case .month, .span, .named: []
    case .quarter(let quarter, let year): [months(quarter * 3 - 2...quarter * 3, year)]
    case .half(let half, let year):
      [quarters(half * 2 - 1...half * 2, year), months(half * 6 - 5...half * 6, year)]
    case .firstMonths(9, let year):
      [
        [.half(1, year: year), .quarter(3, year: year)], quarters(1...3, year), months(1...9, year),
      ]
    case .firstMonths(let count, let year):
      count > 6
        ? [[.half(1, year: year)] + months(7...count, year), months(1...count, year)]
        : [months(1...count, year)]
    case .year(let year):
      [
        [.half(1, year: year), .half(2, year: year)],
        [.firstMonths(9, year: year), .quarter(4, year: year)], quarters(1...4, year),
        months(1...12, year),
      ]
    }
  }
}

import ClusterMetrics
import Findings
import ReportTables

/// Percentages that units report themselves and that are over 100, where nothing says that they may be.
package enum StatedRateChecks {
  /// Words of what may well be over 100 %: growth, and what is held against a plan or another year.
  private static let open = [
    "tăng", "giảm", "tốc độ", "chỉ số", "so với", "kế hoạch", "chỉ tiêu", "dự toán", "cùng kỳ",
    "hoàn thành",
    "đạt", "thực hiện", "công suất", "trên", "vượt", "growth", "change", "plan", "target", "index",
  ].map { NameKey($0).text }

  static func findings(_ numbers: [ReportedNumber]) -> [Finding] {
    numbers.compactMap { number in
      let indicator = number.indicator
      guard indicator.isStatedRate, number.value > Quantity(100), !number.isNotApplicable,
        (indicator.target ?? 0) <= 100, !isOpen(indicator.name)
      else { return nil }
      return Finding(
        .partAboveWhole, .warning, at: number.place, about: "over 100% \(indicator.id)",
        vi:
          "\(indicator.name.vietnamese), \(number.period.spoken.vietnamese): \(number.value.vietnamese)% là quá 100%; hãy kiểm tra"
          + " lại",
        en:
          "\(indicator.name.english), \(number.period.name): \(number.value)% is over 100%; check it"
      )
    }
  }

  /// Plans of percentages above a hundred: 94 typed into a cell of percentages is 9,400%.
  package static func plans(_ reported: [ReportedNumber]) -> [Finding] {
    reported.compactMap { number in
      let indicator = number.indicator
      guard number.figure == .plan, indicator.isStatedRate, number.value > Quantity(100),
        !number.isNotApplicable, !isOpen(indicator.name)
      else { return nil }
      return Finding(
        .partAboveWhole, .warning, at: number.place, about: "plan over 100% \(indicator.id)",
        vi:
          "\(indicator.name.vietnamese), \(number.period.spoken.vietnamese): kế hoạch \(number.value.vietnamese)% là quá 100%; có"
          + " thể nhập số vào ô đã định dạng %; hãy kiểm tra lại",
        en:
          "\(indicator.name.english), \(number.period.name): a plan of \(number.value)% is over 100%; the number may have been"
          + " typed into a cell of percentages: check it"
      )
    }
  }

  private static func isOpen(_ name: LocalizedText) -> Bool {
    [name.vietnamese, name.english].contains { text in
      let text = " \(NameKey(text).text) "
      return open.contains { text.contains(" \($0) ") }
    }
  }
}

import ClusterMetrics
import Intake
import Reporting
import Slides

extension ReportContext {
  /// The number since the beginning of the year, as monthly reports state it beside that of the month.
  func yearToDate(_ indicator: Indicator, for group: Group) -> [String: String] {
    let whole = yearToDate
    // The same days of last year, if registers end early.
    let base = book.base(.lastYear, of: whole)
    // A period that begins with the year has no other number.
    guard whole != period, book.periods.contains(whole), book.periods.contains(base) else {
      return [:]
    }
    let format = words.format(indicator)
    func stated(_ tally: Tally) -> String {
      tally.value.map { words.text($0, of: tally, format) } ?? words.absence(tally)
    }
    let comparison = book.comparison(indicator, for: group, in: whole, with: base)
    let baseName = words.inSentence(base: base, of: whole, for: indicator, in: book)
    let prefix = Placeholder.yearToDateField
    var texts = [
      prefix: stated(comparison.current), prefix + "_last_year": stated(comparison.base),
      prefix + "_units": words.coverage(comparison.current),
      prefix + "_caveat": words.caveat(comparison.current),
      prefix + "_change": words.changeAmount(comparison, indicator),
      prefix + "_change_percent": words.changePercent(comparison, indicator),
      prefix + "_change_in_words": words.changeInWords(comparison, indicator, base: baseName),
    ]
    if let reached = book.fulfilment(indicator, for: group, in: whole) {
      texts[prefix + "_plan_percent"] =
        words.planPercent(reached) ?? words.fulfilment(reached, indicator)
      texts[prefix + "_plan_in_words"] = words.fulfilment(reached, indicator)
    } else if book.plans.indicators.contains(indicator.id) {
      let none = withoutFulfilment(indicator, of: group, comparison.current)
      for field in ["_plan_percent", "_plan_in_words"] { texts[prefix + field] = none }
    }
    return texts
  }
}

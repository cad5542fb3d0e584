import Charting
import ClusterMetrics
import Findings
import Intake
import Reporting
import Settings

/// The tables of numbers for the charts of the page.
extension PackPage {
  private struct RowKey: Hashable {
    var group: Group
    var period: Period
  }

  /// The numbers of a chart: groups or periods in rows, indicators in columns.
  func table(_ chart: PackChart, _ html: HTMLWriter) {
    let roster = report.roster
    var ids: [String] = []
    var rows: [RowKey] = []
    var cells: [RowKey: [String: Tally]] = [:]
    for tally in chart.data {
      let key = RowKey(group: tally.group, period: tally.period)
      if !ids.contains(tally.indicator) { ids.append(tally.indicator) }
      if cells[key] == nil { rows.append(key) }
      cells[key, default: [:]][tally.indicator] = tally
    }
    let indicators = ids.compactMap { id in definition.tallied.first { $0.id == id } }
    let hasPeriods = Set(rows.map(\.period)).count > 1
    func name(_ key: RowKey) -> String {
      guard !hasPeriods else { return words.sentence(words.name(key.period)) }
      if case .unit(let unit) = key.group { return roster.units[unit].name }
      return report.maker.groupName(key.group)
    }
    func cell(_ tally: Tally?, _ indicator: Indicator) -> (String, Double?) {
      guard let tally else { return ("", nil) }
      if let base = chart.base {
        let change = report.book.comparison(indicator, of: tally, with: base)
        return (report.changeCell(change, words.format(indicator)), change.change)
      }
      let note =
        tally.status == .partial
        ? " (" + words.coverage(tally) + ")" : ""
      return (report.cell(tally, of: indicator) + note, tally.value)
    }
    // Parts of a single whole are listed below each other.
    if rows.count == 1, indicators.count > 1, let key = rows.first {
      html.table(
        caption: chart.tableName ?? chart.name,
        columns: [(words("Nội dung", "Item"), false), (words("Số liệu", "Value"), true)],
        rows: indicators.map { ([(words.heading($0), nil), cell(cells[key]?[$0.id], $0)], false) })
      return
    }
    let plans = chart.plans.count == rows.count ? chart.plans : []
    html.table(
      caption: chart.tableName ?? chart.name,
      columns: [(hasPeriods ? words("Kỳ", "Period") : words("Đơn vị", "Unit"), false)]
        + indicators.map { (words.heading($0), true) }
        + (plans.isEmpty
          ? [] : [(words("Kế hoạch", "Plan"), true), (words("Đạt", "Reached"), true)]),
      rows: rows.enumerated().map { place, key in
        let numbers = indicators.map { cell(cells[key]?[$0.id], $0) }
        return ([(name(key), nil)] + numbers + (plans.isEmpty ? [] : planned(plans[place])), false)
      })
  }

  /// A plan, and the percentage reached.
  private func planned(_ plan: Fulfilment?) -> [(String, Double?)] {
    guard let plan,
      let indicator = definition.tallied.first(where: { $0.id == plan.current.indicator })
    else { return [("", nil), ("", nil)] }
    return [
      (words.format(indicator).text(plan.plan), plan.plan),
      (plan.percent.map { words.planPercent($0) } ?? "", plan.percent),
    ]
  }
}

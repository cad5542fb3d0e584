import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import Settings

/// The totals beside those of other periods.
extension ReportContext {
  /// The periods compared with the totals: the base of the pack, last year and the previous period, as far as they have
  /// data.
  var comparedPeriods: [Period] {
    var bases: [Period] = []
    for base in [maker.base] + [Versus.lastYear, .previous].map({ book.base($0, of: period) }) {
      let isKnown = indicators.contains {
        book.tally($0, for: subject, in: base).value != nil
      }
      if isKnown, !bases.contains(base) { bases.append(base) }
    }
    return bases
  }

  /// A change, with a star if it covers only some of the units.
  package func changeCell(_ comparison: Comparison, _ format: ValueFormat) -> String {
    guard let change = comparison.change else { return "" }
    return format.signedText(change) + (comparison.hasOtherUnits ? "*" : "")
  }

  /// The tables that compare the totals: with all periods, or with one after the other if a page is too narrow.
  var comparisonTables: [DataTable] {
    let bases = comparedPeriods
    let whole = comparisonTable(bases)
    let fits = (try? whole.naturalHeight(width: tableRoom.width, in: context)) != nil
    return fits || bases.count < 2 ? [whole] : bases.map { comparisonTable([$0]) }
  }

  package func comparisonTable() -> DataTable { comparisonTable(comparedPeriods) }

  /// The names of the compared periods; `nil` if there are none.
  package var comparedName: String? {
    let periods = comparedPeriods
    guard let first = periods.first else { return nil }
    guard periods.count == 1 else { return words("các kỳ trước", "earlier periods") }
    let name = baseName(first)
    return words.language == .english && name.hasPrefix("same ") ? "the " + name : name
  }

  /// The name of the table of totals.
  package var comparisonHeading: String {
    comparedName.map { words("So sánh với \($0)", "Compared with \($0)") }
      ?? words("Số liệu chung", "Totals")
  }

  /// A base is cut only where the pack compares with it.
  private func baseName(_ base: Period) -> String {
    base == maker.base ? maker.baseName(of: indicators) : words.name(ofBase: base, of: period)
  }
  private func baseRemark(_ indicator: Indicator, _ base: Period) -> String {
    base == maker.base ? maker.baseRemark(indicator, among: indicators) : ""
  }

  private func comparisonTable(_ bases: [Period]) -> DataTable {
    let rows = rowsByGroup { indicator in
      let format = words.format(indicator)
      func stated(_ tally: Tally) -> String {
        let text = cell(tally, of: indicator)
        guard tally.status == .partial else { return text }
        return text + " (" + words.shortCoverage(tally) + ")"
      }
      var cells = [
        words.heading(indicator), stated(book.tally(indicator, for: subject, in: period)),
      ]
      for base in bases {
        let comparison = book.comparison(indicator, for: subject, in: period, with: base)
        cells += [
          stated(comparison.base) + baseRemark(indicator, base), changeCell(comparison, format),
          comparison.changePercent.map(words.signedPercent) ?? "",
        ]
      }
      return DataTable.Row(cells)
    }
    var columns: [DataTable.Column] = [
      .init(words("Chỉ tiêu", "Indicator"), wraps: true),
      .init(words("Kỳ này", "This period"), .trailing),
    ]
    for base in bases {
      let name = words.sentence(baseName(base))
      columns += [
        .init(name, .trailing), .init(words("Tăng, giảm", "Change"), .trailing),
        .init("%", .trailing),
      ]
    }
    return DataTable(columns: columns, rows: rows)
  }
}

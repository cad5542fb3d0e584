import Charting
import ClusterMetrics
import ReportWords

/// The headline numbers, as tiles and in words.
extension ReportContext {
  /// The headline numbers compared with last year, one per line.
  package var firstNumbers: [String] {
    indicators.map { indicator in
      let comparison = book.comparison(indicator, for: subject, in: period, with: maker.base)
      let value =
        comparison.current.value.map {
          words.text($0, of: comparison.current, words.format(indicator))
        } ?? comparison.current.sign
      var line = "\(words(indicator.name)): \(value)"
      if let numerator = comparison.current.numerator,
        let denominator = comparison.current.denominator
      {
        line += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      if comparison.current.isMarked {
        line += " (" + words.shortCoverage(comparison.current) + ")"
      }
      let tail = words.changeInWords(
        comparison.change, indicator,
        base: words.inSentence(base: maker.base, of: period, for: indicator, in: book),
        isApproximate: comparison.isApproximate)
      let basis = words.basis(comparison, indicator)
      let reached = book.fulfilment(indicator, for: subject, in: period)
        .map { ", " + words.fulfilmentInDetail($0, indicator) }
      return line + (tail.isEmpty ? "" : ", " + tail) + (basis.isEmpty ? "" : " (\(basis))")
        + (reached ?? "")
    }
  }

  /// A headline number with its change since last year and its course.
  package func tile(_ indicator: Indicator, for group: Group) -> Tiles.Tile {
    let comparison = book.comparison(
      indicator, for: group, in: period, with: maker.base)
    let tally = comparison.current
    let format = words.format(indicator)
    let number = tally.value.map { words.text($0, of: tally, format) } ?? tally.sign
    var notes: [String] = []
    if tally.value == nil { notes.append(words.absence(tally)) }
    if tally.status == .partial {
      notes.append(words.shortCoverage(tally))
    }
    if let numerator = tally.numerator, let denominator = tally.denominator, tally.value != nil {
      notes.append(words.text(numerator) + "/" + words.text(denominator))
    }
    if let reached = book.fulfilment(indicator, for: group, in: period) {
      notes.append(words.fulfilment(reached, indicator))
    }
    if let base = comparison.base.value {
      let partial =
        comparison.base.status == .partial
        ? " (\(words.shortCoverage(comparison.base)))"
        : ""
      let name = maker.baseName(of: indicator)
      notes.append(
        words.text(base, of: comparison.base, format)
          + (words.language == .english && name.allSatisfy(\.isNumber) ? " in " : " ")
          + name + partial)
    }
    let basis = words.basis(comparison, indicator)
    if !basis.isEmpty { notes.append(basis) }
    let course = trendPeriods.map { book.tally(indicator, for: group, in: $0).chartValue }
    let ends = [trendPeriods.first, trendPeriods.last].compactMap(\.self)
    let change = words.change(comparison, indicator)
    let tone =
      change.hasPrefix("±")
      ? .neutral : indicator.better.chartDirection.tone(of: comparison.change ?? 0)
    return Tiles.Tile(
      name: words.heading(indicator), number: number, change: change, tone: tone,
      note: notes.joined(separator: " · "), course: course,
      courseLabels: ends.map { words.axisName($0).joined(separator: " ") })
  }
}

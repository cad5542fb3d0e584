import Charting
import ClusterMetrics
import Findings
import Intake
import ReportWords

/// The most important findings, as sentences.
package struct Highlights {
  /// A sentence, and the page that shows it.
  package struct Item: Equatable {
    package var text: String
    package var anchor: String
    package var tone: Tone
    var weight: Double
  }

  let book: TallyBook
  let period: Period
  /// The period of comparison.
  let base: Period
  let words: Wording
  let indicators: [Indicator]
  /// The ids of the indicators on the cover, which precede others of equal weight.
  let headline: [String]
  /// The subject: all, or a unit.
  var subject: Group
  /// The earlier periods for "for the first time", oldest first.
  var earlier: [Period]
  /// The first day with a record, if it is so far within the period or its base that their numbers are partial.
  var lateStart: (period: Period, day: Day)?
  /// The number of reported numbers that are contradicted by the registers or by each other.
  var contradictions: Int
  /// The rows and numbers left out because of accepted errors.
  var leftOut: LeftOut

  package init(
    book: TallyBook, period: Period, base: Period, words: Wording, indicators: [Indicator],
    headline: [String], subject: Group = .all, earlier: [Period] = [],
    lateStart: (period: Period, day: Day)? = nil, contradictions: Int = 0,
    leftOut: LeftOut = LeftOut()
  ) {
    self.book = book
    self.period = period
    self.base = base
    self.words = words
    self.indicators = indicators
    self.headline = headline
    self.subject = subject
    self.earlier = earlier
    self.lateStart = lateStart
    self.contradictions = contradictions
    self.leftOut = leftOut
  }

  private func baseName(of indicator: Indicator) -> String {
    words.inSentence(base: base, of: period, for: indicator, in: book)
  }

  /// Sentences in order of importance: missing reports, then the totals of the headline indicators, then targets and
  /// the largest changes.
  package func items() -> [Item] {
    (silence() + incomplete() + partialStart() + earlyEnd() + omissions() + contradiction()
      + totals() + firsts()
      + targets() + movements() + standings())
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  func shortName(_ unit: Int) -> String { book.roster.units[unit].shortName }

  /// A few names, and the number of the others.
  func names(_ units: [Int]) -> String {
    words.units(named: units.map(shortName), most: units.count > 6 ? 3 : 6)
  }

  /// Whether units that have reported something lack a number, or a cluster lacks a stated total.
  private func isMissedByAsked(_ tally: Tally) -> Bool {
    guard tally.status == .partial, tally.reportingUnits < tally.expectedUnits else { return false }
    // A stated total has no reporting units, and some of its clusters may have none.
    if tally.isStatedTotal { return true }
    let present = book.units(of: subject, in: period).filter {
      book.hasReportedPart(unit: $0, of: period)
    }
    return tally.reportingUnits < present.count
  }

  private func totals() -> [Item] {
    indicators.compactMap { indicator in
      let comparison = book.comparison(indicator, for: subject, in: period, with: base)
      guard let value = comparison.current.value else { return nil }
      // The name, not the noun: "85 xã" alone would be ambiguous.
      let mark = comparison.current.isApproximate ? Wording.approximately : ""
      var text = words(indicator.name) + ": " + mark + words.measured(value, indicator)
      if let numerator = comparison.current.numerator,
        let denominator = comparison.current.denominator, indicator.isPercentage
      {
        text += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      if comparison.current.incompleteUnits > 0 || isMissedByAsked(comparison.current) {
        text += " (" + words.shortCoverage(comparison.current) + ")"
      }
      let tail = words.changeInWords(
        comparison.change, indicator, base: baseName(of: indicator),
        isApproximate: comparison.isApproximate)
      if !tail.isEmpty { text += ", " + tail }
      let basis = words.basis(comparison, indicator)
      if !basis.isEmpty { text += " (\(basis))" }
      if let reached = book.fulfilment(indicator, for: subject, in: period) {
        text += ", " + words.fulfilment(reached, indicator)
      }
      let place = headline.firstIndex(of: indicator.id)
      let change = comparison.change ?? 0
      let isNone = !words.format(indicator).isChange(change)
      return Item(
        text: text + ".", anchor: "indicator-" + indicator.id,
        tone: isNone ? .neutral : indicator.better.chartDirection.tone(of: change),
        weight: place.map { 500 - Double($0) }
          ?? 100 + min(abs(comparison.changePercent ?? comparison.change ?? 0), 90))
    }
  }
}

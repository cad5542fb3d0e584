import Charting
import ClusterMetrics
import Intake
import Reporting

/// What matters most, in sentences.
struct Highlights {
  /// One sentence, and the page that shows it.
  struct Item: Equatable {
    var text: String
    var anchor: String
    var tone: Tone
    var weight: Double
  }

  let book: TallyBook
  let period: Period
  /// What the period stands beside.
  let base: Period
  let words: Wording
  let indicators: [Indicator]
  /// The ones on the cover come before others of equal weight.
  let headline: [String]
  /// Whom they are about: all, or a unit.
  var subject = Group.all
  /// The periods before, the earliest first, against which "for the first time" is meant.
  var earlier: [Period] = []
  /// The first day with a record, where it lies so far within the period or the one that it is compared with
  /// that their numbers are partial.
  var lateStart: (period: Period, day: Day)?
  /// How many reported numbers are contradicted by the registers or by each other.
  var contradictions = 0
  /// What is left out because of errors that the settings accept.
  var leftOut = LeftOut()

  private func baseName(of indicator: Indicator) -> String {
    words.inSentence(base: base, of: period, for: indicator, in: book)
  }

  /// Sentences, the most important first: who has not reported, then the totals of the headline
  /// indicators, then targets and the largest movements.
  func items() -> [Item] {
    (silence() + incomplete() + partialStart() + earlyEnd() + omissions() + contradiction()
      + totals() + firsts()
      + targets() + movements() + standings())
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  func shortName(_ unit: Int) -> String { book.roster.units[unit].shortName }

  /// A few by name, and how many more there are.
  func names(_ units: [Int]) -> String {
    words.units(named: units.map(shortName), most: units.count > 6 ? 3 : 6)
  }

  /// Whether units that have reported something say nothing of a number, or a cluster states no total.
  private func isMissedByAsked(_ tally: Tally) -> Bool {
    guard tally.status == .partial, tally.reportingUnits < tally.expectedUnits else { return false }
    // Of a stated total nobody reports, and some of its clusters may have none.
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
      // The name, not the noun: "85 xã" alone would not say which.
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
      let tail = words.changeInWords(comparison.change, indicator, base: baseName(of: indicator))
      if !tail.isEmpty { text += ", " + tail }
      let basis = words.basis(comparison, indicator)
      if !basis.isEmpty { text += " (\(basis))" }
      if let reached = book.fulfilment(indicator, for: subject, in: period) {
        text += ", " + words.fulfilment(reached, indicator)
      }
      let place = headline.firstIndex(of: indicator.id)
      let change = comparison.change ?? 0
      let isNone = words.format(indicator).signedText(change) == "±0"
      return Item(
        text: text + ".", anchor: "indicator-" + indicator.id,
        tone: isNone ? .neutral : indicator.better.chartDirection.tone(of: change),
        weight: place.map { 500 - Double($0) }
          ?? 100 + min(abs(comparison.changePercent ?? comparison.change ?? 0), 90))
    }
  }
}

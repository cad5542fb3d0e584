import Charting
import ClusterMetrics
import Findings
import Intake
import ReportWords
import Settings

/// Makes charts from tallies: selects the data and writes the texts.
package struct ChartMaker: Sendable {
  package var book: TallyBook
  package let period: Period
  package let words: Wording
  /// The rows and numbers left out because of accepted errors.
  package var leftOut = LeftOut()
  package var order = RowOrder.byValue
  /// The unit to highlight; `nil` for the leader.
  package var highlight: Int?
  /// The period of comparison.
  package var versus = Versus.lastYear
  /// A line across ranked bars.
  package var average: AverageKind?
  /// Events with their days, for trends.
  package var events: [ProjectDefinition.Event] = []

  package init(book: TallyBook, period: Period, words: Wording) {
    self.book = book
    self.period = period
    self.words = words
  }

  /// The sources of some indicators' numbers, and what is left out of them.
  package func source(_ indicators: [Indicator]) -> String {
    words.source(book.plan.sources(of: indicators))
      + (!leftOut.isEmpty ? ", " + words.leftOut(leftOut) : "")
  }

  package var base: Period { book.base(versus, of: period) }
  package var headlines: Headlines {
    Headlines(book: book, period: period, base: base, words: words)
  }
  package var baseName: String { words.name(ofBase: base, of: period) }
  /// The name of an indicator's base of comparison.
  package func baseName(of indicator: Indicator) -> String {
    words.name(ofBase: book.base(base, for: indicator), of: period)
  }
  /// The base with which most of some indicators are compared: the whole period as soon as one of them has submitted numbers,
  /// which no day cuts.
  package func base(of indicators: [Indicator]) -> Period {
    indicators.lazy.map { book.base(base, for: $0) }.first { $0 != base } ?? base
  }
  package func baseName(of indicators: [Indicator]) -> String {
    words.name(ofBase: base(of: indicators), of: period)
  }
  /// " (đến 05/3/2024)", behind a number in a column of bases in which others are of the whole period.
  package func baseRemark(_ indicator: Indicator, among indicators: [Indicator]) -> String {
    guard book.base(base, for: indicator) != base(of: indicators),
      case .span(_, let through) = base
    else { return "" }
    return words(" (đến \(words.date(through)))", " (to \(words.date(through)))")
  }
  package func baseInSentence(of indicators: [Indicator]) -> String {
    words.inSentence(base: base(of: indicators), of: period)
  }
  package func chartWords(of indicators: [Indicator]) -> ChartWords {
    var chartWords = words.chartWords(base: base(of: indicators), of: period)
    chartWords.unstated = unstated(indicators)
    return chartWords
  }
  /// The reason why an existing number is not stated: it would have to be divided, its denominator is unknown, or its
  /// components cover different parts of the period.
  private func unstated(_ indicators: [Indicator]) -> String {
    let areAllPer = indicators.allSatisfy {
      if case .per = $0.definition { true } else { false }
    }
    guard book.roster.hasSuccession else {
      return words.absence(areAllPer ? Tally.Lack.measure : .likeParts)
    }
    let lacksMeasure =
      areAllPer
      && indicators.contains { indicator in
        book.units(of: .all, in: period).contains {
          book.tally(indicator, for: .unit($0), in: period).lack == .measure
        }
      }
    return lacksMeasure ? words.absence(Tally.Lack.measure) : words.unstated
  }
  package var hasBase: Bool { book.periods.contains(base) }

  /// The dates of the period: "6 tháng đầu năm 2022 (15/12/2021–14/6/2022)".
  package var periodText: String {
    let days = words.days(book.calendar.days(of: period))
    if case .span = period { return days }
    return "\(words.name(period)) (\(days))"
  }

  package func unitName(_ unit: Int) -> CategoryName { rowName(.unit(unit)) }

  /// The name of a row.
  package func rowName(_ group: Group) -> CategoryName { CategoryName(groupName(group)) }

  /// The name of a row whose numbers have no text of their own: with an asterisk if its unit lacks parts of the period, and "≈" if
  /// a number is approximate.
  ///
  /// - Parameter hasBase: whether the row shows the number of the base as well.
  func rowName(_ group: Group, marking indicator: Indicator, hasBase: Bool) -> CategoryName {
    let tally = book.tally(indicator, for: group, in: period)
    var tallies = [tally]
    if hasBase { tallies.append(book.tally(indicator, for: group, in: base)) }
    let marks =
      (tally.lacksParts ? "*" : "")
      + (tallies.contains { $0.isApproximate && $0.value != nil } ? " ≈" : "")
    return marks.isEmpty ? rowName(group) : CategoryName(groupName(group) + marks)
  }

  /// Whether a row is the requested highlight.
  package func highlights(_ group: Group) -> Bool { highlight.map { group == .unit($0) } ?? false }

  /// The rows of a table in the order of the settings: as given, or by an indicator's numbers.
  package func ordered(_ groups: [Group], _ order: RowOrder, by indicator: Indicator) -> [Group] {
    groups.ordered(order, indicator.better.chartDirection) {
      book.tally(indicator, for: $0, in: period).chartValue
    }
  }

  /// The grouping of rows: "theo đơn vị".
  package func by(_ groups: [Group]) -> String { words.by(groups, book.roster) }

  package func groupName(_ group: Group) -> String {
    switch group {
    case .all:
      switch book.roster.clusters.map(\.name) {
      // Where no table names clusters, nobody speaks of one.
      case [ProposalTexts.unnamedCluster.english]: words("Toàn cụm", "All units")
      case let names where names.count == 1: words("Toàn cụm", "Whole cluster")
      default: words("Toàn bộ", "All clusters")
      }
    case .cluster(let cluster): book.roster.clusters[cluster].name
    case .unit(let unit): book.roster.units[unit].shortName
    case .commune(let commune): book.roster.communes[commune].name
    case .part(let part): words.name(of: part, book.roster)
    }
  }

  package func named(_ groups: [Group]) -> [(group: Group, name: String)] {
    groups.map { ($0, groupName($0)) }
  }

  /// The format of an indicator's numbers; it gets another decimal if numbers that are judged differently, by each
  /// other or by the target, would be printed alike.
  package func telling(_ indicator: Indicator, _ values: [Double]) -> ValueFormat {
    var format = words.format(indicator)
    guard let target = indicator.target else { return format }
    while format.decimals < 4,
      values.contains(where: {
        indicator.reachesTarget($0) == false && format.text($0) == format.text(target)
      })
        || values.contains(where: { value in
          values.contains {
            format.text($0) == format.text(value)
              && indicator.reachesTarget($0) != indicator.reachesTarget(value)
          }
        })
    { format.decimals += 1 }
    return format
  }

  /// A name before a number that may be approximate: "Quý I năm 2025 ≈ 140".
  func marked(_ name: String, _ tally: Tally) -> String {
    tally.isApproximate && tally.value != nil ? name + " ≈" : name
  }

  /// A period in the alternative text of its numbers: "Quý I năm 2025 (3/4 đơn vị) ≈ 140".
  func momentName(_ period: Period, _ tally: Tally) -> String {
    let isPart = tally.status == .partial && tally.value != nil
    return marked(
      words.name(period) + (isPart ? " (\(words.shortCoverage(tally)))" : ""), tally)
  }

  /// The alternative text of a chart: its kind, and its first, last and missing values.
  package func description(
    _ kind: String, _ indicator: Indicator, _ values: [(name: String, value: Value)],
    as format: ValueFormat? = nil
  ) -> String {
    let format = format ?? words.format(indicator)
    let told = values.prefix(12).map { name, value in
      switch value {
      case .number(let number): "\(name) \(format.text(number))"
      case .missing: "\(name) \(words.notReported)"
      case .notApplicable: "\(name) \(words.notApplicable)"
      case .unstated: "\(name) \(unstated([indicator]))"
      case .hidden: "\(name) \(words.hidden)"
      }
    }
    let more =
      values.count > told.count
      ? words(
        "; và \(values.count - told.count) mục nữa", "; and \(values.count - told.count) more")
      : ""
    return "\(kind): \(words(indicator.name)), \(words.name(period)). "
      + told.joined(separator: "; ") + more + "."
  }
}

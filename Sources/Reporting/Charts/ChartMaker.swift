import Charting
import ClusterMetrics
import Intake

/// Makes charts from tallies: chooses what is drawn and says it in words.
package struct ChartMaker: Sendable {
  package var book: TallyBook
  package let period: Period
  package let words: Wording
  /// What is left out because of errors that the settings accept.
  package var leftOut = LeftOut()
  package var order = RowOrder.byValue
  /// The unit that stands out; without one, the leader does.
  package var highlight: Int?
  /// What the period stands beside.
  package var versus = Versus.lastYear
  /// A line across ranked bars.
  package var average: AverageKind?
  /// What happened, by its day; trends show it.
  package var events: [ProjectDefinition.Event] = []

  package init(book: TallyBook, period: Period, words: Wording) {
    self.book = book
    self.period = period
    self.words = words
  }

  /// Where the numbers of some indicators come from, and what is left out of them.
  package func source(_ indicators: [Indicator]) -> String {
    words.source(book.plan.sources(of: indicators))
      + (!leftOut.isEmpty ? ", " + words.leftOut(leftOut) : "")
  }

  package var base: Period { book.base(versus, of: period) }
  package var headlines: Headlines {
    Headlines(book: book, period: period, base: base, words: words)
  }
  package var baseName: String { words.name(ofBase: base, of: period) }
  /// What an indicator is compared with.
  package func baseName(of indicator: Indicator) -> String {
    words.name(ofBase: book.base(base, for: indicator), of: period)
  }
  package var baseInSentence: String { words.inSentence(base: base, of: period) }
  package var chartWords: ChartWords {
    var chartWords = words.chartWords(base: base, of: period)
    chartWords.unstated = unstated
    return chartWords
  }
  /// Why a number that is there is not stated: it would have to be divided, or what it is made from is not alike.
  private var unstated: String {
    book.roster.hasSuccession
      ? words.unstated
      : words(
        "các số để tính chưa cùng kỳ", "what it is made from is of unlike parts of the period")
  }
  package var hasBase: Bool { book.periods.contains(base) }

  /// The dates of the period: "6 tháng đầu năm 2022 (15/12/2021–14/6/2022)".
  package var periodText: String {
    let days = words.days(book.calendar.days(of: period))
    if case .span = period { return days }
    return "\(words.name(period)) (\(days))"
  }

  package func unitName(_ unit: Int) -> CategoryName { rowName(.unit(unit)) }

  /// How a row is called.
  package func rowName(_ group: Group) -> CategoryName { CategoryName(groupName(group)) }

  /// Whether a row was asked to stand out.
  package func highlights(_ group: Group) -> Bool { highlight.map { group == .unit($0) } ?? false }

  /// What rows go by: "theo đơn vị".
  package func by(_ groups: [Group]) -> String { words.by(groups, book.roster) }

  package func groupName(_ group: Group) -> String {
    switch group {
    case .all:
      book.roster.clusters.count == 1
        ? words("Toàn cụm", "Whole cluster") : words("Toàn bộ", "All clusters")
    case .cluster(let cluster): book.roster.clusters[cluster].name
    case .unit(let unit): book.roster.units[unit].shortName
    case .commune(let commune): book.roster.communes[commune].name
    case .part(let part): words.name(of: part, book.roster)
    }
  }

  package func named(_ groups: [Group]) -> [(group: Group, name: String)] {
    groups.map { ($0, groupName($0)) }
  }

  /// How an indicator's numbers are written where some are judged differently from others, or from the target,
  /// although they would be printed alike: with one more decimal.
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

  /// Says in words what a chart shows: its kind, and its first, last and missing values.
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
      case .unstated: "\(name) \(unstated)"
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

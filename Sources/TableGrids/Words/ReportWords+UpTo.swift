import ClusterMetrics
import OfficeWords

extension ReportWords.Meaning {
  /// Whether it says up to when is counted, or at which day, and whose or which number nobody knows yet.
  package var isTime: Bool {
    indicator == nil && who == nil && role == nil && !isCompared
      && (asOf != nil || figure == .cumulative && period != nil)
  }

  /// Whether it says which figure it is and nothing else.
  package var isFigureAlone: Bool {
    [.plan, .value, .lastYear].contains(figure) && indicator == nil && who == nil && period == nil
      && asOf == nil
  }

  /// Takes over what a figure and a time say together.
  package mutating func take(_ both: ReportWords.Meaning) {
    guard both.figure != nil || both.isCompared, both.indicator == nil else { return }
    (figure, period, asOf) = (both.figure, both.period, both.asOf)
    (isCompared, isCumulative) = (both.isCompared, both.isCumulative)
  }
}

extension ReportWords {
  /// What a heading means that says in brackets which number of an indicator it is: "Hộ thoát nghèo (kế hoạch 2027)".
  func readBracket(_ text: String, _ year: Int?) -> Meaning? {
    guard let bracket = text.bracketAtEnd, let figure = FigureWords(bracket.inner),
      figure.figure != nil,
      let indicator = indicator(bracket.before)
    else { return nil }
    var own = meaning(of: bracket.inner, year: year)
    guard own.figure != nil, own.indicator == nil, own.who == nil, own.role == nil else {
      return nil
    }
    own.indicator = indicator
    return own
  }
}

/// Plans and last year's numbers that count from New Year up to some time.
extension ReportWords {
  /// What such a heading means: "Kế hoạch đến 30/6", "KH lũy kế đến hết quý II", "Cùng kỳ đến 30/6/2025"; `nil` where it says no
  /// such time.
  ///
  /// A plan is that of the quarter, half or year that ends then; of any other part of a year there is none, and it only says how
  /// far the year's is.
  func readUpTo(_ figure: Figure, _ rest: String, _ year: Int?) -> Meaning? {
    let words = rest.split(separator: " ").map(String.init)
    let count = CumulativeWords.leadingWords(of: rest)
    let time = words.dropFirst(count).joined(separator: " ")
    // "Thực hiện đến 30/6" is what there is on that day, if it is a stock.
    guard
      count > 0 || CumulativeWords.beginsUpTo(time) && figure != .value && figure != .cumulative,
      let end = end(of: time, year), let own = end.calendarYear
    else { return nil }
    var meaning = Meaning()
    meaning.figure = figure
    switch figure {
    case .lastYear: (meaning.period, meaning.isCumulative) = (end, true)
    case .plan:
      let days =
        calendar.days(of: .year(own)).lowerBound..<calendar.days(of: end).upperBound
      switch calendar.period(of: days) {
      case let part where part.isPlanned: meaning.period = part
      default: (meaning.figure, meaning.isCompared) = (nil, true)
      }
    case .value, .cumulative: (meaning.figure, meaning.period) = (.cumulative, end)
    default: return nil
    }
    return meaning
  }

  /// The month, quarter or other part of a year that ends when a text says: "đến 30/6", "đến hết quý II", "6 tháng".
  private func end(of text: String, _ year: Int?) -> Period? {
    if let day = CumulativeWords.day(text, year: year) { return calendar.month(endingOn: day) }
    return PeriodMentions.onlySinceNewYear(text, year: year)
      ?? PeriodMentions.wholePeriod(CumulativeWords.withoutUpTo(text), year)
  }
}

extension Period {
  /// Whether offices plan for such a part of a year.
  fileprivate var isPlanned: Bool {
    switch self {
    case .quarter, .half, .year: true
    default: false
    }
  }
}

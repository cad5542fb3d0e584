import ClusterMetrics
import Findings
import OfficeWords
import Settings

/// A number that somebody states for a period, as a table of submissions has it.
///
/// Copies share what it says until one of them changes: a province reports a hundred thousand of them, and every check
/// puts them in an order of its own.
package struct ReportedNumber: Sendable {
  /// What is said of it.
  package struct Statement: Sendable {
    package var period: Period
    /// A unit, or a cluster or the whole, whose total is stated.
    package var group: Group
    package var indicator: Indicator
    package var figure = Figure.value
    package var value: Quantity
    package var isApproximate: Bool
    /// Whether the question does not arise, so that there is no value.
    package var isNotApplicable = false
    /// Whether its row says that it corrects what was reported before.
    package var isCorrection = false
    /// Whether the project's own table of corrections states it, and what that says to be replaced.
    package var isDecision = false
    package var replaces: String?
    package var place: Finding.Place
    /// The day on which it was sent, where its row or its table says it.
    package var sent: Day?
    /// Where else the same number stands.
    package var otherPlaces: [Finding.Place] = []
    /// The day from which a cumulative number counts, where that is not the first of its year.
    package var countedFrom: Day?
    /// Whether its table says that it is of its period alone, and does not count from the beginning of the year.
    package var isOfPeriodAlone = false
    /// Whether it was stated to be compared with, a year later.
    package var isOfLastYear = false
    /// The period of the table that states it, where that is not its own: a plan of the year in a table of a month.
    package var saidIn: Period?
    /// The day from which a plan holds; without one it holds for the whole of its period.
    package var from: Day?
    /// What it is made from where it is not reported itself: numbers of parts, and cumulative ones, of which some
    /// are taken away.
    package var shares: [(number: ReportedNumber, isSubtracted: Bool)] = []
    /// The parts of the period that are not reported.
    package var missingParts: [Period] = []
    /// Those that nobody was asked about yet (`since`), and that it does not hold either.
    package var partsNotAsked: [Period] = []
    /// By such a part the units that it is of, where these are others than its own: they became part of it.
    package var silent: [Period: [Int]] = [:]
  }

  package var shared: Shared<Statement>

  package init(
    period: Period, group: Group, indicator: Indicator, figure: Figure = .value, value: Quantity,
    isApproximate: Bool = false, isCorrection: Bool = false, place: Finding.Place, sent: Day? = nil
  ) {
    shared = Shared(
      Statement(
        period: period, group: group, indicator: indicator, figure: figure, value: value,
        isApproximate: isApproximate, isCorrection: isCorrection, place: place, sent: sent))
  }

  /// A number of last year's is one of that year.
  ///
  /// - Parameter isCumulative: whether it counts from the beginning of that year.
  package func asKept(isCumulative: Bool) -> ReportedNumber {
    guard figure == .lastYear else { return self }
    var number = self
    (number.period, number.figure) = (period.sameLastYear, isCumulative ? .cumulative : .value)
    number.isOfLastYear = true
    return number
  }

  /// Whether it counts from the beginning of its year.
  package var isCumulative: Bool {
    figure == .cumulative || indicator.isCumulative && !isOfPeriodAlone
  }

  /// What it says is to be reached, if that is what it is.
  package var plan: Plans.Entry? {
    guard figure == .plan, !isNotApplicable else { return nil }
    return Plans.Entry(
      indicator: indicator.id, group: group, period: period, value: value, from: from,
      stated: saidIn.map { ($0, [place.file, place.sheet ?? ""].joined(separator: ":")) })
  }

  /// Whether it adds to the tallies, and is not only compared with them, as a total is, or a number whose source are the
  /// registers.
  package var isSubmitted: Bool {
    guard case .unit = group, figure != .plan, case .submitted = indicator.definition else {
      return false
    }
    return true
  }

  /// What it adds to the tallies; `nil` where it is not submitted.
  package var submission: Submission? {
    guard case .unit(let unit) = group, isSubmitted else { return nil }
    return Submission(
      period: period, unit: unit, indicator: indicator.id, value: value,
      isApproximate: isApproximate, isNotApplicable: isNotApplicable, missingParts: missingParts,
      partsNotAsked: partsNotAsked, row: place.row ?? 0)
  }
}

extension ReportedNumber {
  /// The rows that it is made from, as the trace of a tally lists them.
  package func traced(_ entry: Tracer.Entry) -> [(place: Finding.Place, entry: Tracer.Entry)] {
    guard !shares.isEmpty else {
      var whole = entry
      (whole.period, whole.isCumulative) = (period, isCumulative)
      return [(place, whole)]
    }
    return shares.map { number, isSubtracted in
      var part = entry
      (part.period, part.isCumulative) = (number.period, number.isCumulative)
      part.row = number.place.row ?? 0
      part.amount = isSubtracted ? Quantity(parts: -number.value.parts) : number.value
      return (number.place, part)
    }
  }
}

/// Compares numbers that were reported with what the tallies say.
package enum Reconciliation {
  package static func findings(_ numbers: [ReportedNumber], _ book: TallyBook) -> [Finding] {
    // What counts from the beginning of the year is no sum of the period's own numbers.
    numbers.filter { !$0.isNotApplicable && !$0.isCumulative && !$0.indicator.isCumulative }
      .compactMap { finding($0, book) }
  }

  /// Whether some units already have more than all are said to have.
  private static func exceeds(_ tally: Tally, _ number: ReportedNumber) -> Bool {
    number.indicator.addsUp && (tally.value ?? 0) > number.value.doubleValue + 1e-9
  }

  private static func finding(_ number: ReportedNumber, _ book: TallyBook) -> Finding? {
    let tally = book.unitsTally(number.indicator, for: number.group, in: number.period)
    // A total is there to tell what units have not said.
    if tally.status != .complete, number.group.isWhole, !exceeds(tally, number) { return nil }
    // What is stated of all weighs units by their size, and the mean of their rates does not: it only lies between them.
    if number.indicator.isAverage, number.group.isWhole {
      let units = book.units(of: number.group, in: number.period).compactMap {
        book.tally(number.indicator, for: .unit($0), in: number.period).value
      }
      let step = Rounding.step(ofDecimals: number.value.decimals)
      if let least = units.min(), let most = units.max(),
        (least - step...most + step).contains(number.value.doubleValue)
      {
        return nil
      }
    }
    // As many decimals as were stated: 44 is right for 44.04.
    let decimals = number.value.decimals
    let stated = number.value.doubleValue
    let value = tally.value.map { Rounding.rounded($0, decimals: decimals) }
    if let value {
      // "Over 1,200" says that it is no less than 1,200, and not far from it.
      let tolerance = number.isApproximate ? abs(stated) * 0.1 : 0
      if abs(value - stated) <= tolerance + 1e-9 { return nil }
    }
    let code: Finding.Code
    let (vietnamese, english): (String, String)
    switch number.group {
    case .unit where number.indicator.isPercentage:
      code = .contradictsRate
      (vietnamese, english) = ("tính từ số liệu của đơn vị được", "the unit's own numbers give")
    case .unit:
      code = .contradictsRegister
      (vietnamese, english) = ("sổ theo dõi có", "the registers hold")
    default:
      code = .contradictsParts
      let adds = number.indicator.addsUp
      vietnamese = adds ? "cộng các đơn vị được" : "tính từ các đơn vị được"
      english = adds ? "the units add up to" : "the units' numbers make"
    }
    let name = number.indicator.name
    let computed = value.flatMap { Quantity($0) }
    let (reporting, expected) = (tally.reportingUnits, tally.expectedUnits)
    let counted =
      tally.status == .partial
      ? LocalizedText(
        vi: " (\(reporting)/\(expected) đơn vị)",
        en: " (\(reporting) of \(expected) unit\(expected == 1 ? "" : "s"))") : LocalizedText("")
    return Finding(
      code, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(number.period.spoken.vietnamese): số báo cáo là \(number.value.vietnamese), nhưng \(vietnamese)"
        + " \(computed?.vietnamese ?? "… (chưa có số liệu)")\(counted.vietnamese); hãy kiểm tra lại",
      en: "\(name.english), \(number.period.name): \(number.value) reported, but \(english)"
        + " \(computed.map { "\($0)" } ?? "nothing")\(counted.english); check them")
  }
}

extension [ReportedNumber] {
  /// The periods that units report for. Of a year of which nothing is known but what counts from its beginning to one
  /// day, that is all days up to then: "đến 31/12/2023" tells of 2023, and not of its last month.
  package func periods(_ calendar: ReportingCalendar) -> Set<Period> {
    let all = filter { $0.isSubmitted }
    // Last year's numbers beside this year's tell nothing of what is reported for that.
    let now = all.filter { !$0.isOfLastYear }
    let own = now.isEmpty ? all : now
    let years = Dictionary(grouping: own) { number -> Int in
      calendar.days(of: number.period).upperBound.previous.components.year
    }
    return Set(
      years.flatMap { year, numbers -> [Period] in
        let periods = numbers.map(\.period).uniqued
        guard let only = periods.only, numbers.allSatisfy(\.isCumulative), only.calendarYear == year
        else { return periods }
        let first = calendar.days(of: .year(year)).lowerBound
        return [calendar.period(of: first..<calendar.days(of: only).upperBound)]
      })
  }
}

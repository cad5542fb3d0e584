import ClusterMetrics
import Findings
import OfficeWords
import ReportTables
import Settings

/// When units sent their numbers, beside the day on which these were due.
package struct Punctuality: Sendable {
  /// How a unit stands in a period.
  package enum Standing: Sendable, Hashable {
    case onTime
    /// So many days after the day on which it was due.
    case late(days: Int)
    /// It has sent numbers, and no day is known.
    case undated
    case missing
  }

  /// One period for which units report.
  package struct Round: Sendable {
    package var period: Period
    /// `nil` where its numbers are due on several days.
    package var due: Day?
    /// By unit; units that were not asked are not there.
    package var standings: [Int: Standing]

    package func count(_ isMeant: (Standing) -> Bool) -> Int {
      standings.values.count(where: isMeant)
    }
  }

  /// In the order of their days.
  package let rounds: [Round]

  /// - Parameter usual: days after the closing of a period until which its numbers are to be sent; `nil` where nothing
  ///   is said.
  package init(
    _ numbers: [ReportedNumber], due usual: Int?, indicators: [Indicator], roster: Roster,
    calendar: ReportingCalendar
  ) {
    let byID = Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func days(_ indicator: Indicator) -> Int? { byID[indicator.id]?.due ?? usual }
    // A number that nobody asked a unit for is no report that could be late.
    let members = byID.mapValues { $0.scope.members(of: roster) }
    func isAsked(_ number: ReportedNumber) -> Bool {
      guard case .unit(let unit) = number.group, let asked = members[number.indicator.id] ?? nil
      else { return true }
      return asked.contains(unit)
    }
    let sent = numbers.filter {
      $0.isSubmitted && days($0.indicator) != nil && isAsked($0)
    }
    let own = sent.filter {
      byID[$0.indicator.id]?.scope.holds(for: $0.period, calendar) ?? true
    }
    var periods = Dictionary(grouping: own, by: \.period)
    let due = Punctuality.asked(own, byID, until: Today.day, calendar)
    for period in due where periods[period] == nil { periods[period] = [] }
    rounds = periods.compactMap { period, numbers -> Round? in
      // Where nobody says a day, nobody is held to one; but what is asked for and sent by some is missing of the others.
      // So do those who sent a quarter where months are asked for: nobody waits for it.
      let isOther =
        !numbers.isEmpty
        && numbers.allSatisfy { byID[$0.indicator.id]?.scope.asked?.isOwn(period) == false }
      guard numbers.contains(where: { $0.sent != nil }) || due.contains(period) || isOther else {
        return nil
      }
      let span = calendar.days(of: period)
      let closing = span.upperBound.previous
      let wanted =
        numbers.isEmpty
        ? indicators.filter { $0.scope.asked?.isOwn(period) == true && days($0) != nil }
        : numbers.map(\.indicator)
      let limits = Set(wanted.compactMap(days))
      let ids = Set(wanted.map(\.id))
      var standings: [Int: Standing] = [:]
      // Who is asked for any of the numbers; all are asked for the period.
      let asked = ids.map { byID[$0]?.scope.members(of: roster) }
      for unit in roster.units.indices where roster.units[unit].validity.overlaps(span) {
        if isOther {
          let isSender = numbers.contains { if case .unit(unit) = $0.group { true } else { false } }
          if isSender { standings[unit] = .missing }
        } else if asked.contains(where: { $0?.contains(unit) ?? true }) {
          standings[unit] = .missing
        }
      }
      for number in numbers {
        guard case .unit(let unit) = number.group, standings[unit] != nil else { continue }
        let limit = Day(number: closing.number + Int32(days(number.indicator) ?? 0))
        let own: Standing =
          number.sent.map { sent in
            sent <= limit ? .onTime : .late(days: Int(sent.number - limit.number))
          } ?? .undated
        standings[unit] = Punctuality.worse(standings[unit], own)
      }
      // So has reported who sent all parts of the period.
      let lacking = Set(standings.filter { $0.value == .missing }.keys)
      let inParts = Dictionary(
        grouping: sent.filter { number in
          guard case .unit(let unit) = number.group, lacking.contains(unit) else { return false }
          return ids.contains(number.indicator.id) && number.indicator.overTime != .none
            && span.contains(calendar.days(of: number.period))
        }, by: { $0.group })
      for case (.unit(let unit), let parts) in inParts {
        guard let first = parts.first, parts.allSatisfy({ $0.indicator.id == first.indicator.id }),
          Composition.of(parts.parts(calendar), over: span, as: first.indicator.overTime)?
            .missing.isEmpty == true
        else { continue }
        let limit = Day(number: closing.number + Int32(days(first.indicator) ?? 0))
        let dates = parts.map(\.sent)
        standings[unit] =
          dates.contains(nil)
          ? .undated
          : dates.compactMap(\.self).max().map {
            $0 <= limit ? .onTime : .late(days: Int($0.number - limit.number))
          }
      }
      // Who reported a longer period at once owes no part of the same number.
      for number in own where ids.contains(number.indicator.id) {
        guard case .unit(let unit) = number.group, standings[unit] == .missing else { continue }
        if calendar.days(of: number.period).contains(span) { standings[unit] = nil }
      }
      let due = limits.count == 1 ? limits.first : nil
      return Round(
        period: period, due: due.map { Day(number: closing.number + Int32($0)) },
        standings: standings)
    }.sorted {
      let (left, right) = (calendar.days(of: $0.period), calendar.days(of: $1.period))
      return (left.upperBound, left.lowerBound) < (right.upperBound, right.lowerBound)
    }
  }

  /// The periods that some number is asked for, as often as its indicator says, from the first that anybody sent to
  /// the last that was due: also those that nobody sent.
  private static func asked(
    _ numbers: [ReportedNumber], _ indicators: [String: Indicator], until day: Day,
    _ calendar: ReportingCalendar
  ) -> Set<Period> {
    var periods: Set<Period> = []
    for (id, own) in Dictionary(grouping: numbers, by: \.indicator.id) {
      guard let indicator = indicators[id], let frequency = indicator.scope.asked,
        own.contains(where: { $0.sent != nil })
      else { continue }
      let sent = own.map(\.period).filter { frequency.isOwn($0) }
      let first = sent.min {
        calendar.days(of: $0).lowerBound < calendar.days(of: $1).lowerBound
      }
      guard var period = first else { continue }
      let due = Int32(indicator.due ?? 0)
      while calendar.days(of: period).upperBound.number + due <= day.number,
        periods.count < Punctuality.mostRounds
      {
        periods.insert(period)
        period = period.next
      }
    }
    return periods
  }

  /// A month a round makes fifty years.
  private static let mostRounds = 600

  /// Of several numbers the latest says how a unit stands; a number without a day says less than one with.
  private static func worse(_ first: Standing?, _ second: Standing) -> Standing {
    switch (first, second) {
    case (nil, _), (.missing, _), (.undated, _): second
    case (_, .undated), (_, .missing): first ?? second
    case (.late(let days)?, .late(let others)): .late(days: max(days, others))
    case (.onTime?, .late): second
    case (let first?, .onTime): first
    }
  }

  /// The rounds whose periods lie within another.
  package func within(_ period: Period, _ calendar: ReportingCalendar) -> [Round] {
    let span = calendar.days(of: period)
    return rounds.filter { span.contains(calendar.days(of: $0.period)) }
  }

  /// Who is late, a finding a round.
  package func findings(_ roster: Roster, in periods: [Period], _ calendar: ReportingCalendar)
    -> [Finding]
  {
    let rounds = periods.flatMap { within($0, calendar) }
    var seen: Set<Period> = []
    return rounds.filter { seen.insert($0.period).inserted }.compactMap { round in
      let late = round.standings.compactMap { unit, standing -> (unit: Int, days: Int)? in
        if case .late(let days) = standing { (unit, days) } else { nil }
      }.sorted { (-$0.days, $0.unit) < (-$1.days, $1.unit) }
      guard !late.isEmpty else { return nil }
      func list(_ text: (Int) -> String) -> String {
        late.prefix(8).map { "\(roster.units[$0.unit].name) (\(text($0.days)))" }
          .joined(separator: ", ") + (late.count > 8 ? ", …" : "")
      }
      let count = late.count
      return Finding(
        .lateSubmission, .warning, at: .init(file: ProjectFile.name), about: round.period.name,
        vi:
          "\(round.period.spoken.vietnamese): \(count) đơn vị gửi muộn"
          + (round.due.map { " so với hạn \($0.vietnamese): " } ?? ": ") + list { "\($0) ngày" },
        en:
          "\(round.period.name): \(count) unit\(count == 1 ? "" : "s") sent later than "
          + (round.due.map { "\($0): " } ?? "due: ")
          + list { "\($0) day\($0 == 1 ? "" : "s")" })
    }
  }
}

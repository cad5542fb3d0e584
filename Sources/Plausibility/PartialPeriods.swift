import ClusterMetrics
import ReportTables

/// Makes the numbers of the periods that are tallied from those that units report for parts of them, and from
/// cumulative ones.
///
/// In: what was reported, each place once. Out: for every period, unit and indicator the number that counts: the
/// one that is reported for exactly these days, or else the one that its parts make.
package struct PartialPeriods {
  let calendar: ReportingCalendar
  let roster: Roster
  /// By unit the units that became part of it, and of no other, at once or by way of others.
  let former: [[Int]]
  /// By unit those of them that it was made from when it was founded; others it took in later.
  let founders: [[Int]]
  /// By unit the units that were divided, one of whose parts it became.
  let divided: [Int: [Int]]

  /// Whether a unit is asked for an indicator.
  let isAsked: (Int, String) -> Bool

  package init(
    calendar: ReportingCalendar, roster: Roster,
    isAsked: @escaping (Int, String) -> Bool = { _, _ in true }
  ) {
    (self.calendar, self.roster, self.isAsked) = (calendar, roster, isAsked)
    former = roster.formerUnits
    founders = roster.founders(among: former)
    var divided: [Int: [Int]] = [:]
    for unit in roster.units.indices where roster.units[unit].successors.count > 1 {
      for heir in roster.units[unit].successors { divided[heir, default: []].append(unit) }
    }
    self.divided = divided
  }

  struct Key: Hashable {
    var unit: Int
    var indicator: String
  }

  /// What a unit reports of an indicator.
  struct Reports {
    var indicator: Indicator
    /// Each for its own days.
    var own: [ReportedNumber] = []
    /// Each from the beginning of its year.
    var cumulative: [ReportedNumber] = []
  }

  /// - Returns: also what is only compared with the tallies, as it is.
  package func numbers(_ reported: [ReportedNumber], for periods: [Period]) -> [ReportedNumber] {
    var result: [ReportedNumber] = []
    // A number counts in all periods of its days.
    var seen: Set<Range<Day>> = []
    let periods = periods.filter { seen.insert(calendar.days(of: $0)).inserted }
    let groups = restarted(grouped(reported, rest: &result))
    let byKey = Dictionary(uniqueKeysWithValues: groups)
    for period in periods {
      var made: [Key: ReportedNumber] = [:]
      for (key, reports) in groups {
        made[key] = number(of: reports, key, period, byKey)
      }
      for (key, _) in groups where made[key] != nil {
        // A unit that has reported the whole of a period in whose middle it was founded has reported for those that
        // it was made from.
        guard let days = daysForFormer(made[key], key.unit, period) else { continue }
        for founder in founders[key.unit] {
          let other = Key(unit: founder, indicator: key.indicator)
          // What there was at the end of its days is not there any more.
          guard let number = made[other], number.indicator.overTime != .last else { continue }
          made[other] = byKey[other].flatMap { earlier(than: days, $0, other, period, byKey) }
        }
      }
      leaveToParts(&made, byKey, period)
      noteSilent(&made, period)
      joinMeans(&made, byKey, period)
      // A unit may have no number of its own, and that of those that it was made from.
      let joined = made.keys.filter { byKey[$0] == nil }.sorted {
        ($0.unit, $0.indicator) < ($1.unit, $1.indicator)
      }
      result +=
        (groups.map(\.key) + joined).compactMap { made[$0] } + stocksTakenOver(made, byKey, period)
    }
    return result
  }

  /// Where all parts of a unit that was divided have reported the whole of the period, they have reported for it, too.
  private func leaveToParts(
    _ made: inout [Key: ReportedNumber], _ all: [Key: Reports], _ period: Period
  ) {
    for unit in Set(divided.values.joined()) {
      let heirs = roster.units[unit].successors
      for key in made.keys.filter({ $0.unit == unit }) {
        let held = heirs.map { heir -> Range<Day>? in
          let own = Key(unit: heir, indicator: key.indicator)
          return daysForFormer(made[own], heir, period)
        }
        // A part that counts on from New Year holds what was counted before, though the other is silent.
        let isHeld = zip(heirs, held).contains { heir, days in
          days != nil && goesOnFromDivided(Key(unit: heir, indicator: key.indicator), all)
        }
        guard let first = held.compactMap({ $0?.lowerBound }).max(), isHeld || !held.contains(nil),
          made[key]?.indicator.overTime != .last
        else { continue }
        made[key] = all[key].flatMap {
          earlier(than: first..<first.next, $0, key, period, all)
        }
      }
    }
  }

  /// The number of a unit for the days of a period before some others.
  private func earlier(
    than days: Range<Day>, _ reports: Reports, _ key: Key, _ period: Period, _ all: [Key: Reports]
  ) -> ReportedNumber? {
    let first = calendar.days(of: period).lowerBound
    guard first < days.lowerBound else { return nil }
    var number = number(
      of: reports, key, .span(from: first, through: days.lowerBound.previous), all)
    number?.period = period
    return number
  }

  /// Of units that became one within the period each must have reported its days: what one of them has not is missing
  /// of the whole.
  private func noteSilent(_ made: inout [Key: ReportedNumber], _ period: Period) {
    let days = calendar.days(of: period)
    let ids = Dictionary(grouping: made.keys, by: \.unit).mapValues { $0.map(\.indicator) }
    for heir in roster.units.indices
    where (!former[heir].isEmpty || divided[heir] != nil)
      && roster.units[heir].validity.holds(days.upperBound.previous)
    {
      let divided = (divided[heir] ?? []).filter { hasEnded($0, within: days) }
      let line = [heir] + ended(into: heir, within: days) + divided
      guard line.count > 1 else { continue }
      for id in Set(line.flatMap { ids[$0] ?? [] }).sorted() {
        let own = made[Key(unit: heir, indicator: id)]
        let asked = line.filter { isAsked($0, id) }
        let keys = asked.map { Key(unit: $0, indicator: id) }
        let carriers = keys.filter { !divided.contains($0.unit) }
        guard let carrier = carriers.first(where: { made[$0] != nil }), let number = made[carrier],
          !number.isNotApplicable,
          [.sum, .mean].contains(number.indicator.overTime) || number.indicator.isCumulative
        else { continue }
        // A number of the heir may be of the last of their days, too.
        let reported = daysForFormer(own, heir, period)
        for key in keys where made[key] == nil {
          let validity = roster.units[key.unit].validity
          // So may that of another one of the line which was made from it.
          let held = line.filter { founders[$0].contains(key.unit) }.compactMap {
            daysForFormer(made[Key(unit: $0, indicator: id)], $0, period)?.lowerBound
          }
          let end = min(
            validity.through.next, reported?.lowerBound ?? days.upperBound,
            held.min() ?? days.upperBound)
          guard days.lowerBound < end, validity.from < end else { continue }
          let silent = days.clamped(to: validity.from..<end)
          for part in calendar.periods(making: silent) {
            made[carrier]?.silent[part, default: []].append(key.unit)
            guard made[carrier]?.missingParts.contains(part) == false else { continue }
            made[carrier]?.missingParts.append(part)
          }
        }
      }
    }
  }

  /// The units that became part of one within some days: what is there at their end reports for itself.
  func ended(into heir: Int, within days: Range<Day>) -> [Int] {
    let last = days.upperBound.previous
    return former[heir].filter {
      hasEnded($0, within: days) && roster.becomes(heir, unit: $0, by: last)
    }
  }

  private func hasEnded(_ unit: Int, within days: Range<Day>) -> Bool {
    let validity = roster.units[unit].validity
    return validity.overlaps(days) && !validity.holds(days.upperBound.previous)
  }

  /// What units had that were made from others within the period and have not reported since: what those had last.
  private func stocksTakenOver(
    _ made: [Key: ReportedNumber], _ all: [Key: Reports], _ period: Period
  ) -> [ReportedNumber] {
    let days = calendar.days(of: period)
    let last = days.upperBound.previous
    var result: [ReportedNumber] = []
    for heir in roster.units.indices where roster.units[heir].validity.holds(last) {
      let ended = ended(into: heir, within: days)
      guard let first = ended.first else { continue }
      for (key, reports) in all
      where key.unit == first && reports.indicator.overTime == .last && !reports.indicator.isAverage
        && made[Key(unit: heir, indicator: key.indicator)] == nil && isAsked(heir, key.indicator)
      {
        let own = ended.compactMap { all[Key(unit: $0, indicator: key.indicator)]?.own }
        let latest = own.compactMap { numbers in
          Composition.of(numbers.parts(calendar), over: days, as: .last).map { (numbers, $0) }
        }
        guard latest.count == ended.count, var number = latest.first?.0.first else { continue }
        number.period = period
        number.group = .unit(heir)
        number.value = latest.reduce(.zero) { $0 + $1.1.value }
        number.isApproximate = latest.contains { $0.1.isApproximate }
        number.isNotApplicable = latest.allSatisfy { $0.1.isNotApplicable }
        number.shares = latest.flatMap { numbers, whole in
          whole.shares.map { (numbers[$0.part], false) }
        }
        let missing = latest.flatMap { $0.1.missing }.min { $0.lowerBound < $1.lowerBound }
        number.missingParts = missing.map { calendar.periods(making: $0) } ?? []
        result.append(number)
      }
    }
    return result.sorted { $0.indicator.id < $1.indicator.id }
  }

  private func grouped(
    _ reported: [ReportedNumber], rest: inout [ReportedNumber]
  ) -> [(key: Key, value: Reports)] {
    var keys: [Key] = []
    var groups: [Key: Reports] = [:]
    for number in reported {
      guard number.isSubmitted, case .unit(let unit) = number.group else {
        rest.append(number)
        continue
      }
      guard number.isInForce(roster, calendar) else { continue }
      let key = Key(unit: unit, indicator: number.indicator.id)
      if groups[key] == nil {
        groups[key] = Reports(indicator: number.indicator)
        keys.append(key)
      }
      if !number.countsFromNewYear(calendar) {
        groups[key]?.own.append(number)
      } else if number.indicator.isAverage || number.indicator.overTime == .last {
        // What exists, and a rate, are not added to: the number is that of all days since the year began.
        groups[key]?.own.append(sinceNewYear(number))
      } else {
        groups[key]?.cumulative.append(number)
      }
    }
    return keys.compactMap { key in groups[key].map { (key, $0.longestFirst(calendar)) } }
  }

  /// The same number for all days from the beginning of its year.
  private func sinceNewYear(_ number: ReportedNumber) -> ReportedNumber {
    guard number.indicator.isAverage else { return number }
    let days = number.part(calendar).days
    var whole = number
    whole.period = calendar.period(of: days)
    whole.figure = .value
    return whole
  }

  /// The days of a period before a unit was there that its number is of, too; `nil` where there are none.
  func daysForFormer(
    _ number: ReportedNumber?, _ unit: Int, _ period: Period
  ) -> Range<Day>? {
    let first = calendar.days(of: period).lowerBound
    let founded = roster.units[unit].validity.from
    guard let number, first < founded else { return nil }
    guard !number.shares.isEmpty else { return first..<founded }
    var earliest: Day?
    for share in number.shares {
      let days = share.number.part(calendar).days
      // A cumulative number begins with the year.
      let isFromYear =
        share.number.countsFromNewYear(calendar) && share.number.countedFrom == nil
      guard isFromYear || (days.lowerBound < founded && founded < days.upperBound) else { continue }
      let isWhole = isFromYear || number.shares.contains(where: \.isSubtracted)
      earliest = min(earliest ?? founded, isWhole ? first : max(first, days.lowerBound))
    }
    return earliest.map { $0..<founded }
  }

  func number(
    of reports: Reports, _ key: Key, _ period: Period, _ all: [Key: Reports]
  ) -> ReportedNumber? {
    let unit = key.unit
    let days = calendar.days(of: period)
    let validity = roster.units[unit].validity
    if reports.indicator.overTime == .last, validity.through < days.upperBound.previous,
      validity.overlaps(days)
    {
      return endedStock(reports, unit, period)
    }
    if let exact = reports.own.first(where: { calendar.days(of: $0.period) == days }) {
      return exact
    }
    let reports = reports.preferring(period)
    // Before a unit was there, and after it was, nothing is missing.
    guard validity.overlaps(days) else { return nil }
    let own = days.clamped(to: validity.from..<validity.through.next)
    // What it reports of a month in whose middle it ended is still its own.
    let overTime = reports.indicator.isCumulative ? OverTime.sum : reports.indicator.overTime
    let counted = reports.cumulative + inherited(key, all)
    let goesOn = goesOnFromDivided(key, all)
    let candidates = [
      // Where nothing says that parts add up, cumulative numbers do all the same.
      made(
        from: (overTime == .none ? [] : reports.own) + counted, own, unit, period, goesOn: goesOn
      ) {
        Composition.of($0, over: days, as: overTime == .none ? .sum : overTime)
      },
      made(from: counted, own, unit, period, goesOn: goesOn) { parts in
        calendar.years(holding: days).last.flatMap {
          Composition.exceeding(parts, over: days, year: $0)
        }
      },
    ].compactMap(\.self)
    return candidates.first
  }

  /// What a unit had that is no more at the end of the period is not there then: it counts in what became of it.
  private func endedStock(_ reports: Reports, _ unit: Int, _ period: Period) -> ReportedNumber? {
    guard var number = reports.own.first else { return nil }
    (number.period, number.isNotApplicable, number.value) = (period, true, .zero)
    return number
  }

  private func made(
    from numbers: [ReportedNumber], _ own: Range<Day>, _ unit: Int, _ period: Period, goesOn: Bool,
    _ make: ([Composition.Part]) -> Composition?
  ) -> ReportedNumber? {
    let parts = numbers.parts(calendar)
    guard let whole = make(parts), let last = whole.shares.last?.part ?? parts.indices.first else {
      return nil
    }
    var number = numbers[last]
    number.period = period
    (number.value, number.figure) = (whole.value, .value)
    number.isApproximate = whole.isApproximate
    number.isNotApplicable = whole.isNotApplicable
    number.shares = whole.shares.map { (numbers[$0.part], $0.isSubtracted) }
    // Before it was there, and after it was, nothing is missing; what a cumulative number holds of those that it was made
    // from is.
    let founded = roster.units[unit].validity.from
    number.missingParts = whole.missing.flatMap { missing -> [Period] in
      guard missing.overlaps(calendar.days(of: period)) else {
        let beganAnew = founders[unit].isEmpty && !goesOn
        let held = beganAnew && missing.lowerBound < founded ? founded : missing.lowerBound
        return held < missing.upperBound ? calendar.periods(making: held..<missing.upperBound) : []
      }
      let asked = missing.clamped(to: own)
      return asked.isEmpty ? [] : calendar.periods(making: asked)
    }
    return number
  }
}

/// Of cumulative numbers that end on one day, as those of a half-year and of its last month do, that of the asked period comes
/// first, and then that of the longest.
extension PartialPeriods.Reports {
  fileprivate func longestFirst(_ calendar: ReportingCalendar) -> PartialPeriods.Reports {
    guard cumulative.count > 1 else { return self }
    let ranked = cumulative.enumerated().map { (-calendar.days(of: $1.period).count, $0) }.sorted(
      by: <)
    var reports = self
    reports.cumulative = ranked.map { cumulative[$0.1] }
    return reports
  }

  fileprivate func preferring(_ period: Period) -> PartialPeriods.Reports {
    guard let index = cumulative.firstIndex(where: { $0.period == period }), index > 0 else {
      return self
    }
    var reports = self
    reports.cumulative.insert(reports.cumulative.remove(at: index), at: 0)
    return reports
  }
}

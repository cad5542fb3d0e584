import ClusterMetrics
import ReportTables

/// Cumulative numbers of units that were made from others.
extension PartialPeriods {
  /// A unit that was founded within the year counts from the beginning of the year, for those that it was made from,
  /// or begins anew: then its first number is below what had been counted before it. So are the first numbers of all parts of a
  /// unit that was divided, together.
  func restarted(
    _ groups: [(key: Key, value: Reports)]
  ) -> [(key: Key, value: Reports)] {
    let byKey = Dictionary(uniqueKeysWithValues: groups)
    return groups.map { key, reports in
      let founded = roster.units[key.unit].validity.from
      guard let year = calendar.years(holding: founded..<founded.next).first,
        let (counted, alike) = countedBefore(key, byKey)
      else { return (key, reports) }
      func isOfYear(_ number: ReportedNumber) -> Bool {
        year.contains(calendar.days(of: number.period).upperBound.previous)
      }
      let first = alike.compactMap { unit in
        byKey[Key(unit: unit, indicator: key.indicator)]?.cumulative.filter(isOfYear).min {
          calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
        }?.value
      }
      guard first.count == alike.count, first.reduce(.zero, +) < counted else {
        return (key, reports)
      }
      var reports = reports
      reports.cumulative = reports.cumulative.map { number in
        var number = number
        if isOfYear(number) { number.countedFrom = founded }
        return number
      }
      return (key, reports)
    }
  }

  /// What had been counted on the day that a unit was founded by those that it was made from, and the units that go on with it:
  /// itself, or all parts of the one that was divided.
  private func countedBefore(
    _ key: Key, _ all: [Key: Reports]
  ) -> (counted: Quantity, by: [Int])? {
    let founded = roster.units[key.unit].validity.from
    func isBefore(_ number: ReportedNumber) -> Bool {
      calendar.days(of: number.period).upperBound == founded && !number.isNotApplicable
    }
    if !founders[key.unit].isEmpty {
      return inherited(key, all).first(where: isBefore).map { ($0.value, [key.unit]) }
    }
    guard let whole = divided[key.unit]?.only else { return nil }
    return all[Key(unit: whole, indicator: key.indicator)]?.cumulative.first(where: isBefore).map {
      ($0.value, roster.units[whole].successors)
    }
  }

  /// What had been counted before a unit was there, as if it had reported that: the cumulative numbers of those that it was made
  /// from, with what these had taken in themselves.
  func inherited(_ key: Key, _ all: [Key: Reports]) -> [ReportedNumber] {
    guard !founders[key.unit].isEmpty else { return nothingBefore(key, all) }
    let founded = roster.units[key.unit].validity.from
    let known = founders[key.unit].flatMap {
      all[Key(unit: $0, indicator: key.indicator)]?.cumulative ?? []
    }
    var ends: Set<Day> = []
    return known.compactMap { number in
      let end = calendar.days(of: number.period).upperBound
      guard end <= founded, !number.isNotApplicable, ends.insert(end).inserted,
        let counted = counted(by: key.unit, upTo: end, key.indicator, all)
      else { return nil }
      var sum = number
      (sum.value, sum.countedFrom) = (counted, nil)
      return sum
    }
  }

  /// What a unit, those that it was made from and those that it took in had counted from the beginning of the year up to a day;
  /// `nil` where one of them has not said it.
  private func counted(
    by unit: Int, upTo end: Day, _ indicator: String, _ all: [Key: Reports]
  ) -> Quantity? {
    let founded = roster.units[unit].validity.from
    func sum(_ units: [Int], _ end: (Int) -> Day) -> Quantity? {
      units.reduce(Quantity?.some(.zero)) { sum, unit in
        guard let sum, let own = counted(by: unit, upTo: end(unit), indicator, all) else {
          return nil
        }
        return sum + own
      }
    }
    guard founded < end else {
      // Each of those that stand for others speaks for them: for what it was made from, and for what had joined it by then.
      let direct = founders[unit].filter { founder in
        let hasEnded = roster.units[founder].validity.through < end
        return !founders[unit].contains {
          $0 != founder && former[$0].contains(founder)
            && (hasEnded || founders[$0].contains(founder))
        }
      }
      return direct.isEmpty ? nil : sum(direct) { _ in end }
    }
    let number = all[Key(unit: unit, indicator: indicator)]?.cumulative.first {
      calendar.days(of: $0.period).upperBound == end && !$0.isNotApplicable
    }
    guard let number else { return nil }
    let year = calendar.years(holding: end.previous..<end).last
    let joined = former[unit].filter { other in
      let ended = roster.units[other].validity.through.next
      return founded < ended && ended <= end && year?.contains(ended.previous) == true
        && roster.becomes(unit, unit: other, by: ended)
    }
    guard let taken = sum(joined, { roster.units[$0].validity.through.next }) else { return nil }
    guard number.countedFrom != nil else { return number.value + taken }
    return counted(by: unit, upTo: founded, indicator, all).map { number.value + taken + $0 }
  }

  /// Whether the numbers of a part of a divided unit hold what had been counted for its area before: nobody knows how much of
  /// what the whole had counted.
  func goesOnFromDivided(_ key: Key, _ all: [Key: Reports]) -> Bool {
    guard countedBefore(key, all) != nil, founders[key.unit].isEmpty else { return false }
    return all[key]?.cumulative.contains { $0.countedFrom == nil } ?? false
  }

  /// Before a unit was there that was made from no other, nothing was counted.
  private func nothingBefore(_ key: Key, _ all: [Key: Reports]) -> [ReportedNumber] {
    guard !goesOnFromDivided(key, all) else { return [] }
    let founded = roster.units[key.unit].validity.from
    guard var number = all[key]?.cumulative.first, founded > Day.range.lowerBound,
      let year = calendar.years(holding: founded..<founded.next).first, year.lowerBound < founded
    else { return [] }
    number.period = .span(from: year.lowerBound, through: founded.previous)
    (number.value, number.isApproximate, number.isNotApplicable) = (.zero, false, false)
    return [number]
  }
}

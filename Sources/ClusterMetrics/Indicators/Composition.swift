/// How the number of a period is made from those that a unit reports for its parts.
package enum OverTime: String, Sendable, Hashable, CaseIterable {
  /// Events: the months of a half-year add up to it.
  case sum
  /// A stock: the number at the end of the last part.
  case last
  /// An average: the mean of the parts, weighted by their length.
  case mean
  /// Parts are not combined.
  case none
}

/// Computes the number of a whole from those of its parts.
///
/// Parts are spans of days, so months, quarters and custom spans can be mixed. The whole is made of the parts within it
/// that cover most of its days without overlap; days that none of them covers are missing.
package struct Composition: Sendable, Equatable {
  /// A number reported for some days.
  package struct Part: Sendable, Equatable {
    /// Its days; for a cumulative number, all days since its year began.
    package var days: Range<Day>
    /// Its weight in a mean.
    package var weight: Int
    package var value: Quantity
    package var isApproximate = false
    /// Whether the indicator does not apply in these days.
    package var isNotApplicable = false
    /// Whether it counts from the beginning of its year.
    package var isCumulative = false

    package init(
      days: Range<Day>, weight: Int, value: Quantity, isApproximate: Bool = false,
      isNotApplicable: Bool = false, isCumulative: Bool = false
    ) {
      (self.days, self.weight, self.value) = (days, weight, value)
      (self.isApproximate, self.isNotApplicable) = (isApproximate, isNotApplicable)
      self.isCumulative = isCumulative
    }
  }

  /// A part from which the whole is made.
  package struct Share: Sendable, Equatable {
    /// Its index among the parts.
    package var part: Int
    /// Whether it is subtracted: a cumulative number up to the beginning of the period.
    package var isSubtracted = false
  }

  /// The number of the whole, as far as it is known.
  package var value: Quantity
  package var isApproximate: Bool
  package var isNotApplicable: Bool
  /// The parts from which it is made, in the order of days.
  package var shares: [Share]
  /// The days that no part covers, in order.
  package var missing: [Range<Day>]

  /// - Returns: `nil` if no part contributes to the whole.
  package static func of(
    _ parts: [Part], over days: Range<Day>, as overTime: OverTime
  ) -> Composition? {
    switch overTime {
    case .none: nil
    case .last: last(parts, days)
    case .mean: cover(parts, days, isMean: true)
    case .sum: sum(parts, days)
    }
  }

  /// The sum of events in some days, from spans that need not lie within them: the months of a quarter add up, a
  /// quarter minus two of its months is the third, and a cumulative number minus an earlier one is the sum of the days
  /// between.
  ///
  /// Each part is a way from one day to another. A way through some of them, forwards and backwards, from the first day
  /// to the end gives the number. Sums of parts within the period are preferred to differences, and a whole less than
  /// its parts leaves no difference. If there is no way, the sum that covers most days is used, and the rest is
  /// missing.
  private static func sum(_ parts: [Part], _ days: Range<Day>) -> Composition? {
    let cover = cover(parts, days, isMean: false)
    if let cover, cover.missing.isEmpty { return cover }
    let ways = Ways(parts, from: days.lowerBound)
    if let shares = ways.shares(to: days.upperBound) {
      let whole = added(shares, parts, missing: [])
      if !whole.isLessThanNothing(of: parts) { return whole }
    }
    let reached = ways.reached.filter { days.lowerBound < $0 && $0 < days.upperBound }.max()
    let course = reached.flatMap { end -> Composition? in
      guard let shares = ways.shares(to: end) else { return nil }
      // Parts after that day count, too.
      let rest = end..<days.upperBound
      let beyond = Composition.cover(parts, rest, isMean: false)
      return added(shares + (beyond?.shares ?? []), parts, missing: beyond?.missing ?? [rest])
    }
    return [cover, course].compactMap(\.self).filter { !$0.isLessThanNothing(of: parts) }
      .min { $0.missingDays < $1.missingDays }
  }

  /// Whether a part that is not cumulative was subtracted from a whole smaller than it: the two contradict each other,
  /// so the difference is unknown.
  private func isLessThanNothing(of parts: [Part]) -> Bool {
    value < .zero && shares.contains { $0.isSubtracted && !parts[$0.part].isCumulative }
      && shares.allSatisfy { parts[$0.part].value >= .zero }
  }

  private static func added(
    _ shares: [Share], _ parts: [Part], missing: [Range<Day>]
  ) -> Composition {
    let counted = shares.filter { !parts[$0.part].isNotApplicable }
    let value = counted.reduce(Int128(0)) { sum, share in
      sum + parts[share.part].value.parts * (share.isSubtracted ? -1 : 1)
    }
    return Composition(
      value: Quantity(parts: value),
      isApproximate: counted.contains { parts[$0.part].isApproximate },
      isNotApplicable: counted.isEmpty, shares: counted, missing: missing)
  }

  private var missingDays: Int32 {
    missing.reduce(0) { $0 + $1.upperBound.number - $1.lowerBound.number }
  }

  private static func cover(_ parts: [Part], _ days: Range<Day>, isMean: Bool) -> Composition? {
    let chosen = widest(parts, within: days)
    guard !chosen.isEmpty else { return nil }
    let counted = chosen.filter { !parts[$0].isNotApplicable }
    var value = counted.reduce(Quantity.zero) { sum, index in
      sum
        + Quantity(parts: parts[index].value.parts * Int128(isMean ? parts[index].weight : 1))
    }
    if isMean {
      let weights = counted.reduce(0) { $0 + parts[$1].weight }
      value.parts = rounded(value.parts, over: Int128(max(weights, 1)))
    }
    var missing: [Range<Day>] = []
    var from = days.lowerBound
    for index in chosen {
      if parts[index].days.lowerBound > from { missing.append(from..<parts[index].days.lowerBound) }
      from = parts[index].days.upperBound
    }
    if from < days.upperBound { missing.append(from..<days.upperBound) }
    return Composition(
      value: value, isApproximate: counted.contains { parts[$0].isApproximate },
      isNotApplicable: counted.isEmpty, shares: counted.map { Share(part: $0) }, missing: missing)
  }

  /// The stock at the end; that of a longer period ending on the same day is used for a shorter one, too.
  private static func last(_ parts: [Part], _ days: Range<Day>) -> Composition? {
    let within = parts.indices.filter {
      days.contains(parts[$0].days) || parts[$0].days.upperBound == days.upperBound
    }
    // If two parts end on the same day, use the longer one, because it reports more.
    let latest = within.max {
      (parts[$0].days.upperBound, parts[$1].days.lowerBound)
        < (parts[$1].days.upperBound, parts[$0].days.lowerBound)
    }
    guard let latest else { return nil }
    let part = parts[latest]
    return Composition(
      value: part.value, isApproximate: part.isApproximate, isNotApplicable: part.isNotApplicable,
      shares: [Share(part: latest)],
      missing: part.days.upperBound < days.upperBound
        ? [part.days.upperBound..<days.upperBound] : [])
  }

  /// The parts within some days that cover most of them without overlap, in order; if several choices do, the one of
  /// the fewest parts. Weighted interval scheduling (J. Kleinberg, É. Tardos, "Algorithm Design", 6.1).
  private static func widest(_ parts: [Part], within days: Range<Day>) -> [Int] {
    let order = parts.indices.filter { days.contains(parts[$0].days) }.sorted {
      (parts[$0].days.upperBound, parts[$0].days.lowerBound)
        < (parts[$1].days.upperBound, parts[$1].days.lowerBound)
    }
    struct Best {
      var covered: Int32 = 0
      var count = 0
      /// The last chosen part, as an index of `order`, and the number of elements of the order before it.
      var last: Int?
      var before = 0
    }
    var best = [Best()]
    for (place, index) in order.enumerated() {
      let own = parts[index].days
      let before = order[..<place].count { parts[$0].days.upperBound <= own.lowerBound }
      let covered = best[before].covered + own.upperBound.number - own.lowerBound.number
      let taken = Best(
        covered: covered, count: best[before].count + 1, last: place, before: before)
      let left = best[place]
      best.append((taken.covered, -taken.count) > (left.covered, -left.count) ? taken : left)
    }
    var chosen: [Int] = []
    var place = order.count
    while let last = best[place].last {
      chosen.append(order[last])
      place = best[place].before
    }
    return chosen.reversed()
  }

  /// The mean of some numbers, to the nearest ten-thousandth; zero of none.
  package static func mean(of values: [Quantity]) -> Quantity {
    let sum = values.reduce(Quantity.zero, +)
    return Quantity(parts: rounded(sum.parts, over: Int128(max(values.count, 1))))
  }

  /// Divides with rounding, half away from zero.
  private static func rounded(_ parts: Int128, over divisor: Int128) -> Int128 {
    let half = divisor / 2
    return parts >= 0 ? (parts + half) / divisor : (parts - half) / divisor
  }
}

/// The days that can be reached from one day through parts, each by the fewest parts.
private struct Ways {
  private var last: [Day: (share: Composition.Share, from: Day)] = [:]
  private let start: Day

  init(_ parts: [Composition.Part], from start: Day) {
    self.start = start
    var ends: [Day: [(share: Composition.Share, to: Day)]] = [:]
    for (index, part) in parts.enumerated() {
      ends[part.days.lowerBound, default: []].append((.init(part: index), part.days.upperBound))
      ends[part.days.upperBound, default: []].append(
        (.init(part: index, isSubtracted: true), part.days.lowerBound))
    }
    var next = [start]
    while !next.isEmpty {
      var further: [Day] = []
      for day in next {
        for (share, end) in ends[day, default: []] where end != start && last[end] == nil {
          last[end] = (share, day)
          further.append(end)
        }
      }
      next = further
    }
  }

  var reached: some Sequence<Day> { last.keys }

  func shares(to end: Day) -> [Composition.Share]? {
    var shares: [Composition.Share] = []
    var day = end
    while day != start {
      guard let (share, from) = last[day] else { return nil }
      shares.append(share)
      day = from
    }
    return shares.reversed()
  }
}

extension Composition {
  /// The number of a period for which only numbers that start before it are known: the cumulative number at the last
  /// known day of the period, minus the last one before the period. It includes the gap between, which is listed as
  /// missing.
  ///
  /// - Parameters:
  ///   - parts: cumulative numbers, from the first day of their year.
  ///   - year: the year in which the period ends.
  /// - Returns: `nil` if no number ends in the period.
  package static func exceeding(
    _ parts: [Part], over days: Range<Day>, year: Range<Day>
  ) -> Composition? {
    let known = parts.indices.filter { parts[$0].days.lowerBound == year.lowerBound }
      // If several end on the same day, the first one is used.
      .sorted {
        (parts[$0].days.upperBound, $1) < (parts[$1].days.upperBound, $0)
      }
    let upTo = known.last {
      parts[$0].days.upperBound <= days.upperBound && parts[$0].days.upperBound > days.lowerBound
    }
    guard let upTo, year.lowerBound < days.lowerBound else { return nil }
    let before = known.last { parts[$0].days.upperBound <= days.lowerBound }
    let start = before.map { parts[$0].days.upperBound } ?? year.lowerBound
    let end = parts[upTo].days.upperBound
    var missing = start < days.lowerBound ? [start..<days.lowerBound] : []
    if end < days.upperBound { missing.append(end..<days.upperBound) }
    let shares =
      (before.map { [Share(part: $0, isSubtracted: true)] } ?? []) + [Share(part: upTo)]
    return added(shares, parts, missing: missing)
  }
}

extension ReportingCalendar {
  /// The years that contain some of the given days, in order.
  package func years(holding days: Range<Day>) -> [Range<Day>] {
    let first = days.lowerBound.components.year
    let last = days.upperBound.components.year
    return (first...max(first, last) + 1).map { self.days(of: .year($0)) }
      .filter { $0.overlaps(days) }
  }

  /// Names for some days: successively the longest periods that fit in them, and custom spans where none does.
  package func periods(making days: Range<Day>) -> [Period] {
    var periods: [Period] = []
    var from = days.lowerBound
    while from < days.upperBound {
      let years = [from.components.year, from.components.year + 1]
      let candidates = years.flatMap { year in
        [Period.year(year)] + (1...2).map { .half($0, year: year) }
          + (1...4).map { .quarter($0, year: year) } + (1...12).map { .month($0, year: year) }
      }
      let next = candidates.first {
        let own = self.days(of: $0)
        return own.lowerBound == from && own.upperBound <= days.upperBound
      }
      guard let next else {
        periods.append(.span(from: from, through: days.upperBound.previous))
        break
      }
      periods.append(next)
      from = self.days(of: next).upperBound
    }
    return periods
  }
}

/// How the number of a period is made from those that a unit reports for its parts.
package enum OverTime: String, Sendable, Hashable, CaseIterable {
  /// What happens: the months of a half-year add up to it.
  case sum
  /// What exists: the number at the end of the last part.
  case last
  /// An average: the mean of the parts, the longer ones weighing more.
  case mean
  /// Parts say nothing of the whole.
  case none
}

/// Makes the number of a whole from those of its parts.
///
/// Parts are spans of days, so that months, quarters and days of one's own choice serve side by side. Of those
/// that lie within the whole, the ones that cover most of its days without overlapping make it up; days that none
/// of them covers are missing.
package struct Composition: Sendable, Equatable {
  /// What is reported for some days.
  package struct Part: Sendable, Equatable {
    /// The days that it is about: of a cumulative number all days since its year began.
    package var days: Range<Day>
    /// How much it weighs in a mean.
    package var weight: Int
    package var value: Quantity
    package var isApproximate = false
    /// Whether the question did not arise in these days.
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

  /// A part that the whole is made from.
  package struct Share: Sendable, Equatable {
    /// Its place among the parts.
    package var part: Int
    /// Whether it is taken away: the cumulative number before the period.
    package var isSubtracted = false
  }

  /// The number of the whole, as far as it is known.
  package var value: Quantity
  package var isApproximate: Bool
  package var isNotApplicable: Bool
  /// What it is made from, in the order of days.
  package var shares: [Share]
  /// The days of which nothing is known, in order.
  package var missing: [Range<Day>]

  /// - Returns: `nil` where no part says anything of the whole.
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

  /// What happened in some days, from spans that need not lie within them: the months of a quarter add up, a quarter
  /// less two of its months is the third, and a number that counts from the beginning of the year less an earlier one
  /// is what was added between.
  ///
  /// Each part is a way from one day to another; a way through some of them, forth and back, from the first day to
  /// the end gives the number. What parts within the period add up to goes before what others leave of it, and a whole
  /// that is less than its parts leaves nothing. Where there is no way, what is known of most days is stated, and the
  /// rest is missing.
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
      // What is known beyond counts, too.
      let rest = end..<days.upperBound
      let beyond = Composition.cover(parts, rest, isMean: false)
      return added(shares + (beyond?.shares ?? []), parts, missing: beyond?.missing ?? [rest])
    }
    return [cover, course].compactMap(\.self).filter { !$0.isLessThanNothing(of: parts) }
      .min { $0.missingDays < $1.missingDays }
  }

  /// Whether a part that is no cumulative number was taken from a whole that is less than it: the two contradict each
  /// other, and say nothing of the rest.
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

  /// What there is at the end: what a longer period that ends on the same day says of it serves a shorter one, too.
  private static func last(_ parts: [Part], _ days: Range<Day>) -> Composition? {
    let within = parts.indices.filter {
      days.contains(parts[$0].days) || parts[$0].days.upperBound == days.upperBound
    }
    // Of two that end on one day the longer one, which is the report of more.
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

  /// The parts within some days that cover most of them without overlapping, and of several such choices the one
  /// of fewest parts, in order. Weighted interval scheduling (J. Kleinberg, É. Tardos, "Algorithm Design", 6.1).
  private static func widest(_ parts: [Part], within days: Range<Day>) -> [Int] {
    let order = parts.indices.filter { days.contains(parts[$0].days) }.sorted {
      (parts[$0].days.upperBound, parts[$0].days.lowerBound)
        < (parts[$1].days.upperBound, parts[$1].days.lowerBound)
    }
    struct Best {
      var covered: Int32 = 0
      var count = 0
      /// The last part chosen, by its place in `order`, and how many of the order stand before it.
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

  /// Half away from zero.
  private static func rounded(_ parts: Int128, over divisor: Int128) -> Int128 {
    let half = divisor / 2
    return parts >= 0 ? (parts + half) / divisor : (parts - half) / divisor
  }
}

/// The days that parts lead to from one day, each by the fewest parts.
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
  /// The number of a period of which only numbers are known that count from before it: what was counted at the last
  /// known day of the period, less what was counted last before it. The number holds what lies between, which is
  /// named as missing.
  ///
  /// - Parameters:
  ///   - parts: numbers that count from the first day of their year.
  ///   - year: the year that the period ends in.
  /// - Returns: `nil` where nothing is counted to any day of the period.
  package static func exceeding(
    _ parts: [Part], over days: Range<Day>, year: Range<Day>
  ) -> Composition? {
    let known = parts.indices.filter { parts[$0].days.lowerBound == year.lowerBound }
      // Of several that count to one day the first is preferred.
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

extension Range<Day> {
  /// Whether some days lie within these.
  package func contains(_ days: Range<Day>) -> Bool {
    lowerBound <= days.lowerBound && days.upperBound <= upperBound
  }
}

extension ReportingCalendar {
  /// The years that some days lie in, in order.
  package func years(holding days: Range<Day>) -> [Range<Day>] {
    let first = days.lowerBound.components.year
    let last = days.upperBound.components.year
    return (first...max(first, last) + 1).map { self.days(of: .year($0)) }
      .filter { $0.overlaps(days) }
  }

  /// Names for some days: the longest periods that lie in them one after the other, and days of one's own where
  /// none fits.
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

/// Periods whose records end early, compared with whole ones.
extension TallyBook {
  /// Periods whose records end early, and the days that they are compared with.
  package struct Cuts: Sendable {
    /// The first day with a record, and from how many missing days on a period lacks some.
    fileprivate var first: (day: Day, leastGap: Int32)?
    /// The last day with a record.
    package var lastDay: Day?
    /// The last day that the records cover; see `PeriodCut`.
    package var coveredDay: Day?
    /// The periods that end early.
    package var shortened: Set<Period> = []
    /// For each such period and its base, the corresponding days of the base.
    fileprivate var days: [Period: [Period: Period]] = [:]
    /// For each such span, the whole period to which it belongs: submitted numbers are never cut.
    fileprivate var whole: [Period: Period] = [:]

    package init() {}

    /// Records the first day with a record.
    ///
    /// - Parameter longestPause: see `PeriodCut`.
    package mutating func begin(_ day: Day, longestPause: Int32?) {
      first = (day, longestPause == nil ? 32 : PeriodCut.leastGap(longestPause))
    }

    /// Records that a period is compared with some days of another.
    package mutating func add(_ period: Period, beside base: Period, days: Period) {
      shortened.insert(period)
      self.days[period, default: [:]][base] = days
      whole[days] = base
    }
  }

  /// The base of a comparison, or the same days of it if the period's records end early.
  package func base(_ versus: Versus, of period: Period) -> Period {
    let base = versus.base(of: period)
    return contents.cuts.days[period]?[base] ?? base
  }

  /// The base for an indicator: for submitted numbers the whole period, even if the base is cut.
  package func base(_ base: Period, for indicator: Indicator) -> Period {
    stated(base, plan.formula(of: indicator))
  }

  /// The last day with a record, if those of a period end early.
  package func recordsEnd(in period: Period) -> Day? {
    contents.cuts.shortened.contains(period) ? contents.cuts.lastDay : nil
  }

  /// The last day that records cover, if those of a period end early.
  package func recordsCover(_ period: Period) -> Day? {
    contents.cuts.shortened.contains(period) ? contents.cuts.coveredDay : nil
  }

  /// The first day with a record, if registers begin within a period, by more days than they ever pause. Few activities on the
  /// first days of a year are no late beginning.
  package func registersBegin(in period: Period) -> Day? {
    guard let first = contents.cuts.first else { return nil }
    let days = calendar.days(of: period)
    return days.contains(first.day)
      && first.day.number - days.lowerBound.number >= first.leastGap ? first.day : nil
  }

  /// The period whose numbers are used: for submitted numbers the whole period of a cut span.
  func stated(_ period: Period, _ formula: TallyPlan.Formula) -> Period {
    guard let whole = contents.cuts.whole[period],
      formula.slots.allSatisfy({ plan.slots[$0].aggregate.isSubmitted })
    else { return period }
    return whole
  }
}

/// Periods whose records end early, beside whole ones.
extension TallyBook {
  /// Periods whose records end early, and the days that they are compared with.
  package struct Cuts: Sendable {
    /// The last day with a record.
    package var lastDay: Day?
    /// The periods that end early.
    package var shortened: Set<Period> = []
    /// By such a period, and the one beside it, the same days of that.
    fileprivate var days: [Period: [Period: Period]] = [:]
    /// By such days the whole period that they are of: submitted numbers are never cut.
    fileprivate var whole: [Period: Period] = [:]

    package init() {}

    /// Notes that a period is compared with some days of another.
    package mutating func add(_ period: Period, beside base: Period, days: Period) {
      shortened.insert(period)
      self.days[period, default: [:]][base] = days
      whole[days] = base
    }
  }

  /// What a period is compared with: a base, or the same days of it where the period's records end early.
  package func base(_ versus: Versus, of period: Period) -> Period {
    let base = versus.base(of: period)
    return contents.cuts.days[period]?[base] ?? base
  }

  /// What an indicator is compared with: of submitted numbers the whole of a base that is cut short.
  package func base(_ base: Period, for indicator: Indicator) -> Period {
    stated(base, plan.formula(of: indicator))
  }

  /// The last day with a record, where those of a period end early.
  package func recordsEnd(in period: Period) -> Day? {
    contents.cuts.shortened.contains(period) ? contents.cuts.lastDay : nil
  }

  /// The period whose numbers are stated: of submitted ones the whole that some days are of.
  func stated(_ period: Period, _ formula: TallyPlan.Formula) -> Period {
    guard let whole = contents.cuts.whole[period],
      formula.slots.allSatisfy({ plan.slots[$0].aggregate.isSubmitted })
    else { return period }
    return whole
  }
}

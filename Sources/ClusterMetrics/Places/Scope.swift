/// Of whom an indicator is asked, and in which periods: who was never asked is not missing.
package struct Scope: Sendable, Hashable {
  /// How often it is asked.
  package enum Frequency: String, Sendable, Hashable, CaseIterable {
    case months, quarters
    case halfYears = "half-years"
    case years

    /// Whether a period is one of those that it is asked for, and no longer one.
    package func isOwn(_ period: Period) -> Bool {
      switch (self, period) {
      case (.months, .month), (.quarters, .quarter), (.halfYears, .half), (.years, .year): true
      default: false
      }
    }

    /// Whether it is asked for a period. Days of one's own are asked for as they are.
    func holds(for period: Period) -> Bool {
      switch (self, period) {
      case (.months, _), (_, .span), (_, .named), (_, .year): true
      case (.quarters, .month), (.halfYears, .month), (.years, .month): false
      case (.quarters, _): true
      case (.halfYears, .half): true
      case (.halfYears, _), (.years, _): false
      }
    }
  }

  /// Texts that the roster must say of a unit, one of each attribute; any without.
  package struct Trait: Sendable, Hashable {
    /// The attribute's id as the settings write it.
    package var attribute: String
    package var texts: [String]

    package init(attribute: String, texts: [String]) {
      (self.attribute, self.texts) = (attribute, texts)
    }
  }

  /// What the roster must say of a unit, all of it; anything without.
  package var traits: [Trait] = []
  /// Names of units, whatever the roster says of them; any without.
  package var units: [String] = []
  /// How often it is asked; for any period without.
  package var asked: Frequency?
  /// The first period that it is asked for; it counts from its first day on.
  package var since: Period?

  package init() {}

  package var isEmpty: Bool { self == Scope() }

  /// The first day that it is asked for; `nil` where it always was.
  package func firstDay(_ calendar: ReportingCalendar) -> Day? {
    since.map { calendar.days(of: $0).lowerBound }
  }

  /// The units of a roster of which it is asked; `nil` for all.
  package func members(of roster: Roster) -> Set<Int>? {
    guard !traits.isEmpty || !units.isEmpty else { return nil }
    let named = Set(units.flatMap { roster.units(named: $0) })
    let withTraits = traits.map { trait in
      roster.attribute(named: trait.attribute).map { roster.units(with: $0, oneOf: trait.texts) }
        ?? []
    }
    guard let first = withTraits.first else { return named }
    return withTraits.dropFirst().reduce(first) { $0.intersection($1) }.union(named)
  }

  /// Whether it is asked of a unit for a period.
  package func holds(
    for unit: Int, in period: Period, of roster: Roster, _ calendar: ReportingCalendar
  ) -> Bool {
    holds(for: period, calendar) && members(of: roster)?.contains(unit) ?? true
  }

  /// Whether it has begun to be asked by the end of a period, however often it is.
  package func hasBegun(by period: Period, _ calendar: ReportingCalendar) -> Bool {
    var scope = self
    scope.asked = nil
    return scope.holds(for: period, calendar)
  }

  /// Whether it is asked for a period.
  package func holds(for period: Period, _ calendar: ReportingCalendar) -> Bool {
    guard asked?.holds(for: period) ?? true else { return false }
    return firstDay(calendar).map { calendar.days(of: period).upperBound > $0 } ?? true
  }
}

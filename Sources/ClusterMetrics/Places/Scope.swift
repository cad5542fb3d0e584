/// The units and periods that an indicator applies to: a unit that is not asked is not missing.
package struct Scope: Sendable, Hashable {
  /// How often numbers are required.
  package enum Frequency: String, Sendable, Hashable, CaseIterable {
    case months, quarters
    case halfYears = "half-years"
    case years

    /// Whether a period has exactly this length.
    package func isOwn(_ period: Period) -> Bool {
      switch (self, period) {
      case (.months, .month), (.quarters, .quarter), (.halfYears, .half), (.years, .year): true
      default: false
      }
    }

    /// Whether numbers are required for a period. Custom spans are always included.
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

  /// Texts of one attribute, of which a unit must have one; any unit if empty.
  package struct Trait: Sendable, Hashable {
    /// The attribute's id in the settings.
    package var attribute: String
    package var texts: [String]

    package init(attribute: String, texts: [String]) {
      (self.attribute, self.texts) = (attribute, texts)
    }
  }

  /// The required attributes, of which a unit must have all; empty for any unit.
  package var traits: [Trait] = []
  /// Names of units, regardless of their attributes; empty for any unit.
  package var units: [String] = []
  /// How often numbers are required; `nil` for any period.
  package var asked: Frequency?
  /// The first period for which numbers are required; they count from its first day.
  package var since: Period?

  package init() {}

  package var isEmpty: Bool { self == Scope() }

  /// The first day for which numbers are required; `nil` if they always were.
  package func firstDay(_ calendar: ReportingCalendar) -> Day? {
    since.map { calendar.days(of: $0).lowerBound }
  }

  /// The units of a roster to which it applies; `nil` for all.
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

  /// Whether it applies to a unit in a period.
  package func holds(
    for unit: Int, in period: Period, of roster: Roster, _ calendar: ReportingCalendar
  ) -> Bool {
    holds(for: period, calendar) && members(of: roster)?.contains(unit) ?? true
  }

  /// Whether it has begun to apply by the end of a period, however often numbers are required.
  package func hasBegun(by period: Period, _ calendar: ReportingCalendar) -> Bool {
    var scope = self
    scope.asked = nil
    return scope.holds(for: period, calendar)
  }

  /// Whether it applies to a period.
  package func holds(for period: Period, _ calendar: ReportingCalendar) -> Bool {
    guard asked?.holds(for: period) ?? true else { return false }
    return firstDay(calendar).map { calendar.days(of: period).upperBound > $0 } ?? true
  }
}

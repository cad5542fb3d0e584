extension TallyPlan {
  /// A number or set to tally for every period and group.
  package struct Slot: Sendable, Hashable {
    /// The aggregate of the activities that count.
    package enum Aggregate: Sendable, Hashable {
      case count
      case distinctCommunes
      /// The number of activities per unit: units with a number other than zero count once.
      case distinctUnits
      /// The distinct values of a category of the schema.
      case distinct(category: Int)
      /// The sum of a measure of the schema.
      case sum(measure: Int)
      /// The number of occurrences of each value of a measure of the schema.
      case values(measure: Int)
      /// The number of activities with a value of a measure of the schema.
      case stated(measure: Int)
      /// The numbers that units reported for an indicator's id.
      case submitted(String)

      package var isSubmitted: Bool { if case .submitted = self { true } else { false } }

      /// Whether repeated activities make no difference: the aggregate is a set, or has no activities.
      var isSet: Bool {
        switch self {
        case .distinct, .distinctCommunes, .submitted: true
        case .count, .distinctUnits, .sum, .values, .stated: false
        }
      }
    }

    /// The kind of aggregate.
    package var aggregate: Aggregate
    /// The conditions, all of which must be met.
    package var conditions: [Match]
    /// The scopes, all of which must include the unit and period.
    package var scopes: Set<Scope> = []

    /// The first day for which all scopes apply; `nil` if they always did.
    func firstDay(_ calendar: ReportingCalendar) -> Day? {
      scopes.compactMap { $0.firstDay(calendar) }.max()
    }

    /// A condition on the numbers in a batch.
    package enum Match: Sendable, Hashable {
      /// A category of the schema has one of some numbers, or none of them.
      case category(Int, Set<Int32>, isOneOf: Bool)
      /// A measure of the schema has a value within bounds.
      case measure(Int, ClosedRange<Int64>)
      /// The attribute of the unit, or of the commune if there is one, passes a test.
      case place(attribute: String, Indicator.Condition.Test)

      /// Whether it needs a column that is missing.
      func asks(for missing: MissingColumns) -> Bool {
        switch self {
        case .category(let category, _, _): missing.categories.contains(category)
        case .measure(let measure, _): missing.measures.contains(measure)
        case .place: false
        }
      }
    }
  }
}

extension TallyPlan {
  /// One number or set to keep for every period and group.
  package struct Slot: Sendable, Hashable {
    /// What is kept of the activities that count.
    package enum Aggregate: Sendable, Hashable {
      case count
      case distinctCommunes
      /// How many activities each unit has: whose number is not zero counts as one.
      case distinctUnits
      /// Distinct values of a category of the schema.
      case distinct(category: Int)
      /// The sum of a measure of the schema.
      case sum(measure: Int)
      /// How often each value of a measure of the schema occurs.
      case values(measure: Int)
      /// How many activities state a measure of the schema.
      case stated(measure: Int)
      /// What units reported themselves under an indicator's id.
      case submitted(String)

      package var isSubmitted: Bool { if case .submitted = self { true } else { false } }

      /// Whether activities add nothing by being several: what is kept is a set, or nothing of theirs.
      var isSet: Bool {
        switch self {
        case .distinct, .distinctCommunes, .submitted: true
        case .count, .distinctUnits, .sum, .values, .stated: false
        }
      }
    }

    /// What is kept.
    package var aggregate: Aggregate
    /// All of these must hold.
    package var conditions: [Match]
    /// Of whom it is asked: all of these must hold.
    package var scopes: Set<Scope> = []

    /// The first day that all of them ask for; `nil` where that was always.
    func firstDay(_ calendar: ReportingCalendar) -> Day? {
      scopes.compactMap { $0.firstDay(calendar) }.max()
    }

    /// A condition over the numbers of a batch.
    package enum Match: Sendable, Hashable {
      /// A category of the schema holds one of some numbers, or none of them.
      case category(Int, Set<Int32>, isOneOf: Bool)
      /// A measure of the schema is stated and lies within bounds.
      case measure(Int, ClosedRange<Int64>)
      /// The roster says of the unit, or of the commune where one is named, what a test asks for.
      case place(attribute: String, Indicator.Condition.Test)

      /// Whether it asks for a column that is not there.
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

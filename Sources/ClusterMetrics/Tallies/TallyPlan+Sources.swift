extension TallyPlan {
  /// The sources of numbers.
  package struct Sources: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Registers of activities.
    package static let registers = Sources(rawValue: 1)
    /// Numbers that units report themselves.
    package static let submissions = Sources(rawValue: 2)
  }

  /// The sources of some indicators' numbers.
  package func sources(of indicators: [Indicator]) -> Sources {
    indicators.flatMap { formula(of: $0).slots }.reduce(into: []) { sources, slot in
      sources.insert(slots[slot].aggregate.isSubmitted ? .submissions : .registers)
    }
  }
}

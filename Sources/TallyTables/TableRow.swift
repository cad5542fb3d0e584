import ClusterMetrics

/// The content of a table's row.
extension TallyTable {
  /// A row. The names of columns are English in every language.
  package struct Row: Sendable, Equatable {
    package var place: Place
    package var indicator: String
    package var value: Double?
    package var numerator: Double?
    package var denominator: Double?
    package var status: String
    package var reportingUnits: Int
    package var expectedUnits: Int
    /// The number of units that have reported only parts of the period, and the missing parts.
    package var incompleteUnits = 0
    package var missingParts: [Period] = []
    /// The reason why it is missing although units have reported.
    package var lack: Tally.Lack?
    /// Whether the value is stated for the whole, without its units.
    package var isStatedTotal = false
    /// Whether some of the value is approximate.
    package var isApproximate = false
    /// The former places from which the value, or its base, cannot be divided.
    package var indivisible: [String] = []
    package var versus: Versus?
    package var peers: Peers?
    package var plan: Plan?

    /// A plan; empty if there is none.
    package struct Plan: Sendable, Equatable {
      package var value: Double?
      /// The period of the plan.
      package var period = ""
      /// The value minus the plan, over the units with both.
      package var difference: Double?
      package var percent: Double?
      /// The number of units with both.
      package var units: Int?
      /// The comparison with the plan, for wording.
      package var fulfilment: Fulfilment?
    }

    package struct Versus: Sendable, Equatable {
      package var value: Double?
      package var change: Double?
      package var changePercent: Double?
      /// The difference of the totals, even if different units reported.
      package var bareChange: Double?
      /// Whether the two totals are of different units, and how many units are in both.
      package var hasOtherUnits = false
      package var sameUnits: Int?
      /// Whether some unit lacks parts of one of the periods.
      package var isIncomplete = false
      /// Whether one of the totals is stated for the whole, without its units.
      package var isOfStatedTotal = false
      /// Whether the other period's number is the stated one.
      package var isBaseStated = false
    }

    /// The comparison of a unit with its cluster; empty for rows other than units.
    package struct Peers: Sendable, Equatable {
      package var rank: Int?
      /// The number of units in the cluster with a value.
      package var ranked: Int?
      package var mean: Double?
      package var median: Double?
      package var firstQuartile: Double?
      package var thirdQuartile: Double?
      /// The value minus the target.
      package var fromTarget: Double?
      /// The change of the cluster, which includes the unit's.
      package var clusterChange: Double?
    }

    /// The numbers after `expected_units`, in the order of their columns.
    package var furtherNumbers: [Double?] {
      var numbers: [Double?] = []
      if let versus { numbers += [versus.value, versus.change, versus.changePercent] }
      if let peers {
        numbers += [
          peers.rank.map(Double.init), peers.ranked.map(Double.init), peers.mean, peers.median,
          peers.firstQuartile, peers.thirdQuartile, peers.fromTarget,
        ]
        if versus != nil { numbers.append(peers.clusterChange) }
      }
      if let versus {
        let compared = versus.change == nil ? nil : Double(versus.sameUnits ?? reportingUnits)
        numbers += [versus.bareChange, compared]
      }
      if let plan {
        numbers += [
          plan.value, plan.difference, plan.percent, plan.units.map(Double.init),
        ]
      }
      return numbers
    }

    /// The missing parts, as the text of a cell.
    package var missingPartNames: String {
      missingParts.map(\.name).joined(separator: " ")
    }

    /// Encodes all keys of the row, with `null` for missing numbers.
    package func encode(
      to encoder: any Encoder, attribute: String?, column: String?, further: [String]
    ) throws {
      var container = encoder.container(keyedBy: Key.self)
      if let attribute { try container.encode(place.trait ?? "", forKey: Key(attribute)) }
      if let column { try container.encode(place.text ?? "", forKey: Key(column)) }
      for (name, text) in [
        ("period", place.period), ("cluster", place.cluster), ("unit", place.unit),
        ("indicator", indicator), ("status", status),
      ] {
        try container.encode(text, forKey: Key(name))
      }
      if let commune = place.commune { try container.encode(commune, forKey: Key("commune")) }
      for (name, number) in [
        ("value", value), ("numerator", numerator), ("denominator", denominator),
      ] {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      if isApproximate { try container.encode(true, forKey: Key("approximate")) }
      try container.encode(reportingUnits, forKey: Key("reporting_units"))
      try container.encode(expectedUnits, forKey: Key("expected_units"))
      for (name, number) in zip(further, furtherNumbers) {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      if let plan { try container.encode(plan.period, forKey: Key("plan_period")) }
      if further.last == TallyTable.missingParts {
        try container.encode(missingPartNames, forKey: Key(TallyTable.missingParts))
      }
    }
  }

  package struct Key: CodingKey {
    package var stringValue: String
    package var intValue: Int? { nil }
    package init(_ name: String) { stringValue = name }
    package init?(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
  }

  /// The place of a row.
  package struct Place: Sendable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    /// The commune; `nil` if communes are not listed.
    package var commune: String?
    /// The text of the roster's attribute by which rows are grouped, if any.
    package var trait: String?
    /// The text of the column by which rows are grouped, if any.
    package var text: String?
  }
}

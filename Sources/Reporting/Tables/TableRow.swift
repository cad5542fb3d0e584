import ClusterMetrics

/// What a row of a table says.
extension TallyTable {
  /// One row. Names of columns are English whatever the language.
  package struct Row: Sendable, Equatable {
    package var place: Place
    package var indicator: String
    package var value: Double?
    package var numerator: Double?
    package var denominator: Double?
    package var status: String
    package var reportingUnits: Int
    package var expectedUnits: Int
    /// How many units have reported only parts of the period, and which parts they have not.
    package var incompleteUnits = 0
    package var missingParts: [Period] = []
    /// Why it is missing although units have reported.
    package var lack: Tally.Lack?
    /// Whether the value is stated of the whole, without its units.
    package var isStatedTotal = false
    /// Whether some of the value was only said to be about so much.
    package var isApproximate = false
    /// What of an earlier map the value, or that it is compared with, cannot be divided from.
    package var indivisible: [String] = []
    package var versus: Versus?
    package var peers: Peers?
    package var plan: Plan?

    /// What was to be reached; empty where there is no plan.
    package struct Plan: Sendable, Equatable {
      package var value: Double?
      /// The period of the plan.
      package var period = ""
      /// The value less the plan, over the units that have both.
      package var difference: Double?
      package var percent: Double?
      /// How many units have both.
      package var units: Int?
      /// The whole in words.
      package var fulfilment: Fulfilment?
    }

    package struct Versus: Sendable, Equatable {
      package var value: Double?
      package var change: Double?
      package var changePercent: Double?
      /// The difference of the totals, whoever stands behind them.
      package var bareChange: Double?
      /// Whether other units stand behind the two totals, and how many are in both.
      package var hasOtherUnits = false
      package var sameUnits: Int?
      /// Whether somebody lacks parts of one of the periods.
      package var isIncomplete = false
      /// Whether one of the totals is stated of the whole, without its units.
      package var isOfStatedTotal = false
    }

    /// What a unit stands beside in its cluster; empty for what is no unit.
    package struct Peers: Sendable, Equatable {
      package var rank: Int?
      /// How many units of the cluster have a value.
      package var ranked: Int?
      package var mean: Double?
      package var median: Double?
      package var firstQuartile: Double?
      package var thirdQuartile: Double?
      /// The value less the target.
      package var fromTarget: Double?
      /// The change of the cluster, which the unit's is part of.
      package var clusterChange: Double?
    }

    /// The numbers behind `expected_units`, in the order of their columns.
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

    /// The parts that are missing, as a cell holds them.
    package var missingPartNames: String {
      missingParts.map(\.name).joined(separator: " ")
    }

    /// A row with all of its keys, `null` where there is no number.
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

  /// What a row is about, as it is written.
  package struct Place: Sendable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    /// `nil` where no communes are listed.
    package var commune: String?
    /// The text of the roster's attribute that rows are grouped by, if they are.
    package var trait: String?
    /// The text of the column that rows are grouped by, if they are.
    package var text: String?
  }
}

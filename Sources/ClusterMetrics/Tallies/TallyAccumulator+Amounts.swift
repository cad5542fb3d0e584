import BitCollections

/// The contents of slots for leaf groups, and the units for which they are unknown or do not apply.
extension TallyAccumulator {
  /// Whether a slot does not apply to a unit in a period.
  package func isNotAsked(slot: Int, ofUnit unit: Int, inPeriod period: Int) -> Bool {
    notAsked[slot]?.contains(period * unitCount + unit) == true
  }

  /// Whether a slot does not apply to some unit in some period.
  package func isNotAskedOfSome(slot: Int) -> Bool { notAsked[slot] != nil }

  /// The number of activities in a period on days before a slot's first day.
  package func early(forSlot slot: Int, inPeriod period: Int) -> Int {
    early[slot]?[period] ?? 0
  }

  package func turnedAway(fromSlot slot: Int, ofUnit unit: Int, inPeriod period: Int) -> Int {
    turnedAway[slot]?[period * unitCount + unit] ?? 0
  }

  /// Whether any unit has reported only parts of a period.
  package var hasMissingParts: Bool { !missingParts.isEmpty }

  /// Whether any unit has reported only parts of a period for a slot.
  package func hasMissingParts(inSlot slot: Int) -> Bool { missingParts[slot] != nil }

  /// The parts of a period for which a unit has not reported the number of a slot.
  package func missingParts(ofSlot slot: Int, unit: Int, inPeriod period: Int) -> [Period] {
    missingParts[slot]?[period * unitCount + unit] ?? []
  }

  /// Whether the number of a slot may cover fewer days than its period.
  package func mayLackParts(inSlot slot: Int) -> Bool {
    missingParts[slot] != nil || partsNotAsked[slot] != nil
  }

  /// The parts of a period that a unit's number does not include, whether they were required or not.
  package func partsNotHeld(inSlot slot: Int, unit: Int, inPeriod period: Int) -> Set<Period> {
    let cell = period * unitCount + unit
    return Set((missingParts[slot]?[cell] ?? []) + (partsNotAsked[slot]?[cell] ?? []))
  }

  /// Whether any of some slots is unknown for some unit in some period.
  package func mayBeUnknown(_ slots: [Int]) -> Bool { slots.contains { unknown[$0] != nil } }

  /// Whether a unit has activities in a period for which a slot's number is unknown.
  ///
  /// - Parameter value: the number of the text to which they are restricted, if any: activities of a table without the
  ///   column may have any text, and are none with an empty cell either.
  package func isUnknown(
    slot: Int, ofUnit unit: Int, inPeriod period: Int, value: Int? = nil
  ) -> Bool {
    let place = period * unitCount + unit
    return unknown[slot]?.contains(place) == true || value != nil && unsliced.contains(place)
  }

  /// The number of activities and submissions of a unit in a period.
  package func rowCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    rows[period * unitCount + unit]
  }

  /// The number of activities of a leaf group in a period; only counted if communes may have moved.
  package func activityCount(ofLeaf leaf: Int, inPeriod period: Int) -> Int {
    leafRows.isEmpty ? 0 : leafRows[period * leafCount + leaf]
  }

  /// The number of activities that count in no period of a kind, because it is unknown on which side of its end they
  /// took place.
  package func straddlingCount(inPeriod period: Int) -> Int { straddling[period] }

  /// The number of further submissions of a unit that cover only parts of a period.
  package func incompleteCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    incompleteRows[period * unitCount + unit]
  }

  /// The number of activities of a unit in a period.
  package func activityCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    rows[period * unitCount + unit] - submittedRows[period * unitCount + unit]
  }

  /// The contents of a slot for some leaf groups together. Sets are united, never added.
  ///
  /// - Parameter value: restricts it to this text of the grain's column (−1 for empty cells).
  package func amount(
    inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Amount {
    let chosen = value.map { $0 + 1..<max(min($0 + 2, valueCount), $0 + 1) } ?? 0..<valueCount
    func forEachCell(_ body: (Int) -> Void) {
      for leaf in leaves {
        for value in chosen { body((value * periods.count + period) * leafCount + leaf) }
      }
    }
    var amount = Amount(value: .zero, isStated: true)
    var entries = 0
    switch aggregates[slot] {
    case .count, .distinctUnits, .stated:
      forEachCell { entries += counts[slot][$0] }
      amount.value = Quantity(entries)
    case .sum:
      forEachCell { amount.value.parts += sums[slot][$0] }
    case .submitted:
      forEachCell { cell in
        entries += counts[slot][cell]
        amount.value.parts += sums[slot][cell]
        if approximate[slot].contains(cell) { amount.isApproximate = true }
      }
      (amount.isStated, amount.reports) = (entries > 0, entries)
    case .distinct:
      var set = BitSet()
      forEachCell { cell in
        if let other = sets[slot][cell] { set.formUnion(other) }
      }
      amount.value = Quantity(set.count)
    case .values:
      forEachCell { entries += values[slot][$0]?.values.reduce(0, +) ?? 0 }
      amount.value = Quantity(entries)
    case .distinctCommunes:
      // A commune belongs to one leaf, so leaves add up; texts of the column do not.
      for leaf in leaves {
        for word in communeBits.words(ofLeaf: leaf) {
          var bits: UInt64 = 0
          for value in chosen {
            let block = value * periods.count + period
            bits |= communeSets[slot][block * communeBits.wordCount + word]
          }
          entries += bits.nonzeroBitCount
        }
      }
      amount.value = Quantity(entries)
    }
    return amount
  }

  /// How often each value of a slot occurs.
  private func valueCounts(
    _ slot: Int, _ period: Int, _ leaves: some Sequence<Int>, _ value: Int?
  ) -> [Int64: Int] {
    let chosen = value.map { $0 + 1..<max(min($0 + 2, valueCount), $0 + 1) } ?? 0..<valueCount
    var counts: [Int64: Int] = [:]
    for leaf in leaves {
      for text in chosen {
        let cell = (text * periods.count + period) * leafCount + leaf
        counts.merge(values[slot][cell] ?? [:], uniquingKeysWith: +)
      }
    }
    return counts
  }

  /// The number of values of a slot.
  func valueCount(
    inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Int {
    valueCounts(slot, period, leaves, value).values.reduce(0, +)
  }

  /// A quantile of the values of a slot for some leaf groups together, of type 7 (Hyndman and Fan, 1996: "Sample
  /// quantiles in statistical packages"), as in spreadsheets and R; `nil` without a value.
  package func quantile(
    _ share: Double, inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Double? {
    let counts = valueCounts(slot, period, leaves, value)
    let sorted = counts.sorted { $0.key < $1.key }
    let total = sorted.reduce(0) { $0 + $1.value }
    guard total > 0, !hasTooManyValues else { return nil }
    func at(_ place: Int) -> Double {
      var seen = 0
      for (value, times) in sorted {
        seen += times
        if place < seen { return Quantity(parts: Int128(value)).doubleValue }
      }
      return 0
    }
    let place = Double(total - 1) * share
    let below = Int(place)
    guard below + 1 < total, place > Double(below) else { return at(below) }
    return at(below) + (at(below + 1) - at(below)) * (place - Double(below))
  }

  /// The contents of a slot, and whether it is stated at all: a unit that sent other numbers but not this one has not
  /// reported zero.
  package struct Amount: Sendable, Equatable {
    /// A count, a sum, or the size of a set.
    package var value: Quantity
    /// `false` for a submission that was not sent.
    package var isStated: Bool
    /// The number of reported numbers that it sums up.
    package var reports = 0
    /// Whether some of it is approximate.
    package var isApproximate = false

    /// Whether there is anything to divide.
    var isAny: Bool { value != .zero || isApproximate }
  }
}

import BitCollections

/// Adds activities and submissions to the slots.
extension TallyAccumulator {
  /// An activity, for a period in which it counts.
  struct Hit {
    var row: Int32
    var cell: Int32
    /// The word with the bit of its commune; negative without one.
    var word: Int32
  }

  /// Adds the activities of a batch.
  package mutating func fold(_ batch: ActivityBatch) {
    let hits = hits(batch)
    guard !hits.isEmpty else { return }
    if !batch.missing.isEmpty { noteUnknown(hits, of: batch) }
    for (conditions, slots) in slotsByConditions {
      let chosen = conditions.reduce(hits) { chosen, condition in
        condition.chosen(of: chosen, in: batch, placeConditions)
      }
      guard !chosen.isEmpty else { continue }
      for slot in slots {
        var asked =
          firstDays[slot].map { first in chosen.filter { batch.days[Int($0.row)] >= first } }
          ?? chosen
        // With later boundaries they would count for the successor of a unit to which the indicator did apply.
        if let cells = notAsked[slot] {
          asked = asked.filter { !cells.contains(cell(of: $0, batch)) }
        }
        fold(asked, of: batch, into: slot, plan.slots[slot].aggregate)
        if case .submitted = plan.slots[slot].aggregate { continue }
        if let first = firstDays[slot] { noteEarly(chosen, of: batch, from: slot, before: first) }
        if let cells = notAsked[slot] { noteTurnedAway(chosen, of: batch, from: slot, cells) }
      }
    }
  }

  /// Counts the activities on days before a slot's first day.
  private mutating func noteEarly(
    _ hits: [Hit], of batch: ActivityBatch, from slot: Int, before first: Int32
  ) {
    for hit in hits where batch.days[Int(hit.row)] < first {
      early[slot, default: [:]][Int(hit.cell) / leafCount % periods.count, default: 0] +=
        batch.times(Int(hit.row))
    }
  }

  /// The index of an activity's unit and period in `notAsked`.
  private func cell(of hit: Hit, _ batch: ActivityBatch) -> Int {
    Int(hit.cell) / leafCount % periods.count * unitCount + Int(batch.units[Int(hit.row)])
  }

  /// Counts the activities of units to which a slot does not apply.
  private mutating func noteTurnedAway(
    _ hits: [Hit], of batch: ActivityBatch, from slot: Int, _ cells: Set<Int>
  ) {
    for hit in hits {
      let cell = cell(of: hit, batch)
      if cells.contains(cell) {
        turnedAway[slot, default: [:]][cell, default: 0] += batch.times(Int(hit.row))
      }
    }
  }

  /// Marks the units whose numbers are unknown because their table lacks a column: those with activities that meet the
  /// conditions on the other columns.
  private mutating func noteUnknown(_ hits: [Hit], of batch: ActivityBatch) {
    let missing = batch.missing
    if let category = grain.category, missing.categories.contains(category) {
      for hit in hits { unsliced.insert(place(of: hit, in: batch)) }
    }
    for (number, slot) in plan.slots.enumerated() {
      let needsMissing =
        switch slot.aggregate {
        case .sum(let measure), .stated(let measure), .values(let measure):
          missing.measures.contains(measure)
        case .distinct(let category): missing.categories.contains(category)
        case .distinctCommunes: missing.communes
        case .count, .distinctUnits, .submitted: false
        }
      guard needsMissing || slot.conditions.contains(where: { $0.asks(for: missing) }) else {
        continue
      }
      let known = slot.conditions.filter { !$0.asks(for: missing) }
      for hit in known.reduce(hits, { $1.chosen(of: $0, in: batch, placeConditions) }) {
        let unit = Int(batch.units[Int(hit.row)])
        if slot.aggregate == .distinctCommunes, !communeBits.hasCommunes(unit) { continue }
        unknown[number, default: []].insert(place(of: hit, in: batch))
      }
    }
  }

  /// The index of a hit's period and unit.
  private func place(of hit: Hit, in batch: ActivityBatch) -> Int {
    Int(hit.cell) / leafCount % periods.count * unitCount + Int(batch.units[Int(hit.row)])
  }

  /// The periods that contain each activity, and its cells: found once, not once for every slot.
  private mutating func hits(_ batch: ActivityBatch) -> [Hit] {
    let values = grain.category.map { batch.category($0) }
    if let values, let last = values.max(), Int(last) + 2 > valueCount {
      let limit = max(1, cellLimit / max(cellsPerValue, 1))
      isOverfull = isOverfull || Int(last) + 2 > limit
      makeRoom(forValues: min(max(Int(last) + 2, valueCount * 2), limit))
    }
    let byCommune = grain.place == .commune
    let (first, length, leaves) = (span.lowerBound.number, runOfDay.count, leafCount)
    let (room, periodCount, wordCount) = (valueCount, periods.count, communeBits.wordCount)
    let (days, units, communes) = (batch.days, batch.units, batch.communes)
    let (lastDays, ends) = (batch.lastDays, self.days.map(\.upperBound.number))
    let areDaysExact = lastDays.isEmpty
    let times = batch.folded?.times
    // An activity that began before a period and continues in it does not count in it either.
    for (row, last) in lastDays {
      for (period, own) in self.days.enumerated()
      where days[row] < own.lowerBound.number && last >= own.lowerBound.number {
        straddling[period] &+= 1
      }
    }
    let notesLeaves = !leafRows.isEmpty
    return rows.withUnsafeMutableBufferPointer { rows in
      [Hit](unsafeUninitializedCapacity: batch.count * longestRun) { hits, count in
        for row in 0..<batch.count {
          let offset = Int(days[row]) &- Int(first)
          guard offset >= 0, offset < length else { continue }
          let run = Int(runOfDay[offset])
          let unit = Int(units[row])
          let commune = Int(communes[row])
          let leaf = byCommune && commune >= 0 ? unitCount &+ commune : unit
          let value = values.map { Int($0[row]) &+ 1 } ?? 0
          for index in Int(runStarts[run])..<Int(runStarts[run &+ 1]) {
            let period = Int(runPeriods[index])
            if !areDaysExact, let last = lastDays[row], last >= ends[period] {
              straddling[period] &+= 1
              continue
            }
            let times = times.map { $0[row] } ?? 1
            rows[period &* unitCount &+ unit] &+= times
            if notesLeaves { leafRows[period &* leaves &+ leaf] &+= times }
            guard value < room else { continue }
            let block = value &* periodCount &+ period
            hits[count] = Hit(
              row: Int32(truncatingIfNeeded: row),
              cell: Int32(truncatingIfNeeded: block &* leaves &+ leaf),
              word: commune < 0
                ? -1 : Int32(truncatingIfNeeded: block &* wordCount) &+ communeBits.word[commune])
            count += 1
          }
        }
      }
    }
  }

  private mutating func fold(
    _ hits: [Hit], of batch: ActivityBatch, into slot: Int,
    _ aggregate: TallyPlan.Slot.Aggregate
  ) {
    if let folded = batch.folded, !aggregate.isSet {
      return fold(hits, of: batch, folded, into: slot, aggregate)
    }
    switch aggregate {
    case .count, .distinctUnits:
      counts[slot].withUnsafeMutableBufferPointer { counts in
        for hit in hits { counts[Int(hit.cell)] &+= 1 }
      }
    case .distinctCommunes:
      communeSets[slot].withUnsafeMutableBufferPointer { words in
        for hit in hits where hit.word >= 0 {
          words[Int(hit.word)] |= communeBits.bit[Int(batch.communes[Int(hit.row)])]
        }
      }
    case .distinct(let category):
      let column = batch.category(category)
      for hit in hits where column[Int(hit.row)] >= 0 {
        sets[slot][Int(hit.cell), default: BitSet()].insert(Int(column[Int(hit.row)]))
      }
    case .values(let measure):
      let column = batch.measure(measure)
      for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure && !hasTooManyValues {
        addValue(column[Int(hit.row)], times: 1, to: Int(hit.cell), of: slot)
      }
    case .stated(let measure):
      let column = batch.measure(measure)
      counts[slot].withUnsafeMutableBufferPointer { counts in
        for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure {
          counts[Int(hit.cell)] += 1
        }
      }
    case .sum(let measure):
      let column = batch.measure(measure)
      sums[slot].withUnsafeMutableBufferPointer { sums in
        for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure {
          sums[Int(hit.cell)] += Int128(column[Int(hit.row)])
        }
      }
    case .submitted:
      break
    }
  }

  mutating func addValue(_ value: Int64, times: Int, to cell: Int, of slot: Int) {
    let known = values[slot][cell, default: [:]].updateValue(
      (values[slot][cell]?[value] ?? 0) + times, forKey: value)
    if known == nil { valueTotal += 1 }
    hasTooManyValues = hasTooManyValues || valueTotal > valueLimit
  }

  /// Adds a number that a unit reported. It counts in periods of exactly the same days; the unit has then reported for
  /// them, unless parts are missing.
  package mutating func fold(_ submission: Submission) {
    let submitted = calendar.days(of: submission.period)
    for period in days.indices where days[period] == submitted {
      if submission.missingParts.isEmpty {
        rows[period * unitCount + submission.unit] += 1
        submittedRows[period * unitCount + submission.unit] += 1
      } else {
        incompleteRows[period * unitCount + submission.unit] += 1
      }
      for (number, slot) in plan.slots.enumerated()
      where slot.aggregate == .submitted(submission.indicator) {
        if submission.isNotApplicable {
          notAsked[number, default: []].insert(period * unitCount + submission.unit)
          continue
        }
        let cell = period * leafCount + submission.unit
        counts[number][cell] += 1
        sums[number][cell] += submission.value.parts
        if submission.isApproximate { approximate[number].insert(cell) }
        if !submission.missingParts.isEmpty {
          missingParts[number, default: [:]][period * unitCount + submission.unit] =
            submission.missingParts
        }
        if !submission.partsNotAsked.isEmpty {
          partsNotAsked[number, default: [:]][period * unitCount + submission.unit] =
            submission.partsNotAsked
        }
      }
    }
  }
}

extension TallyPlan.Slot.Match {
  /// The activities that meet the condition.
  fileprivate func chosen(
    of hits: [TallyAccumulator.Hit], in batch: ActivityBatch, _ places: PlaceConditions
  ) -> [TallyAccumulator.Hit] {
    switch self {
    case .category(let category, let values, let isOneOf):
      let column = batch.category(category)
      // Texts of a column are numbered from 0, so a table is faster than a set.
      var table = Array(repeating: !isOneOf, count: Int(values.max() ?? -1) + 1)
      for value in values where value >= 0 { table[Int(value)] = isOneOf }
      return hits.filter { hit in
        let value = Int(column[Int(hit.row)])
        return value >= 0 && value < table.count ? table[value] : !isOneOf
      }
    case .measure: return hits.filter { places.holds(self, in: batch, row: Int($0.row)) }
    case .place:
      guard let answers = places[self] else { return [] }
      return hits.filter { answers.holds(in: batch, row: Int($0.row)) }
    }
  }
}

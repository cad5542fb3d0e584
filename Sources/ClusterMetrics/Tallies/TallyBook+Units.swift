/// The units of a group in a period, and their reports.
extension TallyBook {
  /// The day of the roster for a period's shares: its last day, or that of the boundaries.
  func rosterDay(of period: Period) -> Day {
    boundaries.day ?? calendar.days(of: period).upperBound.previous
  }

  /// The units of a group that are in the roster on some day of the period or, with later boundaries, whose
  /// predecessors are.
  package func units(of group: Group, in period: Period) -> [Int] {
    let days = calendar.days(of: period)
    return members(of: group).filter { unit in
      boundaries.sources(ofUnit: unit).contains { roster.units[$0].validity.overlaps(days) }
    }
  }

  /// The communes of a unit that are in the roster on some day of the period, or on the day of the boundaries.
  package func communes(ofUnit unit: Int, in period: Period) -> [Int] {
    let days = calendar.days(of: period)
    return roster.units[unit].communes.filter { commune in
      let validity = roster.communes[commune].validity
      return boundaries.day.map { validity.holds($0) } ?? validity.overlaps(days)
    }
  }

  private func members(of group: Group) -> [Int] {
    switch group {
    case .all: boundaries.units
    case .cluster(let cluster): boundaries.units.filter { roster.units[$0].cluster == cluster }
    case .unit(let unit): [unit]
    case .commune(let commune): [roster.communes[commune].unit]
    case .part(let part): boundaries.units.filter { roster.holds(part, unit: $0) }
    }
  }

  /// The units that must report for a unit's number to be known: itself and predecessors that were in the roster at the
  /// end of the period. Each is listed with the units merged into it within the period: a report of one of them is a
  /// report of its successor, which may have had nothing to add.
  func reporters(behind unit: Int, in period: Period) -> [[Int]] {
    guard boundaries.day != nil else { return [[unit]] }
    let days = calendar.days(of: period)
    let earlier = boundaries.sources(ofUnit: unit).filter {
      roster.units[$0].validity.overlaps(days)
    }
    let last = days.upperBound.previous
    let atEnd = earlier.filter { roster.units[$0].validity.holds(last) }
    guard !atEnd.isEmpty else { return earlier.map { [$0] } }
    let ended = earlier.filter { !roster.units[$0].validity.holds(last) }
    return atEnd.map { heir in
      [heir] + ended.filter { roster.becomes(heir, unit: $0, by: last) }
    }
  }

  /// Whether another unit, some of whose communes now belong to this one, continues to exist: its own reports cannot be
  /// divided, and are not reports of this unit.
  private func goesOn(_ other: Int, beside unit: Int) -> Bool {
    guard let day = boundaries.day, other != unit else { return false }
    return roster.units[other].validity.holds(day)
  }

  /// The reporters of a unit that can report a number for it themselves.
  func staters(behind unit: Int, in period: Period) -> [[Int]] {
    staters(among: reporters(behind: unit, in: period), behind: unit)
  }

  private func staters(among lines: [[Int]], behind unit: Int) -> [[Int]] {
    let own = lines.filter { !goesOn($0[0], beside: unit) }
    return own.isEmpty ? lines : own
  }

  /// Whether a unit has reported anything for a period, even if only for parts of it.
  package func hasReportedPart(unit: Int, of period: Period) -> Bool {
    let index = index(of: period)
    return reporters(behind: unit, in: period).joined().contains {
      // For a unit that continues to exist, only activities can lie in communes that have left it.
      if goesOn($0, beside: unit) {
        return accumulated.activityCount(ofUnit: $0, inPeriod: index) > 0
      }
      return accumulated.rowCount(ofUnit: $0, inPeriod: index) > 0
        || accumulated.incompleteCount(ofUnit: $0, inPeriod: index) > 0
    }
  }

  /// The units of a group to which any indicator applies in a period, or that have reported anyway.
  package func askedUnits(of group: Group, in period: Period) -> [Int] {
    let index = index(of: period)
    return units(of: group, in: period).filter { unit in
      plan.slots.indices.contains {
        !accumulated.isNotAsked(slot: $0, ofUnit: unit, inPeriod: index)
      } || hasReportedPart(unit: unit, of: period)
    }
  }

  /// The number of reports of a unit in a period: rows of registers, and reported numbers, each once even if several
  /// predecessors reported it.
  package func countReported(ofUnit unit: Int, in period: Period) -> Int {
    let index = index(of: period)
    let units = reporters(behind: unit, in: period).flatMap(\.self)
    let rows = units.reduce(0) { $0 + accumulated.activityCount(ofUnit: $1, inPeriod: index) }
    return rows
      + plan.slots.indices.count { slot in
        plan.slots[slot].aggregate.isSubmitted && amount(slot, index, units).isStated
      }
  }

  /// The parts of a period that a unit has not reported for some indicator.
  package func missingParts(ofUnit unit: Int, in period: Period) -> [Period] {
    let index = index(of: period)
    let parts = plan.slots.indices.flatMap { slot in
      reporters(behind: unit, in: period).joined().flatMap {
        accumulated.missingParts(ofSlot: slot, unit: $0, inPeriod: index)
      }
    }
    return inOrder(parts)
  }

  func inOrder(_ parts: [Period]) -> [Period] {
    Set(parts).sorted {
      let (left, right) = (calendar.days(of: $0), calendar.days(of: $1))
      return (left.lowerBound, right.upperBound) < (right.lowerBound, left.upperBound)
    }
  }

  /// Whether a unit has any record in a period: its zeros are then true zeros.
  package func hasReported(unit: Int, in period: Period) -> Bool {
    rowCount(behind: unit, in: period) > 0
  }

  /// Whether a unit or, with later boundaries, one of its reporters has an activity in a period.
  package func hasActivities(unit: Int, in period: Period) -> Bool {
    let index = index(of: period)
    return reporters(behind: unit, in: period).joined().contains {
      accumulated.activityCount(ofUnit: $0, inPeriod: index) > 0
    }
  }

  /// The number of activities and submissions of a unit in a period; with later boundaries those of its reporters. If
  /// one of the reporters is silent, only activities in communes that have moved to the unit count.
  package func rowCount(behind unit: Int, in period: Period) -> Int {
    let index = index(of: period)
    if boundaries.day == nil { return accumulated.rowCount(ofUnit: unit, inPeriod: index) }
    guard !isSilent(unit, in: period) else { return movedActivities(to: unit, inPeriod: index) }
    return reporters(behind: unit, in: period).joined().reduce(0) {
      $0 + accumulated.rowCount(ofUnit: $1, inPeriod: index)
    }
  }

  /// Whether one of the reporters of a unit has no record of a period. A unit that continues to exist but is silent
  /// does not make the receiving unit incomplete.
  func isSilent(_ unit: Int, in period: Period) -> Bool {
    let index = index(of: period)
    return staters(behind: unit, in: period).contains { line in
      line.allSatisfy { accumulated.rowCount(ofUnit: $0, inPeriod: index) == 0 }
    }
  }

  /// The number of activities that other units reported in communes that have since moved entirely to a unit.
  func movedActivities(to unit: Int, inPeriod period: Int) -> Int {
    guard boundaries.day != nil else { return 0 }
    return boundaries.share(ofUnits: [unit]).whole.reduce(0) { count, leaf in
      guard case .commune(let commune) = boundaries.place(ofLeaf: leaf),
        goesOn(roster.communes[commune].unit, beside: unit)
      else { return count }
      return count + accumulated.activityCount(ofLeaf: leaf, inPeriod: period)
    }
  }

  func applicableUnits(
    of group: Group, for formula: TallyPlan.Formula, in period: Period
  ) -> [Int] {
    let index = index(of: period)
    let days = calendar.days(of: period)
    let slots = formula.slots
    guard slots.contains(where: { accumulated.isNotAskedOfSome(slot: $0) }) else {
      return withCommunes(units(of: group, in: period), for: formula, in: period)
    }
    let units = units(of: group, in: period).filter { unit in
      guard
        slots.contains(where: {
          accumulated.isNotAsked(slot: $0, ofUnit: unit, inPeriod: index)
        })
      else { return true }
      // Numbers asked of a predecessor count even if the successor is not asked.
      return boundaries.sources(ofUnit: unit).contains { source in
        source != unit && roster.units[source].validity.overlaps(days)
          && formula.slots.allSatisfy { slot in
            !accumulated.isNotAsked(slot: slot, ofUnit: source, inPeriod: index)
              && amount(slot, index, [source]).isStated
          }
      }
    }
    return withCommunes(units, for: formula, in: period)
  }

  private func withCommunes(
    _ units: [Int], for formula: TallyPlan.Formula, in period: Period
  ) -> [Int] {
    guard plan.needsCommunes(formula) else { return units }
    let day = rosterDay(of: period)
    return units.filter { roster.communeCount(ofUnit: $0, on: day) > 0 }
  }
}

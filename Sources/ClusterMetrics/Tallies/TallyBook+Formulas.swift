/// Computes formulas from the numbers of reporting units.
extension TallyBook {
  private func note(_ missing: [Int: [Period]], in tally: inout Tally) {
    guard !missing.isEmpty else { return }
    tally.incompleteUnits = missing.count
    tally.missingParts = inOrder(Array(missing.values.joined()))
    let first = calendar.days(of: tally.period).lowerBound
    tally.holdsEarlierParts = tally.missingParts.contains {
      calendar.days(of: $0).lowerBound < first
    }
  }

  func tally(
    _ indicator: String, _ formula: TallyPlan.Formula, for group: Group, in period: Period,
    _ standing: Standing
  ) -> Tally {
    var tally = frame(indicator, formula, for: group, in: period, standing)
    fill(&tally, formula, standing)
    return tally
  }

  /// A tally without its numbers: what the reporting units alone determine. Its status says whether there may be any.
  func frame(
    _ indicator: String, _ formula: TallyPlan.Formula, for group: Group, in period: Period,
    _ standing: Standing
  ) -> Tally {
    var tally = Tally(
      indicator: indicator, group: group, period: period, status: .complete,
      reportingUnits: standing.reporting.count, expectedUnits: standing.asked)
    // Numbers that a unit reports are not divided among its communes.
    let isCommune = if case .commune = group { true } else { false }
    let isParted =
      isCommune && formula.slots.contains { plan.slots[$0].aggregate.isSubmitted }
    guard standing.asked > 0, !isParted else {
      tally.status = .notApplicable
      return tally
    }
    guard !standing.reporting.isEmpty else {
      (tally.status, tally.lack) = (.missing, lack(of: formula, for: group, in: period))
      return tally
    }
    note(partsMissing(of: formula, standing), in: &tally)
    let isWhole = standing.reporting.count == standing.asked && tally.incompleteUnits == 0
    tally.status = isWhole ? .complete : .partial
    return tally
  }

  /// Computes the numbers of a frame, and what they change in its status.
  func fill(_ tally: inout Tally, _ formula: TallyPlan.Formula, _ standing: Standing) {
    guard tally.status == .complete || tally.status == .partial else { return }
    switch formula {
    case .slot(let slot):
      let (total, reports) = sum(slot, standing, &tally)
      tally.value = total.doubleValue / Double(reports)
    case .ratio(let of, let to, let percent):
      let (part, whole) = (total(of, standing, &tally), total(to, standing, &tally))
      tally.setRate(part, over: whole, scale: percent ? 100 : 1)
    case .shareOfCommunes(let slot):
      let lastDay = rosterDay(of: tally.period)
      let communes: Int
      if case .commune(let number) = tally.group {
        communes = roster.communes[number].validity.holds(lastDay) ? 1 : 0
      } else {
        communes = standing.reporting.reduce(0) {
          $0 + roster.communeCount(ofUnit: $1, on: lastDay)
        }
      }
      let part = total(slot, standing, &tally)
      tally.setRate(part, over: Quantity(communes), scale: 100)
    case .per(let slot, let measure, let times):
      guard let whole = amount(measure, of: tally.group, standing.reporting, in: tally.period)
      else {
        tally.status = .missing
        return
      }
      tally.setRate(total(slot, standing, &tally), over: whole, scale: times)
    case .quantile(let slot, let share):
      let (_, indivisible) = stated(slot, standing)
      for place in indivisible where !tally.indivisible.contains(place) {
        tally.indivisible.append(place)
      }
      tally.value = accumulated.quantile(
        share, inSlot: slot, period: standing.period, leaves: standing.leaves.whole, value: value)
      // The denominator is zero.
      if tally.value == nil { tally.status = .notApplicable }
    case .computed(let arithmetic):
      let totals = Dictionary(
        uniqueKeysWithValues: arithmetic.operands.map { ($0, total($0, standing, &tally)) })
      tally.value = arithmetic.value { totals[$0]?.doubleValue ?? 0 }.flatMap {
        $0.isFinite ? $0 : nil
      }
      // The denominator is zero.
      if tally.value == nil { tally.status = .notApplicable }
    }
    if !tally.indivisible.isEmpty {
      tally.status = .indivisible
      (tally.value, tally.numerator, tally.denominator) = (nil, nil, nil)
    }
  }

  /// The total of a slot; the tally records what is uncertain about it.
  private func total(_ slot: Int, _ standing: Standing, _ tally: inout Tally) -> Quantity {
    let (total, reports) = sum(slot, standing, &tally)
    return reports == 1 ? total : Quantity(parts: total.parts / Int128(reports))
  }

  /// The sum of a slot, and the number of reported numbers to average: one if they add up.
  private func sum(
    _ slot: Int, _ standing: Standing, _ tally: inout Tally
  ) -> (Quantity, reports: Int) {
    let (total, indivisible) = stated(slot, standing)
    tally.isApproximate = tally.isApproximate || total.isApproximate
    for place in indivisible where !tally.indivisible.contains(place) {
      tally.indivisible.append(place)
    }
    guard plan.holdsRates(slot) else { return (total.value, 1) }
    guard boundaries.day != nil, standing.reporting.count > 1, total.reports > 1 else {
      return (total.value, max(total.reports, 1))
    }
    // Predecessors have reported their own rates, and the mean of these is the unit's. Each unit has the same weight.
    let means = meansOfUnits(slot, standing) { unit in
      let place = Group.unit(unit)
      if !tally.indivisible.contains(place) { tally.indivisible.append(place) }
    }
    return (Quantity(parts: means.reduce(0, +)), max(means.count, 1) * Self.finerScale)
  }

  /// How many times finer than a quantity the means of units are while they are averaged: up to twelve numbers have an exact
  /// mean, the least common multiple of 1 to 12.
  private static let finerScale = 27_720

  /// The mean rate of each reporting unit, in the finer scale. A predecessor divided among several of them counts once, as a
  /// unit of its own.
  ///
  /// - Parameter note: called with a unit that was divided if some of its parts have rates for other days of the
  ///   period: the weights of the parts are then unknown.
  private func meansOfUnits(
    _ slot: Int, _ standing: Standing, noting note: (Int) -> Void
  ) -> [Int128] {
    func mean(_ leaves: [Int]) -> Int128? {
      let own = amount(slot, standing.period, leaves)
      return own.reports > 0 ? own.value.parts * Int128(Self.finerScale) / Int128(own.reports) : nil
    }
    var means: [Int: Int128] = [:]
    var divided = Set(standing.leaves.whole)
    for unit in standing.reporting {
      let leaves = boundaries.share(ofUnits: [unit], in: [unit]).whole
      divided.subtract(leaves)
      means[unit] = mean(leaves)
    }
    var others: [Int128] = []
    for leaf in divided.sorted() {
      guard let own = mean([leaf]) else { continue }
      others.append(own)
      let unit = roster.unit(of: boundaries.place(ofLeaf: leaf))
      let parts = means.keys.filter { boundaries.sources(ofUnit: $0).contains(unit) }
      if !parts.isEmpty { note(unit) }
    }
    return others + means.values
  }

  /// The contents of a slot for the reporting units, and the places that cannot be divided.
  private func stated(
    _ slot: Int, _ standing: Standing
  ) -> (TallyAccumulator.Amount, indivisible: [Group]) {
    if plan.slots[slot].aggregate == .distinctUnits { return distinctUnits(slot, standing) }
    guard boundaries.day != nil else {
      return (amount(slot, standing.period, standing.leaves.whole), [])
    }
    let leaves = standing.leaves
    let distinct = plan.slots[slot].aggregate == .distinctCommunes
    let divided = leaves.divided.filter { leaf in
      (!distinct || boundaries.communes(ofLeaf: leaf) != nil)
        && amount(slot, standing.period, [leaf]).isAny
    }
    guard distinct else {
      return (
        amount(slot, standing.period, leaves.whole),
        divided.map { boundaries.place(ofLeaf: $0) }
      )
    }
    // Former communes count as their successors.
    var communes: Set<Int> = []
    var doubtful = divided
    for leaf in leaves.whole where amount(slot, standing.period, [leaf]).isAny {
      guard let heirs = boundaries.communes(ofLeaf: leaf), !heirs.isEmpty else { continue }
      if heirs.count == 1 { communes.insert(heirs[0]) } else { doubtful.append(leaf) }
    }
    // Which part of a divided commune was meant is unknown, unless all parts count anyway.
    doubtful.removeAll { leaf in
      boundaries.communes(ofLeaf: leaf)?.allSatisfy {
        communes.contains($0) || !isIn(standing, commune: $0)
      } ?? true
    }
    return (
      TallyAccumulator.Amount(value: Quantity(communes.count), isStated: true),
      doubtful.map { boundaries.place(ofLeaf: $0) }
    )
  }

  /// The number of units with activities. Former units count as their successors.
  private func distinctUnits(
    _ slot: Int, _ standing: Standing
  ) -> (TallyAccumulator.Amount, indivisible: [Group]) {
    func isAny(_ leaves: [Int]) -> Bool { amount(slot, standing.period, leaves).isAny }
    let own = Set(standing.leaves.whole)
    let units = standing.reporting.filter { unit in
      isAny(boundaries.share(ofUnits: [unit]).whole.filter(own.contains))
    }
    // Which part of a divided unit was meant is unknown, unless all parts count anyway.
    let doubtful = (standing.leaves.whole + standing.leaves.divided).filter { leaf in
      let heirs = boundaries.units(sharing: leaf).filter(standing.reporting.contains)
      return !heirs.allSatisfy(units.contains) && isAny([leaf])
    }
    return (
      TallyAccumulator.Amount(value: Quantity(units.count), isStated: true),
      doubtful.map { boundaries.place(ofLeaf: $0) }
    )
  }

  private func isIn(_ standing: Standing, commune: Int) -> Bool {
    standing.reporting.contains(roster.communes[commune].unit)
  }
}

extension Tally {
  fileprivate mutating func setRate(_ part: Quantity, over whole: Quantity, scale: Double) {
    numerator = part
    denominator = whole
    guard whole > .zero else {
      status = .notApplicable
      return
    }
    value = part.doubleValue * scale / whole.doubleValue
  }
}

import ClusterMetrics

/// Titles about targets.
extension Headlines {
  /// The number of units that reach the target, or keep to the limit if less is better.
  package func target(_ indicator: Indicator, units: [Int]) -> String {
    let tallies = units.map { book.tally(indicator, for: .unit($0), in: period) }
    // What happens only adds up: what is reached, or exceeded, before the period is complete stays so.
    let isCertain = tallies.map { tally in
      indicator.addsUp && indicator.overTime != .last && tally.lacksParts
        && !tally.holdsEarlierParts
        && (tally.value.flatMap(indicator.reachesTarget) ?? (indicator.better != .more))
          == (indicator.better == .more)
    }
    let values = zip(tallies.comparableValues, zip(tallies, isCertain)).map { value, tally in
      tally.1 ? tally.0.value : value
    }
    return wholeTarget(indicator, units: units, values)
      + words.amongWhole(zip(tallies, isCertain).filter { !$0.1 }.map(\.0))
  }

  /// The relation of a number to its target, as a clause: "đạt chỉ tiêu 90%"; for numbers that add up, whose target is
  /// for each unit, the number of units that reach it.
  package func targetInWords(_ indicator: Indicator, for group: Group) -> String {
    let tally = book.tally(indicator, for: group, in: period)
    let goal = words.target(indicator)
    guard tally.status != .hidden else { return words.hidden }
    guard indicator.better != .neither else { return words("chỉ tiêu \(goal)", "target \(goal)") }
    guard let value = tally.value else {
      return words(
        "chưa có số liệu để so với chỉ tiêu \(goal)",
        "no figure to compare with the target of \(goal)")
    }
    if !group.isOneUnit, indicator.addsUp {
      let units = book.units(of: group, in: period)
      guard
        units.contains(where: { book.tally(indicator, for: .unit($0), in: period).value != nil })
      else { return words("chỉ tiêu của mỗi đơn vị \(goal)", "target of each unit \(goal)") }
      let clause = target(indicator, units: units)
      // The name of a unit keeps its capital.
      return units.contains { clause.hasPrefix(book.roster.units[$0].shortName) }
        ? clause : words.inSentence(clause)
    }
    return clause(indicator, goal, indicator.reachesTarget(value) == true)
  }

  /// Whether a target is reached or a limit kept: "đạt chỉ tiêu 90%", "within the limit of 5".
  private func clause(_ indicator: Indicator, _ goal: String, _ isReached: Bool) -> String {
    switch (indicator.better, isReached) {
    case (.less, true): words("không vượt mức \(goal)", "within the limit of \(goal)")
    case (.less, false): words("vượt mức \(goal)", "above the limit of \(goal)")
    case (_, true): words("đạt chỉ tiêu \(goal)", "reaches the target of \(goal)")
    case (_, false): words("chưa đạt chỉ tiêu \(goal)", "misses the target of \(goal)")
    }
  }

  private func wholeTarget(_ indicator: Indicator, units: [Int], _ values: [Double?]) -> String {
    let known = zip(units, values).compactMap { unit, value in
      value.map { (unit: unit, value: $0) }
    }
    guard let target = indicator.target, !known.isEmpty else {
      return wholeRanking(
        indicator, groups: units.map { (.unit($0), book.roster.units[$0].shortName) })
    }
    let goal = words.target(indicator)
    guard indicator.better != .neither else {
      let above = known.count { $0.value >= target }
      return words(
        "\(above)/\(known.count) đơn vị từ \(goal) trở lên",
        "\(above) of \(known.count) units \(above == 1 ? "is" : "are") at \(goal) or above")
    }
    let reached = known.count { indicator.reachesTarget($0.value) == true }
    if known.count == 1 {
      return ownTarget(indicator, known[0].unit, known[0].value, goal, reached == 1)
    }
    let (count, isLimit) = (known.count, indicator.better == .less)
    let reported =
      count < units.count
      ? words.known(units.map { book.tally(indicator, for: .unit($0), in: period) }) : ""
    switch reached {
    case count:
      return isLimit
        ? words(
          "Cả \(count) đơn vị\(reported) đều không vượt mức \(goal)",
          "\(Wording.every(count)) units\(reported) are within the limit of \(goal)")
        : words(
          "Cả \(count) đơn vị\(reported) đều đạt chỉ tiêu \(goal)",
          "\(Wording.every(count)) units\(reported) reach the target of \(goal)")
    case 0:
      return isLimit
        ? words(
          "Cả \(count) đơn vị\(reported) đều vượt mức \(goal)",
          "\(Wording.every(count)) units\(reported) are above the limit of \(goal)")
        : words(
          "Chưa đơn vị nào\(reported) đạt chỉ tiêu \(goal)",
          "No unit\(reported) reaches the target of \(goal)")
    default:
      let (only, englishOnly) = reached == 1 ? ("Chỉ ", "Only ") : ("", "")
      return isLimit
        ? words(
          "\(only)\(reached)/\(count) đơn vị\(reported) không vượt mức \(goal)",
          "\(englishOnly)\(reached) of \(count) units\(reported) \(reached == 1 ? "is" : "are") within the limit of \(goal)"
        )
        : words(
          "\(only)\(reached)/\(count) đơn vị\(reported) đạt chỉ tiêu \(goal)",
          "\(englishOnly)\(reached) of \(count) units\(reported) \(reached == 1 ? "reaches" : "reach") the target of \(goal)"
        )
    }
  }

  private func ownTarget(
    _ indicator: Indicator, _ unit: Int, _ value: Double, _ goal: String, _ isReached: Bool
  ) -> String {
    let tally = book.tally(indicator, for: .unit(unit), in: period)
    let name = book.roster.units[unit].shortName
    let amount = words.amount(value, indicator, of: [tally])
    let clause = clause(indicator, goal, isReached)
    return words(
      "\(name) \(clause): \(amount)",
      "\(name) \(indicator.better == .less ? "is " : "")\(clause): \(amount)")
  }
}

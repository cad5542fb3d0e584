import ClusterMetrics
import ReportWords

/// Sentences on targets.
extension Highlights {
  /// Whether a target applies to the subject itself: one for units does not apply to a sum of units.
  private func hasOwnTarget(_ indicator: Indicator) -> Bool {
    if case .unit = subject { return true }
    return !indicator.addsUp
  }

  /// Targets that the total reaches, or misses, for the first time in the periods shown.
  func firsts() -> [Item] {
    indicators.filter(hasOwnTarget).compactMap { indicator -> Item? in
      guard let value = book.tally(indicator, for: subject, in: period).value,
        let now = indicator.reachesTarget(value)
      else { return nil }
      let known = earlier.filter { book.tally(indicator, for: subject, in: $0).value != nil }
      // Other units may have reached it before.
      let units = Set(book.wholeUnits(indicator, for: subject, in: period))
      guard known.allSatisfy({ Set(book.wholeUnits(indicator, for: subject, in: $0)) == units })
      else { return nil }
      let before = known.compactMap { book.tally(indicator, for: subject, in: $0).value }
      guard before.count >= 2, before.allSatisfy({ indicator.reachesTarget($0) != now })
      else { return nil }
      let (name, goal) = (words(indicator.name), words.target(indicator))
      let count = before.count + 1
      let (vietnamese, english) =
        switch (indicator.better == .less, now) {
        case (true, true):
          (
            "lần đầu trong \(count) kỳ không vượt mức \(goal)",
            "within the limit of \(goal) for the first time in \(count) periods"
          )
        case (true, false):
          (
            "lần đầu trong \(count) kỳ vượt mức \(goal)",
            "above the limit of \(goal) for the first time in \(count) periods"
          )
        case (false, true):
          (
            "lần đầu trong \(count) kỳ đạt chỉ tiêu \(goal)",
            "the target of \(goal) is reached for the first time in \(count) periods"
          )
        case (false, false):
          (
            "lần đầu trong \(count) kỳ không đạt chỉ tiêu \(goal)",
            "the target of \(goal) is missed for the first time in \(count) periods"
          )
        }
      return Item(
        text: "\(name): " + words(vietnamese, english) + ".", anchor: "indicator-" + indicator.id,
        tone: now ? .good : .bad, weight: 450)
    }
  }

  func targets() -> [Item] {
    indicators.compactMap { indicator -> Item? in
      guard indicator.target != nil, indicator.better != .neither else { return nil }
      let goal = words.target(indicator)
      if case .unit = subject { return ownTarget(indicator, goal) }
      let all = book.units(of: subject, in: period)
      let tallies = all.map { book.tally(indicator, for: .unit($0), in: period) }
      let known = zip(all, tallies.comparableValues).compactMap { unit, value in
        value.map { (unit: unit, value: $0) }
      }
      guard !known.isEmpty else { return nil }
      let among = words.amongWhole(tallies)
      let isLimit = indicator.better == .less
      let missed = known.filter { indicator.reachesTarget($0.value) == false }
        .sorted { isLimit ? $0.value > $1.value : $0.value < $1.value }
      let name = words(indicator.name)
      let text: String
      if missed.isEmpty {
        text = allReached(known.map(\.unit), of: tallies, isLimit, goal)
      } else {
        let who = self.names(missed.map(\.unit))
        let (count, of) = (missed.count, known.count)
        let reported = of < tallies.count ? words.known(tallies) : ""
        text =
          count == of && count > 1
          ? words(
            "cả \(count) đơn vị\(reported) \(isLimit ? "vượt mức" : "chưa đạt chỉ tiêu") \(goal)",
            "\(Wording.every(count).lowercased()) units\(reported) \(isLimit ? "are above the limit" : "miss the target") of \(goal)"
          )
          : words(
            "\(count)/\(of) đơn vị\(reported) \(isLimit ? "vượt mức" : "chưa đạt chỉ tiêu") \(goal): \(who)",
            "\(count) of \(of) units\(reported) \(isLimit ? (count == 1 ? "is above the limit" : "are above the limit") : (count == 1 ? "misses the target" : "miss the target")) of \(goal): \(who)"
          )
      }
      return Item(
        text: "\(name): \(text)\(among).", anchor: "indicator-" + indicator.id,
        tone: missed.isEmpty ? .good : .bad, weight: missed.isEmpty ? 220 : 300)
    }
  }

  private func allReached(
    _ units: [Int], of tallies: [Tally], _ isLimit: Bool, _ goal: String
  ) -> String {
    if units.count == 1, let only = units.first {
      return isLimit
        ? words(
          "\(shortName(only)) không vượt mức \(goal)",
          "\(shortName(only)) is within the limit of \(goal)")
        : words(
          "\(shortName(only)) đạt chỉ tiêu \(goal)",
          "\(shortName(only)) reaches the target of \(goal)")
    }
    let reported = units.count < tallies.count ? words.known(tallies) : ""
    return isLimit
      ? words(
        "cả \(units.count) đơn vị\(reported) đều không vượt mức \(goal)",
        "\(Wording.every(units.count).lowercased()) units\(reported) are within the limit of \(goal)"
      )
      : words(
        "cả \(units.count) đơn vị\(reported) đều đạt chỉ tiêu \(goal)",
        "\(Wording.every(units.count).lowercased()) units\(reported) reach the target of \(goal)")
  }

  /// A sentence on the unit's own target.
  private func ownTarget(_ indicator: Indicator, _ goal: String) -> Item? {
    guard let value = book.tally(indicator, for: subject, in: period).value,
      let reaches = indicator.reachesTarget(value)
    else { return nil }
    let text =
      switch (indicator.better == .less, reaches) {
      case (true, true): words("không vượt mức \(goal)", "within the limit of \(goal)")
      case (true, false): words("vượt mức \(goal)", "above the limit of \(goal)")
      case (false, true): words("đạt chỉ tiêu \(goal)", "the target of \(goal) is reached")
      case (false, false): words("chưa đạt chỉ tiêu \(goal)", "below the target of \(goal)")
      }
    return Item(
      text: words(indicator.name) + ": " + text + ".", anchor: "indicator-" + indicator.id,
      tone: reaches ? .good : .bad, weight: reaches ? 220 : 300)
  }
}

import ClusterMetrics

/// What matters most, in sentences.
struct Highlights {
  /// One sentence, and the page that shows it.
  struct Item: Equatable {
    enum Tone { case good, bad, neutral }
    var text: String
    var anchor: String
    var tone: Tone
    var weight: Double
  }

  let book: TallyBook
  let period: Period
  let words: Wording
  let indicators: [Indicator]
  /// The ones on the cover come before others of equal weight.
  let headline: [String]
  /// Whom they are about: all, or a unit.
  var subject = Group.all
  /// The periods before, the earliest first, against which "for the first time" is meant.
  var earlier: [Period] = []
  /// The first day with a record, where it lies so far within the period or the one that it is compared with
  /// that their numbers are partial.
  var lateStart: (period: Period, day: Day)?
  /// How many reported numbers are contradicted by the registers or by each other.
  var contradictions = 0

  private var base: Period { period.sameLastYear }
  private var baseName: String { words.lastYear(of: period) }

  /// Sentences, the most important first: who has not reported, then the totals of the headline
  /// indicators, then targets and the largest movements.
  func items() -> [Item] {
    (silence() + partialStart() + contradiction() + totals() + firsts() + targets() + movements()
      + standings())
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  private func shortNames(_ units: [Int]) -> String {
    words.list(units.map { book.roster.units[$0].shortName })
  }

  private func silence() -> [Item] {
    let silent = book.units(of: subject, in: period).filter {
      !book.hasReported(unit: $0, in: period)
    }
    guard !silent.isEmpty else { return [] }
    return [
      Item(
        text: words(
          "\(shortNames(silent)) chưa báo cáo; mọi số tổng hợp dưới đây chưa gồm số liệu này.",
          "No report yet from \(shortNames(silent)); the totals below do not include it."),
        anchor: "submissions", tone: .bad, weight: 1000)
    ]
  }

  private func partialStart() -> [Item] {
    guard let lateStart else { return [] }
    let (name, day) = (words.name(lateStart.period), words.date(lateStart.day))
    return [
      Item(
        text: words(
          "Sổ theo dõi chỉ có từ \(day): số liệu \(name) chưa đủ kỳ, so sánh chỉ để tham khảo.",
          "The register begins on \(day): the numbers of the \(name) are partial, and so is any comparison."
        ), anchor: "submissions", tone: .bad, weight: 950)
    ]
  }

  private func contradiction() -> [Item] {
    guard contradictions > 0 else { return [] }
    return [
      Item(
        text: words(
          "\(contradictions) số liệu báo cáo mâu thuẫn với sổ theo dõi hoặc với nhau.",
          "\(contradictions) reported number\(contradictions == 1 ? " contradicts" : "s contradict")"
            + " the registers or each other."),
        anchor: "checks", tone: .bad, weight: 900)
    ]
  }

  /// Targets that the total reaches, or misses, for the first time in the periods that are shown.
  private func firsts() -> [Item] {
    indicators.compactMap { indicator -> Item? in
      guard let value = book.tally(indicator, for: subject, in: period).value,
        let now = indicator.reachesTarget(value)
      else { return nil }
      let before = earlier.compactMap { book.tally(indicator, for: subject, in: $0).value }
      guard before.count >= 2, before.allSatisfy({ indicator.reachesTarget($0) != now })
      else { return nil }
      let (name, goal) = (words(indicator.name), words.target(indicator))
      let count = before.count + 1
      return Item(
        text: now
          ? words(
            "\(name): lần đầu đạt chỉ tiêu \(goal) trong \(count) kỳ.",
            "\(name): the target of \(goal) is reached for the first time in \(count) periods.")
          : words(
            "\(name): lần đầu không đạt chỉ tiêu \(goal) trong \(count) kỳ.",
            "\(name): the target of \(goal) is missed for the first time in \(count) periods."),
        anchor: "indicator-" + indicator.id, tone: now ? .good : .bad, weight: 450)
    }
  }

  private func totals() -> [Item] {
    indicators.compactMap { indicator in
      let comparison = book.comparison(indicator, for: subject, in: period, with: base)
      guard let value = comparison.current.value else { return nil }
      // The name, not the noun: "85 xã" alone would not say which.
      var text = words(indicator.name) + ": " + words.measured(value, indicator)
      if let numerator = comparison.current.numerator,
        let denominator = comparison.current.denominator, indicator.isPercentage
      {
        text += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      let tail = words.changeInWords(comparison.change, indicator, base: baseName)
      if !tail.isEmpty { text += ", " + tail }
      if let same = comparison.overSameUnits {
        let change = words.format(indicator).signedText(same.change)
        text += words(
          " (\(same.units) đơn vị báo cáo cả hai kỳ: \(change))",
          " (over the \(same.units) units that reported in both: \(change))")
      }
      let place = headline.firstIndex(of: indicator.id)
      let adverse = indicator.better == .less ? 1.0 : -1.0
      let change = comparison.change ?? 0
      return Item(
        text: text + ".", anchor: "indicator-" + indicator.id,
        tone: change == 0 || indicator.better == .neither
          ? .neutral : change * adverse > 0 ? .bad : .good,
        weight: place.map { 500 - Double($0) }
          ?? 100 + min(abs(comparison.changePercent ?? comparison.change ?? 0), 90))
    }
  }

  private func targets() -> [Item] {
    indicators.compactMap { indicator -> Item? in
      guard let target = indicator.target else { return nil }
      let goal = words.target(indicator)
      if subject != .all { return ownTarget(indicator, goal) }
      let missed = book.units(of: subject, in: period).filter { unit in
        guard let value = book.tally(indicator, for: .unit(unit), in: period).value else {
          return false
        }
        return indicator.better == .less ? value > target : value < target
      }
      let name = words(indicator.name)
      guard !missed.isEmpty else {
        return Item(
          text: words(
            "\(name): mọi đơn vị đều đạt chỉ tiêu \(goal).",
            "\(name): every unit reaches the target of \(goal)."),
          anchor: "indicator-" + indicator.id, tone: .good, weight: 220)
      }
      let who =
        missed.count <= 6
        ? shortNames(missed) : words("\(missed.count) đơn vị", "\(missed.count) units")
      return Item(
        text: words(
          "\(name): chưa đạt chỉ tiêu \(goal) có \(who).",
          "\(name): below the target of \(goal): \(who)."),
        anchor: "indicator-" + indicator.id, tone: .bad, weight: 300)
    }
  }

  /// Where a unit stands within its cluster: first or last of those with a number.
  private func standings() -> [Item] {
    guard case .unit(let unit) = subject else { return [] }
    return indicators.compactMap { indicator in
      let peers = book.peers(
        indicator, inCluster: book.roster.units[unit].cluster, in: period)
      let known = peers.ranks.compactMap(\.self)
      guard let rank = peers.rank(ofUnit: unit), known.count > 2,
        let last = known.max(), last > 1, rank == 1 || rank == last
      else { return nil }
      let name = words(indicator.name)
      return Item(
        text: rank == 1
          ? words(
            "\(name): đứng đầu \(known.count) đơn vị trong cụm.",
            "\(name): first of the \(known.count) units of the cluster.")
          : words(
            "\(name): đứng cuối \(known.count) đơn vị trong cụm.",
            "\(name): last of the \(known.count) units of the cluster."),
        anchor: "indicator-" + indicator.id, tone: rank == 1 ? .good : .bad, weight: 250)
    }
  }

  /// Whether the unit reaches a target.
  private func ownTarget(_ indicator: Indicator, _ goal: String) -> Item? {
    guard let value = book.tally(indicator, for: subject, in: period).value,
      let reaches = indicator.reachesTarget(value)
    else { return nil }
    let name = words(indicator.name)
    return Item(
      text: reaches
        ? words("\(name): đạt chỉ tiêu \(goal).", "\(name): the target of \(goal) is reached.")
        : words(
          "\(name): chưa đạt chỉ tiêu \(goal).", "\(name): below the target of \(goal)."),
      anchor: "indicator-" + indicator.id, tone: reaches ? .good : .bad,
      weight: reaches ? 220 : 300)
  }

  /// For each headline count the unit that rose most and the one that fell most.
  private func movements() -> [Item] {
    // A unit's own movement is its total.
    guard subject == .all else { return [] }
    return indicators.filter { headline.contains($0.id) && !$0.definition.isRate }.flatMap {
      indicator in
      let changes = book.units(of: subject, in: period).compactMap { unit in
        book.comparison(indicator, for: .unit(unit), in: period, with: base).change.map {
          (unit: unit, change: $0)
        }
      }
      var items: [Item] = []
      for (extreme, isRise) in [
        (changes.max { $0.change < $1.change }, true),
        (changes.min { $0.change < $1.change }, false),
      ] {
        guard let extreme, isRise ? extreme.change > 0 : extreme.change < 0 else { continue }
        // Where several move equally far, nobody moves farthest.
        guard changes.count(where: { $0.change == extreme.change }) == 1 else { continue }
        let comparison = book.comparison(
          indicator, for: .unit(extreme.unit), in: period, with: base)
        let format = words.format(indicator)
        let (from, to) = (
          format.text(comparison.base.value ?? 0), format.text(comparison.current.value ?? 0)
        )
        let name = book.roster.units[extreme.unit].shortName
        let subject = words(indicator.name)
        // What of the whole's change is this unit's: "5 of +14".
        let whole = book.comparison(indicator, for: .all, in: period, with: base).change
        let share = whole.flatMap { whole -> String? in
          guard whole != 0, (whole > 0) == isRise, indicator.definition.addsUp else { return nil }
          let (part, all) = (format.signedText(extreme.change), format.signedText(whole))
          return words(" (\(part) trong \(all) của toàn bộ)", " (\(part) of \(all) in all)")
        }
        items.append(
          Item(
            text: isRise
              ? words(
                "\(subject): \(name) tăng nhiều nhất, từ \(from) lên \(to)\(share ?? "").",
                "\(subject): \(name) rises most, from \(from) to \(to)\(share ?? "").")
              : words(
                "\(subject): \(name) giảm nhiều nhất, từ \(from) xuống \(to)\(share ?? "").",
                "\(subject): \(name) falls most, from \(from) to \(to)\(share ?? "")."),
            anchor: "indicator-" + indicator.id,
            tone: isRise == (indicator.better != .less) ? .good : .bad, weight: 200))
      }
      return items
    }
  }
}

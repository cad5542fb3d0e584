import ClusterMetrics
import Intake

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
  /// What the period stands beside.
  let base: Period
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
  /// What is left out because of errors that the settings accept.
  var leftOut = LeftOut()

  private var baseName: String { words.inSentence(base: base, of: period) }

  /// Sentences, the most important first: who has not reported, then the totals of the headline
  /// indicators, then targets and the largest movements.
  func items() -> [Item] {
    (silence() + incomplete() + partialStart() + earlyEnd() + omissions() + contradiction()
      + totals() + firsts()
      + targets() + movements() + standings())
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  private func shortName(_ unit: Int) -> String { book.roster.units[unit].shortName }

  /// A few by name, and how many more there are.
  private func names(_ units: [Int]) -> String {
    guard units.count > 6 else { return words.list(units.map(shortName)) }
    let rest = units.count - 3
    return units.prefix(3).map(shortName).joined(separator: ", ")
      + words(" và \(rest) đơn vị nữa", " and \(rest) more")
  }

  // MARK: What the numbers stand on

  private func silence() -> [Item] {
    let silent = book.units(of: subject, in: period).filter {
      !book.hasReportedPart(unit: $0, of: period)
    }
    guard !silent.isEmpty else { return [] }
    let who = names(silent)
    let text: String
    if case .unit = subject {
      text = words(
        "\(who) chưa báo cáo kỳ này.", "\(who) has not reported for this period.")
    } else if silent.count == 1 {
      text = words(
        "\(who) chưa báo cáo; các số tổng hợp dưới đây chưa gồm số liệu của đơn vị này.",
        "\(who) has not reported; the totals below do not include it.")
    } else {
      text = words(
        "\(silent.count) đơn vị chưa báo cáo: \(who); các số tổng hợp dưới đây chưa gồm số liệu của các đơn vị"
          + " này.",
        "\(silent.count) units have not reported: \(who); the totals below do not include them.")
    }
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 1000)]
  }

  /// Units that have reported only some parts of the period.
  private func incomplete() -> [Item] {
    let lacking = book.units(of: subject, in: period).map {
      (unit: $0, parts: book.missingParts(ofUnit: $0, in: period))
    }.filter { !$0.parts.isEmpty }
    guard !lacking.isEmpty else { return [] }
    let who = names(lacking.map(\.unit))
    let parts = lacking.flatMap(\.parts).uniqued.map { words.nameInSentence($0) }
    let missing =
      parts.count > 3 ? parts.prefix(3).joined(separator: ", ") + ", …" : words.list(parts)
    let text =
      lacking.count == 1
      ? words(
        "\(who) chưa báo cáo đủ kỳ, còn thiếu \(missing).",
        "\(who) has not reported the whole period: \(missing) missing.")
      : words(
        "\(lacking.count) đơn vị chưa báo cáo đủ kỳ: \(who); còn thiếu \(missing).",
        "\(lacking.count) units have not reported the whole period: \(who); \(missing) missing.")
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 980)]
  }

  private var usesRegisters: Bool { book.plan.sources(of: indicators).contains(.registers) }

  private func partialStart() -> [Item] {
    guard let lateStart, usesRegisters else { return [] }
    let (name, day) = (words.nameInSentence(lateStart.period), words.date(lateStart.day))
    return [
      Item(
        text: words(
          "Sổ theo dõi chỉ có từ \(day): số liệu lấy từ sổ của \(name) chưa đủ kỳ, so sánh chỉ để tham khảo.",
          "The register begins on \(day): what is counted from it for \(name) is partial, and so is any"
            + " comparison."), anchor: "submissions", tone: .bad, weight: 950)
    ]
  }

  private func earlyEnd() -> [Item] {
    guard let day = book.recordsEnd(in: period), usesRegisters else { return [] }
    return [
      Item(
        text: words.recordsEnd(day, period), anchor: "submissions", tone: .bad, weight: 940)
    ]
  }

  private func omissions() -> [Item] {
    guard !leftOut.isEmpty else { return [] }
    return [
      Item(
        text: words(
          "Các số liệu dưới đây \(words.leftOut(leftOut)).",
          "The numbers below are \(words.leftOut(leftOut))."),
        anchor: "checks", tone: .bad, weight: 930)
    ]
  }

  private func contradiction() -> [Item] {
    guard contradictions > 0 else { return [] }
    let isOne = contradictions == 1
    return [
      Item(
        text: usesRegisters
          ? words(
            "\(contradictions) số liệu báo cáo mâu thuẫn với sổ theo dõi hoặc với nhau.",
            "\(contradictions) reported number\(isOne ? " contradicts" : "s contradict")"
              + " the registers or each other.")
          : words(
            "\(contradictions) số liệu báo cáo mâu thuẫn với nhau.",
            "\(contradictions) reported number\(isOne ? " contradicts" : "s contradict") others."),
        anchor: "checks", tone: .bad, weight: 900)
    ]
  }

  // MARK: Totals

  /// Whether a target is one of the subject itself: that of a unit says nothing of a sum of units.
  private func hasOwnTarget(_ indicator: Indicator) -> Bool {
    if case .unit = subject { return true }
    return !indicator.addsUp
  }

  /// Targets that the total reaches, or misses, for the first time in the periods that are shown.
  private func firsts() -> [Item] {
    indicators.filter(hasOwnTarget).compactMap { indicator -> Item? in
      guard let value = book.tally(indicator, for: subject, in: period).value,
        let now = indicator.reachesTarget(value)
      else { return nil }
      let before = earlier.compactMap { book.tally(indicator, for: subject, in: $0).value }
      guard before.count >= 2, before.allSatisfy({ indicator.reachesTarget($0) != now })
      else { return nil }
      let (name, goal) = (words(indicator.name), words.target(indicator))
      let count = before.count + 1
      let (vietnamese, english) =
        switch (indicator.better == .less, now) {
        case (true, true):
          (
            "lần đầu không vượt mức \(goal) trong \(count) kỳ",
            "within the limit of \(goal) for the first time in \(count) periods"
          )
        case (true, false):
          (
            "lần đầu vượt mức \(goal) trong \(count) kỳ",
            "above the limit of \(goal) for the first time in \(count) periods"
          )
        case (false, true):
          (
            "lần đầu đạt chỉ tiêu \(goal) trong \(count) kỳ",
            "the target of \(goal) is reached for the first time in \(count) periods"
          )
        case (false, false):
          (
            "lần đầu không đạt chỉ tiêu \(goal) trong \(count) kỳ",
            "the target of \(goal) is missed for the first time in \(count) periods"
          )
        }
      return Item(
        text: "\(name): " + words(vietnamese, english) + ".", anchor: "indicator-" + indicator.id,
        tone: now ? .good : .bad, weight: 450)
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
      if comparison.current.incompleteUnits > 0 {
        text += " (" + words.shortCoverage(comparison.current) + ")"
      }
      let tail = words.changeInWords(comparison.change, indicator, base: baseName)
      if !tail.isEmpty { text += ", " + tail }
      let basis = words.basis(comparison, indicator)
      if !basis.isEmpty { text += " (\(basis))" }
      if let reached = book.fulfilment(indicator, for: subject, in: period) {
        text += ", " + words.fulfilment(reached, indicator)
      }
      let place = headline.firstIndex(of: indicator.id)
      let adverse = indicator.better == .less ? 1.0 : -1.0
      let change = comparison.change ?? 0
      let isNone = words.format(indicator).signedText(change) == "±0"
      return Item(
        text: text + ".", anchor: "indicator-" + indicator.id,
        tone: isNone || indicator.better == .neither
          ? .neutral : change * adverse > 0 ? .bad : .good,
        weight: place.map { 500 - Double($0) }
          ?? 100 + min(abs(comparison.changePercent ?? comparison.change ?? 0), 90))
    }
  }

  // MARK: Targets

  private func targets() -> [Item] {
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
        text =
          count == of && count > 1
          ? words(
            "cả \(count) đơn vị \(isLimit ? "vượt mức" : "chưa đạt chỉ tiêu") \(goal)",
            "all \(count) units \(isLimit ? "are above the limit" : "are below the target") of \(goal)"
          )
          : words(
            "\(count)/\(of) đơn vị \(isLimit ? "vượt mức" : "chưa đạt chỉ tiêu") \(goal): \(who)",
            "\(count) of \(of) units \(isLimit ? "above the limit" : "below the target") of \(goal): \(who)"
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
        "all \(units.count) units\(reported) are within the limit of \(goal)")
      : words(
        "cả \(units.count) đơn vị\(reported) đều đạt chỉ tiêu \(goal)",
        "all \(units.count) units\(reported) reach the target of \(goal)")
  }

  /// Whether the unit reaches a target.
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

  // MARK: Units

  /// Where a unit stands within its cluster: first or last of those with a number, unless half of them stand
  /// there, too.
  private func standings() -> [Item] {
    guard case .unit(let unit) = subject else { return [] }
    return indicators.compactMap { indicator in
      let peers = book.peers(
        indicator, inCluster: book.roster.units[unit].cluster, in: period)
      let known = peers.ranks.compactMap(\.self)
      guard let rank = peers.rank(ofUnit: unit), known.count > 2,
        let last = known.max(), last > 1, rank == 1 || rank == last
      else { return nil }
      let shared = known.count { $0 == rank } - 1
      guard (shared + 1) * 2 <= known.count else { return nil }
      let isFirst = rank == 1
      let others =
        shared > 0
        ? words(
          "cùng \(shared) đơn vị khác ", ", with \(shared) \(shared == 1 ? "other" : "others"),")
        : ""
      let place =
        indicator.better == .less
        ? words(
          "\(others)\(isFirst ? "thấp nhất" : "cao nhất") trong \(known.count) đơn vị của cụm",
          "\(isFirst ? "lowest" : "highest")\(others) of the \(known.count) units of the cluster")
        : words(
          "\(others)\(isFirst ? "đứng đầu" : "đứng cuối") \(known.count) đơn vị trong cụm",
          "\(isFirst ? "first" : "last")\(others) of the \(known.count) units of the cluster")
      return Item(
        text: words(indicator.name) + ": " + place + ".", anchor: "indicator-" + indicator.id,
        tone: isFirst ? .good : .bad, weight: 250)
    }
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
      guard changes.count > 1 else { return [Item]() }
      let whole = book.comparison(indicator, for: .all, in: period, with: base).change
      return [
        (changes.max { $0.change < $1.change }, true),
        (changes.min { $0.change < $1.change }, false),
      ].compactMap { extreme, isRise -> Item? in
        guard let extreme, isRise ? extreme.change > 0 : extreme.change < 0,
          words.format(indicator).signedText(extreme.change) != "±0",
          // Where several move equally far, nobody moves farthest.
          changes.count(where: { $0.change == extreme.change }) == 1
        else { return nil }
        return movement(indicator, extreme.unit, extreme.change, of: whole)
      }
    }
  }

  private func movement(
    _ indicator: Indicator, _ unit: Int, _ change: Double, of whole: Double?
  ) -> Item {
    let isRise = change > 0
    let comparison = book.comparison(indicator, for: .unit(unit), in: period, with: base)
    let format = words.format(indicator)
    let (from, to) = (
      format.text(comparison.base.value ?? 0), format.text(comparison.current.value ?? 0)
    )
    let all = book.units(of: subject, in: period)
    let hidden = [period, base].map { period in
      all.map { book.tally(indicator, for: .unit($0), in: period) }
    }.first { $0.contains { $0.status == .hidden } }
    let share =
      (whole.map { contribution(indicator, change, of: $0) } ?? "")
      + (hidden.map { words.amongWhole($0) } ?? "")
    let (name, who) = (words(indicator.name), shortName(unit))
    return Item(
      text: isRise
        ? words(
          "\(name): \(who) tăng nhiều nhất, từ \(from) lên \(to)\(share).",
          "\(name): \(who) rises most, from \(from) to \(to)\(share).")
        : words(
          "\(name): \(who) giảm nhiều nhất, từ \(from) xuống \(to)\(share).",
          "\(name): \(who) falls most, from \(from) to \(to)\(share)."),
      anchor: "indicator-" + indicator.id,
      tone: indicator.better == .neither
        ? .neutral : isRise == (indicator.better == .more) ? .good : .bad, weight: 200)
  }

  /// What of the whole's change is one unit's: "đóng góp 5 trong mức tăng 14 của toàn cụm". Only said of a part that
  /// is one: of the same sign, and smaller.
  private func contribution(_ indicator: Indicator, _ part: Double, of whole: Double) -> String {
    let format = words.format(indicator)
    func text(_ value: Double) -> String { format.text(abs(value)) }
    guard indicator.addsUp, part * whole > 0, abs(part) < abs(whole),
      text(part) != text(whole), format.signedText(part) != "±0"
    else { return "" }
    return whole > 0
      ? words(
        " (đóng góp \(text(part)) trong mức tăng \(text(whole)) chung)",
        " (\(text(part)) of the rise of \(text(whole)))")
      : words(
        " (chiếm \(text(part)) trong mức giảm \(text(whole)) chung)",
        " (\(text(part)) of the fall of \(text(whole)))")
  }
}

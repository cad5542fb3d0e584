import ClusterMetrics

/// Titles that say what the data says.
package struct Headlines: Sendable {
  let book: TallyBook
  let period: Period
  /// What the period stands beside.
  let base: Period
  let words: Wording

  package typealias NamedGroup = (group: Group, name: String)

  package init(book: TallyBook, period: Period, base: Period, words: Wording) {
    self.book = book
    self.period = period
    self.base = base
    self.words = words
  }

  private var baseName: String { words.inSentence(base: base, of: period) }
  /// The same in short, where the year is clear.
  private var shortBaseName: String {
    base == period.sameLastYear && !base.isSpan ? words("cùng kỳ", baseName) : baseName
  }

  /// ", tăng 5 so với cùng kỳ"; empty where nothing can be said.
  private func tail(_ indicator: Indicator, _ group: Group) -> String {
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let text = words.changeInWords(comparison.change, indicator, base: shortBaseName)
    return text.isEmpty ? "" : ", " + text + words.overSameUnits([comparison])
  }

  /// An amount, behind the indicator's name where it does not say what it is an amount of.
  private func told(_ amount: String, _ indicator: Indicator) -> String {
    words(indicator.noun).isEmpty ? words(indicator.name) + ": " + amount : amount
  }

  // MARK: Rankings

  /// Who leads, and how the leader changed; where less is better, who has the lowest number, and where neither
  /// is, both ends.
  package func ranking(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let isPartial = tallies.contains { !$0.group.isOneUnit && $0.isMarked }
    return wholeRanking(indicator, groups: groups) + words.amongWhole(tallies)
      + (isPartial ? words(" (số liệu chưa đầy đủ)", " (figures are not complete)") : "")
  }

  private func wholeRanking(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    // Units of which nothing is said are no group of their own.
    let groups = groups.filter { !$0.group.isWithoutTraits || groups.count == 1 }
    let noun = GroupNoun(groups)
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let values = tallies.comparableValues
    let known = groups.indices.filter { values[$0] != nil }
    let name = words(indicator.name)
    guard let least = known.compactMap({ tallies[$0].value }).min(),
      let most = known.compactMap({ tallies[$0].value }).max()
    else {
      if tallies.contains(where: { $0.status == .hidden }) { return name + ": " + words.hidden }
      // Whoever reported may have had nothing to take a rate of.
      return tallies.contains { $0.reportingUnits > 0 }
        ? words(
          "\(name): không phát sinh trường hợp nào để tính", "\(name): nothing to calculate from")
        : words(
          "\(name): chưa có \(noun.vietnamese) nào báo cáo", "\(name): no \(noun.one) has reported")
    }
    if known.count == 1, let only = known.first { return single(indicator, groups, only) }
    if least == 0, most == 0 { return nothing(indicator, known.count, of: tallies, noun) }
    func names(_ value: Double) -> [String] {
      known.filter { tallies[$0].value == value }.map { groups[$0].name }
    }
    if least == most {
      let amount = words.amount(most, indicator)
      return words(
        "Cả \(known.count) \(noun.vietnamese) cùng có \(amount)",
        "All \(known.count) \(noun.many) have \(amount)")
    }
    let best = indicator.better == .less ? least : most
    let leaders = names(best)
    let amount = words.amount(best, indicator)
    let change =
      leaders.count == 1
      ? known.first { tallies[$0].value == best }.map { tail(indicator, groups[$0].group) } ?? ""
      : ""
    let who = leaders.count <= 2 ? words.list(leaders) : words.count(leaders.count, noun)
    // A group leads by its size alone where its numbers add up.
    let isBySize = !groups[0].group.isOneUnit && indicator.addsUp
    switch (indicator.better, leaders.count) {
    case (.more, 1) where best < 0:
      return words("\(who) cao nhất: \(amount)", "\(who) is highest: \(amount)") + change
    case (.more, _) where isBySize:
      return words("Nhiều nhất: \(who) (\(amount))", "Most: \(who) (\(amount))") + change
    case (.more, 1):
      return words("\(who) dẫn đầu với \(amount)", "\(who) leads with \(amount)") + change
    case (.more, _):
      return words("\(who) cùng dẫn đầu với \(amount)", "\(who) lead with \(amount) each")
    case (.less, _) where best == 0:
      let worst = words.amount(most, indicator)
      let last = words.leaders(names(most))
      return words(
        "\(leaders.count)/\(known.count) \(noun.vietnamese) không phát sinh; cao nhất là \(last) (\(worst))",
        "\(leaders.count) of \(known.count) \(noun.many) \(leaders.count == 1 ? "has" : "have") none; highest: \(last)"
          + " (\(worst))")
    case (.less, 1):
      return words("\(who) thấp nhất với \(amount)", "\(who) is lowest with \(amount)") + change
    case (.less, _):
      return words("\(who) cùng thấp nhất với \(amount)", "\(who) are lowest with \(amount) each")
    case (.neither, _):
      let (high, low) = (words.leaders(names(most)), words.leaders(names(least)))
      let (top, bottom) = (words.amount(most, indicator), words.amount(least, indicator))
      return words(
        "Cao nhất là \(high) (\(top)), thấp nhất là \(low) (\(bottom))",
        "Highest: \(high) (\(top)); lowest: \(low) (\(bottom))")
    }
  }

  /// The only one with a number, of how many.
  private func single(
    _ indicator: Indicator, _ groups: [NamedGroup], _ only: Int
  ) -> String {
    let noun = GroupNoun(groups)
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let amount = words.amount(tallies[only].value ?? 0, indicator)
    let count = groups.count
    let isHidden = tallies.contains { $0.status == .hidden }
    return groups[only].name + ": " + amount + tail(indicator, groups[only].group)
      + (count > 1 && tallies.count(where: { $0.value != nil }) == 1 && !isHidden
        ? words(
          " (1/\(count) \(noun.vietnamese) đã báo cáo)",
          " (1 of \(count) \(noun.many) has reported)") : "")
  }

  private func nothing(
    _ indicator: Indicator, _ known: Int, of tallies: [Tally], _ noun: GroupNoun
  ) -> String {
    let name = words(indicator.name)
    if indicator.isPercentage {
      let zero = words.format(indicator).text(0)
      return words(
        "\(name): \(zero) ở cả \(known) \(noun.vietnamese)",
        "\(name): \(zero) in all \(known) \(noun.many)")
    }
    return known == tallies.count
      ? words("\(name): không phát sinh", "\(name): none in this period")
      : words(
        "\(name): \(known) \(noun.vietnamese)\(words.known(tallies)) đều không phát sinh",
        "\(name): none in the \(known) \(noun.many)\(words.known(tallies))")
  }

  /// Where a unit stands among others, and how it changed: "Nga Sơn xếp thứ 5/10 với 12 hội nghị đối thoại,
  /// bằng cùng kỳ".
  package func standing(
    _ indicator: Indicator, of subject: Int, groups: [NamedGroup]
  ) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let values = tallies.comparableValues
    let name = groups[subject].name
    guard let value = tallies[subject].value else {
      return tallies[subject].status == .hidden
        ? name + ": " + words.hidden
        : words("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period")
    }
    let (amount, count) = (words.amount(value, indicator), values.compactMap(\.self).count)
    let tail = tail(indicator, groups[subject].group)
    let ranks = Ranking.ranks(of: values, better: indicator.better)
    guard count > 1, let rank = ranks[subject] else { return name + ": " + amount + tail }
    let isShared = ranks.count { $0 == rank } > 1
    let lowest = indicator.better == .less
    return words(
      "\(name) xếp \(isShared ? "đồng hạng" : "thứ") \(rank)/\(count)"
        + "\(lowest ? " (thấp nhất xếp đầu)" : "") với \(amount)",
      "\(name) ranks \(isShared ? "joint " : "")\(rank) of \(count)\(lowest ? ", lowest first," : "")"
        + " with \(amount)") + tail
  }

  // MARK: Changes

  private func changes(
    _ indicator: Indicator, _ groups: [NamedGroup]
  ) -> [(index: Int, change: Double)] {
    groups.indices.compactMap { index in
      book.comparison(indicator, for: groups[index].group, in: period, with: base).change.map {
        (index, $0)
      }
    }
  }

  /// Which one moved most for the better: rose most, or fell most where less is better; `nil` where none did,
  /// or several as much.
  package func mostMoved(_ indicator: Indicator, groups: [NamedGroup]) -> Int? {
    let sign: Double = indicator.better == .less ? -1 : 1
    let changes = changes(indicator, groups).map { (index: $0.index, change: $0.change * sign) }
    guard let most = changes.max(by: { $0.change < $1.change }), most.change > 0,
      changes.count(where: { $0.change == most.change }) == 1
    else { return nil }
    return most.index
  }

  /// How many rose or fell, and who most.
  package func changes(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    bareChanges(indicator, groups: groups)
      + words.overSameUnits(
        groups.map { book.comparison(indicator, for: $0.group, in: period, with: base) })
  }

  private func bareChanges(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    let noun = GroupNoun(groups)
    let changes = changes(indicator, groups)
    let name = words(indicator.name)
    guard !changes.isEmpty else {
      let isWithheld = groups.contains {
        book.comparison(indicator, for: $0.group, in: period, with: base).isWithheld
      }
      return isWithheld
        ? name + ": " + words.hidden
        : words("\(name): chưa có số liệu để so sánh", "\(name): no figures to compare")
    }
    let format = words.format(indicator)
    func isChange(_ change: Double) -> Bool { format.signedText(change) != "±0" }
    let risen = changes.count { $0.change > 0 && isChange($0.change) }
    let fallen = changes.count { $0.change < 0 && isChange($0.change) }
    let count = changes.count
    if count == 1, let only = changes.first {
      return groups[only.index].name + ": "
        + words.changeInWords(only.change, indicator, base: shortBaseName)
    }
    guard risen + fallen > 0 else {
      return words(
        "\(name): cả \(count) \(noun.vietnamese) bằng \(shortBaseName)",
        "\(name): all \(count) \(noun.many) as in \(baseName)")
    }
    // What most did comes first; of as many, what is for the better.
    let leadsDown =
      fallen == risen ? indicator.better == .less : fallen > risen
    let (first, other) = leadsDown ? (fallen, risen) : (risen, fallen)
    let (verb, english) = leadsDown ? ("giảm", "down") : ("tăng", "up")
    let among =
      count < groups.count
      ? words(" có số liệu hai kỳ", " with figures of both periods") : ""
    var text =
      first == count
      ? words(
        "Cả \(count) \(noun.vietnamese)\(among) đều \(verb) so với \(shortBaseName)",
        "All \(count) \(noun.many)\(among) are \(english) on \(baseName)")
      : words(
        "\(first)/\(count) \(noun.vietnamese)\(among) \(verb) so với \(shortBaseName)",
        "\(first) of \(count) \(noun.many)\(among) \(first == 1 ? "is" : "are") \(english) on \(baseName)"
      )
    let extreme =
      leadsDown ? changes.min { $0.change < $1.change } : changes.max { $0.change < $1.change }
    if first > 1, let extreme, changes.count(where: { $0.change == extreme.change }) == 1 {
      let amount =
        format.signedText(extreme.change)
        + (indicator.isPercentage ? words(" điểm", " points") : "")
      let who = groups[extreme.index].name
      text += words(", nhiều nhất là \(who) (\(amount))", ", \(who) most (\(amount))")
    } else if other > 0, first > 0 {
      text += words(
        ", \(other) \(noun.vietnamese) \(leadsDown ? "tăng" : "giảm")",
        ", \(other) \(other == 1 ? "is" : "are") \(leadsDown ? "up" : "down")")
    }
    return text
  }

  // MARK: Targets

  /// How many reach the target, or stay within the limit where less is better.
  package func target(_ indicator: Indicator, units: [Int]) -> String {
    let tallies = units.map { book.tally(indicator, for: .unit($0), in: period) }
    return wholeTarget(indicator, units: units, tallies.comparableValues)
      + words.amongWhole(tallies)
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
          "All \(count) units\(reported) are within the limit of \(goal)")
        : words(
          "Cả \(count) đơn vị\(reported) đều đạt chỉ tiêu \(goal)",
          "All \(count) units\(reported) reach the target of \(goal)")
    case 0:
      return isLimit
        ? words(
          "Cả \(count) đơn vị\(reported) đều vượt mức \(goal)",
          "All \(count) units\(reported) are above the limit of \(goal)")
        : words(
          "Chưa đơn vị nào đạt chỉ tiêu \(goal)", "No unit reaches the target of \(goal)")
    default:
      let (only, englishOnly) = reached == 1 ? ("Chỉ ", "Only ") : ("", "")
      return isLimit
        ? words(
          "\(only)\(reached)/\(count) đơn vị không vượt mức \(goal)",
          "\(englishOnly)\(reached) of \(count) units \(reached == 1 ? "is" : "are") within the limit of \(goal)"
        )
        : words(
          "\(only)\(reached)/\(count) đơn vị đạt chỉ tiêu \(goal)",
          "\(englishOnly)\(reached) of \(count) units \(reached == 1 ? "reaches" : "reach") the target of \(goal)"
        )
    }
  }

  private func ownTarget(
    _ indicator: Indicator, _ unit: Int, _ value: Double, _ goal: String, _ isReached: Bool
  ) -> String {
    let (name, amount) = (book.roster.units[unit].shortName, words.amount(value, indicator))
    return switch (indicator.better, isReached) {
    case (.less, true):
      words(
        "\(name) không vượt mức \(goal): \(amount)",
        "\(name) is within the limit of \(goal): \(amount)")
    case (.less, false):
      words(
        "\(name) vượt mức \(goal): \(amount)", "\(name) is above the limit of \(goal): \(amount)")
    case (_, true):
      words(
        "\(name) đạt chỉ tiêu \(goal): \(amount)",
        "\(name) reaches the target of \(goal): \(amount)")
    case (_, false):
      words(
        "\(name) chưa đạt chỉ tiêu \(goal): \(amount)",
        "\(name) misses the target of \(goal): \(amount)")
    }
  }

  // MARK: Totals and parts

  /// How the total moved over some periods.
  package func trend(_ indicator: Indicator, for group: Group, over periods: [Period]) -> String {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    let name = words(indicator.name)
    guard let value = tallies.last?.value else {
      return tallies.last?.status == .hidden
        ? name + ": " + words.hidden
        : words("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period yet")
    }
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let tail = words.changeInWords(comparison.change, indicator, base: baseName)
    if value == 0, !indicator.isPercentage {
      return words("\(name): không phát sinh", "\(name): none in this period")
        + (tail.isEmpty ? "" : ", " + tail)
    }
    let amount = words.amount(value, indicator)
    let subject =
      !indicator.isPercentage
      ? words.sentence(told(amount, indicator))
      : name + (indicator.better == .more ? words(" đạt ", " is ") : ": ") + amount
    // Totals over other units are no record: only periods with the same units are compared.
    let alike = samePeriods(indicator, group, periods)
    if alike.count >= 3 {
      let others = alike.dropLast().compactMap { book.tally(indicator, for: group, in: $0).value }
      let isAll = alike.count == periods.count
      let span = words(
        "trong \(alike.count) kỳ\(isAll ? "" : " có cùng các đơn vị")",
        "of \(alike.count) periods\(isAll ? "" : " with the same units")")
      if let high = others.max(), value > high {
        return subject + words(", cao nhất \(span)", ", the highest \(span)")
      }
      if let low = others.min(), value < low {
        return subject + words(", thấp nhất \(span)", ", the lowest \(span)")
      }
    }
    let basis = words.basis(comparison, indicator)
    return (tail.isEmpty ? subject : subject + ", " + tail)
      + (basis.isEmpty ? "" : " (\(basis))")
  }

  /// The periods with a number over the same units as the last one, which is among them. One whose records end
  /// early is no match for whole ones.
  private func samePeriods(
    _ indicator: Indicator, _ group: Group, _ periods: [Period]
  ) -> [Period] {
    guard let last = periods.last, book.recordsEnd(in: last) == nil else { return [] }
    func units(_ period: Period) -> Set<Int> {
      Set(book.reportingUnits(indicator, for: group, in: period))
    }
    let now = units(last)
    return periods.filter {
      book.tally(indicator, for: group, in: $0).value != nil && units($0) == now
    }
  }

  /// Which part is the largest of those that have a name.
  ///
  /// - Parameter others: what is in none of them, in the same list, if anything is.
  package func composition(
    _ name: String, parts: [(name: String, value: Double)], others: String = ""
  ) -> String {
    let total = parts.map(\.value).reduce(0, +)
    let named = parts.filter { $0.name != others }
    guard total > 0 else {
      return words("\(name): không phát sinh", "\(name): none in this period")
    }
    guard let most = named.map(\.value).max(), most > 0 else { return name }
    let largest = named.filter { $0.value == most }.map(\.name)
    guard largest.count <= 2, parts.count > 1 else { return name }
    let share = words.numbers.text(most / total * 100, decimals: 1)
    let who = words.list(largest)
    if largest.count == 2 {
      return words(
        "\(who) cùng chiếm nhiều nhất: \(share)%", "\(who) are the largest parts: \(share)% each")
    }
    return parts.contains { $0.name == others && $0.value > most }
      ? words(
        "\(who) chiếm nhiều nhất trong các phần nêu tên: \(share)%",
        "\(who) is the largest named part: \(share)%")
      : words("\(who) chiếm nhiều nhất: \(share)%", "\(who) is the largest part: \(share)%")
  }
}

/// What groups are called when they are counted.
struct GroupNoun {
  var vietnamese = "đơn vị"
  var one = "unit"
  var many = "units"

  init(_ groups: [Headlines.NamedGroup]) {
    switch groups.first?.group {
    case .cluster?: (vietnamese, one, many) = ("cụm", "cluster", "clusters")
    case .commune?: (vietnamese, one, many) = ("xã", "commune", "communes")
    case .part?: (vietnamese, one, many) = ("nhóm", "group", "groups")
    case .unit?, .all?, nil: break
    }
  }
}

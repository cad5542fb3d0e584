import ClusterMetrics

/// Titles about leaders and ranks.
extension Headlines {
  /// ", tăng 5 so với cùng kỳ"; empty if nothing can be stated.
  private func tail(_ indicator: Indicator, _ group: Group) -> String {
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let text = words.changeInWords(
      comparison.change, indicator, base: shortBaseName(of: indicator),
      isApproximate: comparison.isApproximate)
    return text.isEmpty ? "" : ", " + text + words.overSameUnits([comparison])
  }

  /// The leader and its change: the highest number, or the lowest if less is better; both ends if neither is.
  package func ranking(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let isPartial = tallies.contains { !$0.group.isOneUnit && $0.isMarked }
    return wholeRanking(indicator, groups: groups) + words.amongWhole(tallies)
      + (isPartial ? words(" (số liệu chưa đầy đủ)", " (figures are not complete)") : "")
  }

  package func wholeRanking(_ indicator: Indicator, groups: [NamedGroup]) -> String {
    // Units without the attribute are not a group.
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
      if tallies.allSatisfy({ $0.status == .notApplicable && $0.expectedUnits == 0 }) {
        return words("\(name): kỳ này không phải báo cáo", "\(name): not asked for this period")
      }
      // Units that reported may have a denominator of zero.
      return tallies.contains { $0.reportingUnits > 0 }
        ? words.nothingToCalculate(name)
        : words(
          "\(name): chưa có \(noun.vietnamese) nào báo cáo", "\(name): no \(noun.one) has reported")
    }
    // No leader is named if the largest number may be hidden.
    if tallies.hidesRanks, indicator.better != .neither || known.count == 1 {
      return words(
        "\(name): có số liệu không công bố nên không xếp hạng",
        "\(name): not ranked, because some figures are not shown")
    }
    if known.count == 1, let only = known.first { return single(indicator, groups, only) }
    if least == 0, most == 0 { return nothing(indicator, known.count, of: tallies, noun) }
    func names(_ value: Double) -> [String] {
      known.filter { tallies[$0].value == value }.map { groups[$0].name }
    }
    // "All" means those that have reported.
    let those = known.count < tallies.count ? words.known(tallies) : ""
    if least == most {
      let amount = words.amount(most, indicator, of: tallies)
      return words(
        "Cả \(known.count) \(noun.vietnamese)\(those) cùng có \(amount)",
        "\(Wording.every(known.count)) \(noun.many)\(those) have \(amount)")
    }
    let best = indicator.better == .less ? least : most
    let leaders = names(best)
    let amount = words.amount(best, indicator, of: tallies.filter { $0.value == best })
    let change =
      leaders.count == 1
      ? known.first { tallies[$0].value == best }.map { tail(indicator, groups[$0].group) } ?? ""
      : ""
    let who = leaders.count <= 2 ? words.list(leaders) : words.count(leaders.count, noun)
    let among = words.amongReporting(tallies)
    // If numbers add up, a group may lead only because of its size.
    let isBySize = !groups[0].group.isOneUnit && indicator.addsUp
    switch (indicator.better, leaders.count) {
    case (.more, 1) where best < 0:
      return words("\(who) cao nhất: \(amount)", "\(who) is highest: \(amount)") + change
        + among
    case (.more, _) where isBySize:
      return words("Nhiều nhất: \(who) (\(amount))", "Most: \(who) (\(amount))") + change
    case (.more, 1):
      return words("\(who) dẫn đầu với \(amount)", "\(who) leads with \(amount)") + change
        + among
    case (.more, _):
      return words(
        "\(who) cùng dẫn đầu" + each(amount, noun), "\(who) lead with \(amount) each")
        + among
    case (.less, _) where best == 0:
      let worst = words.amount(most, indicator, of: tallies.filter { $0.value == most })
      let last = words.leaders(names(most))
      let isShared = names(most).count > 1
      let none = words.hasNone(indicator, leaders.count == 1)
      return words(
        "\(leaders.count)/\(known.count) \(noun.vietnamese)\(those) \(none); cao nhất là \(last)"
          + (isShared ? each(worst, noun) : " (\(worst))"),
        "\(leaders.count) of \(known.count) \(noun.many)\(those) \(none); highest: \(last)"
          + " (\(worst)\(isShared ? " each" : ""))")
    case (.less, 1):
      return words("\(who) thấp nhất với \(amount)", "\(who) is lowest with \(amount)") + change
        + among
    case (.less, _):
      return words(
        "\(who) cùng thấp nhất" + each(amount, noun), "\(who) are lowest with \(amount) each")
        + among
    case (.neither, _):
      let (high, low) = (words.leaders(names(most)), words.leaders(names(least)))
      let (top, bottom) = (
        words.amount(most, indicator, of: tallies.filter { $0.value == most }),
        words.amount(least, indicator, of: tallies.filter { $0.value == least })
      )
      return words(
        "Cao nhất là \(high) (\(top)), thấp nhất là \(low) (\(bottom))",
        "Highest: \(high) (\(top)); lowest: \(low) (\(bottom))") + among
    }
  }

  /// The number of each of several: " với 12 hội nghị"; for a plain number, which could be read as further ones, ", mỗi
  /// đơn vị 12".
  private func each(_ amount: String, _ noun: GroupNoun) -> String {
    amount.contains("%") ? " với \(amount)" : ", mỗi \(noun.vietnamese) \(amount)"
  }

  /// The title for the only group with a number, and the number of groups.
  private func single(
    _ indicator: Indicator, _ groups: [NamedGroup], _ only: Int
  ) -> String {
    let noun = GroupNoun(groups)
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let amount = words.amount(tallies[only].value ?? 0, indicator, of: [tallies[only]])
    let count = groups.count
    let isHidden = tallies.contains { $0.status == .hidden }
    return groups[only].name + ": " + amount + tail(indicator, groups[only].group)
      + (count > 1 && tallies.count(where: { $0.value != nil }) == 1 && !isHidden
        ? tallies.contains(where: \.lacksFigure)
          ? words(
            " (1/\(count) \(noun.vietnamese) có số liệu)",
            " (1 of \(count) \(noun.many) has a figure)")
          : words(
            " (1/\(count) \(noun.vietnamese) đã báo cáo)",
            " (1 of \(count) \(noun.many) has reported)") : "")
  }

  private func nothing(
    _ indicator: Indicator, _ known: Int, of tallies: [Tally], _ noun: GroupNoun
  ) -> String {
    let name = words(indicator.name)
    if indicator.isPercentage {
      let zero = words.format(indicator).text(0)
      let those = known < tallies.count ? words.known(tallies) : ""
      return words(
        "\(name): \(zero) ở cả \(known) \(noun.vietnamese)\(those)",
        "\(name): \(zero) in \(known == 2 ? "both" : "all \(known)") \(noun.many)\(those)")
    }
    return known == tallies.count
      ? words("\(name): không phát sinh", "\(name): none in this period")
      : words(
        "\(name): \(known) \(noun.vietnamese)\(words.known(tallies)) đều không phát sinh",
        "\(name): none in the \(known) \(noun.many)\(words.known(tallies))")
  }

  /// The rank of a unit among others, and its change: "Nga Sơn xếp thứ 5/10 với 12 hội nghị đối thoại, bằng cùng kỳ".
  package func standing(
    _ indicator: Indicator, of subject: Int, groups: [NamedGroup]
  ) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let values = tallies.comparableValues
    let name = groups[subject].name
    guard let value = tallies[subject].value else {
      return words.absence(name, tallies[subject])
    }
    let (amount, count) = (words.amount(value, indicator), values.compactMap(\.self).count)
    let tail = tail(indicator, groups[subject].group)
    let ranks = tallies.ranks(better: indicator.better)
    guard count > 1, let rank = ranks[subject] else { return name + ": " + amount + tail }
    let isShared = ranks.count { $0 == rank } > 1
    let lowest = indicator.better == .less
    return words(
      "\(name) xếp \(isShared ? "đồng hạng" : "thứ") \(rank)/\(count)"
        + "\(lowest ? " (thấp nhất xếp đầu)" : "")"
        + (amount.contains(where: { $0.isLetter || $0 == "%" }) ? " với " : " với kết quả ")
        + amount,
      "\(name) ranks \(isShared ? "joint " : "")\(rank) of \(count)\(lowest ? ", lowest first," : "")"
        + " with \(amount)") + tail
  }
}

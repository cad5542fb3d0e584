import ClusterMetrics

/// Titles that say what the data says.
package struct Headlines: Sendable {
  let book: TallyBook
  let period: Period
  /// What the period stands beside.
  let base: Period
  let words: Wording

  package init(book: TallyBook, period: Period, base: Period, words: Wording) {
    self.book = book
    self.period = period
    self.base = base
    self.words = words
  }

  private var baseName: String { words.name(ofBase: base, of: period) }
  /// The same in short, where the year is clear.
  private var shortBaseName: String {
    base == period.sameLastYear ? words("cùng kỳ", baseName) : baseName
  }

  /// Who leads, and how the leader changed.
  package func ranking(_ indicator: Indicator, groups: [(group: Group, name: String)]) -> String {
    let tallies = groups.map { book.tally(indicator, for: $0.group, in: period) }
    let known = tallies.compactMap(\.value)
    let name = words(indicator.name)
    guard let best = indicator.better == .less ? known.min() : known.max() else {
      return words("\(name): chưa có đơn vị nào báo cáo", "\(name): no unit has reported")
    }
    guard known.contains(where: { $0 != 0 }) else {
      return words("\(name): không phát sinh", "\(name): none in this period")
    }
    let leaders = groups.indices.filter { tallies[$0].value == best }
    let amount = words.amount(best, indicator)
    guard leaders.count == 1, let leader = leaders.first else {
      let names = words.leaders(leaders.map { groups[$0].name })
      return words("\(names) cùng dẫn đầu với \(amount)", "\(names) lead with \(amount) each")
    }
    let change = book.comparison(indicator, for: groups[leader].group, in: period, with: base)
    let tail = words.changeInWords(change.change, indicator, base: shortBaseName)
    return words(
      "\(groups[leader].name) dẫn đầu với \(amount)", "\(groups[leader].name) leads with \(amount)")
      + (tail.isEmpty ? "" : ", " + tail)
  }

  /// Where a unit stands among others, and how it changed: "Nga Sơn xếp thứ 5/10 với 12 hội nghị đối thoại,
  /// bằng cùng kỳ".
  package func standing(
    _ indicator: Indicator, of subject: Int, groups: [(group: Group, name: String)]
  ) -> String {
    let values = groups.map { book.tally(indicator, for: $0.group, in: period).value }
    let name = groups[subject].name
    guard let value = values[subject],
      let rank = Ranking.ranks(of: values, better: indicator.better)[subject]
    else { return words("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period") }
    let (amount, count) = (words.amount(value, indicator), values.compactMap(\.self).count)
    let change = book.comparison(indicator, for: groups[subject].group, in: period, with: base)
    let tail = words.changeInWords(change.change, indicator, base: shortBaseName)
    return words(
      "\(name) xếp thứ \(rank)/\(count) với \(amount)",
      "\(name) is number \(rank) of \(count) with \(amount)")
      + (tail.isEmpty ? "" : ", " + tail)
  }

  private func changes(
    _ indicator: Indicator, _ groups: [(group: Group, name: String)]
  ) -> [(index: Int, change: Double)] {
    groups.indices.compactMap { index in
      book.comparison(indicator, for: groups[index].group, in: period, with: base).change.map {
        (index, $0)
      }
    }
  }

  /// Which one rose most; `nil` where none did, or several as much.
  package func mostRisen(
    _ indicator: Indicator, groups: [(group: Group, name: String)]
  ) -> Int? {
    let changes = changes(indicator, groups)
    guard let most = changes.max(by: { $0.change < $1.change }), most.change > 0,
      changes.count(where: { $0.change == most.change }) == 1
    else { return nil }
    return most.index
  }

  /// How many rose, and who most.
  package func changes(_ indicator: Indicator, groups: [(group: Group, name: String)]) -> String {
    let changes = changes(indicator, groups)
    let name = words(indicator.name)
    guard !changes.isEmpty else {
      return words("\(name): chưa có số liệu để so sánh", "\(name): no figures to compare")
    }
    let format = words.format(indicator)
    let risen = changes.count { $0.change > 0 && format.signedText($0.change) != "±0" }
    let count = changes.count
    guard risen > 0 else {
      let fallen = changes.count { $0.change < 0 && format.signedText($0.change) != "±0" }
      return fallen == 0
        ? words("\(name): bằng \(baseName)", "\(name): as in the \(baseName)")
        : words(
          "\(fallen)/\(count) đơn vị giảm so với \(baseName)",
          "\(fallen) of \(count) units \(fallen == 1 ? "is" : "are") down on the \(baseName)")
    }
    let all =
      risen == count && count > 1
      ? words("Cả \(count) đơn vị đều tăng", "All \(count) units are up")
      : words(
        "\(risen)/\(count) đơn vị tăng",
        "\(risen) of \(count) units \(risen == 1 ? "is" : "are") up")
    var text = words("\(all) so với \(shortBaseName)", "\(all) on the \(baseName)")
    if let most = mostRisen(indicator, groups: groups), risen > 1,
      let change = changes.first(where: { $0.index == most })?.change
    {
      let amount =
        format.signedText(change) + (indicator.isPercentage ? words(" điểm", " points") : "")
      text += words(
        ", nhiều nhất là \(groups[most].name) (\(amount))",
        ", \(groups[most].name) most (\(amount))")
    }
    return text
  }

  /// How many reach the target.
  package func target(_ indicator: Indicator, units: [Int]) -> String {
    let known = units.compactMap { book.tally(indicator, for: .unit($0), in: period).value }
    guard indicator.target != nil, !known.isEmpty else {
      return ranking(
        indicator, groups: units.map { (.unit($0), book.roster.units[$0].shortName) })
    }
    let reached = known.count { indicator.reachesTarget($0) == true }
    let goal = words.target(indicator)
    switch reached {
    case known.count where known.count > 1:
      return words(
        "Cả \(reached) đơn vị đều đạt chỉ tiêu \(goal)", "All \(reached) units reach \(goal)")
    case 0:
      return words("Chưa đơn vị nào đạt chỉ tiêu \(goal)", "No unit reaches \(goal)")
    default:
      return words(
        "\(reached)/\(known.count) đơn vị đạt chỉ tiêu \(goal)",
        "\(reached) of \(known.count) units \(reached == 1 ? "reaches" : "reach") \(goal)")
    }
  }

  /// How the total moved over some periods.
  package func trend(_ indicator: Indicator, for group: Group, over periods: [Period]) -> String {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    let name = words(indicator.name)
    guard let value = tallies.last?.value else {
      return words("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period yet")
    }
    let known = tallies.compactMap(\.value)
    let earlier = known.dropLast()
    let amount = words.amount(value, indicator)
    let subject =
      indicator.isPercentage ? name + words(" đạt ", " is ") + amount : words.sentence(amount)
    if known.count >= 3, let high = earlier.max(), value > high {
      return subject
        + words(", cao nhất trong \(known.count) kỳ", ", the highest of \(known.count) periods")
    }
    if known.count >= 3, let low = earlier.min(), value < low {
      return subject
        + words(", thấp nhất trong \(known.count) kỳ", ", the lowest of \(known.count) periods")
    }
    let change = book.comparison(indicator, for: group, in: period, with: base).change
    let tail = words.changeInWords(change, indicator, base: baseName)
    return tail.isEmpty ? subject : subject + ", " + tail
  }

  /// Which part is the largest.
  package func composition(_ name: String, parts: [(name: String, value: Double)]) -> String {
    let total = parts.map(\.value).reduce(0, +)
    guard let largest = parts.max(by: { $0.value < $1.value }), total > 0 else { return name }
    let share = words.numbers.text(largest.value / total * 100, decimals: 1)
    return words(
      "\(largest.name) chiếm nhiều nhất: \(share)%",
      "\(largest.name) is the largest part: \(share)%")
  }
}

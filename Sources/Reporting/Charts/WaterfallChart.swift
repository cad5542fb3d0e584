import Charting
import ClusterMetrics
import ReportWords

/// The contributions of units to a change.
extension ChartMaker {
  /// The contribution of a group to the total change.
  private struct Part {
    var group: Group
    var change: Double
    var comparison: Comparison
  }

  /// The known changes in drawing order: from the largest rise to the largest fall.
  private func parts(_ indicator: Indicator, _ groups: [Group]) -> [Part] {
    guard hasBase else { return [] }
    let parts = groups.compactMap { group -> Part? in
      let comparison = book.comparison(indicator, for: group, in: period, with: base)
      return comparison.change.map {
        Part(group: group, change: $0, comparison: comparison)
      }
    }
    guard order == .byValue else { return parts }
    return parts.enumerated().sorted {
      ($1.element.change, $0.offset) < ($0.element.change, $1.offset)
    }.map(\.element)
  }

  /// Whether any group has numbers for both periods.
  package func hasChanges(_ indicator: Indicator, groups: [Group]) -> Bool {
    !parts(indicator, groups).isEmpty
  }

  /// The greatest number of groups drawn individually; the others, with the smallest changes, are combined.
  private static let mostParts = 14

  /// The contribution of each group to the change of all.
  ///
  /// - Precondition: the indicator adds up, and some group has numbers for both periods.
  package func waterfall(
    _ indicator: Indicator, groups: [Group], in group: Group = .all
  ) -> Chart {
    let parts = parts(indicator, groups)
    let noun = GroupNoun(named(groups))
    let shown: [Part]
    if parts.count > ChartMaker.mostParts + 1 {
      let least = parts.map { abs($0.change) }.sorted(by: >)[ChartMaker.mostParts]
      var kept = parts.filter { abs($0.change) > least || highlights($0.group) }
      // Among equal changes, take the first.
      for part in parts
      where abs(part.change) == least && !highlights(part.group)
        && kept.count < ChartMaker.mostParts
      { kept.append(part) }
      let names = Set(kept.map(\.group))
      shown = parts.filter { names.contains($0.group) }
    } else {
      shown = parts
    }
    let rest = parts.reduce(0) { $0 + $1.change } - shown.reduce(0) { $0 + $1.change }
    var items = shown.map { part in
      WaterfallBars.Item(
        rowName(part.group), part.change, isHighlighted: highlights(part.group))
    }
    if shown.count < parts.count {
      let others = parts.count - shown.count
      items.append(
        .init(
          CategoryName(
            words(
              "\(others) \(noun.vietnamese) khác",
              "\(others) other \(others == 1 ? noun.one : noun.many)")), rest))
    }
    let format = words.format(indicator)
    let divided = divided(indicator, groups, beside: parts, in: group)
    if let divided {
      items.append(.init(CategoryName(words("Đơn vị chia tách", "Divided units")), divided.change))
    }
    let before =
      divided?.base
      ?? parts.compactMap { $0.comparison.overSameUnits?.base ?? $0.comparison.base.value }
      .reduce(0, +)
    let now = before + parts.reduce(0) { $0 + $1.change } + (divided?.change ?? 0)
    let (from, to) = (format.text(before), format.text(now))
    return Chart(
      title: headlines.contributions(
        indicator, named(parts.map(\.group)), parts.map(\.change), others: divided?.change ?? 0)
        + hiddenNote(indicator, groups, shown: parts.count),
      subtitle: words(
        "\(words.heading(indicator)) \(by(groups)): từ \(from), \(baseInSentence(of: [indicator])), đến \(to), \(periodText)",
        "\(words.heading(indicator)) \(by(groups)): from \(from), \(baseInSentence(of: [indicator])), to \(to), \(periodText)"
      ),
      footer: footer(indicator, for: group)
        + (divided?.note ?? uncompared(parts, groups)),
      alternativeText: description(
        words("Biểu đồ thác nước", "Waterfall chart"), indicator,
        items.map { ($0.name.full, .number($0.change)) }),
      body: WaterfallBars(
        items, whole: CategoryName(words("Tổng tăng, giảm", "Total change")),
        from: "\(baseName(of: indicator)): \(from)",
        format: format, direction: indicator.better.chartDirection))
  }

  /// The combined change of units whose earlier numbers, from before they were divided, cannot be separated.
  ///
  /// - Returns: `nil` if there are none, or if others lack numbers, too.
  private func divided(
    _ indicator: Indicator, _ groups: [Group], beside parts: [Part], in group: Group
  ) -> (change: Double, base: Double, note: String)? {
    let known = Set(parts.map(\.group))
    let lacking = groups.filter { !known.contains($0) }
    let isDivided = lacking.allSatisfy { other in
      let comparison = book.comparison(indicator, for: other, in: period, with: base)
      return !(comparison.current.indivisible + comparison.base.indivisible).isEmpty
    }
    let whole = book.comparison(indicator, for: group, in: period, with: base)
    guard !lacking.isEmpty, isDivided, !whole.hasOtherUnits, let change = whole.change,
      let base = whole.base.value
    else { return nil }
    let named = ChartMaker.few(lacking.map { groupName($0) })
    return (
      change - parts.reduce(0) { $0 + $1.change }, base,
      words(
        " Số liệu của kỳ so sánh không chia được cho \(named) nên tính chung.",
        " Earlier numbers cannot be split between \(named); they are shown together.")
    )
  }

  /// The number of groups that a title covers if some are hidden.
  private func hiddenNote(_ indicator: Indicator, _ groups: [Group], shown: Int) -> String {
    let isAny = groups.contains {
      book.comparison(indicator, for: $0, in: period, with: base).isWithheld
    }
    guard isAny else { return "" }
    return words.amongShown(words.count(shown, GroupNoun(named(groups))))
  }

  /// The groups that are not in the chart, and the reason.
  private func uncompared(_ parts: [Part], _ groups: [Group]) -> String {
    let known = Set(parts.map(\.group))
    let lacking = groups.filter { !known.contains($0) }.map { groupName($0) }
    var text = ""
    if !lacking.isEmpty {
      let named = ChartMaker.few(lacking)
      text +=
        book.hidesSmallNumbers
        ? words(
          " Không có trong biểu đồ vì chưa đủ hoặc không công bố số liệu hai kỳ: \(named).",
          " Not in the chart (no published figures for both periods): \(named).")
        : words(
          " Không có trong biểu đồ vì chưa đủ số liệu hai kỳ: \(named).",
          " Not in the chart (no figures for both periods): \(named).")
    }
    if parts.contains(where: \.comparison.hasOtherUnits) {
      text += words(
        " Chỉ tính các đơn vị có số liệu cả hai kỳ.",
        " Only units with figures at both periods count.")
    }
    return text
  }
}

extension Headlines {
  /// The groups that contributed most to a change.
  package func contributions(
    _ indicator: Indicator, _ groups: [NamedGroup], _ changes: [Double], others: Double = 0
  ) -> String {
    let format = words.format(indicator)
    let total = changes.reduce(others, +)
    let isStill = format.signedText(total) == "±0"
    let name = words(indicator.name)
    guard !isStill else {
      guard changes.allSatisfy({ !format.isChange($0) }) else {
        return words("\(name): tăng và giảm bù nhau", "\(name): rises and falls cancel out")
      }
      return (changes + [others]).allSatisfy { abs($0) <= 1e-9 }
        ? words("\(name): không đổi", "\(name): unchanged")
        : words("\(name): gần như không đổi", "\(name): almost unchanged")
    }
    // A single compared group made the whole change.
    let all = changes + (others == 0 ? [] : [others])
    let extreme = all.count < 2 ? nil : total > 0 ? all.max() : all.min()
    let leaders = groups.indices.filter { changes[$0] == extreme }
    let amount = format.text(abs(total))
    guard leaders.count == 1, let leader = leaders.first, let extreme, extreme * total > 0,
      format.isChange(extreme)
    else {
      return total > 0
        ? words("\(name): tính chung tăng \(amount)", "\(name): up \(amount) together")
        : words("\(name): tính chung giảm \(amount)", "\(name): down \(amount) together")
    }
    let own = format.signedText(extreme)
    let who = groups[leader].name
    // No part is larger than its whole: others made up for some of it.
    guard abs(extreme) <= abs(total) + 1e-9 else {
      return total > 0
        ? words(
          "\(name): tính chung tăng \(amount), \(who) tăng nhiều nhất (\(own))",
          "\(name): up \(amount) together, \(who) most (\(own))")
        : words(
          "\(name): tính chung giảm \(amount), \(who) giảm nhiều nhất (\(own))",
          "\(name): down \(amount) together, \(who) most (\(own))")
    }
    return total > 0
      ? words(
        "\(who) góp nhiều nhất vào mức tăng \(amount) (\(own))",
        "\(who) made the largest part of the rise of \(amount) (\(own))")
      : words(
        "\(who) góp nhiều nhất vào mức giảm \(amount) (\(own))",
        "\(who) made the largest part of the fall of \(amount) (\(own))")
  }
}

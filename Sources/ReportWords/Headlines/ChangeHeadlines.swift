import ClusterMetrics

/// Titles about changes of groups.
extension Headlines {
  private func changes(
    _ indicator: Indicator, _ groups: [NamedGroup]
  ) -> [(index: Int, change: Double)] {
    groups.indices.compactMap { index in
      book.comparison(indicator, for: groups[index].group, in: period, with: base).change.map {
        (index, $0)
      }
    }
  }

  /// The group with the greatest change for the better: the greatest rise, or fall if less is better; `nil` if there is
  /// none, or several are equal.
  package func mostMoved(_ indicator: Indicator, groups: [NamedGroup]) -> Int? {
    let sign: Double = indicator.better == .less ? -1 : 1
    let changes = changes(indicator, groups).map { (index: $0.index, change: $0.change * sign) }
    guard let most = changes.max(by: { $0.change < $1.change }), most.change > 0,
      changes.count(where: { $0.change == most.change }) == 1
    else { return nil }
    return most.index
  }

  /// The numbers of groups that rose or fell, and the greatest change.
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
    // As many rise and fall as the chart shows with a sign.
    func isChange(_ change: Double) -> Bool { format.signedText(change) != "±0" }
    let risen = changes.count { $0.change > 0 && isChange($0.change) }
    let fallen = changes.count { $0.change < 0 && isChange($0.change) }
    let count = changes.count
    if count == 1, let only = changes.first {
      return groups[only.index].name + ": "
        + words.changeInWords(only.change, indicator, base: shortBaseName(of: indicator))
    }
    let isWithheld = groups.contains {
      book.comparison(indicator, for: $0.group, in: period, with: base).isWithheld
    }
    let among =
      count == groups.count
      ? ""
      : isWithheld
        ? words(" được công bố số liệu hai kỳ", " whose figures of both periods are shown")
        : words(" có số liệu hai kỳ", " with figures of both periods")
    guard risen + fallen > 0 else {
      let isSame = changes.allSatisfy { abs($0.change) < 1e-9 }
      return words(
        "\(name): cả \(count) \(noun.vietnamese)\(among) \(isSame ? "" : "gần ")bằng \(shortBaseName(of: indicator))",
        "\(name): \(Wording.every(count).lowercased()) \(noun.many)\(among) \(isSame ? "" : "almost ")as in \(baseName(of: indicator))"
      )
    }
    // The more frequent direction comes first; if equal, the better one.
    let leadsDown =
      fallen == risen ? indicator.better == .less : fallen > risen
    let (first, other) = leadsDown ? (fallen, risen) : (risen, fallen)
    let (verb, english) = leadsDown ? ("giảm", "down") : ("tăng", "up")
    var text =
      first == count
      ? words(
        "Cả \(count) \(noun.vietnamese)\(among) đều \(verb) so với \(shortBaseName(of: indicator))",
        "\(Wording.every(count)) \(noun.many)\(among) are \(english) on \(baseName(of: indicator))")
      : words(
        "\(first)/\(count) \(noun.vietnamese)\(among) \(verb) so với \(shortBaseName(of: indicator))",
        "\(first) of \(count) \(noun.many)\(among) \(first == 1 ? "is" : "are") \(english) on \(baseName(of: indicator))"
      )
    let extreme =
      leadsDown ? changes.min { $0.change < $1.change } : changes.max { $0.change < $1.change }
    // Of an even split both sides are told.
    if first > 1, first != other, let extreme,
      changes.count(where: { $0.change == extreme.change }) == 1
    {
      let amount =
        format.signedText(extreme.change)
        + (indicator.isPercentage ? words(" điểm phần trăm", " percentage points") : "")
      let who = groups[extreme.index].name
      text += words(", nhiều nhất là \(who) (\(amount))", ", \(who) most (\(amount))")
    } else if other > 0, first > 0 {
      text += words(
        ", \(other) \(noun.vietnamese) \(leadsDown ? "tăng" : "giảm")",
        ", \(other) \(other == 1 ? "is" : "are") \(leadsDown ? "up" : "down")")
    }
    return text
  }
}

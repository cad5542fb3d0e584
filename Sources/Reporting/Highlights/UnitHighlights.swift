import ClusterMetrics

/// Sentences on single units: their ranks, and the largest changes.
extension Highlights {
  /// The unit's rank in its cluster: first or last of those with a number, unless half of them share it.
  func standings() -> [Item] {
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
      let those =
        known.count < peers.ranks.count
        ? words.known(
          peers.units.map { book.tally(indicator, for: .unit($0), in: period) }) : ""
      let others =
        shared > 0
        ? words(
          "cùng \(shared) đơn vị khác ", ", with \(shared) \(shared == 1 ? "other" : "others"),")
        : ""
      let place =
        indicator.better == .less
        ? words(
          "\(others)\(isFirst ? "thấp nhất" : "cao nhất") trong \(known.count) đơn vị\(those) của cụm",
          "\(isFirst ? "lowest" : "highest")\(others) of the \(known.count) units of the cluster\(those)"
        )
        : words(
          "\(others)\(isFirst ? "đứng đầu" : "đứng cuối") \(known.count) đơn vị\(those) trong cụm",
          "\(isFirst ? "first" : "last")\(others) of the \(known.count) units of the cluster\(those)"
        )
      return Item(
        text: words(indicator.name) + ": " + place + ".", anchor: "indicator-" + indicator.id,
        tone: isFirst ? .good : .bad, weight: 250)
    }
  }

  /// For each headline count the unit with the largest rise and the one with the largest fall.
  func movements() -> [Item] {
    // In a unit's pack the change is that of its total.
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
          words.format(indicator).isChange(extreme.change),
          // If several changes are equally large, none is the largest.
          changes.count(where: { $0.change == extreme.change }) == 1
        else { return nil }
        let others = changes.count { isRise ? $0.change > 0 : $0.change < 0 }
        return movement(
          indicator, extreme.unit, extreme.change, of: whole, isAlone: others == 1,
          compared: changes.count)
      }
    }
  }

  private func movement(
    _ indicator: Indicator, _ unit: Int, _ change: Double, of whole: Double?, isAlone: Bool,
    compared: Int
  ) -> Item {
    let isRise = change > 0
    let comparison = book.comparison(indicator, for: .unit(unit), in: period, with: base)
    let (from, to) = words.ends(of: comparison, indicator)
    let all = book.units(of: subject, in: period)
    let hidden = [period, base].map { period in
      all.map { book.tally(indicator, for: .unit($0), in: period) }
    }.first { $0.contains { $0.status == .hidden } }
    let share =
      (whole.map { contribution(indicator, change, of: $0) } ?? "")
      + (hidden.map { words.amongWhole($0) } ?? amongCompared(indicator, all, compared))
    let (name, who) = (words(indicator.name), shortName(unit))
    // If only one unit rises, it does not rise "most".
    let (only, most) = (
      isAlone ? words("chỉ có ", "only ") : "", isAlone ? "" : words(" nhiều nhất", " most")
    )
    return Item(
      text: isRise
        ? words(
          "\(name): \(only)\(who) tăng\(most), từ \(from) lên \(to)\(share).",
          "\(name): \(only)\(who) rose\(most), from \(from) to \(to)\(share).")
        : words(
          "\(name): \(only)\(who) giảm\(most), từ \(from) xuống \(to)\(share).",
          "\(name): \(only)\(who) fell\(most), from \(from) to \(to)\(share)."),
      anchor: "indicator-" + indicator.id,
      tone: indicator.better.chartDirection.tone(of: isRise ? 1 : -1), weight: 200)
  }

  /// " (xét 2 đơn vị có số liệu đủ hai kỳ)", where others have sent nothing or not all of a period.
  private func amongCompared(_ indicator: Indicator, _ units: [Int], _ compared: Int) -> String {
    let isAsked = units.contains { unit in
      let comparison = book.comparison(indicator, for: .unit(unit), in: period, with: base)
      return comparison.change == nil
        && [comparison.current, comparison.base].contains { $0.value != nil }
        || comparison.current.status == .missing
        || [comparison.current, comparison.base].contains { $0.status == .indivisible }
    }
    return isAsked
      ? words(
        " (xét \(compared) đơn vị có số liệu đủ hai kỳ)",
        " (of the \(words.unitCount(compared)) with whole figures of both periods)") : ""
  }

  /// A unit's share of the total change: "đóng góp 5 trong mức tăng 14 của toàn cụm". Only given for a real share: with
  /// the same sign, and smaller.
  private func contribution(_ indicator: Indicator, _ part: Double, of whole: Double) -> String {
    let format = words.format(indicator)
    func text(_ value: Double) -> String { format.text(abs(value)) }
    guard indicator.addsUp, part * whole > 0, abs(part) < abs(whole),
      text(part) != text(whole), format.isChange(part)
    else { return "" }
    return whole > 0
      ? words(
        " (đóng góp \(text(part)) trong mức tăng chung \(text(whole)))",
        " (\(text(part)) of the rise of \(text(whole)))")
      : words(
        " (chiếm \(text(part)) trong mức giảm chung \(text(whole)))",
        " (\(text(part)) of the fall of \(text(whole)))")
  }
}

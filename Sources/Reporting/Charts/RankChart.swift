import Charting
import ClusterMetrics
import ReportWords

extension ChartMaker {
  /// If there are more rows, only the first few and the subject are shown.
  private static let mostRanked = 24
  private static let firstFew = 12

  /// The ranks of groups over periods, the best first.
  package func ranks(_ indicator: Indicator, groups: [Group], over periods: [Period]) -> Chart {
    let all = periods.map { places(indicator, groups, $0) }
    // Omit periods before the first number.
    let first = all.firstIndex { $0.contains { $0 != nil } } ?? max(periods.count - 1, 0)
    let (periods, columns) = (Array(periods[first...]), Array(all[first...]))
    let last = columns.last ?? []
    let isMany = groups.count > ChartMaker.mostRanked
    let order = groups.indices.sorted { (last[$0] ?? .max, $0) < (last[$1] ?? .max, $1) }
    let top = order.filter { last[$0].map { $0 <= ChartMaker.firstFew } ?? false }
    // If many share a rank, show only some of them.
    let few = top.prefix(
      top.count > ChartMaker.firstFew + 3 ? ChartMaker.firstFew : top.count)
    let shown = isMany ? order.filter { few.contains($0) || highlights(groups[$0]) } : order
    let shared = few.last.flatMap { last[$0] }
    let alike = top.dropFirst(few.count).count { last[$0] == shared }
    let leaders = groups.indices.filter { last[$0] == 1 }
    let subject =
      highlight.map { .unit($0) }
      ?? (leaders.count == 1 ? groups[leaders[0]] : nil)
    let moments = periods.map { words.axisName($0).joined(separator: " ") }
    var footer = footer(indicator, for: .all)
    if isMany {
      footer += words(
        " Chỉ vẽ \(words.unitCount(shown.count)) xếp hạng cao nhất kỳ này trong \(words.unitCount(last.compactMap(\.self).count)).",
        " Only the \(shown.count) that rank highest this period, of \(last.compactMap(\.self).count)."
      )
      if alike > 0 {
        footer += words(
          " Còn \(words.unitCount(alike)) cùng hạng \(shared ?? 0) không vẽ.",
          " \(alike) more share\(alike == 1 ? "s" : "") place \(shared ?? 0).")
      }
    }
    let absences = groups.map { group in
      let tally = book.tally(indicator, for: group, in: period)
      // If numbers are hidden, there are no ranks; a part of a period is not ranked among whole ones.
      return tally.value == nil
        ? words.absence(tally)
        : tally.lacksParts
          ? words("chưa đủ kỳ nên không xếp hạng", "parts of the period, not ranked")
          : words("không xếp hạng", "not ranked")
    }
    let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
    return Chart(
      title: rankTitle(indicator, groups, columns) + words.amongWhole(tallies),
      subtitle: words.heading(indicator)
        + words(
          " \(by(groups)): thứ hạng qua \(periods.count) kỳ, xếp từ \(indicator.better == .less ? "thấp đến cao" : "cao đến thấp")",
          " \(by(groups)): places over \(periods.count) \(periods.count == 1 ? "period" : "periods"), \(indicator.better == .less ? "lowest" : "highest") first"
        ),
      footer: footer,
      alternativeText: rankDescription(
        indicator, shown.map { (groupName(groups[$0]), last[$0], absences[$0]) }),
      body: RankLines(
        shown.map { index in
          RankLines.Item(
            rowName(groups[index]), columns.map { $0[index] },
            isHighlighted: groups[index] == subject, absence: absences[index])
        }, moments: moments, words: chartWords(of: [indicator])))
  }

  private func places(_ indicator: Indicator, _ groups: [Group], _ period: Period) -> [Int?] {
    let tallies = groups.map { book.tally(indicator, for: $0, in: period) }
    return tallies.ranks(better: indicator.better)
  }

  /// The leader, and since when it leads; or how the subject's rank changed.
  private func rankTitle(
    _ indicator: Indicator, _ groups: [Group], _ columns: [[Int?]]
  ) -> String {
    let last = columns.last ?? []
    let before = columns.dropLast().last
    let count = last.compactMap(\.self).count
    if let index = groups.firstIndex(where: highlights) {
      let name = groupName(groups[index])
      guard let now = last[index] else {
        return words("\(name): kỳ này chưa có thứ hạng", "\(name) has no place this period")
      }
      let place = words(
        "\(name) xếp thứ \(now)/\(count)", "\(name) ranks \(now) of \(count)")
      guard let then = before?[index] else { return place }
      return place + moved(from: then, to: now)
    }
    let leaders = groups.indices.filter { last[$0] == 1 }
    let isPartial =
      groups.contains { !$0.isOneUnit && book.tally(indicator, for: $0, in: period).isMarked }
      ? words(" (số liệu chưa đầy đủ)", " (figures are not complete)") : ""
    let noun = GroupNoun(named(groups))
    guard let leader = leaders.first else {
      let isHidden = groups.contains {
        book.tally(indicator, for: $0, in: period).status == .hidden
      }
      return words(indicator.name)
        + (isHidden
          ? words(
            ": có số liệu không công bố nên không xếp hạng",
            ": some figures are not shown, so no ranking")
          : words(": kỳ này chưa có số liệu", ": no figure this period"))
    }
    guard leaders.count == 1 else {
      let names = leaders.map { groupName(groups[$0]) }
      let who = names.count <= 2 ? words.list(names) : words.count(names.count, noun)
      guard leaders.count == count else {
        return words("\(who) cùng xếp thứ nhất", "\(who) share first place") + isPartial
      }
      let those =
        count < groups.count
        ? words.known(groups.map { book.tally(indicator, for: $0, in: period) }) : ""
      return
        (count == 2
        ? words("\(who) cùng một hạng", "\(who) share one place")
        : words("Cả \(who)\(those) cùng một hạng", "All \(who)\(those) share one place"))
        + isPartial
    }
    let name = groupName(groups[leader])
    // A group that is alone has not won.
    let run = columns.reversed().prefix { column in
      column[leader] == 1 && column.count { $0 == 1 } == 1 && column.count { $0 != nil } > 1
    }.count
    if run > 1 {
      return words(
        "\(name) xếp thứ nhất \(run) kỳ liên tiếp",
        "\(name) has ranked first for \(run) periods running"
      ) + isPartial
    }
    let first = words("\(name) xếp thứ nhất", "\(name) ranks first")
    guard let then = before?[leader], then > 1 else { return first + isPartial }
    return first + words(", kỳ trước xếp thứ \(then)", ", up from place \(then)") + isPartial
  }

  private func moved(from then: Int, to now: Int) -> String {
    switch then - now {
    case 0: return words(", như kỳ trước", ", as the period before")
    case let up where up > 0:
      return words(", lên \(up) bậc so với kỳ trước", ", up \(up) on the period before")
    case let down:
      return words(", xuống \(-down) bậc so với kỳ trước", ", down \(-down) on the period before")
    }
  }

  private func rankDescription(
    _ indicator: Indicator, _ places: [(name: String, place: Int?, absence: String)]
  ) -> String {
    let told = places.prefix(12).map { name, place, absence in
      place.map { "\(name) \($0)" } ?? "\(name) \(absence)"
    }
    let more =
      places.count > told.count
      ? words(
        "; và \(places.count - told.count) mục nữa", "; and \(places.count - told.count) more") : ""
    return words("Biểu đồ thứ hạng", "Places over periods") + ": \(words(indicator.name)), "
      + "\(words.name(period)). " + told.joined(separator: "; ") + more + "."
  }
}

import Charting
import ClusterMetrics
import ReportWords

/// Charts that compare units with their plans.
extension ChartMaker {
  /// Whether some of the units have a plan of an indicator that can be drawn as a percentage.
  package func hasPlans(_ indicator: Indicator, units: [Int]) -> Bool {
    book.plans.indicators.contains(indicator.id) && !indicator.isPercentage
      && units.contains {
        book.fulfilment(indicator, for: .unit($0), in: period)?.percent != nil
      }
  }

  /// Units by the percentage of their plan that they have reached.
  package func fulfilment(_ indicator: Indicator, units: [Int], in group: Group = .all) -> Chart {
    // Compare only plans for the same period.
    let planned = book.plannedPeriod(indicator, of: units, in: period)
    let reached = units.map {
      book.fulfilment(indicator, for: .unit($0), in: period, planned: planned)
    }
    let items = zip(units, reached).map { unit, reached in
      item(indicator, unit, reached)
    }
    let plan = words.planName(reached.compactMap(\.self).commonPeriod, of: period)
    // Those with a number and no comparison: some because it includes an earlier period.
    let uncompared = zip(units, reached).filter { unit, reached in
      reached?.percent == nil
        && book.tally(indicator, for: .unit(unit), in: period).value != nil
    }
    let earlier = uncompared.count { includesEarlier(indicator, $0.0) }
    let format = ValueFormat(
      .percent, decimals: 1, numbers: words.format(indicator).numbers)
    var chartWords = chartWords(of: [indicator])
    // A unit with a plan for another period only is not comparable.
    chartWords.notApplicable = withoutPlan(
      plan, least: reached.compactMap { $0.flatMap { $0.percent == nil ? $0.plan : nil } }.min())
    if earlier > 0 {
      let said = words("số gồm cả kỳ trước", "the number includes an earlier period")
      chartWords.notApplicable =
        earlier == uncompared.count
        ? said : chartWords.notApplicable + words(", hoặc ", ", or ") + said
    }
    let body = BulletBars(
      items, target: 100, format: telling(format, items.compactMap(\.value.number)),
      direction: indicator.better.chartDirection, words: chartWords,
      targetLabel: words("100% ", "100% of ") + plan)
    return Chart(
      title: headlines.plan(indicator, units: units),
      subtitle: words(
        "\(words.heading(indicator)), tỷ lệ so với \(plan), \(periodText)",
        "\(words.heading(indicator)) in percent of \(plan), \(periodText)"),
      footer: planFooter(indicator, for: group),
      alternativeText: planDescription(indicator, items, units, reached, plan), body: body)
  }

  /// "không có kế hoạch năm, hoặc kế hoạch là 0"
  ///
  /// - Parameter least: the least of the plans of which no percentage is taken; `nil` if there are none.
  private func withoutPlan(_ plan: String, least: Double?) -> String {
    // A unit may have a plan for another period.
    let isOfPeriod = plan == words.planName(period, of: period)
    let none =
      isOfPeriod
      ? words("không có kế hoạch của kỳ này", "no plan for this period")
      : words(
        "không có \(plan)", "no " + (plan.hasPrefix("the ") ? String(plan.dropFirst(4)) : plan))
    guard let least else { return none }
    return none
      + (least < 0
        ? words(", hoặc kế hoạch từ 0 trở xuống", ", or a plan of 0 or less")
        : words(", hoặc kế hoạch là 0", ", or a plan of 0"))
  }

  private func item(
    _ indicator: Indicator, _ unit: Int, _ reached: Fulfilment?
  ) -> BulletBars.Item {
    let tally = book.tally(indicator, for: .unit(unit), in: period)
    let before =
      hasBase ? book.fulfilment(indicator, for: .unit(unit), in: base)?.percent : nil
    guard let reached, let percent = reached.percent else {
      // A number without a plan is omitted.
      return BulletBars.Item(
        unitName(unit), tally.value == nil ? tally.chartValue : .notApplicable,
        isHighlighted: highlight == unit)
    }
    let amount = words.text(reached.value, of: tally, words.format(indicator))
    return BulletBars.Item(
      unitName(unit), .number(percent),
      detail: words.marked(amount + "/" + words.planAmount(reached, indicator), tally),
      reference: tally.lacksParts ? nil : before.map { .number($0) },
      isHighlighted: highlight == unit)
  }

  private func planFooter(_ indicator: Indicator, for group: Group) -> String {
    let text = footer(indicator, for: group)
    guard let whole = book.fulfilment(indicator, for: group, in: period) else { return text }
    return text + " " + words.sentence(words.fulfilmentInDetail(whole, indicator)) + "."
  }

  /// Whether a unit's number also holds that of an earlier period, so that it is compared with no plan.
  private func includesEarlier(_ indicator: Indicator, _ unit: Int) -> Bool {
    book.tally(indicator, for: .unit(unit), in: period).holdsEarlierParts
  }

  private func absence(
    _ value: Value, _ indicator: Indicator, _ unit: Int, _ plan: String
  ) -> String {
    switch value {
    case .missing: words.notReported
    case .hidden: words.hidden
    case .number, .notApplicable, .unstated:
      includesEarlier(indicator, unit)
        ? words("gồm cả số của kỳ trước", "including an earlier period")
        : withoutPlan(plan, least: nil)
    }
  }

  private func planDescription(
    _ indicator: Indicator, _ items: [BulletBars.Item], _ units: [Int], _ reached: [Fulfilment?],
    _ plan: String
  ) -> String {
    let told = items.indices.prefix(12).map { index in
      let item = items[index]
      // One with a plan of which no percentage is taken stands so much above or below it.
      let said = reached[index].map { own in
        item.value.number == nil
          ? words.fulfilment(own, indicator) : words.planPercent(own) ?? ""
      }
      return item.name.full + " " + (said ?? absence(item.value, indicator, units[index], plan))
    }
    let more = items.count - told.count
    return words("Biểu đồ so với kế hoạch", "Bars against the plan") + ": "
      + words(indicator.name) + ", " + words.name(period) + ". " + told.joined(separator: "; ")
      + (more > 0 ? words("; và \(more) mục nữa", "; and \(more) more") : "") + "."
  }

  /// Adds decimals until no value other than 100% is printed as 100%.
  private func telling(_ format: ValueFormat, _ values: [Double]) -> ValueFormat {
    var format = format
    while format.decimals < 4,
      values.contains(where: { $0 != 100 && format.text($0) == format.text(100) })
    { format.decimals += 1 }
    return format
  }
}

extension [Fulfilment] {
  /// The common period of all plans; `nil` if they differ.
  fileprivate var commonPeriod: Period? {
    allSatisfy { $0.planned == first?.planned } ? first?.planned : nil
  }
}

extension Headlines {
  /// The units that have met the plan; for a plan of a longer period, the progress and the least advanced unit.
  package func plan(_ indicator: Indicator, units: [Int]) -> String {
    let planned = book.plannedPeriod(indicator, of: units, in: period)
    var reached: [(unit: Int, fulfilment: Fulfilment)] = []
    var others: [Tally] = []
    for unit in units {
      if let own = book.fulfilment(indicator, for: .unit(unit), in: period, planned: planned) {
        reached.append((unit, own))
      } else {
        others.append(book.tally(indicator, for: .unit(unit), in: period))
      }
    }
    let asked = self.asked(reached, of: indicator)
    return wholePlan(indicator, planned, reached, besides: others)
      + words.amongWhole((asked.isEmpty ? reached : asked).map(\.fulfilment.current))
  }

  /// Those whose plan asks for something: one of zero or less is met by nothing, but a limit of zero is a limit like others.
  private func asked(
    _ reached: [(unit: Int, fulfilment: Fulfilment)], of indicator: Indicator
  ) -> [(unit: Int, fulfilment: Fulfilment)] {
    indicator.better == .less ? reached : reached.filter { $0.fulfilment.plan > 0 }
  }

  /// - Parameter others: the numbers of the units without a plan, or without a number.
  private func wholePlan(
    _ indicator: Indicator, _ planned: Period?, _ all: [(unit: Int, fulfilment: Fulfilment)],
    besides others: [Tally]
  ) -> String {
    var reached = all
    var those = words.those(others)
    // A unit that lacks parts of the period is not the last, unless all do.
    let whole = reached.filter { !$0.fulfilment.current.lacksParts }
    if !whole.isEmpty { reached = whole }
    let isLimit = indicator.better == .less
    let asked = self.asked(reached, of: indicator)
    if !asked.isEmpty, asked.count < reached.count {
      reached = asked
      // Whoever has a plan above zero has a plan.
      let named = words(" có kế hoạch", " with a plan")
      those =
        (those.hasSuffix(named) ? String(those.dropLast(named.count)) : those)
        + words(" có kế hoạch trên 0", " with a plan above zero")
    }
    guard let first = reached.first else { return words(indicator.name) }
    if reached.count == 1 {
      return book.roster.units[first.unit].shortName + words(" ", ": ")
        + words.fulfilment(first.fulfilment, indicator)
    }
    let count = reached.count
    let plan = words.planName(planned, of: period)
    let met = reached.count {
      isLimit ? $0.fulfilment.difference <= 0 : $0.fulfilment.difference >= 0
    }
    if isLimit, met == count, planned != period, words.isPartAlone(indicator, period, of: planned) {
      // What one part of a year holds does not show whether the year's limit is kept.
      let percents = reached.compactMap(\.fulfilment.percent)
      let ends = [percents.min() ?? 0, percents.max() ?? 0].map(words.planPercent)
      let span = ends[0] == ends[1] ? ends[0] : ends.joined(separator: words(" đến ", " to "))
      return words(
        "Riêng kỳ này, các đơn vị\(those) ở mức \(span) \(plan)",
        "In this period alone, units\(those) are at \(span) of \(plan)")
    }
    if isLimit {
      return met == count
        ? words(
          "Cả \(count) đơn vị\(those) không vượt mức \(plan)",
          "\(Wording.every(count)) units\(those) are within \(plan)")
        : words(
          "\(count - met)/\(count) đơn vị\(those) vượt mức \(plan)",
          "\(count - met) of \(count) units\(those) \(count - met == 1 ? "is" : "are") above \(plan)"
        )
    }
    let shares = reached.filter { $0.fulfilment.percent != nil }
    let lowest = shares.compactMap(\.fulfilment.percent).min()
    // If several units have the same lowest progress, as it is printed, none is named.
    let last = shares.filter { share in
      share.fulfilment.percent.map(words.planPercent) == lowest.map(words.planPercent)
    }
    let least = last.count == 1 ? last[0] : nil
    let tail = least.map { least in
      words(
        ", thấp nhất là \(book.roster.units[least.unit].shortName) ",
        ", \(book.roster.units[least.unit].shortName) least ")
        + "(\(words.planPercent(least.fulfilment.percent ?? 0)))"
    }
    switch met {
    case count:
      return words(
        "Cả \(count) đơn vị\(those) đạt \(plan)",
        "\(Wording.every(count)) units\(those) have met \(plan)")
    case 0 where planned != period:
      // A single month does not show the course towards a yearly plan.
      let isAlone = words.isPartAlone(indicator, period, of: planned)
      let lead = isAlone ? "Riêng kỳ này, c" : "C"
      let lowest = reached.compactMap(\.fulfilment.percent).min() ?? 0
      let highest = reached.compactMap(\.fulfilment.percent).max() ?? 0
      guard words.planPercent(lowest) != words.planPercent(highest) else {
        let isSame = lowest == highest
        return words(
          "\(isAlone ? "Riêng kỳ này, cả" : "Cả") \(count) đơn vị\(those) đạt \(isSame ? "" : "khoảng ")\(words.planPercent(lowest)) \(plan)",
          (isAlone
            ? "In this period alone, " + Wording.every(count).lowercased() : Wording.every(count))
            + " units\(those) have reached \(isSame ? "" : "about ")\(words.planPercent(lowest)) of \(plan)"
        )
      }
      return words(
        "\(lead)ác đơn vị\(those) đạt từ \(words.planPercent(lowest)) đến \(words.planPercent(highest)) \(plan)",
        "\(isAlone ? "In this period alone, units" : "Units")\(those) have reached \(words.planPercent(lowest)) to \(words.planPercent(highest)) of \(plan)"
      )
        + (least.map {
          words(", thấp nhất là ", ", ") + book.roster.units[$0.unit].shortName
            + words("", " least")
        } ?? "")
    case 0:
      return words(
        "Chưa đơn vị nào\(those) đạt \(plan)", "No unit\(those) has met \(plan)") + (tail ?? "")
    default:
      return words(
        "\(met)/\(count) đơn vị\(those) đạt \(plan)",
        "\(met) of \(count) units\(those) \(met == 1 ? "has" : "have") met \(plan)") + (tail ?? "")
    }
  }
}

extension Wording {
  /// The units that a sentence on plans covers, if it leaves out those with unknown numbers or without a plan.
  ///
  /// - Parameter others: the tallies of the units left out.
  fileprivate func those(_ others: [Tally]) -> String {
    let shown = others.filter { $0.status != .hidden }
    if shown.count < others.count {
      return self(" được công bố số liệu", " whose figures are shown")
    }
    let areSilent = shown.contains { $0.value == nil }
    return switch (areSilent, shown.contains { $0.value != nil }) {
    case (false, false): ""
    case (true, false): known(shown)
    case (false, true): self(" có kế hoạch", " with a plan")
    case (true, true): self(" có kế hoạch và có số liệu", " with a plan and a figure")
    }
  }
}

import ClusterMetrics

/// Titles that state the findings.
package struct Headlines: Sendable {
  package let book: TallyBook
  package let period: Period
  /// The period of comparison.
  package let base: Period
  package let words: Wording

  package typealias NamedGroup = (group: Group, name: String)

  package init(book: TallyBook, period: Period, base: Period, words: Wording) {
    self.book = book
    self.period = period
    self.base = base
    self.words = words
  }

  package func baseName(of indicator: Indicator) -> String {
    words.inSentence(base: base, of: period, for: indicator, in: book)
  }
  /// A shorter form, if the year is clear.
  package func shortBaseName(of indicator: Indicator) -> String {
    let (base, name) = (book.base(base, for: indicator), baseName(of: indicator))
    // There is no same part of a year last year.
    if case .year = base { return name }
    return base == period.sameLastYear && !base.isSpan ? words("cùng kỳ", name) : name
  }

  /// An amount, after the indicator's name if the amount does not say what it counts.
  private func told(_ amount: String, _ indicator: Indicator) -> String {
    words(indicator.noun).isEmpty ? words(indicator.name) + ": " + amount : amount
  }

  /// The change of the total over some periods.
  package func trend(_ indicator: Indicator, for group: Group, over periods: [Period]) -> String {
    trendInFull(indicator, for: group, over: periods).title
  }

  /// The same title and, separately for the line above the chart, the units over which the change is computed.
  package func trendInFull(
    _ indicator: Indicator, for group: Group, over periods: [Period]
  ) -> (title: String, note: String) {
    let tallies = periods.map { book.tally(indicator, for: group, in: $0) }
    let name = words(indicator.name)
    guard let value = tallies.last?.value else { return (words.absence(name, tallies.last), "") }
    let comparison = book.comparison(indicator, for: group, in: period, with: base)
    let tail = words.changeInWords(
      comparison.change, indicator, base: baseName(of: indicator),
      isApproximate: comparison.isApproximate)
    let basis = words.basis(comparison, indicator).components(separatedBy: "; ")
    let stands = basis[0]
    var note = basis.dropFirst().joined(separator: "; ")
    var ending = (tail.isEmpty ? "" : ", " + tail) + (stands.isEmpty ? "" : " (\(stands))")
    // The line connects the totals; the change over the same units is stated beside it.
    if comparison.isOverSameUnits, let same = comparison.overSameUnits,
      let before = comparison.base.value, let change = comparison.change
    {
      let format = words.format(indicator)
      ending =
        ", \(baseName(of: indicator)): " + words.text(before, of: comparison.base, format)
      note = words.sameUnits(same.units, format.signedText(change))
    }
    // A total of zero does not mean that nothing happened: 2 and −2.
    if value == 0, !indicator.isPercentage, isNothing(indicator, group) {
      // Who has not reported may have some.
      let caveat = tallies.last.map { words.caveat($0) } ?? ""
      return (
        words("\(name): không phát sinh", "\(name): none in this period") + caveat + ending, note
      )
    }
    let amount = words.amount(value, indicator, of: tallies.suffix(1))
    let subject =
      !indicator.isPercentage
      ? words.sentence(told(amount, indicator))
      : name + (indicator.better == .more ? words(" đạt ", " is ") : ": ") + amount
    // Totals over other units cannot be a record: compare only periods with the same units.
    let alike = samePeriods(indicator, group, periods)
    if alike.count >= 3 {
      let others = alike.dropLast().compactMap { book.tally(indicator, for: group, in: $0).value }
      let isAll = alike.count == periods.count
      let span = words(
        "trong \(alike.count) kỳ\(isAll ? "" : " có cùng các đơn vị")",
        "of \(alike.count) periods\(isAll ? "" : " with the same units")")
      if let high = others.max(), value > high {
        return (subject + words(", cao nhất \(span)", ", the highest \(span)"), "")
      }
      if let low = others.min(), value < low {
        return (subject + words(", thấp nhất \(span)", ", the lowest \(span)"), "")
      }
    }
    return (subject + ending, note)
  }

  /// Whether nothing happened in any unit of a group.
  private func isNothing(_ indicator: Indicator, _ group: Group) -> Bool {
    // A computed zero may be a difference of equal numbers.
    if case .computed = indicator.definition { return false }
    return book.reportingUnits(indicator, for: group, in: period).allSatisfy {
      (book.tally(indicator, for: .unit($0), in: period).value ?? 0) == 0
    }
  }

  /// The periods with a number over the same units as the last one, including it. A period whose records end early is
  /// not comparable with whole ones.
  private func samePeriods(
    _ indicator: Indicator, _ group: Group, _ periods: [Period]
  ) -> [Period] {
    guard let last = periods.last, book.recordsEnd(in: last) == nil,
      book.tally(indicator, for: group, in: last).incompleteUnits == 0
    else { return [] }
    func units(_ period: Period) -> Set<Int> {
      Set(book.reportingUnits(indicator, for: group, in: period))
    }
    let now = units(last)
    return periods.filter {
      let tally = book.tally(indicator, for: group, in: $0)
      // Three months of a unit make no record among half-years.
      return tally.value != nil && tally.incompleteUnits == 0 && units($0) == now
    }
  }

  /// The largest of the parts with a name.
  ///
  /// - Parameter others: the index of the remainder in the same list, if there is one.
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
    // The remainder has no name to be led by.
    let isBelowRest = parts.contains { $0.name == others && $0.value >= most }
    if largest.count == 2 {
      return isBelowRest
        ? words(
          "\(who) cùng chiếm tỷ trọng lớn nhất trong các phần được nêu tên: mỗi phần \(share)%",
          "\(who) are the largest named parts: \(share)% each")
        : words(
          "\(who) cùng chiếm tỷ trọng lớn nhất: mỗi phần \(share)%",
          "\(who) are the largest parts: \(share)% each")
    }
    return isBelowRest
      ? words(
        "\(who) chiếm tỷ trọng lớn nhất trong các phần được nêu tên: \(share)%",
        "\(who) is the largest named part: \(share)%")
      : words(
        "\(who) chiếm tỷ trọng lớn nhất: \(share)%", "\(who) is the largest part: \(share)%")
  }
}

/// The noun for counting groups.
package struct GroupNoun {
  package var vietnamese = "đơn vị"
  package var one = "unit"
  package var many = "units"

  package init(_ groups: [Headlines.NamedGroup]) {
    switch groups.first?.group {
    case .cluster?: (vietnamese, one, many) = ("cụm", "cluster", "clusters")
    case .commune?: (vietnamese, one, many) = ("xã", "commune", "communes")
    case .part?: (vietnamese, one, many) = ("nhóm", "group", "groups")
    case .unit?, .all?, nil: break
    }
  }
}

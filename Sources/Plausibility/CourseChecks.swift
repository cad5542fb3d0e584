import ClusterMetrics
import Findings
import ReportTables

/// Holds the numbers that units report over time against each other, where the settings say what parts make of a
/// whole: wholes that contradict their parts, cumulative numbers that fall, and parts that nobody has reported.
package struct CourseChecks {
  let calendar: ReportingCalendar
  let roster: Roster

  package init(calendar: ReportingCalendar, roster: Roster) {
    (self.calendar, self.roster) = (calendar, roster)
  }

  private struct Key: Hashable {
    var unit: Int
    var indicator: String
  }

  /// - Parameter reported: what was reported, each place once.
  package func findings(_ reported: [ReportedNumber]) -> [Finding] {
    var groups: [Key: [ReportedNumber]] = [:]
    for number in reported
    where number.isSubmitted && !number.isNotApplicable && number.isInForce(roster, calendar) {
      guard case .unit(let unit) = number.group else { continue }
      groups[Key(unit: unit, indicator: number.indicator.id), default: []].append(number)
    }
    let former = roster.hasSuccession ? roster.formerUnits : []
    let divided = dividedUnits
    let founded = reported.filter { $0.isSubmitted && !$0.isInForce(roster, calendar) }
    return founded.map(unfounded)
      + groups.flatMap { key, numbers -> [Finding] in
        func others(_ unit: Int) -> [ReportedNumber] {
          groups[Key(unit: unit, indicator: key.indicator)] ?? []
        }
        let own = numbers.filter { !$0.countsFromNewYear(calendar) }
        let apart = divided[key.unit, default: []].flatMap {
          bothWhole(own, others($0), key.unit, $0)
        }
        return apart
          + findings(
            of: key, numbers,
            former: (former.isEmpty ? [] : former[key.unit]).map { ($0, others($0)) })
      }.inOrder
  }

  /// By unit those that were divided, and a part of which it was founded from.
  private var dividedUnits: [Int: [Int]] {
    guard roster.hasSuccession else { return [:] }
    var found: [Int: [Int]] = [:]
    for unit in roster.units.indices where roster.units[unit].successors.count > 1 {
      for heir in roster.units[unit].successors { found[heir, default: []].append(unit) }
    }
    return found
  }

  /// - Parameter former: the units that the unit was made from, and what they report of the same.
  private func findings(
    of key: Key, _ numbers: [ReportedNumber], former: [(unit: Int, numbers: [ReportedNumber])]
  ) -> [Finding] {
    let own = numbers.filter { !$0.countsFromNewYear(calendar) }
    let founded = roster.units[key.unit].validity.from
    let whole = former.flatMap { bothWhole(own, $0.numbers, key.unit, $0.unit) }
    return whole
      + course(of: numbers) { number in
        former.isEmpty
          ? nil
          : contradiction(
            of: number, among: own, madeFrom: former.map(\.numbers), foundedOn: founded)
      } + takeover(numbers.filter { $0.countsFromNewYear(calendar) }, former, key.unit)
  }

  /// What contradicts each other of the numbers of one unit, or of one total.
  ///
  /// - Parameter others: what a number of its own days contradicts besides.
  func course(
    of numbers: [ReportedNumber], others: (ReportedNumber) -> Finding? = { _ in nil }
  ) -> [Finding] {
    let own = numbers.filter { !$0.countsFromNewYear(calendar) }
    let cumulative = numbers.filter { $0.countsFromNewYear(calendar) }
    let spans = own.map { calendar.days(of: $0.period) }
    let states = own.first.map { $0.indicator.overTime != .none } ?? false
    let found = own.indices.compactMap { index in
      (states ? contradiction(of: index, among: own, spans) : nil) ?? others(own[index])
        ?? (cumulative.isEmpty ? nil : contradiction(of: own[index], andCumulative: cumulative))
    }
    let excesses = excesses(own, over: cumulative)
    // One slip is told once, where it is nearest to its cause.
    let differences =
      found.isEmpty && excesses.isEmpty ? differences(of: cumulative, from: own) : []
    return found + falls(cumulative) + contradictions(among: cumulative) + excesses + differences
  }

  /// - Parameter spans: the days of each number, in their order.
  private func contradiction(
    of whole: Int, among numbers: [ReportedNumber], _ spans: [Range<Day>]
  ) -> Finding? {
    let days = spans[whole]
    let places = spans.indices.filter { spans[$0] != days && days.contains(spans[$0]) }
    guard !places.isEmpty else { return nil }
    let (whole, within) = (numbers[whole], places.map { numbers[$0] })
    let overTime = whole.indicator.overTime
    guard let made = Composition.of(within.parts(calendar), over: days, as: overTime) else {
      return nil
    }
    // Of what happens, some parts already may be more than the whole.
    let isExcess =
      overTime == .sum && made.value > whole.value && within.allSatisfy { $0.value >= .zero }
    guard made.missing.isEmpty || isExcess, !agree(whole, made) else { return nil }
    // A rate of the whole weighs its parts by what they are rates of, and lies between the least and the greatest.
    if overTime == .mean, let least = within.map(\.value).min(),
      let most = within.map(\.value).max(),
      (least...most).contains(whole.value)
    {
      return nil
    }
    return contradiction(whole, made, of: made.shares.map { within[$0.part] })
  }

  private func contradiction(
    of whole: ReportedNumber, andCumulative numbers: [ReportedNumber]
  ) -> Finding? {
    let days = calendar.days(of: whole.period)
    // Of a rate two numbers of the same days must be one.
    let numbers =
      whole.indicator.isFlow
      ? numbers
      : numbers.filter {
        calendar.days(of: $0.period).upperBound == days.upperBound && $0.countedFrom == nil
      }
    let isSinceNewYear =
      whole.period.calendarYear.map { calendar.days(of: .year($0)).lowerBound == days.lowerBound }
      ?? false
    guard whole.indicator.isFlow || isSinceNewYear && whole.indicator.overTime == .mean,
      let made = Composition.of(numbers.parts(calendar), over: days, as: .sum),
      made.missing.isEmpty, !agree(whole, made)
    else { return nil }
    return contradiction(whole, made, of: made.shares.map { numbers[$0.part] })
  }

  /// Whether a whole is what its parts make, to the decimals that it is stated with.
  func agree(_ whole: ReportedNumber, _ made: Composition) -> Bool {
    agree(whole, made.value, isAbout: made.isApproximate)
  }

  func agree(_ whole: ReportedNumber, _ made: Quantity, isAbout: Bool) -> Bool {
    let (stated, value) = (whole.value.doubleValue, made.doubleValue)
    if whole.isApproximate || isAbout {
      return abs(stated - value) <= abs(value) * 0.1
    }
    // Parts of a mean were rounded themselves.
    let decimals = whole.indicator.overTime == .mean ? whole.value.decimals : 4
    if whole.indicator.overTime == .mean,
      abs(stated - value) <= Rounding.step(ofDecimals: decimals)
    {
      return true
    }
    return Rounding.rounded(value, decimals: decimals)
      == Rounding.rounded(stated, decimals: decimals)
  }

  func contradiction(
    _ whole: ReportedNumber, _ made: Composition, of parts: [ReportedNumber]
  ) -> Finding {
    let name = whole.indicator.name
    func listed(_ text: (ReportedNumber) -> String) -> String {
      parts.map(text).joined(separator: ", ")
    }
    // A cumulative number of the period itself is of all days since New Year.
    let vietnamese = listed {
      ($0.isCumulative ? "lũy kế đến hết " : "")
        + "\($0.period.spoken.vietnamese): \($0.value.vietnamese)"
    }
    let english = listed {
      ($0.isCumulative ? "up to the end of " : "") + "\($0.period.name): \($0.value)"
    }
    return Finding(
      .contradictsParts, .warning, at: whole.place,
      vi:
        "\(name.vietnamese), \(whole.period.spoken.vietnamese): \(whole.value.vietnamese), nhưng theo các kỳ thành phần là"
        + " \(made.value.vietnamese) (\(vietnamese)); số của cả kỳ được dùng, hãy kiểm tra lại",
      en: "\(name.english), \(whole.period.name): \(whole.value), but its parts make \(made.value)"
        + " (\(english)); the number of the whole is used: check them")
  }

  /// A number of last year's of a unit that was not there then.
  private func unfounded(_ number: ReportedNumber) -> Finding {
    var name = ""
    if case .unit(let unit) = number.group { name = roster.units[unit].name }
    return Finding(
      .notInForce, .warning, at: number.place, about: name,
      vi:
        "\(number.indicator.name.vietnamese), \(number.period.spoken.vietnamese): khi đó \(name) chưa có trong danh sách đơn vị nên số"
        + " này không được tính; hãy ghi số của các đơn vị cũ",
      en:
        "\(number.indicator.name.english), \(number.period.name): \(name) was not in the roster yet, so the number does not"
        + " count; give those of the units that it was made from")
  }

  /// Different cumulative numbers to the end of one day.
  private func contradictions(among numbers: [ReportedNumber]) -> [Finding] {
    var first: [Day: ReportedNumber] = [:]
    return numbers.compactMap { number in
      let end = calendar.days(of: number.period).upperBound
      guard let other = first[end] else {
        first[end] = number
        return nil
      }
      guard other.value != number.value else { return nil }
      let name = number.indicator.name
      return Finding(
        .contradictsParts, .warning, at: number.place,
        vi:
          "\(name.vietnamese): lũy kế đến cùng một ngày nhưng \(number.period.spoken.vietnamese) ghi"
          + " \(number.value.vietnamese), \(other.period.spoken.vietnamese) ghi \(other.value.vietnamese) (\(other.place)); hãy kiểm"
          + " tra lại",
        en:
          "\(name.english): both count to the same day, but \(number.period.name) says \(number.value) and"
          + " \(other.period.name) \(other.value) (\(other.place)); check them")
    }
  }
}

extension Period {
  /// Some periods in a sentence, the year once where all have the same: "quý I, tháng 5 và tháng 6 năm 2024".
  static func listed(_ periods: [Period]) -> LocalizedText {
    LocalizedText(
      vi: Language.vietnamese.list(ofPeriods: periods.map(\.spoken.vietnamese)),
      en: Language.english.list(periods.map(\.name)))
  }
}

import ClusterMetrics

/// Holds the numbers that units report over time against each other, where the settings say what parts make of a
/// whole: wholes that contradict their parts, cumulative numbers that fall, and parts that nobody has reported.
struct CourseChecks {
  let calendar: ReportingCalendar
  let roster: Roster

  private struct Key: Hashable {
    var unit: Int
    var indicator: String
  }

  /// - Parameter reported: what was reported, each place once.
  func findings(_ reported: [ReportedNumber]) -> [Finding] {
    var groups: [Key: [ReportedNumber]] = [:]
    for number in reported where number.submission != nil && !number.isNotApplicable {
      guard case .unit(let unit) = number.group else { continue }
      groups[Key(unit: unit, indicator: number.indicator.id), default: []].append(number)
    }
    return groups.values.flatMap { numbers in
      let own = numbers.filter { !$0.isCumulative }
      let cumulative = numbers.filter(\.isCumulative)
      return own.compactMap { whole in
        contradiction(of: whole, and: own) ?? contradiction(of: whole, andCumulative: cumulative)
      } + falls(cumulative)
    }.sorted {
      ($0.place.file, $0.place.row ?? 0, $0.message.english)
        < ($1.place.file, $1.place.row ?? 0, $1.message.english)
    }
  }

  private func part(_ number: ReportedNumber) -> Composition.Part { number.part(calendar) }

  private func contradiction(
    of whole: ReportedNumber, and others: [ReportedNumber]
  ) -> Finding? {
    let days = calendar.days(of: whole.period)
    let within = others.filter {
      let own = calendar.days(of: $0.period)
      return own != days && days.contains(own)
    }
    let overTime = whole.indicator.overTime
    guard let made = Composition.of(within.map(part), over: days, as: overTime) else { return nil }
    // Of what happens, some parts already may be more than the whole.
    let isExcess =
      overTime == .sum && made.value > whole.value && within.allSatisfy { $0.value >= .zero }
    guard made.missing.isEmpty || isExcess, !agree(whole, made) else { return nil }
    return contradiction(whole, made, of: made.shares.map { within[$0.part] })
  }

  private func contradiction(
    of whole: ReportedNumber, andCumulative numbers: [ReportedNumber]
  ) -> Finding? {
    let days = calendar.days(of: whole.period)
    guard
      let made = Composition.ofCumulative(
        numbers.map(part), over: days, years: calendar.years(holding: days)),
      made.missing.isEmpty, !agree(whole, made)
    else { return nil }
    return contradiction(whole, made, of: made.shares.map { numbers[$0.part] })
  }

  /// Whether a whole is what its parts make, to the decimals that it is stated with.
  private func agree(_ whole: ReportedNumber, _ made: Composition) -> Bool {
    let (stated, value) = (whole.value.doubleValue, made.value.doubleValue)
    if whole.isApproximate || made.isApproximate {
      return abs(stated - value) <= abs(value) * 0.1
    }
    let decimals = whole.indicator.overTime == .mean ? whole.value.decimals : 4
    return Rounding.rounded(value, decimals: decimals)
      == Rounding.rounded(stated, decimals: decimals)
  }

  private func contradiction(
    _ whole: ReportedNumber, _ made: Composition, of parts: [ReportedNumber]
  ) -> Finding {
    let name = whole.indicator.name
    func listed(_ value: (Quantity) -> String) -> String {
      parts.map { "\($0.period.name): \(value($0.value))" }.joined(separator: ", ")
    }
    return Finding(
      .contradictsParts, .warning, at: whole.place,
      vi:
        "\(name.vietnamese), \(whole.period.name): \(whole.value.vietnamese), nhưng theo các kỳ thành phần là"
        + " \(made.value.vietnamese) (\(listed { $0.vietnamese })); số của cả kỳ được dùng, hãy kiểm tra lại",
      en: "\(name.english), \(whole.period.name): \(whole.value), but its parts make \(made.value)"
        + " (\(listed { "\($0)" })); the number of the whole is used: check them")
  }

  /// Cumulative numbers that are below an earlier one of their year.
  private func falls(_ numbers: [ReportedNumber]) -> [Finding] {
    let inOrder = numbers.filter { $0.value >= .zero }.sorted {
      calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
    }
    return zip(inOrder, inOrder.dropFirst()).compactMap { earlier, later in
      let years = [earlier, later].map {
        let last = calendar.days(of: $0.period).upperBound.previous
        return calendar.years(holding: last..<last.next)
      }
      guard years[0] == years[1], later.value < earlier.value else { return nil }
      let name = later.indicator.name
      return Finding(
        .fallingCumulative, .warning, at: later.place,
        vi:
          "\(name.vietnamese): lũy kế đến hết \(later.period.name) là \(later.value.vietnamese), ít hơn"
          + " \(earlier.value.vietnamese) đến hết \(earlier.period.name); số của kỳ sẽ âm, hãy kiểm tra lại",
        en:
          "\(name.english): \(later.value) from the beginning of the year to the end of \(later.period.name) is"
          + " less than \(earlier.value) to the end of \(earlier.period.name), which makes the period negative:"
          + " check them")
    }
  }

  /// Parts that are not reported of numbers that are made from them, one finding for each period and part.
  func incomplete(_ numbers: [ReportedNumber]) -> [Finding] {
    struct Key: Hashable { var period, part: Period }
    var keys: [Key] = []
    var lacking: [Key: [ReportedNumber]] = [:]
    for number in numbers {
      for part in number.missingParts {
        let key = Key(period: number.period, part: part)
        if lacking[key] == nil { keys.append(key) }
        lacking[key, default: []].append(number)
      }
    }
    return keys.map { key in
      let numbers = lacking[key, default: []]
      let units = numbers.compactMap { number -> String? in
        guard case .unit(let unit) = number.group else { return nil }
        return roster.units[unit].name
      }.uniqued
      let named = units.prefix(6).joined(separator: ", ")
      let more = units.count - 6
      let count = numbers.count
      return Finding(
        .missingParts, .warning, at: .init(file: numbers[0].place.file),
        vi: "\(key.period.name): \(count) số liệu chưa có phần \(key.part.name) (\(named)"
          + (more > 0 ? " và \(more) đơn vị nữa" : "") + ")",
        en: "\(key.period.name): \(count) number\(count == 1 ? " lacks" : "s lack") the part of"
          + " \(key.part.name) (\(named)" + (more > 0 ? " and \(more) more" : "") + ")")
    }
  }
}

extension ReportedNumber {
  /// The number as a part of a longer period.
  func part(_ calendar: ReportingCalendar) -> Composition.Part {
    let days = calendar.days(of: period)
    // Months weigh alike, whatever their days.
    let weight = period.months > 0 ? period.months * 30 : days.count
    return Composition.Part(
      days: days, weight: weight, value: value, isApproximate: isApproximate,
      isNotApplicable: isNotApplicable)
  }
}

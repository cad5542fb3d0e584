import ClusterMetrics

/// Numbers of units that became others within the period.
extension CourseChecks {
  /// The whole of a unit that was founded within it, against what those that it was made from reported before and itself
  /// since.
  func contradiction(
    of whole: ReportedNumber, among own: [ReportedNumber], madeFrom former: [[ReportedNumber]],
    foundedOn founded: Day
  ) -> Finding? {
    let days = calendar.days(of: whole.period)
    guard whole.indicator.overTime == .sum, days.lowerBound < founded, founded < days.upperBound
    else { return nil }
    let spans =
      former.map { ($0, days.lowerBound..<founded) } + [(own, founded..<days.upperBound)]
    var made: Composition?
    var parts: [ReportedNumber] = []
    for (numbers, span) in spans {
      let within = numbers.filter {
        span.contains(calendar.days(of: $0.period)) && !$0.countsFromNewYear(calendar)
      }
      guard let part = Composition.of(within.parts(calendar), over: span, as: .sum),
        part.missing.isEmpty
      else { return nil }
      var sum = part
      sum.value = sum.value + (made?.value ?? .zero)
      sum.isApproximate = sum.isApproximate || made?.isApproximate == true
      made = sum
      parts += part.shares.map { within[$0.part] }
    }
    guard let made, !agree(whole, made) else { return nil }
    return contradiction(whole, made, of: parts)
  }

  /// Numbers of the same whole period by a unit that was founded within it and by one that it was made from, which are not added.
  func bothWhole(
    _ own: [ReportedNumber], _ former: [ReportedNumber], _ unit: Int, _ other: Int
  ) -> [Finding] {
    let founded = roster.units[unit].validity.from
    return own.compactMap { number in
      let days = calendar.days(of: number.period)
      guard days.lowerBound < founded, founded < days.upperBound,
        number.indicator.overTime != .last,
        let before = former.first(where: {
          calendar.days(of: $0.period) == days && !$0.countsFromNewYear(calendar)
        })
      else { return nil }
      let (heir, ended) = (roster.units[unit].name, roster.units[other].name)
      let (name, period) = (number.indicator.name, number.period)
      return Finding(
        .contradictsParts, .warning, at: before.place,
        vi:
          "\(name.vietnamese), \(period.spoken.vietnamese): \(heir) ghi \(number.value.vietnamese) cho cả kỳ nên"
          + " \(before.value.vietnamese) của \(ended) không được cộng; nếu \(number.value.vietnamese) chỉ tính từ \(founded.vietnamese),"
          + " hãy ghi số của từng tháng hoặc quý",
        en:
          "\(name.english), \(period.name): \(heir) states \(number.value) for the whole period, so that \(before.value) of \(ended)"
          + " is not added; if \(number.value) only counts from \(founded), give the numbers of its months or quarters"
      )
    }
  }
}

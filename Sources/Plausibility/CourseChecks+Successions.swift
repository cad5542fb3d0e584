import ClusterMetrics
import Findings
import ReportTables

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

  /// A unit that goes on under its name and takes others in: its next cumulative number may be of the whole area, and then
  /// what the others had counted is in it twice.
  ///
  /// One that is less than both had counted before is of the old area.
  func takeover(
    _ cumulative: [ReportedNumber], _ former: [(unit: Int, numbers: [ReportedNumber])], _ unit: Int
  ) -> [Finding] {
    let joined = former.filter {
      let through = roster.units[$0.unit].validity.through
      return roster.units[unit].validity.from <= through
        && roster.becomes(unit, unit: $0.unit, by: through.next)
    }
    let flows = cumulative.filter(\.indicator.isFlow)
    return Dictionary(grouping: joined) { roster.units[$0.unit].validity.through }.compactMap {
      through, joined in
      let year = calendar.years(holding: through..<through.next).first
      func latest(_ numbers: [ReportedNumber]) -> ReportedNumber? {
        numbers.filter {
          $0.countsFromNewYear(calendar) && end($0) <= through && year?.contains(end($0)) == true
        }.max { end($0) < end($1) }
      }
      let others = joined.compactMap { other in latest(other.numbers).map { (other.unit, $0) } }
      let counted = others.map(\.1.value).reduce(.zero, +)
      let next = flows.filter { end($0) > through && year?.contains(end($0)) == true }
        .min { end($0) < end($1) }
      guard counted > .zero, let next, next.value >= counted + (latest(flows)?.value ?? .zero)
      else { return nil }
      let (heir, name) = (roster.units[unit].name, next.indicator.name)
      func listed(_ text: (String, ReportedNumber) -> String) -> [String] {
        others.map { text(roster.units[$0.0].name, $0.1) }
      }
      let vietnamese = Language.vietnamese.list(listed { "\($1.value.vietnamese) của \($0)" })
      let english = Language.english.list(listed { "\($1.value) of \($0)" })
      return Finding(
        .contradictsParts, .warning, at: next.place,
        vi:
          "\(name.vietnamese), \(next.period.spoken.vietnamese): lũy kế \(next.value.vietnamese) của \(heir) được hiểu là của địa bàn"
          + " cũ, nên cộng thêm \(vietnamese); nếu đã gồm cả số này thì trong danh sách đơn vị hãy ghi \(heir) thành hai dòng: đến"
          + " \(through.vietnamese), sáp nhập vào \(heir); và từ \(through.next.vietnamese)",
        en:
          "\(name.english), \(next.period.name): \(next.value) from the beginning of the year is taken for the old area of \(heir),"
          + " so that \(english) is added; if it is in there already, give \(heir) two lines in the roster: to \(through), with \(heir) as"
          + " its successor, and from \(through.next)")
    }
  }

  /// The last day that a number is of.
  private func end(_ number: ReportedNumber) -> Day {
    calendar.days(of: number.period).upperBound.previous
  }
}

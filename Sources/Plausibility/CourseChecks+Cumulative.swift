import ClusterMetrics
import Findings
import ReportTables

/// Cumulative numbers that cannot be: less than before, or less than what they hold.
extension CourseChecks {
  /// Cumulative numbers that are below an earlier one of their year.
  func falls(_ numbers: [ReportedNumber]) -> [Finding] {
    let inOrder = numbers.filter { $0.value >= .zero && $0.indicator.isFlow }.sorted {
      calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
    }
    return zip(inOrder, inOrder.dropFirst()).compactMap { earlier, later -> Finding? in
      let years = [earlier, later].map {
        let last = calendar.days(of: $0.period).upperBound.previous
        return calendar.years(holding: last..<last.next)
      }
      let ends = [earlier, later].map { calendar.days(of: $0.period).upperBound }
      // One may count from a later day.
      guard years[0] == years[1], earlier.countedFrom == later.countedFrom, ends[0] < ends[1],
        later.value < earlier.value
      else {
        return nil
      }
      let name = later.indicator.name
      let remedy = later.isOfLastYear ? CourseChecks.singlePeriod : CourseChecks.state
      return Finding(
        .fallingCumulative, .warning, at: later.place,
        about: later.isOfLastYear ? "last year's column \(later.place.column ?? 0)" : nil,
        vi:
          "\(name.vietnamese): lũy kế đến hết \(later.period.spoken.vietnamese) là \(later.value.vietnamese), nhỏ hơn"
          + " \(earlier.value.vietnamese) (lũy kế đến hết \(earlier.period.spoken.vietnamese)) nên số trong kỳ bị âm; hãy kiểm tra lại"
          + remedy.vietnamese,
        en:
          "\(name.english): \(later.value) from the beginning of the year to the end of \(later.period.name) is"
          + " less than \(earlier.value) to the end of \(earlier.period.name), which makes the period negative:"
          + " check them" + remedy.english
      )
    }
  }

  /// Tables put last year's number behind the cumulative one, and do not say which of the two it is like.
  private static let singlePeriod = LocalizedText(
    vi:
      "; cột cùng kỳ đứng sau cột lũy kế nên được hiểu là lũy kế: nếu là số của riêng kỳ, hãy ghi rõ ở tiêu đề, như \"Cùng kỳ tháng 7/2025\"",
    en:
      "; the column of last year stands behind the cumulative one and was read like it: if it holds the single period, say so"
      + " in its heading, as in \"Cùng kỳ tháng 7/2025\"")
  private static let state = LocalizedText(
    vi: "; nếu là số hiện có tại thời điểm báo cáo, hãy khai báo over_time: last cho chỉ tiêu",
    en: "; if they are what exists at the time of the report, set over_time: last for the indicator"
  )

  /// Numbers of a part of the year that are more than all that was counted by its end: most often the two columns were
  /// exchanged.
  func excesses(_ own: [ReportedNumber], over cumulative: [ReportedNumber]) -> [Finding] {
    cumulative.compactMap { whole in
      guard whole.value >= .zero, whole.indicator.addsUp, whole.indicator.overTime != .last
      else { return nil }
      let (days, end) = (whole.part(calendar).days, calendar.days(of: whole.period).upperBound)
      // A balance may have been below zero before.
      guard !own.contains(where: { $0.value < .zero }) else { return nil }
      let part = own.first { number in
        let span = calendar.days(of: number.period)
        return days.contains(span) && span.upperBound == end && number.value > whole.value
          && !number.isApproximate && !whole.isApproximate
      }
      guard let part else { return nil }
      let name = whole.indicator.name
      return Finding(
        .fallingCumulative, .warning, at: whole.place,
        vi:
          "\(name.vietnamese): lũy kế đến hết \(whole.period.spoken.vietnamese) là \(whole.value.vietnamese), nhỏ hơn số của riêng"
          + " \(part.period.spoken.vietnamese) là \(part.value.vietnamese) (\(part.place)); có thể hai số bị ghi nhầm cột cho nhau,"
          + " hãy kiểm tra lại",
        en:
          "\(name.english): \(whole.value) from the beginning of the year to the end of \(whole.period.name) is less than"
          + " \(part.value) of \(part.period.name) alone (\(part.place)); the two may be in each other's column: check them"
      )
    }
  }

  /// Cumulative numbers that are not what the numbers of single periods add up to, or less than these already: of each year the
  /// first, for those behind it hold the same slip.
  func differences(of cumulative: [ReportedNumber], from own: [ReportedNumber]) -> [Finding] {
    let own = own.filter(\.indicator.isFlow)
    guard !own.isEmpty else { return [] }
    // A balance may be less than what some months add up to.
    let onlyGrows = own.allSatisfy { $0.value >= .zero }
    var years: Set<Day> = []
    let inOrder = cumulative.sorted {
      calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
    }
    return inOrder.compactMap { whole in
      let days = whole.part(calendar).days
      guard !years.contains(days.lowerBound) else { return nil }
      let within = own.filter { days.contains(calendar.days(of: $0.period)) }
      guard let made = Composition.of(within.parts(calendar), over: days, as: .sum),
        !made.isNotApplicable,
        made.missing.isEmpty ? !agree(whole, made) : onlyGrows && made.value > whole.value,
        // What is more by itself is said by `excesses`.
        made.shares.count > 1 || calendar.days(of: within[made.shares[0].part].period) != days,
        !(whole.isApproximate && made.value <= whole.value)
      else { return nil }
      years.insert(days.lowerBound)
      return difference(whole, made, of: made.shares.map { within[$0.part] })
    }
  }

  private func difference(
    _ whole: ReportedNumber, _ made: Composition, of parts: [ReportedNumber]
  ) -> Finding {
    let name = whole.indicator.name
    func listed(_ text: (ReportedNumber) -> String) -> String {
      parts.map(text).joined(separator: ", ")
    }
    let vietnamese = listed { "\($0.period.spoken.vietnamese): \($0.value.vietnamese)" }
    let english = listed { "\($0.period.name): \($0.value)" }
    let isPart = !made.missing.isEmpty
    let hint =
      whole.isOfLastYear ? CourseChecks.singlePeriod : LocalizedText(vi: "", en: "")
    return Finding(
      .contradictsParts, .warning, at: whole.place,
      vi:
        "\(name.vietnamese): lũy kế đến hết \(whole.period.spoken.vietnamese) là \(whole.value.vietnamese), nhưng"
        + (isPart ? " riêng các kỳ sau đã là" : " cộng các kỳ thành phần được")
        + " \(made.value.vietnamese) (\(vietnamese)); hãy kiểm tra lại\(hint.vietnamese)",
      en:
        "\(name.english): \(whole.value) from the beginning of the year to the end of \(whole.period.name), but its"
        + " periods \(isPart ? "alone are" : "add up to") \(made.value) (\(english)); check them\(hint.english)"
    )
  }
}

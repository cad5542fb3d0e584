import ClusterMetrics

/// Cumulative numbers that cannot be: less than before, or less than what they hold.
extension CourseChecks {
  /// Cumulative numbers that are below an earlier one of their year.
  func falls(_ numbers: [ReportedNumber]) -> [Finding] {
    let inOrder = numbers.filter { $0.value >= .zero && $0.indicator.isFlow }.sorted {
      calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
    }
    return zip(inOrder, inOrder.dropFirst()).compactMap { earlier, later in
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
      return Finding(
        .fallingCumulative, .warning, at: later.place,
        vi:
          "\(name.vietnamese): lũy kế đến hết \(later.period.spoken.vietnamese) là \(later.value.vietnamese), ít hơn"
          + " \(earlier.value.vietnamese) đến hết \(earlier.period.spoken.vietnamese); số của kỳ sẽ âm, hãy kiểm tra lại; nếu là số đang"
          + " có tại ngày đó, hãy ghi over_time: last cho chỉ tiêu",
        en:
          "\(name.english): \(later.value) from the beginning of the year to the end of \(later.period.name) is"
          + " less than \(earlier.value) to the end of \(earlier.period.name), which makes the period negative:"
          + " check them; if it is what there is on that day, give the indicator over_time: last")
    }
  }

  /// Numbers of a part of the year that are more than all that was counted by its end: most often the two columns were
  /// exchanged.
  func excesses(_ own: [ReportedNumber], over cumulative: [ReportedNumber]) -> [Finding] {
    cumulative.compactMap { whole in
      guard whole.value >= .zero, whole.indicator.addsUp, whole.indicator.overTime != .last
      else { return nil }
      let (days, end) = (whole.part(calendar).days, calendar.days(of: whole.period).upperBound)
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
          "\(name.vietnamese): lũy kế đến hết \(whole.period.spoken.vietnamese) là \(whole.value.vietnamese), ít hơn riêng"
          + " \(part.period.spoken.vietnamese) là \(part.value.vietnamese) (\(part.place)); có thể hai số bị ghi nhầm cột, hãy kiểm"
          + " tra lại",
        en:
          "\(name.english): \(whole.value) from the beginning of the year to the end of \(whole.period.name) is less than"
          + " \(part.value) of \(part.period.name) alone (\(part.place)); the two may have changed columns: check them"
      )
    }
  }
}

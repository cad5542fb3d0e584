import Charting
import ClusterMetrics

/// The wording of plans, their fulfilment, and the combination of parts of a period.
extension Wording {
  /// How numbers that units report for parts of a period are combined, after "as reported by the units".
  package func course(_ indicator: Indicator) -> String {
    if indicator.isCumulative {
      return self(
        ", lũy kế từ đầu năm; số của kỳ là phần tăng thêm trong kỳ",
        ", counted from the beginning of the year; that of a period is what was added in it")
    }
    return switch indicator.overTime {
    case .none: ""
    case .sum: self("; các tháng, quý được cộng lại", "; months and quarters are added up")
    case .last: self("; lấy số cuối kỳ", "; the number at the end of the period")
    case .mean: self("; bình quân các tháng, quý", "; the mean of months and quarters")
    }
  }

  /// "kế hoạch năm" or, for the plan of the period itself, "kế hoạch".
  ///
  /// - Parameters:
  ///   - planned: `nil` if units have plans for different periods.
  ///   - period: the period of the report.
  package func planName(_ planned: Period?, of period: Period) -> String {
    guard let planned else { return self("kế hoạch được giao", "their plans") }
    if planned == period { return self("kế hoạch", "the plan") }
    if case .year(let year) = planned { return self("kế hoạch năm", "the plan for \(year)") }
    return self("kế hoạch " + name(planned), "the plan for " + nameInSentence(planned))
  }

  /// A percentage of a plan, with enough decimals to show whether it is reached.
  package func planPercent(_ percent: Double) -> String {
    let full = { numbers.text(100, decimals: $0) }
    var decimals = 1
    while decimals < 4, percent != 100, numbers.text(percent, decimals: decimals) == full(decimals)
    {
      decimals += 1
    }
    let text = numbers.text(percent, decimals: decimals)
    guard percent != 100, abs(percent - 100) > 1e-9, text == full(decimals) else {
      return text + "%"
    }
    // Nearer than the last decimal, and not there all the same.
    let step = 0.0001
    return numbers.text(percent < 100 ? 100 - step : 100 + step, decimals: decimals) + "%"
  }

  /// The same of a plan, marked where the number is approximate; `nil` where there is none.
  package func planPercent(_ fulfilment: Fulfilment) -> String? {
    fulfilment.percent.map {
      (fulfilment.current.isApproximate ? Wording.approximately : "") + planPercent($0)
    }
  }

  /// "đạt 52,0% kế hoạch năm"; for percentages "thấp hơn 3,0 điểm phần trăm so với kế hoạch năm".
  ///
  /// If it does not cover all units, it says how many: "đạt 50,0% kế hoạch năm (tính trên 2 đơn vị có kế hoạch và đã
  /// báo cáo)".
  package func fulfilment(_ fulfilment: Fulfilment, _ indicator: Indicator) -> String {
    let whole = wholeFulfilment(fulfilment, indicator)
    return comparedUnits(fulfilment).map { "\(whole) (\($0))" } ?? whole
  }

  /// The number of units or clusters that a number covers, if not all: "tính trên 2 đơn vị có kế hoạch và đã báo cáo".
  private func comparedUnits(_ fulfilment: Fulfilment) -> String? {
    guard let units = fulfilment.comparedUnits else { return nil }
    let clusters = fulfilment.comparedClusters
    let compared = self(
      clusters.map { "\($0) cụm" } ?? "\(units) đơn vị",
      clusters.map { $0 == 1 ? "1 cluster" : "\($0) clusters" } ?? unitCount(units))
    return self(
      "tính trên \(compared) có kế hoạch và đã báo cáo", "\(compared) with a plan and a report")
  }

  /// Whether a number is only for a part of the planned period; not so for stocks and rates.
  private func isPartAlone(_ fulfilment: Fulfilment, _ indicator: Indicator) -> Bool {
    isPartAlone(indicator, fulfilment.current.period, of: fulfilment.planned)
  }
  package func isPartAlone(_ indicator: Indicator, _ period: Period, of planned: Period?) -> Bool {
    indicator.overTime != .last && indicator.addsUp && isWithin(period, planned)
  }

  /// Whether a period lies within a planned one but does not begin with it, so its number does not show the plan's
  /// progress.
  package func isWithin(_ period: Period, _ planned: Period?) -> Bool {
    guard let planned else { return false }
    let calendar = ReportingCalendar.calendarMonths
    return calendar.days(of: period).lowerBound > calendar.days(of: planned).lowerBound
  }

  private func wholeFulfilment(_ fulfilment: Fulfilment, _ indicator: Indicator) -> String {
    let plan = planName(fulfilment.planned, of: fulfilment.current.period)
    // A loss has reached no share of a plan.
    if fulfilment.value >= 0, let share = planPercent(fulfilment) {
      let isLimit = indicator.better == .less
      guard isPartAlone(fulfilment, indicator) else {
        return self(
          "\(isLimit ? "bằng" : "đạt") \(share)\(isLimit ? " mức" : "") \(plan)",
          "\(share) of \(plan)")
      }
      return isLimit
        ? self("riêng kỳ này bằng \(share) mức \(plan)", "this period alone is \(share) of \(plan)")
        : self("riêng kỳ này đạt \(share) \(plan)", "this period alone reached \(share) of \(plan)")
    }
    let difference = fulfilment.difference
    let isApproximate = fulfilment.current.isApproximate
    guard abs(difference) > 1e-9 else {
      return isApproximate
        ? self("khoảng bằng \(plan)", "about \(plan)")
        : self("bằng đúng \(plan)", "exactly \(plan)")
    }
    let numbers = format(indicator).numbers
    // 89.9967 is less than 90, if only by 0.003.
    var decimals = decimals(indicator)
    while decimals < 6,
      numbers.text(abs(difference), decimals: decimals) == numbers.text(0, decimals: decimals)
    {
      decimals += 1
    }
    let amount =
      (isApproximate ? Wording.approximately : "")
      + numbers.text(abs(difference), decimals: decimals)
    let points = indicator.isPercentage ? self(" điểm phần trăm", " percentage points") : ""
    let alone =
      isPartAlone(fulfilment, indicator) ? self("riêng kỳ này ", "this period alone is ") : ""
    return alone
      + (difference > 0
        ? self("cao hơn \(amount)\(points) so với \(plan)", "\(amount)\(points) above \(plan)")
        : self("thấp hơn \(amount)\(points) so với \(plan)", "\(amount)\(points) below \(plan)"))
  }

  /// The same with the plan and, if it does not cover all units, with the number: "đạt 52,0% kế hoạch năm (100)".
  package func fulfilmentInDetail(_ fulfilment: Fulfilment, _ indicator: Indicator) -> String {
    let plan = planAmount(fulfilment, indicator)
    let whole = wholeFulfilment(fulfilment, indicator)
    guard let compared = comparedUnits(fulfilment) else { return "\(whole) (\(plan))" }
    let value = text(fulfilment.value, of: fulfilment.current, format(indicator))
    return "\(whole) (\(compared): \(value)/\(plan))"
  }

  /// The plan as it was set: "100", "97,5%".
  package func planAmount(_ fulfilment: Fulfilment, _ indicator: Indicator) -> String {
    var format = format(indicator)
    format.decimals = max(
      PrintedDecimals.needed(for: [fulfilment.plan]), indicator.isPercentage ? format.decimals : 0)
    return format.text(fulfilment.plan)
  }
}

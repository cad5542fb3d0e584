import Charting
import ClusterMetrics

/// The wording of changes, and of their basis.
extension Wording {
  /// The basis of a change if the two totals are of different units: "9 đơn vị có số liệu cả hai kỳ; chênh lệch giữa
  /// hai tổng số: +65.419"; empty if the units are the same.
  package func basis(_ comparison: Comparison, _ indicator: Indicator) -> String {
    if comparison.current.isStatedTotal || comparison.base.isStatedTotal {
      return statedTotalBasis(
        isCompared: comparison.change != nil, isKnown: comparison.bareChange != nil,
        isOfBase: comparison.base.isStatedTotal)
    }
    guard comparison.hasOtherUnits else { return "" }
    // A total that includes earlier parts has no meaningful difference from another one.
    guard let bare = comparison.bareChange else {
      return comparison.overSameUnits.map { sameUnits($0.units) } ?? ""
    }
    let isIncomplete = comparison.current.incompleteUnits + comparison.base.incompleteUnits > 0
    if comparison.overSameUnits == nil, isIncomplete {
      return self(
        "số liệu chưa đủ kỳ nên chưa so sánh được; chênh lệch của các số hiện có:"
          + " \(format(indicator).signedText(bare))",
        "numbers for incomplete periods cannot be compared; difference so far:"
          + " \(format(indicator).signedText(bare))")
    }
    return basis(
      indicator, units: comparison.overSameUnits?.units, change: comparison.change, whole: bare,
      isIncomplete: isIncomplete)
  }

  /// The same for a number of units that are in both periods: their change, and the difference of the totals.
  package func basis(
    _ indicator: Indicator, units: Int?, change: Double?, whole: Double, isIncomplete: Bool
  ) -> String {
    let whole = format(indicator).signedText(whole)
    guard let units else {
      return isIncomplete
        ? self(
          "không đơn vị nào có đủ số liệu cả hai kỳ; chênh lệch của các số hiện có: \(whole)",
          "no unit has whole figures for both periods; difference so far: \(whole)")
        : self(
          "không đơn vị nào có số liệu cả hai kỳ; chênh lệch của các đơn vị khác nhau: \(whole)",
          "no unit has figures for both periods; of different units: \(whole)")
    }
    let same = sameUnits(units, isIncomplete: isIncomplete)
    // A unit that is missing in one of the two periods is in one of the totals only.
    guard change.map({ format(indicator).signedText($0) }) != whole else { return same }
    return same
      + (indicator.addsUp
        ? self("; chênh lệch giữa hai tổng số: ", "; the totals differ by ")
        : indicator.isPercentage
          ? self("; chênh lệch giữa hai tỷ lệ chung: ", "; the overall rates differ by ")
          : self("; chênh lệch giữa hai số liệu chung: ", "; the overall figures differ by "))
      + whole
  }

  /// The units over which a change is computed: "9 đơn vị có số liệu cả hai kỳ".
  package func sameUnits(_ units: Int, isIncomplete: Bool = false) -> String {
    let english = units == 1 ? "the one unit" : "the \(units) units"
    return isIncomplete
      ? self(
        "\(units) đơn vị có đủ số liệu cả hai kỳ", "\(english) with whole figures in both periods")
      : self("\(units) đơn vị có số liệu cả hai kỳ", "\(english) with figures in both periods")
  }

  /// A change over a number of units: "25 đơn vị có số liệu cả hai kỳ: +29".
  package func sameUnits(_ units: Int, _ change: String) -> String {
    self(
      "\(units) đơn vị có số liệu cả hai kỳ: \(change)",
      "\(units == 1 ? "the one unit" : "the \(units) units") in both periods: \(change)")
  }

  /// The change of a tile: "+12 (+12,9%)", "+2,1 điểm".
  package func change(_ comparison: Comparison, _ indicator: Indicator) -> String {
    guard let change = comparison.change else { return "" }
    let amount = approximately(comparison) + format(indicator).signedText(change)
    if indicator.isPercentage {
      let isOne = amount == "+1" || amount == "−1"
      return amount + self(" điểm", isOne ? " point" : " points")
    }
    return comparison.changePercent.map { "\(amount) (\(signedPercent($0)))" } ?? amount
  }

  /// The mark before the difference of numbers of which one is approximate.
  package func approximately(_ comparison: Comparison) -> String {
    comparison.isApproximate ? Wording.approximately : ""
  }

  /// The numbers of both periods, with as many decimals as tell them apart.
  package func ends(of comparison: Comparison, _ indicator: Indicator) -> (
    from: String, to: String
  ) {
    let format = format(indicator)
    let (before, now) = (comparison.base.value ?? 0, comparison.current.value ?? 0)
    var text = { (value: Double) in format.text(value) }
    var decimals = format.decimals
    while before != now, text(before) == text(now), decimals < 4 {
      decimals += 1
      let more = decimals
      text = {
        format.numbers.text($0, decimals: more) + (indicator.isPercentage ? "%" : "")
      }
    }
    func marked(_ value: Double, _ tally: Tally) -> String {
      (tally.isApproximate ? Wording.approximately : "") + text(value)
    }
    return (marked(before, comparison.base), marked(now, comparison.current))
  }

  /// "+12,9%"
  package func signedPercent(_ percent: Double) -> String {
    let text = numbers.signedText(percent, decimals: 1) + "%"
    // One of a billion is no standstill.
    return percent != 0 && NumberStyle.isZero(text) ? self("gần 0%", "almost 0%") : text
  }

  /// A change in running text: "+12", "+2,1 điểm phần trăm"; a phrase if there is none.
  package func changeAmount(_ comparison: Comparison, _ indicator: Indicator) -> String {
    guard let change = comparison.change else { return notComparable(comparison) }
    return approximately(comparison) + format(indicator).signedText(change)
      + (indicator.isPercentage ? percentagePoints : "")
  }

  /// A change in running text as a percentage of the base; for rates in percentage points.
  package func changePercent(_ comparison: Comparison, _ indicator: Indicator) -> String {
    if indicator.isPercentage { return changeAmount(comparison, indicator) }
    let before = comparison.isOverSameUnits ? comparison.overSameUnits?.base : comparison.base.value
    if comparison.change != nil, before == 0 {
      return self(
        "không tính được tỷ lệ vì số liệu kỳ so sánh bằng 0",
        "no percentage: the earlier figure is 0")
    }
    if comparison.change != nil, comparison.changePercent == nil {
      return self("không tính được tỷ lệ vì có số âm", "no percentage: a figure is negative")
    }
    return comparison.changePercent.map(signedPercent) ?? notComparable(comparison)
  }

  /// "tăng 12 (12,9%) so với cùng kỳ 2021"
  package func changeInWords(
    _ comparison: Comparison, _ indicator: Indicator, base: String
  ) -> String {
    let basis = basis(comparison, indicator)
    let note = basis.isEmpty ? "" : " (\(basis))"
    guard comparison.change != nil else {
      guard basis.isEmpty else { return basis }
      // Other comparisons in the document may have numbers.
      return comparison.current.value != nil && comparison.base.value == nil
        && !comparison.isWithheld
        ? self("không có số liệu \(base) để so sánh", "no figure for \(base)")
        : notComparable(comparison)
    }
    // As many decimals as with a sign: what fell by little did not fall by 0.0%.
    let percent = comparison.changePercent.map { percent in
      let text = signedPercent(percent)
      if percent == 0 { return numbers.text(0, decimals: 1) + "%" }
      return text.first.map { "+−±".contains($0) } == true ? String(text.dropFirst()) : text
    }
    return changeInWords(
      comparison.change, indicator, base: base, detail: percent.map { " (\($0))" } ?? "",
      isApproximate: comparison.isApproximate)
      + note
  }

  private var percentagePoints: String { percentagePoints(of: "") }
  /// What stands behind a difference of rates: "1 percentage point".
  private func percentagePoints(of size: String) -> String {
    self(" điểm phần trăm", size == "1" ? " percentage point" : " percentage points")
  }
  /// Why there is no change.
  package func notComparable(_ comparison: Comparison) -> String {
    comparison.isWithheld
      ? hidden
      : comparison.current.value != nil && comparison.base.value != nil
        ? self("không so sánh được", "cannot be compared")
        : self("không có số liệu để so sánh", "no figure to compare")
  }

  /// "tăng 4 so với cùng kỳ 2021", "bằng cùng kỳ 2021"; empty if nothing can be stated.
  ///
  /// - Parameters:
  ///   - base: the base in the wording of `inSentence`.
  ///   - detail: a text after the amount.
  ///   - isApproximate: whether one of the two numbers is approximate, and so is their difference.
  package func changeInWords(
    _ change: Double?, _ indicator: Indicator, base: String, detail: String = "",
    isApproximate: Bool = false
  ) -> String {
    guard let change else { return "" }
    let format = format(indicator)
    let size = format.numbers.text(abs(change), decimals: format.decimals)
    let amount =
      (isApproximate ? Wording.approximately : "")
      + (indicator.isPercentage ? size + percentagePoints(of: size) : size) + detail
    guard !NumberStyle.isZero(size) else {
      if isApproximate { return self("khoảng bằng \(base)", "about as in \(base)") }
      return abs(change) < 1e-9
        ? self("bằng \(base)", "as in \(base)")
        : self("gần bằng \(base)", "almost as in \(base)")
    }
    return change > 0
      ? self("tăng \(amount) so với \(base)", "up \(amount) on \(base)")
      : self("giảm \(amount) so với \(base)", "down \(amount) on \(base)")
  }
}

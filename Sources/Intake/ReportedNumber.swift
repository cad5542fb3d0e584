import ClusterMetrics

/// A number that somebody states for a period, as a table of submissions has it.
struct ReportedNumber {
  var period: Period
  /// A unit, or a cluster or the whole, whose total is stated.
  var group: Group
  var indicator: Indicator
  var value: Quantity
  var isApproximate: Bool
  /// Whether the question does not arise, so that there is no value.
  var isNotApplicable = false
  /// Whether its row says that it corrects what was reported before.
  var isCorrection = false
  var place: Finding.Place
  /// Where else the same number stands.
  var otherPlaces: [Finding.Place] = []

  /// What it adds to the tallies; `nil` where it is only compared with them: a total, or a number whose
  /// source are the registers.
  var submission: Submission? {
    guard case .unit(let unit) = group, indicator.definition == .submitted else { return nil }
    return Submission(
      period: period, unit: unit, indicator: indicator.id, value: value,
      isApproximate: isApproximate, isNotApplicable: isNotApplicable, row: place.row ?? 0)
  }
}

/// Compares numbers that were reported with what the tallies say.
enum Reconciliation {
  static func findings(_ numbers: [ReportedNumber], _ book: TallyBook) -> [Finding] {
    numbers.filter { !$0.isNotApplicable }.compactMap { finding($0, book) }
  }

  private static func finding(_ number: ReportedNumber, _ book: TallyBook) -> Finding? {
    let tally = book.tally(number.indicator, for: number.group, in: number.period)
    // As many decimals as were stated: 44 is right for 44.04.
    let decimals = number.value.decimals
    let stated = number.value.doubleValue
    let value = tally.value.map { Rounding.rounded($0, decimals: decimals) }
    if let value {
      // "Over 1,200" says that it is no less than 1,200, and not far from it.
      let tolerance = number.isApproximate ? abs(stated) * 0.1 : 0
      if abs(value - stated) <= tolerance + 1e-9 { return nil }
    }
    let code: Finding.Code
    let (vietnamese, english): (String, String)
    switch number.group {
    case .unit where number.indicator.isPercentage:
      code = .contradictsRate
      (vietnamese, english) = ("các số liệu của đơn vị cho", "the unit's own numbers give")
    case .unit:
      code = .contradictsRegister
      (vietnamese, english) = ("sổ theo dõi có", "the registers hold")
    default:
      code = .contradictsParts
      (vietnamese, english) = ("cộng các đơn vị được", "the units add up to")
    }
    let name = number.indicator.name
    let computed = value.flatMap { Quantity($0) }
    let counted =
      tally.status == .partial
      ? " (\(tally.reportingUnits)/\(tally.expectedUnits))" : ""
    return Finding(
      code, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(number.period.name): báo cáo \(number.value.vietnamese), \(vietnamese)"
        + " \(computed?.vietnamese ?? "… (chưa có số liệu)")\(counted)",
      en: "\(name.english), \(number.period.name): \(number.value) reported, \(english)"
        + " \(computed.map { "\($0)" } ?? "nothing")\(counted)")
  }
}

extension Quantity {
  /// How many decimals it is written with, without zeros at their end.
  fileprivate var decimals: Int {
    let text = "\(self)"
    return text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
  }

  /// `1.234,5`
  var vietnamese: String {
    let parts = "\(self)".split(separator: ".")
    var whole = String(parts[0])
    var place = whole.count - 3
    while place > (whole.hasPrefix("-") ? 1 : 0) {
      whole.insert(".", at: whole.index(whole.startIndex, offsetBy: place))
      place -= 3
    }
    return parts.count == 2 ? whole + "," + parts[1] : whole
  }

  init?(_ value: Double) {
    guard case .number(let quantity) = NumberCell.quantity(value) else { return nil }
    self = quantity
  }
}

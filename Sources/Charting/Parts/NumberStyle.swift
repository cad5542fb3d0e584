/// How numbers are written in a language.
public struct NumberStyle: Sendable, Hashable {
  /// The mark between the whole part and the fraction.
  public var decimalMark: String
  /// The mark between groups of three digits.
  public var groupMark: String

  /// A custom style.
  public init(decimalMark: String, groupMark: String) {
    self.decimalMark = decimalMark
    self.groupMark = groupMark
  }

  /// Vietnamese: `1.234,5`.
  public static let vietnamese = NumberStyle(decimalMark: ",", groupMark: ".")
  /// English: `1,234.5`.
  public static let english = NumberStyle(decimalMark: ".", groupMark: ",")

  /// Formats a number with a fixed number of decimals, rounded half away from zero, with a true minus sign.
  public func text(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let decimals = min(max(decimals, 0), 9)
    let scale = Power.ofTen(decimals)
    // A half in decimal may be slightly less in binary, and a difference may be slightly less than exact. The factor
    // and the summand compensate for both.
    let scaled = abs(value) * scale * (1 + 4 * Double.ulpOfOne) + 1e-9
    guard scaled < 9e15 else { return text(value, decimals: 0) }
    let rounded = UInt64(scaled.rounded(.toNearestOrAwayFromZero))
    let whole = String(rounded / UInt64(scale))
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += groupMark }
      grouped.append(digit)
    }
    if decimals > 0 {
      let fraction = String(rounded % UInt64(scale))
      grouped +=
        decimalMark + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return (value < 0 && rounded > 0 ? "−" : "") + grouped
  }

  /// Formats a change: `+4`, `−1`, or `±0` if there is none.
  public func signedText(_ value: Double, decimals: Int = 0) -> String {
    var plain = text(abs(value), decimals: decimals)
    // What rose or fell by little has as many decimals as it needs: "−0.04" is no standstill.
    var further = decimals + 1
    while NumberStyle.isZero(plain), abs(value) > 1e-9, further <= Self.mostDecimals {
      plain = text(abs(value), decimals: further)
      further += 1
    }
    return NumberStyle.isZero(plain) ? "±0" : (value < 0 ? "−" : "+") + plain
  }
  private static let mostDecimals = 4

  /// Whether a number reads as zero: "0", "0,00".
  public static func isZero(_ text: String) -> Bool {
    !text.contains { $0 != "0" && $0.isNumber }
  }
}

/// How the numbers of one chart are written.
public struct ValueFormat: Sendable, Hashable {
  /// Kinds of numbers.
  public enum Kind: Sendable, Hashable {
    /// Counts: axes get whole ticks.
    case count
    /// Measures with a fraction.
    case measure
    /// Percentages; an axis runs from 0 to 100, unless all of them are small (see `fullScale(of:)`).
    case percent
  }

  /// The kind of the numbers.
  public var kind: Kind
  /// The number of decimals.
  public var decimals: Int
  /// The decimal and group marks of the language.
  public var numbers: NumberStyle

  /// A format.
  public init(_ kind: Kind, decimals: Int, numbers: NumberStyle) {
    self.kind = kind
    self.decimals = decimals
    self.numbers = numbers
  }

  /// `1.234` or `44,0%`. A percentage that is not 100 is not written like 100: 99.96 gets the decimals that tell it apart.
  public func text(_ value: Double) -> String {
    guard kind == .percent else { return numbers.text(value, decimals: decimals) }
    var decimals = decimals
    while decimals < 4, abs(value - 100) < 0.5, abs(value - 100) > 1e-9,
      numbers.text(value, decimals: decimals) == numbers.text(100, decimals: decimals)
    { decimals += 1 }
    return numbers.text(value, decimals: decimals) + "%"
  }

  /// `+4`, `−1`, `±0`; for percentages the change in percentage points, without a percent sign.
  public func signedText(_ value: Double) -> String {
    numbers.signedText(value, decimals: decimals)
  }

  /// Whether a change is one with the decimals of the numbers: one that is less leaves a number almost as it was.
  public func isChange(_ value: Double) -> Bool {
    !NumberStyle.isZero(numbers.text(abs(value), decimals: decimals))
  }

  /// The number that a scale of some values includes even if all are smaller: 100 for percentages, so bars show parts
  /// of a whole.
  ///
  /// `nil` for other kinds, and for percentages of at most 25, whose bars would be too short to compare.
  public func fullScale(of values: some Sequence<Double>) -> Double? {
    guard kind == .percent else { return nil }
    let most = values.max() ?? 0
    return most > 0 && most <= ValueFormat.smallPercent ? nil : 100
  }
  static let smallPercent = 25.0

  /// The text of a tick, with only as many decimals as the step needs.
  func tickText(_ value: Double, step: Double) -> String {
    var decimals = 0
    while decimals < 6, (step * Power.ofTen(decimals)).truncatingRemainder(dividingBy: 1) != 0 {
      decimals += 1
    }
    return numbers.text(value, decimals: decimals) + (kind == .percent ? "%" : "")
  }
}

import ClusterMetrics
import Tables

/// Reads numbers as people write them in Vietnam: `1234`, `1.234`, `1.234,5`, `12,5`, and as programs do:
/// `12.5`, `1,234.5`; with words around them (see `NumberWords`).
package enum NumberCell {
  package enum Outcome: Equatable {
    case number(Quantity)
    /// Could also be meant otherwise: `1,234` is read as one and a bit, and `12,34567` is rounded
    /// to four decimals.
    case doubtful(Quantity)
    /// `1.234` in a column where points and commas are both proven to be decimal marks.
    case undecided
    /// `x`: the question does not arise.
    case notApplicable
    /// `...`: there is no information.
    case notReported
    case invalid

    package var quantity: Quantity? {
      switch self {
      case .number(let quantity), .doubtful(let quantity): quantity
      default: nil
      }
    }
  }

  /// What a text says, and what it proves of its column.
  package struct Reading: Equatable {
    package var outcome: Outcome
    package var evidence: NumberEvidence = []
    /// "trên 1.200", "khoảng 30".
    package var isApproximate = false
    /// The word behind the number: "ha".
    package var word: String?

    package init(
      outcome: Outcome, evidence: NumberEvidence = [], isApproximate: Bool = false,
      word: String? = nil
    ) {
      self.outcome = outcome
      self.evidence = evidence
      self.isApproximate = isApproximate
      self.word = word
    }
  }

  /// A number that a workbook holds as a number: to four decimals, and said where that is not
  /// what it holds.
  ///
  /// - Parameter tolerance: by which part of itself it may differ. What a formula gives has any number of decimals.
  package static func quantity(_ number: Double, tolerance: Double = 1e-9) -> Outcome {
    let parts = (number * Double(Quantity.scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(parts) < 9e18 else { return .invalid }
    let quantity = Quantity(parts: Int128(parts))
    // Sums of binary fractions are off by far less than what anyone typed.
    let isExact = abs(quantity.doubleValue - number) <= abs(number) * tolerance + 1e-12
    return isExact ? .number(quantity) : .doubtful(quantity)
  }

  package static func parse(_ cell: Cell, mark: DecimalMark = .comma) -> Reading {
    // Nearly all numbers are a few digits and nothing else.
    cell.digits.map { Reading(outcome: .number(Quantity($0))) }
      ?? parse(ArraySlice(cell.bytes), mark: mark)
  }

  package static func parse(_ bytes: ArraySlice<UInt8>, mark: DecimalMark = .comma) -> Reading {
    let plain = parsePlain(bytes, mark)
    guard plain.outcome == .invalid else { return plain }
    return NumberWords.parse(String(decoding: bytes, as: UTF8.self), mark)
  }

  private static let (dot, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))

  /// Digits with points and commas, and a sign.
  package static func parsePlain(_ bytes: ArraySlice<UInt8>, _ mark: DecimalMark) -> Reading {
    let invalid = Reading(outcome: .invalid)
    var digits = bytes
    var isNegative = false
    if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      digits.removeFirst()
    } else if digits.starts(with: [0xE2, 0x88, 0x92]) {
      isNegative = true
      digits.removeFirst(3)
    }
    guard let first = digits.first, let last = digits.last, first.isDigit, last.isDigit,
      digits.count <= 30, digits.allSatisfy({ $0.isDigit || $0 == dot || $0 == comma })
    else { return invalid }
    guard let shape = shape(of: digits, mark) else {
      return Reading(outcome: .undecided, evidence: evidence(of: digits))
    }
    guard let quantity = value(of: digits, shape.decimalMark, isNegative) else { return invalid }
    let isDoubtful = shape.isDoubtful || quantity.isRounded
    return Reading(
      outcome: isDoubtful ? .doubtful(quantity.value) : .number(quantity.value),
      evidence: evidence(of: digits))
  }

  /// Which mark of a number is the decimal one, if any; `nil` where nobody can tell.
  private static func shape(
    of digits: ArraySlice<UInt8>, _ mark: DecimalMark
  ) -> (decimalMark: UInt8?, isDoubtful: Bool)? {
    let marks = digits.filter { !$0.isDigit }
    guard let only = marks.first else { return (nil, false) }
    if marks.contains(dot), marks.contains(comma) { return (marks[marks.count - 1], false) }
    guard marks.count == 1 else { return (nil, false) }
    guard looksGrouped(digits, by: only) else { return (only, false) }
    switch mark {
    case .undecided: return nil
    case .thousands: return (nil, only == dot)
    case .point: return (only == dot ? dot : nil, false)
    case .pointInDoubt: return (only == dot ? dot : nil, only == dot)
    case .comma: return (only == comma ? comma : nil, only == comma)
    }
  }

  private static func looksGrouped(_ digits: ArraySlice<UInt8>, by mark: UInt8) -> Bool {
    let groups = digits.split(separator: mark)
    return groups.count == 2 && groups[1].count == 3 && groups[0].count <= 3
      && groups[0].first != UInt8(ascii: "0")
  }

  /// What a number proves, if it is one.
  private static func evidence(of digits: ArraySlice<UInt8>) -> NumberEvidence {
    let marks = digits.filter { !$0.isDigit }
    guard let first = marks.first else { return [] }
    if marks.contains(dot), marks.contains(comma) {
      return marks[marks.count - 1] == dot ? .point : .comma
    }
    // Several of one mark part groups, so that the other one is the decimal mark.
    guard marks.count == 1 else { return first == dot ? .comma : .point }
    let decimals = digits.endIndex - 1 - (digits.lastIndex(of: first) ?? digits.startIndex)
    guard looksGrouped(digits, by: first) else {
      guard first == dot else { return .comma }
      return decimals < 3 ? [.point, .shortPoint] : [.point, .longPoint]
    }
    guard first == dot else { return .groupedByComma }
    return digits.last == UInt8(ascii: "0") ? [.groupedByPoint, .groupedWithZero] : .groupedByPoint
  }

  private static func value(
    of digits: ArraySlice<UInt8>, _ decimalMark: UInt8?, _ isNegative: Bool
  ) -> (value: Quantity, isRounded: Bool)? {
    let parts =
      decimalMark.map { digits.split(separator: $0, omittingEmptySubsequences: false) } ?? [digits]
    guard parts.count <= 2 else { return nil }
    let groups = parts[0].split(omittingEmptySubsequences: false) { !$0.isDigit }
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    if parts.count == 2, parts[1].contains(where: { !$0.isDigit }) { return nil }

    var value: Int128 = 0
    var isRounded = false
    for digit in groups.joined() { value = value * 10 + Int128(digit - 0x30) }
    value *= Int128(Quantity.scale)
    if parts.count == 2 {
      var unit = Int128(Quantity.scale)
      for (index, digit) in parts[1].enumerated() {
        unit /= 10
        if index < 4 {
          value += Int128(digit - 0x30) * unit
        } else if index == 4, digit >= 0x35 {
          value += 1
        }
        if index >= 4, digit != 0x30 { isRounded = true }
      }
    }
    // One value of a batch's column stands for an empty cell.
    guard value < Int128(Int64.max) else { return nil }
    return (Quantity(parts: isNegative ? -value : value), isRounded)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

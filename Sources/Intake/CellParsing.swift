import ClusterMetrics

/// Reads dates as people write them: `2022-06-17`, and day before month in `17/6/2022`,
/// `17-06-2022`, `17.6.22`. A time of day behind it is passed over. Nothing else is guessed:
/// `6/17/2022` is no date.
enum DateCell {
  static func parse(_ cell: Cell) -> Day? { parse(ArraySlice(cell.bytes)) }

  static func parse(_ bytes: ArraySlice<UInt8>) -> Day? {
    var numbers: [(value: Int, digits: Int)] = []
    var separator: UInt8?
    var value = 0
    var digits = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 4 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."):
        guard digits > 0, numbers.count < 2, separator == nil || separator == byte else {
          return nil
        }
        separator = byte
        numbers.append((value, digits))
        (value, digits) = (0, 0)
      case UInt8(ascii: " "), UInt8(ascii: "T"):
        guard numbers.count == 2, digits > 0, isTime(bytes.drop { $0 != byte }.dropFirst()) else {
          return nil
        }
        numbers.append((value, digits))
        return day(numbers)
      default:
        return nil
      }
    }
    guard digits > 0 else { return nil }
    numbers.append((value, digits))
    return day(numbers)
  }

  private static func day(_ numbers: [(value: Int, digits: Int)]) -> Day? {
    guard numbers.count == 3 else { return nil }
    if numbers[0].digits == 4 {
      guard numbers[1].digits <= 2, numbers[2].digits <= 2 else { return nil }
      return Day(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2 else { return nil }
    switch numbers[2].digits {
    case 4: return Day(year: numbers[2].value, month: numbers[1].value, day: numbers[0].value)
    case 2:
      return Day(year: 2000 + numbers[2].value, month: numbers[1].value, day: numbers[0].value)
    default: return nil
    }
  }

  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "Z")
      }
  }
}

/// Reads numbers as people write them in Vietnam: `1234`, `1.234`, `1.234,5`, `12,5`, also `12.5`
/// and `1,234.5` where no other reading is possible.
enum NumberCell {
  enum Outcome: Equatable {
    case number(Quantity)
    /// Could also be meant otherwise: `1,234` is read as one and a bit, and `12,34567` is rounded
    /// to four decimals.
    case doubtful(Quantity)
    case invalid
  }

  /// A number that a workbook holds as a number: to four decimals, and said where that is not
  /// what it holds.
  static func quantity(_ number: Double) -> Outcome {
    let parts = (number * Double(Quantity.scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(parts) < 9e18 else { return .invalid }
    let quantity = Quantity(parts: Int128(parts))
    // Sums of binary fractions are off by far less than what anyone typed.
    let isExact = abs(quantity.doubleValue - number) <= abs(number) * 1e-9 + 1e-12
    return isExact ? .number(quantity) : .doubtful(quantity)
  }

  static func parse(_ cell: Cell) -> Outcome {
    // Nearly all numbers are a few digits and nothing else.
    cell.digits.map { .number(Quantity($0)) } ?? parse(ArraySlice(cell.bytes))
  }

  static func parse(_ bytes: ArraySlice<UInt8>) -> Outcome {
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
      digits.count <= 30,
      digits.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
    else { return .invalid }

    let marks = digits.filter { !$0.isDigit }
    let (dot, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
    var decimalMark: UInt8?
    var isDoubtful = false
    if marks.contains(dot), marks.contains(comma) {
      decimalMark = marks[marks.count - 1]
    } else if marks.count == 1 {
      let groups = digits.split(separator: marks[0])
      let looksGrouped =
        groups[1].count == 3 && groups[0].count <= 3 && groups[0].first != UInt8(ascii: "0")
      if marks[0] == comma {
        decimalMark = comma
        isDoubtful = looksGrouped
      } else if !looksGrouped {
        decimalMark = dot
      }
    }
    let parts =
      decimalMark.map {
        digits.split(separator: $0, omittingEmptySubsequences: false)
      } ?? [digits]
    guard parts.count <= 2 else { return .invalid }
    let groups = parts[0].split(omittingEmptySubsequences: false) { !$0.isDigit }
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return .invalid }
    }
    if parts.count == 2, parts[1].contains(where: { !$0.isDigit }) { return .invalid }

    var value: Int128 = 0
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
        if index >= 4, digit != 0x30 { isDoubtful = true }
      }
    }
    // One value of a batch's column stands for an empty cell.
    guard value < Int128(Int64.max) else { return .invalid }
    let quantity = Quantity(parts: isNegative ? -value : value)
    return isDoubtful ? .doubtful(quantity) : .number(quantity)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

import ClusterMetrics
import Foundation
import Tables

/// Reads dates as people and programs write them: `2022-06-17`, and day before month in `17/6/2022`,
/// `17-06-2022`, `17.6.22`. A time of day behind it is passed over, but an instant with an offset (ISO 8601)
/// is the day that it falls on in Vietnam.
package enum DateCell {
  /// A day, and what its text shows of the order of day and month.
  package struct Reading: Equatable {
    package var day: Day?
    /// The two numbers that could each be day or month, as they stand; `nil` where the year comes first.
    package var pair: (first: Int, second: Int)?

    package static func == (left: Reading, right: Reading) -> Bool {
      left.day == right.day && left.pair?.first == right.pair?.first
        && left.pair?.second == right.pair?.second
    }
  }

  package static func parse(_ cell: Cell) -> Day? { parse(ArraySlice(cell.bytes)) }

  package static func parse(_ bytes: ArraySlice<UInt8>) -> Day? { read(bytes).day }

  package static func read(_ bytes: ArraySlice<UInt8>, order: DateOrder = .dayFirst) -> Reading {
    var numbers: [(value: Int, digits: Int)] = []
    var separator: UInt8?
    var value = 0
    var digits = 0
    var time: ArraySlice<UInt8> = []
    reading: for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 4 else { return Reading() }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."):
        guard digits > 0, numbers.count < 2, separator == nil || separator == byte else {
          return Reading()
        }
        separator = byte
        numbers.append((value, digits))
        (value, digits) = (0, 0)
      case UInt8(ascii: " "), UInt8(ascii: "T"):
        time = bytes[(index + 1)...]
        break reading
      default:
        return Reading()
      }
    }
    guard digits > 0 else { return Reading() }
    numbers.append((value, digits))
    var reading = day(numbers, order)
    guard !time.isEmpty || bytes.last.map({ $0 >= 0x30 && $0 <= 0x39 }) == true,
      let shift = time.isEmpty ? 0 : DayShift.of(time)
    else { return Reading() }
    reading.day = reading.day.map { Day(number: $0.number + shift) }
    return reading
  }

  /// Whether "22-03-10" is 10 March of a year near by, and only far off from today 22 March: nobody can tell.
  private static func isRatherYearFirst(
    _ numbers: [(value: Int, digits: Int)], _ year: Int
  ) -> Bool {
    guard !near.contains(year), numbers[0].digits == 2, near.contains(2000 + numbers[0].value)
    else {
      return false
    }
    return Day(year: 2000 + numbers[0].value, month: numbers[1].value, day: numbers[2].value) != nil
  }

  private static let near: ClosedRange<Int> = {
    let now = Today.day.components.year
    return (now - 6)...(now + 1)
  }()

  /// The day of three numbers as they stand.
  package static func day(
    _ numbers: [(value: Int, digits: Int)], _ order: DateOrder = .dayFirst
  ) -> Reading {
    guard numbers.count == 3 else { return Reading() }
    if numbers[0].digits == 4 {
      guard numbers[1].digits <= 2, numbers[2].digits <= 2 else { return Reading() }
      return Reading(
        day: Day(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value))
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2, [2, 4].contains(numbers[2].digits) else {
      return Reading()
    }
    let year = numbers[2].value + (numbers[2].digits == 2 ? 2000 : 0)
    if numbers[2].digits == 2, isRatherYearFirst(numbers, year) { return Reading() }
    let pair = (first: numbers[0].value, second: numbers[1].value)
    let (day, month) = order == .monthFirst ? (pair.second, pair.first) : (pair.first, pair.second)
    return Reading(day: Day(year: year, month: month, day: day), pair: pair)
  }
}

/// By how many days a time of day moves its date: none where it has no offset, for then the day that stands
/// there is meant.
private enum DayShift {
  /// Vietnam is seven hours ahead of UTC all year round.
  private static let vietnam = 7 * 60

  /// `nil` where it is no time.
  static func of(_ time: ArraySlice<UInt8>) -> Int32? {
    var text = time
    var offset: Int?
    if text.last == UInt8(ascii: "Z") {
      text.removeLast()
      offset = 0
    } else if let sign = text.lastIndex(where: {
      $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }) {
      guard let minutes = minutes(text[(sign + 1)...]) else { return nil }
      offset = text[sign] == UInt8(ascii: "-") ? -minutes : minutes
      text = text[..<sign]
    }
    guard !text.isEmpty,
      text.allSatisfy({
        ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
      })
    else { return nil }
    // Figures alone are no time: "16/6/20 22".
    guard let offset else { return text.contains(UInt8(ascii: ":")) ? 0 : nil }
    let clock = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard clock.count >= 2, let hour = number(clock[0]), let minute = number(clock[1]), hour < 25,
      minute < 60
    else { return nil }
    let local = hour * 60 + minute - offset + vietnam
    return Int32((Double(local) / 1440).rounded(.down))
  }

  /// Of `07:00`, `0700` or `07`.
  private static func minutes(_ offset: ArraySlice<UInt8>) -> Int? {
    let digits = offset.filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 2 || digits.count == 4, let number = number(digits[...]) else {
      return nil
    }
    let (hours, minutes) = digits.count == 2 ? (number, 0) : (number / 100, number % 100)
    return hours <= 14 && minutes < 60 ? hours * 60 + minutes : nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}

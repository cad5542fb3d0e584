/// The days on which each unit has activities: tells when a register begins and ends, and which units are silent.
///
/// One bit per day, from 1940 to 2110: more than the years allowed for dates in a register.
package struct ReportedDays: Sendable, Equatable {
  private static let first = -10_958
  private static let wordsPerUnit = 972

  private var words: [UInt64]

  /// An empty set for a number of units.
  package init(unitCount: Int) {
    words = Array(repeating: 0, count: unitCount * ReportedDays.wordsPerUnit)
  }

  /// Adds the days of a batch.
  package mutating func fold(_ batch: ActivityBatch) {
    words.withUnsafeMutableBufferPointer { words in
      for row in 0..<batch.count {
        ReportedDays.add(batch.days[row], of: Int(batch.units[row]), to: words)
      }
      for (row, day) in batch.lastDays {
        ReportedDays.add(day, of: Int(batch.units[row]), to: words)
      }
      // The days between the first and the last of several activities are unknown, and not needed.
      for (row, day) in (batch.folded?.lastDays ?? []).enumerated() {
        ReportedDays.add(day, of: Int(batch.units[row]), to: words)
      }
    }
  }

  @inline(__always) private static func add(
    _ day: Int32, of unit: Int, to words: UnsafeMutableBufferPointer<UInt64>
  ) {
    let day = Int(day) - first
    guard day >= 0, day < wordsPerUnit * 64 else { return }
    words[unit * wordsPerUnit + day / 64] |= 1 << UInt64(truncatingIfNeeded: day % 64)
  }

  /// Adds the days of another set for the same units.
  package mutating func merge(_ other: ReportedDays) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The first and the last day on which any unit has an activity.
  package var span: ClosedRange<Day>? {
    var span: ClosedRange<Day>?
    for (index, word) in words.enumerated() where word != 0 {
      let start = index % ReportedDays.wordsPerUnit * 64 + ReportedDays.first
      let first = Day(number: Int32(start + word.trailingZeroBitCount))
      let last = Day(number: Int32(start + 63 - word.leadingZeroBitCount))
      span = span.map { min($0.lowerBound, first)...max($0.upperBound, last) } ?? first...last
    }
    return span
  }

  /// The last day, not after a limit, on which any unit has an activity.
  package func lastDay(notAfter limit: Day) -> Day? {
    var last: Day?
    for (index, word) in words.enumerated() where word != 0 {
      let start = index % ReportedDays.wordsPerUnit * 64 + ReportedDays.first
      // Ignore days of this word after the limit.
      let allowed = Int(limit.number) - start
      guard allowed >= 0 else { continue }
      let kept = allowed >= 63 ? word : word & ((1 << UInt64(allowed + 1)) - 1)
      guard kept != 0 else { continue }
      let day = Day(number: Int32(start + 63 - kept.leadingZeroBitCount))
      last = last.map { max($0, day) } ?? day
    }
    return last
  }

  /// The greatest number of days from one day with activities of any unit to the next, in the year that ends with a day, a month
  /// at most; `nil` if it has fewer than twenty of them.
  package func longestPause(before last: Day) -> Int32? {
    longestPause(in: last.number - 366...last.number)
  }

  /// The same in the year that begins with a day.
  package func longestPause(after first: Day) -> Int32? {
    longestPause(in: first.number...first.number + 366)
  }

  private func longestPause(in days: ClosedRange<Int32>) -> Int32? {
    var all = [UInt64](repeating: 0, count: ReportedDays.wordsPerUnit)
    for (index, word) in words.enumerated() where word != 0 {
      all[index % ReportedDays.wordsPerUnit] |= word
    }
    return ReportedDays.longestPause(in: days, of: all[...])
  }

  private static func longestPause(
    in days: ClosedRange<Int32>, of words: ArraySlice<UInt64>
  ) -> Int32? {
    let reported = days.filter { holds($0, in: words) }
    guard reported.count >= 20 else { return nil }
    // A longer one is no pause: half of a year that nobody recorded.
    return zip(reported, reported.dropFirst()).map { $1 - $0 }.filter { $0 <= 31 }.max()
  }

  /// The units whose own records end within some days although those of others go on: with the last day of each, a month and twice
  /// its longest pause or more before the last day of all.
  package func earlyEnds(
    in days: Range<Day>, _ roster: Roster, today: Day
  ) -> [(unit: Int, day: Day)] {
    guard let last = lastDay(notAfter: today).map({ min($0, days.upperBound.previous) }),
      days.contains(last)
    else { return [] }
    return roster.units.indices.compactMap { unit in
      let own = words(ofUnit: unit)
      // Most units have a record in the last month, and are asked no further.
      guard roster.units[unit].validity.holds(last),
        let day = (days.lowerBound.number...last.number).reversed().first(where: {
          ReportedDays.holds($0, in: own)
        }), last.number - day >= 31,
        let pause = ReportedDays.longestPause(in: day - 366...day, of: own),
        last.number - day >= 2 * pause
      else { return nil }
      return (unit, Day(number: day))
    }
  }

  /// Whether a unit has an activity on some of these days.
  package func contains(unit: Int, in days: Range<Day>) -> Bool {
    let own = words(ofUnit: unit)
    return (days.lowerBound.number..<days.upperBound.number).contains {
      ReportedDays.holds($0, in: own)
    }
  }

  private func words(ofUnit unit: Int) -> ArraySlice<UInt64> {
    words[unit * ReportedDays.wordsPerUnit..<(unit + 1) * ReportedDays.wordsPerUnit]
  }

  /// Whether a day is among those of a unit, or of all of them.
  private static func holds(_ day: Int32, in words: ArraySlice<UInt64>) -> Bool {
    let place = Int(day) - first
    return place >= 0 && place / 64 < words.count
      && words[words.startIndex + place / 64] >> UInt64(place % 64) & 1 == 1
  }
}

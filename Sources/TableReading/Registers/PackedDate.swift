import ClusterMetrics
import OfficeWords

/// A day and what its text proves of the order of day and month, in one number, so that both are worked out
/// once for every spelling.
struct PackedDate {
  let bits: Int32
  /// So that days before 1970 are no negative numbers.
  private static let base: Int32 = 1 << 18

  init(bits: Int32) { self.bits = bits }

  init(_ text: String, _ order: DateOrder) {
    let textOrder = order.ofText
    let reading = DateCell.read(ArraySlice(text.utf8), order: textOrder)
    var bits: Int32 = 0
    let loose = reading.day == nil ? LooseDate.read(text, order: textOrder)?.day : nil
    // Of several days more may have to be said.
    let isOne = loose == nil || LooseDate.lastDay(text, order: textOrder) == loose
    if let day = reading.day ?? loose, isOne, ActivityReader.isPlausible(day) {
      bits = day.number + PackedDate.base
    }
    if let (first, second) = reading.pair {
      // So is a day that is filled up and a month that is not: "05/8" (Decree 30/2020, of days and of January and February).
      if first > 12 || PackedDate.fillsDayOnly(text) { bits |= 1 << 20 }
      if second > 12, first <= 12 { bits |= 1 << 21 }
      if first <= 12, second <= 12 { bits |= 1 << 22 }
      bits |= Int32(min(second, 15)) << 23
    }
    if RegisterDays.saysTime(text) { bits |= 1 << 27 }
    self.bits = bits
  }

  private static func fillsDayOnly(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(5))
    func isDigit(_ place: Int) -> Bool { (0x31...0x39).contains(bytes[place]) }
    func isMark(_ place: Int) -> Bool { [0x2F, 0x2E, 0x2D].contains(bytes[place]) }
    return bytes.count == 5 && bytes[0] == 0x30 && isDigit(1) && isMark(2) && isDigit(3)
      && isMark(4)
  }

  var day: Int32? {
    let number = bits & 0xF_FFFF
    return number == 0 ? nil : number - PackedDate.base
  }

  var isTelling: Bool { bits >> 20 & 0x7F != 0 }
  /// Whether it says the time of day, too.
  var saysTime: Bool { bits >> 27 & 1 == 1 }

  var evidence: DateEvidence {
    DateEvidence(
      provesDayFirst: bits >> 20 & 1 == 1, provesMonthFirst: bits >> 21 & 1 == 1,
      isAmbiguous: bits >> 22 & 1 == 1, textMonths: 1 << UInt32(bits >> 23 & 15))
  }
}

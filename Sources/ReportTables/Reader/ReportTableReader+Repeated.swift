import ClusterMetrics
import OfficeWords
import OrderedCollections

/// Numbers of one table that say the same place.
extension ReportTableReader {
  /// Two rows of one table that say the same place hold something that is not understood: "Lĩnh vực". Neither counts.
  ///
  /// - Returns: where the numbers of the table begin now: those of tables above may have gone with its own.
  mutating func refuseRepeated(from start: Int) -> Int {
    struct Key: Hashable {
      var period: Period
      var group: Group
      var indicator: String
      var figure: Figure
    }
    func key(_ number: ReportedNumber) -> Key {
      Key(
        period: number.period, group: number.group, indicator: number.indicator.id,
        figure: number.figure)
    }
    // One that says it corrects the others of its place wins over them.
    let corrected = Dictionary(
      grouping: table.numbers.dropFirst(start).filter(\.isCorrection), by: key
    )
    .filter { $0.value.count == 1 }
    table.numbers =
      table.numbers[..<start]
      + table.numbers.dropFirst(start).filter { $0.isCorrection || corrected[key($0)] == nil }
    dropSame(from: start, by: key)
    let own = table.numbers.dropFirst(start)
    // In the order of the table: the first place is the one that is said.
    let places = OrderedDictionary(grouping: own, by: key)
    for (_, numbers) in places where numbers.count > 1 {
      for number in numbers {
        table.log.note(number.coordinates, number.value.vietnamese, at: number.place)
      }
      let places = numbers.prefix(4).map { "\($0.place)" }.joined(separator: ", ")
      let name = numbers[0].indicator.name
      let rows = numbers.compactMap(\.place.row).uniqued
      if rows.count > 1 {
        addRepeatedRows(numbers, places)
        continue
      }
      if numbers[0].figure == .plan {
        addPlansOfTwo(numbers, places)
        continue
      }
      add(
        .contradictingNumbers, at: numbers[0].place, about: "twice \(numbers[0].indicator.id)",
        vi:
          "\(name.vietnamese), \(numbers[0].period.spoken.vietnamese): biểu có nhiều số của cùng một đơn vị (\(places)) nên không số nào"
          + " được tính; có thể có cột chưa nhận ra được, hãy ghi rõ tiêu đề cột",
        en:
          "\(name.english), \(numbers[0].period.name): the table has several numbers for one unit (\(places)), so none"
          + " counts; a column may not have been recognised, so write its header more clearly")
    }
    func isRepeated(_ number: ReportedNumber) -> Bool { (places[key(number)]?.count ?? 0) > 1 }
    let above = table.numbers[..<start].count(where: isRepeated)
    // Two plans are a warning, which nobody has to accept.
    table.leftOut += table.numbers.count { isRepeated($0) && $0.figure != .plan }
    table.numbers.removeAll(where: isRepeated)
    return start - above
  }

  /// What exists is the same in the month as since New Year: of two equal numbers of one row one counts.
  private mutating func dropSame<Key: Hashable>(
    from start: Int, by key: (ReportedNumber) -> Key
  ) {
    var first: [Key: ReportedNumber] = [:]
    let own = table.numbers.dropFirst(start).filter { number in
      guard number.indicator.overTime == .last, number.figure == .value else { return true }
      let key = key(number)
      if let known = first[key], known.value == number.value, known.place.row == number.place.row {
        return false
      }
      first[key] = first[key] ?? number
      return true
    }
    table.numbers = table.numbers[..<start] + own
  }
}

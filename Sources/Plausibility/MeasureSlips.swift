import ClusterMetrics
import Findings
import OfficeWords
import OrderedCollections
import ReportTables

/// Finds indicators that some units seem to report in another unit of measure than the others: one file says "triệu
/// đồng", the next says nothing and holds đồng, and the sum of both is wrong without a word.
///
/// Units differ in size, but by steps: the sizes of many are spread between the smallest and the largest. Two groups
/// with nothing between them, hundreds of times apart, are measured differently.
package enum MeasureSlips {
  /// How many times the next smaller unit's number a unit's must be at least: where the indicator is measured in
  /// something that comes by thousands, as money does, and elsewhere.
  private static let (leastOfMeasures, leastOfCounts) = (300.0, 20_000.0)
  /// The same of percentages, some of which may be shares.
  private static let leastOfRates = 20.0

  /// - Parameter numbers: what was reported, each place once.
  package static func findings(_ numbers: [ReportedNumber], _ roster: Roster) -> [Finding] {
    var byIndicator: OrderedDictionary<String, OrderedDictionary<Int, [ReportedNumber]>> = [:]
    for number in numbers
    where number.figure == .value && number.isSubmitted && !number.isNotApplicable
      && number.value > .zero
    {
      guard case .unit(let unit) = number.group else { continue }
      byIndicator[number.indicator.id, default: [:]][unit, default: []].append(number)
    }
    return byIndicator.values.flatMap { units in
      [finding(units, roster) ?? shares(units)].compactMap(\.self) + above(units)
    }
  }

  /// How many percentages there must be, and which share of them at most a hundred, for others to be slips.
  private static let (leastPercentages, leastWithin) = (5, 0.8)

  /// Percentages above a hundred among such as are not: a mark that is missing, or 91,5 typed into a cell of percentages.
  private static func above(
    _ units: OrderedDictionary<Int, [ReportedNumber]>
  ) -> [Finding] {
    let numbers = Array(units.values.joined())
    guard let first = numbers.first, first.indicator.isPercentage else { return [] }
    let odd = numbers.filter { $0.value > Quantity(100) }
    let within = numbers.count - odd.count
    let isUsual =
      numbers.count >= leastPercentages
      && Double(within) >= Double(numbers.count) * leastWithin
    return odd.filter { isUsual || $0.value > Quantity(1000) }.map { number in
      let name = number.indicator.name
      return Finding(
        .farFromOthers, .warning, at: number.place, about: "% \(number.value)",
        vi:
          "\(name.vietnamese): \(number.value.vietnamese)% quá lớn so với các số khác; có thể thiếu dấu phẩy, hoặc nhập số vào ô đã"
          + " định dạng %; hãy kiểm tra lại",
        en:
          "\(name.english): \(number.value)% is far above the others; a decimal mark may be missing, or the number was typed into a"
          + " cell of percentages: check it")
    }
  }

  /// Percentages none of which is above one, while some are more than a half: shares, most often, of which each counts for a
  /// hundredth of what is meant.
  private static func shares(
    _ units: OrderedDictionary<Int, [ReportedNumber]>
  ) -> Finding? {
    let numbers = units.values.joined()
    guard let first = numbers.first, numbers.count > 1,
      first.indicator.isMeantInPercent,
      numbers.allSatisfy({ $0.value <= Quantity(1) }),
      let largest = numbers.first(where: {
        $0.value > Quantity(parts: Quantity(1).parts / 2) && $0.value < Quantity(1)
      })
    else { return nil }
    let name = first.indicator.name
    return Finding(
      .unlikeMeasures, .warning, at: largest.place, about: first.indicator.id,
      vi:
        "\(name.vietnamese): mọi số đều không quá 1 (như \(largest.value.vietnamese)) và được tính là \(largest.value.vietnamese)%;"
        + " nếu là tỷ lệ viết dưới dạng số thập phân, hãy nhân với 100 hoặc định dạng ô là %",
      en:
        "\(name.english): no number is above 1 (such as \(largest.value)), and they count as \(largest.value)%; if these are"
        + " shares, multiply them by 100 or format the cells as percentages")
  }

  /// - Parameter units: the numbers of one indicator.
  private static func finding(
    _ units: OrderedDictionary<Int, [ReportedNumber]>, _ roster: Roster
  ) -> Finding? {
    let sizes = units.compactMap { unit, numbers in
      Ranking.median(of: numbers.map(\.value.doubleValue)).map { (unit: unit, size: $0) }
    }.sorted { ($0.size, $0.unit) < ($1.size, $1.unit) }
    guard sizes.count > 1, let indicator = units.values[0].first?.indicator else { return nil }
    let gaps = zip(sizes, sizes.dropFirst()).map { $1.size / $0.size }
    guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }) else { return nil }
    let comesByThousands =
      MeasureWords.comesByThousands(indicator.unitOfMeasure?.vietnamese ?? "")
      || MeasureWords.comesByThousands(indicator.name.vietnamese.bracketAtEnd?.inner ?? "")
    // 0.95 beside 98.5: one file says a share, the other percent.
    let isShare =
      sizes[widest].size <= 1 && sizes[widest + 1].size > 1
      && units.values.joined().contains { $0.value.parts % Int128(Quantity.scale) != 0 }
    let isRate = indicator.isMeantInPercent
    let least = comesByThousands ? leastOfMeasures : leastOfCounts
    guard isRate ? isShare && gaps[widest] >= leastOfRates : gaps[widest] >= least else {
      return nil
    }
    let (small, large) = (sizes[...widest], sizes[(widest + 1)...])
    // The few are looked at first; of as many, those whose numbers are large.
    let odd = small.count < large.count ? small : large
    let usual = small.count < large.count ? large : small
    // One number may be far from all others of its unit, too.
    let own = units[odd[odd.startIndex].unit] ?? []
    let isLarge = odd.startIndex > sizes.startIndex
    guard
      let example = isLarge
        ? own.max(by: { $0.value < $1.value }) : own.min(by: { $0.value < $1.value }),
      let others = units[usual[usual.startIndex].unit],
      let other = others.first(where: { $0.period == example.period }) ?? others.first
    else { return nil }
    let named = Finding.listed(units: odd.map { roster.units[$0.unit].name })
    let measure = indicator.unitOfMeasure
    let otherName = roster.units[usual[usual.startIndex].unit].name
    return Finding(
      .unlikeMeasures, .warning, at: example.place, about: indicator.id,
      vi:
        "\(indicator.name.vietnamese): số của \(named.vietnamese) (như \(example.value.vietnamese)) và số của các đơn vị khác"
        + " (như \(other.value.vietnamese) của \(otherName), \(other.place)) chênh lệch quá lớn, có thể không cùng đơn vị tính"
        + "\(measure.map { " (\($0.vietnamese))" } ?? ""); hãy kiểm tra lại\(isRate ? "" : " trước khi cộng")",
      en:
        "\(indicator.name.english): the numbers of \(named.english) (such as \(example.value)) and those of the other"
        + " units (such as \(other.value) of \(otherName), \(other.place)) are so far apart that they may be measured"
        + " differently\(measure.map { " (\($0.english))" } ?? ""); check them\(isRate ? "" : " before they are added")"
    )
  }
}

import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables

/// Finds numbers of one period that are far from what all other units of the kind report for it: a zero too many is seen also
/// in the first report that a unit ever sends.
///
/// Units differ in size, so a number is held first against what the unit itself states beside it, the number of last year
/// and the plan: where the others are all near theirs, one that is ten times its own stands out. Where nothing stands
/// beside, the numbers themselves must be alike.
package enum PeerSlips {
  /// How many other units there must be.
  private static let leastPeers = 4
  /// How far apart those may be, and how many times beyond them a number must lie, as the share of its own reference and by
  /// itself.
  private static let (mostSpread, factorOfShares, factorOfValues) = (4.0, 5.0, 8.0)
  /// Smaller numbers jump.
  private static let leastValue = 50.0

  private struct Key: Hashable {
    var indicator: String
    var period: Period
  }

  /// What a unit states of one period.
  private struct Line {
    var number: ReportedNumber
    var kind: String
    var lastYear: Double?
    var plan: Double?
    /// What its value is a share of by itself.
    var one: Double? { 1 }
    var value: Double { number.value.doubleValue }
    /// Whom it is held against.
    var others: LocalizedText {
      kind.isEmpty
        ? LocalizedText(vi: "các đơn vị khác", en: "other units")
        : LocalizedText(vi: "các \(kind.lowercased()) khác", en: "other units of its kind")
    }
  }

  /// - Parameters:
  ///   - reported: what was reported, plans included, each place once.
  ///   - known: places that something else is said of.
  package static func findings(
    _ reported: [ReportedNumber], _ roster: Roster, besides known: [Finding]
  ) -> [Finding] {
    let places = Set(known.map { "\($0.place)" })
    return lines(reported, roster).values.flatMap { lines in
      // Of many units hardly one lies at an end of all, and only such a one can be far from the rest.
      Dictionary(grouping: lines, by: \.kind).values.flatMap { alike in
        let ends = references.map { Set(PeerSlips.ends(of: alike, $0)) }
        return alike.indices.compactMap { index -> Finding? in
          let line = alike[index]
          guard ends.contains(where: { $0.contains(index) }), line.value > 0,
            !places.contains("\(line.number.place)")
          else { return nil }
          var peers = alike
          peers.remove(at: index)
          return shares(line, peers) ?? values(line, peers)
        }
      }
    }.inOrder
  }

  /// Where the least and the most of some lines stand, as shares of a reference, or by themselves.
  private static func ends(of lines: [Line], _ reference: KeyPath<Line, Double?>) -> [Int] {
    let shares = lines.indices.compactMap { index in
      lines[index][keyPath: reference].flatMap { own in
        own > 0 && lines[index].value > 0 ? (index, lines[index].value / own) : nil
      }
    }
    return [shares.min { $0.1 < $1.1 }, shares.max { $0.1 < $1.1 }].compactMap { $0?.0 }
  }
  private static var references: [KeyPath<Line, Double?>] { [\.lastYear, \.plan, \.one] }

  private static func lines(
    _ reported: [ReportedNumber], _ roster: Roster
  ) -> OrderedDictionary<Key, [Line]> {
    var values: OrderedDictionary<Key, [Int: ReportedNumber]> = [:]
    var plans: [Key: [Int: Double]] = [:]
    for number in reported where !number.isNotApplicable && !number.indicator.isAverage {
      guard case .unit(let unit) = number.group else { continue }
      let key = Key(indicator: number.indicator.id, period: number.period)
      if number.figure == .plan {
        plans[key, default: [:]][unit] = number.value.doubleValue
      } else if number.isSubmitted {
        values[key, default: [:]][unit] = number
      }
    }
    var lines: OrderedDictionary<Key, [Line]> = [:]
    for (key, own) in values where own.count > leastPeers {
      let before = values[Key(indicator: key.indicator, period: key.period.sameLastYear)] ?? [:]
      let year = key.period.calendarYear.map { Key(indicator: key.indicator, period: .year($0)) }
      let planned = plans[key] ?? year.flatMap { plans[$0] } ?? [:]
      lines[key] = own.sorted { $0.key < $1.key }.filter { !$0.value.isOfLastYear }.map {
        Line(
          number: $0.value, kind: roster.units[$0.key].kind,
          lastYear: before[$0.key]?.value.doubleValue, plan: planned[$0.key])
      }
    }
    return lines
  }

  /// Whether a value lies far beyond others that are near each other.
  private static func isFar(_ value: Double, from others: [Double], by factor: Double) -> Bool {
    guard others.count >= leastPeers, let least = others.min(), let most = others.max(), least > 0,
      most <= least * mostSpread
    else { return false }
    return value > most * factor || value < least / factor
  }

  /// A number that is another share of last year's or of the plan than those of all others.
  private static func shares(_ line: Line, _ peers: [Line]) -> Finding? {
    let references: [(KeyPath<Line, Double?>, vi: String, en: String)] = [
      (\.lastYear, "cùng kỳ năm trước", "last year's"), (\.plan, "kế hoạch", "the plan"),
    ]
    for (reference, vietnamese, english) in references {
      guard let own = line[keyPath: reference], own > 0, max(line.value, own) >= leastValue else {
        continue
      }
      let others = peers.compactMap { peer in
        peer[keyPath: reference].flatMap { $0 > 0 && peer.value > 0 ? peer.value / $0 : nil }
      }
      guard isFar(line.value / own, from: others, by: factorOfShares) else { continue }
      func times(_ value: Double) -> Quantity {
        Quantity(Rounding.rounded(value, decimals: value < 1 ? 2 : 1)) ?? .zero
      }
      let (share, least, most) = (
        times(line.value / own), times(others.min() ?? 0), times(others.max() ?? 0)
      )
      let beside = Quantity(own) ?? .zero
      return finding(
        line,
        vi:
          "bằng \(share.vietnamese) lần \(vietnamese) (\(beside.vietnamese)), trong khi \(line.others.vietnamese) từ \(least.vietnamese) đến"
          + " \(most.vietnamese) lần",
        en:
          "is \(share) times \(english) (\(beside)), those of \(line.others.english) \(least) to \(most) times",
        slip(line.value / own, others))
    }
    return nil
  }

  /// A number that is far from those of all others, which are near each other.
  private static func values(_ line: Line, _ peers: [Line]) -> Finding? {
    let others = peers.map(\.value)
    guard max(line.value, others.max() ?? 0) >= leastValue,
      isFar(line.value, from: others, by: factorOfValues), let least = others.min(),
      let most = others.max()
    else { return nil }
    let range = (Quantity(least) ?? .zero, Quantity(most) ?? .zero)
    return finding(
      line,
      vi:
        "khác xa số của \(line.others.vietnamese) (từ \(range.0.vietnamese) đến \(range.1.vietnamese))",
      en: "is far from those of \(line.others.english) (\(range.0) to \(range.1))",
      slip(line.value, others))
  }

  private static func slip(_ value: Double, _ others: [Double]) -> DigitSlip {
    DigitSlip(value, beside: Ranking.median(of: others) ?? 0, within: 0.5...2)
  }

  private static func finding(
    _ line: Line, vi vietnamese: String, en english: String, _ slip: DigitSlip
  ) -> Finding {
    let number = line.number
    return Finding(
      .farFromOthers, .warning, at: number.place, about: "peers \(number.value)",
      vi:
        "\(number.indicator.name.vietnamese), \(number.period.spoken.vietnamese): \(number.value.vietnamese) \(vietnamese)"
        + slip.remedy.vietnamese,
      en: "\(number.indicator.name.english), \(number.period.name): \(number.value) \(english)"
        + slip.remedy.english)
  }
}

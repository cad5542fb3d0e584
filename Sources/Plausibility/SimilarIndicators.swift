import ClusterMetrics
import Findings
import Foundation
import OrderedCollections
import ReportTables

/// Finds an indicator that only one or two units report while all others report one of nearly the same name: one office
/// wrote it in its own words, and each of the two totals lacks somebody without a word.
package enum SimilarIndicators {
  /// How large the share of words must be that two names have in common.
  private static let leastShare = 0.5
  /// How many times as many units must report the usual one.
  private static let leastRatio = 3

  /// - Parameter numbers: what was reported, each place once.
  package static func findings(_ numbers: [ReportedNumber], _ roster: Roster) -> [Finding] {
    var units: OrderedDictionary<String, Set<Int>> = [:]
    var periods: [String: Set<Period>] = [:]
    var first: [String: ReportedNumber] = [:]
    for number in numbers where number.isSubmitted && number.figure != .plan {
      guard case .unit(let unit) = number.group else { continue }
      units[number.indicator.id, default: []].insert(unit)
      periods[number.indicator.id, default: []].insert(number.period)
      first[number.indicator.id] = first[number.indicator.id] ?? number
    }
    return slips(periods, first)
      + units.compactMap { id, few -> Finding? in
        guard few.count <= 2, let number = first[id] else { return nil }
        let usual = units.filter { other, many in
          other != id && many.isDisjoint(with: few) && many.count >= leastRatio * few.count
        }.compactMap { other, _ in first[other]?.indicator }
          .filter { isLike($0, number.indicator) }
        guard let usual = usual.only else { return nil }
        let named = Finding.listed(units: few.sorted().map { roster.units[$0].name })
        let (own, other) = (number.indicator.name, usual.name)
        let count = units[usual.id]?.count ?? 0
        return Finding(
          .similarIndicators, .warning, at: number.place, about: "\(id) → \(usual.id)",
          vi:
            "\"\(own.vietnamese)\" chỉ có số của \(named.vietnamese), còn \(count) đơn vị khác có số của"
            + " \"\(other.vietnamese)\" mà \(named.vietnamese) không có: có phải là một chỉ tiêu không? Nếu phải, hãy thêm tên này"
            + " vào aliases của \(usual.id) và bỏ chỉ tiêu \(id)",
          en:
            "only \(named.english) \(few.count == 1 ? "has" : "have") \"\(own.english)\", and \(count) other units have"
            + " \"\(other.english)\", which \(few.count == 1 ? "it lacks" : "they lack"): are these one indicator? If so, add"
            + " the name to the aliases of \(usual.id), and take \(id) out")
      }
  }

  /// Indicators of one or few periods of which another lacks just these and is called the same but for a letter or tone: a slip
  /// of the pen in the form of a month.
  private static func slips(
    _ periods: [String: Set<Period>], _ first: [String: ReportedNumber]
  ) -> [Finding] {
    let ids = periods.keys.sorted()
    return ids.compactMap { id -> Finding? in
      guard let few = periods[id], few.count <= 2, let number = first[id] else { return nil }
      let usual = ids.filter { other in
        guard other != id, let many = periods[other], many.isDisjoint(with: few),
          many.count >= max(2, few.count), let name = first[other]?.indicator.name.vietnamese
        else { return false }
        return isSlip(number.indicator.name.vietnamese, of: name)
      }
      guard let other = usual.only, let usual = first[other]?.indicator else { return nil }
      let listed = few.sorted { $0.name < $1.name }
      let (own, usualName) = (number.indicator.name, usual.name)
      return Finding(
        .similarIndicators, .warning, at: number.place, about: "\(id) → \(usual.id)",
        vi:
          "\"\(own.vietnamese)\" chỉ có số của \(listed.map(\.spoken.vietnamese).joined(separator: ", ")), các kỳ khác ghi"
          + " \"\(usualName.vietnamese)\": có phải là một chỉ tiêu không? Nếu phải, hãy thêm tên này vào aliases của \(usual.id) và"
          + " bỏ chỉ tiêu \(id)",
        en:
          "\"\(own.english)\" has numbers of \(listed.map(\.name).joined(separator: ", ")) alone, other periods say"
          + " \"\(usualName.english)\": are these one indicator? If so, add the name to the aliases of \(usual.id), and take"
          + " \(id) out")
    }
  }

  /// Whether one word of a name is written with another letter or tone, and all others are the same.
  private static func isSlip(_ name: String, of other: String) -> Bool {
    let (left, right) = (
      NameKey(name).text.split(separator: " "), NameKey(other).text.split(separator: " ")
    )
    guard left.count == right.count, left.count > 1,
      let pair = zip(left, right).filter({ $0 != $1 }).only
    else { return false }
    let isWord = [pair.0, pair.1].allSatisfy { $0.count > 2 && $0.allSatisfy(\.isLetter) }
    func plain(_ word: Substring) -> String {
      word.folding(options: .diacriticInsensitive, locale: nil)
    }
    return isWord
      && (plain(pair.0) == plain(pair.1) || NameKey(pair.0).distance(to: NameKey(pair.1)) == 1)
  }

  /// Whether two names share most of their words, and are measured alike.
  private static func isLike(_ one: Indicator, _ other: Indicator) -> Bool {
    let (left, right) = (one.name.vietnamese, other.name.vietnamese)
    // What says the contrary, or a part, shares its words, too.
    let opposites = Set(
      ["không", "chưa", "nữ", "nam", "tăng", "giảm", "quá", "cận", "tái", "mới", "thoát"].map {
        NameKey($0).text
      })
    return NameKey.share(left, right) >= leastShare
      && NameKey.words(left).symmetricDifference(NameKey.words(right)).isDisjoint(with: opposites)
      && one.isPercentage == other.isPercentage
  }
}

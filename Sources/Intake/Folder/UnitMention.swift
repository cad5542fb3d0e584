import ClusterMetrics
import Foundation

/// Finds the unit that a file's name or a title mentions: "BC tháng 6 Diễn Châu", "Krong Ana quy 1",
/// "UBND HUYỆN HÒA LỢI".
enum UnitMention {
  private static let mostWords = 40

  /// The name of the only unit that a text mentions; `nil` where it mentions none, or several.
  static func only(in text: String, of roster: Roster) -> String? {
    let words = text.split { " -_,.;:()[]".contains($0) }.map(String.init)
    guard words.count <= mostWords else { return nil }
    let exact = mentioned(words) { roster.units(named: $0) }
    if !exact.isEmpty { return name(exact, roster) }
    var plain: [String: [Int]] = [:]
    for (number, unit) in roster.units.enumerated() {
      plain[unmarked(NameKey.place(unit.name).bare.text), default: []].append(number)
      plain[unmarked(NameKey(unit.name).text), default: []].append(number)
    }
    return name(mentioned(words) { plain[unmarked(NameKey($0).text)] ?? [] }, roster)
  }

  private static func name(_ units: Set<Int>, _ roster: Roster) -> String? {
    units.count == 1 ? units.first.map { roster.units[$0].name } : nil
  }

  /// The units that runs of words name, each run as long as it can be.
  private static func mentioned(_ words: [String], _ units: (String) -> [Int]) -> Set<Int> {
    var found: Set<Int> = []
    var start = 0
    while start < words.count {
      var next = start + 1
      for end in (start..<min(words.count, start + 8)).reversed() {
        let numbers = units(words[start...end].joined(separator: " "))
        guard !numbers.isEmpty else { continue }
        found.formUnion(numbers)
        next = end + 1
        break
      }
      start = next
    }
    return found
  }

  /// Without tone and vowel marks.
  private static func unmarked(_ text: String) -> String {
    text.replacing("đ", with: "d").folding(options: .diacriticInsensitive, locale: nil)
  }
}

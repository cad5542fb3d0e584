import ClusterMetrics
import Foundation
import OfficeWords

/// Finds the unit that a file's name or a title mentions: "BC tháng 6 Diễn Châu", "Krong Ana quy 1",
/// "UBND HUYỆN HÒA LỢI".
package final class UnitMentions: Sendable {
  private static let mostWords = 40
  private let roster: Roster
  /// Units by their names without tone and vowel marks.
  private let plain: [String: [Int]]

  package init(_ roster: Roster) {
    self.roster = roster
    var plain: [String: [Int]] = [:]
    for (number, unit) in roster.units.enumerated() {
      let names = [NameKey.place(unit.name).bare.text, NameKey(unit.name).text]
      for name in Set(names.map(UnitMentions.unmarked)) { plain[name, default: []].append(number) }
    }
    self.plain = plain
  }

  /// The name of the only unit that a text mentions; `nil` where it mentions none, or several.
  package func only(in text: String) -> String? {
    guard !SignedDay.isPlaceAndDate(text) else { return nil }
    let text = UnitMentions.withoutProvince(text)
    let words = text.split { " -_,.;:()[]".contains($0) }.map(String.init)
    guard words.count <= UnitMentions.mostWords else { return nil }
    let exact = mentioned(words) { roster.units(named: $0) }
    if !exact.isEmpty { return name(exact) }
    // Only who writes without marks means a name with them.
    let plainWords = words.flatMap(UnitMentions.wordsJoined)
    return name(
      mentioned(plainWords) { run in
        run.isASCII ? plain[run.lowercased()] ?? [] : []
      })
  }

  /// The words of a name that only their capitals tell apart: "NgocLac".
  private static func wordsJoined(_ word: String) -> [String] {
    guard word.isASCII, word.contains(where: \.isLowercase) else { return [word] }
    return word.replacing(capitalInside) { "\($0.1) \($0.2)" }.split(separator: " ").map(
      String.init)
  }
  nonisolated(unsafe) private static let capitalInside = #/([a-z])([A-Z])/#

  /// Whether a run of words without the kind of a place is a name, and no word that names are made of: "hoạt động" mentions no
  /// Huyện Đông, and "đại đoàn kết" no Xã Đoàn Kết.
  private static func isName(_ run: String, among words: [String]) -> Bool {
    if words.count == 1 { return true }
    let key = unmarked(NameKey(run).text)
    let parts = key.split(separator: " ")
    if ordinary.contains(key) { return false }
    let isPlain = words.allSatisfy { $0.isASCII }
    let isCapital = !words.joined().contains(where: \.isLowercase)
    // "bao-cao-hoat-dong" has no capitals to tell a name by, nor has "KẾT QUẢ HOẠT ĐỘNG".
    if parts.count == 1, isCapital || isPlain && run.first?.isLowercase == true { return false }
    // Names are written with capitals, but for those of files.
    return isPlain
      || run.split(separator: " ").allSatisfy { $0.first.map { !$0.isLowercase } ?? false }
  }
  private static let ordinary = Set(
    [
      "đoàn kết", "hợp tác", "thống nhất", "hòa bình", "tiến bộ", "độc lập", "dân chủ", "cộng hòa",
      "đại đoàn kết", "thắng lợi", "quyết thắng", "thành công", "an toàn", "văn hóa", "công chính",
      "hòa hợp", "đồng tâm", "tự do", "tân tiến", "tiên tiến", "hợp nhất", "phát triển",
    ].map { unmarked(NameKey($0).text) })

  /// The text before the name of a province, which is that of its city, too; "tinh" in a file name without marks, but
  /// for "tinh hinh".
  static func withoutProvince(_ text: String) -> String {
    let parts = text.split { $0.isWhitespace || "_-".contains($0) }
    let keys = parts.map { NameKey($0).text }
    let isPlain = text.isASCII
    let found = keys.indices.first { index in
      keys[index] == UnitMentions.province
        || isPlain && keys[index] == "tinh"
          && (index + 1 == keys.count || keys[index + 1] != "hinh")
    }
    return found.map { parts[..<$0].joined(separator: " ") } ?? text
  }
  private static let province = NameKey("tỉnh").text

  private func name(_ units: Set<Int>) -> String? {
    units.count == 1 ? units.first.map { roster.units[$0].name } : nil
  }

  /// The units that runs of words name, each run as long as it can be.
  private func mentioned(_ words: [String], _ units: (String) -> [Int]) -> Set<Int> {
    var found: Set<Int> = []
    var start = 0
    while start < words.count {
      var next = start + 1
      for end in (start..<min(words.count, start + 8)).reversed() {
        let run = words[start...end].joined(separator: " ")
        // "6 tháng đầu năm" does not mention "Quận 6": among other words a number alone names nobody.
        guard words.count == 1 || run.contains(where: \.isLetter) else { continue }
        let numbers = units(run)
        guard !numbers.isEmpty else { continue }
        // "HUYỆN NGA SƠN" is no Thị trấn Nga Sơn.
        let kind = UnitMentions.kind(before: start, of: run, words)
        guard
          kind != nil || NameKey.place(run).kind != nil
            || numbers.contains(where: { NameKey(roster.units[$0].name) == NameKey(run) })
              && run.contains(" ")
            || UnitMentions.isName(run, among: words)
        else { continue }
        found.formUnion(
          numbers.filter { !UnitMentions.isOther(kind, NameKey.place(roster.units[$0].name).kind) })
        next = end + 1
        break
      }
      start = next
    }
    return found
  }

  /// The kind of place that the words before a name say: "huyện", "thị trấn".
  private static func kind(before start: Int, of run: String, _ words: [String]) -> PlaceKind? {
    guard NameKey.place(run).kind == nil else { return nil }
    let said: PlaceKind? = [2, 1].lazy.filter { $0 <= start }.compactMap { count in
      let whole = (words[(start - count)..<start] + [run]).joined(separator: " ")
      let place = NameKey.place(whole)
      return place.bare == NameKey(run) ? place.kind : nil
    }.first
    return said ?? (run.isASCII ? plainKind(before: start, words) : nil)
  }

  /// The same in a name without marks: "thi tran".
  private static func plainKind(before start: Int, _ words: [String]) -> PlaceKind? {
    [2, 1].lazy.filter { $0 <= start }.compactMap { count in
      plainKinds[words[(start - count)..<start].joined(separator: " ").lowercased()]
    }.first
  }
  private static let plainKinds = Dictionary(
    PlaceKind.allCases.flatMap { kind in kind.prefixes.map { (unmarked(NameKey($0).text), kind) } },
    uniquingKeysWith: { first, _ in first })

  /// Whether one kind of places is said and another one meant: "Thị trấn Nga Sơn" is no Xã Nga Sơn.
  private static func isOther(_ one: PlaceKind?, _ other: PlaceKind?) -> Bool {
    guard let one, let other else { return false }
    return one != other
  }

  /// Without tone and vowel marks.
  private static func unmarked(_ text: String) -> String {
    text.replacing("đ", with: "d").folding(options: .diacriticInsensitive, locale: nil)
  }
}

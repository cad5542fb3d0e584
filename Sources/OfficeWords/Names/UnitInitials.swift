import ClusterMetrics

/// Departments by the first letters of their names: "Sở TN&MT" is the Sở Tài nguyên và Môi trường.
package struct UnitInitials: Sendable {
  private var units: [String: [Int]] = [:]
  /// Units by their names without abbreviations.
  private var written: [String: [Int]] = [:]
  private let unabbreviated = TextMemo<Int?>()

  package init(_ roster: Roster) {
    for (number, unit) in roster.units.enumerated() {
      for key in UnitInitials.initials(of: unit.name) { units[key, default: []].append(number) }
      written[UnitInitials.written(out: unit.name), default: []].append(number)
    }
  }

  /// The only unit that a text abbreviates; `nil` where it abbreviates none, or several.
  package func unit(_ text: String) -> Int? {
    units[UnitInitials.letters(text)]?.only
      // Most texts abbreviate nothing, and are asked about again.
      ?? unabbreviated(text) { written[UnitInitials.written(out: $0)]?.only }
  }

  /// A name with what offices abbreviate written out: "VP UBND tỉnh" and "Văn phòng Ủy ban nhân dân tỉnh" are one, and so are
  /// "Nông nghiệp & Môi trường" and "Nông nghiệp và Môi trường".
  private static func written(out name: String) -> String {
    let key = " " + NameKey(name.replacing("&", with: " và ")).text + " "
    return abbreviations.reduce(key) { $0.replacing($1.short, with: $1.long) }
      .split(separator: " ").joined(separator: " ")
  }
  private static let abbreviations = [
    ("vp", "văn phòng"), ("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"),
    ("bql", "ban quản lý"), ("kkt", "khu kinh tế"), ("kcn", "khu công nghiệp"),
    ("mttq", "mặt trận tổ quốc"), ("ccb", "cựu chiến binh"), ("lhpn", "liên hiệp phụ nữ"),
    ("lđlđ", "liên đoàn lao động"), ("bhxh", "bảo hiểm xã hội"), ("kbnn", "kho bạc nhà nước"),
    ("đtn", "đoàn thanh niên"), ("pvhcc", "phục vụ hành chính công"), ("tt", "trung tâm"),
  ].map { (short: " \(NameKey($0.0).text) ", long: " \(NameKey($0.1).text) ") }

  /// The first letters of the words of a department's name, with and without "và" and its kind.
  private static func initials(of name: String) -> [String] {
    let words = name.split { $0.isWhitespace || $0 == "-" || $0 == "–" || $0 == "," }.map(
      String.init)
    guard words.count > 2 else { return [] }
    let kind = words[0]
    let rest = words.dropFirst()
    let short = rest.filter { NameKey($0).text != NameKey("và").text }
    return [letters(kind) + "|" + first(short), letters(kind) + "|" + first(Array(rest))].uniqued
  }

  private static func first(_ words: [String]) -> String {
    String(words.compactMap(\.first)).lowercased()
  }

  /// The kind, and the letters of an abbreviation: "Sở TN&MT" is "sở|tnmt".
  private static func letters(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 1 else { return NameKey(text).text }
    let rest = words.dropFirst().joined()
    // An abbreviation is written in capitals.
    guard rest.contains(where: \.isUppercase), !rest.contains(where: \.isLowercase) else {
      return ""
    }
    return NameKey(words[0]).text + "|" + rest.filter(\.isLetter).lowercased()
  }
}

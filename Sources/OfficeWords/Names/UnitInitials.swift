import ClusterMetrics

/// Departments by the first letters of their names: "Sở TN&MT" is the Sở Tài nguyên và Môi trường.
package struct UnitInitials: Sendable {
  private var units: [String: [Int]] = [:]

  package init(_ roster: Roster) {
    for (number, unit) in roster.units.enumerated() {
      for key in UnitInitials.initials(of: unit.name) { units[key, default: []].append(number) }
    }
  }

  /// The only unit that a text abbreviates; `nil` where it abbreviates none, or several.
  package func unit(_ text: String) -> Int? { units[UnitInitials.letters(text)]?.only }

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

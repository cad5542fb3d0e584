import ClusterMetrics

/// Offices and places with English names: "Hillcrest Office", "District 5", "Department of Justice".
extension OfficeNames {
  /// Whether a name ends with the kind of an office or place, or begins with one, and is written as names are.
  package static func isEnglishOffice(_ text: String) -> Bool {
    // Most names are not in English.
    guard text.isASCII, text.utf8.count < 100 else { return false }
    let words = text.withoutNumbering.split(whereSeparator: \.isWhitespace).map(String.init)
    guard (2...9).contains(words.count), words.allSatisfy(isNameWord),
      !fileWords.contains(words[0].lowercased())
    else { return false }
    if englishKinds.contains(words[words.count - 1].lowercased()) { return true }
    return englishKinds.contains(words[0].lowercased())
      && (words[1].lowercased() == "of" && words.count > 2
        || words.count == 2 && (words[1].allSatisfy(\.isNumber) || words[1].count == 1))
  }

  /// The office that the name of a file says: "Hillcrest Office" of "Report Hillcrest Office H1 2026".
  package static func englishOffice(ofFile stem: String) -> String? {
    let words = stem.split { $0.isWhitespace || "_()[],;".contains($0) }.map(String.init)
    for start in words.indices where words[start] != "-" {
      guard !fileWords.contains(words[start].lowercased()) else { continue }
      for end in words.indices.reversed() where end > start {
        let name = words[start...end].joined(separator: " ")
        if isEnglishOffice(name) { return name }
      }
    }
    return nil
  }

  private static func isNameWord(_ word: String) -> Bool {
    guard word.allSatisfy({ $0.isLetter || $0.isNumber || "&-.,'’".contains($0) }) else {
      return false
    }
    return word.first.map { $0.isUppercase || $0.isNumber } ?? false || word == "&"
      || ["of", "and", "the", "for", "on", "in"].contains(word)
  }

  /// The office that a title ends with, behind a word that leads to it: "REPORT OF HILLCREST OFFICE".
  package static func englishOffice(endingAnyOf titles: [String]) -> String? {
    let found = titles.compactMap { title -> String? in
      let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
      return words.indices.dropFirst().reversed().lazy.compactMap { start in
        let name = words[start...].joined(separator: " ")
        return leads.contains(words[start - 1].lowercased()) && isEnglishOffice(name) ? name : nil
      }.first
    }
    return Set(found.map { NameKey($0) }).count == 1 ? found[0] : nil
  }
  private static let leads: Set<String> = ["of", "by", "from", "the", "–", "-", "—"]

  /// "Board" and "Unit" may be what is counted; a name stands beside them.
  private static let englishKinds: Set<String> = [
    "office", "department", "division", "bureau", "branch", "agency", "committee", "commune",
    "district", "ward",
    "town", "township", "city", "province", "county", "municipality", "borough", "parish", "school",
    "hospital",
    "clinic", "centre", "center", "college", "university", "station", "unit", "board", "council",
    "authority",
    "ministry", "inspectorate", "court", "company", "cooperative", "village", "region",
  ]
  /// What begins the names of files and is no part of an office's.
  private static let fileWords: Set<String> = [
    "report", "reports", "summary", "data", "form", "table", "tables", "statistics", "annual",
    "monthly", "quarterly",
    "final", "draft", "of", "from", "the", "for", "copy", "results", "figures", "half-year",
    "submission",
  ]

  /// Whether folded words are the name of a rate: "Unemployment rate", "Literacy", "Percentage of applications on time"; not "Rate" alone,
  /// which is one of another column.
  package static func isEnglishRate(_ words: [String]) -> Bool {
    // "Average waiting time", "Price per kg"
    if let first = words.first, words.count > 1,
      ["average", "mean", "median"].contains(first) || words.dropFirst().contains("per")
    {
      return true
    }
    if words.count == 1 { return englishRates.contains(words[0]) }
    guard words.count > 1, let last = words.last else { return false }
    if ["percentage", "share", "proportion", "percent"].contains(words[0]) && words[1] == "of" {
      return !["plan", "target", "total", "budget", "year", "period"].contains(last)
    }
    return ["rate", "coverage", "occupancy", "ratio", "index"].contains(last)
      && !["completion", "growth", "achievement", "change", "execution", "fulfilment", "plan"]
        .contains(words[words.count - 2])
  }
  private static let englishRates: Set<String> = [
    "occupancy", "coverage", "turnout", "literacy", "unemployment", "attendance", "satisfaction",
    "compliance",
  ]
}

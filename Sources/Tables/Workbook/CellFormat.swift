/// The number format of a cell, as far as it changes the meaning of the number (ECMA-376, part 1, sections 18.8.30 and
/// 18.8.31).
enum CellFormat: Sendable, Equatable {
  case number, date, time, percent
  /// A number without its last groups of three digits: `#,##0,,` displays 1,250 for 1,250,000,000.
  case scaled(groups: Int)
  /// The same followed by words, which are part of the text: `#,##0," nghìn"` displays 5 nghìn for 5,000.
  case spoken(groups: Int, words: String)

  /// One of the built-in formats.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 34...36, 50...54, 57, 58: self = .date
    case 18...21, 32, 33, 45...47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// A custom format; only its section for positive numbers is used.
  init(code: String) {
    guard !["general", "standard"].contains(code.lowercased()) else {
      self = .number
      return
    }
    var letters: Set<Character> = []
    var isElapsed = false
    // Each comma after the last digit divides by a thousand; those between digits group them.
    var commas = 0
    var words = ""
    var characters = Substring(code.lowercased())
    reading: while let character = characters.popFirst() {
      switch character {
      // The next character is literal, a width, or a fill character.
      case "\\", "_", "*": _ = characters.popFirst()
      case "\"":
        if commas > 0 { words += characters.prefix { $0 != "\"" } }
        characters = characters.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inner = characters.prefix { $0 != "]" }
        characters = characters.dropFirst(inner.count + 1)
        // `[h]` counts hours beyond a day; other brackets contain colours, conditions and languages.
        isElapsed = isElapsed || Set(inner).isSubset(of: ["h", "m", "s"]) && !inner.isEmpty
      case ";": break reading
      case ",": commas += letters.isDisjoint(with: ["0", "#", "?"]) ? 0 : 1
      default:
        if ["0", "#", "?"].contains(character) { commas = 0 }
        letters.insert(character)
      }
    }
    let hasDigits = !letters.isDisjoint(with: ["0", "#", "?"])
    if isElapsed {
      self = .time
    } else if letters.contains("d") || letters.contains("y") {
      self = .date
    } else if letters.contains("s") || letters.contains("h") {
      self = .time
    } else if letters.contains("%") {
      self = .percent
    } else if letters.contains("m"), !hasDigits {
      self = .date
    } else if commas > 0 {
      self =
        words.contains(where: \.isLetter)
        ? .spoken(groups: commas, words: words) : .scaled(groups: commas)
    } else {
      self = .number
    }
  }
}

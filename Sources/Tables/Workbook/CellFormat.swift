/// How a cell shows its number, as far as it changes what the number means (ECMA-376, part 1,
/// sections 18.8.30 and 18.8.31).
enum CellFormat: Sendable, Equatable {
  case number, date, time, percent
  /// A number without its last groups of three digits: `#,##0,,` shows 1,250 for 1,250,000,000.
  case scaled(groups: Int)
  /// The same with words behind it, which are part of what is read: `#,##0," nghìn"` shows 5 nghìn for 5,000.
  case spoken(groups: Int, words: String)

  /// One of the formats that every program knows.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 34...36, 50...54, 57, 58: self = .date
    case 18...21, 32, 33, 45...47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// A format by its code, of which the section of positive numbers counts.
  init(code: String) {
    guard !["general", "standard"].contains(code.lowercased()) else {
      self = .number
      return
    }
    var letters: Set<Character> = []
    var isElapsed = false
    // Commas behind the last digit take three digits away each; those between digits part groups.
    var commas = 0
    var words = ""
    var characters = Substring(code.lowercased())
    reading: while let character = characters.popFirst() {
      switch character {
      // The next character stands for itself, for its width, or fills the cell.
      case "\\", "_", "*": _ = characters.popFirst()
      case "\"":
        if commas > 0 { words += characters.prefix { $0 != "\"" } }
        characters = characters.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inner = characters.prefix { $0 != "]" }
        characters = characters.dropFirst(inner.count + 1)
        // `[h]` counts hours beyond the day; other brackets hold colours, conditions and languages.
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

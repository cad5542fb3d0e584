import ClusterMetrics
import OfficeWords

/// Tables in two languages, as yearbooks and projects with foreign partners have them: "Kế hoạch / Plan", "Đơn vị - Unit".
extension Grid {
  /// The grid with one language of its headings and labels: Vietnamese, or English where the project is in it.
  ///
  /// Nothing changes unless two headings of a row say the same in both languages.
  func withOneLanguage(_ language: Language, _ isName: (String) -> Bool) -> Grid {
    guard let style = bilingualStyle else { return self }
    var grid = self
    // A title is a sentence, and no heading.
    for (index, row) in rows.enumerated()
    where row.onlyName == nil || row.items.contains(where: \.isPlainNumber) {
      for (column, item) in row.items.enumerated() where item.kind == .text && !item.isEmpty {
        guard !isName(item.text), let pair = style.pair(item.text, lines(of: item.text)) else {
          continue
        }
        grid.rename(index, column, to: language == .english ? pair.english : pair.vietnamese)
      }
    }
    return grid
  }

  /// How both languages stand in a cell, where a row of headings proves that they do.
  private var bilingualStyle: BilingualText.Style? {
    for row in rows.prefix(TableHead.rowsAboveHeader) where row.onlyName == nil {
      let texts = row.items.filter { $0.kind == .text && !$0.isEmpty }.map(\.text).uniqued
      for style in BilingualText.Style.allCases {
        let pairs = texts.compactMap { style.pair($0, lines(of: $0)) }
        guard !pairs.isEmpty else { continue }
        let count = pairs.count(where: BilingualText.agree)
        if count > 1 || count == 1 && pairs.count == texts.count { return style }
      }
    }
    return nil
  }
}

/// A heading or label in Vietnamese and English.
package struct BilingualText {
  var vietnamese: String
  var english: String

  /// What parts both languages of a text.
  enum Style: CaseIterable {
    case lines, slash, dash, brackets

    /// - Parameter lines: of the text, where the cell has several.
    func pair(_ text: String, _ lines: [String]) -> BilingualText? {
      switch self {
      case .lines:
        // "Số hội nghị / đối thoại / Number of / dialogues": one language follows the other.
        return BilingualText.pair(lines, joinedBy: " ")
      case .slash: return BilingualText.pair(text, partedBy: [" / ", "/"])
      case .dash: return BilingualText.pair(text, partedBy: [" - ", " – ", " — "])
      case .brackets:
        guard let bracket = text.bracketAtEnd, !MeasureWords.isMeasure(bracket.inner) else {
          return nil
        }
        return BilingualText(bracket.before, bracket.inner)
      }
    }
  }

  /// Two texts of which one is in Vietnamese letters and the other in those of English.
  private init?(_ first: String, _ second: String) {
    let texts = [first, second].map { $0.trimmingColons }
    guard texts.allSatisfy({ $0.contains(where: \.isLetter) }) else { return nil }
    switch texts.map(\.hasOnlyEnglishLetters) {
    case [false, true]: (vietnamese, english) = (texts[0], texts[1])
    case [true, false]: (vietnamese, english) = (texts[1], texts[0])
    default: return nil
    }
  }

  /// A text that one of some signs parts once, or several times with each language on its own side: "Xã/phường / Commune/ward".
  private static func pair(_ text: String, partedBy signs: [String]) -> BilingualText? {
    signs.lazy.filter { text.holds($0) }
      .compactMap { pair(text.components(separatedBy: $0), joinedBy: $0) }.first
  }

  /// Parts of which the first are in one language and all others in the other.
  private static func pair(_ parts: [String], joinedBy sign: String) -> BilingualText? {
    parts.indices.dropFirst().lazy.compactMap { end in
      BilingualText(
        parts[..<end].joined(separator: sign), parts[end...].joined(separator: sign))
    }.first
  }

  /// Whether both say the same of a column: whose name it holds, or which figure or period.
  static func agree(_ text: BilingualText) -> Bool {
    let english = EnglishWords.inVietnamese(text.english, .none, besideFigures: true) ?? ""
    if let role = LabelRole(header: text.vietnamese) {
      return LabelRole(header: text.english) == role
        || role == .skip && LabelRole(header: text.english) != nil
    }
    if let figure = FigureWords(text.vietnamese) {
      return FigureWords(english).map { $0.figure == figure.figure } ?? false
    }
    if let period = PeriodMentions.period(text.vietnamese, 2000) {
      return PeriodMentions.period(english, 2000) == period
    }
    return TotalWords.isTotal(text.vietnamese) && TotalWords.isTotal(text.english)
  }
}

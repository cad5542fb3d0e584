import Charting
import ClusterMetrics

/// The words, numbers and dates of an output, in its language.
package struct Wording: Sendable {
  package let language: Language
  /// For each indicator without a setting, its number of decimals (`TallyBook.neededDecimals`).
  private var decimals: [String: Int] = [:]

  package init(_ language: Language) { self.language = language }

  /// The same wording, with as many decimals as the numbers of some periods need.
  package func fitted(
    to book: TallyBook, _ indicators: [Indicator], in periods: [Period]
  ) -> Wording {
    var words = self
    words.decimals = book.neededDecimals(indicators, in: periods)
    return words
  }

  /// The number of decimals of an indicator; the parts of a whole have as many as the whole.
  package func decimals(_ indicator: Indicator) -> Int {
    let whole = indicator.id.prefix { $0 != "#" }
    return decimals[String(whole)] ?? indicator.decimals
  }

  /// The text in the current language.
  package func callAsFunction(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  package func callAsFunction(_ text: LocalizedText) -> String { text[language] }

  package var numbers: NumberStyle { language == .vietnamese ? .vietnamese : .english }

  /// The format of an indicator's numbers.
  package func format(_ indicator: Indicator) -> ValueFormat {
    let kind: ValueFormat.Kind =
      indicator.isPercentage ? .percent : decimals(indicator) == 0 ? .count : .measure
    return ValueFormat(kind, decimals: decimals(indicator), numbers: numbers)
  }

  /// The format of a mean, median or quartile: counts get one decimal.
  package func averageFormat(_ indicator: Indicator) -> ValueFormat {
    var format = format(indicator)
    if format.kind == .count { format.decimals = 1 }
    return format
  }

  /// A tally's number, with a mark if it is approximate.
  package func text(_ value: Double, of tally: Tally, _ format: ValueFormat) -> String {
    (tally.isApproximate ? Wording.approximately : "") + format.text(value)
  }

  /// What a note calls an approximate number.
  package var approximate: String { self("số ước tính", "approximate") }

  /// The mark before an approximate number.
  package static let approximately = "≈ "

  /// A numerator or denominator, with as many decimals as it needs.
  package func text(_ quantity: Quantity) -> String {
    numbers.text(
      quantity.doubleValue, decimals: PrintedDecimals.needed(for: [quantity.doubleValue]))
  }

  /// "1 đơn vị", "9 đơn vị"
  package func unitCount(_ count: Int) -> String {
    self("\(count) đơn vị", count == 1 ? "1 unit" : "\(count) units")
  }

  /// "105 hội nghị đối thoại", "44,0%" or "12,5 ha".
  ///
  /// - Parameter tallies: the tallies of the value; it is marked if some are approximate.
  package func amount(_ value: Double, _ indicator: Indicator, of tallies: [Tally] = []) -> String {
    let mark = tallies.contains(where: \.isApproximate) ? Wording.approximately : ""
    let noun =
      language == .english && value == 1
      ? Wording.singular(self(indicator.noun)) : self(indicator.noun)
    guard !indicator.isPercentage, !noun.isEmpty else { return mark + measured(value, indicator) }
    return mark + format(indicator).text(value) + " " + noun
  }

  /// An English noun in the singular: "dialogue conference" for "dialogue conferences", "commune with dialogues" for
  /// "communes with dialogues".
  static func singular(_ nouns: String) -> String {
    let head = nouns.firstRange(of: leads)?.lowerBound ?? nouns.endIndex
    let (noun, rest) = (nouns[..<head], nouns[head...])
    if noun.hasSuffix("ies") { return String(noun.dropLast(3)) + "y" + rest }
    for ending in ["sses", "xes", "ches", "shes"] where noun.hasSuffix(ending) {
      return String(noun.dropLast(2)) + rest
    }
    return noun.hasSuffix("s") && !noun.hasSuffix("ss") ? String(noun.dropLast()) + rest : nouns
  }
  nonisolated(unsafe) private static let leads = #/ (with|of|that|in|held|for|on|to|by|from) /#

  /// A number with its unit of measure, if there is one: "12,5 ha", without a line break between them.
  package func measured(_ value: Double, _ indicator: Indicator) -> String {
    let number = format(indicator).text(value)
    guard !indicator.isPercentage else { return number }
    return indicator.unitOfMeasure.map { number + "\u{A0}" + self($0) } ?? number
  }

  /// The unit of measure of an indicator's numbers; "%" for percentages, `nil` if there is none.
  package func measure(of indicator: Indicator) -> String? {
    indicator.unitOfMeasure.map { self($0) } ?? (indicator.isPercentage ? "%" : nil)
  }

  package func heading(_ indicator: Indicator) -> String { heading(indicator.name, of: indicator) }

  /// A shorter form of the heading.
  package func shortHeading(_ indicator: Indicator) -> String {
    heading(indicator.shortName ?? indicator.name, of: indicator)
  }

  /// The heading for a row of a chart.
  package func category(_ indicator: Indicator) -> CategoryName {
    CategoryName(
      heading(indicator), short: indicator.shortName.map { _ in shortHeading(indicator) })
  }

  private func heading(_ name: LocalizedText, of indicator: Indicator) -> String {
    indicator.unitOfMeasure.map { self(name) + " (\(self($0)))" } ?? self(name)
  }

  /// An indicator's target: "50%"; empty if there is none.
  package func target(_ indicator: Indicator) -> String {
    guard let target = indicator.target else { return "" }
    var format = format(indicator)
    // As exact as it was set: half a hectare must not become one.
    format.decimals = PrintedDecimals.exactDecimals(target)
    return format.text(target)
  }

  /// "A", "A và B", "A, B và C".
  package func list(_ names: [String]) -> String { language.list(names) }

  /// A list of units: all of their names, or the first ones and the number of the others.
  ///
  /// - Parameter most: the greatest number of names.
  package func units(named names: [String], most: Int = 12) -> String {
    language.list(units: names, most: most)
  }

  /// The wording for units with the number zero: nothing happened in a period, or a stock is zero at its end.
  package func hasNone(_ indicator: Indicator, _ isOne: Bool) -> String {
    indicator.overTime == .last
      ? self("có số liệu bằng 0", isOne ? "is at zero" : "are at zero")
      : self("không phát sinh", isOne ? "has none" : "have none")
  }

  /// The units at the top or the bottom: one or two by name, more by their number.
  package func leaders(_ names: [String]) -> String {
    names.count <= 2 ? list(names) : unitCount(names.count)
  }

  /// The name of a target: "chỉ tiêu 50%", or "mức tối đa 20" if less is better.
  package func goal(_ indicator: Indicator) -> String {
    let target = target(indicator)
    return indicator.better == .less
      ? self("mức tối đa \(target)", "limit of \(target)")
      : self("chỉ tiêu \(target)", "target of \(target)")
  }

  /// The text with a capital initial.
  package func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Notes that all numbers use the boundaries of a day, or each of several periods those of its own day.
  package func mapNotes(_ days: [Day], ofPeriods periods: Int) -> [String] {
    guard periods > 1, !days.isEmpty else { return days.map { mapNote($0) } }
    return [
      self(
        "Số liệu mỗi kỳ tính theo địa giới và danh sách đơn vị tại ngày cuối kỳ đó.",
        "Each period is stated on the boundaries and units of its last day.")
    ]
  }

  /// A note that all numbers use the boundaries of a day.
  package func mapNote(_ day: Day) -> String {
    self(
      "Số liệu các kỳ tính theo địa giới và danh sách đơn vị tại ngày \(date(day)).",
      "All periods are stated on the boundaries and units of \(date(day)).")
  }

  /// The texts that a chart adds by itself.
  package func chartWords(base: Period, of period: Period) -> ChartWords {
    let name = name(ofBase: base, of: period)
    return ChartWords(
      missing: notReported, notApplicable: notApplicable, unstated: unstated,
      hidden: hidden,
      reference: self("vạch xám: \(name)", "grey mark: \(name)"),
      change: self(
        base == period.sameLastYear && !base.isSpan ? "so cùng kỳ" : "tăng, giảm", "change"))
  }
}

extension Preference {
  package var chartDirection: Charting.Direction {
    switch self {
    case .more: .moreIsBetter
    case .less: .lessIsBetter
    case .neither: .neutral
    }
  }
}

extension Wording {
  /// The verb of a text condition, with spaces around it: " có chứa ", " does not begin with ".
  package func verb(_ kind: TextPattern.Kind, _ isWanted: Bool) -> String {
    switch (kind, isWanted) {
    case (.contains, true): self(" có chứa ", " contains ")
    case (.contains, false): self(" không chứa ", " does not contain ")
    case (.starts, true): self(" bắt đầu bằng ", " begins with ")
    case (.starts, false): self(" không bắt đầu bằng ", " does not begin with ")
    case (.matches, true): self(" khớp với mẫu ", " matches ")
    case (.matches, false): self(" không khớp với mẫu ", " does not match ")
    }
  }
}

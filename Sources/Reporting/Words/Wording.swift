import Charting
import ClusterMetrics

/// The words, numbers and dates of an output in its language.
package struct Wording: Sendable {
  package let language: Language
  /// By id the decimals of indicators for which the settings say none (`TallyBook.neededDecimals`).
  private var decimals: [String: Int] = [:]

  package init(_ language: Language) { self.language = language }

  /// The same words, with as many decimals as the numbers of some periods need.
  package func fitted(
    to book: TallyBook, _ indicators: [Indicator], in periods: [Period]
  ) -> Wording {
    var words = self
    words.decimals = book.neededDecimals(indicators, in: periods)
    return words
  }

  /// How many decimals an indicator's numbers are written with; the parts of one have as many as the whole.
  package func decimals(_ indicator: Indicator) -> Int {
    let whole = indicator.id.prefix { $0 != "#" }
    return decimals[String(whole)] ?? indicator.decimals
  }

  /// One of two texts.
  package func callAsFunction(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  package func callAsFunction(_ text: LocalizedText) -> String { text[language] }

  package var numbers: NumberStyle { language == .vietnamese ? .vietnamese : .english }

  /// How an indicator's numbers are written.
  package func format(_ indicator: Indicator) -> ValueFormat {
    let kind: ValueFormat.Kind =
      indicator.isPercentage ? .percent : decimals(indicator) == 0 ? .count : .measure
    return ValueFormat(kind, decimals: decimals(indicator), numbers: numbers)
  }

  /// How a mean, a median or a quartile of its numbers is written: of counts with one decimal.
  package func averageFormat(_ indicator: Indicator) -> ValueFormat {
    var format = format(indicator)
    if format.kind == .count { format.decimals = 1 }
    return format
  }

  /// A tally's number, marked where some of it was only said to be about so many.
  package func text(_ value: Double, of tally: Tally, _ format: ValueFormat) -> String {
    (tally.isApproximate ? Wording.approximately : "") + format.text(value)
  }

  /// Stands before a number that was only said to be about so many.
  package static let approximately = "≈ "

  /// A numerator or denominator, with as many decimals as state it.
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
  /// - Parameter tallies: those that the value is of, marked where some of it was only said to be about so many.
  package func amount(_ value: Double, _ indicator: Indicator, of tallies: [Tally] = []) -> String {
    let mark = tallies.contains(where: \.isApproximate) ? Wording.approximately : ""
    let noun =
      language == .english && value == 1
      ? Wording.singular(self(indicator.noun)) : self(indicator.noun)
    guard !indicator.isPercentage, !noun.isEmpty else { return mark + measured(value, indicator) }
    return mark + format(indicator).text(value) + " " + noun
  }

  /// An English noun for one: "dialogue conference" of "dialogue conferences", "commune with dialogues" of "communes with
  /// dialogues".
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

  /// A number with its unit of measure, if it has one: "12,5 ha". No line ends between the two.
  package func measured(_ value: Double, _ indicator: Indicator) -> String {
    let number = format(indicator).text(value)
    guard !indicator.isPercentage else { return number }
    return indicator.unitOfMeasure.map { number + "\u{A0}" + self($0) } ?? number
  }

  /// What stands over an indicator's numbers: its name and their unit of measure, "Diện tích (ha)".
  /// What an indicator's numbers are measured in, if they are.
  package func measure(of indicator: Indicator) -> String? {
    indicator.unitOfMeasure.map { self($0) } ?? (indicator.isPercentage ? "%" : nil)
  }

  package func heading(_ indicator: Indicator) -> String { heading(indicator.name, of: indicator) }

  /// The same where there is little room.
  package func shortHeading(_ indicator: Indicator) -> String {
    heading(indicator.shortName ?? indicator.name, of: indicator)
  }

  /// The same beside a row of a chart.
  package func category(_ indicator: Indicator) -> CategoryName {
    CategoryName(
      heading(indicator), short: indicator.shortName.map { _ in shortHeading(indicator) })
  }

  private func heading(_ name: LocalizedText, of indicator: Indicator) -> String {
    indicator.unitOfMeasure.map { self(name) + " (\(self($0)))" } ?? self(name)
  }

  /// An indicator's target: "50%"; empty without one.
  package func target(_ indicator: Indicator) -> String {
    guard let target = indicator.target else { return "" }
    var format = format(indicator)
    // As exact as it is set: half a hectare is not one.
    format.decimals = PrintedDecimals.needed(for: [target])
    return format.text(target)
  }

  /// "A", "A và B", "A, B và C".
  package func list(_ names: [String]) -> String { language.list(names) }

  /// Units by name: all of them, or the first ones and how many more there are.
  ///
  /// - Parameter most: how many stand by name.
  package func units(named names: [String], most: Int = 12) -> String {
    language.list(units: names, most: most)
  }

  /// What is said of those whose number is zero: of what happens in a period that nothing did, of what exists at its end that it is
  /// zero.
  package func hasNone(_ indicator: Indicator, _ isOne: Bool) -> String {
    indicator.overTime == .last
      ? self("có số liệu bằng 0", isOne ? "is at zero" : "are at zero")
      : self("không phát sinh", isOne ? "has none" : "have none")
  }

  /// Who stands at the top or the bottom: one or two by name, more by number.
  package func leaders(_ names: [String]) -> String {
    names.count <= 2 ? list(names) : unitCount(names.count)
  }

  /// What a target is called: "chỉ tiêu 50%", "mức tối đa 20" where less is better.
  package func goal(_ indicator: Indicator) -> String {
    let target = target(indicator)
    return indicator.better == .less
      ? self("mức tối đa \(target)", "limit of \(target)")
      : self("chỉ tiêu \(target)", "target of \(target)")
  }

  /// The first letter as a capital.
  package func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Says that all numbers are stated on the map of a day, or each of several periods on that of its own.
  package func mapNotes(_ days: [Day], ofPeriods periods: Int) -> [String] {
    guard periods > 1, !days.isEmpty else { return days.map { mapNote($0) } }
    return [
      self(
        "Số liệu mỗi kỳ tính theo địa giới, danh sách đơn vị ngày cuối kỳ đó.",
        "Each period is stated on the boundaries and units of its last day.")
    ]
  }

  /// Says that all numbers are stated on the map of a day.
  package func mapNote(_ day: Day) -> String {
    self(
      "Số liệu các kỳ tính theo địa giới, danh sách đơn vị ngày \(date(day)).",
      "All periods are stated on the boundaries and units of \(date(day)).")
  }

  /// The words that a chart writes itself.
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
  /// How a condition compares a text, with the spaces around it: " có chứa ", " does not begin with ".
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

import ClusterMetrics
import Findings
import Synchronization

extension ProjectDefinition {
  /// The indicator of an id, a name or another name that tables have for it.
  package func indicator(called name: String) -> Indicator? {
    indicator(withID: name) ?? IndicatorNames(self).indicator(named: name)
  }
}

/// Finds indicators by what tables call them.
package final class IndicatorNames: Sendable {
  private let indicators: [NameKey: Indicator]
  /// The same without marks between words, which titles set otherwise: "Khám, chữa bệnh"; names that become alike are left out.
  private let unmarked: [NameKey: Indicator]
  private let names: [String]
  private let hints = Mutex<[String: LocalizedText]>([:])

  package var isEmpty: Bool { indicators.isEmpty }

  /// - Parameter includesIDs: whether ids are names, too: in headers of report tables "HS" may mean anything.
  package init(_ definition: ProjectDefinition, includesIDs: Bool = true) {
    var names: [String] = []
    var indicators: [NameKey: Indicator] = [:]
    for indicator in definition.indicators {
      var own =
        (includesIDs ? [indicator.id] : []) + [indicator.name.vietnamese, indicator.name.english]
      own += [indicator.shortName?.vietnamese, indicator.shortName?.english].compactMap(\.self)
      own += definition.indicatorAliases[indicator.id] ?? []
      // As our own forms and tables head it.
      if let unit = indicator.unitOfMeasure {
        own += [
          "\(indicator.name.vietnamese) (\(unit.vietnamese))",
          "\(indicator.name.english) (\(unit.english))",
        ]
      }
      for name in own {
        let key = NameKey(name.withoutQuotes)
        if indicators[key] == nil { indicators[key] = indicator }
      }
      names += own.uniqued
    }
    self.names = names.uniqued
    self.indicators = indicators
    var unmarked: [NameKey: Indicator?] = [:]
    for (key, indicator) in indicators {
      let bare = NameKey(key.text.withoutMarks)
      unmarked[bare] = .some(
        unmarked[bare].map { $0?.id == indicator.id ? indicator : nil } ?? indicator)
    }
    self.unmarked = unmarked.compactMapValues(\.self)
  }

  /// The indicator of a name, an id, or a name with its unit of measure in brackets.
  package func indicator(named name: String) -> Indicator? {
    if let indicator = indicators[NameKey(name.withoutQuotes)] { return indicator }
    if name.contains(","), let own = unmarked[NameKey(name.withoutQuotes.withoutMarks)] {
      return own
    }
    guard let bracket = name.bracketAtEnd,
      let indicator = indicators[NameKey(bracket.before.withoutQuotes)]
    else { return nil }
    let unit = NameKey(bracket.inner)
    let known = indicator.unitOfMeasure.map { [NameKey($0.vietnamese), NameKey($0.english)] } ?? []
    return known.contains(unit) || unit == NameKey("%") ? indicator : nil
  }

  /// The names that one is near to.
  package func hint(to name: String) -> LocalizedText {
    if let hint = hints.withLock({ $0[name] }) { return hint }
    let hint = Finding.hint(NameKey.nearest(to: name, among: names))
    hints.withLock { if $0.count < 10_000 { $0[name] = hint } }
    return hint
  }
}

extension StringProtocol {
  /// Without quotation marks, which some write and others do not: 'Mô hình "Dân vận khéo"'.
  fileprivate var withoutQuotes: String { String(filter { !"\"“”„«»".contains($0) }) }
  fileprivate var withoutMarks: String {
    split { $0.isWhitespace || ",;".contains($0) }.joined(separator: " ")
  }
}

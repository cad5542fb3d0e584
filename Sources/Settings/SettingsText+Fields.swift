import ClusterMetrics
import Foundation
import OfficeWords

/// What forms show of the settings, and what they change.
extension SettingsText {
  /// What the settings say, by field, as a form shows it; empty where they say nothing.
  ///
  /// What they say in a way that the form cannot show is left out.
  package func texts(of fields: [SettingField], in language: Language) -> [String: String] {
    guard let yaml = try? YAMLText(text) else { return [:] }
    var texts: [String: String] = [:]
    for field in fields { texts[field.id] = SettingsText.text(of: field, in: yaml, language) }
    return texts
  }

  private static func text(
    of field: SettingField, in yaml: YAMLText, _ language: Language
  ) -> String? {
    guard let value = yaml.value(at: field.path) ?? short(of: field, in: yaml) else {
      // A word or list where the field's mapping would be says something that no field shows.
      let above = (1..<field.path.count).compactMap { yaml.value(at: Array(field.path.prefix($0))) }
      let isOpen = above.allSatisfy { value in
        if case .mapping = value { return true }
        return value.string.map { $0.isEmpty || $0 == SettingField.monthsOfCalendar } ?? false
      }
      return isOpen ? "" : nil
    }
    switch (field.kind, value) {
    case (.words, .mapping):
      return [language, .vietnamese, .english].lazy
        .compactMap { yaml.value(at: field.path + [$0.rawValue])?.string }.first
    case (.names, .list(let names)):
      let texts = names.compactMap(\.string)
      return texts.count == names.count ? texts.joined(separator: "; ") : nil
    case (.number, _): return value.string?.replacing(".", with: ",")
    default: return value.string
    }
  }

  /// A value that stands for its whole mapping: "theme: print".
  private static func short(of field: SettingField, in yaml: YAMLText) -> YAMLText.Value? {
    guard field.isShort, let value = yaml.value(at: Array(field.path.dropLast())) else {
      return nil
    }
    switch value {
    case .mapping: return nil
    case .list: return value
    case .word(let text), .text(let text): return text.isEmpty ? nil : value
    }
  }

  /// Says what a form holds: of the fields that it names those that changed.
  ///
  /// - Parameters:
  ///   - texts: by field what somebody wrote; a field that is empty is taken out.
  ///   - shown: by field what the settings said when it was written, where that is known.
  package mutating func set(
    _ texts: [String: String], over shown: [String: String] = [:], of fields: [SettingField],
    in language: Language
  ) throws(Fault) {
    let stated = self.texts(of: fields, in: language)
    let mark = mark
    for field in fields where shown[field.id] ?? stated[field.id] != stated[field.id] {
      throw .changedMeanwhile
    }
    let changed = fields.filter { field in
      guard let wanted = texts[field.id], let known = stated[field.id] else { return false }
      return wanted.trimmingCharacters(in: .whitespacesAndNewlines) != known
    }
    for field in changed {
      let wanted = texts[field.id]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      if case .number = field.kind, !wanted.isEmpty, SettingsText.number(wanted, mark) == nil {
        throw .notANumber(wanted)
      }
      if wanted.isEmpty, ["name", "title"].contains(field.path.last) { throw .empty(field) }
    }
    // Some changes are right only together.
    try change(changed.first?.path ?? []) { yaml throws(YAMLText.Fault) in
      for field in changed {
        let wanted = texts[field.id]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        let old = stated[field.id] ?? ""
        try SettingsText.set(wanted, of: field, in: &yaml, language, mark)
        try SettingsText.keep(old, asAliasBeside: field, in: &yaml)
      }
    }
    if let clash = clash(among: changed) { throw .taken(name: clash.name, by: clash.owner) }
  }

  /// A name that a changed indicator shares with another one: tables could mean either.
  private func clash(among changed: [SettingField]) -> (name: String, owner: String)? {
    let naming = changed.filter { ["name", "short_name", "aliases"].contains($0.path.last) }
    let ids = Set(naming.filter { $0.path.first == "indicators" }.map { $0.path[1] })
    guard !ids.isEmpty else { return nil }
    let definition = definition
    func names(_ indicator: Indicator) -> [String] {
      [indicator.name.vietnamese, indicator.shortName?.vietnamese].compactMap(\.self)
        + (definition.indicatorAliases[indicator.id] ?? [])
    }
    for indicator in definition.indicators where ids.contains(indicator.id) {
      for other in definition.indicators where other.id != indicator.id {
        let taken = Set(names(other).map { NameKey($0) })
        if let name = names(indicator).first(where: { taken.contains(NameKey($0)) }) {
          return (name, other.name.vietnamese)
        }
      }
    }
    return nil
  }

  /// What units' tables called an indicator before it was renamed they call it still.
  private static func keep(
    _ old: String, asAliasBeside field: SettingField, in yaml: inout YAMLText
  ) throws(YAMLText.Fault) {
    let owner = Array(field.path.dropLast())
    guard field.path.first == "indicators", field.path.last == "name", !old.isEmpty,
      yaml.value(at: owner + ["from"])?.string == "submissions"
    else { return }
    let known = yaml.value(at: owner + ["aliases"])?.names ?? []
    guard !known.contains(old) else { return }
    try yaml.set(.names(known + [old]), at: owner + ["aliases"])
  }

  private static func set(
    _ wanted: String, of field: SettingField, in yaml: inout YAMLText, _ language: Language,
    _ mark: DecimalMark
  ) throws(YAMLText.Fault) {
    let value = value(wanted, field.kind, mark)
    var path = field.path
    if case .words = field.kind, case .mapping? = yaml.value(at: path), value != nil {
      path.append(language.rawValue)
    }
    let above = Array(field.path.dropLast())
    if short(of: field, in: yaml) != nil { return try yaml.set(value, at: above) }
    if yaml.value(at: above)?.string == SettingField.monthsOfCalendar {
      try yaml.set(nil, at: above)
    }
    try yaml.set(value, at: path)
  }

  /// How people who write these settings write numbers where nothing proves it: 1,234 is a thousand in English.
  private var mark: DecimalMark {
    ProjectFile.languageLine(of: text) == .english ? .thousands : .comma
  }

  /// A number as people write it, with nothing around it.
  package static func number(_ text: String, _ mark: DecimalMark) -> Quantity? {
    switch NumberCell.parsePlain(ArraySlice(text.replacing(" ", with: "").utf8), mark).outcome {
    case .number(let quantity), .doubtful(let quantity): quantity
    default: nil
    }
  }

  /// The same as Giaoban writes it into its own tables.
  package static func number(_ text: String) -> Quantity? { number(text, .comma) }

  /// What somebody wrote, as the settings say it.
  private static func value(
    _ text: String, _ kind: SettingField.Kind, _ mark: DecimalMark
  ) -> YAMLText.Value? {
    guard !text.isEmpty else { return nil }
    switch kind {
    case .words: return .text(text)
    case .names:
      let names = text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
      return names.isEmpty ? nil : .names(names)
    case .number:
      return number(text, mark).map { .word($0.plain) } ?? .text(text)
    case .word, .choice: return YAMLText.Value.isPlain(text) ? .word(text) : .text(text)
    }
  }
}

extension YAMLText.Value {
  /// The texts of a list of texts.
  package var names: [String]? {
    guard case .list(let items) = self else { return string.map { [$0] } }
    let names = items.compactMap(\.string)
    return names.count == items.count ? names : nil
  }
}

extension Quantity {
  /// As programs write it: `12.5`.
  package var plain: String { "\(self)" }
}

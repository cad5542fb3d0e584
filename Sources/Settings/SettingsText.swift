import ClusterMetrics
import Findings
import Foundation

/// The settings as somebody wrote them, to which entries are added line by line, so that comments and order stay.
package struct SettingsText: Sendable {
  package private(set) var text: String

  package init(_ text: String) { self.text = text }

  /// Why an entry cannot be added.
  package enum Fault: Error {
    /// The text has errors of its own, or would have after the change.
    case findings([Finding])
    /// A key is written in a way to which nothing can be added.
    case unfit(String)
    /// What was written is no number, or nothing at all.
    case notANumber(String), empty(SettingField)
    /// A name that something else has already.
    case taken(name: String, by: String)
    /// It is no longer what the change was made from.
    case changedMeanwhile
  }

  /// What is wrong with the text by itself: syntax, keys and values, not what the roster says to it.
  package var findings: [Finding] { SettingsText.read(text).log.all }

  /// What the text says, as far as it can be read by itself.
  package var definition: ProjectDefinition { SettingsText.read(text).definition }

  private static func read(_ text: String) -> ProjectFile {
    ProjectFile(data: Data(text.utf8), folderName: "")
  }

  // MARK: Adding

  /// Another name of a unit, which all its rows and tables then have.
  package mutating func addAlias(_ alias: String, ofUnit unit: String) throws(Fault) {
    let known = definition.aliases[unit] ?? []
    guard !known.contains(alias) else { return }
    try add(alias, to: known, at: ["aliases", unit])
  }

  /// Another name of an indicator, which all columns and rows with it then have.
  package mutating func addAlias(_ alias: String, ofIndicator id: String) throws(Fault) {
    let before = definition
    let unfit = Fault.unfit("indicators.\(id).aliases")
    let own = IndicatorNames(before).indicator(named: alias)
    let isThere = before.indicator(withID: id) != nil || before.questions.contains { $0.id == id }
    guard own?.id ?? id == id, isThere else { throw unfit }
    let known = before.indicatorAliases[id] ?? []
    guard !known.contains(alias) else { return }
    try add(alias, to: known, at: ["indicators", id, "aliases"])
    guard IndicatorNames(definition).indicator(named: alias)?.id == id else {
      throw unfit
    }
  }

  /// Adds a name to a list that may be a single name so far.
  private mutating func add(
    _ name: String, to known: [String], at path: [String]
  ) throws(Fault) {
    try change(path) { yaml throws(YAMLText.Fault) in
      if case .list(let names)? = yaml.value(at: path), !names.isEmpty {
        try yaml.append(.text(name), at: path)
      } else {
        try yaml.set(.names(known + [name]), at: path)
      }
    }
  }

  /// A finding that somebody has looked at, with a reason.
  package mutating func accept(_ acceptance: Acceptance) throws(Fault) {
    guard !definition.acceptances.contains(acceptance) else { return }
    var entry: [(key: YAMLText.Value, value: YAMLText.Value)] = [
      (.word("finding"), .word(acceptance.code.rawValue))
    ]
    if let file = acceptance.file { entry.append((.word("file"), .text(file))) }
    if let row = acceptance.row { entry.append((.word("row"), .word("\(row)"))) }
    entry.append((.word("reason"), .text(acceptance.reason)))
    try change(["accept"]) { yaml throws(YAMLText.Fault) in
      try yaml.prepend(.mapping(entry), at: ["accept"])
    }
  }

  /// Says of a file's tables what they do not say themselves.
  ///
  /// - Parameters:
  ///   - sheet: only of this sheet, if given.
  ///   - period: as the settings write it.
  ///   - unit: whose numbers they are.
  package mutating func describeTables(
    ofFile file: String, sheet: String?, period: String?, unit: String?
  ) throws(Fault) {
    let said = [("sheet", sheet), ("period", period), ("unit", unit)].compactMap { key, text in
      text.map { (key: YAMLText.Value.word(key), value: YAMLText.Value.text($0)) }
    }
    guard !said.isEmpty else { return }
    try change(["sources"]) { yaml throws(YAMLText.Fault) in
      try yaml.prepend(
        .mapping([(key: .word("files"), value: .text(file))] + said), at: ["sources", "tables"])
    }
  }

  /// Says what the numbers of an indicator, which are added up, are instead.
  ///
  /// - Parameter comment: stands above the indicator, if given.
  package mutating func setCourse(
    ofIndicator id: String, to course: Course, comment: String? = nil
  ) throws(Fault) {
    let path = ["indicators", id]
    try change(path) { yaml throws(YAMLText.Fault) in
      guard yaml.value(at: path + ["over_time"])?.string == "sum" else { throw .unfit }
      switch course {
      case .stock: try yaml.set(.word("last"), at: path + ["over_time"])
      case .cumulative: try yaml.set(.word("year"), at: path + ["cumulative"])
      }
      if let comment { try yaml.comment(comment, above: path) }
    }
  }

  /// What reported numbers are when they are no amounts of their period.
  package enum Course: String, Sendable, Codable, CaseIterable {
    /// Counted from the beginning of the year.
    case cumulative
    /// What exists at the end.
    case stock
  }

  /// Changes the text, unless it had errors or gets some.
  ///
  /// - Parameter path: what is changed, as a message names it.
  package mutating func change(
    _ path: [String], _ change: (inout YAMLText) throws(YAMLText.Fault) -> Void
  ) throws(Fault) {
    let before = findings.filter { $0.severity == .error }
    guard before.isEmpty else { throw .findings(before) }
    let changed: SettingsText
    do throws(YAMLText.Fault) {
      var yaml = try YAMLText(text)
      try change(&yaml)
      changed = SettingsText(yaml.text)
    } catch { throw .unfit(path.joined(separator: ".")) }
    let after = changed.findings.filter { $0.severity == .error }
    guard after.isEmpty else { throw .findings(after) }
    text = changed.text
  }

  /// A text in double quotes, whatever it holds (YAML 1.2.2, section 7.3.1).
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}

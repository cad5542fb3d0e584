import ClusterMetrics
import Foundation
import Intake
import Packs
import Reporting
import Settings

/// Settings as forms change them: each change affects lines of `giaoban.yaml`, and can be undone.
extension ProjectFiles {
  /// The fields changed in a form.
  package struct FieldChange: Sendable, Decodable {
    /// The new text of each field.
    package var fields: [String: String]
    /// The text that the form showed before, for each field.
    package var was: [String: String]?

    package init(fields: [String: String], was: [String: String]? = nil) {
      (self.fields, self.was) = (fields, was)
    }
  }

  /// Changes settings from a form.
  ///
  /// - Parameters:
  ///   - known: the fields of the forms.
  ///   - language: the language of texts, if the settings give several.
  package func set(
    _ change: FieldChange, of known: [SettingField], in language: Language
  ) throws(WorkspaceError) {
    let fields = known.filter { change.fields[$0.id] != nil }
    guard fields.count == change.fields.count else {
      throw WorkspaceError(
        .usage, vi: "cài đặt không có mục này; hãy tải lại trang",
        en: "the settings have no such field; reload the page")
    }
    guard !fields.isEmpty else { return }
    do throws(WorkspaceError) { try keep(change, fields, in: language) } catch {
      // For a single field, use the form's name of it.
      guard fields.count == 1, let field = fields.first, let finding = error.findings.first else {
        throw error
      }
      throw WorkspaceError(
        error.code,
        LocalizedText(
          vi: "\(field.name.vietnamese): \(finding.text.vietnamese)",
          en: "\(field.name.english): \(finding.text.english)"))
    }
  }

  private func keep(
    _ change: FieldChange, _ fields: [SettingField], in language: Language
  ) throws(WorkspaceError) {
    try edit(.settings, subject: ProjectFiles.subject(of: fields)) {
      text throws(SettingsText.Fault) in
      try text.set(change.fields, over: change.was ?? [:], of: fields, in: language)
    }
  }

  /// A summary of changed fields: "dialogues: name, target".
  private static func subject(of fields: [SettingField]) -> String {
    let owners = Dictionary(grouping: fields) { $0.path.dropLast().last ?? "" }
    guard owners.count == 1, let owner = owners.first else {
      return fields.prefix(3).map(\.id).joined(separator: ", ") + (fields.count > 3 ? ", …" : "")
    }
    let keys = owner.value.compactMap(\.path.last).joined(separator: ", ")
    return owner.key.isEmpty ? keys : owner.key + ": " + keys
  }

  /// The description of a new indicator.
  package struct NewIndicator: Sendable, Decodable {
    package var name: String
    package var measure: String?
    /// `reported`, `activities`, `communes`, `column` or `ratio`.
    package var counted: String
    /// For registers, a part of the activity's name, and the column with the numbers.
    package var activity: String?
    package var column: String?
    /// For a ratio, its two parts.
    package var part: String?
    package var whole: String?
  }

  /// Adds an indicator.
  ///
  /// - Returns: its id.
  @discardableResult
  package func add(_ new: NewIndicator) throws(WorkspaceError) -> String {
    func text(_ text: String?) -> String? {
      text.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap {
        $0.isEmpty ? nil : $0
      }
    }
    func needed(_ given: String?, _ what: LocalizedText) throws(WorkspaceError) -> String {
      if let text = text(given) { return text }
      throw WorkspaceError(
        .usage, vi: "hãy ghi \(what.vietnamese)", en: "give \(what.english)")
    }
    let name = try needed(
      new.name, LocalizedText(vi: "tên chỉ tiêu", en: "the indicator's name"))
    let counted: SettingsText.Counted
    switch new.counted {
    case "reported": counted = .reported
    case "activities": counted = .activities
    case "communes": counted = .communes
    case "column":
      counted = .column(
        try needed(
          new.column,
          LocalizedText(vi: "tiêu đề của cột số liệu", en: "the header of the column with numbers"))
      )
    default:
      let what = LocalizedText(
        vi: "hai chỉ tiêu để tính tỷ lệ", en: "the two indicators of the ratio")
      counted = .ratio(of: try needed(new.part, what), to: try needed(new.whole, what))
    }
    let isOfRegisters = ["activities", "communes", "column"].contains(new.counted)
    let activity = isOfRegisters ? text(new.activity) : nil
    var made = ""
    try edit(.settings, subject: name) { settings throws(SettingsText.Fault) in
      made = ProjectFiles.id(for: name, in: settings.definition)
      try settings.add(
        indicator: made, named: name,
        in: new.counted == "ratio" ? nil : text(new.measure), counted, whereActivity: activity)
    }
    return made
  }

  /// A free id without tone marks.
  private static func id(for name: String, in definition: ProjectDefinition) -> String {
    var slug = String(Slug.of(name).replacing("-", with: "_").prefix(48))
    while slug.hasSuffix("_") { slug.removeLast() }
    if slug.first?.isLetter != true { slug = "chi_tieu" + (slug.isEmpty ? "" : "_" + slug) }
    var taken = Set(definition.indicators.map(\.id) + definition.questions.map(\.id))
    taken.formUnion(SettingsText.reservedIDs)
    return Slug.numbered(slug, by: "_", &taken)
  }

  /// Moves an indicator up (-1) or down (1).
  package func move(indicator id: String, by step: Int) throws(WorkspaceError) {
    try edit(.settings, subject: id) { text throws(SettingsText.Fault) in
      try text.move(indicator: id, by: step)
    }
  }

  /// Merges one indicator into another.
  package func merge(indicator id: String, into other: String) throws(WorkspaceError) {
    try edit(.alias, subject: "\(id) → \(other)") { text throws(SettingsText.Fault) in
      try text.merge(indicator: id, into: other)
    }
  }

  /// Removes an indicator.
  package func remove(indicator id: String) throws(WorkspaceError) {
    try edit(.settings, subject: id) { text throws(SettingsText.Fault) in
      try text.remove(indicator: id)
    }
  }

  /// Sets the pages of a pack, their order, and the indicators on its cover.
  package func set(
    pages: [String], tiles: [String]
  ) throws(WorkspaceError) {
    let most = ReportContext.mostTiles
    guard tiles.count <= most else {
      throw WorkspaceError(
        .usage, vi: "trang bìa có nhiều nhất \(most) số; đang chọn \(tiles.count)",
        en: "a cover holds \(most) numbers at most; \(tiles.count) are chosen")
    }
    try edit(.settings, subject: "pack") { text throws(SettingsText.Fault) in
      try text.set(pages: pages, tiles: tiles)
    }
  }

  /// Adds a page with a chart to the packs.
  package func addPage(with chart: ChartSettings) throws(WorkspaceError) {
    let subject = ([chart.kind.rawValue] + chart.indicators).joined(separator: " ")
    try edit(.settings, subject: subject) { text throws(SettingsText.Fault) in
      try text.addPage(with: chart)
    }
  }
}

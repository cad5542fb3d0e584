import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import Settings
import TallyTables

/// Plans and corrections, as forms show and change them.
extension OpenProject {
  /// The plan of a unit.
  package struct UnitPlan: Sendable {
    package var unit: Int
    package var name: String
    /// The name of its field in the form.
    package var field: String
    /// The plan in the project's own table, as people write it.
    package var own: String
    /// The plan in other files, which only they can change.
    package var other: Double?
    /// The plan in force at the period's end, if it differs: a later plan or a correction.
    package var inForce: Double?
  }

  /// The plans of all units for a period, in the roster's order.
  ///
  /// - Returns: `nil` if the project's own table exists but cannot be filled in.
  package func plans(
    of indicator: Indicator, in period: Period, _ intake: IntakeResult
  ) -> [UnitPlan]? {
    guard let table = table(.plans) else { return nil }
    let roster = project.roster
    let days = definition.calendar.days(of: period)
    return roster.units.indices.filter { roster.units[$0].validity.overlaps(days) }.map { unit in
      let own = table.number(.plan(of: indicator, unit, period)) ?? ""
      let stated = intake.book.plans.holding(
        indicator.id, for: .unit(unit), in: period, definition.calendar
      ).first { $0.period == period }
      let holding = stated?.value.doubleValue
      let isOther = SettingsText.number(own)?.doubleValue != holding
      return UnitPlan(
        unit: unit, name: roster.units[unit].name, field: "\(unit) \(roster.units[unit].name)",
        own: own, other: own.isEmpty ? holding : nil,
        inForce: !own.isEmpty && isOther ? holding : nil)
    }
  }

  /// A table of the project's own; empty if it does not exist yet, `nil` if it cannot be filled in.
  fileprivate func table(_ kind: NumberTable.Kind) -> NumberTable? {
    let url = project.folder.appending(path: kind.file)
    return NumberTable(
      kind, of: project, isThere: FileManager.default.fileExists(atPath: url.path))
  }

  /// The same table, or an error that says why it cannot be filled in.
  fileprivate func fillable(_ kind: NumberTable.Kind) throws(WorkspaceError) -> NumberTable {
    guard let table = table(kind) else {
      let (vietnamese, english) =
        kind == .plans
        ? ("Kỳ, Đơn vị, Chỉ tiêu, Kế hoạch", "period, unit, indicator and plan")
        : (
          "Kỳ, Đơn vị, Chỉ tiêu, Số liệu",
          "period, unit, indicator and value"
        )
      throw WorkspaceError(
        .usage,
        vi:
          "không ghi thêm được vào \(kind.file): tệp không đọc được, hoặc thiếu một trong các cột \(vietnamese)",
        en:
          "nothing can be added to \(kind.file): it cannot be read, or lacks one of the columns \(english)"
      )
    }
    return table
  }
}

extension Coordinates {
  fileprivate static func plan(
    of indicator: Indicator, _ unit: Int, _ period: Period
  ) -> Coordinates {
    Coordinates(period: period, unit: unit, indicator: indicator.id, figure: .plan)
  }
}

extension ProjectFiles {
  /// Sets the plans of units.
  package func setPlans(
    _ change: FieldChange, of indicator: Indicator, in period: Period, _ opened: OpenProject
  ) throws(WorkspaceError) {
    var draft = try Draft(.plans, of: opened)
    let units = opened.project.roster.units
    for (field, text) in change.fields.sorted(by: { $0.key < $1.key }) {
      let number = field.split(separator: " ", maxSplits: 1).first.flatMap { Int($0) }
      guard let unit = number, units.indices.contains(unit), field == "\(unit) \(units[unit].name)"
      else { throw .changedMeanwhile(draft.table.kind.file) }
      let place = Coordinates.plan(of: indicator, unit, period)
      let stands = draft.table.number(place) ?? ""
      guard stands == change.was?[field] ?? stands else {
        throw .changedMeanwhile(draft.table.kind.file)
      }
      let wanted = text.trimmingCharacters(in: .whitespaces)
      do throws(NumberTable.Refusal) { try draft.table.set(wanted, at: place) } catch {
        throw WorkspaceError(error, wanted, of: units[unit].name)
      }
    }
    try keep(draft, subject: "\(indicator.name.vietnamese), \(period.spoken.vietnamese)")
  }

  /// A number that replaces one that a unit reported wrongly, or that cannot be read.
  package struct Correction: Sendable {
    package var coordinates: Coordinates
    /// The number as people write it; empty to remove the correction.
    package var text: String
    package var reason: String
    /// The correction that the form showed; empty if there was none.
    package var was: String
    /// The numbers in the unit's files, separated by `;`.
    package var replaced: String

    package init(
      _ coordinates: Coordinates, to text: String, because reason: String, was: String = "",
      replacing replaced: String = ""
    ) {
      self.coordinates = coordinates
      (self.text, self.reason, self.was, self.replaced) = (text, reason, was, replaced)
    }
  }

  /// Corrects a number; the unit's file stays unchanged.
  package func correct(_ change: Correction, _ opened: OpenProject) throws(WorkspaceError) {
    let coordinates = change.coordinates
    let units = opened.project.roster.units
    guard units.indices.contains(coordinates.unit),
      let indicator = opened.definition.indicator(withID: coordinates.indicator)
    else { throw .changedMeanwhile(Project.settingsFile) }
    let unit = units[coordinates.unit].name
    let name = indicator.name
    guard indicator.definition == .submitted else {
      throw WorkspaceError(
        .usage,
        vi:
          "\(name.vietnamese) được tính từ số khác, không đính chính trực tiếp được; hãy sửa các số dùng để tính",
        en: "\(name.english) is worked out from other numbers; correct those")
    }
    guard [.value, .plan, .cumulative].contains(coordinates.figure) else {
      throw .cannotCorrect(coordinates.figure.rawValue)
    }
    let wanted = change.text.trimmingCharacters(in: .whitespaces)
    let reason = change.reason.oneLine
    guard !reason.isEmpty || wanted.isEmpty else {
      throw WorkspaceError(
        .usage, vi: "hãy ghi lý do đính chính", en: "give the reason why it is corrected")
    }
    guard reason.count <= 500 else {
      throw WorkspaceError(
        .usage, vi: "lý do quá dài, tối đa 500 ký tự",
        en: "the reason is longer than 500 characters")
    }
    var draft = try Draft(.corrections, of: opened)
    guard draft.table.number(coordinates) ?? "" == change.was else {
      throw .changedMeanwhile(draft.table.kind.file)
    }
    do throws(NumberTable.Refusal) {
      try draft.table.set(
        wanted, at: coordinates, reason: reason,
        replaced: String(change.replaced.oneLine.prefix(200)))
    } catch { throw WorkspaceError(error, wanted, of: unit) }
    let subject = [unit, name.vietnamese, coordinates.period.spoken.vietnamese]
      .joined(separator: ", ")
    try keep(draft, subject: "\(subject): \(wanted)")
  }

  /// A table of the project's own during a change, with the original text.
  private struct Draft {
    var table: NumberTable
    let before: String?
    /// Whether the text is exactly as Giaoban writes it, so a change affects only its own lines.
    let isPlain: Bool

    init(_ kind: NumberTable.Kind, of opened: OpenProject) throws(WorkspaceError) {
      let data = try? Data(contentsOf: opened.project.folder.appending(path: kind.file))
      before = data.flatMap { ChangeLog.text($0) }
      table = try opened.fillable(kind)
      isPlain = before != nil && before == ChangeLog.text(Draft.data(table.rows))
    }

    /// Marks names that a spreadsheet would take for formulas; negative numbers are not marked.
    static func data(_ rows: some Collection<[String]>) -> Data {
      CSVText.table(
        rows.map { row in
          row.map { SettingsText.number($0) == nil ? CSVText.name($0) : $0 }
        }, isFile: true)
    }
  }

  private func keep(_ draft: Draft, subject: String) throws(WorkspaceError) {
    let name = draft.table.kind.file
    let url = folder.appending(path: name)
    var (before, isPlain) = (draft.before, draft.isPlain)
    if !FileManager.default.fileExists(atPath: url.path) {
      // Create the table with its header first, so that each number can be undone separately.
      let header = Draft.data(draft.table.rows.prefix(1))
      do { try header.write(to: url, options: .withoutOverwriting) } catch {
        throw .cannotWrite(name, error)
      }
      (before, isPlain) = (ChangeLog.text(header), true)
    }
    let whole = Draft.data(draft.table.rows)
    if isPlain, let before, let plain = ChangeLog.text(whole) {
      return try log.write(plain, over: before, to: name, .numbers, subject: subject, by: user)
    }
    let arrived = try arrivingFile()
    defer { try? FileManager.default.removeItem(at: arrived) }
    do { try whole.write(to: arrived) } catch { throw .cannotWrite(name, error) }
    try log.replace(name, with: arrived, .numbers, subject: subject, by: user)
  }
}

extension String {
  /// The text on one line, without control characters.
  fileprivate var oneLine: String {
    let plain = unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    return String(String.UnicodeScalarView(plain)).split(separator: " ").joined(separator: " ")
  }
}

extension WorkspaceError {
  /// - Parameter figure: its name as the user gave it.
  package static func cannotCorrect(_ figure: String) -> WorkspaceError {
    WorkspaceError(
      .usage, vi: "không đính chính được loại số \"\(figure)\"",
      en: "numbers of the kind \"\(figure)\" cannot be corrected")
  }

  fileprivate init(_ refusal: NumberTable.Refusal, _ text: String, of name: String) {
    switch refusal {
    case .notANumber:
      self.init(
        .usage, vi: "\(name): \"\(text)\" không phải là số",
        en: "\(name): \"\(text)\" is not a number"
      )
    case .unnamed:
      self.init(
        .usage, vi: "\(name): tên đơn vị hoặc chỉ tiêu trùng với tên khác; hãy đổi tên trước",
        en: "\(name): its name, or that of the indicator, is another one's, too; change it first")
    }
  }
}

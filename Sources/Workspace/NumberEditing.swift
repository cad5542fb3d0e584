import ClusterMetrics
import Foundation
import Intake
import Reporting

/// Plans and corrections as forms show and change them.
extension OpenProject {
  /// The plan of a unit.
  package struct UnitPlan: Sendable {
    package var unit: Int
    package var name: String
    /// How the form calls it.
    package var field: String
    /// What the project's own table of plans says, as people write it.
    package var own: String
    /// What other files say, which only they can change.
    package var other: Double?
  }

  /// The plans of all units of a period, in the roster's order.
  ///
  /// - Returns: `nil` where the project's own table is there and cannot be filled.
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
      return UnitPlan(
        unit: unit, name: roster.units[unit].name, field: "\(unit) \(roster.units[unit].name)",
        own: own, other: own.isEmpty ? stated?.value.doubleValue : nil)
    }
  }

  /// A table of the project's own; empty where there is none yet, `nil` where it cannot be filled.
  fileprivate func table(_ kind: NumberTable.Kind) -> NumberTable? {
    let url = project.folder.appending(path: kind.file)
    return NumberTable(
      kind, of: project, isThere: FileManager.default.fileExists(atPath: url.path))
  }

  /// The same, or why not.
  fileprivate func fillable(_ kind: NumberTable.Kind) throws(WorkspaceError) -> NumberTable {
    guard let table = table(kind) else {
      let (vietnamese, english) =
        kind == .plans
        ? ("Kỳ, Đơn vị, Chỉ tiêu, Kế hoạch", "period, unit, indicator and plan")
        : (
          "Kỳ, Đơn vị, Chỉ tiêu, Số liệu, Đính chính",
          "period, unit, indicator, value and correction"
        )
      throw WorkspaceError(
        .usage, vi: "\(kind.file) không có các cột \(vietnamese)",
        en: "\(kind.file) lacks the columns \(english)")
    }
    return table
  }
}

extension Coordinates {
  fileprivate static func plan(
    of indicator: Indicator, _ unit: Int, _ period: Period
  ) -> Coordinates {
    Coordinates(period: period, unit: unit, indicator: indicator.id, figure: "plan")
  }
}

extension ProjectFiles {
  /// Says what units are to reach.
  package func setPlans(
    _ change: FieldChange, of indicator: Indicator, in period: Period, _ opened: OpenProject
  ) throws(WorkspaceError) {
    var (table, before) = try begin(.plans, opened)
    let units = opened.project.roster.units
    for (field, text) in change.fields.sorted(by: { $0.key < $1.key }) {
      let number = field.split(separator: " ", maxSplits: 1).first.flatMap { Int($0) }
      guard let unit = number, units.indices.contains(unit), field == "\(unit) \(units[unit].name)"
      else { throw .changedMeanwhile(table.kind.file) }
      let place = Coordinates.plan(of: indicator, unit, period)
      let stands = table.number(place) ?? ""
      guard stands == change.was?[field] ?? stands else {
        throw .changedMeanwhile(table.kind.file)
      }
      let wanted = text.trimmingCharacters(in: .whitespaces)
      guard
        table.set(wanted, at: place, names: (units[unit].name, indicator.name.vietnamese))
      else { throw .notANumber(wanted, of: units[unit].name) }
    }
    try keep(
      table, over: before,
      subject: "\(indicator.name.vietnamese), \(period.spoken.vietnamese)")
  }

  /// Says what a number must be that a unit sent wrongly, or that cannot be read; it counts in its stead.
  ///
  /// - Parameter text: the number as people write it; empty where it is no longer corrected.
  package func correct(
    _ coordinates: Coordinates, to text: String, because reason: String, _ opened: OpenProject
  ) throws(WorkspaceError) {
    let units = opened.project.roster.units
    guard units.indices.contains(coordinates.unit),
      let indicator = opened.definition.indicators.first(where: { $0.id == coordinates.indicator })
    else { throw .changedMeanwhile(Project.settingsFile) }
    let unit = units[coordinates.unit].name
    let wanted = text.trimmingCharacters(in: .whitespaces)
    guard !reason.allSatisfy(\.isWhitespace) || wanted.isEmpty else {
      throw WorkspaceError(
        .usage, vi: "hãy ghi lý do đính chính", en: "give the reason why it is corrected")
    }
    var (table, before) = try begin(.corrections, opened)
    guard
      table.set(
        wanted, at: coordinates, names: (unit, indicator.name.vietnamese), reason: reason)
    else { throw .notANumber(wanted, of: unit) }
    let subject = [unit, indicator.name.vietnamese, coordinates.period.spoken.vietnamese]
      .joined(separator: ", ")
    try keep(table, over: before, subject: "\(subject): \(wanted)")
  }

  /// A table as it stands, with its text: what is kept later must not stand on another one.
  private func begin(
    _ kind: NumberTable.Kind, _ opened: OpenProject
  ) throws(WorkspaceError) -> (table: NumberTable, before: String?) {
    let data = try? Data(contentsOf: folder.appending(path: kind.file))
    let before = data.flatMap { ChangeLog.text($0) }
    return (try opened.fillable(kind), before)
  }

  private func keep(
    _ table: NumberTable, over before: String?, subject: String
  ) throws(WorkspaceError) {
    let name = table.kind.file
    func text(_ rows: some Collection<[String]>) -> Data {
      CSVText.table(rows.map { $0.map { CSVText.name($0) } }, isFile: true)
    }
    let url = folder.appending(path: name)
    var before = before
    if !FileManager.default.fileExists(atPath: url.path) {
      // A table with a header alone says nothing; so each number that enters it is a change that goes back by itself.
      let header = text(table.rows.prefix(1))
      do { try header.write(to: url, options: .withoutOverwriting) } catch {
        throw .cannotWrite(name, error)
      }
      before = ChangeLog.text(header)
    }
    let whole = text(table.rows)
    if let before, let plain = ChangeLog.text(whole) {
      return try log.write(plain, over: before, to: name, .numbers, subject: subject, by: user)
    }
    let arrived = try arrivingFile()
    defer { try? FileManager.default.removeItem(at: arrived) }
    do { try whole.write(to: arrived) } catch { throw .cannotWrite(name, error) }
    try log.replace(name, with: arrived, .numbers, subject: subject, by: user)
  }
}

extension WorkspaceError {
  fileprivate static func notANumber(_ text: String, of name: String) -> WorkspaceError {
    WorkspaceError(
      .usage, vi: "\(name): \"\(text)\" không phải là số", en: "\(name): \"\(text)\" is no number")
  }
}

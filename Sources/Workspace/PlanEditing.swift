import ClusterMetrics
import Foundation
import Intake
import Reporting

/// Plans as a form shows and changes them.
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
    guard let table = planTable else { return nil }
    let roster = project.roster
    let days = definition.calendar.days(of: period)
    return roster.units.indices.filter { roster.units[$0].validity.overlaps(days) }.map { unit in
      let own = table.plan(indicator.id, ofUnit: unit, in: period) ?? ""
      let stated = intake.book.plans.holding(
        indicator.id, for: .unit(unit), in: period, definition.calendar
      ).first { $0.period == period }
      return UnitPlan(
        unit: unit, name: roster.units[unit].name, field: "\(unit) \(roster.units[unit].name)",
        own: own, other: own.isEmpty ? stated?.value.doubleValue : nil)
    }
  }

  /// The project's own table of plans; empty where there is none yet.
  fileprivate var planTable: PlanTable? {
    let url = project.folder.appending(path: PlanTable.file)
    return PlanTable(project, isThere: FileManager.default.fileExists(atPath: url.path))
  }
}

extension ProjectFiles {
  /// Says what units are to reach.
  package func setPlans(
    _ change: FieldChange, of indicator: Indicator, in period: Period, _ opened: OpenProject
  ) throws(WorkspaceError) {
    guard var table = opened.planTable else {
      throw WorkspaceError(
        .usage, vi: "\(PlanTable.file) không có các cột Kỳ, Đơn vị, Chỉ tiêu, Kế hoạch",
        en: "\(PlanTable.file) lacks the columns period, unit, indicator and plan")
    }
    let units = opened.project.roster.units
    for (field, text) in change.fields.sorted(by: { $0.key < $1.key }) {
      let number = field.split(separator: " ", maxSplits: 1).first.flatMap { Int($0) }
      guard let unit = number, units.indices.contains(unit), field == "\(unit) \(units[unit].name)",
        table.plan(indicator.id, ofUnit: unit, in: period) ?? ""
          == change.was?[field] ?? table.plan(indicator.id, ofUnit: unit, in: period) ?? ""
      else { throw .changedMeanwhile(PlanTable.file) }
      let wanted = text.trimmingCharacters(in: .whitespaces)
      guard
        table.set(
          wanted, indicator.id, ofUnit: unit, in: period,
          names: (period.name, units[unit].name, indicator.name.vietnamese))
      else {
        throw WorkspaceError(
          .usage, vi: "\(units[unit].name): \"\(wanted)\" không phải là số",
          en: "\(units[unit].name): \"\(wanted)\" is no number")
      }
    }
    let arrived = try arrivingFile()
    defer { try? FileManager.default.removeItem(at: arrived) }
    let rows = table.rows.map { $0.map { CSVText.name($0) } }
    do { try CSVText.table(rows, isFile: true).write(to: arrived) } catch {
      throw .cannotWrite(PlanTable.file, error)
    }
    try log.replace(PlanTable.file, with: arrived, by: user)
  }
}

import ClusterMetrics
import Foundation
import Intake
import Reporting

/// Workbooks in which units enter their numbers.
package struct MadeForm: Sendable {
  package let name: String
  package let data: Data
}

extension OpenProject {
  /// The forms of some units for a period, or of all that belong to the roster in it.
  ///
  /// - Parameters:
  ///   - units: whose; all of them without it.
  ///   - isBlank: to print and fill in by hand: ruled rows, no lists.
  package func makeForms(
    for period: Period, units: [Int]? = nil, isBlank: Bool = false
  ) throws(WorkspaceError) -> [MadeForm] {
    try requireSound(project.log)
    let calendar = definition.calendar
    let days = calendar.days(of: period)
    let asked =
      units
      ?? project.roster.units.indices.filter { project.roster.units[$0].validity.overlaps(days) }
    let slugs = Slug.unique(project.roster.units.map(\.name))
    let date = OutputDate.date(of: project)
    do {
      return try asked.map { unit in
        let form = EntryForm(
          project: project, unit: unit, period: period, calendar: calendar, language: language,
          use: isBlank ? .paper : .screen, date: date, slug: slugs[unit])
        return MadeForm(name: form.fileName, data: try form.data())
      }
    } catch {
      throw WorkspaceError(
        .ioFailed, vi: error.localizedDescription, en: error.localizedDescription)
    }
  }
}

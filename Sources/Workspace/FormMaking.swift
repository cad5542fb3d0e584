import ClusterMetrics
import Foundation
import Packs
import Reporting

/// Workbooks in which units enter their numbers.
package struct MadeForm: Sendable {
  package let name: String
  package let data: Data
}

extension OpenProject {
  /// The forms of some units for a period, or of all units in the roster then.
  ///
  /// - Parameters:
  ///   - units: the units, or `nil` for all.
  ///   - isBlank: for forms to print and fill in by hand: ruled rows, no lists.
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
    // A unit to which no indicator applies gets no form.
    let forms = asked.map { unit in
      EntryForm(
        project: project, unit: unit, period: period, calendar: calendar, language: language,
        use: isBlank ? .paper : .screen, date: date, slug: slugs[unit])
    }.filter { !$0.isEmpty }
    guard !forms.isEmpty else {
      throw WorkspaceError(
        .usage, vi: "kỳ này không đơn vị nào trong số đó phải báo cáo",
        en: "none of these units is asked for anything in this period")
    }
    do {
      return try forms.map { MadeForm(name: $0.fileName, data: try $0.data()) }
    } catch {
      throw WorkspaceError(
        .ioFailed, vi: error.localizedDescription, en: error.localizedDescription)
    }
  }
}

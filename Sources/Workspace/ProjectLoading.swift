import ClusterMetrics
import Databases
import Foundation
import Intake
import OfficeWords

/// Loads a project's data into a database, for other tools and projects.
package struct ProjectLoading {
  /// The amounts of data written.
  package struct Outcome: Sendable {
    package var activities: Int
    package var numbers: Int
  }

  let connection: String
  /// The schema of the database; its tables are `giaoban_activities` and `giaoban_numbers`.
  let schema: String?

  package init(connection: String, schema: String? = nil) {
    (self.connection, self.schema) = (connection, schema)
  }

  package static let tables = ["giaoban_activities", "giaoban_numbers"]

  private func name(_ table: String) -> String {
    schema.map { $0 + "." + table } ?? table
  }

  /// Writes all activities and numbers in one transaction, and replaces those of the same project.
  ///
  /// - Throws: `WorkspaceError` if the data has errors or the database reports one; nothing is written then.
  package func load(
    _ opened: OpenProject, progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> Outcome {
    let contents: ProjectContents
    do throws(PlanError) {
      contents = try opened.project.contents(progress: progress)
    } catch {
      // `Project.log` names the setting.
      throw WorkspaceError(.badData, vi: "\(error)", en: "\(error)")
    }
    try opened.requireSound(contents.log)
    let project = DatabaseProject(opened.project)
    do throws(DatabaseTable.Failure) {
      try DatabaseTable.write(
        [
          activities(contents, opened.project.roster, project),
          numbers(contents, opened, project),
        ], into: connection)
    } catch {
      throw WorkspaceError(.cannotCreate, error.reason)
    }
    return Outcome(activities: contents.activityCount, numbers: contents.numbers.count)
  }

  private func activities(
    _ contents: ProjectContents, _ roster: Roster, _ project: DatabaseProject
  ) -> DatabaseTable.Contents {
    let fixed: [DatabaseTable.Column] =
      DatabaseProject.columns + [
        .init("file", "text NOT NULL"), .init("sheet", "text"),
        .init("row", "integer NOT NULL"), .init("date", "date NOT NULL"),
        .init("last_date", "date NOT NULL"), .init("cluster", "text NOT NULL"),
        .init("unit", "text NOT NULL"), .init("commune", "text"),
      ]
    let columns = contents.columns.reduce(into: fixed) { columns, column in
      var name = column.id
      while columns.contains(where: { $0.name == name }) { name += "_text" }
      columns.append(.init(name, column.isNumber ? "numeric" : "text"))
    }
    let table = DatabaseTable(name: name("giaoban_activities"), columns: columns)
    let rows = contents.activities.lazy.map { activity -> [String?] in
      let unit = roster.units[activity.unit]
      return project.cells + [
        activity.place.file, activity.place.sheet,
        "\(activity.place.row ?? 0)",
        "\(activity.day)", "\(activity.lastDay)", roster.clusters[unit.cluster].name, unit.name,
        activity.commune.map { roster.communes[$0].name },
      ]
        + activity.cells.map { cell in
          switch cell {
          case .text(let text): text
          case .number(let number): number.map { "\($0)" }
          }
        }
    }
    return .init(table, rows: rows, replacing: project.replaced)
  }

  private func numbers(
    _ contents: ProjectContents, _ opened: OpenProject, _ project: DatabaseProject
  ) -> DatabaseTable.Contents {
    let roster = opened.project.roster
    let calendar = opened.definition.calendar
    let table = DatabaseTable(
      name: name("giaoban_numbers"),
      columns: DatabaseProject.columns + [
        .init("file", "text NOT NULL"), .init("sheet", "text"),
        .init("row", "integer NOT NULL"), .init("col", "integer"),
        .init("period", "text NOT NULL"), .init("first_day", "date NOT NULL"),
        .init("last_day", "date NOT NULL"), .init("cluster", "text"), .init("unit", "text"),
        .init("indicator", "text NOT NULL"), .init("figure", "text NOT NULL"),
        .init("value", "numeric"), .init("applies", "boolean NOT NULL"),
        .init("approximate", "boolean NOT NULL"), .init("from", "date"),
        .init("level", "text NOT NULL"),
      ])
    let rows = contents.numbers.lazy.map { number -> [String?] in
      let days = calendar.days(of: number.period)
      // Totals are in the same columns as units, so that the table can be read like submissions; `level` distinguishes
      // them.
      let (level, cluster, unit): (String, String?, String)
      switch number.group {
      case .unit(let own):
        let name = roster.units[own].name
        (level, cluster, unit) = ("unit", roster.clusters[roster.units[own].cluster].name, name)
      case .cluster(let own):
        let name = roster.clusters[own].name
        (level, cluster, unit) = ("cluster", name, name)
      default: (level, cluster, unit) = ("all", nil, "Tổng số")
      }
      return project.cells + [
        number.place.file, number.place.sheet,
        "\(number.place.row ?? 0)",
        number.place.column.map { "\($0)" }, number.period.name, "\(days.lowerBound)",
        "\(days.upperBound.previous)", cluster, unit, number.indicator, number.figure,
        number.value.map { "\($0)" }, number.value == nil ? "f" : "t",
        number.isApproximate ? "t" : "f", number.from.map { "\($0)" }, level,
      ]
    }
    return .init(table, rows: rows, replacing: project.replaced)
  }
}

import ClusterMetrics
import Databases
import Foundation
import Intake
import Reporting
import TallyTables

/// Tallies as rows of a database, for tools such as Metabase, Superset and Power BI.
package struct TallyStore {
  /// The libpq connection string.
  let connection: String
  /// The table's name, with its schema if needed.
  package let table: String

  package init(connection: String, table: String?) {
    (self.connection, self.table) = (connection, table ?? "giaoban_tallies")
  }

  private static let columns: [DatabaseTable.Column] =
    DatabaseProject.columns + [
      .init("grouping", "text NOT NULL"),
      .init("period", "text NOT NULL"), .init("first_day", "date NOT NULL"),
      .init("last_day", "date NOT NULL"), .init("cluster", "text"), .init("unit", "text"),
      .init("commune", "text"), .init("part", "text"), .init("attribute", "text"),
      .init("indicator", "text NOT NULL"),
      .init("value", "numeric"), .init("numerator", "numeric"), .init("denominator", "numeric"),
      .init("status", "text NOT NULL"), .init("reporting_units", "integer NOT NULL"),
      .init("expected_units", "integer NOT NULL"), .init("approximate", "boolean NOT NULL"),
    ]

  /// Replaces the rows of the same project, grouping, periods and indicators by those of a table.
  ///
  /// - Returns: the number of rows written.
  @discardableResult
  package func write(
    _ tallies: TallyTable, of project: Project, grouping: String, periods: [Period],
    indicators: [Indicator]
  ) throws(WorkspaceError) -> Int {
    let calendar = project.definition.calendar
    let project = DatabaseProject(project)
    let days = Dictionary(
      periods.map { ($0.name, calendar.days(of: $0)) }, uniquingKeysWith: { first, _ in first })
    func text(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    func number(_ number: Double?) -> String? {
      number.map { TallyTable.plain($0) }
    }
    let rows = tallies.rows.map { row -> [String?] in
      let span = days[row.place.period]
      return project.cells + [
        grouping, row.place.period, span.map { "\($0.lowerBound)" },
        span.map { "\($0.upperBound.previous)" }, text(row.place.cluster), text(row.place.unit),
        text(row.place.commune), text(row.place.text ?? row.place.trait), text(row.place.trait),
        row.indicator,
        number(row.value), number(row.numerator), number(row.denominator), row.status,
        "\(row.reportingUnits)", "\(row.expectedUnits)", row.isApproximate ? "t" : "f",
      ]
    }
    let store = DatabaseTable(name: table, columns: TallyStore.columns)
    do throws(DatabaseTable.Failure) {
      try DatabaseTable.write(
        [
          .init(
            store, rows: rows,
            replacing: project.replaced + [
              ("grouping", [grouping]), ("period", periods.map(\.name)),
              ("indicator", indicators.map(\.id)),
            ])
        ], into: connection)
    } catch {
      throw WorkspaceError(.cannotCreate, error.reason)
    }
    return rows.count
  }
}

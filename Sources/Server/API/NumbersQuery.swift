import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Intake
import Reporting
import Settings
import TallyTables
import Workspace

/// The numbers that a user requests, in the address of their view and their data.
struct NumbersQuery {
  let period: Period
  let by: Grouping
  /// The grouping as it was written.
  let byText: String
  let versus: Versus?
  /// Whether the numbers are compared with the plans.
  let isBesidePlan: Bool
  let versusText: String
  let indicators: [Indicator]
  let group: String

  /// The periods in the rows.
  var periods: [Period] { by.isOverPeriods ? period.run(of: 8) : [period] }

  /// All periods that must be tallied.
  var tallied: [Period] {
    var all = periods
    for base in periods.compactMap({ versus?.base(of: $0) }) where !all.contains(base) {
      all.append(base)
    }
    return all
  }

  /// - Parameter parameters: `period`, `by`, `versus`, `group` and `indicator`, as in the commands.
  init(
    _ parameters: Query, _ desk: Desk, _ entry: Shelf.Entry
  ) throws {
    let opened = try desk.open(entry)
    func text(_ name: String) -> String? {
      parameters[name]
    }
    period = try desk.period(text("period"), of: entry)
    versusText = text("versus") ?? ""
    isBesidePlan = versusText == "plan"
    versus = try text("versus").flatMap { $0 == "plan" ? nil : $0 }.map { text in
      try opened.versus(written: text)
    }
    let units = opened.project.roster.units.count
    byText =
      text("by") ?? (units > 60 && opened.project.roster.clusters.count > 1 ? "cluster" : "unit")
    by = try opened.grouping(written: byText)
    let wanted = text("group") ?? ""
    group = wanted
    let ids = parameters.all("indicator")
    if ids.isEmpty, let group = opened.definition.groups.first(where: { $0.id == wanted }) {
      indicators = group.indicators.compactMap(opened.definition.indicator(withID:))
    } else {
      indicators = try opened.indicators(withIDs: ids)
    }
  }

  /// The numbers.
  func table(
    _ desk: Desk, _ entry: Shelf.Entry
  ) throws -> (table: TallyTable, intake: IntakeResult) {
    let intake = try desk.tallies(
      entry, tallied, isByCommune: by.place == .commune, column: by.column)
    let table = TallyTable(
      intake.book.divided(by: [by.attribute]), indicators: indicators, periods: periods,
      versus: versus,
      column: by.column, attribute: by.attribute, extras: isBesidePlan ? [.plan] : []
    ) { [by] book, period in
      // The total follows its parts.
      by.groups(book, in: period) + (by.place == nil && by.attribute == nil ? [] : [.all])
    }
    return (table, intake)
  }
}

extension Desk {
  /// The period in a text, or the latest one with numbers.
  func period(_ text: String?, of entry: Shelf.Entry) throws -> Period {
    let opened = try open(entry)
    if let text { return try opened.period(written: text) }
    try opened.requireSound(opened.project.log)
    guard let intake = try check(entry).intake, let last = intake.latestPeriod else {
      throw WorkspaceError(
        .badData, vi: "dự án chưa có số liệu", en: "the project holds no figures")
    }
    return last
  }

  /// The periods to offer, the latest first: those with numbers, and the years that contain them.
  func knownPeriods(of entry: Shelf.Entry) -> [Period] {
    (try? check(entry))?.intake.map { $0.knownPeriods.reversed() } ?? []
  }
}

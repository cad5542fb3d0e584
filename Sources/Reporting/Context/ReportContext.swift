import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Intake
import ReportWords
import Settings

/// What a pack of a period is made from, and the charts and pages that follow from it, as scenes. Writes no files.
package struct ReportContext: Sendable {
  /// The number of periods in a trend.
  static let trendLength = 8

  package let project: Project
  package let intake: IntakeResult
  package let book: TallyBook
  package let period: Period
  package let words: Wording
  package let maker: ChartMaker
  package let measurer: any TextMeasurer
  /// The standard charts that were made so far.
  let catalogue = ChartCatalogue()
  /// The unit of the pack; `nil` for the pack of all units.
  package let unit: Int?
  package let paper: PackPaper
  /// The outlines of units, if the project has a map.
  package var shapes: UnitShapes? { outlines?.shapes }
  private let outlines: DeferredShapes?

  /// - Precondition: the intake's book contains `ReportContext.periods(for:)`.
  package init(
    project: Project, intake: IntakeResult, period: Period, versus: Versus = .lastYear,
    language: Language, measurer: any TextMeasurer, unit: Int? = nil,
    paper: PackPaper? = nil
  ) {
    self.paper = paper ?? project.definition.paper
    self.unit = unit
    self.project = project
    self.intake = intake
    self.period = period
    // A unit's pack shows the unit, not the map.
    outlines =
      unit == nil
      ? intake.map.map {
        let days = intake.book.calendar.days(of: period)
        return DeferredShapes($0, project.roster, on: days.upperBound.previous)
      } : nil
    // Everything in a pack is compared with other periods, so it uses the same boundaries.
    let wishes = project.definition.pages.flatMap { page in
      if case .charts(_, let charts) = page { charts } else { [ChartSettings]() }
    }
    let book = intake.book.comparable(
      ReportContext.periods(for: period, versus: versus, pages: project.definition.pages)
    ).divided(by: wishes.flatMap { [$0.by, $0.across] })
    self.book = book
    words = Wording(language).fitted(
      to: book, project.definition.indicators, in: period.run(of: ReportContext.trendLength))
    self.measurer = measurer
    var maker = ChartMaker(book: book, period: period, words: words)
    maker.versus = versus
    maker.leftOut = intake.leftOut
    maker.events = project.definition.events
    maker.highlight = unit
    self.maker = maker
  }

  /// The findings, in the form for paper.
  package var findings: [Finding] {
    book.hidesSmallNumbers ? intake.log.all.map(\.withoutNumbers) : intake.log.all
  }

  /// The periods that must be tallied for a pack.
  package static func periods(
    for period: Period, versus: Versus = .lastYear, pages: [PageSettings] = []
  ) -> [Period] {
    var periods = period.run(of: trendLength)
    let asked = pages.flatMap { page -> [Period] in
      guard case .charts(_, let charts) = page else { return [] }
      return charts.map { $0.versus.base(of: period) }
    }
    for other in [period.sameLastYear, period.previous, versus.base(of: period)] + asked
    where !periods.contains(other) {
      periods.insert(other, at: 0)
    }
    return periods
  }

  /// The periods whose numbers documents may ask for besides: the year up to the end of the period, and the same of last year.
  package static func yearToDate(of period: Period, _ calendar: ReportingCalendar) -> [Period] {
    let whole = calendar.yearToDate(of: period)
    return [whole, whole.sameLastYear]
  }

  /// The days from the beginning of the year to the end of the period.
  package var yearToDate: Period { book.calendar.yearToDate(of: period) }

  /// The project's theme in the sizes for pages and for images.
  package var pageTheme: Theme { project.definition.theme.applied(to: .page) }
  package var imageTheme: Theme { project.definition.theme.applied(to: .image) }
  package var roster: Roster { book.roster }
  /// The column of the registers in the columns of some page's table, whose texts must be tallied separately.
  package static func columnAcross(_ project: Project) -> String? {
    for case .charts(_, let charts) in project.definition.pages {
      for chart in charts {
        if let column = chart.across.flatMap({ across(text: $0, project)?.column }) {
          return column
        }
      }
    }
    return nil
  }

  /// The columns of a chart; `nil` if the project has no such column.
  package static func across(text: String, _ project: Project) -> Across? {
    try? Across(text, columns: project.definition.textColumns, project.roster)
  }

  package var indicators: [Indicator] { project.definition.indicators }
  /// The subject of the pack.
  package var subject: Group { unit.map { .unit($0) } ?? .all }
  /// The group that is compared: all units, or those of the unit's cluster.
  var field: Group { unit.map { .cluster(roster.units[$0].cluster) } ?? .all }
  package var units: [Int] { book.units(of: field, in: period) }
  /// The units of this group to which any indicator applies in the period.
  package var asked: [Int] { book.askedUnits(of: field, in: period) }
  /// The title on the cover and at the bottom of every page.
  package var title: String {
    unit.map { roster.units[$0].name } ?? words(project.definition.title)
  }
  /// The last periods, from the first in which any unit reported: nothing is missing from a register before it begins.
  package var trendPeriods: [Period] {
    let periods = period.run(of: ReportContext.trendLength)
    let first = periods.firstIndex { period in
      roster.units.indices.contains { book.hasReportedPart(unit: $0, of: period) }
    }
    return Array(periods[(first ?? periods.count - 1)...])
  }
  /// The scores, if the project scores its units.
  package var scoreBoard: ScoreBoard? { ScoreBoard(project, intake, period: period, words: words) }
  /// Whether there are several periods, as a trend needs.
  package var hasTrend: Bool { trendPeriods.count > 1 }

  /// Whether any unit has reported for the base period.
  var hasChanges: Bool {
    maker.hasBase && units.contains { book.hasReportedPart(unit: $0, of: maker.base) }
  }

  /// The greatest number of indicators on a cover.
  package static let mostTiles = 4

  /// The indicators on the cover: those in the settings, otherwise the first ones.
  package var headline: [Indicator] {
    let chosen = project.definition.tiles.compactMap(project.definition.indicator(withID:))
    return Array((chosen.isEmpty ? indicators : chosen).prefix(ReportContext.mostTiles))
  }

  /// Whether there are too many units for a bar each.
  package var hasManyUnits: Bool { units.count > ChartMaker.mostInFull }
  /// The clusters to compare.
  package var clusters: [Int] { unit == nil ? Array(roster.clusters.indices) : [] }

  /// The greatest number of indicators in a heat table.
  private static let mostInHeat = 20

  /// The indicators in as few groups as heat tables need.
  var indicatorGroups: [[Indicator]] {
    let count = max(1, (indicators.count + ReportContext.mostInHeat - 1) / ReportContext.mostInHeat)
    return (0..<count).map { number in
      Array(
        indicators[
          (indicators.count * number / count)..<(indicators.count * (number + 1) / count)])
    }
  }
}

import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Intake
import Reporting
import Settings

/// What a pack of a period is made from, and the charts and pages that follow from it, as scenes. Writes no files.
package struct ReportContext: Sendable {
  /// The number of periods in a trend.
  static let trendLength = 8

  let project: Project
  let intake: IntakeResult
  package let book: TallyBook
  let period: Period
  let words: Wording
  let maker: ChartMaker
  let measurer: any TextMeasurer
  /// The standard charts that were made so far.
  let catalogue = ChartCatalogue()
  /// The unit of the pack; `nil` for the pack of all units.
  let unit: Int?
  let paper: PackPaper
  /// The outlines of units, if the project has a map.
  var shapes: UnitShapes? { outlines?.shapes }
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
  var findings: [Finding] {
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
  var yearToDate: Period { book.calendar.yearToDate(of: period) }

  /// A4, landscape or portrait.
  var pageSize: Size {
    let across = Size.a4Landscape
    return paper == .landscape ? across : Size(width: across.height, height: across.width)
  }

  /// The project's theme in the sizes for pages and for images.
  var pageTheme: Theme { project.definition.theme.applied(to: .page) }
  package var imageTheme: Theme { project.definition.theme.applied(to: .image) }
  var roster: Roster { book.roster }
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

  var indicators: [Indicator] { project.definition.indicators }
  /// The subject of the pack.
  var subject: Group { unit.map { .unit($0) } ?? .all }
  /// The group that is compared: all units, or those of the unit's cluster.
  var field: Group { unit.map { .cluster(roster.units[$0].cluster) } ?? .all }
  var units: [Int] { book.units(of: field, in: period) }
  /// The units of this group to which any indicator applies in the period.
  var asked: [Int] { book.askedUnits(of: field, in: period) }
  /// The title on the cover and at the bottom of every page.
  var title: String {
    unit.map { roster.units[$0].name } ?? words(project.definition.title)
  }
  /// The last periods, from the first in which any unit reported: nothing is missing from a register before it begins.
  var trendPeriods: [Period] {
    let periods = period.run(of: ReportContext.trendLength)
    let first = periods.firstIndex { period in
      roster.units.indices.contains { book.hasReportedPart(unit: $0, of: period) }
    }
    return Array(periods[(first ?? periods.count - 1)...])
  }
  /// The scores, if the project scores its units.
  var scoreBoard: ScoreBoard? { ScoreBoard(project, intake, period: period, words: words) }
  /// Whether there are several periods, as a trend needs.
  var hasTrend: Bool { trendPeriods.count > 1 }

  /// The greatest number of indicators on a cover.
  package static let mostTiles = 4

  /// The indicators on the cover: those in the settings, otherwise the first ones.
  var headline: [Indicator] {
    let chosen = project.definition.tiles.compactMap(project.definition.indicator(withID:))
    return Array((chosen.isEmpty ? indicators : chosen).prefix(ReportContext.mostTiles))
  }

  /// - Parameters:
  ///   - previous: the manifest of the last revision of this pack.
  ///   - withPages: whether to lay out pages, which are not needed for numbers alone.
  /// - Throws: `PackFault` if something does not fit; `ChartKind.Misfit` if the settings ask for an impossible chart.
  func pack(after previous: Manifest?, withPages: Bool = true) throws -> Pack {
    let custom = unit == nil ? try customPages(project.definition.pages) : []
    let charts = standardCharts + custom.flatMap(\.charts)
    let inputs = inputs
    let revision = PackRevision(
      after: previous, title: title, period: period, inputs: inputs,
      data: charts.flatMap(pictures).flatMap { data(behind: $0) })
    // The pages in the settings determine the numbering of charts, even if none is laid out.
    let drafts =
      withPages || !project.definition.pages.isEmpty
      ? try self.drafts(custom, revision, inputs) : []
    let counted = charts.inOrder(of: drafts.flatMap(\.charts)).flatMap(pictures)
    let pages = withPages ? try pages(drafts, counted) : []
    return Pack(pages: pages, charts: counted, inputs: inputs, revision: revision)
  }

  /// The files from which the pack is made.
  var inputs: [Pack.Input] {
    intake.inputs.map { name in
      let read = intake.files.filter { $0.file == name }
      // If a unit has a separate file, its number of rows may be a suppressed number.
      let rows =
        read.isEmpty || book.hidesSmallNumbers ? nil : read.map(\.accepted).reduce(0, +)
      return Pack.Input(file: name, sha256: project.digest(of: name), rows: rows)
    }
  }

  /// The frame of the pages, with links among those of some drafts.
  func frame(of drafts: [PageDraft]) -> PageFrame {
    var frame = PageFrame(
      size: pageSize,
      context: LayoutContext(theme: pageTheme, measurer: measurer),
      mostPages: project.definition.limits.pages, running: title + " · " + words.name(period))
    frame.anchors = Set(drafts.map(\.anchor) + [CoverPage.anchor])
    return frame
  }

  /// Lays out every page.
  ///
  /// - Parameter charts: the charts in the order of their numbers.
  private func pages(
    _ drafts: [PageDraft], _ charts: [PackChart]
  ) throws -> [PDFDocument.Page] {
    let labels = Dictionary(
      charts.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let drafts = drafts.map { $0.numbered(labels, words(project.definition.captions.chart)) }
    let frame = frame(of: drafts)
    let laidOut = try Parallel.map(drafts) { draft in
      try PackFault.at(draft.headline) { () throws(LayoutError) in try draft.laidOut(frame) }
    }.flatMap(\.self)
    let joined = JoinedPages(frame: frame)(laidOut)
    let (first, contents) = try PackFault.at(title) { () throws(LayoutError) in
      try front(joined, frame)
    }
    let following = contents + joined
    let count = following.count + 1
    var pages = [
      PDFDocument.Page(
        scene: Scene(
          size: pageSize, marks: first + frame.foot(page: 1, of: count),
          title: title, alternativeText: coverInWords),
        label: "1", bookmarks: [.init(title)], anchor: CoverPage.anchor)
    ]
    for (index, page) in following.enumerated() {
      pages.append(
        PDFDocument.Page(
          scene: Scene(
            size: pageSize, marks: page.marks + frame.foot(page: index + 2, of: count),
            title: page.title, alternativeText: page.alternativeText),
          label: "\(index + 2)",
          bookmarks: zip(page.drafts, page.tops).filter { !$0.0.name.isEmpty }.map {
            .init($0.name, at: $1)
          },
          anchor: page.drafts.first?.anchor ?? ""))
    }
    return pages
  }

  /// The pack as the first of its period.
  package func pack() throws -> Pack { try pack(after: nil) }

  /// The indicators in charts, for the manifest.
  func manifestIndicators(_ charts: [Manifest.Chart]) -> [Manifest.Indicator] {
    charts.flatMap { $0.data.map(\.indicator) }.uniqued.compactMap { id in
      book.plan.indicator(withID: id).map { indicator in
        Manifest.Indicator(
          id: id, name: words(indicator.name),
          unitOfMeasure: indicator.unitOfMeasure.map { words($0) } ?? "",
          decimals: words.decimals(indicator), isPercentage: indicator.isPercentage,
          target: indicator.target)
      }
    }
  }

  /// The numbers of a chart, for the manifest.
  func data(behind chart: PackChart) -> [Manifest.Datum] {
    chart.data.map { tally in
      var (cluster, unit) = ("", "")
      switch tally.group {
      case .cluster(let number): cluster = roster.clusters[number].name
      case .unit(let number):
        unit = roster.units[number].name
        cluster = roster.clusters[roster.units[number].cluster].name
      case .all, .commune, .part: break
      }
      return Manifest.Datum(
        period: tally.period.name, cluster: cluster, unit: unit, indicator: tally.indicator,
        value: tally.value.map { Rounding.rounded($0, decimals: 6) },
        status: tally.status.rawValue)
    }
  }
}

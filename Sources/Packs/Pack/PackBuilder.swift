import CairoRenderer
import Charting
import ClusterMetrics
import Intake
import Reporting

/// Makes the default pack of a period: in go a project and its tallies, out come pages and charts
/// as scenes. Writes nothing.
package struct PackBuilder: Sendable {
  /// How many periods a trend shows.
  static let trendLength = 8

  let project: Project
  let intake: IntakeResult
  package let book: TallyBook
  let period: Period
  let words: Wording
  let maker: ChartMaker
  let measurer: any TextMeasurer
  /// The unit whose own pack it is; none for that of all.
  let unit: Int?
  let paper: PackPaper
  /// The outlines of units, where the project has a map.
  var shapes: UnitShapes? { outlines?.shapes }
  private let outlines: DeferredShapes?

  /// - Precondition: the intake's book holds `PackBuilder.periods(for:)`.
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
    // A unit's own pack shows itself, not the map.
    outlines =
      unit == nil
      ? intake.map.map {
        let days = intake.book.calendar.days(of: period)
        return DeferredShapes($0, project.roster, on: days.upperBound.previous)
      } : nil
    // All that a pack shows stands beside other periods, and so on one map.
    let wishes = project.definition.pages.flatMap { page in
      if case .charts(_, let charts) = page { charts } else { [ChartSettings]() }
    }
    let book = intake.book.comparable(
      PackBuilder.periods(for: period, versus: versus, pages: project.definition.pages)
    ).divided(by: wishes.flatMap { [$0.by, $0.across] })
    self.book = book
    words = Wording(language).fitted(
      to: book, project.definition.indicators, in: period.run(of: PackBuilder.trendLength))
    self.measurer = measurer
    var maker = ChartMaker(book: book, period: period, words: words)
    maker.versus = versus
    maker.leftOut = intake.leftOut
    maker.events = project.definition.events
    maker.highlight = unit
    self.maker = maker
  }

  /// What was wrong or doubtful, as a paper may say it.
  var findings: [Finding] {
    book.hidesSmallNumbers ? intake.log.all.map(\.withoutNumbers) : intake.log.all
  }

  /// The periods that a pack needs tallied.
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

  /// A4, across or upright.
  var pageSize: Size {
    let across = Size.a4Landscape
    return paper == .landscape ? across : Size(width: across.height, height: across.width)
  }

  /// The project's theme in the sizes of a page and of an image.
  var pageTheme: Theme { project.definition.theme.applied(to: .page) }
  package var imageTheme: Theme { project.definition.theme.applied(to: .image) }
  var roster: Roster { book.roster }
  /// The column of the registers that some page has across, whose texts must be kept apart.
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

  /// What a chart has across; `nil` where the project has no such column.
  package static func across(text: String, _ project: Project) -> Across? {
    try? Across(text, columns: project.definition.textColumns, project.roster)
  }

  var indicators: [Indicator] { project.definition.indicators }
  /// Whom the pack is about.
  var subject: Group { unit.map { .unit($0) } ?? .all }
  /// Who is compared: all units, or those of the unit's cluster.
  var field: Group { unit.map { .cluster(roster.units[$0].cluster) } ?? .all }
  var units: [Int] { book.units(of: field, in: period) }
  /// Those of them that were asked for anything in the period.
  var asked: [Int] { book.askedUnits(of: field, in: period) }
  /// What stands on the cover and at the foot of every page.
  var title: String {
    unit.map { roster.units[$0].name } ?? words(project.definition.title)
  }
  /// The last periods, from the first in which any unit reported: before a register begins, nothing
  /// is missing from it.
  var trendPeriods: [Period] {
    let periods = period.run(of: PackBuilder.trendLength)
    let first = periods.firstIndex { period in
      roster.units.indices.contains { book.hasReportedPart(unit: $0, of: period) }
    }
    return Array(periods[(first ?? periods.count - 1)...])
  }
  /// The scores, where the project scores its units.
  var scoreBoard: ScoreBoard? { ScoreBoard(project, intake, period: period, words: words) }
  /// One period alone has no course.
  var hasTrend: Bool { trendPeriods.count > 1 }

  /// How many indicators a cover has room for.
  package static let mostTiles = 4

  /// The indicators on the cover: those of the settings, or else the first ones.
  var headline: [Indicator] {
    let chosen = project.definition.tiles.compactMap(project.definition.indicator(withID:))
    return Array((chosen.isEmpty ? indicators : chosen).prefix(PackBuilder.mostTiles))
  }

  /// - Parameters:
  ///   - previous: the manifest of the last issue of this pack.
  ///   - withPages: whether its pages are laid out; numbers alone need none.
  /// - Throws: `PackFault` where something finds no room; `ChartKind.Misfit` where the settings ask for a
  ///   chart that cannot be.
  func pack(after previous: Manifest?, withPages: Bool = true) throws -> Pack {
    let custom = unit == nil ? try customPages(project.definition.pages) : []
    let charts = charts() + custom.flatMap(\.charts)
    let inputs = inputs
    let revision = PackRevision(
      after: previous, title: title, period: period, inputs: inputs,
      data: charts.flatMap(pictures).flatMap { data(behind: $0) })
    // Chosen pages say in which order the charts are counted, also where none is laid out.
    let drafts =
      withPages || !project.definition.pages.isEmpty
      ? try self.drafts(custom, revision, inputs) : []
    let counted = charts.inOrder(of: drafts.flatMap(\.charts)).flatMap(pictures)
    let pages = withPages ? try pages(drafts, counted) : []
    return Pack(pages: pages, charts: counted, inputs: inputs, revision: revision)
  }

  /// What it is made from.
  var inputs: [Pack.Input] {
    intake.inputs.map { name in
      let read = intake.files.filter { $0.file == name }
      // Where a unit has a file of its own, its rows may be what is not shown.
      let rows =
        read.isEmpty || book.hidesSmallNumbers ? nil : read.map(\.accepted).reduce(0, +)
      return Pack.Input(file: name, sha256: project.digest(of: name), rows: rows)
    }
  }

  /// What its pages stand in, with links among those of some drafts.
  func frame(of drafts: [PageDraft]) -> PageFrame {
    var frame = PageFrame(
      size: pageSize,
      context: LayoutContext(theme: pageTheme, measurer: measurer),
      mostPages: project.definition.limits.pages, running: title + " · " + words.name(period))
    frame.anchors = Set(drafts.map(\.anchor) + [CoverPage.anchor])
    return frame
  }

  /// Every page, laid out.
  ///
  /// - Parameter charts: in the order in which they are counted.
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

  /// The indicators that charts show, as the manifest states them.
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

  /// The numbers behind a chart, as the manifest states them.
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

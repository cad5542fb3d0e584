import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Intake
import Reporting
import ReportWords
import Settings

/// From the context of a report to the pages and charts of its pack.
extension ReportContext {
  /// A4, landscape or portrait.
  var pageSize: Size {
    let across = Size.a4Landscape
    return paper == .landscape ? across : Size(width: across.height, height: across.width)
  }

  /// - Parameters:
  ///   - previous: the manifest of the last revision of this pack.
  ///   - withPages: whether to lay out pages, which are not needed for numbers alone.
  /// - Throws: `PackFault` if something does not fit; `ChartKind.Misfit` if the settings ask for an impossible chart.
  package func pack(after previous: Manifest?, withPages: Bool = true) throws -> Pack {
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
  package func manifestIndicators(_ charts: [Manifest.Chart]) -> [Manifest.Indicator] {
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
  package func data(behind chart: PackChart) -> [Manifest.Datum] {
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

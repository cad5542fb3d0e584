import Charting
import ClusterMetrics
import Intake
import Reporting
import Settings

/// The pages of a pack in order: those in the settings, or the default ones.
extension ReportContext {
  /// Charts that the settings put on a separate page.
  struct CustomPage {
    var draft: PageDraft
    var charts: [PackChart]
  }

  /// The pages of charts in the settings, in order.
  func customPages(_ settings: [PageSettings]) throws(ChartKind.Misfit) -> [CustomPage] {
    var pages: [CustomPage] = []
    // The standard charts keep their ids.
    var taken = Set(standardCharts.map(\.id.text))
    for case .charts(let title, let wishes) in settings {
      var charts: [PackChart] = []
      for wish in wishes {
        let stem = (wish.indicators + [wish.kind.rawValue]).joined(separator: "-")
        var (name, number) = (stem, 1)
        while !taken.insert(name).inserted {
          number += 1
          name = "\(stem)-\(number)"
        }
        let chart = try chartOrBars(wish)
        let chosen = wish.indicators.compactMap(project.definition.indicator(withID:))
        let names = chosen.map { words($0.name) }.joined(separator: ", ")
        charts.append(
          PackChart(
            id: .chosen(name, of: wish.indicators),
            name: (names.isEmpty ? chart.title : names) + ", " + chart.subtitle, chart: chart,
            data: (chosen.isEmpty ? indicators : chosen).flatMap { indicator in
              // The numbers of one period are not those of a chart over several.
              wish.kind.showsPeriods
                ? trendPeriods.map { book.tally(indicator, for: subject, in: $0) }
                : units.map { book.tally(indicator, for: .unit($0), in: period) }
            },
            tableName: wish.kind.saysFigures
              ? nil
              : words("Số liệu theo đơn vị, ", "Figures by unit, ") + words.name(period)))
      }
      // The contents name the subject of a page, its headline the finding.
      let names = wishes.flatMap(\.indicators).reduce(into: [String]()) { names, id in
        let name = project.definition.indicator(withID: id).map { words($0.name) } ?? id
        if !names.contains(name) { names.append(name) }
      }
      let name = title.map { words($0) } ?? names.joined(separator: ", ")
      let anchor = "page-" + (charts.first?.id.text ?? "")
      pages.append(
        CustomPage(
          draft: page(
            of: charts, title: title.map { words($0) },
            name: name.isEmpty ? charts.first?.chart.title ?? "" : name, anchor: anchor
          ).showing(charts.map(\.id)),
          charts: charts))
    }
    return pages
  }

  /// The chart, or bars if no change is known for a chart of changes: a page that is used for every half-year must not
  /// make a pack fail.
  private func chartOrBars(_ wish: ChartSettings) throws(ChartKind.Misfit) -> Chart {
    var other = wish
    do throws(ChartKind.Misfit) {
      let chart = try chart(wish)
      guard wish.kind == .slope, isTooHigh(chart) else { return chart }
      // Lines between two columns of names cannot continue on a further page; rows with both numbers can.
      other.kind = .dumbbell
    } catch .noBase {
      other.kind = .ranked
    }
    return try chart(other)
  }

  /// Whether a chart needs more height than a page has for it.
  private func isTooHigh(_ chart: Chart) -> Bool {
    let context = LayoutContext(theme: pageTheme, measurer: measurer)
    let height = try? chart.body.naturalHeight(width: pageSize.width * 0.9, in: context)
    return height.map { $0 > pageSize.height * 0.65 } ?? true
  }

  /// One chart fills a page; two are side by side, three or four in a grid. Those that do not fit so have pages of their own.
  private func page(
    of all: [PackChart], title: String?, name: String, anchor: String
  ) -> PageDraft {
    let charts = all.map(\.chart)
    guard charts.count > 1, let first = charts.first else {
      guard let chart = charts.first else {
        return PageDraft(anchor: anchor, name: name, headline: title ?? "") { _, _ in [] }
      }
      var draft = page(of: chart, anchor: anchor, name: name)
      if let title { draft.headline = title }
      return draft
    }
    var draft = PageDraft(
      anchor: anchor, name: name, headline: title ?? first.title,
      subtitle: maker.periodText,
      alternativeText: charts.map(\.alternativeText).joined(separator: " ")
    ) { (body, frame) throws(LayoutError) in
      let gap = 30.0
      let rows = Double((charts.count + 1) / 2)
      let size = Size(
        width: (body.width - gap) / 2, height: (body.height - gap * (rows - 1)) / rows)
      var marks: [Mark] = []
      for (index, chart) in charts.enumerated() {
        let cell = Rect(
          x: body.x + Double(index % 2) * (size.width + gap),
          y: body.y + Double(index / 2) * (size.height + gap), width: size.width,
          height: size.height)
        marks += try ReportContext.fitted(chart, in: cell, frame.context)
      }
      return marks
    }
    draft.pages = { count in
      // Each chart gets as many pages as every other.
      let each = max(1, count / all.count)
      return all.enumerated().flatMap { number, chart in
        let own = page(
          of: chart.chart, anchor: number == 0 ? anchor : "\(anchor)-chart-\(number + 1)",
          name: number == 0 ? name : "")
        return (each > 1 ? own.pages?(each) ?? [own] : [own]).map { $0.showing([chart.id]) }
      }
    }
    return draft
  }

  /// All pages except the cover, whose charts have no numbers yet.
  func drafts(
    _ custom: [CustomPage], _ revision: PackRevision, _ inputs: [Pack.Input]
  ) throws(LayoutError) -> [PageDraft] {
    let wanted = wantedPages
    var drafts: [PageDraft] = []
    var next = custom.startIndex
    for page in wanted {
      switch page {
      case .section(let section): drafts += try self.drafts(of: section, revision, inputs)
      case .charts:
        drafts.append(custom[next].draft)
        next += 1
      }
    }
    return drafts
  }

  private var wantedPages: [PageSettings] {
    // A unit's pack contains the pages about the unit.
    if unit != nil {
      let sections: [PackSection] = [
        .highlights, .units, .indicators, .composition, .heat, .changes, .score, .texts, .revision,
        .tables,
        .method,
      ]
      return sections.map { .section($0) }
    }
    let pages = project.definition.pages
    return pages.isEmpty ? PackSection.allCases.map { .section($0) } : pages
  }

  func drafts(
    of section: PackSection, _ revision: PackRevision, _ inputs: [Pack.Input]
  ) throws(LayoutError) -> [PageDraft] {
    switch section {
    case .highlights: [highlightsPage()]
    case .submissions: [submissionsPage()] + punctualityPages()
    case .indicators: indicatorPages()
    case .composition: compositionPages()
    case .heat: heatPages()
    case .changes: changePages()
    case .clusters: clusterPages()
    case .score: scorePages()
    case .units: unitPages()
    case .texts: try answerPages()
    case .checks: closing(try findingsPages())
    case .revision: closing(try revisionPages(revision))
    case .tables: closing(try tablePages())
    case .method: closing([methodPage(inputs)])
    }
  }
}

extension ReportContext {
  /// The last pages, which may share one if they are short.
  private func closing(_ pages: [PageDraft]) -> [PageDraft] {
    pages.map { page in
      var page = page
      page.joint = .closing
      return page
    }
  }
}

extension [PackChart] {
  /// The charts in the order of the pages, followed by those on no page in their own order.
  func inOrder(of shown: [ChartID]) -> [PackChart] {
    let places = Dictionary(
      shown.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return enumerated().sorted { left, right in
      (places[left.element.id] ?? shown.count, left.offset)
        < (places[right.element.id] ?? shown.count, right.offset)
    }.map(\.element)
  }
}

extension PageDraft {
  /// The page with the ids of its charts; so are the pages that it is split over, unless they name theirs.
  func showing(_ charts: [ChartID]) -> PageDraft {
    var draft = self
    draft.charts = charts
    if let pages {
      draft.pages = { count in
        pages(count).map { $0.charts.isEmpty ? $0.showing(charts) : $0 }
      }
    }
    return draft
  }

  /// The page with the numbers of its charts at the bottom: "Biểu đồ 3, 4. Nguồn: …".
  func numbered(_ numbers: [ChartID: Int], _ word: String) -> PageDraft {
    let shown = charts.compactMap { numbers[$0] }
    var draft = self
    if !shown.isEmpty {
      let label = word + " " + shown.map(String.init).joined(separator: ", ") + "."
      draft.note = note.isEmpty ? label : label + " " + note
    }
    if let pages {
      draft.pages = { count in pages(count).map { $0.numbered(numbers, word) } }
    }
    return draft
  }
}

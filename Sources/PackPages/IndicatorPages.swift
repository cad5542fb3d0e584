import Charting
import ClusterMetrics
import Reporting

/// Pages about single indicators, and pages that compare clusters.
extension ReportContext {
  /// The units at the left, compared with the target if there is one; the trend at the right.
  func indicatorPages() -> [PageDraft] {
    indicators.filter { indicator in
      unit.map { comparableUnits(indicator).contains($0) } ?? true
    }.compactMap { indicator in
      var draft = indicatorPage(indicator)
      draft?.joint = .indicators(group: project.definition.group(of: indicator)?.id)
      return draft
    }
  }

  private func indicatorPage(_ indicator: Indicator) -> PageDraft? {
    guard let first = mainChart(indicator) else { return nil }
    let (mainID, main) = (first.id, first.chart)
    guard !hasManyUnits else { return manyUnitsPage(indicator, first) }
    guard var trend = chart(.trend(indicator.id))?.chart else {
      return page(of: main, anchor: "indicator-" + indicator.id, name: words(indicator.name))
        .showing([mainID])
    }
    let units = comparableUnits(indicator)
    trend.footer = ""
    var draft = PageDraft(
      anchor: "indicator-" + indicator.id, name: words(indicator.name), headline: main.title,
      subtitle: main.subtitle, note: main.footer,
      alternativeText: main.alternativeText + " " + trend.alternativeText
    ) { [trend] (body, frame) throws(LayoutError) in
      let rows = frame.theme.tallestBand * Double(units.count) + 16
      let natural = try main.body.naturalHeight(width: body.width, in: frame.context)
      let (left, right) = frame.parts(of: body, main: 0.57, needs: max(rows, natural) + 24)
      // Both charts get the same height.
      let height = min(right.height, max(min(rows, 420), 250), right.width * 1.15)
      return try ReportContext.fitted(main.body, in: left, frame.context)
        + trend.marks(
          in: Rect(x: right.x, y: right.y, width: right.width, height: height), frame.context)
    }
    // If the units need several pages, the trend has a separate page after them.
    draft.pages = { [draft, trend] count in
      let units = page(of: main, anchor: draft.anchor, name: draft.name).pages?(count) ?? []
      var course = page(of: trend, anchor: draft.anchor + "-trend", name: "")
      course.note = main.footer
      return units.map { $0.showing([mainID]) } + [course.showing([.trend(indicator.id)])]
    }
    return draft.showing([mainID, .trend(indicator.id)])
  }

  /// Units compared with their plans, the target, or last year.
  private func mainChart(_ indicator: Indicator) -> PackChart? {
    let id = indicator.id
    return [ChartID.plan(id), .target(id), .units(id)].lazy.compactMap(chart).first
  }

  /// A chart without the words around it, at the page's text size, or smaller if there are many rows.
  static func fitted(
    _ body: any ChartBody, in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    try fitted(
      Chart(title: "", titlePlacement: .outside, body: body), in: frame, context)
  }

  static func fitted(
    _ chart: Chart, in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    var theme = context.theme
    for size in [theme.labelSize, 8.5, 7.5] {
      theme.labelSize = size
      theme.noteSize = min(theme.noteSize, size)
      do throws(LayoutError) {
        return try chart.marks(in: frame, context.with(theme))
      } catch .tooLow {
        continue
      } catch .noRoom {
        continue
      }
    }
    (theme.labelSize, theme.noteSize) = (7, 7)
    return try chart.marks(in: frame, context.with(theme))
  }

  func compositionPages() -> [PageDraft] {
    project.definition.breakdowns.compactMap { breakdown in
      let (whole, units) = (
        ChartID.parts(breakdown.indicator.id), ChartID.partsByUnit(breakdown.indicator.id)
      )
      guard let chart = chart(whole)?.chart, let divided = self.chart(units)?.chart else {
        return nil
      }
      var byUnit = divided
      byUnit.title =
        hasManyUnits && clusters.count > 1
        ? words("Theo cụm", "By cluster") : words("Theo đơn vị", "By unit")
      (byUnit.subtitle, byUnit.footer) = ("", "")
      var draft = PageDraft(
        anchor: whole.text,
        name: words.sentence(words(breakdown.indicator.name)) + words(" theo ", " by ")
          + words(breakdown.name), headline: chart.title, subtitle: chart.subtitle,
        note: chart.footer, alternativeText: chart.alternativeText
      ) { [byUnit] (body, frame) throws(LayoutError) in
        // There are few parts but many units.
        if frame.isUpright {
          let top = body.inset(bottom: body.height * 0.68)
          return try ReportContext.fitted(chart.body, in: top, frame.context)
            + ReportContext.fitted(
              byUnit, in: body.inset(top: body.height * 0.36), frame.context)
        }
        let (left, right) = frame.parts(of: body, main: 0.48, gap: 0.06)
        return try ReportContext.fitted(chart.body, in: left, frame.context)
          + ReportContext.fitted(byUnit, in: right, frame.context)
      }
      draft.pages = { [draft] count in
        let first = page(of: chart, anchor: draft.anchor, name: draft.name)
        var divided = divided
        divided.footer = chart.footer
        let rest = page(of: divided, anchor: units.text, name: "")
        return [first.showing([whole])]
          + (count == 2 ? [rest] : rest.pages?(count - 1) ?? []).map { $0.showing([units]) }
      }
      draft.joint = .composition
      return draft.showing([whole, units])
    }
  }

  /// The greatest number of clusters whose bars fit into a quarter of a page.
  private static let mostClustersInGrid = 8

  /// Four comparisons of clusters on a page, each indicator relative to the size of the cluster.
  func clusterPages() -> [PageDraft] {
    // If there are many units, clusters are on the page of each indicator.
    guard clusters.count > 1, !hasManyUnits else { return [] }
    let perName =
      clusterSize == .communes
      ? words("bình quân một xã, phường, thị trấn", "per commune")
      : words("bình quân một đơn vị", "per unit")
    let name = words("So sánh các cụm", "Clusters compared")
    // Many clusters take one or more pages for each indicator.
    guard clusters.count <= ReportContext.mostClustersInGrid else {
      return indicators.compactMap { chart(.clusters($0.id)) }.enumerated().map { number, chart in
        page(of: chart.chart, anchor: "clusters-\(number + 1)", name: number == 0 ? name : "")
          .showing([chart.id])
      }
    }
    return stride(from: 0, to: indicators.count, by: 4).map { start in
      let ids = indicators[start..<min(start + 4, indicators.count)].map { ChartID.clusters($0.id) }
      let charts = ids.compactMap(chart).map { own in
        var chart = own.chart
        (chart.subtitle, chart.footer) = ("", "")
        return chart
      }
      return PageDraft(
        anchor: "clusters-\(start / 4 + 1)", name: start == 0 ? name : "",
        headline: name + ", " + perName,
        subtitle: maker.periodText,
        note: words(
          "Số lượng được chia cho quy mô của cụm để cụm lớn không mặc nhiên đứng đầu; tỷ lệ và số không cộng được giữa các đơn vị giữ nguyên.",
          "Counts are divided by the size of the cluster, so that a large one does not lead by"
            + " being large; rates, and numbers that do not add up over units, stay as they are."),
        alternativeText: charts.map(\.alternativeText).joined(separator: " ")
      ) { (body, frame) throws(LayoutError) in
        let gap = 30.0
        let width = (body.width - gap) / 2
        let rows = Double((charts.count + 1) / 2)
        let height = (body.height - gap * (rows - 1)) / max(rows, 1)
        var marks: [Mark] = []
        for (index, chart) in charts.enumerated() {
          let cell = Rect(
            x: body.x + Double(index % 2) * (width + gap),
            y: body.y + Double(index / 2) * (height + gap), width: width, height: min(height, 220))
          marks += try chart.marks(in: cell, frame.context)
        }
        return marks
      }.showing(ids)
    }
  }
}

import Charting
import ClusterMetrics
import Reporting

/// The pages of a pack with too many units for a bar each: clusters side by side, both ends of each ranking, the
/// distribution of the numbers, and everything else in tables and in the packs of the units.
extension ReportContext {
  /// A page for each indicator: the ends of the ranking at the left, clusters and course at the right.
  func manyUnitsPage(_ indicator: Indicator, _ main: PackChart) -> PageDraft {
    // The distribution does not apply to a chart in percent of a plan.
    let ends =
      main.id == .plan(indicator.id) ? main.chart : withDistribution(main.chart, indicator)
    var side: [SidePart] = []
    var ids = [main.id]
    // Fewer units are named than in a picture.
    let map = shapes.flatMap {
      try? maker.map(indicator, $0, units: comparableUnits(indicator), mostNamed: 12)
    }
    if let map {
      side.append(SidePart(chart: map, heading: words("Trên bản đồ", "On the map")))
      ids.append(.map(indicator.id))
    }
    if let chart = chart(.clusters(indicator.id))?.chart {
      side.append(SidePart(chart: chart, heading: chart.title))
      ids.append(.clusters(indicator.id))
    }
    // A map takes the place of the course, which pictures and tables contain.
    if side.count < 2, let trend = chart(.trend(indicator.id))?.chart {
      let heading = words(
        "\(trendPeriods.count) kỳ gần nhất", "The last \(trendPeriods.count) periods")
      side.append(SidePart(chart: trend, heading: heading + words.cutAxis(of: trend.body)))
      ids.append(.trend(indicator.id))
    }
    let charts = ids
    // Clusters have two bars each, a line needs less height; a map gets the rest.
    let shares = map == nil ? [0.6] : [0.56, 0.48, 0.4]
    var draft = PageDraft(
      anchor: "indicator-" + indicator.id, name: words(indicator.name), headline: ends.title,
      subtitle: ends.subtitle, note: ends.footer,
      alternativeText: ([ends] + side.map(\.chart)).map(\.alternativeText).joined(separator: " ")
    ) { [side] (body, frame) throws(LayoutError) in
      guard !side.isEmpty else {
        return try ReportContext.fitted(ends.body, in: body, frame.context)
      }
      let (left, right) = frame.parts(of: body, main: 0.5)
      let marks = try ReportContext.fitted(ends.body, in: left, frame.context)
      for share in shares.dropLast() {
        if let rest = try? ReportContext.marks(of: side, in: right, share, frame) {
          return marks + rest
        }
      }
      return try marks + ReportContext.marks(of: side, in: right, shares[shares.count - 1], frame)
    }
    // If they do not fit on one page, the charts beside the ranking get one page, or a page each.
    draft.pages = { [draft, side] count in
      let first = page(of: ends, anchor: draft.anchor, name: draft.name)
      if count == 2, side.count == 2 {
        let second = sidePage(indicator, side, of: draft).showing(Array(charts.dropFirst()))
        return [first.showing([charts[0]]), second]
      }
      // Two charts that do not fit side by side take another page.
      let pieces = side.count == 2 ? count - 2 : count - 1
      let rest = zip(side, charts.dropFirst()).flatMap { part, id in
        var own = page(of: part.chart, anchor: draft.anchor + "-" + id.text, name: "")
        own.note = draft.note
        return (pieces > 1 ? own.pages?(pieces) ?? [own] : [own]).map { $0.showing([id]) }
      }
      return [first.showing([charts[0]])] + rest
    }
    return draft.showing(charts)
  }

  /// Map and clusters, or clusters and course, side by side.
  private func sidePage(
    _ indicator: Indicator, _ side: [SidePart], of draft: PageDraft
  ) -> PageDraft {
    let name = words(indicator.name)
    let headline =
      side[0].chart.body is AreaMap
      ? words("\(name): trên bản đồ và theo cụm", "\(name): on the map and by cluster")
      : words("\(name): theo cụm và qua các kỳ", "\(name): by cluster and over periods")
    return PageDraft(
      anchor: draft.anchor + "-2", name: "", headline: headline,
      subtitle: words.sentence(maker.periodText), note: draft.note,
      alternativeText: side.map(\.chart.alternativeText).joined(separator: " ")
    ) { (body, frame) throws(LayoutError) in
      let (left, right) = frame.parts(of: body, main: 0.6)
      return try ReportContext.marks(of: [side[0]], in: left, 1, frame)
        + ReportContext.marks(of: [side[1]], in: right, 1, frame)
    }
  }

  /// A chart beside the ranking, with its own heading.
  private struct SidePart {
    let chart: Chart
    let heading: String
  }

  /// Charts below each other, or side by side on portrait paper; the first of two gets a share of the room.
  private static func marks(
    of parts: [SidePart], in room: Rect, _ share: Double, _ frame: PageFrame
  ) throws(LayoutError) -> [Mark] {
    let gap = 24.0 * Double(parts.count - 1)
    var marks: [Mark] = []
    var cell = room
    for (index, part) in parts.enumerated() {
      let own = parts.count == 1 ? 1 : index == 0 ? share : 1 - share
      if frame.isUpright {
        cell.width = (room.width - gap) * own
      } else {
        cell.height = (room.height - gap) * own
      }
      let heading = try frame.context.paragraph(
        part.heading, at: cell.x, top: cell.y, width: cell.width,
        style: frame.context.theme.label.weight(.semibold), role: .label)
      marks += heading.marks
      marks += try fitted(
        part.chart.body, in: cell.inset(top: heading.bottom - cell.y + 6), frame.context)
      if frame.isUpright { cell.x += cell.width + gap } else { cell.y += cell.height + gap }
    }
    return marks
  }

  private func withDistribution(_ chart: Chart, _ indicator: Indicator) -> Chart {
    let distribution = maker.distribution(indicator, units: comparableUnits(indicator))
    guard !distribution.isEmpty else { return chart }
    var chart = chart
    chart.subtitle += " · " + distribution
    return chart
  }

  /// The subtitle of the table of reporting units.
  var manySubmissionsSubtitle: String {
    words("Số đơn vị đã báo cáo theo cụm, ", "Units that have reported, by cluster, ")
      + maker.periodText
  }

  /// The numbers of reporting units by cluster, with the names of the others.
  func manySubmissions() -> DataTable {
    let periods = trendPeriods.suffix(3)
    func reporting(_ units: [Int], _ period: Period) -> Int {
      units.count { book.hasReportedPart(unit: $0, of: period) }
    }
    func row(_ name: String, _ group: Group, isTotal: Bool) -> DataTable.Row {
      let members = book.askedUnits(of: group, in: period)
      let silent = members.filter { !book.hasReportedPart(unit: $0, of: period) }
      let names = silent.map { roster.units[$0].shortName }.joined(separator: ", ")
      return .init(
        [name, "\(members.count)"]
          + periods.map { period in
            "\(reporting(book.askedUnits(of: group, in: period), period))"
          } + [isTotal ? words("\(silent.count) đơn vị", "\(silent.count)") : names],
        isTotal: isTotal)
    }
    let rows =
      clusters.map { row(roster.clusters[$0].name, .cluster($0), isTotal: false) }
      + [row(words("Toàn bộ", "All"), .all, isTotal: true)]
    return DataTable(
      columns: [
        .init(words("Cụm", "Cluster"), wraps: true), .init(words("Số đơn vị", "Units"), .trailing),
      ]
        + periods.map {
          .init(
            words("Đã báo cáo ", "Reported ") + words.axisName($0).joined(separator: " "), .trailing
          )
        }
        + [.init(words("Chưa báo cáo kỳ này", "Not reported this period"), wraps: true)],
      rows: rows)
  }
}

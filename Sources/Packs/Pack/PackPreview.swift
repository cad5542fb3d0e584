import Charting
import Intake
import Reporting

/// A part of a pack as its pages will look, without what only the whole pack knows: the numbers of pages and charts.
package struct PackPreview: Sendable {
  /// Its first pages.
  package var pages: [Scene]
  /// How many there are.
  package var count: Int
}

extension PackBuilder {
  /// Lays out one part of the pack alone.
  ///
  /// - Parameter most: how many pages are looked at.
  /// - Throws: `PackFault` where something finds no room; `ChartKind.Misfit` where the settings ask for a chart that cannot be.
  package func preview(of part: PageSettings, most: Int) throws -> PackPreview {
    let drafts: [PageDraft]
    switch part {
    case .section(let section):
      let revision = PackRevision(
        after: nil, title: title, period: period, inputs: inputs, data: [])
      drafts = try self.drafts(of: section, revision, inputs)
    case .charts: drafts = try customPages([part]).map(\.draft)
    }
    let frame = frame(of: drafts)
    let laidOut = try drafts.flatMap { draft in
      try PackFault.at(draft.headline) { () throws(LayoutError) in try draft.laidOut(frame) }
    }
    let pages = JoinedPages(frame: frame)(laidOut)
    return PackPreview(
      pages: pages.prefix(most).map { page in
        Scene(
          size: pageSize, marks: page.marks, title: page.title,
          alternativeText: page.alternativeText)
      }, count: pages.count)
  }
}

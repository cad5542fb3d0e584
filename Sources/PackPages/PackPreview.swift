import Charting
import Intake
import Reporting
import Settings

/// A preview of a part of a pack, without the numbers of pages and charts, which only the whole pack determines.
package struct PackPreview: Sendable {
  /// Its first pages.
  package var pages: [Scene]
  /// The number of all its pages.
  package var count: Int
}

extension ReportContext {
  /// Lays out one part of the pack.
  ///
  /// - Parameter most: the greatest number of pages to return.
  /// - Throws: `PackFault` if something does not fit; `ChartKind.Misfit` if the settings ask for an impossible chart.
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

import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Office
import PackPages
import Packs
import Reporting
import Settings
import Slides

/// A request for a pack.
package struct PackRequest: Sendable {
  package var period: Period
  package var versus = Versus.lastYear
  /// The unit of the pack; `nil` for the pack of all units.
  package var unit: Int?
  package var paper: PackPaper?
  /// The formats of single charts.
  package var formats: [DrawingFormat] = [.png, .svg]
  package var products = Set(PackWriter.Product.allCases)
  /// The master for the slides; `nil` for the built-in one.
  package var master: OfficeMaster?

  package init(period: Period) { self.period = period }
}

/// A pack that has been written to its folder.
package struct MadePack: Sendable {
  package var pages: Int
  package var charts: Int
  /// Its first numbers, one per line.
  package var firstNumbers: [String]
}

extension OpenProject {
  /// The tallies for packs of a period.
  package func packTallies(
    _ request: PackRequest, progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> IntakeResult {
    try requireSound(project.log)
    let basis = basis(of: request)
    let intake = try tallies(
      basis.periods, beside: ReportContext.yearToDate(of: request.period, definition.calendar),
      column: basis.column,
      progress: progress)
    try requireData(intake, in: [request.period])
    return intake
  }

  /// The data to tally for a pack: the periods, and the column whose texts are tallied separately.
  package func basis(of request: PackRequest) -> (periods: [Period], column: String?) {
    (
      ReportContext.periods(for: request.period, versus: request.versus, pages: definition.pages),
      ReportContext.columnAcross(project)
    )
  }

  /// The units with their own packs: those within the boundaries of the packs, not former ones.
  package func packUnits(_ request: PackRequest, _ intake: IntakeResult) -> [Int] {
    intake.book.comparable(basis(of: request).periods).units(of: .all, in: request.period)
  }

  /// Rejects a folder that contains something other than a pack, before any work is done.
  package func requirePlace(_ folder: URL) throws(WorkspaceError) {
    do throws(PackWriter.WriteError) {
      try PackWriter.requirePlace(folder)
    } catch {
      throw WorkspaceError(.cannotCreate, error.message)
    }
  }

  /// Opens the presentation whose master the slides use.
  package func officeMaster(_ path: String) throws(WorkspaceError) -> OfficeMaster {
    guard FileManager.default.fileExists(atPath: path) else {
      throw WorkspaceError(.noInput, vi: "không có tệp \(path)", en: "there is no file \(path)")
    }
    do throws(DocumentError) {
      return try OfficeMaster(path: path)
    } catch { throw WorkspaceError(.badData, error.message) }
  }

  /// Makes a pack and moves it into its folder, either completely or not at all.
  package func makePack(
    _ request: PackRequest, _ intake: IntakeResult, in folder: URL,
    measurer: PangoMeasurer = PangoMeasurer(), cache: RenderCache? = nil,
    progress: WorkProgress = WorkProgress()
  ) throws(WorkspaceError) -> MadePack {
    let report = ReportContext(
      project: project, intake: intake, period: request.period, versus: request.versus,
      language: language, measurer: measurer, unit: request.unit, paper: request.paper)
    let writer = PackWriter(
      report: report, formats: request.formats, products: request.products,
      date: OutputDate.date(of: project), master: request.master, cache: cache, progress: progress)
    let pack = try laidOut { try writer.write(to: folder) }
    return MadePack(
      pages: pack.pages.count, charts: pack.charts.count, firstNumbers: report.firstNumbers)
  }

  /// Lays out a part of a pack, as a preview for the choice of pages; may reuse existing tallies.
  package func preview(
    of part: PageSettings, _ request: PackRequest, _ intake: IntakeResult, most: Int
  ) throws(WorkspaceError) -> PackPreview {
    try requireSound(project.log)
    try requireData(intake, in: [request.period])
    let report = ReportContext(
      project: project, intake: intake, period: request.period, versus: request.versus,
      language: language, measurer: PangoMeasurer(), unit: request.unit, paper: request.paper)
    return try laidOut { try report.preview(of: part, most: most) }
  }

  /// Converts errors of the pages' layout into errors of the project.
  private func laidOut<Made>(_ work: () throws -> Made) throws(WorkspaceError) -> Made {
    do { return try work() } catch let error as PackWriter.WriteError {
      throw WorkspaceError(.cannotCreate, error.message)
    } catch let error as ChartKind.Misfit {
      let message = error.message
      throw WorkspaceError(
        .badData, vi: "giaoban.yaml: pack.pages: " + message.vietnamese,
        en: "giaoban.yaml: pack.pages: " + message.english)
    } catch let error as PackFault {
      throw WorkspaceError(.badData, error.message)
    } catch let error as LayoutError {
      throw WorkspaceError(.badData, error.message)
    } catch let error as RenderError {
      throw WorkspaceError(.badData, error.message)
    } catch is CancellationError {
      throw WorkspaceError(.stopped, vi: "đã dừng theo yêu cầu", en: "stopped as asked")
    } catch {
      throw WorkspaceError(.ioFailed, vi: "\(error)", en: "\(error)")
    }
  }
}

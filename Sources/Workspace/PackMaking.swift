import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Office
import Packs
import Reporting

/// A pack as somebody asks for it.
package struct PackRequest: Sendable {
  package var period: Period
  package var versus = Versus.lastYear
  /// Whose own pack it is; `nil` for that of all.
  package var unit: Int?
  package var paper: PackPaper?
  /// Of the single charts.
  package var formats: [PackWriter.Format] = [.png, .svg]
  package var products = Set(PackWriter.Product.allCases)
  /// What the slides take as their master; one of our own without it.
  package var master: OfficeMaster?

  package init(period: Period) { self.period = period }
}

/// A pack that lies in its folder.
package struct MadePack: Sendable {
  package var pages: Int
  package var charts: Int
  /// Its first numbers, a line each.
  package var firstNumbers: [String]
}

extension OpenProject {
  /// The tallies that packs of a period are made from.
  package func packTallies(
    _ request: PackRequest, progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> IntakeResult {
    try requireSound(project.log)
    let basis = basis(of: request)
    let intake = try tallies(basis.periods, column: basis.column, progress: progress)
    try requireData(intake, in: [request.period])
    return intake
  }

  /// What must be tallied for a pack: the periods, and the column whose texts are kept apart.
  package func basis(of request: PackRequest) -> (periods: [Period], column: String?) {
    (
      PackBuilder.periods(for: request.period, versus: request.versus, pages: definition.pages),
      PackBuilder.columnAcross(project)
    )
  }

  /// The units that have a pack of their own, on the map of the packs: what was merged into another has none.
  package func packUnits(_ request: PackRequest, _ intake: IntakeResult) -> [Int] {
    intake.book.comparable(basis(of: request).periods).units(of: .all, in: request.period)
  }

  /// Refuses a folder that holds something else than a pack, before any work is done.
  package func requirePlace(_ folder: URL) throws(WorkspaceError) {
    do throws(PackWriter.WriteError) {
      try PackWriter.requirePlace(folder)
    } catch {
      throw WorkspaceError(.cannotCreate, error.message)
    }
  }

  /// Opens the presentation whose master slides take.
  package func officeMaster(_ path: String) throws(WorkspaceError) -> OfficeMaster {
    guard FileManager.default.fileExists(atPath: path) else {
      throw WorkspaceError(.noInput, vi: "không có tệp \(path)", en: "there is no file \(path)")
    }
    do throws(DocumentError) {
      return try OfficeMaster(path: path)
    } catch { throw WorkspaceError(.badData, error.message) }
  }

  /// Makes a pack and puts it into its folder, whole or not at all.
  package func makePack(
    _ request: PackRequest, _ intake: IntakeResult, in folder: URL,
    measurer: PangoMeasurer = PangoMeasurer(), cache: RenderCache? = nil,
    progress: WorkProgress = WorkProgress()
  ) throws(WorkspaceError) -> MadePack {
    let builder = PackBuilder(
      project: project, intake: intake, period: request.period, versus: request.versus,
      language: language, measurer: measurer, unit: request.unit, paper: request.paper)
    let writer = PackWriter(
      builder: builder, formats: request.formats, products: request.products,
      date: OutputDate.date(of: project), master: request.master, cache: cache, progress: progress)
    let pack = try laidOut { try writer.write(to: folder) }
    return MadePack(
      pages: pack.pages.count, charts: pack.charts.count, firstNumbers: builder.firstNumbers)
  }

  /// Lays out a part of a pack alone, for somebody who chooses its pages, from tallies that may be there already.
  package func preview(
    of part: PageSettings, _ request: PackRequest, _ intake: IntakeResult, most: Int
  ) throws(WorkspaceError) -> PackPreview {
    try requireSound(project.log)
    try requireData(intake, in: [request.period])
    let builder = PackBuilder(
      project: project, intake: intake, period: request.period, versus: request.versus,
      language: language, measurer: PangoMeasurer(), unit: request.unit, paper: request.paper)
    return try laidOut { try builder.preview(of: part, most: most) }
  }

  /// What stands in the way of a pack's pages, as an error of the project.
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

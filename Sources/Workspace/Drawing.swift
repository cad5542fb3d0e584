import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Foundation
import Intake
import Packs
import Reporting
import Settings
import TallyTables

/// A request for a chart.
package struct ChartRequest: Sendable {
  package var settings: ChartSettings
  package var period: Period
  package var format = DrawingFormat.svg
  /// The width in millimetres.
  package var width = 155.0
  /// The height in millimetres; `nil` for the chart's preferred height.
  package var height: Double?
  /// The resolution of a PNG in dots per inch; `nil` for 300, or less if a long picture requires it.
  package var resolution: Double?
  /// The theme; `nil` for the project's own.
  package var theme: ThemeName?

  package init(_ settings: ChartSettings, period: Period) {
    self.settings = settings
    self.period = period
  }
}

/// A drawn chart.
package struct DrawnChart: Sendable {
  package var data: Data
  package var title: String
  /// The chart in words.
  package var alternativeText: String
  /// Notes on what its numbers do not include.
  package var notes: [String]
  /// Warnings about its numbers.
  package var unfounded: [Finding]
  /// Problems with fonts, such as missing ones.
  package var fontProblems: [String]
}

extension OpenProject {
  /// Draws a chart.
  ///
  /// - Precondition: its period and versus are those of the project (`period(_:)`, `versus(_:)`).
  package func draw(
    _ request: ChartRequest, progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> DrawnChart {
    let basis = try basis(of: request)
    return try draw(request, try tallies(basis.periods, column: basis.column, progress: progress))
  }

  /// The data to tally for a chart: the periods, and the column whose texts are tallied separately.
  package func basis(
    of request: ChartRequest
  ) throws(WorkspaceError) -> (periods: [Period], column: String?) {
    let settings = request.settings
    let shown = try indicators(withIDs: settings.indicators)
    guard settings.kind.takesSeveral && settings.across == nil || shown.count == 1 else {
      throw WorkspaceError(
        .usage, vi: "biểu đồ \(settings.kind.rawValue) chỉ vẽ một chỉ tiêu; hãy chọn một",
        en: "a chart of kind \(settings.kind.rawValue) draws one indicator: say which")
    }
    return (
      ReportContext.periods(
        for: request.period, versus: settings.versus, pages: definition.pages),
      settings.across.flatMap { ReportContext.across(text: $0, project)?.column }
    )
  }

  /// Draws a chart from existing tallies.
  package func draw(
    _ request: ChartRequest, _ intake: IntakeResult
  ) throws(WorkspaceError) -> DrawnChart {
    try requireData(intake, in: [request.period])
    let measurer = PangoMeasurer()
    let report = ReportContext(
      project: project, intake: intake, period: request.period, versus: request.settings.versus,
      language: language, measurer: measurer)
    let theme = definition.theme.applied(to: .image, named: request.theme)
    do {
      let chart = try report.chart(request.settings)
      let scene = try chart.scene(
        width: Size.millimetres(request.width, 0).width,
        height: request.height.map { Size.millimetres(0, $0).height },
        in: LayoutContext(theme: theme, measurer: measurer))
      let drawing = try request.format.drawing(
        of: scene,
        .init(
          .init(title: scene.title, language: language.tag, date: OutputDate.date(of: project)),
          pixelLimit: definition.limits.pixels, resolution: request.resolution))
      let coarser = drawing.reducedResolution.map { resolution in
        words(
          "hình dài nên PNG chỉ có \(Int(resolution)) điểm ảnh mỗi inch; SVG và PDF nét ở mọi cỡ",
          "the picture is long, and its PNG has \(Int(resolution)) dots per inch only; SVG and PDF are sharp at any size"
        )
      }
      return DrawnChart(
        data: drawing.data, title: chart.title, alternativeText: chart.alternativeText,
        notes: notes(intake, in: [request.period]) + [coarser].compactMap(\.self),
        unfounded: unfounded(intake),
        fontProblems: measurer.fontProblems(for: theme.label).map { $0.text[language] })
    } catch LayoutError.tooLow(let needs, let has) {
      throw tooLow(needs: needs, has: has, request)
    } catch let error as LayoutError {
      throw WorkspaceError(.usage, error.message)
    } catch let error as ChartKind.Misfit {
      throw WorkspaceError(.usage, error.message)
    } catch let error as RenderError {
      throw WorkspaceError(.cannotCreate, error.message)
    } catch {
      throw WorkspaceError(.cannotCreate, vi: "\(error)", en: "\(error)")
    }
  }

  private func tooLow(needs: Double, has: Double, _ request: ChartRequest) -> WorkspaceError {
    guard let height = request.height else {
      return WorkspaceError(.usage, LayoutError.tooLow(needs: needs, has: has).message)
    }
    // The height that the chart lacks must be added to that of the picture.
    let width = TallyTable.plain(request.width)
    let least = Int((height + (needs - has) / 72 * 25.4).rounded(.up))
    return WorkspaceError(
      .usage,
      vi:
        "biểu đồ cần cao \(least) mm: --size \(width)x\(least), hoặc --size \(width) để vừa đủ đọc",
      en:
        "the chart needs a height of \(least) mm: --size \(width)x\(least), or --size \(width) for what it"
        + " needs to read well")
  }
}

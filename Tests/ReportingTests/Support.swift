import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake

@testable import Reporting

let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
let measurer = PangoMeasurer()

func builder(
  _ sample: String, _ language: Language = .vietnamese, period: Period = .half(1, year: 2022)
) throws -> PackBuilder {
  let project = try Project(folder: packageRoot.appending(path: "Samples/\(sample)"))
  let intake = try project.tally(PackBuilder.periods(for: period))
  return PackBuilder(
    project: project, intake: intake, period: period, language: language, measurer: measurer)
}

/// A folder that is removed at the end.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "giaoban-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Synchronization
import TestSupport

@testable import Packs
@testable import Reporting

let measurer = PangoMeasurer()

func report(
  _ sample: String, _ language: Language = .vietnamese, period: Period = .half(1, year: 2022)
) throws -> ReportContext {
  let project = try Project(folder: packageRoot.appending(path: "Samples/\(sample)"))
  let intake = try project.tally(ReportContext.periods(for: period))
  return ReportContext(
    project: project, intake: intake, period: period, language: language, measurer: measurer)
}

/// Documents that other programs wrote, and the scripts that read documents with other programs.
let documents = Bundle.module.url(forResource: "Documents", withExtension: nil)!

extension PackWriter {
  /// Every file of the pack, in the order of their paths.
  func files() throws -> [File] {
    let files = Mutex<[File]>([])
    try render(try report.pack()) { file in files.withLock { $0.append(file) } }
    return files.withLock { $0.sorted { $0.path < $1.path } }
  }
}

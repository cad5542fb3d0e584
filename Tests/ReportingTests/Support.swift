import TestSupport
import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake

@testable import Reporting
@testable import Packs

let measurer = PangoMeasurer()

func builder(
  _ sample: String, _ language: Language = .vietnamese, period: Period = .half(1, year: 2022)
) throws -> PackBuilder {
  let project = try Project(folder: packageRoot.appending(path: "Samples/\(sample)"))
  let intake = try project.tally(PackBuilder.periods(for: period))
  return PackBuilder(
    project: project, intake: intake, period: period, language: language, measurer: measurer)
}

/// Documents that other programs wrote, and the scripts that read documents with other programs.
let documents = Bundle.module.url(forResource: "Documents", withExtension: nil)!

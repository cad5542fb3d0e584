import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Workspace

/// Draws a chart of a kind of its own from numbers of its own, then reads a project and draws what is in it.
///
///     swift run Trips PROJECT FOLDER
@main
enum Trips {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let project = URL(fileURLWithPath: arguments.first ?? "../cum-thi-dua-1")
    let folder = URL(fileURLWithPath: arguments.dropFirst().first ?? ".")
    try drawTrips(into: folder)
    try report(on: project, into: folder)
  }

  /// `Charting` and `CairoRenderer`: any numbers.
  private static func drawTrips(into folder: URL) throws {
    let trips: [(means: String, count: Double)] = [
      ("Walking", 41), ("Bicycle", 27), ("Bus", 18.5), ("Car with somebody else", 6),
    ]
    let chart = Chart(
      title: "Walking leads with 41 trips", subtitle: "Trips by means, June",
      footer: "Source: diary.",
      alternativeText: "Lollipop chart of trips by means.",
      body: LollipopRows(
        names: trips.map { CategoryName($0.means) }, values: trips.map(\.count),
        format: ValueFormat(.count, decimals: 1, numbers: .english)))
    let context = LayoutContext(theme: .image, measurer: PangoMeasurer())
    let scene = try chart.scene(width: Size.millimetres(120, 0).width, in: context)
    // The rules by which Giaoban checks its own charts.
    for problem in SceneLinter().violations(in: scene) { print("lint: \(problem)") }
    try PNGRenderer(resolution: 200).data(scene).write(to: folder.appending(path: "trips.png"))
    try SVGRenderer().data(scene).write(to: folder.appending(path: "trips.svg"))
  }

  /// `Workspace` and `ClusterMetrics`: a folder of tables that offices sent.
  private static func report(on folder: URL, into output: URL) throws {
    let project = try ReportProject(at: folder, language: .english)
    print(project.title[.english])
    for finding in try project.findings().prefix(3) { print("  \(finding.message[.english])") }
    guard let period = Period(written: "6 tháng đầu năm 2022"), let first = project.indicators.first
    else { return }
    let days = try project.days(of: period)
    print("\(first.name[.english]), \(period.name), \(days.lowerBound) to \(days.upperBound)")
    let numbers = try project.numbers(for: period, indicators: [first.id])
    let ranks = Ranking.ranks(of: numbers.map(\.value))
    for (number, rank) in zip(numbers, ranks) {
      print(
        "  \(rank.map { "\($0)." } ?? "–") \(number.unit): \(number.value.map { "\($0)" } ?? number.status.rawValue)"
      )
    }
    try project.chart("ranked", of: [first.id], for: period, as: .png)
      .write(to: output.appending(path: "ranked.png"))
  }
}

import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting

struct TallyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "State the numbers of a period.",
    discussion: """
        giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by unit
        giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by cluster --format csv
        giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --indicator dialogues --versus last-year
        giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --by period --format json -o course.json

      --by period gives the last eight periods that end with --period.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, markdown
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: "2022-H1, 2022-Q1, 2022-M05, 2022-9M, 2022 or 2022-01-01..2022-06-14.")
  var period: Period
  @Option(help: "unit, cluster, commune or period.") var by = TallyTable.Grouping.cluster
  @Option(
    name: .long, parsing: .upToNextOption, help: "Ids of indicators; all of them without any.")
  var indicator: [String] = []
  @Option(help: "last-year, previous or a period: adds the change.") var versus: Versus?
  @Option(help: "table, csv, json or markdown.") var format = Format.table
  @Option(name: .shortAndLong, help: "A file instead of standard output.") var output: String?

  func run() throws {
    let project = try options.open()
    let indicators = try project.indicators(withIDs: indicator)
    let shown = by == .period ? period.run(of: 8) : [period]
    var periods = shown
    for base in shown.compactMap({ versus?.base(of: $0) }) where !periods.contains(base) {
      periods.append(base)
    }
    let intake = try options.tallies(
      project, periods, grain: by == .commune ? .commune : .unit)
    try options.requireData(intake, in: period)
    let table = TallyTable(
      intake.book, indicators: indicators, groups: TallyTable.groups(by, project.roster),
      periods: shown, versus: versus)
    let text: String
    switch format {
    case .csv: text = table.csv
    case .json: text = try table.json()
    case .table:
      let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
      text = TextTable(
        table, indicators: indicators, grouping: by, words: Wording(options.language(of: project))
      ).plain(withBars: isTerminal)
    case .markdown:
      text =
        TextTable(
          table, indicators: indicators, grouping: by,
          words: Wording(options.language(of: project))
        ).markdown
    }
    try write(Data(text.utf8), to: output)
  }
}

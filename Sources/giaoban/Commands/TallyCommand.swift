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

        giaoban tally Samples/cum-thi-dua-1 --period 2022-H1 --indicator dialogues --trace \\
                      --unit "Nga Sơn"

      --by period gives the last eight periods that end with --period. --trace lists the rows behind
      one indicator instead: file, sheet and row.
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
  @Flag(help: "List the rows behind one indicator.") var trace = false
  @Option(help: "With --trace: the rows of this unit only.") var unit: String?

  func run() throws {
    let project = try options.open()
    let indicators = try project.indicators(withIDs: indicator)
    if trace { return try runTrace(project, indicators) }
    guard unit == nil else { throw Console.fail("--unit goes with --trace", Status.usage) }
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

  private func runTrace(_ project: Project, _ indicators: [Indicator]) throws {
    guard indicators.count == 1 else {
      throw Console.fail("--trace lists the rows of one --indicator: say which", Status.usage)
    }
    let chosen = try unit.map { try project.unit(named: $0) }
    let intake = try options.tallies(project, [period])
    try options.requireData(intake, in: period)
    let units = chosen.map { [$0] } ?? Array(project.roster.units.indices)
    let rows = try project.trace(
      indicators[0], units: Set(units), period: period, calendar: options.calendar?.calendar)
    let table = TraceTable(rows, roster: project.roster)
    let text: String
    switch format {
    case .csv: text = table.csv
    case .json: text = try table.json()
    case .table, .markdown: text = table.text(Wording(options.language(of: project)))
    }
    try write(Data(text.utf8), to: output)
  }
}

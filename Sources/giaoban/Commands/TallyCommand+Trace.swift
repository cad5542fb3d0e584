import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportWords
import TallyTables
import Workspace

extension TallyCommand {
  /// Lists the rows behind one number.
  func runTrace(
    _ project: Project, _ indicators: [Indicator], _ periods: [Period]
  ) throws {
    guard by == nil, across == nil, versus == nil, shape == .long, !peers, !explain, into == nil
    else {
      throw Console.fail(
        "--trace liệt kê các dòng của một chỉ tiêu; không dùng cùng --by, --across, --versus, --wide, --peers, --explain hay --into",
        "--trace lists the rows of one indicator; it goes without --by, --across, --versus, --wide, --peers, --explain and --into",
        Status.usage)
    }
    guard indicators.count == 1 else {
      throw Console.fail(
        "--trace liệt kê các dòng của một chỉ tiêu; hãy chọn bằng --indicator",
        "--trace lists the rows of one --indicator: say which", Status.usage)
    }
    guard periods.count == 1, let period = periods.first else {
      throw Console.fail(
        "--trace liệt kê các dòng của một kỳ", "--trace lists the rows of one period", Status.usage)
    }
    let days = options.days(of: period, in: project)
    // As in the tallies: with the boundaries of the period's last day.
    let map = Boundaries(project.roster, joining: [days])
    let chosen = try unit.map { try options.unit(named: $0, in: days, on: map, of: project) }
    let intake = try options.tallies(project, [period])
    try options.requireData(intake, in: [period], of: project)
    options.sayNotes(intake, in: [period], of: project)
    let units = intake.book.comparable([period]).unitsBehind(
      indicators[0], chosen.map { [$0] } ?? map.units, in: period)
    let rows = try project.trace(indicators[0], units: units, period: period)
    let table = TraceTable(rows, roster: project.roster)
    let words = Wording(options.language(of: project))
    let result: Data
    switch writtenFormat {
    case .csv: result = table.csv(isFile: output != nil)
    case .json: result = Data(try table.json().utf8)
    case .table, .markdown: result = Data(table.text(words).utf8)
    }
    try write(result, to: output, of: project)
    Console.lines(map.day.map { [words.mapNote($0)] } ?? [])
  }
}

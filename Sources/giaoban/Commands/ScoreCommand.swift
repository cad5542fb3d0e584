import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import ReportWords
import Workspace

struct ScoreCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "score",
      abstract: CommandLanguage.help(
        "Chấm điểm và xếp hạng các đơn vị trong từng cụm.",
        "Score and rank the units of each cluster."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban score Samples/cum-thi-dua-1 --period 2022-H1
            giaoban score Samples/cum-thi-dua-1 --period 2022-H1 --explain "Nga Sơn"
            giaoban score Samples/cum-thi-dua-1 --period 2022-H1 --format csv -o diem.csv
          """,
        """
        Quy tắc chấm điểm ở mục score của giaoban.yaml. --explain cho biết từng điểm tính từ số nào.
        """,
        """
        The rules stand under score in giaoban.yaml. --explain traces every point to its number.
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: .period)
  var period: Period
  @Option(
    help: .said(
      "Từng điểm của đơn vị này, kèm số liệu tính ra điểm.",
      "Every point of this unit, with the number behind it.")) var explain: String?
  @Option(help: .said("table hoặc csv.", "table or csv.")) var format = Format.table
  @Option(
    name: .shortAndLong,
    help: .said("Ghi vào tệp này thay vì in ra màn hình.", "A file instead of standard output."))
  var output: String?

  func run() throws {
    guard explain == nil || format == .table else {
      throw Console.fail(
        "--explain giải thích bằng lời; không dùng cùng --format csv",
        "--explain is in words; it goes without --format csv", Status.usage)
    }
    let project = try options.open()
    let period = try options.period(period, of: project)
    let days = options.days(of: period, in: project)
    let unit = try explain.map { try options.unit(named: $0, in: days, of: project) }
    let intake = try options.tallies(project, [period])
    try options.requireData(intake, in: [period], of: project)
    let words = Wording(options.language(of: project))
    guard let board = ScoreBoard(project, intake, period: period, words: words) else {
      throw Console.fail(
        words(
          "giaoban.yaml chưa có mục score: {criteria: [{indicator: …, points: …, full: …}]}",
          "giaoban.yaml has no score: {criteria: [{indicator: …, points: …, full: …}]}"),
        Status.badData)
    }
    options.sayNotes(intake, in: [period], of: project)
    let result =
      unit.map { Data(board.explanation(ofUnit: $0).utf8) }
      ?? (format == .csv ? board.csv(isFile: output != nil) : Data(board.text.utf8))
    try write(result, to: output, of: project)
  }
}

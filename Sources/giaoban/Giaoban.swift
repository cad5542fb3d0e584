import ArgumentParser
import Reporting

/// The command line.
@main
struct Giaoban: ParsableCommand {
  static func main() {
    Signals.unblock()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let status = exitCode(for: error)
      guard status == .validationFailure, !(error is ExitCode) else { exit(withError: error) }
      // What the parser says is English; the rest was said already.
      Console.lines([CommandLanguage.translated(fullMessage(for: error))])
      exit(withError: status)
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "giaoban",
    abstract: "Tallies, comparison charts and half-year chart packs from registers of activities.",
    discussion: """
      A first half-year, step by step:

        giaoban init cum-thi-dua                        a folder with settings and empty forms
        giaoban check cum-thi-dua                       what is wrong in the data, and where
        giaoban tally cum-thi-dua --period 2022-H1      the numbers
        giaoban pack cum-thi-dua --period 2022-H1       the chart pack, in Output/2022-H1

      Periods: 2022-H1, 2022-Q1, 2022-M05, 2022-9M, 2022, 2022-01-01..2022-06-14.
      Exit status: 0 done, 1 done but the data has errors (check), 64 usage, 65 bad data, 66 no
      input, 73 cannot create, 74 input or output failed.
      """,
    version: GiaobanVersion.current,
    subcommands: [
      Init.self, Check.self, TablesCommand.self, TallyCommand.self, ChartCommand.self,
      PackCommand.self,
      TemplateCommand.self, AttachCommand.self, FormCommand.self, ScoreCommand.self,
      LintCommand.self,
      CloseCommand.self, SchemaCommand.self, ServeCommand.self,
    ])
}

import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import Workspace

/// The command line.
@main
struct Giaoban: ParsableCommand {
  static func main() {
    Signals.unblock()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(error)
    }
  }

  /// Ends the program with a message about the command line: help or an error. The parser's messages are in English;
  /// all other errors have been reported already.
  private static func end(_ error: any Error) -> Never {
    let status = exitCode(for: error)
    let unknown = status == .validationFailure ? unknownOptions : []
    guard !(error is ExitCode), status == .success || status == .validationFailure,
      CommandLanguage.current == .vietnamese || !nearestCommand.isEmpty || !unknown.isEmpty
    else { exit(withError: error) }
    var text = CommandLanguage.translated(fullMessage(for: spoken(error))) + nearestCommand
    for (name, line) in unknown where !options(in: text).contains(name) {
      text += "\n" + line
    }
    if status == .success {
      try? Console.result(text)
    } else {
      Console.lines([text])
    }
    exit(withError: status)
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? command._commandName
  }

  /// The options in a text.
  private static func options(in text: String) -> Set<String> {
    Set(text.matches(of: #/--[a-z-]+/#).map { String($0.output) })
  }

  /// The commands that are similar to an unknown one.
  private static var nearestCommand: String {
    let names = configuration.subcommands.map(name)
    guard let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-"),
      !names.contains(first), first != "help"
    else { return "" }
    let nearest = NameKey.nearest(to: first, among: names)
    return nearest.isEmpty
      ? "\n"
        + CommandLanguage.words(
          "không có lệnh \"\(first)\"; xem giaoban --help",
          "unknown command \"\(first)\"; see giaoban --help")
      : "\n" + CommandLanguage.words("có phải là lệnh ", "did you mean the command ")
        + nearest.map { "giaoban \($0)" }.joined(separator: ", ") + "?"
  }

  /// The options that the command does not have: if one is misspelt, the parser may only report that another one is
  /// missing.
  private static var unknownOptions: [(name: String, line: String)] {
    guard let first = CommandLine.arguments.dropFirst().first,
      let command = configuration.subcommands.first(where: {
        name(of: $0) == first
      })
    else { return [] }
    let known = options(in: helpMessage(for: command))
    let unknown = CommandLine.arguments.dropFirst(2).compactMap { argument -> String? in
      let name = String(argument.prefix { $0 != "=" })
      return name.hasPrefix("--") && name.count > 2 && !known.contains(name) ? name : nil
    }
    return unknown.map { name in
      let nearest = NameKey.nearest(to: name, among: known.sorted())
      let hint =
        nearest.isEmpty
        ? ""
        : CommandLanguage.words("; có phải là ", "; did you mean ")
          + nearest.joined(separator: ", ") + "?"
      return (
        name,
        CommandLanguage.words("không có tùy chọn \(name)", "there is no option \(name)") + hint
      )
    }
  }

  /// The same error with the help of the arguments in Vietnamese.
  private static func spoken(_ error: any Error) -> any Error {
    guard !CommandLanguage.isHelping else { return error }
    CommandLanguage.isHelping = true
    do {
      _ = try parseAsRoot()
      return error
    } catch { return error }
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "giaoban",
      abstract: CommandLanguage.help(
        "Tổng hợp số liệu, vẽ biểu đồ so sánh và làm bộ biểu đồ của từng kỳ từ sổ theo dõi và biểu tổng hợp của các đơn vị.",
        "Tallies, comparison charts and chart packs of every period, from registers and report tables of units."
      ),
      discussion: CommandLanguage.help(
        """
        Các bước làm báo cáo 6 tháng:

          giaoban init cum --from *.xlsx        dự án lập từ các bảng
          giaoban check cum                     số liệu sai ở đâu
          giaoban tally cum --period 2022-H1    số liệu tổng hợp
          giaoban pack cum --period 2022-H1     bộ biểu đồ, trong Output/2022-H1
          giaoban serve                         mọi việc trên trình duyệt

        Kỳ: 2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022, 2022-01-01..2022-06-14, "6 tháng đầu năm 2022".

        Mã kết thúc: 0 xong; 1 xong nhưng số liệu có lỗi (check); 64 sai cách dùng; 65 số liệu sai;
        66 không có dữ liệu vào; 73 không tạo được; 74 lỗi đọc, ghi.
        """,
        """
        A first half-year, step by step:

          giaoban init cluster --from *.xlsx        a project from tables
          giaoban check cluster                     what is wrong, and where
          giaoban tally cluster --period 2022-H1    the numbers
          giaoban pack cluster --period 2022-H1     the chart pack, in Output/2022-H1
          giaoban serve                             everything in a browser

        Periods: 2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022, 2022-01-01..2022-06-14.

        Exit status: 0 done, 1 done but the data has errors (check), 64 usage, 65 bad data, 66 no input,
        73 cannot create, 74 input or output failed.
        """),
      version: GiaobanVersion.current,
      subcommands: [
        Init.self, Check.self, TablesCommand.self, TallyCommand.self, ChartCommand.self,
        PackCommand.self,
        TemplateCommand.self, AttachCommand.self, FormCommand.self, ScoreCommand.self,
        LintCommand.self,
        CloseCommand.self, LoadCommand.self, DoctorCommand.self, SchemaCommand.self,
        ServeCommand.self,
      ])
  }

  /// Without a command: describes the folder, and suggests the next commands.
  func run() throws {
    let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    for line in Surroundings(folder).lines(CommandLanguage.words) { try Console.result(line) }
  }
}

import ArgumentParser
import Foundation
import Workspace

/// Runs the program `giaoban-page` beside this one.
struct ServeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: CommandLanguage.help(
        "Trang làm việc: mọi việc trên trình duyệt, ngay trên máy này.",
        "The page: everything in a browser, on this machine."))
  }

  @Argument(
    parsing: .captureForPassthrough,
    help: .said("Xem giaoban serve --help.", "See giaoban serve --help."))
  var arguments: [String] = []

  func run() throws {
    let own = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath()
    let page = own.deletingLastPathComponent().appending(path: "giaoban-page").path
    var passed = ([page] + arguments).map { strdup($0) } + [nil]
    execv(page, &passed)
    throw Console.fail(
      "không có chương trình giaoban-page bên cạnh giaoban; hãy chạy \"make page\"",
      "there is no giaoban-page beside giaoban; run \"make page\"", Status.noInput)
  }
}

import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import Server
import Workspace

/// `giaoban serve`, a program of its own: what it stands on takes as long to build as all the rest, and the other
/// commands need none of it.
@main
struct GiaobanPage: ParsableCommand {
  static func main() {
    do {
      let page = try parse()
      try page.run()
    } catch {
      let status = exitCode(for: error)
      guard CommandLanguage.current == .vietnamese, !(error is ExitCode),
        status == .success || status == .validationFailure
      else { exit(withError: error) }
      let text = CommandLanguage.translated(fullMessage(for: error)) + "\n"
      let output: FileHandle = status == .success ? .standardOutput : .standardError
      try? output.write(contentsOf: Data(text.utf8))
      exit(withError: status)
    }
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "giaoban serve",
      abstract: CommandLanguage.help(
        "Trang làm việc: mọi việc trên trình duyệt, ngay trên máy này.",
        "The page: everything in a browser, on this machine."),
      discussion: CommandLanguage.help(
        """
          giaoban serve                     các dự án của thư mục này
          giaoban serve ho-so --no-open     của thư mục khác; chỉ in địa chỉ

        Địa chỉ có một mã đổi mỗi lần chạy; ai không biết mã thì không vào được. Nhấn Ctrl-C để dừng.
        """,
        """
          giaoban serve                     the projects of this folder
          giaoban serve ho-so --no-open     those of another; prints the address

        The address holds a token that is new at every start; who does not know it gets nothing. Ctrl-C ends.
        """))
  }

  private static func said(_ vietnamese: String, _ english: String) -> ArgumentHelp {
    ArgumentHelp(CommandLanguage.help(vietnamese, english))
  }

  @Argument(
    help: GiaobanPage.said(
      "Thư mục chứa các dự án, hoặc một dự án.", "A folder of projects, or a project."))
  var folder = "."
  @Option(
    help: GiaobanPage.said(
      "Cổng; nếu không nêu thì lấy một cổng đang trống.", "The port; any that is free without it."))
  var port = 0
  @Flag(
    name: .customLong("no-open"),
    help: GiaobanPage.said("Không mở trình duyệt.", "Do not open the browser."))
  var isQuiet = false
  @Option(
    help: GiaobanPage.said(
      "vi hoặc en; nếu không nêu thì là tiếng Việt.", "vi or en; Vietnamese without it."))
  var language = Language.vietnamese

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError(
        words("--port là một số từ 0 đến 65535", "--port is a number from 0 to 65535"))
    }
  }

  func run() throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw fail(
        words("không có thư mục \(folder)", "there is no folder \(folder)"), ExitCode(66))
    }
    let server = PageServer(
      URL(fileURLWithPath: folder, isDirectory: true), port: port, language: language)
    let opens = !isQuiet
    let ended = Ended()
    Task {
      do {
        try await server.run(isProgram: true) { running in
          try? FileHandle.standardOutput.write(
            contentsOf: Data((running.address + "\n").utf8))
          if opens { GiaobanPage.open(running.address) }
        }
        ended.end(nil)
      } catch { ended.end("\(error)") }
    }
    if let problem = ended.wait() {
      throw fail(
        words(
          "không mở được cổng \(port): \(problem)", "cannot listen at port \(port): \(problem)"),
        ExitCode(74))
    }
  }

  private var words: Wording { Wording(language) }

  private func fail(_ text: String, _ status: ExitCode) -> ExitCode {
    try? FileHandle.standardError.write(contentsOf: Data("giaoban: \(text)\n".utf8))
    return status
  }

  /// Shows an address in the browser of whoever sits there; one that cannot be opened was printed.
  private static func open(_ address: String) {
    #if os(macOS)
      let programs = ["/usr/bin/open"]
    #else
      // In WSL the browser is that of Windows.
      let programs = ["/usr/bin/wslview", "/usr/bin/xdg-open"]
    #endif
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }

  /// Waits for the end of what runs elsewhere.
  private final class Ended: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private var problem: String?

    func end(_ problem: String?) {
      self.problem = problem
      semaphore.signal()
    }

    func wait() -> String? {
      semaphore.wait()
      return problem
    }
  }
}

extension Language: ExpressibleByArgument {}

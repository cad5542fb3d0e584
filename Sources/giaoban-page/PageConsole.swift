import ArgumentParser
import Foundation
import Reporting
import ReportWords
import Workspace

/// The messages of the program on the terminal.
enum PageConsole {
  static func result(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  static func fail(_ text: String, _ status: ExitCode) -> ExitCode {
    note("giaoban: \(text)")
    return status
  }

  static func fail(_ error: WorkspaceError, _ words: Wording) -> ExitCode {
    fail(words(error.message), ExitCode(error.code.exitStatus))
  }

  // MARK: Passwords

  /// The terminal's settings before a password was requested; `nil` if none is.
  nonisolated(unsafe) private static var before: termios?

  /// Reads a line without echo; without a terminal, an ordinary line.
  static func password(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return readLine() }
    note(question)
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    before = settings
    // After Ctrl-C, the terminal must echo again.
    let previous = signal(SIGINT) { _ in
      PageConsole.restore()
      _exit(130)
    }
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    defer {
      restore()
      signal(SIGINT, previous)
    }
    return readLine()
  }

  private static func restore() {
    guard var settings = before else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }
}

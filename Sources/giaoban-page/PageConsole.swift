import ArgumentParser
import Foundation
import Reporting
import Workspace

/// What the program says where it runs.
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

  /// What the terminal was set to before a password was asked for; `nil` where none is.
  nonisolated(unsafe) private static var before: termios?

  /// Reads a line that the terminal does not show; of what is no terminal, a line as it is.
  static func password(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return readLine() }
    note(question)
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    before = settings
    // Whoever leaves with Ctrl-C goes on in a terminal that shows what is typed.
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

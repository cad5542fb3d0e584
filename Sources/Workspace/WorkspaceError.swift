import ClusterMetrics
import Intake

/// Why something could not be done with a project: a code, and what a reader of either language is told.
package struct WorkspaceError: Error, Sendable {
  /// The kind of fault, from which the exit status of a command and the status of a response follow.
  package enum Code: String, Sendable, CaseIterable {
    /// What was asked for is not there, or makes no sense.
    case usage
    /// The data or the settings have errors.
    case badData = "bad-data"
    /// What should be read is not there.
    case noInput = "no-input"
    /// What should be written cannot be.
    case cannotCreate = "cannot-create"
    /// The system failed to read or to write.
    case ioFailed = "io-failed"
    /// It was asked to end before it was done.
    case stopped

    /// The exit status of a command, after BSD's sysexits: one for a kind of fault, whatever the command.
    package var exitStatus: Int32 {
      switch self {
      case .usage: 64
      case .badData: 65
      case .noInput: 66
      case .cannotCreate: 73
      case .ioFailed, .stopped: 74
      }
    }
  }

  package var code: Code
  package var message: LocalizedText
  /// The errors that stand in the way.
  package var findings: [Finding]

  package init(_ code: Code, _ message: LocalizedText, findings: [Finding] = []) {
    self.code = code
    self.message = message
    self.findings = findings
  }

  package init(_ code: Code, vi: String, en: String) {
    self.init(code, LocalizedText(vi: vi, en: en))
  }
}

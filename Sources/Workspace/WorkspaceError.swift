import ClusterMetrics
import Findings
import Intake

/// The reason why an operation on a project failed: a code, and a message in both languages.
package struct WorkspaceError: Error, Sendable {
  /// The kind of error, which determines the exit status of a command and the status of a response.
  package enum Code: String, Sendable, CaseIterable {
    /// The request refers to something that does not exist, or is invalid.
    case usage
    /// The data or the settings have errors.
    case badData = "bad-data"
    /// The input does not exist.
    case noInput = "no-input"
    /// The output cannot be written.
    case cannotCreate = "cannot-create"
    /// An error of the system during reading or writing.
    case ioFailed = "io-failed"
    /// The operation was cancelled.
    case stopped

    /// The exit status of a command, following BSD's sysexits; it depends only on the kind of error.
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
  /// The errors that caused the failure.
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

import Findings
import Tables

extension Finding {
  /// A file that cannot be read, and why.
  package static func unreadable(_ fault: TableFault, file: String) -> Finding {
    Finding(
      .unreadableFile, at: .init(file: file),
      vi: "không đọc được tệp: \(fault.reason.vietnamese)",
      en: "cannot read the file: \(fault.reason.english)")
  }
}

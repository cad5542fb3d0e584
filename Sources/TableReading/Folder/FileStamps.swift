import Findings
import Foundation

/// What the system said of files before they were read: one that changes meanwhile gives numbers of neither state.
package struct FileStamps: Sendable {
  private struct Stamp: Sendable, Equatable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
    var number: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      size = Int64(status.st_size)
      #if os(Linux)
        (seconds, nanoseconds) = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
      #else
        (seconds, nanoseconds) = (
          Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec)
        )
      #endif
      number = UInt64(status.st_ino)
    }
  }

  private let folder: URL
  private var stamps: [String: Stamp] = [:]

  package init(_ names: [String], in folder: URL) {
    self.folder = folder
    for name in names { stamps[name] = Stamp(folder.appending(path: name).path) }
  }

  /// Findings for files that are no longer as they were.
  package var changes: [Finding] {
    stamps.keys.sorted().compactMap { name in
      guard Stamp(folder.appending(path: name).path) != stamps[name] else { return nil }
      return Finding(
        .unreadableFile, at: .init(file: name),
        vi: "tệp bị thay đổi trong khi đang đọc; hãy chạy lại",
        en: "the file changed while it was read; run the command again")
    }
  }
}

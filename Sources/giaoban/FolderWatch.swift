import Foundation

/// Detects when a file in a folder is written, added or removed, by comparing sizes and dates. It ignores a subfolder,
/// to which results are written.
struct FolderWatch {
  let folder: URL
  let excluded: URL

  /// The interval between comparisons, in seconds.
  private static let interval = 0.1

  /// Every file with its size and the time of its last change.
  private func snapshot() -> [String: String] {
    let keys: [URLResourceKey] = [.isRegularFileKey, .fileSizeKey, .contentModificationDateKey]
    guard
      let files = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    else { return [:] }
    var found: [String: String] = [:]
    let own = excluded.standardizedFileURL.path + "/"
    for case let file as URL in files where !file.standardizedFileURL.path.hasPrefix(own) {
      guard let values = try? file.resourceValues(forKeys: Set(keys)),
        values.isRegularFile == true
      else { continue }
      let date = values.contentModificationDate?.timeIntervalSinceReferenceDate ?? 0
      found[file.path] = "\(values.fileSize ?? 0) \(date)"
    }
    return found
  }

  /// Calls `change` now, and again whenever a file has changed and is no longer being written.
  func run(_ change: () throws -> Void) rethrows -> Never {
    while true {
      let made = snapshot()
      try change()
      var last = made
      while last == made {
        Thread.sleep(forTimeInterval: FolderWatch.interval)
        last = snapshot()
      }
      // A file that is still being written differs between comparisons.
      while true {
        Thread.sleep(forTimeInterval: FolderWatch.interval / 2)
        let next = snapshot()
        if next == last { break }
        last = next
      }
    }
  }
}

import CExchange
import Foundation

/// Puts a folder of files in its place as a whole: written beside, then exchanged in one step, so that at
/// no moment there is none, or half of one.
///
/// In go files, one after the other, and the folder that they become; a run that was killed before leaves hidden folders beside
/// it, which the next run takes away.
struct FolderPlacement {
  let folder: URL

  private var parent: URL { folder.deletingLastPathComponent() }
  private var manager: FileManager { .default }

  /// A hidden name beside the folder, of this process.
  private func beside(_ ending: String) -> URL {
    let process = ProcessInfo.processInfo.processIdentifier
    return parent.appending(path: ".\(folder.lastPathComponent).\(process).\(ending)")
  }

  private var fresh: URL { beside("new") }

  /// Writes a file of the new folder, by its path within it; several threads may at once.
  func put(_ data: Data, at path: String) throws {
    let url = fresh.appending(path: path)
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Puts what was written in place of what was there.
  ///
  /// - Parameter isOwn: whether a file, by its path within the folder, is one that an earlier run wrote and that may
  ///   go; any other is kept.
  /// - Throws: what the file system says; the folder is then as it was.
  func replace(isOwn: (String) -> Bool) throws {
    try keepStrangers(in: fresh, isOwn)
    try place(fresh)
  }

  /// Takes away what was written for a folder that is not to be.
  func discard() { try? manager.removeItem(at: fresh) }

  /// Takes over what people have put beside the files of the last run.
  private func keepStrangers(in fresh: URL, _ isOwn: (String) -> Bool) throws {
    guard let names = manager.enumerator(atPath: folder.path) else { return }
    for case let name as String in names where !isOwn(name) {
      let (old, new) = (folder.appending(path: name), fresh.appending(path: name))
      let type = try manager.attributesOfItem(atPath: old.path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        try manager.createDirectory(at: new, withIntermediateDirectories: true)
      } else if !manager.fileExists(atPath: new.path) {
        try manager.createDirectory(
          at: new.deletingLastPathComponent(), withIntermediateDirectories: true)
        // A second name of the same file costs nothing; a link stays a link.
        if type != .typeRegular || (try? manager.linkItem(at: old, to: new)) == nil {
          try manager.copyItem(at: old, to: new)
        }
      }
    }
  }

  private func place(_ fresh: URL) throws {
    // Where nothing lies there yet, a rename is enough; another run may have been faster.
    if !manager.fileExists(atPath: folder.path),
      (try? manager.moveItem(at: fresh, to: folder)) != nil
    {
      return
    }
    if giaoban_exchange(fresh.path, folder.path) == 0 {
      try? manager.removeItem(at: fresh)
      return
    }
    let problem = errno
    guard [ENOSYS, EINVAL, ENOTSUP].contains(problem) else {
      throw CocoaError(
        .fileWriteUnknown,
        userInfo: [NSLocalizedDescriptionKey: String(cString: strerror(problem))])
    }
    // A file system that cannot exchange: two renames, between which a kill leaves the last pack under
    // its hidden name.
    let old = beside("old")
    try manager.moveItem(at: folder, to: old)
    do {
      try manager.moveItem(at: fresh, to: folder)
    } catch {
      try? manager.moveItem(at: old, to: folder)
      throw error
    }
    try? manager.removeItem(at: old)
  }

  /// Takes away what runs left behind that were killed. What was moved out of its place comes back to it.
  func recover() {
    let names = (try? manager.contentsOfDirectory(atPath: parent.path)) ?? []
    let own = ".\(folder.lastPathComponent)."
    for name in names where name.hasPrefix(own) {
      let parts = name.dropFirst(own.count).split(separator: ".")
      guard parts.count == 2, let process = pid_t(parts[0]), ["new", "old"].contains(parts[1]),
        // Nobody has that number any more.
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let leftover = parent.appending(path: name)
      if parts[1] == "old", !manager.fileExists(atPath: folder.path) {
        try? manager.moveItem(at: leftover, to: folder)
      } else {
        try? manager.removeItem(at: leftover)
      }
    }
  }
}

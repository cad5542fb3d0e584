import CExchange
import Foundation

/// Replaces a folder of files as a whole: the new one is written beside it and then exchanged in a single step, so that
/// the folder is never missing or incomplete.
///
/// A run that was killed leaves hidden folders beside the folder, which the next run removes.
struct FolderPlacement {
  let folder: URL

  private var parent: URL { folder.deletingLastPathComponent() }
  private var manager: FileManager { .default }

  /// A hidden path beside the folder, unique to this process.
  private func beside(_ ending: String) -> URL {
    let process = ProcessInfo.processInfo.processIdentifier
    return parent.appending(path: ".\(folder.lastPathComponent).\(process).\(ending)")
  }

  private var fresh: URL { beside("new") }

  /// Writes a file of the new folder, by its relative path; several threads may do so at once.
  func put(_ data: Data, at path: String) throws {
    let url = fresh.appending(path: path)
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Replaces the folder by the new one.
  ///
  /// - Parameter isOwn: whether a file, by its relative path, was written by an earlier run and may be removed; others
  ///   are kept.
  /// - Throws: an error of the file system; the folder is then unchanged.
  func replace(isOwn: (String) -> Bool) throws {
    try keepStrangers(in: fresh, isOwn)
    try place(fresh)
  }

  /// Removes the new folder without using it.
  func discard() { try? manager.removeItem(at: fresh) }

  /// Copies the files that people added to the folder.
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
        // A hard link costs nothing; a symbolic link stays one.
        if type != .typeRegular || (try? manager.linkItem(at: old, to: new)) == nil {
          try manager.copyItem(at: old, to: new)
        }
      }
    }
  }

  private func place(_ fresh: URL) throws {
    // If there is no folder yet, a rename is enough, unless another run was faster.
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
    // The file system cannot exchange folders: use two renames; a kill between them leaves the last pack under its
    // hidden name.
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

  /// Removes what killed runs left behind. A folder that was moved away is moved back.
  func recover() {
    let names = (try? manager.contentsOfDirectory(atPath: parent.path)) ?? []
    let own = ".\(folder.lastPathComponent)."
    for name in names where name.hasPrefix(own) {
      let parts = name.dropFirst(own.count).split(separator: ".")
      guard parts.count == 2, let process = pid_t(parts[0]), ["new", "old"].contains(parts[1]),
        // No process has this id any more.
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

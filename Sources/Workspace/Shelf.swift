import ClusterMetrics
import Foundation
import Intake
import Reporting
import Settings

/// The folder of projects that the page shows, or a single project.
package struct Shelf: Sendable {
  /// A project, or the folder for one that is not created yet.
  package struct Entry: Sendable, Hashable {
    /// Its id in the browser: never a path.
    package let id: String
    package let folder: URL
    /// Whether it has settings.
    package let isProject: Bool

    /// The folder's name.
    package var name: String { folder.lastPathComponent }
  }

  package let folder: URL

  package init(_ folder: URL) { self.folder = folder.standardizedFileURL }

  /// The mark of a folder for a new project; contains the title.
  static let draftMark = ".giaoban/draft"

  /// The projects in the folder, by name.
  package var entries: [Entry] {
    let manager = FileManager.default
    func holds(_ folder: URL, _ name: String) -> Bool {
      manager.fileExists(atPath: folder.appending(path: name).path)
    }
    func entry(_ folder: URL, _ id: String) -> Entry {
      Entry(id: id, folder: folder, isProject: holds(folder, Project.settingsFile))
    }
    if holds(folder, Project.settingsFile) {
      return [entry(folder, Slug.unique([folder.lastPathComponent])[0])]
    }
    let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
    let folders = names.filter { !$0.hasPrefix(".") }.sorted { Collation.precedes($0, $1) }
      .map { folder.appending(path: $0, directoryHint: .isDirectory) }
      .filter { folder in
        // Skip links, which may lead anywhere.
        let isLink =
          (try? folder.resourceValues(forKeys: [.isSymbolicLinkKey]))?.isSymbolicLink ?? true
        return !isLink
          && (holds(folder, Project.settingsFile) || holds(folder, Shelf.draftMark))
      }
    return zip(folders, Slug.unique(folders.map(\.lastPathComponent))).map { entry($0, $1) }
  }

  /// Whether the folder is itself a project.
  package var isOneProject: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: Project.settingsFile).path)
  }

  // MARK: Removed projects

  /// The folder of removed projects.
  private var aside: URL { folder.appending(path: ".giaoban/removed", directoryHint: .isDirectory) }

  /// The folder names of removed projects. Skips links, which may lead anywhere, and files.
  package var removed: [String] {
    guard isOwnFolder(aside) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: aside.path)) ?? [])
      .filter { !$0.hasPrefix(".") && isOwnFolder(aside.appending(path: $0)) }
      .sorted { Collation.precedes($0, $1) }
  }

  /// The title in the settings of a removed project; its folder's name if they have none.
  package func title(ofRemoved name: String, in language: Language) -> String {
    let opened = try? OpenProject(
      folder: aside.appending(path: name), language: language, requiringRecords: false)
    let title = opened.map { $0.words($0.definition.title) } ?? ""
    return title.isEmpty ? name : title
  }

  /// Whether it is a folder, not a link to one.
  private func isOwnFolder(_ url: URL) -> Bool {
    let path = url.path(percentEncoded: false)
    let kind = try? FileManager.default.attributesOfItem(
      atPath: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)[.type]
    return kind as? FileAttributeType == .typeDirectory
  }

  /// Moves a project, with everything in its folder, to the removed projects.
  package func remove(_ entry: Entry) throws(WorkspaceError) {
    guard !isOneProject else {
      throw WorkspaceError(
        .usage, vi: "chỉ xóa được dự án trong một thư mục có nhiều dự án",
        en: "only a project within a folder of projects can be removed")
    }
    // Do not write through a link.
    for folder in [aside.deletingLastPathComponent(), aside]
    where FileManager.default.fileExists(atPath: folder.path) && !isOwnFolder(folder) {
      throw WorkspaceError(
        .cannotCreate,
        vi: "\(folder.lastPathComponent) không phải là thư mục nên không xóa được dự án",
        en: "\(folder.lastPathComponent) is not a folder, so the project cannot be removed")
    }
    var taken = Set(removed)
    try move(entry.folder, to: aside, as: Slug.numbered(entry.name, by: " ", &taken))
  }

  /// Restores a removed project.
  package func restore(_ name: String) throws(WorkspaceError) {
    guard removed.contains(name) else {
      throw WorkspaceError(
        .noInput, vi: "không có dự án \(name) trong các dự án đã xóa",
        en: "there is no removed project \(name)")
    }
    var taken = Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    try move(aside.appending(path: name), to: folder, as: Slug.numbered(name, by: " ", &taken))
  }

  private func move(
    _ project: URL, to folder: URL, as name: String
  ) throws(WorkspaceError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.moveItem(at: project, to: folder.appending(path: name))
    } catch { throw WorkspaceError.cannotWrite(name, error) }
  }

  package func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// Creates a folder for a new project, to which tables are uploaded before it is created.
  package func begin(named name: String) throws(WorkspaceError) -> Entry {
    let slug = Slug.of(name)
    guard !slug.isEmpty, !isOneProject else {
      throw WorkspaceError(
        .usage, vi: "hãy đặt tên cho dự án, bằng chữ hoặc số",
        en: "give the project a name of letters or digits")
    }
    var taken = Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    let unique = Slug.numbered(String(slug.prefix(60)), by: "-", &taken)
    let made = folder.appending(path: unique, directoryHint: .isDirectory)
    do {
      let mark = made.appending(path: Shelf.draftMark)
      try FileManager.default.createDirectory(
        at: mark.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(name.utf8).write(to: mark)
    } catch {
      try? FileManager.default.removeItem(at: made)
      throw WorkspaceError.cannotWrite(unique, error)
    }
    guard let entry = entries.first(where: { $0.folder.lastPathComponent == unique }) else {
      throw WorkspaceError(
        .cannotCreate, vi: "không tạo được thư mục \(unique)",
        en: "cannot make the folder \(unique)")
    }
    return entry
  }
}

extension WorkspaceError {
  package static func cannotWrite(_ path: String, _ error: any Error) -> WorkspaceError {
    let reason = reason(error)
    return WorkspaceError(
      .cannotCreate, vi: "không ghi được \(path): \(reason.vietnamese)",
      en: "cannot write \(path): \(reason.english)")
  }

  /// The system's error message, translated.
  private static func reason(_ error: any Error) -> LocalizedText {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let codes = [error as NSError, underlying].compactMap(\.self).filter {
      $0.domain == NSPOSIXErrorDomain
    }.map { Int32($0.code) }
    let cocoa = (error as? CocoaError)?.code
    if codes.contains(ENOSPC) || cocoa == .fileWriteOutOfSpace {
      return LocalizedText(vi: "đĩa đã đầy", en: "the disk is full")
    }
    if codes.contains(where: [EACCES, EPERM, EROFS].contains)
      || cocoa == .fileWriteNoPermission || cocoa == .fileWriteVolumeReadOnly
    {
      return LocalizedText(vi: "không có quyền ghi", en: "there is no permission to write it")
    }
    if codes.contains(ENOENT) || codes.contains(ENOTDIR) || cocoa == .fileNoSuchFile {
      return LocalizedText(
        vi: "không có thư mục chứa tệp", en: "the folder that would hold it does not exist")
    }
    return LocalizedText(vi: error.localizedDescription, en: error.localizedDescription)
  }
}

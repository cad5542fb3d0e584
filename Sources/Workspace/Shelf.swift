import ClusterMetrics
import Foundation
import Intake
import Reporting

/// A folder of projects, which the page shows; or one project by itself.
package struct Shelf: Sendable {
  /// A project, or the folder of one that is not made yet.
  package struct Entry: Sendable, Hashable {
    /// What the browser calls it: never a path.
    package let id: String
    package let folder: URL
    /// Whether it has settings.
    package let isProject: Bool

    /// The folder's name.
    package var name: String { folder.lastPathComponent }
  }

  package let folder: URL

  package init(_ folder: URL) { self.folder = folder.standardizedFileURL }

  /// Marks a folder that somebody has begun to fill, with what the project will be called.
  static let draftMark = ".giaoban/draft"

  /// The projects of the folder by their names.
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
        // A link may lead anywhere.
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

  // MARK: Projects put aside

  /// Where they lie.
  private var aside: URL { folder.appending(path: ".giaoban/removed", directoryHint: .isDirectory) }

  /// The names of their folders. A link may lead anywhere, and a file is no project.
  package var removed: [String] {
    guard isOwnFolder(aside) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: aside.path)) ?? [])
      .filter { !$0.hasPrefix(".") && isOwnFolder(aside.appending(path: $0)) }
      .sorted { Collation.precedes($0, $1) }
  }

  /// What the settings of one of them call it; its folder's name where they say nothing.
  package func title(ofRemoved name: String, in language: Language) -> String {
    let opened = try? OpenProject(
      folder: aside.appending(path: name), language: language, requiringRecords: false)
    let title = opened.map { $0.words($0.definition.title) } ?? ""
    return title.isEmpty ? name : title
  }

  /// Whether something is a folder, and no link to one.
  private func isOwnFolder(_ url: URL) -> Bool {
    let path = url.path(percentEncoded: false)
    let kind = try? FileManager.default.attributesOfItem(
      atPath: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)[.type]
    return kind as? FileAttributeType == .typeDirectory
  }

  /// Puts a project aside, with all that its folder holds.
  package func remove(_ entry: Entry) throws(WorkspaceError) {
    guard !isOneProject else {
      throw WorkspaceError(
        .usage, vi: "chỉ xóa được dự án trong một thư mục có nhiều dự án",
        en: "only a project within a folder of projects can be removed")
    }
    // Nothing is put where a link leads.
    for folder in [aside.deletingLastPathComponent(), aside]
    where FileManager.default.fileExists(atPath: folder.path) && !isOwnFolder(folder) {
      throw WorkspaceError(
        .cannotCreate,
        vi: "\(folder.lastPathComponent) không phải là thư mục nên không xóa được dự án",
        en: "\(folder.lastPathComponent) is no folder, and the project cannot be removed")
    }
    var taken = Set(removed)
    try move(entry.folder, to: aside, as: Slug.numbered(entry.name, by: " ", &taken))
  }

  /// Takes a project back that was put aside.
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

  /// Makes a folder for a new project, to which tables are brought before it is made.
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

  /// What the system says, in the words of whoever reads it.
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
      return LocalizedText(vi: "không có quyền ghi", en: "it may not be written")
    }
    if codes.contains(ENOENT) || codes.contains(ENOTDIR) || cocoa == .fileNoSuchFile {
      return LocalizedText(
        vi: "không có thư mục chứa nó", en: "the folder that would hold it does not exist")
    }
    return LocalizedText(vi: error.localizedDescription, en: error.localizedDescription)
  }
}

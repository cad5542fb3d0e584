import ClusterMetrics
import Foundation

/// The packs in a project's folder.
package struct MadePacks: Sendable {
  /// A folder of packs.
  package struct Entry: Sendable {
    /// The folder's name: "2024-H1", or "2024-H1-units" for the packs of all units.
    package let name: String
    package let title: String
    /// The time of creation, from the date of the manifest file; `nil` if unknown.
    package let made: Date?
    package let pages: Int
    /// The number of packs in the folder.
    package let count: Int
    /// Whether it has slides, which older packs lack.
    package var hasSlides = false

    /// Whether a file was changed after the pack was made.
    package func isOlder(than files: [ListedFile]) -> Bool {
      guard let made else { return false }
      return files.contains { $0.changed > made }
    }
  }

  private struct Head: Decodable {
    var title: String
    var pages: Int
  }

  package let folder: URL

  /// - Parameter project: the project's folder.
  package init(_ project: URL) {
    folder = project.appending(path: "Output", directoryHint: .isDirectory)
  }

  /// All packs, the latest first.
  package var all: [Entry] {
    names(in: folder).compactMap { entry($0) }.sorted {
      ($0.made ?? .distantPast) > ($1.made ?? .distantPast)
    }
  }

  private func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private func head(_ folder: URL) -> (head: Head, made: Date?)? {
    let manifest = folder.appending(path: "manifest.json")
    guard let data = try? Data(contentsOf: manifest),
      let head = try? JSONDecoder().decode(Head.self, from: data)
    else { return nil }
    let made = try? manifest.resourceValues(forKeys: [.contentModificationDateKey])
    return (head, made?.contentModificationDate)
  }

  package func entry(_ name: String) -> Entry? {
    guard FileName.safe(name) == name else { return nil }
    let place = folder.appending(path: name)
    if let (head, made) = head(place) {
      let slides = place.appending(path: "slides.pptx").path
      return Entry(
        name: name, title: head.title, made: made, pages: head.pages, count: 1,
        hasSlides: FileManager.default.fileExists(atPath: slides))
    }
    let parts = names(in: place).compactMap { head(place.appending(path: $0)) }
    guard let first = parts.first else { return nil }
    return Entry(
      name: name, title: first.head.title, made: parts.compactMap(\.made).max(),
      pages: parts.reduce(0) { $0 + $1.head.pages }, count: parts.count)
  }

  /// The folder of a pack.
  package func folder(of name: String) -> URL? {
    entry(name).map { folder.appending(path: $0.name, directoryHint: .isDirectory) }
  }

  /// The contents of a file in a pack by its relative path; `nil` if there is none.
  package func file(_ path: String, of name: String) -> Data? {
    guard let place = folder(of: name) else { return nil }
    let parts = path.split(separator: "/").map(String.init)
    guard !parts.isEmpty, parts.allSatisfy({ FileName.safe($0) == $0 }) else { return nil }
    let url = parts.reduce(place) { $0.appending(path: $1) }
    // A link may lead outside the folder.
    let real = url.resolvingSymlinksInPath().path
    guard real.hasPrefix(place.resolvingSymlinksInPath().path + "/") else { return nil }
    return try? Data(contentsOf: url)
  }

  /// All files of a pack as one archive.
  package func archive(_ name: String) throws(WorkspaceError) -> Data {
    guard let place = folder(of: name) else {
      throw WorkspaceError(
        .noInput, vi: "không có bộ biểu đồ \(name)", en: "there is no pack \(name)")
    }
    let paths = FileManager.default.enumerator(atPath: place.path)?.allObjects as? [String] ?? []
    let files = paths.sorted().filter { !$0.hasPrefix(".") }.compactMap { file -> String? in
      let values = try? place.appending(path: file).resourceValues(forKeys: [.isRegularFileKey])
      return values?.isRegularFile == true ? file : nil
    }
    return try Archive.data { archive throws(WorkspaceError) in
      for file in files { try archive.add(name + "/" + file, from: place.appending(path: file)) }
    }
  }
}

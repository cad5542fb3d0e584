import ClusterMetrics
import Foundation
import Settings
import Tables

/// The files that a pattern of the settings names.
extension SourceSettings.Pattern {
  /// The tables that it names, by file name.
  func sources(in folder: URL, as role: ProjectSource.Role) -> [ProjectSource] {
    if let database {
      var source = ProjectSource(file: database.label)
      (source.role, source.fallback) = (role, role)
      return [source]
    }
    let root = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    return paths(in: root)
      .flatMap { path -> [String] in
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
          isFolder.boolValue
        else { return [path] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().map { path + (path.hasSuffix("/") ? "" : "/") + $0 }
      }
      .filter { FileKind.mayBeTable($0) }
      .map { path in
        var source = ProjectSource(file: String(path.dropFirst(root.count)), sheet: sheet)
        (source.role, source.fallback) = (role, role)
        (source.unit, source.columns) = (unit, columns)
        return source
      }
  }

  /// What is named so, or else what the pattern fits: `*` within a name, `**` for folders at any depth.
  private func paths(in root: String) -> [String] {
    if FileManager.default.fileExists(atPath: root + path) { return [root + path] }
    return path.split(separator: "/").reduce([String(root.dropLast())]) { folders, part in
      guard part != "**" else {
        var reached: Set<String> = []
        return folders.flatMap(SourceSettings.Pattern.foldersWithin).filter {
          reached.insert($0).inserted
        }
      }
      return folders.flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { SourceSettings.Pattern.fits($0, String(part)) }.map {
          folder + "/" + $0
        }
      }
    }
  }

  /// A folder, and those in it at any depth; hidden ones and links, which may lead in a circle, apart.
  private static func foldersWithin(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let inner = names.sorted().filter { !$0.hasPrefix(".") }.map { folder + "/" + $0 }.filter {
      let kind = try? FileManager.default.attributesOfItem(atPath: $0)[.type]
      return kind as? FileAttributeType == .typeDirectory
    }
    return [folder] + inner.flatMap(foldersWithin)
  }

  /// Whether a name fits a pattern, as people type it: capitals and the way in which marks are put together do not matter.
  private static func fits(_ name: String, _ pattern: String) -> Bool {
    func folded(_ text: String) -> String {
      text.precomposedStringWithCanonicalMapping.lowercased()
    }
    return fnmatch(folded(pattern), folded(name), FNM_PERIOD) == 0
  }
}

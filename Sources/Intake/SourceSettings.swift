import ClusterMetrics
import Foundation
import Yams

/// Which files of the project's folder hold what, where their names do not tell.
struct SourceSettings {
  /// Files that a pattern names, and the sheet to read of them.
  struct Pattern {
    /// A file, a folder, or a name with `*` and `?`; within the project's folder.
    var path: String
    var sheet: String?
    /// The line of the settings.
    var line: Int?
  }

  private(set) var roster: Pattern?
  private(set) var activities: [Pattern]?
  private(set) var submissions: [Pattern]?

  init() {}

  init(_ node: Node, _ reader: inout SettingReader) {
    for (key, _, value) in reader.entries(
      of: node, named: "sources", known: ["roster", "activities", "submissions"])
    {
      let patterns = SourceSettings.patterns(value, named: "sources.\(key)", &reader)
      switch key {
      case "roster": roster = patterns.first
      case "activities": activities = patterns
      default: submissions = patterns
      }
    }
  }

  /// A name, `{files: …, sheet: …}`, or a list of both.
  private static func patterns(
    _ node: Node, named name: String, _ reader: inout SettingReader
  ) -> [Pattern] {
    let nodes = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
    return nodes.compactMap { node in
      var pattern = Pattern(path: "", line: node.mark?.line)
      if case .mapping = node {
        for (key, _, value) in reader.entries(of: node, named: name, known: ["files", "sheet"]) {
          let text = reader.string(value, named: "\(name).\(key)")
          if key == "files" { pattern.path = text ?? "" } else { pattern.sheet = text }
        }
      } else {
        pattern.path = reader.string(node, named: name) ?? ""
      }
      // Files of the folder, and no way out of it.
      let parts = pattern.path.split(separator: "/", omittingEmptySubsequences: false)
      guard !pattern.path.isEmpty, !parts.contains(".."), parts.first != "" else {
        reader.reject(
          node, vi: "\(name) phải là tệp hoặc thư mục nằm trong thư mục của dự án",
          en: "\(name) must be a file or folder within the project's folder")
        return nil
      }
      return pattern
    }
  }
}

/// A table of the project: a file within its folder, and the sheet to read where the settings name one.
package struct ProjectSource: Sendable, Hashable {
  package var file: String
  package var sheet: String?
}

extension SourceSettings.Pattern {
  /// The tables that it names, by file name.
  func sources(in folder: URL) -> [ProjectSource] {
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
      .filter { path in
        TableFile.endings.contains { path.lowercased().hasSuffix($0) }
          // What Excel keeps beside a workbook that is open.
          && !path.contains("/~$")
      }
      .map { ProjectSource(file: String($0.dropFirst(root.count)), sheet: sheet) }
  }

  /// What is named so, or else what the pattern fits.
  private func paths(in root: String) -> [String] {
    if FileManager.default.fileExists(atPath: root + path) { return [root + path] }
    var found = glob_t()
    defer { globfree(&found) }
    // The folder's own name may hold what a pattern would take for its own.
    let quoted = root.map { "*?[\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    guard glob(quoted + path, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }
}

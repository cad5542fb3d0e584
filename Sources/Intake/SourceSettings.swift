import ClusterMetrics
import Foundation
import Yams

/// Which files of the project's folder hold what, where their names do not tell.
struct SourceSettings {
  /// Files that a pattern names, and the sheet to read of them.
  struct Pattern: Sendable {
    /// A file, a folder, or a name with `*` and `?`; within the project's folder.
    var path: String
    var sheet: String?
    /// The unit of all rows.
    var unit: String?
    /// Headers of these files.
    var columns: [String: [String]] = [:]
    /// The line of the settings.
    var line: Int?
  }

  private(set) var roster: Pattern?
  private(set) var activities: [Pattern]?
  private(set) var submissions: [Pattern]?
  private(set) var plans: [Pattern]?
  /// What report tables do not say themselves.
  private(set) var tables: [TableSettings] = []
  /// Files that are left out.
  private(set) var ignored: [Pattern] = []

  init() {}

  init(_ node: Node, _ reader: inout SettingReader) {
    for (key, _, value) in reader.entries(
      of: node, named: "sources",
      known: ["roster", "activities", "submissions", "plans", "tables", "ignore"])
    {
      if key == "tables" {
        let nodes = if case .sequence(let sequence) = value { Array(sequence) } else { [value] }
        tables = nodes.compactMap { TableSettings($0, named: "sources.tables", &reader) }
        continue
      }
      let patterns = SourceSettings.patterns(value, named: "sources.\(key)", &reader)
      switch key {
      case "roster": roster = patterns.first
      case "activities": activities = patterns
      case "plans": plans = patterns
      case "ignore": ignored = patterns
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
        for (key, _, value) in reader.entries(
          of: node, named: name, known: ["files", "sheet", "unit", "columns"])
        {
          switch key {
          case "files": pattern.path = reader.string(value, named: "\(name).files") ?? ""
          case "sheet": pattern.sheet = reader.string(value, named: "\(name).sheet")
          case "unit": pattern.unit = reader.string(value, named: "\(name).unit")
          default:
            for (id, _, headers) in reader.entries(of: value, named: "\(name).columns") {
              pattern.columns[id] = reader.strings(headers, named: "\(name).columns.\(id)")
            }
          }
        }
      } else {
        pattern.path = reader.string(node, named: name) ?? ""
      }
      guard pattern.isWithin else {
        reader.reject(
          node, vi: "\(name) phải là tệp hoặc thư mục nằm trong thư mục của dự án",
          en: "\(name) must be a file or folder within the project's folder")
        return nil
      }
      return pattern
    }
  }
}

extension SourceSettings.Pattern {
  /// Whether it names files of the folder, and no way out of it.
  var isWithin: Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.isEmpty && !parts.contains("..") && parts.first != ""
  }

  /// The tables that it names, by file name.
  func sources(in folder: URL, as role: ProjectSource.Role) -> [ProjectSource] {
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

import ClusterMetrics
import Foundation
import Tables
import Yams

/// Which files of the project's folder hold what, where their names do not tell.
package struct SourceSettings {
  /// Files that a pattern names, and the sheet to read of them.
  package struct Pattern: Sendable {
    /// A file, a folder, or a name with `*` and `?`; within the project's folder.
    package var path: String
    package var sheet: String?
    /// The unit of all rows.
    package var unit: String?
    /// Headers of these files.
    package var columns: [String: [String]] = [:]
    /// A table or query of a database, in place of files.
    package var database: DatabaseQuery?
    /// The line of the settings.
    package var line: Int?
  }

  package private(set) var roster: Pattern?
  package private(set) var activities: [Pattern]?
  package private(set) var submissions: [Pattern]?
  package private(set) var plans: [Pattern]?
  /// What report tables do not say themselves.
  package private(set) var tables: [TableSettings] = []
  /// Files that are left out.
  package private(set) var ignored: [Pattern] = []

  package init() {}

  package init(_ node: Node, _ reader: inout SettingReader) {
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
    label()
  }

  /// A name, `{files: …, sheet: …}`, or a list of both.
  private static func patterns(
    _ node: Node, named name: String, _ reader: inout SettingReader
  ) -> [Pattern] {
    let nodes = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
    return nodes.compactMap { node in
      var pattern = Pattern(path: "", line: node.mark?.line)
      if case .mapping = node, name != "sources.ignore", let connection = node["database"] {
        pattern.database = database(node, connection, named: name, &reader)
        return pattern.database == nil ? nil : pattern
      }
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

extension SourceSettings {
  /// `{database: "service=giaoban", table: activities, key: id, columns: {date: ngay, unit: ma_don_vi}}`
  private static func database(
    _ node: Node, _ connection: Node, named name: String, _ reader: inout SettingReader
  ) -> DatabaseQuery? {
    var query = DatabaseQuery(
      connection: reader.string(connection, named: "\(name).database") ?? "")
    for (key, _, value) in reader.entries(
      of: node, named: name, known: ["database", "table", "query", "key", "columns"])
    {
      switch key {
      case "table": query.table = reader.string(value, named: "\(name).table")
      case "query": query.query = reader.string(value, named: "\(name).query")
      case "key": query.key = reader.string(value, named: "\(name).key")
      case "columns":
        for (id, _, column) in reader.entries(of: value, named: "\(name).columns") {
          query.columns[id] = reader.string(column, named: "\(name).columns.\(id)")
        }
      default: continue
      }
    }
    guard !query.connection.isEmpty, (query.table == nil) != (query.query == nil) else {
      reader.reject(
        node, vi: "\(name): cơ sở dữ liệu cần database và một trong hai: table hoặc query",
        en: "\(name): a database needs database, and either table or query")
      return nil
    }
    if let file = query.file, !Pattern(path: file).isWithin {
      reader.reject(
        connection, vi: "\(name).database phải là tệp nằm trong thư mục của dự án",
        en: "\(name).database must be a file within the project's folder")
      return nil
    }
    guard !query.holdsPassword else {
      reader.reject(
        connection,
        vi:
          "\(name).database không được ghi mật khẩu; hãy dùng tệp service, ~/.pgpass hoặc biến PGPASSWORD",
        en: "\(name).database must hold no password; use a service file, ~/.pgpass or PGPASSWORD")
      return nil
    }
    return query
  }

  /// Gives every table of a database a name of its own.
  private mutating func label() {
    var taken: Set<String> = []
    func labelled(_ pattern: Pattern, _ role: String) -> Pattern {
      guard let query = pattern.database else { return pattern }
      let name = (query.file ?? "postgresql") + ":" + (query.table ?? role)
      var (label, number) = (name, 1)
      while !taken.insert(label).inserted {
        number += 1
        label = "\(name)-\(number)"
      }
      var pattern = pattern
      pattern.database?.label = label
      return pattern
    }
    roster = roster.map { labelled($0, "roster") }
    activities = activities?.map { labelled($0, "activities") }
    submissions = submissions?.map { labelled($0, "submissions") }
    plans = plans?.map { labelled($0, "plans") }
  }

  /// The tables and queries of databases by the names that stand for their files.
  package var databases: [String: DatabaseQuery] {
    let patterns =
      [roster].compactMap(\.self) + (activities ?? []) + (submissions ?? []) + (plans ?? [])
    return Dictionary(
      patterns.compactMap(\.database).map { ($0.label, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension SourceSettings.Pattern {
  /// Whether it names files of the folder, and no way out of it.
  package var isWithin: Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.isEmpty && !parts.contains("..") && parts.first != ""
  }
}

import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportWords
import TableReading

/// The contents of a folder, for a user who does not know yet what to type.
package struct Surroundings: Sendable {
  package let folder: URL
  /// The projects in it, by the names of their folders; `.` for the folder itself.
  package let projects: [String]
  /// Files in it that may contain tables, unless it is a project.
  package let tables: [String]

  package init(_ folder: URL) {
    self.folder = folder
    let shelf = Shelf(folder)
    projects = shelf.isOneProject ? ["."] : shelf.entries.filter(\.isProject).map(\.name)
    tables = shelf.isOneProject ? [] : Surroundings.tables(in: folder)
  }

  /// The files in a folder from whose tables a project can be created.
  package static func tables(in folder: URL) -> [String] {
    ProjectFiles(folder).all.map(\.name).filter { ReadingSupport.mayHoldTables($0) }
  }

  /// A description, and the next commands to type.
  package func lines(_ words: Wording) -> [String] {
    var found: [String] = []
    var next: [(command: String, purpose: String)] = []
    if projects == ["."] {
      found.append(
        words("Thư mục này là một dự án Giaoban.", "This folder is a project of Giaoban."))
      next += commands(for: ".", words)
    } else if let first = projects.first {
      found.append(
        words("Dự án trong thư mục này: ", "Projects in this folder: ") + listed(projects, words))
      next += commands(for: ShellName.quoted(first), words)
    }
    if !tables.isEmpty {
      found.append(
        words("Bảng trong thư mục này: ", "Tables in this folder: ") + listed(tables, words))
      next.append(
        (
          words("init du-an --from ", "init project --from ") + pattern,
          words("lập dự án từ các bảng này", "make a project from them")
        ))
    }
    let isReadable = FileManager.default.isReadableFile(atPath: folder.path)
    if !isReadable {
      found.append(
        words("không đọc được thư mục \(folder.path)", "cannot read the folder \(folder.path)"))
    } else if found.isEmpty {
      found.append(
        words(
          "Thư mục này chưa có dự án và chưa có bảng số liệu nào.",
          "This folder holds no project, and no table of numbers."))
      next.append(
        (
          words("init du-an", "init project"),
          words("lập dự án mới với tệp mẫu", "make a project with empty forms")
        ))
    }
    next += [
      ("serve", words("làm mọi việc trên trình duyệt", "do everything in a browser")),
      ("doctor", words("máy này còn thiếu gì", "what this machine lacks")),
      ("--help", words("mọi lệnh", "all commands")),
    ]
    let width = next.map(\.command.count).max() ?? 0
    return found
      + next.map { command, purpose in
        "  giaoban " + command + String(repeating: " ", count: width - command.count + 3) + purpose
      }
  }

  private func commands(for project: String, _ words: Wording) -> [(String, String)] {
    [
      ("check \(project)", words("số liệu sai ở đâu", "what is wrong in the data, and where")),
      ("tables \(project)", words("mỗi bảng được đọc thế nào", "how each table was read")),
      (
        "pack \(project) --period …",
        words("bộ biểu đồ của một kỳ, như 2024-H1", "the chart pack of a period, such as 2024-H1")
      ),
    ]
  }

  /// The first names, and the number of further ones.
  private func listed(_ names: [String], _ words: Wording) -> String {
    let rest = names.count - 6
    return names.prefix(6).joined(separator: ", ")
      + (rest > 0 ? words(" và \(rest) mục nữa", " and \(rest) more") : "")
  }

  /// A pattern for all tables: "*.xlsx", or each name if extensions differ.
  private var pattern: String {
    let endings = Set(tables.map { URL(fileURLWithPath: $0).pathExtension })
    if endings.count == 1, let ending = endings.first { return "*.\(ending)" }
    return endings.sorted().map { "*.\($0)" }.joined(separator: " ")
  }
}

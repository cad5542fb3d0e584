import Databases
import Foundation
import Intake
import Reporting
import ReportWords

/// Identifies a project's rows in a database: its folder and its title.
struct DatabaseProject {
  let folder: String
  /// In the project's own language, regardless of the command's.
  let title: String

  init(_ project: Project) {
    folder = project.folder.standardizedFileURL.lastPathComponent
    title = Wording(project.definition.language)(project.definition.title)
  }

  /// The first columns of each table.
  static let columns: [DatabaseTable.Column] = [
    .init("folder", "text NOT NULL"), .init("project", "text NOT NULL"),
  ]

  /// The cells of each row in these columns.
  var cells: [String?] { [folder, title] }

  /// The existing rows to replace.
  var replaced: [(column: String, values: [String])] {
    [("folder", [folder]), ("project", [title])]
  }
}

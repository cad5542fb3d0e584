import Foundation
import Intake
import Reporting

/// What tells the rows of a project in a database from those of others: its folder and its title.
struct DatabaseProject {
  let folder: String
  /// In the project's own language, whatever the command's.
  let title: String

  init(_ project: Project) {
    folder = project.folder.standardizedFileURL.lastPathComponent
    title = Wording(project.definition.language)(project.definition.title)
  }

  /// The first columns of each table.
  static let columns: [DatabaseTable.Column] = [
    .init("folder", "text NOT NULL"), .init("project", "text NOT NULL"),
  ]

  /// What each row has in these.
  var cells: [String?] { [folder, title] }

  /// The rows whose place new ones take.
  var replaced: [(column: String, values: [String])] {
    [("folder", [folder]), ("project", [title])]
  }
}

import ArgumentParser
import ClusterMetrics
import Databases
import Foundation
import Intake
import Reporting
import ReportWords
import Settings
import Workspace

struct LoadCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "load",
      abstract: CommandLanguage.help(
        "Ghi sổ và số liệu của dự án vào cơ sở dữ liệu.",
        "Write a project's registers and numbers into a database."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban load cum --into "service=giaoban"
            giaoban load cum --into "service=giaoban" --schema bao_cao
          """,
        """
        Mỗi hoạt động và mỗi số liệu thành một dòng của giaoban_activities và giaoban_numbers trong PostgreSQL, kèm tệp và
        dòng của số liệu gốc, tên đơn vị đúng như danh sách. Chạy lại thì các dòng của dự án được thay, trong một giao dịch.
        Dự án khác đọc lại bằng sources: {activities: {database: …, table: giaoban_activities}}.
        """,
        """
        Each activity and each number becomes a row of giaoban_activities and giaoban_numbers in PostgreSQL, with the file and
        row that it stands in and names as the roster has them. The same again takes the place of the project's rows, in one
        transaction. Other projects read them by sources: {activities: {database: …, table: giaoban_activities}}.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      "PostgreSQL: chuỗi kết nối, URI hoặc service=TÊN, không có mật khẩu.",
      "PostgreSQL: a connection string, a URI or service=NAME, without a password."))
  var into: String
  @Option(
    help: .said("Lược đồ chứa các bảng.", "The schema of the tables.")) var schema: String?

  func validate() throws {
    guard !DatabaseTable.holdsPassword(into) else {
      throw ValidationError(
        CommandLanguage.words(
          "--into: không ghi mật khẩu vào dòng lệnh; hãy dùng tệp service, ~/.pgpass hoặc PGPASSWORD",
          "--into: a password does not belong on the command line; use the service file, ~/.pgpass or PGPASSWORD"
        ))
    }
  }

  func run() throws {
    let project = try options.open()
    try options.stop(project, project.log)
    let words = Wording(options.language(of: project))
    let outcome = try options.attempt(project) { work throws(WorkspaceError) in
      try ProjectLoading(connection: into, schema: schema).load(work) {
        Console.progress("\($0) …")
      }
    }
    let (activities, numbers) = (outcome.activities, outcome.numbers)
    Console.lines([
      words(
        "đã ghi \(activities) hoạt động và \(numbers) số liệu",
        "\(activities) \(activities == 1 ? "activity" : "activities") and \(numbers) number\(numbers == 1 ? "" : "s") written"
      )
    ])
  }
}

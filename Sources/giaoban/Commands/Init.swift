import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import ProjectDiscovery
import Reporting
import ReportWords
import Settings
import Workspace

struct Init: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: CommandLanguage.help(
        "Tạo thư mục dự án có cài đặt mẫu, hoặc lập từ các bảng số liệu.",
        "Make a project folder with commented settings and empty forms, or from tables."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban init cum-thi-dua-2
            giaoban init cchc --from *.xlsx
          """,
        """
        Thư mục có giaoban.yaml, roster.csv và activities.csv. Không ghi đè lên tệp đã có. Với --from, các tệp
        được chép vào thư mục; cài đặt và danh sách đơn vị ghi các đơn vị, chỉ tiêu có trong bảng; nếu thư mục
        đã có cài đặt thì chỉ thêm phần mới.
        """,
        """
        The folder gets giaoban.yaml, roster.csv and activities.csv. Nothing that exists is touched. With --from
        the files are copied into the folder, and the settings and the roster list the units and indicators that
        they name; where the folder has settings already, what is new is added to them.
        """))
  }

  @Argument(
    help: .said(
      "Thư mục sẽ được tạo; nếu không nêu, chương trình sẽ hỏi (khi chạy trong cửa sổ lệnh).",
      "The folder to make (if omitted, asked for on a terminal)."))
  var folder: String?
  @Option(
    parsing: .upToNextOption,
    help: .said("Các bảng dùng để lập dự án.", "Tables from which the project is made."))
  var from: [String] = []
  @Option(
    help: .said(
      "Ngôn ngữ của dự án mới: vi hoặc en.", "The language of a new project: vi or en."))
  var language: Language = .vietnamese

  func validate() throws {
    guard folder?.isEmpty != true, folder != nil || isatty(STDIN_FILENO) == 1 else {
      throw ValidationError(
        CommandLanguage.words("hãy cho biết thư mục sẽ được tạo", "name the folder to make"))
    }
  }

  /// Asks for the answers on a terminal.
  private func answers() throws -> MakingDialogue.Answers {
    if let folder { return .init(folder: folder, tables: from) }
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let dialogue = MakingDialogue(in: here, CommandLanguage.words) { question in
      try? FileHandle.standardError.write(contentsOf: Data(question.utf8))
      return readLine()
    }
    guard var answers = dialogue.run() else {
      throw Console.fail("chưa lập dự án nào", "no project was made", Status.usage)
    }
    if !from.isEmpty { answers.tables = from }
    return answers
  }

  func run() throws {
    let answers = try answers()
    let (folder, from) = (answers.folder, answers.tables)
    let making = ProjectMaking(
      URL(fileURLWithPath: folder, isDirectory: true), shown: folder, language: language)
    guard !from.isEmpty else {
      let files = try Console.attempt(CommandLanguage.current) { () throws(WorkspaceError) in
        try making.makeEmpty()
      }
      for name in files { try Console.result(folder + "/" + name) }
      return
    }
    let words = Wording(making.language)
    let made = try Console.attempt(making.language) { () throws(WorkspaceError) in
      try making.make(from: from)
    }
    for name in made.files { try Console.result(folder + "/" + name) }
    report(made.proposal, words, in: folder)
  }

  /// The greatest number of units to list; for more, see the roster.
  private static let mostNamed = 12

  private func report(_ proposal: ProjectProposal, _ words: Wording, in folder: String) {
    let tables = Set(proposal.tables.map(\.file)).count
    Console.error(
      words(
        "\(tables) tệp có bảng số liệu; \(proposal.units.count) đơn vị và \(proposal.indicators.count) chỉ tiêu mới",
        "\(tables) file\(tables == 1 ? "" : "s") with tables; \(proposal.units.count) new unit\(proposal.units.count == 1 ? "" : "s") and"
          + " \(proposal.indicators.count) new indicator\(proposal.indicators.count == 1 ? "" : "s")"
      ))
    let units = proposal.units.map(\.name)
    if (1...Init.mostNamed).contains(units.count) {
      Console.error(
        words("đơn vị mới: ", "new units: ") + units.joined(separator: ", "))
    }
    Console.lines(
      proposal.tables.filter { $0.lacksPeriod || $0.lacksUnit }.map { table in
        [table.file, table.sheet].compactMap(\.self).joined(separator: ":") + ": "
          + (table.lacksPeriod
            ? words("không ghi rõ là số liệu của kỳ nào", "does not say of which period it is")
            : words("không ghi rõ là số liệu của đơn vị nào", "does not say whose numbers it holds"))
          + words("; xem mục sources trong giaoban.yaml", "; see sources in giaoban.yaml")
      }
        + proposal.slips.map { slip in
          words(
            "\"\(slip.name)\" có thể là \"\(slip.unit)\" viết sai: chưa đưa vào danh sách đơn vị; nếu là đơn vị mới, hãy thêm vào roster.csv",
            "\"\(slip.name)\" may be a misspelling of \"\(slip.unit)\": it was not added to the roster; if it is a new unit, add it to roster.csv"
          )
        }
        + proposal.courses.map { name, observed, course in
          words(
            "\(words(name)): số \(words(observed)) qua các kỳ nên \(words(course)); nếu không phải, hãy sửa trong giaoban.yaml",
            "\(words(name)): its numbers \(words(observed)), so they are treated as \(words(course)); if that is wrong, edit giaoban.yaml"
          )
        }
        + proposal.withoutTones.map { name in
          words(
            "\"\(name)\": tên đơn vị này lấy từ tên tệp, viết không dấu; hãy sửa lại cho có dấu trong roster.csv",
            "\"\(name)\": this unit appears only in a file name, without tone marks; write it with them in roster.csv"
          )
        }
        + proposal.passed.map { "\($0.file): \(words($0.reason))" })
    let name = ShellName.quoted(folder)
    Console.lines([
      words("Tiếp theo:", "Next:"),
      words(
        "  giaoban tables \(name)    mỗi bảng được đọc thế nào",
        "  giaoban tables \(name)    how each table was read"),
      words(
        "  giaoban check \(name)     số liệu sai ở đâu; tên cơ quan, tiêu đề: sửa trong giaoban.yaml",
        "  giaoban check \(name)     what is wrong; edit organisation and title in giaoban.yaml"),
    ])
  }
}

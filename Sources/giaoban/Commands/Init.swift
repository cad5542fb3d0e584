import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting
import Workspace

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a project folder with commented settings and empty forms, or from tables.",
    discussion: """
        giaoban init cum-thi-dua-2
        giaoban init cchc --from *.xlsx

      The folder gets giaoban.yaml, roster.csv and activities.csv. Nothing that exists is touched. With --from
      the files are copied into the folder, and the settings and the roster list the units and indicators that
      they name; where the folder has settings already, what is new is added to them.
      """)

  @Argument(help: "The folder to make.") var folder: String
  @Option(parsing: .upToNextOption, help: "Tables from which the project is made.")
  var from: [String] = []

  func run() throws {
    let making = ProjectMaking(URL(fileURLWithPath: folder, isDirectory: true), shown: folder)
    guard !from.isEmpty else {
      let files = try Console.attempt(CommandLanguage.current) { () throws(WorkspaceError) in
        try making.makeEmpty()
      }
      for name in files { try Console.result(folder + "/" + name) }
      return
    }
    // The settings that it writes are Vietnamese, as the tables are.
    let words = Wording(.vietnamese)
    let made = try Console.attempt(.vietnamese) { () throws(WorkspaceError) in
      try making.make(from: from)
    }
    for name in made.files { try Console.result(folder + "/" + name) }
    report(made.proposal, words)
  }

  private func report(_ proposal: ProjectProposal, _ words: Wording) {
    let tables = Set(proposal.tables.map(\.file)).count
    Console.error(
      words(
        "\(tables) tệp có bảng số liệu; \(proposal.units.count) đơn vị và \(proposal.indicators.count) chỉ tiêu mới",
        "\(tables) file\(tables == 1 ? "" : "s") with tables; \(proposal.units.count) new units and"
          + " \(proposal.indicators.count) new indicators"))
    Console.lines(
      proposal.tables.filter { $0.lacksPeriod || $0.lacksUnit }.map { table in
        [table.file, table.sheet].compactMap(\.self).joined(separator: ":") + ": "
          + (table.lacksPeriod
            ? words("không nói là số liệu của kỳ nào", "does not say of which period it is")
            : words("không nói là số liệu của đơn vị nào", "does not say whose numbers it holds"))
          + words("; xem mục sources trong giaoban.yaml", "; see sources in giaoban.yaml")
      }
        + proposal.slips.map { slip in
          words(
            "\"\(slip.name)\" chỉ có ở một tệp, có thể là \"\(slip.unit)\" viết sai: chưa đưa vào danh sách đơn vị; xem giaoban check",
            "\"\(slip.name)\" stands in one file only and may be a slip of \"\(slip.unit)\": it is not in the roster; see giaoban"
              + " check")
        }
        + proposal.passed.map { "\($0.file): \(words($0.reason))" })
  }
}

import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting

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

  private var directory: URL { URL(fileURLWithPath: folder, isDirectory: true) }

  func run() throws {
    guard from.isEmpty else { return try runFromTables() }
    for (name, _) in ProjectTemplate.files where exists(name) {
      throw Console.fail(
        "đã có \(directory.appending(path: name).path); không ghi gì cả",
        "\(directory.appending(path: name).path) exists already; nothing was written",
        Status.cannotCreate)
    }
    try make(ProjectTemplate.files.map { ($0.name, Data($0.text.utf8)) })
    for (name, _) in ProjectTemplate.files { try Console.result(folder + "/" + name) }
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.appending(path: name).path)
  }

  private func make(_ files: [(name: String, data: Data)]) throws {
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      for (name, data) in files {
        try data.write(to: directory.appending(path: name), options: .atomic)
      }
    } catch {
      throw Console.fail(
        "không ghi được \(directory.path): \(error.localizedDescription)",
        "cannot write \(directory.path): \(error.localizedDescription)", Status.cannotCreate)
    }
  }

  // MARK: From tables

  private func runFromTables() throws {
    let words = Wording(.vietnamese)
    var discovery = TableDiscovery()
    var copies: [(name: String, data: Data)] = []
    for path in from {
      let url = URL(fileURLWithPath: path)
      let name = url.lastPathComponent
      let target = directory.appending(path: name)
      guard let data = try? Data(contentsOf: url) else {
        throw Console.fail(
          words("không đọc được tệp \(path)", "cannot read \(path)"), Status.noInput)
      }
      if target.standardizedFileURL != url.standardizedFileURL {
        if let own = try? Data(contentsOf: target), own != data {
          throw Console.fail(
            words(
              "trong \(folder) đã có tệp \(name) khác nội dung; hãy đổi tên một trong hai",
              "\(folder) has another file \(name) already; rename one of the two"),
            Status.cannotCreate)
        }
        copies.append((name, data))
      }
      discovery.read(path, name: name)
    }
    var proposal = discovery.proposal
    guard !proposal.tables.isEmpty, !proposal.indicators.isEmpty, !proposal.units.isEmpty else {
      Console.lines(proposal.passed.map { "\($0.file): \(words($0.reason))" })
      throw Console.fail(
        words(
          "không nhận ra bảng số liệu có tên đơn vị và tên chỉ tiêu trong các tệp này",
          "no table of numbers that names units and indicators is recognised in these files"),
        Status.badData)
    }
    var files = copies
    if exists("giaoban.yaml") {
      files += try additions(&proposal, words)
    } else {
      let texts = ProposalTexts(proposal)
      files.append(("giaoban.yaml", Data(texts.settings.utf8)))
      if !exists("roster.csv") {
        files.append(("roster.csv", Data((ProposalTexts.rosterHeader + texts.rosterRows).utf8)))
      }
    }
    try make(files)
    for file in files { try Console.result(folder + "/" + file.name) }
    report(proposal, words)
  }

  /// What is new to a project that is there already.
  private func additions(
    _ proposal: inout ProjectProposal, _ words: Wording
  ) throws -> [(name: String, data: Data)] {
    let project: Project
    do {
      project = try Project(folder: directory)
    } catch {
      throw Console.fail(
        words("không mở được dự án \(folder)", "cannot open the project \(folder)"), Status.badData)
    }
    proposal = proposal.unknown(to: project)
    var files: [(name: String, data: Data)] = []
    let texts = ProposalTexts(proposal, taken: project.definition.indicators.map(\.id))
    if !proposal.indicators.isEmpty,
      let settings = try? String(
        contentsOf: directory.appending(path: "giaoban.yaml"), encoding: .utf8)
    {
      var lines = settings.components(separatedBy: "\n")
      guard
        let head = lines.firstIndex(where: {
          $0.trimmingCharacters(in: .whitespaces) == "indicators:"
        })
      else {
        throw Console.fail(
          words(
            "giaoban.yaml không có dòng \"indicators:\"", "giaoban.yaml has no line \"indicators:\""
          ),
          Status.badData)
      }
      // As deep as those that are there.
      let next = lines.dropFirst(head + 1).first {
        !$0.trimmingCharacters(in: .whitespaces).isEmpty
      }
      let depth = next.map { String($0.prefix { $0 == " " }) } ?? "  "
      let added = texts.indicatorLines.split(separator: "\n").map {
        (depth.isEmpty ? "  " : depth) + $0.dropFirst(2)
      }
      lines.insert(contentsOf: added, at: head + 1)
      files.append(("giaoban.yaml", Data(lines.joined(separator: "\n").utf8)))
    }
    if !proposal.units.isEmpty {
      guard let roster = try? Data(contentsOf: directory.appending(path: "roster.csv")) else {
        throw Console.fail(
          words(
            "có đơn vị mới nhưng không có roster.csv để thêm vào: ",
            "there are new units, and no roster.csv to add them to: ")
            + proposal.units.map(\.name).joined(separator: ", "), Status.badData)
      }
      let end = roster.last == 0x0A ? Data() : Data([0x0A])
      files.append(("roster.csv", roster + end + Data(texts.rosterRows.utf8)))
    }
    return files
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
        + proposal.passed.map { "\($0.file): \(words($0.reason))" })
  }
}

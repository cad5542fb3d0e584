import ClusterMetrics
import Findings
import Foundation
import Intake
import Plausibility
import ProjectDiscovery
import Reporting
import ReportWords
import Settings
import TableReading

/// A project that was created from tables, or to which they were added.
package struct MadeProject: Sendable {
  /// The names of the files written.
  package var files: [String]
  /// What was found, and what remains unclear.
  package var proposal: ProjectProposal
}

/// Creates a project in a folder.
package struct ProjectMaking: Sendable {
  private let folder: URL
  /// The folder's name in error messages.
  private let shownFolder: String
  /// The language of the files: that of existing settings, or the requested one.
  package let language: Language

  /// - Parameters:
  ///   - shown: the folder's name in error messages.
  ///   - language: the language of a new project; `nil` for Vietnamese, as in the tables.
  package init(_ folder: URL, shown: String? = nil, language: Language? = nil) {
    self.folder = folder
    shownFolder = shown ?? folder.lastPathComponent
    self.language = Project.language(of: folder) ?? language ?? .vietnamese
  }

  /// Whether a file is the roster, by its name.
  private static func isRoster(_ name: String) -> Bool { name.lowercased().hasPrefix("roster") }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// Writes commented settings and empty forms; existing files stay unchanged.
  package func makeEmpty() throws(WorkspaceError) -> [String] {
    let files = ProjectTemplate.files(in: language)
    for (name, _) in files where exists(name) {
      let path = folder.appending(path: name).path
      throw WorkspaceError(
        .cannotCreate, vi: "đã có \(path); chưa ghi tệp nào",
        en: "\(path) exists already; nothing was written")
    }
    try write(files.map { ($0.name, Data($0.text.utf8)) })
    return files.map(\.name)
  }

  /// Writes settings for a folder that contains a roster and registers.
  package func makeSettings() throws(WorkspaceError) -> [String] {
    let name = Project.settingsFile
    guard !exists(name),
      let template = ProjectTemplate.files(in: language).first(where: { $0.name == name })
    else { return [] }
    try write([(name, Data(template.text.utf8))])
    return [name]
  }

  private func write(_ files: [(name: String, data: Data)]) throws(WorkspaceError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, data) in files {
        try data.write(to: folder.appending(path: name), options: .atomic)
      }
    } catch { throw .cannotWrite(folder.path, error) }
  }

  /// A file, or the tables in a folder, by name.
  private static func tables(at path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return [path] }
    let tables = names.sorted().filter { ReadingSupport.mayHoldTables($0) }
    return tables.isEmpty
      ? [path] : tables.map { path + (path.hasSuffix("/") ? "" : "/") + $0 }
  }

  /// Creates a project from tables, or adds their new content to an existing one.
  ///
  /// - Parameters:
  ///   - paths: the tables; those outside the folder are copied into it.
  ///   - title: the title of a new project.
  package func make(
    from paths: [String], title: String? = nil
  ) throws(WorkspaceError) -> MadeProject {
    var tables: [(path: String, name: String)] = []
    var files: [(name: String, data: Data)] = []
    var others: [String] = []
    for path in paths.flatMap(ProjectMaking.tables) {
      let url = URL(fileURLWithPath: path)
      let name = url.lastPathComponent
      let target = folder.appending(path: name)
      guard let data = try? Data(contentsOf: url) else {
        throw WorkspaceError(.noInput, vi: "không đọc được tệp \(path)", en: "cannot read \(path)")
      }
      if target.standardizedFileURL != url.standardizedFileURL {
        if let own = try? Data(contentsOf: target), own != data { others.append(name) }
        files.append((name, data))
      }
      // A roster is recognised by its name, and is not a report.
      if !ProjectMaking.isRoster(name) { tables.append((path, name)) }
    }
    guard others.isEmpty else {
      let (vietnamese, english) = (
        Language.vietnamese.list(others, .and), Language.english.list(others, .and)
      )
      let isOne = others.count == 1
      throw WorkspaceError(
        .cannotCreate,
        vi:
          "trong \(shownFolder) đã có \(vietnamese), khác nội dung; nếu là bản mới của tệp cũ, hãy chép đè vào thư mục đó; nếu là tệp"
          + " khác, hãy đổi tên",
        en:
          "\(shownFolder) already has \(english) with other contents; if \(isOne ? "this is a new version" : "these are new versions"),"
          + " copy \(isOne ? "it" : "them") over the old \(isOne ? "one" : "ones"); otherwise rename \(isOne ? "it" : "them")"
      )
    }
    var discovery = TableDiscovery(in: language)
    discovery.read(filesAt: tables)
    var proposal = discovery.proposal
    let texts: ProposalTexts
    // Data of a cluster alone can be added to a project, but cannot start one.
    let isAnybody =
      !proposal.units.isEmpty || (!proposal.clusters.isEmpty && exists(Project.settingsFile))
    guard !proposal.tables.isEmpty, !proposal.indicators.isEmpty, isAnybody else {
      throw nothingFound(proposal)
    }
    if exists(Project.settingsFile) {
      texts = try additions(&proposal, &files)
    } else {
      texts = ProposalTexts(proposal, title: title, in: language)
      files.append((Project.settingsFile, Data(texts.settings.utf8)))
      if !exists("roster.csv"), !files.contains(where: { ProjectMaking.isRoster($0.name) }) {
        files.append(
          ("roster.csv", Data((ProjectTemplate.rosterHeader(in: language) + texts.rosterRows).utf8))
        )
      }
    }
    try write(files)
    if let project = try? Project(folder: folder), !project.log.hasErrors,
      let intake = try? project.tally([])
    {
      proposal.courses = try settleCourses(of: texts.ids, intake.rising)
      // Exclude information that the tables give themselves.
      let read = Set(intake.files.filter { $0.accepted > 0 }.map { "\($0.file):\($0.sheet ?? "")" })
      for index in proposal.tables.indices {
        let table = proposal.tables[index]
        guard read.contains("\(table.file):\(table.sheet ?? "")") else { continue }
        (proposal.tables[index].lacksPeriod, proposal.tables[index].lacksUnit) = (false, false)
      }
    }
    return MadeProject(files: files.map(\.name), proposal: proposal)
  }

  /// Creates a project from the files in a prepared folder, and describes what was found.
  package func makeBegun() throws(WorkspaceError) -> LocalizedText {
    let names = ProjectFiles(folder).all.map(\.name)
    let mark = folder.appending(path: Shelf.draftMark)
    let title = try? String(contentsOf: mark, encoding: .utf8)
    let made = try make(fromOwn: names, title: title)
    try? FileManager.default.removeItem(at: mark)
    return made
  }

  private func make(
    fromOwn names: [String], title: String?
  ) throws(WorkspaceError) -> LocalizedText {
    do throws(WorkspaceError) {
      let made = try make(
        from: names.filter { !ProjectMaking.isRoster($0) }.map { folder.appending(path: $0).path },
        title: title)
      let (units, indicators) = (made.proposal.units.count, made.proposal.indicators.count)
      let courses = made.proposal.courses
      func list(_ text: (LocalizedText) -> String) -> String {
        courses.map { "; \(text($0.name)): \(text($0.course))" }.joined()
      }
      return LocalizedText(
        vi: "\(units) đơn vị và \(indicators) chỉ tiêu" + list(\.vietnamese),
        en:
          "\(units) unit\(units == 1 ? "" : "s") and \(indicators) indicator\(indicators == 1 ? "" : "s")"
          + list(\.english))
    } catch {
      // Registers do not name indicators: use the commented settings of a new project.
      guard error.code == .badData, names.contains(where: ProjectMaking.isRoster) else {
        throw error
      }
      _ = try makeSettings()
      return LocalizedText(
        vi: "đã tạo giaoban.yaml mẫu; hãy sửa các chỉ tiêu ở Cài đặt",
        en: "giaoban.yaml was made from the template; edit its indicators under Settings")
    }
  }

  private func nothingFound(_ proposal: ProjectProposal) -> WorkspaceError {
    let findings = proposal.passed.map { file, reason in
      Finding(
        .unreadFile, at: .init(file: file), vi: reason.vietnamese, en: reason.english)
    }
    return WorkspaceError(
      .badData,
      LocalizedText(
        vi:
          proposal.units.isEmpty && !proposal.indicators.isEmpty
          ? "các bảng có chỉ tiêu nhưng không ghi rõ là số liệu của đơn vị nào; hãy ghi \"Đơn vị: …\" phía trên bảng, hoặc đặt"
            + " tên trang tính hay tên tệp theo đơn vị (\"Xã An Bình.xlsx\")"
          : "không nhận ra bảng số liệu trong các tệp này; bảng cần một dòng tiêu đề cột, tên đơn vị và tên chỉ tiêu",
        en:
          proposal.units.isEmpty && !proposal.indicators.isEmpty
          ? "the tables have indicators and do not say whose numbers they hold; write \"Unit: …\" above each, or"
            + " name the sheet or the file after the unit (\"Hillcrest Office.xlsx\")"
          : "no table of numbers is recognised in these files; a table needs a row of headers, and names of units and"
            + " indicators"),
      findings: findings)
  }

  /// Marks new indicators whose numbers only rise as cumulative or as stocks: the tables do not say so, but their
  /// numbers show it.
  ///
  /// - Returns: a description of the changes.
  private func settleCourses(
    of ids: [String], _ rising: [RisingNumbers]
  ) throws(WorkspaceError) -> [(
    name: LocalizedText, observed: LocalizedText, course: LocalizedText
  )] {
    guard
      let settings = try? String(
        contentsOf: folder.appending(path: Project.settingsFile), encoding: .utf8)
    else { return [] }
    var text = SettingsText(settings)
    var courses: [(name: LocalizedText, observed: LocalizedText, course: LocalizedText)] = []
    for numbers in rising where ids.contains(numbers.indicator.id) {
      guard let course = numbers.course else { continue }
      let words = Wording(language)
      let comment =
        words(
          "Số của các đơn vị \(numbers.observed.vietnamese) qua các kỳ: ",
          "The numbers of the units \(numbers.observed.english): ")
        + (course == .cumulative
          ? words(
            "được hiểu là lũy kế từ đầu năm; nếu là số riêng của từng kỳ thì bỏ cumulative.",
            "taken as counted from the beginning of the year; drop cumulative where they are each period's own."
          )
          : words(
            "được hiểu là số đang có, lấy số cuối kỳ; nếu là số riêng của từng kỳ thì ghi sum.",
            "taken as what exists at the end of a period; write sum where they are each period's own."
          ))
      do {
        try text.setCourse(ofIndicator: numbers.indicator.id, to: course, comment: comment)
      } catch { continue }
      courses.append(
        (
          numbers.indicator.name, numbers.observed,
          course == .cumulative
            ? LocalizedText(
              vi: "được hiểu là lũy kế từ đầu năm", en: "counted from the beginning of the year")
            : LocalizedText(
              vi: "được hiểu là số đang có, lấy số cuối kỳ",
              en: "what exists at the end of a period")
        ))
    }
    if text.text != settings { try write([(Project.settingsFile, Data(text.text.utf8))]) }
    return courses
  }

  /// The additions to an existing project.
  private func additions(
    _ proposal: inout ProjectProposal, _ files: inout [(name: String, data: Data)]
  ) throws(WorkspaceError) -> ProposalTexts {
    guard let project = try? Project(folder: folder) else {
      throw WorkspaceError(
        .badData, vi: "không mở được dự án \(shownFolder)",
        en: "cannot open the project \(shownFolder)")
    }
    proposal = proposal.unknown(to: project.definition, project.roster)
    let texts = ProposalTexts(
      proposal, taken: project.definition.indicators.map(\.id), groups: project.definition.groups,
      in: language)
    if !proposal.indicators.isEmpty,
      let settings = try? String(
        contentsOf: folder.appending(path: Project.settingsFile), encoding: .utf8)
    {
      files.append(
        (Project.settingsFile, Data(try added(texts.indicatorLines, to: settings).utf8)))
    }
    let name = ClusterNaming(project: project, proposal: proposal)
    guard !proposal.units.isEmpty || name != nil else { return texts }
    guard let roster = try? Data(contentsOf: folder.appending(path: "roster.csv")) else {
      let units = proposal.units.map(\.name).joined(separator: ", ")
      throw WorkspaceError(
        .badData,
        vi: "có đơn vị mới nhưng không có roster.csv để thêm vào: " + units,
        en: "there are new units, and no roster.csv to add them to: " + units)
    }
    let named = name?.renamed(roster) ?? roster
    let end = named.last == 0x0A ? Data() : Data([0x0A])
    files.append(("roster.csv", named + end + Data(texts.rosterRows.utf8)))
    return texts
  }

  private func added(
    _ indicators: String, to settings: String
  ) throws(WorkspaceError) -> String {
    var lines = settings.components(separatedBy: "\n")
    let head = lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "indicators:" }
    guard let head else {
      throw WorkspaceError(
        .badData, vi: "giaoban.yaml không có dòng \"indicators:\"",
        en: "giaoban.yaml has no line \"indicators:\"")
    }
    // Use the indentation of existing lines.
    let next = lines.dropFirst(head + 1).first {
      !$0.trimmingCharacters(in: .whitespaces).isEmpty
    }
    let depth = next.map { String($0.prefix { $0 == " " }) } ?? "  "
    let added = indicators.split(separator: "\n").map {
      (depth.isEmpty ? "  " : depth) + $0.dropFirst(2)
    }
    lines.insert(contentsOf: added, at: head + 1)
    return lines.joined(separator: "\n")
  }
}

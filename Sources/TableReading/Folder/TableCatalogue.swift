import ClusterMetrics
import Databases
import Findings
import Foundation
import OfficeWords
import Settings
import TableGrids
import Tables

/// A table that is read: a text file, or a sheet of a workbook.
package struct ProjectTable {
  package var source: ProjectSource
  package var sheet: Sheet?
  package var role: ProjectSource.Role
  /// The unit of all rows where the table has no column for it and does not say it itself.
  var unit: String?
  /// The column of numbers that a table of submissions cannot do without.
  var numbers: KnownColumn
  /// Why it is no register and no table of submissions, where it is read as a report table.
  package var refusal: LocalizedText?
  /// Headers, those of the settings and those that they give to this file.
  var columns: [String: [String]]

  package var place: TableSource { TableSource(file: source.file, sheet: sheet?.name) }
}

/// Opens the files of a project, tells which tables are in them and what each is taken for, and says which
/// are left out, and why.
package final class TableCatalogue {
  private let folder: URL
  private let databases: DatabaseTables
  private let definition: ProjectDefinition
  private let roster: Roster
  private let mentions: UnitMentions
  package private(set) var tables: [ProjectTable] = []
  package private(set) var log = FindingLog()
  /// Workbooks that stay open, so that their strings are read once; not too many at a time.
  private var open: [String: TableFile] = [:]
  private static let mostOpen = 200
  private static let heaviest = 32 << 20
  /// By file the sheets that the settings name.
  private let named: [String: [NameKey]]
  /// Whether the file that was looked at last holds what `tally` wrote.
  private var isOwnResult = false

  package init(
    folder: URL, databases: DatabaseTables, definition: ProjectDefinition, roster: Roster,
    sources: [ProjectSource],
    unread: [(file: String, reason: LocalizedText)]
  ) {
    self.folder = folder
    self.databases = databases
    self.definition = definition
    self.roster = roster
    mentions = UnitMentions(roster)
    named = Dictionary(grouping: sources.filter { $0.sheet != nil }, by: \.file).mapValues {
      $0.compactMap { $0.sheet.map { NameKey($0) } }
    }
    for (file, reason) in unread { add(reason, file, nil) }
    for source in sources { survey(source) }
  }

  /// Opens the file of a table again.
  package func file(of table: ProjectTable) throws(TableFault) -> TableFile {
    if let file = open[table.source.file] { return file }
    let path = try path(of: table.source)
    return try TableFile(
      path, name: table.source.file, kind: try .of(path), definition: definition)
  }

  // MARK: Survey

  /// Where a table lies on this machine.
  private func path(of source: ProjectSource) throws(TableFault) -> String {
    try databases.place(of: source.file, in: folder)
  }

  private func survey(_ source: ProjectSource) {
    do throws(TableFault) {
      // A server may fold the rows of a register: they come only if they are asked for.
      let isFolded = source.role == .activities && databases.query(ofServer: source.file) != nil
      let path = try isFolded ? databases.header(of: source.file) : path(of: source)
      let kind = try FileKind.of(path)
      if let refusal = kind.refusal { return add(refusal, source.file, nil) }
      // Reports and templates may lie in the folder, too.
      if case .word = kind, !WordTables.mayHold(path) { return }
      let file =
        if let known = open[source.file] {
          known
        } else {
          try TableFile(path, name: source.file, kind: kind, definition: definition)
        }
      if file.isResult, !source.file.lowercased().hasPrefix("form") { return }
      let (before, said) = (tables.count, log.total)
      isOwnResult = false
      if file.isWorkbook { try surveySheets(file, source) } else { try surveyText(file, source) }
      // Notes may lie beside the tables; whatever is called a table is named where it holds none.
      if tables.count == before, log.total == said, !FileKind.hasEnding(source.file, of: ["txt"]),
        !isOwnResult
      {
        add(kind.emptiness, source.file, nil)
      }
      if file.isWorkbook, open.count < TableCatalogue.mostOpen,
        file.weight < TableCatalogue.heaviest
      {
        open[source.file] = file
      }
    } catch  where databases.holds(source.file) {
      // Without its database a project has no numbers at all.
      log.add(.unreadable(error, file: source.file))
    } catch {
      add(.damaged(error.reason), source.file, nil)
    }
  }

  private func surveyText(_ file: TableFile, _ source: ProjectSource) throws(TableFault) {
    let probe = try probe(file, nil, source)
    // What its name says is one table of that kind, whatever is wrong with it.
    guard source.fallback == .any else {
      let isReport = source.fallback == .submissions && probe.outcome == .other
      return append(source, nil, isReport ? .reports : source.fallback, probe)
    }
    switch probe.outcome {
    case .activities where source.role.allows(.activities): append(source, nil, .activities, probe)
    case .submissions where source.role.allows(.submissions):
      append(source, nil, .submissions, probe)
    case .activities, .submissions: add(FolderListing.notAmongSources, source.file, nil)
    case .other:
      append(source, nil, .reports, probe)
    case .result: isOwnResult = true
    case .none: break
    }
  }

  private func surveySheets(_ file: TableFile, _ source: ProjectSource) throws(TableFault) {
    if let name = source.sheet {
      guard let sheet = file.sheet(named: name) else {
        return log.add(file.unknownSheet(name))
      }
      let probe = try probe(file, sheet, source)
      let role: ProjectSource.Role =
        source.role != .any
        ? source.role : probe.outcome == .submissions ? .submissions : .activities
      append(source, sheet, role, probe)
      if named[source.file]?.first == NameKey(name) { try sayOthers(than: source, file) }
      return
    }
    let visible = file.sheets.filter { !$0.isHidden }
    if visible.isEmpty {
      return add(
        LocalizedText(
          vi: "mọi trang tính đều bị ẩn; hãy bỏ ẩn trang tính có số liệu",
          en: "all of its sheets are hidden; show the one with the data"), source.file, nil)
    }
    if visible.count == 1, file.sheets.count == 1, source.fallback != .any {
      let probe = try probe(file, visible[0], source)
      let isReport = source.fallback == .submissions && probe.outcome == .other
      return append(source, visible[0], isReport ? .reports : source.fallback, probe)
    }
    var left: [(sheet: Sheet, probe: TableProbe)] = []
    let before = tables.count
    for sheet in file.sheets {
      let probe = try probe(file, sheet, source)
      let role: ProjectSource.Role? =
        switch probe.outcome {
        case .activities where source.role.allows(.activities): .activities
        case .submissions where source.role.allows(.submissions): .submissions
        default: nil
        }
      if sheet.isHidden {
        guard role != nil || probe.outcome == .other && probe.hasNumbers else { continue }
        log.add(.hiddenSheet(sheet.name, in: source.file))
      } else if let role {
        append(source, sheet, role, probe)
      } else {
        left.append((sheet, probe))
      }
    }
    // What its name says is a register must have one: its first sheet says what is wrong.
    if tables.count == before, source.fallback == .activities, let first = left.first {
      append(source, first.sheet, source.fallback, first.probe)
      left.removeFirst()
    }
    for (sheet, probe) in left {
      switch probe.outcome {
      case .other: append(source, sheet, .reports, probe)
      case .activities, .submissions: add(FolderListing.notAmongSources, source.file, sheet.name)
      case .result: isOwnResult = true
      case .none: continue
      }
    }
  }

  /// Says which sheets have the header of such a table, and are none of those that the settings name.
  private func sayOthers(than source: ProjectSource, _ file: TableFile) throws(TableFault) {
    let known = named[source.file] ?? []
    for sheet in file.sheets where !sheet.isHidden && !known.contains(NameKey(sheet.name)) {
      switch try probe(file, sheet, source).outcome {
      case .activities, .submissions: add(FolderListing.notAmongSources, source.file, sheet.name)
      case .other, .result, .none: continue
      }
    }
  }

  private func probe(
    _ file: TableFile, _ sheet: Sheet?, _ source: ProjectSource
  ) throws(TableFault) -> TableProbe {
    var probe = TableProbe(columns: columns(of: source), mentions: mentions) {
      self.unit(of: source, sheet)
    }
    try file.read(sheet, isPeek: true, into: &probe)
    return probe
  }

  private func append(
    _ source: ProjectSource, _ sheet: Sheet?, _ role: ProjectSource.Role,
    _ probe: TableProbe
  ) {
    tables.append(
      ProjectTable(
        source: source, sheet: sheet, role: role, unit: probe.unit,
        numbers: probe.outcome != .submissions && source.holdsPlans ? .plan : probe.numbers,
        refusal: role == .reports ? TableCatalogue.noHeader(probe.missing) : nil,
        columns: columns(of: source)))
  }

  /// What the settings say of a report table: of some rows each, or else what names the file itself rather than by a
  /// pattern.
  package func settings(of table: ProjectTable) -> [TableSettings] {
    let all = definition.sources.tables.filter { settings in
      guard
        settings.pattern.sources(in: folder, as: .any).contains(where: {
          $0.file == table.source.file
        })
      else { return false }
      return settings.pattern.sheet.map { name in
        table.sheet.map { NameKey($0.name) == NameKey(name) } ?? true
      } ?? true
    }
    let parts = all.filter { $0.rows != nil }
    if !parts.isEmpty { return parts }
    return (all.first { $0.pattern.path == table.source.file } ?? all.first).map { [$0] } ?? []
  }

  private func columns(of source: ProjectSource) -> [String: [String]] {
    source.columns.isEmpty
      ? definition.columns : definition.columns.merging(source.columns) { $1 + $0 }
  }

  // MARK: Units by name

  /// The unit that the settings, the sheet's name or the file's name say.
  private func unit(of source: ProjectSource, _ sheet: Sheet?) -> String? {
    if let unit = source.unit { return unit }
    if let sheet, isUnit(sheet.name) { return sheet.name }
    let stem = source.file.fileStem
    return mentions.only(in: stem).flatMap { name in
      OfficeNames.isWithin(name: stem, of: name) || OfficeNames.namesCommune(before: name, in: stem)
        ? nil : name
    }
  }

  private func isUnit(_ name: String) -> Bool {
    roster.units(named: name).count == 1
  }

  // MARK: Findings

  /// - Parameter missing: the columns that the nearest row lacks.
  private static func noHeader(_ missing: [String]) -> LocalizedText {
    let names = missing.compactMap { KnownColumn(rawValue: $0)?.headers.first }
    let listed = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let near =
      names.isEmpty
      ? LocalizedText("")
      : LocalizedText(vi: "; chỉ thiếu cột \(listed)", en: "; it only lacks a column \(listed)")
    let unit =
      missing == [KnownColumn.unit.rawValue]
      ? LocalizedText(
        vi: " (có thể ghi \"Đơn vị: …\" phía trên dòng tiêu đề, hoặc đặt tên tệp theo đơn vị)",
        en: " (\"Unit: …\" above the header, or the unit's name in that of the file, will do)")
      : LocalizedText("")
    return LocalizedText(
      vi:
        "không có dòng tiêu đề của sổ theo dõi (Ngày, Đơn vị, Hoạt động) hay của biểu số liệu (Kỳ, Đơn"
        + " vị, Chỉ tiêu, Số liệu)\(near.vietnamese)\(unit.vietnamese); hãy sửa dòng tiêu đề, khai báo ở"
        + " mục columns, hoặc bỏ qua tệp bằng sources: {ignore: […]}",
      en:
        "it has no header of a register (date, unit, activity) or of submissions (period, unit,"
        + " indicator, value)\(near.english)\(unit.english); correct the header, name it under columns,"
        + " or leave the file out by sources: {ignore: […]}")
  }

  private func add(_ reason: LocalizedText, _ file: String, _ sheet: String?) {
    log.add(.unread(file, sheet, because: reason))
    // Without its corrections a project counts numbers that somebody knows to be wrong.
    if FolderListing.isCorrections(file) {
      log.add(
        Finding(
          .unreadableFile, at: .init(file: file, sheet: sheet),
          vi: "không đọc được các số đính chính: \(reason.vietnamese)",
          en: "the corrections cannot be read: \(reason.english)"))
    }
  }
}

extension ProjectSource.Role {
  /// Whether a table with the header of a kind is read from such a file.
  fileprivate func allows(_ role: ProjectSource.Role) -> Bool { self == .any || self == role }
}

extension Finding {
  /// A file with text in an old font, which was turned into Unicode.
  static func oldFont(_ old: String, _ new: String, _ file: String) -> Finding {
    Finding(
      .oldFont, .warning, at: .init(file: file), about: "",
      vi:
        "có chữ gõ bằng phông cũ (.Vn…, VNI-…), đã đổi sang Unicode: \"\(old)\" thành \"\(new)\"; hãy"
        + " kiểm tra lại",
      en:
        "it has text in an old font (.Vn…, VNI-…), which was turned into Unicode: \"\(old)\" became"
        + " \"\(new)\"; check it")
  }

  /// A file or sheet of which nothing counts.
  package static func unread(_ file: String, _ sheet: String?, because reason: LocalizedText)
    -> Finding
  {
    Finding(
      .unreadFile, .warning, at: .init(file: file, sheet: sheet),
      vi: "không được đọc: \(reason.vietnamese)", en: "not read: \(reason.english)")
  }
}

extension LocalizedText {
  /// What is said of a file that cannot be opened.
  package static func damaged(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(
      vi: "không mở được, tệp có thể đã hỏng (\(reason.vietnamese)); hãy xin lại hoặc lưu lại tệp",
      en:
        "it cannot be opened and may be damaged (\(reason.english)); ask for it again, or save it again"
    )
  }
}

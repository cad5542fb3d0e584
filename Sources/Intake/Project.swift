import ClusterMetrics
import Databases
import Findings
import Foundation
import Office
import TableReading
import Settings
import Tables

/// A project folder: its settings, its roster and the files that hold activities.
///
/// `init` reads what is small; `tally` streams the registers.
package struct Project: Sendable {
  /// The name of the settings within the folder.
  package static let settingsFile = ProjectFile.name

  package let folder: URL
  package let definition: ProjectDefinition
  package let roster: Roster
  let rosterSource: ProjectSource
  /// The name of the file that lists clusters, units and communes.
  package var rosterFile: String { rosterSource.file }
  /// The files from which tables are read, in the order of reading.
  package let sources: [ProjectSource]
  /// Files that are left out, and why.
  let unread: [(file: String, reason: LocalizedText)]
  /// The files that numbers may depend on, by name: which of them hold tables, only reading tells.
  package var inputs: [String] {
    let readable = sources.map(\.file).filter {
      guard FileKind.isRegular(folder.appending(path: $0).path) else { return false }
      return FileKind.hasEnding($0, of: ["docx", "docm"])
        ? WordTables.mayHold(folder.appending(path: $0).path)
        : FileKind.hasEnding($0, of: FileKind.readEndings + FileKind.olderEndings)
    }
    return
      ([ProjectFile.name, rosterSource.file] + readable
      + definition.furtherFiles).uniqued
  }

  /// The tables of databases, by the names of their sources.
  let databases: DatabaseTables

  /// As the files were when the project was opened.
  let stamps: FileStamps

  /// What is wrong with the settings and the roster.
  package let log: FindingLog

  /// Why a folder is no project at all.
  package enum OpenError: Error, Equatable {
    case noFolder(String)
    case noSettings(String)
    case noRoster(String)
    case noRegister(String)
  }

  /// Whether periods close as the settings say, so that closings can be compared.
  let hasOwnCalendar: Bool

  /// - Parameters:
  ///   - requiringRecords: whether a folder without registers and submissions is refused.
  ///   - calendar: instead of that of the settings, for all that is read: also what "tháng 6" in a cell means.
  package init(
    folder: URL, requiringRecords: Bool = true, calendar: ReportingCalendar? = nil
  ) throws {
    self.folder = folder
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw OpenError.noFolder(folder.path) }
    let settingsFile = folder.appending(path: ProjectFile.name)
    // One that is larger is refused by its first bytes.
    guard
      let data = try? FileHandle(forReadingFrom: settingsFile).read(
        upToCount: ProjectFile.sizeLimit + 1)
    else { throw OpenError.noSettings(settingsFile.path) }
    let file = ProjectFile(data: data, folderName: folder.lastPathComponent)
    var log = file.log
    log.acceptances = file.definition.acceptances
    let taken = file.definition.furtherFiles
    let listing = try FolderListing(
      folder: folder, settings: file.definition.sources, taken: taken)
    for finding in listing.findings { log.add(finding) }
    (sources, unread) = (listing.sources, listing.unread)
    let databases = DatabaseTables(file.definition.sources.databases, in: folder)
    self.databases = databases
    stamps = FileStamps(
      ([ProjectFile.name] + (listing.rosters + listing.sources).map(\.file)
        + file.definition.sources.databases.values.compactMap(\.file)).uniqued
        .filter { !databases.holds($0) }, in: folder)
    guard let roster = listing.rosters.first else {
      let name = file.definition.sources.roster?.path ?? "roster.csv"
      throw OpenError.noRoster(folder.appending(path: name).path)
    }
    rosterSource = roster
    // Settings that cannot be read say themselves why there is nothing.
    guard !requiringRecords || !sources.isEmpty || log.hasErrors else {
      throw OpenError.noRegister(folder.path)
    }
    let rosterName = rosterSource.file
    var units = Roster()
    do throws(TableFault) {
      let path = try databases.place(of: rosterName, in: folder)
      let kind = try FileKind.of(path)
      if let refusal = kind.refusal {
        log.add(
          Finding(
            .unreadableFile, at: .init(file: rosterName),
            vi: "không đọc được danh sách đơn vị: \(refusal.vietnamese)",
            en: "the roster cannot be read: \(refusal.english)"))
      } else {
        let opened = try TableFile(
          path, name: rosterName, kind: kind, definition: file.definition)
        let reading = try RosterReading.read(
          opened, name: rosterName, sheet: rosterSource.sheet, definition: file.definition)
        units = reading.roster
        log.merge(reading.log)
      }
    } catch {
      log.add(.unreadable(error, file: rosterName))
    }
    func named(_ name: String, in setting: String) -> [Int] {
      let known = units.units(named: name)
      if !known.isEmpty { return known }
      let hint = Finding.hint(units.unitNames(near: name))
      log.add(
        Finding(
          .unknownUnit, at: .init(file: ProjectFile.name),
          vi: "\(setting): đơn vị \"\(name)\" không có trong danh sách đơn vị\(hint.vietnamese)",
          en: "\(setting): unit \"\(name)\" is not in the roster\(hint.english)"))
      return []
    }
    for (name, aliases) in file.definition.aliases.sorted(by: { $0.key < $1.key }) {
      for unit in named(name, in: "aliases") {
        for alias in aliases where !units.addAlias(alias, ofUnit: unit) {
          log.add(
            Finding(
              .duplicateEntry, at: .init(file: ProjectFile.name),
              vi: "aliases: \"\(alias)\" đã là tên của một đơn vị khác",
              en: "aliases: \"\(alias)\" is the name of another unit already"))
        }
      }
    }
    for (name, shortName) in file.definition.shortNames.sorted(by: { $0.key < $1.key }) {
      for unit in named(name, in: "short_names") {
        units.setShortName(shortName, ofUnit: unit)
      }
    }
    for indicator in file.definition.indicators {
      let setting = "\(indicator.id).applies_to"
      for name in indicator.scope.units { _ = named(name, in: setting) }
    }
    var definition = file.definition
    hasOwnCalendar = calendar == nil || calendar?.closingDay == definition.calendar.closingDay
    if let calendar {
      definition.calendar = ReportingCalendar(
        closingDay: calendar.closingDay, names: definition.calendar.names)
    }
    let places = PlaceSettings(&definition, units, rosterFile: rosterName)
    for finding in places.findings { log.add(finding) }
    self.log = log
    self.roster = units
    self.definition = definition
  }

  /// The SHA-256 digest of a file that numbers depend on, or of what was read of a database; that of no bytes where it
  /// cannot be read.
  package func digest(of file: String) -> String {
    let path = try? databases.place(of: file, in: folder)
    return path.flatMap { SHA256.ofFile($0) } ?? SHA256.of(Data())
  }

  /// The language that the settings of a folder say, Vietnamese without any; `nil` where there are no settings.
  package static func language(of folder: URL) -> Language? {
    let path = folder.appending(path: ProjectFile.name).path
    guard FileKind.isRegular(path, atMost: ProjectFile.sizeLimit),
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return ProjectFile(data: data, folderName: "").definition.language
  }

  func unusedAcceptances(_ log: FindingLog) -> [Finding] {
    log.unusedAcceptances.map { acceptance in
      Finding(
        .unusedAcceptance, .warning, at: .init(file: ProjectFile.name),
        vi:
          "accept: không có lỗi hay cảnh báo \(acceptance.code.rawValue) nào như vậy; hãy xóa mục này",
        en: "accept: there is no such \(acceptance.code.rawValue); delete the entry")
    }
  }
}

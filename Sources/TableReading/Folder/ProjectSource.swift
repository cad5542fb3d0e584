import ClusterMetrics
import Findings
import Foundation
import Settings
import Tables

/// A file of the project's folder from which tables are read, and what is known of it beforehand.
package struct ProjectSource: Sendable, Hashable {
  /// What its tables are taken for.
  package enum Role: Sendable, Hashable {
    /// What each table's header says; a file that its name or the settings name for one kind falls back on it.
    case any
    case activities, submissions
    /// A grid of numbers in whatever shape.
    case reports
  }

  /// The name within the folder.
  package var file: String
  /// The only sheet to read, where the settings name one.
  package var sheet: String?
  /// What the settings say it holds.
  package var role = Role.any
  /// What its name says it holds: what it is taken for where no table of it has a header that fits.
  package var fallback = Role.any
  /// Whether its numbers are plans where nothing else is said.
  var holdsPlans = false
  /// Whether its numbers count before all others, whatever these call themselves.
  var holdsCorrections = false
  /// The unit of all rows, where the settings name one.
  package var unit: String?
  /// Headers that hold for this file besides the project's.
  var columns: [String: [String]] = [:]

  package init(file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }

  /// The same file, whose numbers are plans.
  fileprivate var ofPlans: ProjectSource {
    var source = self
    source.holdsPlans = true
    return source
  }
}

/// Finds the files of a project's folder that may hold tables.
package struct FolderListing {
  /// The files that are read, in the order of reading.
  package private(set) var sources: [ProjectSource] = []
  package private(set) var rosters: [ProjectSource] = []
  /// Files that are left out, and why.
  package private(set) var unread: [(file: String, reason: LocalizedText)] = []
  package private(set) var findings: [Finding] = []

  /// - Parameter taken: files that the settings name for another use.
  package init(folder: URL, settings: SourceSettings, taken: [String]) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { name in
        var isFolder: ObjCBool = false
        return FileKind.mayBeTable(name)
          && FileManager.default.fileExists(
            atPath: folder.appending(path: name).path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      .sorted()
    func matched(
      _ patterns: [SourceSettings.Pattern]?, as role: ProjectSource.Role
    ) -> [ProjectSource]? {
      guard let patterns else { return nil }
      var found: [ProjectSource] = []
      for pattern in patterns {
        let own = pattern.sources(in: folder, as: role)
        if own.isEmpty {
          findings.append(FolderListing.nothing(pattern))
        }
        found += own.filter { !found.contains($0) }
      }
      return found
    }
    rosters =
      matched(settings.roster.map { [$0] }, as: .any)
      ?? files.filter { FolderListing.begins($0, "roster") && FolderListing.isReadable($0) }
      .map { ProjectSource(file: $0) }
    let activities = matched(settings.activities, as: .activities)
    let submissions = matched(settings.submissions, as: .submissions)
    let plans = matched(settings.plans, as: .submissions)?.map(\.ofPlans)
    sources = (activities ?? []) + (submissions ?? []) + (plans ?? [])
    for settings in settings.tables {
      let named = settings.pattern.sources(in: folder, as: .any)
      if named.isEmpty {
        findings.append(FolderListing.nothing(settings.pattern))
      }
      // Of folders within only what the settings name is read.
      sources += named.filter { source in
        source.file.contains("/") && !sources.contains { $0.file == source.file }
      }
    }
    let ignored = Set(settings.ignored.flatMap { $0.sources(in: folder, as: .any).map(\.file) })
    sources.removeAll { ignored.contains($0.file) }
    let used = Set(
      sources.map(\.file) + (rosters.first.map { [$0.file] } ?? []) + taken + ignored)
    let passed = settings.ignored.map(\.path)
    if activities == nil, submissions == nil {
      unread += FolderListing.subfolders(of: folder, ignored: passed)
    }
    // What the settings name a folder for is what lies in it; folders within it are others.
    for pattern in (settings.activities ?? []) + (settings.submissions ?? [])
    where pattern.database == nil {
      let name = pattern.path.hasSuffix("/") ? pattern.path : pattern.path + "/"
      unread += FolderListing.subfolders(of: folder.appending(path: pattern.path), ignored: passed)
        .map { (name + $0.file, $0.reason) }
    }
    unread += FolderListing.tablesUnderOtherNames(in: folder, but: used)
    unread += FolderListing.neighbours(of: sources, in: folder, but: used)
    var others: [ProjectSource] = []
    for file in files where !used.contains(file) {
      var source = ProjectSource(file: file)
      let isPlan = plans == nil && FolderListing.begins(file, "plans")
      let isCorrection = FolderListing.isCorrections(file)
      if FolderListing.begins(file, "roster") {
        unread.append(
          (
            file,
            LocalizedText(
              vi: "danh sách đơn vị đã lấy từ \(rosters.first?.file ?? "")",
              en: "the roster was read from \(rosters.first?.file ?? "")")
          ))
        continue
      }
      if FolderListing.begins(file, "activities") { source.fallback = .activities }
      if FolderListing.begins(file, "submissions") { source.fallback = .submissions }
      if isCorrection { (source.holdsCorrections, source.fallback) = (true, .submissions) }
      if isPlan { (source, source.fallback) = (source.ofPlans, .submissions) }
      // Where the settings name the files of a kind, others of it are not read; forms, plans and
      // corrections always are.
      if !FolderListing.begins(file, "form"), !isPlan, !isCorrection {
        switch (activities, submissions) {
        case (nil, nil): break
        case (nil, _): source.role = .activities
        case (_, nil): source.role = .submissions
        default: source.role = .reports
        }
        guard source.role == .any || [.any, source.role].contains(source.fallback) else {
          unread.append((file, FolderListing.notAmongSources))
          continue
        }
      }
      others.append(source)
    }
    func rank(_ source: ProjectSource) -> Int {
      switch source.fallback {
      case .activities: 0
      case .submissions: 1
      case .any, .reports: FolderListing.begins(source.file, "form") ? 2 : 3
      }
    }
    sources += others.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
  }

  /// Says that a pattern names no file.
  private static func nothing(_ pattern: SourceSettings.Pattern) -> Finding {
    Finding(
      .badSetting, at: .init(file: ProjectFile.name, row: pattern.line),
      vi: "sources: không có tệp số liệu nào khớp với \"\(pattern.path)\"",
      en: "sources: no table file matches \"\(pattern.path)\"")
  }

  static let notAmongSources = LocalizedText(
    vi: "tệp không có trong mục sources của giaoban.yaml",
    en: "it is not among the sources of giaoban.yaml")

  /// Folders with tables within the project's, which are only read where the settings name them.
  private static func subfolders(
    of folder: URL, ignored: [String]
  ) -> [(file: String, reason: LocalizedText)] {
    func names(_ path: URL) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []).sorted()
    }
    /// How many tables lie in a folder, and in folders within it.
    func count(_ folder: URL, depth: Int) -> Int {
      let within = names(folder)
      // A pack, and what is no folder of the project's.
      guard !within.contains("manifest.json"), !within.contains(ProjectFile.name) else { return 0 }
      let own = within.count {
        FileKind.mayBeTable($0) && FileKind.isRegular(folder.appending(path: $0).path)
      }
      guard depth > 0 else { return own }
      // The page puts filled reports beside the packs.
      let holdsPacks = within.contains {
        FileManager.default.fileExists(atPath: folder.appending(path: $0 + "/manifest.json").path)
      }
      return own
        + within.filter {
          !$0.hasPrefix(".") && !FileKind.mayBeTable($0) && !(holdsPacks && $0 == "reports")
        }
        .reduce(0) { $0 + count(folder.appending(path: $1), depth: depth - 1) }
    }
    return names(folder).compactMap { name in
      guard !name.hasPrefix("."), !ignored.contains(name), !ignored.contains(name + "/"),
        !isLink(folder.appending(path: name))
      else { return nil }
      let tables = count(folder.appending(path: name), depth: 3)
      guard tables > 0 else { return nil }
      return (
        name + "/",
        LocalizedText(
          vi:
            "thư mục con có \(tables) tệp số liệu; hãy chuyển tệp ra thư mục của dự án, hoặc khai báo thư"
            + " mục này ở mục sources",
          en:
            "it is a folder with \(tables) table\(tables == 1 ? "" : "s"); move \(tables == 1 ? "it" : "them") to the"
            + " project's folder, or name this folder under sources")
      )
    }
  }

  private static func isLink(_ path: URL) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path.path)) != nil
  }

  /// Tables whose names do not end as those of tables do: "So H. Binh", "so.xlsx.1".
  private static func tablesUnderOtherNames(
    in folder: URL, but used: Set<String>
  ) -> [(file: String, reason: LocalizedText)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { name in
      !used.contains(name)
        && FileKind.isTableUnderAnotherName(folder.appending(path: name).path)
    }.map { name in
      (
        name,
        LocalizedText(
          vi:
            "tên tệp không có đuôi của bảng tính; hãy đổi tên tệp cho có đuôi đúng (.xlsx, .ods hoặc .csv)",
          en:
            "its file extension is not one used for tables; rename it to end in the right one (.xlsx, .ods or .csv)"
        )
      )
    }
  }

  /// Tables that lie in a folder beside others that the settings name, and are not read themselves.
  private static func neighbours(
    of sources: [ProjectSource], in folder: URL, but used: Set<String>
  ) -> [(file: String, reason: LocalizedText)] {
    let within = sources.compactMap { source in
      source.file.lastIndex(of: "/").map { String(source.file[...$0]) }
    }
    return within.uniqued.flatMap { name -> [(file: String, reason: LocalizedText)] in
      let path = folder.appending(path: name)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
      let left = names.sorted().filter {
        FileKind.mayBeTable($0) && !used.contains(name + $0)
          && FileKind.isRegular(path.appending(path: $0).path)
      }
      let taken = Set(
        used.filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) })
      return left.map { (name + $0, notAmongSources) }
        + tablesUnderOtherNames(in: path, but: taken).map { (name + $0.file, $0.reason) }
    }
  }

  /// Whether a file's name says that it holds corrections.
  static func isCorrections(_ file: String) -> Bool { begins(file, "corrections") }

  private static func begins(_ file: String, _ stem: String) -> Bool {
    file.lowercased().hasPrefix(stem)
  }

  private static func isReadable(_ file: String) -> Bool {
    FileKind.hasEnding(file, of: FileKind.readEndings)
  }
}

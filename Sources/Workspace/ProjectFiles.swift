import ClusterMetrics
import Findings
import Foundation
import Intake
import Settings
import TableReading

/// A file in a project's folder, as listed on the page.
package struct ListedFile: Sendable {
  package var name: String
  package var size: Int
  package var changed: Date
}

/// The files in a project's folder. They can be added, replaced and removed, and each change can be undone.
package struct ProjectFiles: Sendable {
  package let folder: URL
  /// The user who makes the changes; empty on a local machine without sign-in.
  package let user: String

  package init(_ folder: URL, user: String = "") {
    (self.folder, self.user) = (folder, user)
  }

  /// The greatest size of an uploaded file in bytes.
  package static let sizeLimit = 256 << 20
  /// The extensions of files that may be uploaded: tables, settings and reports.
  package static let endings: Set<String> = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "xlsb", "et", "ods",
    "ots", "fods", "xml", "htm", "html", "docx", "docm", "geojson",
  ]

  package var log: ChangeLog { ChangeLog(folder) }

  /// All files except hidden ones, by name.
  package var all: [ListedFile] {
    let keys: Set<URLResourceKey> = [
      .isRegularFileKey, .fileSizeKey, .contentModificationDateKey,
    ]
    let urls =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles])) ?? []
    return urls.compactMap { url -> ListedFile? in
      guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true
      else { return nil }
      return ListedFile(
        name: url.lastPathComponent, size: values.fileSize ?? 0,
        changed: values.contentModificationDate ?? .distantPast)
    }.sorted { Collation.precedes($0.name, $1.name) }
  }

  /// A version tag of all files: it changes with any file.
  package var stamp: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in all {
      for byte in "\(file.name)/\(file.size)/\(file.changed.timeIntervalSinceReferenceDate);".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return String(hash, radix: 16)
  }

  /// The name under which an uploaded file is stored.
  ///
  /// - Throws: an error if nothing is left of the name, or its extension is not allowed.
  package func name(of name: String) throws(WorkspaceError) -> String {
    guard let safe = FileName.safe(name) else {
      throw WorkspaceError(
        .usage, vi: "tên tệp không dùng được: \"\(name)\"",
        en: "this cannot be a file name: \"\(name)\"")
    }
    let ending = safe.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard safe.contains("."), ProjectFiles.endings.contains(ending) else {
      throw WorkspaceError(
        .usage,
        vi: "\(safe): không phải là tệp bảng; hãy dùng .xlsx, .csv, .ods, .docx …",
        en: "\(safe) holds no table; use .xlsx, .csv, .ods, .docx …")
    }
    return safe
  }

  /// A hidden file for an upload until it is complete.
  package func arrivingFile() throws(WorkspaceError) -> URL {
    let hidden = folder.appending(path: ".giaoban")
    do {
      try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
    } catch { throw .cannotWrite(hidden.path, error) }
    return hidden.appending(path: "arriving-\(UUID().uuidString)")
  }

  /// Moves an uploaded file to its place.
  ///
  /// - Returns: its name in the folder.
  @discardableResult
  package func take(_ arrived: URL, as name: String) throws(WorkspaceError) -> String {
    let name = try self.name(of: name)
    // Names that differ only in normalisation or case would be two files on one system and one on another.
    let same = all.first {
      $0.name.precomposedStringWithCanonicalMapping.lowercased() == name.lowercased()
    }
    let target = same?.name ?? name
    let url = folder.appending(path: target)
    if let known = try? Data(contentsOf: url, options: .alwaysMapped),
      let fresh = try? Data(contentsOf: arrived, options: .alwaysMapped), known == fresh
    {
      try? FileManager.default.removeItem(at: arrived)
      return target
    }
    try log.replace(target, with: arrived, by: user)
    return target
  }

  /// Removes a file; its bytes are kept with the change.
  package func remove(_ name: String) throws(WorkspaceError) {
    guard name != Project.settingsFile, all.contains(where: { $0.name == name }) else {
      throw WorkspaceError(
        .noInput, vi: "không có tệp \(name), hoặc tệp này không bỏ được",
        en: "there is no file \(name), or it cannot be removed")
    }
    try log.replace(name, with: nil, by: user)
  }

  /// Undoes a change.
  package func undo(_ number: Int) throws(WorkspaceError) { try log.undo(number, by: user) }

  // MARK: Settings

  /// The text of the settings.
  package func settings() throws(WorkspaceError) -> String {
    let url = folder.appending(path: Project.settingsFile)
    guard let data = try? Data(contentsOf: url), let text = ChangeLog.text(data) else {
      throw WorkspaceError(
        .noInput, vi: "không đọc được \(Project.settingsFile)",
        en: "cannot read \(Project.settingsFile)")
    }
    return text
  }

  /// The findings for a text of settings before it is saved.
  package func findings(of text: String) -> [Finding] { SettingsText(text).findings }

  /// Saves edited settings, unless they have errors or have been changed by others in the meantime.
  package func keep(settings text: String, over expected: String) throws(WorkspaceError) {
    // Browsers send CRLF line ends.
    let end = expected.contains("\r\n") ? "\r\n" : "\n"
    let plain = text.replacing("\r\n", with: "\n").replacing("\n", with: end)
    let errors = findings(of: plain).filter { $0.severity == .error }
    guard errors.isEmpty else { throw .settings(errors) }
    try log.write(
      plain, over: expected, to: Project.settingsFile, .settings, subject: "", by: user)
  }

  /// The roster as text, if it is a CSV file in UTF-8; `nil` if only a spreadsheet can edit it.
  package func roster(_ name: String) -> String? {
    guard name.lowercased().hasSuffix(".csv"), FileName.safe(name) == name,
      let data = try? Data(contentsOf: folder.appending(path: name)), data.count <= 1 << 20
    else { return nil }
    return ChangeLog.text(data)
  }

  /// The errors in settings and roster that prevent counting.
  private func errors() -> [Finding] {
    guard let project = try? Project(folder: folder, requiringRecords: false) else {
      return [
        Finding(
          .unreadableFile, at: .init(file: Project.settingsFile),
          vi: "không đọc được cài đặt hoặc danh sách đơn vị",
          en: "settings or roster cannot be read")
      ]
    }
    return project.log.all.filter { $0.severity == .error }
  }

  /// Saves an edited roster, unless it gets new errors or has been changed by others in the meantime.
  package func keep(
    roster text: String, over expected: String, in name: String
  ) throws(WorkspaceError) {
    guard FileName.safe(name) == name, roster(name) != nil else {
      throw WorkspaceError(.noInput, vi: "không có tệp \(name)", en: "there is no file \(name)")
    }
    let known = Set(errors().map(\.message))
    let end = expected.contains("\r\n") ? "\r\n" : "\n"
    let plain = text.replacing("\r\n", with: "\n").replacing("\n", with: end)
    try log.rewrite(name, .roster, subject: name, by: user) { text throws(WorkspaceError) in
      guard text == expected else { throw .changedMeanwhile(name) }
      return plain
    } isFit: { () throws(WorkspaceError) in
      let fresh = errors().filter { !known.contains($0.message) }
      guard fresh.isEmpty else {
        throw WorkspaceError(
          .badData,
          LocalizedText(
            vi: "danh sách đơn vị có lỗi; chưa lưu",
            en: "the roster has errors; nothing was saved"),
          findings: fresh)
      }
    }
  }

  /// Adds a unit to a roster in text form.
  ///
  /// - Parameter cluster: its cluster; `nil` for the only one.
  package func enrol(
    _ name: String, in cluster: String?, of opened: OpenProject
  ) throws(WorkspaceError) {
    let file = opened.project.rosterFile
    let clusters = opened.project.roster.clusters.map(\.name)
    let named =
      cluster.flatMap { $0.isEmpty ? nil : $0 } ?? (clusters.count == 1 ? clusters[0] : nil)
    guard let text = roster(file), let named, clusters.contains(named),
      let row = RosterRow.new(name.trimmingCharacters(in: .whitespaces), in: named, below: text)
    else {
      throw WorkspaceError(
        .usage,
        vi: "không thêm được vào \(file); hãy mở tệp bằng Excel, thêm đơn vị rồi tải lại lên",
        en: "nothing can be added to \(file) here; add the unit in Excel and upload the file again")
    }
    let end = text.contains("\r\n") ? "\r\n" : "\n"
    let whole = text.hasSuffix("\n") ? text : text + end
    try keep(roster: whole + row + end, over: text, in: file)
  }

  /// Makes another name of a unit known, so that all rows with it count for this unit.
  package func mend(_ name: String, asUnit unit: String) throws(WorkspaceError) {
    try edit(.alias, subject: "\(name) → \(unit)") { text throws(SettingsText.Fault) in
      try text.addAlias(name, ofUnit: unit)
    }
  }

  /// Sets the period or unit of a file's tables, if these do not give it themselves.
  package func describe(
    file: String, sheet: String?, period: String?, unit: String?
  ) throws(WorkspaceError) {
    let subject = [file, sheet, period, unit].compactMap(\.self).joined(separator: ", ")
    try edit(.source, subject: subject) { text throws(SettingsText.Fault) in
      try text.describeTables(ofFile: file, sheet: sheet, period: period, unit: unit)
    }
  }

  /// Makes another name of an indicator known, so that all columns and rows with it count for this indicator.
  package func mend(_ name: String, asIndicator id: String) throws(WorkspaceError) {
    try edit(.alias, subject: "\(name) → \(id)") { text throws(SettingsText.Fault) in
      try text.addAlias(name, ofIndicator: id)
    }
  }

  /// Sets how an indicator's numbers accumulate.
  package func settle(
    indicator: String, as course: SettingsText.Course
  ) throws(WorkspaceError) {
    try edit(.course, subject: "\(indicator): \(course.rawValue)") {
      text throws(SettingsText.Fault) in
      try text.setCourse(ofIndicator: indicator, to: course)
    }
  }

  /// Accepts findings, as one change.
  package func accept(_ acceptances: [Acceptance]) throws(WorkspaceError) {
    guard acceptances.allSatisfy({ !$0.reason.allSatisfy(\.isWhitespace) }) else {
      throw WorkspaceError(
        .usage, vi: "hãy ghi lý do chấp nhận", en: "give the reason why it is accepted")
    }
    guard let first = acceptances.first else {
      throw WorkspaceError(
        .usage, vi: "không còn mục nào để chấp nhận", en: "there is nothing left to accept")
    }
    let places = acceptances.map { acceptance in
      [acceptance.file, acceptance.row.map { "\($0)" }].compactMap(\.self).joined(separator: ":")
    }
    try edit(.accept, subject: first.code.rawValue + " " + places.joined(separator: ", ")) {
      text throws(SettingsText.Fault) in
      for acceptance in acceptances { try text.accept(acceptance) }
    }
  }

  func edit(
    _ kind: Change.Kind, subject: String,
    _ change: (inout SettingsText) throws(SettingsText.Fault)
      -> Void
  ) throws(WorkspaceError) {
    let known = Set(errors().map(\.message))
    try log.rewrite(Project.settingsFile, kind, subject: subject, by: user) {
      before throws(WorkspaceError) in
      var text = SettingsText(before)
      do throws(SettingsText.Fault) { try change(&text) } catch { throw WorkspaceError(error) }
      return text.text
    } isFit: { () throws(WorkspaceError) in
      // Check the roster: the unit may be unknown, or the name may already belong to another unit.
      let fresh = errors().filter { !known.contains($0.message) }
      guard fresh.isEmpty else { throw .settings(fresh) }
    }
  }
}

extension WorkspaceError {
  fileprivate init(_ fault: SettingsText.Fault) {
    switch fault {
    case .findings(let findings): self = .settings(findings)
    case .changedMeanwhile: self = .changedMeanwhile(Project.settingsFile)
    case .notANumber(let text):
      self.init(
        .usage, vi: "\"\(text)\" không phải là số; hãy viết như 1.200 hoặc 12,5",
        en: "\"\(text)\" is not a number; write it as 1.200 or 12,5")
    case .empty(let field):
      self.init(
        .usage, vi: "\(field.name.vietnamese): không được để trống",
        en: "\(field.name.english): this cannot be empty")
    case .taken(let name, let owner):
      self.init(
        .usage, vi: "tên \"\(name)\" đã là của chỉ tiêu \"\(owner)\"; hãy đặt tên khác",
        en: "\"\(owner)\" is called \"\(name)\" already; choose another name")
    case .unfit(let key):
      self.init(
        .usage,
        vi: "mục \(key) của giaoban.yaml viết theo cách không thêm được; hãy sửa trực tiếp",
        en: "\(key) of giaoban.yaml is written in a way that nothing can be added to; edit it")
    }
  }

  static func settings(_ findings: [Finding]) -> WorkspaceError {
    WorkspaceError(
      .badData,
      LocalizedText(
        vi: "giaoban.yaml có lỗi; chưa lưu", en: "giaoban.yaml has errors; nothing was saved"),
      findings: findings)
  }
}

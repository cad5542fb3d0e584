import ClusterMetrics
import Foundation

/// A change made on the page, with the previous state.
package struct Change: Sendable, Codable {
  /// The kind of change.
  package enum Kind: String, Sendable, Codable {
    case settings, alias, accept, source, course, roster, numbers, upload, remove, undo
  }

  package var number: Int
  package var time: Date
  /// The user who made it; empty on a local machine without sign-in.
  package var name: String
  package var kind: Kind
  /// The name of the file within the project.
  package var file: String
  /// The subject in a few words: the corrected name, the accepted finding.
  package var subject: String
  /// For text, the line at which it begins, and the lines before and after.
  package var line: Int?
  package var old: [String]?
  package var new: [String]?
  /// For other files, whether there was one before, and is one after; the previous bytes are stored beside the change.
  package var hadFile: Bool?
  package var hasFile: Bool?
  /// The number of the change that this one undoes.
  package var undoes: Int?
}

/// The changes of a project, in `.giaoban/changes`.
package struct ChangeLog: Sendable {
  private let project: URL
  private var folder: URL { project.appending(path: ".giaoban/changes") }

  package init(_ project: URL) { self.project = project }

  /// All changes, the latest first.
  package var changes: [Change] {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return numbers.sorted(by: >).compactMap { number in
      (try? Data(contentsOf: file(number))).flatMap { try? decoder.decode(Change.self, from: $0) }
    }
  }

  private var numbers: [Int] { numbers(ending: ".json") }

  private func numbers(ending: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.compactMap { $0.hasSuffix(ending) ? Int($0.dropLast(ending.count)) : nil }
  }

  /// Runs a closure while no one else changes the project, in this process or another.
  package func exclusively<Result>(
    _ work: () throws(WorkspaceError) -> Result
  ) throws(WorkspaceError) -> Result {
    let hidden = project.appending(path: ".giaoban")
    // A symbolic link would lead outside the project.
    for place in [hidden, folder] {
      let type = try? FileManager.default.attributesOfItem(atPath: place.path)[.type]
      if type as? FileAttributeType == .typeSymbolicLink {
        throw WorkspaceError(
          .cannotCreate, vi: "\(place.lastPathComponent) là liên kết, không ghi vào đó",
          en: "\(place.lastPathComponent) is a link, to which nothing is written")
      }
    }
    do {
      try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
    } catch { throw .cannotWrite(".giaoban", error) }
    let file = open(
      hidden.appending(path: "lock").path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw .cannotWrite(".giaoban/lock", POSIXError(.init(rawValue: errno) ?? .EIO))
    }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw .cannotWrite(".giaoban/lock", POSIXError(.init(rawValue: errno) ?? .EIO))
      }
    }
    return try work()
  }

  private func file(_ number: Int) -> URL {
    folder.appending(path: ChangeLog.digits(number) + ".json")
  }

  /// The place of a file's bytes before a change.
  private func before(_ number: Int) -> URL {
    folder.appending(path: ChangeLog.digits(number) + ".before")
  }

  private static func digits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Writes a text, and records the lines that it replaces.
  ///
  /// - Parameter expected: the text on which the change is based; if the file has changed since, nothing is written.
  package func write(
    _ text: String, over expected: String, to name: String, _ kind: Change.Kind, subject: String,
    by who: String = ""
  ) throws(WorkspaceError) {
    try exclusively { () throws(WorkspaceError) in
      _ = try writeAlone(text, over: expected, to: name, kind, subject: subject, by: who)
    }
  }

  /// Changes a text depending on its current content, while no one else changes it.
  ///
  /// - Parameter isFit: whether the project is acceptable after the change; if not, the change is reverted.
  package func rewrite(
    _ name: String, _ kind: Change.Kind, subject: String, by who: String = "",
    _ change: (String) throws(WorkspaceError) -> String,
    isFit: () throws(WorkspaceError) -> Void = {}
  ) throws(WorkspaceError) {
    try exclusively { () throws(WorkspaceError) in
      let url = project.appending(path: name)
      guard let data = try? Data(contentsOf: url), let text = ChangeLog.text(data) else {
        throw WorkspaceError(.noInput, vi: "không đọc được \(name)", en: "cannot read \(name)")
      }
      let number = try writeAlone(
        try change(text), over: text, to: name, kind, subject: subject, by: who)
      do throws(WorkspaceError) { try isFit() } catch {
        do { try data.write(to: url, options: .atomic) } catch let other {
          throw .cannotWrite(name, other)
        }
        if let number { forget(number) }
        throw error
      }
    }
  }

  /// - Returns: the number of the change; `nil` if nothing changes.
  private func writeAlone(
    _ text: String, over expected: String, to name: String, _ kind: Change.Kind, subject: String,
    by who: String, undoes: Int? = nil
  ) throws(WorkspaceError) -> Int? {
    let url = project.appending(path: name)
    let before = try? Data(contentsOf: url)
    guard let before, ChangeLog.text(before) == expected else { throw .changedMeanwhile(name) }
    guard text != expected else { return nil }
    let (line, old, new) = ChangeLog.difference(expected, text)
    let number = try record(
      Change(
        number: 0, time: Date(), name: who, kind: kind, file: name, subject: subject, line: line,
        old: old, new: new, undoes: undoes), keeping: nil)
    let mark = before.starts(with: ChangeLog.mark) ? ChangeLog.mark : Data()
    do { try (mark + Data(text.utf8)).write(to: url, options: .atomic) } catch {
      forget(number)
      throw .cannotWrite(name, error)
    }
    return number
  }

  /// Replaces, adds or removes a file, and keeps the previous one.
  ///
  /// - Parameters:
  ///   - source: the new file; `nil` to remove it.
  ///   - kind: the kind of change, if it is not that of adding or removing a file.
  package func replace(
    _ name: String, with source: URL?, _ kind: Change.Kind? = nil, subject: String? = nil,
    by who: String = ""
  ) throws(WorkspaceError) {
    try exclusively { () throws(WorkspaceError) in
      try replaceAlone(
        name, with: source, kind ?? (source == nil ? .remove : .upload), subject: subject ?? name,
        by: who)
    }
  }

  private func replaceAlone(
    _ name: String, with source: URL?, _ kind: Change.Kind, subject: String, by who: String,
    undoes: Int? = nil
  ) throws(WorkspaceError) {
    let url = project.appending(path: name)
    let manager = FileManager.default
    let hadFile = manager.fileExists(atPath: url.path)
    guard hadFile || source != nil else {
      throw WorkspaceError(
        .noInput, vi: "không có tệp \(name)", en: "there is no file \(name)")
    }
    let number = try record(
      Change(
        number: 0, time: Date(), name: who, kind: kind, file: name, subject: subject,
        hadFile: hadFile, hasFile: source != nil, undoes: undoes), keeping: hadFile ? url : nil)
    do {
      if let source {
        // A single step, so that the file exists at every moment.
        guard rename(source.path, url.path) == 0 else {
          throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
      } else {
        try manager.removeItem(at: url)
      }
    } catch {
      forget(number)
      throw .cannotWrite(name, error)
    }
  }

  /// Records a change under the next free number.
  private func record(_ change: Change, keeping file: URL?) throws(WorkspaceError) -> Int {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var change = change
    change.number = ((numbers + numbers(ending: ".before")).max() ?? 0) + 1
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      if let file { try FileManager.default.copyItem(at: file, to: before(change.number)) }
      try encoder.encode(change).write(to: self.file(change.number), options: .atomic)
    } catch {
      forget(change.number)
      throw .cannotWrite(".giaoban/changes", error)
    }
    return change.number
  }

  /// Deletes the record of a change that failed.
  private func forget(_ number: Int) {
    try? FileManager.default.removeItem(at: file(number))
    try? FileManager.default.removeItem(at: before(number))
  }

  // MARK: Undoing

  /// Undoes a change, whatever else has changed since; the undoing is recorded as a change itself.
  package func undo(_ number: Int, by who: String = "") throws(WorkspaceError) {
    try exclusively { () throws(WorkspaceError) in try undoAlone(number, by: who) }
  }

  private func undoAlone(_ number: Int, by who: String) throws(WorkspaceError) {
    guard let change = changes.first(where: { $0.number == number }) else {
      throw WorkspaceError(
        .noInput, vi: "không có thay đổi số \(number)", en: "there is no change \(number)")
    }
    if let old = change.old, let new = change.new, let line = change.line {
      try undo(change, old, new, at: line, by: who)
    } else {
      try undoFile(change, by: who)
    }
  }

  private func undo(
    _ change: Change, _ old: [String], _ new: [String], at line: Int, by who: String
  ) throws(WorkspaceError) {
    let url = project.appending(path: change.file)
    guard let data = try? Data(contentsOf: url), let text = ChangeLog.text(data) else {
      throw .changedMeanwhile(change.file)
    }
    var lines = text.components(separatedBy: "\n")
    // The place of the new lines now: where they were written, or the only place that contains them.
    func stands(at place: Int) -> Bool {
      place >= 0 && place + new.count <= lines.count
        && Array(lines[place..<(place + new.count)]) == new
    }
    let places = lines.indices.filter { stands(at: $0) }
    let place =
      stands(at: line - 1) ? line - 1 : new.isEmpty ? nil : places.count == 1 ? places[0] : nil
    guard let place else {
      throw WorkspaceError(
        .usage,
        vi:
          "phần này của \(change.file) đã được sửa tiếp; hãy hoàn tác các thay đổi sau trước, hoặc sửa trực tiếp",
        en:
          "this part of \(change.file) was changed again; undo the later changes first, or edit it"
      )
    }
    lines.replaceSubrange(place..<(place + new.count), with: old)
    _ = try writeAlone(
      lines.joined(separator: "\n"), over: text, to: change.file, .undo, subject: change.subject,
      by: who, undoes: change.number)
  }

  private func undoFile(_ change: Change, by who: String) throws(WorkspaceError) {
    let later = changes.first { $0.file == change.file && $0.number > change.number }
    guard later == nil else {
      throw WorkspaceError(
        .usage,
        vi: "tệp \(change.file) đã được thay sau đó; hãy hoàn tác các thay đổi sau trước",
        en: "the file \(change.file) was replaced later; undo the later changes first")
    }
    guard change.hadFile == true else {
      return try replaceAlone(
        change.file, with: nil, .undo, subject: change.subject, by: who, undoes: change.number)
    }
    let copy = project.appending(path: ".giaoban/restored-\(UUID().uuidString)")
    do { try FileManager.default.copyItem(at: before(change.number), to: copy) } catch {
      throw .cannotWrite(change.file, error)
    }
    defer { try? FileManager.default.removeItem(at: copy) }
    try replaceAlone(
      change.file, with: copy, .undo, subject: change.subject, by: who, undoes: change.number)
  }

  /// The byte order mark by which Excel and Notepad recognise UTF-8; not part of the text, and preserved.
  private static let mark = Data([0xEF, 0xBB, 0xBF])

  /// A file's text without the byte order mark; `nil` if it is not UTF-8.
  static func text(_ data: Data) -> String? {
    String(validating: data.starts(with: mark) ? data.dropFirst(mark.count) : data, as: UTF8.self)
  }

  /// The differing lines of two texts, without common lines at the start and at the end.
  static func difference(
    _ old: String, _ new: String
  ) -> (line: Int, old: [String], new: [String]) {
    let (left, right) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end] == right[right.count - 1 - end]
    { end += 1 }
    return (
      start + 1, Array(left[start..<(left.count - end)]), Array(right[start..<(right.count - end)])
    )
  }
}

extension WorkspaceError {
  static func changedMeanwhile(_ name: String) -> WorkspaceError {
    WorkspaceError(
      .usage, vi: "\(name) đã thay đổi trong lúc đó; hãy tải lại trang rồi làm lại",
      en: "\(name) has changed meanwhile; reload the page and try again")
  }
}

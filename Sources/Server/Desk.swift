import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import OfficeWords
import ReportTables
import Settings
import Synchronization
import Workspace

/// The state of a request: what all requests share, namely the folder, the data read from it and the running work; and
/// the user who sent it.
struct Desk: Sendable {
  let shelf: Shelf
  let language: Language
  /// The prefix of every address of the page.
  let prefix: String
  let jobs = Jobs()
  /// The user; `nil` on a page that is not shared.
  var visitor: Visitor?

  /// The same desk for a user.
  func of(_ visitor: Visitor?) -> Desk {
    var desk = self
    desk.visitor = visitor
    return desk
  }

  /// The data read from a project, with the state of its files at that time.
  private struct Reading {
    var stamp: String
    var checked: CheckResult?
    /// The tallies by request.
    var tallies: [TallyKey: IntakeResult] = [:]
    var opened: OpenProject
  }

  private struct TallyKey: Hashable {
    var periods: [Period]
    var isByCommune: Bool
    var column: String?
  }

  /// The data read from the projects, and a lock for each project: other requests wait while it is read, and then use
  /// the result.
  private final class Shared: Sendable {
    let readings = Mutex<[String: Reading]>([:])
    let readers = Mutex<[String: NSRecursiveLock]>([:])
  }
  private let shared = Shared()
  /// The number of projects, and of tallies for each, to keep.
  private static let kept = 4

  init(shelf: Shelf, language: Language, prefix: String) {
    (self.shelf, self.language, self.prefix) = (shelf, language, prefix)
  }

  /// Runs expensive work on a separate thread, so that the threads that answer requests stay free.
  static func work<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.work { continuation.resume(with: Swift.Result { try body() }) }
    }
  }

  private func alone<Result>(_ entry: Shelf.Entry, _ body: () throws -> Result) rethrows -> Result {
    let lock = shared.readers.withLock { readers in
      let lock = readers[entry.id] ?? NSRecursiveLock()
      readers[entry.id] = lock
      return lock
    }
    return try lock.withLock(body)
  }

  func entry(_ id: String) throws -> Shelf.Entry {
    guard let entry = shelf.entry(id) else {
      throw WorkspaceError(
        .noInput, vi: "không có dự án này; có thể đã được xóa hoặc đổi tên ở cửa sổ khác",
        en: "there is no such project; it may have been removed or renamed in another window")
    }
    return entry
  }

  func files(_ entry: Shelf.Entry) -> ProjectFiles {
    ProjectFiles(entry.folder, user: visitor?.name ?? "")
  }

  /// Opens the project with the current files.
  func open(_ entry: Shelf.Entry) throws -> OpenProject { try reading(entry).opened }

  private func reading(_ entry: Shelf.Entry) throws -> Reading {
    let stamp = files(entry).stamp
    if let known = shared.readings.withLock({ $0[entry.id] }), known.stamp == stamp { return known }
    let fresh = Reading(
      stamp: stamp,
      opened: try OpenProject(
        folder: entry.folder, language: language, requiringRecords: false))
    shared.readings.withLock { readings in
      if readings.count >= Desk.kept, readings[entry.id] == nil { readings.removeAll() }
      readings[entry.id] = fresh
    }
    return fresh
  }

  /// The findings in a project.
  func check(_ entry: Shelf.Entry) throws -> CheckResult {
    try alone(entry) { try readChecked(entry) }
  }

  private func readChecked(_ entry: Shelf.Entry) throws -> CheckResult {
    let reading = try reading(entry)
    if let checked = reading.checked { return checked }
    let checked = try reading.opened.check()
    shared.readings.withLock { readings in
      if readings[entry.id]?.stamp == reading.stamp { readings[entry.id]?.checked = checked }
    }
    return checked
  }

  /// The tallies of some periods.
  func tallies(
    _ entry: Shelf.Entry, _ periods: [Period], isByCommune: Bool = false, column: String? = nil
  ) throws -> IntakeResult {
    try alone(entry) {
      try readTallies(entry, periods, isByCommune: isByCommune, column: column)
    }
  }

  private func readTallies(
    _ entry: Shelf.Entry, _ periods: [Period], isByCommune: Bool, column: String?
  ) throws -> IntakeResult {
    let reading = try reading(entry)
    let key = TallyKey(periods: periods, isByCommune: isByCommune, column: column)
    if let known = reading.tallies[key] { return known }
    let tallies = try reading.opened.tallies(
      periods, place: isByCommune ? .commune : .unit, column: column)
    shared.readings.withLock { readings in
      guard readings[entry.id]?.stamp == reading.stamp else { return }
      if (readings[entry.id]?.tallies.count ?? 0) >= Desk.kept {
        readings[entry.id]?.tallies.removeAll()
      }
      readings[entry.id]?.tallies[key] = tallies
    }
    return tallies
  }
}

import ClusterMetrics
import Foundation
import OfficeWords
import ReportTables
import Tables

/// The numbers of a period as they stood when it was closed, kept in the project's folder: what differs from them
/// afterwards is said until the period is opened again with a reason.
package struct ClosedPeriod: Codable, Sendable, Equatable {
  /// A file that the numbers were made from.
  package struct File: Codable, Sendable, Equatable {
    package var file: String
    /// Of its bytes.
    package var sha256: String

    package init(file: String, sha256: String) { (self.file, self.sha256) = (file, sha256) }
  }

  /// What an indicator was for a unit.
  package struct Number: Codable, Sendable, Equatable {
    package var indicator: String
    package var unit: String
    /// `nil` where there was none.
    package var value: Double?
  }

  /// What a unit answered to a question.
  package struct Said: Codable, Sendable, Equatable {
    package var question: String
    package var unit: String
    package var text: String
  }

  /// Why it was opened again.
  package struct Reopening: Codable, Sendable, Equatable {
    package var day: String
    package var reason: String
  }

  /// As commands write it: `2024-H1`.
  package let period: String
  /// The day on which it was closed, as ISO 8601 writes it.
  package let closed: String
  package let files: [File]
  package let numbers: [Number]
  /// What an indicator was for a cluster, whose name stands for a unit's; `nil` in a closing from before they were kept.
  package let clusters: [Number]?
  /// What units were to reach; `nil` in a closing from before plans were kept.
  package let plans: [Number]?
  /// What clusters, and all together, were to reach by plans of their own; the name is empty for all. `nil` in a closing from
  /// before these were kept.
  package let wholePlans: [Number]?
  /// What units and clusters had in the same period of the year before, beside which reports set the numbers; `nil` in
  /// a closing from before they were kept.
  package let earlier: [Number]?
  /// What units said in words; `nil` in a closing from before they were kept.
  package let answers: [Said]?
  package var reopened: Reopening?

  /// What the tallies of a period are now.
  ///
  /// - Parameters:
  ///   - book: of the period, and of the same period of the year before.
  ///   - answers: what units said, of any period.
  package init(
    _ book: TallyBook, _ period: Period, indicators: [Indicator], answers: [Answer] = [],
    files: [File]
  ) {
    self.period = period.name
    closed = Today.day.description
    self.files = files
    // As reports state it: on the map of its last day.
    let whole = book.comparable([period]).withSmallNumbers
    numbers = indicators.flatMap { ClosedPeriod.units($0, whole, period) }
    clusters = indicators.flatMap { ClosedPeriod.clusters($0, whole, period) }
    plans = indicators.flatMap { ClosedPeriod.plans($0, whole, period) }
    wholePlans = indicators.flatMap { ClosedPeriod.wholePlans($0, whole, period) }
    earlier = indicators.flatMap { ClosedPeriod.earlier($0, book.withSmallNumbers, period) }
    self.answers = ClosedPeriod.said(answers, period, book.roster)
  }

  package var day: Day? { Day(iso: closed) }

  // MARK: The folder

  /// Where a project keeps them.
  private static func folder(of project: URL) -> URL {
    project.appending(path: ".giaoban/closed")
  }

  private static func file(of period: String, in project: URL) -> URL {
    folder(of: project).appending(path: period + ".json")
  }

  /// Files above this many bytes are no closings.
  private static let mostBytes = 256 << 20

  /// What a project's folder holds of closings.
  package struct All {
    /// By the names of their periods.
    package var closed: [ClosedPeriod] = []
    /// Closings that were opened again, oldest first.
    package var reopened: [ClosedPeriod] = []
    /// The periods whose files cannot be read.
    package var damaged: [String] = []
  }

  fileprivate static func all(in project: URL, _ calendar: ReportingCalendar) -> All {
    let folder = folder(of: project)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var all = All()
    for name in names.sorted() where name.hasSuffix(".json") {
      let period = String(name.dropLast(5))
      let own = read(folder.appending(path: name).path)
      guard calendar.period(written: period) != nil else {
        // What was opened again is kept under a number.
        if let own, own.reopened != nil, period.hasPrefix(own.period + "-") {
          all.reopened.append(own)
        }
        continue
      }
      guard let own, own.reopened == nil, own.period == period, own.day != nil,
        !own.numbers.isEmpty
      else {
        all.damaged.append(period)
        continue
      }
      all.closed.append(own)
    }
    all.reopened.sort { ($0.period, $0.reopened?.day ?? "") < ($1.period, $1.reopened?.day ?? "") }
    return all
  }

  private static func read(_ path: String) -> ClosedPeriod? {
    guard FileKind.isRegular(path, atMost: mostBytes),
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return try? JSONDecoder().decode(ClosedPeriod.self, from: data)
  }

  /// Keeps it.
  package func write(in project: URL) throws {
    // Nothing is written outside of the project.
    for name in [".giaoban", ".giaoban/closed"] {
      let path = project.appending(path: name).path
      guard (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil else {
        throw CocoaError(
          .fileWriteNoPermission,
          userInfo: [NSLocalizedDescriptionKey: "\(name) is a symbolic link"])
      }
    }
    try FileManager.default.createDirectory(
      at: ClosedPeriod.folder(of: project), withIntermediateDirectories: true)
    try write(to: ClosedPeriod.file(of: period, in: project))
  }

  private func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(self).write(to: file, options: .atomic)
  }

  /// Opens it again: the numbers stay beside their successors, with the reason.
  package func reopen(in project: URL, because reason: String) throws {
    var kept = self
    kept.reopened = Reopening(day: Today.day.description, reason: reason)
    let manager = FileManager.default
    var number = 1
    func old() -> URL { ClosedPeriod.file(of: "\(period)-\(number)", in: project) }
    while manager.fileExists(atPath: old().path) { number += 1 }
    try kept.write(to: old())
    try manager.removeItem(at: ClosedPeriod.file(of: period, in: project))
  }
}

extension Project {
  /// The periods that are closed, and those whose closing cannot be read. Reads the files each time.
  package var closings: ClosedPeriod.All {
    ClosedPeriod.all(in: folder, definition.calendar)
  }
}

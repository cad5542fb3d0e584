import ClusterMetrics
import Foundation

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
  package var reopened: Reopening?

  /// What the tallies of a period are now.
  package init(_ book: TallyBook, _ period: Period, indicators: [Indicator], files: [File]) {
    self.period = period.name
    closed = Today.day.description
    self.files = files
    // As reports state it: on the map of its last day.
    let book = book.comparable([period])
    let whole = book.withSmallNumbers
    numbers = indicators.flatMap { indicator in
      book.units(of: .all, in: period).map { unit in
        Number(
          indicator: indicator.id, unit: book.roster.units[unit].name,
          value: whole.tally(indicator, for: .unit(unit), in: period).value)
      }
    }
    clusters = indicators.flatMap { indicator in
      book.roster.clusters.indices.map { cluster in
        Number(
          indicator: indicator.id, unit: book.roster.clusters[cluster].name,
          value: whole.tally(indicator, for: .cluster(cluster), in: period).value)
      }
    }
    plans = indicators.flatMap { ClosedPeriod.plans(of: $0, book, period) }
  }

  /// The plans of units that hold in a period.
  private static func plans(
    of indicator: Indicator, _ book: TallyBook, _ period: Period
  ) -> [Number] {
    book.units(of: .all, in: period).compactMap { unit in
      book.plans(indicator, ofUnit: unit, in: period).first.map {
        Number(
          indicator: indicator.id, unit: book.roster.units[unit].name, value: $0.value.doubleValue)
      }
    }
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

  /// The closed periods of a project by their names, and those whose files cannot be read.
  fileprivate static func all(
    in project: URL, _ calendar: ReportingCalendar
  ) -> (closed: [ClosedPeriod], damaged: [String]) {
    let folder = folder(of: project)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var (closed, damaged): ([ClosedPeriod], [String]) = ([], [])
    for name in names.sorted() where name.hasSuffix(".json") {
      let period = String(name.dropLast(5))
      // What was opened again is kept under a number.
      guard calendar.period(written: period) != nil else { continue }
      let path = folder.appending(path: name).path
      guard FileKind.isRegular(path, atMost: mostBytes),
        let data = FileManager.default.contents(atPath: path),
        let own = try? JSONDecoder().decode(ClosedPeriod.self, from: data),
        own.reopened == nil, own.period == period, own.day != nil, !own.numbers.isEmpty
      else {
        damaged.append(period)
        continue
      }
      closed.append(own)
    }
    return (closed, damaged)
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

  // MARK: What changed

  /// What differs from the numbers that were kept, a finding an indicator.
  fileprivate func changes(_ book: TallyBook, _ definition: ProjectDefinition) -> [Finding] {
    guard let period = definition.calendar.period(written: period), book.periods.contains(period)
    else { return [] }
    let book = book.comparable([period])
    return gone(definition)
      + definition.indicators.flatMap { indicator -> [Finding] in
        let kept = numbers.filter { $0.indicator == indicator.id }
        // One that came later was never closed.
        guard !kept.isEmpty else { return [] }
        let now = book.units(of: .all, in: period).map { unit in
          Number(
            indicator: indicator.id, unit: book.roster.units[unit].name,
            value: book.tally(indicator, for: .unit(unit), in: period).value)
        }
        var changed = ClosedPeriod.changes(from: kept, to: now)
        // Nobody's number changed, and the roster or the settings make another whole of them.
        if changed.isEmpty { changed = changedClusters(indicator, book, period) }
        let planned = plans.map { plans in
          ClosedPeriod.changes(
            from: plans.filter { $0.indicator == indicator.id },
            to: ClosedPeriod.plans(of: indicator, book, period))
        }
        return [
          finding(changed, indicator, LocalizedText(vi: "số", en: "number")),
          finding(planned ?? [], indicator, LocalizedText(vi: "kế hoạch", en: "plan")),
        ].compactMap(\.self)
      }
  }

  private struct Change {
    var unit: String
    var old: Double?
    var new: Double?
  }

  /// What became of each unit's number; one that is gone, and one that is new, are changes, too.
  private static func changes(from old: [Number], to new: [Number]) -> [Change] {
    var before = Dictionary(old.map { ($0.unit, $0.value) }, uniquingKeysWith: { $1 })
    var changed: [Change] = []
    for number in new {
      let old = before.removeValue(forKey: number.unit) ?? nil
      if !areAlike(old, number.value) {
        changed.append(Change(unit: number.unit, old: old, new: number.value))
      }
    }
    for (unit, old) in before.sorted(by: { $0.key < $1.key }) where old != nil {
      changed.append(Change(unit: unit, old: old, new: nil))
    }
    return changed
  }

  private func finding(
    _ changed: [Change], _ indicator: Indicator, _ what: LocalizedText
  ) -> Finding? {
    guard !changed.isEmpty else { return nil }
    func list(_ text: (Double?) -> String) -> String {
      changed.prefix(6).map { "\($0.unit) \(text($0.old)) → \(text($0.new))" }
        .joined(separator: "; ") + (changed.count > 6 ? "; …" : "")
    }
    // Four decimals tell apart what prints alike.
    func quantity(_ value: Double?) -> Quantity? {
      value.flatMap { Quantity(Rounding.rounded($0, decimals: 4)) }
    }
    let sign = indicator.isPercentage ? "%" : ""
    let vietnamese = list { quantity($0).map { $0.vietnamese + sign } ?? "…" }
    let english = list { quantity($0).map { "\($0)" + sign } ?? "…" }
    let count = changed.count
    let closedOn = (day?.vietnamese ?? closed, closed)
    return Finding(
      .changedAfterClosing, .warning,
      at: .init(file: ".giaoban/closed/\(self.period).json"),
      about: "\(what.english) \(indicator.id)",
      vi:
        "\(indicator.name.vietnamese), \(self.period): \(count) \(what.vietnamese) đã thay đổi sau khi chốt ngày"
        + " \(closedOn.0): \(vietnamese); nếu đúng, hãy mở lại kỳ (giaoban close … --period"
        + " \(self.period) --reopen --reason \"…\") rồi chốt lại",
      en:
        "\(indicator.name.english), \(self.period): \(count) \(what.english)\(count == 1 ? "" : "s") changed after the"
        + " closing on \(closedOn.1): \(english); if that is right, open the period again (giaoban close …"
        + " --period \(self.period) --reopen --reason \"…\") and close it anew")
  }

  private func changedClusters(
    _ indicator: Indicator, _ book: TallyBook, _ period: Period
  ) -> [Change] {
    let kept = (clusters ?? []).filter { $0.indicator == indicator.id }
    let now = Dictionary(
      book.roster.clusters.indices.map { cluster in
        (
          book.roster.clusters[cluster].name,
          book.tally(indicator, for: .cluster(cluster), in: period).value
        )
      }, uniquingKeysWith: { first, _ in first })
    return kept.compactMap { number in
      let new = now[number.unit] ?? nil
      return ClosedPeriod.areAlike(number.value, new)
        ? nil : Change(unit: number.unit, old: number.value, new: new)
    }
  }

  /// Indicators that were closed and are no longer in the settings.
  private func gone(_ definition: ProjectDefinition) -> [Finding] {
    let known = Set(definition.indicators.map(\.id))
    let ids = numbers.filter { $0.value != nil && !known.contains($0.indicator) }.map(\.indicator)
      .uniqued
    guard !ids.isEmpty else { return [] }
    let listed = ids.joined(separator: ", ")
    return [
      Finding(
        .changedAfterClosing, .warning, at: .init(file: ".giaoban/closed/\(period).json"),
        about: "gone",
        vi: "\(period): chỉ tiêu đã chốt không còn trong giaoban.yaml: \(listed)",
        en: "\(period): indicators that were closed are no longer in giaoban.yaml: \(listed)")
    ]
  }

  private static func areAlike(_ old: Double?, _ new: Double?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return abs(old - new) <= 1e-9 * max(abs(old), abs(new), 1)
  }
}

extension Project {
  /// The periods that are closed, and those whose closing cannot be read. Reads the files each time.
  package var closings: (closed: [ClosedPeriod], damaged: [String]) {
    ClosedPeriod.all(in: folder, definition.calendar)
  }

  /// What is no longer as it was when its period was closed, in the project's own calendar, and which closings cannot be
  /// read, so that nobody knows.
  func changesAfterClosing(_ book: TallyBook, in periods: [Period]) -> [Finding] {
    guard hasOwnCalendar else { return [] }
    let names = Set(periods.map(\.name))
    let (closed, damaged) = closings
    let unknown = damaged.map { period in
      Finding(
        .changedAfterClosing, .warning, at: .init(file: ".giaoban/closed/\(period).json"),
        vi:
          "\(period): không đọc được bản chốt số liệu nên không biết số nào đã thay đổi; hãy lấy lại tệp này, hoặc xóa"
          + " tệp rồi chốt lại",
        en:
          "\(period): the closing cannot be read, so that nobody knows what changed; restore the file, or delete it and"
          + " close the period again")
    }
    return unknown
      + closed.filter { names.contains($0.period) }.flatMap { $0.changes(book, definition) }
  }
}

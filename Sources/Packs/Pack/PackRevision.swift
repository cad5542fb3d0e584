import ClusterMetrics
import Foundation
import Reporting

/// Which issue of a period's pack this is, and what changed since the one before.
///
/// In go the manifest that lies in the pack's folder, the inputs and the numbers of now. The same inputs
/// give the same issue again, so a pack made twice is the same byte for byte.
package struct PackRevision: Codable, Equatable, Sendable {
  /// A number that is not what it was.
  package struct Change: Codable, Equatable, Sendable {
    package var period: String
    package var cluster: String
    package var unit: String
    package var indicator: String
    /// What it was; without one, it had none or was not there.
    package var before: Double?
    package var after: Double?
    /// How it stood then and stands now; `nil` in packs from before this was kept.
    package var statusBefore: String?
    package var statusAfter: String?
  }

  /// A file that is not what it was.
  package struct InputChange: Codable, Equatable, Sendable {
    package var file: String
    /// Rows that counted; none for files that hold no records, or that were not there.
    package var rowsBefore: Int?
    package var rowsAfter: Int?
    package var isNew: Bool
    package var isGone: Bool
  }

  /// 1 for the first.
  package var issue: Int
  package var changes: [Change]
  package var inputs: [InputChange]

  /// The issue that a pack of these numbers is, after the one of `previous`.
  init(
    after previous: Manifest?, title: String, period: Period, inputs: [Pack.Input],
    data: [Manifest.Datum]
  ) {
    guard let previous, previous.period == period.name, previous.title == title else {
      (issue, changes, self.inputs) = (1, [], [])
      return
    }
    let last = previous.revision ?? PackRevision(issue: 1)
    guard previous.inputs != inputs || previous.giaoban != GiaobanVersion.current else {
      self = last
      return
    }
    issue = last.issue + 1
    changes = PackRevision.changes(from: previous.charts.flatMap(\.data), to: data)
    self.inputs = PackRevision.changes(from: previous.inputs, to: inputs)
  }

  private init(issue: Int) { (self.issue, changes, inputs) = (issue, [], []) }

  private struct Key: Hashable {
    var period: String
    var cluster: String
    var unit: String
    var indicator: String

    init(_ datum: Manifest.Datum) {
      (period, cluster, unit, indicator) = (
        datum.period, datum.cluster, datum.unit, datum.indicator
      )
    }
  }

  private static func changes(
    from old: [Manifest.Datum], to new: [Manifest.Datum]
  ) -> [Change] {
    let before = Dictionary(old.map { (Key($0), $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(new.map { (Key($0), $0) }, uniquingKeysWith: { $1 })
    var seen: Set<Key> = []
    return (new + old).compactMap { datum in
      let key = Key(datum)
      guard seen.insert(key).inserted else { return nil }
      // The trend moves on by itself: a number that was not part of the last issue is no change.
      guard let was = before[key], let now = after[key], was.value != now.value else {
        return nil
      }
      return Change(
        period: key.period, cluster: key.cluster, unit: key.unit, indicator: key.indicator,
        before: was.value, after: now.value, statusBefore: was.status, statusAfter: now.status)
    }
  }

  private static func changes(from old: [Pack.Input], to new: [Pack.Input]) -> [InputChange] {
    let before = Dictionary(old.map { ($0.file, $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(new.map { ($0.file, $0) }, uniquingKeysWith: { $1 })
    let names = new.map(\.file) + old.map(\.file).filter { after[$0] == nil }
    return names.compactMap { name in
      let (was, now) = (before[name], after[name])
      guard was != now else { return nil }
      return InputChange(
        file: name, rowsBefore: was?.rows, rowsAfter: now?.rows, isNew: was == nil,
        isGone: now == nil)
    }
  }
}

import ClusterMetrics
import Foundation
import Reporting

/// The revision of a period's pack, and the changes since the previous one.
///
/// The input is the manifest in the pack's folder, and the current inputs and numbers. The same inputs give the same
/// revision again, so a pack made twice is identical byte for byte.
package struct PackRevision: Codable, Equatable, Sendable {
  /// A number that has changed.
  package struct Change: Codable, Equatable, Sendable {
    package var period: String
    package var cluster: String
    package var unit: String
    package var indicator: String
    /// The previous value; `nil` if it had none or did not exist.
    package var before: Double?
    package var after: Double?
    /// The previous and the current status; `nil` in packs of older versions.
    package var statusBefore: String?
    package var statusAfter: String?
  }

  /// A file that has changed.
  package struct InputChange: Codable, Equatable, Sendable {
    package var file: String
    /// The previous number of accepted rows; `nil` for files without records, or new ones.
    package var rowsBefore: Int?
    package var rowsAfter: Int?
    package var isNew: Bool
    package var isGone: Bool
  }

  /// The number of the revision, 1 for the first.
  package var issue: Int
  package var changes: [Change]
  package var inputs: [InputChange]

  /// The revision of a pack with these numbers, after the one in `previous`.
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
      // The periods of a trend move on: a number that was not in the last revision is not a change.
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

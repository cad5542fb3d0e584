import ClusterMetrics

/// A kind of finding that the settings accept, with a reason: it no longer stands in the way.
///
/// What an accepted error is about stays left out of every number.
package struct Acceptance: Sendable, Hashable {
  package var code: Finding.Code
  /// Only in this file, if given.
  package var file: String?
  /// Only in this row, if given.
  package var row: Int?
  package var reason: String

  package init(code: Finding.Code, file: String? = nil, row: Int? = nil, reason: String) {
    self.code = code
    self.file = file
    self.row = row
    self.reason = reason
  }
}

/// Gathers findings, a bounded number of each code and file: a register in which every one of a
/// million rows is wrong says so in a few hundred lines and a count.
package struct FindingLog: Sendable {
  /// How many findings of one code are kept of one file.
  package static let kept = 200

  /// What the settings accept.
  package var acceptances: [Acceptance] = []
  private var findings: [Finding] = []
  private var counts: [Key: Int] = [:]
  /// How many findings were added, kept or not.
  package private(set) var total = 0

  private struct Key: Hashable {
    let code: Finding.Code
    let severity: Finding.Severity
    let file: String
  }

  package init() {}

  package mutating func add(_ finding: Finding) {
    let key = Key(code: finding.code, severity: finding.severity, file: finding.place.file)
    total += 1
    counts[key, default: 0] += 1
    if counts[key, default: 0] <= FindingLog.kept { findings.append(finding) }
  }

  /// Adds all that another log has counted, in its order.
  ///
  /// - Parameter movedBy: how many rows further down its findings are.
  package mutating func merge(_ other: FindingLog, movedBy shift: Int = 0) {
    for var finding in other.findings {
      finding.place.row = finding.place.row.map { $0 + shift }
      add(finding)
    }
    // What the other one only counted is counted here, too.
    for (key, count) in other.counts where count > FindingLog.kept {
      counts[key, default: 0] += count - FindingLog.kept
      total += count - FindingLog.kept
    }
  }

  /// How many findings there are, the ones not kept included.
  package func count(of severity: Finding.Severity) -> Int {
    let accepted = findings.count { acceptance(of: $0)?.row != nil }
    let whole = counts.filter { acceptance(of: $0.key) != nil }.map(\.value).reduce(0, +)
    guard severity != .accepted else { return accepted + whole }
    let open = counts.filter { $0.key.severity == severity && acceptance(of: $0.key) == nil }
    let singly = findings.count {
      $0.severity == severity && acceptance(of: $0)?.row != nil
    }
    return open.map(\.value).reduce(0, +) - singly
  }

  package var hasErrors: Bool { count(of: .error) > 0 }

  /// The findings by file, row and column, with a closing line for each kind that was too frequent.
  package var all: [Finding] {
    let frequent = counts.filter { $0.value > FindingLog.kept }.sorted {
      ($0.key.file, $0.key.code.rawValue) < ($1.key.file, $1.key.code.rawValue)
    }
    let overflow = frequent.map { key, count in
      var finding = Finding(
        .moreOfTheSame, key.severity, at: .init(file: key.file),
        vi: "còn \(count - FindingLog.kept) lỗi nữa cùng loại \(key.code.rawValue)",
        en: "\(count - FindingLog.kept) more findings of the kind \(key.code.rawValue)")
      if let acceptance = acceptance(of: key) {
        (finding.severity, finding.reason) = (.accepted, acceptance.reason)
      }
      return finding
    }
    let kept = findings.map { finding in
      guard let acceptance = acceptance(of: finding) else { return finding }
      var finding = finding
      (finding.severity, finding.reason) = (.accepted, acceptance.reason)
      return finding
    }
    // Stable, so that findings of the same cell keep the order in which they were found.
    return (kept + overflow).enumerated()
      .sorted { left, right in
        let (first, second) = (left.element.place, right.element.place)
        return (first.file, first.row ?? .max, first.column ?? .max, left.offset)
          < (second.file, second.row ?? .max, second.column ?? .max, right.offset)
      }
      .map(\.element)
  }

  /// Acceptances that accept nothing: most often a slip of the pen, or mended data.
  package var unusedAcceptances: [Acceptance] {
    acceptances.filter { acceptance in
      !findings.contains { accepts(acceptance, $0.code, $0.place.file, $0.place.row) }
    }
  }

  private func accepts(
    _ acceptance: Acceptance, _ code: Finding.Code, _ file: String, _ row: Int?
  ) -> Bool {
    acceptance.code == code && (acceptance.file ?? file) == file
      && (acceptance.row == nil || acceptance.row == row)
  }

  private func acceptance(of finding: Finding) -> Acceptance? {
    acceptances.first {
      accepts($0, finding.code, finding.place.file, finding.place.row)
    }
  }

  /// What accepts all findings of a kind in a file.
  private func acceptance(of key: Key) -> Acceptance? {
    acceptances.first { $0.row == nil && accepts($0, key.code, key.file, nil) }
  }
}

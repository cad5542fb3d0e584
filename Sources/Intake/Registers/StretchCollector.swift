import ClusterMetrics
import Foundation

/// Puts the stretches of a file together in its order, whichever core brings them: numbers rows, finds
/// activities that stand twice, and gathers findings so that they are the same on any number of cores.
final class StretchCollector: @unchecked Sendable {
  // Everything below is used with the lock of `turns` held.
  private let turns = NSCondition()
  private var duplicates = DuplicateDetector()
  private var files: [String] = []
  private var sheet: String?
  private var next = 0
  private var row = 0
  private var log = FindingLog()
  private var summary = FileSummary(file: "")
  private var hiddenRows = 0
  private var isAtFault = false
  private let schema: ActivitySchema
  /// Stretches that came before their turn, by number: their cores read on meanwhile.
  private var early: [Int: Stretch] = [:]
  /// How many of them there may be before a core has to wait.
  private static let mostEarly = 4
  /// Stretches to be filled again.
  private var spares: [Stretch] = []

  init(schema: ActivitySchema) { self.schema = schema }

  /// Turns to a file, or to a sheet of it: what was said of the last one is taken away.
  ///
  /// - Parameter first: the number of the first stretch.
  func begin(file: String, sheet: String?, first: Int = 0) {
    turns.withLock {
      if files.last != file { files.append(file) }
      self.sheet = sheet
      (next, row) = (first, 0)
      log = FindingLog()
      summary = FileSummary(file: file)
      (hiddenRows, isAtFault) = (0, false)
    }
  }

  /// How many of the rows are hidden from the eyes of those who open the file.
  var hidden: Int { turns.withLock { hiddenRows } }

  /// Whether a stretch ended in a fault: those behind it are not taken.
  var isStopped: Bool { turns.withLock { isAtFault } }

  /// The row above a stretch, where all before it have been taken; 0 otherwise.
  func rowBefore(_ number: Int) -> Int {
    turns.withLock { number == next ? row : 0 }
  }

  /// Takes a stretch, and gives another one for it.
  ///
  /// - Returns: the stretches that are to be folded, now that all those before them have come: none behind a
  ///   fault is among them, however many cores there are.
  func take(_ stretch: inout Stretch) -> [Stretch] {
    turns.lock()
    defer { turns.unlock() }
    while next != stretch.number, early.count == StretchCollector.mostEarly, !isAtFault {
      turns.wait()
    }
    guard !isAtFault else { return [] }
    early[stretch.number] = stretch
    stretch = spares.popLast() ?? Stretch(schema: schema)
    var ready: [Stretch] = []
    while !isAtFault, let following = early.removeValue(forKey: next) {
      add(following)
      ready.append(following)
    }
    if isAtFault { early = [:] }
    turns.broadcast()
    return ready
  }

  /// Takes a stretch that has been folded, to be filled again.
  func giveBack(_ stretch: Stretch) { turns.withLock { spares.append(stretch) } }

  /// Adds the stretch whose turn it is.
  private func add(_ stretch: Stretch) {
    // Rows that were counted from the stretch's own beginning are moved to where it begins.
    let shift = stretch.rowBefore.map { row - $0 } ?? 0
    checkDuplicates(stretch, shift)
    log.merge(stretch.log, movedBy: shift)
    summary.rows += stretch.rows
    summary.totals += stretch.totals
    summary.doubtful += stretch.doubtful
    hiddenRows += stretch.hidden
    isAtFault = stretch.isLast
    summary.accepted += stretch.batch.count
    row = stretch.lastRow + shift
    next += 1
  }

  private func checkDuplicates(_ stretch: Stretch, _ shift: Int) {
    let file = files.count - 1
    let rows = stretch.batch.rows
    let repeated = duplicates.repeated(stretch.fingerprints.elements, file: file) {
      Int(rows[$0]) + shift
    }
    for (index, first) in repeated {
      let own = Int(rows[index]) + shift
      summary.doubtful += 1
      let place = "\(files[first.file]):\(first.row)"
      log.add(
        Finding(
          .duplicateActivity, .warning,
          at: .init(file: files[file], sheet: sheet, row: own),
          vi: "giống hệt dòng \(place) và được tính hai lần; hãy xóa một dòng nếu nhập trùng",
          en: "the same as \(place), and counted twice; delete one if it was entered twice"))
    }
  }

  /// Adds what was found beside the rows.
  func add(_ other: FindingLog) { turns.withLock { log.merge(other) } }

  /// What was said of the file, and what was read of it.
  func finished() -> (log: FindingLog, summary: FileSummary) { turns.withLock { (log, summary) } }
}

/// What was read of one file.
package struct FileSummary: Sendable, Hashable {
  package var file: String
  /// Rows below the header that are not blank.
  package var rows = 0
  package var accepted = 0
  /// Accepted rows that somebody should look at.
  package var doubtful = 0
  /// Rows of totals, which are not among `rows`.
  package var totals = 0
  package var refused: Int { rows - accepted }
}

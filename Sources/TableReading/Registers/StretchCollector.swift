import ClusterMetrics
import Findings
import Foundation
import Office
import OfficeWords
import Settings
import Tables

/// Puts the stretches of a table together in its order, whichever core brings them: numbers rows, finds
/// activities that stand twice, and gathers findings so that they are the same on any number of cores.
final class StretchCollector: @unchecked Sendable {
  // Everything below is used with the lock of `turns` held.
  private let turns = NSCondition()
  private var duplicates = DuplicateDetector()
  private var tables: [TableSource] = []
  private var twins = TwinDetector()
  private var next = 0
  private var row = 0
  private var log = FindingLog()
  private var summary = FileSummary(file: "")
  private var hiddenRows = 0
  private var isAtFault = false
  private let schema: ActivitySchema
  /// The categories whose texts are counted, and the counts.
  private let counted: [Int]
  private(set) var census: [Int: TextCensus]
  /// What the table has shown of how to read it.
  private var numberEvidence: [NumberEvidence] = []
  private var dateEvidence = DateEvidence()
  /// Whether marks stand for what is above.
  private var hasDittos = false
  private var longRows = LongRows()
  private var seenUnits: Set<Int> = []
  private var merges: [MergedRange] = []
  private var belowHeader: [Int: String] = [:]
  private(set) var outliers: OutlierWatch
  /// Stretches that came before their turn, by number: their cores read on meanwhile.
  private var early: [Int: Stretch] = [:]
  /// How many of them there may be before a core has to wait.
  private static let mostEarly = 4
  /// Stretches to be filled again.
  private var spares: [Stretch] = []

  /// - Parameter counted: the categories whose texts are counted.
  init(schema: ActivitySchema, counting counted: [Int]) {
    self.schema = schema
    self.counted = counted
    outliers = OutlierWatch(measureCount: schema.measures.count)
    census = Dictionary(uniqueKeysWithValues: counted.map { ($0, TextCensus()) })
  }

  /// Turns to a table: what was said of the last one is taken away.
  func begin(_ table: TableSource) {
    turns.withLock {
      tables.append(table)
      twins.begin()
      (next, row) = (0, 0)
      log = FindingLog()
      summary = FileSummary(file: table.file, sheet: table.sheet)
      (hiddenRows, isAtFault) = (0, false)
      (numberEvidence, dateEvidence, longRows) = ([], DateEvidence(), LongRows())
      hasDittos = false
      (seenUnits, merges, belowHeader) = ([], [], [:])
      outliers.ignored = []
    }
  }

  /// Counts rows above the header that look like data, and were not read.
  func refuse(rows: Int) { turns.withLock { summary.rows += rows } }

  /// Says the number of the table's first stretch.
  func start(at first: Int) { turns.withLock { next = first } }

  /// The units of a table without communes.
  var units: Set<Int> { turns.withLock { seenUnits } }

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
    while !isAtFault, var following = early.removeValue(forKey: next) {
      add(&following)
      ready.append(following)
    }
    if isAtFault { early = [:] }
    turns.broadcast()
    return ready
  }

  /// Takes a stretch that has been folded, to be filled again.
  func giveBack(_ stretch: Stretch) { turns.withLock { spares.append(stretch) } }

  /// Adds the stretch whose turn it is.
  private func add(_ stretch: inout Stretch) {
    // Rows that were counted from the stretch's own beginning are moved to where it begins.
    let shift = stretch.rowBefore.map { row - $0 } ?? 0
    stretch.shift = shift
    checkDuplicates(stretch, shift)
    count(stretch, shift)
    log.merge(stretch.log, movedBy: shift)
    for (column, found) in stretch.numberEvidence.enumerated() {
      if numberEvidence.count <= column { numberEvidence.append([]) }
      numberEvidence[column].formUnion(found)
    }
    dateEvidence.add(stretch.dateEvidence)
    hasDittos = hasDittos || stretch.hasDittos
    longRows.add(stretch.longRows)
    if !stretch.merges.isEmpty { merges = stretch.merges }
    belowHeader.merge(stretch.belowHeader) { first, _ in first }
    outliers.add(stretch.batch, table: tables.count - 1, shift: shift)
    summary.passed += stretch.passed
    if stretch.batch.missing.communes { seenUnits.formUnion(stretch.batch.units.map { Int($0) }) }
    summary.rows += stretch.rows
    summary.totals += stretch.totals
    summary.doubtful += stretch.doubtful
    hiddenRows += stretch.hidden
    isAtFault = stretch.isLast
    summary.accepted += stretch.batch.count
    row = stretch.lastRow + shift
    next += 1
  }

  private func count(_ stretch: Stretch, _ shift: Int) {
    let (rows, table) = (stretch.batch.rows, tables[tables.count - 1])
    for category in counted {
      census[category]?.add(stretch.batch.category(category), from: table, folded: nil) {
        Int(rows[$0]) + shift
      }
    }
  }

  /// Adds activities that a server has folded; only the rest of the table's rows come.
  func add(folded batch: ActivityBatch) {
    turns.withLock {
      guard let times = batch.folded else { return }
      let count = times.times.reduce(0, +)
      summary.rows += count
      summary.accepted += count
      for category in counted {
        census[category]?.add(
          batch.category(category), from: tables[tables.count - 1], folded: times
        ) { _ in 0 }
      }
      if batch.missing.communes { seenUnits.formUnion(batch.units.map { Int($0) }) }
    }
  }

  /// Says of which activities not all rows come, and of which of them those far above a median.
  func ignore(
    _ activities: Set<Int32>, medians: [(activity: Int32, measure: Int, median: Int64)]
  ) {
    turns.withLock {
      outliers.ignored = activities
      for (activity, measure, median) in medians {
        outliers.know(median: median, ofActivity: activity, measure: measure)
      }
    }
  }

  private func checkDuplicates(_ stretch: Stretch, _ shift: Int) {
    let table = tables.count - 1
    let rows = stretch.batch.rows
    twins.add(
      rows: stretch.fingerprints.count, sum: stretch.coreSum, events: stretch.eventSum)
    let repeated = duplicates.repeated(stretch.fingerprints.elements, file: table) {
      Int(rows[$0]) + shift
    }
    for (index, first) in repeated {
      let own = Int(rows[index]) + shift
      twins.addRepeated(from: first.file)
      summary.doubtful += 1
      let origin = tables[first.file]
      let place = "\(Finding.Place(file: origin.file, sheet: origin.sheet, row: first.row))"
      log.add(
        Finding(
          .duplicateActivity, .warning,
          at: .init(file: tables[table].file, sheet: tables[table].sheet, row: own),
          vi: "giống hệt dòng \(place) và được tính hai lần; hãy xóa một dòng nếu nhập trùng",
          en: "the same as \(place), and counted twice; delete one if it was entered twice"))
    }
  }

  /// The table of a number of `outliers`.
  func table(_ number: Int) -> TableSource { turns.withLock { tables[number] } }

  /// Adds what was found beside the rows.
  func add(_ other: FindingLog) { turns.withLock { log.merge(other) } }

  /// What was said of the table, and what was read of it.
  func finished() -> (log: FindingLog, summary: FileSummary) {
    turns.withLock {
      guard twins.twin() == nil, let (number, rows) = twins.likeness(), let own = tables.last else {
        return (log, summary)
      }
      var log = log
      let other = "\(Finding.Place(file: tables[number].file, sheet: tables[number].sheet))"
      log.add(
        Finding(
          .sameRegister, .warning, at: .init(file: own.file, sheet: own.sheet),
          vi:
            "cả \(rows) dòng trùng ngày, đơn vị và hoạt động với \(other), chỉ khác ở các cột còn lại; nếu là cùng một sổ theo"
            + " dõi thì mỗi hoạt động đang được tính hai lần, hãy xóa một trong hai sổ",
          en:
            "all \(rows) rows are of the same day, unit and activity as those of \(other), and differ in other columns only;"
            + " if both are one register, each activity counts twice: delete one of them"))
      return (log, summary)
    }
  }

  /// Whether a column of the table holds percentages.
  func holdsPercentages(_ column: Int) -> Bool {
    turns.withLock { column < numberEvidence.count && numberEvidence[column].contains(.percent) }
  }

  /// How the table should have been read, now that all of it is known; as it was, where that was right.
  ///
  /// - Parameter habits: how it was read.
  func habits(
    after habits: TableHabits, _ layout: ActivityLayout, headerRow: Int
  ) -> TableHabits {
    turns.withLock {
      var habits = habits
      for column in layout.measures.compactMap(\.self) where column < numberEvidence.count {
        if let mark = numberEvidence[column].mark(assuming: habits.assumedMark) {
          habits.marks[column] = mark
        }
      }
      if habits.dateOrder == .dayFirst, let order = dateEvidence.order { habits.dateOrder = order }
      // Where all rows have one, a delimiter at the end of each shifts nothing.
      if longRows.count > 0, longRows.count * 2 <= summary.rows { habits.refusesLongRows = true }
      // A second level of the header counts where a column is missing, or stands over several of them.
      if habits.lowerHeader.isEmpty, !layout.missing.isEmpty || layout.isDivided(by: belowHeader) {
        habits.lowerHeader = belowHeader
      }
      for merge in merges
      where merge.rows.lowerBound > headerRow && merge.rows.count > 1
        && layout.measures.contains(where: { $0.map(merge.columns.contains) ?? false })
        && !layout.spread.contains(where: merge.columns.contains)
      {
        log.add(StretchCollector.mergedNumber(merge, in: tables[tables.count - 1]))
      }
      for merge in merges
      where merge.rows.lowerBound > headerRow && merge.columns.count > 1
        && !merge.columns.contains(layout.date)
        && layout.measures.contains(where: { $0.map(merge.columns.contains) ?? false })
      {
        log.add(StretchCollector.mergedColumns(merge, in: tables[tables.count - 1]))
      }
      if hasDittos {
        habits.carried.dittos = layout.spread.uniqued.sorted()
        habits.carried.headerRow = headerRow
      }
      if habits.carried.merges.isEmpty {
        habits.carried.merges = merges.filter { merge in
          merge.rows.lowerBound > headerRow && merge.rows.count > 1
            && layout.spread.contains { merge.columns.contains($0) }
        }
      }
      if let twin = twins.twin() {
        let table = tables[twin]
        habits.twin = .init(
          name: "\(Finding.Place(file: table.file, sheet: table.sheet))", rows: summary.rows,
          repeated: twins.repeated(of: twin), others: twins.rows(of: twin))
      }
      return habits
    }
  }
}

extension StretchCollector {
  /// A number that several columns share: nobody can tell how much is whose.
  fileprivate static func mergedColumns(_ merge: MergedRange, in table: TableSource) -> Finding {
    let letters = [merge.columns.lowerBound, merge.columns.upperBound].map {
      ColumnLetters.of($0)
    }
    return Finding(
      .badNumber, .warning,
      at: .init(
        file: table.file, sheet: table.sheet, row: merge.rows.lowerBound,
        column: merge.columns.lowerBound + 1),
      about: "merged columns",
      vi:
        "ô số liệu được gộp cho các cột \(letters[0])–\(letters[1]): số chỉ được tính cho cột \(letters[0]); hãy bỏ gộp ô và ghi số"
        + " của từng cột",
      en:
        "one number is merged over columns \(letters[0]) to \(letters[1]): it counts only for column \(letters[0]); unmerge the"
        + " cells and write the number of each column")
  }

  /// A number that several rows share: nobody can tell how much is whose.
  fileprivate static func mergedNumber(_ merge: MergedRange, in table: TableSource) -> Finding {
    let (first, last) = (merge.rows.lowerBound, merge.rows.upperBound)
    return Finding(
      .badNumber, .warning,
      at: .init(
        file: table.file, sheet: table.sheet, row: first, column: merge.columns.lowerBound + 1),
      about: "merged",
      vi:
        "ô số liệu được gộp cho các dòng \(first)–\(last): số chỉ được tính một lần, cho dòng \(first); hãy bỏ gộp ô và ghi số của từng"
        + " dòng",
      en:
        "one number is merged over rows \(first) to \(last): it counts once, for row \(first); unmerge the cells and write"
        + " the number of each row")
  }
}

import ClusterMetrics
import Dispatch
import Findings
import Foundation
import OfficeWords
import Settings
import Tables

/// Reads registers one after the other, each on as many cores as it has work for.
///
/// In: tables. Out: what the folds took in, merged; and findings and summaries by file, which do not
/// depend on the number of cores.
package struct RegisterReading: TableFile.Reading {
  let definition: ProjectDefinition
  package let vocabularies: [SharedVocabulary]
  /// The header of each table read so far, and what it lacks.
  package private(set) var headers:
    [(table: TableSource, header: Header, layout: ActivityLayout, row: Int)] = []
  let roster: Roster
  let plan: TallyPlan
  private let coreLimit: Int
  private let makeFold: () -> any ActivityFold
  private(set) var cores: [Core] = []
  let collector: StretchCollector
  /// The table that is read, and how.
  private var table: ProjectTable?
  private(set) var habits = TableHabits()
  /// How the table should have been read.
  package private(set) var lesson = TableHabits()
  /// The tables whose rows a server has folded.
  var foldedRegisters: [TableSource: FoldedRegister] = [:]
  /// How tables of servers were read.
  package var databaseReadings: [DatabaseReading] = []

  /// What one core works with. Only one thread at a time uses it.
  final class Core: @unchecked Sendable {
    @exclusivity(unchecked) var reader: ActivityReader
    // Of any kind: asked once for each batch, while the rows are read by code made for their format.
    @exclusivity(unchecked) var fold: any ActivityFold
    @exclusivity(unchecked) private var stretch: Stretch

    init(reader: ActivityReader, fold: any ActivityFold, stretch: Stretch) {
      self.reader = reader
      self.fold = fold
      self.stretch = stretch
    }

    /// Reads block after block, until there is none left.
    ///
    /// - Parameter isBegun: whether the rows are the rest of a block.
    func work<Source: BlockSource>(
      _ table: inout TableReader<Source.Rows>, of source: Source, _ layout: ActivityLayout,
      _ place: TableSource, _ collector: StretchCollector, isBegun: Bool
    ) {
      var isBegun = isBegun
      while !collector.isStopped {
        if !isBegun {
          do throws(TableFault) {
            guard try source.fill(&table.rows) else { return }
          } catch {
            _ = table.report(error)
            return collector.add(table.log)
          }
        }
        // The rest of a block counts its rows from the file's beginning.
        let isCounted = !Source.Rows.areNumbered && !isBegun
        let before = isCounted ? collector.rowBefore(table.rows.number) : nil
        if let before { table.rows.count(from: before) }
        stretch.begin(table.rows.number, rowBefore: before)
        isBegun = false
        reader.read(&table, layout, into: &stretch)
        for ready in collector.take(&stretch) {
          fold.fold(ready.batch, from: place, shift: ready.shift)
          collector.giveBack(ready)
        }
      }
    }
  }

  /// - Parameters:
  ///   - cores: how many at most.
  ///   - makeFold: makes an empty fold; they are merged at the end.
  package init(
    definition: ProjectDefinition, roster: Roster, plan: TallyPlan, cores: Int,
    makeFold: @escaping () -> any ActivityFold
  ) {
    self.definition = definition
    self.roster = roster
    self.plan = plan
    coreLimit = max(1, cores)
    self.makeFold = makeFold
    vocabularies = zip(plan.vocabularies, plan.schema.categories).map {
      SharedVocabulary($0, of: $1, names: PlaceNames(roster: roster))
    }
    collector = StretchCollector(schema: plan.schema, counting: plan.askedCategories)
  }

  /// The tables with activities of units that have communes.
  package private(set) var unitsWithCommunes: Set<TableSource> = []

  /// Cells that are far from all others of their column and activity.
  package func outliers(_ definition: ProjectDefinition) -> [Finding] {
    collector.outliers.found.map { cell in
      let table = collector.table(cell.table)
      let layout = headers.first { $0.table == table }?.layout
      let value = Quantity(parts: Int128(cell.value))
      let median = Quantity(parts: Int128(cell.median))
      return Finding(
        .farFromOthers, .warning,
        at: .init(
          file: table.file, sheet: table.sheet, row: cell.row,
          column: layout?.measures[cell.measure].map { $0 + 1 }),
        vi:
          "\(value.vietnamese) gấp hơn 100 lần trung vị (\(median.vietnamese)) của các ô khác cùng cột và"
          + " cùng hoạt động; hãy kiểm tra lại",
        en: "\(value) is over 100 times the median (\(median)) of the other cells of its column and"
          + " activity; check it")
    }
  }

  /// How often each text of a category occurs.
  package var census: [Int: TextCensus] { collector.census }

  /// Turns to the next table: what was said of the last one is taken away.
  package mutating func begin(_ table: ProjectTable, _ habits: TableHabits) {
    self.table = table
    (self.habits, lesson) = (habits, habits)
    collector.begin(table.place)
  }

  /// What was said of the table, and what was read of it.
  package func finished() -> (log: FindingLog, summary: FileSummary) { collector.finished() }

  /// What all cores took in, added to an empty fold of the kind that they were given.
  package func folded<Fold: ActivityFold>(into empty: Fold) -> Fold {
    cores.reduce(into: empty) { all, core in
      if let fold = core.fold as? Fold { all.merge(fold) }
    }
  }

  /// Reads the rows of the table that it was told to begin.
  ///
  /// - Returns: findings about the choice of encoding.
  package mutating func read(_ file: TableFile) throws(TableFault) -> [Finding] {
    try file.read(table?.sheet, carried: habits.carried, into: &self)
  }

  /// Makes sure that there are so many cores.
  mutating func prepare(_ count: Int) {
    while cores.count < count {
      cores.append(
        Core(
          reader: ActivityReader(
            roster: roster, plan: plan, vocabularies: vocabularies,
            spellingLimit: definition.limits.spellings, today: Today.day,
            checks: definition.checks),
          fold: makeFold(), stretch: Stretch(schema: plan.schema)))
    }
  }

  /// Percentages in a column whose numbers are added up: 85 % would be 85 of whatever is counted.
  private func sayPercentages(_ layout: ActivityLayout, _ place: TableSource) {
    for (measure, column) in zip(plan.schema.measures, layout.measures) {
      guard let column, collector.holdsPercentages(column) else { continue }
      let summed = plan.indicators.first { indicator in
        guard case .sum(measure) = indicator.definition else { return false }
        return !["%", "phần trăm"].contains(indicator.unitOfMeasure?.vietnamese ?? "")
      }
      guard let summed else { continue }
      var log = FindingLog()
      let header = column < layout.headerTexts.count ? layout.headerTexts[column] : measure
      log.add(
        Finding(
          .badNumber, .warning,
          at: .init(file: place.file, sheet: place.sheet, column: column + 1), about: "% \(header)",
          vi:
            "cột \"\(header)\" có ô ghi tỷ lệ %, trong khi các số của cột được cộng lại (\(summed.name.vietnamese)): chẳng hạn ô ghi 85% được tính là 85; hãy kiểm"
            + " tra lại",
          en:
            "the column \"\(header)\" has percentages, and its numbers are added up (\(summed.name.english)): a cell of 85%, say, counts as 85;"
            + " check it"))
      collector.add(log)
    }
  }

  /// Reads the header with the first core's reader; `nil`, once all is said, where there is none.
  private mutating func layout(
    _ reader: inout TableReader<some TableRows>, _ table: ProjectTable
  ) -> ActivityLayout? {
    prepare(1)
    let (header, layout) = cores[0].reader.layout(
      &reader, columns: table.columns, unit: table.unit, calendar: definition.calendar)
    if let header, let layout { headers.append((table.place, header, layout, reader.rows.row)) }
    if layout == nil { collector.add(reader.log) }
    return layout
  }

  package mutating func read<Source: BlockSource>(_ rows: BlockwiseRows<Source>, sheet: String?) {
    guard let table else { return }
    let place = table.place
    var reader = TableReader(rows, file: place.file, sheet: place.sheet)
    reader.habits = habits
    guard let layout = layout(&reader, table) else { return }
    collector.refuse(rows: reader.brokenRows)
    let (source, head) = (reader.rows.source, reader.rows.rows)
    prepare(min(coreLimit, source.coreCount))
    collector.start(at: head.number)
    collector.add(reader.log)
    let (cores, collector) = (cores, collector)
    // The rows that are left of the header's block are the first stretch. Each reader is used by one core.
    nonisolated(unsafe) let readers = cores.indices.map {
      TableReader($0 == 0 ? head : source.rows(), after: reader)
    }
    DispatchQueue.concurrentPerform(iterations: cores.count) { index in
      var own = readers[index]
      cores[index].work(&own, of: source, layout, place, collector, isBegun: index == 0)
    }
    sayHidden(collector.hidden, place)
    var hidden = FindingLog()
    hidden.addHidden(
      layout.spread + layout.measures.compactMap(\.self), of: head.hiddenColumns, in: place)
    collector.add(hidden)
    if layout.commune == nil,
      collector.units.contains(where: { !roster.units[$0].communes.isEmpty })
    {
      unitsWithCommunes.insert(place)
    }
    lesson = collector.habits(after: habits, layout, headerRow: reader.rows.row)
    sayPercentages(layout, place)
    sayOrder(reader.habits, layout, place)
    checkNotEmpty()
  }

  /// Says that day and month were read the other way round than people write them here.
  private func sayOrder(_ habits: TableHabits, _ layout: ActivityLayout, _ place: TableSource) {
    let at = Finding.Place(file: place.file, sheet: place.sheet, column: layout.date + 1)
    var log = FindingLog()
    switch habits.dateOrder {
    case .dayFirst: return
    case .monthFirst:
      log.add(
        Finding(
          .exchangedDates, .warning, at: at,
          vi:
            "cột ngày viết tháng trước ngày (tháng/ngày/năm) và được đọc như vậy; hãy kiểm tra lại",
          en: "the dates have the month first (month/day/year), and were read so; check them"))
    case .monthFirstExchangedInCells:
      log.add(
        Finding(
          .exchangedDates, .warning, at: at,
          vi:
            "cột ngày viết tháng trước ngày (tháng/ngày/năm), và Excel đã đảo ngày và tháng ở các ô có ngày từ 1 đến 12; tất cả được"
            + " đọc theo tháng/ngày/năm, hãy kiểm tra lại",
          en:
            "the dates have the month first (month/day/year), and Excel has exchanged day and month in the cells of days 1 to 12;"
            + " all were read with the month first: check them"))
    case .exchangedInCells:
      log.add(
        Finding(
          .exchangedDates, .warning, at: at,
          vi:
            "Excel đặt kiểu ngày của Mỹ đã đảo ngày và tháng ở các ô có ngày từ 1 đến 12; các ô này đã được"
            + " đọc lại theo ngày/tháng/năm, hãy kiểm tra lại",
          en:
            "an Excel with American settings has exchanged day and month in the cells of days 1 to 12;"
            + " they were read the right way round: check them"))
    }
    collector.add(log)
  }

  private func sayHidden(_ hidden: Int, _ place: TableSource) {
    guard hidden > 0 else { return }
    var log = FindingLog()
    log.add(.hiddenRows(hidden, in: place))
    collector.add(log)
  }

  private func checkNotEmpty() {
    let (log, summary) = collector.finished()
    guard summary.rows == 0, !log.hasErrors else { return }
    var added = FindingLog()
    added.add(
      Finding(
        .noRecords, .warning, at: .init(file: summary.file, sheet: summary.sheet),
        vi: "sổ theo dõi không có dòng nào",
        en: "the register has no rows"))
    collector.add(added)
  }
}

import ClusterMetrics
import Dispatch
import Foundation

/// Reads registers one after the other, each CSV file on as many cores as it has work for.
///
/// In: tables. Out: what the folds took in, merged; and findings and summaries by file, which do not
/// depend on the number of cores.
struct RegisterReading<Fold: ActivityFold>: TableFile.Reading {
  /// How many activities of a sheet make a stretch.
  private static var sheetStretch: Int { 4096 }

  let definition: ProjectDefinition
  let files: [String]
  let vocabularies: [SharedVocabulary]
  /// The headers of the files read so far.
  private(set) var headers: [Header] = []
  private let roster: Roster
  private let plan: TallyPlan
  private let coreLimit: Int
  private let makeFold: () -> Fold
  private var cores: [Core] = []
  private let collector: StretchCollector
  /// Which of the files is read.
  private var number = 0
  /// Whether the file has a table of activities.
  private(set) var wasRead = false

  /// What one core works with. Only one thread at a time uses it.
  private final class Core: @unchecked Sendable {
    @exclusivity(unchecked) var reader: ActivityReader
    @exclusivity(unchecked) var fold: Fold
    @exclusivity(unchecked) var stretch: Stretch
    /// The rows of a CSV file that it reads now.
    var rows: TableReader<CSVRecords>?

    init(reader: ActivityReader, fold: Fold, stretch: Stretch) {
      self.reader = reader
      self.fold = fold
      self.stretch = stretch
    }

    /// Reads block after block, until there is none left.
    ///
    /// - Parameter hasBlock: whether its rows are the rest of a block.
    /// - Returns: what stood in the way of reading on.
    func work(
      _ layout: ActivityLayout, _ source: CSVSource, _ place: TableSource,
      _ collector: StretchCollector, hasBlock: Bool
    ) -> FindingLog? {
      guard var rows = self.rows else { return nil }
      self.rows = nil
      var hasBlock = hasBlock
      while true {
        if !hasBlock {
          do throws(TableFault) {
            guard try source.fill(rows.rows.block) else { return nil }
          } catch {
            _ = rows.report(error)
            return rows.log
          }
          rows.rows.begin(row: collector.rowBefore(rows.rows.block.number))
        }
        // The rest of a block counts its rows from the file's beginning.
        stretch.begin(rows.rows.block.number, rowBefore: hasBlock ? 0 : rows.rows.row)
        hasBlock = false
        _ = reader.read(&rows, layout, into: &stretch)
        fold.fold(stretch.batch, from: place)
        collector.take(&stretch)
      }
    }
  }

  /// - Parameters:
  ///   - cores: how many at most.
  ///   - makeFold: makes an empty fold; they are merged at the end.
  init(
    definition: ProjectDefinition, files: [String], roster: Roster, plan: TallyPlan, cores: Int,
    makeFold: @escaping () -> Fold
  ) {
    self.definition = definition
    self.files = files
    self.roster = roster
    self.plan = plan
    coreLimit = max(1, cores)
    self.makeFold = makeFold
    vocabularies = plan.vocabularies.map { SharedVocabulary($0) }
    collector = StretchCollector(schema: plan.schema)
  }

  /// Turns to the next file: what was said of the last one is taken away.
  mutating func begin(_ number: Int) {
    self.number = number
    wasRead = false
    collector.begin(file: files[number], sheet: nil)
  }

  /// What was said of the file, and what was read of it.
  func finished() -> (log: FindingLog, summary: FileSummary) { collector.finished() }

  /// What all cores took in.
  func folded() -> Fold {
    guard let first = cores.first else { return makeFold() }
    var fold = first.fold
    for core in cores.dropFirst() { fold.merge(core.fold) }
    return fold
  }

  /// Makes sure that there are so many cores.
  private mutating func prepare(_ count: Int) {
    while cores.count < count {
      cores.append(
        Core(
          reader: ActivityReader(
            roster: roster, plan: plan, vocabularies: vocabularies,
            spellingLimit: definition.limits.spellings),
          fold: makeFold(), stretch: Stretch(schema: plan.schema)))
    }
  }

  /// Reads the header with the first core's reader; `nil`, once all is said, where there is none.
  private mutating func layout(_ reader: inout TableReader<some TableRows>) -> ActivityLayout? {
    wasRead = true
    prepare(1)
    let (header, layout) = cores[0].reader.layout(&reader, columns: definition.columns)
    if let header { headers.append(header) }
    if layout == nil { collector.add(reader.log) }
    return layout
  }

  mutating func read(_ rows: some TableRows, sheet: String?) {
    collector.begin(file: files[number], sheet: sheet)
    var reader = TableReader(rows, file: files[number], sheet: sheet)
    guard let layout = layout(&reader) else { return }
    let core = cores[0]
    let source = TableSource(file: files[number], sheet: sheet)
    var count = 0
    var hasMore = true
    while hasMore {
      core.stretch.begin(count, rowBefore: collector.rowBefore(count))
      hasMore = core.reader.read(
        &reader, layout, into: &core.stretch, limit: RegisterReading.sheetStretch)
      core.fold.fold(core.stretch.batch, from: source)
      collector.take(&core.stretch)
      count += 1
    }
    if reader.rows.hiddenRows > 0 {
      let hidden = reader.rows.hiddenRows
      reader.log.add(
        Finding(
          .hiddenRows, .warning, at: .init(file: reader.file, sheet: reader.sheet),
          vi: "\(hidden) dòng bị ẩn vẫn được tính; hãy bỏ ẩn, hoặc xóa nếu không dùng",
          en: "\(hidden) hidden rows are counted; show them, or delete what is not meant"))
    }
    collector.add(reader.log)
    checkNotEmpty()
  }

  mutating func readCSV(_ rows: CSVRows) {
    var reader = TableReader(rows, file: files[number])
    guard let layout = layout(&reader) else { return }
    let (source, head) = (reader.rows.source, reader.rows.records)
    prepare(min(coreLimit, source.size / source.blockSize + 1))
    // The rows that are left of the header's block are the first stretch.
    for (index, core) in cores.enumerated() {
      let records =
        index == 0
        ? head
        : CSVRecords(source.block(), delimiter: source.delimiter)
      core.rows = TableReader(records, after: reader)
    }
    collector.begin(file: files[number], sheet: nil, first: head.block.number)
    collector.add(reader.log)
    let (cores, collector) = (cores, collector)
    let place = TableSource(file: files[number], sheet: nil)
    DispatchQueue.concurrentPerform(iterations: cores.count) { index in
      if let fault = cores[index].work(layout, source, place, collector, hasBlock: index == 0) {
        collector.add(fault)
      }
    }
    checkNotEmpty()
  }

  private func checkNotEmpty() {
    let (log, summary) = collector.finished()
    guard summary.rows == 0, !log.hasErrors else { return }
    var added = FindingLog()
    added.add(
      Finding(
        .noRecords, .warning, at: .init(file: summary.file), vi: "sổ không có dòng nào",
        en: "the register has no rows"))
    collector.add(added)
  }
}

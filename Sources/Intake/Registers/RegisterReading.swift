import ClusterMetrics
import Dispatch
import Foundation

/// Reads registers one after the other, each on as many cores as it has work for.
///
/// In: tables. Out: what the folds took in, merged; and findings and summaries by file, which do not
/// depend on the number of cores.
struct RegisterReading<Fold: ActivityFold>: TableFile.Reading {
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
    @exclusivity(unchecked) private var stretch: Stretch

    init(reader: ActivityReader, fold: Fold, stretch: Stretch) {
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
          fold.fold(ready.batch, from: place)
          collector.giveBack(ready)
        }
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

  mutating func read<Source: BlockSource>(_ rows: BlockwiseRows<Source>, sheet: String?) {
    var reader = TableReader(rows, file: files[number], sheet: sheet)
    guard let layout = layout(&reader) else { return }
    let (source, head) = (reader.rows.source, reader.rows.rows)
    prepare(min(coreLimit, source.coreCount))
    collector.begin(file: files[number], sheet: sheet, first: head.number)
    collector.add(reader.log)
    let (cores, collector) = (cores, collector)
    let place = TableSource(file: files[number], sheet: sheet)
    // The rows that are left of the header's block are the first stretch. Each reader is used by one core.
    nonisolated(unsafe) let readers = cores.indices.map {
      TableReader($0 == 0 ? head : source.rows(), after: reader)
    }
    DispatchQueue.concurrentPerform(iterations: cores.count) { index in
      var own = readers[index]
      cores[index].work(&own, of: source, layout, place, collector, isBegun: index == 0)
    }
    sayHidden(collector.hidden, place)
    checkNotEmpty()
  }

  private func sayHidden(_ hidden: Int, _ place: TableSource) {
    guard hidden > 0 else { return }
    var log = FindingLog()
    log.add(
      Finding(
        .hiddenRows, .warning, at: .init(file: place.file, sheet: place.sheet),
        vi: "\(hidden) dòng bị ẩn vẫn được tính; hãy bỏ ẩn, hoặc xóa nếu không dùng",
        en: "\(hidden) hidden rows are counted; show them, or delete what is not meant"))
    collector.add(log)
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

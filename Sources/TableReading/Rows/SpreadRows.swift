import ClusterMetrics
import Findings
import OfficeWords
import Tables

/// What stands for more than its own cell.
package struct CarriedCells: Sendable, Equatable {
  /// Merged cells, whose value belongs to all that they cover.
  var merges: [MergedRange] = []
  /// Columns, counted from 0, in which marks such as "nt" mean what stands above, and the header, above which nothing does.
  var dittos: [Int] = []
  var headerRow = 0

  package init(merges: [MergedRange] = [], dittos: [Int] = [], headerRow: Int = 0) {
    (self.merges, self.dittos, self.headerRow) = (merges, dittos, headerRow)
  }

  var isEmpty: Bool { merges.isEmpty && dittos.isEmpty }
}

/// Hands out a table whose merged cells hold their value in every row and column that they cover, and in which what stands
/// above takes the place of marks that mean it.
final class SpreadSource<Base: BlockSource>: BlockSource {
  let base: Base
  fileprivate let merges: [MergedRange]
  fileprivate let dittos: [Int]
  fileprivate let headerRow: Int

  init(_ base: Base, _ carried: CarriedCells) {
    self.base = base
    merges = carried.merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    (dittos, headerRow) = (carried.dittos, carried.headerRow)
  }

  /// What belongs to further rows stands in a row that another core might read.
  var coreCount: Int { 1 }
  func rows() -> SpreadRows<Base> { SpreadRows(self) }
  func fill(_ rows: inout SpreadRows<Base>) throws(TableFault) -> Bool { try rows.fill() }
}

/// The rows of a table with merged cells spread, and with what marks stand for.
struct SpreadRows<Base: BlockSource>: BlockRows {
  static var areNumbered: Bool { Base.Rows.areNumbered }
  static var hasKinds: Bool { Base.Rows.hasKinds }

  /// What a cell holds, after its row has gone.
  private final class Held {
    let bytes = ByteBuffer(capacity: 64)
    let kind: CellKind
    let number: Double?
    let day: Day?
    let isUncomputed: Bool

    init(_ column: Int, of rows: some TableRows) {
      bytes.append(rows.cell(column).bytes)
      (kind, number, day) = (rows.kind(column), rows.number(column), rows.day(column))
      isUncomputed = rows.isUncomputed(column)
    }

    var cell: Cell { Cell(start: bytes.start, count: bytes.count) }
  }

  private let source: SpreadSource<Base>
  private var base: Base.Rows
  private var next = 0
  private var held: [(range: MergedRange, value: Held)] = []
  /// By column what stands above, and of the row the columns in which a mark means it.
  private var above: [Int: Held] = [:]
  private var marked: [Int] = []
  /// Whether it stands in a row of the table.
  private var hasBegun = false

  init(_ source: SpreadSource<Base>) {
    self.source = source
    base = source.base.rows()
  }

  mutating func fill() throws(TableFault) -> Bool { try source.base.fill(&base) }

  mutating func advance() throws(TableFault) -> Bool {
    if hasBegun {
      for column in source.dittos where !marked.contains(column) {
        above[column] = Held(column, of: self)
      }
    }
    hasBegun = false
    guard try base.advance() else { return false }
    let row = base.row
    hasBegun = row > source.headerRow
    held.removeAll { $0.range.rows.upperBound < row }
    while next < source.merges.count, source.merges[next].rows.lowerBound <= row {
      let range = source.merges[next]
      // A row without any cell is not handed out: what begins there is empty.
      if range.rows.lowerBound == row {
        held.append((range, Held(range.columns.lowerBound, of: base)))
      }
      next += 1
    }
    marked = []
    for column in source.dittos where above[column] != nil && DittoMarks.isMark(cell(column)) {
      marked.append(column)
    }
    return true
  }

  private func holder(_ index: Int) -> Held? {
    if !marked.isEmpty, marked.contains(index) { return above[index] }
    guard !held.isEmpty, base.cell(index).isEmpty else { return nil }
    return held.first { $0.range.columns.contains(index) }?.value
  }

  var number: Int { base.number }
  var row: Int { base.row }
  var isHidden: Bool { base.isHidden }
  var merges: [MergedRange] { base.merges }
  var hiddenColumns: [ClosedRange<Int>] { base.hiddenColumns }
  var isDelimited: Bool { base.isDelimited }
  var delimiterName: LocalizedText? { base.delimiterName }
  var quotedBreaks: QuotedBreaks? { base.quotedBreaks }
  func columnOfBadText() -> Int? { base.columnOfBadText() }
  mutating func count(from row: Int) { base.count(from: row) }

  var cellCount: Int {
    max(base.cellCount, (held.map { $0.range.columns.upperBound + 1 }.max() ?? 0))
  }

  func cell(_ index: Int) -> Cell { holder(index)?.cell ?? base.cell(index) }
  func rawCell(_ index: Int) -> Cell { holder(index)?.cell ?? base.rawCell(index) }
  func number(_ index: Int) -> Double? {
    if let holder = holder(index) { return holder.number }
    return base.number(index)
  }
  func day(_ index: Int) -> Day? {
    if let holder = holder(index) { return holder.day }
    return base.day(index)
  }
  func kind(_ index: Int) -> CellKind { holder(index)?.kind ?? base.kind(index) }
  func isUncomputed(_ index: Int) -> Bool {
    holder(index)?.isUncomputed ?? base.isUncomputed(index)
  }
}

import ClusterMetrics

/// Hands out a worksheet whose merged cells hold their value in every row and column that they cover.
final class SpreadSource<Base: BlockSource>: BlockSource {
  let base: Base
  fileprivate let merges: [MergedRange]

  init(_ base: Base, _ merges: [MergedRange]) {
    self.base = base
    self.merges = merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }

  /// What a merged cell holds stands in its first row, which another core might read.
  var coreCount: Int { 1 }
  func rows() -> SpreadRows<Base> { SpreadRows(self) }
  func fill(_ rows: inout SpreadRows<Base>) throws(TableFault) -> Bool { try rows.fill() }
}

/// The rows of a worksheet with merged cells spread.
struct SpreadRows<Base: BlockSource>: BlockRows {
  static var areNumbered: Bool { true }
  static var hasKinds: Bool { true }

  /// What the first cell of a merged range holds.
  private final class Held {
    let range: MergedRange
    let bytes = ByteBuffer(capacity: 64)
    let kind: CellKind
    let number: Double?
    let day: Day?
    let isUncomputed: Bool

    init(_ range: MergedRange, _ rows: Base.Rows) {
      self.range = range
      let column = range.columns.lowerBound
      bytes.append(rows.cell(column).bytes)
      (kind, number, day) = (rows.kind(column), rows.number(column), rows.day(column))
      isUncomputed = rows.isUncomputed(column)
    }

    var cell: Cell { Cell(start: bytes.start, count: bytes.count) }
  }

  private let source: SpreadSource<Base>
  private var base: Base.Rows
  private var next = 0
  private var held: [Held] = []

  init(_ source: SpreadSource<Base>) {
    self.source = source
    base = source.base.rows()
  }

  mutating func fill() throws(TableFault) -> Bool { try source.base.fill(&base) }

  mutating func advance() throws(TableFault) -> Bool {
    guard try base.advance() else { return false }
    let row = base.row
    held.removeAll { $0.range.rows.upperBound < row }
    while next < source.merges.count, source.merges[next].rows.lowerBound <= row {
      let range = source.merges[next]
      // A row without any cell is not handed out: what begins there is empty.
      if range.rows.lowerBound == row { held.append(Held(range, base)) }
      next += 1
    }
    return true
  }

  private func holder(_ index: Int) -> Held? {
    guard !held.isEmpty, base.cell(index).isEmpty else { return nil }
    return held.first { $0.range.columns.contains(index) }
  }

  var number: Int { base.number }
  var row: Int { base.row }
  var isHidden: Bool { base.isHidden }
  var merges: [MergedRange] { base.merges }
  var hiddenColumns: [ClosedRange<Int>] { base.hiddenColumns }
  mutating func count(from row: Int) {}

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

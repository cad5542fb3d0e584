import ClusterMetrics

/// Reads the rows of a worksheet as they are unpacked, block after block.
package struct SheetRows: BlockRows {
  package static var areNumbered: Bool { true }
  package static var hasKinds: Bool { true }

  /// The number of bytes pushed at a time: few, because their cells are stored until they are read.
  private static let pieceSize = 1 << 15

  private let source: SheetSource
  private let block = SheetBlock()
  @usableFromInline let parser: SheetParser
  /// The number of the parser's rows that have been read; the last of them is the current row.
  private var read = 0
  @usableFromInline var current = SheetParser.Row(number: 0, first: 0, count: 0, isHidden: false)
  /// The number of bytes of the block that have been parsed.
  private var parsed = 0
  private var isFinished = true
  /// The error to throw after the parser's rows.
  private var fault: TableFault?

  init(_ source: SheetSource) {
    self.source = source
    parser = SheetParser(source.workbook)
  }

  package var number: Int { block.number }
  package var row: Int { current.number }
  package var isHidden: Bool { current.isHidden }
  package var cellCount: Int {
    current.count == 0 ? 0 : parser.cells.start[current.first + current.count - 1].column + 1
  }

  package mutating func count(from row: Int) {}

  package var merges: [MergedRange] { parser.merges }
  package var hiddenColumns: [ClosedRange<Int>] { parser.hiddenColumns }

  @inlinable @inline(__always) package func cell(_ index: Int) -> Cell { rawCell(index).trimmed }

  @inlinable @inline(__always) package func rawCell(_ index: Int) -> Cell {
    guard let entry = found(index) else { return Cell(start: parser.text.start, count: 0) }
    return Cell(
      start: entry.shared ?? UnsafePointer(parser.text.start + entry.offset), count: entry.count)
  }

  @inlinable package func number(_ index: Int) -> Double? {
    found(index).flatMap { $0.number.isNaN ? nil : $0.number }
  }

  @inlinable package func kind(_ index: Int) -> CellKind { found(index)?.kind ?? .text }

  @inlinable package func isUncomputed(_ index: Int) -> Bool { found(index)?.isUncomputed ?? false }

  package func day(_ index: Int) -> Day? {
    number(index).flatMap {
      SheetRows.day(serial: $0, usesDate1904: source.workbook.usesDate1904)
    }
  }

  /// The day of a serial number: 44729 is 17 June 2022, and so is 43267 if day 0 is 1 January 1904. Serials before 1
  /// March 1900 are ambiguous (Excel counts a 29 February 1900).
  package static func day(serial: Double, usesDate1904: Bool) -> Day? {
    let whole = serial.rounded(.down)
    guard whole >= (usesDate1904 ? 0 : 61), whole <= 2_958_465 else { return nil }
    // 30 December 1899 and 1 January 1904, in days from 1970.
    return Day(number: Int32(whole) + (usesDate1904 ? -24_107 : -25_569))
  }

  @inlinable @inline(__always) func found(_ index: Int) -> SheetParser.Entry? {
    let cells = parser.cells.start + current.first
    // Most rows have every cell, in order.
    if index < current.count, cells[index].column == index { return cells[index] }
    return (0..<current.count).first { cells[$0].column == index }.map { cells[$0] }
  }

  // MARK: Blocks

  /// Moves to the next block; returns `false` if there is none.
  mutating func fill() throws(TableFault) -> Bool {
    guard try source.fill(block) else { return false }
    parser.forgetAll()
    (read, parsed, isFinished) = (0, 0, false)
    if block.isOpen { parser.beginPushing() }
    return true
  }

  package mutating func advance() throws(TableFault) -> Bool {
    while read == parser.rows.count {
      current.count = 0
      if let fault {
        self.fault = nil
        throw fault
      }
      guard !isFinished else { return false }
      do throws(TableFault) {
        try parse()
      } catch {
        // Deliver the rows before it first.
        (fault, isFinished) = (error, true)
        // Other readers would wait forever for the source that this reader holds.
        if block.isOpen { source.giveUp() }
      }
    }
    current = parser.rows.start[read]
    read += 1
    return true
  }

  /// Parses the block if it is a document; otherwise the next bytes of one, or its end.
  private mutating func parse() throws(TableFault) {
    parser.forgetRows()
    read = 0
    if !block.isOpen, !block.goesOn {
      isFinished = true
      parser.parse(document: block.buffer, rows: block.rows)
    } else if parsed < block.buffer.count {
      let piece = block.buffer.bytes[parsed...].prefix(SheetRows.pieceSize)
      parsed += piece.count
      parser.push(UnsafeBufferPointer(rebasing: piece))
    } else if block.isOpen {
      parsed = 0
      _ = try source.fill(block)
    } else {
      isFinished = true
      parser.endPushing()
    }
    guard !parser.hasDeclaration else { throw source.hasEntities }
    guard !parser.lacksText else { throw .lacks("sharedStrings.xml") }
    guard parser.isSound else { throw source.isMalformed }
  }
}

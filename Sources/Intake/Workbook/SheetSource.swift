import Foundation

/// Some of the XML of a worksheet.
final class SheetBlock {
  /// What comes behind it.
  enum End {
    /// A row that may be read by itself.
    case beforeRow
    /// More of what the block ends in; whoever has the block holds the source.
    case amidRows
    /// Nothing.
    case document
  }

  let buffer = ByteBuffer()
  /// The place of the block among those of its sheet.
  fileprivate(set) var number = 0
  /// What must be parsed before the block: that of the sheet, but for the first block and those that go on.
  fileprivate(set) var prologue: [UInt8] = []
  fileprivate(set) var end = End.document
}

/// Hands out the XML of a worksheet in blocks of whole rows.
///
/// In: an entry that is unpacked. Out: blocks, each of which makes sense behind the sheet's prologue: all up to
/// `<sheetData>`. A row begins where its tag does, for in XML no text has a `<`; but comments have, and rows
/// without numbers only have their place among all. Where a sheet has such, a block ends amid its rows, and
/// its reader holds the source and reads on to the next place where rows can be parted.
final class SheetSource: BlockSource, @unchecked Sendable {
  /// How many bytes are unpacked at a time.
  private let blockSize: Int

  /// Its strings and formats; only read.
  let workbook: Workbook
  private let entry: ZipArchive.Entry
  private let part: String
  // Used with the lock held only.
  private let turns = NSCondition()
  private let rest = ByteBuffer()
  private var number = -1
  private var isAtEnd = false
  private var isHeld = false
  /// Where rows can be parted; `nil` before the first block, and where they cannot be.
  private var seams: RowSeams?

  init(_ entry: ZipArchive.Entry, part: String, of workbook: Workbook, blockSize: Int) {
    self.blockSize = blockSize
    self.entry = entry
    self.part = part
    self.workbook = workbook
  }

  var coreCount: Int { entry.size / (2 * blockSize) + 1 }

  func rows() -> SheetRows { SheetRows(self) }

  func fill(_ rows: inout SheetRows) throws(TableFault) -> Bool { try rows.fill() }

  /// Fills a block with what comes next.
  ///
  /// - Returns: whether there was more.
  func fill(_ block: SheetBlock) throws(TableFault) -> Bool {
    turns.lock()
    defer { turns.unlock() }
    let goesOn = block.end == .amidRows
    while isHeld, !goesOn { turns.wait() }
    let bytes = block.buffer
    bytes.removeAll()
    bytes.append(rest.bytes)
    rest.removeAll()
    try read(into: bytes)
    guard bytes.count > 0 else {
      stop()
      block.end = .document
      if number < 0 { throw isMalformed }
      return false
    }
    if !goesOn { number += 1 }
    if number == 0, !goesOn { seams = RowSeams(bytes.bytes) }
    block.number = number
    block.prologue = goesOn || number == 0 ? [] : seams?.prologue ?? []
    seams = seams?.checked(bytes.bytes, goesOn: goesOn)
    if isAtEnd {
      block.end = .document
    } else if let seam = seams?.last(in: bytes.bytes, isFirst: number == 0 && !goesOn) {
      block.end = .beforeRow
      rest.append(UnsafeBufferPointer(rebasing: bytes.bytes[seam...]))
      bytes.truncate(to: seam)
    } else {
      block.end = .amidRows
    }
    isHeld = block.end == .amidRows
    turns.broadcast()
    return true
  }

  private func read(into bytes: ByteBuffer) throws(TableFault) {
    while !isAtEnd, bytes.count < blockSize {
      var isDamaged = false
      let added = bytes.append(room: blockSize) { room in
        let count = entry.read(into: room)
        isDamaged = count < 0
        return max(count, 0)
      }
      if isDamaged {
        stop()
        throw isMalformed
      }
      isAtEnd = added == 0
    }
  }

  /// Nobody is given anything more.
  private func stop() {
    (isAtEnd, isHeld) = (true, false)
    rest.removeAll()
    turns.broadcast()
  }

  /// Gives the source up, on behalf of a reader that may hold it and cannot read on.
  func giveUp() { turns.withLock { stop() } }

  var isMalformed: TableFault { .unreadable("\(part) is not well-formed, or cut off") }
  var hasEntities: TableFault {
    .unreadable("\(part) declares entities, which no workbook needs")
  }
}

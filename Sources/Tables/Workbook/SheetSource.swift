import Foundation

/// Some rows of a worksheet as XML: a document, or the next part of one.
final class SheetBlock {
  let buffer = ByteBuffer()
  /// The place of the block among those of its sheet; parts of one document have the same.
  fileprivate(set) var number = 0
  /// Whether its bytes go on where those of the last block ended.
  fileprivate(set) var goesOn = false
  /// Whether another part follows; whoever has the block holds the source then.
  fileprivate(set) var isOpen = false
}

/// Hands out the XML of a worksheet in blocks of whole rows.
///
/// In: an entry that is unpacked. Out: blocks, each a document with the sheet's own beginning and end around its
/// rows. A row begins where its tag does, for in XML no text has a `<`; but comments have, and rows
/// without numbers only have their place among all. Where a sheet has such, a block stays open, and its reader
/// holds the source and reads on to the next place where rows can be parted.
package final class SheetSource: BlockSource, @unchecked Sendable {
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

  package var coreCount: Int { entry.size / (2 * blockSize) + 1 }

  package func rows() -> SheetRows { SheetRows(self) }

  package func fill(_ rows: inout SheetRows) throws(TableFault) -> Bool { try rows.fill() }

  /// Fills a block with what comes next.
  ///
  /// - Returns: whether there was more.
  func fill(_ block: SheetBlock) throws(TableFault) -> Bool {
    turns.lock()
    defer { turns.unlock() }
    block.goesOn = block.isOpen
    while isHeld, !block.goesOn { turns.wait() }
    let bytes = block.buffer
    bytes.removeAll()
    let isFirst = number < 0
    if !isFirst, !block.goesOn { seams?.prologue.withUnsafeBufferPointer { bytes.append($0) } }
    let begin = bytes.count
    bytes.append(rest.bytes)
    rest.removeAll()
    try read(into: bytes, from: begin)
    guard bytes.count > begin else {
      stop()
      block.isOpen = false
      if isFirst { throw isMalformed }
      return false
    }
    if !block.goesOn { number += 1 }
    if isFirst { seams = RowSeams(bytes.bytes) }
    block.number = number
    seams = seams?.checked(bytes.bytes, goesOn: block.goesOn)
    block.isOpen = !isAtEnd
    let first = isFirst ? seams?.prologue.count ?? 0 : begin + 1
    if !isAtEnd, let seams, let seam = seams.last(in: bytes.bytes, from: first) {
      block.isOpen = false
      rest.append(UnsafeBufferPointer(rebasing: bytes.bytes[seam...]))
      bytes.truncate(to: seam)
      seams.epilogue.withUnsafeBufferPointer { bytes.append($0) }
    }
    isHeld = block.isOpen
    turns.broadcast()
    return true
  }

  private func read(into bytes: ByteBuffer, from begin: Int) throws(TableFault) {
    while !isAtEnd, bytes.count - begin < blockSize {
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

  var isMalformed: TableFault { .malformed(part) }
  var hasEntities: TableFault {
    .hasEntities(part)
  }
}

import Foundation

/// Rows of a worksheet as XML: a document, or the next part of one.
final class SheetBlock {
  let buffer = ByteBuffer()
  /// The index of the block in its sheet; parts of one document share it.
  fileprivate(set) var number = 0
  /// Whether its bytes continue those of the last block.
  fileprivate(set) var goesOn = false
  /// Whether another part follows; the reader with the block then holds the source.
  fileprivate(set) var isOpen = false
  /// Where its rows begin, if it is a document with rows of names without a prefix and nothing in which tags have no meaning.
  fileprivate(set) var rows: Int?
}

/// Delivers the XML of a worksheet in blocks of whole rows.
///
/// The input is an entry of the archive. The result is blocks, each a document with the sheet's own beginning and end
/// around its rows. A row begins at its tag, because text in XML contains no `<`; but comments may, and rows without
/// numbers are identified only by their order. For such a sheet, a block stays open, and its reader holds the source
/// and reads on to the next place where rows can be split.
package final class SheetSource: BlockSource, @unchecked Sendable {
  /// The number of bytes to unpack at a time.
  private let blockSize: Int

  /// The workbook with its strings and formats, which is only read.
  let workbook: Workbook
  private let entry: ZipArchive.Entry
  private let part: String
  // Accessed only with the lock held.
  private let turns = NSCondition()
  private let rest = ByteBuffer()
  private var number = -1
  private var isAtEnd = false
  private var isHeld = false
  /// Finds where rows can be split; `nil` before the first block, and if they cannot.
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

  /// Fills a block with the next bytes.
  ///
  /// - Returns: whether there were more.
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
    block.rows = block.isOpen || block.goesOn ? nil : seams?.placeOfPlainRows
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

  /// Ends the delivery to all readers.
  private func stop() {
    (isAtEnd, isHeld) = (true, false)
    rest.removeAll()
    turns.broadcast()
  }

  /// Releases the source on behalf of a reader that may hold it and cannot continue.
  func giveUp() { turns.withLock { stop() } }

  var isMalformed: TableFault { .malformed(part) }
  var hasEntities: TableFault {
    .hasEntities(part)
  }
}

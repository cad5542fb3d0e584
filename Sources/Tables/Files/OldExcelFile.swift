import ClusterMetrics
import Foundation

/// Checks whether an Excel 97 workbook is complete: LibreOffice opens damaged ones silently and omits what it cannot
/// read.
///
/// A compound file ([MS-CFB]) contains a stream of records ([MS-XLS] 2.1.4), each with its number and length, from the
/// beginning to the end of every sheet. If they do not follow each other up to that end, something is lost.
struct OldExcelFile {
  private let bytes: [UInt8]
  private let sectorShift: Int
  private let fat: [UInt32]

  /// - Throws: an error if the file is damaged, or has a password.
  static func check(_ path: String) throws(TableFault) {
    guard let data = FileManager.default.contents(atPath: path) else { throw .system }
    let bytes = [UInt8](data)
    // Before Excel 5, workbooks were not compound files.
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return }
    guard let file = OldExcelFile(bytes), let stream = file.workbook else {
      throw .malformed(path.fileName)
    }
    try Records(stream).check()
  }

  private init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= 512 else { return nil }
    sectorShift = Int(bytes[30])
    guard sectorShift == 9 || sectorShift == 12 else { return nil }
    let size = 1 << sectorShift
    // The sectors of the allocation table: 109 in the header, others in a chain.
    var sectors = (0..<109).map { bytes.word(76 + 4 * $0) }.filter { $0 < 0xFFFF_FFFA }
    var next = bytes.word(68)
    var steps = 0
    while next < 0xFFFF_FFFA, steps < 1 << 16 {
      let start = (Int(next) + 1) * size
      guard start + size <= bytes.count else { return nil }
      sectors += (0..<(size / 4 - 1)).map { bytes.word(start + 4 * $0) }
        .filter { $0 < 0xFFFF_FFFA }
      next = bytes.word(start + size - 4)
      steps += 1
    }
    var fat: [UInt32] = []
    for sector in sectors {
      let start = (Int(sector) + 1) * size
      guard start + size <= bytes.count else { return nil }
      fat += (0..<(size / 4)).map { bytes.word(start + 4 * $0) }
    }
    self.fat = fat
  }

  /// The bytes of a chain of sectors; `nil` if the chain is broken.
  private func chain(from first: UInt32) -> [UInt8]? {
    let size = 1 << sectorShift
    var stream: [UInt8] = []
    var sector = first
    var seen = 0
    while sector < 0xFFFF_FFFA {
      let start = (Int(sector) + 1) * size
      guard start < bytes.count, Int(sector) < fat.count, seen <= fat.count else { return nil }
      stream += bytes[start..<min(start + size, bytes.count)]
      sector = fat[Int(sector)]
      seen += 1
    }
    return stream
  }

  /// The workbook's stream; `nil` if there is none, or it is broken.
  private var workbook: [UInt8]? {
    guard let directory = chain(from: bytes.word(48)) else { return nil }
    var root: (start: UInt32, size: Int)?
    var found: (start: UInt32, size: Int)?
    for entry in stride(from: 0, to: directory.count - 127, by: 128) {
      let length = Int(directory.halfWord(entry + 64))
      guard (2...64).contains(length) else { continue }
      let units = stride(from: 0, to: length - 2, by: 2).map {
        directory.halfWord(entry + $0)
      }
      let name = String(decoding: units, as: UTF16.self)
      let place = (start: directory.word(entry + 116), size: Int(directory.word(entry + 120)))
      if directory[entry + 66] == 5 { root = place }
      if name == "Workbook" || name == "Book" && found == nil { found = place }
    }
    guard let found, let root else { return nil }
    // Short streams are in separate sectors within the stream of the root.
    guard found.size < Int(bytes.word(56)) else {
      guard let stream = chain(from: found.start), stream.count >= found.size else { return nil }
      return Array(stream.prefix(found.size))
    }
    guard let mini = chain(from: root.start), let table = chain(from: bytes.word(60)) else {
      return nil
    }
    var stream: [UInt8] = []
    var sector = found.start
    while sector < 0xFFFF_FFFA, stream.count < found.size {
      let start = Int(sector) * 64
      guard start + 64 <= mini.count, Int(sector) * 4 + 4 <= table.count else { return nil }
      stream += mini[start..<start + 64]
      sector = table.word(Int(sector) * 4)
    }
    return stream.count >= found.size ? Array(stream.prefix(found.size)) : nil
  }

  /// The records of the workbook's stream.
  private struct Records {
    let bytes: [UInt8]
    private static let (begin, end, sheet, password): (UInt16, UInt16, UInt16, UInt16) = (
      0x0809, 0x000A, 0x0085, 0x002F
    )

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func check() throws(TableFault) {
      var sheets: [Int] = []
      try walk(from: 0) { id, start, length in
        guard id == Records.sheet, length >= 4 else { return }
        sheets.append(Int(bytes.word(start)))
      }
      for start in sheets { try walk(from: start) { _, _, _ in } }
    }

    /// Passes the records from a beginning to its end to a closure.
    private func walk(
      from start: Int, _ body: (UInt16, Int, Int) -> Void
    ) throws(TableFault) {
      var place = start
      var depth = 0
      while place + 4 <= bytes.count {
        let (id, length) = (bytes.halfWord(place), Int(bytes.halfWord(place + 2)))
        guard id != 0, length <= 8224, place + 4 + length <= bytes.count,
          depth > 0 || id == Records.begin
        else { break }
        if id == Records.begin { depth += 1 }
        if id == Records.password {
          throw .hasPassword
        }
        body(id, place + 4, length)
        if id == Records.end { depth -= 1 }
        if depth == 0 { return }
        place += 4 + length
      }
      throw .malformed("Workbook")
    }
  }
}

extension [UInt8] {
  /// The little-endian number of two bytes at a place.
  fileprivate func halfWord(_ place: Int) -> UInt16 {
    UInt16(self[place]) | UInt16(self[place + 1]) << 8
  }
  fileprivate func word(_ place: Int) -> UInt32 {
    UInt32(halfWord(place)) | UInt32(halfWord(place + 2)) << 16
  }
}

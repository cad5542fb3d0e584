import ClusterMetrics
import Foundation

/// Looks whether a workbook of Excel 97 is whole: LibreOffice opens damaged ones without a word, and leaves out what it
/// cannot read.
///
/// A compound file ([MS-CFB]) holds a stream of records ([MS-XLS] 2.1.4), each with its number and length, from the
/// beginning to the end of every sheet. Where they do not follow each other to that end, something is lost.
struct OldExcelFile {
  private let bytes: [UInt8]
  private let sectorShift: Int
  private let fat: [UInt32]

  /// - Throws: where the file is damaged, or has a password.
  static func check(_ path: String) throws(TableFault) {
    guard let data = FileManager.default.contents(atPath: path) else { throw .system }
    let bytes = [UInt8](data)
    // Before Excel 5 there was no compound file.
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return }
    guard let file = OldExcelFile(bytes), let stream = file.workbook else {
      throw .malformed(path.split(separator: "/").last.map(String.init) ?? path)
    }
    try Records(stream).check()
  }

  private init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= 512 else { return nil }
    sectorShift = Int(bytes[30])
    guard sectorShift == 9 || sectorShift == 12 else { return nil }
    let size = 1 << sectorShift
    func word(_ place: Int) -> UInt32? {
      guard place + 4 <= bytes.count else { return nil }
      return (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
    // The sectors of the allocation table: 109 in the header, more in a chain.
    var sectors = (0..<109).compactMap { word(76 + 4 * $0) }.filter { $0 < 0xFFFF_FFFA }
    var next = word(68) ?? 0xFFFF_FFFE
    var steps = 0
    while next < 0xFFFF_FFFA, steps < 1 << 16 {
      let start = (Int(next) + 1) * size
      guard start + size <= bytes.count else { return nil }
      sectors += (0..<(size / 4 - 1)).compactMap { word(start + 4 * $0) }
        .filter { $0 < 0xFFFF_FFFA }
      next = word(start + size - 4) ?? 0xFFFF_FFFE
      steps += 1
    }
    var fat: [UInt32] = []
    for sector in sectors {
      let start = (Int(sector) + 1) * size
      guard start + size <= bytes.count else { return nil }
      for index in 0..<(size / 4) { fat.append(word(start + 4 * index) ?? 0xFFFF_FFFF) }
    }
    self.fat = fat
  }

  private func word(_ place: Int, in bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
  }

  /// The bytes of a chain of sectors; `nil` where it leads nowhere.
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

  /// The stream of the workbook; `nil` where the file has none that can be followed.
  private var workbook: [UInt8]? {
    guard let directory = chain(from: word(48, in: bytes)) else { return nil }
    var root: (start: UInt32, size: Int)?
    var found: (start: UInt32, size: Int)?
    for entry in stride(from: 0, to: directory.count - 127, by: 128) {
      let length = Int(directory[entry + 64]) | Int(directory[entry + 65]) << 8
      guard (2...64).contains(length) else { continue }
      let units = stride(from: 0, to: length - 2, by: 2).map {
        UInt16(directory[entry + $0]) | UInt16(directory[entry + $0 + 1]) << 8
      }
      let name = String(decoding: units, as: UTF16.self)
      let place = (
        start: word(entry + 116, in: directory), size: Int(word(entry + 120, in: directory))
      )
      if directory[entry + 66] == 5 { root = place }
      if name == "Workbook" || name == "Book" && found == nil { found = place }
    }
    guard let found, let root else { return nil }
    // Short streams lie in sectors of their own, within the stream of the root.
    guard found.size < Int(word(56, in: bytes)) else {
      guard let stream = chain(from: found.start), stream.count >= found.size else { return nil }
      return Array(stream.prefix(found.size))
    }
    guard let mini = chain(from: root.start), let table = chain(from: word(60, in: bytes)) else {
      return nil
    }
    var stream: [UInt8] = []
    var sector = found.start
    while sector < 0xFFFF_FFFA, stream.count < found.size {
      let start = Int(sector) * 64
      guard start + 64 <= mini.count, Int(sector) * 4 + 4 <= table.count else { return nil }
      stream += mini[start..<start + 64]
      sector = word(Int(sector) * 4, in: table)
    }
    return stream.count >= found.size ? Array(stream.prefix(found.size)) : nil
  }

  /// The records of a workbook's stream.
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
        sheets.append((0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) })
      }
      for start in sheets { try walk(from: start) { _, _, _ in } }
    }

    /// Hands over the records from a beginning to its end.
    private func walk(
      from start: Int, _ body: (UInt16, Int, Int) -> Void
    ) throws(TableFault) {
      var place = start
      var depth = 0
      while place + 4 <= bytes.count {
        let id = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        let length = Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8
        guard id != 0, length <= 8224, place + 4 + length <= bytes.count,
          depth > 0 || id == Records.begin
        else { break }
        if id == Records.begin { depth += 1 }
        if id == Records.password {
          throw .unreadable(
            vi: "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại",
            en: "it is protected by a password; remove the password and save it again")
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

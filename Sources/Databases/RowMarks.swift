import Foundation
import Tables

/// Takes off what stands in front of the cells of rows that a database hands over, one after the other: the number of the row
/// in its table, by which it is put where it belongs, and the key by which it is found in the database.
struct RowMarks {
  /// Whether rows begin with their number: they stand in that row of the file then, and rows that are not among them are blank.
  let areNumbered: Bool
  /// Whether the key stands before the cells.
  let areKeyed: Bool
  /// How many lines have been written, the header among them; 0 before it.
  private var line = 0

  init(areNumbered: Bool, areKeyed: Bool) {
    (self.areNumbered, self.areKeyed) = (areNumbered, areKeyed)
  }

  /// Hands over one row.
  ///
  /// - Parameter piece: a line of CSV.
  mutating func hand(
    over piece: UnsafeRawBufferPointer, rows: AnswerFile.Take, keys: AnswerFile.Take
  ) throws(TableFault) {
    var rest = piece
    let isHeader = line == 0
    if areNumbered {
      let number = RowMarks.cell(takenFrom: &rest).reduce(0) { number, byte in
        (0x30...0x39).contains(byte) ? number * 10 + Int(byte - 0x30) : number
      }
      // The header is row 1.
      var missing = isHeader ? 0 : number - line
      line = isHeader ? 1 : number + 1
      while missing > 0 {
        let count = min(missing, RowMarks.blanks.count)
        try rows(UnsafeRawBufferPointer(rebasing: RowMarks.blanks[..<count]))
        missing -= count
      }
    } else {
      line += 1
    }
    if areKeyed {
      let key = RowMarks.cell(takenFrom: &rest)
      if !isHeader, !key.isEmpty {
        let entry = Array("\(line)\t".utf8) + key.map { $0 == 0x0A ? 0x20 : $0 } + [0x0A]
        // Closures of arrays cannot say what they throw.
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: entry.count, alignment: 1)
        defer { bytes.deallocate() }
        bytes.copyBytes(from: entry)
        try keys(UnsafeRawBufferPointer(bytes))
      }
    }
    try rows(rest)
  }

  /// Takes the first cell off a line (RFC 4180).
  ///
  /// - Parameter end: what ends the line, where it may come.
  private static func cell(
    takenFrom line: inout UnsafeRawBufferPointer, until end: UInt8? = nil
  ) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var cell: [UInt8] = []
    var (index, isQuoted) = (0, false)
    while index < line.count, isQuoted || line[index] != UInt8(ascii: ",") && line[index] != end {
      if line[index] != quote {
        cell.append(line[index])
      } else if isQuoted, index + 1 < line.count, line[index + 1] == quote {
        cell.append(quote)
        index += 1
      } else {
        isQuoted.toggle()
      }
      index += 1
    }
    line = UnsafeRawBufferPointer(rebasing: line[min(index + 1, line.count)...])
    return cell
  }

  /// The cells of the first line of a file.
  static func cells(ofFirstLine data: Data) -> [String] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = [UInt8](data.starts(with: mark) ? data.dropFirst(mark.count) : data)
    return bytes.withUnsafeBytes { buffer in
      var (rest, cells) = (buffer, [String]())
      while !rest.isEmpty {
        let before = rest.count
        let cell = RowMarks.cell(takenFrom: &rest, until: 0x0A)
        cells.append(String(decoding: cell, as: UTF8.self))
        // The sign behind the last cell ends the line.
        let end = buffer.count - rest.count - 1
        if before == rest.count || buffer[end] == 0x0A { break }
      }
      return cells
    }
  }

  /// Never freed.
  private nonisolated(unsafe) static let blanks: UnsafeRawBufferPointer = {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    for index in bytes.indices { bytes[index] = UInt8(ascii: "\n") }
    return UnsafeRawBufferPointer(bytes)
  }()

  /// The keys of some rows, as `hand` wrote them: by row, the header being the first one.
  static func keys(of rows: Set<Int>, in path: String) -> [Int: String] {
    guard let last = rows.max(), let file = fopen(path, "r") else { return [:] }
    defer { fclose(file) }
    var keys: [Int: String] = [:]
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while getline(&line, &room, file) > 0, let entry = line {
      var end: UnsafeMutablePointer<CChar>?
      let row = strtol(entry, &end, 10)
      if row > last { break }
      guard rows.contains(row), let end else { continue }
      keys[row] = String(cString: end + 1).trimmingCharacters(in: .newlines)
    }
    return keys
  }
}

/// CSV read as plainly as it can be, one byte after the other of a text that is there as a whole: what
/// the fast reader must agree with.
///
/// The rules are those of RFC 4180 and of `CSVRecords`: line ends are CRLF, LF or CR; a field that begins
/// with a quote goes on to the quote that no other follows, and behind that only spaces may stand before
/// its delimiter; a quote that is not closed so is a fault, and reading goes on with the next line. Spaces may
/// stand before a quote that closes on its own line. Rows whose fields are all blank are none.
struct PlainCSV {
  enum Line: Equatable {
    case cells([String])
    case fault(row: Int, column: Int)
  }

  static func lines(_ bytes: [UInt8], delimiter: UInt8) -> [Line] {
    var lines: [Line] = []
    var index = 0
    var row = 0
    while index < bytes.count {
      row += 1
      var fields: [[UInt8]] = []
      var fault: Int?
      record: while true {
        let start = index
        var field: [UInt8] = []
        if index < bytes.count, bytes[index] == 0x22 {
          guard let end = closing(bytes, from: start, into: &field), isBehind(bytes, end, delimiter)
          else {
            fault = fields.count + 1
            index = nextLine(bytes, from: start)
            break record
          }
          index = end
          while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        } else if let end = spaced(bytes, from: start, delimiter, into: &field) {
          index = end
        } else {
          field = []
          while index < bytes.count, ![delimiter, 0x0A, 0x0D].contains(bytes[index]) {
            field.append(bytes[index])
            index += 1
          }
        }
        fields.append(field)
        guard index < bytes.count, bytes[index] == delimiter else {
          index = nextLine(bytes, from: index)
          break record
        }
        index += 1
      }
      if let fault {
        lines.append(.fault(row: row, column: fault))
      } else if let bad = fields.firstIndex(where: { String(validating: $0, as: UTF8.self) == nil }
      ),
        !fields.allSatisfy({ trimmed($0).isEmpty })
      {
        lines.append(.fault(row: row, column: bad + 1))
      } else if !fields.allSatisfy({ trimmed($0).isEmpty }) {
        lines.append(.cells(fields.map { String(decoding: trimmed($0), as: UTF8.self) }))
      }
    }
    return lines
  }

  /// Behind a field in quotes with spaces before, if it closes on its line.
  private static func spaced(
    _ bytes: [UInt8], from start: Int, _ delimiter: UInt8, into field: inout [UInt8]
  ) -> Int? {
    guard let quote = bytes[start...].firstIndex(where: { $0 != 0x20 }), quote > start,
      bytes[quote] == 0x22
    else { return nil }
    let line = Array(
      bytes[..<(bytes[quote...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count)])
    guard let end = closing(line, from: quote, into: &field), isBehind(line, end, delimiter) else {
      return nil
    }
    return line[end...].firstIndex { $0 != 0x20 } ?? line.count
  }

  /// Behind the closing quote of the field that opens at `start`.
  private static func closing(_ bytes: [UInt8], from start: Int, into field: inout [UInt8]) -> Int?
  {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] != 0x22 {
        field.append(bytes[index])
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        field.append(0x22)
        index += 2
      } else {
        return index + 1
      }
    }
    return nil
  }

  private static func isBehind(_ bytes: [UInt8], _ end: Int, _ delimiter: UInt8) -> Bool {
    guard let next = bytes[end...].first(where: { $0 != 0x20 }) else { return true }
    return [delimiter, 0x0A, 0x0D].contains(next)
  }

  private static func nextLine(_ bytes: [UInt8], from start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.count
    }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes[...]
    while let last = bytes.last {
      if last <= 0x20 {
        bytes.removeLast()
      } else if bytes.suffix(2).elementsEqual([0xC2, 0xA0]) {
        bytes.removeLast(2)
      } else {
        break
      }
    }
    while let first = bytes.first {
      if first <= 0x20 {
        bytes.removeFirst()
      } else if bytes.starts(with: [0xC2, 0xA0]) {
        bytes.removeFirst(2)
      } else {
        break
      }
    }
    return Array(bytes)
  }
}

import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake
@testable import Tables

@Suite("CSV as RFC 4180 has it, and as it is found")
struct CSVTests {
  typealias Line = PlainCSV.Line

  private func read(_ data: Data, blockSize: Int = 1 << 18) throws -> [Line] {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try folder.write("t.csv", data)
    let path = folder.url.appending(path: "t.csv").path
    var rows = BlockwiseRows(try CSVSource(path: path, blockSize: blockSize))
    var lines: [Line] = []
    while true {
      do throws(TableFault) {
        guard try rows.advance() else { return lines }
        if let column = rows.columnOfBadText() {
          lines.append(.fault(row: rows.row, column: column + 1))
        } else {
          lines.append(.cells((0..<rows.cellCount).map { rows.text($0) }))
        }
      } catch {
        switch error {
        case .badQuote(let row, let column): lines.append(.fault(row: row, column: column))
        case .recordTooLong(let row, _): lines.append(.fault(row: row, column: 0))
        case .unreadable: return lines
        }
      }
    }
  }

  private func read(_ text: String, blockSize: Int = 1 << 18) throws -> [Line] {
    try read(Data(text.utf8), blockSize: blockSize)
  }

  @Test(
    "Fields, quotes and line ends",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("a,b\n\n\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"x,y\",2\n", [["a", "b"], ["x,y", "2"]]),
      ("a,b\n\"x\"\"y\",\"\"\n", [["a", "b"], ["x\"y", ""]]),
      ("a,b\n\"line\nbreak\",2\n", [["a", "b"], ["line\nbreak", "2"]]),
      ("a,b\n,\n1,\n", [["a", "b"], ["1", ""]]), ("a,b\n , \n;\n", [["a", "b"], [";"]]),
      ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
      ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
      ("a,b\n mô hình \"khéo\" , 2 \n", [["a", "b"], ["mô hình \"khéo\"", "2"]]),
      ("\"a,x\";b\n\"1,2\";3\n", [["a,x", "b"], ["1,2", "3"]]),
      // A title without delimiters, a note, what Excel writes above.
      ("BÁO CÁO\na;b\n1,5;2\n3;4\n", [["BÁO CÁO"], ["a", "b"], ["1,5", "2"], ["3", "4"]]),
      ("# x, y\na\tb\n1\t2\n3\t4\n", [["# x, y"], ["a", "b"], ["1", "2"], ["3", "4"]]),
      ("sep=;\na,b;c\n1,2;3\n", [["sep=", ""], ["a,b", "c"], ["1,2", "3"]]),
      (
        "THÁNG 6\" NĂM;;\na;b;c\n1;2;3\n",
        [["THÁNG 6\" NĂM", "", ""], ["a", "b", "c"], ["1", "2", "3"]]
      ),
      ("a|b\n1,5|2\n", [["a", "b"], ["1,5", "2"]]),
      // Spaces before a quote that closes on its line; one that does not is a plain character.
      ("a, \"b, c\"\n1, \"2, \"\"3\"\n", [["a", "b, c"], ["1", "2, \"3"]]),
      ("a,b\n1, \"open\n2,3\n", [["a", "b"], ["1", "\"open"], ["2", "3"]]),
      ("a,b\n1, \"khéo\" năm 2022\n", [["a", "b"], ["1", "\"khéo\" năm 2022"]]),
      ("a,b\n\"x\" ,2\n", [["a", "b"], ["x", "2"]]), ("a\n1\n", [["a"], ["1"]]),
    ])
  func fields(text: String, expected: [[String]]) throws {
    #expect(try read(text) == expected.map { .cells($0) })
  }

  @Test("A quote that is never closed is a fault where it opens; the rows after it are read")
  func unclosedQuote() throws {
    #expect(
      try read("a,b\n1,\"open\n2,3\n4,5\n") == [
        .cells(["a", "b"]), .fault(row: 2, column: 2), .cells(["2", "3"]), .cells(["4", "5"]),
      ])
  }

  @Test("A quote that is closed by a later row's quote is a fault where it opens, too")
  func strayQuote() throws {
    #expect(
      try read("a,b\n1,\"open\n2,\"x\"\n") == [
        .cells(["a", "b"]), .fault(row: 2, column: 2), .cells(["2", "x"]),
      ])
  }

  @Test("Bytes that are no UTF-8 are a fault of their cell")
  func notUTF8() throws {
    #expect(
      try read(Data("a,b\n1,".utf8) + Data([0xC0, 0x80, 0x0A]) + Data("2,3\n".utf8)) == [
        .cells(["a", "b"]), .fault(row: 2, column: 2), .cells(["2", "3"]),
      ])
  }

  @Test("A quote that swallows a whole large file is a fault, not a row, and costs little memory")
  func swallowedFile() throws {
    let rest = String(repeating: "2,3\n", count: 400_000)
    let lines = try read("a,b\n1,\"open\n" + rest)
    #expect(lines.count == 400_002 && lines[1] == .fault(row: 2, column: 2))
  }

  @Test("Any table is read back as it was written, wherever the file is cut into blocks")
  func roundTrip() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    let letters = ["a", "ế", ",", ";", "\"", "\n", "\r\n", " x", "=", "đ", "1"]
    for _ in 0..<40 {
      let table = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        (0..<3).map { column in
          // No blank ends: cells are trimmed; no empty first cell: blank rows are passed over.
          "k"
            + (0..<Int.random(in: 0...6, using: &generator)).map { _ in
              letters.randomElement(using: &generator) ?? ""
            }.joined() + "\(column)"
        }
      }
      let text = ([["x", "y", "z"]] + table).map { row in
        row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
          .joined(separator: ",")
      }.joined(separator: "\n")
      let expected = ([["x", "y", "z"]] + table).map { Line.cells($0) }
      for blockSize in [24, 29, 64, 1000] {
        #expect(
          try read(text, blockSize: blockSize) == expected, "seed \(seed), block \(blockSize)")
      }
    }
  }

  @Test("No bytes whatever trap the reader, and it always comes to an end")
  func hostileBytes() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    let pieces: [[UInt8]] = [
      [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x00], [0xFF], [0xC3], [0x61],
      [0x3B], [0xE2, 0x80], [0x20], [0xEF, 0xBB, 0xBF],
    ]
    for _ in 0..<300 {
      var data = Data()
      for _ in 0..<Int.random(in: 0...60, using: &generator) {
        data.append(contentsOf: pieces.randomElement(using: &generator) ?? [])
      }
      let whole = (try? read(data)) ?? []
      #expect(whole.count <= data.count + 1, "seed \(seed)")
    }
  }

  // MARK: Against a plain reader

  private static let pieces: [[UInt8]] = [
    [0x22], [0x22, 0x22], [0x2C], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x00], [0xFF], [0xC3],
    [0x61], Array("ế".utf8), [0x20], [0xC2, 0xA0], Array("a long text without any mark in it".utf8),
  ]

  private func hostile(_ count: Int, using generator: inout SplitMix) -> [UInt8] {
    // The first line settles the delimiter.
    Array("a,b,c\n".utf8)
      + (0..<count).flatMap { _ in CSVTests.pieces.randomElement(using: &generator) ?? [] }
  }

  @Test("Hostile bytes give what a plain reader finds, wherever they are cut into blocks")
  func againstPlain() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    for _ in 0..<250 {
      let bytes = hostile(Int.random(in: 0...40, using: &generator), using: &generator)
      let expected = PlainCSV.lines(bytes, delimiter: UInt8(ascii: ","))
      for blockSize in [8, 9, 16, 31, 64, 65, 4096] {
        let found = try read(Data(bytes), blockSize: blockSize)
        #expect(found == expected, "seed \(seed), block \(blockSize), \(bytes)")
        guard found == expected else { return }
      }
    }
  }

  @Test("A hostile text is read the same when it is cut at each of its bytes")
  func everyCut() throws {
    var generator = SplitMix(state: 20_220_614)
    let bytes = hostile(60, using: &generator)
    let expected = PlainCSV.lines(bytes, delimiter: UInt8(ascii: ","))
    for blockSize in 8..<bytes.count {
      #expect(try read(Data(bytes), blockSize: blockSize) == expected, "block \(blockSize)")
    }
  }

  @Test("A line that is longer than any may be is one fault, and those around it are read")
  func longLine() throws {
    let long = String(repeating: "x,", count: TableLimits().record / 2 + 10)
    let lines = try read("a,b\n1,2\n" + long + "\r\n3,4\n")
    #expect(
      lines == [
        .cells(["a", "b"]), .cells(["1", "2"]), .fault(row: 3, column: 0), .cells(["3", "4"]),
      ])
  }

  @Test("Fields of one long line cost time in proportion to their number, quoted or not")
  func manyFields() throws {
    // Some 200,000 quoted fields, and as many quotes within a field: quadratic work would take minutes.
    let fields = Array(repeating: "\"x\"", count: 200_000).joined(separator: ",")
    let quoted = "a,b\n" + fields + "\n1,2\n"
    #expect(try read(quoted).last == .cells(["1", "2"]))
    let quotes = "a,b\nx" + String(repeating: "\"", count: 500_000) + ",y\n1,2\n"
    #expect(try read(quotes).count == 3)
  }
}

import ClusterMetrics
import TestSupport
import Testing

@testable import Intake

@Suite("Dates and numbers in cells")
struct CellTests {
  @Test(
    "Dates as people write them",
    arguments: [
      "17/6/2022", "17/06/2022", "17-06-22", "17.6.2022", "2022-06-17", "2022-6-17",
      "2022/06/17", "2022-06-17T00:00:00Z", "17/6/2022 08:30",
    ])
  func dates(text: String) {
    #expect(DateCell.parse(ArraySlice(text.utf8)) == Day(iso: "2022-06-17"))
  }

  @Test("A plain date is the same day by a look-up as by reading it, and what is none has no day")
  func plainDates() {
    let months = PlausibleMonths.all
    /// What the quick way says, and the plain one with the years that can be right.
    func days(_ text: String) -> (quick: Int32?, plain: Int32?) {
      // Eight bytes behind a cell may be read.
      let bytes = Array(text.utf8) + Array(repeating: UInt8(ascii: "7"), count: 8)
      return bytes.withUnsafeBufferPointer { bytes in
        let cell = Cell(start: bytes.baseAddress!, count: bytes.count - 8)
        let plain = Day(iso: text).flatMap {
          PlausibleMonths.years.contains($0.components.year) ? $0.number : nil
        }
        return (cell.dashedDate.flatMap { months.day($0) }, plain)
      }
    }
    for year in [1899, 1900, 1944, 1945, 1999, 2000, 2022, 2024, 2100, 2101, 9999] {
      for month in 0...13 {
        for day in [0, 1, 28, 29, 30, 31, 32, 99] {
          let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          #expect(days(text).quick == days(text).plain, "\(text)")
        }
      }
    }
    var generator = SplitMix(state: Seed.start)
    let pieces = Array("0123456789-/. Tđ\u{0}:".utf8)
    for _ in 0..<20_000 {
      var bytes = Array("2022-06-17".utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: 0..<10, using: &generator)] = pieces.randomElement(using: &generator)!
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.utf8.count == 10 else { continue }
      #expect(days(text).quick == days(text).plain, "\(text)")
    }
  }

  @Test(
    "What the calendar does not have is no date, and nothing is guessed",
    arguments: [
      "31/6/2022", "6/17/2022", "29/02/2022", "2022-06", "17/6", "17/6-2022", "abc", "",
      "17/6/2022x", "/6/2022", "17//2022", "44729", "17/6/20222", "１７/6/2022", "17/6/2022 x",
    ])
  func noDate(text: String) {
    #expect(DateCell.parse(ArraySlice(text.utf8)) == nil)
  }

  @Test(
    "Numbers as people write them in Vietnam",
    arguments: [
      ("0", "0"), ("1234", "1234"), ("1.234", "1234"), ("1.234.567", "1234567"),
      ("1.234,5", "1234.5"), ("12,5", "12.5"), ("12.5", "12.5"), ("0.234", "0.234"),
      ("1,234.5", "1234.5"), ("-3", "-3"), ("−3", "-3"), ("+3", "3"), ("0,40", "0.4"),
      ("1,234,567", "1234567"), ("12345.678", "12345.678"),
    ])
  func numbers(text: String, expected: String) {
    guard case .number(let quantity) = NumberCell.parse(ArraySlice(text.utf8)) else {
      Issue.record("\(text) is not read as a plain number")
      return
    }
    #expect("\(quantity)" == expected)
  }

  @Test(
    "What could be meant otherwise is read, and said",
    arguments: [("1,234", "1.234"), ("12,34567", "12.3457"), ("999,999", "999.999")])
  func doubtful(text: String, expected: String) {
    guard case .doubtful(let quantity) = NumberCell.parse(ArraySlice(text.utf8)) else {
      Issue.record("\(text) is not doubted")
      return
    }
    #expect("\(quantity)" == expected)
  }

  @Test(
    "What has no number's shape is none",
    arguments: [
      "abc", "1.23.456", "12.34,56.7", "1,2,3", "1.2345.678", ".5", "5.", "1 234", "--3",
      "", "-", "1e5", "99999999999999999999", "12,34,5",
    ])
  func noNumber(text: String) {
    #expect(NumberCell.parse(ArraySlice(text.utf8)) == .invalid)
  }
}

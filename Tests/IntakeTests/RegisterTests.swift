import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Findings
@testable import Intake
@testable import Tables

@Suite("Registers on several cores")
struct RegisterTests {
  private static let settings = """
    language: en
    columns: {note: Ghi chú}
    indicators:
      rows: {count: activities}
      dialogues: {count: activities, where: {activity: đối thoại}}
      communes: {distinct: commune}
      people: {sum: participants}
      notes: {distinct: note}
      big: {count: activities, where: {participants: {from: 50}}}
    """

  /// A register with some rows of every kind of fault.
  private func register(_ rows: Int, using generator: inout SplitMix) -> String {
    let units = ["Huyện Nga Sơn", "nga sơn", "Công an tỉnh", "Huyện Nga Xơn"]
    let communes = ["Xã Nga An", "Nga Thanh", "nga thành", "", " Nga An ", "Nga Ann"]
    let activities = ["Đối thoại", "đối thoại", "\"tiếp, công dân\"", "Tiếp dân", ""]
    let dates = ["17/6/2022", "2022-06-14", "05/7/2021", "31/6/2022", "Tổng cộng"]
    func pick(_ texts: [String], mostly: Int, _ generator: inout SplitMix) -> String {
      Int.random(in: 0..<40, using: &generator) > 0
        ? texts[Int.random(in: 0..<mostly, using: &generator)]
        : texts.randomElement(using: &generator) ?? ""
    }
    var text = "Ngày,Đơn vị,Xã,Hoạt động,participants,Ghi chú,other\n"
    for row in 0..<rows {
      let unit = pick(units, mostly: 2, &generator)
      text +=
        [
          pick(dates, mostly: 3, &generator), unit,
          unit == units[2] ? "" : pick(communes, mostly: 5, &generator),
          pick(activities, mostly: 4, &generator),
          pick(["12", "340", "\"7,5\"", "", "x"], mostly: 4, &generator),
          pick(["a", "b", "\"dòng\nmới\"", "ghi chú"], mostly: 3, &generator),
          // Most rows are different from all others, some are not.
          "\(Int.random(in: 0..<20, using: &generator) > 0 ? row : 0)",
        ].joined(separator: ",") + "\n"
    }
    return text
  }

  @Test("Tallies, findings and summaries do not depend on the number of cores")
  func cores() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    let folder = try TemporaryFolder([
      "giaoban.yaml": RegisterTests.settings, "roster.csv": SmallProject.roster,
      // Several blocks each, so that several cores have work.
      "activities-1.csv": register(16_000, using: &generator),
      "activities-2.csv": register(9000, using: &generator),
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let periods = [Period.half(1, year: 2022), .half(2, year: 2021), .year(2022)]
    let one = try project.tally(periods, column: "activity", cores: 1)
    func rows(_ severity: Finding.Severity) -> Int {
      one.log.all.filter { $0.severity == severity }.map(\.count).reduce(0, +)
    }
    #expect(rows(.error) > 100 && rows(.warning) > 100)
    for cores in [2, 5] {
      let several = try project.tally(periods, column: "activity", cores: cores)
      #expect(several.log.all == one.log.all, "seed \(seed)")
      #expect(several.files == one.files && several.reportedDays == one.reportedDays)
      #expect(several.book.slices.map(\.text) == one.book.slices.map(\.text))
      for indicator in project.definition.indicators {
        for period in periods {
          for group in [Group.all, .unit(0), .unit(1)] {
            #expect(
              several.book.tally(indicator, for: group, in: period)
                == one.book.tally(indicator, for: group, in: period))
            for (own, other) in zip(several.book.slices, one.book.slices) {
              #expect(
                several.book.restricted(to: own).tally(indicator, for: group, in: period)
                  == one.book.restricted(to: other).tally(indicator, for: group, in: period))
            }
          }
        }
      }
    }
  }

  @Test("Texts of a column add up to the whole, but for what is counted once")
  func slices() throws {
    var generator = SplitMix(state: 7)
    let folder = try TemporaryFolder([
      "giaoban.yaml": RegisterTests.settings, "roster.csv": SmallProject.roster,
      "activities.csv": register(2000, using: &generator),
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let half = Period.half(1, year: 2022)
    let book = try project.tally([half], column: "activity").book
    func sum(_ id: String) throws -> (parts: Double, whole: Double) {
      let indicator = try #require(project.definition.indicator(withID: id))
      let parts = book.slices.compactMap {
        book.restricted(to: $0).tally(indicator, for: .unit(0), in: half).value
      }
      return (parts.reduce(0, +), book.tally(indicator, for: .unit(0), in: half).value ?? 0)
    }
    for id in ["rows", "people", "big"] {
      let (parts, whole) = try sum(id)
      #expect(parts == whole && whole > 0, "\(id)")
    }
    let (parts, whole) = try sum("communes")
    #expect(parts > whole && whole == 3)
    // One spelling stands for all, whichever came first.
    #expect(book.slices.map(\.text) == ["Đối thoại", "Tiếp dân", "tiếp, công dân", ""])
  }

  @Test("Duplicates beyond those that are remembered one by one are found by the sieve as well")
  func sieve() throws {
    var detector = DuplicateDetector()
    var generator = SplitMix(state: 3)
    let count = DuplicateDetector.limit + 5000
    let first = (0..<count).map { _ in generator.next() }
    let batch = 4000
    for start in stride(from: 0, to: count, by: batch) {
      let found = first[start..<min(start + batch, count)].withUnsafeBufferPointer {
        detector.repeated($0, file: 0) { start + $0 }
      }
      #expect(found.isEmpty)
    }
    // Of the first million, every one is found where it stands; of those behind, none.
    let again = [first[0], first[123_456], first[DuplicateDetector.limit - 1], first[count - 1]]
    let found = again.withUnsafeBufferPointer { detector.repeated($0, file: 1) { $0 } }
    #expect(found.map(\.index) == [0, 1, 2])
    #expect(found.map(\.first.row) == [0, 123_456, DuplicateDetector.limit - 1])
    #expect(found.allSatisfy { $0.first.file == 0 })
  }
}

@Suite("Cells by their bytes")
struct CellByteTests {
  private func withCell<Result>(_ text: String, _ use: (Cell) throws -> Result) rethrows -> Result {
    let buffer = ByteBuffer()
    // What stands before and behind must not matter.
    for byte in Array("7é".utf8) + Array(text.utf8) + Array("9,\"é".utf8) {
      withUnsafePointer(to: byte) { buffer.append(UnsafeBufferPointer(start: $0, count: 1)) }
    }
    return try use(Cell(start: buffer.start + 3, count: text.utf8.count))
  }

  @Test("One to eight digits are their number; anything else is none")
  func digits() {
    var generator = SplitMix(state: 11)
    for _ in 0..<2000 {
      let number = Int.random(in: 0...99_999_999, using: &generator)
      let text = String(String(number).suffix(Int.random(in: 1...8, using: &generator)))
      #expect(withCell(text) { $0.digits } == Int(text))
    }
    for text in ["", "123456789", "12a", "-1", "1.2", " 1", "1 ", "/", ":", "１"] {
      #expect(withCell(text) { $0.digits } == nil, "\(text)")
    }
  }

  @Test("A spelling is found again, and no other is taken for it, whatever its length")
  func spellings() {
    let table = SpellingTable(limit: 1 << 20)
    var generator = SplitMix(state: 13)
    var known: [String: Int32] = [:]
    for _ in 0..<4000 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          "abđế ".randomElement(using: &generator) ?? "a"
        })
      let owner = Int32.random(in: 0...1, using: &generator)
      let key = "\(owner)\(text)"
      let next = Int32(known.count)
      let value = withCell(text) { table.value(of: $0, within: owner) { _ in next } }
      #expect(value == known[key] ?? next)
      known[key] = value
    }
  }

  @Test("Bytes that are no text are never kept")
  func noText() {
    let buffer = ByteBuffer()
    _ = buffer.append(room: 2) { room in
      room.copyBytes(from: [0x61, 0xFF])
      return 2
    }
    let table = SpellingTable(limit: 1 << 20)
    let cell = Cell(start: buffer.start, count: 2)
    #expect(table.value(of: cell) { _ in 1 } == SpellingTable.notText)
    #expect(table.value(of: cell) { _ in 1 } == SpellingTable.notText)
  }
}

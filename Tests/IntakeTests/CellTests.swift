import ClusterMetrics
import Testing
import TestSupport
@testable import TableReading

@testable import Findings
@testable import Intake
@testable import OfficeWords
@testable import Tables

@Suite("Dates and numbers in cells")
struct CellTests {
  @Test(
    "Dates as people write them",
    arguments: [
      "17/6/2022", "17/06/2022", "17-06-22", "17.6.2022", "2022-06-17", "2022-6-17",
      "2022/06/17", "2022-06-17T00:00:00Z", "17/6/2022 08:30", "2022-06-17T08:30:00.250",
      // An instant with an offset is of the day in Vietnam: half past midnight on the 17th.
      "2022-06-16T17:30:00Z", "2022-06-16T17:30:00+00:00", "2022-06-16T17:30:00.000Z",
      "2022-06-16T20:30:00+0300", "2022-06-17T23:30:00.000+07:00", "2022-06-16T12:00:00-05:00",
      // Without one the day stands there.
      "2022-06-17T17:30:00", "2022-06-17 23:59",
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
    "The one date within a text is its date; of a range the first day",
    arguments: [
      "Sáng 17/6/2022", "14h00 ngày 17/6/2022", "ngày 17 tháng 6 năm 2022", "17-19/6/2022",
      "17/6-19/6/2022", "17/6/2022 - 19/6/2022", "từ 17/6 đến 2/7/2022", "Thứ Sáu, 17.6.2022",
      "17, 18/6/2022", "Ngày 17 tháng 6/2022", "17/6/2022 x",
    ])
  func looseDates(text: String) {
    #expect(DateCell.parse(ArraySlice(text.utf8)) == nil)
    #expect(LooseDate.read(text)?.day == Day(iso: "2022-06-17"))
  }

  @Test(
    "A number that counts or names something else before a date is no day of it",
    arguments: [
      "Thứ 6, 17/6/2022", "T6, 17/6/2022", "Thứ 6 - 17/6/2022", "Thứ 7-17/6/2022",
      "Sáng thứ 6, 17/6/2022", "Lần 2, 17/6/2022", "Đợt 1 - 17/6/2022", "Đợt 1-17/6/2022",
      "Buổi 3, 17/6/2022", "Số 5, 17/6/2022", "8h30, 17/6/2022", "8:30, 17/6/2022",
      "8 giờ 30, 17/6/2022", "Phiên họp 16, 17/6/2022", "Khóa 4; 17/6/2022", "Tổ 2, 17-18/6/2022",
      "Thứ 6, thứ 7, 17-18/6/2022", "17-Jun-2022", "17 June 2022", "17 thg 6 2022",
      "17 thg 6, 2022",
    ])
  func labelledNumbers(text: String) {
    #expect(LooseDate.read(text)?.day == Day(iso: "2022-06-17"))
  }

  @Test(
    "Several days of one month are their first",
    arguments: [
      "17, 18, 19/6/2022", "17,18,19/6/2022", "17&18/6/2022", "17+18/6/2022", "17.18/6/2022",
      "17 và 18/6/2022", "Ngày 17, 18/6/2022", "Các ngày 17, 18, 20/6/2022", "Sáng 17 - 18/6/2022",
      "Họp giao ban 17-18/6/2022", "Hội nghị ngày 17 đến 18/6/2022",
    ])
  func severalDays(text: String) {
    #expect(LooseDate.read(text)?.day == Day(iso: "2022-06-17"))
  }

  @Test("A range over New Year begins in the year before")
  func rangeOverNewYear() {
    #expect(LooseDate.read("28/12 - 3/1/2023")?.day == Day(iso: "2022-12-28"))
  }

  @Test(
    "Texts without a date, or with several that are no range, have none",
    arguments: [
      "", "tháng 6", "quý 2/2022", "NQ 12/2022", "17/6/2022; 20/6/2022; 1/7/2022", "31/6/2022",
      "19/6/2022 - 17/6/2022", "17/6/2022 (thay cho 16/6/2022)",
    ])
  func noLooseDate(text: String) {
    #expect(LooseDate.read(text)?.day == nil)
  }

  @Test(
    "Month before day is read where it is said so, and tells itself",
    arguments: [("6/17/2022", 6, 17), ("06-17-22", 6, 17)])
  func monthFirst(text: String, first: Int, second: Int) {
    let bytes = ArraySlice(text.utf8)
    #expect(DateCell.read(bytes).day == nil)
    #expect(
      DateCell.read(bytes).pair?.first == first && DateCell.read(bytes).pair?.second == second)
    #expect(DateCell.read(bytes, order: .monthFirst).day == Day(iso: "2022-06-17"))
  }

  private func outcome(_ text: String, _ mark: DecimalMark = .comma) -> NumberCell.Outcome {
    NumberCell.parse(ArraySlice(text.utf8), mark: mark).outcome
  }

  private func number(_ text: String, _ mark: DecimalMark = .comma) -> String? {
    guard case .number(let quantity) = outcome(text, mark) else { return nil }
    return "\(quantity)"
  }

  @Test(
    "Numbers as people write them in Vietnam",
    arguments: [
      ("0", "0"), ("1234", "1234"), ("1.234", "1234"), ("1.234.567", "1234567"),
      ("1.234,5", "1234.5"), ("12,5", "12.5"), ("12.5", "12.5"), ("0.234", "0.234"),
      ("1,234.5", "1234.5"), ("-3", "-3"), ("−3", "-3"), ("+3", "3"), ("0,40", "0.4"),
      ("1,234,567", "1234567"), ("12345.678", "12345.678"), ("007", "7"), ("1.2345", "1.2345"),
      // Groups by any space.
      ("1 234", "1234"), ("12 345 678", "12345678"), ("1\u{A0}234", "1234"),
      ("1\u{2009}234", "1234"),
      ("1\u{202F}234,5", "1234.5"), ("-1 234", "-1234"),
      // Percentages, units of measure, full width.
      ("44%", "44"), ("44,5 %", "44.5"), ("50 người", "50"), ("15 cuộc", "15"),
      ("1.200 lượt người", "1200"),
      ("12,5 ha", "12.5"), ("3 m²", "3"), ("15cuộc", "15"), ("１２", "12"), ("1.234 đ", "1234"),
      // Below zero as bookkeepers write it, and what is among a number.
      ("(5.000.000)", "-5000000"), ("(1.234,5)", "-1234.5"), ("15 (trong đó 3 trực tuyến)", "15"),
      ("9 (trong đó: 3)", "9"), ("20, trong đó 5 nữ", "20"), ("3.000.000đ", "3000000"),
      ("12 (gồm 3 nam, 9 nữ)", "12"),
      // Nothing occurred.
      ("-", "0"), ("–", "0"), ("—", "0"),
    ])
  func numbers(text: String, expected: String) {
    #expect(number(text) == expected)
  }

  @Test(
    "What could be meant otherwise is read, and said",
    arguments: [("1,234", "1.234"), ("12,34567", "12.3457"), ("999,999", "999.999")])
  func doubtful(text: String, expected: String) {
    guard case .doubtful(let quantity) = outcome(text) else {
      Issue.record("\(text) is not doubted")
      return
    }
    #expect("\(quantity)" == expected)
  }

  @Test("About so many is a number, and known to be approximate")
  func approximate() {
    for text in [
      "khoảng 30", "trên 30", "≈ 30", "~30", "hơn 30 người", "Ước tính 30", "about 30",
      "approx. 30", "c. 30", "30+",
    ] {
      let reading = NumberCell.parse(ArraySlice(text.utf8))
      #expect(reading.outcome == .number(Quantity(30)) && reading.isApproximate, "\(text)")
    }
  }

  @Test("The signs of the yearbooks say that there is no number")
  func signs() {
    for text in ["x", "X", " x "] { #expect(outcome(text) == .notApplicable, "\(text)") }
    for text in ["…", "...", "..", "n/a", "N/A", "not available", "TBC", "None", "null"] {
      #expect(outcome(text) == .notReported, "\(text)")
    }
    for text in ["-", "nil", "không có"] {
      #expect(outcome(text) == .number(.zero), "\(text)")
    }
    for text in ["$1200", "USD 1200", "€1200"] {
      #expect(outcome(text) == .number(Quantity(1200)), "\(text)")
    }
  }

  @Test(
    "What has no number's shape is none",
    arguments: [
      "abc", "1.23.456", "12.34,56.7", "1,2,3", "1.2345.678", ".5", "5.", "1 23", "--3",
      "", "1e5", "1e3", "99999999999999999999", "12,34,5", "(5)", "1'234", "12..5", "không",
      "1.2 mn", "3bn", "2 dozen",
      "1/2", "2OO", "3ll", "7oo", "1.2OO", "3lO", "1OO",
      "5-6", "1.234.5", "5 triệu", "1,2 tỷ", "3k", "5x", "12m", "2 người 3 xe", "5 6", "1 2345",
      "khoảng", "người 5 người", "%", "1234 567", "5 nghìn đồng",
    ])
  func noNumber(text: String) {
    #expect(outcome(text) == .invalid)
  }

  @Test("Where the point is the decimal mark, the comma parts groups")
  func points() {
    #expect(number("1.250", .point) == "1.25")
    #expect(number("1,250", .point) == "1250")
    #expect(number("12,5", .point) == "12.5")
    #expect(
      outcome("1.250", .undecided) == .undecided && outcome("1,250", .undecided) == .undecided)
    #expect(number("1.25", .undecided) == "1.25" && number("1.234.567", .undecided) == "1234567")
  }

  @Test("What numbers prove of the decimal mark of their column")
  func evidence() {
    func evidence(_ texts: [String]) -> NumberEvidence {
      texts.reduce(into: []) {
        $0.formUnion(NumberCell.parse(ArraySlice($1.utf8)).evidence)
      }
    }
    #expect(evidence(["0.125", "1.25", "1.250"]).mark(assuming: .comma) == .point)
    #expect(evidence(["1,234,567", "1,250"]).mark(assuming: .comma) == .point)
    #expect(evidence(["1.234", "2.500"]).mark(assuming: .comma) == nil)
    #expect(evidence(["0,5", "1.234"]).mark(assuming: .comma) == nil)
    #expect(evidence(["0,5", "0.5", "1.234"]).mark(assuming: .comma) == .undecided)
    #expect(
      evidence(["0,5", "0.5"]).mark(assuming: .comma) == nil, "nothing is left to be decided")
    #expect(evidence(["1.234.567", "3.5", "1,250"]).mark(assuming: .comma) == .undecided)
    #expect(evidence(["17 người", "12%"]) == .percent)
  }

  @Test("Dates that prove their order")
  func dateEvidence() {
    func evidence(_ texts: [String], cells: [(month: Int, day: Int)] = []) -> DateEvidence {
      var evidence = DateEvidence()
      for text in texts {
        guard let (first, second) = DateCell.read(ArraySlice(text.utf8)).pair else { continue }
        evidence.add(
          DateEvidence(
            provesDayFirst: first > 12, provesMonthFirst: second > 12,
            isAmbiguous: first <= 12 && second <= 12, textMonths: 1 << UInt32(second)))
      }
      for cell in cells {
        evidence.cellMonths |= 1 << UInt32(cell.month)
        evidence.cellDays |= 1 << UInt32(cell.day)
      }
      return evidence
    }
    #expect(evidence(["6/17/2022", "6/5/2022"]).order == .monthFirst)
    // A day that is filled up beside a month that is not is how letters have it here (Decree 30/2020).
    func order(_ texts: [String]) -> DateOrder? {
      var evidence = DateEvidence()
      for text in texts { evidence.add(PackedDate(text, .dayFirst).evidence) }
      return evidence.order
    }
    #expect(order(["9/22/2025", "05/8/2025"]) == nil)
    #expect(order(["9/22/2025", "05/08/2025"]) == .monthFirst)
    #expect(evidence(["17/6/2022", "6/5/2022"]).order == nil)
    #expect(evidence(["6/17/2022", "17/6/2022"]).order == nil, "the first one is an error")
    // Typed as 3/6, 5/6 and 13/6 into an American Excel.
    // An American's register in an Excel of Vietnam, and one of Excel's own days.
    #expect(
      evidence(["3/25/2024"], cells: [(12, 5), (9, 3)]).order == .monthFirstExchangedInCells)
    #expect(evidence(["3/25/2024"], cells: [(12, 5), (9, 23)]).order == .monthFirst)
    #expect(evidence(["3/25/2024", "3/5/2024"], cells: [(12, 5), (9, 3)]).order == .monthFirst)
    #expect(evidence(["13/6/2022"], cells: [(3, 6), (5, 6)]).order == .exchangedInCells)
    // Cells that lie among the others as they stand.
    #expect(evidence(["13/6/2022"], cells: [(6, 6), (5, 6)]).order == nil)
    #expect(evidence(["13/6/2022"], cells: [(3, 6), (5, 20)]).order == nil)
    #expect(evidence([], cells: [(3, 6), (5, 6)]).order == nil)
  }

  @Test(
    "Periods in words",
    arguments: [
      ("6 tháng đầu năm 2024", "2024-H1"), ("6 tháng năm 2024", "2024-H1"), ("6T/2024", "2024-H1"),
      ("6 tháng cuối năm 2024", "2024-H2"), ("Sáu tháng đầu năm 2024", "2024-H1"),
      ("Quý I/2024", "2024-Q1"), ("Quý 1 năm 2024", "2024-Q1"), ("Q I/2024", "2024-Q1"),
      ("quý IV-2024", "2024-Q4"), ("Q3/2024", "2024-Q3"), ("Tháng 3/2024", "2024-M03"),
      ("tháng 03 năm 2024", "2024-M03"), ("T3.2024", "2024-M03"), ("3/2024", "2024-M03"),
      ("03/2024", "2024-M03"), ("2024-03", "2024-M03"), ("202403", "2024-M03"),
      ("Năm 2024", "2024"),
      ("cả năm 2024", "2024"), ("9 tháng đầu năm 2024", "2024-9M"), ("9T/2024", "2024-9M"),
      ("12 tháng năm 2024", "2024"), ("3 tháng đầu năm 2024", "2024-Q1"), ("2024S1", "2024-H1"),
      ("2024Q1", "2024-Q1"), ("H1 2024", "2024-H1"), ("2024H2", "2024-H2"),
      ("Kỳ báo cáo: 6 tháng đầu năm 2024", nil), ("Kỳ báo cáo 6 tháng đầu năm 2024", "2024-H1"),
      ("1/1/2024", nil), ("31/3/2024", nil), ("2024-W05", nil), ("Quý V/2024", nil),
      ("13/2024", nil),
      ("7 tháng đầu năm 2024", nil), ("6 tháng giữa năm 2024", nil), ("24", nil), ("202413", nil),
    ] as [(String, String?)])
  func periodWords(text: String, expected: String?) {
    #expect(Period(written: text)?.name == expected)
  }
}

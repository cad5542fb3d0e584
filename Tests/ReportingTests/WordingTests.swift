import ClusterMetrics
import Testing
@testable import ReportWords

@testable import Reporting

@Suite("Words, dates and numbers of a language")
struct WordingTests {
  let vietnamese = Wording(.vietnamese)
  let english = Wording(.english)

  @Test(
    "Days below 10 and months 1 and 2 have a leading zero (Decree 30/2020/NĐ-CP)",
    arguments: [
      ("2022-07-05", "05/7/2022"), ("2022-02-01", "01/02/2022"), ("2022-06-17", "17/6/2022"),
      ("2021-12-15", "15/12/2021"), ("2022-01-31", "31/01/2022"),
    ])
  func dates(iso: String, expected: String) throws {
    #expect(vietnamese.date(try #require(Day(iso: iso))) == expected)
  }

  @Test("A unit of measure stands over numbers, and behind one that has no noun")
  func unitsOfMeasure() {
    var land = Indicator(
      id: "land", name: LocalizedText("Diện tích giải phóng mặt bằng"),
      shortName: LocalizedText("Diện tích"), unitOfMeasure: LocalizedText("ha"),
      definition: .sum(measure: "land"), decimals: 1)
    #expect(vietnamese.heading(land) == "Diện tích giải phóng mặt bằng (ha)")
    #expect(vietnamese.shortHeading(land) == "Diện tích (ha)")
    // A no-break space: the unit stays on the number's line.
    #expect(vietnamese.amount(1234.5, land) == "1.234,5\u{A0}ha")
    land.noun = LocalizedText("ha đất")
    #expect(vietnamese.amount(1234.5, land) == "1.234,5 ha đất")
    #expect(vietnamese.measured(1234.5, land) == "1.234,5\u{A0}ha")
    land.unitOfMeasure = nil
    #expect(vietnamese.heading(land) == "Diện tích giải phóng mặt bằng")
    #expect(vietnamese.measured(1234.5, land) == "1.234,5")
  }

  @Test(
    "Periods have names that people use",
    arguments: [
      ("2022-H1", "6 tháng đầu năm 2022", "first half of 2022"),
      ("2022-H2", "6 tháng cuối năm 2022", "second half of 2022"),
      ("2022-Q3", "quý III năm 2022", "quarter 3 of 2022"),
      ("2022-M02", "tháng 02 năm 2022", "February 2022"),
      (
        "2022-9M", "9 tháng đầu năm 2022",
        "first 9 months of 2022"
      ),
      ("2022", "năm 2022", "2022"),
      (
        "2022-01-01..2022-06-14", "từ 01/01/2022 đến 14/6/2022",
        "from 1 January 2022 to 14 June 2022"
      ),
    ])
  func periods(name: String, vi: String, en: String) throws {
    let period = try #require(Period(name))
    #expect(vietnamese.name(period) == vi && english.name(period) == en)
    // The words of a form are read back.
    guard !period.isSpan else { return }
    #expect(Period(written: vi) == period && Period(written: en) == period)
  }

  @Test("Changes are said in words: in number, in points, or as equal")
  func changes() {
    let count = Indicator(id: "a", name: LocalizedText("A"), definition: .count)
    let rate = Indicator(
      id: "b", name: LocalizedText("B"), definition: .ratio(of: "x", to: "y", shownAs: .percent))
    #expect(vietnamese.changeInWords(4, count, base: "cùng kỳ") == "tăng 4 so với cùng kỳ")
    #expect(vietnamese.changeInWords(-1234, count, base: "cùng kỳ") == "giảm 1.234 so với cùng kỳ")
    #expect(vietnamese.changeInWords(0, count, base: "cùng kỳ") == "bằng cùng kỳ")
    #expect(
      vietnamese.changeInWords(2.14, rate, base: "cùng kỳ")
        == "tăng 2,1 điểm phần trăm so với cùng kỳ")
    #expect(
      english.changeInWords(-2.14, rate, base: "the first half of 2021")
        == "down 2.1 percentage points on the first half of 2021")
    #expect(vietnamese.changeInWords(nil, count, base: "cùng kỳ") == "")
  }

  @Test("Lists end with \"và\"")
  func lists() {
    #expect(vietnamese.list(["A"]) == "A" && vietnamese.list(["A", "B", "C"]) == "A, B và C")
    #expect(english.list(["A", "B"]) == "A and B" && english.list([]) == "")
  }
}

import Charting
import ClusterMetrics
import Intake
import Testing
import TestSupport
@testable import ReportWords

@testable import Reporting

@Suite("What a chart of places says")
struct RankTitleTests {
  /// A title for the numbers of units over half-years, the last of which is the first of 2024.
  private func chart(
    _ values: [[Double?]], better: Preference = .more, highlight: Int? = nil,
    _ language: Language = .vietnamese
  ) throws -> Chart {
    let indicator = Indicator(
      id: "v", name: LocalizedText(vi: "Hồ sơ", en: "Files"),
      noun: LocalizedText(vi: "hồ sơ", en: "files"),
      definition: .submitted, target: nil, better: better)
    var roster = Roster()
    let cluster = roster.cluster(named: "Cụm 1")
    let names = ["An", "Bình", "Cát", "Dương"] + (5...60).map { "Đơn vị \($0)" }
    for name in names.prefix(values.count) {
      _ = roster.unit(named: name, kind: "", cluster: cluster, validity: .always)
    }
    let periods = Period.half(1, year: 2024).run(of: values[0].count)
    var accumulator = TallyAccumulator(
      plan: try TallyPlan(indicators: [indicator]), roster: roster, periods: periods,
      calendar: .calendarMonths)
    for (unit, row) in values.enumerated() {
      for (period, value) in zip(periods, row) {
        guard let value else { continue }
        accumulator.fold(
          Submission(
            period: period, unit: unit, indicator: "v",
            value: Quantity(parts: Int128(value * 10_000))))
      }
    }
    let book = TallyBook(roster: roster, accumulated: accumulator)
    var maker = ChartMaker(
      book: book, period: periods[periods.count - 1],
      words: Wording(language).fitted(to: book, [indicator], in: periods))
    maker.highlight = highlight
    return maker.ranks(indicator, groups: values.indices.map { .unit($0) }, over: periods)
  }

  @Test("Who is first, and since when")
  func leader() throws {
    #expect(try chart([[9, 9, 9], [5, 6, 7]]).title == "An xếp thứ nhất 3 kỳ liên tiếp")
    #expect(try chart([[9, 5, 9], [5, 6, 7]]).title == "An xếp thứ nhất, kỳ trước xếp thứ 2")
    #expect(try chart([[nil, 9], [5, 6]]).title == "An xếp thứ nhất")
    #expect(try chart([[nil, 9], [5, 6]], .english).title == "An ranks first")
    // A shared first place is no lead.
    #expect(try chart([[6, 9], [6, 6]]).title == "An xếp thứ nhất")
    #expect(try chart([[9, 9], [5, 9], [1, 2]]).title == "An và Bình cùng xếp thứ nhất")
    #expect(try chart([[9, 9], [5, 9], [1, 9], [1, 1]]).title == "3 đơn vị cùng xếp thứ nhất")
    #expect(try chart([[9, 9], [5, 9]]).title == "An và Bình cùng một hạng")
    #expect(try chart([[9, nil], [5, nil]]).title == "Hồ sơ: kỳ này chưa có số liệu")
    // Where less is better, the lowest is first.
    #expect(
      try chart([[9, 9], [5, 1]], better: .less).title == "Bình xếp thứ nhất 2 kỳ liên tiếp")
  }

  @Test("Where the subject stands, and how it moved")
  func subject() throws {
    let values: [[Double?]] = [[9, 9], [5, 8], [7, 7], [nil, 1]]
    #expect(
      try chart(values, highlight: 1).title == "Bình xếp thứ 2/4, lên 1 bậc so với kỳ trước")
    #expect(
      try chart(values, highlight: 2).title == "Cát xếp thứ 3/4, xuống 1 bậc so với kỳ trước")
    #expect(try chart(values, highlight: 0).title == "An xếp thứ 1/4, như kỳ trước")
    #expect(try chart(values, highlight: 3).title == "Dương xếp thứ 4/4")
    #expect(
      try chart(values, highlight: 1, .english).title
        == "Bình ranks 2 of 4, up 1 on the period before")
    #expect(
      try chart([[9, nil], [5, 6]], highlight: 0).title == "An: kỳ này chưa có thứ hạng")
  }

  @Test("Periods before anything was known are left out")
  func beginning() throws {
    let body = try #require(try chart([[nil, 3, 4], [nil, nil, 5]]).body as? RankLines)
    #expect(body.moments.count == 2)
    #expect(body.items.map(\.name.full) == ["Bình", "An"])
    #expect(body.items.map(\.ranks) == [[nil, 1], [1, 2]])
  }

  @Test("Of many who share a place some stand for all, and the note says how many more there are")
  func ties() throws {
    // Forty units, all with the same number.
    let equal = try chart(Array(repeating: [7, 7], count: 40))
    #expect((equal.body as? RankLines)?.items.count == 12)
    #expect(equal.footer.contains("Còn 28 đơn vị cùng hạng 1 không vẽ."))
    // A few more than twelve are all there.
    let few = try chart((0..<40).map { [0, $0 < 14 ? 9 : 1] })
    #expect((few.body as? RankLines)?.items.count == 14)
    #expect(!few.footer.contains("không vẽ"))
  }
}

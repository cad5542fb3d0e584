import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Totals of a cluster that are known without its units")
struct StatedTotalTests {
  private static let settings = """
    language: en
    indicators:
      talks: {count: activities}
      raised: {from: submissions}
      solved: {from: submissions}
      rate: {ratio: [solved, raised]}
      sum: {compute: raised + solved}
    """
  private static let roster = """
    cluster,unit
    Cụm 1,Huyện Sông Đông
    Cụm 1,Huyện Núi Tây
    Cụm 2,Huyện Biển Nam
    """
  private static let registers = """
    Ngày,Đơn vị,Hoạt động
    1/2/2024,Sông Đông,a
    2/2/2024,Núi Tây,b
    3/2/2024,Biển Nam,c
    """
  private let now = Period.half(1, year: 2024)
  private let before = Period.half(1, year: 2023)

  private func book(_ rows: String) throws -> TallyBook {
    let small = try Small(
      [
        "activities.csv": StatedTotalTests.registers,
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows,
      ], settings: StatedTotalTests.settings, roster: StatedTotalTests.roster)
    let project = try Project(folder: small.folder.url)
    let intake = try project.tally([now, before])
    // Units that report last year's numbers have sent no registers of that year.
    let unexpected = intake.log.all.filter { $0.code != .noActivities }
    #expect(unexpected.isEmpty, "\(unexpected.map { $0.line(in: .english) })")
    return intake.book
  }

  private func comparison(_ book: TallyBook, _ id: String, _ group: Group) throws -> Comparison {
    let indicator = try #require(book.plan.indicator(withID: id))
    return book.comparison(indicator, for: group, in: now, with: before)
  }

  @Test(
    "They serve where no unit has reported, also within rates, and the change is stated beside them"
  )
  func compared() throws {
    let book = try book(
      """
      2023-H1,Cụm 1,talks,5
      2023-H1,Cụm 2,talks,2
      2023-H1,Cụm 1,raised,50
      2023-H1,Cụm 1,solved,40
      2024-H1,Sông Đông,raised,10
      2024-H1,Sông Đông,solved,9
      2024-H1,Núi Tây,raised,10
      2024-H1,Núi Tây,solved,6

      """)
    let talks = try comparison(book, "talks", .cluster(0))
    #expect(talks.base.value == 5 && talks.base.isStatedTotal && talks.base.status == .complete)
    #expect(talks.change == -3 && talks.changePercent == -60)
    // Of all clusters the sum of theirs.
    #expect(try comparison(book, "talks", .all).change == 3 - 7)
    let rate = try comparison(book, "rate", .cluster(0))
    #expect(rate.base.value == 80 && rate.current.value == 75 && rate.change == -5)
    #expect(try comparison(book, "sum", .cluster(0)).base.value == 90)
    // Nothing is known of a unit. All are no less than their clusters, and no whole where one is silent.
    #expect(try comparison(book, "talks", .unit(0)).base.status == .missing)
    let all = try comparison(book, "raised", .all)
    #expect(all.base.status == .partial && all.base.value == 50 && all.change == nil)
  }

  @Test("Beside a total of all units stands no number of some: no change is stated")
  func partial() throws {
    let book = try book("2023-H1,Cụm 1,raised,50\n2024-H1,Sông Đông,raised,10\n")
    let raised = try comparison(book, "raised", .cluster(0))
    #expect(raised.current.status == .partial && raised.base.value == 50)
    #expect(raised.change == nil && raised.bareChange == -40 && raised.hasOtherUnits)
  }

  @Test(
    "Where some units have reported, the total of all still stands; units beyond it contradict it")
  func someUnits() throws {
    let rows = "2023-H1,Cụm 1,raised,50\n2023-H1,Sông Đông,raised,20\n"
    let raised = try comparison(try book(rows), "raised", .cluster(0))
    #expect(raised.base.value == 50 && raised.base.isStatedTotal)
    let small = try Small(
      [
        "activities.csv": StatedTotalTests.registers,
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Cụm 1,raised,50\n2024-H1,Sông Đông,raised,60\n",
      ],
      settings: StatedTotalTests.settings, roster: StatedTotalTests.roster)
    #expect(try small.intake(now).log.all.map(\.code) == [.contradictsParts])
  }

  @Test("Where all units have reported, they make the total; one that contradicts them is said")
  func units() throws {
    let small = try Small(
      [
        "activities.csv": StatedTotalTests.registers,
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Cụm 1,raised,50\n2024-H1,Sông Đông,raised,10\n2024-H1,Núi Tây,raised,30\n",
      ], settings: StatedTotalTests.settings, roster: StatedTotalTests.roster)
    let intake = try small.intake(now)
    let raised = try #require(intake.book.plan.indicator(withID: "raised"))
    let tally = intake.book.tally(raised, for: .cluster(0), in: now)
    #expect(tally.value == 40 && !tally.isStatedTotal)
    #expect(intake.log.all.map(\.code) == [.contradictsParts])
  }

  @Test(
    "Of a cluster that has all its units, their sum is in the total of all clusters, and not what it states"
  )
  func sums() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2024-H1,Cụm 1,raised,25
        2024-H1,Biển Nam,raised,5
        2024-H1,Cụm 2,raised,7
        """
      ], settings: StatedTotalTests.settings, roster: StatedTotalTests.roster)
    let book = try Project(folder: small.folder.url).tally([now]).book
    let raised = try #require(book.plan.indicator(withID: "raised"))
    #expect(book.tally(raised, for: .cluster(0), in: now).value == 25)
    #expect(book.tally(raised, for: .cluster(1), in: now).value == 5)
    #expect(book.tally(raised, for: .all, in: now).value == 30)
  }

  @Test("Quarters of a cluster make its half-year as those of units do, and so do cumulative ones")
  func composed() throws {
    let settings = """
      language: en
      indicators:
        flow: {from: submissions, over_time: sum}
        stock: {from: submissions, over_time: last}
        fund: {from: submissions, cumulative: year}
        plain: {from: submissions}
      """
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2023-Q1,Cụm 1,flow,1000
        2023-Q2,Cụm 1,flow,1100
        2023-Q1,Cụm 1,stock,7
        2023-Q2,Cụm 1,stock,9
        2023-Q1,Cụm 1,fund,30
        2023-Q2,Cụm 1,fund,80
        2023-Q1,Cụm 1,plain,3
        2023-Q2,Cụm 1,plain,4

        """
      ], settings: settings, roster: StatedTotalTests.roster)
    let book = try small.intake(before).book
    func value(_ id: String) throws -> Double? {
      book.tally(try #require(book.plan.indicator(withID: id)), for: .cluster(0), in: before).value
    }
    #expect(try value("flow") == 2100)
    #expect(try value("stock") == 9)
    #expect(try value("fund") == 80)
    #expect(try value("plain") == nil)
  }

  @Test("A quarter that all units of a cluster state goes with one that only the cluster states")
  func composedOfUnits() throws {
    let settings = "indicators: {flow: {from: submissions, over_time: sum}}\nlanguage: en\n"
    func value(_ rows: String) throws -> (value: Double?, status: Tally.Status) {
      let small = try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows], settings: settings,
        roster: StatedTotalTests.roster)
      let book = try small.intake(before).book
      let tally = book.tally(
        try #require(book.plan.indicator(withID: "flow")), for: .cluster(0), in: before)
      return (tally.value, tally.status)
    }
    let units = "2023-Q1,Huyện Sông Đông,flow,5\n2023-Q1,Huyện Núi Tây,flow,10\n"
    let both = try value(units + "2023-Q2,Cụm 1,flow,20\n")
    #expect(both.value == 35)
    #expect(both.status == .complete)
    // One unit lacks, and nobody knows what it has.
    let some = try value("2023-Q1,Huyện Sông Đông,flow,5\n2023-Q2,Cụm 1,flow,20\n")
    #expect(some.value == 5)
    #expect(some.status == .partial)
    // What the cluster states of the quarter itself is its number.
    let stated = try value(units + "2023-Q1,Cụm 1,flow,16\n2023-Q2,Cụm 1,flow,20\n")
    #expect(stated.value == 36)
  }

  @Test("Totals that contradict their parts, or the clusters' totals, are named")
  func contradictions() throws {
    func said(_ rows: String) throws -> [String] {
      let small = try Small(
        ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Loại số liệu,Số liệu\n" + rows],
        settings: "language: en\nindicators:\n  v: {from: submissions, over_time: sum}",
        roster: StatedTotalTests.roster)
      return try small.intake(now).log.all.filter { $0.code == .contradictsParts }
        .map { "\($0.place) \($0.message.english)" }
    }
    #expect(
      try said(
        "2023-Q1,Cụm 1,v,value,10\n2023-Q2,Cụm 1,v,value,10\n2024-H1,Cụm 1,v,last-year,25\n")
        == [
          "submissions.csv:4:5 Cụm 1: v, 2023-H1: 25, but its parts make 20 (2023-Q1: 10, 2023-Q2: 10); the number of"
            + " the whole is used: check them"
        ])
    let clusters = "2023-H1,Cụm 1,v,value,20\n2023-H1,Cụm 2,v,value,10\n"
    #expect(try said(clusters + "2024-H1,Toàn tỉnh,v,last-year,30\n").isEmpty)
    #expect(
      try said(clusters + "2024-H1,Toàn tỉnh,v,last-year,40\n") == [
        "submissions.csv:4:5 v, 2023-H1: the stated total is 40, but the clusters add up to 30 (Cụm 1: 20,"
          + " Cụm 2: 10); the stated total is used: check them"
      ])
  }

  @Test("What is stated of a cluster compares with it only while it has the same units")
  func otherUnits() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2023-H1,Cụm 1,v,8
        2023-H1,Cụm 2,v,50
        2024-H1,Huyện A,v,20
        2024-H1,Huyện D,v,30
        2024-H1,Huyện E,v,4

        """
      ], settings: "indicators:\n  v: {from: submissions}",
      roster:
        "cluster,unit,from,to\nCụm 1,Huyện A,,\nCụm 2,Huyện D,,30/4/2024\nCụm 1,Huyện D,1/5/2024,\nCụm 2,Huyện E,,\n"
    )
    let book = try Project(folder: small.folder.url).tally([now, before]).book
      .comparable([now, before])
    let own = try comparison(book, "v", .cluster(0))
    #expect((own.current.value, own.base.value, own.change) == (50, nil, nil))
    let all = try comparison(book, "v", .all)
    #expect((all.current.value, all.base.value, all.change) == (54, 58, -4))
  }

  @Test("A rate of all clusters is made of numbers of one kind: stated of the whole, or added up")
  func likeOperands() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2024-H1,Cụm 1,files,250
        2024-H1,Cụm 1,ok,200
        2024-H1,Huyện Biển Nam,files,120
        2024-H1,Huyện Biển Nam,ok,110
        2024-H1,Tổng cộng,files,400

        """
      ],
      settings: """
        indicators:
          files: {from: submissions}
          ok: {from: submissions}
          rate: {ratio: [ok, files]}
          late: {compute: files - ok}
        """, roster: StatedTotalTests.roster)
    let book = try small.intake(now).book
    func value(_ id: String) throws -> Double? {
      book.tally(try #require(book.plan.indicator(withID: id)), for: .all, in: now).value
    }
    #expect(try value("files") == 400)
    // 310 of the 370 that the clusters have together, and not of 400.
    #expect(try abs((value("rate") ?? 0) - 310.0 / 370 * 100) < 1e-6)
    #expect(try value("late") == 60)
  }
}

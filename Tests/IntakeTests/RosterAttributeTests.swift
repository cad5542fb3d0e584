import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("What the roster says of places: groups, conditions, whom to ask, and what to divide by")
struct RosterAttributeTests {
  private static let roster = """
    Cụm,Đơn vị,Loại đơn vị,"Xã, phường, thị trấn",Vùng,Địa hình,Dân số,STT
    Cụm 1,Huyện Sông Đông,Huyện,Xã An Bình,Đồng bằng,Thấp,6.000,1
    Cụm 1,Huyện Sông Đông,Huyện,Xã An Hòa,Đồng bằng,Cao,4.000,2
    Cụm 1,Huyện Núi Tây,Huyện,Xã Bình Minh,miền núi,Cao,5.000,3
    Cụm 2,Huyện Núi Nam,Huyện,Xã Nam Sơn,Miền núi,Cao,,4
    Cụm 2,Sở Nội vụ,Sở,,,,,5
    """
  private static let settings = """
    language: en
    indicators:
      talks: {count: activities}
      mountain: {count: activities, where: {vùng: MIỀN NÚI}}
      lowland: {count: activities, where: {địa hình: {not: Cao}}}
      large: {count: activities, where: {Dân số: {from: 5000}}}
      asked: {from: submissions, applies_to: {Vùng: Miền núi, unit_kind: Huyện}}
      rate: {per: dân số, of: talks, times: 1000}
    """
  private static let register = """
    Ngày,Đơn vị,Xã,Hoạt động
    1/2/2024,Sông Đông,An Bình,a
    2/2/2024,Sông Đông,An Hòa,a
    3/2/2024,Sông Đông,,a
    4/2/2024,Núi Tây,Bình Minh,a
    5/2/2024,Núi Nam,,a
    6/2/2024,Sở Nội vụ,,a
    """

  private func small(
    settings: String = settings, roster: String = roster, _ files: [String: String] = [:]
  ) throws -> Small {
    try Small(
      ["activities.csv": RosterAttributeTests.register].merging(files) { $1 }, settings: settings,
      roster: roster)
  }

  @Test("Units of one text are a group, however it is written; those without one are a group, too")
  func groups() throws {
    let book = try small().intake().book
    let region = try #require(book.roster.attribute(named: "VÙNG"))
    #expect(book.roster.attributes[region].texts == ["Đồng bằng", "Miền núi"])
    let talks = try #require(book.plan.indicator(withID: "talks"))
    func tally(_ text: Int?, cluster: Int? = nil) -> Tally {
      book.tally(
        talks, for: .part(.init(cluster: cluster, [.init(attribute: region, text: text)])),
        in: Small.year)
    }
    #expect(tally(0).value == 3 && tally(0).expectedUnits == 1)
    #expect(tally(1).value == 2 && tally(1).expectedUnits == 2)
    #expect(tally(1, cluster: 1).value == 1 && tally(nil).value == 1)
    #expect(
      book.roster.attribute(named: "loại đơn vị") == book.roster.attribute(named: "unit_kind"))
    // Communes of one unit that differ leave it without a text.
    let terrain = try #require(book.roster.attribute(named: "Địa hình"))
    #expect(book.roster.attributes[terrain].mixedUnits == [0])
  }

  @Test("A condition on the roster asks the commune of a row, or its unit where none is named")
  func conditions() throws {
    let small = try small()
    #expect(try small.value("mountain") == 2)
    // The row of Sông Đông that names no commune is not said to be high; nor is that of the department.
    #expect(try small.value("lowland") == 3)
    // An Bình has 6,000, Bình Minh 5,000, Sông Đông as a whole 10,000.
    #expect(try small.value("large") == 3)
  }

  @Test("A rate over what the roster says stands on the units of which it says it")
  func rates() throws {
    let small = try small()
    let book = try small.intake().book
    let rate = try #require(book.plan.indicator(withID: "rate"))
    let all = book.tally(rate, for: .all, in: Small.year)
    // 4 of Sông Đông's 10,000 and Núi Tây's 5,000.
    #expect(all.numerator == Quantity(4) && all.denominator == Quantity(15_000))
    #expect(all.status == .partial && all.reportingUnits == 2 && all.expectedUnits == 4)
    #expect(try small.value("rate", 0) == 0.3 && small.value("rate", 1) == 0.2)
    #expect(book.tally(rate, for: .unit(2), in: Small.year).status == .missing)
    #expect(
      try Project(folder: small.folder.url).log.all.contains {
        $0.line(in: .english).contains(
          "has no number, or 0, of Huyện Núi Nam and Sở Nội vụ, so \"rate\" cannot be computed there"
        )
      })
  }

  @Test("A number that each commune repeats is its unit's, counted once, and said")
  func repeated() throws {
    let roster = """
      cluster,unit,commune,population
      Cụm 1,Huyện Sông Đông,Xã An Bình,10000
      Cụm 1,Huyện Sông Đông,Xã An Hòa,10000
      Cụm 1,Huyện Núi Tây,Xã Bình Minh,5000
      """
    let settings = """
      language: en
      indicators: {talks: {count: activities}, rate: {per: population, of: talks, times: 1000}}
      """
    let small = try small(
      settings: settings, roster: roster,
      ["activities.csv": "Ngày,Đơn vị,Hoạt động\n1/2/2024,Sông Đông,a\n"])
    #expect(try small.value("rate", 0) == 0.1)
    #expect(
      try Project(folder: small.folder.url).log.all.map(\.code.rawValue) == ["duplicate-entry"])
  }

  @Test("A unit's rows of different days hold each for their own; texts that differ are nobody's")
  func dated() throws {
    let roster = """

      cluster,unit,from,to,Vùng,Dân số
      Cụm 1,Huyện Sông Đông,,31/12/2023,Ven biển,5000
      Cụm 1,Huyện Sông Đông,1/1/2024,,Đồng bằng,8000
      Cụm 1,Huyện Núi Tây,,,Miền núi,0
      """

    let settings = """
      language: en
      indicators: {talks: {count: activities}, rate: {per: Dân số, of: talks, times: 1000}}
      """
    let small = try small(
      settings: settings, roster: roster,
      [
        "activities.csv":
          "Ngày,Đơn vị,Hoạt động\n1/2/2023,Sông Đông,a\n1/2/2024,Sông Đông,b\n1/2/2024,Núi Tây,c\n"
      ])
    #expect(try small.value("rate", 0, in: .year(2023)) == 0.2)
    #expect(try small.value("rate", 0, in: .year(2024)) == 0.125)
    // Nothing is divided by nobody, nor counted for it.
    #expect(try small.value("rate", in: .year(2024)) == 0.125 && small.value("rate", 1) == nil)
    let project = try Project(folder: small.folder.url)
    let region = try #require(project.roster.attribute(named: "Vùng"))
    #expect(project.roster.attributes[region].mixedUnits == [0])
    #expect(
      project.log.all.contains {
        $0.line(in: .english).contains("no number, or 0, of Huyện Núi Tây")
      })
  }

  @Test(
    "What the roster does not say is an error with the nearest name",
    arguments: [
      ("a: {count: activities, where: {Vùng: Miền nui}}", "column Vùng has no \"Miền nui\""),
      ("a: {from: submissions, applies_to: {Vung: x}}", "no column \"Vung\", or it is empty"),
      ("t: {count: activities}, a: {per: Dân sô, of: t}", "did you mean \"Dân số\"?"),
      ("a: {per: Dân số, of: t}", "\"t\""), ("a: {per: Dân số}", "a needs of:"),
      ("t: {count: activities}, a: {per: Dân số, of: t, times: 0}", "a positive number"),
    ])
  func faults(indicators: String, message: String) throws {
    let small = try small(settings: "language: en\nindicators: {\(indicators)}\n")
    let log = try Project(folder: small.folder.url).log
    #expect(
      log.hasErrors && log.all.contains { $0.line(in: .english).contains(message) },
      "\(log.all.map { $0.line(in: .english) })")
  }

  @Test(
    "What a page's charts cannot go by is an error of the settings, before any pack is made",
    arguments: [
      ("by: Vung mien", "pack.pages, by: there is no column \"Vung mien\""),
      ("by: 'unit,cluster'", "pack.pages, by: a row is one of unit, cluster, commune"),
      (
        "by: Địa hình", "pack.pages, by: column Địa hình: rows of one unit differ (Huyện Sông Đông)"
      ),
      ("across: actvity", "pack.pages, across: there is no column \"actvity\"; did you mean"),
    ])
  func pages(key: String, message: String) throws {
    let said = try faults(["kind: heat, indicator: a, \(key)"])
    #expect(said.count == 1 && said[0].contains(message), "\(said)")
    #expect(try faults(["kind: heat, indicator: a, by: Vùng, across: activity"]).isEmpty)
    #expect(try faults(["kind: heat, indicator: a, by: Vùng, across: Lĩnh vực"]).isEmpty)
  }

  private func faults(_ charts: [String]) throws -> [String] {
    let small = try small(
      settings: """
        language: en
        columns: {field: Lĩnh vực}
        indicators: {a: {count: activities}, told: {from: submissions}, words: {text: true}}
        pack:
          pages:

        """ + charts.map { "    - {\($0)}\n" }.joined())
    return try Project(folder: small.folder.url).log.all.filter { $0.severity == .error }
      .map { $0.line(in: .english) }
  }

  @Test(
    "What the settings and the roster tell against a chart is said with the line of the chart",
    arguments: [
      ("kind: ranked, indicator: a, by: period", "rows of a chart cannot go by \"period\""),
      ("kind: ranked, indicator: a, by: Lĩnh vực", "rows of a chart cannot go by \"Lĩnh vực\""),
      ("kind: heat, indicator: a, across: unit", "columns cannot go by \"unit\""),
      ("kind: heat, indicator: told, across: field", "told: units report it as a total"),
      ("kind: trend, indicator: a, by: cluster", "a chart of kind trend has no rows of groups"),
      ("kind: ranked, indicator: words", "\"words\" is a question that is answered in words"),
      ("kind: ranked, indicator: b", "there is no indicator \"b\""),
      ("kind: stacked, indicator: a", "a has no parts"),
      ("kind: tiles, indicator: [a, a, told, a, a]", "at most four tiles"),
      ("kind: ranked, indicator: a, highlight: Nowhere", "there is no unit \"Nowhere\""),
      ("kind: heat, indicator: a, across: activity", "not also by activity"),
    ])
  func misfits(chart: String, message: String) throws {
    let said = try faults(["kind: heat, indicator: a, across: field", chart])
    #expect(
      said.count == 1 && said[0].hasPrefix("giaoban.yaml:7") && said[0].contains(message), "\(said)"
    )
  }

  @Test("A column that the settings name is one of the registers, whatever the roster has")
  func registersFirst() throws {
    let small = try small(
      settings: """
        language: en
        columns: {Vùng: Khu vực}
        indicators: {a: {count: activities, where: {Vùng: Trong}}}
        """,
      ["activities.csv": "Ngày,Đơn vị,Hoạt động,Khu vực\n1/2/2024,Sông Đông,a,Trong\n"])
    #expect(try small.value("a") == 1)
  }
}

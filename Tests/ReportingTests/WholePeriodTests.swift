import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport
@testable import ReportWords

@testable import Packs
@testable import Reporting

@Suite("Who lacks parts of a period is not ranked among whole ones, and this is said")
struct WholePeriodTests {
  private func report(_ period: Period = .half(1, year: 2024)) throws -> (
    ReportContext, TemporaryFolder
  ) {
    var rows = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
    for month in 1...6 {
      for (unit, value) in [("Sông Đông", 10), ("Núi Tây", 5), ("Biển Nam", 20)]
      where (unit, month) != ("Biển Nam", 6) {
        rows +=
          "2024-M0\(month),\(unit),files,\(value)\n2024-M0\(month),\(unit),done,\(value - 1)\n"
      }
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        files: {name: {vi: Hồ sơ, en: Files}, noun: {vi: hồ sơ, en: files}, from: submissions, over_time: sum}
        done: {name: {vi: Xong, en: Done}, from: submissions, over_time: sum}
        rate: {name: {vi: Tỷ lệ, en: Rate}, ratio: [done, files], target: 85}
      """,
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 1,Huyện Biển Nam\n",
      "submissions.csv": rows,
      "plans.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch
      2024,Sông Đông,files,100
      2024,Núi Tây,files,120
      2024,Biển Nam,files,1000
      """,
    ])
    return (try self.report(of: folder, period), folder)
  }

  private func report(
    of folder: TemporaryFolder, _ period: Period = .half(1, year: 2024)
  ) throws -> ReportContext {
    let project = try Project(folder: folder.url)
    return ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period,
      language: .vietnamese, measurer: FixedMeasurer())
  }

  @Test("Titles of rankings, targets and plans look at whole numbers only")
  func titles() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    let (files, rate) = (report.indicators[0], report.indicators[2])
    let units = [0, 1, 2]
    let groups = units.map { (group: Group.unit($0), name: report.roster.units[$0].shortName) }
    let headlines = report.maker.headlines
    // Biển Nam has 100 in five months.
    #expect(
      headlines.ranking(files, groups: groups)
        == "Sông Đông dẫn đầu với 60 hồ sơ (xét 2 đơn vị báo cáo đủ kỳ)")
    #expect(
      headlines.target(rate, units: units)
        == "Chỉ 1/2 đơn vị đạt chỉ tiêu 85% (xét 2 đơn vị báo cáo đủ kỳ)"
    )
    #expect(
      headlines.plan(files, units: units)
        == "Các đơn vị đạt từ 25,0% đến 60,0% kế hoạch năm, thấp nhất là Núi Tây (xét 2 đơn vị báo cáo đủ kỳ)"
    )
    let peers = report.book.peers(files, inCluster: 0, in: report.period)
    #expect(peers.ranks == [1, 2, nil] && peers.mean == 45)
  }

  @Test("Percentages of plans that are printed alike are one, and name nobody as the lowest")
  func alike() throws {
    let (_, folder) = try report()
    defer { folder.keep() }
    func title(_ plan: String) throws -> String? {
      try folder.write(
        "plans.csv",
        Data(
          "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,Sông Đông,files,100\n2024,Núi Tây,files,\(plan)\n".utf8
        ))
      let report = try report(of: folder)
      return report.maker.headlines.plan(report.indicators[0], units: [0, 1])
    }
    #expect(try title("50") == "Cả 2 đơn vị đạt 60,0% kế hoạch năm")
    #expect(try title("\"50,01\"") == "Cả 2 đơn vị đạt khoảng 60,0% kế hoạch năm")
  }

  @Test(
    "Of a month within the year, the share of the year's plan is said to be that of the month alone"
  )
  func month() throws {
    let (report, folder) = try report(.month(5, year: 2024))
    defer { folder.keep() }
    let files = report.indicators[0]
    #expect(
      report.maker.headlines.plan(files, units: [0, 1])
        == "Riêng kỳ này, các đơn vị đạt từ 4,2% đến 10,0% kế hoạch năm, thấp nhất là Núi Tây")
    let reached = try #require(report.book.fulfilment(files, for: .unit(0), in: report.period))
    #expect(report.words.fulfilment(reached, files) == "riêng kỳ này đạt 10,0% kế hoạch năm")
  }

  @Test("Charts mark units that lack parts of the period, and say what the mark means")
  func marks() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    let files = report.indicators[0]
    let dumbbells = report.maker.dumbbell(files, groups: [.unit(0), .unit(2)])
    #expect(dumbbells.footer.hasSuffix(" * chưa đủ các kỳ thành phần."))
    let whole = report.maker.dumbbell(files, groups: [.unit(0), .unit(1)])
    #expect(!whole.footer.contains("*"))
    let halves = [report.period.previous, report.period]
    let small = report.maker.multiples(
      trendsOf: files, groups: [.unit(0), .unit(2)], over: halves)
    #expect(small.footer.hasSuffix(" * chưa đủ các kỳ thành phần."))
    let scene = try small.scene(
      width: 440, in: LayoutContext(theme: .image, measurer: FixedMeasurer()))
    #expect(scene.texts.map(\.string).contains("chưa đủ kỳ"))
  }

  @Test("A change of a group over the units in both periods is said in titles and marked in charts")
  func groupChanges() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml":
        "indicators: {files: {name: {vi: Hồ sơ, en: Files}, from: submissions}}",
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 2,Huyện Biển Nam\n",
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2023-H1,Sông Đông,files,10
      2024-H1,Sông Đông,files,15
      2024-H1,Núi Tây,files,100
      2023-H1,Biển Nam,files,9
      2024-H1,Biển Nam,files,7

      """,
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    let files = report.indicators[0]
    let clusters = [0, 1].map { (group: Group.cluster($0), name: report.roster.clusters[$0].name) }
    let headlines = report.maker.headlines
    #expect(
      headlines.changes(files, groups: clusters)
        == "1/2 cụm tăng so với cùng kỳ, 1 cụm giảm (theo các đơn vị có số liệu cả hai kỳ)")
    #expect(
      headlines.ranking(files, groups: clusters)
        == "Nhiều nhất: Cụm 1 (115), tăng 5 so với cùng kỳ (theo 1 đơn vị có số liệu cả hai kỳ)")
    let chart = report.maker.ranked(files, groups: clusters.map(\.group))
    #expect(
      chart.footer.hasSuffix(
        "* tăng, giảm của các đơn vị có số liệu cả hai kỳ. Cùng kỳ 2023 chưa đủ số liệu: Cụm 1."))
    let scene = try chart.scene(
      width: 440, in: LayoutContext(theme: .image, measurer: FixedMeasurer()))
    #expect(scene.texts.map(\.string).contains("+5*"))
  }

  @Test("A plan of nothing is met by nobody who is worth naming")
  func emptyPlans() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators: {v: {name: {vi: Hội nghị, en: Talks}, from: submissions}}",
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 1,Huyện Biển Nam\n",
      "bieu.csv": """
      6 THÁNG ĐẦU NĂM 2024,,,
      TT,Đơn vị,Hội nghị,
      ,,Kế hoạch năm,Thực hiện
      1,Huyện Sông Đông,10,4
      2,Huyện Núi Tây,20,13
      3,Huyện Biển Nam,-,0

      """,
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    #expect(
      report.maker.headlines.plan(report.indicators[0], units: [0, 1, 2])
        == "Các đơn vị có kế hoạch đạt từ 40,0% đến 65,0% kế hoạch năm, thấp nhất là Sông Đông")
  }

  @Test(
    "A total that adds what a cluster states to what some units of another report says how many are in it"
  )
  func partlyStated() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators: {v: {name: {vi: Hồ sơ, en: Files}, from: submissions}}",
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 2,Huyện Biển Nam\nCụm 2,Huyện Tây Bắc\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Cụm 1,v,100\n2024-H1,Sông Đông,v,10\n2024-H1,Biển Nam,v,7\n",
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    let (book, files) = (report.book, report.indicators[0])
    let all = book.tally(files, for: .all, in: report.period)
    #expect(all.value == 107)
    #expect(report.words.caveat(all) == " (3/4 đơn vị)")
    #expect(
      report.words.caveat(book.tally(files, for: .cluster(0), in: report.period)) == "")
  }

  @Test("A waterfall says what each unit made of the change, and who is not in it")
  func waterfall() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators: {v: {name: {vi: Hội nghị, en: Talks}, from: submissions}}",
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 1,Huyện Biển Nam\nCụm 1,Huyện Tây Bắc\n",
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2023-H1,Sông Đông,v,10
      2024-H1,Sông Đông,v,15
      2023-H1,Núi Tây,v,9
      2024-H1,Núi Tây,v,7
      2023-H1,Biển Nam,v,3
      2024-H1,Biển Nam,v,4
      2024-H1,Tây Bắc,v,50

      """,
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    var settings = ChartSettings(kind: .waterfall)
    settings.indicators = ["v"]
    let chart = try report.chart(settings)
    // 22 became 26: 5 more, 1 more, 2 fewer. A part of 5 is more than the whole.
    #expect(chart.title == "Hội nghị: tính chung tăng 4, Sông Đông tăng nhiều nhất (+5)")
    #expect(
      chart.subtitle.hasPrefix(
        "Hội nghị theo đơn vị: từ 22, cùng kỳ 2023, đến 26, 6 tháng đầu năm 2024"))
    #expect(
      chart.footer.hasSuffix(
        "Không có trong biểu đồ vì chưa đủ số liệu hai kỳ: Tây Bắc."), "\(chart.footer)")
    let scene = try chart.scene(
      width: 440, in: LayoutContext(theme: .image, measurer: FixedMeasurer()))
    let texts = scene.texts.map(\.string)
    #expect(texts.filter { "+−".contains($0.prefix(1)) } == ["+5", "+1", "−2", "+4"])
  }
}

extension WholePeriodTests {
  @Test("A unit's sheet says of how many units figures are known among those that are asked")
  func asked() throws {
    var rows = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
    for (unit, value) in [("Huyện A", 1), ("Huyện B", 2), ("Huyện C", 3), ("Sở D", 4)] {
      rows += "2024-H1,\(unit),files,\(value)\n"
      if unit.hasPrefix("Huyện") { rows += "2024-H1,\(unit),land,\(value)\n" }
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        files: {name: Hồ sơ, from: submissions, better: more}
        land: {name: Đất đai, from: submissions, better: more, applies_to: [Huyện A, Huyện B, Huyện C]}
      """,
      "roster.csv": "Cụm,Đơn vị\n"
        + ["Huyện A", "Huyện B", "Huyện C", "Sở D", "Sở E"]
        .map { "Cụm 1,\($0)" }.joined(separator: "\n"),
      "submissions.csv": rows,
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    func title(_ indicators: [Indicator]) -> String {
      UnitProfile(report.maker, ofUnit: 1, indicators, heading: { _ in nil }).title
    }
    // All three of whom land is asked have reported; of files only four of five.
    #expect(
      title([report.indicators[1]]) == "B: không tốt hơn trung vị của cụm ở chỉ\u{A0}tiêu nào")
    #expect(
      title([report.indicators[0]]) == "B: không tốt hơn trung vị của cụm ở chỉ\u{A0}tiêu nào")
  }

  @Test(
    "A unit leads where more is better; where less is, it has the least or the most of its cluster")
  func leastAndMost() throws {
    var rows = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
    for (unit, value) in [("Huyện A", 1), ("Huyện B", 2), ("Huyện C", 3)] {
      rows += "2024-H1,\(unit),poor,\(value)\n2024-H1,\(unit),files,\(value)\n"
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        files: {name: Hồ sơ, from: submissions, better: more}
        poor: {name: Hộ nghèo, from: submissions, better: less}
      """,
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 1,Huyện C\n",
      "submissions.csv": rows,
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    func title(_ unit: Int) -> String {
      UnitProfile(report.maker, ofUnit: unit, report.indicators, heading: { _ in nil }).title
    }
    #expect(
      title(0)
        == "A: tốt hơn trung vị của cụm ở 1/2 chỉ\u{A0}tiêu; thấp nhất cụm về hộ nghèo; cuối cụm về hồ sơ"
    )
    #expect(
      title(2)
        == "C: tốt hơn trung vị của cụm ở 1/2 chỉ\u{A0}tiêu; dẫn đầu về hồ sơ; cao nhất cụm về hộ nghèo"
    )
  }

  @Test("A plan of one of two clusters is that of a cluster, not of units with plans")
  func planOfCluster() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators:\n  files: {name: Hồ sơ, from: submissions}\n",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\nCụm 2,Huyện C\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Huyện A,files,10\n2024-H1,Huyện B,files,20\n2024-H1,Huyện C,files,5\n",
      "plans.csv": "Kỳ,Cụm,Chỉ tiêu,Kế hoạch\n2024,Cụm 1,files,60\n",
    ])
    defer { folder.keep() }
    let report = try report(of: folder)
    let files = report.indicators[0]
    let reached = try #require(report.book.fulfilment(files, for: .all, in: report.period))
    #expect((reached.value, reached.plan, reached.comparedUnits) == (30, 60, 2))
    #expect(
      report.words.fulfilment(reached, files)
        == "đạt 50,0% kế hoạch năm (tính trên 1 cụm có kế hoạch và đã báo cáo)")
    #expect(
      Wording(.english).fulfilment(reached, files)
        == "50.0% of the plan for 2024 (1 cluster with a plan and a report)")
  }

  private func small(_ settings: String, _ rows: String, _ plans: String = "") throws
    -> ReportContext
  {
    let folder = try TemporaryFolder([
      "giaoban.yaml": settings,
      "roster.csv":
        "Cụm,Đơn vị,Dân số\nCụm 1,Huyện A,1000\nCụm 1,Huyện B,\nCụm 1,Huyện C,3000\n",
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows,
      "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n" + plans,
    ])
    defer { folder.keep() }
    return try report(of: folder, .quarter(2, year: 2024))
  }

  @Test("What exists at the end of a quarter is not of that quarter alone")
  func stockBesidePlan() throws {
    let report = try small(
      "indicators:\n  l: {name: Mô hình, from: submissions, over_time: last}\n  s: {name: Hồ sơ, from: submissions, over_time: sum}\n",
      "2024-Q2,Huyện A,l,20\n2024-Q2,Huyện A,s,20\n",
      "2024,Huyện A,l,80\n2024,Huyện A,s,80\n")
    func said(_ index: Int) throws -> String {
      let indicator = report.indicators[index]
      return report.words.fulfilment(
        try #require(report.book.fulfilment(indicator, for: .unit(0), in: report.period)),
        indicator)
    }
    #expect(try said(0) == "đạt 25,0% kế hoạch năm")
    #expect(try said(1) == "riêng kỳ này đạt 25,0% kế hoạch năm")
  }

  @Test("What cannot be divided is no report that is missing")
  func withoutMeasure() throws {
    let report = try small(
      "indicators:\n  s: {name: Hồ sơ, from: submissions}\n  p: {name: Hồ sơ trên dân, per: Dân số, of: s, times: 1000}\n",
      "2024-Q2,Huyện A,s,40\n2024-Q2,Huyện B,s,90\n")
    let rate = report.indicators[1]
    let values = [0, 1, 2].map {
      report.book.tally(rate, for: .unit($0), in: report.period).chartValue
    }
    #expect(values == [.number(40), .unstated, .missing])
  }

  @Test("Beside hidden numbers no mean of the others is called that of the cluster")
  func hiddenPeers() throws {
    let report = try small(
      "indicators:\n  v: {name: Vụ việc, from: submissions, hide_below: 5}\n",
      "2024-Q2,Huyện A,v,12\n2024-Q2,Huyện B,v,3\n2024-Q2,Huyện C,v,9\n")
    let peers = report.book.peers(report.indicators[0], inCluster: 0, in: report.period)
    #expect(peers.hidesSome && peers.mean == nil && peers.median == nil)
  }
}

import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport
@testable import PackPages

@testable import Packs
@testable import Reporting

@Suite("Pages that are asked for, packs of units, and what changed since the last issue")
struct PackPagesTests {
  private let period = Period.half(1, year: 2022)

  /// A copy of the sample.
  private func copy() throws -> (folder: TemporaryFolder, project: URL) {
    let folder = try TemporaryFolder()
    let project = folder.url.appending(path: "p")
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Samples/cum-thi-dua-1"), to: project)
    return (folder, project)
  }

  private func report(
    _ folder: URL, _ language: Language = .english, unit: String? = nil
  ) throws -> ReportContext {
    let project = try Project(folder: folder)
    #expect(project.log.all.filter { $0.severity == .error } == [])
    let intake = try project.tally(
      ReportContext.periods(for: period, pages: project.definition.pages))
    return ReportContext(
      project: project, intake: intake, period: period, language: language, measurer: measurer,
      unit: unit.flatMap { project.roster.unit(named: $0) })
  }

  private func append(_ text: String, to file: URL) throws {
    let old = try String(contentsOf: file, encoding: .utf8)
    try (old + text).write(to: file, atomically: true, encoding: .utf8)
  }

  private func strings(_ pack: Pack, page anchor: String) throws -> [String] {
    let page = try #require(pack.pages.first { $0.anchor == anchor })
    return page.scene.texts.map(\.string)
  }

  @Test("A page of long contents leaves the numbers of the cover their room", arguments: 0...19)
  func contents(pages: Int) throws {
    let context = LayoutContext(theme: .page, measurer: FixedMeasurer())
    let frame = PageFrame(size: Size(width: 841.89, height: 595.28), context: context, running: "A")
    let tile = Tiles.Tile(name: "Communes that held dialogues", number: "1,234")
    let cover = CoverPage(
      organisation: "Provincial commission", title: "Cluster", subject: "Charts",
      dataLine: "First half of 2022", tiles: Tiles([tile, tile, tile, tile]),
      contentsHeading: "Contents",
      contents: (0..<pages).map {
        ($0 + 1, String(repeating: "A page of a long name ", count: 3), "page-\($0)")
      })
    let marks = try cover.marks(frame)
    let scene = Scene(
      size: frame.size, marks: marks, title: "Cover", alternativeText: "The first page")
    #expect(SceneLinter().violations(in: scene) == [])
  }

  // MARK: What changed

  @Test("One more activity is a new issue, which names the file and every number that moved")
  func revision() throws {
    let (folder, project) = try copy()
    defer { folder.keep() }
    let target = folder.url.appending(path: "out")
    func write() throws -> Pack {
      try PackWriter(
        report: try report(project), formats: [], products: [.pdf, .csv],
        date: Date(timeIntervalSince1970: 0)
      ).write(to: target)
    }
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: target.appending(path: name))
    }
    let first = try write()
    #expect(first.revision.issue == 1 && first.revision.changes.isEmpty)
    #expect(!first.pages.contains { $0.anchor == "revision" })

    // Xã Nga An of Huyện Nga Sơn has no dialogue in the half-year of the sample.
    try append(
      "13/6/2022,Huyện Nga Sơn,Xã Nga An,Đối thoại,,80,12,11\n",
      to: project.appending(path: "activities.csv"))
    let second = try write()
    #expect(second.revision.issue == 2)
    let dialogues = second.revision.changes.filter { $0.indicator == "dialogues" }
    #expect(
      dialogues == [
        .init(
          period: "2022-H1", cluster: "Cụm thi đua số 1", unit: "Huyện Nga Sơn",
          indicator: "dialogues", before: 12, after: 13,
          statusBefore: "complete", statusAfter: "complete"),
        .init(
          period: "2022-H1", cluster: "", unit: "", indicator: "dialogues", before: 105, after: 106,
          statusBefore: "complete", statusAfter: "complete"),
      ])
    #expect(second.revision.inputs.map(\.file) == ["activities.csv"])
    let input = try #require(second.revision.inputs.first)
    #expect(input.rowsAfter == input.rowsBefore.map { $0 + 1 } && !input.isNew && !input.isGone)
    let words = try strings(second, page: "revision")
    for text in ["activities.csv", "Huyện Nga Sơn", "105", "106", "+1"] {
      #expect(words.contains(text), "\(text)")
    }
    // Pages that do not show the number stay as they were.
    func scene(_ pack: Pack, _ anchor: String) -> Scene? {
      pack.pages.first { $0.anchor == anchor }?.scene
    }
    #expect(
      scene(first, "indicator-models")?.marks.count
        == scene(second, "indicator-models")?.marks.count)
    #expect(scene(first, "indicator-dialogues") != scene(second, "indicator-dialogues"))

    // Made again from the same inputs it is the same issue, byte for byte.
    let (pdf, manifest) = (try bytes("pack.pdf"), try bytes("manifest.json"))
    let third = try write()
    #expect(third.revision == second.revision)
    #expect(try bytes("pack.pdf") == pdf && bytes("manifest.json") == manifest)

    // A file more.
    try "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động\n2/6/2022,Công an tỉnh,,Dân vận khéo\n"
      .write(
        to: project.appending(path: "activities-2.csv"), atomically: true, encoding: .utf8)
    let fourth = try write()
    #expect(fourth.revision.issue == 3)
    #expect(fourth.revision.inputs.map { "\($0.file) \($0.isNew)" } == ["activities-2.csv true"])
  }

  @Test("A pack of another period in the folder is no earlier issue; a damaged manifest is none")
  func noRevision() throws {
    let (folder, project) = try copy()
    defer { folder.keep() }
    let report = try report(project)
    let target = folder.url.appending(path: "out")
    let writer = PackWriter(
      report: report, formats: [], products: [.csv], date: Date(timeIntervalSince1970: 0))
    _ = try writer.write(to: target)
    var other = try #require(Manifest(ofPackIn: target))
    other.period = "2021-H1"
    #expect(try report.pack(after: other).revision.issue == 1)
    try Data("{".utf8).write(to: target.appending(path: "manifest.json"))
    #expect(Manifest(ofPackIn: target) == nil)
    #expect(try writer.write(to: target).revision.issue == 1)
  }

  // MARK: Golden

  @Test("Golden: every page of the sample's pack, mark by mark")
  func golden() throws {
    let project = try Project(folder: packageRoot.appending(path: "Samples/cum-thi-dua-1"))
    let intake = try project.tally(ReportContext.periods(for: period))
    let report = ReportContext(
      project: project, intake: intake, period: period, language: .vietnamese,
      measurer: FixedMeasurer())
    let pages = try report.pack().pages.map { page in
      "page \(page.label) \(page.anchor)\n" + page.scene.listing
    }
    // Versions of libraries and digests of the sample's files are those of this machine.
    let actual = pages.joined(separator: "\n")
      .replacing(/Giaoban [^"]* · Pango [0-9.]+/, with: "versions")
      .replacing(/"[0-9a-f]{16}"/, with: "\"digest\"")
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    if let difference = try goldenDifference(
      actual, from: folder.appending(path: "Golden/pack.txt"))
    {
      Issue.record("\(difference)")
    }
  }

  // MARK: Pages of the settings

  @Test(
    "Charts are counted in the order in which chosen pages show them, and those on no page behind them"
  )
  func countedAsShown() throws {
    let (folder, project) = try withPages(
      """
          - {kind: heat, by: unit}
          - method
          - changes
          - indicators
      """)
    defer { folder.keep() }
    let pack = try report(project).pack(after: nil)
    let feet = pack.pages.flatMap { page in
      page.scene.texts.map(\.string).compactMap { text in
        text.firstMatch(of: #/^Chart ([0-9, ]+)\./#).map { String($0.1) }
      }
    }
    let numbers = feet.flatMap { $0.split(separator: ",") }
      .compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    #expect(numbers == Array(1...numbers.count))
    #expect(numbers.count > 4 && numbers.count < pack.charts.count)
    #expect(pack.charts[0].id.text.hasPrefix("heat-"), "\(pack.charts[0].id)")
    // Without pages the same numbers go into the manifest.
    let bare = try report(project).pack(after: nil, withPages: false)
    #expect(bare.charts.map(\.id) == pack.charts.map(\.id))
  }

  private func withPages(_ pages: String) throws -> (TemporaryFolder, URL) {
    let (folder, project) = try copy()
    let file = project.appending(path: "giaoban.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("pack:\n", with: "pack:\n  pages:\n\(pages)\n").write(
      to: file, atomically: true, encoding: .utf8)
    return (folder, project)
  }

  @Test("Pages are chosen, ordered and added; their charts are pictures, too")
  func pages() throws {
    let (folder, project) = try withPages(
      """
          - tables
          - {kind: dumbbell, indicator: dialogues, versus: previous}
          - title: {vi: Bốn biểu đồ, en: Four charts}
            charts:
              - {kind: ranked, indicator: dialogues, line: mean}
              - {kind: slope, indicator: people_reached, highlight: Nga Sơn}
              - {kind: share, indicator: models}
              - {kind: dumbbell, indicator: dialogues, title: Again}
          - highlights
      """)
    defer { folder.keep() }
    let report = try report(project)
    let pack = try report.pack()
    #expect(
      pack.pages.map(\.anchor) == [
        "cover", "tables", "comparison", "page-dialogues-dumbbell", "page-dialogues-ranked",
        "highlights",
      ])
    #expect(try strings(pack, page: "page-dialogues-ranked").contains("Four charts"))
    #expect(try strings(pack, page: "page-dialogues-dumbbell").contains("second half of 2021"))
    #expect(
      pack.charts.map(\.id.text).prefix(5) == [
        "dialogues-dumbbell", "dialogues-ranked", "people_reached-slope", "models-share",
        "dialogues-dumbbell-2",
      ])
    #expect(Set(pack.charts.map(\.id)).count == pack.charts.count)
    for page in pack.pages { #expect(SceneLinter().violations(in: page.scene) == []) }
  }

  @Test(
    "Pages that are asked for wrongly are named",
    arguments: [
      ("    - summary", "pack.pages must be one of: highlights, submissions"),
      ("    - {kind: pie, indicator: dialogues}", "pack.pages.kind must be one of: ranked"),
      ("    - {kind: trend}", "a chart of kind trend needs one indicator"),
      ("    - {indicator: dialogues}", "each chart of pack.pages needs kind and indicator"),
      ("    - {kind: trend, indicator: dialogue}", "did you mean \"dialogues\""),
      ("    - {charts: []}", "a page holds one to four charts"),
      ("    - {kind: ranked, indicator: dialogues, versus: yesterday}", "must be last-year"),
    ])
  func wrongPages(pages: String, message: String) throws {
    let (folder, project) = try withPages(pages)
    defer { folder.keep() }
    let errors = try Project(folder: project).log.all.filter { $0.severity == .error }
    #expect(
      errors.contains { $0.message[.english].contains(message) && $0.place.row != nil },
      "\(errors.map { $0.message[.english] })")
  }

  @Test("A chart that cannot be is an error with its reason")
  func misfit() throws {
    let (folder, project) = try withPages("    - {kind: bullet, indicator: dialogues}")
    defer { folder.keep() }
    let report = try report(project)
    #expect(throws: ChartKind.Misfit.noTarget("dialogues")) { try report.pack() }
  }

  @Test("Upright pages keep the rules, too", arguments: PackTests.cases)
  func portrait(sample: String, language: Language) throws {
    let project = try Project(folder: packageRoot.appending(path: "Samples/\(sample)"))
    let report = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: language, measurer: measurer, paper: .portrait)
    for page in try report.pack().pages {
      #expect(page.scene.size.height > page.scene.size.width)
      #expect(SceneLinter().violations(in: page.scene) == [], "page \(page.label)")
    }
  }

  @Test("A target met for the first time, and reports that contradict the register, are said")
  func firstTime() throws {
    // 1 of 2 communes in three half-years, then both; the unit reports 3 where its register holds 2.
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        talks: {name: Talks, count: activities, where: {activity: talk}}
        communes: {name: Communes, distinct: commune, where: {activity: talk}}
        coverage: {name: Coverage, share: communes, of: communes, target: 80}
      """,
      "roster.csv": "cluster,unit,unit_kind,commune\nC,U,,X\nC,U,,Y\n",
      "activities.csv": """
      date,unit,commune,activity
      2020-08-05,U,X,talk
      2021-02-05,U,X,talk
      2021-08-05,U,Y,talk
      2022-02-05,U,X,talk
      2022-02-06,U,Y,talk
      2022-06-20,U,Y,other
      """,
      "submissions.csv": "period,unit,indicator,value\n2022-H1,U,talks,3\n",
    ])
    defer { folder.keep() }
    let texts = try report(folder.url).highlights.map(\.text)
    #expect(
      texts.contains("Coverage: the target of 80% is reached for the first time in 4 periods."))
    #expect(
      texts.first == "1 reported number does not agree with the registers or with other numbers.")
    // In the first half-year with records there is no earlier time.
    let project = try Project(folder: folder.url)
    let first = ReportContext(
      project: project,
      intake: try project.tally(ReportContext.periods(for: .half(2, year: 2020))),
      period: .half(2, year: 2020), language: .english, measurer: measurer)
    #expect(!first.highlights.contains { $0.text.contains("first time") })
  }

  @Test("A register that begins in the middle of a period is said to be partial")
  func lateStart() throws {
    func texts(_ first: String, _ period: Period = .half(1, year: 2022)) throws -> [String] {
      let folder = try TemporaryFolder([
        "giaoban.yaml": "indicators: {talks: {name: Talks, count: activities}}\n",
        "roster.csv": "cluster,unit,unit_kind,commune\nC,U,,X\n",
        "activities.csv": "date,unit,commune,activity\n\(first),U,X,talk\n2022-06-01,U,X,talk\n",
      ])
      defer { folder.keep() }
      let project = try Project(folder: folder.url)
      let report = ReportContext(
        project: project, intake: try project.tally(ReportContext.periods(for: period)),
        period: period, language: .english, measurer: measurer)
      return report.highlights.map(\.text)
    }
    let partial =
      "The register begins on 5 March 2022: what is counted from it for the first half of 2022 is partial,"
    #expect(try texts("2022-03-05").first?.hasPrefix(partial) == true)
    // The first days of a year are no late beginning, and what lies before is a beginning of its own.
    #expect(try !texts("2022-01-20").contains { $0.contains("register begins") })
    #expect(try !texts("2020-03-05").contains { $0.contains("register begins") })
    // The same period last year is partial, and with it the comparison.
    #expect(
      try texts("2021-04-10").contains {
        $0.contains(
          "begins on 10 April 2021: what is counted from it for the first half of 2021 is partial")
      })
  }

  @Test("A unit's sheet has its place among the others, and its distance from the target")
  func unitSheet() throws {
    let report = try report(packageRoot.appending(path: "Samples/cum-thi-dua-1"))
    let words = try strings(try report.pack(), page: "unit-7")
    // Dialogues of the ten units: 0 0 6 8 11 12 14 15 18 21; Nga Sơn has 12, the fifth, and their mean is 10.5.
    #expect(words.contains("5/10") && words.contains("10.5") && words.contains("middle half"))
    // Nga Sơn covers 10 of 24 communes, 41.7 %; its target is 50 %.
    #expect(words.contains("41.7%") && words.contains("−8.3"))
  }

  @Test("A project's own accent is that of its pages, pictures, page and workbook")
  func accent() throws {
    let (folder, project) = try copy()
    defer { folder.keep() }
    try append("theme: {accent: \"#7a1f5c\"}\n", to: project.appending(path: "giaoban.yaml"))
    let writer = PackWriter(
      report: try report(project), formats: [.svg], date: Date(timeIntervalSince1970: 0))
    let files = try writer.files()
    func text(_ path: String) throws -> String {
      String(decoding: try #require(files.first { $0.path == path }).data, as: UTF8.self)
    }
    #expect(try text("charts/01-dialogues.svg").contains("#7a1f5c"))
    let page = try text("index.html")
    #expect(page.contains("--accent:#7a1f5c") && page.contains("fill=\"#7a1f5c\""))
    let book = try #require(files.first { $0.path == "tallies.xlsx" }).data
    let file = folder.url.appending(path: "tallies.xlsx")
    try book.write(to: file)
    let styles = try #require(output(of: "unzip", ["-p", file.path, "xl/styles.xml"]))
    #expect(styles.contains("FF7A1F5C") && !styles.contains("FF0A6C8F"))
  }

  @Test(
    "Charts of many units that do not fit beside each other have pages of their own, with their numbers"
  )
  func tooManyRows() throws {
    let names = (1...60).map { "Xã số \($0)" }
    let rows = names.enumerated().flatMap { index, name in
      ["2021", "2022"].map { "10/3/\($0),\(name),talk,\(index + 1)\n" }
    }.joined()
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: en
      indicators:
        talks: {count: activities, name: Talks}
        people: {sum: people, name: People}
      pack:
        pages:
          - {kind: slope, indicator: people}
          - charts:
              - {kind: ranked, indicator: talks}
              - {kind: ranked, indicator: people}
              - {kind: dumbbell, indicator: people}
      """,
      "roster.csv": "cluster,unit\n" + names.map { "C,\($0)\n" }.joined(),
      "activities.csv": "date,unit,activity,people\n" + rows,
    ])
    defer { folder.keep() }
    let pack = try report(folder.url).pack()
    for page in pack.pages { #expect(SceneLinter().violations(in: page.scene) == []) }
    let texts = pack.pages.flatMap { $0.scene.texts.map(\.string) }
    for number in 1...4 {
      #expect(
        texts.contains { $0.contains("Chart \(number).") },
        "\(number) \(texts.filter { $0.contains("Chart") }) \(pack.charts.map(\.id.text))")
    }
  }

  // MARK: A unit's own pack

  @Test("A unit's own pack is about the unit, beside its cluster", arguments: Language.allCases)
  func unit(language: Language) throws {
    let folder = packageRoot.appending(path: "Samples/cum-thi-dua-1")
    let report = try report(folder, language, unit: "Nga Sơn")
    let pack = try report.pack()
    for page in pack.pages { #expect(SceneLinter().violations(in: page.scene) == []) }
    let cover = try strings(pack, page: "cover")
    #expect(cover.contains("Huyện Nga Sơn") && cover.contains("12") && !cover.contains("105"))
    #expect(!pack.pages.contains { $0.anchor == "submissions" || $0.anchor == "unit-1" })
    let title = try #require(pack.pages.first { $0.anchor == "indicator-dialogues" }).scene.title
    #expect(
      title
        == (language == .vietnamese
          ? "Nga Sơn xếp thứ 5/10 với 12 hội nghị đối thoại, bằng cùng kỳ"
          : "Nga Sơn ranks 5 of 10 with 12 dialogue conferences, as in the same period of 2021")
    )
    // Only the unit is dark and bold.
    let chart = try #require(
      pack.charts.first { $0.id == .units("dialogues") }?.chart.body as? RankedBars)
    #expect(chart.items.filter(\.isHighlighted).map(\.name.full) == ["Nga Sơn"])
    #expect(chart.items.count == 10)
  }

  @Test("A unit of a province is compared within its cluster; one without a report says so")
  func provinceUnit() throws {
    let folder = packageRoot.appending(path: "Samples/toan-tinh")
    let report = try report(folder, unit: "Như Xuân")
    let pack = try report.pack()
    for page in pack.pages { #expect(SceneLinter().violations(in: page.scene) == []) }
    let chart = try #require(
      pack.charts.first { $0.id == .units("dialogues") }?.chart.body as? RankedBars)
    #expect(chart.items.count == 6)
    #expect(!pack.charts.contains { $0.id.text.hasSuffix("-clusters") })
    #expect(try strings(pack, page: "cover").contains { $0.hasSuffix("· not reported") })
    #expect(
      pack.pages.contains { $0.scene.title == "Như Xuân: no figure for this period" })
  }
}

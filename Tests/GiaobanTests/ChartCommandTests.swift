import Foundation
import Testing
import TestSupport

/// Runs `chart` and `lint` as a user would.
@Suite("Commands that draw and check charts")
struct ChartCommandTests {
  private static let cluster = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
  private static let province = packageRoot.appending(path: "Samples/toan-tinh").path

  private func run(_ arguments: [String], in folder: URL? = nil) throws -> Run {
    try Run(giaoban, arguments, in: folder, environment: ["SOURCE_DATE_EPOCH": "1655424000"])
  }

  /// The words of a drawing.
  private func svg(_ arguments: [String]) throws -> String {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let file = folder.url.appending(path: "chart.svg")
    let result = try run(["chart"] + arguments + ["--period", "2022-H1", "-o", file.path])
    #expect(result.status == 0, "\(result.errors)")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(
    "Every kind is drawn, with a finding for its title",
    arguments: [
      (
        ["--kind", "ranked"],
        "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại, tăng 4 so với cùng kỳ"
      ),
      (["--kind", "ranked", "--line", "mean"], "bình quân 10,5"),
      (["--kind", "ranked", "--versus", "previous"], "vạch xám: 6 tháng cuối năm 2021"),
      (["--kind", "dumbbell"], "5/10 đơn vị tăng so với cùng kỳ, nhiều nhất là TX Nghi Sơn (+5)"),
      (["--kind", "slope"], "5/10 đơn vị tăng so với cùng kỳ, nhiều nhất là TX Nghi Sơn (+5)"),
      (["--kind", "multiples"], "Hội nghị đối thoại, 8 kỳ gần nhất, cùng một thang đo"),
      (["--kind", "trend"], "105 hội nghị đối thoại, cao nhất trong 7 kỳ có cùng các đơn vị"),
      (
        ["--kind", "trend", "--language", "en"],
        "105 dialogue conferences, the highest of 7 periods with"
      ),
      (
        ["--kind", "dumbbell", "--language", "en"],
        "5 of 10 units are up on the same period of 2021,"
      ),
    ] as [([String], String)])
  func kinds(arguments: [String], words: String) throws {
    let drawing = try svg([ChartCommandTests.cluster, "--indicator", "dialogues"] + arguments)
    #expect(drawing.contains(words))
  }

  @Test(
    "An option that a kind does not show is refused",
    arguments: [
      ("heat", ["--line", "mean"]), ("trend", ["--sort", "roster"]),
      ("tiles", ["--highlight", "Huyện Nga Sơn"]), ("ranked", ["--of", "trend"]),
      ("ranks", ["--versus", "previous"]),
    ])
  func unusedOptions(kind: String, option: [String]) throws {
    let result = try run(
      ["chart", ChartCommandTests.cluster, "--indicator", "dialogues", "--period", "2022-H1"]
        + ["--kind", kind] + option)
    #expect(result.status == 64)
    #expect(result.errors.contains("biểu đồ \(kind) không dùng \(option[0].dropFirst(2))"))
  }

  @Test("Indicators are not called like columns of tables of tallies")
  func columnNames() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "language: en\nindicators: {unit: {count: activities}}\n",
      "roster.csv": "cluster,unit\nA,B\n", "activities.csv": "date,unit,activity\n1/3/2024,B,x\n",
    ])
    defer { folder.keep() }
    let result = try run(["check", folder.url.path])
    #expect(result.output.contains("tables of tallies have a column \"unit\" already"))
  }

  @Test("A picture that is too low says how high it must be, and that height is enough")
  func tooLow() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    func draw(_ size: String) throws -> Run {
      try Run(
        giaoban,
        [
          "chart", ChartCommandTests.cluster, "--kind", "ranked", "--indicator", "dialogues",
          "--period", "2022-H1", "--size", size, "-o", folder.url.appending(path: "a.svg").path,
        ])
    }
    let low = try draw("120x50")
    #expect(low.status == 64)
    let size = try #require(low.errors.firstMatch(of: /--size (120x[0-9]+)/)).1
    let enough = try draw(String(size))
    #expect(enough.status == 0, "\(enough.errors)")
    #expect(try draw("120").status == 0)
  }

  @Test("Themes change letters and colours, and nothing else")
  func themes() throws {
    let arguments = [ChartCommandTests.cluster, "--indicator", "dialogues", "--kind", "grouped"]
    let (screen, print, grey) = (
      try svg(arguments), try svg(arguments + ["--theme", "print"]),
      try svg(arguments + ["--theme", "grey"])
    )
    #expect(screen.contains("#0a6c8f") && screen.contains("Inter"))
    #expect(print.contains("Liberation Serif") && !print.contains("Inter"))
    #expect(grey.contains("#33373b") && !grey.contains("#0a6c8f"))
  }

  @Test("Small multiples of bars need several clusters")
  func multiples() throws {
    let arguments = ["--kind", "multiples", "--of", "ranked", "--indicator", "dialogues"]
    let drawing = try svg([ChartCommandTests.province] + arguments)
    #expect(drawing.contains("Cụm số 4"))
    let one = try run(["chart", ChartCommandTests.cluster, "--period", "2022-H1"] + arguments)
    #expect(one.status == 64 && one.errors.contains("dự án chỉ có một cụm"))
  }

  @Test("lint finds nothing in the samples", arguments: ["cum-thi-dua-1", "toan-tinh"])
  func lint(sample: String) throws {
    let folder = packageRoot.appending(path: "Samples/\(sample)").path
    let result = try run(["lint", folder, "--period", "2022-H1", "--language", "en"])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("2022-H1: ") && result.output.hasSuffix(": 0 broken rules\n"))
  }

  /// A copy of the sample with more settings.
  private func lint(_ settings: String) throws -> Run {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let project = folder.url.appending(path: "p")
    try FileManager.default.copyItem(atPath: ChartCommandTests.cluster, toPath: project.path)
    let file = project.appending(path: "giaoban.yaml")
    let text = try String(contentsOf: file, encoding: .utf8) + "\n" + settings
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try run(["lint", project.path, "--period", "2022-H1", "--language", "en"])
  }

  @Test("lint names what a pale colour breaks and where; a waiver carries its reason")
  func broken() throws {
    let theme = "theme: {companion: \"#bbddee\"}\n"
    let broken = try lint(theme)
    #expect(broken.status == 1)
    #expect(broken.output.contains("dialogues: low-mark-contrast: a bar #bbddee\n"))
    #expect(
      broken.output.contains("theme: theme-colors: marks in #bbddee have a contrast of 1.4 : 1"))
    let waived = try lint(
      theme + """
        waive:
          - {rule: low-mark-contrast, reason: our colours}
          - {rule: theme-colors, chart: theme, reason: our colours}
          - {rule: outside-page, reason: none}
        """)
    #expect(waived.status == 0)
    #expect(waived.output.contains("a bar #bbddee (waived: our colours)\n"))
    #expect(waived.errors.contains("nothing breaks outside-page"))
  }

  @Test("A theme or waiver that is written wrongly is named with its line")
  func wrongSettings() throws {
    let color = try lint("theme: {accent: 0a6c8f}")
    #expect(color.status == 65 && color.errors.contains("theme.accent must be a colour"))
    let base = try lint("theme: sepia")
    #expect(base.errors.contains("theme must be one of: screen, print, grey"))
    let few = try lint("theme: {categories: [\"#0a6c8f\"]}")
    #expect(few.errors.contains("theme.categories needs 2 to 8 colours"))
    let waiver = try lint("waive: [{rule: outside-page}]")
    #expect(waiver.errors.contains("each entry of waive needs rule and reason"))
    let rule = try lint("waive: [{rule: outside-pages, reason: x}]")
    #expect(rule.status == 65 && rule.errors.contains("did you mean outside-page"))
    let event = try lint("events: [{date: 31/6/2021, name: x}]")
    #expect(event.errors.contains("events.date must be a date, such as 1/7/2021"))
  }

  @Test("An event of the settings stands on the trend")
  func event() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let project = folder.url.appending(path: "p")
    try FileManager.default.copyItem(atPath: ChartCommandTests.cluster, toPath: project.path)
    let file = project.appending(path: "giaoban.yaml")
    let text =
      try String(contentsOf: file, encoding: .utf8)
      + "\nevents:\n  - {date: 23/5/2021, name: {vi: Bầu cử, en: Elections}}\n"
    try text.write(to: file, atomically: true, encoding: .utf8)
    let drawing = try svg([project.path, "--kind", "trend", "--indicator", "dialogues"])
    #expect(drawing.contains(">Bầu cử<"))
  }
}

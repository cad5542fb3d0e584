import ClusterMetrics
import Findings
import Intake
import Settings
import Testing

@Suite("Settings are added to line by line: comments and order stay")
struct SettingsTextTests {
  private let plain = """
    # Của chúng tôi.
    title: A   # tên
    indicators:
      n: {count: activities}   # đếm

    """

  @Test("The first other name of a unit begins a block at the end")
  func firstAlias() throws {
    var text = SettingsText(plain)
    try text.addAlias("H. Nga Sơn (mới)", ofUnit: "Huyện Nga Sơn")
    #expect(
      text.text == plain + """

        aliases:
          "Huyện Nga Sơn": ["H. Nga Sơn (mới)"]

        """)
  }

  @Test(
    "Another one goes where the others are, however they are written",
    arguments: [
      (
        "aliases:\n  # tên cũ\n  Huyện A: [a1]   # một\nindicators: {n: {count: activities}}\n",
        "aliases:\n  # tên cũ\n  Huyện A: [a1, \"x\"]   # một\nindicators: {n: {count: activities}}\n"
      ),
      (
        "indicators: {n: {count: activities}}\naliases:\n  Huyện A: a1\n",
        "indicators: {n: {count: activities}}\naliases:\n  Huyện A: [\"a1\", \"x\"]\n"
      ),
      (
        "aliases:\n    Huyện A:\n      - a1   # một\n      - a2\nindicators: {n: {count: activities}}\n",
        "aliases:\n    Huyện A:\n      - a1   # một\n      - a2\n      - \"x\"\nindicators: {n: {count: activities}}\n"
      ),
      (
        "aliases:\n  Huyện B: [b]\nindicators: {n: {count: activities}}\n",
        "aliases:\n  Huyện B: [b]\n  \"Huyện A\": [\"x\"]\nindicators: {n: {count: activities}}\n"
      ),
      (
        "aliases: {Huyện B: [b], Huyện A: a1}\nindicators: {n: {count: activities}}\n",
        "aliases: {Huyện B: [b], Huyện A: [\"a1\", \"x\"]}\nindicators: {n: {count: activities}}\n"
      ),
    ])
  func aliases(before: String, after: String) throws {
    var text = SettingsText(before)
    try text.addAlias("x", ofUnit: "Huyện A")
    #expect(text.text == after)
    // Once more changes nothing.
    try text.addAlias("x", ofUnit: "Huyện A")
    #expect(text.text == after)
  }

  @Test(
    "Names hold whatever people write",
    arguments: ["a\"b\\c", "x: [y]", "# z", "'", "tab\tx", "dòng\nhai"])
  func quoting(name: String) throws {
    var text = SettingsText(plain)
    try text.addAlias(name, ofUnit: "Huyện \"A\"")
    try text.addAlias("y", ofUnit: "Huyện \"A\"")
    #expect(text.text.contains("# Của chúng tôi.\ntitle: A   # tên\n"))
    #expect(text.findings.isEmpty)
  }

  @Test("Files of Windows keep their line ends")
  func windows() throws {
    var text = SettingsText(plain.replacing("\n", with: "\r\n"))
    try text.addAlias("x", ofUnit: "A")
    #expect(!text.text.replacing("\r\n", with: "").contains("\n"))
  }

  @Test("An acceptance goes before the others, with its comment kept; a first one begins the list")
  func acceptances() throws {
    let one = Acceptance(code: .badDate, file: "a b.csv", row: 7, reason: "Đã xem: đúng")
    var first = SettingsText(plain)
    try first.accept(one)
    #expect(
      first.text.hasSuffix(
        """

        accept:
          - finding: bad-date
            file: "a b.csv"
            row: 7
            reason: "Đã xem: đúng"

        """))
    var more = SettingsText(
      plain + "accept:\n- finding: late-submission   # luôn muộn\n  reason: biết\n")
    try more.accept(one)
    #expect(
      more.text.hasSuffix(
        """
        accept:
        - finding: bad-date
          file: "a b.csv"
          row: 7
          reason: "Đã xem: đúng"
        - finding: late-submission   # luôn muộn
          reason: biết

        """))
    var brackets = SettingsText(plain + "accept: []\n")
    try brackets.accept(one)
    #expect(brackets.text.contains("accept:\n  - finding: bad-date\n"))
  }

  @Test(
    "What a table does not say itself is said under sources",
    arguments: [
      ("", "\nsources:\n  tables:\n    - {files: \"a.xlsx\", period: \"2024-H1\"}\n"),
      (
        "sources:\n  roster: r.csv\n",
        "sources:\n  roster: r.csv\n  tables:\n    - {files: \"a.xlsx\", period: \"2024-H1\"}\n"
      ),
      (
        "sources:\n  tables:\n    - {files: b.xlsx, unit: B}   # b\n",
        "sources:\n  tables:\n    - {files: \"a.xlsx\", period: \"2024-H1\"}\n    - {files: b.xlsx, unit: B}   # b\n"
      ),
    ])
  func sources(before: String, after: String) throws {
    var text = SettingsText(plain + before)
    try text.describeTables(ofFile: "a.xlsx", sheet: nil, period: "2024-H1", unit: nil)
    #expect(text.text == plain + after)
  }

  @Test("Settings with errors are left as they are")
  func refused() {
    var broken = SettingsText("title: [a\n")
    #expect(throws: SettingsText.Fault.self) { try broken.addAlias("x", ofUnit: "A") }
    #expect(broken.text == "title: [a\n")
  }

  @Test("In braces the addition stays in the braces")
  func braces() throws {
    var text = SettingsText(plain + "sources: {roster: r.csv}   # nơi\n")
    try text.describeTables(ofFile: "a.csv", sheet: nil, period: "2024", unit: nil)
    #expect(
      text.text == plain
        + "sources: {roster: r.csv, tables: [{files: \"a.csv\", period: \"2024\"}]}   # nơi\n")
  }
}

@Suite("Forms show what the settings say, and say what was written in them")
struct SettingFieldTests {
  private func changed(
    _ settings: String, _ texts: [String: String], _ language: Language = .vietnamese
  ) throws -> String {
    var text = SettingsText(settings)
    let definition = text.definition
    let fields =
      SettingField.project + definition.indicators.flatMap { SettingField.of($0, in: definition) }
    try text.set(texts, of: fields, in: language)
    return text.text
  }

  private let plain = "title: A   # tên\nindicators:\n  n: {from: submissions}   # đếm\n"

  @Test(
    "What people write becomes what the settings say",
    arguments: [
      ("title", "Báo cáo: \"6 tháng\"", "title: \"Báo cáo: \\\"6 tháng\\\"\"   # tên"),
      ("indicators.n.target", "1.200", "n: {from: submissions, target: 1200}   # đếm"),
      ("indicators.n.target", "12,5", "n: {from: submissions, target: 12.5}   # đếm"),
      (
        "indicators.n.aliases", " Số vụ ; Vụ việc;",
        "n: {from: submissions, aliases: [\"Số vụ\", \"Vụ việc\"]}"
      ),
      ("indicators.n.over_time", "last", "n: {from: submissions, over_time: last}   # đếm"),
      (
        "indicators.n.applies_to.unit_kind", "Huyện; Thị xã",
        "applies_to: {unit_kind: [\"Huyện\", \"Thị xã\"]}"
      ),
      ("calendar.closing_day", "14", "\ncalendar:\n  closing_day: 14\n"),
      ("theme.base", "print", "\ntheme:\n  base: print\n"),
    ])
  func written(field: String, text: String, line: String) throws {
    #expect(try changed(plain, [field: text]).contains(line))
  }

  @Test("Short forms of settings are kept, or opened where more is to be said")
  func short() throws {
    #expect(
      try changed("theme: grey\n" + plain, ["theme.base": "print"]).hasPrefix("theme: print\n"))
    #expect(
      try changed("calendar: calendar\n" + plain, ["calendar.closing_day": "14"]).contains(
        "calendar:\n  closing_day: 14"))
    let listed = "indicators:\n  n: {from: submissions, applies_to: [A, B]}\n"
    #expect(
      try changed(listed, ["indicators.n.applies_to.units": "A; C"])
        == "indicators:\n  n: {from: submissions, applies_to: [\"A\", \"C\"]}\n")
    // Two languages: the one that the form is in.
    let two = "title: {vi: A, en: B}\n" + plain.replacing("title: A   # tên\n", with: "")
    #expect(try changed(two, ["title": "C"], .english).hasPrefix("title: {vi: A, en: \"C\"}\n"))
  }

  @Test("Changes that are right only together are made together; what is empty is taken out")
  func together() throws {
    let last = "indicators:\n  n: {from: submissions, over_time: last}\n"
    #expect(
      try changed(
        last, ["indicators.n.over_time": "sum", "indicators.n.cumulative": "year"])
        == "indicators:\n  n: {from: submissions, over_time: sum, cumulative: year}\n")
    #expect(
      try changed(last, ["indicators.n.over_time": ""])
        == "indicators:\n  n: {from: submissions}\n")
  }

  @Test("The old name of a reported indicator stays as one that tables have for it")
  func renamed() throws {
    #expect(
      try changed(
        "indicators:\n  n: {name: \"Hội nghị\", from: submissions}\n",
        ["indicators.n.name": "Hội nghị đối thoại"])
        == "indicators:\n  n: {name: \"Hội nghị đối thoại\", from: submissions, aliases: [\"Hội nghị\"]}\n"
    )
  }

  @Test("A target that is no number is refused in words")
  func refused() throws {
    #expect(throws: SettingsText.Fault.self) {
      _ = try changed(plain, ["indicators.n.target": "nhiều"])
    }
  }
}

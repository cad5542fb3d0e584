import ClusterMetrics
import Intake
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
        "aliases:\n  # tên cũ\n  Huyện A: [\"a1\", \"x\"]   # một\nindicators: {n: {count: activities}}\n"
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
        "aliases:\n  \"Huyện A\": [\"x\"]\n  Huyện B: [b]\nindicators: {n: {count: activities}}\n"
      ),
      (
        "aliases: {Huyện B: [b], Huyện A: a1}\nindicators: {n: {count: activities}}\n",
        "aliases:\n  \"Huyện A\": [\"a1\", \"x\"]\n  \"Huyện B\": [\"b\"]\nindicators: {n: {count: activities}}\n"
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
        "sources:\n  tables:\n    - {files: \"a.xlsx\", period: \"2024-H1\"}\n  roster: r.csv\n"
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

  @Test("Settings with errors, and brackets that cannot be added to, are left as they are")
  func refused() {
    var broken = SettingsText("title: [a\n")
    #expect(throws: SettingsText.Fault.self) { try broken.addAlias("x", ofUnit: "A") }
    #expect(broken.text == "title: [a\n")
    var brackets = SettingsText(plain + "sources: {roster: r.csv}\n")
    #expect(throws: SettingsText.Fault.self) {
      try brackets.describeTables(ofFile: "a.csv", sheet: nil, period: "2024", unit: nil)
    }
  }
}

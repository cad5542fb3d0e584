import Testing
import TestSupport

@testable import Intake
@testable import Settings

@Suite("A YAML text is changed key by key: all else stays letter for letter")
struct YAMLTextTests {
  typealias Value = YAMLText.Value

  private func changed(
    _ text: String, _ change: (inout YAMLText) throws -> Void
  ) throws -> String {
    var yaml = try YAMLText(text)
    try change(&yaml)
    return yaml.text
  }

  @Test(
    "A value is set where it stands, and its comment stays",
    arguments: [
      ("a: 1   # một\nb: 2\n", "a: 9   # một\nb: 2\n"),
      ("a: \"x # y\"   # một\nb: 2\n", "a: 9   # một\nb: 2\n"),
      ("a: 'it''s'\nb: 2\n", "a: 9\nb: 2\n"),
      ("a: Tỷ lệ: không\n", ""),
      ("a:\nb: 2\n", "a: 9\nb: 2\n"),
      ("a: |\n  dòng một\n  dòng hai\n\nb: 2\n", "a: 9\n\nb: 2\n"),
      ("a: chữ\n  đi tiếp\nb: 2\n", "a: 9\nb: 2\n"),
      ("a: [1,\n    2]   # hai\nb: 2\n", "a: 9   # hai\nb: 2\n"),
      ("a:   # đầu\n  # giữa\n  - 1\n  - 2\n# của b\nb: 2\n", "a: 9   # đầu\n# của b\nb: 2\n"),
      ("{a: 1, b: 2}   # cả\n", "{a: 9, b: 2}   # cả\n"),
      ("{b: 2, a: một hai }\n", "{b: 2, a: 9 }\n"),
      ("# trống\nb: 2\n", "# trống\nb: 2\n\na: 9\n"),
      ("# trống\n", "# trống\n\na: 9\n"),
      ("", "a: 9\n"),
      ("a: 1\r\nb: 2\r\n", "a: 9\r\nb: 2\r\n"),
    ])
  func set(before: String, after: String) throws {
    guard !after.isEmpty else {
      #expect(throws: YAMLText.Fault.self) { try YAMLText(before) }
      return
    }
    #expect(try changed(before) { try $0.set(.word("9"), at: ["a"]) } == after)
  }

  @Test(
    "A key is taken out with its lines; a mapping that is left empty goes with it",
    arguments: [
      ("x:\n  a: 1   # một\n  b: 2\n", "x:\n  b: 2\n"),
      ("x:\n  b: 2\n  # của a\n  a:\n    - 1\n\n    - 2\ny: 3\n", "x:\n  b: 2\ny: 3\n"),
      ("x: {a: 1, b: 2}\n", "x: {b: 2}\n"),
      ("x: {b: 2, a: [1, 2]}\n", "x: {b: 2}\n"),
      ("x: {a: 1}\ny: 3\n", "y: 3\n"),
      ("x:\n  a: 1\ny: 3\n", "y: 3\n"),
      ("x: {b: 2}\n", "x: {b: 2}\n"),
    ])
  func takenOut(before: String, after: String) throws {
    #expect(try changed(before) { try $0.set(nil, at: ["x", "a"]) } == after)
  }

  @Test("Keys on the way are added: lines at the top, braces in braces")
  func added() throws {
    #expect(
      try changed("t: 1\n") { try $0.set(.text("Hội nghị"), at: ["x", "y", "name"]) }
        == "t: 1\n\nx:\n  y:\n    name: \"Hội nghị\"\n")
    #expect(
      try changed("x: {z: 1}\n") { try $0.set(.word("2"), at: ["x", "y", "name"]) }
        == "x: {z: 1, y: {name: 2}}\n")
    #expect(
      try changed("x:\n    z:\n      q: 1   # một\n\n# cuối\n") {
        try $0.set(.word("2"), at: ["x", "y"])
      } == "x:\n    z:\n      q: 1   # một\n    y: 2\n\n# cuối\n")
  }

  @Test("Lists grow at either end, wherever their dashes stand")
  func lists() throws {
    #expect(
      try changed("x:\n- a   # một\n- b\ny: 1\n") { try $0.append(.text("c"), at: ["x"]) }
        == "x:\n- a   # một\n- b\n- \"c\"\ny: 1\n")
    #expect(
      try changed("x:\n  # đầu\n  - a\n") { try $0.prepend(.text("c"), at: ["x"]) }
        == "x:\n  # đầu\n  - \"c\"\n  - a\n")
    #expect(
      try changed("x: {y: [a]}\n") { try $0.append(.text("c"), at: ["x", "y"]) }
        == "x: {y: [a, \"c\"]}\n")
  }

  @Test("An entry is put into a list before another, below nobody else's comments")
  func inserted() throws {
    #expect(
      try changed("x:\n  - a   # một\n  # của b\n  - {k: 1}   # hai\n") {
        try $0.insert(.mapping([(key: .word("n"), value: .word("2"))]), at: 1, in: ["x"])
      } == "x:\n  - a   # một\n  - {n: 2}\n  # của b\n  - {k: 1}   # hai\n")
    #expect(
      try changed("x: [a, b]\n") { try $0.insert(.word("c"), at: 1, in: ["x"]) } == "x: [a, c, b]\n"
    )
  }

  @Test("An entry moves past its neighbour with the comments above it")
  func moved() throws {
    let text = "x:\n  # của a\n  a: 1\n\n  # của b\n  b:\n    c: 2   # hai\n  d: 3\n"
    #expect(
      try changed(text) { try $0.move(["x", "b"], by: -1) }
        == "x:\n  # của b\n  b:\n    c: 2   # hai\n\n  # của a\n  a: 1\n  d: 3\n")
    // The first one stays the first.
    #expect(try changed(text) { try $0.move(["x", "a"], by: -1) } == text)
    #expect(throws: YAMLText.Fault.self) {
      try changed("x: {a: 1, b: 2}\n") { try $0.move(["x", "b"], by: -1) }
    }
  }

  @Test("What is written in a way that is not known is refused, and nothing is lost")
  func refused() throws {
    var yaml = try YAMLText("x: &anker {a: 1}\ny: *anker\n")
    #expect(throws: YAMLText.Fault.self) { try yaml.set(.word("2"), at: ["x", "a"]) }
    #expect(yaml.text == "x: &anker {a: 1}\ny: *anker\n")
    var scalar = try YAMLText("x: 1\n")
    #expect(throws: YAMLText.Fault.self) { try scalar.set(.word("2"), at: ["x", "a"]) }
  }

  @Test("Whatever is set in whatever text is there afterwards, with every comment")
  func generated() throws {
    var source = SplitMix(state: 20_261_127)
    for _ in 0..<2_000 {
      let text = YAMLTextTests.text(&source)
      var yaml = try YAMLText(text.text)
      for _ in 0..<4 {
        var path = [["a", "b", "c"].randomElement(using: &source)!]
        if Bool.random(using: &source) {
          path.append(["p", "q", "tên dài: #"].randomElement(using: &source)!)
        }
        let value = YAMLTextTests.value(&source)
        do {
          try yaml.set(value, at: path)
          #expect(yaml.value(at: path) == value, "\(text.text)\n→ \(path)\n\(yaml.text)")
        } catch {
          // Only a value that is no mapping stands in the way of a key below it.
          let isBelow = path.count > 1 && yaml.value(at: [path[0]]) != nil
          var isMapping = false
          if case .mapping? = yaml.value(at: [path[0]]) { isMapping = true }
          #expect(isBelow && !isMapping, "\(yaml.text)\n→ \(path) = \(value)")
        }
      }
      for comment in text.comments where !yaml.text.contains(comment) {
        Issue.record("\(comment) is lost of\n\(text.text)\nin\n\(yaml.text)")
      }
    }
  }

  private static func value(_ source: inout SplitMix) -> Value {
    switch Int.random(in: 0..<4, using: &source) {
    case 0: .word("\(Int.random(in: 0..<100, using: &source))")
    case 1:
      .text(["Xã \"A\": # 1", "- b", "[c", "it's", "x\ny", ""].randomElement(using: &source)!)
    case 2:
      .names((0..<Int.random(in: 0..<12, using: &source)).map { "mục số \($0), dài" })
    default:
      .mapping([(key: .word("r"), value: .text("s")), (key: .text("t u"), value: .word("1"))])
    }
  }

  /// A text with entries a, b, c in random forms, and the comments on lines of their own at its top level.
  private static func text(
    _ source: inout SplitMix
  ) -> (text: String, comments: [String]) {
    var (lines, comments): ([String], [String]) = ([], [])
    for key in ["a", "b", "c", "d"].shuffled(using: &source).prefix(3) {
      if Bool.random(using: &source) {
        comments.append("# trên \(key) {[\"'")
        lines.append(comments[comments.count - 1])
      }
      switch Int.random(in: 0..<8, using: &source) {
      case 0: lines.append("\(key): 1  # cuối dòng")
      case 1: lines.append("\(key): {p: 1, \"q\": [x, 'y, z'], r: \"}\"}")
      case 2: lines += ["\(key):", "  p: 1", "  # trong", "  q:", "  - x", "  - y"]
      case 3: lines += ["\(key): [", "  1, 2,   # hai", "]"]
      case 4: lines += ["\(key): >-", "  chữ", "  # không phải ghi chú"]
      case 5: lines += ["\(key): \"hai", "  dòng\""]
      case 6: lines += ["\(key):", "    - {p: 1}", "    -   p: 2", "        q: 3"]
      default: lines += ["\(key):", "  p: {", "    x: 1,", "    y: 2 }", "  \"q\":"]
      }
      if Bool.random(using: &source) { lines.append("") }
    }
    return (lines.joined(separator: "\n") + "\n", comments)
  }
}

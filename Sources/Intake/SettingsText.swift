import ClusterMetrics
import Foundation
import Yams

/// The settings as somebody wrote them, to which entries are added line by line, so that comments and order stay.
package struct SettingsText: Sendable {
  package private(set) var text: String

  package init(_ text: String) { self.text = text }

  /// Why an entry cannot be added.
  package enum Fault: Error {
    /// The text has errors of its own, or would have after the change.
    case findings([Finding])
    /// A key is written in a way to which nothing can be added.
    case unfit(String)
  }

  /// What is wrong with the text by itself: syntax, keys and values, not what the roster says to it.
  package var findings: [Finding] { SettingsText.read(text).log.all }

  private static func read(_ text: String) -> ProjectFile {
    ProjectFile(data: Data(text.utf8), folderName: "")
  }

  private var root: Node? { try? Yams.compose(yaml: text, .basic) }

  // MARK: Adding

  /// Another name of a unit, which all its rows and tables then have.
  package mutating func addAlias(_ alias: String, ofUnit unit: String) throws(Fault) {
    let known = Self.read(text).definition.aliases
    guard known[unit]?.contains(alias) != true else { return }
    let root = root
    try change { lines in
      let key = "aliases"
      let entry = "\(Self.quoted(unit)): [\(Self.quoted(alias))]"
      guard let mapping = root?[key], case .mapping(let units) = mapping, !units.isEmpty else {
        lines.setBlock(key, [entry])
        return
      }
      if let value = units.first(where: { $0.key.scalar?.string == unit })?.value {
        let names = (known[unit] ?? []) + [alias]
        let list = "[" + names.map(Self.quoted).joined(separator: ", ") + "]"
        if case .sequence(let items) = value, !lines.isInBrackets(value),
          let last = items.last?.mark
        {
          let indent = String(repeating: " ", count: max(0, last.column - 3))
          lines.insert("\(indent)- \(Self.quoted(alias))", below: last.line)
          return
        }
        if !lines.isInBrackets(mapping), let mark = value.mark, Self.isOneLine(value, mark.line) {
          lines.replaceValue(with: list, at: mark)
          return
        }
      } else if !lines.isInBrackets(mapping), let first = units.first?.key.mark {
        let indent = String(repeating: " ", count: first.column - 1)
        lines.insert(indent + entry, above: first.line)
        return
      }
      // In braces: written anew, as lines.
      var all = known
      all[unit, default: []].append(alias)
      lines.setBlock(
        key,
        all.keys.sorted().map { name in
          Self.quoted(name) + ": ["
            + all[name, default: []].map(Self.quoted).joined(separator: ", ") + "]"
        })
    }
    guard Self.read(text).definition.aliases[unit]?.contains(alias) == true else {
      throw .findings(findings)
    }
  }

  /// A finding that somebody has looked at, with a reason.
  package mutating func accept(_ acceptance: Acceptance) throws(Fault) {
    let known = Self.read(text).definition.acceptances
    guard !known.contains(acceptance) else { return }
    func item(_ acceptance: Acceptance) -> [String] {
      var entry = ["- finding: \(acceptance.code.rawValue)"]
      if let file = acceptance.file { entry.append("  file: \(Self.quoted(file))") }
      if let row = acceptance.row { entry.append("  row: \(row)") }
      return entry + ["  reason: \(Self.quoted(acceptance.reason))"]
    }
    let root = root
    try change { lines in
      guard let accept = root?["accept"], case .sequence(let items) = accept,
        !lines.isInBrackets(accept), let first = items.first?.mark
      else {
        // None yet, or in brackets: written anew, as lines.
        lines.setBlock("accept", (known + [acceptance]).flatMap(item))
        return
      }
      let indent = String(repeating: " ", count: max(0, first.column - 3))
      for line in item(acceptance).reversed() { lines.insert(indent + line, above: first.line) }
    }
    guard Self.read(text).definition.acceptances.contains(acceptance) else {
      throw .findings(findings)
    }
  }

  /// Says of a file's tables what they do not say themselves.
  ///
  /// - Parameters:
  ///   - sheet: only of this sheet, if given.
  ///   - period: as the settings write it.
  ///   - unit: whose numbers they are.
  package mutating func describeTables(
    ofFile file: String, sheet: String?, period: String?, unit: String?
  ) throws(Fault) {
    var keys = ["files: \(Self.quoted(file))"]
    if let sheet { keys.append("sheet: \(Self.quoted(sheet))") }
    if let period { keys.append("period: \(Self.quoted(period))") }
    if let unit { keys.append("unit: \(Self.quoted(unit))") }
    guard keys.count > 1 else { return }
    let item = "- {\(keys.joined(separator: ", "))}"
    let sources = root?["sources"]
    try change { lines in
      guard case .mapping(let entries)? = sources, let head = entries.first?.key.mark else {
        lines.setBlock("sources", ["tables:", "  " + item])
        return
      }
      let indent = String(repeating: " ", count: head.column - 1)
      if let list = sources?["tables"], case .sequence(let tables) = list,
        !lines.isInBrackets(list), let first = tables.first?.mark
      {
        lines.insert(
          String(repeating: " ", count: max(0, first.column - 3)) + item, above: first.line)
      } else if let sources, sources["tables"] == nil, !lines.isInBrackets(sources) {
        lines.insert(indent + "  " + item, above: head.line)
        lines.insert(indent + "tables:", above: head.line)
      }
    }
    guard text.contains(item) else { throw .unfit("sources") }
  }

  /// Another name of an indicator, which all columns and rows with it then have.
  package mutating func addAlias(_ alias: String, ofIndicator id: String) throws(Fault) {
    let unfit = Fault.unfit("indicators.\(id).aliases")
    let own = IndicatorNames(Self.read(text).definition).indicator(named: alias)
    guard own?.id ?? id == id else { throw unfit }
    guard case .mapping(let entries)? = root?["indicators"],
      let entry = entries.first(where: { $0.key.scalar?.string == id }),
      case .mapping(let keys) = entry.value, let first = keys.first?.key.mark
    else { throw unfit }
    let before = Lines(text)
    let quoted = Self.quoted(alias)
    let aliases = entry.value["aliases"]
    if let aliases, before.isInBrackets(aliases), let mark = aliases.mark {
      let isEmpty = aliases.sequence?.isEmpty ?? true
      guard let end = before.closing(of: mark) else { throw unfit }
      try change { $0.insert((isEmpty ? "" : ", ") + quoted, at: end) }
    } else if let aliases, let last = aliases.sequence?.last?.mark {
      let indent = String(repeating: " ", count: max(0, last.column - 3))
      try change { $0.insert("\(indent)- \(quoted)", below: last.line) }
    } else if aliases != nil {
      throw unfit
    } else if before.isInBrackets(entry.value), let mark = entry.value.mark {
      guard let end = before.closing(of: mark) else { throw unfit }
      try change { $0.insert(", aliases: [\(quoted)]", at: end) }
    } else {
      let indent = String(repeating: " ", count: first.column - 1)
      try change { $0.insert("\(indent)aliases: [\(quoted)]", above: first.line) }
    }
    let definition = Self.read(text).definition
    guard IndicatorNames(definition).indicator(named: alias)?.id == id else { throw unfit }
  }

  /// Says what the numbers of an indicator, which are added up, are instead.
  ///
  /// - Parameter comment: stands above the indicator, if given.
  package mutating func setCourse(
    ofIndicator id: String, to course: Course, comment: String? = nil
  ) throws(Fault) {
    let indicators = root?["indicators"]
    guard case .mapping(let entries)? = indicators,
      let entry = entries.first(where: { $0.key.scalar?.string == id }),
      let stated = entry.value["over_time"], stated.scalar?.string == "sum", let place = stated.mark
    else { throw .unfit("indicators.\(id)") }
    let isInBraces = Lines(text).isInBrackets(entry.value)
    try change { lines in
      switch course {
      case .stock: lines.replace("sum", with: "last", at: place)
      case .cumulative where isInBraces:
        lines.replace("sum", with: "sum, cumulative: year", at: place)
      case .cumulative:
        let keys = entry.value.mapping?.first?.key.mark?.column ?? 3
        lines.insert(
          String(repeating: " ", count: keys - 1) + "cumulative: year", below: place.line)
      }
      guard let comment, let line = entry.key.mark else { return }
      lines.insert(
        String(repeating: " ", count: line.column - 1) + "# " + comment, above: line.line)
    }
    let indicator = Self.read(text).definition.indicator(withID: id)
    guard course == .stock ? indicator?.overTime == .last : indicator?.isCumulative == true else {
      throw .unfit("indicators.\(id)")
    }
  }

  /// What reported numbers are when they are no amounts of their period.
  package enum Course: String, Sendable, Codable, CaseIterable {
    /// Counted from the beginning of the year.
    case cumulative
    /// What exists at the end.
    case stock
  }

  /// Changes the lines, unless the text had errors or gets some.
  private mutating func change(_ change: (inout Lines) -> Void) throws(Fault) {
    let before = findings.filter { $0.severity == .error }
    guard before.isEmpty else { throw .findings(before) }
    var lines = Lines(text)
    change(&lines)
    let changed = SettingsText(lines.text)
    let after = changed.findings.filter { $0.severity == .error }
    guard after.isEmpty else { throw .findings(after) }
    text = changed.text
  }

  /// Whether a value ends on the line on which it begins.
  private static func isOneLine(_ value: Node, _ line: Int) -> Bool {
    guard case .sequence(let items) = value else {
      return value.scalar?.string.contains("\n") == false
    }
    return items.allSatisfy { $0.mark?.line == line }
  }

  /// A text in double quotes, whatever it holds (YAML 1.2.2, section 7.3.1).
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}

/// The lines of a text, numbered from 1.
private struct Lines {
  private var lines: [String]
  private let end: String

  init(_ text: String) {
    // Files of Windows keep their line ends.
    end = text.contains("\r\n") ? "\r\n" : "\n"
    lines = text.replacing("\r\n", with: "\n").components(separatedBy: "\n")
  }

  var text: String { lines.joined(separator: end) }

  /// Whether a list or mapping is written in brackets or braces.
  func isInBrackets(_ node: Node) -> Bool {
    guard let mark = node.mark, lines.indices.contains(mark.line - 1) else { return false }
    let first = lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first
    return first == "[" || first == "{"
  }

  /// The place of the bracket or brace that ends what begins at a place: its line, and how many characters lie before
  /// it. Those in quotes and comments are none.
  func closing(of mark: Mark) -> (line: Int, offset: Int)? {
    var depth = 0
    var quote: Character?
    for number in mark.line...max(lines.count, mark.line) where number <= lines.count {
      let line = Array(lines[number - 1])
      var index = number == mark.line ? mark.column - 1 : 0
      while index < line.count {
        let letter = line[index]
        if let open = quote {
          if open == "\"", letter == "\\" { index += 1 } else if letter == open { quote = nil }
        } else if letter == "\"" || letter == "'" {
          quote = letter
        } else if letter == "#", index == 0 || line[index - 1] == " " {
          break
        } else if "[{".contains(letter) {
          depth += 1
        } else if "]}".contains(letter) {
          depth -= 1
          if depth == 0 { return (number, index) }
        }
        index += 1
      }
    }
    return nil
  }

  mutating func insert(_ text: String, at place: (line: Int, offset: Int)) {
    let line = lines[place.line - 1]
    lines[place.line - 1].insert(
      contentsOf: text, at: line.index(line.startIndex, offsetBy: place.offset))
  }

  /// Replaces a text that stands at a place.
  mutating func replace(_ old: String, with new: String, at mark: Mark) {
    let line = lines[mark.line - 1]
    let scalars = line.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex, offsetBy: mark.column - 1, limitedBy: scalars.endIndex),
      // A text in quotes begins with one.
      let range = line[start...].firstRange(of: old)
    else { return }
    lines[mark.line - 1].replaceSubrange(range, with: new)
  }

  mutating func insert(_ line: String, above number: Int) { lines.insert(line, at: number - 1) }
  mutating func insert(_ line: String, below number: Int) { lines.insert(line, at: number) }

  /// Replaces the rest of a line from a place on, but for a comment at its end.
  mutating func replaceValue(with value: String, at mark: Mark) {
    let line = lines[mark.line - 1]
    let scalars = line.unicodeScalars
    let start = scalars.index(
      scalars.startIndex, offsetBy: mark.column - 1, limitedBy: scalars.endIndex)
    let rest = String(line[(start ?? scalars.endIndex)...])
    let comment = rest.firstMatch(of: #/\s+#[^"'\]]*$/#).map { String($0.output) } ?? ""
    lines[mark.line - 1] = String(line[..<(start ?? scalars.endIndex)]) + value + comment
  }

  /// Sets a key of the top level to a block of lines, in place of what stands there.
  mutating func setBlock(_ key: String, _ block: [String]) {
    let new = [key + ":"] + block.map { "  " + $0 }
    guard let start = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
      while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      lines += ["", key + ":"] + block.map { "  " + $0 } + [""]
      return
    }
    var stop = start + 1
    // What belongs to the key is indented, or closes its bracket.
    while stop < lines.count, let first = lines[stop].first, " }]-".contains(first) { stop += 1 }
    lines.replaceSubrange(start..<stop, with: new)
  }
}

import Findings
import Yams

/// The lines of a YAML text, numbered from 1 as its marks are, and where in them each value begins and ends.
struct YAMLLines {
  private var lines: [[Unicode.Scalar]]
  private let end: String

  init(_ text: String) {
    // Files of Windows keep their line ends.
    end = text.contains("\r\n") ? "\r\n" : "\n"
    lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map { Array($0.unicodeScalars) }
  }

  package var text: String {
    lines.map { line in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: line)
      return String(text)
    }.joined(separator: end)
  }

  /// A place between two letters of a line.
  package struct Place: Comparable {
    package var line: Int
    package var column: Int

    package static func < (left: Self, right: Self) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  package func offset(of mark: Mark) -> Place {
    Place(line: mark.line - 1, column: mark.column - 1)
  }

  private func letters(of number: Int) -> [Unicode.Scalar] {
    lines.indices.contains(number) ? lines[number] : []
  }

  private static func indent(of line: [Unicode.Scalar]) -> Int? {
    line.firstIndex { $0 != " " && $0 != "\t" }
  }

  // MARK: Where values stand

  /// Whether what stands at a mark is in brackets or braces.
  func isInBrackets(_ mark: Mark) -> Bool {
    let letter = letters(of: mark.line - 1).dropFirst(mark.column - 1).first
    return letter == "[" || letter == "{"
  }

  /// Whether a key begins its line; in braces it does not, or it is not known to.
  package func isFirst(_ mark: Mark) -> Bool {
    guard YAMLLines.indent(of: letters(of: mark.line - 1)) == mark.column - 1 else { return false }
    // A line of braces that go on over several: what is open above it counts.
    return depth(at: offset(of: mark)) == 0
  }

  /// How many brackets and braces are open at a place.
  private func depth(at place: Place) -> Int {
    var depth = 0
    scan(from: Place(line: 0, column: 0)) { at, letter in
      guard at < place else { return false }
      depth +=
        "[{".unicodeScalars.contains(letter) ? 1 : "]}".unicodeScalars.contains(letter) ? -1 : 0
      return true
    }
    return depth
  }

  /// Goes over the brackets, braces and commas that are none of a text or comment.
  ///
  /// - Parameter visit: whether to go on.
  private func scan(from start: Place, _ visit: (Place, Unicode.Scalar) -> Bool) {
    var quote: Unicode.Scalar?
    for number in start.line..<max(lines.count, start.line) {
      let line = lines[number]
      var index = number == start.line ? start.column : 0
      while index < line.count {
        let letter = line[index]
        if let open = quote {
          if open == "\"", letter == "\\" { index += 1 } else if letter == open { quote = nil }
        } else if letter == "\"" || letter == "'" {
          // Within a word it is an apostrophe.
          let before = line[..<index].last { $0 != " " }
          if before.map({ ":,[{-?".unicodeScalars.contains($0) }) ?? true { quote = letter }
        } else if letter == "#", index == 0 || line[index - 1] == " " || line[index - 1] == "\t" {
          break
        } else if "[]{},".unicodeScalars.contains(letter) {
          guard visit(Place(line: number, column: index), letter) else { return }
        }
        index += 1
      }
    }
  }

  /// Where the bracket or brace that ends what begins at a place stands.
  private func closing(of start: Place) -> Place? {
    var depth = 0
    var place: Place?
    scan(from: start) { at, letter in
      if "[{".unicodeScalars.contains(letter) { depth += 1 }
      if "]}".unicodeScalars.contains(letter) { depth -= 1 }
      guard depth == 0 else { return true }
      place = at
      return false
    }
    return place
  }

  /// What lies between a pair of brackets or braces.
  package func inside(_ mark: Mark) throws(YAMLText.Fault) -> Range<Place> {
    let start = offset(of: mark)
    guard let end = closing(of: start) else { throw .unfit }
    return Place(line: start.line, column: start.column + 1)..<end
  }

  /// The letters of a value.
  package func range(of value: Node, isFlow: Bool, key: Node) throws(YAMLText.Fault) -> Range<Place>
  {
    guard let mark = value.mark else { throw .unfit }
    let start = offset(of: mark)
    guard let scalar = value.scalar else {
      guard isInBrackets(mark), let end = closing(of: start) else { throw .unfit }
      return start..<Place(line: end.line, column: end.column + 1)
    }
    let line = letters(of: start.line)
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      let quote: Unicode.Scalar = scalar.style == .doubleQuoted ? "\"" : "'"
      var (number, index) = (start.line, start.column + 1)
      while number < lines.count {
        while index < lines[number].count {
          let letter = lines[number][index]
          if letter == "\\", quote == "\"" {
            index += 1
          } else if letter == quote {
            // Two single quotes are one of the text.
            guard quote == "'", lines[number].dropFirst(index + 1).first == "'" else {
              return start..<Place(line: number, column: index + 1)
            }
            index += 1
          }
          index += 1
        }
        (number, index) = (number + 1, 0)
      }
      throw .unfit
    default:
      if scalar.string.isEmpty { return start..<start }
      var end = start.column
      while end < line.count {
        let letter = line[end]
        if letter == "#", line[end - 1] == " " || line[end - 1] == "\t" { break }
        if isFlow, ",]}".unicodeScalars.contains(letter) { break }
        end += 1
      }
      while end > start.column, line[end - 1] == " " || line[end - 1] == "\t" { end -= 1 }
      return start..<Place(line: start.line, column: end)
    }
  }

  /// Whether a text without quotes goes on below its first line.
  package func goesOn(_ key: Node, _ value: Node) -> Bool {
    guard let scalar = value.scalar, let mark = value.mark, !scalar.string.isEmpty else {
      return false
    }
    switch scalar.style {
    case .doubleQuoted, .singleQuoted: return false
    default: return end(of: key, value) > mark.line
    }
  }

  /// The last line of an entry that begins its line: what is indented below it, or closes its brackets.
  package func end(of key: Node, _ value: Node) -> Int {
    guard let mark = key.mark else { return 1 }
    let indent = mark.column - 1
    var last = mark.line
    if let place = value.mark {
      last = max(last, value.scalar?.string.isEmpty == true ? mark.line : place.line)
      if isInBrackets(place), let end = closing(of: offset(of: place)) {
        last = max(last, end.line + 1)
      }
    }
    let isList = value.sequence != nil
    let isBlock = value.scalar.map { $0.style == .literal || $0.style == .folded } ?? false
    for number in last..<max(lines.count, last) {
      let line = lines[number]
      guard let column = YAMLLines.indent(of: line), line[column] != "#" || column > indent else {
        continue
      }
      // Entries of a list may stand under their key's first letter.
      guard column > indent || isList && column == indent && line[column] == "-" else { break }
      // A comment that stands deeper belongs to what follows it, if that does; in a block of text it is none.
      guard line[column] != "#" || isBlock else { continue }
      last = number + 1
    }
    return last
  }

  /// The first of the lines of comments directly above a line, or that line.
  func commentsAbove(_ number: Int) -> Int {
    var first = number
    while first > 1, let column = YAMLLines.indent(of: lines[first - 2]),
      lines[first - 2][column] == "#"
    { first -= 1 }
    return first
  }

  /// The lines of an entry with the comments directly above it.
  package func block(of key: Node, _ value: Node) throws(YAMLText.Fault) -> ClosedRange<Int> {
    guard let mark = key.mark, isFirst(mark) else { throw .unfit }
    var first = mark.line
    while first > 1, let column = YAMLLines.indent(of: lines[first - 2]),
      lines[first - 2][column] == "#", column == mark.column - 1
    { first -= 1 }
    return first...end(of: key, value)
  }

  // MARK: Changing

  package mutating func insert(_ new: [String], above number: Int) {
    lines.insert(contentsOf: new.map { Array($0.unicodeScalars) }, at: number - 1)
  }

  package mutating func insert(_ new: [String], below number: Int) {
    insert(new, above: number + 1)
  }

  /// Adds lines at the end, after an empty one.
  package mutating func append(_ new: [String]) {
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    let gap = lines.isEmpty ? [] : [""]
    lines += (gap + new + [""]).map { Array($0.unicodeScalars) }
  }

  package mutating func remove(_ numbers: ClosedRange<Int>) {
    lines.removeSubrange((numbers.lowerBound - 1)..<numbers.upperBound)
  }

  package mutating func replace(_ range: Range<Place>, with text: String) {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard lines.indices.contains(start.line), lines.indices.contains(end.line) else { return }
    let line =
      lines[start.line].prefix(start.column) + text.unicodeScalars
      + lines[end.line].dropFirst(end.column)
    lines.replaceSubrange(start.line...end.line, with: [Array(line)])
  }

  /// Takes an entry out of braces, with the comma before or after it.
  mutating func removeInFlow(_ range: Range<Place>) {
    var (start, end) = (range.lowerBound, range.upperBound)
    let after = letters(of: end.line).dropFirst(end.column)
    if let comma = after.firstIndex(where: { $0 != " " }), after[comma] == "," {
      end.column = comma + 1
      while letters(of: end.line).dropFirst(end.column).first == " " { end.column += 1 }
    } else if let comma = letters(of: start.line).prefix(start.column).lastIndex(of: ",") {
      start.column = comma
    }
    replace(start..<end, with: "")
  }

  package mutating func swap(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) {
    let whole = (first.lowerBound - 1)..<second.upperBound
    let between = lines[first.upperBound..<(second.lowerBound - 1)]
    lines.replaceSubrange(
      whole,
      with: lines[(second.lowerBound - 1)..<second.upperBound] + between
        + lines[(first.lowerBound - 1)..<first.upperBound])
  }

  /// Writes a value anew that stands on lines of its own, or will.
  mutating func replaceBelow(
    _ key: Node, _ value: Node, with new: YAMLText.Value
  ) throws(YAMLText.Fault) {
    guard let mark = key.mark, let name = key.scalar?.string else { throw .unfit }
    let last = end(of: key, value)
    let head = letters(of: mark.line - 1)
    let comment = zip(head, head.dropFirst()).enumerated().first {
      $0.offset >= mark.column && $0.element.0 == " " && $0.element.1 == "#"
    }
    let tail =
      comment.map { "   " + String(String.UnicodeScalarView(head[($0.offset + 1)...])) } ?? ""
    var block = YAMLLines.block(YAMLText.Value.key(name), new, indent: mark.column - 1)
    block[0] += last == mark.line || value.mark?.line != mark.line ? tail : ""
    remove(mark.line...last)
    insert(block, above: mark.line)
  }

  // MARK: Writing

  /// Whether a value has lines of its own below its key.
  package func isLong(_ value: YAMLText.Value, at mark: Mark) -> Bool {
    YAMLLines.block(.word("k"), value, indent: mark.column - 1).count > 1
  }

  /// The most letters that a list or mapping has on one line.
  private static let width = (list: 90, mapping: 60)

  /// An entry on lines of its own.
  package static func block(_ key: YAMLText.Value, _ value: YAMLText.Value, indent: Int) -> [String]
  {
    let margin = String(repeating: " ", count: indent)
    let name = margin + flow(key) + ":"
    let line = name + " " + flow(value)
    switch value {
    case .word, .text: return [line]
    case .list(let items):
      let isPlain = items.allSatisfy { $0.string != nil }
      if items.isEmpty || isPlain && line.count <= width.list { return [line] }
      return [name] + items.flatMap { item($0, indent: indent + 2) }
    case .mapping(let entries):
      // At the top and of an indicator a key has a line.
      if entries.isEmpty || indent >= 4 && line.count <= width.mapping { return [line] }
      return [name] + entries.flatMap { block($0.key, $0.value, indent: indent + 2) }
    }
  }

  /// An entry of a list.
  package static func item(_ value: YAMLText.Value, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let line = flow(value)
    guard case .mapping(let entries) = value, line.count > width.mapping else {
      return [margin + "- " + line]
    }
    return entries.enumerated().flatMap { number, entry in
      var lines = block(entry.key, entry.value, indent: indent + 2)
      if number == 0 { lines[0] = margin + "- " + lines[0].dropFirst(indent + 2) }
      return lines
    }
  }

  /// A value on one line.
  package static func flow(_ value: YAMLText.Value) -> String {
    switch value {
    case .word(let text): text
    case .text(let text): SettingsText.quoted(text)
    case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { flow($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
    }
  }
}

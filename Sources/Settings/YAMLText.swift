import Yams

/// A YAML text that is changed key by key: comments, order and all that is not named stay as they are.
///
/// What a change comes to is read again and held against what it should be, so that a way of writing that is not
/// known here is refused and never spoilt.
package struct YAMLText {
  /// A value that is written, or was read.
  package indirect enum Value {
    /// A number or a word that the settings know; written as it is.
    case word(String)
    /// What somebody named; written in quotes.
    case text(String)
    case list([Value])
    case mapping([(key: Value, value: Value)])
  }

  /// Why a change cannot be made.
  package enum Fault: Error {
    /// The text is no YAML.
    case unreadable
    /// It is written in a way that is not known here.
    case unfit
  }

  package private(set) var text: String
  private var root: Node?
  private var lines: YAMLLines

  init(_ text: String) throws(Fault) {
    self.text = text
    do { root = try Yams.compose(yaml: text, .basic) } catch { throw .unreadable }
    lines = YAMLLines(text)
  }

  // MARK: Reading

  /// The value at a path of keys, if there is one.
  package func value(at path: [String]) -> Value? { node(at: path).map { Value($0) } }

  private func node(at path: [String]) -> Node? {
    path.reduce(root) { node, key in node?.mapping?.first { $0.key.scalar?.string == key }?.value }
  }

  // MARK: Changing

  /// Sets what stands at a path, or takes it out; keys that are missing on the way are added.
  package mutating func set(_ value: Value?, at path: [String]) throws(Fault) {
    let before = root.map { Value($0) }
    guard self.value(at: path) != value, !path.isEmpty else { return }
    let way = Array(path.dropLast())
    if let value {
      if let old = entry(at: path) {
        try replace(old, with: value)
      } else {
        try add(value, at: path)
      }
    } else if let parent = node(at: way)?.mapping, let old = entry(at: path) {
      // A key without anything below it would be no mapping.
      guard parent.count > 1 || way.isEmpty else { return try set(nil, at: way) }
      try take(old)
    }
    try read(expecting: Value.setting(value, at: path, in: before))
  }

  /// Adds an entry to the list at a path: before the others, since what is new is looked for there.
  package mutating func prepend(_ value: Value, at path: [String]) throws(Fault) {
    guard let list = node(at: path)?.sequence, let mark = list.mark, let first = list.first,
      !lines.isInBrackets(mark)
    else { return try set(.list([value] + items(at: path)), at: path) }
    lines.insert(
      YAMLLines.item(value, indent: mark.column - 1), above: first.mark?.line ?? mark.line)
    try read([value] + items(at: path), at: path)
  }

  /// Adds an entry at the end of the list at a path.
  package mutating func append(_ value: Value, at path: [String]) throws(Fault) {
    guard let list = node(at: path)?.sequence, let mark = list.mark, let last = list.last,
      let entry = entry(at: path)
    else { return try set(.list(items(at: path) + [value]), at: path) }
    if lines.isInBrackets(mark) {
      let end = try lines.range(of: last, isFlow: true, key: entry.key).upperBound
      lines.replace(end..<end, with: ", " + YAMLLines.flow(value))
    } else {
      lines.insert(
        YAMLLines.item(value, indent: mark.column - 1), below: lines.end(of: entry.key, entry.value)
      )
    }
    try read(items(at: path) + [value], at: path)
  }

  /// Adds an entry to the list at a path, before the one at a place.
  package mutating func insert(_ value: Value, at place: Int, in path: [String]) throws(Fault) {
    var items = items(at: path)
    let list = node(at: path)?.sequence
    items.insert(value, at: min(place, items.count))
    guard let list, let mark = list.mark, !lines.isInBrackets(mark), place < list.count,
      let next = list[place].mark
    else { return try set(.list(items), at: path) }
    lines.insert(
      YAMLLines.item(value, indent: mark.column - 1), above: lines.commentsAbove(next.line))
    try read(items, at: path)
  }

  private func items(at path: [String]) -> [Value] {
    if case .list(let values)? = value(at: path) { values } else { [] }
  }

  /// Reads what the lines have become, of which only the list at a path is another.
  private mutating func read(_ items: [Value], at path: [String]) throws(Fault) {
    try read(expecting: Value.setting(.list(items), at: path, in: root.map { Value($0) }))
  }

  /// Puts the entry at a path one place before or after its neighbour, with the comments above it.
  package mutating func move(_ path: [String], by step: Int) throws(Fault) {
    guard let parent = node(at: Array(path.dropLast()))?.mapping, let mark = parent.mark,
      !lines.isInBrackets(mark)
    else { throw .unfit }
    let entries = Array(parent)
    guard let place = entries.firstIndex(where: { $0.key.scalar?.string == path.last }) else {
      throw .unfit
    }
    let other = place + step
    guard entries.indices.contains(other), abs(step) == 1 else { return }
    let (first, second) = (entries[min(place, other)], entries[max(place, other)])
    try lines.swap(
      lines.block(of: first.key, first.value), lines.block(of: second.key, second.value))
    var names = entries.compactMap(\.key.scalar?.string)
    names.swapAt(place, other)
    try read(expecting: root.map { Value($0) })
    guard node(at: Array(path.dropLast()))?.mapping?.compactMap(\.key.scalar?.string) == names
    else { throw .unfit }
  }

  /// Says something above the entry at a path.
  package mutating func comment(_ comment: String, above path: [String]) throws(Fault) {
    guard let mark = entry(at: path)?.key.mark else { throw .unfit }
    // In braces there is no line of its own.
    guard lines.isFirst(mark) else { return }
    lines.insert(
      [String(repeating: " ", count: mark.column - 1) + "# " + comment], above: mark.line)
    try read(expecting: root.map { Value($0) })
  }

  private func entry(at path: [String]) -> (key: Node, value: Node)? {
    node(at: Array(path.dropLast()))?.mapping?.first { $0.key.scalar?.string == path.last }
      .map { ($0.key, $0.value) }
  }

  /// Takes over the changed lines, if they say what they should.
  private mutating func read(expecting expected: Value?) throws(Fault) {
    let changed = lines.text
    guard let node = try? Yams.compose(yaml: changed, .basic), Value(node) == expected else {
      lines = YAMLLines(text)
      throw .unfit
    }
    (text, root, lines) = (changed, node, YAMLLines(changed))
  }

  // MARK: Places

  private mutating func replace(_ old: (key: Node, value: Node), with value: Value) throws(Fault) {
    guard let mark = old.key.mark, let place = old.value.mark else { throw .unfit }
    // Within braces or brackets all is one text.
    let isFlow = !lines.isFirst(mark)
    let isOnLines = place.line > mark.line || lines.goesOn(old.key, old.value)
    if !isFlow, isOnLines || lines.isLong(value, at: mark) {
      try lines.replaceBelow(old.key, old.value, with: value)
    } else {
      let range = try lines.range(of: old.value, isFlow: isFlow, key: old.key)
      lines.replace(range, with: (range.isEmpty ? " " : "") + YAMLLines.flow(value))
    }
  }

  private mutating func add(_ value: Value, at path: [String]) throws(Fault) {
    // The deepest mapping that is there.
    var depth = path.count - 1
    while depth > 0, node(at: Array(path[..<depth])) == nil { depth -= 1 }
    let nested = path[(depth + 1)...].reversed().reduce(value) {
      .mapping([(key: Value.key($1), value: $0)])
    }
    let key = Value.key(path[depth])
    guard let node = depth == 0 ? root : node(at: Array(path[..<depth])) else {
      lines.append(YAMLLines.block(key, nested, indent: 0))
      return
    }
    guard let mapping = node.mapping, let mark = mapping.mark else {
      // "aliases:" with nothing below it.
      guard node.scalar?.string.isEmpty == true, let entry = entry(at: Array(path[..<depth])) else {
        throw .unfit
      }
      return try replace(entry, with: .mapping([(key: key, value: nested)]))
    }
    if lines.isInBrackets(mark) {
      let text = YAMLLines.flow(.mapping([(key: key, value: nested)])).dropFirst().dropLast()
      if let last = Array(mapping).last {
        let end = try lines.range(of: last.value, isFlow: true, key: last.key).upperBound
        lines.replace(end..<end, with: ", " + text)
      } else {
        lines.replace(try lines.inside(mark), with: String(text))
      }
    } else if let last = Array(mapping).last, let first = mapping.first?.key.mark {
      let block = YAMLLines.block(key, nested, indent: first.column - 1)
      lines.insert(depth == 0 ? [""] + block : block, below: lines.end(of: last.key, last.value))
    }
  }

  private mutating func take(_ old: (key: Node, value: Node)) throws(Fault) {
    guard let mark = old.key.mark else { throw .unfit }
    if lines.isFirst(mark) {
      // What is said right above an entry is said of it.
      lines.remove(try lines.block(of: old.key, old.value))
    } else {
      let range = try lines.range(of: old.value, isFlow: true, key: old.key)
      lines.removeInFlow(lines.offset(of: mark)..<range.upperBound)
    }
  }
}

extension YAMLText.Value: Equatable {
  package init(_ node: Node) {
    switch node {
    case .sequence(let list): self = .list(list.map { Self($0) })
    case .mapping(let mapping):
      self = .mapping(mapping.map { (key: Self($0.key), value: Self($0.value)) })
    default:
      let text = node.scalar?.string ?? ""
      // What stands without quotes is written so again.
      self =
        node.scalar?.style == .plain && !text.isEmpty && Self.isPlain(text)
        ? .word(text) : .text(text)
    }
  }

  /// Whether a text can stand without quotes anywhere.
  package static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { letter in
      letter.isASCII
        && (letter.properties.isAlphabetic || "-_.0123456789".unicodeScalars.contains(letter))
    }
  }

  /// A key: a word where it is one of the settings' or an id.
  package static func key(_ key: String) -> Self {
    let isWord = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isWord && key.first?.isLetter == true ? .word(key) : .text(key)
  }

  /// A list of names.
  package static func names(_ names: [String]) -> Self { .list(names.map { .text($0) }) }

  /// The text of a word or text.
  package var string: String? {
    switch self {
    case .word(let text), .text(let text): text
    case .list, .mapping: nil
    }
  }

  /// A number, a word and a text are the same where they read alike; the order of keys says nothing.
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.list(let left), .list(let right)): left == right
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && left.allSatisfy { entry in
          right.contains { $0.key == entry.key && $0.value == entry.value }
        }
    default: left.string != nil && left.string == right.string
    }
  }

  /// What a value is after a change below it.
  fileprivate static func setting(_ value: Self?, at path: [String], in whole: Self?) -> Self? {
    guard let name = path.first else { return value }
    var entries =
      if case .mapping(let entries)? = whole { entries } else { [(key: Self, value: Self)]() }
    let place = entries.firstIndex { $0.key.string == name }
    let below = setting(
      value, at: Array(path.dropFirst()), in: place.map { entries[$0].value })
    switch (place, below) {
    case (let place?, let below?): entries[place].value = below
    case (let place?, nil): entries.remove(at: place)
    case (nil, let below?): entries.append((key: .text(name), value: below))
    case (nil, nil): break
    }
    return entries.isEmpty ? nil : .mapping(entries)
  }
}

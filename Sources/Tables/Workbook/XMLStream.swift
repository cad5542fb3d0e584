import CXML2
import Foundation
import Office

/// Walks over the elements of a document as its bytes are read, in the memory of a few thousand bytes.
///
/// libxml2's parser is given a piece of the document at a time, and says what it holds; that is kept until it
/// has been asked for. Documents with a type declaration are refused: no format read here has one, and
/// entities are what makes XML dangerous. Nothing is fetched.
final class XMLStream {
  /// What the stream stands on.
  enum Event: Equatable {
    case start(isEmpty: Bool)
    case end
    case text
  }

  /// How the bytes are to be understood.
  enum Syntax {
    case xml
    /// As browsers read it: elements may lack their ends, and nothing is malformed. In UTF-8.
    case html
  }

  /// Puts the next bytes of a document into a buffer: how many, 0 at the end, -1 where they are damaged.
  typealias Source = (UnsafeMutableRawBufferPointer) -> Int

  /// How many bytes are parsed at a time.
  private static let pieceSize = 1 << 15

  private let source: Source
  private let syntax: Syntax
  /// Whether the end of an empty element is told by itself, as that of any other.
  private let tellsEveryEnd: Bool
  private let name: String
  private let parser: xmlParserCtxtPtr
  private let parsed: ParsedPiece
  private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
  /// How many of the piece's marks have been told.
  @exclusivity(unchecked) private var told = 0
  @exclusivity(unchecked) private var current = ParsedPiece.Mark(
    kind: .end, name: nil, namespace: nil, first: 0, count: 0)
  /// Whether the whole entry has been parsed, or cannot be parsed on.
  private var isAtEnd = false

  /// - Parameter name: what messages call the document.
  init(
    _ name: String, syntax: Syntax = .xml, tellsEveryEnd: Bool = false, source: @escaping Source
  ) throws(TableFault) {
    self.source = source
    self.syntax = syntax
    self.tellsEveryEnd = tellsEveryEnd
    self.name = name
    XMLMessages.silence()
    parsed = ParsedPiece()
    let target = Unmanaged.passUnretained(parsed).toOpaque()
    var handler = syntax == .xml ? ParsedPiece.handler : ParsedPiece.htmlHandler
    let parser =
      switch syntax {
      case .xml: xmlCreatePushParserCtxt(&handler, target, nil, 0, nil)
      case .html:
        htmlCreatePushParserCtxt(
          &handler, target, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
      }
    guard let parser else { throw .malformed(name) }
    switch syntax {
    case .xml: xmlCtxtUseOptions(parser, XMLOptions.safe)
    case .html: htmlCtxtUseOptions(parser, XMLOptions.html)
    }
    self.parser = parser
  }

  deinit {
    switch syntax {
    case .xml: xmlFreeParserCtxt(parser)
    case .html: htmlFreeParserCtxt(parser)
    }
    piece.deallocate()
  }

  /// Moves on; `nil` at the end.
  func next() throws(TableFault) -> Event? {
    while told == parsed.marks.count {
      if isAtEnd {
        if case .html = syntax { return nil }
        guard !parsed.hasDeclaration else {
          throw .hasEntities(name)
        }
        guard parser.pointee.wellFormed == 1 else {
          throw .malformed(name)
        }
        return nil
      }
      parsePiece()
    }
    current = parsed.marks.start[told]
    told += 1
    switch current.kind {
    case .text: return .text
    case .end: return .end
    case .start:
      guard !tellsEveryEnd else { return .start(isEmpty: false) }
      // An element that is empty ends in the same piece: its end is passed over.
      let isEmpty = told < parsed.marks.count && parsed.marks.start[told].kind == .end
      if isEmpty { told += 1 }
      return .start(isEmpty: isEmpty)
    }
  }

  private func parsePiece() {
    parsed.removeAll()
    told = 0
    let count = source(piece)
    let bytes = UnsafeRawBufferPointer(rebasing: piece.prefix(max(count, 0)))
    switch syntax {
    case .xml: xmlParseChunk(parser, bytes.baseAddress, Int32(bytes.count), count > 0 ? 0 : 1)
    case .html: htmlParseChunk(parser, bytes.baseAddress, Int32(bytes.count), count > 0 ? 0 : 1)
    }
    if count < 0 { parser.pointee.wellFormed = 0 }
    isAtEnd = count <= 0
    if case .xml = syntax {
      isAtEnd = isAtEnd || parsed.hasDeclaration || parser.pointee.wellFormed == 0
    }
  }

  /// Whether the element that the stream stands on has this name, in the namespace of the document's first
  /// element, whatever its prefix. Elements of extensions may have the same names and mean something else.
  @inline(__always) func isNamed(_ name: StaticString) -> Bool {
    // Nearly all names differ in the first letter.
    current.namespace == parsed.rootNamespace
      && current.name.map { $0[0] == name.utf8Start[0] && xmlStrcmp($0, name.utf8Start) == 0 }
        ?? false
  }

  /// Whether the element has this name, in whatever namespace.
  func hasLocalName(_ name: StaticString) -> Bool {
    current.name.map { xmlStrcmp($0, name.utf8Start) == 0 } ?? false
  }

  /// An attribute's value, lent until the stream moves on.
  ///
  /// - Parameters:
  ///   - inNamespace: whether its name has a prefix, or has none.
  ///   - prefix: the prefix that it has, where more than one namespace has such a name.
  func attribute(
    _ name: StaticString, inNamespace: Bool = false, prefix: StaticString? = nil
  ) -> Cell? {
    guard current.kind == .start else { return nil }
    for index in current.first..<current.first + current.count {
      let attribute = parsed.attributes.start[index]
      guard attribute.name[0] == name.utf8Start[0],
        xmlStrcmp(attribute.name, name.utf8Start) == 0,
        (attribute.prefix != nil) == (inNamespace || prefix != nil)
      else { continue }
      if let prefix, xmlStrcmp(attribute.prefix, prefix.utf8Start) != 0 { continue }
      return parsed.cell(attribute.start, attribute.count)
    }
    return nil
  }

  /// The name of the element without its prefix; empty for a text.
  var localName: String {
    current.name.map { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
      ?? ""
  }

  /// Passes over an element whose beginning the stream stands on, up to its end.
  func skip() throws(TableFault) { try forEachElement { _ in false } }

  /// Goes through what stands within the element that the stream stands on, up to its end.
  ///
  /// - Parameters:
  ///   - text: is called on each text.
  ///   - begin: is called on the beginning of each element, with its local name; whether it read on to that
  ///     element's end.
  func forEachElement(
    text: () -> Void = {}, _ begin: (String) throws(TableFault) -> Bool
  ) throws(TableFault) {
    precondition(tellsEveryEnd)
    var depth = 1
    while depth > 0, let event = try next() {
      switch event {
      case .start: if try !begin(localName) { depth += 1 }
      case .end: depth -= 1
      case .text: text()
      }
    }
  }

  /// Whether an attribute says yes, as XML Schema writes it.
  func isSet(_ name: StaticString) -> Bool {
    attribute(name).map { ["1", "true"].contains($0.text) } ?? false
  }

  /// Appends the text that the stream stands on.
  func appendText(to bytes: ByteBuffer) {
    guard current.kind == .text else { return }
    bytes.append(parsed.cell(current.first, current.count).bytes)
  }

  /// The text that the stream stands on, with all that follows up to the next element: the parser hands a text out
  /// in pieces.
  func wholeText() throws(TableFault) -> String {
    var whole = text
    while isAtText {
      _ = try next()
      whole += text
    }
    return whole
  }

  private var isAtText: Bool {
    while told == parsed.marks.count {
      guard !isAtEnd else { return false }
      parsePiece()
    }
    return parsed.marks.start[told].kind == .text
  }

  /// The text that the stream stands on.
  var text: String {
    current.kind == .text ? parsed.cell(current.first, current.count).text : ""
  }
}

/// What libxml2's parser found in a piece of a document.
private final class ParsedPiece {
  struct Mark {
    enum Kind: UInt8 { case start, end, text }
    var kind: Kind
    /// Of an element; kept by the parser as long as it lives.
    var name: UnsafePointer<xmlChar>?
    var namespace: UnsafePointer<xmlChar>?
    /// The attributes of an element that begins, or the bytes of a text.
    var first: Int
    var count: Int
  }

  struct Attribute {
    var name: UnsafePointer<xmlChar>
    var prefix: UnsafePointer<xmlChar>?
    var start: Int
    var count: Int
  }

  let marks = PlainList<Mark>(capacity: 4096)
  let attributes = PlainList<Attribute>(capacity: 4096)
  private let bytes = ByteBuffer(capacity: 1 << 16)
  /// Whether the document declares a type, or uses what only a declaration could define.
  private(set) var hasDeclaration = false
  /// The namespace of the document's first element.
  private(set) var rootNamespace: UnsafePointer<xmlChar>?
  private var hasRoot = false
  /// Names of HTML, kept as long as the stream lives.
  private let names = xmlDictCreate()

  deinit { xmlDictFree(names) }

  func removeAll() {
    marks.removeAll()
    attributes.removeAll()
    bytes.removeAll()
  }

  func cell(_ first: Int, _ count: Int) -> Cell { Cell(start: bytes.start + first, count: count) }

  /// The piece that the parser was given, without counting the reference: the stream holds it.
  @inline(__always) private static func with(
    _ context: UnsafeMutableRawPointer?, _ body: (ParsedPiece) -> Void
  ) {
    Unmanaged<ParsedPiece>.fromOpaque(context!)._withUnsafeGuaranteedRef(body)
  }

  /// - Returns: where the bytes are kept.
  private func keep(_ start: UnsafePointer<xmlChar>?, count: Int) -> Int {
    bytes.append(UnsafeBufferPointer(start: start, count: count))
    return bytes.count - count
  }

  /// Keeps the value of an attribute, in which libxml2 leaves `&` and `<` as the references `&#38;` and
  /// `&#60;`.
  private func keepValue(_ start: UnsafePointer<xmlChar>, count: Int) -> (first: Int, count: Int) {
    let first = keep(start, count: count)
    guard memchr(start, Int32(UInt8(ascii: "&")), count) != nil else { return (first, count) }
    let end = bytes.count
    var (source, target) = (first, first)
    while source < end {
      var byte = bytes.start[source]
      var length = 1
      if byte == UInt8(ascii: "&"), source + 5 <= end, bytes.start[source + 1] == UInt8(ascii: "#"),
        bytes.start[source + 4] == UInt8(ascii: ";")
      {
        let digits = Cell(start: bytes.start + source + 2, count: 2).digits
        if let digits { (byte, length) = (UInt8(digits), 5) }
      }
      bytes.start[target] = byte
      (source, target) = (source + length, target + 1)
    }
    bytes.truncate(to: target)
    return (first, target - first)
  }

  private func addStart(
    _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    if !hasRoot { (hasRoot, rootNamespace) = (true, namespace) }
    let first = attributes.count
    for index in 0..<count {
      // Name, prefix, namespace, and the value from one place to another.
      guard let value = values?.advanced(by: index * 5), let name = value[0],
        let start = value[3], let end = value[4]
      else { continue }
      let kept = keepValue(start, count: end - start)
      attributes.append(
        Attribute(name: name, prefix: value[1], start: kept.first, count: kept.count))
    }
    marks.append(
      Mark(
        kind: .start, name: name, namespace: namespace, first: first,
        count: attributes.count - first)
    )
  }

  private func addText(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    let first = keep(text, count: Int(count))
    marks.append(Mark(kind: .text, name: nil, namespace: nil, first: first, count: Int(count)))
  }

  /// HTML has no namespaces, and its attributes come as names and values in turn; values are plain.
  private func addHTML(
    _ name: UnsafePointer<xmlChar>?, _ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    let first = attributes.count
    var index = 0
    while let pairs, let name = pairs[index] {
      let value = pairs[index + 1]
      let count = value.map { Int(xmlStrlen($0)) } ?? 0
      // The parser may forget the names of attributes that it does not know.
      let known = xmlDictLookup(names, name, -1) ?? name
      attributes.append(
        Attribute(name: known, prefix: nil, start: keep(value, count: count), count: count))
      index += 2
    }
    marks.append(
      Mark(
        kind: .start, name: xmlDictLookup(names, name, -1), namespace: nil, first: first,
        count: attributes.count - first))
  }

  static var htmlHandler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 1
    handler.startElement = { context, name, attributes in
      ParsedPiece.with(context) { $0.addHTML(name, attributes) }
    }
    handler.endElement = { context, name in
      ParsedPiece.with(context) { piece in
        piece.marks.append(
          Mark(
            kind: .end, name: xmlDictLookup(piece.names, name, -1), namespace: nil, first: 0,
            count: 0))
      }
    }
    handler.characters = { context, text, count in
      ParsedPiece.with(context) { $0.addText(text, count) }
    }
    handler.ignorableWhitespace = handler.characters
    return handler
  }

  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
      ParsedPiece.with(context) { $0.addStart(name, namespace, attributes, count: Int(count)) }
    }
    handler.endElementNs = { context, name, _, namespace in
      ParsedPiece.with(context) {
        $0.marks.append(Mark(kind: .end, name: name, namespace: namespace, first: 0, count: 0))
      }
    }
    handler.characters = { context, text, count in
      ParsedPiece.with(context) { $0.addText(text, count) }
    }
    handler.ignorableWhitespace = { context, text, count in
      ParsedPiece.with(context) { $0.addText(text, count) }
    }
    handler.cdataBlock = { context, text, count in
      ParsedPiece.with(context) { $0.addText(text, count) }
    }
    handler.internalSubset = { context, _, _, _ in
      ParsedPiece.with(context) { $0.hasDeclaration = true }
    }
    handler.reference = { context, _ in ParsedPiece.with(context) { $0.hasDeclaration = true } }
    return handler
  }
}

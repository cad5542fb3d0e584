import CXML2
import Foundation
import Office

/// Iterates over the elements of a document while its bytes are read, with a few thousand bytes of memory.
///
/// libxml2's parser gets one piece of the document at a time; its results are stored until they are read. Documents
/// with a document type declaration are rejected: no supported format has one, and entities are what makes XML
/// dangerous. There is no network access.
final class XMLStream {
  /// The kind of the current item.
  enum Event: Equatable {
    case start(isEmpty: Bool)
    case end
    case text
  }

  /// The syntax of the document.
  enum Syntax {
    case xml
    /// As in browsers: end tags may be missing, and nothing is malformed. In UTF-8.
    case html
  }

  /// Writes the next bytes of a document to a buffer. Returns their number, 0 at the end, or −1 if they are damaged.
  typealias Source = (UnsafeMutableRawBufferPointer) -> Int

  /// The number of bytes to parse at a time.
  private static let pieceSize = 1 << 15

  private let source: Source
  private let syntax: Syntax
  /// Whether the end of an empty element is also an event, as for any other.
  private let tellsEveryEnd: Bool
  private let name: String
  private let parser: xmlParserCtxtPtr
  private let parsed: ParsedPiece
  private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
  /// The number of events of the piece that have been delivered.
  @exclusivity(unchecked) private var told = 0
  @exclusivity(unchecked) private var current = ParsedPiece.Mark(
    kind: .end, name: nil, namespace: nil, first: 0, count: 0)
  /// Whether the whole entry has been parsed, or parsing failed.
  private var isAtEnd = false

  /// - Parameter name: the document's name in messages.
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

  /// Moves to the next event; `nil` at the end.
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
      // An empty element ends in the same piece: skip its end.
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

  /// Whether the current element has this name in the namespace of the document's first element, whatever its prefix.
  /// Elements of extensions may have the same names with another meaning.
  @inline(__always) func isNamed(_ name: StaticString) -> Bool {
    // Nearly all names differ in the first letter.
    current.namespace == parsed.rootNamespace
      && current.name.map { $0[0] == name.utf8Start[0] && xmlStrcmp($0, name.utf8Start) == 0 }
        ?? false
  }

  /// Whether the element has this name, in any namespace.
  func hasLocalName(_ name: StaticString) -> Bool {
    current.name.map { xmlStrcmp($0, name.utf8Start) == 0 } ?? false
  }

  /// An attribute's value, valid until the stream moves on.
  ///
  /// - Parameters:
  ///   - inNamespace: whether its name must have a prefix, or must have none.
  ///   - prefix: the required prefix, if several namespaces have such a name.
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

  /// Skips the element whose start is the current event, up to its end.
  func skip() throws(TableFault) { try forEachElement { _ in false } }

  /// Iterates over the content of the element whose start is the current event, up to its end.
  ///
  /// - Parameters:
  ///   - text: called for each text.
  ///   - begin: called for the start of each element with its local name; returns whether it has read up to that
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

  /// Whether an attribute is true in the notation of XML Schema.
  func isSet(_ name: StaticString) -> Bool {
    attribute(name).map { ["1", "true"].contains($0.text) } ?? false
  }

  /// Appends the current text.
  func appendText(to bytes: ByteBuffer) {
    guard current.kind == .text else { return }
    bytes.append(parsed.cell(current.first, current.count).bytes)
  }

  /// The current text with all that follows up to the next element: the parser delivers a text in pieces.
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

  /// The current text.
  var text: String {
    current.kind == .text ? parsed.cell(current.first, current.count).text : ""
  }
}

/// The parser's events for a piece of a document.
private final class ParsedPiece {
  struct Mark {
    enum Kind: UInt8 { case start, end, text }
    var kind: Kind
    /// The name of an element, stored by the parser as long as it lives.
    var name: UnsafePointer<xmlChar>?
    var namespace: UnsafePointer<xmlChar>?
    /// The index of a starting element's attributes, or of a text's bytes.
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
  /// Whether the document has a document type declaration, or uses entities that only one could define.
  private(set) var hasDeclaration = false
  /// The namespace of the document's first element.
  private(set) var rootNamespace: UnsafePointer<xmlChar>?
  private var hasRoot = false
  /// Names of HTML elements, stored as long as the stream lives.
  private let names = xmlDictCreate()

  deinit { xmlDictFree(names) }

  func removeAll() {
    marks.removeAll()
    attributes.removeAll()
    bytes.removeAll()
  }

  func cell(_ first: Int, _ count: Int) -> Cell { Cell(start: bytes.start + first, count: count) }

  /// The piece that was given to the parser, without retaining it: the stream holds it.
  @inline(__always) private static func with(
    _ context: UnsafeMutableRawPointer?, _ body: (ParsedPiece) -> Void
  ) {
    Unmanaged<ParsedPiece>.fromOpaque(context!)._withUnsafeGuaranteedRef(body)
  }

  /// - Returns: the place of the stored bytes.
  private func keep(_ start: UnsafePointer<xmlChar>?, count: Int) -> Int {
    bytes.append(UnsafeBufferPointer(start: start, count: count))
    return bytes.count - count
  }

  /// Stores the value of an attribute, in which libxml2 leaves `&` and `<` as the references `&#38;` and `&#60;`.
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
      // Name, prefix, namespace, and the start and end of the value.
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

  /// HTML has no namespaces, and its attributes are given as alternating names and values; values are plain.
  private func addHTML(
    _ name: UnsafePointer<xmlChar>?, _ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    let first = attributes.count
    var index = 0
    while let pairs, let name = pairs[index] {
      let value = pairs[index + 1]
      let count = value.map { Int(xmlStrlen($0)) } ?? 0
      // The parser may free the names of attributes that it does not know.
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

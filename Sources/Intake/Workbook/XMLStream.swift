import CXML2
import Foundation

/// Walks over the elements of an XML entry as they are unpacked, in the memory of a few thousand bytes.
///
/// libxml2's parser is given a piece of the entry at a time, and says what it holds; that is kept until it
/// has been asked for. Documents with a type declaration are refused: no format read here has one, and
/// entities are what makes XML dangerous. Nothing is fetched.
final class XMLStream {
  /// What the stream stands on.
  enum Event: Equatable {
    case start(isEmpty: Bool)
    case end
    case text
  }

  /// How many bytes are parsed at a time.
  private static let pieceSize = 1 << 15

  private let entry: ZipArchive.Entry
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

  init(_ entry: ZipArchive.Entry, name: String) throws(TableFault) {
    self.entry = entry
    self.name = name
    XMLMessages.silence()
    parsed = ParsedPiece()
    var handler = ParsedPiece.handler
    guard
      let parser = xmlCreatePushParserCtxt(
        &handler, Unmanaged.passUnretained(parsed).toOpaque(), nil, 0, nil)
    else { throw .unreadable("\(name) cannot be read") }
    xmlCtxtUseOptions(parser, XMLOptions.safe)
    self.parser = parser
  }

  deinit {
    xmlFreeParserCtxt(parser)
    piece.deallocate()
  }

  /// Moves on; `nil` at the end.
  func next() throws(TableFault) -> Event? {
    while told == parsed.marks.count {
      if isAtEnd {
        guard !parsed.hasDeclaration else {
          throw .unreadable("\(name) declares entities, which no workbook needs")
        }
        guard parser.pointee.wellFormed == 1 else {
          throw .unreadable("\(name) is not well-formed, or cut off")
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
      // An element that is empty ends in the same piece: its end is passed over.
      let isEmpty = told < parsed.marks.count && parsed.marks.start[told].kind == .end
      if isEmpty { told += 1 }
      return .start(isEmpty: isEmpty)
    }
  }

  private func parsePiece() {
    parsed.removeAll()
    told = 0
    let count = entry.read(into: piece)
    if count > 0 {
      xmlParseChunk(parser, piece.baseAddress, Int32(count), 0)
    } else {
      xmlParseChunk(parser, nil, 0, 1)
      if count < 0 { parser.pointee.wellFormed = 0 }
    }
    isAtEnd = count <= 0 || parsed.hasDeclaration || parser.pointee.wellFormed == 0
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
  /// - Parameter inNamespace: whether its name has a prefix, or has none.
  func attribute(_ name: StaticString, inNamespace: Bool = false) -> Cell? {
    guard current.kind == .start else { return nil }
    for index in current.first..<current.first + current.count {
      let attribute = parsed.attributes.start[index]
      guard attribute.name[0] == name.utf8Start[0],
        xmlStrcmp(attribute.name, name.utf8Start) == 0,
        (attribute.prefix != nil) == inNamespace
      else { continue }
      return parsed.cell(attribute.start, attribute.count)
    }
    return nil
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

import CXML2
import Office

/// Parses the XML of rows (ECMA-376, part 1, section 18.3.1), block after block, and keeps what their cells
/// hold until it has been asked for.
///
/// In: bytes of a sheet. Out: rows and cells. What a program may write otherwise than Excel does is accepted:
/// cells without references, in any order, rows without numbers.
@usableFromInline final class SheetParser {
  /// Columns of a sheet end at XFD.
  static let columnLimit = 16_384

  /// A row that has a cell with something in it.
  @usableFromInline struct Row: BitwiseCopyable {
    @usableFromInline var number: Int
    @usableFromInline var first: Int
    @usableFromInline var count: Int
    @usableFromInline var isHidden: Bool
  }

  /// A cell that the row has.
  @usableFromInline struct Entry: BitwiseCopyable {
    @usableFromInline var column: Int
    /// Where its text lies: among the bytes of the block, or from where the workbook's strings are.
    @usableFromInline var offset: Int
    @usableFromInline var count: Int
    @usableFromInline var shared: UnsafePointer<UInt8>?
    /// What a cell without text holds; not a number in others.
    @usableFromInline var number = Double.nan
    @usableFromInline var kind = CellKind.text
    @usableFromInline var isUncomputed = false
  }

  let rows = PlainList<Row>(capacity: 2048)
  @usableFromInline let cells = PlainList<Entry>(capacity: 16_384)
  @usableFromInline let text = ByteBuffer(capacity: 1 << 17)
  /// The merged cells, which a sheet names behind its rows.
  private(set) var merges: [MergedRange] = []
  /// The hidden columns, counted from 0, which a sheet names before its rows.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []

  let strings: SharedStrings
  let formats: [CellFormat]
  let fonts: [OldVietnamese?]
  let oldTexts: OldTexts
  let usesDate1904: Bool
  private var parser: xmlParserCtxtPtr?
  @exclusivity(unchecked) private var names = Names()
  /// Whether the document declares a type, or uses what only a declaration could define.
  private(set) var hasDeclaration = false
  /// Whether a cell names a text that the workbook does not have.
  var lacksText = false

  // The row and the cell that are being parsed.
  @exclusivity(unchecked) private var isInRow = false
  @exclusivity(unchecked) var row = Row(number: 0, first: 0, count: 0, isHidden: false)
  @exclusivity(unchecked) private var rowText = 0
  @exclusivity(unchecked) private var nextColumn = 0
  @exclusivity(unchecked) var isInCell = false
  @exclusivity(unchecked) var column = 0
  @exclusivity(unchecked) var type = CellType.number
  @exclusivity(unchecked) var style = 0
  @exclusivity(unchecked) var textStart = 0
  @exclusivity(unchecked) var hasContent = false
  /// Whether the cell has a value, if an empty one.
  @exclusivity(unchecked) var hasValue = false
  /// Whether the run of text is struck out, or a note.
  @exclusivity(unchecked) private var isStruck = false
  @exclusivity(unchecked) var hasFormula = false
  @exclusivity(unchecked) private var isInValue = false
  @exclusivity(unchecked) private var isInReading = false
  /// Whether the cell's text comes from its inline string.
  @exclusivity(unchecked) private var isInline = false

  init(_ workbook: Workbook) {
    XMLMessages.silence()
    strings = workbook.strings
    (formats, usesDate1904) = (workbook.formats, workbook.usesDate1904)
    (fonts, oldTexts) = (workbook.fonts, workbook.oldTexts)
  }

  deinit { xmlFreeParserCtxt(parser) }

  // MARK: Documents

  /// Whether all that was parsed is well-formed so far.
  var isSound: Bool { parser?.pointee.wellFormed == 1 }

  /// Parses a whole document, which is faster than to push its parts.
  func parse(document bytes: UnsafeBufferPointer<UInt8>) {
    begin(
      bytes.withMemoryRebound(to: CChar.self) {
        xmlCreateMemoryParserCtxt($0.baseAddress, Int32($0.count))
      })
    guard let parser else { return }
    parser.pointee.sax.pointee = SheetParser.handler
    parser.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    xmlParseDocument(parser)
  }

  /// Begins a document that is pushed part by part.
  func beginPushing() {
    var handler = SheetParser.handler
    begin(
      xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil))
  }

  func push(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let parser, !bytes.isEmpty else { return }
    bytes.withMemoryRebound(to: CChar.self) {
      _ = xmlParseChunk(parser, $0.baseAddress, Int32($0.count), 0)
    }
  }

  /// The pushed document has no more bytes.
  func endPushing() {
    guard let parser else { return }
    xmlParseChunk(parser, nil, 0, 1)
  }

  private func begin(_ parser: xmlParserCtxtPtr?) {
    xmlFreeParserCtxt(self.parser)
    self.parser = parser
    guard let parser else { return }
    xmlCtxtUseOptions(parser, XMLOptions.safe)
    names = Names(parser)
  }

  /// Forgets all rows: another document comes.
  func forgetAll() {
    (row.number, isInRow, isInCell) = (0, false, false)
    forgetRows()
  }

  /// Forgets the rows that have been read, but not the one that is being parsed.
  func forgetRows() {
    rows.removeAll()
    let (first, start) = isInRow ? (row.first, rowText) : (cells.count, text.count)
    cells.removeFirst(first)
    for index in 0..<cells.count { cells.start[index].offset -= start }
    text.removeFirst(start)
    (row.first, rowText) = (0, 0)
    textStart -= start
  }

  // MARK: Elements

  @inline(__always) private func start(
    _ name: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    if isInCell {
      hasContent = true
      // Nearly always.
      if name == names.v || name == names.t { return beginValue(isInline: name == names.t) }
      if name == names.rPh { isInReading = true }
      if name == names.f { hasFormula = true }
      if name == names.r { isStruck = false }
      if name == names.strike || name == names.vertAlign { beginMark(name, attributes, count) }
    } else if isInRow {
      if name == names.c { beginCell(attributes, count) }
    } else if name == names.row {
      beginRow(attributes, count)
    } else if name == names.col {
      noteColumns(attributes, count)
    } else if name == names.mergeCell {
      forEach(attributes, count) { name, value in
        guard name == names.ref, merges.count < MergedRange.limit else { return }
        if let range = MergedRange(String(decoding: value, as: UTF8.self)) { merges.append(range) }
      }
    }
  }

  /// Keeps which columns are hidden.
  private func noteColumns(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var (first, last, isHidden) = (0, 0, false)
    forEach(attributes, count) { name, value in
      if name == names.min { first = SheetParser.number(value) ?? 0 }
      if name == names.max { last = SheetParser.number(value) ?? 0 }
      if name == names.hidden {
        isHidden = ["1", "true"].contains(String(decoding: value, as: UTF8.self))
      }
    }
    guard isHidden, first > 0, first <= last, hiddenColumns.count < MergedRange.limit else {
      return
    }
    hiddenColumns.append(first - 1...last - 1)
  }

  /// What is struck out is not meant, and a raised number behind another one is a note.
  private func beginMark(
    _ name: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var value = ""
    forEach(attributes, count) { name, text in
      if name == names.val { value = String(decoding: text, as: UTF8.self) }
    }
    if name == names.strike {
      isStruck = !["0", "false"].contains(value)
    } else if value == "superscript",
      SharedStrings.mayBeNoted(text.start + textStart, text.count - textStart)
    {
      isStruck = true
    }
  }

  /// Begins the text of a value, or of a run of an inline string. A cell may hold both, of which only the one
  /// counts that its type names: programs keep the other for those that read it so.
  @inline(__always) private func beginValue(isInline begun: Bool) {
    (isInValue, hasValue) = (true, true)
    guard begun != isInline else { return }
    if text.count > textStart {
      guard begun == (type == .inline) else {
        isInValue = false
        return
      }
      text.truncate(to: textStart)
    }
    isInline = begun
  }

  @inline(__always) private func end(_ name: UnsafePointer<xmlChar>?) {
    if isInCell {
      if name == names.c { return endCell() }
      if name == names.v || name == names.t { isInValue = false }
      if name == names.rPh { isInReading = false }
    } else if isInRow, name == names.row {
      endRow()
    }
  }

  @inline(__always) private func add(_ characters: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard isInCell else { return }
    hasContent = true
    guard isInValue, !isInReading, !isStruck else { return }
    text.append(UnsafeBufferPointer(start: characters, count: Int(count)))
  }

  /// Hands over the name and value of each attribute.
  @inline(__always) private func forEach(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
    _ body: (UnsafePointer<xmlChar>?, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let attributes else { return }
    for index in 0..<count {
      // Name, prefix, namespace, and the value from one place to another.
      let attribute = attributes + index * 5
      guard let from = attribute[3], let to = attribute[4] else { continue }
      body(attribute[0], UnsafeBufferPointer(start: from, count: to - from))
    }
  }

  private func beginRow(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    isInRow = true
    row = Row(number: row.number + 1, first: cells.count, count: 0, isHidden: false)
    (rowText, nextColumn) = (text.count, 0)
    forEach(attributes, count) { name, value in
      if name == names.r {
        row.number = SheetParser.number(value) ?? row.number
      } else if name == names.hidden {
        row.isHidden =
          row.isHidden || ["1", "true"].contains(String(decoding: value, as: UTF8.self))
      } else if name == names.ht {
        row.isHidden = row.isHidden || Double(String(decoding: value, as: UTF8.self)) == 0
      }
    }
  }

  private func endRow() {
    isInRow = false
    row.count = cells.count - row.first
    // Cells that only have a format make no row.
    if (row.first..<cells.count).contains(where: { cells.start[$0].count > 0 }) {
      rows.append(row)
    }
  }

  @inline(__always) private func beginCell(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    (column, type, style) = (nextColumn, .number, 0)
    forEach(attributes, count) { name, value in
      if name == names.r {
        column = SheetParser.column(value) ?? column
      } else if name == names.t {
        type = CellType(value)
      } else if name == names.s {
        style = SheetParser.number(value) ?? 0
      }
    }
    guard column < SheetParser.columnLimit else { return }
    nextColumn = column + 1
    (isInCell, hasContent, hasFormula) = (true, false, false)
    (isInValue, isInReading, isInline) = (false, false, false)
    (isStruck, hasValue) = (false, false)
    textStart = text.count
  }

  /// The value of one to eight digits and nothing else.
  @inline(__always) private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...8).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }

  /// The column of a reference, `AB12` being 27; `nil` where it has no letters.
  static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in reference {
      guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { break }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      guard column <= columnLimit else { return nil }
    }
    return column == 0 ? nil : column - 1
  }

  // MARK: What the parser calls

  /// The parser of rows that libxml2 was given, without counting the reference: whoever parses holds it.
  @inline(__always) private static func with(
    _ context: UnsafeMutableRawPointer?, _ body: (SheetParser) -> Void
  ) {
    Unmanaged<SheetParser>.fromOpaque(context!)._withUnsafeGuaranteedRef(body)
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      SheetParser.with(context) { $0.start(name, attributes, count: Int(count)) }
    }
    handler.endElementNs = { context, name, _, _ in SheetParser.with(context) { $0.end(name) } }
    handler.characters = { context, text, count in
      SheetParser.with(context) { $0.add(text, count) }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in
      SheetParser.with(context) { $0.hasDeclaration = true }
    }
    handler.reference = { context, _ in SheetParser.with(context) { $0.hasDeclaration = true } }
    return handler
  }
}

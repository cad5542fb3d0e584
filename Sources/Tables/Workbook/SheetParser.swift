import CXML2
import Office

/// Parses the XML of rows (ECMA-376, part 1, section 18.3.1), block after block, and stores the cells until they are
/// read.
///
/// The input is bytes of a sheet; the result is rows and cells. Deviations from Excel's output are accepted: cells
/// without references or in any order, and rows without numbers.
@usableFromInline final class SheetParser {
  /// The greatest number of columns in a sheet: XFD is the last.
  static let columnLimit = 16_384

  /// A row with at least one cell that is not empty.
  @usableFromInline struct Row: BitwiseCopyable {
    @usableFromInline var number: Int
    @usableFromInline var first: Int
    @usableFromInline var count: Int
    @usableFromInline var isHidden: Bool
  }

  /// A cell of the row.
  @usableFromInline struct Entry: BitwiseCopyable {
    @usableFromInline var column: Int
    /// The offset of its text in the block or, after the block's texts, in the workbook's strings.
    @usableFromInline var offset: Int
    @usableFromInline var count: Int
    @usableFromInline var shared: UnsafePointer<UInt8>?
    /// The number in the cell; NaN for text.
    @usableFromInline var number = Double.nan
    @usableFromInline var kind = CellKind.text
    @usableFromInline var isUncomputed = false
  }

  let rows = PlainList<Row>(capacity: 2048)
  @usableFromInline let cells = PlainList<Entry>(capacity: 16_384)
  @usableFromInline let text = ByteBuffer(capacity: 1 << 17)
  /// The merged cells, which come after a sheet's rows.
  private(set) var merges: [MergedRange] = []
  /// The hidden columns, from 0, which come before a sheet's rows.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []

  let strings: SharedStrings
  let formats: [CellFormat]
  let fonts: [OldVietnamese?]
  let oldTexts: OldTexts
  let usesDate1904: Bool
  private var parser: xmlParserCtxtPtr?
  @exclusivity(unchecked) private var names = Names()
  /// Whether the document has a document type declaration, or uses entities that only one could define.
  private(set) var hasDeclaration = false
  /// Whether a cell refers to a text that the workbook does not have.
  var lacksText = false

  // The row and the cell being parsed.
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
  /// Whether the cell has a value element, even if empty.
  @exclusivity(unchecked) var hasValue = false
  /// Whether the run of text is struck out, or a note.
  @exclusivity(unchecked) private var isStruck = false
  @exclusivity(unchecked) var hasFormula = false
  @exclusivity(unchecked) private(set) var isInValue = false
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

  /// Whether the document is well-formed so far.
  var isSound: Bool { parser?.pointee.wellFormed == 1 }

  /// Parses a whole document, which is faster than pushing its parts.
  ///
  /// - Parameter rows: where its rows begin, if it has no comments, CDATA sections or processing instructions. Those that are as
  ///   programs write them are read without libxml2, which then gets the document without them: it is well-formed if the whole is.
  func parse(document buffer: ByteBuffer, rows start: Int?) {
    guard let start else { return parse(document: buffer.bytes) }
    let rest = parsePlainRows(buffer.bytes, from: start)
    // What stands before the rows goes in front of what stands behind them.
    let begin = rest - start
    buffer.move(start, to: begin)
    parse(document: UnsafeBufferPointer(rebasing: buffer.bytes[begin...]))
  }

  private func parse(document bytes: UnsafeBufferPointer<UInt8>) {
    begin(
      bytes.withMemoryRebound(to: CChar.self) {
        xmlCreateMemoryParserCtxt($0.baseAddress, Int32($0.count))
      })
    guard let parser else { return }
    parser.pointee.sax.pointee = SheetParser.handler
    parser.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    xmlParseDocument(parser)
  }

  /// Begins a document that is pushed in parts.
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

  /// Ends the pushed document.
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

  /// Removes all rows, for another document.
  func forgetAll() {
    (row.number, isInRow, isInCell) = (0, false, false)
    forgetRows()
  }

  /// Removes the rows that have been read, but not the one being parsed.
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
      // The most frequent case.
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
        if let range = MergedRange(value.text) { merges.append(range) }
      }
    }
  }

  /// Records the hidden columns.
  private func noteColumns(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var (first, last, isHidden) = (0, 0, false)
    forEach(attributes, count) { name, value in
      if name == names.min { first = SheetParser.number(value) ?? 0 }
      if name == names.max { last = SheetParser.number(value) ?? 0 }
      if name == names.hidden {
        isHidden = ["1", "true"].contains(value.text)
      }
    }
    guard isHidden, first > 0, first <= last, hiddenColumns.count < MergedRange.limit else {
      return
    }
    hiddenColumns.append(first - 1...last - 1)
  }

  /// Struck-out text is ignored, and a raised number after another one is a note.
  private func beginMark(
    _ name: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var value = ""
    forEach(attributes, count) { name, text in
      if name == names.val { value = text.text }
    }
    if name == names.strike {
      isStruck = !["0", "false"].contains(value)
    } else if value == "superscript",
      SharedStrings.mayBeNoted(text.start + textStart, text.count - textStart)
    {
      isStruck = true
    }
  }

  /// Begins the text of a value, or of a run of an inline string. A cell may have both, of which only the one for its
  /// type counts: programs keep the other for compatibility.
  @inline(__always) func beginValue(isInline begun: Bool) {
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

  /// Ends a value.
  @inline(__always) func endValue() { isInValue = false }

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

  /// Passes the name and value of each attribute to a closure.
  @inline(__always) private func forEach(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
    _ body: (UnsafePointer<xmlChar>?, Cell) -> Void
  ) {
    guard let attributes else { return }
    for index in 0..<count {
      // Name, prefix, namespace, and the start and end of the value.
      let attribute = attributes + index * 5
      guard let from = attribute[3], let to = attribute[4] else { continue }
      body(attribute[0], Cell(start: from, count: to - from))
    }
  }

  private func beginRow(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var (number, hidden, height) = (Cell?.none, Cell?.none, Cell?.none)
    forEach(attributes, count) { name, value in
      if name == names.r {
        number = value
      } else if name == names.hidden {
        hidden = value
      } else if name == names.ht {
        height = value
      }
    }
    beginRow(number: number, hidden: hidden, height: height)
  }

  /// Begins a row with the values of its attributes.
  @inline(__always) func beginRow(number: Cell?, hidden: Cell?, height: Cell?) {
    isInRow = true
    row = Row(number: row.number + 1, first: cells.count, count: 0, isHidden: false)
    (rowText, nextColumn) = (text.count, 0)
    if let number { row.number = SheetParser.number(number) ?? row.number }
    if let hidden { row.isHidden = ["1", "true"].contains(hidden.text) }
    if let height, !row.isHidden { row.isHidden = Double(height.text) == 0 }
  }

  /// Leaves the row without keeping anything of it.
  func leaveRow() { (isInRow, isInCell) = (false, false) }

  func endRow() {
    isInRow = false
    row.count = cells.count - row.first
    // Cells with only a format do not make a row.
    if (row.first..<cells.count).contains(where: { cells.start[$0].count > 0 }) {
      rows.append(row)
    }
  }

  @inline(__always) private func beginCell(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    var (reference, type, style) = (Cell?.none, Cell?.none, Cell?.none)
    forEach(attributes, count) { name, value in
      if name == names.r {
        reference = value
      } else if name == names.t {
        type = value
      } else if name == names.s {
        style = value
      }
    }
    beginCell(reference: reference, type: type, style: style)
  }

  /// Begins a cell with the values of its attributes; not one beyond the last column.
  @inline(__always) func beginCell(reference: Cell?, type: Cell?, style: Cell?) {
    column = reference.flatMap { SheetParser.column($0.bytes) } ?? nextColumn
    self.type = type.map { CellType($0.bytes) } ?? .number
    self.style = style.flatMap { SheetParser.number($0) } ?? 0
    guard column < SheetParser.columnLimit else { return }
    nextColumn = column + 1
    (isInCell, hasContent, hasFormula) = (true, false, false)
    (isInValue, isInReading, isInline) = (false, false, false)
    (isStruck, hasValue) = (false, false)
    textStart = text.count
  }

  /// The value of one to eight digits; `nil` for anything else.
  @inline(__always) private static func number(_ digits: Cell) -> Int? {
    guard (1...8).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits.bytes {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }

  /// The column of a reference: 27 for `AB12`; `nil` if it has no letters.
  static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in reference {
      guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { break }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      guard column <= columnLimit else { return nil }
    }
    return column == 0 ? nil : column - 1
  }

  // MARK: Callbacks of the parser

  /// The parser that was given to libxml2, without retaining it: the caller of the parser holds it.
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

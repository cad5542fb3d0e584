import ClusterMetrics

/// Reads the rows of one worksheet as they are unpacked.
struct SheetRows: TableRows {
  /// Columns of a sheet end at XFD.
  static let columnLimit = 16_384

  /// A cell that the row has.
  private struct Entry {
    var column: Int
    var bytes: Range<Int>
    /// What a cell without text holds.
    var number: Double?
    var isUncomputed = false
  }

  private let workbook: Workbook
  private let stream: XMLStream
  private var cells: [Entry] = []
  private let text = ByteBuffer()
  private(set) var row = 0
  private(set) var hiddenRows = 0
  private var isAtEnd = false

  init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws(TableFault) {
    self.workbook = workbook
    stream = try workbook.stream(sheet)
  }

  var cellCount: Int { (cells.last?.column ?? -1) + 1 }

  func cell(_ index: Int) -> Cell {
    guard let bytes = found(index)?.bytes else { return Cell(start: text.start, count: 0) }
    return Cell(start: text.start + bytes.lowerBound, count: bytes.count).trimmed
  }

  func number(_ index: Int) -> Double? { found(index)?.number }

  func isUncomputed(_ index: Int) -> Bool { found(index)?.isUncomputed ?? false }

  func day(_ index: Int) -> Day? {
    guard let number = found(index)?.number else { return nil }
    return SheetRows.day(serial: number, usesDate1904: workbook.usesDate1904)
  }

  /// The day of a serial number: 44729 is 17 June 2022, and so is 43267 where day 0 is 1 January
  /// 1904. Serials before 1 March 1900 have no certain day (Excel counts a 29 February 1900).
  static func day(serial: Double, usesDate1904: Bool) -> Day? {
    let whole = serial.rounded(.down)
    guard whole >= (usesDate1904 ? 0 : 61), whole <= 2_958_465 else { return nil }
    // 30 December 1899 and 1 January 1904, in days from 1970.
    return Day(number: Int32(whole) + (usesDate1904 ? -24_107 : -25_569))
  }

  private func found(_ index: Int) -> Entry? {
    // Most rows have every cell, in order.
    if index < cells.count, cells[index].column == index { return cells[index] }
    return cells.first { $0.column == index }
  }

  mutating func advance() throws(TableFault) -> Bool {
    while !isAtEnd {
      guard let event = try stream.next() else {
        isAtEnd = true
        return false
      }
      guard case .start(let isEmpty) = event, stream.isNamed("row") else { continue }
      row = stream.attribute("r")?.digits ?? row + 1
      let isHidden = stream.isSet("hidden")
      cells.removeAll(keepingCapacity: true)
      text.removeAll()
      if !isEmpty { try readCells() }
      // Cells that only have a format make no row.
      guard cells.contains(where: { !$0.bytes.isEmpty }) else { continue }
      if isHidden { hiddenRows += 1 }
      return true
    }
    return false
  }

  private mutating func readCells() throws(TableFault) {
    var next = 0
    while let event = try stream.next() {
      switch event {
      case .end where stream.isNamed("row"):
        return
      case .start(let isEmpty) where stream.isNamed("c"):
        let column = stream.attribute("r").flatMap { SheetRows.column($0.bytes) } ?? next
        guard column < SheetRows.columnLimit else { continue }
        next = column + 1
        let type = CellType(stream.attribute("t"))
        let style = stream.attribute("s")?.digits ?? 0
        guard !isEmpty else { continue }
        try readCell(column, type: type, style: style)
      default: continue
      }
    }
  }

  /// What stands in a cell (section 18.18.11).
  private enum CellType {
    case number, sharedString
    /// Text of its own: inline, of a formula, an error.
    case text

    init(_ attribute: Cell?) {
      guard let attribute else {
        self = .number
        return
      }
      switch (attribute.count, attribute.start[0]) {
      case (1, UInt8(ascii: "s")): self = .sharedString
      case (1, UInt8(ascii: "n")): self = .number
      default: self = .text
      }
    }
  }

  private mutating func readCell(_ column: Int, type: CellType, style: Int) throws(TableFault) {
    let start = text.count
    var inValue = false
    var inReading = false
    var hasFormula = false
    reading: while let event = try stream.next() {
      switch event {
      case .text:
        if inValue, !inReading { stream.appendText(to: text) }
      case .start(let isEmpty):
        if stream.isNamed("v") || stream.isNamed("t") { inValue = !isEmpty }
        if stream.isNamed("rPh") { inReading = !isEmpty }
        if stream.isNamed("f") { hasFormula = true }
      case .end:
        if stream.isNamed("c") { break reading }
        if stream.isNamed("v") || stream.isNamed("t") { inValue = false }
        if stream.isNamed("rPh") { inReading = false }
      }
    }
    var cell = Entry(column: column, bytes: start..<text.count)
    cell.isUncomputed = hasFormula && cell.bytes.isEmpty
    let raw = Cell(start: text.start + start, count: text.count - start)
    switch type {
    case .sharedString:
      let number = raw.digits
      text.truncate(to: start)
      if let number { text.append(workbook.string(number)) }
      cell.bytes = start..<text.count
    case .number:
      let digits = raw.digits
      guard let number = digits.map(Double.init) ?? Double(raw.text), number.isFinite else {
        break
      }
      cell.number = number
      let isDate = workbook.isDateStyle.indices.contains(style) && workbook.isDateStyle[style]
      // As text, a number is written as people read it, a date as ISO 8601 writes it.
      if isDate, let day = day(serial: number) {
        text.truncate(to: start)
        SheetRows.append(day, to: text)
      } else if digits == nil || (raw.count > 1 && raw.start[0] == UInt8(ascii: "0")) {
        text.truncate(to: start)
        var shown = SheetRows.text(number)
        shown.withUTF8 { text.append($0) }
      }
      cell.bytes = start..<text.count
    // Errors such as "#REF!" are text, too: whoever wants a number says so.
    case .text: break
    }
    // Excel writes cells in order; other programs may not.
    if let last = cells.last, last.column > column {
      cells.insert(cell, at: cells.firstIndex { $0.column > column } ?? cells.count)
    } else {
      cells.append(cell)
    }
  }

  private func day(serial: Double) -> Day? {
    SheetRows.day(serial: serial, usesDate1904: workbook.usesDate1904)
  }

  /// ISO 8601, without making a string: a sheet has a date in every row. Years have four digits here.
  private static func append(_ day: Day, to text: ByteBuffer) {
    let (year, month, ofMonth) = day.components
    let zero = Int(UInt8(ascii: "0"))
    let digits = [
      year / 1000, year / 100 % 10, year / 10 % 10, year % 10, -3, month / 10, month % 10, -3,
      ofMonth / 10, ofMonth % 10,
    ]
    _ = text.append(room: digits.count) { room in
      for (index, digit) in digits.enumerated() { room[index] = UInt8(zero + digit) }
      return digits.count
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }

  /// The column of a reference, `AB12` being 27; `nil` where it has no letters.
  static func column(_ reference: some Sequence<UInt8>) -> Int? {
    var column = 0
    for byte in reference {
      guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { break }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      guard column <= columnLimit else { return nil }
    }
    return column == 0 ? nil : column - 1
  }
}

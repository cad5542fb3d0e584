import ClusterMetrics

/// Determines the content of cells when they end.
extension SheetParser {
  func endCell() {
    isInCell = false
    guard hasContent else { return }
    var cell = Entry(column: column, offset: textStart, count: text.count - textStart)
    // `=IF(…, "")` has a result, which is an empty text.
    cell.isUncomputed = hasFormula && cell.count == 0 && !(type == .text && hasValue)
    let raw = Cell(start: text.start + textStart, count: cell.count)
    let font = style < fonts.count && !strings.areFontsStale ? fonts[style] : nil
    switch type {
    case .sharedString:
      let number = raw.digits
      let shared = number.flatMap { strings[$0] }
      text.truncate(to: textStart)
      (cell.shared, cell.count) = (shared?.start, shared?.count ?? 0)
      // A reference to a missing text is damage, not an empty cell.
      if shared == nil, raw.count > 0 { lacksText = true }
      if let font, let shared, let number, !strings.isTurned(number) {
        turn(shared, font.unicode, &cell)
      }
    case .number:
      if raw.count > 0 { readNumber(raw, &cell) }
    case .boolean:
      cell.kind = .boolean
      write(raw.digits == 1 || raw.text.lowercased() == "true" ? "TRUE" : "FALSE", &cell)
    // An error such as "#REF!" is also text; readers of numbers report it.
    case .error: cell.kind = .error
    case .text, .inline:
      text.truncate(to: ExcelEscape.decode(text, from: textStart))
      cell.count = text.count - textStart
      if let font {
        turn(Cell(start: text.start + textStart, count: cell.count), font.unicode, &cell)
      } else if OldVietnamese.mayBe(UnsafeBufferPointer(rebasing: text.bytes[textStart...])) {
        turn(
          Cell(start: text.start + textStart, count: cell.count), OldVietnamese.recognised, &cell)
      }
    }
    add(cell)
  }

  /// Converts text for an old font to Unicode.
  private func turn(_ shown: Cell, _ turn: (String) -> String?, _ cell: inout Entry) {
    let old = shown.text
    guard let new = turn(old), new != old else { return }
    oldTexts.note(old, new)
    cell.shared = nil
    write(new, &cell)
  }

  /// Reads a number, and writes it as its format displays it; dates are in ISO 8601.
  private func readNumber(_ raw: Cell, _ cell: inout Entry) {
    let digits = raw.digits
    guard let number = digits.map(Double.init) ?? Double(raw.text), number.isFinite else { return }
    cell.number = number
    cell.kind = .number
    switch style < formats.count ? formats[style] : .number {
    case .date:
      cell.kind = .date
      guard let day = SheetRows.day(serial: number, usesDate1904: usesDate1904) else { break }
      text.truncate(to: textStart)
      write(day)
      cell.count = text.count - textStart
      return
    case .time:
      cell.kind = .time
      let minutes = Int((abs(number) * 1440).rounded().truncatingRemainder(dividingBy: 6_000_000))
      return write(CellContent.clock(minutes), &cell)
    case .percent:
      // A displayed 85% is read as 85, like the text "85%".
      cell.kind = .percent
      cell.number = CellContent.percent(ofStored: number)
      return write(CellContent.written(cell.number) + "%", &cell)
    case .scaled(let groups):
      // A displayed 1,250 is read as 1,250, which matches the stated unit of measure.
      cell.number = CellContent.scaled(number, groups: groups)
      return write(CellContent.written(cell.number), &cell)
    case .spoken(let groups, let words):
      // "5 nghìn" is interpreted by the reader of the text.
      let shown = CellContent.scaled(number, groups: groups)
      (cell.number, cell.kind) = (.nan, .text)
      return write(CellContent.spoken(shown, words), &cell)
    case .number: break
    }
    if digits == nil || (raw.count > 1 && raw.start[0] == UInt8(ascii: "0")) {
      write(CellContent.written(number), &cell)
    }
  }

  /// Replaces the text of a cell.
  private func write(_ shown: String, _ cell: inout Entry) {
    var shown = shown
    text.truncate(to: textStart)
    shown.withUTF8 { text.append($0) }
    cell.count = text.count - textStart
  }

  /// Adds a cell in the order of columns: Excel writes cells in this order, other programs may not.
  private func add(_ cell: Entry) {
    cells.append(cell)
    var index = cells.count - 1
    while index > row.first, cells.start[index - 1].column > cell.column {
      cells.start[index] = cells.start[index - 1]
      index -= 1
    }
    cells.start[index] = cell
  }

  /// Writes ISO 8601 without creating a string: a sheet has a date in every row. Years have four digits here.
  private func write(_ day: Day) {
    let (year, month, ofMonth) = day.components
    _ = text.append(room: 10) { room in
      func put(_ value: Int, at index: Int) {
        room[index] = UInt8(truncatingIfNeeded: value / 10 % 10 + 0x30)
        room[index + 1] = UInt8(truncatingIfNeeded: value % 10 + 0x30)
      }
      put(year / 100, at: 0)
      put(year, at: 2)
      put(month, at: 5)
      put(ofMonth, at: 8)
      (room[4], room[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
      return 10
    }
  }
}

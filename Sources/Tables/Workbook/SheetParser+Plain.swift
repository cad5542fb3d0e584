/// Rows as spreadsheet programs write them, read without libxml2, which takes most of the time of a sheet.
extension SheetParser {
  /// Parses rows up to the first byte that is no plain row.
  ///
  /// - Parameters:
  ///   - bytes: a document, or what follows `<sheetData>` in one, without comments, CDATA sections and processing instructions.
  ///   - start: where rows begin.
  /// - Returns: where the rest begins, which libxml2 has to read.
  func parsePlainRows(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var xml = PlainSheetXML(bytes, from: start)
    while true {
      _ = xml.skipSpace()
      let place = xml.index
      let before = (row: row, cells: cells.count, text: text.count, lacksText: lacksText)
      guard readRow(&xml) else {
        // What was read of this row is read again.
        cells.removeLast(cells.count - before.cells)
        text.truncate(to: before.text)
        (row, lacksText) = (before.row, before.lacksText)
        leaveRow()
        return place
      }
    }
  }

  @inline(__always) private func readRow(_ xml: inout PlainSheetXML) -> Bool {
    guard xml.skipTag("<row") else { return false }
    var (number, hidden, height) = (Cell?.none, Cell?.none, Cell?.none)
    let end = xml.attributes { name, value in
      switch name.count {
      case 1 where name[0] == UInt8(ascii: "r"):
        number = value
        return 1
      case 1 where name[0] == UInt8(ascii: "s"): return 1 << 1
      case 2 where name.elementsEqual("ht".utf8):
        height = value
        return 1 << 2
      case 2 where name.elementsEqual("ph".utf8): return 1 << 3
      case 5 where name.elementsEqual("spans".utf8): return 1 << 4
      case 6 where name.elementsEqual("hidden".utf8):
        hidden = value
        return 1 << 5
      case 12 where name.elementsEqual("customFormat".utf8): return 1 << 6
      case 12 where name.elementsEqual("customHeight".utf8): return 1 << 7
      case 12 where name.elementsEqual("outlineLevel".utf8): return 1 << 8
      case 15 where name.elementsEqual("x14ac:dyDescent".utf8): return 1 << 9
      case 9 where name.elementsEqual("collapsed".utf8): return 1 << 10
      case 8 where name.elementsEqual("thickTop".utf8): return 1 << 11
      case 8 where name.elementsEqual("thickBot".utf8): return 1 << 12
      default: return 0
      }
    }
    guard let end else { return false }
    beginRow(number: number, hidden: hidden, height: height)
    if end == .open {
      while true {
        _ = xml.skipSpace()
        if xml.skipTag("<c") {
          guard readCell(&xml) else { return false }
        } else if xml.skip("</row>") {
          break
        } else {
          return false
        }
      }
    }
    endRow()
    return true
  }

  @inline(__always) private func readCell(_ xml: inout PlainSheetXML) -> Bool {
    var (reference, type, style) = (Cell?.none, Cell?.none, Cell?.none)
    let end = xml.attributes { name, value in
      if name.count == 1 {
        switch name[0] {
        case UInt8(ascii: "r"):
          reference = value
          return 1
        case UInt8(ascii: "s"):
          style = value
          return 1 << 1
        case UInt8(ascii: "t"):
          type = value
          return 1 << 2
        default: return 0
        }
      }
      guard name.count == 2 else { return 0 }
      if name.elementsEqual("cm".utf8) { return 1 << 3 }
      if name.elementsEqual("vm".utf8) { return 1 << 4 }
      return name.elementsEqual("ph".utf8) ? 1 << 5 : 0
    }
    guard let end else { return false }
    beginCell(reference: reference, type: type, style: style)
    // A column beyond the last one
    guard isInCell else { return false }
    if end == .open {
      while true {
        if xml.skipSpace() { hasContent = true }
        if xml.skip("<v>") {
          guard readValue(&xml, isInline: false), xml.skip("</v>") else { return false }
          endValue()
        } else if xml.skip("</c>") {
          break
        } else if xml.skip("<v/>") {
          hasContent = true
          beginValue(isInline: false)
          endValue()
        } else if xml.skipTag("<f") {
          guard readFormula(&xml) else { return false }
        } else if xml.skip("<is><t") {
          guard readInlineText(&xml) else { return false }
        } else {
          return false
        }
      }
    }
    endCell()
    return true
  }

  @inline(__always) private func readValue(_ xml: inout PlainSheetXML, isInline: Bool) -> Bool {
    hasContent = true
    beginValue(isInline: isInline)
    guard let (bytes, hasEntities) = xml.text() else { return false }
    guard isInValue else { return true }
    if hasEntities { addDecoded(bytes) } else { text.append(bytes) }
    return true
  }

  private func readFormula(_ xml: inout PlainSheetXML) -> Bool {
    (hasContent, hasFormula) = (true, true)
    let end = xml.attributes { name, _ in
      SheetParser.formulaAttributes.firstIndex { name.elementsEqual($0.utf8) }.map {
        1 << UInt32($0)
      } ?? 0
    }
    guard let end else { return false }
    return end == .empty || xml.text() != nil && xml.skip("</f>")
  }
  private static let formulaAttributes = [
    "t", "ref", "si", "aca", "ca", "dt2D", "dtr", "r1", "r2", "del1", "del2", "bx", "xml:space",
  ]

  private func readInlineText(_ xml: inout PlainSheetXML) -> Bool {
    let end = xml.attributes { name, value in
      name.elementsEqual("xml:space".utf8) && value.bytes.elementsEqual("preserve".utf8) ? 1 : 0
    }
    guard let end else { return false }
    if end == .empty {
      hasContent = true
      beginValue(isInline: true)
    } else {
      guard readValue(&xml, isInline: true), xml.skip("</t>") else { return false }
    }
    endValue()
    return xml.skip("</is>")
  }

  /// Appends a character in UTF-8.
  private func add(_ character: UInt32) {
    _ = text.append(room: 4) { room in
      func rest(_ shift: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: character >> shift) & 0x3F | 0x80
      }
      switch character {
      case ..<0x80:
        room[0] = UInt8(truncatingIfNeeded: character)
        return 1
      case ..<0x800:
        (room[0], room[1]) = (UInt8(truncatingIfNeeded: character >> 6) | 0xC0, rest(0))
        return 2
      case ..<0x1_0000:
        room[0] = UInt8(truncatingIfNeeded: character >> 12) | 0xE0
        (room[1], room[2]) = (rest(6), rest(0))
        return 3
      default:
        room[0] = UInt8(truncatingIfNeeded: character >> 18) | 0xF0
        (room[1], room[2], room[3]) = (rest(12), rest(6), rest(0))
        return 4
      }
    }
  }

  /// Appends a text with the characters that its entities stand for.
  private func addDecoded(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "&") { index += 1 }
      text.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
      guard index < bytes.count,
        let entity = PlainSheetXML.entity(base + index, bytes.count - index)
      else { continue }
      add(entity.character)
      index += entity.count
    }
  }
}

import ClusterMetrics
import Foundation
import Office

/// An XLSX file (ECMA-376, part 1): its sheets, shared strings and cell formats. `SheetRows` streams the sheets
/// themselves.
package final class Workbook {
  private let archive: ZipArchive
  package private(set) var sheets: [Sheet] = []
  /// The archive entries of the sheets by their numbers.
  private var entries: [String] = []
  /// Whether day 0 is 1 January 1904 instead of 30 December 1899 (section 18.17.4.1).
  private(set) var usesDate1904 = false
  /// The number format of each cell style.
  private(set) var formats: [CellFormat] = []
  /// The old Vietnamese font of each cell style, if it has one; empty if none has.
  private(set) var fonts: [OldVietnamese?] = []
  package let oldTexts = OldTexts()
  package let strings = SharedStrings()
  /// Whether it is marked as a workbook of results that Giaoban wrote.
  package private(set) var isResult = false

  package init(path: String, limits: TableLimits) throws(TableFault) {
    archive = try ZipArchive(path: path, entryLimit: limits.sheet)
    let main = try WorkbookParts.main(of: archive)
    let parts = try WorkbookParts(archive, of: main)
    try readSheets(main, parts)
    guard !sheets.isEmpty else { throw .noSheet }
    if let part = parts.styles { try readStyles(part) }
    isResult = try Workbook.isResult(archive)
    if let part = parts.strings { try readStrings(part, limit: limits.texts) }
  }

  /// - Parameter blockSize: the number of bytes to unpack at a time.
  package func source(_ sheet: Sheet, blockSize: Int = 1 << 17) throws(TableFault) -> SheetSource {
    let part = entries[sheet.number]
    guard let entry = try archive.entry(part) else { throw .lacks(part) }
    return SheetSource(entry, part: part, of: self, blockSize: blockSize)
  }

  // MARK: Parts

  /// Workbooks of tallies have a mark in their properties; forms have another one.
  private static func isResult(_ archive: ZipArchive) throws(TableFault) -> Bool {
    guard let stream = try archive.stream("docProps/core.xml") else { return false }
    let text = ByteBuffer()
    var isInMark = false
    do throws(TableFault) {
      while let event = try stream.next() {
        switch event {
        case .start(let isEmpty): isInMark = !isEmpty && stream.hasLocalName("description")
        case .end: isInMark = false
        case .text: if isInMark, text.count < 64 { stream.appendText(to: text) }
        }
      }
    } catch {
      // Damaged properties do not affect the cells.
      return false
    }
    return text.bytes.elementsEqual("Giaoban".utf8)
  }

  private func readSheets(_ main: String, _ parts: WorkbookParts) throws(TableFault) {
    guard let stream = try archive.stream(main) else { throw .lacks(main) }
    while let event = try stream.next() {
      guard case .start = event else { continue }
      if stream.isNamed("workbookPr") {
        usesDate1904 = stream.isSet("date1904")
      } else if stream.isNamed("sheet"), let name = stream.attribute("name")?.text,
        let part = stream.attribute("id", inNamespace: true).flatMap({ parts.byID[$0.text] }),
        parts.isWorksheet(part)
      {
        let state = stream.attribute("state")?.text ?? "visible"
        sheets.append(Sheet(name: name, isHidden: state != "visible", number: entries.count))
        entries.append(part)
      }
    }
  }

  /// Reads the number formats of cells (section 18.8.30).
  private func readStyles(_ part: String) throws(TableFault) {
    defer { if !fonts.contains(where: { $0 != nil }) { fonts = [] } }
    guard let stream = try archive.stream(part) else { return }
    var custom: [Int: CellFormat] = [:]
    var inCellFormats = false
    var inFonts = false
    var known: [OldVietnamese?] = []
    while let event = try stream.next() {
      if stream.isNamed("cellXfs") { inCellFormats = event == .start(isEmpty: false) }
      if stream.isNamed("fonts") { inFonts = event == .start(isEmpty: false) }
      guard case .start = event else { continue }
      if inFonts, stream.isNamed("font") { known.append(nil) }
      if inFonts, stream.isNamed("name"), !known.isEmpty {
        known[known.count - 1] = OldVietnamese(font: stream.attribute("val")?.text ?? "")
      }
      if stream.isNamed("numFmt"), let id = stream.attribute("numFmtId")?.digits,
        let code = stream.attribute("formatCode")?.text
      {
        custom[id] = CellFormat(code: code)
      } else if inCellFormats, stream.isNamed("xf") {
        let id = stream.attribute("numFmtId")?.digits ?? 0
        formats.append(custom[id] ?? CellFormat(builtIn: id))
        let font = stream.attribute("fontId")?.digits ?? 0
        fonts.append(font < known.count ? known[font] : nil)
      }
    }
  }

  /// - Parameter limit: the greatest number of bytes of strings.
  private func readStrings(_ part: String, limit: Int) throws(TableFault) {
    guard let stream = try archive.stream(part) else { return }
    var inText = false
    // Phonetic readings are not part of the text.
    var inReading = false
    // Struck-out text is ignored, and a raised number after another one or after a word is a note.
    var isStruck = false
    // The font of a run, and the start of its text.
    var font: OldVietnamese?
    var runStart = 0
    while let event = try stream.next() {
      switch event {
      case .text:
        if inText, !inReading, !isStruck { stream.appendText(to: strings.bytes) }
      case .start(let isEmpty):
        if stream.isNamed("t") { inText = !isEmpty }
        if stream.isNamed("rPh") { inReading = !isEmpty }
        if isEmpty, stream.isNamed("si") { strings.endString(oldTexts) }
        if stream.isNamed("r") { (isStruck, font, runStart) = (false, nil, strings.bytes.count) }
        if stream.isNamed("rFont") {
          font = OldVietnamese(font: stream.attribute("val")?.text ?? "")
        }
        if stream.isNamed("strike") {
          isStruck = !["0", "false"].contains(stream.attribute("val")?.text ?? "")
        }
        if stream.isNamed("vertAlign"), stream.attribute("val")?.text == "superscript",
          strings.mayBeNoted
        {
          isStruck = true
        }
      case .end:
        if stream.isNamed("t") { inText = false }
        if stream.isNamed("rPh") { inReading = false }
        if stream.isNamed("r") {
          if let font { strings.turn(from: runStart, font, oldTexts) }
          (isStruck, font) = (false, nil)
        }
        if stream.isNamed("si") { strings.endString(oldTexts) }
      }
      guard strings.bytes.count <= limit else {
        let most = ByteSize.text(limit)
        throw .unreadable(
          vi: "phần chữ lớn hơn \(most); hãy nâng limits: {texts: …}",
          en: "its texts are larger than \(most); raise limits: {texts: …}")
      }
    }
  }
}

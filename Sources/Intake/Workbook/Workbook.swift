import ClusterMetrics
import Foundation

/// An XLSX file (ECMA-376, part 1): which sheets it has, its shared strings, and which formats mean
/// dates. Sheets themselves are streamed by `SheetRows`.
final class Workbook {
  struct Sheet: Equatable {
    var name: String
    var isHidden: Bool
    /// The entry's name within the file.
    fileprivate(set) var part: String
  }

  private let archive: ZipArchive
  private(set) var sheets: [Sheet] = []
  /// Whether day 0 is 1 January 1904 instead of 30 December 1899 (section 18.17.4.1).
  private(set) var usesDate1904 = false
  private(set) var isDateStyle: [Bool] = []
  let strings = SharedStrings()

  init(path: String, limits: ReadingLimits) throws(TableFault) {
    archive = try ZipArchive(path: path, entryLimit: limits.sheet)
    let parts = try relations()
    try readSheets(parts)
    guard !sheets.isEmpty else { throw .unreadable("it holds no worksheet") }
    try readStyles()
    try readStrings(limit: limits.texts)
  }

  /// - Parameter blockSize: how many bytes are unpacked at a time.
  func source(_ sheet: Sheet, blockSize: Int = 1 << 17) throws(TableFault) -> SheetSource {
    guard let entry = try archive.entry(sheet.part) else {
      throw .unreadable("it has no \(sheet.part)")
    }
    return SheetSource(entry, part: sheet.part, of: self, blockSize: blockSize)
  }

  // MARK: Parts

  private func stream(_ part: String) throws(TableFault) -> XMLStream {
    guard let stream = try streamIfPresent(part) else { throw .unreadable("it has no \(part)") }
    return stream
  }

  private func streamIfPresent(_ part: String) throws(TableFault) -> XMLStream? {
    guard let entry = try archive.entry(part) else { return nil }
    return try XMLStream(entry, name: part)
  }

  private func relations() throws(TableFault) -> [String: String] {
    var parts: [String: String] = [:]
    let stream = try stream("xl/_rels/workbook.xml.rels")
    while let event = try stream.next() {
      guard case .start = event, stream.isNamed("Relationship"),
        let id = stream.attribute("Id")?.text,
        let target = stream.attribute("Target")?.text
      else { continue }
      parts[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return parts
  }

  private func readSheets(_ parts: [String: String]) throws(TableFault) {
    let stream = try stream("xl/workbook.xml")
    while let event = try stream.next() {
      guard case .start = event else { continue }
      if stream.isNamed("workbookPr") {
        usesDate1904 = stream.isSet("date1904")
      } else if stream.isNamed("sheet"), let name = stream.attribute("name")?.text,
        let part = stream.attribute("id", prefix: "r").flatMap({ parts[$0.text] })
      {
        let state = stream.attribute("state")?.text ?? "visible"
        sheets.append(Sheet(name: name, isHidden: state != "visible", part: part))
      }
    }
  }

  /// Which cell formats show their number as a date (section 18.8.30).
  private func readStyles() throws(TableFault) {
    guard let stream = try streamIfPresent("xl/styles.xml") else { return }
    var customDates: Set<Int> = []
    var inCellFormats = false
    while let event = try stream.next() {
      if stream.isNamed("cellXfs") { inCellFormats = event == .start(isEmpty: false) }
      guard case .start = event else { continue }
      if stream.isNamed("numFmt"), let id = stream.attribute("numFmtId")?.digits,
        let code = stream.attribute("formatCode")?.text, Workbook.meansDate(code)
      {
        customDates.insert(id)
      } else if inCellFormats, stream.isNamed("xf") {
        let id = stream.attribute("numFmtId")?.digits ?? 0
        isDateStyle.append(
          (14...17).contains(id) || id == 22 || (27...36).contains(id)
            || (50...58).contains(id) || customDates.contains(id))
      }
    }
  }

  /// Whether a format code has a day or a year outside of quotes and brackets.
  static func meansDate(_ code: String) -> Bool {
    var inQuotes = false
    var inBrackets = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "\"": inQuotes.toggle()
      case "[" where !inQuotes: inBrackets = true
      case "]" where !inQuotes: inBrackets = false
      case "d" where !inQuotes && !inBrackets, "y" where !inQuotes && !inBrackets: return true
      default: continue
      }
    }
    return false
  }

  /// - Parameter limit: how many bytes of them are kept.
  private func readStrings(limit: Int) throws(TableFault) {
    guard let stream = try streamIfPresent("xl/sharedStrings.xml") else { return }
    var inText = false
    // Readings beside the text (phonetic runs) are not part of it.
    var inReading = false
    while let event = try stream.next() {
      switch event {
      case .text:
        if inText, !inReading { stream.appendText(to: strings.bytes) }
      case .start(let isEmpty):
        if stream.isNamed("t") { inText = !isEmpty }
        if stream.isNamed("rPh") { inReading = !isEmpty }
        if isEmpty, stream.isNamed("si") { strings.endString() }
      case .end:
        if stream.isNamed("t") { inText = false }
        if stream.isNamed("rPh") { inReading = false }
        if stream.isNamed("si") { strings.endString() }
      }
      guard strings.bytes.count <= limit else {
        throw .unreadable(
          "its texts are larger than \(ReadingLimits.text(limit)) (limits: {texts: …})")
      }
    }
  }
}

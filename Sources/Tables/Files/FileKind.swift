import ClusterMetrics
import Foundation

/// What a file is, told by its bytes and not by its name.
package enum FileKind: Sendable {
  /// CSV and other delimited text.
  case text
  /// XLSX, XLSM and their templates.
  case workbook
  /// A spreadsheet of OpenDocument, packed or as one file of XML.
  case openDocument, flatOpenDocument
  /// A text or a presentation of OpenDocument.
  case otherOpenDocument
  case binaryWorkbook, oldExcel, encrypted, word, html, webArchive, xmlSpreadsheet, pdf
  /// A ZIP file that is no document known here.
  case otherArchive
  /// A compound file of Microsoft's that is no workbook, or a document in RTF.
  case otherCompound
  /// Bytes that are no text, and no file that is known here.
  case unknown
  case empty

  /// Endings of files whose tables are read.
  package static let readEndings = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xltx", "xltm", "ods", "ots", "fods", "docx",
    "docm",
  ]
  /// Endings of what older programs wrote, which may be one of several kinds.
  package static let olderEndings = ["xls", "xlt", "xlsb", "et", "xml", "htm", "html"]
  /// Endings of files that hold tables, or may.
  private static let endings =
    readEndings + olderEndings + [
      "doc", "rtf", "odt", "numbers", "wps", "dbf", "mdb", "accdb", "mht", "mhtml", "pdf", "zip",
      "rar", "7z", "gz", "prn", "dat",
    ]

  package static func hasEnding(_ name: String, of endings: [String]) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }

  /// Whether a name is that of a file that may hold a table.
  package static func mayBeTable(_ name: String) -> Bool {
    let base = name.fileName
    // What Excel and LibreOffice keep beside a file that is open, and macOS beside any.
    guard !base.hasPrefix("."), !base.hasPrefix("~$") else { return false }
    return hasEnding(base, of: endings)
  }

  /// Endings of files that hold no table, whatever they look like.
  private static let otherEndings = [
    "yaml", "yml", "json", "geojson", "md", "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp",
    "tif", "tiff",
    "py", "r", "sh", "ps1", "bat", "sql", "log", "css", "js", "swift", "c", "h", "ini", "toml",
    "cfg", "lock",
    "ppt", "pptx", "odp", "potx", "mp3", "mp4", "wav", "avi", "exe", "dll", "ttf", "otf", "lnk",
    "url", "db",
    "sqlite", "sqlite3", "patch", "diff",
  ]

  /// Whether a file that its name does not tell to be a table is one by its bytes: a workbook, or lines of text with as
  /// many delimiters each.
  package static func isTableUnderAnotherName(_ path: String) -> Bool {
    let base = path.fileName
    guard !base.hasPrefix("."), !base.hasPrefix("~$"), !mayBeTable(path),
      !hasEnding(base, of: otherEndings), isRegular(path), let kind = try? of(path)
    else { return false }
    switch kind {
    case .workbook, .openDocument, .flatOpenDocument, .binaryWorkbook, .oldExcel, .encrypted,
      .xmlSpreadsheet:
      return true
    case .text:
      guard let file = FileHandle(forReadingAtPath: path) else { return false }
      defer { try? file.close() }
      let head = String(decoding: (try? file.read(upToCount: 4096)) ?? Data(), as: UTF8.self)
      let lines = head.split(whereSeparator: \.isNewline).prefix(4)
        .filter { !$0.allSatisfy(\.isWhitespace) }
      return lines.count > 1
        && [",", ";", "\t"].contains { mark in
          // A delimiter within quotes parts nothing.
          let counts = lines.prefix(3).map { line in
            line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
              .filter { $0.offset.isMultiple(of: 2) }
              .reduce(0) { $0 + $1.element.count { String($0) == mark } }
          }
          return counts[0] > 0 && counts.allSatisfy { $0 == counts[0] }
        }
    default: return false
    }
  }

  /// Whether a path leads to a file, and no pipe or device, of no more bytes than some.
  package static func isRegular(_ path: String, atMost most: Int = Int.max) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFREG && Int($0.st_size) <= most } ?? false
  }

  /// What the system knows of a path; `nil` where there is nothing.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// - Throws: `TableFault.unreadable` where the file cannot be read at all.
  package static func of(_ path: String) throws(TableFault) -> FileKind {
    // Opening a pipe waits for whoever writes to it.
    if status(of: path) != nil, !isRegular(path) {
      throw .unreadable(vi: "không phải là tệp", en: "it is no file")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .system
    }
    defer { try? file.close() }
    let bytes: [UInt8]
    do {
      // At the end of a file there is nothing to read, which is no error.
      bytes = [UInt8](try file.read(upToCount: 4096) ?? Data())
    } catch {
      throw .system
    }
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: Array("PK".utf8)), bytes.count < 4 || bytes[2] < 9 {
      return archive(path)
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return compound(path, file, bytes)
    }
    if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if bytes.starts(with: Array("{\\rtf".utf8)) { return .otherCompound }
    // RAR, 7z, and gzip.
    if bytes.starts(with: Array("Rar!".utf8)) || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF])
      || bytes.starts(with: [0x1F, 0x8B])
    {
      return .otherArchive
    }
    // The record with which workbooks before Excel 5 begin.
    if bytes.count > 4, bytes[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(bytes[1]),
      bytes[2] < 0x20, bytes[3] == 0
    {
      return .oldExcel
    }
    if let markup = markup(bytes) { return markup }
    // Text has no zeros, but for that of two bytes a letter.
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isWide, bytes.contains(0) { return .unknown }
    let isXML = FileKind.hasEnding(path, of: ["xml"])
    return isXML ? .unknown : .text
  }

  private static func archive(_ path: String) -> FileKind {
    guard let archive = try? ZipArchive(path: path, entryLimit: 1 << 20) else { return .workbook }
    let names = Set(archive.names)
    if names.contains("mimetype") || names.contains("content.xml") {
      return openDocument(archive)
    }
    if names.contains("xl/workbook.bin") { return .binaryWorkbook }
    if names.contains("word/document.xml") { return .word }
    let isOffice = names.contains("[content_types].xml") || names.contains("_rels/.rels")
    return isOffice || names.contains("xl/workbook.xml") ? .workbook : .otherArchive
  }

  /// Its directory names what it holds, in UTF-16.
  private static func compound(_ path: String, _ file: FileHandle, _ head: [UInt8]) -> FileKind {
    var bytes = head
    while bytes.count < 32 << 20, let more = try? file.read(upToCount: 1 << 20), !more.isEmpty {
      bytes += [UInt8](more)
    }
    func holds(_ name: String) -> Bool {
      bytes.firstRange(of: Array(name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil
    }
    if holds("EncryptedPackage") { return .encrypted }
    if holds("Workbook") || holds("Book") { return .oldExcel }
    // What lost its end lost its directory with it.
    return FileKind.hasEnding(path, of: ["xls", "xlt"]) ? .oldExcel : .otherCompound
  }

  /// What a package of OpenDocument is, by the type that it says, and by what its manifest says of its parts.
  private static func openDocument(_ archive: ZipArchive) -> FileKind {
    func holds(_ word: String, in part: String) -> Bool {
      guard let entry = try? archive.entry(part) else { return false }
      let buffer = ByteBuffer(capacity: 1 << 14)
      while buffer.count < 1 << 20,
        buffer.append(room: 1 << 14, { max(entry.read(into: $0), 0) }) > 0
      {}
      return buffer.bytes.firstRange(of: Array(word.utf8)) != nil
    }
    if holds("encryption-data", in: "META-INF/manifest.xml") { return .encrypted }
    let isOther =
      holds("opendocument.", in: "mimetype") && !holds("opendocument.spreadsheet", in: "mimetype")
    return isOther ? .otherOpenDocument : .openDocument
  }

  private static func markup(_ bytes: [UInt8]) -> FileKind? {
    // Two bytes a letter, with a mark at the beginning or without.
    let isWide =
      bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.starts(with: [0x3C, 0x00]) || bytes.starts(with: [0x00, 0x3C])
    let stated = String(decoding: isWide ? bytes.filter { $0 != 0 } : bytes, as: UTF8.self)
    let start = stated.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
    if start.prefix(13).lowercased() == "mime-version:" { return .webArchive }
    guard start.hasPrefix("<") else { return nil }
    let text = stated.lowercased()
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet"),
      text.contains("<workbook") || text.contains(":workbook")
    {
      return .xmlSpreadsheet
    }
    if text.contains("office:document") {
      return text.contains("opendocument.spreadsheet") ? .flatOpenDocument : .otherOpenDocument
    }
    return text.contains("<html") || text.contains("<table") || text.contains("<!doctype html")
      ? .html : nil
  }

  /// How a document in markup is read; `nil` for other files.
  package var markup: MarkupWorkbook.Format? {
    switch self {
    case .openDocument: .openDocument
    case .flatOpenDocument: .flatOpenDocument
    case .xmlSpreadsheet: .xmlSpreadsheet
    case .html: .html
    case .word: .word
    default: nil
    }
  }

  /// Whether LibreOffice must make a workbook of it that can be read.
  package var needsConversion: Bool {
    switch self {
    case .oldExcel, .binaryWorkbook: true
    default: false
    }
  }

  /// Why a file of this kind is not read, and what to do; `nil` where it is.
  package var refusal: LocalizedText? {
    if needsConversion, LibreOffice.isInstalled { return nil }
    return switch self {
    case .text, .workbook, .openDocument, .flatOpenDocument, .xmlSpreadsheet, .html, .word: nil
    case .otherOpenDocument:
      LocalizedText(
        vi: "đây là văn bản OpenDocument; hãy lưu lại dạng .docx, hoặc chép bảng sang bảng tính",
        en: "it is an OpenDocument text; save it as .docx, or copy its table into a spreadsheet")
    case .webArchive:
      LocalizedText(
        vi: "đây là trang web lưu thành một tệp (.mht); hãy mở bằng Excel và lưu lại dạng .xlsx",
        en: "it is a web page in one file (.mht); open it in Excel and save it as .xlsx")
    case .binaryWorkbook:
      LocalizedText(
        vi: "đây là sổ tính nhị phân (.xlsb); hãy lưu lại dạng .xlsx, hoặc cài LibreOffice",
        en: "it is a binary workbook (.xlsb); save it as .xlsx, or install LibreOffice")
    case .oldExcel:
      LocalizedText(
        vi:
          "đây là tệp Excel 97–2003 (.xls); hãy mở bằng Excel và lưu lại dạng .xlsx, hoặc cài LibreOffice",
        en:
          "it is a workbook of Excel 97–2003 (.xls); open it in Excel and save it as .xlsx, or install"
          + " LibreOffice")
    case .encrypted: .hasPassword
    case .pdf:
      LocalizedText(
        vi: "đây là tệp PDF; hãy xin lại bảng số liệu dạng Excel",
        en: "it is a PDF file; ask for the table as a workbook")
    case .otherArchive:
      LocalizedText(
        vi: "đây là tệp nén; hãy giải nén các bảng bên trong",
        en: "it is an archive; unpack the tables in it")
    case .otherCompound:
      LocalizedText(
        vi: "đây là tài liệu Office cũ, không phải bảng tính; hãy lưu lại dạng .xlsx",
        en: "it is an old Office document, and no workbook; save it as .xlsx")
    case .unknown:
      LocalizedText(
        vi: "không rõ là loại tệp gì, hoặc tệp đã hỏng; hãy xin lại tệp dạng .xlsx",
        en: "nobody can tell what it is, or it is damaged; ask for it as .xlsx")
    case .empty: LocalizedText(vi: "tệp trống", en: "it is empty")
    }
  }

  /// What is said of a file that could be opened and holds no table.
  package var emptiness: LocalizedText {
    if case .html = self {
      return LocalizedText(
        vi:
          "trang HTML không có bảng nào (có thể số liệu nằm ở tệp khác mà trang này dẫn tới); hãy mở bằng"
          + " Excel và lưu lại dạng .xlsx",
        en:
          "the page has no table (its data may lie in other files that it leads to); open it in Excel and save it"
          + " as .xlsx")
    }
    return LocalizedText(vi: "không có bảng số liệu nào", en: "it holds no table")
  }
}

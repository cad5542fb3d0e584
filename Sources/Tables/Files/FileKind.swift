import ClusterMetrics
import Foundation

/// The kind of a file, determined by its bytes, not its name.
package enum FileKind: Sendable {
  /// CSV and other delimited text.
  case text
  /// XLSX, XLSM and their templates.
  case workbook
  /// A spreadsheet of OpenDocument, zipped or as a single XML file.
  case openDocument, flatOpenDocument
  /// A text document or presentation of OpenDocument.
  case otherOpenDocument
  case binaryWorkbook, oldExcel, encrypted, word, html, webArchive, xmlSpreadsheet, pdf
  /// A ZIP file of another kind.
  case otherArchive
  /// A compound file of Microsoft that is not a workbook, or an RTF document.
  case otherCompound
  /// Neither text nor a known kind of file.
  case unknown
  case empty

  /// The extensions of files whose tables are read.
  package static let readEndings = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xltx", "xltm", "ods", "ots", "fods", "docx",
    "docm",
  ]
  /// The extensions of older programs, which may have one of several kinds.
  package static let olderEndings = ["xls", "xlt", "xlsb", "et", "xml", "htm", "html"]
  /// The extensions of files that contain, or may contain, tables.
  private static let endings =
    readEndings + olderEndings + [
      "doc", "rtf", "odt", "numbers", "wps", "dbf", "mdb", "accdb", "mht", "mhtml", "pdf", "zip",
      "rar", "7z", "gz", "prn", "dat",
    ]

  package static func hasEnding(_ name: String, of endings: [String]) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }

  /// Whether a file may contain a table, by its name.
  package static func mayBeTable(_ name: String) -> Bool {
    let base = name.fileName
    // Exclude lock files of Excel and LibreOffice, and hidden files of macOS.
    guard !base.hasPrefix("."), !base.hasPrefix("~$") else { return false }
    return hasEnding(base, of: endings)
  }

  /// The extensions of files without tables, whatever their content looks like.
  private static let otherEndings = [
    "yaml", "yml", "json", "geojson", "md", "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp",
    "tif", "tiff",
    "py", "r", "sh", "ps1", "bat", "sql", "log", "css", "js", "swift", "c", "h", "ini", "toml",
    "cfg", "lock",
    "ppt", "pptx", "odp", "potx", "mp3", "mp4", "wav", "avi", "exe", "dll", "ttf", "otf", "lnk",
    "url", "db",
    "sqlite", "sqlite3", "patch", "diff",
  ]

  /// Whether a file is a table by its bytes, although not by its name: a workbook, or lines of text with the same
  /// number of delimiters.
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
          // A delimiter inside quotes does not count.
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

  /// Whether a path is that of a file, not a pipe or device, with at most this number of bytes.
  package static func isRegular(_ path: String, atMost most: Int = Int.max) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFREG && Int($0.st_size) <= most } ?? false
  }

  /// The file status of a path; `nil` if it does not exist.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// - Throws: `TableFault.unreadable` if the file cannot be read at all.
  package static func of(_ path: String) throws(TableFault) -> FileKind {
    // Opening a pipe waits for a writer.
    if status(of: path) != nil, !isRegular(path) {
      throw .unreadable(
        vi: "đây là thư mục, thiết bị…, không phải là tệp",
        en: "it is a folder, a device or the like, not a file")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .system
    }
    defer { try? file.close() }
    let bytes: [UInt8]
    do {
      // An empty read at the end of a file is not an error.
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
    // RAR, 7z and gzip.
    if bytes.starts(with: Array("Rar!".utf8)) || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF])
      || bytes.starts(with: [0x1F, 0x8B])
    {
      return .otherArchive
    }
    // The first record of workbooks before Excel 5.
    if bytes.count > 4, bytes[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(bytes[1]),
      bytes[2] < 0x20, bytes[3] == 0
    {
      return .oldExcel
    }
    if let markup = markup(bytes) { return markup }
    // Text has no zero bytes, except in encodings with two bytes per character.
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

  /// The kind of a compound file, by the UTF-16 names in its directory.
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
    // A truncated file has lost its directory, too.
    return FileKind.hasEnding(path, of: ["xls", "xlt"]) ? .oldExcel : .otherCompound
  }

  /// The kind of an OpenDocument package, by its declared type and its manifest.
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
    // Two bytes per character, with or without a byte order mark.
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

  /// The format of a markup document; `nil` for other files.
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

  /// Whether LibreOffice must convert it to a readable workbook.
  package var needsConversion: Bool {
    switch self {
    case .oldExcel, .binaryWorkbook: true
    default: false
    }
  }

  /// The reason why a file of this kind is not read, and what to do; `nil` if it is read.
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
        vi:
          "đây là tệp Excel nhị phân (.xlsb); hãy mở bằng Excel và lưu lại dạng .xlsx, hoặc cài LibreOffice",
        en:
          "it is a binary workbook (.xlsb); open it in Excel and save it as .xlsx, or install LibreOffice"
      )
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
        vi: "đây là tệp PDF; hãy xin lại biểu số liệu dạng Excel",
        en: "it is a PDF file; ask for the table as a workbook")
    case .otherArchive:
      LocalizedText(
        vi: "đây là tệp nén; hãy giải nén và lấy các tệp bên trong",
        en: "it is an archive; unpack it and take out the files in it")
    case .otherCompound:
      LocalizedText(
        vi:
          "đây là tài liệu Office cũ (.doc, .rtf…), không phải bảng tính; hãy lưu lại dạng .docx, hoặc chép"
          + " bảng sang bảng tính .xlsx",
        en:
          "it is an old Office document (.doc, .rtf, …), not a workbook; save it as .docx, or copy its table"
          + " into a workbook (.xlsx)")
    case .unknown:
      LocalizedText(
        vi: "không rõ là loại tệp gì, hoặc tệp đã hỏng; hãy xin lại tệp dạng .xlsx",
        en: "it is of an unknown kind, or damaged; ask for it as .xlsx")
    case .empty: LocalizedText(vi: "tệp trống", en: "it is empty")
    }
  }

  /// The message for a readable file without a table.
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

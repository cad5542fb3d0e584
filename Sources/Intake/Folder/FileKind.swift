import ClusterMetrics
import Foundation

/// What a file is, told by its bytes and not by its name.
enum FileKind: Sendable {
  /// CSV and other delimited text.
  case text
  /// XLSX, XLSM and their templates.
  case workbook
  case openDocument, binaryWorkbook, oldExcel, encrypted, word, html, xmlSpreadsheet, pdf
  /// A ZIP file that is no document known here.
  case otherArchive
  /// A compound file of Microsoft's that is no workbook, or a document in RTF.
  case otherCompound
  case empty

  /// Endings of files that hold tables, or may.
  static let endings = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "xlsb", "ods", "ots",
    "fods",
    "docx", "doc", "rtf", "odt", "numbers", "et", "wps", "dbf", "mdb", "accdb", "xml", "htm",
    "html",
    "mht", "mhtml", "pdf", "zip", "rar", "7z", "gz", "prn", "dat",
  ]

  /// Whether a name is that of a file that may hold a table.
  static func mayBeTable(_ name: String) -> Bool {
    let base = name.split(separator: "/").last.map(String.init) ?? name
    // What Excel and LibreOffice keep beside a file that is open, and macOS beside any.
    guard !base.hasPrefix("."), !base.hasPrefix("~$") else { return false }
    guard let dot = base.lastIndex(of: ".") else { return false }
    return endings.contains(base[base.index(after: dot)...].lowercased())
  }

  /// - Throws: `TableFault.unreadable` where the file cannot be read at all.
  static func of(_ path: String) throws(TableFault) -> FileKind {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(String(cString: strerror(errno)))
    }
    defer { try? file.close() }
    let bytes: [UInt8]
    do {
      // At the end of a file there is nothing to read, which is no error.
      bytes = [UInt8](try file.read(upToCount: 4096) ?? Data())
    } catch {
      throw .unreadable(String(cString: strerror(errno)))
    }
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return archive(path)
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return compound(file, bytes)
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
    return markup(bytes) ?? .text
  }

  private static func archive(_ path: String) -> FileKind {
    guard let archive = try? ZipArchive(path: path, entryLimit: 1 << 20) else { return .workbook }
    let names = Set(archive.names)
    if names.contains("mimetype") || names.contains("content.xml") { return .openDocument }
    if names.contains("xl/workbook.bin") { return .binaryWorkbook }
    if names.contains("word/document.xml") { return .word }
    let isOffice = names.contains("[content_types].xml") || names.contains("_rels/.rels")
    return isOffice || names.contains("xl/workbook.xml") ? .workbook : .otherArchive
  }

  /// Its directory names what it holds, in UTF-16.
  private static func compound(_ file: FileHandle, _ head: [UInt8]) -> FileKind {
    var bytes = head
    while bytes.count < 32 << 20, let more = try? file.read(upToCount: 1 << 20), !more.isEmpty {
      bytes += [UInt8](more)
    }
    func holds(_ name: String) -> Bool {
      bytes.firstRange(of: Array(name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil
    }
    if holds("EncryptedPackage") { return .encrypted }
    return holds("Workbook") || holds("Book") ? .oldExcel : .otherCompound
  }

  private static func markup(_ bytes: [UInt8]) -> FileKind? {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard start.hasPrefix("<") else { return nil }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlSpreadsheet }
    if text.contains("office:document") { return .openDocument }
    return text.contains("<html") || text.contains("<table") || text.contains("<!doctype html")
      ? .html : nil
  }

  /// Why a file of this kind is not read, and what to do; `nil` where it is.
  var refusal: LocalizedText? {
    switch self {
    case .text, .workbook: nil
    case .openDocument:
      LocalizedText(
        vi: "đây là bảng tính OpenDocument (.ods); hãy lưu lại dạng .xlsx",
        en: "it is an OpenDocument spreadsheet (.ods); save it as .xlsx")
    case .binaryWorkbook:
      LocalizedText(
        vi: "đây là sổ tính nhị phân (.xlsb); hãy lưu lại dạng .xlsx",
        en: "it is a binary workbook (.xlsb); save it as .xlsx")
    case .oldExcel:
      LocalizedText(
        vi: "đây là tệp Excel 97–2003 (.xls); hãy mở bằng Excel và lưu lại dạng .xlsx",
        en: "it is a workbook of Excel 97–2003 (.xls); open it in Excel and save it as .xlsx")
    case .encrypted:
      LocalizedText(
        vi: "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại",
        en: "it is protected by a password; remove the password and save it again")
    case .word:
      LocalizedText(
        vi: "đây là tài liệu Word; hãy chép bảng sang Excel và lưu dạng .xlsx",
        en: "it is a Word document; copy its table into Excel and save it as .xlsx")
    case .html:
      LocalizedText(
        vi: "đây là trang HTML mang tên bảng tính; hãy mở bằng Excel và lưu lại dạng .xlsx",
        en: "it is a page of HTML under the name of a table; open it in Excel and save it as .xlsx")
    case .xmlSpreadsheet:
      LocalizedText(
        vi: "đây là bảng tính XML 2003; hãy mở bằng Excel và lưu lại dạng .xlsx",
        en: "it is an XML Spreadsheet 2003; open it in Excel and save it as .xlsx")
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
    case .empty: LocalizedText(vi: "tệp trống", en: "it is empty")
    }
  }
}

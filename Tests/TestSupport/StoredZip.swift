import Foundation

/// Writes ZIP files without compression, so that mutations of a part are not lost in a checksum.
package enum StoredZip {
  /// CRC-32 of a part (ISO 3309, as ZIP has it).
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func checksum(_ data: Data) -> UInt32 {
    ~data.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }

  /// A file of the given parts, in their order.
  package static func file(_ parts: [(name: String, data: Data)]) -> Data {
    var file = Data()
    var directory = Data()
    func append(_ values: [(UInt32, Int)], to data: inout Data) {
      for (value, bytes) in values {
        for byte in 0..<bytes {
          data.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(byte))))
        }
      }
    }
    for (name, data) in parts {
      let offset = UInt32(file.count)
      let bytes = Data(name.utf8)
      let size = UInt32(data.count)
      let common: [(UInt32, Int)] = [
        (20, 2), (0x800, 2), (0, 2), (0, 2), (0x21, 2), (checksum(data), 4), (size, 4), (size, 4),
        (UInt32(bytes.count), 2), (0, 2),
      ]
      append([(0x0403_4B50, 4)] + common, to: &file)
      file += bytes + data
      append(
        [(0x0201_4B50, 4), (20, 2)] + common + [(0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)],
        to: &directory)
      directory += bytes
    }
    let count = UInt32(parts.count)
    let start = UInt32(file.count)
    file += directory
    append(
      [
        (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (UInt32(directory.count), 4),
        (start, 4), (0, 2),
      ], to: &file)
    return file
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
  private static let types = "http://schemas.openxmlformats.org/package/2006/content-types"
  private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func part(_ text: String) -> Data { Data((head + text).utf8) }

  /// A part of XML, behind its declaration.
  package static func xml(_ text: String) -> Data { part(text) }

  /// A workbook whose parts may lie and be written otherwise than Excel's: what tests of odd workbooks alter.
  package struct OddWorkbook {
    package var sheets: [(name: String, data: String)]
    /// Attributes and elements of `workbook.xml`, such as `<workbookPr date1904="1"/>`.
    package var properties = ""
    package var extensions = ""
    package var styles = ""
    package var strings = ""
    /// The folder of the workbook's parts, with its slash.
    package var folder = "xl/"
    package var separator = "/"
    package var relationshipPrefix = "r"

    package init(sheets: [(name: String, data: String)]) { self.sheets = sheets }

    package var data: Data {
      let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      func path(_ name: String) -> String {
        (folder + name).replacingOccurrences(of: "/", with: separator)
      }
      let prefix = relationshipPrefix
      let listed = sheets.enumerated().map {
        "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" \(prefix):id=\"r\($0 + 1)\"/>"
      }.joined()
      var relations = sheets.indices.map {
        "<Relationship Id=\"r\($0 + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
      }.joined()
      relations += "<Relationship Id=\"s\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
      relations +=
        "<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      let package = "<Relationships xmlns=\"\(StoredZip.relations)\">"
      var parts: [(name: String, data: Data)] = [
        (
          "[Content_Types].xml",
          xml(
            "<Types xmlns=\"\(types)\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
          )
        ),
        (
          "_rels/.rels",
          xml(
            package
              + "<Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"\(folder)workbook.xml\"/>"
              + "</Relationships>")
        ),
        (
          path("workbook.xml"),
          xml(
            "<workbook xmlns=\"\(main)\" xmlns:\(prefix)=\"\(office)\">\(properties)<sheets>\(listed)</sheets>"
              + "\(extensions)</workbook>")
        ),
        (path("_rels/workbook.xml.rels"), xml(package + relations + "</Relationships>")),
        (path("styles.xml"), xml("<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")),
        (path("sharedStrings.xml"), xml("<sst xmlns=\"\(main)\">\(strings)</sst>")),
      ]
      for (number, sheet) in sheets.enumerated() {
        parts.append(
          (
            path("worksheets/sheet\(number + 1).xml"),
            xml("<worksheet xmlns=\"\(main)\">\(sheet.data)</worksheet>")
          ))
      }
      return file(parts)
    }
  }

  /// A workbook of one sheet.
  package static func workbook(sheet: Data) -> Data {
    file([
      (
        "[Content_Types].xml",
        part(
          "<Types xmlns=\"\(types)\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        )
      ),
      (
        "_rels/.rels",
        part(
          "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\""
            + " Target=\"xl/workbook.xml\"/></Relationships>")
      ),
      (
        "xl/workbook.xml",
        part(
          "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(office)\">"
            + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")
      ),
      (
        "xl/_rels/workbook.xml.rels",
        part(
          "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/worksheet\""
            + " Target=\"worksheets/sheet1.xml\"/></Relationships>")
      ),
      ("xl/worksheets/sheet1.xml", sheet),
    ])
  }

  /// A text document.
  package static func document(body: Data) -> Data {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return file([
      (
        "[Content_Types].xml",
        part(
          "<Types xmlns=\"\(types)\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"\(main)\"/></Types>")
      ),
      (
        "_rels/.rels",
        part(
          "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\""
            + " Target=\"word/document.xml\"/></Relationships>")
      ),
      ("word/document.xml", body),
    ])
  }
}

/// Rows of a sheet; a text is a cell, `#` before it makes a number with the style behind `@`.
package func sheet(_ rows: [[String]], merges: String = "") -> String {
  let cells = rows.enumerated().map { row, texts in
    "<row r=\"\(row + 1)\">"
      + texts.enumerated().compactMap { column, text -> String? in
        guard !text.isEmpty else { return nil }
        let reference = "\(Character(Unicode.Scalar(UInt8(65 + column))))\(row + 1)"
        if text.hasPrefix("<") { return text.replacingOccurrences(of: "REF", with: reference) }
        guard text.hasPrefix("#") else {
          return "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        let parts = text.dropFirst().split(separator: "@")
        let style = parts.count > 1 ? " s=\"\(parts[1])\"" : ""
        return "<c r=\"\(reference)\"\(style)><v>\(parts[0])</v></c>"
      }.joined() + "</row>"
  }.joined()
  return "<sheetData>\(cells)</sheetData>\(merges)"
}

import CZip
import Foundation

/// The parts of a new Office file, put into a ZIP in memory: content types first, each with one date, so that the same
/// parts give the same bytes.
struct OfficeParts {
  private(set) var parts: [(name: String, data: Data)] = []
  private var types: [(name: String, type: String)] = []

  /// Adds a part of XML.
  mutating func add(_ name: String, type: String, _ xml: String) {
    types.append((name, type))
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    parts.append((name, Data((head + xml).utf8)))
  }

  /// Adds a part whose type its ending says.
  mutating func add(_ name: String, _ data: Data) { parts.append((name, data)) }

  /// Adds the relations of a part, in the order of their ids: rId1, rId2, …
  mutating func relate(_ name: String, _ relations: [(type: String, target: String)]) {
    let base = "http://schemas.openxmlformats.org/"
    let list = relations.enumerated().map { index, relation in
      let type =
        relation.type.contains("/")
        ? base + relation.type : base + "officeDocument/2006/relationships/" + relation.type
      return "<Relationship Id=\"rId\(index + 1)\" Type=\"\(type)\" Target=\"\(relation.target)\"/>"
    }
    let xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      + "<Relationships xmlns=\"\(base)package/2006/relationships\">\(list.joined())</Relationships>"
    let folder = name.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let file = name.split(separator: "/").last.map(String.init) ?? ""
    parts.append(("\(folder)_rels/\(file).rels", Data(xml.utf8)))
  }

  private var contentTypes: Data {
    let overrides = types.map {
      "<Override PartName=\"/\($0.name)\" ContentType=\"application/\($0.type)\"/>"
    }
    return Data(
      ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Default Extension=\"png\" ContentType=\"image/png\"/>" + overrides.joined() + "</Types>")
        .utf8)
  }

  /// Why no file could be made.
  struct Failed: Error {}

  /// The file.
  func data(date: Date) throws(Failed) -> Data {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "giaoban-\(UUID().uuidString).zip")
    defer { try? FileManager.default.removeItem(at: path) }
    var code: Int32 = 0
    guard let archive = zip_open(path.path, ZIP_CREATE | ZIP_EXCL, &code) else { throw Failed() }
    let all = [("[Content_Types].xml", contentTypes)] + parts
    // libzip reads them when the file is closed.
    let kept = all.map { ($0.0, $0.1 as NSData) }
    for (name, bytes) in kept {
      guard
        let source = zip_source_buffer(archive, bytes.bytes, UInt64(bytes.length), 0)
      else {
        zip_discard(archive)
        throw Failed()
      }
      let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        zip_discard(archive)
        throw Failed()
      }
      // ZIP knows no day before 1980.
      let seconds = max(Int(date.timeIntervalSince1970), 315_705_600)
      zip_file_set_mtime(archive, UInt64(index), seconds, 0)
    }
    let isClosed = withExtendedLifetime(kept) { zip_close(archive) == 0 }
    guard isClosed, let data = try? Data(contentsOf: path) else {
      if !isClosed { zip_discard(archive) }
      throw Failed()
    }
    return data
  }
}

extension String {
  /// As the text or an attribute of XML.
  var inXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n": text += " "
      // XML has no other control characters, nor half of a pair.
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

import Foundation

/// Builds a new Office file in memory: content types first, and one date for all parts, so that the same parts give the
/// same bytes.
package struct OfficeParts {
  package private(set) var parts: [(name: String, data: Data)] = []
  private var types: [(name: String, type: String)] = []
  /// The content types of file extensions.
  private var defaults = [
    "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
    "png": "image/png", "svg": "image/svg+xml",
  ]

  package init() {}

  /// Adds an XML part.
  package mutating func add(_ name: String, type: String, _ xml: String) {
    types.append((name, "application/" + type))
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    parts.append((name, Data((head + xml).utf8)))
  }

  /// Adds a part, with its content type if that is not determined by its extension.
  package mutating func add(_ name: String, _ data: Data, contentType: String? = nil) {
    if let contentType { types.append((name, contentType)) }
    parts.append((name, data))
  }

  /// Declares the content type of an extension, unless it is declared already.
  package mutating func declare(ending: String, _ type: String) {
    if defaults[ending] == nil { defaults[ending] = type }
  }

  /// Adds the relationships of a part, in the order of their ids: rId1, rId2, …
  package mutating func relate(_ name: String, _ relations: [(type: String, target: String)]) {
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
      "<Override PartName=\"/\($0.name.inXML)\" ContentType=\"\($0.type.inXML)\"/>"
    }
    let endings = defaults.sorted { $0.key < $1.key }.map {
      "<Default Extension=\"\($0.key.inXML)\" ContentType=\"\($0.value.inXML)\"/>"
    }
    return Data(
      ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + endings.joined() + overrides.joined()
        + "</Types>")
        .utf8)
  }

  /// The bytes of the file.
  package func data(date: Date) throws(ZipWriter.Failed) -> Data {
    let archive = try ZipWriter()
    for (name, data) in [("[Content_Types].xml", contentTypes)] + parts {
      try archive.add(name, data, date: date)
    }
    return try archive.finish()
  }
}

extension String {
  /// The text, escaped for XML text or attributes.
  package var inXML: String { ("\(self)" as Markup).xml }
}

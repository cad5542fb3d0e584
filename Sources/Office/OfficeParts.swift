import Foundation

/// The parts of a new Office file, put into a ZIP in memory: content types first, each with one date, so that the same
/// parts give the same bytes.
package struct OfficeParts {
  package private(set) var parts: [(name: String, data: Data)] = []
  private var types: [(name: String, type: String)] = []
  /// The types of endings.
  private var defaults = [
    "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
    "png": "image/png", "svg": "image/svg+xml",
  ]

  package init() {}

  /// Adds a part of XML.
  package mutating func add(_ name: String, type: String, _ xml: String) {
    types.append((name, "application/" + type))
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    parts.append((name, Data((head + xml).utf8)))
  }

  /// Adds a part, with its type where that is not the one of its ending.
  package mutating func add(_ name: String, _ data: Data, contentType: String? = nil) {
    if let contentType { types.append((name, contentType)) }
    parts.append((name, data))
  }

  /// States the type of all parts with an ending; what is stated already stays.
  package mutating func declare(ending: String, _ type: String) {
    if defaults[ending] == nil { defaults[ending] = type }
  }

  /// Adds the relations of a part, in the order of their ids: rId1, rId2, …
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

  /// The file.
  package func data(date: Date) throws(ZipWriter.Failed) -> Data {
    let archive = try ZipWriter()
    for (name, data) in [("[Content_Types].xml", contentTypes)] + parts {
      try archive.add(name, data, date: date)
    }
    return try archive.finish()
  }
}

extension String {
  /// As the text or an attribute of XML.
  package var inXML: String { ("\(self)" as Markup).xml }
}

import ClusterMetrics
import Foundation

/// The relationships between the parts of an Office file (ECMA-376, part 2, section 9.3).
package struct OfficeRelations {
  package struct Relation: Sendable {
    package var id: String
    package var type: String
    /// The target part; `nil` if the target is external.
    package var target: String?
    /// The original text of an external target.
    package var outside = ""

    package init(id: String, type: String, target: String?, outside: String = "") {
      (self.id, self.type, self.target, self.outside) = (id, type, target, outside)
    }

    /// The last component of its type: "slideLayout".
    package var kind: String { type.split(separator: "/").last.map(String.init) ?? type }
  }

  /// The common prefix of Office's relationship types.
  package static let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  private let package: OfficePackage
  /// The names of all parts by their lower-case forms, because case does not matter (part 2, section 6.3.5).
  private let names: [String: String]

  package init(_ package: OfficePackage) {
    self.package = package
    names = Dictionary(
      package.names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The part with the relationships of another one; "" is the file itself.
  package static func part(of name: String) -> String {
    let (folder, file) = split(name)
    return folder + "_rels/" + file + ".rels"
  }

  /// The folder of a part, with its slash, and its name in it.
  package static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// The relationships of a part, in their order.
  package func of(_ name: String) throws(DocumentError) -> [Relation] {
    let part = OfficeRelations.part(of: name)
    guard let data = try package.data(part) else { return [] }
    return try XMLTree(data, part: part).root.children("rel:Relationship").compactMap { entry in
      guard let id = entry.attribute(bare: "Id"), let type = entry.attribute(bare: "Type"),
        let target = entry.attribute(bare: "Target")
      else { return nil }
      let isOutside = entry.attribute(bare: "TargetMode") == "External"
      let inside = isOutside ? nil : OfficeRelations.resolve(target, from: name)
      return Relation(
        id: id, type: type, target: inside.map { names[$0.lowercased()] ?? $0 },
        outside: isOutside ? target : "")
    }
  }

  /// The name of the part to which a target refers.
  package static func resolve(_ target: String, from part: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var path = split(part).folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      if step == ".." { _ = path.popLast() } else if step != "." { path.append(String(step)) }
    }
    return path.joined(separator: "/")
  }

  /// A part of relationships, with targets relative to the file's root.
  package static func data(_ relations: [Relation]) -> Data {
    let list = relations.map { relation -> Markup in
      guard let target = relation.target else {
        return """
          <Relationship Id="\(relation.id)" Type="\(relation.type)" Target="\(relation.outside)" TargetMode="External"/>
          """
      }
      return """
        <Relationship Id="\(relation.id)" Type="\(relation.type)" Target="\("/" + target)"/>
        """
    }
    let markup: Markup = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\(list.reduce("", +))\
      </Relationships>
      """
    return Data(markup.xml.utf8)
  }

  /// The part with the content types of a file (part 2, section 10.1.2).
  package static let contentTypes = "[Content_Types].xml"

  /// The content types in a root element: by part names and by extensions.
  package static func types(
    _ root: XMLNode
  ) -> (overrides: [String: String], defaults: [String: String]) {
    var (overrides, defaults): ([String: String], [String: String]) = ([:], [:])
    for entry in root.descendants("ct:Override") {
      guard let part = entry.attribute(bare: "PartName"),
        let type = entry.attribute(bare: "ContentType")
      else { continue }
      overrides[part.hasPrefix("/") ? String(part.dropFirst()) : part] = type
    }
    for entry in root.descendants("ct:Default") {
      guard let ending = entry.attribute(bare: "Extension"),
        let type = entry.attribute(bare: "ContentType")
      else { continue }
      defaults[ending.lowercased()] = type
    }
    return (overrides, defaults)
  }

  /// The content types of a file; empty if it lacks that part.
  package static func types(
    _ package: OfficePackage
  ) throws(DocumentError) -> (overrides: [String: String], defaults: [String: String]) {
    guard let data = try package.data(contentTypes) else { return ([:], [:]) }
    return types(try XMLTree(data, part: contentTypes).root)
  }
}

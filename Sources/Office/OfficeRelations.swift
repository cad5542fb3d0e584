import ClusterMetrics
import Foundation

/// How the parts of an Office file lead to each other (ECMA-376, part 2, section 9.3).
package struct OfficeRelations {
  package struct Relation: Sendable {
    package var id: String
    package var type: String
    /// The part that it leads to; `nil` where it leads out of the file.
    package var target: String?
    /// As it is written, where it leads out.
    package var outside = ""

    package init(id: String, type: String, target: String?, outside: String = "") {
      (self.id, self.type, self.target, self.outside) = (id, type, target, outside)
    }

    /// The last word of its type: "slideLayout".
    package var kind: String { type.split(separator: "/").last.map(String.init) ?? type }
  }

  /// How the types of Office's own relations begin.
  package static let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  private let package: OfficePackage
  /// The names of all parts, by what they are without case, which does not count (part 2, section 6.3.5).
  private let names: [String: String]

  package init(_ package: OfficePackage) {
    self.package = package
    names = Dictionary(
      package.names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The part in which the relations of another one stand; that of the file itself for "".
  package static func part(of name: String) -> String {
    let folder = name.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    return folder + "_rels/" + (name.split(separator: "/").last ?? "") + ".rels"
  }

  /// The relations of a part, in their order.
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

  /// The name of the part that a target means.
  package static func resolve(_ target: String, from part: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var path = part.split(separator: "/").dropLast().map(String.init)
    for step in target.split(separator: "/") {
      if step == ".." { _ = path.popLast() } else if step != "." { path.append(String(step)) }
    }
    return path.joined(separator: "/")
  }

  /// A part of relations; targets are written from the file's root.
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

  /// The content types of a file: of parts by their names, and of endings.
  package static func types(
    _ package: OfficePackage
  ) throws(DocumentError) -> (overrides: [String: String], defaults: [String: String]) {
    let name = "[Content_Types].xml"
    guard let data = try package.data(name) else { return ([:], [:]) }
    let root = try XMLTree(data, part: name).root
    var (overrides, defaults): ([String: String], [String: String]) = ([:], [:])
    for entry in root.children where entry.isElement {
      guard let type = entry.attribute(bare: "ContentType") else { continue }
      if let part = entry.attribute(bare: "PartName") {
        overrides[part.hasPrefix("/") ? String(part.dropFirst()) : part] = type
      } else if let ending = entry.attribute(bare: "Extension") {
        defaults[ending.lowercased()] = type
      }
    }
    return (overrides, defaults)
  }
}

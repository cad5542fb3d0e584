import CairoRenderer
import ClusterMetrics
import Foundation
import Office

/// An Office Open XML document (ECMA-376): its parts as trees, their relationships and pictures. Independent of the
/// parts' content.
final class OfficeDocument {
  let package: OfficePackage
  private var trees: [String: XMLTree] = [:]
  private var touched: Set<String> = []
  /// The content types of parts by name (part 2, section 10.1.2).
  private var types: [String: String] = [:]

  private static let contentTypes = OfficeRelations.contentTypes
  private static let pictureType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

  init(_ package: OfficePackage) throws(DocumentError) {
    self.package = package
    let stated = OfficeRelations.types(try tree(OfficeDocument.contentTypes).root)
    types = stated.overrides
    // A part without its own type has that of its extension.
    for name in package.names where types[name] == nil {
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if let type = stated.defaults[ending], type.contains("main+xml") { types[name] = type }
    }
  }

  /// The names of its parts for people.
  private(set) lazy var partNames = PartNames(self)

  /// The content type that is declared for a part.
  func type(of part: String) -> String? { types[part] }

  /// The parts whose content type has one of these suffixes, with numbers in numeric order: `slide2` before `slide10`.
  func parts(ofType endings: [String]) -> [String] {
    types.filter { type in endings.contains { type.value.hasSuffix($0) } }.keys
      .sorted { ($0.count, $0) < ($1.count, $1) }
  }

  /// The tree of a part.
  func tree(_ part: String) throws(DocumentError) -> XMLTree {
    if let tree = trees[part] { return tree }
    guard let data = try package.data(part) else {
      throw .damaged(
        part: part, reason: LocalizedText(vi: "không có phần này", en: "it is not there"))
    }
    let tree = try XMLTree(data, part: part)
    trees[part] = tree
    return tree
  }

  /// Marks a part's tree as changed.
  func touch(_ part: String) { touched.insert(part) }

  /// Writes the changed trees to the package.
  func save() {
    for part in touched.sorted() {
      if let tree = trees[part] { package.set(part, to: tree.data) }
    }
  }

  // MARK: Relationships

  /// The relationships of a part, created if it has none yet.
  private func relationships(of part: String) throws(DocumentError) -> (part: String, tree: XMLTree)
  {
    let name = OfficeRelations.part(of: part)
    if trees[name] == nil, try package.data(name) == nil {
      let empty = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>
        """
      trees[name] = try XMLTree(Data(empty.utf8), part: name)
    }
    return (name, try tree(name))
  }

  /// The existing relationships of a part.
  private func entries(of part: String) throws(DocumentError) -> [XMLNode] {
    let name = OfficeRelations.part(of: part)
    guard try package.data(name) != nil || trees[name] != nil else { return [] }
    return try tree(name).root.children("rel:Relationship")
  }

  /// The target part of a relationship; `nil` if the target is external.
  private func target(of entry: XMLNode, from part: String) -> String? {
    guard entry.attribute(bare: "TargetMode") != "External" else { return nil }
    return entry.attribute(bare: "Target").map { OfficeRelations.resolve($0, from: part) }
  }

  /// The target of a relationship as the name of a part; `nil` if the target is external.
  func target(of id: String, from part: String) throws(DocumentError) -> String? {
    try entries(of: part).first { $0.attribute(bare: "Id") == id }.flatMap {
      target(of: $0, from: part)
    }
  }

  /// The targets of all relationships of a type, such as a slide's layout.
  func targets(_ type: String, from part: String) throws(DocumentError) -> [String] {
    try entries(of: part).filter {
      $0.attribute(bare: "Type")?.hasSuffix("/" + type) == true
    }.compactMap { target(of: $0, from: part) }
  }

  /// Replaces the bytes of a part.
  func replace(_ part: String, with data: Data) {
    trees[part] = nil
    touched.remove(part)
    package.set(part, to: data)
  }

  // MARK: Pictures

  /// The formats of pictures that Giaoban puts into documents.
  enum PictureFormat: String {
    case png, svg

    var contentType: String { self == .png ? "image/png" : "image/svg+xml" }
  }

  /// Adds a picture to the document, with its SVG if there is one.
  func add(
    _ png: Data, outlines: Data?, named name: String, to part: String
  ) throws(DocumentError) -> PlacedPicture {
    var placed = PlacedPicture(png: try addPicture(png, .png, named: name, to: part))
    if let outlines { placed.outlines = try addPicture(outlines, .svg, named: name, to: part) }
    return placed
  }

  /// Adds a picture to the document and a relationship to it; pictures with the same bytes are stored once.
  ///
  /// - Returns: the relationship's id.
  private func addPicture(
    _ png: Data, _ format: PictureFormat, named name: String, to part: String
  ) throws(DocumentError) -> String {
    let inner = "media/" + OfficeDocument.stem(of: png, named: name) + "." + format.rawValue
    let media = OfficeDocument.folder(of: part) + inner
    if try package.data(media) == nil { package.set(media, to: png) }
    try declare(ending: format.rawValue, format.contentType)
    return try relate(
      part, to: media, OfficeDocument.way(from: part) + inner, OfficeDocument.pictureType)
  }

  /// Adds a part to the document's folder.
  ///
  /// - Parameter name: the path inside the folder, without number and extension: "tags/giaoban".
  /// - Returns: the resulting name.
  func add(
    _ data: Data, _ type: String, named name: String, beside part: String
  ) throws(DocumentError) -> String {
    let folder = OfficeDocument.folder(of: part)
    let own = try freeName(folder + name)
    package.set(own, to: data)
    try declare(part: own, type)
    return String(own.dropFirst(folder.count))
  }

  /// The first unused name: the given start with a number and its extension.
  func freeName(_ start: String) throws(DocumentError) -> String {
    var number = 1
    while try package.data("\(start)\(number).xml") != nil { number += 1 }
    return "\(start)\(number).xml"
  }

  /// The name of a part that Giaoban adds, without folder and extension: the same contents give the same name.
  static func stem(of data: Data, named name: String) -> String {
    let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    return "giaoban-\(safe)-\(SHA256.of(data).prefix(8))"
  }

  /// The folder that contains all parts of a kind of document: "word/".
  static func folder(of part: String) -> String {
    part.split(separator: "/").first.map { $0 + "/" } ?? ""
  }

  /// The prefix of targets in that folder in the relationships of a part: "../" for a slide.
  static func way(from part: String) -> String {
    String(repeating: "../", count: max(0, part.count { $0 == "/" } - 1))
  }

  /// Adds a relationship to another part, unless it exists.
  ///
  /// - Parameter target: the target as written in the relationships of the part.
  /// - Returns: the relationship's id.
  func relate(
    _ part: String, to other: String, _ target: String, _ type: String
  ) throws(DocumentError) -> String {
    let (relationshipsPart, tree) = try relationships(of: part)
    let entries = tree.root.children("rel:Relationship")
    for entry in entries where self.target(of: entry, from: part) == other {
      if let id = entry.attribute(bare: "Id") { return id }
    }
    let ids = Set(entries.compactMap { $0.attribute(bare: "Id") })
    var number = entries.count + 1
    while ids.contains("rId\(number)") { number += 1 }
    let id = "rId\(number)"
    for node in try tree.elements(
      """
      <rel:Relationship Id="\(id)" Type="\(type)" Target="\(target)"/>
      """)
    {
      node.append(to: tree.root)
    }
    touch(relationshipsPart)
    return id
  }

  /// Declares the content type of an extension.
  func declare(ending: String, _ type: String) throws(DocumentError) {
    let tree = try tree(OfficeDocument.contentTypes)
    let isDeclared = tree.root.children("ct:Default").contains {
      $0.attribute(bare: "Extension")?.lowercased() == ending
    }
    guard !isDeclared else { return }
    let nodes = try tree.elements(
      "<ct:Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>")
    for node in nodes {
      // Defaults precede overrides.
      if let first = tree.root.children.first(where: \.isElement) {
        node.insertBefore(first)
      } else {
        node.append(to: tree.root)
      }
    }
    touch(OfficeDocument.contentTypes)
  }

  /// Declares the content type of a part.
  func declare(part: String, _ type: String) throws(DocumentError) {
    let tree = try tree(OfficeDocument.contentTypes)
    for node in try tree.elements(
      "<ct:Override PartName=\"/\(part)\" ContentType=\"\(type)\"/>")
    {
      node.append(to: tree.root)
    }
    touch(OfficeDocument.contentTypes)
  }

  /// Removes an unreferenced part, with parts that only it references.
  private func drop(_ part: String) throws(DocumentError) {
    let relationships = OfficeRelations.part(of: part)
    let own = try entries(of: part).compactMap { target(of: $0, from: part) }
    for name in [part, relationships] {
      package.remove(name)
      trees[name] = nil
      touched.remove(name)
    }
    let overrides = try tree(OfficeDocument.contentTypes).root.children("ct:Override")
    for entry in overrides where entry.attribute(bare: "PartName") == "/" + part {
      entry.remove()
      touch(OfficeDocument.contentTypes)
    }
    for target in own where try !isReferred(target) { try drop(target) }
  }

  /// Removes those of these relationships that a part no longer uses, and pictures that are then unused.
  func dropUnused(_ ids: Set<String>, from part: String) throws(DocumentError) {
    guard !ids.isEmpty else { return }
    var used: Set<String> = []
    for name in [OfficeName("r:embed"), "r:link", "r:id", "r:pict"] {
      try tree(part).root.walk { node in
        if let id = node.attribute(name) { used.insert(id) }
        return true
      }
    }
    let (relationshipsPart, tree) = try relationships(of: part)
    for entry in tree.root.children("rel:Relationship") {
      guard let id = entry.attribute(bare: "Id"), ids.contains(id), !used.contains(id) else {
        continue
      }
      let target = try target(of: id, from: part)
      entry.remove()
      touch(relationshipsPart)
      if let target, try !isReferred(target) { try drop(target) }
    }
  }

  private func isReferred(_ media: String) throws(DocumentError) -> Bool {
    for name in Set(package.names).union(trees.keys) where name.hasSuffix(".rels") {
      if trees[name] == nil, try package.data(name) == nil { continue }
      let (folder, file) = OfficeRelations.split(name)
      let part = folder.replacing("_rels/", with: "") + file.dropLast(".rels".count)
      for entry in try tree(name).root.children("rel:Relationship")
      where target(of: entry, from: part) == media { return true }
    }
    return false
  }
}

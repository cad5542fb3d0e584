import ClusterMetrics
import Foundation
import Office

/// Reads the frame of the slides from an office's presentation, and nothing else.
struct OfficeFrameReader {
  /// The kinds of relationships to follow: the look of masters and layouts.
  private static let kept: Set<String> = [
    "slideMaster", "slideLayout", "notesMaster", "theme", "themeOverride", "image", "hdphoto",
    "tableStyles",
  ]
  /// The allowed extensions of images; programs are excluded.
  private static let images: Set<String> = [
    "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "wdp",
  ]
  /// The greatest unpacked size of all parts together in bytes.
  private static let mostBytes = 256 << 20

  private let package: OfficePackage
  private let relations: OfficeRelations

  init(_ package: OfficePackage, _ relations: OfficeRelations) {
    (self.package, self.relations) = (package, relations)
  }

  /// The relationships of a part that are kept: their targets exist and belong to the frame.
  func kept(of part: String) throws(DocumentError) -> [OfficeRelations.Relation] {
    try kept(try relations.of(part))
  }

  private func kept(
    _ all: [OfficeRelations.Relation]
  ) throws(DocumentError) -> [OfficeRelations.Relation] {
    var kept: [OfficeRelations.Relation] = []
    for relation in all where OfficeFrameReader.kept.contains(relation.kind) {
      guard let target = relation.target, try package.holds(target) else { continue }
      let ending = target.split(separator: ".").last.map { $0.lowercased() } ?? ""
      let isImage = ["image", "hdphoto"].contains(relation.kind)
      guard !isImage || OfficeFrameReader.images.contains(ending) else { continue }
      kept.append(relation)
    }
    return kept
  }

  /// All parts that can be reached through relationships, each with its own; references to anything that is not kept
  /// are removed.
  func parts(
    behind start: [OfficeRelations.Relation]
  ) throws(DocumentError) -> [(name: String, data: Data)] {
    var found: [(String, Data)] = []
    var seen: Set<String> = []
    var bytes = 0
    var open = start.compactMap(\.target)[...]
    while let name = open.popFirst() {
      guard seen.insert(name).inserted, var data = try package.data(name) else { continue }
      let own = try relations.of(name)
      let kept = try kept(own)
      if name.lowercased().hasSuffix(".xml"), !own.isEmpty {
        data = try cleaned(data, of: name, known: Set(kept.map(\.id)))
      }
      bytes += data.count
      guard bytes <= OfficeFrameReader.mostBytes else {
        throw .damaged(
          part: name,
          reason: LocalizedText(
            vi: "các phần giải nén ra lớn hơn \(ByteSize.text(OfficeFrameReader.mostBytes))",
            en: "its parts unpack to more than \(ByteSize.text(OfficeFrameReader.mostBytes))"))
      }
      found.append((name, data))
      if !kept.isEmpty {
        found.append((OfficeRelations.part(of: name), OfficeRelations.data(kept)))
      }
      open += kept.compactMap(\.target)
    }
    return found
  }

  /// The elements that are removed together with a broken reference, from the smallest to the largest.
  private static let holders: [OfficeName] = [
    "a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver", "p:custDataLst", "p:controls",
    "p:sldLayoutId", "p:pic",
    "p:graphicFrame", "p:bg", "p:transition", "p:timing",
  ]

  /// A part without references to relationships that it no longer has.
  private func cleaned(
    _ data: Data, of name: String, known: Set<String>
  ) throws(DocumentError) -> Data {
    let tree = try XMLTree(data, part: name)
    var loose: [XMLNode] = []
    tree.root.walk { node in
      for attribute in [OfficeName("r:id"), "r:embed", "r:link", "r:pict"] {
        guard let id = node.attribute(attribute), !id.isEmpty, !known.contains(id) else { continue }
        loose.append(node)
        return false
      }
      // Actions that run something need no relationship.
      if node.isNamed("a:hlinkClick") || node.isNamed("a:hlinkHover"),
        node.attribute(bare: "action")?.hasPrefix("ppaction://") == true
      {
        loose.append(node)
        return false
      }
      return true
    }
    guard !loose.isEmpty else { return data }
    // A link on a picture is removed alone; a picture without its part is removed as a whole.
    let holders = Set(
      loose.map { node in
        OfficeFrameReader.holders.lazy.compactMap { name in
          node.isNamed(name) ? node : node.ancestor(name)
        }.first ?? node
      })
    // Inner elements are removed together with the outer ones.
    let outermost = holders.filter { holder in
      var parent = holder.parent
      while let node = parent {
        if holders.contains(node) { return false }
        parent = node.parent
      }
      return true
    }
    for holder in outermost { holder.remove() }
    return tree.data
  }
}

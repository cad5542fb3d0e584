import Charting
import ClusterMetrics
import Foundation
import Office

/// The master of an office's own presentation, as the frame of a pack's slides: its masters, layouts, themes and
/// pictures stay as they are, its slides go.
package struct OfficeMaster: SlideFrame {
  let size: Size
  let cover: SlideLayout
  let points: SlideLayout
  let picture: SlideLayout

  /// The name of the presentation's own part, and where notes have their master.
  let main: String
  private let notesMaster: String?
  /// Every part that the slides' frame is made of, with its content type, but for the presentation's own.
  private let parts: [(name: String, data: Data, type: String?)]
  private let presentation: Data
  private let relations: [OfficeRelations.Relation]
  /// Of parts without a type of their own, by ending.
  private let defaults: [String: String]

  /// - Throws: `DocumentError.unreadable` where the file is no presentation, or has no layout.
  package init(path: String) throws(DocumentError) {
    let package = try OfficePackage(path: path)
    let all = OfficeRelations(package)
    func refused(_ vietnamese: String, _ english: String) -> DocumentError {
      .unreadable(file: path, reason: LocalizedText(vi: vietnamese, en: english))
    }
    guard let main = try all.of("").first(where: { $0.kind == "officeDocument" })?.target,
      let data = try package.data(main)
    else {
      throw refused("tệp không phải bản trình chiếu", "this is no presentation")
    }
    let root = try XMLTree(data, part: main).root
    guard root.isNamed("p:presentation") else {
      throw refused(
        "tệp không phải bản trình chiếu .pptx, hoặc lưu dạng Strict Open XML",
        "this is no .pptx presentation, or it is saved as Strict Open XML")
    }
    // What goes with the slides, and macros, for which nobody has asked.
    let dropped: Set<String> = ["slide", "vbaProject", "revisionInfo", "changesInfo"]
    relations = try all.of(main).filter { !dropped.contains($0.kind) }
    (self.main, presentation) = (main, data)
    notesMaster = relations.first { $0.kind == "notesMaster" }?.target
    let types = try OfficeRelations.types(package)
    defaults = types.defaults
    var found: [(String, Data, String?)] = []
    for name in try all.reached(from: relations.compactMap(\.target), dropping: dropped) {
      guard let data = try package.data(name) else { continue }
      found.append((name, data, types.overrides[name]))
    }
    parts = found

    let stated = root.child("p:sldSz")
    size = Size(
      width: Double(stated?.length(bare: "cx") ?? 9_144_000) / 12_700,
      height: Double(stated?.length(bare: "cy") ?? 6_858_000) / 12_700)
    guard let master = relations.first(where: { $0.kind == "slideMaster" })?.target else {
      throw refused("bản trình chiếu không có trang cái", "the presentation has no slide master")
    }
    let layouts = try OfficeLayouts(package, all, master: master, whole: size)
    guard let cover = layouts.cover, let points = layouts.points, let picture = layouts.picture
    else {
      throw refused(
        "trang cái không có bố cục nào", "the slide master has no layout")
    }
    (self.cover, self.points, self.picture) = (cover, points, picture)
  }

  func add(to parts: inout OfficeParts, slides: Int, sections: String) throws(DocumentError) {
    for (name, data, type) in self.parts {
      parts.add(name, data, contentType: type)
    }
    for (ending, type) in defaults { parts.declare(ending: ending, type) }
    var relations = relations
    if notesMaster == nil {
      OwnSlideFrame(theme: .image, language: "vi-VN").addNotesMaster(
        to: &parts, theme: "giaoban-notes")
      relations.append(
        .init(
          id: "giaobanNotes", type: OfficeRelations.base + "notesMaster",
          target: "ppt/notesMasters/notesMaster1.xml"))
    }
    for number in 0..<slides {
      relations.append(
        .init(
          id: "giaoban\(number)", type: OfficeRelations.base + "slide",
          target: "ppt/slides/slide\(number + 1).xml"))
    }
    let tree = try XMLTree(presentation, part: main)
    try list(slides: slides, sections, in: tree)
    parts.add(
      main, tree.data,
      contentType: "application/" + SlideFile.main + "presentation.main+xml")
    parts.add(
      OfficeRelations.part(of: main), OfficeRelations.data(relations), contentType: nil)
  }

  /// The part that notes have as their master.
  var notesMasterPart: String { notesMaster ?? "ppt/notesMasters/notesMaster1.xml" }

  /// Puts our slides into the list of the presentation, in the place that the schema has for it.
  private func list(slides: Int, _ sections: String, in tree: XMLTree) throws(DocumentError) {
    let root = tree.root
    for name in [OfficeName("p:sldIdLst"), "p:custShowLst", "p:custDataLst"] {
      root.child(name)?.remove()
    }
    let extensions = root.child("p:extLst")
    for entry in extensions?.children ?? []
    where entry.attribute(bare: "uri") == SlideFile.sectionsURI { entry.remove() }
    let markup = (0..<slides).map { number -> Markup in
      "<p:sldId id=\"\(256 + number)\" r:id=\"giaoban\(number)\"/>"
    }
    let notes: Markup =
      notesMaster == nil
      ? "<p:notesMasterIdLst><p:notesMasterId r:id=\"giaobanNotes\"/></p:notesMasterIdLst>" : ""
    let lists = try tree.elements(
      "\(notes)<p:sldIdLst>\(markup.reduce("", +))</p:sldIdLst>")
    // After the masters, before the sizes.
    let before = ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"]
    let last = root.children.last { $0.isElement && before.contains($0.localName) }
    let handout = root.child("p:handoutMasterIdLst")
    for node in lists {
      if node.isNamed("p:notesMasterIdLst"), let handout {
        node.insertBefore(handout)
      } else if node.isNamed("p:sldIdLst"),
        let size = root.child("p:sldSz") ?? root.child("p:notesSz")
      {
        node.insertBefore(size)
      } else if let last {
        node.insertAfter(last)
      }
    }
    let section = try tree.elements(Markup(raw: sections))
    let holder: XMLNode
    if let extensions {
      holder = extensions
    } else {
      holder = try tree.elements("<p:extLst/>")[0]
      holder.append(to: root)
    }
    for node in section { node.append(to: holder) }
  }
}

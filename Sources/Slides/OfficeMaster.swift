import Charting
import ClusterMetrics
import Foundation
import Office

/// The master of an office's own presentation, as the frame of a pack's slides. Its masters, layouts, themes and
/// pictures stay unchanged; its slides, notes, authors, macros and everything else are removed, with references to
/// them.
package struct OfficeMaster: SlideFrame {
  package let size: Size
  package let cover: SlideLayout
  package let points: SlideLayout
  package let picture: SlideLayout

  /// The name of the presentation's main part, and of the notes' master.
  package let main: String
  private let notesMaster: String?
  /// The parts of the slides' frame with their content types, except the presentation's main part.
  private let parts: [(name: String, data: Data, type: String?)]
  private let presentation: Data
  private let relations: [OfficeRelations.Relation]
  /// The content types by extension, for parts without a type.
  private let defaults: [String: String]

  /// - Throws: `DocumentError.unreadable` if the file is not a presentation, or has no layout.
  package init(path: String) throws(DocumentError) {
    let package = try OfficePackage(path: path)
    let all = OfficeRelations(package)
    func refused(_ vietnamese: String, _ english: String) -> DocumentError {
      .unreadable(file: path, reason: LocalizedText(vi: vietnamese, en: english))
    }
    guard let main = try all.of("").first(where: { $0.kind == "officeDocument" })?.target,
      let data = try package.data(main)
    else {
      throw refused("tệp không phải bản trình chiếu", "the file is not a presentation")
    }
    let root = try XMLTree(data, part: main).root
    guard root.isNamed("p:presentation") else {
      throw refused(
        "tệp không phải bản trình chiếu .pptx, hoặc lưu dạng Strict Open XML",
        "this is no .pptx presentation, or it is saved as Strict Open XML")
    }
    let reader = OfficeFrameReader(package, all)
    relations = try reader.kept(of: main)
    (self.main, presentation) = (main, data)
    notesMaster = relations.first { $0.kind == "notesMaster" }?.target
    let types = try OfficeRelations.types(package)
    guard !types.defaults.isEmpty || !types.overrides.isEmpty else {
      throw refused(
        "tệp bị hỏng: thiếu [Content_Types].xml", "it is damaged: it has no [Content_Types].xml")
    }
    defaults = types.defaults
    parts = try reader.parts(behind: relations).map { name, data in
      (name, data, types.overrides[name])
    }

    let stated = root.child("p:sldSz")
    let sides = [("cx", 9_144_000), ("cy", 6_858_000)].map {
      stated == nil ? $0.1 : stated?.length(bare: $0.0) ?? 0
    }
    // The limits of PowerPoint: 1 to 56 inches (ECMA-376, part 1, 19.7.7).
    guard sides.allSatisfy({ (914_400...51_206_400).contains($0) }) else {
      throw refused(
        "khổ trang chiếu không hợp lệ", "the size of its slides is none that slides have")
    }
    size = Size(width: Double(sides[0]) / 12_700, height: Double(sides[1]) / 12_700)
    guard root.child("p:sldMasterIdLst")?.children("p:sldMasterId").isEmpty == false,
      let master = relations.first(where: { $0.kind == "slideMaster" })?.target
    else {
      throw refused(
        "bản trình chiếu không có bản cái trang chiếu (Slide Master)",
        "the presentation has no slide master")
    }
    let layouts = try OfficeLayouts(package, all, master: master, whole: size)
    guard let cover = layouts.cover, let points = layouts.points, let picture = layouts.picture
    else {
      throw refused(
        "bản cái trang chiếu không có bố cục nào", "the slide master has no layout")
    }
    (self.cover, self.points, self.picture) = (cover, points, picture)
  }

  package func add(to parts: inout OfficeParts, slides: Int, sections: String) throws(DocumentError)
  {
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

  /// The part of the notes' master.
  package var notesMasterPart: String { notesMaster ?? "ppt/notesMasters/notesMaster1.xml" }

  /// Inserts our slides into the list of the presentation, at the place that the schema prescribes.
  private func list(slides: Int, _ sections: String, in tree: XMLTree) throws(DocumentError) {
    let root = tree.root
    for name in [
      OfficeName("p:sldIdLst"), "p:custShowLst", "p:custDataLst", "p:handoutMasterIdLst",
      "p:modifyVerifier", "p:embeddedFontLst", "p:photoAlbum",
    ] { root.child(name)?.remove() }
    // Ignore a master whose part is missing.
    let known = Set(relations.map(\.id))
    for entry in root.descendants("p:sldMasterId")
    where entry.attribute("r:id").map(known.contains) != true { entry.remove() }
    if root.child("p:sldSz") == nil {
      let markup: Markup =
        "<p:sldSz cx=\"\(Int(size.width * 12_700))\" cy=\"\(Int(size.height * 12_700))\"/>"
      for node in try tree.elements(markup) {
        if let notes = root.child("p:notesSz") {
          node.insertBefore(notes)
        } else {
          node.append(to: root)
        }
      }
    }
    if notesMaster == nil { root.child("p:notesMasterIdLst")?.remove() }
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
    if let size = root.child("p:sldSz") { for node in lists { node.insertBefore(size) } }
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

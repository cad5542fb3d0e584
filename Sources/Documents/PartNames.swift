import ClusterMetrics
import Office
import Packs
import Reporting
import ReportWords

/// The names of a document's parts for people: "trang chiếu 3" for `ppt/slides/slide10.xml`.
struct PartNames {
  private var names: [String: LocalizedText] = [:]

  private static let kinds: [(ending: String, name: LocalizedText)] = [
    (".main+xml", LocalizedText(vi: "văn bản", en: "text")),
    (".header+xml", LocalizedText(vi: "đầu trang", en: "header")),
    (".footer+xml", LocalizedText(vi: "chân trang", en: "footer")),
    (".footnotes+xml", LocalizedText(vi: "chú thích cuối trang", en: "footnotes")),
    (".endnotes+xml", LocalizedText(vi: "chú thích cuối văn bản", en: "endnotes")),
    (".slideLayout+xml", LocalizedText(vi: "bố cục trang chiếu", en: "slide layout")),
    (".slideMaster+xml", LocalizedText(vi: "bản cái trang chiếu", en: "slide master")),
    (".notesMaster+xml", LocalizedText(vi: "bản cái ghi chú", en: "notes master")),
    (".chart+xml", LocalizedText(vi: "biểu đồ của Office", en: "Office chart")),
    (".diagramData+xml", LocalizedText(vi: "sơ đồ", en: "diagram")),
    (".diagramDrawing+xml", LocalizedText(vi: "sơ đồ", en: "diagram")),
    ("-properties+xml", LocalizedText(vi: "thuộc tính của tệp", en: "properties of the file")),
  ]

  /// The parts of a document; slides have the numbers that users see.
  init(_ document: OfficeDocument) {
    for part in document.parts(ofType: PartNames.kinds.map(\.ending)) {
      let type = document.type(of: part) ?? ""
      names[part] = PartNames.kinds.first { type.hasSuffix($0.ending) }?.name
    }
    for (index, slide) in PartNames.slides(of: document).enumerated() {
      names[slide] = LocalizedText(vi: "trang chiếu \(index + 1)", en: "slide \(index + 1)")
      for notes in (try? document.targets("notesSlide", from: slide)) ?? [] {
        names[notes] = LocalizedText(
          vi: "ghi chú của trang chiếu \(index + 1)", en: "notes of slide \(index + 1)")
      }
    }
  }

  /// The slides of a presentation in order (ECMA-376, part 1, 19.2.1.34); empty for other documents.
  private static func slides(of document: OfficeDocument) -> [String] {
    for part in document.parts(ofType: [".main+xml"]) {
      guard let list = (try? document.tree(part))?.root.child("p:sldIdLst") else { continue }
      return list.children("p:sldId").compactMap { entry in
        entry.attribute("r:id").flatMap { try? document.target(of: $0, from: part) }
      }
    }
    return []
  }

  /// The name of a part; its file name if there is no other.
  func name(of part: String) -> LocalizedText {
    names[part] ?? LocalizedText(part.split(separator: "/").last.map(String.init) ?? part)
  }
}

extension OfficeDocument {
  /// The part that contains a text, and the beginning of the text.
  func place(_ part: String, _ text: String, _ words: Wording) -> String {
    let name = words(partNames.name(of: part))
    let own = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return own.isEmpty ? name : "\(name), \(PlaceholderCheck.beginning(of: own))"
  }
}

/// The parts of a workbook, found by relationships, whatever the names of the parts (ECMA-376, part 2, section 9.3).
struct WorkbookParts {
  /// The names of parts by their ids in the workbook.
  private(set) var byID: [String: String] = [:]
  private(set) var styles: String?
  private(set) var strings: String?
  /// The parts of sheets that are charts or macros, not tables.
  private var others: Set<String> = []

  /// The part of the workbook itself.
  static func main(of archive: ZipArchive) throws(TableFault) -> String {
    var main = "xl/workbook.xml"
    if let stream = try archive.stream("_rels/.rels") {
      try forEachRelationship(stream) { _, type, target in
        if type == "officeDocument" { main = resolved(target, from: "") }
      }
    }
    return main
  }

  init(_ archive: ZipArchive, of main: String) throws(TableFault) {
    let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
    let relations = folder + "_rels/" + main.dropFirst(folder.count) + ".rels"
    guard let stream = try archive.stream(relations) else {
      throw .lacks(relations)
    }
    var found = WorkbookParts()
    try WorkbookParts.forEachRelationship(stream) { id, type, target in
      let part = WorkbookParts.resolved(target, from: folder)
      found.byID[id] = part
      switch type {
      case "styles": found.styles = part
      case "sharedStrings": found.strings = part
      case "worksheet", "": break
      default: found.others.insert(part)
      }
    }
    self = found
  }

  private init() {}

  /// Whether a part listed as a sheet contains cells.
  func isWorksheet(_ part: String) -> Bool { !others.contains(part) }

  /// Passes the id, the last component of the type, and the target of each relationship within the package to a
  /// closure.
  private static func forEachRelationship(
    _ stream: XMLStream, _ body: (String, Substring, String) -> Void
  ) throws(TableFault) {
    while let event = try stream.next() {
      guard case .start = event, stream.isNamed("Relationship"),
        stream.attribute("TargetMode")?.text != "External",
        let id = stream.attribute("Id")?.text, let target = stream.attribute("Target")?.text
      else { continue }
      let type = stream.attribute("Type")?.text ?? ""
      body(id, type.split(separator: "/").last ?? "", target)
    }
  }

  /// The name of a part, given relative to the folder of another one.
  private static func resolved(_ target: String, from folder: String) -> String {
    let path = target.replacing("\\", with: "/")
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : folder + path).split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

/// What the character styles of a Word document do to the text of a run (ECMA-376, part 1, section 17.7).
struct WordStyles {
  struct Look {
    var isStruck = false
    var isHidden = false
    var isRaised = false
  }

  private var looks: [String: Look] = [:]

  init() {}

  init(_ stream: XMLStream) throws(TableFault) {
    var id = ""
    while let event = try stream.next() {
      guard case .start = event else { continue }
      func value() -> String { stream.attribute("val", inNamespace: true)?.text ?? "1" }
      func isSet() -> Bool { !["0", "false", "off"].contains(value()) }
      switch stream.localName {
      case "style": id = stream.attribute("styleId", inNamespace: true)?.text ?? ""
      case "basedOn": looks[id] = looks[value()]
      case "strike", "dstrike": looks[id, default: Look()].isStruck = isSet()
      case "vanish": looks[id, default: Look()].isHidden = isSet()
      case "vertAlign": looks[id, default: Look()].isRaised = value() != "baseline"
      default: break
      }
    }
  }

  /// What a style does; nothing where there is none of that id.
  subscript(id: String) -> Look { looks[id] ?? Look() }
}

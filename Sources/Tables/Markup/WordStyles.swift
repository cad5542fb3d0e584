/// The effects of a Word document's character styles on the text of runs (ECMA-376, part 1, section 17.7).
package struct WordStyles {
  struct Look {
    var isStruck = false
    var isHidden = false
    var isRaised = false
  }

  private var looks: [String: Look] = [:]

  /// - Parameter stream: the part with the styles; `nil` for none.
  init(_ stream: XMLStream?) throws(TableFault) {
    guard let stream else { return }
    var id = ""
    while let event = try stream.next() {
      guard case .start = event else { continue }
      switch stream.localName {
      case "style": id = stream.attribute("styleId", inNamespace: true)?.text ?? ""
      case "basedOn": looks[id] = looks[stream.wordValue ?? ""]
      case "strike", "dstrike": looks[id, default: Look()].isStruck = stream.isWordOn
      case "vanish": looks[id, default: Look()].isHidden = stream.isWordOn
      case "vertAlign": looks[id, default: Look()].isRaised = stream.isWordRaised
      default: break
      }
    }
  }

  /// The effect of a style; none if the id is unknown.
  subscript(id: String) -> Look { looks[id] ?? Look() }
}

extension XMLStream {
  /// The value of the current WordprocessingML element.
  var wordValue: String? { attribute("val", inNamespace: true)?.text }

  /// Whether an on/off property is on, which it also is without a value (section 17.17.4).
  var isWordOn: Bool { !["0", "false", "off"].contains(wordValue ?? "1") }

  /// Whether text is superscript or subscript.
  var isWordRaised: Bool { ["superscript", "subscript"].contains(wordValue) }
}

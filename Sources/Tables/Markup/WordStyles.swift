/// What the character styles of a Word document do to the text of a run (ECMA-376, part 1, section 17.7).
package struct WordStyles {
  struct Look {
    var isStruck = false
    var isHidden = false
    var isRaised = false
  }

  private var looks: [String: Look] = [:]

  /// - Parameter stream: the part with the styles; without one there are none.
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

  /// What a style does; nothing where there is none of that id.
  subscript(id: String) -> Look { looks[id] ?? Look() }
}

extension XMLStream {
  /// What the element of WordprocessingML says that the stream stands on.
  var wordValue: String? { attribute("val", inNamespace: true)?.text }

  /// Whether a property that is on or off is on: it is so without a value, too (section 17.17.4).
  var isWordOn: Bool { !["0", "false", "off"].contains(wordValue ?? "1") }

  /// Whether text stands above or below the line.
  var isWordRaised: Bool { ["superscript", "subscript"].contains(wordValue) }
}

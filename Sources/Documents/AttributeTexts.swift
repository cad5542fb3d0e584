import Office

/// Placeholders in attributes of pictures, links and content controls: alternative texts, tooltips, names. They cannot
/// be marked, so they are filled only once.
struct AttributeTexts {
  let document: OfficeDocument
  let answers: PackAnswers
  let part: String

  /// An attribute that contains text.
  private struct Place {
    var text: String
    var set: (String) -> Void
  }

  private func places() throws -> [Place] {
    var found: [Place] = []
    try document.tree(part).root.walk { node in
      for name in ["descr", "title", "tooltip"] {
        if let text = node.attribute(bare: name), text.contains("{{") {
          found.append(Place(text: text) { node.setAttribute(bare: name, $0) })
        }
      }
      var names: [OfficeName] = ["w:tooltip"]
      if node.isNamed("w:alias") || node.isNamed("w:listItem") { names.append("w:val") }
      if node.isNamed("w:listItem") { names.append("w:displayText") }
      for name in names {
        if let text = node.attribute(name), text.contains("{{") {
          found.append(Place(text: text) { node.setAttribute(name, $0) })
        }
      }
      return true
    }
    return found
  }

  func unknown() throws -> [DocumentError.Unknown] {
    let check = PlaceholderCheck(document: document, answers: answers, place: .elsewhere)
    return try places().flatMap { check.unknown(in: $0.text, part: part) }
  }

  func fill(_ log: inout AttachmentLog) throws {
    for place in try places() {
      let text = try answers.filled(place.text, &log)
      guard text != place.text else { continue }
      place.set(text)
      document.touch(part)
    }
  }
}

import Foundation
import Office

/// The room in a text box, in twentieths of a point.
struct WordTextBox {
  var width: Int
  /// `nil` if the box grows with its text.
  var height: Int?

  /// The default margins of a box at both sides together, and above and below together: a tenth and a twentieth of an
  /// inch each (ECMA-376, part 1, 20.1.10.3: `bodyPr`).
  private static let margins = (sides: 288, ends: 144)

  /// - Returns: `nil` if the node is not in a text box.
  init?(holding node: XMLNode) {
    if let shape = node.ancestor("wps:wsp") {
      guard
        let extent = shape.descendants("a:ext").first(where: { $0.attribute(bare: "cx") != nil })
      else { return nil }
      let scale = WordTextBox.scale(of: shape)
      func twips(_ name: String, _ scale: Double) -> Int {
        Int(Double(extent.length(bare: name) ?? 0) * scale) / WordMarkup.emuPerTwip
      }
      width = twips("cx", scale.width) - WordTextBox.margins.sides
      let grows = !shape.descendants("a:spAutoFit").isEmpty
      height = grows ? nil : twips("cy", scale.height) - WordTextBox.margins.ends
    } else if let box = node.ancestor("v:textbox"), let shape = box.parent,
      let width = WordTextBox.length("width", in: shape.attribute(bare: "style") ?? "")
    {
      self.width = width - WordTextBox.margins.sides
      let style = box.attribute(bare: "style") ?? ""
      height =
        style.contains("mso-fit-shape-to-text:t")
        ? nil
        : WordTextBox.length("height", in: shape.attribute(bare: "style") ?? "").map {
          $0 - WordTextBox.margins.ends
        }
    } else {
      return nil
    }
  }

  /// The scale of the groups around a shape (20.1.7.5, `chExt` and `ext`).
  private static func scale(of shape: XMLNode) -> (width: Double, height: Double) {
    var scale = (width: 1.0, height: 1.0)
    var node = shape.parent
    while let group = node {
      let frame = group.children.first { $0.localName == "grpSpPr" }?.child("a:xfrm")
      if let outer = frame?.child("a:ext"), let inner = frame?.child("a:chExt") {
        func ratio(_ name: String) -> Double {
          let (own, child) = (outer.length(bare: name) ?? 0, inner.length(bare: name) ?? 0)
          return own > 0 && child > 0 ? Double(own) / Double(child) : 1
        }
        scale = (scale.width * ratio("cx"), scale.height * ratio("cy"))
      }
      node = group.parent
    }
    return scale
  }

  /// A length in a VML style: "width:189pt".
  private static func length(_ name: String, in style: String) -> Int? {
    let units = ["pt": 20.0, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54, "px": 15]
    for rule in style.split(separator: ";") {
      let parts = rule.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name else {
        continue
      }
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      let number = value.prefix { $0.isNumber || $0 == "." }
      guard let amount = Double(number), let unit = units[String(value.dropFirst(number.count))]
      else { return nil }
      return Int(amount * unit)
    }
    return nil
  }
}

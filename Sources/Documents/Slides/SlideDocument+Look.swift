import Office

/// Copies the look of a text box to the picture or chart that replaces it.
extension SlideDocument {
  /// Gives the element before a shape the shape's rotation, outline, link and description.
  func keepLook(of shape: XMLNode, at tree: XMLTree, _ part: String) {
    guard let fresh = shape.previousElement else { return }
    let old = shape.descendant(at: "p:nvSpPr", "p:cNvPr")
    let new =
      fresh.descendant(at: "p:nvPicPr", "p:cNvPr")
      ?? fresh.descendant(at: "p:nvGraphicFramePr", "p:cNvPr")
    let link =
      old?.child("a:hlinkClick") ?? shape.descendants("a:hlinkClick").first
    if let link, let new { link.copy().append(to: new) }
    let properties = shape.child("p:spPr")
    // A native chart cannot be rotated, and has no outline.
    guard let picture = fresh.child("p:spPr") else { return }
    if let rotation = properties?.child("a:xfrm")?.attribute(bare: "rot") {
      picture.child("a:xfrm")?.setAttribute(bare: "rot", rotation)
    }
    if let line = properties?.child("a:ln") { line.copy().append(to: picture) }
  }
}

import Office

/// What a text box looked like passes on to the picture or chart that takes its place.
extension SlideDocument {
  /// Gives what stands before a shape its rotation, its line, its link and its description.
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
    // A chart of Office's own stands straight, and has no frame of its own.
    guard let picture = fresh.child("p:spPr") else { return }
    if let rotation = properties?.child("a:xfrm")?.attribute(bare: "rot") {
      picture.child("a:xfrm")?.setAttribute(bare: "rot", rotation)
    }
    if let line = properties?.child("a:ln") { line.copy().append(to: picture) }
  }
}

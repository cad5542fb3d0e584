import Charting
import Office

/// What stands on a slide, in the markup of PresentationML. Places are in points of a page of 960 × 540.
struct SlideMarkup {
  let language: String

  static let margin = 40.0
  static let titleBox = Rect(x: margin, y: 22, width: 880, height: 62)
  static let subtitleBox = Rect(x: margin, y: 84, width: 880, height: 24)
  /// The size of a subtitle's letters, and the height of a line of them.
  static let (subtitleSize, subtitleLine) = (14.0, 18.0)
  static let bodyBox = Rect(x: margin, y: 114, width: 880, height: 372)
  static let footerBox = Rect(x: margin, y: 492, width: 800, height: 34)
  static let numberBox = Rect(x: 860, y: 504, width: 60, height: 20)

  /// 12,700 English metric units are a point.
  static func units(_ points: Double) -> Int { Int((points * 12_700).rounded()) }

  static func transform(_ box: Rect) -> String {
    "<a:xfrm><a:off x=\"\(units(box.x))\" y=\"\(units(box.y))\"/>"
      + "<a:ext cx=\"\(units(box.width))\" cy=\"\(units(box.height))\"/></a:xfrm>"
  }

  /// The group that all shapes of a slide lie in.
  static let root =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
    + "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>"
    + "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"

  private func run(_ text: String) -> String {
    "<a:r><a:rPr lang=\"\(language)\" dirty=\"0\"/><a:t>\(text.inXML)</a:t></a:r>"
  }

  private func paragraphs(_ texts: [String]) -> String {
    texts.map { "<a:p>\(run($0))</a:p>" }.joined()
  }

  /// A shape that fills a place of the layout.
  private func shape(
    _ id: Int, _ name: String, _ placeholder: String, _ texts: [String], box: Rect? = nil
  ) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"\(name.inXML)\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
      + "<p:nvPr><p:ph \(placeholder)/></p:nvPr></p:nvSpPr><p:spPr>\(box.map(SlideMarkup.transform) ?? "")</p:spPr>"
      + "<p:txBody><a:bodyPr/><a:lstStyle/>\(texts.isEmpty ? "<a:p/>" : paragraphs(texts))</p:txBody></p:sp>"
  }

  func slide(_ slide: Slide, number: Int) -> String {
    var shapes: [String] = []
    switch slide.body {
    case .cover(let lines):
      shapes.append(shape(2, "Title", "type=\"ctrTitle\"", [slide.title]))
      shapes.append(shape(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", lines))
    case .points(let sentences):
      shapes.append(shape(2, "Title", "type=\"title\"", [slide.title]))
      shapes.append(
        shape(3, "Subtitle", "type=\"body\" idx=\"10\" sz=\"quarter\"", [slide.subtitle]))
      shapes.append(shape(4, "Text", "type=\"body\" idx=\"11\"", sentences))
      shapes.append(numberShape(5))
    case .picture(let scene, let footer):
      shapes.append(shape(2, "Title", "type=\"title\"", [slide.title]))
      // What a long subtitle takes, the picture leaves.
      let shift = Double(slide.subtitleLines - 1) * SlideMarkup.subtitleLine
      let box = SlideMarkup.subtitleBox
      shapes.append(
        shape(
          3, "Subtitle", "type=\"body\" idx=\"10\" sz=\"quarter\"", [slide.subtitle],
          box: shift > 0
            ? Rect(x: box.x, y: box.y, width: box.width, height: box.height + shift) : nil))
      shapes.append(
        picture(scene, description: slide.notes, name: slide.title, below: shift))
      shapes.append(shape(5, "Source", "type=\"body\" idx=\"12\" sz=\"quarter\"", [footer]))
      shapes.append(numberShape(6))
    }
    return "<p:sld \(SlideFile.namespaces)><p:cSld><p:spTree>\(SlideMarkup.root)\(shapes.joined())"
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
  }

  private func numberShape(_ id: Int) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"Number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
      + "<p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"13\"/></p:nvPr></p:nvSpPr><p:spPr/>"
      + "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{6B1A0B4E-0000-4000-8001-000000000001}\" type=\"slidenum\">"
      + "<a:rPr lang=\"\(language)\"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
  }

  /// The slide's second and third relation.
  private static let blip = PlacedPicture(png: "rId2", outlines: "rId3").blip

  /// The chart as large as its room lets it be, from the left.
  ///
  /// - Parameter shift: how much lower than usual it begins.
  private func picture(
    _ scene: Scene, description: String, name: String, below shift: Double
  ) -> String {
    let body = SlideMarkup.bodyBox
    let room = Rect(
      x: body.x, y: body.y + shift, width: body.width, height: body.height - shift)
    let scale = min(room.width / scene.size.width, room.height / scene.size.height)
    let box = Rect(
      x: room.x, y: room.y, width: scene.size.width * scale, height: scene.size.height * scale)
    return
      "<p:pic><p:nvPicPr><p:cNvPr id=\"4\" name=\"\(name.inXML)\" descr=\"\(description.inXML)\"/>"
      + "<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>"
      + "<p:blipFill>\(SlideMarkup.blip.xml)<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
      + "<p:spPr>\(SlideMarkup.transform(box))<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>"
  }

  func notes(_ slide: Slide) -> String {
    "<p:notes \(SlideFile.namespaces)><p:cSld><p:spTree>\(SlideMarkup.root)"
      + "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/>"
      + "</p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
      + shape(
        3, "Notes", "type=\"body\" idx=\"1\"", slide.notes.split(separator: "; ").map(String.init))
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
  }
}

import Charting
import Office

/// The content of a slide in PresentationML. Places in the built-in master are in points of a page of 960 × 540.
package struct SlideMarkup {
  let language: String
  let frame: any SlideFrame
  let measurer: any TextMeasurer

  /// The layout of a slide.
  func layout(of slide: Slide) -> SlideLayout {
    switch slide.body {
    case .cover: frame.cover
    case .points: frame.points
    case .picture: frame.picture
    }
  }

  static let margin = 40.0
  static let titleBox = Rect(x: margin, y: 22, width: 880, height: 62)
  static let subtitleBox = Rect(x: margin, y: 84, width: 880, height: 24)
  /// The text size of a subtitle, and the height of its lines.
  package static let (subtitleSize, subtitleLine) = (14.0, 18.0)
  static let bodyBox = Rect(x: margin, y: 114, width: 880, height: 372)
  static let footerBox = Rect(x: margin, y: 492, width: 800, height: 34)
  static let numberBox = Rect(x: 860, y: 504, width: 60, height: 20)

  /// A point has 12,700 English metric units.
  static func units(_ points: Double) -> Int { Int((points * 12_700).rounded()) }

  static func transform(_ box: Rect) -> String {
    "<a:xfrm><a:off x=\"\(units(box.x))\" y=\"\(units(box.y))\"/>"
      + "<a:ext cx=\"\(units(box.width))\" cy=\"\(units(box.height))\"/></a:xfrm>"
  }

  /// The group that contains all shapes of a slide.
  static let root =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
    + "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>"
    + "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"

  /// - Parameter size: the text size in points; `nil` for the layout's.
  private func paragraphs(_ texts: [String], size: Double?, color: String) -> String {
    let size = size.map { " sz=\"\(Int($0 * 100))\"" } ?? ""
    return texts.map { text in
      "<a:p><a:r><a:rPr lang=\"\(language)\"\(size) dirty=\"0\">\(color)</a:rPr><a:t>\(text.inXML)</a:t></a:r></a:p>"
    }.joined()
  }

  /// A shape that fills a placeholder of the layout, or a text box if the layout has none for it.
  private func shape(
    _ id: Int, _ name: String, _ place: SlideLayout.Place, _ texts: [String]
  ) -> String {
    let size = place.isFitted ? fittingSize(texts, in: place) : nil
    let text = texts.isEmpty ? "<a:p/>" : paragraphs(texts, size: size, color: place.color)
    let head = "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"\(name.inXML)\"/>"
    guard let placeholder = place.placeholder else {
      return head + "<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>"
        + "<p:spPr>\(SlideMarkup.transform(place.box))<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>"
        + "<p:txBody><a:bodyPr wrap=\"square\" tIns=\"0\" bIns=\"0\"/><a:lstStyle/>\(text)</p:txBody></p:sp>"
    }
    return head + "<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
      + "<p:nvPr><p:ph \(placeholder)/></p:nvPr></p:nvSpPr><p:spPr>\(place.isMoved ? SlideMarkup.transform(place.box) : "")</p:spPr>"
      + "<p:txBody><a:bodyPr/><a:lstStyle/>\(text)</p:txBody></p:sp>"
  }

  /// The size at which texts fit into a box, in points; `nil` for the layout's. The fonts available where the slides
  /// are shown are unknown: the one used for measuring is wider than most.
  private func fittingSize(_ texts: [String], in place: SlideLayout.Place) -> Double? {
    let (box, most) = (place.box, place.size)
    // A text that barely fits may not fit in another font.
    let room = max(box.width - 14.4, 1) / 1.12
    let texts = texts.map(SlideMarkup.filledLength)
    let sizes =
      [most]
      + [36, 32, 28, 24, 20, 18, 16, 14, 12, 11, 10].map { $0 * frame.scale }.filter { $0 < most }
    for size in sizes {
      let style = TextStyle(family: SlideMarkup.measuredFamily, size: size, weight: .bold)
      let lines = texts.map {
        max(1, (measurer.width(of: $0, in: style) / room).rounded(.up))
      }.reduce(0, +)
      let height = lines * size * 1.2 + Double(max(texts.count - 1, 0)) * size * 0.5
      if height <= box.height - place.inset { return size }
    }
    return sizes[sizes.count - 1]
  }
  /// A text about as long as after its placeholders are filled.
  private static func filledLength(_ text: String) -> String {
    var text = text
    for (range, content) in Placeholder.all(in: text).reversed() {
      let isSentence = content.contains("_in_words")
      text.replaceSubrange(
        range,
        with: isSentence
          ? "tăng 1.234 (12,3%) so với cùng kỳ 2021 (25 đơn vị có số liệu cả hai kỳ)" : "1.234,5")
    }
    return text
  }

  private static let measuredFamily = "Liberation Sans"

  func slide(_ slide: Slide, number: Int) -> String {
    let layout = layout(of: slide)
    var shapes = [shape(2, "Title", layout.title, [slide.title])]
    // The text or picture moves down by the additional lines of a subtitle.
    let shift = Double(slide.subtitleLines - 1) * SlideMarkup.subtitleLine * frame.scale
    var place = layout.subtitle
    place.box.height += shift
    place.isMoved = place.isMoved || shift > 0
    let subtitle = shape(3, "Subtitle", place, [slide.subtitle])
    switch slide.body {
    case .cover(let lines): shapes.append(shape(3, "Subtitle", layout.text, lines))
    case .points(let sentences):
      shapes.append(subtitle)
      var text = layout.text
      text.box = text.box.inset(top: shift)
      text.isMoved = text.isMoved || shift > 0
      shapes.append(shape(4, "Text", text, sentences))
      shapes += layout.number.map { [numberShape(5, $0)] } ?? []
    case .picture(let scene, let footer):
      shapes.append(subtitle)
      shapes.append(
        picture(
          scene, in: layout.text.box.inset(top: shift), description: slide.notes, name: slide.title)
      )
      shapes.append(shape(5, "Source", layout.source, [footer]))
      shapes += layout.number.map { [numberShape(6, $0)] } ?? []
    }
    return "<p:sld \(SlideFile.namespaces)><p:cSld><p:spTree>\(SlideMarkup.root)\(shapes.joined())"
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
  }

  private func numberShape(_ id: Int, _ place: SlideLayout.Place) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"Number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
      + "<p:nvPr><p:ph \(place.placeholder ?? "type=\"sldNum\"")/></p:nvPr></p:nvSpPr><p:spPr/>"
      + "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{6B1A0B4E-0000-4000-8001-000000000001}\" type=\"slidenum\">"
      + "<a:rPr lang=\"\(language)\"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
  }

  /// The slide's second and third relationship.
  private static let blip = PlacedPicture(png: "rId2", outlines: "rId3").blip

  /// The chart as large as its room allows, from the left.
  private func picture(
    _ scene: Scene, in room: Rect, description: String, name: String
  ) -> String {
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
        3, "Notes",
        .init(
          placeholder: "type=\"body\" idx=\"1\"", box: Rect(x: 0, y: 0, width: 1, height: 1),
          size: 12),
        slide.notes.split(separator: "; ").map(String.init))
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
  }
}

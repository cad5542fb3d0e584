import Charting

/// The look of the slides: the colours and fonts of the charts, and the places of title, text, source and number.
struct SlideMaster {
  private let look: Theme
  private let language: String
  /// A font that every machine has: those of charts may not be installed where slides are shown.
  private let family: String

  init(theme: Theme, language: String) {
    look = theme
    self.language = language
    family = theme.family.contains("Serif") ? "Times New Roman" : "Arial"
  }

  private func hex(_ color: Color) -> String { String(color.hex.dropFirst()).uppercased() }

  var theme: String {
    func color(_ name: String, _ color: Color) -> String {
      "<a:\(name)><a:srgbClr val=\"\(hex(color))\"/></a:\(name)>"
    }
    let accents = look.categories + [look.companion, look.midGrey, look.warning, look.grey]
    let colors =
      color("dk1", look.ink) + color("lt1", look.background) + color("dk2", look.grey)
      + color("lt2", look.shade) + color("accent1", look.accent)
      + (2...6).map { color("accent\($0)", accents[$0 - 2]) }.joined()
      + color("hlink", look.accent) + color("folHlink", look.companion)
    let font = "<a:latin typeface=\"\(family)\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"
    let solid = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    let fills = String(repeating: solid, count: 3)
    let lines = String(
      repeating: "<a:ln w=\"6350\">\(solid)<a:prstDash val=\"solid\"/></a:ln>", count: 3)
    let effects = String(
      repeating: "<a:effectStyle><a:effectLst/></a:effectStyle>", count: 3)
    return
      "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Giaoban\">"
      + "<a:themeElements><a:clrScheme name=\"Giaoban\">\(colors)</a:clrScheme>"
      + "<a:fontScheme name=\"Giaoban\"><a:majorFont>\(font)</a:majorFont><a:minorFont>\(font)</a:minorFont></a:fontScheme>"
      + "<a:fmtScheme name=\"Giaoban\"><a:fillStyleLst>\(fills)</a:fillStyleLst><a:lnStyleLst>\(lines)</a:lnStyleLst>"
      + "<a:effectStyleLst>\(effects)</a:effectStyleLst><a:bgFillStyleLst>\(fills)</a:bgFillStyleLst></a:fmtScheme>"
      + "</a:themeElements></a:theme>"
  }

  /// A place for text.
  private func place(
    _ id: Int, _ name: String, _ placeholder: String, _ box: Rect, size: Int, isBold: Bool = false,
    color: String = "tx1", anchor: String = "t", alignment: String = "l", spacing: Int = 0
  ) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"\(name)\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
      + "<p:nvPr><p:ph \(placeholder)/></p:nvPr></p:nvSpPr>"
      + "<p:spPr>\(SlideMarkup.transform(box))<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
      + "<p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"\(anchor)\"><a:normAutofit/></a:bodyPr>"
      + "<a:lstStyle><a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"\(alignment)\"><a:spcBef><a:spcPts val=\"\(spacing)\"/></a:spcBef>"
      + "<a:buNone/><a:defRPr sz=\"\(size * 100)\" b=\"\(isBold ? 1 : 0)\"><a:solidFill><a:schemeClr val=\"\(color)\"/></a:solidFill>"
      + "</a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:endParaRPr lang=\"\(language)\"/></a:p></p:txBody></p:sp>"
  }

  private var title: String {
    place(
      2, "Title", "type=\"title\"", SlideMarkup.titleBox, size: 24, isBold: true, anchor: "b")
  }
  private var number: String {
    place(
      6, "Number", "type=\"sldNum\" sz=\"quarter\" idx=\"13\"", SlideMarkup.numberBox, size: 11,
      color: "tx2", anchor: "b", alignment: "r")
  }

  var slideMaster: String {
    let style =
      "<a:lvl1pPr><a:defRPr sz=\"2000\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
      + "<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
    return
      "<p:sldMaster \(SlideFile.namespaces)><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>"
      + "<a:effectLst/></p:bgPr></p:bg><p:spTree>\(SlideMarkup.root)\(title)"
      + place(3, "Text", "type=\"body\" idx=\"1\"", SlideMarkup.bodyBox, size: 18, spacing: 1000)
      + number + "</p:spTree></p:cSld>"
      + "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\""
      + " accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
      + "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/>"
      + "</p:sldLayoutIdLst><p:txStyles><p:titleStyle>\(style)</p:titleStyle><p:bodyStyle>\(style)</p:bodyStyle>"
      + "<p:otherStyle>\(style)</p:otherStyle></p:txStyles></p:sldMaster>"
  }

  func layout(isCover: Bool) -> String {
    let shapes: String
    if isCover {
      shapes =
        place(
          2, "Title", "type=\"ctrTitle\"", Rect(x: 80, y: 150, width: 800, height: 110), size: 38,
          isBold: true, color: "accent1", anchor: "b")
        + place(
          3, "Subtitle", "type=\"subTitle\" idx=\"1\"",
          Rect(x: 80, y: 280, width: 800, height: 140),
          size: 20, color: "tx2", spacing: 600)
    } else {
      shapes =
        title
        + place(
          3, "Subtitle", "type=\"body\" idx=\"10\" sz=\"quarter\"", SlideMarkup.subtitleBox,
          size: 14,
          color: "tx2")
        + place(
          4, "Text", "type=\"body\" idx=\"11\"", SlideMarkup.bodyBox, size: 20, spacing: 1400)
        + place(
          5, "Source", "type=\"body\" idx=\"12\" sz=\"quarter\"", SlideMarkup.footerBox, size: 10,
          color: "tx2", anchor: "b")
        + number
    }
    return
      "<p:sldLayout \(SlideFile.namespaces) type=\"\(isCover ? "title" : "obj")\" preserve=\"1\">"
      + "<p:cSld name=\"\(isCover ? "Title" : "Finding")\"><p:spTree>\(SlideMarkup.root)\(shapes)</p:spTree></p:cSld>"
      + "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
  }

  var notesMaster: String {
    "<p:notesMaster \(SlideFile.namespaces)><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>"
      + "<a:effectLst/></p:bgPr></p:bg><p:spTree>\(SlideMarkup.root)"
      + "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/>"
      + "</p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr>"
      + "<p:spPr>\(SlideMarkup.transform(Rect(x: 54, y: 54, width: 432, height: 243)))<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>"
      + place(
        3, "Notes", "type=\"body\" idx=\"1\"", Rect(x: 54, y: 320, width: 432, height: 340),
        size: 12)
      + "</p:spTree></p:cSld>"
      + "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\""
      + " accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/></p:notesMaster>"
  }
}

import Charting
import Office

/// The frame of slides: a master with its layouts, and the places of texts and pictures for each kind of slide.
package protocol SlideFrame: Sendable {
  /// The size of a slide, in points.
  var size: Size { get }
  var cover: SlideLayout { get }
  /// The layouts for sentences and for a chart.
  var points: SlideLayout { get }
  var picture: SlideLayout { get }

  /// The names of the presentation's main part and of the notes' master.
  var main: String { get }
  var notesMasterPart: String { get }

  /// Adds all parts except the slides, and the list of slides.
  ///
  /// - Parameter sections: the markup of the sections of the slides.
  func add(to parts: inout OfficeParts, slides: Int, sections: String) throws(DocumentError)
}

extension SlideFrame {
  /// The factor for text sizes compared with a slide 540 points high, to look the same when projected.
  package var scale: Double { size.height / 540 }
}

/// The places on one kind of slide, in points of the slide.
package struct SlideLayout: Sendable {
  /// A place for text.
  package struct Place: Sendable {
    /// The attributes of the layout's placeholder that it fills; `nil` for a separate text box.
    var placeholder: String?
    package var box: Rect
    /// The preferred text size, in points.
    package var size: Double
    /// Whether its position differs from the layout's.
    var isMoved = false
    /// Whether its text is reduced until it fits, because the office's master does not do so.
    var isFitted = false
    /// The sum of the margins above and below its text.
    var inset = 6.0
    /// The markup of the text colour, if it is not the master's.
    var color = ""
  }

  /// The layout's part.
  var part: String
  var title: Place
  package var subtitle: Place
  /// The place of the sentences, or of the picture.
  package var text: Place
  var source: Place
  /// The place of the slide's number, if there is one.
  var number: Place?
}

/// The built-in frame of slides, without an office's master.
package struct OwnSlideFrame: SlideFrame {
  let theme: Theme
  let language: String

  package init(theme: Theme, language: String) {
    self.theme = theme
    self.language = language
  }

  private static let finding = SlideLayout(
    part: "ppt/slideLayouts/slideLayout2.xml",
    title: .init(
      placeholder: "type=\"title\"", box: SlideMarkup.titleBox, size: 24, isFitted: true, inset: 0),
    subtitle: .init(
      placeholder: "type=\"body\" idx=\"10\" sz=\"quarter\"", box: SlideMarkup.subtitleBox,
      size: SlideMarkup.subtitleSize),
    text: .init(placeholder: "type=\"body\" idx=\"11\"", box: SlideMarkup.bodyBox, size: 20),
    source: .init(
      placeholder: "type=\"body\" idx=\"12\" sz=\"quarter\"", box: SlideMarkup.footerBox, size: 10),
    number: .init(
      placeholder: "type=\"sldNum\" sz=\"quarter\" idx=\"13\"", box: SlideMarkup.numberBox, size: 11
    ))

  package var size: Size { Size(width: 960, height: 540) }
  package var main: String { "ppt/presentation.xml" }
  package var notesMasterPart: String { "ppt/notesMasters/notesMaster1.xml" }
  package var points: SlideLayout { OwnSlideFrame.finding }
  package var picture: SlideLayout { OwnSlideFrame.finding }
  package var cover: SlideLayout {
    var cover = OwnSlideFrame.finding
    cover.part = "ppt/slideLayouts/slideLayout1.xml"
    (cover.title.placeholder, cover.title.isFitted) = ("type=\"ctrTitle\"", false)
    cover.text.placeholder = "type=\"subTitle\" idx=\"1\""
    return cover
  }

  package func add(to parts: inout OfficeParts, slides: Int, sections: String) {
    let kind = SlideFile.main
    parts.add(
      main, type: kind + "presentation.main+xml",
      presentation(slides: slides, sections))
    parts.relate(
      main,
      [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"), ("theme", "theme/theme1.xml"),
      ] + (0..<slides).map { ("slide", "slides/slide\($0 + 1).xml") })
    let master = SlideMaster(theme: theme, language: language)
    parts.add(
      "ppt/theme/theme1.xml", type: "vnd.openxmlformats-officedocument.theme+xml", master.theme)
    parts.add(
      "ppt/slideMasters/slideMaster1.xml", type: kind + "slideMaster+xml", master.slideMaster)
    parts.relate(
      "ppt/slideMasters/slideMaster1.xml",
      [
        ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("slideLayout", "../slideLayouts/slideLayout2.xml"), ("theme", "../theme/theme1.xml"),
      ])
    for number in 1...2 {
      parts.add(
        "ppt/slideLayouts/slideLayout\(number).xml", type: kind + "slideLayout+xml",
        master.layout(isCover: number == 1))
      parts.relate(
        "ppt/slideLayouts/slideLayout\(number).xml",
        [("slideMaster", "../slideMasters/slideMaster1.xml")])
    }
    addNotesMaster(to: &parts, theme: "theme2")
  }

  /// Adds the master of the notes, with a separate theme.
  func addNotesMaster(to parts: inout OfficeParts, theme name: String) {
    let master = SlideMaster(theme: theme, language: language)
    parts.add(
      "ppt/theme/\(name).xml", type: "vnd.openxmlformats-officedocument.theme+xml", master.theme)
    parts.add(
      "ppt/notesMasters/notesMaster1.xml", type: SlideFile.main + "notesMaster+xml",
      master.notesMaster)
    parts.relate("ppt/notesMasters/notesMaster1.xml", [("theme", "../theme/\(name).xml")])
  }

  private func presentation(slides: Int, _ sections: String) -> String {
    let ids = (0..<slides).map { "<p:sldId id=\"\(256 + $0)\" r:id=\"rId\($0 + 4)\"/>" }
    return "<p:presentation \(SlideFile.namespaces) saveSubsetFonts=\"1\">"
      + "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
      + "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>"
      + "<p:sldIdLst>\(ids.joined())</p:sldIdLst>"
      + "<p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>"
      + "<p:extLst>\(sections)</p:extLst></p:presentation>"
  }
}

import Charting
import Office

/// The layouts of an office's slide master for a pack's slides: one for the first slide, one for sentences, one for
/// charts.
struct OfficeLayouts {
  /// A text placeholder of a layout or a master.
  private struct Holder {
    var type: String
    var index: String?
    var box: Rect?
    /// The size of its text, in points.
    var size: Double?
  }

  private struct Layout {
    var part: String
    var type: String
    var holders: [Holder]

    var title: Holder? { holders.first { ["title", "ctrTitle"].contains($0.type) } }
  }

  private let layouts: [Layout]
  private let master: [Holder]
  /// The text sizes of titles and bodies in the master.
  private let titleSize: Double
  private let bodySize: Double
  private let whole: Size
  /// The markup of the text colour in the master.
  private let textColor: String

  init(
    _ package: OfficePackage, _ relations: OfficeRelations, master: String, whole: Size
  ) throws(DocumentError) {
    self.whole = whole
    guard let data = try package.data(master) else {
      throw .damaged(part: master, reason: .init(vi: "không có phần này", en: "it is not there"))
    }
    let root = try XMLTree(data, part: master).root
    self.master = OfficeLayouts.holders(root)
    func size(_ style: OfficeName) -> Double? {
      root.descendant(at: "p:txStyles", style, "a:lvl1pPr", "a:defRPr")?.length(bare: "sz")
        .map { Double($0) / 100 }
    }
    titleSize = size("p:titleStyle") ?? 44
    bodySize = size("p:bodyStyle") ?? 28
    textColor = OfficeLayouts.color(root)
    // In the order in which PowerPoint shows them.
    let ids = root.descendants("p:sldLayoutId").compactMap { $0.attribute("r:id") }
    let targets = try relations.of(master)
    var found: [Layout] = []
    for id in ids {
      guard let part = targets.first(where: { $0.id == id })?.target,
        let data = try package.data(part)
      else { continue }
      let root = try XMLTree(data, part: part).root
      found.append(
        Layout(
          part: part, type: root.attribute(bare: "type") ?? "cust",
          holders: OfficeLayouts.holders(root)))
    }
    // Layouts without a title are used only if there are no others.
    let titled = found.filter { $0.title != nil }
    layouts = titled.isEmpty ? found : titled
  }

  /// The text colour of a master, from its body placeholder or its body style.
  private static func color(_ root: XMLNode) -> String {
    let body = root.descendants("p:sp").first {
      $0.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")?.attribute(bare: "type") == "body"
    }
    let styles = [
      body?.descendant(at: "p:txBody", "a:lstStyle", "a:lvl1pPr", "a:defRPr", "a:solidFill"),
      root.descendant(at: "p:txStyles", "p:bodyStyle", "a:lvl1pPr", "a:defRPr", "a:solidFill"),
    ]
    for fill in styles {
      if let value = fill?.child("a:schemeClr")?.attribute(bare: "val") {
        return "<a:solidFill><a:schemeClr val=\"\(value.inXML)\"/></a:solidFill>"
      }
      if let value = fill?.child("a:srgbClr")?.attribute(bare: "val") {
        return "<a:solidFill><a:srgbClr val=\"\(value.inXML)\"/></a:solidFill>"
      }
    }
    return ""
  }

  private static func holders(_ root: XMLNode) -> [Holder] {
    root.descendants("p:sp").compactMap { shape in
      guard let holder = shape.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph") else { return nil }
      let frame = shape.descendant(at: "p:spPr", "a:xfrm")
      func points(_ name: OfficeName, _ key: String) -> Double? {
        frame?.child(name)?.length(bare: key).map { Double($0) / 12_700 }
      }
      var box: Rect?
      if let x = points("a:off", "x"), let y = points("a:off", "y"),
        let width = points("a:ext", "cx"), let height = points("a:ext", "cy"), width > 0, height > 0
      {
        box = Rect(x: x, y: y, width: width, height: height)
      }
      let letters = shape.descendant(
        at: "p:txBody", "a:lstStyle", "a:lvl1pPr", "a:defRPr")
      return Holder(
        type: holder.attribute(bare: "type") ?? "obj", index: holder.attribute(bare: "idx"),
        box: box, size: letters?.length(bare: "sz").map { Double($0) / 100 })
    }
  }

  // MARK: The three kinds

  var cover: SlideLayout? {
    let own =
      layouts.first { $0.type == "title" }
      ?? layouts.first { $0.title?.type == "ctrTitle" } ?? layouts.first
    guard let own else { return nil }
    var layout = basis(own)
    let text = own.holders.first { $0.type == "subTitle" } ?? self.text(of: own)
    if let text {
      layout.text = place(text, master: "body", size: bodySize)
    } else {
      let title = layout.title.box
      layout.text = box(
        Rect(
          x: title.x, y: title.maxY + 12 * scale, width: title.width, height: whole.height * 0.2),
        18)
    }
    return layout
  }

  var points: SlideLayout? {
    guard let own = pointsBasis else { return nil }
    var layout = basis(own)
    raise(&layout.title)
    let area = area(below: layout.title.box)
    layout.subtitle = box(area.inset(bottom: area.height - 24 * scale), 14)
    let rest = area.inset(top: 28 * scale)
    if let text = text(of: own) {
      layout.text = place(text, master: "body", size: bodySize)
      (layout.text.box, layout.text.isMoved) = (rest, true)
    } else {
      layout.text = box(rest, 20)
    }
    return layout
  }

  var picture: SlideLayout? {
    // A layout with only a title; the text placeholder of another layout is not used on the slide.
    guard let own = layouts.first(where: { $0.type == "titleOnly" }) ?? pointsBasis else {
      return nil
    }
    var layout = basis(own)
    raise(&layout.title)
    let area = area(below: layout.title.box)
    layout.subtitle = box(area.inset(bottom: area.height - 24 * scale), 14)
    layout.source = box(area.inset(top: area.height - 34 * scale), 10)
    layout.text = box(area.inset(top: 30 * scale, bottom: 40 * scale), 20)
    return layout
  }

  private var pointsBasis: Layout? {
    layouts.first { $0.type == "obj" || $0.type == "tx" } ?? layouts.first { text(of: $0) != nil }
      ?? layouts.first
  }

  /// The largest text placeholder of a layout.
  private func text(of layout: Layout) -> Holder? {
    layout.holders.filter { ["body", "obj"].contains($0.type) }.max {
      ($0.box.map { $0.width * $0.height } ?? .infinity)
        < ($1.box.map { $0.width * $0.height } ?? .infinity)
    }
  }

  /// The parts common to all kinds: the title, and the number if the layout has one.
  private func basis(_ layout: Layout) -> SlideLayout {
    let number = layout.holders.first { $0.type == "sldNum" }
    let nowhere = box(Rect(x: 0, y: 0, width: 1, height: 1), 10)
    return SlideLayout(
      part: layout.part,
      title: layout.title.map { place($0, master: "title", size: titleSize) } ?? ownTitle,
      subtitle: nowhere, text: nowhere, source: nowhere,
      number: number.map { place($0, master: "sldNum", size: 12) })
  }

  /// A title for screen readers and the outline even if the layout has no placeholder for it.
  private var ownTitle: SlideLayout.Place {
    .init(
      placeholder: "type=\"title\"",
      box: Rect(
        x: whole.width / 20, y: whole.height * 0.05, width: whole.width * 0.9,
        height: whole.height * 0.13),
      size: 28 * scale, isMoved: true, isFitted: true)
  }

  /// The centred title of a first slide's layout leaves no room, so move it up.
  private func raise(_ title: inout SlideLayout.Place) {
    let isInTheWay =
      title.box.y > whole.height * 0.22 && title.box.maxY < whole.height * 0.85
      && title.box.width > whole.width * 0.5
    guard isInTheWay else { return }
    title.box = ownTitle.box
    title.size = min(title.size, ownTitle.size)
    title.isMoved = true
  }

  private func place(_ holder: Holder, master kind: String, size: Double) -> SlideLayout.Place {
    let above = master.first { $0.type == kind }
    var attributes = holder.type == "obj" ? "" : "type=\"\(holder.type.inXML)\""
    if let index = holder.index { attributes += " idx=\"\(index.inXML)\"" }
    let margin = whole.width / 20
    return .init(
      placeholder: attributes,
      box: holder.box ?? above?.box
        ?? Rect(
          x: margin, y: whole.height * 0.05, width: whole.width - 2 * margin,
          height: whole.height * (kind == "title" ? 0.17 : 0.7)),
      size: holder.size ?? above?.size ?? size, isFitted: true)
  }

  /// A text box that fills no placeholder.
  private func box(_ box: Rect, _ size: Double) -> SlideLayout.Place {
    .init(placeholder: nil, box: box, size: size * scale, isFitted: true, color: textColor)
  }

  private var scale: Double { whole.height / 540 }

  /// The area of the master's text, below a title and above the footer.
  private func area(below title: Rect) -> Rect {
    let body = master.first { $0.type == "body" }?.box
    let feet = master.filter { ["dt", "ftr", "sldNum"].contains($0.type) }.compactMap(\.box?.y)
      .filter { $0 > whole.height * 0.7 }
    let left = body?.x ?? title.x
    let width = body?.width ?? title.width
    // Some masters have the title beside their text, or below it.
    let isAbove = title.maxY < whole.height * 0.5
    let top = max(body?.y ?? 0, isAbove ? title.maxY + 6 : whole.height * 0.06)
    let bottom = min(
      feet.min().map { $0 - 4 } ?? whole.height * 0.95, whole.height * 0.97)
    let end = isAbove ? bottom : min(bottom, title.y - 6)
    guard end - top > whole.height * 0.35 else {
      return Rect(x: left, y: whole.height * 0.25, width: width, height: whole.height * 0.65)
    }
    return Rect(x: left, y: top, width: width, height: end - top)
  }
}

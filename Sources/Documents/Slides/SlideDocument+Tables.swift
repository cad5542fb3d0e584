import ClusterMetrics
import Office
import Packs
import Slides

/// The pack's tables on slides: inserted into text boxes, found again, and rewritten.
extension SlideDocument {
  mutating func putTables(_ part: String) throws {
    let tree = try document.tree(part)
    for paragraph in DocumentParagraph.all(in: tree.root, .slides) {
      guard let id = SlideDocument.tableID(in: paragraph.text),
        let shape = SlideDocument.box(of: paragraph)
      else { continue }
      let box = try box(of: shape, part)
      let table = try SlideTable(
        try answers.table(id), width: box.width, height: box.height, measurer: answers.measurer)
      let number = shape.descendant(at: "p:nvSpPr", "p:cNvPr")?.attribute(bare: "id") ?? "2"
      for frame in try tree.elements(
        table.frame(number: number, x: box.x, y: box.y, language: textLanguage))
      {
        frame.insertBefore(shape)
      }
      shape.remove()
      log.tables += 1
      placed += 1
      document.touch(part)
    }
  }

  /// Rewrites tables of an earlier pack in their place.
  mutating func refreshTables(_ part: String) throws {
    let tree = try document.tree(part)
    for frame in tree.root.descendants("p:graphicFrame") {
      guard let id = SlideDocument.tableID(of: frame), let box = SlideDocument.box(of: frame),
        let old = frame.descendant(at: "a:graphic", "a:graphicData", "a:tbl")
      else { continue }
      let known = try answers.table(id)
      let table = try SlideTable(
        known, width: box.width, height: max(box.height, try room(below: box)),
        measurer: answers.measurer)
      log.tables += 1
      let shown = old.children("a:tr").map { $0.children("a:tc").map(\.text) }
      guard shown != table.cells else { continue }
      let properties = frame.descendant(at: "p:nvGraphicFramePr", "p:cNvPr")
      let mark = properties.flatMap(PictureMark.attribute(of:))
      let edits = TableEdits(shown: shown, table: known, mark: mark?.text)
      edits.doubts(answers).forEach { log.note($0) }
      if let name = mark?.name { properties?.setAttribute(bare: name, table.mark) }
      // The text for screen readers must be of this period, too.
      if mark?.name != "descr" { properties?.setAttribute(bare: "descr", known.caption) }
      for new in try tree.elements(table.markup(textLanguage)) { new.insertBefore(old) }
      old.remove()
      document.touch(part)
    }
  }

  private var textLanguage: String { answers.words.language.tag }

  /// The height of the slide below the top of a box, excluding a margin.
  private func room(below box: Box) throws -> Int {
    let size = try document.tree(main).root.child("p:sldSz")
    return max((size?.length(bare: "cy") ?? 6_858_000) * 19 / 20 - box.y, 0)
  }

  private func reason(of misfit: SlideTable.Misfit) -> String {
    switch misfit {
    case .tooWide:
      answers.words(
        "bảng có quá nhiều cột cho khung này; hãy làm khung rộng hơn, hoặc đưa bảng vào văn bản Word",
        "the table has too many columns for this box; widen it, or put the table into a Word document"
      )
    case .tooHigh(let rows, let most):
      answers.words(
        "bảng có \(rows) dòng, khung này chỉ vừa \(most) dòng chữ cỡ 8; hãy kéo khung cao hơn, hoặc đưa bảng vào văn bản Word",
        "the table has \(rows) row\(rows == 1 ? "" : "s"), and this box room for \(most) at 8 points; make it higher, or put the"
          + " table into a Word document")
    }
  }

  /// The first table placeholder in a text.
  private static func tableID(in text: String) -> String? {
    for (_, content) in Placeholder.all(in: text) {
      if case .table(let id)? = Placeholder(content) { return id }
    }
    return nil
  }

  /// The table of an earlier pack in a frame.
  private static func tableID(of frame: XMLNode) -> String? {
    guard frame.descendant(at: "a:graphic", "a:graphicData", "a:tbl") != nil else { return nil }
    return frame.descendant(at: "p:nvGraphicFramePr", "p:cNvPr").flatMap { PictureMark.id(of: $0) }
  }

  /// The position and size of a frame.
  private static func box(of frame: XMLNode) -> Box? {
    let place = frame.child("p:xfrm")
    return Box(place?.child("a:off"), place?.child("a:ext"))
  }

  /// The tables of a slide that the pack does not contain, or that do not fit.
  func checkTables(_ part: String, _ root: XMLNode) throws -> [DocumentError.Unknown] {
    var unknown: [DocumentError.Unknown] = []
    func add(_ name: String, _ place: String, _ reason: String) {
      unknown.append(.init(placeholder: name, place: place, reason: reason))
    }
    for paragraph in DocumentParagraph.all(in: root, .slides) {
      guard let id = SlideDocument.tableID(in: paragraph.text), let table = try? answers.table(id)
      else { continue }
      let name = "{{table:\(id)}}"
      let place = document.place(part, paragraph.text, answers.words)
      guard let shape = SlideDocument.box(of: paragraph) else {
        add(
          name, place,
          answers.words(
            "bảng cần một hộp văn bản riêng; hãy bỏ phần chữ bên cạnh",
            "a table needs a text box of its own; take out the text beside it"))
        continue
      }
      let box = try box(of: shape, part)
      do throws(SlideTable.Misfit) {
        _ = try SlideTable(
          table, width: box.width, height: box.height, measurer: answers.measurer)
      } catch { add(name, place, reason(of: error)) }
    }
    for frame in root.descendants("p:graphicFrame") {
      guard let id = SlideDocument.tableID(of: frame), let box = SlideDocument.box(of: frame) else {
        continue
      }
      let name = "giaoban:\(id)"
      let room = try room(below: box)
      do throws(PackAnswers.NoAnswer) {
        let table = try answers.table(id)
        do throws(SlideTable.Misfit) {
          _ = try SlideTable(
            table, width: box.width, height: max(box.height, room), measurer: answers.measurer)
        } catch { add(name, document.place(part, "", answers.words), reason(of: error)) }
      } catch { add(name, document.place(part, "", answers.words), error.reason) }
    }
    return unknown
  }
}

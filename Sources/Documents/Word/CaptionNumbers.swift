import Office
import PackPages
import Packs

/// Numbers the captions of a Word document, as Word does when it updates fields (ECMA-376, part 1, section 17.16.5.56,
/// SEQ).
struct CaptionNumbers {
  let document: OfficeDocument
  let body: String
  let captions: Manifest.Captions

  /// A field that numbers a caption: its instruction, and the text node with the number.
  private struct Field {
    var words: [String]
    var result: XMLNode?
  }

  func bringUpToDate() throws {
    let names = [captions.chart, captions.table].map(WordMarkup.sequenceName)
    let fields = CaptionNumbers.fields(in: try document.tree(body).root)
    var counts: [String: Int] = [:]
    // If an office numbers by chapters, only Word knows them.
    let byChapter = Set(fields.filter { $0.words.contains("\\s") }.map { $0.words[1] })
    for field in fields where names.contains(field.words[1]) {
      let name = field.words[1]
      guard !byChapter.contains(name) else { continue }
      if let reset = field.words.firstIndex(of: "\\r"), reset + 1 < field.words.count,
        let number = Int(field.words[reset + 1])
      {
        counts[name] = number
      } else if !field.words.contains("\\c") {
        counts[name, default: 0] += 1
      }
      let number = "\(counts[name] ?? 0)"
      guard let result = field.result, result.text != number else { continue }
      result.setText(number)
      document.touch(body)
    }
  }

  /// The sequence fields in their order; those in a text box once, although it is repeated for older programs.
  private static func fields(in root: XMLNode) -> [Field] {
    var fields: [Field] = []
    // The instructions being read, the innermost last; `nil` for the result that follows.
    var open: [(instruction: String, result: XMLNode?, isInResult: Bool)] = []
    root.walk { node in
      if node.localName == "Fallback" { return false }
      if node.isNamed("w:fldSimple"), let instruction = node.attribute("w:instr") {
        let text = node.descendants("w:t").first?.children.first { $0.isText }
        add(instruction, text, to: &fields)
        return false
      }
      switch node.isNamed("w:fldChar") ? node.attribute("w:fldCharType") : nil {
      case "begin": open.append(("", nil, false))
      case "separate":
        if !open.isEmpty { open[open.count - 1].isInResult = true }
      case "end":
        if let field = open.popLast() { add(field.instruction, field.result, to: &fields) }
      default: break
      }
      guard node.isText, let last = open.indices.last else { return true }
      if node.parent?.isNamed("w:instrText") == true {
        open[last].instruction += node.text
      } else if open[last].isInResult, open[last].result == nil,
        node.parent?.isNamed("w:t") == true
      {
        open[last].result = node
      }
      return true
    }
    return fields
  }

  private static func add(_ instruction: String, _ result: XMLNode?, to fields: inout [Field]) {
    let words = instruction.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count >= 2, words[0].uppercased() == "SEQ" else { return }
    fields.append(Field(words: words, result: result))
  }
}

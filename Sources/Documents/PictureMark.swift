import CairoRenderer
import Foundation
import Office

/// The mark of a picture or table that Giaoban keeps up to date: `giaoban:ID` and, for a table or a native chart, `#`
/// with a digest of its cells.
enum PictureMark {
  static let prefix = "giaoban:"

  static func mark(_ id: String) -> String { prefix + id }

  static func mark(_ id: String, _ cells: [[String]]) -> String {
    prefix + id + "#" + digest(cells)
  }

  /// The digest by which changed cells are detected.
  static func digest(_ cells: [[String]]) -> String {
    let text = cells.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    return String(SHA256.of(Data(text.utf8)).prefix(6))
  }

  /// The digest of the cells in a mark.
  static func contents(in text: String) -> String? {
    guard id(in: text) != nil, let sign = text.lastIndex(of: "#") else { return nil }
    return text[text.index(after: sign)...].split(separator: " ").first.map(String.init)
  }

  /// The id of the chart for an element whose name, title or alternative text is `giaoban:ID`.
  static func id(of node: XMLNode) -> String? { attribute(of: node).flatMap { id(in: $0.text) } }

  /// The attribute with the mark.
  static func attribute(of node: XMLNode) -> (name: String, text: String)? {
    for name in ["descr", "title", "name"] {
      if let text = node.attribute(bare: name), id(in: text) != nil { return (name, text) }
    }
    return nil
  }

  /// The id in a text that consists only of a mark.
  static func id(in text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    // Programs number copies: "giaoban:dialogues 2".
    guard let first = words.first, words.dropFirst().allSatisfy({ $0.allSatisfy(\.isNumber) }),
      words.count < 3, first.hasPrefix(prefix), first.count > prefix.count
    else { return nil }
    return String(words[0].dropFirst(prefix.count).prefix { $0 != "#" })
  }
}

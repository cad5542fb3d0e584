import CairoRenderer
import Foundation
import Office

/// The mark of a picture or a table that Giaoban keeps up to date: `giaoban:ID`, and behind `#`, of a table or of a chart
/// of Office's own, what its cells held.
enum PictureMark {
  static let prefix = "giaoban:"

  static func mark(_ id: String) -> String { prefix + id }

  static func mark(_ id: String, _ cells: [[String]]) -> String {
    prefix + id + "#" + digest(cells)
  }

  /// Tells whether cells are still as they were put in.
  static func digest(_ cells: [[String]]) -> String {
    let text = cells.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    return String(SHA256.of(Data(text.utf8)).prefix(6))
  }

  /// The digest of the cells in a text that is a mark.
  static func contents(in text: String) -> String? {
    guard id(in: text) != nil, let sign = text.lastIndex(of: "#") else { return nil }
    return text[text.index(after: sign)...].split(separator: " ").first.map(String.init)
  }

  /// The id of the chart that an element with a name, a title or an alternative text stands for: one
  /// of them is `giaoban:ID`.
  static func id(of node: XMLNode) -> String? { attribute(of: node).flatMap { id(in: $0.text) } }

  /// The attribute that is the mark.
  static func attribute(of node: XMLNode) -> (name: String, text: String)? {
    for name in ["descr", "title", "name"] {
      if let text = node.attribute(bare: name), id(in: text) != nil { return (name, text) }
    }
    return nil
  }

  /// The id in a text that is a mark and nothing else.
  static func id(in text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    // Programs number copies: "giaoban:dialogues 2".
    guard let first = words.first, words.dropFirst().allSatisfy({ $0.allSatisfy(\.isNumber) }),
      words.count < 3, first.hasPrefix(prefix), first.count > prefix.count
    else { return nil }
    return String(words[0].dropFirst(prefix.count).prefix { $0 != "#" })
  }
}

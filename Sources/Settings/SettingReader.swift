import ClusterMetrics
import Findings
import OfficeWords
import Yams

/// Reads settings out of parsed YAML and gathers a finding, with its line, for each that is wrong.
package struct SettingReader {
  package let file: String
  package var log = FindingLog()
  /// What the project calls days besides months and years.
  var dayNames = DayNames()
  /// Ids of the questions that units answer in words.
  package var questions: [String] = []

  /// The entries of a mapping, by key. Keys outside `known` are findings that name the nearest.
  package mutating func entries(
    of node: Node, named name: String, known: [String]? = nil
  ) -> [(key: String, keyNode: Node, value: Node)] {
    guard case .mapping(let mapping) = node else {
      reject(
        node, vi: "\(name) phải là một danh sách các dòng \"khóa: giá trị\"",
        en: "\(name) must be a mapping of \"key: value\" lines")
      return []
    }
    var entries: [(String, Node, Node)] = []
    for (keyNode, value) in mapping {
      guard let key = keyNode.scalar?.string else {
        reject(keyNode, vi: "khóa không hợp lệ", en: "this key is not a word")
        continue
      }
      if let known, !known.contains(key) {
        let hint = Finding.hint(NameKey.nearest(to: key, among: known))
        let listed = known.joined(separator: ", ")
        // {vi: Cụm xã, phường, en: Clusters}: the comma parts what it does not mean to.
        if value.scalar?.string.isEmpty == true, value.scalar?.style == .plain, !entries.isEmpty {
          add(
            .unknownKey, keyNode,
            vi:
              "\(name): sau dấu phẩy phải là một khóa (\(listed)), mà ở đây là \"\(key)\"; chữ có dấu phẩy phải đặt trong ngoặc kép",
            en:
              "\(name): expected a key (\(listed)) after the comma, found \"\(key)\"; put a text with a comma into double quotes"
          )
          continue
        }
        add(
          .unknownKey, keyNode,
          vi: "\(name) không có khóa \"\(key)\""
            + (hint.vietnamese.isEmpty ? "; các khóa có thể dùng: \(listed)" : hint.vietnamese),
          en: "\(name) has no key \"\(key)\""
            + (hint.english.isEmpty ? "; it may have: \(listed)" : hint.english))
        continue
      }
      entries.append((key, keyNode, value))
    }
    return entries
  }

  package mutating func string(_ node: Node, named name: String) -> String? {
    if let text = node.scalar?.string, !text.isEmpty { return text }
    reject(node, vi: "\(name) phải là chữ", en: "\(name) must be a text")
    return nil
  }

  /// One text, or several in brackets.
  package mutating func strings(_ node: Node, named name: String) -> [String]? {
    guard case .sequence(let sequence) = node else { return string(node, named: name).map { [$0] } }
    let texts = sequence.compactMap(\.scalar?.string)
    guard texts.count == sequence.count, !texts.isEmpty else {
      reject(
        node, vi: "\(name) phải là danh sách các mục chữ", en: "\(name) must be a list of texts")
      return nil
    }
    return texts
  }

  /// The entries of a list, each beginning with `-` or in brackets.
  package mutating func list(_ node: Node, named name: String) -> [Node] {
    if case .sequence(let entries) = node { return Array(entries) }
    reject(
      node, vi: "\(name) phải là một danh sách, mỗi mục bắt đầu bằng dấu -",
      en: "\(name) must be a list, each entry beginning with -")
    return []
  }

  /// A text for both languages, or `{vi: …, en: …}`.
  mutating func localized(_ node: Node, named name: String) -> LocalizedText? {
    guard case .mapping = node else { return string(node, named: name).map { LocalizedText($0) } }
    var byLanguage: [String: String] = [:]
    for (key, _, value) in entries(of: node, named: name, known: ["vi", "en"]) {
      byLanguage[key] = string(value, named: "\(name).\(key)")
    }
    guard let text = byLanguage["vi"] ?? byLanguage["en"] else { return nil }
    return LocalizedText(vi: byLanguage["vi"] ?? text, en: byLanguage["en"] ?? text)
  }

  package mutating func number(_ node: Node, named name: String) -> Double? {
    if let text = node.scalar?.string, let number = Double(text), number.isFinite { return number }
    reject(node, vi: "\(name) phải là một số, ví dụ 90 hoặc 12.5", en: "\(name) must be a number")
    return nil
  }

  /// A number to four decimals.
  package mutating func quantity(_ node: Node, named name: String) -> Quantity? {
    guard let number = number(node, named: name) else { return nil }
    guard case .number(let quantity) = NumberCell.quantity(number) else {
      reject(
        node, vi: "\(name) chỉ được có tối đa bốn chữ số thập phân",
        en: "\(name) may have four decimals at most")
      return nil
    }
    return quantity
  }

  package mutating func integer(_ node: Node, named name: String, in range: ClosedRange<Int>)
    -> Int?
  {
    if let text = node.scalar?.string, let number = Int(text), range.contains(number) {
      return number
    }
    reject(
      node, vi: "\(name) phải là số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
      en: "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  package mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Node, named name: String, as type: Value.Type
  ) -> Value? {
    if let text = node.scalar?.string, let value = Value(rawValue: text) { return value }
    let all = Value.allCases.map(\.rawValue)
    let near = node.scalar.map { NameKey.nearest(to: $0.string, among: all) } ?? []
    guard near.isEmpty || all.count <= SettingReader.mostListed else {
      let (text, hint) = (node.scalar?.string ?? "", Finding.hint(near))
      reject(
        node, vi: "\(name): không có \"\(text)\"\(hint.vietnamese)",
        en: "\(name): there is no \"\(text)\"\(hint.english)")
      return nil
    }
    let choices = all.joined(separator: ", ")
    reject(
      node, vi: "\(name) phải là một trong: \(choices)", en: "\(name) must be one of: \(choices)")
    return nil
  }
  /// More choices are not listed where some are near what is written.
  private static let mostListed = 24

  /// Says that a setting names an indicator that is not there, with the nearest of those that are.
  mutating func addUnknownIndicator(
    _ id: String, among ids: [String], _ node: Node, named name: String
  ) {
    addUnknownIndicator(id, among: ids, at: place(of: node), named: name)
  }

  /// The same of a place whose node is no longer at hand.
  mutating func addUnknownIndicator(
    _ id: String, among ids: [String], at place: Finding.Place, named name: String
  ) {
    let message = UnknownIndicator(id, among: ids, questions: questions).message
    log.add(
      Finding(
        .unknownIndicator, at: place, vi: "\(name): \(message.vietnamese)",
        en: "\(name): \(message.english)"))
  }

  /// Whether a mapping says yes to a key.
  package func holds(_ node: Node, _ key: String) -> Bool {
    guard case .mapping(let mapping) = node else { return false }
    return mapping.contains { $0.key.scalar?.string == key && $0.value.scalar?.string == "true" }
  }

  /// Says that an entry lacks something, unless what it lacks was there and rejected.
  ///
  /// - Parameter before: how many errors there were before the entry was read.
  mutating func rejectIncomplete(_ node: Node, since before: Int, vi: String, en: String) {
    if log.count(of: .error) == before { reject(node, vi: vi, en: en) }
  }

  package mutating func reject(_ node: Node, vi: String, en: String) {
    add(.badSetting, node, vi: vi, en: en)
  }

  package mutating func add(
    _ code: Finding.Code, _ node: Node, severity: Finding.Severity = .error, vi: String, en: String
  ) {
    log.add(Finding(code, severity, at: place(of: node), vi: vi, en: en))
  }

  private func place(of node: Node) -> Finding.Place {
    Finding.Place(file: file, row: node.mark?.line, column: node.mark?.column)
  }
}

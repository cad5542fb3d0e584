import ClusterMetrics

extension StringProtocol {
  /// Without what numbers a line or marks it as a part: "1.2. ", "I. ", "a) ", "- ", "+ ", "Trong đó: ".
  package var withoutNumbering: String {
    numberingMemo(String(self)) { $0.newWithoutNumbering }
  }
}

private let numberingMemo = TextMemo<String>()

extension String {
  fileprivate var newWithoutNumbering: String {
    var text = Substring(trimmingColons)
    while true {
      let before = text
      while let first = text.first, "-–+•*·".contains(first) || first.isWhitespace {
        text.removeFirst()
      }
      let head = text.prefix { $0.isNumber || "IVXivx".contains($0) || $0 == "." }
      let mark = text.dropFirst(head.count).first
      // "X.Bình Minh" is a commune, and no tenth line.
      let isKind = head == "X." && mark.map { !$0.isWhitespace } ?? false
      if !head.isEmpty, head.count <= 8, !isKind,
        head.last == "." || mark == ")"
          || mark == "/" && head.allSatisfy(\.isNumber)
            // "24/7 services"
            && text.dropFirst(head.count + 1).first?.isNumber == false,
        head.contains(where: { $0 != "." })
      {
        text = text.dropFirst(head.count + (head.last == "." ? 0 : 1))
      } else if let letter = text.first, letter.isLetter, let mark = text.dropFirst().first,
        // "H. Diễn Châu" is a district, "P. 1" a ward.
        mark == ")" || mark == "." && !"HPXTQ".contains(letter), text.count > 2
      {
        text = text.dropFirst(2)
      }
      if let colon = text.firstIndex(of: ":"),
        String.leadingToParts.contains(NameKey(text[..<colon]))
      {
        text = text[text.index(after: colon)...]
      }
      while let first = text.first, first.isWhitespace { text.removeFirst() }
      if text == before || text.isEmpty { break }
    }
    return String(text)
  }
}

extension String {
  /// Whether it only leads to the parts of a whole: "Trong đó".
  var leadsToParts: Bool { String.leadingToParts.contains(NameKey(trimmingColons)) }

  /// What stands with a colon in front of a first part: "Trong đó: nữ", "Chia ra: - Nam".
  fileprivate static let leadingToParts = Set(
    ["Trong đó", "Tr.đó", "Tr. đó", "Tr đó", "T.đó", "Chia ra", "Gồm", "Bao gồm", "Trong đó có"].map
    { NameKey($0) })
}

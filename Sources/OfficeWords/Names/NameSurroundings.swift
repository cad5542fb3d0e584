import ClusterMetrics

extension String {
  /// A name without what else stands around it: "(2) Xã Hồ Vương", "6-Phường Đông Quang", "Xã Nga Sơn (12 thôn)", "Xã Hồ Vương,", "Phường
  /// Hạc Thành - TP. Thanh Hóa"; `nil` where nothing does.
  package var withoutSurroundings: String? {
    // Most names have nothing around them.
    guard utf8.count < 100, let first, let last,
      first == "(" || first.isNumber || ",.;-–)".contains(last) || contains(" - ")
        || contains(" – ")
    else { return nil }
    var text = trimmingColons
    if let match = text.prefixMatch(of: numberInFront) {
      text = String(text[match.range.upperBound...])
    }
    while let last = text.last, ",.;-–".contains(last) || last.isWhitespace { text.removeLast() }
    if let match = text.firstMatch(of: placeBehind) {
      text = String(text[..<match.range.lowerBound])
    }
    return text == self || text.isEmpty ? nil : text
  }
}

nonisolated(unsafe) private let numberInFront =
  #/\([0-9]{1,3}\) ?|[0-9]{1,3} ?[-–] ?(?=\p{Lu})/#
nonisolated(unsafe) private let placeBehind =
  #/ *\((?:[0-9]{1,3} (?:thôn|bản|tổ|khu|xóm|TDP)|cũ:|gồm|TP|T\.P|thành phố|huyện|thị xã|tỉnh|sáp nhập)[^()]*\)$| +[-–] +(?:TP|T\.P|thành phố|huyện|thị xã|tỉnh)[. ][^()]*$/#
  .ignoresCase()

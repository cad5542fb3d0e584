import ClusterMetrics

/// What a heading names besides saying that it is of another time.
extension FigureWords {
  /// What a header is the number of last year of: "Hồ sơ tiếp nhận" of "Hồ sơ tiếp nhận cùng kỳ năm 2025"; `nil` where it says
  /// nothing of the kind.
  package static func lastYear(of text: String) -> String? {
    // "Kinh phí cùng kỳ (triệu đồng)"
    if let bracket = text.trimmingColons.bracketAtEnd, let name = lastYear(of: bracket.before) {
      return name + " (\(bracket.inner))"
    }
    let words = text.trimmingColons.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0.filter { !"()".contains($0) }).text }
    guard
      let place = keys.indices.dropLast().first(where: { [keys[$0], keys[$0 + 1]] == same }),
      place > 0,
      // "Tháng 6 so với cùng kỳ" compares.
      ![than, with].contains(keys[place - 1])
    else { return nil }
    let rest = keys[(place + 2)...].filter { $0 != year && $0 != before }
    guard rest.allSatisfy(isYear), rest.count < 2 else { return nil }
    return words[..<place].joined(separator: " ")
  }
  /// What is counted of the period itself, or of the one before it: "Số hồ sơ tháng này", "Số hồ sơ tháng trước"; not what is
  /// left from before: "Số đơn tồn kỳ trước".
  package static func neighbour(of text: String) -> (name: String, isBefore: Bool)? {
    if let bracket = text.trimmingColons.bracketAtEnd, let found = neighbour(of: bracket.before) {
      return (found.name + " (\(bracket.inner))", found.isBefore)
    }
    let words = text.trimmingColons.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0).text }
    guard keys.count > 2, times.contains(keys[keys.count - 2]), let last = keys.last,
      last == before || last == this, !keys.contains(where: left.contains)
    else { return nil }
    return (words.dropLast(2).joined(separator: " "), last == before)
  }
  private static let this = NameKey("này").text
  private static let times = Set(["tháng", "quý", "kỳ"].map { NameKey($0).text })
  private static let left = Set(
    ["tồn", "dư", "còn", "chuyển", "nợ", "so", "từ", "đầu", "cuối"].map { NameKey($0).text })
  private static let with = NameKey("với").text
  private static let same = ["cùng", "kỳ"].map { NameKey($0).text }

  /// Whether a heading says what one would like to reach: "Chỉ tiêu phấn đấu", which is a plan where no other one stands beside it.
  package static func isWish(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure).text
    return key.hasSuffix(wish) && key.count < 40
  }
  private static let wish = NameKey("phấn đấu").text

  /// Whether a heading says what became of something: "Hoàn thành", "Chưa hoàn thành", "Quá hạn". What stands above it is counted.
  package static func isOutcome(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure)
    if outcomes.contains(key) { return true }
    let words = key.text.split(separator: " ").map(String.init)
    // "Đã giao" is what was given to reach.
    return (2...5).contains(words.count) && states.contains(words[0])
      && !words.contains(where: givenWords.contains)
  }
  private static let states = Set(["đã", "đang", "chưa", "không"].map { NameKey($0).text })
  private static let givenWords = Set(["giao", "phân", "duyệt"].map { NameKey($0).text })
  private static let outcomes = Set(
    [
      "Hoàn thành", "Đã hoàn thành", "Chưa hoàn thành", "Không hoàn thành", "Khó hoàn thành",
      "Quá hạn", "Đúng hạn", "Trễ hạn", "Trước hạn", "Đang thực hiện", "Đang triển khai",
      "Chưa thực hiện", "Chưa triển khai", "Không đạt", "Chưa đạt", "Vượt", "Xong", "Đã xong",
      "Chưa xong", "Ban hành", "Đã ban hành", "Hoàn thành đúng hạn", "Hoàn thành quá hạn",
    ].map { NameKey($0) })
}

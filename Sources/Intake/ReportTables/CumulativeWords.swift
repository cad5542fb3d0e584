import ClusterMetrics

/// What a header says of numbers that count from the beginning of the year, apart from what they count: "Nhà tạm đã xóa
/// (lũy kế từ đầu năm)", "Lũy kế số nhà tạm", "Hồ sơ (LK)".
struct CumulativeWords {
  /// Whether it says so.
  private(set) var isCumulative = false
  /// The header without that.
  var rest: String

  private static let marks = [
    "lũy kế", "luỹ kế", "lk", "l/k", "cộng dồn", "tính từ đầu năm", "từ đầu năm",
    "đến tháng báo cáo",
    "đến kỳ báo cáo",
  ].map { NameKey($0).text }
  /// Those that may stand in front of a name, word by word.
  private static let leadingMarks = ["lũy kế", "luỹ kế", "cộng dồn", "lk"].map {
    $0.split(separator: " ").map { NameKey(String($0)).text }
  }
  private static let longerTerms = ["nhiệm kỳ", "giai đoạn", "từ năm", "từ khi"].map {
    " " + NameKey($0).text + " "
  }
  /// What may stand beside these and says nothing more.
  private static let fillers = Set(
    [
      "số", "đến", "nay", "từ", "đầu", "năm", "tháng", "kỳ", "báo", "cáo", "cuối", "hết", "quý",
      "trong", "tính", "thời",
      "điểm", "là", "kể", "tới",
    ].map { NameKey($0).text })

  init(_ text: String) {
    rest = text.trimmingColons
    // In brackets, behind a comma or a dash at the end.
    for (open, close) in [("(", ")"), (",", ""), (" - ", ""), (" – ", "")] {
      guard close.isEmpty || rest.hasSuffix(close),
        let range = rest.ranges(of: open).last, range.lowerBound > rest.startIndex
      else { continue }
      let inner = rest[range.upperBound...].dropLast(close.count)
      guard CumulativeWords.saysSo(inner) else { continue }
      isCumulative = true
      rest = rest[..<range.lowerBound].trimmingColons
    }
    // At the end: "Hồ sơ tiếp nhận lũy kế từ đầu năm", "Hồ sơ l/k".
    let ending = rest.split(separator: " ").map(String.init)
    if ending.count > 1 {
      for start in 1..<ending.count
      where CumulativeWords.saysSo(ending[start...].joined(separator: " ")) {
        isCumulative = true
        rest = ending[..<start].joined(separator: " ").trimmingColons
        break
      }
    }
    // In front: "Lũy kế số nhà tạm đã xóa", "LK hồ sơ", but not "Lũy kế" alone, which is a kind of number.
    let words = rest.split(separator: " ").map(String.init)
    let keys = words.map { NameKey($0.trimmingColons).text }
    let mark = CumulativeWords.leadingMarks.first {
      keys.starts(with: $0) && words.count > $0.count
    }
    guard let mark, !CumulativeWords.saysSo(rest), !CumulativeWords.isOfLongerTerm(rest) else {
      return
    }
    isCumulative = true
    let name = words.dropFirst(mark.count).joined(separator: " ")
    rest = name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Whether a text speaks of more than the year: "từ đầu nhiệm kỳ", "giai đoạn 2021-2025".
  private static func isOfLongerTerm(_ text: some StringProtocol) -> Bool {
    let key = " " + NameKey(String(text)).text + " "
    return longerTerms.contains { key.contains($0) }
  }

  /// Whether a text says nothing but that.
  private static func saysSo(_ text: some StringProtocol) -> Bool {
    var key = " " + NameKey(String(text)).text + " "
    guard !isOfLongerTerm(text), marks.contains(where: { key.contains(" " + $0 + " ") }) else {
      return false
    }
    for mark in marks { key = key.replacing(" " + mark + " ", with: " ") }
    return key.split(separator: " ").allSatisfy {
      fillers.contains(String($0)) || $0.allSatisfy(\.isNumber)
    }
  }
}

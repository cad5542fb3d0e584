import ClusterMetrics

/// Finds the periods that a title, the name of a sheet or of a file mentions: "KẾT QUẢ … 6 THÁNG ĐẦU NĂM 2024".
struct PeriodMentions {
  /// The periods of a text, each once. What names no year is of the year that is known otherwise.
  static func all(in text: String, year: Int?) -> [Period] {
    let words = words(text)
    var found: [Period] = []
    var start = 0
    while start < words.count {
      var next = start + 1
      // "ngày 14 tháng 6 năm 2024" is a day, and no month.
      if NameKey(words[start]).text == NameKey("ngày").text {
        start = min(words.count, start + (isDate(words, start + 1) ? 6 : 2))
        continue
      }
      for end in (start..<min(words.count, start + 8)).reversed() {
        guard let period = period(words[start...end].joined(separator: " "), year) else { continue }
        if !found.contains(period) { found.append(period) }
        next = end + 1
        break
      }
      start = next
    }
    return found
  }

  /// The years that a text names: "năm 2024", "2/2024".
  static func years(in text: String) -> [Int] {
    all(in: text, year: nil).compactMap(\.calendarYear).uniqued
  }

  /// A text that is a period as a whole; without a year of its own that of the table.
  static func period(_ text: String, _ year: Int?) -> Period? {
    // A bare number is any number.
    guard text.contains(where: \.isLetter) || text.contains("/") else { return nil }
    if let period = Period(written: text) { return period.isDays ? nil : period }
    guard let year,
      text.contains(where: \.isNumber) || text.contains(where: { "IVXivx".contains($0) })
    else { return nil }
    let isWhole = text.split(separator: " ").count <= 5
    return isWhole
      ? Period(written: text + " năm \(year)") ?? Period(written: text + "/\(year)") : nil
  }

  private static func isDate(_ words: [String], _ start: Int) -> Bool {
    start + 1 < words.count && NameKey(words[start + 1]).text == NameKey("tháng").text
  }

  /// Words, with the marks that file names write without tones as they are meant.
  private static func words(_ text: String) -> [String] {
    text.split { $0.isWhitespace || "_()[],;:".contains($0) }.map { word in
      plain[word.lowercased()] ?? String(word)
    }
  }

  private static let plain = [
    "thang": "tháng", "quy": "quý", "nam": "năm", "dau": "đầu", "cuoi": "cuối",
  ]
}

extension Period {
  /// The year that it is of; `nil` for days of one's own.
  var calendarYear: Int? {
    switch self {
    case .month(_, let year), .quarter(_, let year), .half(_, let year): year
    case .nineMonths(let year), .year(let year): year
    case .span: nil
    }
  }

  var isDays: Bool { if case .span = self { true } else { false } }
}

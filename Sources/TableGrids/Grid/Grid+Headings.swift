import ClusterMetrics
import OfficeWords

/// Headings and labels that leave out a word, with it: "Số vụ 2025" beside "Số vụ 2026", "Thu ngân sách 6 tháng" beside "Thu ngân
/// sách cùng kỳ", "Trong đó nữ".
extension Grid {
  func withWholeHeadings() -> Grid {
    var grid = self
    let isFirstHalf = saysFirstHalf
    for (index, row) in rows.enumerated() {
      for (column, item) in row.items.enumerated() where item.kind == .text {
        if let text = Grid.withColonBehindAmong(item.text) {
          grid.rename(index, column, to: text)
        }
      }
      guard index < TableHead.rowsAboveHeader else { continue }
      for (column, item) in row.items.enumerated() where item.kind == .text && item.text.hasDigit {
        if let text = Grid.withPlainTime(item.text) { grid.rename(index, column, to: text) }
      }
      let years = Grid.yearsBehindNames(row)
      for (column, text) in years { grid.rename(index, column, to: text) }
      guard isFirstHalf else { continue }
      for (column, text) in Grid.monthsBehindNames(row) { grid.rename(index, column, to: text) }
    }
    return grid
  }

  /// "Trong đó nữ" is "Trong đó: nữ".
  private static func withColonBehindAmong(_ text: String) -> String? {
    // Most cells of a sheet begin with another letter, and need no search.
    guard text.utf8.count < 120, let first = text.first(where: \.isLetter), "tT".contains(first),
      let match = text.wholeMatch(of: among)?.output
    else { return nil }
    return match.1 + ": " + match.2
  }
  nonisolated(unsafe) private static let among =
    #/([-–+•*]?\s*trong đó)\s+(?!có\b|là\b|số\b)([^:\s].*)/#.ignoresCase()

  /// "Năm 2025 (cả năm)" is "Cả năm 2025", "Năm 2026 (đến 30/6)" is "Đến 30/6/2026", and "Cuối năm 2025" its last day.
  private static func withPlainTime(_ text: String) -> String? {
    guard text.utf8.count < 40 else { return nil }
    if let match = text.wholeMatch(of: yearAsWhole)?.output { return "Cả năm \(match.1)" }
    if let match = text.wholeMatch(of: yearUpTo)?.output { return "Đến \(match.2)/\(match.1)" }
    return text.wholeMatch(of: endOfYear).map { "31/12/\($0.output.1)" }
  }
  nonisolated(unsafe) private static let yearAsWhole =
    #/năm (20[0-9]{2}) ?\((?:cả|trọn|toàn) năm\)/#.ignoresCase()
  nonisolated(unsafe) private static let yearUpTo =
    #/năm (20[0-9]{2}) ?\((?:tính )?đến (?:hết |ngày )?([0-9]{1,2}\/[0-9]{1,2})\)/#.ignoresCase()
  nonisolated(unsafe) private static let endOfYear = #/cuối năm (20[0-9]{2})/#.ignoresCase()

  /// Names of which several differ by a year alone, with the word for it: "Số vụ 2025 | Số vụ 2026".
  private static func yearsBehindNames(_ row: Row) -> [Int: String] {
    var found: [String: [(column: Int, stem: String, year: String)]] = [:]
    for (column, item) in row.items.enumerated() where item.kind == .text && item.text.hasDigit {
      let words = item.text.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count > 1, let year = words.last, FigureWords.isYear(year),
        let before = words.dropLast().last, before.contains(where: \.isLetter),
        FigureWords(words.dropLast().joined(separator: " ")) == nil,
        !notBeforeYears.contains(NameKey(before).text),
        PeriodMentions.period(item.text, PeriodLabels.anyYear) == nil
      else { continue }
      let stem = words.dropLast().joined(separator: " ")
      found[NameKey(stem).text, default: []].append((column, stem, year))
    }
    return found.values.filter { Set($0.map(\.year)).count > 1 }.joined()
      .reduce(into: [:]) { $0[$1.column] = $1.stem + " năm " + $1.year }
  }
  private static let notBeforeYears = Set(
    ["năm", "tháng", "quý", "kỳ", "từ", "đến", "sinh", "số", "trước", "sau"].map {
      NameKey($0).text
    })

  /// Names with "6 tháng" behind them beside the same with "cùng kỳ": of the first half-year that the title says.
  private static func monthsBehindNames(_ row: Row) -> [Int: String] {
    let stems = Set(
      row.items.compactMap { item in
        item.kind == .text ? FigureWords.lastYear(of: item.text).map { NameKey($0).text } : nil
      })
    guard !stems.isEmpty else { return [:] }
    var found: [Int: String] = [:]
    for (column, item) in row.items.enumerated() where item.kind == .text && item.text.hasDigit {
      let words = item.text.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count > 2, words.suffix(2).map({ $0.lowercased() }) == ["6", "tháng"],
        stems.contains(NameKey(words.dropLast(2).joined(separator: " ")).text)
      else { continue }
      found[column] = item.text + " đầu năm"
    }
    return found
  }

  /// Whether the lines above say "6 tháng đầu năm", and nothing of the second half.
  private var saysFirstHalf: Bool {
    let texts = rows.prefix(TableHead.rowsAboveHeader).flatMap(\.items)
      .filter { $0.kind == .text && $0.text.hasDigit }.map { NameKey($0.text).text }
    return texts.contains { $0.contains(Grid.firstHalf) }
      && !texts.contains { $0.contains(Grid.secondHalf) }
  }
  private static let firstHalf = NameKey("6 tháng đầu năm").text
  private static let secondHalf = NameKey("6 tháng cuối năm").text
}

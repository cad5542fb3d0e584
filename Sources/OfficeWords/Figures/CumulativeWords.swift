import ClusterMetrics
import Foundation

/// What a header says of numbers that count from the beginning of the year, apart from what they count: "Nhà tạm đã xóa
/// (lũy kế từ đầu năm)", "Lũy kế số nhà tạm", "Hồ sơ (LK)".
package struct CumulativeWords {
  /// Whether it says so.
  package private(set) var isCumulative = false
  /// Whether it only says at which day something is counted: "Số đảng viên tính đến 31/1".
  package private(set) var isAsOfDay = false
  /// That day, where its year is said.
  package private(set) var day: Day?
  /// The day and the month where no year is said: "Nợ đến 31/5".
  private var dayOfAnyYear: (day: Int, month: Int)?
  /// The header without that.
  package var rest: String

  private static let marks = [
    "lũy kế", "luỹ kế", "lk", "l/k", "cộng dồn", "tính từ đầu năm", "từ đầu năm",
    "đến tháng báo cáo",
    "đến kỳ báo cáo", "đến hết tháng", "tới hết tháng", "đến cuối tháng", "đến hết quý",
    "tính đến tháng", "trong năm",
  ].map { NameKey($0).text }
  /// The first day of a year, as what is counted from it says: "từ 01/01/2024 đến …".
  private static let newYear = ["từ", "từ ngày"].flatMap { lead in
    ["1/1", "01/01", "01/1", "1/01"].map { NameKey(lead + " " + $0).text }
  }
  private static let asOf = [
    "tính đến ngày", "tính đến", "tính đến hết ngày", "đến hết ngày", "đến ngày", "đến", "có đến",
    "có đến ngày", "thời điểm", "tại thời điểm", "đến thời điểm", "tính đến thời điểm", "tại ngày",
  ].map {
    $0.split(separator: " ").map { NameKey(String($0)).text }
  }
  /// Those that may stand in front of a name, word by word.
  private static let leadingMarks = ["lũy kế", "luỹ kế", "cộng dồn", "lk"].map {
    $0.split(separator: " ").map { NameKey(String($0)).text }
  }
  private static let longerTerms = [
    "nhiệm kỳ", "giai đoạn", "từ năm", "từ khi", "từ khởi công", "từ ngày khởi công",
    "từ đầu chương trình", "từ đầu dự án", "từ trước đến nay", "từ đầu đề án", "các năm",
  ].map {
    " " + NameKey($0).text + " "
  }
  /// What may stand beside these and says nothing more.
  private static let fillers = Set(
    [
      "số", "đến", "nay", "từ", "đầu", "năm", "tháng", "kỳ", "báo", "cáo", "cuối", "hết", "quý",
      "trong", "tính", "thời", "ngày",
      "điểm", "là", "kể", "tới", "này",
    ].map { NameKey($0).text })

  package init(_ text: String) {
    self = CumulativeWords.memo(text) { CumulativeWords(newText: $0) }
  }
  private static let memo = TextMemo<CumulativeWords>()

  private init(newText text: String) {
    // What is measured stands behind: "Kinh phí lũy kế (triệu đồng)", "Kinh phí (lũy kế, triệu đồng)".
    if let bracket = text.trimmingColons.bracketAtEnd, !CumulativeWords.saysSo(bracket.inner) {
      let parts = bracket.inner.split(separator: ",")
      let others = parts.filter { !CumulativeWords.saysSo($0) }
      let isWithin = others.count < parts.count && !others.isEmpty
      let words = CumulativeWords(bracket.before)
      if words.isCumulative || words.isAsOfDay || isWithin {
        self = words
        isCumulative = isCumulative || isWithin
        rest += " (\(others.joined(separator: ",").trimmingColons))"
        return
      }
    }
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
      for start in 1..<ending.count {
        // "Số vụ từ 01/01/2026" are of no day.
        guard NameKey(ending[start - 1]).text != CumulativeWords.since else { continue }
        let isDay =
          CumulativeWords.saysDay(ending[start...])
          || start == ending.count - 1
            && CumulativeWords.isEndOfMonth(ending[start], of: ending[..<start])
        guard isDay || CumulativeWords.saysSo(ending[start...].joined(separator: " ")) else {
          continue
        }
        (isCumulative, isAsOfDay) = (isCumulative || !isDay, isDay)
        let when = ending[start...].joined(separator: " ")
        day = isDay ? CumulativeWords.day(when) ?? CumulativeWords.endOfYear(when) : nil
        dayOfAnyYear = isDay && day == nil ? ending.last.flatMap(CumulativeWords.dayAndMonth) : nil
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

  /// Whether it says a day, with its year or without.
  package var saysDay: Bool { day != nil || dayOfAnyYear != nil }

  /// The day that it says; one without a year is of the year that is known otherwise.
  package func day(in year: Int?) -> Day? {
    day
      ?? dayOfAnyYear.flatMap { own in
        year.flatMap { Day(year: $0, month: own.month, day: own.day) }
      }
  }

  private static let since = NameKey("từ").text

  /// "30/6"
  private static func dayAndMonth(_ text: String) -> (day: Int, month: Int)? {
    let parts = text.trimmingColons.split(separator: "/", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard parts.count == 2, let day = parts[0], let month = parts[1],
      Day(year: PeriodLabels.anyYear, month: month, day: day) != nil
    else { return nil }
    return (day, month)
  }

  /// Whether a day without any word before it says when something was there: "Dư nợ 31/12", "Dân số 01/01"; but not "Tặng quà
  /// 27/7" and "Hoạt động 30/4".
  private static func isEndOfMonth(_ text: String, of name: ArraySlice<String>) -> Bool {
    guard let (day, month) = dayAndMonth(text),
      (day, month) == (1, 1) || Day(year: 2001, month: month, day: day + 1) == nil
    else { return false }
    return StockNames.isOne(name.joined(separator: " "))
  }

  /// Whether a note says that all numbers of a table count from New Year: "Ghi chú: Số liệu lũy kế từ đầu năm", but not "Cột
  /// 5 là số lũy kế".
  package static func saysOfAll(_ note: String) -> Bool {
    let key = NameKey(note.replacing(":", with: " ")).text
    func says(_ words: String) -> Bool { key.contains(NameKey(words).text) }
    guard ["lũy kế", "cộng dồn"].contains(where: says), !says("cột"), !says("dòng"), !says("không")
    else { return false }
    if says("số liệu") { return true }
    // "Ghi chú: số lũy kế", "(Lũy kế từ đầu năm)"
    let (label, told) =
      note.firstIndex(of: ":").map { (note[..<$0], note[$0...]) } ?? ("", note[...])
    return (label.isEmpty || noteLabels.contains(NameKey(label)))
      && saysSo(told.trimmingCharacters(in: noteMarks))
  }
  /// Whether a line is a note: "* Ghi chú: …", "Lưu ý: …".
  package static func isNote(_ line: String) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    return noteLabels.contains(NameKey(line[..<colon].trimmingCharacters(in: noteMarks)))
  }
  private static let noteLabels = Set(
    ["Ghi chú", "Chú thích", "Lưu ý", "Chú ý", "Note"].map { NameKey($0) })
  private static let noteMarks = CharacterSet(charactersIn: ": ()*.,;-–")

  /// The day that a text says and nothing else: "31/12/2023", "Đến 30/6/2024", "Thời điểm 31/12/2023".
  ///
  /// - Parameter year: that of a day with words before it and without a year: "Đến 31/3".
  package static func day(_ text: String, year: Int? = nil) -> Day? {
    var words = PeriodMentions.withSlashes(text.trimmingColons).split(separator: " ")
    if let year, words.count > 1, let last = words.last,
      last.contains("/"), last.wholeMatch(of: shortDay) != nil
    {
      words[words.count - 1] += "/\(year)"
    }
    guard let last = words.last, last.contains("/") || last.contains("-"), words.count <= 6,
      words.dropLast().allSatisfy({ leads.contains(NameKey($0).text) }),
      last.split(whereSeparator: { !$0.isNumber }).contains(where: { $0.count == 4 })
    else { return nil }
    return DateCell.parse(ArraySlice(String(last).utf8))
  }

  nonisolated(unsafe) private static let shortDay = #/[0-9]{1,2}\/[0-9]{1,2}/#
  private static let leads = Set(
    ["số", "có", "đến", "tính", "tại", "thời", "điểm", "ngày", "hết", "cuối", "tới"].map {
      NameKey($0).text
    })

  /// The last day of a part of a year: "Cuối quý I", "Số cuối tháng 6", "Đến cuối quý II/2024".
  package static func endOfPart(
    _ text: String, _ year: Int?, _ calendar: ReportingCalendar
  ) -> Day? {
    let words = text.trimmingColons.split(separator: " ")
    // Few texts speak of an end: most are left after one word.
    guard let end = words.firstIndex(where: { !beforeEnd.contains(NameKey($0).text) }),
      NameKey(words[end]).text == self.end, end + 1 < words.count,
      partNames.contains(NameKey(words[end + 1]).text),
      let period = PeriodMentions.wholePeriod(
        words[(end + 1)...].joined(separator: " "), year)
    else { return nil }
    return calendar.days(of: period).upperBound.previous
  }
  /// The last day of a year that a text says and nothing else: "cuối năm 2023", "đến cuối năm 2024".
  private static func endOfYear(_ text: String) -> Day? {
    let words = text.split(separator: " ").map { NameKey($0).text }
    guard words.count > 2, let year = words.last.flatMap({ Int($0) }),
      FigureWords.isYear("\(year)"), words[words.count - 2] == self.year,
      words[words.count - 3] == end, words.dropLast(3).allSatisfy({ upTo.contains($0) })
    else { return nil }
    return Day(year: year, month: 12, day: 31)
  }
  private static let year = NameKey("năm").text
  private static let upTo = Set(["đến", "tính", "tại", "thời", "điểm"].map { NameKey($0).text })

  private static let end = NameKey("cuối").text
  private static let beforeEnd = Set(
    ["số", "đến", "tính", "có", "tại", "thời", "điểm"].map { NameKey($0).text })
  private static let partNames = Set(["quý", "tháng"].map { NameKey($0).text })

  /// Whether a folded text says nothing but a time: "đến hết tháng 6".
  private static func saysTime(_ key: String) -> Bool {
    key.split(separator: " ").allSatisfy {
      fillers.contains(String($0)) || quarters.contains($0)
        || $0.allSatisfy { $0.isNumber || $0 == "/" }
    }
  }

  /// "đến hết quý II"
  private static let quarters: Set<Substring> = ["i", "ii", "iii", "iv"]

  /// Whether what stands behind "Lũy kế" says nothing but up to when, and no year: "đến hết tháng 6".
  package static func saysUpToWhen(_ text: String) -> Bool {
    saysTime(NameKey(text).text) && PeriodMentions.years(in: text).isEmpty
      && PeriodMentions.bareYears(in: text).isEmpty
  }

  /// Whether a text begins with words for up to when: "đến hết tháng 6", "tính đến quý II".
  package static func beginsUpTo(_ text: String) -> Bool {
    let key = NameKey(text).text + " "
    return ["đến", "tính đến", "tới", "hết"].contains { key.hasPrefix(NameKey($0).text + " ") }
  }

  /// The month, quarter or other part of a year up to which a text says at its end that something was done.
  package static func end(of text: String, year: Int?) -> Period? {
    let words = text.trimmingColons.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 3,
      let start = words.indices.dropFirst().first(where: { NameKey(words[$0]) == NameKey("đến") })
    else { return nil }
    let rest = withoutUpTo(words[start...].joined(separator: " "))
    return rest.hasDigit || rest.contains("I") ? PeriodMentions.wholePeriod(rest, year) : nil
  }

  /// A text that says up to when, without the words for that: "tháng 6" of "đến hết tháng 6", "6 tháng" of "6 tháng".
  package static func withoutUpTo(_ text: String) -> String {
    text.split(separator: " ").drop { limits.contains(NameKey(String($0)).text) }
      .joined(separator: " ")
  }
  private static let limits = Set(
    ["tính", "từ", "đầu", "năm", "đến", "tới", "hết", "cuối", "trong"].map { NameKey($0).text })

  /// Whether a text calls numbers cumulative.
  package static func isNamed(in text: String) -> Bool {
    let key = " " + NameKey(text.replacing("(", with: " ").replacing(")", with: " ")).text + " "
    return leadingMarks.contains { key.holds(" " + $0.joined(separator: " ") + " ") }
  }

  /// Whether a text begins with the words for cumulative numbers.
  package static func leads(_ text: String) -> Bool { leadingWords(of: text) > 0 }

  /// Whether a text begins with these words and goes on with a name: "Cộng dồn số ca mắc", but not "Cộng dồn từ đầu năm".
  package static func leadsName(_ text: String) -> Bool {
    guard leads(text) else { return false }
    let words = CumulativeWords(text)
    return words.isCumulative && !words.rest.isEmpty && leadingWords(of: words.rest) == 0
  }

  /// How many words for cumulative numbers a text begins with.
  package static func leadingWords(of text: String) -> Int {
    let keys = text.split(separator: " ").map { NameKey($0).text }
    return leadingMarks.first { keys.starts(with: $0) }?.count ?? 0
  }

  /// Whether a text counts from the beginning of a quarter or month, which no figure does.
  package static func isSinceQuarter(_ text: String) -> Bool {
    let key = " " + NameKey(text).text + " "
    return bareSpans.contains(key)
      || key.holds(lead) && spans.contains { key.holds(" " + $0 + " ") }
  }
  private static let lead = " " + NameKey("lũy kế").text + " "
  private static let spans = ["từ đầu quý", "trong quý", "từ đầu tháng"].map { NameKey($0).text }
  private static let bareSpans = Set(
    ["từ đầu quý", "từ đầu tháng"].map { " \(NameKey($0).text) " })

  /// Whether a text speaks of more than the year: "từ đầu nhiệm kỳ", "giai đoạn 2021-2025".
  package static func isOfLongerTerm(_ text: some StringProtocol) -> Bool {
    longerTermMemo(String(text)) { text in
      let key = " " + NameKey(text).text + " "
      return longerTerms.contains { key.holds($0) }
        // "Lũy kế từ 2021 đến nay"
        || key.hasDigit && key.firstMatch(of: sinceYear) != nil
    }
  }
  private static let longerTermMemo = TextMemo<Bool>()
  nonisolated(unsafe) private static let sinceYear = try! Regex(
    " \(NameKey("từ").text) (?:19|20)[0-9]{2} ")

  /// Whether a header says numbers of such a term, or of a span of years: "KH giai đoạn 2021-2025", "Lũy kế 2021-2024".
  package static func saysTerm(_ text: String) -> Bool {
    isOfLongerTerm(text) || FigureWords(text).map { FigureWords.saysYears($0.rest) } ?? false
  }

  /// Whether a text says that and nothing else: "Lũy kế từ đầu nhiệm kỳ", "Từ đầu nhiệm kỳ đến nay".
  package static func saysLongerTerm(_ text: String) -> Bool {
    guard isOfLongerTerm(text) else { return false }
    return NameKey(text).text.split { !$0.isLetter && !$0.isNumber }.allSatisfy {
      termWords.contains(String($0)) || $0.allSatisfy(\.isNumber)
    }
  }
  private static let termWords = Set(
    [
      "lũy", "luỹ", "kế", "lk", "từ", "đầu", "nhiệm", "kỳ", "giai", "đoạn", "đến", "nay", "tính",
      "cộng", "dồn", "năm", "tổng", "số", "trước", "chương", "trình", "dự", "án", "khi", "triển",
      "khai", "thực", "hiện", "các", "thành", "lập", "khởi", "công", "đề",
    ].map { NameKey($0).text })

  /// Whether words say a day and nothing else: "tính đến 31/1", "đến ngày 30/6/2024".
  private static func saysDay(_ words: ArraySlice<String>) -> Bool {
    let keys = words.map { NameKey($0.trimmingColons).text }
    // "Số hộ nghèo 31/12/2023": a whole date needs no word before it.
    if let only = keys.only, only.split(separator: "/").count == 3, day(only) != nil { return true }
    // "Hộ nghèo cuối năm 2023"
    if endOfYear(words.joined(separator: " ")) != nil { return true }
    return asOf.contains { lead in
      guard keys.count == lead.count + 1, keys.starts(with: lead), let day = keys.last else {
        return false
      }
      let parts = day.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      return (2...3).contains(parts.count) && (1...31).contains(parts[0] ?? 0)
        && (1...12).contains(parts[1] ?? 0) && !parts.contains(nil)
    }
  }

  /// Whether a text says nothing but that.
  private static func saysSo(_ text: some StringProtocol) -> Bool {
    var key = " " + NameKey(String(text)).text + " "
    let isSinceNewYear = newYear.contains {
      key.hasPrefix(" " + $0 + " ") || key.hasPrefix(" " + $0 + "/")
    }
    guard !isOfLongerTerm(text),
      isSinceNewYear || marks.contains(where: { key.holds(" " + $0 + " ") })
    else { return false }
    for mark in marks { key = key.replacing(" " + mark + " ", with: " ") }
    return saysTime(key)
  }
}

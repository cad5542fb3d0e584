import ClusterMetrics

/// What stands beside periods in titles: the numbers of forms, and what is done next.
extension PeriodMentions {
  /// Whether a number counts the months that follow it: "6 THÁNG ĐẦU NĂM", "9 THÁNG NĂM 2025", but not "06 THÁNG 5".
  static func countsMonths(_ keys: [String], _ index: Int) -> Bool {
    guard index + 1 < keys.count, keys[index + 1] == monthWord else { return false }
    let next = index + 2 < keys.count ? keys[index + 2] : ""
    return next.isEmpty || edges.contains(next) || next == yearWord || FigureWords.isYear(next)
  }

  /// Whether a number stands in front of a month that has one of its own: "SỐ 3 THÁNG 6", "CHI BỘ 9 THÁNG 5/2025", but not "9
  /// THÁNG 2025".
  static func namesMonthBehind(_ keys: [String], _ index: Int) -> Bool {
    guard index + 2 < keys.count, keys[index].allSatisfy(\.isNumber), keys[index + 1] == monthWord
    else { return false }
    let month = keys[index + 2].prefix { $0.isNumber }
    let rest = keys[index + 2].dropFirst(month.count)
    return (1...2).contains(month.count) && (1...12).contains(Int(month) ?? 0)
      && (rest.isEmpty || "/.".contains(rest.prefix(1)))
  }

  /// "KẾT QUẢ THÁNG 12, NHIỆM VỤ THÁNG 01/2025": what was done before the first month was done in the year before, where only what
  /// comes next says its year.
  package static func turned(_ found: [Period], _ keys: [String], from rest: Int) -> [Period] {
    guard found.count == 1, rest < keys.count, !keys[..<rest].contains(where: namesYear) else {
      return found
    }
    let coming = (rest..<keys.count).lazy.compactMap { start in
      (start..<min(keys.count, start + 5)).reversed().lazy.compactMap { end in
        period(keys[start...end].joined(separator: " "), nil)
      }.first
    }.first
    return switch (found[0], coming) {
    case (.month(12, let year), .month(1, let next)?) where year == next,
      (.quarter(4, let year), .quarter(1, let next)?) where year == next:
      [found[0].sameLastYear]
    default: found
    }
  }

  /// The period of the plan that a title names behind that of the results: "KẾT QUẢ THÁNG 6, KẾ HOẠCH THÁNG 7 NĂM 2026".
  ///
  /// - Parameter isBehind: whether a line above names the period of the results: "VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM".
  package static func planned(in title: String, year: Int?, isBehind: Bool) -> Period? {
    let words = Self.words(title)
    let keys = words.map { NameKey($0).text }
    let start = keys.indices.dropLast().first { start in
      let pair = [keys[start], keys[start + 1]]
      guard plans.contains(pair) || subjects.contains(pair) else { return false }
      return isBehind && keys[..<start] == [and]
        || !all(in: words[..<start].joined(separator: " "), year: year).isEmpty
    }
    return start.flatMap {
      all(in: words[$0...].joined(separator: " "), year: year, isWhole: true).only
    }
  }

  /// The last word of several years of which one is mentioned: "NĂM 2023 - 2024", "NĂM 2022, 2023, 2024", "TỪ NĂM 2021 ĐẾN NĂM
  /// 2024"; the number of words for "TỪ NĂM 2021 ĐẾN NAY", `nil` for a year that stands alone.
  ///
  /// - Parameters:
  ///   - start: the first word of the mention.
  ///   - end: the last word of the mention.
  static func endOfYears(_ keys: [String], _ start: Int, _ end: Int) -> Int? {
    var last = end
    while true {
      var next = last + 1
      let isJoined = next < keys.count && joints.contains(keys[next])
      if isJoined { next += 1 }
      if isJoined, next < keys.count, keys[next] == yearWord { next += 1 }
      guard next < keys.count, FigureWords.isYear(keys[next]),
        // "NĂM 2024 - 2025/QĐ" is a document, "NĂM 2023 VÀ NĂM 2024" are two years.
        keys[next - 1] != yearWord || keys[next - 2] != andWord
      else { break }
      last = next
    }
    if last > end { return last }
    let isToday =
      start > 0 && keys[start - 1] == from && end + 2 < keys.count
      && keys[end + 1] == untilWord && keys[end + 2] == nowWord
    return isToday ? keys.count : nil
  }
  private static let joints = Set(["-", "–", "—", "và", "đến", "tới"].map { NameKey($0).text })
  private static let (from, untilWord) = (NameKey("từ").text, NameKey("đến").text)
  private static let (nowWord, andWord) = (NameKey("nay").text, NameKey("và").text)

  /// Whether the number in front of a year is no document's, or has the document's own year: "BÃO SỐ 3 NĂM 2024", "NGHỊ ĐỊNH SỐ
  /// 130/2020/NĐ-CP NĂM 2024", but not "NGHỊ QUYẾT SỐ 18 NĂM 2017".
  static func numbersNoDocument(_ keys: [String], _ start: Int) -> Bool {
    guard start > 2, keys[start - 2] == numberWord else { return false }
    return namesYear(keys[start - 1]) || !documentWords.contains(keys[start - 3])
  }
  private static let numberWord = NameKey("số").text
  private static let documentWords = Set(
    [
      "thị", "quyết", "định", "tư", "luật", "lệnh", "hoạch", "văn", "luận", "án", "dẫn", "trình",
      "nq", "ct", "kl",
      "qđ", "nđ", "bản", "cáo", "điện", "giấy", "tin",
    ].map { NameKey($0).text })

  static func namesYear(_ key: String) -> Bool {
    key.split { !$0.isNumber }.contains { FigureWords.isYear(String($0)) }
  }

  /// Without what numbers a form in front of its title: "PHỤ LỤC 3 - THÁNG 9", "Biểu 6. Kết quả tháng 9", "Mẫu số 06/THÁNG 9". "Biểu
  /// 6 tháng đầu năm" is one of six months.
  static func withoutNumberOfForm(_ words: [String]) -> [String] {
    guard words.count > 2 else { return words }
    var index = 0
    while index < min(words.count, 4), forms.contains(NameKey(words[index]).text) { index += 1 }
    guard index > 0, index < words.count else { return words }
    var number = words[index]
    var rest = Array(words[(index + 1)...])
    // "06/THÁNG"
    if let slash = number.firstIndex(of: "/"),
      number[number.index(after: slash)...].first?.isLetter ?? false
    {
      rest.insert(String(number[number.index(after: slash)...]), at: 0)
      number = String(number[..<slash]) + "."
    }
    let bare = number.prefix { $0.isNumber }
    let tail = number.dropFirst(bare.count)
    guard (1...3).contains(bare.count), tail.count < 3, let next = rest.first else { return words }
    let isParted = tail.last.map { ".:-–)".contains($0) } ?? false || next == "-" || next == "–"
    let keys = rest.map { NameKey($0).text }
    let isBesideMonth = keys[0] == monthWord && keys.count > 1 && keys[1].first?.isNumber ?? false
    let isBesideOther = keys[0] != monthWord
    return isParted || isBesideMonth || isBesideOther && keys[0] != "/" ? rest : words
  }
  private static let forms = Set(
    [
      "phụ", "lục", "biểu", "mẫu", "bảng", "số", "phiếu", "bieu", "mau", "bang", "phu", "luc", "so",
    ].map { NameKey($0).text })

  /// With months that are counted in words in figures, and counted quarters in months: "BỐN THÁNG ĐẦU NĂM" as "4 tháng", "2 quý đầu
  /// năm" as "6 tháng", "3 quý năm 2025" as "9 tháng".
  static func inMonths(_ words: [String]) -> [String] {
    var words = words
    var index = 1
    while index < words.count {
      defer { index += 1 }
      let key = NameKey(words[index]).text
      guard key == monthWord || key == quarterWord else { continue }
      let next = index + 1 < words.count ? NameKey(words[index + 1]).text : ""
      let isEdge = edges.contains(next)
      guard next.isEmpty || isEdge || next == yearWord || FigureWords.isYear(next) else { continue }
      let before = NameKey(words[index - 1]).text
      let isTen = index > 1 && NameKey(words[index - 2]) == NameKey("mười")
      var count = counted[before] ?? Int(before)
      // "trong năm tháng": the word for five is that for a year.
      if before == yearWord { count = isEdge ? 5 : nil }
      guard var count else { continue }
      if isTen, count < 3 {
        words.remove(at: index - 2)
        index -= 1
        count += 10
      }
      if key == quarterWord {
        guard (2...4).contains(count) else { continue }
        count *= 3
        words[index] = "tháng"
      }
      words[index - 1] = String(count)
    }
    return words
  }
  private static let quarterWord = NameKey("quý").text
  private static let counted: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("sáu", 6), ("bảy", 7), ("bẩy", 7), ("tám", 8),
      ("chín", 9), ("mười", 10),
    ].map { (NameKey($0.0).text, $0.1) })

  /// The month that the name of a file or sheet says in figures: "09.2025 BC", "bc_202509", "bieu 2025-09".
  package static func monthInFigures(_ name: String) -> Period? {
    let words = name.split { $0.isWhitespace || "_()".contains($0) }.map(String.init)
    let months = words.enumerated().compactMap { index, word -> Period? in
      // "CV 12.2024" is the number of a letter.
      let isNumber = index > 0 && numberings.contains(NameKey(words[index - 1]).text)
      if !isNumber, let both = word.wholeMatch(of: monthBeforeYear) {
        return Period(written: "\(both.1)/\(both.2)")
      }
      // "bc_062026"
      if !isNumber, let both = word.wholeMatch(of: monthAndYear) {
        return Period(written: "\(both.1)/\(both.2)")
      }
      return word.wholeMatch(of: yearBeforeMonth).flatMap { Period(written: "\($0.2)/\($0.1)") }
    }
    return months.uniqued.only
  }
  nonisolated(unsafe) private static let monthBeforeYear = #/(0?[1-9]|1[0-2])[.-](20[0-9]{2})/#
  nonisolated(unsafe) private static let monthAndYear = #/(0[1-9]|1[0-2])(20[0-9]{2})/#
  nonisolated(unsafe) private static let yearBeforeMonth = #/(20[0-9]{2})[.-]?(0[1-9]|1[0-2])/#
}

extension PeriodMentions {
  /// The period that a text calls provisional: "2024" of "Sơ bộ 2024" and of "2024 (sơ bộ)"; `nil` of any other.
  package static func provisional(_ text: String) -> String? {
    guard text.utf8.count < 40, text.contains(where: \.isNumber) else { return nil }
    let words = text.split { $0.isWhitespace || "()".contains($0) }.map(String.init)
    for lead in provisionalWords where words.count > lead.count {
      if words.prefix(lead.count).map({ NameKey($0).text }) == lead {
        return words.dropFirst(lead.count).joined(separator: " ")
      }
      if words.suffix(lead.count).map({ NameKey($0).text }) == lead {
        return words.dropLast(lead.count).joined(separator: " ")
      }
    }
    return nil
  }
  private static let provisionalWords = [
    "sơ bộ", "tạm tính", "chính thức", "số chính thức", "số ước", "ước tính", "ước thực hiện",
    "ước",
    "dự ước",
  ].map {
    $0.split(separator: " ").map { NameKey(String($0)).text }
  }
}

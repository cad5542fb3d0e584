import ClusterMetrics
import OfficeWords

/// What a table is about, as its title or the name of its sheet says: "Tuyên truyền" of "KẾT QUẢ CÔNG TÁC TUYÊN TRUYỀN 6
/// THÁNG ĐẦU NĂM 2024".
package enum TableTheme {
  /// The theme of a table.
  package static func of(_ block: ReportBlock, in grid: Grid, _ sheet: String?) -> String? {
    if let title = title(of: block, in: grid) {
      let name = withoutPlainWords(title)
      // "BÁO CÁO TUẦN" says no more than how long.
      let saysSpan = ["tuần", "nhanh", "ngày"].contains { NameKey($0) == NameKey(name) }
      if !name.isEmpty, name.count <= 60, !saysSpan, !saysFigure(name) {
        let name = ReportWords.isPlan(title: title) ? withoutPlan(name) : name
        return name.prefix(1).uppercased() + name.dropFirst()
      }
    }
    return sheet.flatMap { isName($0) ? $0 : nil }
  }

  /// What a plan is of: "tuyên truyền" of "Kế hoạch tuyên truyền", as its results are called.
  private static func withoutPlan(_ name: String) -> String {
    let words = name.split(separator: " ")
    let isLead = words.prefix(2).map { NameKey(String($0)).text } == planWords
    return isLead && words.count > 2 ? words.dropFirst(2).joined(separator: " ") : name
  }
  private static let planWords = ["kế", "hoạch"].map { NameKey($0).text }

  /// Whether a title says of which kind numbers are, and not what they count: "Chỉ tiêu kế hoạch giao", "Số liệu cùng kỳ", "Kế
  /// hoạch phát triển kinh tế - xã hội".
  private static func saysFigure(_ name: String) -> Bool {
    guard let words = FigureWords(name), words.figure != nil else { return false }
    let rest = NameKey(words.rest).text
    return rest.isEmpty || plain.contains { rest == $0 || rest.hasPrefix($0 + " ") }
  }
  private static let plain = ["phát triển kinh tế", "kinh tế", "kt-xh", "giao", "được giao"].map {
    NameKey($0).text
  }

  /// What all numbers of a table are of, where its columns do not say it: its title, or the name of its sheet where that says
  /// more.
  package static func subject(of block: ReportBlock, in grid: Grid, _ sheet: String?) -> String? {
    let title = title(of: block, in: grid)
    let name = sheet.flatMap { isName($0) ? $0 : nil }
    return title.map { saysNothing($0) ? name ?? $0 : $0 } ?? name
  }

  /// Whether a title says nothing of what its table is about: "Kết quả" of "KẾT QUẢ NĂM 2024".
  package static func saysNothing(_ title: String) -> Bool { withoutPlainWords(title).isEmpty }

  /// Without words in front that say nothing of what it is about; "số lượng" is no such word alone.
  private static func withoutPlainWords(_ title: String) -> String {
    let words = title.split(separator: " ").map(String.init)
    let rest = words.dropFirst(ReportWords.leadCount(words))
    let isAmount = rest.first.map { NameKey($0) == NameKey("lượng") } ?? false
    return (isAmount ? words.suffix(rest.count + 1)[...] : rest[...]).joined(separator: " ")
  }

  /// What the last line above a table says before it says when: "Số hồ sơ tiếp nhận" of "SỐ HỒ SƠ TIẾP NHẬN GIAI ĐOẠN 2020 -
  /// 2024"; `nil` where it says nothing of the kind.
  package static func title(of block: ReportBlock, in grid: Grid) -> String? {
    if let first = block.titlesOfFirst { return title(in: first, of: grid) }
    return title(in: block.titles, of: grid)
  }

  private static func title(in lines: Range<Int>, of grid: Grid) -> String? {
    let titles = lines.compactMap { index in
      grid.rows[index].items.first { !$0.isEmpty && !$0.text.isHeadOfForm }?.text.withoutPartLetter
    }.filter {
      !OfficeNames.isOffice($0) && !$0.hasPrefix("(") && !ReportWords.isPlain(title: $0)
        && !saysTime($0)
    }
    // "Đơn vị tính: triệu đồng" says how, and not what.
    let told = titles.map { MeasureWords.stated($0) == nil ? $0 : $0.withoutMeasure }
      .filter { MeasureWords.stated($0) == nil }
    // "Average population by district" below "Dân số trung bình phân theo huyện" says it again.
    let isVietnamese = { (line: String) in !line.isASCII }
    let spoken =
      told.contains(where: isVietnamese)
      ? told.filter { isVietnamese($0) || $0.split(separator: " ").count < 3 } : told
    // "6 tháng đầu năm 2026" below a line says when, and the line above it what.
    let names = spoken.reversed().lazy.map { title in
      let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
      let end = words.indices.first { isEnd(words, $0) } ?? words.endIndex
      return words[..<end].joined(separator: " ")
    }
    guard let name = names.first(where: { !$0.isEmpty }) else { return nil }
    guard !name.contains(where: \.isLowercase) else { return name }
    return inSmallLetters(name)
  }

  /// Whether a line says nothing but when: "Thời gian: 01/8/2025 - 31/8/2025", "Từ ngày 10/11".
  private static func saysTime(_ line: String) -> Bool {
    let key = NameKey(line.replacing(":", with: " ")).text + " "
    return lines.contains { key.hasPrefix($0 + " ") }
  }
  private static let lines = ["thời gian", "kỳ báo cáo", "từ ngày", "đến ngày", "thời điểm"].map {
    NameKey($0).text
  }

  /// A line in capitals as it is written within a sentence: abbreviations keep theirs.
  static func inSmallLetters(_ text: String) -> String {
    text.split(separator: " ").enumerated().map { index, word in
      if abbreviations.contains(word.filter(\.isLetter)) { return String(word) }
      return index == 0 ? word.prefix(1) + word.dropFirst().lowercased() : word.lowercased()
    }.joined(separator: " ")
  }
  /// Abbreviations of administration that no syllable of Vietnamese is written like.
  private static let abbreviations: Set<String> = [
    "BHYT", "BHXH", "BHTN", "NTM", "UBND", "HĐND", "MTTQ", "CCHC", "TTHC", "ATTP", "PCCC", "KHHGĐ",
    "DTTS", "THCS", "THPT", "OCOP", "ANTT", "TNGT", "CNTT", "CBCC", "CNVC", "HTX", "KTXH", "GDP",
    "GRDP", "PCGD", "XDNTM", "LĐTBXH", "VHTT", "CCCD", "HSSV", "TDTT", "ATGT", "TNXH", "NSNN",
    "NSTW",
    "SXKD", "FDI", "ODA", "KCN", "CCN", "TTCN", "BVMT", "QLNN", "GPMB", "XKLĐ", "CLB", "LHPN",
    "CCB",
    "ĐVTN", "TNCS", "HSCC", "VBQPPL", "PBGDPL", "TGPL", "KNTC", "PCTN", "TTHCC", "BTXH", "NCC",
    "SDD",
    "HIV", "AIDS", "TYT", "GDTX", "THPTQG", "GV", "HS", "CBQL",
  ]

  /// Whether a word of a title no longer says what it is about: "năm", but not that of "Sản lượng lúa cả năm", and "phân theo".
  private static func isEnd(_ words: [String], _ index: Int) -> Bool {
    let key = NameKey(words[index].filter { !"()".contains($0) })
    if index > 0, isDivided(words[index...].prefix(2).map { NameKey($0).text }[...]) { return true }
    let isWhole = index > 0 && NameKey(words[index - 1]) == NameKey("cả")
    if key == week, index + 1 < words.count, Int(words[index + 1]) != nil { return true }
    return times.contains(key) && !isWhole || Int(words[index].filter { !"()".contains($0) }) != nil
  }
  /// Whether words say by what numbers are divided: "phân theo huyện".
  static func isDivided(_ keys: ArraySlice<String>) -> Bool {
    keys.count > 1
      && (divided.contains(keys[keys.startIndex]) && keys[keys.startIndex + 1] == by
        || keys[keys.startIndex] == "by" && parts.contains(keys[keys.startIndex + 1]))
  }
  /// What English titles divide numbers by: "Applications by month".
  private static let parts: Set<String> = [
    "month", "months", "quarter", "quarters", "unit", "units", "office", "offices", "district",
    "districts",
    "commune", "communes", "ward", "wards", "department", "departments", "cluster", "clusters",
    "year", "region",
  ]
  private static let divided = Set(["phân", "chia"].map { NameKey($0).text })
  private static let by = NameKey("theo").text
  private static let week = NameKey("tuần")
  /// "Tuần 10".
  private static func isWeek(_ sheet: String) -> Bool {
    let words = PeriodMentions.weekWritten(out: sheet).split(separator: " ")
    return words.count == 2 && NameKey(words[0]) == week && Int(words[1]) != nil
  }

  /// "Kết quả thu ngân sách" is "Thu ngân sách"; "Số vụ cháy" stays what it is.
  package static func withoutLeads(_ title: String) -> String {
    let words = title.split(separator: " ").map(String.init)
    let number = NameKey("số").text
    // "Số vụ cháy" stays what it is.
    let count = words.prefix { NameKey($0).text != number }.count
    let rest = words.dropFirst(min(count, ReportWords.leadCount(words)))
    let name = rest.joined(separator: " ")
    guard rest.count > 1 else { return title }
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static let times = Set(
    ["giai", "năm", "tháng", "quý", "từ", "qua", "đến", "tính"].map { NameKey($0) })

  /// Whether a sheet is named after something: not "Sheet1", "Biểu 2", a period, an office or a figure.
  package static func isName(_ name: String) -> Bool {
    let sheet = name.withEnglishPeriods
    let key = NameKey(sheet).text
    return !ReportWords.isPlain(title: sheet) && sheet.count > 2 && !key.hasPrefix("sheet")
      && !key.hasPrefix("trang")
      && LabelRole(header: sheet) == nil && FigureWords(sheet) == nil && !TotalWords.isTotal(sheet)
      && PeriodMentions.all(in: sheet, year: 2000).isEmpty && !OfficeNames.isOffice(sheet)
      && !isWeek(sheet)
  }

  /// Whether a header says only what is counted, so that it is the theme which says of what: "Số cuộc", "Số lượt người",
  /// "Kết quả".
  package static func isNeeded(by header: String) -> Bool {
    var words = NameKey(header.withoutNumbering).text.split(separator: " ").map(String.init)
    if words.first == total { words.removeFirst() }
    if words.first == number { words.removeFirst() }
    let rest = words.joined(separator: " ")
    return rest.isEmpty || general.contains(rest) || MeasureWords.isThing(rest)
  }

  private static let total = NameKey("tổng").text
  private static let number = NameKey("số").text
  private static let general = Set(
    ["lượng", "kết quả", "số lượng", "tỷ lệ"].map { NameKey($0).text })
}

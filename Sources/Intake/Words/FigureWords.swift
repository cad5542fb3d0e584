import ClusterMetrics

extension Figure {
  /// The figure that a text says, alone or with other words: "Kế hoạch", "Thực hiện 6 tháng".
  init?(saidBy text: String) {
    guard let figure = Figure(written: text) ?? FigureWords(text)?.figure else { return nil }
    self = figure
  }
}

/// The figure that the words of a header say, and what else they say.
struct FigureWords {
  /// `nil` where the number is only compared with others: "So cùng kỳ (%)".
  var figure: Figure?
  /// What is left of the text behind them.
  var rest: String
  /// Whether numbers of last year count from its beginning.
  var isCumulative = false

  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0.trimmingColons).text }
    // "Dự toán: Pháp lệnh | Phấn đấu": what has to be reached, and what one would like to.
    if let wish = FigureWords.wishes[keys.joined(separator: " ")] {
      (figure, rest) = (wish, "")
      return
    }
    // "2024/2023", "6T2024/6T2023 (%)"
    if text.first?.isNumber == true, text.contains("/"),
      let years = text.wholeMatch(of: FigureWords.twoYears),
      let first = Int(years.1), let second = Int(years.2), first > second
    {
      (figure, rest) = (nil, "")
      return
    }
    // "TH 2025/KH (%)", "Ước TH 2025 so KH (%)"
    if let last = keys.last, FigureWords.ratios.contains(last) || keys.contains(FigureWords.than),
      FigureWords.comparesPlan(keys)
    {
      (figure, rest) = (nil, "")
      return
    }
    for (beginning, figure) in FigureWords.beginnings where keys.starts(with: beginning) {
      self.figure = figure
      isCumulative = figure == .lastYear && beginning.contains(FigureWords.cumulative)
      rest = words.dropFirst(beginning.count).joined(separator: " ")
      if text.utf8.allSatisfy({ $0 < 0x80 }) {
        rest = rest.split(separator: " ").map { word in
          let word = word.lowercased()
          return Period.marked[word] ?? FigureWords.marked[word] ?? word
        }
        .joined(separator: " ")
      }
      // "DT 2025" is a budget, "DT (ha)" an area.
      if beginning == FigureWords.budget, !FigureWords.isYear(rest) { return nil }
      // "Cùng kỳ tháng 5/2023": the word for the month belongs to what is left.
      if let month = beginning.last, month == FigureWords.month, rest.first?.isNumber ?? false {
        rest = words[beginning.count - 1] + " " + rest
      }
      // "Dự toán tỉnh giao 2025", "Dự toán HĐND xã giao"
      if figure == .plan, let given = FigureWords.giver(keys.dropFirst(beginning.count)) {
        rest = words.dropFirst(beginning.count + given).joined(separator: " ")
      }
      // "Dự toán pháp lệnh", "Chỉ tiêu phấn đấu"
      if figure == .plan, let wish = FigureWords.wishes[NameKey(rest).text] {
        (self.figure, rest) = (wish, "")
        return
      }
      // "So ho so" are files, as programs write them that know no marks.
      if beginning == [FigureWords.than], keys.count > 1, !FigureWords.compares(with: keys[1]) {
        return nil
      }
      // "Giao" and "Số giao" alone are what was given to reach; "Giao thông" and "Số giao dịch" are none.
      if FigureWords.givenAlone.contains(beginning), !rest.isEmpty { return nil }
      // "Chính thức tháng 4" is what was found at last; "Chính thức" beside "Dự bị" counts members.
      if beginning == FigureWords.official, !rest.hasDigit { return nil }
      // "Kỳ trước chuyển sang" is counted, and compared with nothing.
      let restKey = NameKey(rest).text
      if figure == nil, restKey.hasPrefix(FigureWords.carried) { return nil }
      // "Tăng" beside "Giảm", and "Tăng biên chế", count something; "Tăng so với cùng kỳ" compares.
      if [[FigureWords.rise], [FigureWords.fall]].contains(beginning),
        !FigureWords.compares(restKey)
      {
        return nil
      }
      // "Tăng, giảm đảng viên" counts by how many there are more or fewer of them.
      if FigureWords.balances.contains(beginning) {
        let counted = rest.withoutMeasure.split(whereSeparator: \.isWhitespace)
          .drop { [FigureWords.fall, "/", ",", "-"].contains(NameKey(String($0)).text) }
        let what = counted.map { NameKey(String($0)).text }.joined(separator: " ")
        if what.contains(where: \.isLetter), !FigureWords.compares(what),
          !FigureWords.fillers.contains(NameKey(what))
        {
          return nil
        }
      }
      // So do "Đạt chuẩn văn hóa", "Chênh lệch thu chi", "Tăng trưởng kinh tế".
      if FigureWords.results.contains(beginning), restKey.contains(where: \.isLetter),
        !FigureWords.compares(restKey)
      {
        return nil
      }
      return
    }
    guard let last = keys.last, FigureWords.ratios.contains(last) else { return nil }
    figure = nil
    rest = words.dropLast().joined(separator: " ")
  }

  private static let wishes: [String: Figure?] = [
    NameKey("pháp lệnh").text: .plan, NameKey("phấn đấu").text: nil,
    NameKey("mức phấn đấu").text: nil,
  ]

  /// How many words say who gave a plan; `nil` where none do.
  private static func giver(_ keys: ArraySlice<String>) -> Int? {
    guard let place = keys.prefix(5).firstIndex(of: given), place > keys.startIndex,
      keys[..<place].allSatisfy({ givers.contains($0) })
    else { return nil }
    return place - keys.startIndex + 1
  }
  private static let givers = Set(
    [
      "tỉnh", "huyện", "xã", "phường", "hđnd", "ubnd", "tw", "trung", "ương", "cấp", "trên",
      "thành",
      "phố", "được", "nhà", "nước", "chính", "phủ", "bộ", "sở", "cục",
    ].map { NameKey($0).text })

  /// Whether last year's number is of the month alone, whatever stands beside it: "Cùng kỳ tháng".
  static func isOfMonth(_ header: String) -> Bool {
    let key = NameKey(header).text + " "
    return ofMonth.contains { key.hasPrefix($0 + " ") }
  }
  private static let ofMonth = ["cùng kỳ tháng", "cùng kỳ trong tháng"].map { NameKey($0).text }

  /// Whether a header says that numbers are of the period alone: "Thực hiện trong tháng", "Phát sinh trong kỳ".
  static func isOfPeriodAlone(_ header: String) -> Bool {
    let key = " " + NameKey(header).text + " "
    return alone.contains { key.contains(" " + $0 + " ") }
  }
  private static let alone = [
    "trong tháng", "tháng này", "trong kỳ", "kỳ này", "trong quý", "thực hiện tháng", "th tháng",
    "phát sinh tháng",
  ].map { NameKey($0).text }

  nonisolated(unsafe) private static let twoYears =
    #/\s*(?:[0-9]{1,2} ?T ?\/?)?([0-9]{4})\s*\/\s*(?:[0-9]{1,2} ?T ?\/?)?([0-9]{4})\s*(?:\(%\)|%)?\s*/#
  private static let given = NameKey("giao").text
  /// Words behind a figure as programs write them that know no marks.
  private static let marked = [
    "tu": "từ", "den": "đến", "ky": "kỳ", "het": "hết", "truoc": "trước",
  ]
  private static let givenAlone = [[given], [NameKey("số").text, given]]
  private static let budget = [NameKey("DT").text]
  private static let month = NameKey("tháng").text
  private static let official = ["chính", "thức"].map { NameKey($0).text }
  private static let rise = NameKey("tăng").text
  private static let fall = NameKey("giảm").text
  private static let balances = ["tăng,", "tăng/giảm"].map { [NameKey($0).text] }
  private static let results = ["đạt", "chênh lệch", "tăng trưởng", "tốc độ"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }

  private static func compares(_ rest: String) -> Bool {
    // "Tăng trong năm 2024" counts those that came.
    if rest.hasPrefix(within), !rest.contains("%") { return false }
    return rest.contains("%") || rest.contains("+") || rest.contains("-") || rest.contains("/")
      || comparing.contains { (" " + rest + " ").contains(" " + $0 + " ") }
  }

  /// Whether words say that a number is taken of the plan, or of another number.
  private static func comparesPlan(_ keys: [String]) -> Bool {
    let parts = keys.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
    // "So ho so" says one of these twice.
    return Set(parts.filter { compared.contains(String($0)) }).count > 1
  }

  private static let compared = Set(
    ["th", "kh", "ck", "ước", "ưth", "so", "qt", "dt"].map { NameKey($0).text })
  private static let than = NameKey("so").text
  private static let comparing = [
    "so", "với", "giảm", "cùng kỳ", "kế hoạch", "kh", "tỷ lệ", "chỉ tiêu", "năm", "giao",
    "dự toán", "mục tiêu", "thực hiện", "trước", "được", "tăng", "tuyệt đối", "tương đối",
  ].map { NameKey($0).text }

  private static let carried = NameKey("chuyển").text
  private static let within = NameKey("trong").text + " "
  private static let cumulative = NameKey("Lũy").text
  private static let ratios = Set(["(%)", "%", "(tỷ lệ)"].map { NameKey($0).text })

  /// Longer ones first.
  private static let beginnings: [([String], Figure?)] = {
    let phrases: [(String, Figure?)] = [
      ("Kế hoạch", .plan), ("KH", .plan), ("Chỉ tiêu giao", .plan), ("Chỉ tiêu kế hoạch", .plan),
      ("Kế hoạch giao", .plan), ("Dự toán", .plan), ("Dự toán giao", .plan),
      ("Thực hiện", .value), ("TH", .value), ("Quyết toán", .value), ("QT", .value),
      ("Kết quả", .value), ("Kết quả thực hiện", .value),
      ("Số liệu", .value), ("Trong tháng", .value), ("Trong quý", .value), ("Trong tuần", .value),
      ("Tuần này", .value), ("Tuần trước", nil), ("Trong kỳ", .value),
      ("Thực hiện trong kỳ", .value), ("Phát sinh trong kỳ", .value), ("Số lượng", .value),
      ("Thực hiện cùng kỳ", .lastYear), ("TH cùng kỳ", .lastYear),
      ("Kế hoạch vốn", .plan), ("Vốn kế hoạch", .plan), ("Được giao", .plan),
      ("Tổng kế hoạch", .plan), ("Tỉnh giao", .plan), ("Cấp trên giao", .plan),
      ("Trung ương giao", .plan), ("TW giao", .plan), ("HĐND xã giao", .plan),
      ("HĐND phường giao", .plan), ("HĐND huyện giao", .plan), ("HĐND tỉnh giao", .plan),
      ("UBND xã giao", .plan), ("UBND phường giao", .plan), ("UBND huyện giao", .plan),
      ("UBND tỉnh giao", .plan), ("Thành phố giao", .plan), ("Phường giao", .plan),
      ("Nghị quyết giao", .plan), ("NQ giao", .plan), ("NQ HĐND giao", .plan),
      ("NQ HĐND", .plan), ("Chỉ tiêu NQ Đại hội", nil), ("Chỉ tiêu Đại hội", nil),
      ("Chỉ tiêu Nghị quyết Đại hội", nil), ("NQ Đại hội", nil), ("Nghị quyết Đại hội", nil),
      ("Mục tiêu Đại hội", nil), ("Chỉ tiêu NQ", .plan), ("Chỉ tiêu Nghị quyết", .plan),
      ("Xã phấn đấu", nil), ("Phường phấn đấu", nil), ("Huyện phấn đấu", nil),
      ("Tỉnh phấn đấu", nil), ("Phấn đấu", nil), ("TH/CK", nil), ("TH/cùng kỳ", nil),
      ("TH/kế hoạch", nil), ("TH/DT", nil), ("Huyện giao", .plan), ("Xã giao", .plan),
      ("HĐND giao", .plan), ("HĐND quyết định", .plan), ("Nghị quyết HĐND", .plan),
      ("UBND giao", .plan), ("Giao", .plan), ("CT giao", .plan),
      ("DT giao", .plan), ("DT năm", .plan), ("DT", .plan), ("Số giao", .plan),
      ("Tổng kế hoạch vốn", .plan), ("NQ ĐH", nil), ("NQ ĐH giao", .plan),
      ("Cộng từ đầu năm", .cumulative), ("ƯTH", .value),
      ("Cùng kỳ", .lastYear), ("CK", .lastYear),
      ("Lũy kế cùng kỳ", .lastYear), ("Chỉ tiêu năm", .plan), ("Chỉ tiêu giao năm", .plan),
      ("Tháng này", .value), ("Kỳ này", .value), ("Tháng trước", nil), ("Kỳ trước", nil),
      ("Số kỳ này", .value), ("Số kỳ trước", nil), ("Số tháng này", .value),
      ("Số tháng trước", nil),
      ("Số quý này", .value), ("Số quý trước", nil), ("Số trong kỳ", .value),
      ("Số trong tháng", .value),
      ("Quý trước", nil), ("Ước thực hiện", .value), ("Ước TH", .value), ("Ước tính", .value),
      ("Ước", .value), ("Số ước", .value), ("Đã thực hiện", .value), ("Từ ĐN", .cumulative),
      ("Chính thức", .value), ("Số chính thức", .value), ("Sơ bộ", .value),
      ("Sơ bộ - Prel.", .value), ("Số liệu cùng kỳ", .lastYear), ("Kết quả cùng kỳ", .lastYear),
      ("PS trong tháng", .value), ("PS trong kỳ", .value), ("Phát sinh trong tháng", .value),
      ("Phát sinh trong quý", .value), ("Tháng báo cáo", .value), ("Quý báo cáo", .value),
      ("Số tháng báo cáo", .value), ("Số kỳ báo cáo", .value),
      ("Kỳ báo cáo", .value), ("Mục tiêu", .plan), ("Chỉ tiêu", .plan),
      ("Hoàn thành KH", nil), ("Hoàn thành kế hoạch", nil), ("HTKH", nil),
      ("Từ đầu năm", .cumulative), ("Tính từ đầu năm", .cumulative),
      ("Năm trước", nil), ("Dự kiến", nil),
      ("Lũy kế", .cumulative), ("Luỹ kế", .cumulative), ("Cộng dồn", .cumulative),
      ("LK", .cumulative),
      ("Thực hiện lũy kế", .cumulative), ("Số lũy kế", .cumulative),
      ("Lũy kế thực hiện", .cumulative),
      ("Thực hiện từ đầu năm", .cumulative), ("TH từ đầu năm", .cumulative),
      ("Kết quả từ đầu năm", .cumulative), ("Kết quả lũy kế", .cumulative),
      ("Thực hiện tháng trước", nil), ("TH tháng trước", nil), ("Kết quả tháng trước", nil),
      ("Thực hiện kỳ trước", nil), ("TH kỳ trước", nil), ("TH quý trước", nil),
      ("Kết quả quý trước", nil),
      ("Kết quả kỳ trước", nil), ("%KH", nil), ("%TH", nil), ("%CK", nil), ("%SS", nil),
      ("%HT", nil), ("Thực hiện quý trước", nil),
      ("Lũy kế đến kỳ trước", nil), ("Lũy kế kỳ trước", nil), ("Lũy kế đến tháng trước", nil),
      ("Lũy kế tháng trước", nil), ("Lũy kế đến quý trước", nil), ("Lũy kế quý trước", nil),
      ("Lũy kế đến kỳ này", .cumulative), ("Lũy kế đến kỳ báo cáo", .cumulative),
      ("Lũy kế đến tháng này", .cumulative), ("Lũy kế đến tháng báo cáo", .cumulative),
      ("Lũy kế đến quý này", .cumulative), ("Lũy kế kỳ này", .cumulative),
      ("Cùng kỳ lũy kế", .lastYear), ("Cùng kỳ tháng", .lastYear),
      ("Cùng kỳ trong tháng", .lastYear),
      ("So", nil), ("So sánh", nil), ("Tỷ lệ", nil), ("Tỉ lệ", nil), ("Tăng", nil), ("Giảm", nil),
      ("Tăng,", nil), ("+/-", nil), ("+, -", nil), ("+,-", nil),
      ("(+/-)", nil), ("(+,-)", nil), ("±", nil), ("+(-)", nil), ("-/+", nil), ("Năm nay", .value),
      ("Tăng trưởng", nil),
      ("Tăng/giảm", nil), ("Tăng (+)", nil), ("Tăng(+)", nil), ("Chênh lệch", nil), ("Đạt", nil),
      ("%", nil),
      ("Tốc độ", nil), ("TH/KH", nil), ("Vượt/hụt", nil), ("Vượt, hụt", nil), ("Vượt (+)", nil),
      ("Mức độ hoàn thành", nil), ("Tỷ lệ hoàn thành", nil),
    ]
    let all = phrases.map { phrase, figure in
      (phrase.split(separator: " ").map { NameKey($0).text }, figure)
    }
    // Programs that know no marks write "Luy ke" and "Ke hoach"; of one word nobody could tell.
    let unmarked = phrases.compactMap { phrase, figure -> ([String], Figure?)? in
      let words = Slug.of(phrase).split(separator: "-").map(String.init)
      // "Chi tieu" may head the indicators.
      return words.count > 1 && words != ["chi", "tieu"]
        && phrase.allSatisfy { $0.isLetter || $0 == " " }
        ? (words, figure) : nil
    }
    return (all + unmarked).sorted { $0.0.count > $1.0.count }
  }()

  /// Whether a word behind "So" is what a number is compared with: "So KH", "So tháng trước", "So cung ky".
  private static func compares(with word: String) -> Bool {
    others.contains(word) || word.contains { $0.isNumber || "%(+-/".contains($0) }
  }
  private static let others = Set(
    [
      "với", "cùng", "kế", "kh", "ck", "dt", "th", "tháng", "quý", "năm", "kỳ", "nq", "nghị",
      "bình",
      "mục", "chỉ", "dự", "đầu", "cuối", "trước", "tỷ", "trung", "toàn", "voi", "cung", "ke",
      "thang",
      "quy", "nam", "sánh", "sanh", "giao", "thực", "kết", "tuần", "ngày", "lần", "mức", "định",
      "ước",
    ].map { NameKey($0).text })

  /// What a header is the number of last year of: "Hồ sơ tiếp nhận" of "Hồ sơ tiếp nhận cùng kỳ năm 2025"; `nil` where it says
  /// nothing of the kind.
  static func lastYear(of text: String) -> String? {
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
  static func neighbour(of text: String) -> (name: String, isBefore: Bool)? {
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
  private static let year = NameKey("năm").text
  private static let before = NameKey("trước").text

  /// The numbers that are taken for years where nothing says what they are.
  static let years = 1990...2100

  /// Whether a text is a year: "2023".
  static func isYear(_ text: String) -> Bool { Int(text).map(years.contains) ?? false }

  /// Whether a text is a span of years: "2021-2024".
  static func saysYears(_ text: String) -> Bool {
    let parts = text.split { "-–— ".contains($0) }
    return parts.count == 2 && parts.allSatisfy { isYear(String($0)) } && parts[0] < parts[1]
  }

  /// What may stand behind a figure and says nothing more.
  static let fillers = Set(
    [
      "từ đầu năm", "từ đn", "tháng bc", "quý bc", "kỳ bc", "quý báo cáo", "tháng báo cáo",
      "trong kỳ", "năm", "kỳ này", "kỳ báo cáo", "giao", "được giao", "cả năm",
      "năm trước", "đến nay", "tháng", "quý", "trong tháng", "trong quý", "trong năm", "tháng này",
      "quý này", "năm nay", "trong tháng này", "trong kỳ báo cáo", "đến tháng báo cáo",
      "đến kỳ báo cáo",
      "đến cuối tháng", "đến cuối kỳ", "đến hết tháng", "đến thời điểm báo cáo", "đạt được",
      "thực hiện được", "báo cáo", "đã thực hiện", "tổng hợp", "đầu năm", "giao đầu năm",
      "sau điều chỉnh", "điều chỉnh", "được duyệt", "ban đầu", "đã giao", "tỉnh giao", "huyện giao",
      "xã giao", "thành phố giao", "cấp trên giao", "trung ương giao", "tw giao", "bộ giao",
      "hđnd giao",
      "hđnd tỉnh giao", "hđnd huyện giao", "ubnd giao", "ubnd tỉnh giao", "ubnd huyện giao",
    ]
    .map { NameKey($0) }
  ).union(parts)

  /// Parts of a year that may stand behind a figure; where in the year, and of which year, stands elsewhere.
  static let parts = Set(["3 tháng", "6 tháng", "9 tháng"].map { NameKey($0) })
}

extension StringProtocol {
  /// Without a colon or asterisks at its ends.
  var trimmingColons: String {
    var text = Substring(String(self))
    while let last = text.last, last == ":" || last == "*" || last.isWhitespace {
      text.removeLast()
    }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}

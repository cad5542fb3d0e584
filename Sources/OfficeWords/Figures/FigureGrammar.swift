import ClusterMetrics

/// What a heading says that has no other words than those for figures, for times, and for who gave a plan: "CT HĐND tỉnh giao năm
/// 2026", "Kết quả CK", "SL tăng, giảm", "KHV được phân bổ".
///
/// Offices combine these words freely, so that no list holds all headings. A heading with any other word says nothing here: that
/// word may name what is counted.
struct FigureGrammar {
  /// As in `FigureWords`.
  var figure: Figure?
  /// The time that it says: "6 tháng năm 2026", "năm".
  var rest = ""
  var isCumulative = false

  /// What a word or phrase says.
  private enum Sort {
    /// A plan; what is one only beside a time or "giao", and may be counted otherwise; who gave it or where it is written; which of
    /// several plans it is.
    case plan, commitment, giver, version
    /// A result, one of last year, of the period before, one since New Year.
    case value, lastYear, before, cumulative
    /// How far two numbers are apart, or a share.
    case compared
    /// The same beside a plan or another number; alone it may count something: "Tăng", "Còn lại".
    case remainder
    /// More than a year.
    case term
    /// A time, which is kept; "năm trước", which is last year's number if something else says of which part of it.
    case time, former
    /// No more than others say.
    case filler
  }

  init?(_ text: String) {
    guard text.utf8.count < 80, let words = FigureGrammar.words(text), words.count < 14 else {
      return nil
    }
    let keys = words.map { NameKey($0).text }
    // "Theo kế hoạch" beside "Đột xuất" is a kind of them.
    guard !FigureGrammar.kinds.contains(keys[0]) else { return nil }
    var found: [(sort: Sort, text: String)] = []
    var next = 0
    while next < keys.count {
      guard let (sort, count) = FigureGrammar.sort(of: keys[next...]) else { return nil }
      found.append((sort, words[next..<next + count].joined(separator: " ")))
      next += count
    }
    let sorts = Set(found.map(\.sort))
    let isAlone = FigureGrammar.alone.contains(keys.joined(separator: " "))
    let times = found.filter { $0.sort == .time }.map(\.text)
    // "Tháng 6 so với cùng kỳ" may be what the table is about.
    let isOfPart = times.contains { $0.hasDigit && !FigureWords.isYear($0) }
    if isOfPart, found.contains(where: { FigureGrammar.than.contains(NameKey($0.text).text) }) {
      return nil
    }
    if sorts.contains(.term) || sorts.contains(.compared) { return }
    if sorts.contains(.version), !sorts.contains(.plan) { return nil }
    if sorts.contains(.remainder) {
      guard isAlone || !sorts.isDisjoint(with: [.plan, .lastYear, .before, .former]) else {
        return nil
      }
      return
    }
    if FigureGrammar.comparesTwo(text, found.map(\.sort)) { return }
    // "6 tháng năm trước" is last year's number, "Kết quả năm trước" that of another whole year.
    if sorts.contains(.lastYear) || sorts.contains(.former) && isOfPart {
      figure = .lastYear
      isCumulative = sorts.contains(.cumulative)
      rest = times.filter(\.hasDigit).joined(separator: " ")
      return
    }
    if sorts.contains(.before) || sorts.contains(.former) { return }
    rest = times.joined(separator: " ")
    if sorts.contains(.plan) || sorts.contains(.commitment) {
      // "CT hoàn thành" may be works, not targets; "Nghị quyết" documents.
      let isGiven = !times.isEmpty || keys.contains(FigureGrammar.given) && found.count > 1
      guard !sorts.contains(.value),
        isAlone || (sorts.contains(.plan) ? found.count > 1 : isGiven)
      else { return nil }
      figure = .plan
    } else if sorts.contains(.cumulative) {
      figure = .cumulative
      rest = times.filter { !FigureWords.isYear($0) && $0.hasDigit }.joined(separator: " ")
    } else if sorts.contains(.value) {
      guard found.count > 1 || isAlone else { return nil }
      figure = .value
      // What holds for every table says nothing of this one.
      rest = times.filter { $0.hasDigit || PeriodMentions.isWholeYear($0) }.joined(separator: " ")
    } else if times.contains(where: FigureGrammar.isBeginning), isOfPart {
      // "Đầu năm 2025 đến 30/6/2025"
      (figure, rest) = (.cumulative, times.last { $0.contains("/") } ?? "")
      if rest.isEmpty { return nil }
    } else {
      return nil
    }
  }

  private static func isBeginning(_ time: String) -> Bool { NameKey(time).text == beginning }
  private static let beginning = NameKey("đầu năm").text

  /// The words of a heading; signs that compare become words. `nil` if it cannot consist of these words alone.
  private static func words(_ text: String) -> [String]? {
    var text = PeriodMentions.withSlashes(text)
    // "(5)/(3)", "(3)=(2)/(1)", "(+), (-)", "±"
    if text.firstMatch(of: formula) != nil || text.firstMatch(of: signs) != nil {
      text = text.replacing(formula, with: " ").replacing(signs, with: " ") + " " + difference
    }
    text = text.replacing("%", with: " % ").replacing(slash) { "\($0.1) / \($0.2)" }
    let words = text.split { $0.isWhitespace || "(),;:".contains($0) }
      .map { word -> String in
        // "Tăng+; giảm-"
        String(word.count > 1 && word.last == "-" ? word.dropLast() : word)
      }
      .filter { !["/", "-", "–"].contains($0) }
    return words.isEmpty ? nil : words
  }
  private static let difference = "chênh lệch"
  nonisolated(unsafe) private static let formula =
    #/(?:\([0-9]{1,2}\) ?= ?)?\([0-9]{1,2}\) ?[\/:] ?\([0-9]{1,2}\)/#
  nonisolated(unsafe) private static let signs = #/\(\+\)|\(-\)|\+|±|Δ|∆/#
  nonisolated(unsafe) private static let slash = #/([^0-9\/ ]) ?\/ ?([^0-9\/ ])/#

  /// Whether words on both sides of a slash are a result and what it is taken of: "Đạt/CT".
  private static func comparesTwo(_ text: String, _ sorts: [Sort]) -> Bool {
    guard text.contains("/"), let first = sorts.first, first == .value else { return false }
    return sorts.dropFirst().contains { $0 == .plan || $0 == .lastYear }
      && text.firstMatch(of: slash) != nil
  }

  /// What the longest phrase at the beginning of some words says, and how many words it has.
  private static func sort(of keys: ArraySlice<String>) -> (Sort, Int)? {
    for count in (1...min(keys.count, longest)).reversed() {
      let phrase = keys.prefix(count).joined(separator: " ")
      if let sort = phrases[phrase] { return (sort, count) }
      if let sort = timeSort(phrase, keys.prefix(count)) { return (sort, count) }
    }
    return nil
  }

  private static func timeSort(_ phrase: String, _ words: ArraySlice<String>) -> Sort? {
    guard phrase.hasDigit || words.count == 2 else { return nil }
    if FigureWords.isYear(phrase) || phrase.wholeMatch(of: day) != nil { return .time }
    if phrase.wholeMatch(of: twoYears) != nil { return .compared }
    // "theo QĐ 4512"
    if words.count == 1, phrase.count > 2, phrase.allSatisfy(\.isNumber) { return .giver }
    guard words.count <= 4 else { return nil }
    // "6 tháng", "tháng 5", "quý ii", "6 tháng đầu năm"
    return phrase.wholeMatch(of: part) == nil ? nil : .time
  }
  nonisolated(unsafe) private static let day = #/[0-9]{1,2}\/[0-9]{1,2}(?:\/[0-9]{4})?/#
  nonisolated(unsafe) private static let twoYears = #/20[0-9]{2}[\/–-]20[0-9]{2}/#
  nonisolated(unsafe) private static let part = try! Regex(
    "(?:[0-9]{1,2} \(NameKey("tháng").text)(?: \(NameKey("đầu").text) \(NameKey("năm").text))?"
      + "|\(NameKey("tháng").text) [0-9]{1,2}|\(NameKey("quý").text) (?:[1-4]|i|ii|iii|iv))")

  /// The words that alone say a figure, and are no name of anything.
  private static let alone = Set(
    ["kqth", "tiến độ", "tháng bc", "kỳ bc", "trong kỳ bc", "ước đạt", "số được giao", "tổng khv"]
      .map {
        NameKey($0).text
      })
  private static let kinds = Set(["theo", "tại", "của"].map { NameKey($0).text })
  private static let than = Set(["so", "so với"].map { NameKey($0).text })
  private static let given = NameKey("giao").text

  private static let phrases: [String: Sort] = {
    let lists: [(Sort, [String])] = [
      (
        .plan,
        [
          "kế hoạch", "kh", "k.hoạch", "chỉ tiêu", "ct", "dtpl", "dự toán", "dự toán pháp lệnh",
          "khv", "kế hoạch vốn", "kh vốn", "vốn kế hoạch", "vốn kh", "tổng khv", "tổng kh",
          "tổng kế hoạch", "dự kiến kế hoạch", "dự kiến kh", "kế hoạch dự kiến", "kh dự kiến",
        ]
      ),
      (
        .commitment,
        [
          "nq", "nghị quyết", "mục tiêu", "cam kết", "yêu cầu", "kịch bản", "giao",
          "được giao", "số giao", "số được giao", "đăng ký", "đk", "được phân bổ", "phải đạt",
        ]
      ),
      (
        .giver,
        [
          "tỉnh", "huyện", "xã", "phường", "thành phố", "tw", "trung ương", "hđnd", "ubnd", "bộ",
          "sở", "cấp trên", "tại", "theo", "qđ", "quyết định", "của", "số", "nhà nước", "chính phủ",
        ]
      ),
      (
        .value,
        [
          "kq", "kết quả", "th", "thực hiện", "kqth", "kết quả thực hiện", "đạt", "đạt được", "ước",
          "ước th", "ước thực hiện", "ước đạt", "dự ước", "số liệu", "đã thực hiện",
          "kỳ báo cáo", "kỳ bc", "trong kỳ bc", "trong kỳ báo cáo", "tháng bc", "năm nay", "riêng",
          "kỳ này",
        ]
      ),
      (
        .lastYear,
        [
          "cùng kỳ", "ck", "c.kỳ", "cknt", "cknn", "c k", "ck nt", "cùng thời kỳ", "cùng thời gian",
          "cùng thời điểm", "cùng tháng",
          "cùng quý", "kỳ gốc", "n-1", "thời điểm này năm trước", "cùng kỳ năm trước",
          "cùng kỳ năm ngoái", "cùng kỳ năm liền kề trước", "cùng kỳ năm liền kề",
          "cùng kỳ báo cáo năm trước", "cùng thời gian năm trước", "cùng thời điểm năm trước",
          "cùng tháng năm trước", "cùng thời kỳ năm trước", "cùng quý năm trước", "kỳ n-1",
        ]
      ),
      (.former, ["năm trước", "năm ngoái", "năm liền kề", "năm liền trước", "năm liền kề trước"]),
      (
        .before,
        [
          "tháng trước", "quý trước", "kỳ trước", "tuần trước", "tháng liền trước",
          "tháng liền kề", "tháng liền kề trước", "quý liền kề trước", "quý liền trước",
          "khả năng", "khả năng th", "khả năng thực hiện", "dự kiến",
        ]
      ),
      (
        .cumulative,
        [
          "lũy kế", "luỹ kế", "lk", "cộng dồn", "từ đầu năm", "từ đn", "tích lũy", "lkth", "lktđn",
          "lũy kế thực hiện", "lũy tiến",
        ]
      ),
      (
        .compared,
        [
          "tăng giảm", "giảm tăng", "mức tăng giảm", "sl tăng giảm", "số tăng giảm",
          "số vụ tăng giảm", "t g", "hiệu số", "số tuyệt đối",
          "mức thay đổi", "số thay đổi",
          "tuyệt đối", "tương đối", "số tương đối", "chênh lệch", "chênh", "ss", "so", "so với",
          "so sánh", "ssck", "cao hơn", "thấp hơn", "hơn kém", "thừa thiếu", "vượt hụt",
          "phải thực hiện 6 tháng cuối năm", "nhiệm vụ 6 tháng cuối năm", "%", "tỷ lệ", "tỉ lệ",
          "tốc độ", "tốc độ phát triển", "chỉ số phát triển", "tđtt", "tđpt", "mức đạt",
          "bq", "đăng ký phấn đấu", "mức phấn đấu", "đk phấn đấu",
        ]
      ),
      (
        .remainder,
        [
          "tiến độ", "biến động", "tăng", "giảm", "hơn", "kém", "vượt", "hụt", "còn lại",
          "còn phải", "còn thiếu",
          "còn phải thực hiện", "tăng thêm",
        ]
      ),
      (
        .term,
        [
          "trung hạn", "5 năm", "từ đầu nhiệm kỳ", "từ đầu giai đoạn", "từ đầu chương trình",
          "từ trước đến nay", "các năm", "từ khi triển khai", "đh", "đại hội", "nhiệm kỳ",
          "giai đoạn",
        ]
      ),
      (.version, PlanVersion.words),
      (.time, ["năm", "cả năm", "đầu năm"]),
      (
        .filler,
        [
          "trong năm", "trong kỳ", "trong tháng", "trong quý", "tháng này", "quý này",
          "đến nay", "đến", "hết", "đến hết", "tính đến", "ngày", "đến kỳ báo cáo",
          "đến hết tháng bc", "đến hết tháng báo cáo", "đến tháng bc", "báo cáo", "bc",
          "tháng",
          "được", "sl", "số lượng", "cuối năm", "được duyệt", "phân bổ",
        ]
      ),
    ]
    var phrases: [String: Sort] = [:]
    for (sort, texts) in lists {
      for text in texts { phrases[NameKey(text).text] = sort }
    }
    return phrases
  }()
  private static let longest = phrases.keys.map { $0.split(separator: " ").count }.max() ?? 1
}

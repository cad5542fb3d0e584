import ClusterMetrics
import Foundation

/// Compares what numbers are measured in.
package enum MeasureWords {
  // Patterns are read once, and not for every text.
  nonisolated(unsafe) private static let dotWithin = #/(\p{L})\.(?=\p{L})/#
  nonisolated(unsafe) private static let thousands =
    #/(?:\b1[.,]?000|['’]000| 000\b) ?([A-Za-z]+)?/#
  nonisolated(unsafe) private static let thousand = #/1[.,]?000 ?/#

  /// How many đồng one of a unit of measure is; `nil` where it is no money: "Đồng Tâm" and "hợp đồng" are none.
  fileprivate static func money(_ text: String) -> Int? {
    text.hasLetterByte ? moneyMemo(text, newMoney) : nil
  }
  private static let moneyMemo = TextMemo<Int?>()

  private static func newMoney(_ text: String) -> Int? {
    // "tr.đồng" is two words, "1.000đ" a thousand; "triệu đồng/năm" is an amount of money.
    let spaced = text.prefix { $0 != "/" }.replacing(dotWithin) { "\($0.1) " }
      .replacing(thousand, with: "nghìn ")
    let words = NameKey(spaced).text.split {
      !$0.isLetter && !$0.isNumber && $0.isASCII && $0 != "."
    }
    .map(String.init)
    guard !words.isEmpty, words.allSatisfy(moneyWords.contains) else { return nil }
    if !millions.isDisjoint(with: words) { return 1_000_000 }
    guard !dong.isDisjoint(with: words) else { return nil }
    return multiples.first { !$0.names.isDisjoint(with: words) }?.value ?? 1
  }

  /// Whether a unit of measure is one of money.
  package static func isMoney(_ text: String) -> Bool { money(text) != nil }

  // Every number of a table asks for its measure: the words are folded once.
  private static func folded(_ names: [String]) -> Set<String> {
    Set(names.map { NameKey($0).text })
  }

  private static let dong = folded(["đồng", "đ", "vnđ", "vnd", "dong"])
  private static let millions = folded(["trđ", "trd"])
  private static let multiples = [
    (names: folded(["tỷ", "billion", "bn"]), value: 1_000_000_000),
    (names: folded(["triệu", "tr", "million", "mn", "mil", "mln"]), value: 1_000_000),
    (names: folded(["nghìn", "ngàn", "thousand"]), value: 1000),
  ]
  private static let moneyWords = multiples.reduce(
    dong.union(millions).union(folded(["việt", "nam", "đơn", "vị", "tính", "đvt"]))
  ) { $0.union($1.names) }

  /// Other measures, of which one is never another.
  private static let measures = [
    "ha", "m2", "m3", "km2", "km", "m", "kg", "tấn", "tạ", "%", "usd", "eur",
  ].map {
    NameKey($0).text
  }

  /// Other spellings of them; "héc ta" is two words.
  private static let spellings = Dictionary(
    uniqueKeysWithValues: [
      ("m²", "m2"), ("m³", "m3"), ("km²", "km2"), ("hecta", "ha"), ("hécta", "ha"), ("hekta", "ha"),
      ("hec", "ha"), ("héc", "ha"), ("hectares", "ha"), ("hectare", "ha"), ("tonnes", "tấn"),
      ("tons", "tấn"),
      ("dollars", "usd"), ("euro", "eur"), ("euros", "eur"), ("percent", "%"), ("pct", "%"),
      ("cent", "%"),
    ].map { (NameKey($0.0).text, NameKey($0.1).text) })

  private static func measure(_ text: String) -> String? {
    let text = text.contains("$") ? text.replacing("US$", with: "usd ") : text
    let words = NameKey(text).text.split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map { word in
      spellings[String(word)] ?? String(word)
    }
    return measures.first(where: words.contains)
  }

  /// Whether a text is a unit of weight, length or area, however it is written: "m²", "hécta".
  package static func isUnit(_ text: String) -> Bool { measure(text) != nil }

  /// Whether a text names what is measured in units a thousand of which make the next: money, weights, lengths.
  package static func comesByThousands(_ text: String) -> Bool {
    money(text) != nil || measure(text).map { $0 != "%" } ?? false
  }

  /// Whether the numbers of two units of measure can be taken as they are: those of "hồ sơ" and "bộ hồ sơ" can, those of
  /// "tỷ đồng" and "triệu đồng" cannot.
  package static func agree(_ text: String, _ own: LocalizedText) -> Bool {
    let key = NameKey(text)
    if key == NameKey(own.vietnamese) || key == NameKey(own.english) { return true }
    // "Triệu đồng" beside "triệu"
    let isAmount = [text, own.vietnamese].filter { money($0) != nil }.count == 1
    if isAmount, let one = scale(text), one == scale(own.vietnamese),
      [text, own.vietnamese].contains(where: isOnlyScale)
    {
      return true
    }
    let isMoney = money(text) != nil
    return money(text) == money(own.vietnamese) && measure(text) == measure(own.vietnamese)
      && (isMoney || scale(text) == scale(own.vietnamese))
  }

  /// Whether words that multiply are those of a unit of measure: "triệu", "trđ" and "triệu đồng" of "triệu đồng".
  static func multiplies(_ text: String, _ own: LocalizedText) -> Bool {
    NumberWords.isMultiplied("1 " + text) && (agree(text, own) || agree(text + " đồng", own))
  }

  /// Whether two words count what is never the same: households and people, visits and visitors.
  package static func differ(_ text: String, _ own: String) -> Bool {
    func kind(_ text: String) -> Int? {
      let key = NameKey(text).text
      return kinds.firstIndex { $0.contains(key) }
    }
    guard let one = kind(text), let other = kind(own) else { return false }
    return one != other
  }
  private static let kinds = [
    folded(["hộ", "hộ dân", "hộ gia đình"]), folded(["khẩu", "nhân khẩu", "người"]),
    folded(["lượt", "lượt người"]), folded(["cuộc", "hội nghị", "buổi", "lớp"]),
  ]

  /// Whether a text says nothing but thousands, millions or milliards.
  private static func isOnlyScale(_ text: String) -> Bool {
    scaleWords.contains(NameKey(text).text)
  }

  /// "nghìn hồ sơ" is a thousand of them.
  private static func scale(_ text: String) -> String? {
    // "1,000 USD", "'000 USD"
    let text =
      text.contains("000") ? text.replacing(thousands) { " nghìn \($0.1 ?? "")" } : text
    let words = NameKey(text).text.split(separator: " ").map(String.init)
    return scales.first { words.contains($0.key) }?.scale
  }

  private static let scales = [
    ("nghìn", "nghìn"), ("ngàn", "nghìn"), ("triệu", "triệu"), ("tỷ", "tỷ"),
    ("trăm", "trăm"), ("chục", "chục"), ("thousand", "nghìn"), ("million", "triệu"),
    ("mn", "triệu"), ("mil", "triệu"), ("mln", "triệu"), ("bn", "tỷ"),
    ("billion", "tỷ"), ("thousands", "nghìn"), ("millions", "triệu"), ("billions", "tỷ"),
  ].map { (key: NameKey($0.0).text, scale: $0.1) }

  /// What is counted, as tables name it in brackets.
  private static let things = folded([
    "hồ sơ", "cuộc", "lượt", "người", "hội nghị", "buổi", "mô hình", "văn bản", "đơn", "vụ",
    "việc", "xã", "hộ", "lần",
    "lượt người", "đơn thư", "ý kiến", "lớp", "bài", "tin", "cơ sở", "đơn vị", "chi bộ", "tổ",
    "bộ", "cái", "thôn", "đơn vị máu", "liều", "mũi", "suất", "suất quà", "phần quà", "căn nhà",
    "ngôi nhà", "people", "persons", "households", "cases", "files", "applications", "times",
    "meetings",
    "conferences", "sessions", "visits", "documents", "courses", "classes", "inspections", "events",
    "items",
  ])

  /// Whether a folded text is a thing that is counted.
  package static func isThing(_ key: String) -> Bool { things.contains(key) }

  /// Whether a name begins with "Số" of something that is neither money nor measured: "Số liều", "Số học sinh".
  package static func beginsAsCount(_ name: String) -> Bool {
    let key = NameKey(name.withoutNumbering).text
    return [NameKey("số").text + " ", total.joined(separator: " ") + " "].contains {
      key.hasPrefix($0)
    } && !isMoneyName(name) && measure(name) == nil && scale(name) == nil
  }

  /// Whether a name counts what has no fractions: "Số người tham gia", "Lượt khách".
  package static func countsThings(_ name: String) -> Bool {
    var words = NameKey(name.withoutNumbering).text.split(separator: " ").map(String.init)
    let isCount = words.first == NameKey("số").text || words.starts(with: total)
    if isCount { words.removeFirst(words.starts(with: total) ? 2 : 1) }
    let counted = isCount ? things : bareThings
    return (1...2).contains { counted.contains(words.prefix($0).joined(separator: " ")) }
  }
  /// Those that say without "Số" that they are counted: "Vụ đông" and "Đơn giá" do not.
  private static let bareThings = folded([
    "hồ sơ", "lượt", "người", "hội nghị", "hộ", "lượt người", "đơn thư", "ý kiến", "văn bản",
    "people", "persons", "households", "cases", "files", "applications", "meetings", "visits",
    "documents", "inspections", "visitors",
  ])
  private static let total = NameKey("tổng số").text.split(separator: " ").map(String.init)

  /// Whether a text is a unit of measure or a thing that is counted.
  package static func isMeasure(_ text: String) -> Bool {
    money(text) != nil || measure(text) != nil && !text.contains("%")
      || things.contains(NameKey(text).text)
  }

  /// Whether most texts are units of measure and nothing else: "tỷ đồng", "%", "tạ/ha", "1000 tấn".
  package static func areMost(_ texts: [String]) -> Bool {
    let texts = texts.filter { $0 != "-" && !isDitto($0) }
    // A long column says few things many times.
    let measures = Set(texts).filter(isOnlyMeasure)
    return !texts.isEmpty && texts.count(where: measures.contains) * 3 >= texts.count * 2
  }

  /// Whether a text says the same as the one above: "nt", or ditto marks.
  package static func isDitto(_ text: String) -> Bool { dittos.contains(NameKey(text).text) }

  private static func isOnlyMeasure(_ text: String) -> Bool {
    if money(text) != nil || counted.contains(NameKey(text).text) { return true }
    // "1000 tấn", but not "Tổ 1".
    let words = NameKey(text).text.split { $0 == " " || $0 == "/" || $0 == "." || $0 == "-" }
      .map(String.init).drop { $0.allSatisfy(\.isNumber) }
    return !words.isEmpty
      && words.allSatisfy { word in
        word == "%" || NumberWords.isMeasure(word) || things.contains(word)
          || counted.contains(word) || scaleWords.contains(word) || moneyWords.contains(word)
      }
  }

  /// Whether a text names what is counted and nothing else: "khẩu".
  package static func isCounted(_ text: String) -> Bool { counted.contains(NameKey(text).text) }

  /// More of what is counted, as a column of measures names it.
  private static let counted = things.union(
    folded([
      "con", "cây", "chiếc", "căn", "cháu", "trẻ", "em", "giấy", "thẻ", "học sinh", "trường",
      "doanh nghiệp", "htx", "hợp tác xã", "dự án", "công trình", "tập thể", "cá nhân", "đồng chí",
      "điểm", "suất", "phần quà", "đối tượng", "ca", "giường", "hội viên", "đoàn viên", "đảng viên",
      "câu lạc bộ", "nhà", "khẩu", "nhân khẩu", "lao động", "tàu", "phòng", "bản", "trang trại",
      "projects", "schools", "pupils", "students", "children", "houses", "offices", "units",
      "trees", "workers", "members",
      "decisions", "reports", "participants", "pieces", "cuộc họp", "đợt", "kỳ", "trường hợp",
      "quyết định", "nghị quyết", "hộ dân", "tin bài",
    ]))
  private static let dittos: Set<String> = ["nt", "\"", "''", "//", "-nt-", "“", "”"]
  private static let scaleWords = Set(scales.map(\.key))

  /// Whether a unit of measure that holds for a whole table says another than an indicator's, of the same kind.
  package static func contradicts(_ text: String, _ own: LocalizedText) -> Bool {
    if let stated = money(text), let money = money(own.vietnamese) { return stated != money }
    // Hectares and square metres, tonnes and kilograms; "nghìn người" and "người".
    if let stated = measure(text), let measure = measure(own.vietnamese), stated != measure {
      return dimensions.contains { $0.contains(stated) && $0.contains(measure) }
    }
    return scale(text) != scale(own.vietnamese) && unscaled(text) == unscaled(own.vietnamese)
  }

  /// Units that measure the same.
  private static let dimensions = [
    folded(["ha", "m2", "km2"]), folded(["km", "m"]), folded(["kg", "tấn", "tạ"]),
  ]

  private static func unscaled(_ text: String) -> [String] {
    NameKey(text).text.split(separator: " ").map(String.init).filter { !scaleWords.contains($0) }
  }

  /// Whether a name says money by its first words: "Số tiền", "Số đã thu", "Số còn phải nộp", and not "Số người nộp thuế".
  package static func isMoneyName(_ name: String) -> Bool {
    let words = NameKey(name.withoutNumbering).text.split(separator: " ").map(String.init)
      .drop { moneyLeads.contains($0) }
    return words.first.map(moneyNouns.contains) ?? false
  }
  private static let moneyLeads = folded([
    "tổng", "số", "đã", "phải", "còn", "được", "thực", "chưa", "dự",
  ])
  private static let moneyNouns = folded([
    "tiền", "thu", "chi", "nộp", "nợ", "vốn", "phí", "thuế", "quỹ", "lãi", "ủng", "giải", "vay",
  ])

  /// What a line above a table says that its numbers are measured in: "Đơn vị tính: đồng", "Thu ngân sách (ĐVT: tỷ đồng)",
  /// "(1.000 đồng)".
  package static func stated(_ line: String) -> String? {
    line.hasLetterByte ? statedMemo(line, newStated) : nil
  }
  private static let statedMemo = TextMemo<String?>()

  private static func newStated(_ line: String) -> String? {
    for part in line.split(whereSeparator: { "()-–;\n".contains($0) }) {
      // "Ghi chú: * Đơn vị tính: nghìn đồng"
      let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated().dropLast() {
        let text = pieces[(index + 1)...].joined(separator: ":").trimmingColons
        let label = NameKey(piece.drop { !$0.isLetter })
        // "Đơn vị:" may name who reports.
        if units.contains(label) ? isMeasure(text) : labels.contains(label) { return text }
      }
    }
    // "Triệu đồng" in a corner
    let bare = line.trimmingColons
    if money(bare) != nil { return bare }
    guard let inner = line.bracketAtEnd?.inner else { return nil }
    if money(inner) != nil { return inner }
    // "(Tính bằng nghìn đồng)"
    let words = inner.split(separator: " ")
    if words.count > 2, leads.contains(NameKey(words[0] + " " + words[1]).text) {
      let rest = words.dropFirst(2).joined(separator: " ").trimmingColons
      if isMeasure(rest) { return rest }
    }
    // "Revenue (in thousand USD)"
    let amount = inner.hasPrefix("in ") ? String(inner.dropFirst(3)) : inner
    return currencies.contains(measure(amount) ?? "") ? amount : nil
  }

  private static let leads = folded(["tính bằng", "tính theo", "đơn vị"])
  private static let currencies = Set(["usd", "eur"].map { NameKey($0).text })
  private static let labels = Set(KnownColumn.measure.headers.map { NameKey($0) })
  private static let units = Set(["Đơn vị", "Unit", "Units"].map { NameKey($0) })

  /// The measure that a level of a header consists of: "(tỷ đồng)", "ĐVT: tỷ đồng".
  package static func only(_ text: String) -> String? { onlyMemo(text, newOnly) }
  private static let onlyMemo = TextMemo<String?>()

  private static func newOnly(_ text: String) -> String? {
    if let stated = stated(text), text.split(separator: ":").count == 2 { return stated }
    // "Thu ngân sách (triệu đồng)" is no unit of measure, but what is measured in one.
    let bare =
      bracketed(text) ?? (text.contains("(") ? "" : text.trimmingCharacters(in: .whitespaces))
    return isMeasure(bare) && bare.split(separator: " ").count < 5 ? bare : nil
  }

  /// What stands in brackets, where the text is nothing else: "(doanh nghiệp)".
  package static func bracketed(_ text: String) -> String? {
    let text = text.trimmingCharacters(in: .whitespaces)
    guard text.hasPrefix("("), text.hasSuffix(")"), text.count > 2 else { return nil }
    let inner = text.dropFirst().dropLast()
    return inner.contains("(") ? nil : inner.trimmingCharacters(in: .whitespaces)
  }
}

extension Indicator {
  /// Whether it is measured in đồng, or thousands or millions of them.
  package var isMoney: Bool {
    unitOfMeasure.map { MeasureWords.money($0.vietnamese) != nil } ?? false
  }

  /// Why a number that is stated in some unit of measure cannot be taken for one of the indicator's own; `nil` where it
  /// can.
  ///
  /// - Parameters:
  ///   - measure: as a column, a header or a line above the table says it.
  ///   - ofTable: whether it is said of a whole table, which may hold other indicators, too.
  package func fault(of measure: String, ofTable: Bool = false) -> LocalizedText? {
    if unitOfMeasure == nil, MeasureWords.differ(measure, noun.vietnamese) {
      return LocalizedText(
        vi:
          "\"\(measure)\": chỉ tiêu \(name.vietnamese) tính theo \(noun.vietnamese), không cộng được với số tính theo đơn vị khác;"
          + " hãy kiểm tra lại đơn vị tính",
        en:
          "\"\(measure)\": \(name.english) counts \(noun.english), and numbers of something else cannot be added; check what is counted"
      )
    }
    guard let own = unitOfMeasure else {
      guard !ofTable, !MeasureWords.agree(measure, LocalizedText("")) else { return nil }
      return LocalizedText(
        vi:
          "\"\(measure)\": chỉ tiêu \(name.vietnamese) không khai báo đơn vị tính (unit_of_measure); không rõ số này có"
          + " cùng đơn vị tính không",
        en:
          "\"\(measure)\": \(name.english) has no unit_of_measure; it is unclear whether the number is measured alike"
      )
    }
    guard
      ofTable ? MeasureWords.contradicts(measure, own) : !MeasureWords.agree(measure, own)
    else { return nil }
    return LocalizedText(
      vi:
        "\"\(measure)\": chỉ tiêu \(name.vietnamese) tính bằng \(own.vietnamese); hãy đổi ra cùng đơn vị tính",
      en: "\"\(measure)\": \(name.english) is measured in \(own.english); convert the number")
  }
}

import ClusterMetrics
import Foundation

/// Reads numbers that have something around them: "50 người", "44%", "khoảng 30", "12 345", `-`, `x`, `...`.
package enum NumberWords {
  /// Words for "about".
  private static let approximate = [
    "trên", "hơn", "gần", "khoảng", "khoảng chừng", "xấp xỉ", "ước", "ước khoảng", "ước tính",
    "over",
    "more than", "nearly", "almost", "about", "around", "some", "approx.", "approx",
    "approximately", "c.", "ca.", "circa",
    "at least", "up to", "less than", "under", "roughly",
  ].map { NameKey($0).text + " " }.sorted { $0.count > $1.count }
  private static let approximateSigns: Set<Character> = ["~", "≈", ">"]

  private static let currencies = ["$", "US$", "USD", "€", "EUR", "£", "GBP", "VND", "₫"]

  /// Words that multiply what stands before them: whether "5 triệu" is 5 or 5,000,000 depends on the column.
  private static let multipliers = Set(
    [
      "nghìn", "ngàn", "vạn", "triệu", "tr", "tỷ", "tỉ", "trăm", "chục", "tá", "k", "thousand",
      "million", "billion", "x", "e", "lần", "trđ", "trd", "trieu", "nghin", "ngan", "ty", "ti",
      "mn", "mio", "mln", "mil", "bn", "tn", "lakh", "crore", "dozen", "tram", "mươi", "rưỡi",
      "cặp", "đôi", "nửa", "rưởi",
    ].map { NameKey($0).text })

  /// That nothing occurred, in words; and that nobody knows yet.
  private static let none = Set(
    [
      "không có", "không phát sinh", "ko có", "chưa phát sinh", "ko phát sinh", "kps", "kpsinh",
      "k phát sinh", "nil",
    ].map {
      NameKey($0).text
    })
  private static let unknown = Set(
    [
      "chưa báo cáo", "chưa có số liệu", "chưa có báo cáo", "không có số liệu", "chưa gửi",
      "chưa có", "chưa gửi báo cáo", "chưa nộp báo cáo", "chưa nộp", "chưa gửi bc", "chưa nộp bc",
      "chưa bc", "chưa có bc", "đang thống kê", "đang tổng hợp", "đang cập nhật", "chưa tổng hợp",
      "n/a", "na", "n.a.", "not available", "not reported", "no data", "none", "null", "tbc", "tbd",
      "pending",
      "to be confirmed", "missing",
    ]
    .map { NameKey($0).text })

  package static func parse(_ text: String, _ mark: DecimalMark) -> NumberCell.Reading {
    memo(text, with: mark.rawValue) { newParse($0, mark) }
  }
  private static let memo = TextMemo<NumberCell.Reading>()

  private static func newParse(_ text: String, _ mark: DecimalMark) -> NumberCell.Reading {
    let invalid = NumberCell.Reading(outcome: .invalid)
    guard text.utf8.count <= 200 else { return invalid }
    let (number, isEstimate) = withoutNote(normalised(text))
    if let part = withPart(number, mark) { return part }
    var rest = Substring(number)
    rest.trim()
    // "'125", as spreadsheets mark texts
    if let first = rest.first, "'’‘".contains(first), rest.dropFirst().first?.isNumber == true {
      rest.removeFirst()
    }
    if let negative = accounted(rest, mark) { return negative }
    switch rest {
    // The signs of the statistical yearbooks, which Giaoban writes itself.
    case _ where rest.isDash, "--": return NumberCell.Reading(outcome: .number(.zero))
    case "x", "X": return NumberCell.Reading(outcome: .notApplicable)
    case "…", "...", "..": return NumberCell.Reading(outcome: .notReported)
    case _ where rest.first?.isLetter == true:
      let key = NameKey(rest).text
      if none.contains(key) { return NumberCell.Reading(outcome: .number(.zero)) }
      if unknown.contains(key) { return NumberCell.Reading(outcome: .notReported) }
    default: break
    }
    var isApproximate = isEstimate
    // "250+"
    if rest.last == "+", rest.dropLast().last?.isNumber == true {
      isApproximate = true
      rest.removeLast()
    }
    // "$1,200", "USD 1,200"
    if let currency = currencies.first(where: { rest.hasPrefix($0) }) {
      let amount = rest.dropFirst(currency.count).drop { $0 == " " }
      if amount.first?.isNumber == true { rest = amount }
    }
    if let first = rest.first, approximateSigns.contains(first) {
      isApproximate = true
      rest.removeFirst()
      rest.trim()
    } else if let start = rest.firstIndex(where: { $0.isNumber }), start > rest.startIndex {
      let word = NameKey(rest[..<start]).text + " "
      if approximate.contains(word) {
        isApproximate = true
        rest = rest[start...]
      }
    }
    var evidence: NumberEvidence = []
    var word: String?
    if rest.last == "%" {
      evidence = .percent
      rest.removeLast()
      rest.trim()
    } else {
      let number = withoutUnit(rest)
      word = number.count < rest.count ? String(rest[number.endIndex...].drop { $0 == " " }) : nil
      if let said = word, estimates.contains(NameKey(said).text) {
        (word, isApproximate) = (nil, true)
      }
      rest = number
    }
    guard let digits = joined(rest) else { return invalid }
    var reading = NumberCell.parsePlain(ArraySlice(digits.utf8), mark)
    reading.isApproximate = isApproximate
    reading.word = word
    if reading.outcome != .invalid { reading.evidence.formUnion(evidence) }
    return reading
  }

  /// "(5.000.000)": how bookkeepers write what is below zero. Without marks between its digits it may be a note.
  private static func accounted(
    _ text: Substring, _ mark: DecimalMark
  ) -> NumberCell.Reading? {
    guard text.first == "(", text.last == ")" else { return nil }
    let inner = text.dropFirst().dropLast()
    guard inner.first?.isNumber == true, inner.contains(where: { ".,".contains($0) }) else {
      return nil
    }
    let reading = NumberCell.parsePlain(ArraySlice("-\(inner)".utf8), mark)
    return reading.outcome == .invalid ? nil : reading
  }

  /// Units of measure of which others measure the same, so that a column may hold both.
  private static let measures = Set(
    [
      "ha", "m²", "m2", "km²", "km2", "sào", "mẫu", "công", "a", "m", "km", "cm", "kg", "g", "tấn",
      "tạ",
      "yến", "lít", "l", "m³", "m3", "đ", "đồng", "vnd", "vnđ", "usd", "giờ", "phút", "ngày",
      "tuần",
      "tháng", "h",
    ].map { NameKey($0).text })

  package static func isMeasure(_ word: String) -> Bool { measures.contains(NameKey(word).text) }

  /// "12 (5 trực tuyến)", "40 cuộc (12 đột xuất)": a number with one of its parts behind it. What the part counts is not known, so
  /// that the number is said where it counts.
  private static func withPart(_ text: String, _ mark: DecimalMark) -> NumberCell.Reading? {
    guard text.last == ")", let match = text.wholeMatch(of: partBehind),
      let part = Int(match.2), !multipliers.contains(NameKey(match.3).text),
      !measures.contains(NameKey(match.3).text)
    else { return nil }
    var reading = parse(String(match.1), mark)
    guard case .number(let whole) = reading.outcome, whole.doubleValue >= Double(part) else {
      return nil
    }
    reading.outcome = .doubtful(whole)
    return reading
  }
  nonisolated(unsafe) private static let partBehind =
    #/([0-9][0-9.]*(?: \p{L}+)?) ?\((?:có )?([0-9]{1,6}) (\p{L}+)(?: \p{L}+){0,3}\)/#

  /// Without the mark of a footnote or a remark behind a number: "45*", "9 (có biểu kèm theo)". What holds a digit, a word
  /// that multiplies, or one that makes another number of it ("dự kiến", "cùng kỳ") is no remark; "(tạm tính)" is one that makes
  /// it an estimate.
  private static func withoutNote(_ text: String) -> (number: String, isEstimate: Bool) {
    var text = text[...]
    text.trim()
    while text.count > 1, let last = text.last, last == "*" || isFootnote(last) {
      text.removeLast()
    }
    // "12 cuộc (tăng 2)" and "120 (+15)" say what came besides, "15 (trong đó 3 trực tuyến)" and "5 (nữ: 2)" what is among it;
    // "16(1)" has a footnote.
    if let match = text.firstMatch(of: beside) ?? text.firstMatch(of: among) {
      return (String(match.1), false)
    }
    for mark in ["(*)", "(**)"] where text.count > mark.count && text.hasSuffix(mark) {
      text = text.dropLast(mark.count)
    }
    guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex else {
      return (String(text), false)
    }
    let remark = text[open...].dropFirst().dropLast()
    if estimates.contains(NameKey(remark).text) { return (String(text[..<open]), true) }
    let words = remark.split(whereSeparator: \.isWhitespace).map { NameKey($0).text }
    let isRemark =
      remark.contains(where: \.isLetter) && !remark.contains(where: \.isNumber)
      && !words.contains(where: {
        multipliers.contains($0) || measures.contains($0) || otherNumbers.contains($0)
      })
    return (isRemark ? String(text[..<open]) : String(text), false)
  }

  /// That a number is not final.
  private static let estimates = Set(
    [
      "tạm tính", "số tạm tính", "ước", "ước tính", "số ước", "số ước tính", "ước thực hiện",
      "ước đạt", "dự ước", "sơ bộ", "số sơ bộ", "số liệu sơ bộ", "số liệu tạm tính", "khoảng",
      "estimate", "estimated", "provisional",
    ].map { NameKey($0).text })

  private static func isFootnote(_ character: Character) -> Bool { "¹²³⁴⁵⁶⁷⁸⁹".contains(character) }

  nonisolated(unsafe) private static let beside =
    #/^(.*[0-9][^()0-9]*)\((?:[1-9]|(?:tăng|giảm|t[aă]ng thêm) [0-9.,]+ ?[\p{L} ]*|(?:trong đó|bao gồm|gồm)[: ][^()]*|(?:nữ|nam)[: ]+[0-9.,]+|[0-9]{1,6} (?:nữ|nam|phụ nữ|nữ giới|nam giới|trẻ em|trẻ)|[+−-] ?[0-9.,]+|[0-9.,]+ ?%)\)$/#
    .ignoresCase()

  /// "20, trong đó 5 nữ"
  nonisolated(unsafe) private static let among =
    #/^([0-9][0-9.,]*[0-9]|[0-9])(?:,|;)? trong đó[: ][^()]*$/#.ignoresCase()

  private static let otherNumbers = Set(
    ["ước", "dự", "khoảng", "kế", "kh", "cùng", "lũy", "luỹ", "trước", "giảm", "âm", "tăng"].map {
      NameKey($0).text
    })

  /// Whether a text is a number with a word that multiplies: "1.200 triệu".
  package static func isMultiplied(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2 || words.count == 3, words[0].first?.isNumber == true else {
      return false
    }
    return words[0].allSatisfy { $0.isNumber || ".,".contains($0) }
      && multipliers.contains(NameKey(words[1]).text)
  }

  /// The number of such a text where it is measured in what the reader asks for: "15 triệu đồng" of "triệu đồng" is 15.
  package static func parse(_ text: String, in own: LocalizedText, mark: DecimalMark) -> NumberCell
    .Reading?
  {
    guard let parts = multiplied(text), MeasureWords.multiplies(parts.measure, own) else {
      return nil
    }
    return NumberCell.parse(ArraySlice(parts.number.utf8), mark: mark)
  }

  /// The number of such a text, and what it is measured in: "15 triệu đồng", "226,1 trđ".
  private static func multiplied(_ text: String) -> (number: String, measure: String)? {
    guard let last = text.lastIndex(where: { $0.isASCII && $0.isNumber }),
      text.first?.isNumber == true
    else { return nil }
    let number = text[...last]
    let measure = text[text.index(after: last)...].trimmingCharacters(in: .whitespaces)
    guard !measure.isEmpty, measure.allSatisfy({ $0.isLetter || $0 == " " }),
      number.allSatisfy({ $0.isNumber || ".,".contains($0) })
    else { return nil }
    return (String(number), measure)
  }

  /// Digits of full width become those of ASCII, and all spaces one kind.
  private static func normalised(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar
          case 0xFF05: "%"
          case 0xFF0C: ","
          case 0xFF0E: "."
          case _ where scalar.properties.isWhitespace: " "
          default: scalar
          }
        }))
  }

  /// The number before a unit of measure: letters only, which are no multiplier.
  private static func withoutUnit(_ text: Substring) -> Substring {
    // "1.844 m2" ends with a digit that is none of the number's.
    for unit in ["m2", "m3", "km2"] where text.hasSuffix(" " + unit) {
      return text.dropLast(unit.count + 1)
    }
    guard let last = text.lastIndex(where: { $0.isASCII && $0.isNumber }) else { return text }
    let behind = text[text.index(after: last)...]
    // "1. Phường Ba Đình" is a numbered name.
    guard !behind.isEmpty, behind.first != "." || !behind.contains(where: \.isLetter) else {
      return text
    }
    let words = behind.split { $0 == " " || $0 == "." || $0 == "/" }
    let isUnit = words.allSatisfy { word in
      word.allSatisfy { $0.isLetter || "²³".contains($0) }
    }
    let isDivided = behind.contains("/") && behind.first == "/"
    // "2OO" and "3ll" were meant to be figures.
    let isSlip = behind.first != " " && words.first?.allSatisfy { "oOlI".contains($0) } ?? false
    guard isUnit, !isDivided, !isSlip, let first = words.first,
      !words.contains(where: { multipliers.contains(NameKey($0).text) }),
      // "5 m" is a measure; "5m" could be anything.
      behind.first == " " || first.count > 1 || first == "đ"
    else { return text }
    return text[...last]
  }

  /// A number whose groups of three digits are parted by spaces, without them; any other as it is.
  private static func joined(_ text: Substring) -> String? {
    guard text.contains(" ") else { return String(text) }
    let sign = text.prefix { "+-−".contains($0) }
    let groups = text.dropFirst(sign.count).split(separator: " ", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.allSatisfy(\.isDigit)
    else { return nil }
    for (index, group) in groups.dropFirst().enumerated() {
      let isLast = index == groups.count - 2
      // Decimals may stand behind the last group.
      let whole = isLast ? group.prefix { $0.isDigit } : group
      guard whole.count == 3, whole.allSatisfy(\.isDigit) else { return nil }
    }
    return sign + groups.joined()
  }
}

extension Substring {
  fileprivate mutating func trim() {
    while first == " " { removeFirst() }
    while last == " " { removeLast() }
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}

extension StringProtocol {
  /// Whether it is the sign of the yearbooks for what did not occur.
  package var isDash: Bool {
    let rest = drop(while: \.isWhitespace)
    guard let sign = rest.first, "-–—−".contains(sign) else { return false }
    return rest.dropFirst().allSatisfy(\.isWhitespace)
  }
}

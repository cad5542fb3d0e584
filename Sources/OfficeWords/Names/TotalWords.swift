import ClusterMetrics

/// What a row or a number is called that sums up others.
package enum TotalWords {
  private static let names = [
    "Cộng", "Tổng cộng", "Tổng số", "Tổng", "Lũy kế", "Cộng dồn", "Total", "Sum",
    "Grand total", "Overall total", "Overall", "Total for all", "All units", "All offices",
    "T.cộng",
    "T. cộng",
    "T/cộng",
  ]

  /// What stands in the place of an activity where a row sums up others.
  private static let rows = Set((names + ["Cộng:", "Tổng cộng:", "Tổng:"]).map { NameKey($0) })

  /// Whether a text is a word for totals alone.
  package static func isRow(_ text: some StringProtocol) -> Bool {
    // Most texts are told by their first letter: rosters have thousands of them.
    if let first = text.utf8.first, isLetter(first), !initials.contains(first | 0x20) {
      return false
    }
    return rows.contains(NameKey(text))
  }
  private static let initials = Set(rows.compactMap(\.text.utf8.first))
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// How a row of totals begins in a register, word by word.
  package static let beginnings: [[String]] = (names + ["Cộng:", "Tổng:"]).map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }

  /// Whom a total is of: "toàn tỉnh" alone, or behind a word for totals.
  private static let wholes = Set(
    [
      "tỉnh", "cụm", "thành phố", "huyện", "thị xã", "xã", "phường", "ngành", "khối", "bộ", "quốc",
      "đơn vị", "trường",
    ].map { NameKey("toàn " + $0).text }
      + [
        "cả giai đoạn", "cả nhiệm kỳ", "cả tỉnh", "cả cụm", "cả huyện", "cả xã", "cả nước", "chung",
        "số liệu chung", "chung toàn huyện", "chung toàn tỉnh", "chung toàn xã", "chung toàn ngành",
        "toàn đảng bộ", "σ",
        "tính chung", "tc", "cụm",
      ].map {
        NameKey($0).text
      })
  /// Whom it is of behind a word for totals only.
  private static let others = Set(
    [
      "chung", "các đơn vị", "tất cả", "giai đoạn", "cả giai đoạn", "nhiệm kỳ", "các năm",
      "thực hiện", "tất cả các đơn vị", "các xã", "các xã, phường", "hợp", "hợp chung",
      "quý", "kỳ", "các tháng", "các quý", "quý báo cáo", "kỳ báo cáo", "cả quý", "cả kỳ",
    ]
    .map {
      NameKey($0).text
    })

  /// Whether a sheet is named after what it sums up: "Tổng hợp", "Toàn tỉnh".
  package static func isSummary(_ sheet: String) -> Bool {
    isTotal(sheet) || summaries.contains(NameKey(sheet))
  }
  private static let summaries = Set(
    ["Tổng hợp", "Tổng hợp chung", "Biểu tổng hợp", "Chung", "Bảng tổng hợp"].map { NameKey($0) })

  /// Whether a text counts something, and sums up no others: "Tổng số hộ nghèo", "Tổng đàn bò", but not "Tổng các xã".
  package static func isCount(_ text: String) -> Bool {
    let words = NameKey(text.trimmingColons).text.split(separator: " ").map(String.init)
    let lead = ["tổng số", "tổng"].map { NameKey($0).text.split(separator: " ").map(String.init) }
      .first { words.starts(with: $0) }
    guard let lead, words.count > lead.count else { return false }
    return !groups.contains(words[lead.count]) && !isTotal(text)
      && summedPeriod(text, PeriodLabels.anyYear) == nil
  }

  /// The period whose parts a text sums up, in a year, where it says one: "Tổng quý I", "Cộng 6 tháng".
  package static func summedPeriod(_ text: String, _ year: Int?) -> Period? {
    let text = text.trimmingColons
    let key = NameKey(text).text
    guard let lead = sums.first(where: { key.hasPrefix($0 + " ") }) else { return nil }
    let rest = text.split(separator: " ").dropFirst(lead.split(separator: " ").count)
    return PeriodMentions.wholePeriod(rest.joined(separator: " "), year)
  }
  private static let sums = ["tổng cộng", "tổng số", "tổng", "cộng"].map { NameKey($0).text }

  /// What begins the name of a part of a table behind "Tổng".
  private static let groups = Set(
    [
      "các", "cụm", "khối", "toàn", "khu", "vùng", "nhóm", "huyện", "xã", "phường", "thị", "thành",
      "sở", "phần", "cộng", "mục", "i", "ii", "iii", "iv",
    ]
    .map { NameKey($0).text })

  /// Whether words behind "Cộng", "Tổng" or "Bình quân" say what is summed up, and are not the rest of a name: "Cộng khối
  /// huyện" and "Cộng (I+II)", but not "Cộng Hòa", "Cộng tác viên", "Tổng công ty" or "Bình quân thu nhập".
  package static func sumsUp(_ words: [String], behind lead: [String]) -> Bool {
    guard let first = words.first else { return true }
    if first.contains(where: { $0.isNumber || "(/+&[".contains($0) }) { return true }
    if moves.contains(lead) || groups.contains(first) || parts.contains(first) { return true }
    return words.count > 1 && parts.contains(first + " " + words[1])
  }

  /// Whether an English label sums up or averages units: "Totals", "Average", "Total (3 offices)", "Whole district", but not
  /// "Total revenue".
  static func isEnglishTotal(_ text: String) -> Bool {
    guard text.utf8.count < 60, text.isASCII else { return false }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.contains(where: englishTotals.contains)
      && words.allSatisfy {
        englishTotals.contains($0) || englishWholes.contains($0) || $0.allSatisfy(\.isNumber)
      }
  }
  private static let englishTotals: Set<String> = [
    "total", "totals", "subtotal", "sum", "all", "combined", "consolidated", "overall", "aggregate",
    "average",
    "mean", "median", "whole", "altogether",
  ]
  private static let englishWholes: Set<String> = [
    "of", "for", "the", "in", "sub", "grand", "offices", "units", "communes", "wards", "districts",
    "departments",
    "agencies", "schools", "branches", "district", "region", "province", "cluster", "county",
    "city", "state",
    "country", "per", "office", "unit", "number", "general", "area", "sector", "organisation",
    "organization",
  ]

  /// Whether a name may be that of all units together, where its numbers are their sums: "Tỉnh Thanh Hóa", "Chung toàn ngành",
  /// "2 huyện", "27 đơn vị".
  package static func mayNameWhole(_ text: String) -> Bool {
    let words = NameKey(text.withoutNumbering.trimmingColons).text.split(separator: " ").map(
      String.init)
    guard words.count > 1 else { return false }
    let isNumber = words[0].allSatisfy(\.isNumber)
    return heads.contains(words[0]) || isNumber && counted.contains(words[1])
  }
  private static let heads = Set(["tỉnh", "chung", "toàn", "cả"].map { NameKey($0).text })
  private static let counted = Set(
    ["huyện", "xã", "phường", "đơn", "sở", "cơ", "thôn", "trường", "tỉnh", "quận"].map {
      NameKey($0).text
    })

  private static let moves = ["mang sang", "chuyển sang", "cộng dồn"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }
  /// More of what may be summed up than what names groups of units.
  private static let parts = Set(
    [
      "miền", "đồng bằng", "ven", "thành thị", "nông thôn", "trung du", "cấp", "bậc", "phòng",
      "loại", "đợt", "kỳ", "trang", "chương", "lĩnh vực", "nội dung", "khoản", "biểu", "tất", "cả",
      "hai", "ba", "bốn", "chung", "mỗi", "một", "năm", "tháng", "quý", "tỉnh", "ngành", "đơn vị",
      "theo", "trên", "dồn", "số", "dưới", "a", "b", "c", "d", "v", "số liệu",
    ].map { NameKey($0).text })

  /// Whether a text names several units at once: "Các huyện miền núi", "Các sở, ban, ngành".
  package static func isSeveral(_ text: String) -> Bool {
    let words = NameKey(text.trimmingColons).text.split { $0 == " " || $0 == "," }.map(String.init)
    guard words.count > 1, !isRest(words) else { return false }
    // "Khối xã, phường", but not "Khối Doanh nghiệp".
    return words[0] == several && offices.contains(words[1])
      || blocs.contains(words[0]) && words.dropFirst().allSatisfy { kinds.contains($0) }
  }

  /// "Các đơn vị khác" and "Các xã còn lại" have numbers of their own.
  private static func isRest(_ words: [String]) -> Bool {
    words.last == other || words.suffix(2).elementsEqual(remaining)
  }
  private static let other = NameKey("khác").text
  private static let remaining = ["còn", "lại"].map { NameKey($0).text }

  private static let blocs = Set(["khối", "cấp", "nhóm"].map { NameKey($0).text })
  private static let kinds = Set(
    [
      "xã", "phường", "thị", "trấn", "huyện", "quận", "thành", "phố", "sở", "ban", "ngành", "đặc",
      "khu", "và", "các", "tỉnh", "đơn", "vị",
    ].map { NameKey($0).text })

  private static let several = NameKey("các").text
  private static let offices = Set(
    [
      "huyện", "xã", "phường", "thị", "thành", "quận", "tỉnh", "sở", "ban", "ngành", "đơn", "cơ",
      "địa", "trường", "đảng", "khối",
    ].map { NameKey($0).text })

  /// Whether the label of a total says that it is the mean of what stands above it: "Bình quân", "Trung bình toàn huyện".
  package static func isMean(_ text: String) -> Bool {
    let key = NameKey(text.trimmingColons).text
    return means.contains { key.hasPrefix($0) } && !key.hasPrefix(meanNumber)
  }

  /// Whether a text names a mean that is a number of its own: "Bình quân số hộ/thôn".
  package static func isMeanNumber(_ text: String) -> Bool {
    NameKey(text).text.hasPrefix(meanNumber)
  }
  private static let meanNumber = NameKey("bình quân số").text + " "
  private static let means = ["bình quân", "trung bình", "bq", "tb chung", "tb toàn", "mức tb"].map
  { NameKey($0).text }

  private static let stage = NameKey("đoạn").text
  /// What may stand in front of whom a total is of.
  private static let results = ["thực hiện", "th", "kết quả", "kq"].map {
    NameKey($0).text + " "
  }

  /// Whether a text says sums and means: "Tổng/Trung bình", "Tổng, bình quân", "Tổng số (TB)".
  package static func isTotalAndMean(_ text: String) -> Bool {
    guard text.utf8.count < 60, text.utf8.contains(where: { "/,()".utf8.contains($0) }) else {
      return false
    }
    let parts = text.split { "/,()".contains($0) }.map { String($0).trimmingColons }
      .filter { !$0.isEmpty }
    guard parts.count == 2, isMean(parts[1]) || shortMeans.contains(NameKey(parts[1])) else {
      return false
    }
    return isTotal(parts[0])
  }
  private static let shortMeans = Set(["TB", "BQ"].map { NameKey($0) })

  /// Whether a text in the place of a unit says that a total is reported: "Cộng", "Toàn tỉnh", "Tổng cộng toàn cụm".
  package static func isTotal(_ text: String) -> Bool {
    text.hasLetterByte && memo(text, isNewTotal)
  }
  private static let memo = TextMemo<Bool>()

  private static func isNewTotal(_ text: String) -> Bool {
    if isTotalAndMean(text) || isEnglishTotal(text) { return true }
    var words = NameKey(text.trimmingColons).text.split(separator: " ").map(String.init)
    let lead = beginnings.filter { words.starts(with: $0) }.max { $0.count < $1.count }
    words.removeFirst(lead?.count ?? 0)
    // "Tổng giai đoạn 2021-2025", "Cả giai đoạn 2021 - 2025"
    if words.contains(stage) {
      words.removeAll { $0.allSatisfy { $0.isNumber || "-–".contains($0) } }
    }
    var rest = words.joined(separator: " ")
    guard lead != nil else {
      // "TH toàn tỉnh", "Kết quả toàn huyện"
      for result in results where rest.hasPrefix(result) { rest.removeFirst(result.count) }
      return wholes.contains(rest)
    }
    if rest.hasPrefix("chung ") { rest.removeFirst("chung ".count) }
    return rest.isEmpty || wholes.contains(rest) || others.contains(rest)
  }
}

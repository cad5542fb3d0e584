import ClusterMetrics
import OfficeWords

/// Which columns of percentages hold numbers of their own.
extension OfficeNames {
  /// Whether a column of percentages says something of its own, which no other columns are divided for: "Tỷ lệ người dân
  /// hài lòng (%)", but not "Tỷ lệ so với kế hoạch" or "Tỷ lệ hồ sơ đúng hạn" beside "Hồ sơ đúng hạn".
  package static func isOwnShare(_ header: String, among others: [String]) -> Bool {
    let words = NameKey(share(header)).text.split { !$0.isLetter }.map(String.init)
    if whole.contains(Array(words.prefix(2))), header.contains("%") { return true }
    let last = header.components(separatedBy: " / ").last ?? header
    // "Tỷ lệ tăng dân số tự nhiên" rises by itself, and is compared with nothing.
    let name = NameKey(last.withoutMeasure).text + " "
    if rates.contains(where: { name.hasPrefix($0 + " ") }) || isGrowth(name, among: others) {
      return true
    }
    if isEnglishRate(words), header.isASCII { return true }
    if isOfPlan(header, among: others) { return false }
    // "Tốt (%) | Khá (%) | Yếu (%)", but not beside how many these are.
    let grade = NameKey(last.withoutPercent)
    if last != last.withoutPercent, Grid.grades.contains(grade) || grade == Grid.mean,
      !others.contains(where: { NameKey($0.components(separatedBy: " / ").last ?? $0) == grade }),
      // "CT giao | Kết quả | Đạt (%)"
      !others.contains(where: { FigureWords($0)?.figure == .plan })
    {
      return true
    }
    // "Tăng trưởng (%)" in a table of nothing but rates compares nothing.
    if others.allSatisfy({ other in
      other.contains { "%‰".contains($0) } && FigureWords(other)?.figure == nil
    }), last.contains(where: { "%‰".contains($0) }), !comparesByItself(last) {
      return true
    }
    // "6T2024/6T2023 (%)" compares two columns.
    if let figure = FigureWords(last), figure.figure == nil, figure.rest.isEmpty { return false }
    if last.contains("%"), last.contains(where: \.isLetter), saysNoShare(words, among: others) {
      return true
    }
    guard ownShares.contains(Array(words.prefix(2))) else { return false }
    let rest = Set(words.dropFirst(2))
    let compares = [
      "so", "với", "kế", "hoạch", "cùng", "kỳ", "đạt", "hoàn", "thành", "tăng", "giảm", "th", "kh",
      "ck",
    ].map {
      NameKey($0).text
    }
    // "Tỷ lệ thôn đạt chuẩn" says who has reached something, "Tỷ lệ đạt kế hoạch" what was reached of another column.
    let reached = NameKey("đạt").text
    let isReached = rest.contains(reached) && rest.subtracting([reached]).count > 1
    guard !rest.isEmpty,
      rest.subtracting(isReached ? [reached] : []).isDisjoint(with: compares)
    else { return false }
    // One count alone makes no share: "Tỷ lệ hộ nghèo (%)" beside "Số hộ nghèo".
    if others.count(where: { !$0.contains("%") && !isRate($0) }) == 1 { return true }
    // "Tỷ lệ tiêm (%)", but not beside what is vaccinated.
    if rest.count == 1 {
      return header.contains("%")
        && !others.contains { other in
          !other.contains("%")
            && !rest.isDisjoint(with: NameKey(other).text.split { !$0.isLetter }.map(String.init))
        }
    }
    // Others make it that say nothing else: "Hồ sơ đúng hạn" or "Đúng hạn" beside "Tỷ lệ hồ sơ đúng hạn".
    return !others.contains { other in
      guard !other.contains("%") else { return false }
      let last = other.components(separatedBy: " / ").last ?? other
      let own = Set(NameKey(last.withoutMeasure).text.split { !$0.isLetter }.map(String.init))
        .subtracting(counting)
      return own.count > 1 && (own.isSubset(of: rest) || rest.isSubset(of: own))
    }
  }

  /// Whether a folded name says how fast something grew, which no other column counts: "Tốc độ tăng GTSX", "Tỷ lệ hộ nghèo giảm", but
  /// not "Tỷ lệ tăng số vụ" beside "Số vụ".
  private static func isGrowth(_ name: String, among others: [String]) -> Bool {
    let words = name.split { !$0.isLetter }.map(String.init)
    let isRate = growing.contains { name.hasPrefix($0 + " ") }
    let isShare = words.count > 2 && ownShares.contains(Array(words.prefix(2)))
    guard isRate || isShare && (words.contains(rise) || words.contains(fall)) else { return false }
    let nouns = Set(words.dropFirst(2)).subtracting(growth).subtracting(counting)
    guard !nouns.isEmpty, nouns.isDisjoint(with: comparisons) else { return false }
    return isRate
      || !others.contains { other in
        let last = other.components(separatedBy: " / ").last ?? other
        return !other.contains("%")
          && !nouns.isDisjoint(with: NameKey(last).text.split { !$0.isLetter }.map(String.init))
      }
  }
  private static let growing = ["tốc độ tăng", "tốc độ giảm", "tốc độ phát triển"].map {
    NameKey($0).text
  }
  private static let (rise, fall) = (NameKey("tăng").text, NameKey("giảm").text)
  private static let growth = Set(
    ["tăng", "giảm", "trưởng", "bình", "quân", "năm", "hằng", "hàng", "phát", "triển"].map {
      NameKey($0).text
    })

  /// Whether a percentage stands beside a plan and a result below one heading: "Bảo hiểm y tế: Kế hoạch | Thực hiện | Đạt (%)".
  private static func isOfPlan(_ header: String, among others: [String]) -> Bool {
    let levels = header.components(separatedBy: " / ")
    guard header.contains("%"), levels.count > 1 else { return false }
    let upper = levels.dropLast().joined(separator: " / ") + " / "
    let beside = others.filter { $0.hasPrefix(upper) && !$0.contains("%") }.compactMap {
      FigureWords(String($0.dropFirst(upper.count)))?.figure
    }
    return beside.contains(.plan) && (beside.contains(.value) || beside.contains(.cumulative))
  }

  /// Whether words name something that a percentage is stated of, and nothing that is compared or that another column counts:
  /// "Phổ cập giáo dục (%)" beside "Số trường", but not "Đúng hạn (%)" beside "Đúng hạn".
  private static func saysNoShare(_ words: [String], among others: [String]) -> Bool {
    guard words.count > 1, FigureWords(words.joined(separator: " ")) == nil,
      Set(words).isDisjoint(with: comparing)
    else { return false }
    return !others.contains { other in
      let last = other.components(separatedBy: " / ").last ?? other
      let own = Set(NameKey(last.withoutMeasure).text.split { !$0.isLetter }.map(String.init))
      return !other.contains("%") && own.isSuperset(of: Set(words).subtracting(counting))
    }
  }
  private static let comparing = Set(
    [
      "so", "kế", "hoạch", "cùng", "kỳ", "đạt", "hoàn", "thành", "tăng", "giảm", "th", "kh", "ck",
      "năm", "tháng", "quý", "thực", "hiện", "tỷ", "lệ", "trọng", "cơ", "cấu", "kết", "quả",
      "trong", "trên", "còn", "quá", "đúng", "hạn", "trước", "chưa", "không", "đã", "tiến", "độ",
    ].map { NameKey($0).text })

  /// Whether a header says with what its numbers compare others, or nothing but that they are shares.
  private static func comparesByItself(_ header: String) -> Bool {
    let words = NameKey(header.withoutMeasure).text.split { !$0.isLetter }.map(String.init)
    return words.count < 2 || ratios.contains(words[0])
      || !Set(words).isDisjoint(with: comparisons)
  }
  private static let ratios = Set(["tỷ", "tỉ"].map { NameKey($0).text })
  private static let comparisons = Set(
    ["so", "kế", "hoạch", "cùng", "kỳ", "đạt", "hoàn", "th", "kh", "ck", "ss", "trước"].map {
      NameKey($0).text
    })

  private static let rates = [
    "tỷ lệ tăng dân số", "tỷ lệ tăng tự nhiên", "tỷ lệ giảm nghèo", "tỷ lệ giảm hộ nghèo",
    "tỷ lệ giảm sinh", "mức giảm tỷ lệ", "tốc độ tăng trưởng kinh tế", "tốc độ tăng trưởng grdp",
    "tốc độ tăng trưởng giá trị", "tốc độ tăng dân số", "tốc độ tăng giá trị", "tốc độ tăng grdp",
    "tăng trưởng kinh tế", "tăng trưởng grdp",
  ].map { NameKey($0).text }

  private static let counting = Set(["số", "tổng", "lượng", "đã", "được"].map { NameKey($0).text })

  /// Whether a name begins with what is done: "Giải ngân", "Thu ngân sách".
  package static func saysDoing(_ name: String) -> Bool {
    let key = NameKey(name.withoutNumbering).text + " "
    // "Số thu đến 30/9" was taken in; "Số cấp ủy viên" are there.
    if key.hasPrefix(number), amounts.contains(where: { key.hasPrefix(number + $0 + " ") }) {
      return true
    }
    return doing.contains { key.hasPrefix($0 + " ") }
      && !fields.contains { key.hasPrefix($0 + " ") }
  }
  /// Whether a part says which persons of a whole it counts, and not what they did: "nữ", "đảng viên nữ", "người dân tộc thiểu
  /// số".
  package static func isShareOfPersons(_ part: String) -> Bool {
    let key = NameKey(part.withoutMeasure).text
    return key.split(separator: " ").count < 6
      && persons.contains { key == $0 || key.hasSuffix(" " + $0) }
  }
  private static let persons = [
    "nữ", "nam", "phụ nữ", "nữ giới", "nam giới", "dân tộc thiểu số", "dân tộc", "dtts",
    "tôn giáo", "trẻ em", "người cao tuổi", "đoàn viên", "đảng viên",
  ].map { NameKey($0).text }

  private static let number = NameKey("số").text + " "
  private static let amounts = [
    "thu", "chi", "nộp", "giải ngân", "đã thu", "đã chi", "đã nộp", "thực hiện",
  ].map {
    NameKey($0).text
  }
  private static let doing = [
    "giải ngân", "thu", "chi", "thực hiện", "đã thực hiện", "tiếp nhận", "giải quyết",
    "đã giải quyết", "kết nạp", "trồng", "xây dựng", "tổ chức", "tuyên truyền", "thanh tra",
    "kiểm tra",
    "xử lý", "cấp", "đã cấp", "nộp", "huy động", "vận động", "quyên góp", "bàn giao", "khởi công",
  ].map { NameKey($0).text }
  /// Fields of work and bodies that begin with such a word: "XÂY DỰNG ĐẢNG" does nothing to the members listed below.
  private static let fields = [
    "xây dựng đảng", "xây dựng hệ thống", "xây dựng chính quyền", "xây dựng nông thôn mới",
    "xây dựng ntm", "xây dựng cơ bản", "xây dựng lực lượng", "xây dựng đời sống",
    "xây dựng nếp sống", "xây dựng giai cấp", "xây dựng tổ chức", "xây dựng hội",
    "xây dựng đoàn", "xây dựng công đoàn", "tổ chức đảng", "tổ chức cán bộ", "tổ chức, cán bộ",
    "tổ chức bộ máy", "tổ chức, bộ máy", "tổ chức xây dựng đảng", "tổ chức hội", "tổ chức đoàn",
    "tổ chức cơ sở", "tổ chức công đoàn", "tổ chức chính trị", "chi bộ", "chi hội", "chi đoàn",
    "chi cục", "chi nhánh", "cấp ủy", "cấp xã", "cấp huyện", "cấp tỉnh", "cấp trên", "thu nhập",
  ].map { NameKey($0).text }
}

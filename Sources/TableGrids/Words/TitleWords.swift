import ClusterMetrics
import OfficeWords

/// Words of titles that say nothing of what a table is about.
extension ReportWords {
  /// Words that stand before what a title is about.
  package static let leads = Set(
    [
      "biểu", "số", "bảng", "tổng", "hợp", "kết", "quả", "thực", "hiện", "báo", "cáo", "tình",
      "hình", "thống", "kê",
      "về", "công", "tác", "mẫu", "phụ", "lục", "liệu", "đính", "chính", "cập", "nhật", "bổ",
      "sung",
      "điều", "chỉnh", "thay", "thế", "chi", "tiết", "theo", "dõi", "trang", "tờ", "report",
      "reports", "summary",
      "consolidated", "result", "results", "monthly", "quarterly", "annual", "statistics",
      "statistical", "table",
      "form", "annex", "appendix", "on", "of", "the", "for", "about", "no", "no.", "data",
      "figures", "month", "period", "reporting", "work",
      "quarter", "half-year", "half-yearly", "six-month", "6-month", "by", "as", "mid-year",
      "semi-annual",
      "semiannual", "to", "key",
    ].map { NameKey($0).text })
  package static let times = Set(
    ["giai", "năm", "tháng", "quý", "từ", "trong", "theo", "đến", "-", "–", "của"].map {
      NameKey($0).text
    })

  /// Words before what is to be reached: "KẾT QUẢ THỰC HIỆN CHỈ TIÊU BHYT", "TIẾN ĐỘ KẾ HOẠCH TRỒNG CÂY".
  static let aims = Set(
    ["chỉ", "tiêu", "tiến", "độ", "kế", "hoạch", "việc", "các"].map { NameKey($0).text })
  /// Words before what comes about by the work that they name: "KẾT QUẢ VẬN ĐỘNG QUỸ VÌ NGƯỜI NGHÈO".
  static let raising = Set(
    ["vận", "động", "huy", "quyên", "góp", "ủng", "hộ", "thu", "nộp"].map { NameKey($0).text })
  /// Words before those of whom a title speaks: "CÁC ĐƠN VỊ", "TRÊN ĐỊA BÀN TỈNH".
  package static let places = Set(["các", "trên", "tại", "ở", "toàn"].map { NameKey($0).text })

  /// Whether a title says nothing of what it is about: "TỔNG HỢP KẾT QUẢ", "Biểu số 2".
  package static func isPlain(title: String) -> Bool {
    title.split(whereSeparator: \.isWhitespace).allSatisfy {
      isPlain(NameKey($0.trimmingColons).text)
    }
  }

  /// Whether a title says of which year the numbers are that others are compared with: "Số liệu cùng kỳ năm 2023".
  package static func saysYearOfBefore(title: String) -> Bool {
    NameKey(title).text.contains(samePeriod) && !PeriodMentions.years(in: title).isEmpty
  }
  private static let samePeriod = NameKey("cùng kỳ").text

  /// Whether a line has the word for the year as a label: "Kỳ: 6 tháng đầu năm, Năm: 2026".
  package static func labelsYear(_ line: String) -> Bool {
    line.utf8.count < 160 && line.firstMatch(of: yearLabel) != nil
  }
  nonisolated(unsafe) private static let yearLabel = #/(?:^|[ ,;.|])Năm ?:/#.ignoresCase()

  /// Whether a title says that the numbers below it take the place of others: "ĐÍNH CHÍNH SỐ LIỆU QUÝ I", "(Thay thế số liệu đã
  /// gửi)".
  package static func isCorrection(title: String) -> Bool {
    let key = NameKey(title).text
    return corrections.contains { key.holds($0) }
  }
  /// Whether the name of a file or sheet says the same, with or without marks: "quy1 (dinh chinh)", "bc_dinh-chinh".
  package static func isCorrection(name: String) -> Bool {
    let key = NameKey(String(name.map { "-_().[]".contains($0) ? " " : $0 })).text
    return isCorrection(title: key) || key.holds("dinh chinh") || key.hasSuffix(" thay the")
      || key.hasSuffix(" thay thế")
  }
  private static let corrections = [
    "đính chính", "điều chỉnh số liệu", "thay thế báo cáo", "thay thế biểu", "thay thế số liệu",
    "thay thế bản", "thay thế cho báo cáo", "thay thế cho biểu", "thay cho báo cáo",
    "thay cho biểu", "thay cho số liệu",
  ].map { NameKey($0).text }

  /// Whether a title begins as one of what is aimed at or expected does: "Chỉ tiêu tháng 7", "Dự kiến 6 tháng cuối năm", "Đăng ký
  /// năm 2027".
  package static func saysAim(title: String) -> Bool {
    let words = keys(title.withoutNumbering)
    return aimed.contains { words.starts(with: $0) }
  }
  /// Whether a heading says what is expected or aimed at, in front of its time or behind it: "Phấn đấu quý III", "Năm 2027 (dự
  /// kiến)". "Nhiệm vụ 6 tháng cuối năm" beside a plan and its result is only what is left.
  package static func saysOutlook(_ heading: String) -> Bool {
    let words = keys(heading.withoutNumbering)
    return words.starts(with: striving)
      || zip(words, words.dropFirst()).contains { [$0, $1] == expectation }
  }
  private static let striving = ["phấn", "đấu"].map { NameKey($0).text }
  private static let expectation = ["dự", "kiến"].map { NameKey($0).text }

  /// Whether the time of what is aimed at follows at once: "Chỉ tiêu quý III/2026", but not "Chỉ tiêu chủ yếu quý III".
  package static func saysAimOfTime(title: String) -> Bool {
    let words = keys(title.withoutNumbering)
    guard let lead = aimed.first(where: { words.starts(with: $0) }),
      let next = words.dropFirst(lead.count).first
    else { return false }
    return next.first?.isNumber == true || aimedTimes.contains(next)
  }
  private static let aimedTimes = Set(
    ["năm", "quý", "tháng", "tuần"].map { NameKey($0).text })
  private static let aimed = [
    "chỉ tiêu", "các chỉ tiêu", "dự kiến", "đăng ký", "phấn đấu", "mục tiêu", "nhu cầu", "đề xuất",
    "dự báo", "nhiệm vụ",
  ].map { $0.split(separator: " ").map { NameKey(String($0)).text } }

  /// Whether a line in capitals begins as the name of an office below another one does: "TRẠM Y TẾ XÃ NGA TÂN".
  package static func isIssuer(_ line: String) -> Bool {
    let words = keys(line)
    guard (2...10).contains(words.count) else { return false }
    return issuers.contains { words.starts(with: $0) }
  }
  private static let issuers = [
    "trạm y tế", "phòng", "chi bộ", "đảng bộ", "đảng ủy", "đoàn", "bch đoàn", "ban chấp hành",
    "bch",
    "hội", "công đoàn", "hạt kiểm lâm", "thôn", "tổ dân phố", "khu phố", "đội", "trung tâm",
    "trường", "chi cục", "ubnd", "ủy ban", "trạm", "hợp tác xã", "bệnh viện",
  ].map { $0.split(separator: " ").map { NameKey(String($0)).text } }

  /// Whether a title says that results are not in yet: "ƯỚC THỰC HIỆN NĂM 2024", "KẾT QUẢ 11 THÁNG, ƯỚC CẢ NĂM".
  package static func isEstimate(title: String) -> Bool {
    let words = keys(title)
    return zip(words, words.dropFirst()).contains {
      $0 == estimate && estimated.contains($1)
    }
  }
  private static let estimate = NameKey("ước").text
  private static let estimated = Set(
    ["thực", "th", "cả", "năm", "tháng", "quý", "tính", "đạt", "kết", "6", "9", "12"].map {
      NameKey($0).text
    })

  static func keys(_ title: String) -> [String] {
    title.split { $0.isWhitespace || "()[],;:".contains($0) }.map {
      NameKey($0.trimmingColons).text
    }
  }

  /// Whether a line is a sentence, and no title: "Năm 2024 toàn tỉnh tổ chức 240 hội nghị."
  package static func isSentence(_ line: String) -> Bool {
    line.contains(where: \.isLowercase) && keys(line).count > 5 && line.last == "."
      || saysNumber(line)
  }

  /// Whether a line says how much something is: "Kế hoạch năm 2025 của tỉnh là 300 hội nghị", but not "Kế hoạch giao 6 tháng".
  static func saysNumber(_ line: String) -> Bool {
    guard line.contains(where: \.isLowercase) else { return false }
    let keys = keys(line)
    return keys.indices.dropLast().contains { index in
      guard verbs.contains(keys[index]), keys[index + 1].first?.isNumber ?? false,
        let number = Int(keys[index + 1].filter(\.isNumber))
      else { return false }
      let next = index + 2 < keys.count ? keys[index + 2] : ""
      return !FigureWords.years.contains(number) && next != PeriodMentions.monthWord
    }
  }
  private static let verbs = Set(["là", "giao", "đạt", "được", "gồm"].map { NameKey($0).text })

  /// How many words in front of what a title is about only lead to it: "KẾT QUẢ THỰC HIỆN" of "KẾT QUẢ THỰC HIỆN BỔ NHIỆM". Half
  /// of "bổ sung" is no such word, nor "biểu" in "biểu dương".
  package static func leadCount(_ words: [String]) -> Int {
    let keys = words.map { NameKey($0.trimmingColons).text }
    var count = 0
    while count < keys.count, isPlain(keys[count]) {
      // "VI PHẠM" is no sixth part.
      if keys[count] == "vi", count + 1 < keys.count, keys[count + 1] == violation { break }
      if let seconds = halves[keys[count]] {
        guard count + 1 < keys.count, seconds.contains(keys[count + 1]) else { break }
        count += 1
      } else if keys[count] == form, count + 1 < keys.count, praised.contains(keys[count + 1]) {
        break
      }
      count += 1
    }
    return count
  }
  /// Words that lead to something only before others.
  private static let halves = Dictionary(
    uniqueKeysWithValues: [
      ("kết", ["quả"]), ("bổ", ["sung"]), ("thực", ["hiện"]), ("thống", ["kê"]), ("công", ["tác"]),
      ("tình", ["hình"]), ("điều", ["chỉnh"]), ("chi", ["tiết"]), ("thay", ["thế"]),
      ("theo", ["dõi"]), ("đính", ["chính"]), ("cập", ["nhật"]), ("phụ", ["lục"]),
    ].map { first, seconds in (NameKey(first).text, seconds.map { NameKey($0).text }) })
  private static let form = NameKey("biểu").text
  private static let violation = NameKey("phạm").text
  private static let praised = ["dương", "quyết", "diễn", "tình"].map { NameKey($0).text }

  package static func isPlain(_ word: String) -> Bool {
    leads.contains(word) || word.allSatisfy { !$0.isLetter || "ivx".contains($0) }
  }
}

extension String {
  /// Without the letter that numbers a part of a report in its title: "B. Cùng kỳ năm 2025".
  package var withoutPartLetter: String {
    guard let second = utf8.dropFirst().first,
      second == UInt8(ascii: ".") || second == UInt8(ascii: ")"),
      let match = prefixMatch(of: partLetter)
    else { return self }
    return String(self[match.range.upperBound...])
  }
}

nonisolated(unsafe) private let partLetter = #/[A-H][.)] +(?=\p{Lu}\p{L}+ )/#

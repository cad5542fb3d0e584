import ClusterMetrics
import Foundation

/// Schools, firms, hamlets and party cells that lie in a place and bear its name: "TRƯỜNG THCS NGA SƠN", "THÔN 3, XÃ NGA SƠN". What
/// they report is not the number of the place.
extension OfficeNames {
  /// Whether a line begins with the name of such a body.
  ///
  /// - Parameter unit: the unit whose name the line mentions, which may be such a body itself.
  package static func isWithin(_ line: String, of unit: String) -> Bool {
    let words = line.withoutNumbering.split { $0.isWhitespace || "_,;:()[]".contains($0) }
      .map(String.init)
    return isWithin(words[...], of: unit)
  }

  /// The same of the name of a file or sheet, where it may stand in front of the place or behind it: "BC truong THCS Nga Son",
  /// "Nga Son - thon 5".
  package static func isWithin(name: String, of unit: String) -> Bool {
    let words = name.split { $0.isWhitespace || "-–_,.;:()[]".contains($0) }.map(String.init)
    return words.indices.contains { isWithin(words[$0...], of: unit) }
  }

  private static func isWithin(_ words: ArraySlice<String>, of unit: String) -> Bool {
    let isPlain = words.allSatisfy(\.isASCII)
    let heads = isPlain ? plainHeads : heads
    let keys = words.prefix(6).map { isPlain ? $0.lowercased() : NameKey($0).text }
    guard let head = heads.first(where: { keys.count > $0.count && keys.starts(with: $0) }) else {
      return false
    }
    // "THÔN VĂN HÓA" in a title is no hamlet, nor is "Trường hợp" a school.
    guard firms.contains(head) || !(isPlain ? plainThemes : themes).contains(keys[head.count])
    else { return false }
    // The commune Bản Qua, and a school that reports itself.
    let own = NameKey.place(unit).bare.text.split(separator: " ").map {
      isPlain ? unmarked(String($0)) : String($0)
    }
    return !own.starts(with: head)
  }

  private static let heads = phrases([
    "trường", "thcs", "thpt", "mầm non", "mẫu giáo", "tiểu học", "công ty", "cty", "tổng công ty",
    "xí nghiệp", "nhà máy", "hợp tác xã", "htx", "doanh nghiệp", "dntn", "hạt kiểm lâm", "thôn",
    "bản", "xóm", "ấp", "buôn", "làng", "tiểu khu", "khu phố", "tổ dân phố", "tdp", "khu dân cư",
    "kdc", "chi bộ", "chi hội", "chi đoàn", "bệnh viện", "chi nhánh", "ngân hàng", "quỹ tín dụng",
  ])
  private static let firms = Set(
    ["công ty", "cty", "tổng công ty", "hợp tác xã", "htx", "doanh nghiệp", "dntn", "xí nghiệp"]
      .flatMap { firm -> [[String]] in
        let words = NameKey(firm).text.split(separator: " ").map(String.init)
        return [words, words.map(unmarked)]
      })
  private static let plainHeads = heads.map { $0.map(unmarked) }.filter { head in
    // "ban" may as well be a committee, and "lang" anything.
    head.joined() != "ban" && head.joined() != "lang" && head.joined() != "ap"
  }
  private static let themes = Set(
    [
      "học", "hợp", "văn", "nông", "đạt", "kiểu", "tiên", "an", "thông", "không", "và", "trong",
      "trên", "của", "tại", "xanh", "sáng", "kinh", "được", "có", "chuẩn",
    ].map { NameKey($0).text })
  private static let plainThemes = Set(themes.map(unmarked))

  private static func phrases(_ texts: [String]) -> [[String]] {
    texts.map { NameKey($0).text.split(separator: " ").map(String.init) }
      .sorted { $0.count > $1.count }
  }

  /// Without tone and vowel marks.
  static func unmarked(_ text: String) -> String {
    text.replacing("đ", with: "d").folding(options: .diacriticInsensitive, locale: nil)
  }

  /// Whether a text names another commune in front of a unit: "UBND XÃ NGA TÂN, HUYỆN NGA SƠN". Its numbers are those
  /// of the commune.
  package static func namesCommune(before unit: String, in text: String) -> Bool {
    let place = NameKey.place(unit)
    guard let kind = place.kind else { return false }
    let words = text.split { $0.isWhitespace || "-–_,.;:()[]".contains($0) }.map(String.init)
    let isPlain = words.allSatisfy(\.isASCII)
    func key(_ word: String) -> String { isPlain ? word.lowercased() : NameKey(word).text }
    let keys = words.map(key)
    let bare = place.bare.text.split(separator: " ").map {
      isPlain ? unmarked(String($0)) : String($0)
    }
    guard
      let start = keys.indices.first(where: { keys[$0...].starts(with: bare) })
    else { return false }
    let (kinds, no, joints) = isPlain ? plainCommuneWords : communeWords
    // "Xã Nga Tân - Nga Sơn" names a commune of what was the district, "Xã Nga Sơn" the unit.
    if kind.isOfCommunes, start == 0 || kinds.contains(keys[start - 1]) { return false }
    return keys.indices.prefix(max(start - 1, 0)).contains { index in
      guard kinds.contains(keys[index]), start - index < 8,
        index == 0 || !no.contains(keys[index - 1]), !joints.contains(keys[index + 1])
      else { return false }
      // "Thị xã Bỉm Sơn" is no commune.
      if index > 0, [town, "thi"].contains(keys[index - 1]),
        ![township, "tran"].contains(keys[index])
      {
        return false
      }
      // Names are written with capitals.
      return isPlain || words[index + 1].first?.isLowercase == false
    }
  }
  private static let (town, township) = (NameKey("thị").text, NameKey("trấn").text)
  private static let communeWords = (
    kinds: Set(["xã", "phường", "trấn"].map { NameKey($0).text }),
    no: Set(
      ["các", "cấp", "toàn", "những", "một", "số", "mỗi", "từng", "và", "tác"].map {
        NameKey($0).text
      }),
    joints: Set(
      [
        "tại", "của", "ở", "trên", "thuộc", "và", "trong", "năm", "tháng", "quý", "hội", "viên",
        "phường", "thị", "xã", "huyện", "thành", "tỉnh", "quận", "mới", "đạt", "có",
      ].map { NameKey($0).text })
  )
  private static let plainCommuneWords = (
    kinds: Set(communeWords.kinds.map(unmarked)), no: Set(communeWords.no.map(unmarked)),
    joints: Set(communeWords.joints.map(unmarked))
  )
}

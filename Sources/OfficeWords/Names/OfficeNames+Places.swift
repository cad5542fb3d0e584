import ClusterMetrics
import Foundation

/// Places that the names of files say.
extension OfficeNames {
  /// Whether a name says that its place was merged into another one: "Xã Tân Phong (cũ)", "thị trấn Vân cũ".
  package static func isFormer(_ name: String) -> Bool {
    let words = name.split { $0.isWhitespace || "()".contains($0) }
    return words.count > 2 && words.last.map { NameKey(String($0)) == former } ?? false
      && isOffice(words.dropLast().joined(separator: " ").withoutNumbering)
  }
  private static let former = NameKey("cũ")

  /// The place that the name of a file says: "Xã Nga Sơn - BC tháng 6-2026", "BC tháng 6 (Phường Đông Sơn)"; `nil` where it
  /// says none, or several.
  package static func place(ofFile stem: String) -> String? {
    let segments = stem.replacing(" - ", with: "|").replacing(" – ", with: "|")
      .split { "|_()[],;".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
    let found = segments.compactMap { segment -> String? in
      let words = segment.split(whereSeparator: \.isWhitespace).map(String.init)
      for start in words.indices {
        let rest = words[start...].joined(separator: " ")
        guard let kind = leadingKind(NameKey(rest).text), places.contains(kind) else { continue }
        let count = kind.split(separator: " ").count
        let name = words[(start + count)...].prefix {
          $0.first?.isUppercase ?? false && !$0.contains(where: \.isNumber)
        }.prefix(5)
        guard !name.isEmpty, start + count + name.count == words.count || name.count > 1 else {
          continue
        }
        return (words[start..<start + count] + name).joined(separator: " ")
      }
      return nil
    }
    guard !found.isEmpty else { return englishOffice(ofFile: stem) }
    return Set(found.map { NameKey($0) }).count == 1 ? found[0] : nil
  }

  /// The same of a name that has no tone mark at all: "Xa An Binh - BC thang 6" says "Xã An Binh".
  package static func place(ofFileWithoutTones stem: String) -> String? {
    guard stem.isASCII else { return nil }
    let words = stem.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var found: [String] = []
    for start in words.indices {
      let rest = words[start...].joined(separator: " ").lowercased()
      guard let kind = places.first(where: { rest.hasPrefix(plain($0) + " ") }) else { continue }
      let count = kind.split(separator: " ").count
      // Words in capitals are short for something: "BC", "UBND".
      let name = words[(start + count)...].prefix {
        $0.first?.isUppercase == true && $0.dropFirst().contains(where: \.isLowercase)
      }.prefix(4)
      guard !name.isEmpty else { continue }
      found.append(([kind] + name).joined(separator: " "))
    }
    return found.only
  }

  /// A kind of place without tone marks.
  private static func plain(_ kind: String) -> String {
    kind.folding(options: .diacriticInsensitive, locale: nil).lowercased()
      .replacing("đ", with: "d")
  }

  /// The name of a school in capitals as it is written: "THCS Hà Bắc", "tiểu học Nga An".
  static func schoolName(_ words: [String]) -> String {
    words.map { word in
      if schoolTypes.contains(word) { return word }
      let lower = word.lowercased()
      return schoolWords.contains(NameKey(word).text)
        ? lower : lower.prefix(1).uppercased() + lower.dropFirst()
    }.joined(separator: " ")
  }
  private static let schoolTypes: Set<String> = [
    "TH", "MN", "THCS", "THPT", "PTDTBT", "PTDTNT", "GDTX", "TH&THCS", "THCS&THPT", "PTCS",
  ]
  private static let schoolWords = Set(
    ["mầm", "non", "mẫu", "giáo", "tiểu", "học", "trung", "cơ", "sở", "phổ", "thông", "và"].map {
      NameKey($0).text
    })

  /// Whether labels are the grades of a school: "Khối 6", "Lớp 1", "9".
  package static func areGrades(_ labels: [String]) -> Bool {
    let own = labels.filter { !$0.isEmpty && !TotalWords.isTotal($0) }
    return own.count > 1
      && own.allSatisfy { label in
        let words = label.split(separator: " ")
        return words.count <= 2 && words.last.flatMap { Int($0) }.map { $0 <= 12 } ?? false
          && (words.count == 1 || ["khối", "lớp"].contains { NameKey($0) == NameKey(words[0]) })
      }
  }

  /// Whether a heading only says where the units below it lie: "Miền núi", "Các xã ven biển", "Vùng cao".
  package static func isLandscape(_ heading: String) -> Bool {
    let key = " " + NameKey(heading).text + " "
    return landscapes.contains { key.contains(" " + $0 + " ") }
  }
  /// Whether a label says nothing but where those lie that it sums up: "Miền núi", "Vùng đồng bằng", but not "Xã Đồng Bằng".
  package static func isLandscapeAlone(_ label: String) -> Bool {
    let words = NameKey(label.withoutNumbering.trimmingColons).text.split(separator: " ")
      .map(String.init)
    if landscapes.contains(words.joined(separator: " ")) { return true }
    let rest = landscapeLeads.contains(words.first ?? "") ? Array(words.dropFirst()) : words
    return landscapes.contains(rest.joined(separator: " "))
  }
  private static let landscapeLeads = Set(["vùng", "miền", "khu", "khối"].map { NameKey($0).text })
  private static let landscapes = [
    "miền núi", "đồng bằng", "ven biển", "trung du", "vùng cao", "vùng thấp", "miền xuôi",
    "miền biển", "hải đảo", "vùng biển",
  ].map { NameKey($0).text }

  /// Whose report a title says it is: "SỞ Y TẾ" of "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026 CỦA SỞ Y TẾ". A resolution is of those who passed it.
  package static func owner(saidBy title: String) -> String? {
    guard title.utf8.count < 300, !title.contains("(") else { return nil }
    let words = title.split(whereSeparator: \.isWhitespace)
    guard let place = words.lastIndex(where: { NameKey(String($0)) == of }), place > 0 else {
      return nil
    }
    let lead = " " + NameKey(words[..<place].joined(separator: " ")).text + " "
    guard !documents.contains(where: { lead.holds(" \($0) ") }) else { return nil }
    let name = words[(place + 1)...].joined(separator: " ").trimmingColons
    return name.isEmpty ? nil : name
  }
  private static let of = NameKey("của")
  private static let documents = [
    "nghị quyết", "chỉ thị", "kế hoạch", "quyết định", "đề án", "chương trình", "công văn",
    "văn bản", "thông tư",
    "luật", "nghị định", "hướng dẫn", "kết luận", "thông báo", "chỉ đạo", "ý kiến", "yêu cầu",
  ].map { NameKey($0).text }

  /// How high a kind of place stands; `nil` of what is no place.
  package static func rank(_ name: String) -> Int? { rankMemo(name) { newRank($0) } }
  private static let rankMemo = TextMemo<Int?>()

  private static func newRank(_ name: String) -> Int? {
    if NameKey(name).text.hasPrefix(province) { return 3 }
    switch kind(unit(name)) {
    case "Huyện", "Thị xã", "Thành phố", "Quận": return 2
    case "Xã", "Phường", "Thị trấn", "Đặc khu": return 1
    default: return nil
    }
  }
  private static let province = NameKey("tỉnh").text + " "

  /// The commune whose office a line names: "Xã An Bình" of "UBND XÃ AN BÌNH" and of "ĐẢNG BỘ XÃ AN BÌNH".
  package static func communeOf(_ office: String) -> String? {
    if rank(office) == 1 { return unit(office) }
    let place = place(endingAnyOf: [office])
    return place.flatMap { isCommune(unit($0)) ? unit($0) : nil }
  }

  /// The kinds of places that the name of a group says: "Khối xã", "Các phường, thị trấn".
  package static func kindsOfPlaces(in name: String) -> Set<String> {
    var key = " " + NameKey(name.replacing(",", with: " ")).text + " "
    var kinds: Set<String> = []
    // "Thị xã" before "Xã".
    for kind in places.sorted(by: { $0.count > $1.count }) {
      let word = " " + NameKey(kind).text + " "
      guard key.contains(word) else { continue }
      kinds.insert(kind)
      key = key.replacing(word, with: " ")
    }
    return kinds
  }
}

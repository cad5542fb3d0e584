import ClusterMetrics
import Foundation

/// Bodies and parts of communes that report as units do: party cells, associations, stations, hamlets.
extension OfficeNames {
  /// The kind of a body that a name begins with, as it is written: "Trạm Y tế" of "TRẠM Y TẾ XÃ NGA TÂN".
  static func bodyKind(_ name: String) -> String? {
    let words = name.split(whereSeparator: \.isWhitespace)
    let keys = words.map { NameKey($0).text }
    guard
      let kind = bodies.first(where: { keys.count > $0.keys.count && keys.starts(with: $0.keys) })
    else { return nil }
    return kind.name
  }

  /// Whether a heading is the name of a body: its kind, and a number, a name or a place behind it. "Chi bộ 3", "Đoàn xã Nga
  /// Tân", but not "Đoàn viên" or "Chi bộ trong sạch".
  package static func isBody(_ heading: String) -> Bool {
    let name = heading.withoutNumbering
    guard let kind = bodyKind(name) else { return false }
    let rest = name.split(whereSeparator: \.isWhitespace)
      .dropFirst(kind.split(separator: " ").count)
    guard let next = rest.first, let letter = next.first else { return false }
    return letter.isNumber || letter.isUppercase || bodyHeads.contains(NameKey(next).text)
  }

  /// Whether a label says some of the units, and not one: "Trong đó: xã miền núi", "Riêng các phường", "Khu vực III", "Xã ĐBKK".
  static func isPartOfUnits(_ text: String, _ words: [String]) -> Bool {
    let key = words.joined(separator: " ") + " "
    if partHeads.contains(where: { key.hasPrefix($0) }) { return true }
    guard words.count > 1, partKinds.contains(words[1]), placeWords.contains(words[0]) else {
      return false
    }
    // Names of places are written with capitals.
    let second = text.withoutNumbering.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (second?.first?.isLowercase == true || second?.allSatisfy(\.isUppercase) == true)
  }
  private static let placeWords = Set(
    PlaceKind.allCases.flatMap(\.prefixes).map { NameKey($0).text })
  private static let partHeads = ["trong đó", "tr đó", "riêng", "khu vực", "các xã", "các phường"]
    .map {
      NameKey($0).text + " "
    }
  private static let partKinds = Set(
    [
      "miền", "đặc", "nghèo", "bãi", "biên", "an", "khó", "trọng", "nông", "vùng", "loại", "đạt",
      "đbkk", "atk", "đồng", "ven", "thuộc", "còn", "chưa", "có", "hải",
    ].map { NameKey($0).text })

  /// Places of which several bodies stand among some names: "Đảng ủy xã Ea Kar", "HĐND xã Ea Kar", "UBND xã Ea Kar".
  package static func placesOfSeveral(_ names: [String]) -> Set<NameKey> {
    let written = Dictionary(
      grouping: names.filter { !$0.isEmpty }.map(\.withoutNumbering), by: { NameKey(unit($0)) })
    return Set(
      written.filter {
        Set($0.value.map { NameKey($0) }).count > 1 && $0.value.allSatisfy(hasCouncil)
      }.keys)
  }

  /// Whether headings are names of bodies, and each of another one.
  package static func areBodies(_ headings: [String]) -> Bool {
    headings.count > 1 && headings.allSatisfy(isBody)
      && Set(headings.map { NameKey($0) }).count == headings.count
  }

  /// Whether a heading says nothing but of which kind the bodies below it are: "Phòng GD&ĐT", "BHXH huyện", "Trạm y tế".
  package static func isKindOfBodies(_ heading: String) -> Bool {
    let words = heading.trimmingColons.split(whereSeparator: \.isWhitespace)
    guard (1...4).contains(words.count) else { return false }
    if let last = words.last, words.count > 1, levelWords.contains(NameKey(last).text),
      isAbbreviation(String(words[0])) || bodyKind(heading) != nil
    {
      return true
    }
    return (bodyKind(heading + " x") != nil && words.count < 4)
      && words.dropFirst().allSatisfy { word in
        isAbbreviation(String(word)) || bodyWords.contains(NameKey(word).text)
      }
  }
  private static let levelWords = Set(
    ["huyện", "xã", "tỉnh", "phường", "cơ", "sở"].map { NameKey($0).text })
  private static let bodyWords = Set(bodies.flatMap(\.keys))

  /// Whether the name of a body says of which place or number it is: "CHI BỘ THÔN 2", and not "THÔN VĂN HÓA" in a title.
  package static func saysWhere(_ name: String) -> Bool {
    name.hasDigit || namesPlace(name)
  }

  private static func namesPlace(_ name: String) -> Bool {
    let keys = name.split { $0.isWhitespace || $0 == "," }.map { NameKey($0).text }
    return zip(keys, keys.dropFirst() + [""]).dropFirst().contains { word, next in
      levelsOfPlaces.contains(word) && next != society
    }
  }
  private static let levelsOfPlaces = Set(
    ["xã", "phường", "huyện", "tỉnh", "quận", "trấn", "sở", "ngành", "trường"].map {
      NameKey($0).text
    })

  /// Whether a name is that of a body which every commune has, and which its report is of.
  package static func isBodyOfCommune(_ name: String) -> Bool {
    let key = NameKey(name.withoutNumbering).text + " "
    // "Ban Chỉ đạo 138" is named after a programme.
    return !namesPlace(name) && bodiesOfCommunes.contains { key.hasPrefix($0 + " ") }
  }
  private static let bodiesOfCommunes = [
    "trung tâm phục vụ hành chính công", "trung tâm phục vụ hcc", "trung tâm hành chính công",
    "trung tâm hcc", "trung tâm pvhcc", "trung tâm cung ứng dịch vụ", "bộ phận một cửa",
    "bộ phận tiếp nhận",
    "ban xây dựng đảng", "ban tuyên giáo", "ban dân vận", "ban tổ chức", "ban công tác mặt trận",
    "ủy ban kiểm tra", "ubkt", "hội", "đoàn thanh niên", "đoàn tncs", "ban chỉ huy quân sự",
    "ban chqs",
    "công an", "ủy ban mttq", "ủy ban mặt trận", "ban chỉ đạo", "văn phòng", "tổ công nghệ số",
    "công đoàn", "trạm y tế", "khối dân vận", "tổ dân vận", "ban pháp chế", "ban kinh tế",
    "ban văn hóa", "ban nội chính", "thường trực", "cơ quan ủy ban kiểm tra",
  ].map { NameKey($0).text }

  /// Whether a name is that of a department without a place of its own: "Phòng Tư pháp", "Văn phòng".
  package static func isDepartment(_ name: String) -> Bool {
    let keys = name.withoutNumbering.split(whereSeparator: \.isWhitespace).map { NameKey($0).text }
    guard departments.contains(where: { keys.starts(with: $0) }) else { return false }
    // "Văn hóa - Xã hội" is no commune.
    let places = zip(keys, keys.dropFirst() + [""]).dropFirst().filter { word, next in
      bodyHeads.contains(word) && next != society && !trades.contains(word)
    }
    return places.isEmpty
  }

  /// How high an office stands: higher numbers above lower ones; `nil` of what no office is called.
  package static func height(_ name: String) -> Double? {
    let key = NameKey(name).text + " "
    if let party = partyHeights.first(where: { key.hasPrefix($0.0) }) { return party.1 }
    if let rank = rank(name) { return Double(rank) }
    if let first = name.split(separator: " ").first, departmentWords.contains(NameKey(first).text) {
      return 1.5
    }
    switch kind(unit(name)) {
    case "Tỉnh ủy", "Tỉnh đoàn": return 3
    case "Huyện ủy", "Thành ủy", "Thị ủy", "Quận ủy": return 2
    case "Sở", "Ban", "Cục", "Liên đoàn", "Mặt trận", "Công an", "Bộ Chỉ huy", "Thanh tra":
      return 2.5
    case "": return bodyKind(name) == nil ? nil : 0.5
    default: return 0.5
    }
  }

  private static let partyHeights: [(String, Double)] = [
    ("đảng bộ tỉnh", 3), ("đảng ủy tỉnh", 3), ("đảng bộ huyện", 2), ("đảng bộ thành phố", 2),
    ("đảng bộ thị xã", 2), ("đảng bộ quận", 2),
  ].map { (NameKey($0.0).text + " ", $0.1) }

  /// Whether a line names a kind of place and no place: "ĐẢNG ỦY XÃ", "UBND PHƯỜNG".
  package static func isKindAlone(_ line: String) -> Bool {
    isOffice(line) && kindsAlone.contains(NameKey(unit(line)))
  }
  private static let kindsAlone = Set(
    ["Xã", "Phường", "Thị trấn", "Huyện", "Quận", "Thị xã", "Đặc khu"].map { NameKey($0) })

  /// Whether the name of a file or sheet means an office below the one of its letter head: "Xã Nga Tân.xlsx" on paper of "UBND
  /// HUYỆN NGA SƠN".
  package static func isBelow(_ name: String, _ head: String) -> Bool {
    (height(name) ?? 1) < (height(head) ?? 0)
  }

  /// Whether a text is the name of what an office has: "Công đoàn Sở Y tế", "Đảng bộ Sở Tư pháp".
  package static func isBodyOfOffice(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    let rest = words.dropFirst(2)
    guard words.count > 3, rest.first?.first?.isUppercase ?? false,
      bodiesOfOffices.contains(NameKey(words[0] + " " + words[1]))
    else { return false }
    return isOffice(rest.joined(separator: " "))
  }
  private static let bodiesOfOffices = Set(
    ["Công đoàn", "Đảng bộ", "Chi bộ", "Đảng ủy", "Chi đoàn", "Đoàn cơ sở"].map { NameKey($0) })

  /// Whether a text is the short name of a body with its place behind it: "TTYT huyện Nga Sơn", "BHXH tỉnh".
  static func isBodyOfPlace(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words.count > 1, first.count > 1, first.count < 9,
      // "BÁO CÁO XÃ ĐẠT CHUẨN" begins with a word.
      first.allSatisfy({ $0.isASCII && $0.isUppercase || "Đ&-".contains($0) }),
      let kind = words.dropFirst().prefix(3).firstIndex(where: {
        placeKinds.contains($0.lowercased())
      })
    else { return false }
    // "GTSX" of a place is no body, and what stands between both words is part of its name.
    return !counted.contains(String(first))
      && (words[kind].lowercased() == "tỉnh" || kind + 1 < words.count)
      && words[(kind + 1)...].allSatisfy { $0.first?.isUppercase ?? false }
      && !isNoName(words[(kind + 1)...].joined(separator: " "))
  }
  private static let placeKinds = Set(
    ["huyện", "xã", "phường", "thị", "thành", "tỉnh", "quận", "tp", "tx"])
  private static let counted = Set([
    "GTSX", "GRDP", "GDP", "THU", "CHI", "SL", "TS", "NSNN", "GCN", "BHYT", "NTM",
  ])

  /// Whether a line is the beginning of a name that goes on in the next one: "ỦY BAN NHÂN DÂN", "UBND HUYỆN".
  package static func isBegun(_ line: String) -> Bool { begun.contains(NameKey(line).text) }

  /// What stands behind the kind of a body, as names are written: "XÃ NGA TÂN" → "xã Nga Tân".
  static func bodyName(_ words: [String]) -> String {
    let name = words.map { word in
      let lower = word.lowercased()
      if isAbbreviation(word) { return word }
      return bodyHeads.contains(NameKey(word).text)
        ? lower : lower.prefix(1).uppercased() + lower.dropFirst()
    }
    return name.joined(separator: " ")
  }

  /// Whether a word in capitals is short for others: "GD&ĐT", "THCS", "BHXH".
  static func isAbbreviation(_ word: String) -> Bool {
    let letters = word.folding(options: .diacriticInsensitive, locale: nil).lowercased()
    return letters.contains(where: \.isLetter)
      && (letters.contains("&") || !letters.contains { "aeiouy".contains($0) }
        || word == "UBND")
  }

  private static let begun: Set<String> = {
    let councils = ["UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "HĐND", "Đảng ủy"]
    return Set(
      (["Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân"]
        + councils.flatMap { council in places.map { council + " " + $0 } })
        .map { NameKey($0).text })
  }()

  private static let society = NameKey("hội").text
  private static let trades = Set(["công", "ngành", "cơ", "quan", "tổ"].map { NameKey($0).text })
  private static let departmentWords = Set(["phòng", "văn"].map { NameKey($0).text })
  private static let departments = ["Phòng", "Văn phòng"].map { kind in
    kind.split(separator: " ").map { NameKey($0).text }
  }

  /// Words that a place, or an office within one, begins with.
  private static let bodyHeads = Set(
    [
      "xã", "phường", "huyện", "tỉnh", "quận", "thị", "trấn", "thành", "phố", "thôn", "bản", "ấp",
      "xóm", "tổ", "khu", "khối", "trường", "cơ", "quan", "sở", "ngành", "công", "ty",
    ].map { NameKey($0).text })

  /// Longer ones first.
  private static let bodies: [(name: String, keys: [String])] = [
    "Tổ dân phố số", "Đoàn TNCS Hồ Chí Minh", "Đoàn TNCS HCM", "Ban Chấp hành Đoàn",
    "Hội Liên hiệp Phụ nữ", "Phòng khám đa khoa", "Công đoàn cơ sở", "Ủy ban MTTQ Việt Nam",
    "Uỷ ban MTTQ Việt Nam", "Ban quản lý", "Ban Chỉ huy Quân sự", "Hội Cựu chiến binh",
    "Hội Nông dân", "Hội Chữ thập đỏ", "Hội Người cao tuổi", "Hội Khuyến học", "Trạm Y tế",
    "Hạt Kiểm lâm", "Tổ dân phố", "Khu phố", "Tiểu khu", "Chi bộ", "Đảng bộ", "Chi hội",
    "Chi đoàn", "Công đoàn", "Liên đội", "Thường trực", "Ủy ban MTTQ", "Uỷ ban MTTQ", "UBMTTQ",
    "MTTQ", "Hợp tác xã", "HTX", "LĐLĐ", "Hội", "Đoàn", "Trạm", "Thôn", "Bản", "Ấp", "Xóm",
    "Buôn", "Khóm", "Phum", "Sóc", "TDP", "Khoa", "Phòng", "Đội", "Tổ", "Hạt",
  ].map { name in (name, name.split(separator: " ").map { NameKey($0).text }) }
}

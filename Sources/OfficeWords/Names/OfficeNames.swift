import ClusterMetrics

/// Names of offices as letter heads and tables write them.
package enum OfficeNames {
  private static let councils = [
    "UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "HĐND", "Đảng ủy", "Đảng uỷ",
  ]
  .map { NameKey($0).text + " " }
  private static let kinds = [
    "Huyện ủy", "Thành ủy", "Thị ủy", "Tỉnh ủy", "Quận ủy", "Thành phố", "Thị xã", "Thị trấn",
    "Huyện", "Quận", "Phường", "Xã", "Đặc khu", "Sở", "Ban",
    "Cục", "Chi cục",
    "Công an", "Bộ Chỉ huy", "Văn phòng", "Thanh tra", "Khối", "Hội", "Liên đoàn", "Mặt trận",
    "Tỉnh đoàn", "Trường",
    "Trung tâm", "Bệnh viện", "Chi nhánh", "Kho bạc", "Bảo hiểm", "Tòa án", "Viện",
  ]
  /// What begins like an office and is none: "Hội nghị", "Ban hành văn bản", "Khối lượng", "Xã hội hóa".
  private static let others = [
    "Hội nghị", "Hội thảo", "Hội thi", "Hội diễn", "Hội chợ", "Hội thao", "Hội đàm", "Hội họp",
    "Ban hành", "Khối lượng", "Xã hội", "Sở hữu", "Viện phí", "Viện trợ", "Trường hợp", "Cục bộ",
    "Thanh tra đột xuất", "Thanh tra theo",
  ].map { NameKey($0).text + " " }

  /// The kind of office that a name begins with.
  static func leadingKind(_ key: String) -> String? {
    guard !others.contains(where: { (key + " ").hasPrefix($0) }) else { return nil }
    guard let kind = kinds.first(where: { key.hasPrefix(NameKey($0).text + " ") }) else {
      return nil
    }
    // "Khối 6" is a grade of a school.
    return kind == "Khối" && key.last?.isNumber == true ? nil : kind
  }
  package static let places: Set<String> = [
    "Thành phố", "Thị xã", "Thị trấn", "Huyện", "Quận", "Phường", "Xã", "Đặc khu",
  ]
  private static let short = [
    ("tp", "Thành phố"), ("tx", "Thị xã"), ("tt", "Thị trấn"), ("h", "Huyện"), ("p", "Phường"),
    ("x", "Xã"), ("đk", "Đặc khu"),
  ]

  /// What a header of percentages is called, without "(%)" behind it or on a level of its own.
  package static func share(_ header: String) -> String {
    let levels = header.components(separatedBy: " / ").filter { $0.contains(where: \.isLetter) }
    let name = (levels.last ?? header).withoutNumbering
    guard let bracket = name.bracketAtEnd, bracket.inner.hasSuffix("%") else { return name }
    return bracket.before
  }

  /// Whether a name says a percentage: "Tỷ lệ hồ sơ đúng hạn".
  package static func isRate(_ name: String) -> Bool {
    let words = NameKey(name).text.split { !$0.isLetter }.map(String.init)
    return rates.contains(Array(words.prefix(2))) || isEnglishRate(words)
  }
  private static let rates = leads(["tỷ lệ", "tỷ trọng", "ty le", "ti le"])
  package static let ownShares = rates.union(leads(["mức độ", "chỉ số"]))
  /// "Công suất (%)" and "Độ che phủ (%)" are nothing else's.
  package static let whole = leads([
    "công suất", "độ che", "hiệu suất", "mật độ", "độ phủ", "độ bao",
  ])

  /// Two words each, folded.
  private static func leads(_ texts: [String]) -> Set<[String]> {
    Set(texts.map { NameKey($0).text.split(separator: " ").map(String.init) })
  }

  /// Whether a column of texts asks for an answer that a report repeats: not "Ghi chú".
  package static func isQuestion(_ header: String) -> Bool {
    let key = NameKey(header).text
    return [
      "khó khăn", "vướng mắc", "kiến nghị", "đề xuất", "nguyên nhân", "giải pháp", "hạn chế",
      "tồn tại",
    ].contains { key.contains(NameKey($0).text) }
  }

  /// Whether a label counts, compares or plans something, and so is nobody's name: "Số vụ việc", "Giá trị", "Bình quân/đơn
  /// vị", "Kế hoạch tỉnh giao", "Chỉ tiêu Nghị quyết".
  private static let unit = ["đơn", "vị"].map { NameKey($0).text }
  private static let extremes = Set(
    ["cao nhất", "thấp nhất", "lớn nhất", "nhỏ nhất", "nhiều nhất", "ít nhất", "có số"].map {
      NameKey($0).text
    })
  private static let means = Set(["trung bình", "bình quân"].map { NameKey($0).text })

  /// Whether both words of a name begin with capitals, as those of places do, and not all letters are capitals.
  package static func isPlaceName(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.count == 2 && words.allSatisfy { $0.first?.isUppercase == true }
      && text.contains(where: \.isLowercase)
  }

  private static let day = NameKey("ngày").text
  package static func isNoUnit(_ text: String) -> Bool {
    // Tone marks go to the end of a word, in front of a slash.
    let words = NameKey(text.replacing("/", with: " ")).text
      .split { !$0.isLetter && !$0.isNumber && $0.isASCII }.map(String.init)
    guard let first = words.first else { return true }
    if isPartOfUnits(text, words) { return true }
    // "6 tháng đầu năm 2024", "6T 2024" below the units is a number of that time.
    if first.first?.isNumber ?? false,
      PeriodMentions.wholePeriod(PeriodMentions.written(out: text), 2000) != nil
    {
      return true
    }
    // "Xã Đông Tiến, ngày 20/9/2025" says where and when a report was signed.
    if text.hasDigit, words.dropFirst().contains(day) { return true }
    let lead = words.starts(with: unit) ? Array(words.dropFirst(2)) : words
    if lead.count > 1, extremes.contains(lead[0] + " " + lead[1]) { return true }
    if words.count > 1, means.contains(words[0] + " " + words[1]) {
      return words.count > 2 || !isPlaceName(text)
    }
    // "Kế hoạch và Đầu tư" is short for an office.
    if words.count > 2, words[2] == and { return false }
    // "Quý Lộc" and "Năm Căn" are communes.
    if words.count == 2, LabelHeads.times.contains(first), text.first?.isUppercase == true,
      text.split(separator: " ").last?.first?.isUppercase == true,
      text.contains(where: \.isLowercase), !words[1].allSatisfy({ "ivx".contains($0) })
    {
      return false
    }
    return LabelHeads.counts.contains(first)
      || LabelHeads.figures.contains { words.starts(with: $0) }
  }

  /// Whether a heading says a part of what a row counts, and nobody's name: "Nam", "Thành thị", "Tồn đầu kỳ", "Đã thu".
  package static func isPartOfCount(_ heading: String) -> Bool {
    let words = NameKey(heading.withoutNumbering).text.split { !$0.isLetter }.map(String.init)
    let key = words.joined(separator: " ")
    return LabelHeads.parts.contains(key) || isLevel(words) || isRank(heading)
      || words.count > 1 && LabelHeads.acts.contains(words[0])
        && !heading.withoutNumbering.split(separator: " ").allSatisfy {
          $0.first?.isUppercase ?? false
        }
  }

  /// Whether a heading says one of several classes: "Loại A", "Nhóm I", "Hạng 2".
  private static func isRank(_ heading: String) -> Bool {
    let words = heading.withoutNumbering.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, ranks.contains(NameKey(words[0]).text) else { return false }
    return words[1].count == 1 || words[1].allSatisfy { $0.isNumber || "IVX".contains($0) }
  }
  private static let ranks = Set(
    ["loại", "nhóm", "hạng", "mức", "bậc", "độ", "cấp"].map { NameKey($0).text })

  /// Whether words say a level of offices, and no office: "Tuyến huyện", "Cấp xã", "Khối Đảng".
  private static func isLevel(_ words: [String]) -> Bool {
    guard words.count > 1, LabelHeads.levels.contains(words[0]) else { return false }
    return LabelHeads.ofLevels.contains(words.dropFirst().joined(separator: " "))
  }

  /// Whether a heading says a level of offices, and no office: "Cấp huyện".
  package static func isLevelOfOffices(_ heading: String) -> Bool {
    levelMemo(heading) { heading in
      isLevel(NameKey(heading.withoutNumbering).text.split { !$0.isLetter }.map(String.init))
    }
  }
  private static let levelMemo = TextMemo<Bool>()

  /// Whether headings are written as names are, every word with a capital: "Vinh", "Cửa Lò".
  package static func areNames(_ headings: [String]) -> Bool {
    let words = headings.map { $0.withoutNumbering.split(whereSeparator: \.isWhitespace) }
    guard !headings.contains(where: isRank) else { return false }
    return words.allSatisfy { $0.allSatisfy { $0.first?.isUppercase ?? false } }
      && words.contains { $0.count > 1 } || headings.allSatisfy { isOffice($0) }
  }

  /// Whether a heading may be the name of somebody who reports: that of an office or a body, or a name in capitals.
  package static func mayName(_ heading: String) -> Bool {
    let last = heading.components(separatedBy: " / ").last ?? heading
    return isOffice(last) || isBody(last) || !last.statesMeasure && areNames([last, "Hà Trung"])
  }

  /// Whether a name is that of a commune or a ward.
  package static func isCommune(_ name: String) -> Bool {
    ["Xã", "Phường", "Thị trấn", "Đặc khu"].contains(kind(name))
  }

  /// Whether a heading says that the years below it are those in which people were born.
  package static func isBirthYear(_ heading: String) -> Bool {
    let key = NameKey(heading).text
    return ["năm sinh", "sinh năm"].contains { key.contains(NameKey($0).text) }
  }

  private static let and = NameKey("và").text
  private enum LabelHeads {
    static let parts = Set(
      [
        "nam", "nữ", "trong đó nữ", "thành thị", "nông thôn", "đầu kỳ", "cuối kỳ", "tồn",
        "tiếp nhận", "giải quyết", "đã giải quyết", "còn lại", "dân tộc thiểu số", "trẻ em",
        "tập thể", "cá nhân", "trực tiếp", "trực tuyến", "đúng hạn", "quá hạn", "trước hạn",
      ].map { NameKey($0).text })
    static let acts = Set(
      ["tăng", "giảm", "đã", "còn", "đang", "chưa", "tồn", "nhận", "phát", "chuyển", "mới"].map {
        NameKey($0).text
      })
    static let levels = Set(["tuyến", "cấp", "khối"].map { NameKey($0).text })
    static let ofLevels = Set(
      [
        "trung ương", "tỉnh", "huyện", "xã", "cơ sở", "đảng", "chính quyền", "đoàn thể", "mặt trận",
        "nhà nước", "doanh nghiệp", "hành chính", "sự nghiệp", "dân chính", "lực lượng vũ trang",
        "thôn", "thôn bản", "mttq", "mặt trận đoàn thể", "hành chính sự nghiệp",
      ].map { NameKey($0).text })
    static let counts = Set(["số", "giá", "lượng", "mức", "kinh"].map { NameKey($0).text })
    static let times = ["tháng", "quý", "năm"].map { NameKey($0).text }
    static let figures = [
      "bình quân", "trung bình chung", "trung bình mỗi", "chỉ tiêu", "kế hoạch", "mục tiêu",
      "dự toán", "định mức", "so với", "so sánh", "tỷ lệ", "kết quả", "thực hiện",
      "lũy kế", "kỳ trước", "kỳ này", "cùng kỳ", "xếp hạng",
      "xếp thứ", "tỷ trọng", "ước tính", "ước thực hiện", "ước cả", "tháng", "quý", "năm",
      "ghi chú", "lưu ý",
      "nguồn số liệu", "người lập", "còn thiếu", "còn lại", "tổng số",
      "diện tích", "dân số",
    ].map { NameKey($0).text.split(separator: " ").map(String.init) }
  }

  /// The name of a cluster of units, without its numbering or a bracket behind it; `nil` for any other name.
  package static func cluster(_ text: String) -> String? {
    var name = text.withoutNumbering
    if let open = name.firstIndex(of: "(") { name = name[..<open].trimmingColons }
    let key = NameKey(name).text
    let isCluster = ["cụm ", "khối thi đua "].contains { key.hasPrefix(NameKey($0).text + " ") }
    // "Cụm" alone, or a sentence, is none.
    return isCluster && name.count < 60 ? name : nil
  }

  package static func isOffice(_ text: String) -> Bool {
    let key = NameKey(text).text
    return councils.contains { key.hasPrefix($0) }
      || leadingKind(key) != nil || isBodyOfPlace(text) || isEnglishOffice(text)
  }

  /// "UBND THÀNH PHỐ VINH" → "Thành phố Vinh", "SỞ TƯ PHÁP" → "Sở Tư pháp", "TX Hoàng Mai" → "Thị xã Hoàng Mai".
  package static func unit(_ text: String) -> String {
    // "X. An Bình" is a commune, and no tenth line.
    let isCommune = text.hasPrefix("X. ") && text.dropFirst(3).first?.isUppercase == true
    var words = (isCommune ? "Xã " + text.dropFirst(3) : text.withoutNumbering).split(
      whereSeparator: \.isWhitespace
    ).map(String.init)
    for council in councils {
      let count = council.split(separator: " ").count
      let isOver =
        words.prefix(count).map { NameKey($0).text }.joined(separator: " ") + " " == council
      if isOver, words.count > count { words.removeFirst(count) }
    }
    guard let first = words.first else { return "" }
    let isCapital = !words.joined().contains(where: \.isLowercase)
    // "H.Biển Nam"
    if let dot = first.firstIndex(of: "."), first.index(after: dot) < first.endIndex {
      words.replaceSubrange(
        0..<1, with: [String(first[...dot]), String(first[first.index(after: dot)...])])
    }
    let abbreviation = NameKey(words[0]).text
    if words.count > 1, let kind = short.first(where: { $0.0 == abbreviation }) {
      return kind.1 + " " + named(Array(words.dropFirst()), isCapital, isPlace: true)
    }
    let key = NameKey(words.joined(separator: " ")).text
    guard let kind = leadingKind(key) else {
      // "TRẠM Y TẾ XÃ NGA TÂN"
      if isCapital, let body = bodyKind(words.joined(separator: " ")) {
        return body + " " + bodyName(Array(words.dropFirst(body.split(separator: " ").count)))
      }
      return named(words, isCapital, isPlace: true)
    }
    let rest = Array(words.dropFirst(kind.split(separator: " ").count))
    if isCapital, kind == "Trường" { return kind + " " + schoolName(rest) }
    return kind + " "
      + named(rest, isCapital, isPlace: places.contains(kind) || kind.hasSuffix("ủy"))
  }

  /// Whether a name begins with that of a council or committee.
  static func hasCouncil(_ name: String) -> Bool {
    let key = NameKey(name).text
    return councils.contains { key.hasPrefix($0) }
  }

  /// "UBND TỈNH NGHỆ AN" → "UBND tỉnh Nghệ An".
  package static func council(_ text: String) -> String {
    let name = unit(text)
    let key = NameKey(text).text
    guard let council = councils.first(where: { key.hasPrefix($0) }) else { return name }
    let words = text.split(whereSeparator: \.isWhitespace)
      .prefix(council.split(separator: " ").count).joined(separator: " ")
    return words + " " + name.prefix(1).lowercased() + name.dropFirst()
  }

  private static let nation = NameKey("Việt Nam").text
  private static let placeWords = Set(
    ["huyện", "xã", "phường", "tỉnh", "quận"].map { NameKey($0).text })
  private static let placePairs = Set(
    ["thị xã", "thị trấn", "thành phố", "đặc khu"].map { NameKey($0).text })

  /// Words in capitals as names are written; others as they are.
  private static func named(_ words: [String], _ isCapital: Bool, isPlace: Bool) -> String {
    let isAbbreviation = words.count == 1 && !isPlace
    guard isCapital, !isAbbreviation else { return words.joined(separator: " ") }
    // "CHI CỤC THUẾ HUYỆN HẬU LỘC": the place within is written as places are.
    // Behind "CÔNG AN" it may follow at once.
    let place = words.indices.dropFirst(isPlace ? 1 : 0).first { index in
      let key = NameKey(words[index]).text
      return placeWords.contains(key)
        || index + 1 < words.count
          && placePairs.contains(key + " " + NameKey(words[index + 1]).text)
    }
    return words.enumerated().map { index, word in
      if OfficeNames.isAbbreviation(word) { return word }
      let lower = word.lowercased()
      let isKind = [index - 1, index].contains { start in
        start >= 0 && start + 1 < words.count
          && placePairs.contains(NameKey(words[start]).text + " " + NameKey(words[start + 1]).text)
      }
      if let place, index > place, !isKind, !placeWords.contains(NameKey(word).text) {
        return lower.prefix(1).uppercased() + lower.dropFirst()
      }
      // "Sở Tài nguyên và Môi trường", "Sở Văn hóa, Thể thao và Du lịch"
      let before = index > 0 ? words[index - 1] : ""
      let isHead =
        before.last.map { ",-–".contains($0) } ?? false || NameKey(before) == NameKey("và")
      // "Bảo hiểm Xã hội Việt Nam"
      let isNation = [index - 1, index].contains { start in
        start >= 0 && start + 1 < words.count
          && NameKey(words[start] + " " + words[start + 1]).text == nation
      }
      return isPlace || index == 0 && place != 0 || isHead || isNation
        ? lower.prefix(1).uppercased() + lower.dropFirst() : lower
    }.joined(separator: " ")
  }

  /// Whether a name is that of a part of a commune, which has no council: "Thôn 1", "Tổ dân phố số 3".
  package static func isHamlet(_ name: String) -> Bool {
    let key = NameKey(name.withoutNumbering).text + " "
    return hamlets.contains { key.hasPrefix($0 + " ") }
  }

  private static let hamlets = [
    "thôn", "bản", "tổ dân phố", "tdp", "khu phố", "xóm", "ấp", "buôn", "tiểu khu", "khóm", "phum",
    "sóc", "khu dân cư", "kdc",
  ].map { NameKey($0).text }

  /// Whether a heading says nothing but of which kind the units below it are: "Huyện, thị xã", "Xã/phường".
  package static func isKindOfUnits(_ heading: String) -> Bool {
    let parts = heading.split { ",/;".contains($0) }.flatMap {
      $0.components(separatedBy: " và ")
    }
    return !parts.isEmpty && parts.allSatisfy { kindsOfUnits.contains(NameKey($0.trimmingColons)) }
  }

  /// Whether a heading says that districts stand below it: "Huyện", "Huyện, thị xã, thành phố".
  package static func isDistricts(_ heading: String) -> Bool {
    let key = NameKey(heading.trimmingColons).text
    return ["huyện", "tên huyện", "quận", "cấp huyện"].contains { key.hasPrefix(NameKey($0).text) }
  }

  private static let kindsOfUnits = Set(
    [
      "Huyện", "Thị xã", "Thành phố", "Xã", "Phường", "Thị trấn", "Đặc khu", "Đơn vị", "Các đơn vị",
      "Sở",
      "Ban", "Ngành", "Địa phương", "Tên đơn vị",
    ].map { NameKey($0) })

  /// Whether a name is that of a commune, a district or a town.
  package static func isPlace(_ name: String) -> Bool {
    leadingKind(NameKey(name).text).map { places.contains($0) } ?? false
      || NameKey.place(name).kind != nil
  }

  package static func kind(_ name: String) -> String {
    leadingKind(NameKey(name).text) ?? ""
  }

  /// Whether a unit of measure is one, and not what is counted.
  package static func isMeasure(_ text: String) -> Bool {
    if MeasureWords.isUnit(text) || MeasureWords.isMoney(text) || text.contains("‰") { return true }
    let key = NameKey(text).text
    let words = key.split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map(String.init)
    return words.contains {
      NumberWords.isMeasure($0)
        || ["đồng", "%", "triệu", "tỷ", "nghìn"].map { NameKey($0).text }.contains($0)
    }
  }
}

extension Indicator {
  /// Whether its name says that it may lie below zero: "Cân đối (+/-)", "Chênh lệch thu chi", "Thừa (+)/thiếu (-)", "Tăng, giảm
  /// đảng viên".
  package var mayBeNegative: Bool {
    let plain = name.vietnamese.replacing("/", with: " ").replacing(",", with: " ")
    let key = " " + NameKey(plain.split(separator: " ").joined(separator: " ")).text + " "
    return name.vietnamese.contains("+")
      || Indicator.balances.contains { key.contains(" " + $0 + " ") }
  }
  private static let balances = [
    "cân đối", "chênh lệch", "biến động", "tăng trưởng", "tăng giảm", "lãi", "lỗ", "thâm hụt",
    "bội thu", "bội chi", "thặng dư", "thừa", "tốc độ tăng", "tăng trừ giảm",
  ].map { NameKey($0).text }

  /// Whether it is measured in percent, or called as rates are.
  package var isMeantInPercent: Bool { isPercentage || OfficeNames.isRate(name.vietnamese) }
}

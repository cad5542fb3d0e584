import ClusterMetrics

/// Places at the end of titles.
extension OfficeNames {
  /// The place that titles end with: "KẾT QUẢ CỦA XÃ NGA AN", "Sổ theo dõi hoạt động xã Con Cuông", also before or behind the
  /// period, "THU NGÂN SÁCH HUYỆN NGA SƠN NĂM 2024"; `nil` where they end with several.
  package static func place(endingAnyOf titles: [String]) -> String? {
    let found = titles.compactMap { title in
      // "(Kèm theo Báo cáo số 215/BC-UBND ngày 18/6/2026 của UBND xã Hà Trung)"
      let title = MeasureWords.bracketed(title) ?? title
      let words = title.replacing("_", with: " ").split(whereSeparator: \.isWhitespace).map(
        String.init)
      let bare = withoutProvince(words)
      return place(ending: withoutPeriod(bare)) ?? place(ending: bare)
    }
    return Set(found.map { NameKey($0) }).count == 1 ? found[0] : nil
  }

  /// The place that a sentence begins with: "Xã Tân Tiến" of "UBND xã Tân Tiến báo cáo kết quả như sau:"; `nil` of a line that is a
  /// name and nothing more.
  package static func place(beginning sentence: String) -> String? {
    let words = sentence.split(whereSeparator: \.isWhitespace).map(String.init)
    let end = words.indices.dropFirst(2).dropLast().first { index in
      let next = words[index + 1].first
      return words[index].first?.isLowercase == true
        && (next?.isLowercase == true || next?.isNumber == true)
        && words[index - 1].first?.isLowercase == false && words[index].allSatisfy(\.isLetter)
    }
    guard let end, words[end] != "và" else { return nil }
    let name = unit(words[..<end].joined(separator: " "))
    return isPlace(name) ? name : nil
  }

  /// Bodies of one kind, each of another place, among some headings: "Đảng ủy xã Tân Kỳ" and "Đảng ủy xã Con Cuông".
  package static func bodiesOfPlaces(_ headings: [String]) -> Set<NameKey> {
    var byKind: [NameKey: [NameKey: NameKey]] = [:]
    for heading in headings {
      guard let place = place(endingAnyOf: [heading]), heading.count > place.count,
        heading.hasSuffix(place)
      else { continue }
      byKind[NameKey(String(heading.dropLast(place.count))), default: [:]][NameKey(place)] =
        NameKey(heading)
    }
    return Set(byKind.values.filter { $0.count > 1 }.flatMap(\.values))
  }

  private static func place(ending words: [String]) -> String? {
    // A name of up to five words behind its kind.
    for count in stride(from: min(words.count, 7), to: 1, by: -1) {
      let own = Array(words.suffix(count))
      let name = own.joined(separator: " ")
      guard let kind = leadingKind(NameKey(name).text), places.contains(kind),
        own[count - 1].first?.isUppercase == true, !name.contains(where: { ",.;:()".contains($0) }),
        words.dropLast(count).last.map({ mayStand(name, kind, behind: $0) }) ?? true
      else { continue }
      return name
    }
    return nil
  }

  /// Whether a name may follow a word: any that leads to one, or else one that does not make it something else, as "các xã" and
  /// "nghèo xã hội" would be.
  private static func mayStand(_ name: String, _ kind: String, behind word: String) -> Bool {
    let key = NameKey(word).text
    let proper = name.split(separator: " ").dropFirst(kind.split(separator: " ").count)
    guard !isNoName(proper.joined(separator: " ")) else { return false }
    if leads.contains(key) || word.allSatisfy({ $0.isNumber || "IVX".contains($0) }) { return true }
    return !kindsBefore.contains(key) && !proper.isEmpty
      && proper.allSatisfy { $0.first?.isUppercase ?? false }
  }

  /// Words without a period or a remark behind them: "NĂM 2024", "6 THÁNG ĐẦU NĂM 2024", "QUÝ II/2026", "- THÁNG 5/2024", "(TÍNH ĐẾN
  /// 30/6)", "TỪ 15/12/2025 ĐẾN 14/6/2026".
  private static func withoutPeriod(_ words: [String]) -> [String] {
    let keys = words.map { NameKey($0).text }
    let start = keys.indices.first { index in
      let next = index + 1 < words.count ? words[index + 1] : ""
      if [year, month, week, turn].contains(keys[index]) { return next.first?.isNumber ?? false }
      if keys[index] == quarter { return isQuarter(next) }
      // "Xã An Bình BC 6T 2026"
      if index > 1, reports.contains(words[index]) || words[index].contains(months) { return true }
      if index > 1, words[index].hasPrefix("(") || ["-", "–"].contains(words[index]) {
        return true
      }
      if index > 1, since.contains(keys[index]),
        next.first?.isNumber ?? false || times.contains(NameKey(next).text)
      {
        return true
      }
      return words[index].allSatisfy(\.isNumber) && NameKey(next).text == month
    }
    return start.map { Array(words[..<$0]) } ?? words
  }

  /// Words without the province behind a place: ", TỈNH THANH HÓA".
  private static func withoutProvince(_ words: [String]) -> [String] {
    let start = words.indices.dropFirst(2).first { index in
      NameKey(words[index]).text == province && words[index - 1].hasSuffix(",")
    }
    guard let start else { return words }
    return words[..<(start - 1)] + [String(words[start - 1].dropLast())]
  }

  /// Whether a word numbers a quarter: "II", "2", "II/2026".
  private static func isQuarter(_ word: String) -> Bool {
    let number = word.prefix { !"/-.,".contains($0) }
    return ["I", "II", "III", "IV", "1", "2", "3", "4"].contains(String(number).uppercased())
  }

  private static let reports: Set<String> = ["BC", "BÁO", "Biểu", "BIỂU", "Mẫu", "MẪU"]
  nonisolated(unsafe) private static let months = #/^(?:[0-9]{1,2}T(?:[0-9]{4})?|T[0-9]{1,2})$/#

  private static let (year, month, quarter, week, turn, province) = (
    NameKey("năm").text, NameKey("tháng").text, NameKey("quý").text, NameKey("tuần").text,
    NameKey("đợt").text, NameKey("tỉnh").text
  )
  private static let since = Set(["từ", "đến", "tính", "ngày"].map { NameKey($0).text })
  private static let times = Set(
    ["ngày", "tháng", "đến", "từ", "hết", "đầu"].map { NameKey($0).text })

  private static let leads = Set(
    ["của", "tại", "-", "–", "cáo", "bc", "liệu"].map { NameKey($0).text })

  /// What makes several of a kind, or all of one.
  private static let kindsBefore = Set(
    [
      "các", "cấp", "mỗi", "từng", "toàn", "mọi", "theo", "liên", "số", "hai", "ba", "những",
      "nhiều", "một", "và", "hoặc", "đến", "về", "cho",
    ].map { NameKey($0).text })

  /// Whether words behind that for a kind of places are no name: "đạt chuẩn", "hội hóa".
  static func isNoName(_ words: String) -> Bool {
    let key = NameKey(words).text + " "
    return others.contains { key.hasPrefix($0 + " ") }
  }

  /// What follows the word for a kind of places without being a name.
  private static let others = [
    "hội", "viên", "ủy", "uỷ", "đội", "nông thôn", "thông minh", "đặc biệt", "khó khăn", "miền núi",
    "biên giới", "kiểu mẫu", "nâng cao", "văn hóa", "văn minh", "đạt", "loại", "nghèo", "trên",
    "thuộc", "có", "đã", "được", "không", "chưa", "năm", "giai đoạn", "mới", "anh hùng", "nhiệm kỳ",
    "trọng điểm", "vùng", "trực thuộc", "điểm", "an toàn", "phát triển", "tiêu biểu", "xuất sắc",
  ].map { NameKey($0).text }
}

extension OfficeNames {
  /// The cluster that a line above a table is nothing but: "Cụm thi đua số 1", "Khối thi đua các sở", but not "Cụm công nghiệp".
  package static func clusterAlone(_ line: String) -> String? {
    cluster(line).flatMap { name in
      let words = NameKey(name).text.split(separator: " ").dropFirst()
      let first = words.first { $0 != numberWord }
      let isNumbered = first?.contains(where: \.isNumber) ?? false || first.map(isRoman) ?? false
      guard isNumbered || words.starts(with: contest) else { return nil }
      // Letter heads write in capitals.
      return name == name.uppercased() ? name.prefix(1) + name.dropFirst().lowercased() : name
    }
  }
  private static let numberWord = Substring(NameKey("số").text)
  private static let contest = ["thi", "đua"].map { Substring(NameKey($0).text) }
  private static func isRoman(_ word: Substring) -> Bool { word.allSatisfy { "ivx".contains($0) } }
}

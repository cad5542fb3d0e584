import ClusterMetrics
import OfficeWords

/// The indicators, units and clusters that texts name.
extension ReportWords {
  /// The indicator that a text names, as it is, without numbering, or without its unit of measure.
  package func indicator(_ text: String) -> Indicator? { named(text) { newIndicator($0) } }

  private func newIndicator(_ text: String) -> Indicator? {
    let text = text.trimmingColons
    let bare = text.withoutNumbering
    // "- Trong đó: nữ", of an indicator that is called "Trong đó: nữ".
    let undashed = String(text.drop { "-–+•*· ".contains($0) })
    for name in [text, undashed, bare].uniqued where !name.isEmpty {
      guard let indicator = indicators.indicator(named: name) else { continue }
      // "Đối thoại (%)" is a share of something.
      return name.hasSuffix("%)") && !indicator.isPercentage
        && !name.hasPrefix(indicator.name.vietnamese + ")")
        && !indicator.name.vietnamese.hasSuffix("%)") ? nil : indicator
    }
    // "Số hội nghị¹", "Số hội nghị (*)"
    let noted = bare.withoutFootnote
    if noted != bare, !noted.isEmpty, let indicator = indicators.indicator(named: noted) {
      return indicator
    }
    // "Hội nghị đối thoại" of "Số hội nghị đối thoại", and the other way round.
    if let counted = countedOtherwise(bare) { return counted }
    // "Thu phí (triệu đồng)", of an indicator whose unit of measure the settings do not say.
    let plain = bare.withoutMeasure
    guard plain != bare, let indicator = indicators.indicator(named: plain),
      indicator.unitOfMeasure == nil,
      // Money, weights and lengths come in thousands: which of them the other files mean nobody can tell.
      !MeasureWords.comesByThousands(bare.bracketAtEnd?.inner ?? "")
    else { return nil }
    return indicator
  }

  /// The indicator that a text names together with another unit of measure than its own: "Thu ngân sách (tỷ đồng)".
  package func indicatorAndMeasure(_ text: String) -> (Indicator, String)? {
    let bare = text.trimmingColons.withoutNumbering
    let plain = bare.withoutMeasure
    guard plain != bare, let indicator = indicators.indicator(named: plain) else { return nil }
    return (
      indicator, String(bare.dropFirst(plain.count)).filter { !"()".contains($0) }.trimmingColons
    )
  }

  /// The indicator of an id, as the settings name it.
  package func indicator(withID id: String) -> Indicator? { byID[id] ?? indicator(id) }

  /// The only indicator that a title names: the longest name within it.
  package func indicator(mentionedIn text: String) -> Indicator? {
    mentioned(text) { newIndicator(mentionedIn: $0) }
  }

  private func newIndicator(mentionedIn text: String) -> Indicator? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count <= 60 else { return nil }
    let keys = words.map { NameKey($0.trimmingColons).text }
    for count in stride(from: words.count, to: 0, by: -1) {
      // Other words beside the name say that something else is meant: "hồ sơ chưa giải quyết".
      let found = (0...words.count - count).compactMap { start -> Indicator? in
        let behind = keys[(start + count)...]
        guard
          keys[..<start].allSatisfy({
            ReportWords.isPlain($0) || ReportWords.aims.contains($0)
              || ReportWords.raising.contains($0)
          }),
          behind.first.map({
            ReportWords.times.contains($0) || ReportWords.places.contains($0) || Int($0) != nil
          }) ?? true || TableTheme.isDivided(behind)
            // "Tuần tra" is no week.
            || behind.first == PeriodMentions.week
              && behind.dropFirst().first?.first?.isNumber ?? false
        else { return nil }
        return indicator(words[start..<start + count].joined(separator: " "))
      }
      guard !found.isEmpty else { continue }
      return Set(found.map(\.id)).count == 1 ? found[0] : nil
    }
    return nil
  }

  package func hint(toIndicator text: String) -> LocalizedText {
    indicators.hint(to: text.withoutNumbering)
  }

  /// The units, cluster or total that a text names.
  package func who(_ text: String) -> Who? {
    let bare = text.withoutNumbering
    // "Mang sang", "Cộng mang sang trang sau" repeat what stands above.
    if ReportWords.isCarried(bare) { return .subtotal }
    // "Cộng dồn số ca mắc" adds up no units.
    if CumulativeWords.leadsName(bare) { return nil }
    for name in bare == text ? [text] : [text, bare] {
      if TotalWords.isTotal(name.withoutMeasure.trimmingColons) { return .total }
      let units = roster.units(named: name)
      if !units.isEmpty { return .units(units) }
      if let cluster = roster.cluster(named: name) { return .cluster(cluster) }
    }
    if let units = office(bare) { return .units(units) }
    let plain = bare.withoutFootnote
    if plain != bare { return who(plain) }
    if let revision = bare.revision { return who(revision.name) }
    let uncoded = bare.withoutCode
    if uncoded != bare { return who(uncoded) }
    // "Nga Tân (xã)"
    if let (name, kind) = bare.bracketAtEnd, ReportWords.placeKinds.contains(NameKey(kind)) {
      return who(kind + " " + name)
    }
    if let plain = text.withoutSurroundings, case .units(let units)? = who(plain) {
      return .units(units)
    }
    return total(bare)
  }

  /// Whether a text names what sums up other rows.
  package func isTotal(_ text: String) -> Bool {
    switch who(text) {
    case .total, .subtotal: true
    default: false
    }
  }

  /// "UBND huyện Nga Sơn", "Đảng ủy xã Nga An", "Sở TN&MT": where nothing else has the name, and what remains means
  /// one unit.
  private func office(_ text: String) -> [Int]? {
    for prefix in ReportWords.offices {
      guard let name = text.droppingWords(prefix) else { continue }
      let units = roster.units(named: name)
      if units.count == 1 { return units }
    }
    return initials.unit(text).map { [$0] }
  }

  /// The unit that a title or a name of a file or sheet mentions, by whatever name.
  package func unit(mentionedIn text: String) -> Int? {
    anyUnit(mentionedIn: text).flatMap { isWithin(text, $0) ? nil : $0 }
  }

  /// The unit that the name of a file or sheet mentions.
  package func unit(mentionedInName name: String) -> Int? {
    unit(mentionedIn: name).flatMap {
      OfficeNames.isWithin(name: name, of: roster.units[$0].name) ? nil : $0
    }
  }

  /// Whether a text names a body within a unit, or a commune of it, and not the unit itself: "TRƯỜNG THCS NGA SƠN".
  package func namesBodyWithin(_ text: String) -> Bool {
    anyUnit(mentionedIn: text).map { isWithin(text, $0) } ?? false
  }

  private func isWithin(_ text: String, _ unit: Int) -> Bool {
    let (name, line) = (roster.units[unit].name, text.statedUnit ?? text)
    return OfficeNames.isWithin(line, of: name) || OfficeNames.namesCommune(before: name, in: line)
  }

  private func anyUnit(mentionedIn text: String) -> Int? {
    mentionedUnits(text) { newUnit(mentionedIn: $0) }
  }

  private func newUnit(mentionedIn text: String) -> Int? {
    let whole = roster.units(named: text.withoutNumbering)
    if whole.count == 1 { return whole[0] }
    guard !SignedDay.isPlaceAndDate(text) else { return nil }
    // The province bears the name of its city.
    let before = UnitMentions.withoutProvince(text)
    if before != text { return before.isEmpty ? nil : anyUnit(mentionedIn: before) }
    // The tone of a word goes behind its colon.
    let first = NameKey(text.filter { $0 != "(" }.replacing(":", with: " ")).text
    guard !ReportWords.recipients.contains(where: { first.hasPrefix($0) }) else { return nil }
    if let name = mentions.only(in: text) {
      return isOwn(name, in: text) ? roster.units(named: name).first : nil
    }
    let words = text.split { $0.isWhitespace || "_,.;:()[]".contains($0) }.map(String.init)
    let found = Set(
      words.indices.flatMap { start in
        (start..<min(words.count, start + 6)).compactMap {
          office(words[start...$0].joined(separator: " "))?.first
        }
      })
    return found.count == 1 ? found.first : nil
  }

  /// What stands before those who receive a report, or asked for it.
  private static let recipients = [
    "Kính gửi", "Nơi nhận", "Người nhận", "Gửi về", "Gửi cho", "Đơn vị nhận", "Cơ quan nhận",
    "Kèm theo",
    "Ban hành kèm", "Theo công văn", "Theo văn bản", "Theo quyết định", "Theo kế hoạch số",
    "Theo hướng dẫn",
    "Theo thông tư", "Theo yêu cầu", "Căn cứ",
  ].map { NameKey($0).text }

  /// The unit whose report a title says it is: "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026 CỦA SỞ Y TẾ".
  package func owner(saidBy title: String) -> Int? {
    OfficeNames.owner(saidBy: title).flatMap { roster.units(named: $0).only }
  }

  /// Whether a text means a unit, and not a place or office that bears its name: "Xã Nga Sơn", "Chi cục Thuế Nga Sơn".
  private func isOwn(_ name: String, in text: String) -> Bool {
    let bare = NameKey.place(name).bare.text.split(separator: " ").map(String.init)
    let words = text.split { $0.isWhitespace || "_,.;:()[]-".contains($0) }.map { NameKey($0).text }
    guard
      let start = words.indices.first(where: { Array(words[$0...].prefix(bare.count)) == bare }),
      start > 0
    else { return true }
    let before = words[start - 1]
    return !ReportWords.foreign.contains(before) || NameKey(name).text.contains(before + " ")
  }

  private static let foreign = Set(
    [
      "xã", "phường", "trấn", "trường", "học", "phòng", "cục", "thuế", "trạm", "viện", "tỉnh",
      "chợ", "thôn",
    ].map {
      NameKey($0).text
    })

  private static let placeKinds = Set(
    ["xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "thành phố"].map { NameKey($0) })

  private static let offices = [
    "UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "Đảng ủy", "Đảng uỷ", "Huyện ủy", "Thành ủy",
    "Thị ủy",
    "Ban Thường vụ Đảng ủy", "BTV Đảng ủy", "HĐND", "HĐND và UBND", "HĐND-UBND", "Trạm y tế", "TYT",
    "Công an", "Ban Dân vận", "UB MTTQ", "Ủy ban MTTQ", "UBMTTQ", "Mặt trận Tổ quốc", "Văn phòng",
    "Ủy ban MTTQ Việt Nam", "Uỷ ban MTTQ Việt Nam", "UB MTTQ Việt Nam", "UBMTTQ Việt Nam", "MTTQ",
    "Ủy ban Mặt trận Tổ quốc", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đảng bộ", "Trung tâm PVHCC",
    "Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ HCC", "Trung tâm HCC",
    "TTPVHCC", "TT PVHCC", "TTHCC", "TT HCC", "Bộ phận Một cửa", "BPMC",
    "Hội Nông dân", "Hội LHPN", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Hội CCB",
    "Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên", "Ban CHQS", "Ban Chỉ huy Quân sự",
  ].map { $0.split(separator: " ").map { NameKey($0).text } }
}

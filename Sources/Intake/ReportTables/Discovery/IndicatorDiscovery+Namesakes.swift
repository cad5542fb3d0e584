import ClusterMetrics

/// Indicators of one name that are two: "Hộ nghèo (đầu kỳ)" and "Hộ nghèo (cuối kỳ)", "Kinh phí" below "Tặng quà" and below
/// "Xây nhà".
extension IndicatorDiscovery {
  /// Whether what stands in brackets behind a name may tell it from others: no measure, and no note to those who fill in.
  static func isRemark(_ inner: String) -> Bool {
    !OfficeNames.isMeasure(inner) && !MeasureWords.isMeasure(inner)
      && !MeasureWords.isCounted(inner) && inner.contains(where: \.isLetter)
      && !notes.contains(NameKey(inner))
  }
  private static let notes = Set(
    ["nếu có", "ghi rõ", "nêu rõ", "tổng số", "tổng", "lũy kế", "số liệu", "ước"].map {
      NameKey($0)
    })

  /// The name of an indicator, with the remark behind it where tables have the name with and without one, or with two.
  mutating func toldApart(_ name: String, _ remark: String?) -> String {
    if let remark, knows(name + " (\(remark))") { return name + " (\(remark))" }
    guard let own = remarkOf(name), own.map({ NameKey($0) }) != remark.map({ NameKey($0) }) else {
      return name
    }
    if let own { rename(name, to: name + " (\(own))") }
    return remark.map { name + " (\($0))" } ?? name
  }

  /// The name of a part, with its whole before it where other tables have the name below another whole.
  mutating func toldApart(_ name: String, partOf whole: String) -> String {
    let full = IndicatorDiscovery.part(name, of: whole)
    if knows(full) { return full }
    guard let other = wholeOf(name),
      IndicatorDiscovery.looseKey(other) != IndicatorDiscovery.looseKey(whole)
    else { return name }
    rename(
      name, to: IndicatorDiscovery.part(name, of: other),
      alias: other.withoutNumbering + " / " + name)
    return full
  }

  /// "Tặng quà – kinh phí"
  static func part(_ name: String, of whole: String) -> String {
    whole.withoutNumbering.capitalizingFirst.replacing(" / ", with: " – ") + " – "
      + name.lowercasingFirst
  }
}

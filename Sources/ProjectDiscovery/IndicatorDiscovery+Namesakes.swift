import ClusterMetrics
import OfficeWords

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

  /// Whether a remark only names what is counted: words of the name itself, "Farmer groups (groups)", or what a table measures
  /// something in.
  func isNoun(_ remark: String, of name: String) -> Bool {
    let key = NameKey(remark).text
    return (" " + NameKey(name).text + " ").contains(" " + key + " ") || measures.contains(key)
  }

  /// The name of an indicator, with the remark behind it where tables have the name with and without one, or with two.
  mutating func toldApart(_ name: String, _ remark: String?) -> String {
    let remark = remark.flatMap { isNoun($0, of: name) ? nil : $0 }
    if let remark, knows(name + " (\(remark))") { return name + " (\(remark))" }
    guard let known = remarkOf(name) else { return name }
    let own = known.flatMap { isNoun($0, of: name) ? nil : $0 }
    guard own.map({ NameKey($0) }) != remark.map({ NameKey($0) }) else { return name }
    if let own { rename(name, to: name + " (\(own))") }
    return remark.map { name + " (\($0))" } ?? name
  }

  /// The name of a part, with its whole before it where other tables have the name below another whole.
  mutating func toldApart(_ name: String, partOf whole: String) -> String {
    let full = partName(name, of: whole)
    if knows(full) { return full }
    guard let other = wholeOf(name),
      IndicatorDiscovery.looseKey(bare(other)) != IndicatorDiscovery.looseKey(bare(whole))
    else { return name }
    rename(
      name, to: partName(name, of: other),
      alias: other.withoutNumbering + " / " + name)
    return full
  }

  /// The name of a line without what it is measured in.
  private func bare(_ whole: String) -> String {
    let name = whole.withoutNumbering
    guard let bracket = name.bracketAtEnd,
      !IndicatorDiscovery.isRemark(bracket.inner) || isNoun(bracket.inner, of: bracket.before)
    else { return name }
    return bracket.before
  }

  /// The name of a part behind that of its whole: "Tặng quà – kinh phí".
  func partName(_ name: String, of whole: String) -> String {
    bare(whole).capitalizingFirst.replacing(" / ", with: " – ") + " – "
      + name.lowercasingFirst
  }
}

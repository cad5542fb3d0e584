import ClusterMetrics
import OfficeWords

extension Roster {
  /// The names of units that a name is near to: "Huyện Nga Sơn" is no slip of "Thị trấn Nga Sơn".
  package func unitNames(near name: String) -> [String] {
    let rank = OfficeNames.rank(name.withoutNumbering)
    let names = units.map(\.name).filter { other in
      guard let rank, let own = OfficeNames.rank(other) else { return true }
      return own == rank
    }
    return NameKey.nearest(to: name, among: names)
  }

  /// The finding for a name that means no unit, or none in some days.
  package func unknownUnit(
    _ text: String, at place: Finding.Place, on days: Range<Day>? = nil,
    hint: () -> LocalizedText
  ) -> Finding {
    if let days, let former = units(named: text).last, unit(named: text, in: days) == nil,
      !units[former].validity.overlaps(days)
    {
      let (name, validity) = (units[former].name, units[former].validity)
      let heirs = successors(of: .unit(former)).map { self.name(of: $0) }.prefix(4)
      let listed = heirs.isEmpty ? "" : " (→ " + heirs.joined(separator: ", ") + ")"
      let (first, isDay) = (days.lowerBound, days.lowerBound.next == days.upperBound)
      return Finding(
        .notInForce, at: place, about: "\(name) \(validity)",
        vi: "\(name) chỉ có trong danh sách đơn vị \(validity.text.vietnamese)\(listed), còn số"
          + " liệu này \(isDay ? "là của" : "tính từ") ngày \(first.vietnamese)",
        en: "\(name) is in the roster \(validity.text.english) only\(listed), but these numbers"
          + " are \(isDay ? "of \(first)" : "from \(first) on")")
    }
    let hint = hint()
    return Finding(
      .unknownUnit, at: place, about: text,
      vi: "đơn vị \"\(text)\" không có trong danh sách đơn vị\(hint.vietnamese)",
      en: "unit \"\(text)\" is not in the roster\(hint.english)")
  }
}

extension Roster.Validity {
  /// "from 2022-01-01 to 2025-06-30", without an end that is open.
  package var text: LocalizedText {
    let from = self.from == Roster.Validity.always.from ? nil : self.from
    let through = self.through == Roster.Validity.always.through ? nil : self.through
    return LocalizedText(
      vi: [from.map { "từ \($0.vietnamese)" }, through.map { "đến \($0.vietnamese)" }]
        .compactMap(\.self)
        .joined(separator: " "),
      en: [from.map { "from \($0)" }, through.map { "to \($0)" }].compactMap(\.self)
        .joined(separator: " "))
  }
}

extension Finding {
  /// A table whose title names one unit, and its file or sheet another: one of the two was forgotten when a form was copied.
  package static func otherUnit(_ own: String, named other: String, at place: Place) -> Finding {
    Finding(
      .unknownUnit, .warning, at: place,
      vi:
        "tiêu đề ghi \(own), tên tệp hoặc tên trang tính ghi \(other); được tính cho \(own), hãy kiểm tra lại",
      en:
        "the title says \(own), the name of the file or sheet \(other); it counts for \(own), check it"
    )
  }
}

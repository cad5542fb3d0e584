extension Period {
  /// The name within a sentence: "quý I năm 2024", "quarter 1 of 2024".
  package var spoken: LocalizedText {
    switch self {
    case .half(1, let year):
      LocalizedText(vi: "6 tháng đầu năm \(year)", en: "first half of \(year)")
    case .half(_, let year):
      LocalizedText(vi: "6 tháng cuối năm \(year)", en: "second half of \(year)")
    case .quarter(let quarter, let year):
      LocalizedText(
        vi: "quý \(Period.romanQuarters[quarter - 1]) năm \(year)",
        en: "quarter \(quarter) of \(year)")
    case .month(let month, let year):
      LocalizedText(
        vi: "tháng \(Period.vietnameseMonth(month)) năm \(year)",
        en: "\(Period.englishMonths[month - 1]) \(year)")
    case .firstMonths(let count, let year):
      LocalizedText(
        vi: "\(count) tháng đầu năm \(year)", en: "first \(count) months of \(year)")
    case .year(let year): LocalizedText(vi: "năm \(year)", en: "\(year)")
    case .span(let from, let through):
      LocalizedText(
        vi: from == through
          ? "ngày \(from.vietnamese)" : "từ \(from.vietnamese) đến \(through.vietnamese)",
        en: from == through ? "\(from)" : "\(from) to \(through)")
    case .named(let days): days.spoken
    }
  }

  /// A month's number: Decree 30/2020/NĐ-CP prescribes two digits for January and February.
  package static func vietnameseMonth(_ month: Int) -> String { "\(month < 3 ? "0" : "")\(month)" }

  /// The numbers of quarters in Vietnamese.
  package static let romanQuarters = ["I", "II", "III", "IV"]

  /// The English months, January first.
  package static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Period {
  /// The words for periods with their marks, by how they are typed without marks.
  package static let marked = [
    "thang": "tháng", "quy": "quý", "nam": "năm", "dau": "đầu", "cuoi": "cuối",
  ]

  /// The part of a year that corresponds to another period: the first half of 2023 for that of 2024. Periods other than
  /// years are returned unchanged.
  package func part(like other: Period) -> Period {
    guard case .year(let year) = self else { return self }
    return switch other {
    case .month(let month, _): .month(month, year: year)
    case .quarter(let quarter, _): .quarter(quarter, year: year)
    case .half(let half, _): .half(half, year: year)
    case .firstMonths(let count, _): .firstMonths(count, year: year)
    case .year, .span, .named: self
    }
  }

  /// Whether both are half-years, both quarters, both months, and so on.
  package func isSameLength(as other: Period) -> Bool {
    switch (self, other) {
    case (.month, .month), (.quarter, .quarter), (.half, .half), (.year, .year): true
    case (.firstMonths(let own, _), .firstMonths(let other, _)): own == other
    default: false
    }
  }
}

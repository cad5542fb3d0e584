import ClusterMetrics
import OfficeWords

/// The words of a line or heading that say a time by another one: "Tháng trước", "Cả năm", "Kỳ này".
package enum TimeWords {
  /// A line without what only leads to its time: "II. Số liệu tháng trước" is "tháng trước".
  package static func key(_ line: String) -> String {
    let words = line.withoutNumbering.split {
      $0.isWhitespace || "():;.,".contains($0)
    }.map { NameKey(String($0)).text }
    return words.drop {
      ReportWords.leads.contains($0) || comparing.contains($0) || $0.allSatisfy(\.isNumber)
    }
    .joined(separator: " ")
  }

  private static let comparing = Set(["so", "sánh"].map { NameKey($0).text })

  /// "Số liệu cùng kỳ năm trước".
  package static func isOfYearBefore(_ key: String) -> Bool {
    yearBefore.contains { key.hasPrefix($0) } && key.split(separator: " ").count < 8
  }
  private static let yearBefore = ["cùng kỳ", "năm trước"].map { NameKey($0).text }

  /// Lines that say the period before, with the word for its kind.
  package static let before: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      ("tháng trước", "tháng"), ("tháng liền trước", "tháng"), ("quý trước", "quý"),
      ("quý liền trước", "quý"), ("tuần trước", "tuần"), ("tuần liền trước", "tuần"),
      ("kỳ trước", ""), ("kỳ trước liền kề", ""), ("kỳ liền trước", ""),
    ].map { line, word in (NameKey(line).text, NameKey(word).text) })

  /// What says the period behind, with the word for its kind.
  package static let next: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      ("tháng sau", "tháng"), ("tháng tới", "tháng"), ("tháng tiếp theo", "tháng"),
      ("tháng kế tiếp", "tháng"), ("quý sau", "quý"), ("quý tới", "quý"), ("quý tiếp theo", "quý"),
      ("quý kế tiếp", "quý"), ("tuần sau", "tuần"), ("tuần tới", "tuần"),
      ("tuần tiếp theo", "tuần"),
      ("kỳ sau", ""), ("kỳ tới", ""), ("kỳ tiếp theo", ""),
    ].map { line, word in (NameKey(line).text, NameKey(word).text) })

  /// A heading without what says that it is a result: "Thực hiện tháng trước" is "tháng trước".
  package static func bareKey(_ heading: String) -> String {
    let key = NameKey(heading.withoutNumbering.withoutMeasure).text
    let lead = results.first { key.hasPrefix($0) } ?? ""
    return String(key.dropFirst(lead.count))
  }
  private static let results = ["thực hiện", "kết quả", "số liệu", "kq", "th", "số"].map {
    NameKey($0).text + " "
  }

  /// Headings that say the year before.
  package static let yearsBefore = Set(
    ["năm trước", "năm ngoái", "năm liền trước", "năm liền kề trước", "năm trước liền kề"].map {
      NameKey($0).text
    })

  /// Headings that say the period of the title.
  package static let now = Set(
    [
      "Tháng này", "Trong tháng", "Tháng báo cáo", "Thực hiện tháng này", "Quý này", "Trong quý",
      "Quý báo cáo", "Tuần này", "Trong tuần", "Tuần báo cáo", "Kỳ này", "Trong kỳ", "Năm nay",
      "Năm báo cáo",
    ].map { NameKey($0) })

  /// Lines that say the whole year.
  package static let years = Set(
    [
      "cả năm", "dự kiến cả năm", "ước cả năm", "ước thực hiện cả năm", "ước th cả năm",
      "dự ước cả năm", "kết quả cả năm",
    ].map { key($0) })
}

extension Period {
  /// Whether a word for a kind of period is this one's.
  package func isCalled(_ word: String) -> Bool {
    switch self {
    case .month: word == PeriodMentions.monthWord
    case .quarter: word == NameKey("quý").text
    case .named(let days): days.isWeek && word == PeriodMentions.week
    default: false
    }
  }
}

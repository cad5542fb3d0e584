import ClusterMetrics
import OfficeWords

/// What the line above a table says by the table that stands above it: "Tháng trước" below one of June.
struct Caption: Equatable {
  /// The period of all numbers of the table.
  var period: Period?
  /// What all of them are.
  var figure: Figure?
  /// Whether the numbers of the table only compare others.
  var isCompared = false
  /// Whether it says another time, so that nothing holds of what the lines above the first table say of periods.
  var startsAnew = false
}

extension ReportTableReader {
  /// What lines say of a table where another table stands above it in its sheet.
  func caption(_ lines: [String], of block: ReportBlock) -> Caption? {
    guard let first = tables.first, first.header.lowerBound < block.header.lowerBound else {
      return nil
    }
    var caption = Caption()
    for line in lines {
      let key = Caption.key(line)
      if Caption.isOfYearBefore(key) {
        // "Số liệu cùng kỳ năm 2025" is that part of 2025.
        if let year = PeriodMentions.years(in: line).only, let own = context.period, !own.isDays {
          caption.period = Period.year(year).part(like: own)
        } else {
          caption.figure = .lastYear
        }
      }
      if let period = period(beside: context.period, key) { caption.period = period }
      // "KẾ HOẠCH NĂM 2026" below the results of six months is that of the year.
      if ReportWords.isPlan(title: line),
        let year = PeriodMentions.all(in: line, year: year).only, year.isYear
      {
        caption.period = year
      }
      let stated = PeriodMentions.all(in: line, year: year).only
      // "Ước thực hiện năm 2026" below six months is of the year.
      if ReportWords.isEstimate(title: line), let stated, stated.isYear, stated != context.period {
        caption.period = stated
      }
      // "Chỉ tiêu 6 tháng cuối năm" below the results of the first is what is still to be done.
      if ReportWords.saysAim(title: line), let stated, isAhead(stated) {
        (caption.period, caption.figure) = (stated, .plan)
      }
      if TableSections.compares(line),
        words.meaning(of: line.withoutNumbering, year: year).isCompared
      {
        caption.isCompared = true
      }
      if let day = PeriodMentions.lastDay(in: line), caption.period == nil, isOutside(day) {
        caption.startsAnew = true
      }
    }
    return caption == Caption() ? nil : caption
  }

  /// Whether a period begins when the one that holds so far is over.
  private func isAhead(_ period: Period) -> Bool {
    context.period.map {
      definition.calendar.days(of: period).lowerBound >= definition.calendar.days(of: $0).upperBound
    } ?? false
  }

  /// Whether a day lies outside of the period that holds so far.
  private func isOutside(_ day: Day) -> Bool {
    context.period.map { !definition.calendar.days(of: $0).contains(day) } ?? false
  }

  /// The period that a line says by another: "Tháng trước", "Cả năm".
  private func period(beside own: Period?, _ key: String) -> Period? {
    guard let own else { return nil }
    if Caption.years.contains(key) { return own.calendarYear.map { .year($0) } }
    guard let word = Caption.before[key] else { return nil }
    return word.isEmpty || own.isCalled(word) ? own.previous : nil
  }
}

extension Caption {
  /// A line without what only leads to its time: "II. Số liệu tháng trước" is "tháng trước".
  static func key(_ line: String) -> String {
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
  static func isOfYearBefore(_ key: String) -> Bool {
    yearBefore.contains { key.hasPrefix($0) } && key.split(separator: " ").count < 8
  }
  private static let yearBefore = ["cùng kỳ", "năm trước"].map { NameKey($0).text }

  /// Lines that say the period before, with the word for its kind.
  static let before: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      ("tháng trước", "tháng"), ("tháng liền trước", "tháng"), ("quý trước", "quý"),
      ("quý liền trước", "quý"), ("tuần trước", "tuần"), ("tuần liền trước", "tuần"),
      ("kỳ trước", ""), ("kỳ trước liền kề", ""), ("kỳ liền trước", ""),
    ].map { line, word in (NameKey(line).text, NameKey(word).text) })

  /// A heading without what says that it is a result: "Thực hiện tháng trước" is "tháng trước".
  static func bareKey(_ heading: String) -> String {
    let key = NameKey(heading.withoutNumbering.withoutMeasure).text
    let lead = results.first { key.hasPrefix($0) } ?? ""
    return String(key.dropFirst(lead.count))
  }
  private static let results = ["thực hiện", "kết quả", "số liệu", "kq", "th", "số"].map {
    NameKey($0).text + " "
  }

  /// Headings that say the year before.
  static let yearsBefore = Set(
    ["năm trước", "năm ngoái", "năm liền trước", "năm liền kề trước", "năm trước liền kề"].map {
      NameKey($0).text
    })

  /// Headings that say the period of the title.
  static let now = Set(
    [
      "Tháng này", "Trong tháng", "Tháng báo cáo", "Thực hiện tháng này", "Quý này", "Trong quý",
      "Quý báo cáo", "Tuần này", "Trong tuần", "Tuần báo cáo", "Kỳ này", "Trong kỳ", "Năm nay",
      "Năm báo cáo",
    ].map { NameKey($0) })

  /// Lines that say the whole year.
  static let years = Set(
    [
      "cả năm", "dự kiến cả năm", "ước cả năm", "ước thực hiện cả năm", "ước th cả năm",
      "dự ước cả năm", "kết quả cả năm",
    ].map { key($0) })
}

extension ReportBlocks {
  /// Whether lines above a header that is written once more say another time than those above the table before it: "Thời điểm
  /// 30/6/2026", "Tháng trước".
  func saysOtherTime(_ titles: Range<Int>, than block: ReportBlock) -> Bool {
    let (own, other) = (times(titles), times(block.titles))
    return !own.isSubset(of: other)
  }

  /// What lines say of time.
  private func times(_ titles: Range<Int>) -> Set<String> {
    var times: Set<String> = []
    for line in titles.flatMap({ grid.rows[$0].items }) where !line.isEmpty && !line.isPlainNumber {
      times.formUnion(PeriodMentions.all(in: line.text, year: year).map(\.name))
      if let day = PeriodMentions.lastDay(in: line.text) { times.insert("\(day)") }
      let key = Caption.key(line.text)
      if Caption.before[key] != nil || Caption.years.contains(key) || Caption.isOfYearBefore(key) {
        times.insert(key)
      }
    }
    return times
  }
}

extension Period {
  /// Whether a word for a kind of period is this one's.
  func isCalled(_ word: String) -> Bool {
    switch self {
    case .month: word == PeriodMentions.monthWord
    case .quarter: word == NameKey("quý").text
    case .named(let days): days.isWeek && word == PeriodMentions.week
    default: false
    }
  }
}

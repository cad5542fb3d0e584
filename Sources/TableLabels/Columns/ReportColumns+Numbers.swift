import ClusterMetrics
import OfficeWords
import Settings
import TableGrids

extension ReportColumns {
  /// What stands against taking points for marks of thousands.
  package enum PointDoubt {
    /// Other columns of the table have them as decimal marks.
    case otherColumns
    /// The cells around are numbers with decimals, far below a thousand.
    case otherCells
  }

  /// Finds out which mark of each column is the decimal one, and where that is not certain.
  mutating func settleMarks(_ block: ReportBlock, _ grid: Grid) {
    let evidence = numbers.map { numbers in
      block.body.reduce(NumberEvidence()) {
        $0.union(grid.rows[$1][numbers.column].reading()?.evidence ?? [])
      }
    }
    let whole = evidence.reduce(NumberEvidence()) { $0.union($1) }
    for (index, own) in evidence.enumerated() {
      // What counts things has no decimals: 1.050 beside 2.1 is 1050, and 2.1 a slip.
      let isCount =
        own.contains(.groupedByPoint) && numbers[index].measure == nil
        && MeasureWords.countsThings(numbers[index].lastLevel)
      let proven = own.mark(assuming: grid.assumedMark)
      numbers[index].mark =
        (isCount && [.point, .pointInDoubt].contains(proven) ? nil : proven) ?? grid.assumedMark
      guard own.contains(.groupedByPoint), own.isDisjoint(with: [.point, .comma]) else { continue }
      let cells = block.body.compactMap { row -> Double? in
        let item = grid.rows[row][numbers[index].column]
        return item.kind == .number ? item.number : nil
      }
      if whole.contains(.point), !whole.contains(.comma) {
        numbers[index].pointDoubt = .otherColumns
      } else if cells.contains(where: { $0 != $0.rounded() }),
        cells.allSatisfy({ abs($0) < 100 })
      {
        numbers[index].pointDoubt = .otherCells
      }
    }
  }

  /// A column of numbers.
  package struct Numbers {
    package var column: Int
    package var meaning: ReportWords.Meaning
    /// The header in one line, as people call the column.
    package var name: String { didSet { facts = Facts(name) } }
    /// What its words say, worked out once: every number asks for it.
    private var facts: Facts
    /// What of the header is not understood.
    package var unknown: String?
    /// What its numbers are measured in, where a level of the header says only that, or another than its indicator's.
    package var measure: String?
    /// How its numbers are written.
    package var mark = DecimalMark.comma
    /// Why its points, which part thousands by rule, may be decimal marks.
    package var pointDoubt: PointDoubt?
    /// How its cells say yes and no, where they do.
    package var answers: YesNo?
    /// Whether its heading is a kind beside others, as "Kế hoạch" is among documents and "Đạt" among results.
    package var isKind = false
    /// Whether it is a unit below the name of its group: "Huyện Nga Sơn" below "Khối huyện".
    var isUnitOfGroup = false

    package init(column: Int, meaning: ReportWords.Meaning, name: String) {
      (self.column, self.meaning, self.name) = (column, meaning, name)
      facts = Facts(name)
    }

    /// What the words of a header say.
    private struct Facts {
      let levels: [String]
      /// The folded header.
      let key: String
      /// The lowest level without its measure.
      let last: NameKey
      let isEstimate: Bool

      init(_ name: String) {
        levels = name.components(separatedBy: " / ")
        key = NameKey(name).text
        let lowest = levels.last ?? name
        // "Số lượng (nhà)" says what is counted, and no other name.
        let amount = lowest.bracketAtEnd.map { NameKey($0.before) }
        last =
          amount.flatMap { Numbers.values.contains($0) ? $0 : nil }
          ?? NameKey(lowest.withoutMeasure)
        isEstimate = levels.contains { level in
          // Tone marks go to the end of a word, in front of brackets.
          let words = NameKey(String(level.map { "()".contains($0) ? " " : $0 })).text
          let key = " \(words) "
          return Numbers.estimates.contains {
            key.hasPrefix(" \($0) ") || key.hasSuffix(" \($0) ")
          }
            || Numbers.provisional.contains { key.holds(" " + $0) }
        }
      }
    }

    /// The levels of its header, the upper ones first.
    package var levels: [String] { facts.levels }
    /// The lowest of them.
    package var lastLevel: String { levels.last ?? name }
    /// All above it.
    package var upperLevels: [String] { levels.dropLast() }

    /// Whether it may be called after all that the others are parts of, and not after a time or a figure: "Tỉnh Thanh Hóa".
    var mayNameWhole: Bool {
      meaning.period == nil && meaning.figure == nil && TotalWords.mayNameWhole(lastLevel)
    }

    /// Whether its header says that a year is meant as a whole: "Cả năm", "Ước cả năm".
    package var saysWholeYear: Bool { facts.key.holds(Numbers.wholeYear) || isEstimateOfYear }
    /// "Ước thực hiện năm 2024" is what the whole year will be.
    private var isEstimateOfYear: Bool {
      isEstimate && meaning.isYear && meaning.part == nil
        && lastLevel.split(separator: " ").contains { FigureWords.isYear(String($0)) }
    }
    private static let wholeYear = NameKey("cả năm").text

    /// Whether its header says of which time its numbers are: "Trong tháng", "Thực hiện tháng 6", but not "Thực hiện".
    package var saysWhen: Bool {
      meaning.period != nil || meaning.part != nil
        || ![nil, .value, .plan].contains(meaning.figure)
        || facts.key.split(separator: " ").contains { Numbers.times.contains(String($0)) }
    }
    /// Whether its heading says that the numbers are estimated: "Ước thực hiện 6 tháng".
    package var isEstimate: Bool { facts.isEstimate }
    static let provisional = ["tạm tính", "sơ bộ"].map { NameKey($0).text }
    private static let estimates = ["ước", "số ước", "ưth"].map { NameKey($0).text }

    /// Whether its heading says no more than that numbers stand below it: "Kết quả", "Số lượng".
    package var isPlainResult: Bool {
      Numbers.values.contains(facts.last) || saysDone
    }
    /// Whether its heading says that something was done: "Thực hiện".
    package var saysDone: Bool { Numbers.done.contains(facts.last) }
    private static let done = Set(
      ["Thực hiện", "Kết quả thực hiện", "Đã thực hiện", "TH"].map { NameKey($0) })
    static let results = Set(
      ["Không đạt", "Chưa đạt", "Trượt", "Khá", "Giỏi", "Vượt"].map { NameKey($0) })
    static let resolutions = Set(
      ["Nghị quyết", "NQ", "Nghị quyết HĐND", "Nghị quyết Đảng ủy", "Nghị quyết đề ra"].map {
        NameKey($0)
      })
    static let documents = Set(
      [
        "Nghị quyết", "Chỉ thị", "Báo cáo", "Công văn", "Quyết định", "Tờ trình", "Thông báo",
        "Hướng dẫn", "Chương trình", "Kết luận", "Đề án", "Quy chế", "Quy định", "Thông tri",
      ].map { NameKey($0) })
    static let values = Set(
      ["Giá trị", "Số liệu", "Kết quả", "Số lượng", "Tổng số", "Con số", "Value"].map {
        NameKey($0)
      })
    static let speed = NameKey("Tốc độ")
    static let kinds = Set(
      ["Kế hoạch", "KH", "Đạt", "Tốc độ", "Giao", "Được giao", "Đã giao"].map { NameKey($0) })
    /// What pupils and offices are judged as.
    package static let grades = Set(
      ["Giỏi", "Khá", "Tốt", "Đạt", "Yếu", "Kém", "Nam", "Nữ", "Chết", "Mắc", "Đỗ", "Trượt"].map {
        NameKey($0)
      })
    /// What says how many, beside their percentage.
    static let amounts = Set(["SL", "Số lượng", "Số", "Tổng số"].map { NameKey($0) })
    /// Whether it heads percentages: "Tỷ lệ (%)", "TL (%)", "%".
    var saysShare: Bool {
      lastLevel.contains("%") || OfficeNames.isRate(lastLevel)
        || ["tỷ lệ", "tl"].contains { NameKey(lastLevel) == NameKey($0) }
    }

    /// Whether it sums up the periods beside it: "Cộng", "Cả quý".
    var isTotalOfPeriods: Bool {
      TotalWords.isTotal(lastLevel) || Numbers.wholeParts.contains(NameKey(lastLevel))
        || summedPeriod(2000) != nil
    }

    /// The period that it sums up, in the year of the others, where it says one: "Tổng quý I", "Tổng 6 tháng".
    package func summedPeriod(_ year: Int?) -> Period? { TotalWords.summedPeriod(lastLevel, year) }
    /// The longer period that it sums up, if a month or quarter lies in it: that of "Cộng 6 tháng" beside "Tháng 6".
    func wholePeriod(holding part: Period) -> Period? {
      guard let year = part.calendarYear,
        let whole = TotalWords.summedPeriod(lastLevel, year)
          ?? TotalWords.summedPeriod(lastLevel + " đầu năm", year)
      else { return nil }
      let calendar = ReportingCalendar.calendarMonths
      return whole != part && calendar.days(of: whole).contains(calendar.days(of: part))
        ? whole : nil
    }
    private static let wholeParts = Set(
      ["cả quý", "cả tháng", "cả kỳ", "cả 6 tháng", "cả đợt"].map { NameKey($0) })

    /// What a header plans: "trồng rừng" of "Kế hoạch trồng rừng", "Diện tích" of "Diện tích KH"; `nil` where it plans nothing.
    static func planned(_ header: String) -> String? {
      rest(of: header.replacing(ofYear) { String($0.1) }, without: planWords)
    }

    /// What a header says to be done: "trồng rừng" of "Thực hiện trồng rừng", "kết nạp" of "Đã kết nạp".
    static func achieved(_ header: String) -> String? {
      rest(of: header, without: resultWords)
    }

    /// A text without the first of some words that it begins or ends with; `nil` where it does not, or where nothing is left.
    private static func rest(of header: String, without phrases: [[String]]) -> String? {
      let bracket = header.bracketAtEnd
      let words = (bracket?.before ?? header).split(whereSeparator: \.isWhitespace).map(String.init)
      let keys = words.map { NameKey($0).text }
      for phrase in phrases where keys.count > phrase.count {
        var rest: ArraySlice<String>?
        if keys.starts(with: phrase) { rest = words.dropFirst(phrase.count) }
        if rest == nil, keys.suffix(phrase.count).elementsEqual(phrase) {
          rest = words.dropLast(phrase.count)
        }
        guard let rest else { continue }
        let name = rest.joined(separator: " ") + (bracket.map { " (\($0.inner))" } ?? "")
        // "Kế hoạch năm" and "Thực hiện 6 tháng" say when, and not what.
        let isTime = rest.allSatisfy { word in
          word.allSatisfy(\.isNumber) || times.contains(NameKey(word).text)
            || ["đầu", "cuối", "giao", "cả", "ước", "trong", "này", "trước"].contains {
              NameKey($0).text == NameKey(word).text
            }
        }
        return isTime ? nil : name
      }
      return nil
    }

    private static func phrases(_ texts: [String]) -> [[String]] {
      texts.map { NameKey($0).text.split(separator: " ").map(String.init) }
    }
    private static let planWords = phrases([
      "theo kế hoạch", "kế hoạch", "KH", "chỉ tiêu giao", "chỉ tiêu", "được giao",
    ])
    /// "Biên chế được giao năm 2026"
    nonisolated(unsafe) private static let ofYear = #/(giao) (?:năm )?20[0-9]{2}$/#
    private static let resultWords = phrases([
      "đã thực hiện", "thực hiện", "TH", "đã", "kết quả", "đạt được", "hiện có",
    ])
    private static let times = Set(["tháng", "kỳ", "quý", "năm", "nay"].map { NameKey($0).text })
  }

  /// What a title's figure makes of columns that are headed "Kết quả" or "Số lượng" alone: cumulative numbers unless some
  /// column says the month's, plans unless some column says that it is one.
  package func titledFigure(_ figure: Figure?) -> Figure? {
    switch figure {
    case .cumulative:
      let saysTime = numbers.contains {
        ![.lastYear, .plan].contains($0.meaning.figure ?? .value) && $0.saysWhen
      }
      return saysTime ? nil : .cumulative
    case .plan:
      let isSaid = numbers.contains { $0.meaning.figure == .plan || $0.saysDone }
      return isSaid ? nil : .plan
    default: return nil
    }
  }

  /// The columns whose numbers rows are known by: those that count, or else the percentages that there are.
  package var counted: [Numbers] {
    let shares = compared.filter { OfficeNames.isOwnShare($0.name, among: []) }
    return numbers.isEmpty ? shares : numbers
  }

  /// The columns that say something in a row; a unit without a mark says no.
  package func filled(in row: Grid.Row, of who: ReportWords.Who?) -> [Numbers] {
    let isUnit = who.map { $0 != .total && $0 != .subtotal } ?? false
    return numbers.filter { !row[$0.column].isEmpty || isUnit && $0.answers == .ticked }
  }
}

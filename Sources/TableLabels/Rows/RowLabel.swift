import ClusterMetrics
import OfficeWords
import TableGrids

extension ReportRows {
  /// What a row says of its numbers.
  package struct Label {
    package var who: ReportWords.Who?
    package var whoText: String?
    package var unknownWho: String?
    package var indicator: Indicator?
    package var indicatorText: String?
    package var unknownIndicator: String?
    package var period: Period?
    package var figure: Figure?
    /// Whether a plan is that of the whole year: "Kế hoạch năm".
    package var isOfYear = false
    /// Whether last year's number counts from the beginning of its year.
    package var isCumulative = false
    /// What stands where rows say their periods, and is none.
    package var unknownPeriod: String?
    /// What the numbers are measured in, as a column says.
    package var measure: String?
    /// The same as the name of the row says it: "Thu ngân sách (tỷ đồng)".
    package var statedMeasure: String?
    /// When its numbers were sent.
    package var sent: Day?
    /// Whether it sums up some rows below, and not all: "I. UBND CẤP HUYỆN".
    package var isSubtotal = false
    /// What it is called, where it sums up rows beside it.
    package var group: String?
    /// Whether it says a part of the number of the unit above; see `PartRows`.
    package var isPart = false
    /// Whether it names a unit where others say their periods.
    package var headsPeriods = false
    /// Whether its name says that its numbers correct others.
    package var isCorrection = false
    /// Whether it is a line of one text, which only says what the rows below it are.
    package var isLine = false
    /// Whether a line above says that its numbers only compare: "Chỉ số phát triển (Năm trước = 100)".
    package var isCompared = false

    package var isKnown: Bool { who != nil || indicator != nil }
    /// Whether it is called as offices are, and none that the project knows.
    package var namesOffice: Bool {
      unknownWho.map { OfficeNames.isOffice($0.withoutNumbering) } ?? false
    }

    /// Takes note of the unit whose number the row is, whatever its own cells call it.
    package mutating func say(_ unit: String, _ words: ReportWords, _ blocks: ReportBlocks) {
      (whoText, isSubtotal) = (unit, false)
      who = blocks.meaning(of: unit).who ?? words.who(unit)
      unknownWho = who == nil ? unit : nil
    }
  }
}

import ClusterMetrics

/// Which mark divides a number from its decimals in a column.
enum DecimalMark: Sendable {
  /// As people write in Vietnam: 1.234,5. Assumed where nothing proves otherwise.
  case comma
  /// Neither is proven, and three digits behind either are thousands: 1,234 and 1.234. Assumed in projects in English, where people
  /// write 1,234.5.
  case thousands
  /// As machines write: 1234.5.
  case point
  /// The same where a number such as 1.250 stands beside 12.5: whoever writes one drops no zeros, whoever writes the
  /// other does, so that the groups of one could be meant.
  case pointInDoubt
  /// Both are proven in one column, so that 1.234 could be either.
  case undecided

  /// A number as it is best written, for who has to write one again.
  var example: String { self == .thousands ? "1,234.5" : "1.234,5" }
}

/// What the numbers of a column prove of how they are written.
struct NumberEvidence: OptionSet, Sendable {
  let rawValue: UInt8
  /// 0.125, 1.25, 1,234,567 or 1,234.5.
  static let point = NumberEvidence(rawValue: 1)
  /// 0,125, 1,25, 1.234.567 or 1.234,5.
  static let comma = NumberEvidence(rawValue: 2)
  /// 1.250, which proves nothing alone.
  static let groupedByPoint = NumberEvidence(rawValue: 4)
  /// 1,250.
  static let groupedByComma = NumberEvidence(rawValue: 8)
  /// 44%, or a cell that shows 44 %.
  static let percent = NumberEvidence(rawValue: 16)

  /// 1.250, whose zero who writes 12.5 would have dropped.
  static let groupedWithZero = NumberEvidence(rawValue: 32)
  /// 12.5 or 1.25, whose zeros were dropped.
  static let shortPoint = NumberEvidence(rawValue: 64)
  /// 0.125, whose decimals are as many as digits of a group.
  static let longPoint = NumberEvidence(rawValue: 128)

  /// How the numbers of the column are to be read; `nil` where that is as was assumed.
  func mark(assuming assumed: DecimalMark) -> DecimalMark? {
    guard !isDisjoint(with: [.groupedByPoint, .groupedByComma]) else { return nil }
    if contains(.comma), contains(.point) { return .undecided }
    if assumed == .thousands, !contains(.point) {
      if contains(.comma) { return .comma }
      // Who parts thousands by commas does not part them by points.
      return isSuperset(of: [.groupedByPoint, .groupedByComma]) ? .undecided : nil
    }
    guard contains(.point) else { return nil }
    let isInDoubt = isSuperset(of: [.groupedWithZero, .shortPoint]) && !contains(.longPoint)
    return isInDoubt ? .pointInDoubt : .point
  }
}

/// In which order the dates of a column have day and month.
enum DateOrder: Int32, Sendable {
  /// 17/6/2022, as people write in Vietnam. Assumed where nothing proves otherwise.
  case dayFirst
  /// 6/17/2022.
  case monthFirst
  /// Day before month in text, but exchanged where a cell of a workbook holds a date: typed into an Excel
  /// with American settings, which takes 3/6 for 6 March, and leaves 17/6 as text.
  case exchangedInCells
  /// The other way round: month before day in text, as an American wrote it, and exchanged in cells by an Excel that takes 5/12 for
  /// 5 December.
  case monthFirstExchangedInCells

  /// How dates as text are read.
  var ofText: DateOrder {
    self == .monthFirst || self == .monthFirstExchangedInCells ? .monthFirst : .dayFirst
  }
  /// Whether the days and months of cells that hold a date are exchanged.
  var isExchangedInCells: Bool {
    self == .exchangedInCells || self == .monthFirstExchangedInCells
  }
}

/// What the dates of a column prove of their order.
struct DateEvidence: Sendable, Equatable {
  /// Of dates as text: whether one has a day above 12 in the first place, or in the second, or in neither.
  var provesDayFirst = false
  var provesMonthFirst = false
  var isAmbiguous = false
  /// The months of dates as text, with the day first: a bit each.
  var textMonths: UInt32 = 0
  /// The months and the days of the month of cells that hold a date: a bit each.
  var cellMonths: UInt32 = 0
  var cellDays: UInt32 = 0

  mutating func add(_ other: DateEvidence) {
    provesDayFirst = provesDayFirst || other.provesDayFirst
    provesMonthFirst = provesMonthFirst || other.provesMonthFirst
    isAmbiguous = isAmbiguous || other.isAmbiguous
    textMonths |= other.textMonths
    cellMonths |= other.cellMonths
    cellDays |= other.cellDays
  }

  /// The order in which the column is to be read; `nil` where that is day before month.
  var order: DateOrder? {
    if provesMonthFirst, !provesDayFirst {
      // Every text has a day above 12, and no cell has: Excel took for a date what it could, with the day first.
      let days = cellDays.nonzeroBitCount
      return !isAmbiguous && days > 1 && cellDays >> 13 == 0
        ? .monthFirstExchangedInCells : .monthFirst
    }
    // What Excel could take for a date has a day up to 12 both ways; what it could not is above 12.
    guard provesDayFirst, !provesMonthFirst, !isAmbiguous, cellDays != 0, cellDays >> 13 == 0
    else { return nil }
    // Exchanged, the dates lie among the others; as they stand, some do not.
    let near = textMonths | textMonths << 1 | textMonths >> 1
    return cellDays & ~near == 0 && cellMonths & ~near != 0 ? .exchangedInCells : nil
  }
}

/// What reading a table once has shown of how to read it: given to whoever reads it again.
struct TableHabits: Sendable, Equatable {
  /// The decimal mark where nothing proves another.
  var assumedMark: DecimalMark
  /// By column, counted from 0, where it is another.
  var marks: [Int: DecimalMark] = [:]
  var dateOrder = DateOrder.dayFirst
  /// Whether a row with more cells than the header is broken, even if they are blank: where most rows have
  /// no more.
  var refusesLongRows = false
  /// By column, the texts of a second row of the header.
  var lowerHeader: [Int: String] = [:]
  /// What stands for more than its own cell in the columns that say what a row is about.
  var carried = CarriedCells()
  /// A table with the same rows, which is read instead.
  var twin: Twin?

  init(assuming mark: DecimalMark = .comma) { assumedMark = mark }

  struct Twin: Sendable, Equatable {
    /// The other table's file and sheet.
    var name: String
    /// How many rows the table has that is left out.
    var rows: Int
    /// How many of them the other table has, too.
    var repeated: Int
    /// How many rows the other table has.
    var others: Int

    /// Which of the two can be deleted without a loss.
    func remedy(_ table: TableSource) -> LocalizedText {
      if repeated == rows, others > rows {
        return LocalizedText(
          vi:
            "\(Finding.Place(file: table.file, sheet: table.sheet)), vì \(name) còn có các dòng khác",
          en: "\(Finding.Place(file: table.file, sheet: table.sheet)), for \(name) has others, too")
      }
      guard repeated < rows else {
        return LocalizedText(vi: "một trong hai", en: "one of the two")
      }
      return LocalizedText(
        vi: "\(name), vì sổ này còn có các dòng khác", en: "\(name), for this one has others, too")
    }
  }
}

extension DecimalMark {
  /// What is assumed in a project: one in English, of units and indicators with English names, gets tables of people who write
  /// 1,234.5.
  init(assumedIn definition: ProjectDefinition, _ roster: Roster) {
    let names = definition.indicators.map(\.name.vietnamese) + roster.units.map(\.name)
    let isEnglish =
      definition.language == .english && !names.isEmpty && names.allSatisfy(\.hasOnlyEnglishLetters)
    self = isEnglish ? .thousands : .comma
  }
}

extension String {
  /// Whether it has no letter that English does not have.
  var hasOnlyEnglishLetters: Bool {
    unicodeScalars.allSatisfy { $0.value < 0x80 || !$0.properties.isAlphabetic }
  }
}

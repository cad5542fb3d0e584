import ClusterMetrics

/// In which order the dates of a column have day and month.
package enum DateOrder: Int32, Sendable {
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
  package var ofText: DateOrder {
    self == .monthFirst || self == .monthFirstExchangedInCells ? .monthFirst : .dayFirst
  }
  /// Whether the days and months of cells that hold a date are exchanged.
  package var isExchangedInCells: Bool {
    self == .exchangedInCells || self == .monthFirstExchangedInCells
  }
}

/// What the dates of a column prove of their order.
package struct DateEvidence: Sendable, Equatable {
  /// Of dates as text: whether one has a day above 12 in the first place, or in the second, or in neither.
  package var provesDayFirst = false
  package var provesMonthFirst = false
  package var isAmbiguous = false
  /// The months of dates as text, with the day first: a bit each.
  package var textMonths: UInt32 = 0
  /// The months and the days of the month of cells that hold a date: a bit each.
  package var cellMonths: UInt32 = 0
  package var cellDays: UInt32 = 0

  package init(
    provesDayFirst: Bool = false, provesMonthFirst: Bool = false, isAmbiguous: Bool = false,
    textMonths: UInt32 = 0, cellMonths: UInt32 = 0, cellDays: UInt32 = 0
  ) {
    self.provesDayFirst = provesDayFirst
    self.provesMonthFirst = provesMonthFirst
    self.isAmbiguous = isAmbiguous
    self.textMonths = textMonths
    self.cellMonths = cellMonths
    self.cellDays = cellDays
  }

  package mutating func add(_ other: DateEvidence) {
    provesDayFirst = provesDayFirst || other.provesDayFirst
    provesMonthFirst = provesMonthFirst || other.provesMonthFirst
    isAmbiguous = isAmbiguous || other.isAmbiguous
    textMonths |= other.textMonths
    cellMonths |= other.cellMonths
    cellDays |= other.cellDays
  }

  /// The order in which the column is to be read; `nil` where that is day before month.
  package var order: DateOrder? {
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

import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids
import TableLabels

/// Columns of a table that only compare its numbers: "Tỷ lệ %", "So cùng kỳ (%)", "Tăng, giảm".
extension ReportTableReader {
  /// What such a column may say of a value, its plan and last year's.
  private enum Formula: CaseIterable {
    case ofPlan, ofLastYear, growth, change, abovePlan, belowPlan

    /// - Parameter isShare: whether shares are written as parts of one.
    func value(_ now: Double, plan: Double?, lastYear: Double?, isShare: Bool) -> Double? {
      let scale = isShare ? 1.0 : 100
      switch self {
      case .ofPlan: return plan.flatMap { $0 == 0 ? nil : now / $0 * scale }
      case .ofLastYear: return lastYear.flatMap { $0 == 0 ? nil : now / $0 * scale }
      case .growth: return lastYear.flatMap { $0 == 0 ? nil : (now - $0) / $0 * scale }
      case .change: return isShare ? nil : lastYear.map { now - $0 }
      case .abovePlan: return isShare ? nil : plan.map { now - $0 }
      case .belowPlan: return isShare ? nil : plan.map { $0 - now }
      }
    }

    var isShare: Bool { [.ofPlan, .ofLastYear, .growth].contains(self) }
  }

  /// A row in which a column compares.
  private struct Compared {
    var row: Int
    var stated: Double
    /// How far the printed number may lie from the exact one.
    var tolerance: Double
    var now: Double
    var plan: Double?
    var lastYear: Double?
    var indicator: Indicator

    func fits(_ formula: Formula, isShare: Bool) -> Bool? {
      formula.value(now, plan: plan, lastYear: lastYear, isShare: isShare).map {
        abs($0 - stated) <= (isShare ? tolerance / 100 : tolerance)
      }
    }
  }

  /// Says which rows contradict what a column compares in the others.
  ///
  /// Which comparison it is, and of which column, its rows tell: what most of them agree with. Where it could be several and
  /// only one row agrees, nothing is said.
  mutating func checkCompared(_ columns: ReportColumns, from start: Int) {
    let byRow = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.row ?? 0 }
    // "Trong tháng | Lũy kế | Cùng kỳ | So sánh (%)": either may be what is compared.
    let current = Set(
      table.numbers.dropFirst(start).filter {
        !$0.isOfLastYear && [.value, .cumulative].contains($0.figure)
      }.compactMap(\.place.column)
    ).sorted()
    for column in columns.compared {
      var best: (rows: [Compared], formula: Formula, isShare: Bool, fitting: Int, known: Int)?
      var candidates = 0
      for now in current {
        let rows = compared(column, byRow, now: now)
        if rows.contains(where: { $0.plan != nil || $0.lastYear != nil }) { candidates += 1 }
        for formula in Formula.allCases {
          for isShare in formula.isShare ? [false, true] : [false] {
            let fits = rows.compactMap { $0.fits(formula, isShare: isShare) }
            let fitting = fits.count { $0 }
            if fitting > best?.fitting ?? 0 {
              best = (rows, formula, isShare, fitting, fits.count)
            }
          }
        }
      }
      guard let best, best.fitting < best.known, best.fitting * 3 >= best.known else { continue }
      let bases = (
        best.rows.contains { $0.plan != nil }, best.rows.contains { $0.lastYear != nil }
      )
      guard best.fitting > 1 || bases != (true, true) && candidates == 1 else { continue }
      for row in best.rows where row.fits(best.formula, isShare: best.isShare) == false {
        note(row, column, best.formula, isShare: best.isShare)
      }
    }
  }

  /// Says which numbers are of their periods alone, however they rise: where a column beside them counts from the beginning of
  /// the year, where their header says so, or where a column "Cộng" adds several periods up in each row.
  mutating func noteAlone(_ columns: ReportColumns, from start: Int) {
    let named = columns.numbers.filter { FigureWords.isOfPeriodAlone($0.name) }
    let alone = Set((hasCumulativeNumbers ? columns.numbers : named).map { $0.column + 1 })
    // A column of another indicator says nothing of one whose numbers count from the beginning of the year by the settings.
    let cumulative = columns.numbers.filter { $0.meaning.figure == .cumulative }
    let beside = columns.numbers.filter { own in
      cumulative.isEmpty || cumulative.contains { $0.meaning.indicator == own.meaning.indicator }
    }
    let aloneForSure = Set((hasCumulativeNumbers ? beside + named : named).map { $0.column + 1 })
    for index in table.numbers.indices.dropFirst(start) {
      let number = table.numbers[index]
      guard number.figure == .value, !number.isOfLastYear, let column = number.place.column,
        number.indicator.isCumulative ? aloneForSure.contains(column) : alone.contains(column)
      else { continue }
      table.numbers[index].isOfPeriodAlone = true
    }
    for index in addedUp(columns, from: start) { table.numbers[index].isOfPeriodAlone = true }
  }

  /// The numbers of several periods that a column "Cộng" adds up in each row; where most rows do, the others are wrong.
  private mutating func addedUp(_ columns: ReportColumns, from start: Int) -> [Int] {
    columns.totalsOfPeriods.flatMap { total in
      addedUp(in: total, columns, from: start)
    }
  }

  private mutating func addedUp(
    in total: ReportColumns.Numbers, _ columns: ReportColumns, from start: Int
  ) -> [Int] {
    let places = Set(
      columns.numbers.filter { $0.upperLevels == total.upperLevels }.map { $0.column + 1 })
    // "Tổng quý I" sums up the months of that quarter.
    let year = table.numbers.dropFirst(start).first { places.contains($0.place.column ?? 0) }?
      .period.calendarYear
    let whole = total.summedPeriod(year).map { definition.calendar.days(of: $0) }
    let own = table.numbers.indices.dropFirst(start).filter { index in
      let number = table.numbers[index]
      return number.figure == .value && !number.isNotApplicable
        && places.contains(number.place.column ?? 0)
        && whole?.contains(definition.calendar.days(of: number.period)) ?? true
    }
    let periods = Set(own.map { table.numbers[$0].period })
    guard periods.count > 1 else { return [] }
    var sums: [Int: Quantity] = [:]
    // "Cộng 6 tháng" of what there is says what there was at last, and of a mean their mean.
    for index in own where ![.last, .mean].contains(table.numbers[index].indicator.overTime) {
      guard let row = table.numbers[index].place.row else { continue }
      sums[row] = (sums[row] ?? .zero) + table.numbers[index].value
    }
    let rows = grid.rows.filter { sums[$0.number] != nil && !$0[total.column].isEmpty }
    let wrong = rows.filter { row in
      guard let sum = sums[row.number], let stated = row[total.column].reading()?.outcome.quantity
      else { return true }
      return !stated.isSum(sum, of: own.count { table.numbers[$0].place.row == row.number })
    }
    let isMostly = !rows.isEmpty && wrong.count * 3 <= rows.count
    // What happens adds up; where most rows say otherwise, one of them tells all.
    let addsUp = own.allSatisfy { index in
      let number = table.numbers[index]
      return number.indicator.addsUp && number.indicator.overTime == .sum
        && number.indicator.id == table.numbers[own[0]].indicator.id
        && periods.allSatisfy { $0.isSameLength(as: number.period) }
    }
    for row in isMostly ? wrong : addsUp ? Array(wrong.prefix(1)) : [] {
      guard let stated = row[total.column].reading()?.outcome.quantity, let sum = sums[row.number]
      else { continue }
      addWrongSum(
        at: place(row.number, total.column),
        of: own.map { table.numbers[$0].place }.filter { $0.row == row.number },
        vi:
          "cột \"\(total.name)\" ghi \(stated.vietnamese), nhưng cộng các kỳ trong dòng được \(sum.vietnamese)",
        en:
          "the column \"\(total.name)\" says \(stated), but the periods of the row add up to \(sum)"
      )
    }
    return own
  }

  /// - Parameter now: the column whose numbers are compared, from 1.
  private func compared(
    _ column: ReportColumns.Numbers, _ byRow: [Int: [ReportedNumber]], now: Int
  ) -> [Compared] {
    var rows: [Compared] = []
    for row in grid.rows {
      guard let own = byRow[row.number], let stated = stated(row[column.column], column.mark) else {
        continue
      }
      let numbers = own.filter {
        !$0.isNotApplicable && !$0.isApproximate
          && (column.meaning.indicator == nil || $0.indicator.id == column.meaning.indicator?.id)
          && column.meaning.mayBeOf($0.group)
      }
      guard let now = numbers.first(where: { $0.place.column == now }),
        Set(numbers.map(\.indicator.id)).count == 1
      else { continue }
      rows.append(
        Compared(
          row: row.number, stated: stated.value, tolerance: stated.tolerance,
          now: now.value.doubleValue,
          plan: numbers.filter { $0.figure == .plan }.only?.value.doubleValue,
          lastYear: base(of: now, among: numbers)?.value.doubleValue, indicator: now.indicator))
    }
    return rows
  }

  /// What a number of a row is compared with: that of the same part of the year before, or else of the part before it.
  private func base(of now: ReportedNumber, among numbers: [ReportedNumber]) -> ReportedNumber? {
    let others = numbers.filter {
      $0.place.column != now.place.column && [.value, .cumulative].contains($0.figure)
    }
    for base in [now.period.sameLastYear, now.period.previous] {
      let found = others.filter { $0.period == base }
      if let only = found.only ?? found.filter({ $0.figure == now.figure }).only { return only }
    }
    return nil
  }

  /// A number as it stands there, with half of its last printed decimal.
  package func stated(
    _ item: Grid.Item, _ mark: DecimalMark
  ) -> (value: Double, tolerance: Double)? {
    guard item.isNumber, let value = item.reading(mark)?.outcome.quantity?.doubleValue else {
      return nil
    }
    if item.kind == .percent { return (value, 0.51) }
    let shown = value * 10
    let isWhole = abs(value - value.rounded()) < 1e-9
    let hasOneDecimal = abs(shown - shown.rounded()) < 1e-6
    return (value, isWhole ? 0.51 : hasOneDecimal ? 0.051 : 0.0051)
  }

  private mutating func note(
    _ row: Compared, _ column: ReportColumns.Numbers, _ formula: Formula, isShare: Bool
  ) {
    guard
      let value = formula.value(
        row.now, plan: row.plan, lastYear: row.lastYear, isShare: isShare),
      let stated = Quantity(row.stated),
      let expected = Quantity(Rounding.rounded(value, decimals: isShare ? 3 : 1))
    else { return }
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.row, column: column.column + 1)
    let name = row.indicator.name
    add(
      .contradictsRate, .warning, at: place, about: nil,
      vi:
        "\(name.vietnamese): cột \"\(column.name)\" ghi \(stated.vietnamese), nhưng tính từ các số trong dòng được \(expected.vietnamese); hãy kiểm tra lại",
      en:
        "\(name.english): the column \"\(column.name)\" says \(stated), but the numbers of the row give \(expected); check them"
    )
  }
}

extension ReportWords.Meaning {
  /// Whether a column that says so may be of the numbers of a group.
  fileprivate func mayBeOf(_ group: Group) -> Bool {
    guard case .units(let units)? = who, case .unit(let unit) = group else { return true }
    return units.contains(unit)
  }
}

import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids
import TableLabels

/// Sums that a table states of its own numbers, held against what these make.
extension ReportTableReader {
  /// Says which rows of totals and of groups, and which columns of totals, are not the sums of what they sum up.
  mutating func checkSums(
    _ sums: TableSums, _ block: ReportBlock, _ columns: ReportColumns, from start: Int
  ) {
    let numbers = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.column ?? 0 }
    /// Whether what stands in a column adds up over units, and over the periods of its rows.
    func addsUp(_ column: Int) -> Bool {
      let own = numbers[column + 1] ?? []
      let isOverTime = Set(own.map(\.period)).count > 1
      guard Set(own.map(\.indicator.unitOfMeasure)).count == 1,
        Set(own.map(\.figure)).count == 1
      else { return false }
      return own.allSatisfy {
        $0.indicator.addsUp && (!isOverTime || $0.indicator.overTime == .sum)
      }
    }
    // Months and their quarters add up to more than the whole.
    let length = table.numbers.dropFirst(start).first?.period
    let isEven = table.numbers.dropFirst(start).allSatisfy {
      $0.period.isSameLength(as: length ?? $0.period)
    }
    guard isEven || columns.periods.columns.isEmpty else { return }
    /// Whether a column holds numbers of several indicators, of which some may be parts of others.
    func isMixed(_ column: Int) -> Bool {
      Set((numbers[column + 1] ?? []).map(\.indicator.id)).count > 1
    }
    let all = sums.all.filter { addsUp($0.column) }
    // That a total of different things is their sum another column must show.
    let isSum = all.contains { isMixed($0.column) && $0.isRight && $0.stated != .zero }
    // Money of a form adds up, whatever it is for.
    func isMoney(_ column: Int) -> Bool {
      (numbers[column + 1] ?? []).allSatisfy(\.indicator.isMoney)
    }
    /// Whether a total holds clusters that stand for units without numbers.
    func isRightWithClusters(_ sum: TableSums.Sum) -> Bool {
      guard sum.group == nil else { return false }
      let own = numbers[sum.column + 1] ?? []
      let units = own.compactMap { number in
        if case .unit(let unit) = number.group { words.roster.units[unit].cluster } else { nil }
      }
      let others = own.filter { number in
        if case .cluster(let cluster) = number.group { !units.contains(cluster) } else { false }
      }
      return !others.isEmpty
        && sum.stated.isSum(
          others.reduce(sum.sum) { $0 + $1.value }, of: sum.terms + others.count)
    }
    for sum in all
    where !sum.isRight && (isSum || !isMixed(sum.column) || isMoney(sum.column))
      && !isRightWithClusters(sum)
    {
      note(sum, columns)
    }
    checkTotalColumns(block, columns, from: start)
    if let whole = sums.whole ?? sums.means { noteMeans(whole, columns, numbers) }
    noteMeans(block, columns, from: start)
  }

  /// Whether a row is the only one of its table that says means: "Bình quân tiêu chí/xã", "Tổng/Trung bình".
  func saysMeansOfAll(_ row: Grid.Row, in block: ReportBlock) -> Bool {
    row.isOfMeans && block.body.count { grid.rows[$0].isOfMeans } == 1
  }

  /// The same of a column of totals beside those of units: "Toàn tỉnh" in rows of rates.
  private mutating func noteMeans(
    _ block: ReportBlock, _ columns: ReportColumns, from start: Int
  ) {
    let totals = columns.numbers.filter { $0.meaning.who == .total && !$0.meaning.isCompared }
    guard let total = totals.only else { return }
    let byRow = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.row ?? 0 }
    for (row, own) in byRow.sorted(by: { $0.key < $1.key }) {
      let own = own.filter { !$0.isNotApplicable }
      guard let first = own.first, own.count > 1,
        first.indicator.isAverage || first.indicator.isPercentage,
        own.allSatisfy({
          $0.indicator == first.indicator && $0.period == first.period && $0.figure == .value
        }), holdsAll(own), let index = block.body.first(where: { grid.rows[$0].number == row }),
        let stated = grid.rows[index][total.column].reading(total.mark)?.outcome.quantity
      else { continue }
      addWhole(stated, of: first, at: place(row, total.column))
    }
  }

  /// Whether numbers are those of all units that there are.
  private func holdsAll(_ numbers: [ReportedNumber]) -> Bool {
    guard let period = numbers.first?.period else { return false }
    let last = definition.calendar.days(of: period).upperBound.previous
    let units = numbers.compactMap { if case .unit(let unit) = $0.group { unit } else { nil } }
    return Set(units)
      == Set(words.roster.units.indices.filter { words.roster.units[$0].validity.holds(last) })
  }

  private mutating func addWhole(
    _ stated: Quantity, of first: ReportedNumber, at place: Finding.Place
  ) {
    var number = first
    (number.group, number.value, number.isApproximate) = (.all, stated, false)
    number.place = place
    table.numbers.append(number)
  }

  /// What the total of a table says of yields and rates is no mean of its units' numbers, which weighs small ones like large ones:
  /// it is the number of all of them where the table holds all units, and else is said beside that mean.
  private mutating func noteMeans(
    _ whole: TableSums.Line, _ columns: ReportColumns, _ numbers: [Int: [ReportedNumber]]
  ) {
    for column in columns.numbers {
      let own = (numbers[column.column + 1] ?? []).filter { !$0.isNotApplicable }
      let isRate = own.first.map { !$0.indicator.isAverage && $0.indicator.isPercentage } ?? false
      guard let first = own.first, own.count > 1, first.indicator.isAverage || isRate,
        let stated = whole.values[column.column],
        own.allSatisfy({
          $0.indicator == first.indicator && $0.period == first.period && $0.figure == .value
        })
      else { continue }
      if holdsAll(numbers.values.flatMap { $0.filter { $0.period == first.period } }) {
        addWhole(stated, of: first, at: place(whole.row, column.column))
        continue
      }
      // A rate that the project works out itself is held against its own numbers, where the table has all.
      if isRate { continue }
      let mean = own.map(\.value.doubleValue).reduce(0, +) / Double(own.count)
      let decimals = max(stated.decimals, 1)
      guard abs(mean - stated.doubleValue) > 1.5 * Rounding.step(ofDecimals: decimals) else {
        continue
      }
      let text = Quantity(Rounding.rounded(mean, decimals: decimals)) ?? .zero
      addWrongSum(
        at: place(whole.row, column.column), of: own.map(\.place),
        vi:
          "\(column.name): dòng tổng cộng ghi \(stated.vietnamese), còn bình quân giản đơn của các đơn vị là \(text.vietnamese); số"
          + " chung được tính theo bình quân giản đơn vì biểu không có đủ các đơn vị",
        en:
          "\(column.name): the total says \(stated), and the plain mean of the units is \(text); the plain mean counts, for the table does"
          + " not hold all units")
    }
  }

  /// Whether a row without any label sums up what stands above it in every column: the total of a table whose last row
  /// lost its name.
  func isBareTotal(_ row: Grid.Row, _ columns: ReportColumns, from start: Int) -> Bool {
    guard columns[.unit] != nil, columns[.indicator] == nil,
      row.items.allSatisfy({ $0.isEmpty || $0.isNumber })
    else { return false }
    let read = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.column ?? 0 }
    let stated = columns.numbers.filter { row[$0.column].isNumber }
    return !stated.isEmpty
      && stated.allSatisfy { numbers in
        let own = read[numbers.column + 1] ?? []
        guard own.count > 1,
          let total = row[numbers.column].reading(numbers.mark)?.outcome.quantity
        else { return false }
        return own.map(\.value).reduce(.zero, +) == total
      }
  }

  /// - Parameter column: from 0.
  package func place(_ row: Int, _ column: Int) -> Finding.Place {
    .init(file: table.place.file, sheet: table.place.sheet, row: row, column: column + 1)
  }

  /// Says that a number is not what others make; it no longer matters once one of these is corrected.
  mutating func addWrongSum(
    _ code: Finding.Code = .contradictsParts, at place: Finding.Place, of terms: [Finding.Place],
    vi: String, en: String
  ) {
    table.log.note(sumOf: terms, at: place)
    add(code, .warning, at: place, about: nil, vi: vi, en: en)
  }

  private mutating func note(_ sum: TableSums.Sum, _ columns: ReportColumns) {
    guard let numbers = columns.numbers.first(where: { $0.column == sum.column }) else { return }
    let (stated, made) = (sum.stated, sum.sum)
    let line = sum.group.map { " \"\($0)\"" } ?? ""
    addWrongSum(
      at: place(sum.row, sum.column), of: sum.rows.map { place($0, sum.column) },
      vi: sum.group == nil
        ? "\(numbers.name): dòng tổng cộng ghi \(stated.vietnamese), nhưng cộng các đơn vị được \(made.vietnamese)"
        : "\(numbers.name): dòng\(line) ghi \(stated.vietnamese), nhưng cộng các dòng của nhóm được \(made.vietnamese)",
      en: sum.group == nil
        ? "\(numbers.name): the total says \(stated), but the units add up to \(made)"
        : "\(numbers.name): the row\(line) says \(stated), but the rows of its group add up to \(made)"
    )
  }

  /// Holds columns of totals against the units' columns that they sum up.
  private mutating func checkTotalColumns(
    _ block: ReportBlock, _ columns: ReportColumns, from start: Int
  ) {
    let rows = block.body.map { grid.rows[$0] }
    let read = Dictionary(grouping: table.numbers.dropFirst(start)) { $0.place.row ?? 0 }
    // A column "Tổng số" beside those of all units.
    for total in columns.numbers where total.meaning.who == .total && total.unknown == nil {
      let units = columns.numbers.filter { $0.isUnitBeside(total) }
      guard !columns.numbers.contains(where: { $0.unknown != nil }),
        columns.numbers.filter({ $0.meaning.who == .total && $0.isAlike(total) }).count == 1,
        !TotalWords.isMean(total.lastLevel)
      else { continue }
      check(total, against: units, in: rows, read)
    }
    // A column "Cộng" below the heading of a group: "Miền núi: Cộng | Bá Thước | Lang Chánh".
    for total in columns.compared
    where TotalWords.isTotal(total.lastLevel) && !total.upperLevels.isEmpty {
      let units = columns.numbers.filter {
        if case .units? = $0.meaning.who { $0.upperLevels == total.upperLevels } else { false }
      }
      check(total, against: units, in: rows, read, isOfGroup: true)
    }
  }

  /// Says in which rows a column of totals is not the sum of the columns beside it.
  ///
  /// - Parameter read: the numbers of each row.
  private mutating func check(
    _ total: ReportColumns.Numbers, against units: [ReportColumns.Numbers], in rows: [Grid.Row],
    _ read: [Int: [ReportedNumber]], isOfGroup: Bool = false
  ) {
    guard units.count > 1 else { return }
    let places = Set(units.map { $0.column + 1 })
    for row in rows where row[total.column].kind != .percent {
      let own = (read[row.number] ?? []).filter { places.contains($0.place.column ?? 0) }
      guard own.count == units.count(where: { row[$0.column].isNumber }), let first = own.first,
        own.allSatisfy({ $0.indicator.addsUp && $0.period == first.period }),
        let stated = row[total.column].reading(total.mark)?.outcome.quantity
      else { continue }
      let sum = own.map(\.value).reduce(.zero, +)
      guard !stated.isSum(sum, of: own.count) else { continue }
      let name = first.indicator.name
      addWrongSum(
        at: place(row.number, total.column), of: own.map(\.place),
        vi:
          "\(name.vietnamese): cột \"\(total.name)\" ghi \(stated.vietnamese), nhưng cộng các đơn vị\(isOfGroup ? " của nhóm" : "") được \(sum.vietnamese)",
        en:
          "\(name.english): the column \"\(total.name)\" says \(stated), but the units\(isOfGroup ? " of its group" : "") add up to \(sum)"
      )
    }
  }
}

extension ReportColumns.Numbers {
  /// Whether both are of the same indicator, figure and time.
  fileprivate func isAlike(_ other: Self) -> Bool {
    meaning.indicator?.id == other.meaning.indicator?.id && meaning.figure == other.meaning.figure
      && meaning.period == other.meaning.period && meaning.part == other.meaning.part
  }

  /// Whether it is a unit's column of what another is the total of.
  fileprivate func isUnitBeside(_ total: Self) -> Bool {
    guard case .units? = meaning.who else { return false }
    return isAlike(total)
  }
}

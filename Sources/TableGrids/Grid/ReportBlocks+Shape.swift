import ClusterMetrics
import OfficeWords

/// Headers whose words nobody knows, by what stands below them.
extension ReportBlocks {
  /// Whether a row stands above lines that each have a name and numbers, and heads all of these: "Khu vực | Số hộ | Số khẩu",
  /// or with nothing over the names.
  func isHeaderByShape(_ index: Int) -> Bool {
    let items = grid.rows[index].items
    let heads = items.indices.filter { !items[$0].isEmpty }
    // Of a long table most rows that hold no numbers are sections, of which each is one cell.
    guard heads.count > 1, items.allSatisfy({ $0.isEmpty || !$0.isPlainNumber || $0.isYear }),
      // One text merged over all columns heads the lines below it.
      Set(heads.map { items[$0].text }).count > 1,
      !heads.contains(where: { items[$0].text.isHeadOfForm })
    else { return false }
    let below = grid.rows.indices.dropFirst(index + 1)
    let holds = { (row: Grid.Row) in self.holdsNumbers(row) || self.isLineOfSigns(row) }
    guard let first = below.prefix(6).first(where: { holds(grid.rows[$0]) }) else { return false }
    // A title is no header of the lines that stand below the header.
    let levels = index..<first
    let lines = below.drop { $0 < first }.prefix { !isEmpty(grid.rows[$0]) }
      .map { grid.rows[$0] }.filter(holds)
    guard lines.count > 1, let line = lines.first(where: { holdsNumbers($0) }) else {
      return false
    }
    let numbers = line.items.indices.filter { line[$0].isPlainNumber && !isOrdinal($0, in: lines) }
    guard let leftmost = numbers.min(),
      let label = (0..<leftmost).last(where: { !line[$0].isEmpty && !line[$0].isPlainNumber }),
      numbers.allSatisfy({ column in levels.contains { !grid.rows[$0][column].isEmpty } })
    else { return false }
    // Its own row heads some of the numbers, in cells of their own.
    let own = heads.filter { $0 > label }
    return !own.isEmpty
      && lines.allSatisfy { !$0[label].isEmpty && !$0[label].isPlainNumber }
  }

  /// Whether a row heads the one row of numbers that its table has, which needs no name where a title says who reports: "Số bản sao
  /// | Số chữ ký | Lệ phí" over "1250 | 80 | 45".
  package func isHeaderOfOneRow(_ index: Int) -> Bool {
    let items = grid.rows[index].items
    let heads = items.indices.filter { !items[$0].isEmpty }
    guard heads.count > 1, heads.allSatisfy({ !items[$0].isPlainNumber }) else { return false }
    let below = grid.rows[(index + 1)...].drop(while: \.isColumnNumbers)
    guard let row = below.first, holdsNumbers(row), !below.dropFirst().contains(where: holdsNumbers)
    else { return false }
    let filled = row.items.indices.filter { !row[$0].isEmpty }
    return filled.allSatisfy { row[$0].isPlainNumber && !items[safe: $0].isNilOrEmpty }
      && filled.count > 1
  }

  /// Whether a cell heads periods, of which the row below has the first beside its numbers: "Tháng | Số hội nghị".
  func headsPeriods(_ index: Int) -> Bool {
    let items = grid.rows[index].items
    guard let column = items.firstIndex(where: { PeriodLabels.isHeader($0.text) }),
      // A line may say first whose months follow.
      let next = grid.rows[(index + 1)...].prefix(3).first(where: { !isUnitLine($0) }),
      PeriodRows.period(
        next[column], under: items[column].text, self, in: PeriodLabels.anyYear) != nil
    else { return false }
    return items.indices.contains {
      $0 > column && !items[$0].isEmpty && next[$0].isNumber
    }
  }

  /// Whether a row only heads the lines of a unit: "Đơn vị: Xã An Bình", "Xã An Bình" merged over all columns.
  func isUnitLine(_ row: Grid.Row) -> Bool {
    guard let only = row.items.filter({ !$0.isEmpty }).map(\.text).uniqued.only else {
      return false
    }
    return only.statedUnit != nil || OfficeNames.isPlace(only.withoutNumbering)
  }

  /// Whether a row says what all columns below it count, and a later row of the same width something else: it heads lines, and no
  /// columns.
  func headsSection(_ index: Int) -> Bool {
    func only(_ row: Grid.Row) -> Grid.Item? {
      let items = row.items.filter { !$0.isEmpty }
      guard items.map(\.text).uniqued.count == 1, let first = items.first,
        first.merge.map({ $0.columns.count > 1 }) ?? false
      else { return nil }
      return first
    }
    guard let own = only(grid.rows[index]) else { return false }
    return grid.rows[(index + 1)...].contains { row in
      only(row).map { $0.text != own.text && $0.merge?.columns == own.merge?.columns } ?? false
    }
  }

  /// Whether a row has nothing but signs behind its name, as where nothing happened: "Xã Nga Tân | - | -".
  func isLineOfSigns(_ row: Grid.Row) -> Bool {
    let filled = row.items.filter { !$0.isEmpty }
    guard let first = filled.firstIndex(where: \.isSign), first > 0 else { return false }
    return filled[first...].allSatisfy(\.isSign)
  }

  private func isEmpty(_ row: Grid.Row) -> Bool { row.items.allSatisfy(\.isEmpty) }

  private func holdsNumbers(_ row: Grid.Row) -> Bool {
    row.items.contains { $0.isPlainNumber && !$0.isYear } && !row.isColumnNumbers
  }

  /// Whether a column numbers the lines.
  private func isOrdinal(_ column: Int, in lines: [Grid.Row]) -> Bool {
    let numbers = lines.compactMap { Int($0[column].text) }
    return numbers.count == lines.count && numbers.first == 1
      && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }
}

extension Grid.Item? {
  fileprivate var isNilOrEmpty: Bool { self?.isEmpty ?? true }
}

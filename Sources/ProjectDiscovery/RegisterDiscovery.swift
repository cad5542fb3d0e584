import ClusterMetrics
import OfficeWords
import TableGrids

/// Registers of activities among tables that nobody has described: a row for each activity, with its date.
struct RegisterDiscovery {
  /// What there is to count, the most frequent first.
  private(set) var activities: [String] = []
  /// Headers of columns of numbers, in their order.
  private(set) var numbers: [String] = []
  /// Units with the communes that are named beside them, in the order of reading.
  private(set) var units: [(name: String, communes: [String])] = []

  /// How far down a header is looked for.
  private static let mostRowsAbove = 40
  /// What occurs less often than once in so many rows is no kind of its own.
  private static let leastShare = 50
  /// The most kinds of activities that become indicators of their own.
  private static let mostKinds = 12

  /// `nil` where the grid has no header with a date and an activity, no dated row below it, or where nobody says whose it is.
  ///
  /// - Parameter stated: the unit of all rows that lines above a header, sheet or file say, where no column does.
  init?(_ grid: Grid, stated: (Range<Int>) -> String?) {
    let header = grid.rows.prefix(RegisterDiscovery.mostRowsAbove).enumerated().lazy.compactMap {
      index, row -> (index: Int, columns: [KnownColumn: Int])? in
      let columns = RegisterDiscovery.columns(of: row)
      return columns[.date] == nil || columns[.activity] == nil ? nil : (index, columns)
    }.first
    guard let header, let date = header.columns[.date], let activity = header.columns[.activity]
    else { return nil }
    let unit = header.columns[.unit]
    let named = unit == nil ? stated(0..<header.index) : nil
    guard unit != nil || named != nil else { return nil }
    // "03/7" below a title that says the year
    let saysYear = grid.rows.prefix(header.index).contains { row in
      row.items.contains { !PeriodMentions.years(in: $0.text).isEmpty }
    }
    let carried = [date, activity, unit, header.columns[.commune]].compactMap(\.self)
    let below = RegisterDiscovery.withoutDittos(grid.rows.dropFirst(header.index + 1), in: carried)
    let rows = below.filter { row in
      row[date].day != nil
        || saysYear && row[date].text.wholeMatch(of: RegisterDiscovery.dayAndMonth) != nil
    }
    guard !rows.isEmpty else { return nil }
    readActivities(rows.map { $0[activity].text })
    let head = grid.rows[header.index]
    for column in 0..<grid.width where !header.columns.values.contains(column) {
      let name = head[column].text
      guard !name.isEmpty, LabelRole(header: name) != .ordinal else { continue }
      let filled = rows.map { $0[column] }.filter { !$0.isEmpty }
      let counted = filled.count { $0.isPlainNumber }
      // A column of dates or years is no amount.
      let hasDates = filled.contains { $0.kind == .date || $0.text.contains("/") }
      if counted * 5 >= filled.count * 4, counted > 0, !hasDates { numbers.append(name) }
    }
    readUnits(
      rows.map { row in
        (unit.map { row[$0].text } ?? named ?? "", header.columns[.commune] ?? -1, row)
      })
  }

  /// Rows with what stands above in the place of marks that mean it.
  private static func withoutDittos(
    _ rows: ArraySlice<Grid.Row>, in columns: [Int]
  ) -> [Grid.Row] {
    var above: [Int: Grid.Item] = [:]
    return rows.map { row in
      var row = row
      for column in columns where column < row.items.count {
        if let item = above[column], DittoMarks.isMark(row[column].text) {
          row.items[column] = item
        }
        above[column] = row[column]
      }
      return row
    }
  }

  nonisolated(unsafe) private static let dayAndMonth = #/[0-9]{1,2}\/[0-9]{1,2}/#

  /// Which columns a row names, if it is a header.
  private static func columns(of row: Grid.Row) -> [KnownColumn: Int] {
    var columns: [KnownColumn: Int] = [:]
    for (column, item) in row.items.enumerated() where !item.isEmpty {
      let key = NameKey(item.text)
      for known in [KnownColumn.date, .unit, .commune, .activity]
      where columns[known] == nil
        && ([known.rawValue] + known.headers).contains(where: { NameKey($0) == key })
      {
        columns[known] = column
        break
      }
    }
    return columns
  }

  private mutating func readActivities(_ texts: [String]) {
    var counts: [NameKey: (text: String, count: Int)] = [:]
    var order: [NameKey] = []
    for text in texts where !text.isEmpty {
      let key = NameKey(text)
      if counts[key] == nil { order.append(key) }
      counts[key] = (counts[key]?.text ?? text, (counts[key]?.count ?? 0) + 1)
    }
    let least = texts.count / RegisterDiscovery.leastShare
    let frequent = order.compactMap { counts[$0] }.filter { $0.count > least }
    // Free text is no set of kinds.
    guard frequent.count <= RegisterDiscovery.mostKinds else { return }
    activities = frequent.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element.text)
  }

  private mutating func readUnits(_ rows: [(unit: String, commune: Int, row: Grid.Row)]) {
    var places: [NameKey: Int] = [:]
    var keys = UnitKeys()
    for (name, column, row) in rows where !name.isEmpty {
      let key = keys.key(of: OfficeNames.unit(name))
      let place = places[key] ?? units.count
      if places[key] == nil {
        places[key] = place
        units.append((name, []))
      }
      let commune = column < 0 ? "" : row[column].text
      if !commune.isEmpty,
        !units[place].communes.contains(where: {
          NameKey.place($0).bare == NameKey.place(commune).bare
        })
      {
        units[place].communes.append(commune)
      }
    }
  }
}

import ClusterMetrics
import OfficeWords

/// Tables with a column for each day: "Ngày 1 | Ngày 2 | …", "1/9 | 2/9 | …".
extension Grid {
  /// Fewer columns may be days of a meeting.
  private static let leastDays = 5

  /// The grid with what the days make in place of the days, so that it is read as any other table of the period: the column of
  /// their sum where there is one, and else the sum itself. A day that holds no number leaves all as it is.
  func withDaySums() -> Grid {
    guard let (header, columns) = days, let first = columns.first, let last = columns.last,
      let name = nameOfDays(header)
    else { return self }
    let total = rows[header][last + 1].text
    let isTotalled =
      !total.isEmpty
      && TotalWords.beginnings.contains { lead in
        NameKey(total).text.split(separator: " ").map(String.init).starts(with: lead)
      }
    let kept = isTotalled ? last + 1 : first
    var rows = rows
    for place in rows.indices.dropFirst(header + 1) {
      let cells = columns.map { rows[place][$0] }.filter { !$0.isEmpty }
      guard !cells.isEmpty else { continue }
      let values = cells.compactMap { $0.reading()?.outcome.quantity }
      guard values.count == cells.count else { return self }
      let sum = values.reduce(Quantity.zero) { Quantity(parts: $0.parts + $1.parts) }
      if !isTotalled {
        rows[place].items[first] = Item(text: "\(sum)", kind: .number, number: sum.doubleValue)
      }
      for column in columns where column != kept && column < rows[place].items.count {
        rows[place].items[column] = .empty
      }
    }
    for place in max(0, header - 1)...header {
      for column in columns + [kept] where column < rows[place].items.count {
        // A title that is merged over the table stays.
        let isOfDays =
          place == header
          || columns.dropFirst().allSatisfy {
            rows[place][$0].text.isEmpty || rows[place][$0].text == rows[place][first].text
          } && saysDays(rows[place][first].text)
        if isOfDays { rows[place].items[column] = .empty }
      }
    }
    rows[header].items[kept] = Item(text: name)
    return replacing(rows, width: width)
  }

  /// The grid with months in the place of their first days, which cells that show "01/2024" hold.
  func withMonthHeadings() -> Grid {
    var grid = self
    for (place, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      let dated = row.items.indices.filter { row[$0].kind == .date }
      let days = dated.compactMap { row[$0].day?.components }
      guard dated.count > 1, days.count == dated.count, days.allSatisfy({ $0.day == 1 }),
        zip(days, days.dropFirst()).allSatisfy({
          ($0.year * 12 + $0.month) + 1 == $1.year * 12 + $1.month
        })
      else { continue }
      for (column, day) in zip(dated, days) {
        grid.replace(place, column, by: Item(text: "Tháng \(day.month)/\(day.year)"))
      }
    }
    return grid
  }

  /// What the table is about.
  private func nameOfDays(_ header: Int) -> String? {
    let top = header > 0 && saysDays(rows[header - 1].items.map(\.text).joined(separator: " "))
    let block = ReportBlock(
      titles: 0..<(top && header > 1 ? header - 1 : header), header: header..<header + 1,
      body: (header + 1)..<rows.count)
    return TableTheme.of(block, in: self, nil).map(TableTheme.withoutLeads)
  }

  private func saysDays(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { ["Ngày", "ngày", "NGÀY"].contains($0) }
  }

  /// The row that heads days one after the other, and their columns.
  private var days: (row: Int, columns: [Int])? {
    for (place, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      // Hardly any row has so many cells that may be days.
      let candidates = row.items.count { item in
        item.kind == .date
          || item.text.utf8.count < 9
            && item.text.first.map { $0.isNumber || $0 == "N" || $0 == "n" } ?? false
      }
      guard candidates >= Grid.leastDays else { continue }
      let isBelowDays = place > 0 && rows[place - 1].items.contains { saysDays($0.text) }
      var columns: [Int] = []
      var before: Int?
      for column in row.items.indices {
        let number = dayNumber(row[column], isBelowDays: isBelowDays)
        if let number, before.map({ number == $0 + 1 }) ?? true {
          columns.append(column)
          before = number
        } else if columns.count >= Grid.leastDays {
          break
        } else {
          (columns, before) = (number == nil ? [] : [column], number)
        }
      }
      if columns.count >= Grid.leastDays { return (place, columns) }
    }
    return nil
  }

  /// Which day of its month, or since some day, a heading says: "Ngày 5", "5/9", a date, and "5" below "Ngày trong tháng".
  private func dayNumber(_ item: Item, isBelowDays: Bool) -> Int? {
    if item.kind == .date { return item.day.map { Int($0.number) } }
    let text = item.text
    guard text.utf8.count < 9 else { return nil }
    guard text.first?.isLetter == true || text.contains("/") else {
      return isBelowDays ? Int(text).flatMap { 1...31 ~= $0 ? $0 : nil } : nil
    }
    if let match = text.wholeMatch(of: #/(?:[Nn]gày|NGÀY|N) ?(\d{1,2})/#) {
      return Int(match.1).flatMap { 1...31 ~= $0 ? $0 : nil }
    }
    if let match = text.wholeMatch(of: #/(\d{1,2})\/(\d{1,2})/#), let month = Int(match.2),
      1...12 ~= month
    {
      return Int(match.1).flatMap { 1...31 ~= $0 ? $0 + month * 100 : nil }
    }
    return nil
  }
}

import ClusterMetrics
import OfficeWords

/// Lines that say only which figure of the line above they are: "1 | Trồng rừng" over "- Kế hoạch", "- Thực hiện", "- Tỷ lệ"; or
/// "1 | Xã Nga Tân" with its numbers over "Cùng kỳ năm trước"; and lines that say only of when the numbers of the line above are.
extension Grid {
  private struct Lines {
    var head: Int
    var own: Range<Int>
    /// The column of labels.
    var label: Int
    /// Whether the line above has numbers of its own, its results.
    var headCounts = false
  }

  /// The header of the column that says figures.
  static let figureHeader = "Loại số liệu"
  /// The header of the column that says periods.
  static let periodHeader = "Kỳ báo cáo"
  private static let result = "Thực hiện"
  private static let since = "Lũy kế"

  /// The grid with such lines called after the line above them, and with a column that says their figures, so that they are read
  /// as any other table of figures.
  func withFigureRows() -> Grid {
    let figures = figureRows
    let groups = figures.isEmpty ? periodRows : figures
    guard let label = groups.first?.label, groups.allSatisfy({ $0.label == label }) else {
      return self
    }
    var rows = rows
    let column = width
    func put(_ text: String, into row: Int) {
      while rows[row].items.count <= column { rows[row].items.append(.empty) }
      rows[row].items[column] = Item(text: text)
    }
    for group in groups {
      if group.headCounts { put(Grid.result, into: group.head) }
      var last: Figure?
      for row in group.own {
        let text = rows[row][label].text.withoutNumbering
        let figure = Figure(saidBy: text)
        // Last year's below a number since New Year counts since New Year, too, as it does beside one.
        let isSince = figure == .lastYear && last == .cumulative && !FigureWords.isOfMonth(text)
        put(isSince ? Grid.since + " " + text.lowercased() : text, into: row)
        last = figure
        for place in 0...label where place < rows[group.head].items.count {
          rows[row].items[place] = rows[group.head].items[place]
        }
        // What all are measured in, where a line of its own does not say otherwise.
        for place in (label + 1)..<max(label + 1, rows[group.head].items.count)
        where rows[row][place].isEmpty && !rows[group.head][place].isEmpty {
          rows[row].items[place] = rows[group.head].items[place]
        }
      }
    }
    if let head = groups.first.map(\.head),
      let header = rows[..<head].lastIndex(where: { LabelRole(header: $0[label].text) != nil })
    {
      put(figures.isEmpty ? Grid.periodHeader : Grid.figureHeader, into: header)
    }
    return replacing(rows, width: column + 1)
  }

  private var figureRows: [Lines] {
    // Most lines stand below others with numbers, which head nothing, and that is seen without their words.
    let bare = figureRows { row in
      guard let label = nameColumn(row), !holdsNumbers(row - 1, behind: label),
        figureLabel(row) != nil, isHead(row - 1, label)
      else { return nil }
      return label
    } accepting: {
      $0.count > 1 && $0.contains(.value)
    }
    return bare.isEmpty ? figureRowsBelowNumbers : bare
  }

  /// "1 | Số cuộc giám sát" over "- Quý I" and "- Quý II".
  private var periodRows: [Lines] {
    lines { row in
      guard let label = periodLabel(row), isHead(row - 1, label), periodLabel(row - 1) == nil,
        rows[..<(row - 1)].contains(where: { LabelRole(header: $0[label].text) == .indicator })
      else { return nil }
      return label
    } goingOn: {
      periodLabel($0) == $1
    } accepting: { own, _ in
      own.count > 1
    }
  }

  /// The column in which a row with numbers says nothing but a period.
  private func periodLabel(_ row: Int) -> Int? {
    guard let label = nameColumn(row), holdsNumbers(row, behind: label),
      rows[row].items[..<label].allSatisfy(\.isEmpty),
      PeriodLabels.isPeriod(rows[row][label].text.withoutNumbering)
    else { return nil }
    return label
  }

  /// Lines of figures below those of units that have their results beside their names.
  private var figureRowsBelowNumbers: [Lines] {
    // Such a line has no number of its own, as the unit's has: few lines are looked at more closely.
    var groups = figureRows { row in
      guard rows[row][0].isEmpty, !rows[row - 1][0].isEmpty, rows[row - 1][0].isPlainNumber,
        let label = figureLabel(row), label > 0, nameColumn(row - 1) == label,
        figureLabel(row - 1) == nil, holdsNumbers(row - 1, behind: label)
      else { return nil }
      return label
    } goingOn: {
      rows[$0][0].isEmpty
    } accepting: {
      $0.contains(.plan) || $0.contains(.lastYear)
    }
    guard groups.count > 1, let first = groups.first,
      rows[..<first.head].contains(where: { LabelRole(header: $0[first.label].text) == .unit })
    else { return [] }
    for index in groups.indices { groups[index].headCounts = true }
    return groups
  }

  /// Lines that go on with figures below a line that they are of.
  ///
  /// - Parameters:
  ///   - label: the column of labels of a line that is the first of them, below its head; `nil` of any other line.
  ///   - goesOn: whether a further line is one of them as far as its first cell says.
  ///   - accepts: whether figures are enough for a group.
  private func figureRows(
    from label: (Int) -> Int?, goingOn goesOn: (Int) -> Bool = { _ in true },
    accepting accepts: (Set<Figure>) -> Bool
  ) -> [Lines] {
    lines(from: label) {
      goesOn($0) && figureLabel($0) == $1
    } accepting: { own, label in
      let figures = rows[own].compactMap { Figure(saidBy: $0[label].text.withoutNumbering) }
      // "6 tháng đầu năm 2023" behind them: lines of periods, some of which say figures, too.
      let end = own.upperBound
      let goesOnWithPeriod =
        end < rows.endIndex && holdsNumbers(end, behind: label)
        && PeriodLabels.isPeriod(rows[end][label].text.withoutNumbering)
      return accepts(Set(figures)) && !goesOnWithPeriod
    }
  }

  /// Lines below one that they are of.
  ///
  /// - Parameters:
  ///   - label: the column of labels of a line that is the first of them, below its head; `nil` of any other line.
  ///   - goesOn: whether a further line is one of them, with its label in that column.
  ///   - accepts: whether such lines are a group.
  private func lines(
    from label: (Int) -> Int?, goingOn goesOn: (Int, Int) -> Bool,
    accepting accepts: (Range<Int>, Int) -> Bool
  ) -> [Lines] {
    var groups: [Lines] = []
    var row = rows.startIndex + 1
    while row < rows.endIndex {
      guard let label = label(row) else {
        row += 1
        continue
      }
      let end = rows[row...].indices.first { !goesOn($0, label) } ?? rows.endIndex
      if accepts(row..<end, label) {
        groups.append(Lines(head: row - 1, own: row..<end, label: label))
      }
      row = end
    }
    return groups
  }

  /// The first column of a row that holds a word.
  private func nameColumn(_ row: Int) -> Int? {
    rows[row].items.firstIndex {
      !$0.isEmpty && !$0.isPlainNumber && $0.text.contains(where: \.isLetter)
    }
  }

  private func holdsNumbers(_ row: Int, behind label: Int) -> Bool {
    rows[row].items.dropFirst(label + 1).contains(where: \.isPlainNumber)
  }

  /// The column in which a row with numbers says nothing but a figure.
  private func figureLabel(_ row: Int) -> Int? {
    guard let label = nameColumn(row), holdsNumbers(row, behind: label) else { return nil }
    let text = rows[row][label].text.withoutNumbering
    guard
      Figure(written: text) != nil
        || FigureWords(text).map({
          $0.rest.isEmpty || $0.figure == nil || Grid.saysWhichYear($0.rest)
        }) ?? false
    else { return nil }
    return label
  }

  /// "năm trước", "2024", "năm 2024"
  private static func saysWhichYear(_ rest: String) -> Bool {
    let words = rest.split(separator: " ").map(String.init)
    // "Thực hiện tháng 6", "Lũy kế 6 tháng", "Thực hiện đến hết tháng 6"
    let time = CumulativeWords.withoutUpTo(rest)
    return FigureWords.fillers.contains(NameKey(rest))
      || PeriodLabels.isPeriod(time)
      || CumulativeWords.day(rest, year: PeriodLabels.anyYear) != nil
      || PeriodMentions.onlySinceNewYear(time, year: PeriodLabels.anyYear) != nil
      || words.last.map(FigureWords.isYear) == true && words.count < 3
  }

  /// Whether a row names something, and holds no number of its own.
  private func isHead(_ row: Int, _ label: Int) -> Bool {
    let items = rows[row].items
    guard label < items.count, !items[label].isEmpty, figureLabel(row) == nil else { return false }
    // "Hội nghị | Đơn thư" over columns of their own head these.
    return LabelRole(header: items[label].text) == nil
      && items[(label + 1)...].filter({
        !$0.isEmpty && $0.text != items[label].text && !MeasureWords.isMeasure($0.text)
          && !MeasureWords.isCounted($0.text) && !OfficeNames.isMeasure($0.text)
      }).count < 2
      && !holdsNumbers(row, behind: label)
      && items[..<label].allSatisfy { $0.isEmpty || $0.text.count < 6 }
  }
}

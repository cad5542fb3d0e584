import ClusterMetrics
import OfficeWords
import Tables

/// A whole table as its cells, with merged ones spread over what they cover: what a report table is recognised
/// from.
package struct Grid {
  /// What stands in a place.
  package struct Item: Equatable {
    /// Without the spaces around it, line breaks as spaces.
    package var text: String
    package var kind = CellKind.text
    /// Of a cell that holds a number.
    package var number: Double?
    package var isUncomputed = false
    /// How its number is written where nothing is known of its column.
    package var assumedMark = DecimalMark.comma
    /// From which day on is counted what stands below it or beside it, where it says one.
    package var since: SinceDay?
    /// The merged cells that it is one of.
    package var merge: MergedRange?

    /// The day that it holds, if any.
    package var day: Day? {
      if kind == .text || kind == .date { return SentDay.read(text) }
      return number.flatMap { SheetRows.day(serial: $0, usesDate1904: false) }
    }

    /// The day of a cell that holds one, as people write it.
    package var dayText: String? { kind == .date ? SentDay.read(text)?.vietnamese : nil }

    package init(
      text: String, kind: CellKind = .text, number: Double? = nil, isUncomputed: Bool = false
    ) {
      (self.text, self.kind, self.number) = (text, kind, number)
      self.isUncomputed = isUncomputed
    }

    package static let empty = Item(text: "")
    package var isEmpty: Bool { text.isEmpty && !isUncomputed }
  }

  /// A row that is not blank.
  package struct Row {
    /// As a spreadsheet numbers it.
    package var number: Int
    package var items: [Item]
    package var isHidden: Bool

    package init(number: Int, items: [Item], isHidden: Bool) {
      self.number = number
      self.items = items
      self.isHidden = isHidden
    }

    package subscript(column: Int) -> Item { column < items.count ? items[column] : .empty }

    /// The only text of the row, but for the numbers of lines.
    package var onlyName: String? {
      items.filter { !$0.isEmpty && !$0.text.isGroupMark && !$0.isPlainNumber }
        .map(\.text).uniqued.only
    }
  }

  package init() {}

  package private(set) var rows: [Row] = []
  /// How many columns there are.
  package private(set) var width = 0
  /// Whether any cells are merged: text has none, and leaves empty what a heading covers.
  package var hasMerges = false
  /// Columns that those do not see who open the file.
  package var hiddenColumns: [ClosedRange<Int>] = []
  /// Whether rows were split at delimiters, and so may have fallen apart.
  package var isDelimited = false
  /// The number of a row and what in its quotes looks like further rows.
  package var quotedRows: [(row: Int, breaks: QuotedBreaks)] = []
  /// Why rows could not be split into cells.
  package var brokenRows: [TableFault] = []
  /// Whether there are more cells than are looked at.
  package private(set) var isTooLarge = false
  /// The lines of texts of several lines that stand where letter heads do, by the whole text.
  private var lines: [String: [String]] = [:]
  /// What stands in the cells whose English words were put into Vietnamese, by what they say now.
  package var written = WrittenHeadings()
  /// How many cells a report table may have.
  package static let mostCells = 1 << 21

  package mutating func add(_ row: Row) {
    width = max(width, row.items.count)
    rows.append(row)
  }

  /// The grid as tables are found in it: with what several cells say together in one.
  ///
  /// - Parameters:
  ///   - names: the names of indicators by their ids, which programs write above what they export.
  ///   - language: that of the project, which is kept of tables in two.
  ///   - isName: whether the project has a meaning of its own for a text.
  package func settled(
    _ names: [String: String], in language: Language, isName: (String) -> Bool = { _ in false }
  ) -> Grid {
    withMachineNames(names).withOneLanguage(language, isName).withEnglishWords(isName)
      .withSinceDays().withPartsOfMonth().withShortMonths().withWholeHeadings()
      .withMeasureRow().withPairs().withPlanPairs()
      .withDittos().withPetitionRows(isName)
      .withMonthHeadings()
      .withDaySums()
      .withCumulativeRows().withSubLabels().withFigureRows().withKinds()
  }

  /// Whether a column has "Trung bình" among grades: beside "Khá", "Giỏi", "Nghèo" or "Yếu".
  var holdsGrades: Bool {
    func isMean(_ item: Item) -> Bool {
      // Nearly no cell is looked at more closely.
      item.kind == .text && item.text.utf8.count < 32
        && (item.text.lowercased().hasSuffix("bình") || item.text.hasSuffix(")"))
        && NameKey(item.text.withoutNumbering.withoutPercent) == Grid.mean
    }
    let columns = Set(rows.flatMap { row in row.items.indices.filter { isMean(row.items[$0]) } })
    // "Tốt (%) | Khá (%) | Trung bình (%)"
    let isAcross = rows.prefix(TableHead.rowsAboveHeader).contains { row in
      row.items.contains(where: isMean)
        && row.items.contains { Grid.grades.contains(NameKey($0.text.withoutPercent)) }
    }
    return isAcross
      || columns.contains { column in
        let texts = Set(rows.lazy.map { $0[column] }.filter { $0.kind == .text }.map(\.text))
        return texts.count < 200
          && texts.contains { Grid.grades.contains(NameKey($0.withoutNumbering)) }
      }
  }
  package static let mean = NameKey("Trung bình")
  static let grades = Set(
    [
      "Giàu", "Khá", "Giỏi", "Nghèo", "Cận nghèo", "Yếu", "Kém", "Tốt", "Xuất sắc", "Đạt",
      "Chưa đạt", "Khó khăn", "Cao", "Thấp",
    ].map { NameKey($0) })

  /// The decimal mark where nothing proves another.
  package private(set) var assumedMark = DecimalMark.comma

  /// The grid as it is read where nothing proves which mark is the decimal one.
  package func assuming(_ mark: DecimalMark) -> Grid {
    guard mark != assumedMark else { return self }
    var grid = self
    grid.assumedMark = mark
    for row in grid.rows.indices {
      for column in grid.rows[row].items.indices {
        grid.rows[row].items[column].assumedMark = mark
      }
    }
    return grid
  }

  /// Whether no text of it has a letter that English does not have.
  package var hasOnlyEnglishLetters: Bool {
    rows.allSatisfy { row in
      row.items.allSatisfy { $0.kind != .text || $0.text.hasOnlyEnglishLetters }
    }
  }

  /// Puts another cell in the place of one.
  package mutating func replace(_ row: Int, _ column: Int, by item: Item) {
    rows[row].items[column] = item
  }

  /// Puts another text in the place of one.
  package mutating func rename(_ row: Int, _ column: Int, to text: String) {
    rows[row].items[column].text = text
  }

  /// Puts a text in the place of one in English.
  mutating func translate(_ row: Int, _ column: Int, to text: String) {
    written.note(text, of: rows[row].items[column].text)
    rename(row, column, to: text)
  }

  /// The lines of a text that stands above tables, or has a language in each.
  package func lines(of text: String) -> [String] { lines[text] ?? [text] }

  package mutating func note(_ text: String, lines: [String]) {
    guard lines.count > 1 else { return }
    // Below the header only labels in two languages matter.
    let isBilingual =
      lines[lines.count - 1].hasOnlyEnglishLetters && !lines[0].hasOnlyEnglishLetters
    if rows.count < TableHead.rowsAboveHeader || isBilingual { self.lines[text] = lines }
  }

  /// The same grid with other rows.
  package func replacing(_ rows: [Row], width: Int) -> Grid {
    var grid = self
    (grid.rows, grid.width) = (rows, width)
    return grid
  }

  package mutating func stop() { isTooLarge = true }

  /// Puts the value of each merged range in all of its places.
  package mutating func spread(_ merges: [MergedRange]) {
    for range in merges where range.columns.lowerBound < width {
      guard let first = rows.firstIndex(where: { $0.number == range.rows.lowerBound }) else {
        continue
      }
      let item = rows[first][range.columns.lowerBound]
      guard !item.isEmpty else { continue }
      var copy = item
      copy.merge = range
      rows[first].items[range.columns.lowerBound].merge = range
      var row = first
      while row < rows.count, rows[row].number <= range.rows.upperBound {
        for column in range.columns where column < width && rows[row][column].isEmpty {
          while rows[row].items.count <= column { rows[row].items.append(.empty) }
          rows[row].items[column] = copy
        }
        row += 1
      }
    }
  }
}

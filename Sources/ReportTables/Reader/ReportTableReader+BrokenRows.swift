import ClusterMetrics
import Findings
import Settings
import TableGrids
import Tables

/// ReportRows that fell apart, and rows that stand where none is read.
extension ReportTableReader {
  /// How many columns a table has up to the last one with a heading.
  private func headedCount(_ block: ReportBlock) -> Int {
    let last = block.header.compactMap { index in
      grid.rows[index].items.lastIndex { !$0.isEmpty }
    }.max()
    return (last ?? -1) + 1
  }

  /// ReportRows with a number behind the last heading, where most have none: their cells were cut at the wrong places.
  func shiftedRows(_ block: ReportBlock) -> Set<Int> {
    guard grid.isDelimited else { return [] }
    let count = headedCount(block)
    // Notes below a table have marks of their own.
    let shifted = block.body.filter { index in
      let row = grid.rows[index]
      return row.items.dropFirst(count).contains(where: \.isNumber)
        && row.items.prefix(3).contains { isKnown($0.text) }
    }
    let numbered = block.body.count { grid.rows[$0].items.contains(where: \.isNumber) }
    guard shifted.count * 2 <= numbered else { return [] }
    return Set(shifted.map { grid.rows[$0].number })
  }

  /// Whether a row fell apart, which is said.
  mutating func refuses(_ row: Grid.Row, in block: ReportBlock, _ shifted: Set<Int>) -> Bool {
    let isShifted = shifted.contains(row.number)
    if isShifted { addShifted(row, in: block) }
    guard isShifted || refusesUnsplit(row, in: block) else { return false }
    table.rows += 1
    return true
  }

  private mutating func addShifted(_ row: Grid.Row, in block: ReportBlock) {
    let count = headedCount(block)
    let column = row.items.indices.dropFirst(count).first { row[$0].isNumber } ?? count
    add(.tooManyFields(than: count, at: place(row, column)))
  }

  /// Whether a row of delimited text has all that it says in one cell: "Tây Sơn 20 2".
  private mutating func refusesUnsplit(_ row: Grid.Row, in block: ReportBlock) -> Bool {
    guard grid.isDelimited, let column = row.items.firstIndex(where: { !$0.isEmpty }),
      row.items[(column + 1)...].allSatisfy(\.isEmpty)
    else { return false }
    let count = headedCount(block)
    guard count > 1 else { return false }
    let text = row[column].text
    // "2;Huyện Nga Sơn;100;90": the line's number stands first.
    let ordinal = text.prefix { $0.isNumber }
    let bare = text.dropFirst(ordinal.count).drop { ",;.|\t ".contains($0) }
    let name = bare.prefix { !$0.isNumber }
    let rest = bare.dropFirst(name.count)
    let numbers = rest.split { !$0.isNumber }
    guard !numbers.isEmpty, numbers.count + (ordinal.isEmpty ? 1 : 2) >= count,
      rest.allSatisfy({ $0.isNumber || ",;.|%\t -".contains($0) }),
      isKnown(String(name.reversed().drop { ",;|\t -".contains($0) }.reversed()))
    else { return false }
    add(
      .missingValue, at: place(row, column), about: "unsplit",
      vi: "dòng chưa tách được thành các ô; hãy dùng dấu phân cách như các dòng khác",
      en: "the row was not split into cells; use the delimiter of the other rows")
    return true
  }

  /// Says which rows above a table's header name a unit or an indicator and have numbers: they are not read.
  mutating func addRowsAbove(_ block: ReportBlock) {
    let begin = tables.map(\.body.upperBound).filter { $0 <= block.header.lowerBound }.max() ?? 0
    for row in grid.rows[begin..<max(begin, block.header.lowerBound)] {
      let filled = row.items.filter { !$0.isEmpty }
      // "Các đơn vị nộp: | 3" is a line above the table.
      guard filled.count > 1, isKnown(filled[0].text), filled[0].text.last != ":",
        filled.dropFirst().allSatisfy({ $0.isPlainNumber && !$0.isYear })
      else { continue }
      let place = place(row, nil)
      add(.rowAboveHeader(.error, at: place))
    }
  }

  /// Whether a text names a unit or an indicator, and no total.
  private func isKnown(_ text: String) -> Bool {
    if case .units? = words.who(text) { return true }
    return blocks.meaning(of: text).indicator != nil
  }

  private func place(_ row: Grid.Row, _ column: Int?) -> Finding.Place {
    Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number,
      column: column.map { $0 + 1 })
  }
}

extension Grid {
  /// What keeps rows of a table from being read.
  package func brokenRowFindings(in table: TableSource) -> [Finding] {
    let place = Finding.Place(file: table.file, sheet: table.sheet)
    let counts = Dictionary(grouping: rows, by: \.items.count).mapValues(\.count)
    let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return brokenRows.compactMap { Finding.brokenRow($0, in: place) }
      + quotedRows.filter { $0.breaks.mayBeRows(ofColumns: usual) }.map { row, breaks in
        Finding.swallowedRows(
          breaks,
          at: Finding.Place(
            file: table.file, sheet: table.sheet, row: row, column: breaks.column + 1))
      }
  }
}

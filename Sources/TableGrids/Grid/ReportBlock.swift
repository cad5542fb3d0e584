import ClusterMetrics
import OfficeWords
import Settings

/// One table within a grid: its header, and the rows below it.
package struct ReportBlock {
  /// Places among the grid's rows.
  package var titles: Range<Int>
  package var header: Range<Int>
  package var body: Range<Int>
  /// The lines above the table of which this one is the same at another time: "B. Cùng kỳ năm 2025" with the same header.
  var titlesOfFirst: Range<Int>?
}

extension ReportBlock {
  /// The cells of the header over a column, the upper ones first.
  ///
  /// Where nothing is merged, as in CSV, a heading also stands over the columns at its right that have none of their own,
  /// but a heading below: "Đối thoại;;" over "Trong tháng;Lũy kế;Cùng kỳ".
  package func headings(_ column: Int, in grid: Grid, _ blocks: ReportBlocks) -> [Grid.Item] {
    let items = header.map { grid.rows[$0].heading(column) }
    guard header.count > 1, !grid.hasMerges else { return items }
    return items.enumerated().map { level, item in
      guard item.isEmpty, items[(level + 1)...].contains(where: { !$0.isEmpty }) else {
        return item
      }
      let row = grid.rows[header.lowerBound + level]
      guard let left = (0..<column).last(where: { !row[$0].isEmpty }),
        blocks.meaning(of: row[left].text).role == nil
      else { return item }
      let hasOwn = (left..<column).allSatisfy { between in
        header.dropFirst(level + 1).contains { !grid.rows[$0][between].isEmpty }
      }
      return hasOwn ? row[left] : item
    }
  }
}

extension ReportBlock {
  /// The rows below its header that hold numbers.
  package func lines(in grid: Grid) -> [Grid.Row] {
    body.map { grid.rows[$0] }.filter { $0.items.contains(where: \.isPlainNumber) }
  }

  /// The lines below its last row with numbers.
  package func notes(in grid: Grid) -> [String] {
    let rows = body.map { grid.rows[$0] }
    let last = rows.lastIndex { $0.items.contains { $0.isPlainNumber } } ?? rows.endIndex - 1
    return rows[(last + 1)...].flatMap(\.items).filter { $0.kind == .text }.map(\.text).uniqued
  }
}

/// Finds the tables of a grid, one below the other, by their headers.
package struct ReportBlocks {
  let grid: Grid
  private let words: ReportWords
  private let settings: TableSettings?
  /// The year of the table.
  package let year: Int?
  /// How many levels a header may have.
  private static let mostLevels = 5

  package init(_ grid: Grid, _ words: ReportWords, _ settings: TableSettings?, year: Int?) {
    (self.grid, self.words, self.settings, self.year) = (grid, words, settings, year)
  }

  /// The tables, from the top: by headers that are known, or else by their shape, or as one row of numbers; not lists of
  /// persons.
  package var all: [ReportBlock] { holdsPersons ? [] : found }

  private var found: [ReportBlock] {
    for isHeader in [isHeader, isHeaderByShape, isHeaderOfOneRow] {
      let found = blocks(where: isHeader)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func blocks(where isHeader: (Int) -> Bool) -> [ReportBlock] {
    let allowed = grid.rows.indices.filter { index in
      settings?.rows.map { $0.contains(grid.rows[index].number) } ?? true
    }
    guard let first = allowed.first, let last = allowed.last else { return [] }
    var blocks: [ReportBlock] = []
    var row = first
    while row <= last {
      guard isHeader(row) else {
        row += 1
        continue
      }
      let above = blocks.last?.header.upperBound ?? first
      let end = headerEnd(row, last)
      let header = headerStart(row, end, from: above)..<end
      let titles = titles(above: header.lowerBound, from: above)
      let again = blocks.last.flatMap { isRepeated(header, of: $0.header) ? $0 : nil }
      let isOther = again.map { hasOtherTheme(titles, than: $0) } ?? true
      if isOther || again.map({ saysOtherTime(titles, than: $0) }) ?? false {
        if !blocks.isEmpty {
          let start = blocks[blocks.count - 1].body.lowerBound
          blocks[blocks.count - 1].body = start..<max(titles.lowerBound, start)
        }
        var block = ReportBlock(
          titles: titles, header: header, body: header.upperBound..<(last + 1))
        if !isOther { block.titlesOfFirst = again?.titlesOfFirst ?? again?.titles }
        blocks.append(block)
      }
      row = header.upperBound
    }
    return blocks
  }

  /// The first row of a header that was known by a lower one: a row above it heads columns of numbers that have nothing
  /// else over them: "Tổng số vụ việc" beside "Chia theo phạm vi" over "Tranh chấp | Mâu thuẫn".
  private func headerStart(_ row: Int, _ end: Int, from first: Int) -> Int {
    var start = row
    while start > first, row - start < ReportBlocks.mostLevels {
      let above = grid.rows[start - 1]
      let filled = above.items.indices.filter { !above[$0].isEmpty }
      let headsOthers = filled.contains { column in
        (start..<end).allSatisfy { grid.rows[$0][column].isEmpty }
          && grid.rows[safe: end].map { $0[column].isPlainNumber } ?? false
      }
      guard above.number + 1 == grid.rows[start].number, filled.count > 1, headsOthers,
        above.items.allSatisfy({ $0.isEmpty || !$0.isPlainNumber || $0.isYear }),
        !isLineOfYears(start - 1)
      else { break }
      start -= 1
    }
    return start
  }

  /// The rows right above a header that hold no numbers.
  private func titles(above header: Int, from first: Int) -> Range<Int> {
    var start = header
    while start > first,
      !grid.rows[start - 1].items.contains(where: { $0.isPlainNumber && !$0.isYear })
    {
      start -= 1
    }
    return start..<header
  }

  /// Whether lines above a header say another theme than those above an earlier table.
  private func hasOtherTheme(_ titles: Range<Int>, than block: ReportBlock) -> Bool {
    let own = ReportBlock(titles: titles, header: block.header, body: block.body)
    guard let theme = TableTheme.of(own, in: grid, nil),
      let other = TableTheme.of(block, in: grid, nil)
    else { return false }
    return NameKey(theme) != NameKey(other)
  }

  /// Whether a header says the same as the one above, on a new page.
  private func isRepeated(_ header: Range<Int>, of other: Range<Int>) -> Bool {
    header.count == other.count
      && zip(header, other).allSatisfy {
        grid.rows[$0].items.map(\.text) == grid.rows[$1].items.map(\.text)
      }
  }

  /// Whether a text names a unit; of a project without any, whether it is called as offices are.
  package func namesUnit(_ text: String) -> Bool {
    if case .units? = words.who(text) { return true }
    return words.knowsNoIndicator && OfficeNames.isOffice(text)
  }

  /// - Parameter upper: the year that a heading above the text says, where one does.
  package func meaning(of text: String, in upper: Int? = nil) -> ReportWords.Meaning {
    if let own = settings?.headers[NameKey(text)] {
      var meaning = ReportWords.Meaning()
      switch own {
      case .role(let role): meaning.role = role
      case .figure(let figure): meaning.figure = figure
      case .indicator(let name): meaning.indicator = words.indicator(withID: name)
      }
      return meaning
    }
    return words.meaning(of: text, year: upper ?? year)
  }

  /// Whether a row begins a header: it names columns, or several of what tables have in columns, and holds no
  /// number but years.
  private func isHeader(_ index: Int) -> Bool {
    let items = grid.rows[index].items
    guard items.allSatisfy({ $0.isEmpty || !$0.isPlainNumber || $0.isYear }) else { return false }
    let texts = items.filter { !$0.isEmpty }.map(\.text).uniqued
    guard texts.count > 1, !isLineOfYears(index), !texts.contains(where: \.isHeadOfForm) else {
      return false
    }
    // "38 cuộc" beside "cuộc" is a number.
    let isCounted = texts.contains { text in
      let words = text.split(separator: " ", maxSplits: 1)
      return words.count == 2 && words[0].allSatisfy(\.isNumber) && texts.contains(String(words[1]))
    }
    guard !isCounted else { return false }
    // "Đơn vị báo cáo: | UBND xã An Bình" says whose table it is.
    if texts.count == 2, texts[0].hasSuffix(":") { return false }
    if headsPeriods(index) { return true }
    let meanings = texts.map { meaning(of: $0) }
    // "So với cùng kỳ | %" without a number is a line that was not filled in.
    if meanings.allSatisfy({ $0.isCompared && $0.role == nil }) { return false }
    let roles = meanings.count { $0.role != nil }
    let known = meanings.count(where: \.isKnown)
    guard roles > 0 else { return namesSeveral(meanings) }
    if known > 1 { return true }
    // A label beside headings that are not known by themselves.
    return isLabel(meanings) && (texts.count > 2 || isBelow(index) || headsNumbers(index))
  }

  /// Whether texts name several of what stands in columns.
  private func namesSeveral(_ meanings: [ReportWords.Meaning]) -> Bool {
    let axes = [
      meanings.count { $0.who != nil }, meanings.count { $0.indicator != nil },
      meanings.count { $0.period != nil }, meanings.count { $0.figure != nil || $0.isCompared },
    ]
    return axes.contains { $0 > 1 }
  }

  /// Whether the row below names what stands under a heading.
  private func isBelow(_ index: Int) -> Bool {
    guard index + 1 < grid.rows.count else { return false }
    if isBelowMonths(index + 1) { return true }
    let items = grid.rows[index + 1].items
    return items.allSatisfy { $0.isEmpty || !$0.isPlainNumber || $0.isYear }
      && namesSeveral(items.filter { !$0.isEmpty }.map(\.text).uniqued.map { meaning(of: $0) })
  }

  /// Whether two cells head a name and a number in the rows below, as in the smallest of tables: "Đơn vị | Số hội nghị".
  private func headsNumbers(_ index: Int) -> Bool {
    let filled = grid.rows[index].items.indices.filter { !grid.rows[index][$0].isEmpty }
    guard filled.count == 2, let label = filled.first, let heading = filled.last,
      [.unit, .indicator].contains(meaning(of: grid.rows[index][label].text).role),
      // A line that says whose or which the table is: "Đơn vị: | Huyện Nga Sơn".
      meaning(of: grid.rows[index][heading].text).who == nil,
      !grid.rows[index][label].text.hasSuffix(":"),
      let next = grid.rows.indices.dropFirst(index + 1).prefix(3).first(where: { row in
        !grid.rows[row].items.allSatisfy(\.isEmpty)
      })
    else { return false }
    let row = grid.rows[next]
    let others = row.items.indices.filter { $0 != label && $0 != heading && !row[$0].isEmpty }
    // "-" in the first line, where one of the next has a number
    let isSign =
      row[heading].isSign
      && grid.rows[(next + 1)...].prefix(20).contains { $0[heading].isPlainNumber }
    return others.isEmpty && !row[label].isEmpty && !row[label].isPlainNumber
      && (row[heading].isPlainNumber || isSign)
      && (!row[heading].isYear || grid.rows[safe: next + 1]?[heading].isPlainNumber ?? false)
  }

  private func isLabel(_ meanings: [ReportWords.Meaning]) -> Bool {
    meanings.contains { meaning in
      meaning.role.map { [.unit, .indicator, .ordinal].contains($0) } ?? false
    }
  }

  /// The first row below a header.
  private func headerEnd(_ first: Int, _ last: Int) -> Int {
    var labels: [Int] = []
    func note(_ index: Int) {
      for (column, item) in grid.rows[index].items.enumerated() where !item.isEmpty {
        guard let role = meaning(of: item.text).role, !labels.contains(column),
          !headsOthers(item, at: column, inRow: index)
        else { continue }
        let isBelow = (first..<index).contains {
          let upper = heading(column, inRow: $0)
          return !upper.isEmpty && upper != item.text
        }
        // "Đối tượng" below "Trẻ dưới 1 tuổi" says how many of them there are.
        let mayCount = role == .ordinal || LabelRole.mayDescribe(item.text)
        if !mayCount || !isBelow { labels.append(column) }
      }
    }
    note(first)
    var end = first + 1
    while end <= last, end - first < ReportBlocks.mostLevels, isLower(end, labels, below: first) {
      note(end)
      end += 1
    }
    return end
  }

  /// Whether a cell is merged over columns that each have a heading of their own: "Tiêu chí" over "Quy hoạch" and "Giao thông".
  private func headsOthers(_ item: Grid.Item, at column: Int, inRow index: Int) -> Bool {
    guard let below = grid.rows[safe: index + 1] else { return false }
    // Text has no merged cells, and leaves empty what a heading covers.
    let next = (column + 1..<max(column + 1, grid.width)).first { !grid.rows[index][$0].isEmpty }
    let covered = grid.hasMerges ? nil : column..<(next ?? grid.width)
    guard let columns = item.merge.map({ Array($0.columns) }) ?? covered.map({ Array($0) }),
      columns.count > 1
    else { return false }
    let own = columns.map { below[$0] }
    // "Trên 50" heads a column.
    return own.allSatisfy { !$0.isEmpty && !$0.isPlainNumber && $0.text != item.text }
      && Set(own.map(\.text)).count > 1
  }

  /// What stands over a column in a row of the header: its own text, or that of the last one at its left.
  private func heading(_ column: Int, inRow index: Int) -> String {
    let row = grid.rows[index]
    return (0...column).last { !row[$0].isEmpty }.map { row[$0].text } ?? ""
  }

  /// Whether the only numbers of a row are those of months or quarters, under their word.
  private func isBelowMonths(_ index: Int) -> Bool {
    let items = grid.rows[index].items
    let above = grid.rows[index - 1]
    let numbers = items.indices.filter { items[$0].isPlainNumber }
    return numbers.count > 1
      && numbers.allSatisfy { column in
        guard let left = (0...column).last(where: { !above[$0].isEmpty }) else { return false }
        guard let word = PeriodLabels.partWord(above[left].text) else { return false }
        return meaning(of: word + " " + items[column].text).period != nil
      }
  }

  /// Whether a row is a further level of the header above it: it says nothing new of the columns of labels.
  private func isLower(_ index: Int, _ labels: [Int], below first: Int) -> Bool {
    let row = grid.rows[index]
    guard row.number == grid.rows[index - 1].number + 1,
      isBelowMonths(index)
        || row.items.allSatisfy({ $0.isEmpty || !$0.isPlainNumber || $0.isYear })
          && !row.isColumnNumbers && !isLineOfYears(index)
    else { return false }
    guard !isUnitLine(row), !headsSection(index), !isLineOfSigns(row) else { return false }
    let isBeside = labels.allSatisfy { column in
      row[column].isEmpty || row[column].text == grid.rows[first][column].text
    }
    let others = row.items.enumerated().filter { !$1.isEmpty && !labels.contains($0) }.map(\.offset)
    // A lower level stands under something.
    let above = (first..<index).flatMap { upper in
      grid.rows[upper].items.indices.filter {
        !labels.contains($0) && !grid.rows[upper][$0].isEmpty
      }
    }
    guard let leftmost = above.min(), let least = others.min() else { return false }
    return isBeside && leftmost <= least
  }
}

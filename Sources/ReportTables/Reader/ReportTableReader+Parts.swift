import ClusterMetrics
import Findings
import TableGrids
import TableLabels
import Tables

/// Parts that a table itself marks by "Trong đó", held against what they are parts of.
extension ReportTableReader {
  private struct Cell: Hashable {
    var row: Int
    var column: Int
  }

  /// Holds the numbers of a table against each other.
  mutating func compare(_ block: ReportBlock, _ columns: ReportColumns, from start: Int) {
    noteAlone(columns, from: start)
    let cells = cells(from: start)
    checkParts(block, columns, cells)
    checkMadeUp(block, columns, cells)
    checkCompared(columns, from: start)
    checkShares(columns, from: start)
    noteDoubtfulTitle(from: start)
    noteBarePlans(columns, from: start)
  }

  /// Numbers of a whole year under "Các chỉ tiêu chủ yếu năm 2025" count as results unless something calls them plans; those under
  /// "NHIỆM VỤ TRỌNG TÂM" as plans.
  private mutating func noteDoubtfulTitle(from start: Int) {
    let own = table.numbers.dropFirst(start)
    guard let title = context.doubtfulTitle, let first = own.first,
      own.allSatisfy({ $0.figure == first.figure && $0.period == first.period })
    else { return }
    let isYear = if case .year = first.period { true } else { false }
    guard
      first.figure == .plan
        || first.figure == .value
          && (isYear || ReportWords.saysAimOfTime(title: title)
            || ReportWords.isWanted(title: title))
    else { return }
    let (vi, en, other, key) =
      first.figure == .plan
      ? ("kế hoạch", "plans", ("kết quả", "results"), "value")
      : ("kết quả", "results", ("kế hoạch", "plans"), "plan")
    addOnce(
      .unknownFigure, about: "title \(title)",
      vi:
        "\"\(title)\": không rõ là kế hoạch hay kết quả; các số được tính là \(vi), nếu là \(other.0) hãy khai báo sources: {tables:"
        + " {files: …, figure: \(key)}}",
      en:
        "\"\(title)\": it is unclear whether these are plans or results; they count as \(en), and if they are \(other.1), say so"
        + " under sources: {tables: {files: …, figure: \(key)}}"
    )
  }

  /// Says which parts are more than their whole: the column in front of "Trong đó", or the row above it.
  private mutating func checkParts(
    _ block: ReportBlock, _ columns: ReportColumns, _ numbers: [Cell: ReportedNumber]
  ) {
    guard !numbers.isEmpty else { return }
    let rows = block.body.map { grid.rows[$0] }
    var pairs: [(part: Cell, whole: Cell)] = []
    // "Trong đó" over several columns is no part of their names.
    let marked = Set(
      columns.numbers.filter { numbers in
        block.headings(numbers.column, in: grid, blocks).contains(where: \.text.saysAmong)
      }.map(\.column))
    for part in columns.numbers where marked.contains(part.column) {
      let whole = columns.numbers.last {
        $0.column < part.column && !marked.contains($0.column)
      }
      guard let whole else { continue }
      pairs += rows.map {
        (Cell(row: $0.number, column: part.column), Cell(row: $0.number, column: whole.column))
      }
    }
    if let label = columns[.indicator] {
      var whole: Int?
      for row in rows where !row[label].isEmpty {
        if ReportTableReader.isPart(row[label].text) {
          guard let whole else { continue }
          pairs += columns.numbers.map {
            (Cell(row: row.number, column: $0.column), Cell(row: whole, column: $0.column))
          }
        } else if !row[label].text.isMarkedAsPart {
          whole = row.number
        }
      }
    }
    for pair in pairs {
      guard let part = numbers[pair.part], let whole = numbers[pair.whole],
        part.isAlike(whole), part.value > whole.value
      else { continue }
      let (own, all) = (part.indicator.name, whole.indicator.name)
      add(
        .partAboveWhole, .warning, at: part.place, about: nil,
        vi:
          "\(own.vietnamese): \(part.value.vietnamese) lớn hơn \(all.vietnamese) (\(whole.value.vietnamese)), dù biểu ghi là \"trong"
          + " đó\"; hãy kiểm tra lại",
        en:
          "\(own.english): \(part.value) is more than \(all.english) (\(whole.value)), of which the table says it is a part: check"
          + " them")
    }
  }

  private func cells(from start: Int) -> [Cell: ReportedNumber] {
    Dictionary(
      table.numbers.dropFirst(start).compactMap { number -> (Cell, ReportedNumber)? in
        guard let row = number.place.row, let column = number.place.column else { return nil }
        return (Cell(row: row, column: column - 1), number)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Says which numbers are not what the columns beside them, or the rows below them, make together; see `LineSums`.
  private mutating func checkMadeUp(
    _ block: ReportBlock, _ columns: ReportColumns, _ numbers: [Cell: ReportedNumber]
  ) {
    let headed = columns.numbers.map { numbers -> LineSums.Line in
      let items = block.headings(numbers.column, in: grid, blocks).filter { !$0.isEmpty }
      return LineSums.Line(place: numbers.column, levels: items.map(\.text).uniqued)
    }
    let across = (LineSums.all(headed) + formulas(block, columns)).uniqued
    let rows = block.body.map { grid.rows[$0] }
    var labelled: [LineSums.Line] = []
    if let label = columns[.indicator] {
      for row in rows where !row[label].isEmpty {
        let text = row[label].text
        labelled.append(LineSums.Line(place: row.number, levels: [text], mark: text.partMark))
      }
    }
    let formulas = RowFormulas(block, in: grid, columns)
    let down = (LineSums.all(labelled) + formulas.stated).uniqued
    let filled = Set(
      rows.flatMap { row in
        columns.numbers.filter { !row[$0.column].isEmpty }.map {
          Cell(row: row.number, column: $0.column)
        }
      })
    for sum in across {
      for row in rows { check(sum, numbers, filled) { Cell(row: row.number, column: $0) } }
    }
    for sum in down {
      for column in columns.numbers {
        check(sum, numbers, filled) { Cell(row: $0, column: column.column) }
      }
    }
    checkAssumed(formulas, columns, numbers, filled)
    for sum in LineSums.sexes(headed) {
      checkLikely(
        rows.compactMap { row in
          made(sum, numbers, filled) { Cell(row: row.number, column: $0) }
        })
    }
    for sum in LineSums.sexes(labelled) {
      checkLikely(
        columns.numbers.compactMap { column in
          made(sum, numbers, filled) { Cell(row: $0, column: column.column) }
        })
    }
  }

  /// Lines that are not the sums of the numbered lines below them: where others of the table are, or where they are called
  /// totals and the numbers are money, of which nothing is counted twice.
  private mutating func checkAssumed(
    _ formulas: RowFormulas, _ columns: ReportColumns, _ numbers: [Cell: ReportedNumber],
    _ filled: Set<Cell>
  ) {
    let all = formulas.assumed.flatMap { sum, isCalledTotal in
      columns.numbers.compactMap { column in
        made(sum, numbers, filled) { Cell(row: $0, column: column.column) }
          .map { (made: $0, isCalledTotal: isCalledTotal) }
      }
    }
    let right = all.count { $0.made.isRight && $0.made.made != .zero }
    for (own, isCalledTotal) in all where !own.isRight {
      let isMoney = own.whole.indicator.isMoney
      // What others show once may be chance, where nothing says that it is a total or money.
      let needed = isCalledTotal && isMoney ? 0 : isCalledTotal || isMoney ? 1 : 2
      if right >= needed { addWrongSum(own) }
    }
  }

  /// Says which numbers are not the sums that at least as many others are.
  private mutating func checkLikely(_ all: [Made]) {
    let wrong = all.filter { !$0.isRight }
    let right = all.count { $0.isRight && $0.made != .zero }
    guard right > 0, right >= wrong.count else { return }
    for own in wrong { addWrongSum(own) }
  }

  /// A number of the table, and what others make together.
  private struct Made {
    var whole: ReportedNumber
    var added: [ReportedNumber]
    var subtracted: [ReportedNumber]
    var made: Quantity {
      func sum(_ numbers: [ReportedNumber]) -> Quantity { numbers.map(\.value).reduce(.zero, +) }
      return Quantity(parts: sum(added).parts - sum(subtracted).parts)
    }
    var isRight: Bool { whole.value.isSum(made, of: added.count + subtracted.count) }
  }

  /// What the row that numbers the columns says of them: "(5)=(3)-(4)".
  private func formulas(_ block: ReportBlock, _ columns: ReportColumns) -> [LineSums.Sum] {
    let rows = (block.header.lowerBound..<min(block.body.lowerBound + 1, grid.rows.count))
    guard
      let row = rows.lazy.map({ grid.rows[$0] }).first(where: { row in
        row.isColumnNumbers && row.items.contains { $0.text.contains("=") }
      })
    else { return [] }
    func bare(_ text: some StringProtocol) -> String {
      String(text.filter { !"() ".contains($0) })
    }
    let places = Dictionary(
      columns.numbers.map { numbers in
        (bare(row[numbers.column].text.prefix { $0 != "=" }), numbers.column)
      }, uniquingKeysWith: { first, _ in first })
    return columns.numbers.compactMap { numbers in
      let sides = row[numbers.column].text.split(separator: "=").map { bare($0) }
      guard sides.count == 2, sides[1].allSatisfy({ $0.isNumber || "+-−".contains($0) }) else {
        return nil
      }
      var sum = LineSums.Sum(whole: numbers.column, added: [])
      var rest = Substring(sides[1])
      var isSubtracted = false
      while !rest.isEmpty {
        let label = rest.prefix(while: \.isNumber)
        guard let place = places[String(label)], place != numbers.column else { return nil }
        if isSubtracted { sum.subtracted.append(place) } else { sum.added.append(place) }
        rest = rest.dropFirst(label.count)
        isSubtracted = rest.first.map { $0 != "+" } ?? false
        rest = rest.dropFirst()
      }
      return sum.added.count + sum.subtracted.count > 1 ? sum : nil
    }
  }

  /// - Parameter cell: where a line meets the row or column that is looked at.
  /// - Returns: `nil` where a number lacks, or where one is of another kind.
  private func made(
    _ sum: LineSums.Sum, _ numbers: [Cell: ReportedNumber], _ filled: Set<Cell>,
    _ cell: (Int) -> Cell
  ) -> Made? {
    guard let whole = numbers[cell(sum.whole)] else { return nil }
    // An empty cell among others is none; what could not be read makes no sum.
    func terms(_ lines: [Int]) -> [ReportedNumber]? {
      let own = lines.filter { filled.contains(cell($0)) }
      let read = own.compactMap { numbers[cell($0)] }
      return read.count == own.count ? read : nil
    }
    guard let added = terms(sum.added), let subtracted = terms(sum.subtracted), !added.isEmpty,
      (added + subtracted).allSatisfy({ $0.makesUp(whole) })
    else { return nil }
    return Made(whole: whole, added: added, subtracted: subtracted)
  }

  private mutating func check(
    _ sum: LineSums.Sum, _ numbers: [Cell: ReportedNumber], _ filled: Set<Cell>,
    _ cell: (Int) -> Cell
  ) {
    guard let own = made(sum, numbers, filled, cell), !own.isRight else { return }
    addWrongSum(own)
  }

  private mutating func addWrongSum(_ own: Made) {
    let (whole, made) = (own.whole, own.made)
    let name = whole.indicator.name
    let written =
      own.added.map(\.value.vietnamese).joined(separator: " + ")
      + own.subtracted.map { " − " + $0.value.vietnamese }.joined()
    let english =
      own.added.map { "\($0.value)" }.joined(separator: " + ")
      + own.subtracted.map { " − \($0.value)" }.joined()
    addWrongSum(
      at: whole.place, of: (own.added + own.subtracted).map(\.place),
      vi:
        "\(name.vietnamese): biểu ghi \(whole.value.vietnamese), nhưng \(written) = \(made.vietnamese); hãy kiểm tra lại",
      en: "\(name.english): the table says \(whole.value), but \(english) = \(made): check them")
  }

  /// Whether a label, or a level of a header, says that it is a part.
  private static func isPart(_ text: String) -> Bool {
    text.components(separatedBy: " / ").contains(where: \.saysAmong)
  }
}

extension ReportedNumber {
  /// Whether it may be a part of another number's sum.
  fileprivate func makesUp(_ whole: ReportedNumber) -> Bool {
    group == whole.group && !isNotApplicable && !whole.isNotApplicable && indicator.addsUp
      && whole.indicator.addsUp && indicator.unitOfMeasure == whole.indicator.unitOfMeasure
  }

  /// Whether another number counts the same kind of things of the same unit and time.
  fileprivate func isAlike(_ other: ReportedNumber) -> Bool {
    period == other.period && group == other.group && figure == other.figure
      && !isNotApplicable && !other.isNotApplicable && indicator.addsUp && other.indicator.addsUp
      && indicator.unitOfMeasure == other.indicator.unitOfMeasure
  }
}

import ClusterMetrics
import OfficeWords
import TableGrids

/// Which columns hold labels where no header says so.
extension ReportColumns {
  /// Whether a column "Unit" or "Đơn vị" beside indicators says what each is measured in: no line stands twice, as it would for
  /// several who report it, and no cell is a name.
  func isMeasureOfLines(
    _ column: Int, _ values: [Grid.Item], _ block: ReportBlock, _ grid: Grid,
    _ blocks: ReportBlocks
  ) -> Bool {
    guard let labels = self[.indicator], labels < column, !values.isEmpty else { return false }
    let lines = block.body.map { grid.rows[$0][labels].text }.filter { !$0.isEmpty }
    guard lines.count > 1, Set(lines).count == lines.count else { return false }
    func isMeasure(_ item: Grid.Item) -> Bool {
      item.text.first?.isUppercase == false
        // "GB", "USD", "USD thousand"
        || item.text.split(separator: " ").first.map { first in
          first.count < 5 && first.allSatisfy { $0.isUppercase || $0.isNumber }
        } ?? false
    }
    return values.allSatisfy { item in
      item.kind == .text && isMeasure(item)
        && !OfficeNames.isOffice(item.text) && blocks.meaning(of: item.text).who == nil
    }
  }

  /// Whether a column of labels only numbers its lines: "a)", "1.2", "iv".
  func holdsMarks(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    let texts = block.body.map { grid.rows[$0][column] }
      .filter { !$0.isEmpty && ($0.merge?.columns.count ?? 1) == 1 }.map(\.text)
    return !texts.isEmpty
      && texts.allSatisfy { text in
        text.count < 6 && text.allSatisfy { $0.isNumber || $0.isASCII }
          && (text.contains(where: \.isNumber) || text.count(where: \.isLetter) < 2
            || text.isGroupMark)
      }
  }

  /// Whether a label is an office's name, and no kind of people or things that begins with the same word: "Hội Nông dân", but not
  /// "Hội viên mới kết nạp"; "Trường Mầm non Hoa Sen", but not "Trường mầm non".
  private static func isNamed(_ label: String) -> Bool {
    let words = label.withoutNumbering.split(whereSeparator: \.isWhitespace)
    return OfficeNames.isOffice(label)
      && words.dropFirst().contains { $0.first?.isUppercase == true || $0.first?.isNumber == true }
  }

  /// Where no header and no name says what the rows are, the last column of texts in front of the numbers: units where most
  /// are called as offices and places are, or else indicators.
  private mutating func guessLabels(
    _ block: ReportBlock, _ grid: Grid, _ blocks: ReportBlocks, before firstNumber: Int,
    from first: Int
  ) {
    // "Nội dung" over the names of offices is a heading of units.
    if self[.unit] == nil, let column = self[.indicator], column < firstNumber {
      let labels = block.body.map { grid.rows[$0][column].text.withoutNumbering }
        .filter { !$0.isEmpty && !TotalWords.isTotal($0) }
      // What a commune reports of its schools and associations are its own numbers.
      let issuer = Letterhead(block.titles, in: grid).unit
      let isOfCommune =
        issuer.map { OfficeNames.height($0) == 1 && OfficeNames.isPlace($0) } ?? false
        && !labels.contains(where: OfficeNames.isPlace)
      if !isOfCommune, labels.count(where: ReportColumns.isNamed) * 2 > labels.count {
        roles[column] = .unit
      }
    }
    guard self[.unit] == nil, self[.indicator] == nil, periods.columns.isEmpty,
      first < firstNumber
    else { return }
    func texts(_ column: Int) -> [String] {
      // "1. Phường Ba Đình" is a name.
      block.body.map { grid.rows[$0][column] }.filter { !$0.isEmpty && !$0.isPlainNumber }
        .map(\.text.withoutNumbering)
    }
    let column = (first..<firstNumber).last { column in
      roles[column] == nil && texts(column).count * 2 > block.body.count
    }
    guard let column else { return }
    let labels = texts(column).filter { !TotalWords.isTotal($0) }
    let saysWho = block.titles.contains { index in
      grid.rows[index].items.contains {
        OfficeNames.isOffice($0.text) || $0.text.statedUnit != nil
      }
    }
    let units = labels.count {
      (saysWho ? ReportColumns.isNamed($0) : OfficeNames.isOffice($0)) || OfficeNames.isBody($0)
    }
    // "Phòng GD&ĐT" and "BHXH huyện" head names of such, however these are written.
    let isKind =
      ReportColumns.levels(block.headings(column, in: grid, blocks)).last
      .map(OfficeNames.isKindOfBodies) ?? false
    // "Đội thuế" over "Đội thuế số 1" and "Đội thuế số 2"
    let header = ReportColumns.levels(block.headings(column, in: grid, blocks)).last ?? ""
    let kind = NameKey(header).text + " "
    let areOfKind =
      labels.count > 1 && header.count > 2
      && labels.count { NameKey($0).text.hasPrefix(kind) } * 3 >= labels.count * 2
    // Under "Số dự án" and "Vốn (tỷ đồng)" stand numbers of whom the rows name, unless a title says who reports.
    // "Nga Tân", "Nga Tiến", "Nga An": every word of every label is a name's.
    let areNames = labels.count > 1 && OfficeNames.areNames(labels)
    let counts = numbers.contains { numbers in
      let name = numbers.unknown ?? ""
      return !name.isEmpty && OfficeNames.isNoUnit(name) || numbers.measure != nil
        || name.bracketAtEnd.map { MeasureWords.isMeasure($0.inner) } ?? false
    }
    roles[column] =
      units * 2 >= labels.count || isKind || areOfKind || areNames || counts && !saysWho
      ? .unit : .indicator
    passed.removeAll { $0.column == column }
  }

  /// Where no header says which column has units or indicators, the first ones whose texts are such.
  mutating func findLabels(
    _ block: ReportBlock, _ grid: Grid, _ blocks: ReportBlocks, _ words: ReportWords,
    from first: Int
  ) {
    let firstNumber = max(numbers.map(\.column).min() ?? grid.width, first)
    // Below "Đơn vị" units may head the lines of what each reports.
    if words.knowsNoIndicator, self[.indicator] == nil, let column = unitColumns.only,
      !RepeatedSections(block, in: grid, labels: column, numbers: numbers.map(\.column)).headings
        .isEmpty
    {
      roles[column] = .indicator
    }
    for column in first..<firstNumber {
      if let role = roles[column], ![.unit, .indicator].contains(role) { continue }
      let texts = block.body.map { grid.rows[$0][column] }
        .filter { !$0.isEmpty && !$0.isPlainNumber }.map(\.text)
      guard !texts.isEmpty else { continue }
      let meanings = texts.map { blocks.meaning(of: $0) }
      let units = meanings.count { $0.who.map { $0 != .total && $0 != .subtotal } ?? false }
      // "Mầm non" beside "Số trường | Số lớp" says of what each column counts.
      let indicators = zip(texts, meanings).count { text, meaning in
        meaning.indicator != nil
          // Where none is known yet, no combination of words is one: a province's table has thousands of them.
          || !words.knowsNoIndicator
            && numbers.contains { column in
              column.unknown.map {
                blocks.meaning(of: text.withoutNumbering + " / " + $0).indicator != nil
              } ?? false
            }
      }
      let times = meanings.compactMap(\.period)
      // Below "Chỉ tiêu", times behind a line that is none are figures of that: "Lũy kế (T1-T6)", "Từ 01/01 đến 30/6".
      let isOfLines =
        roles[column] == .indicator && meanings[0].period == nil && meanings[0].who == nil
        && !OfficeNames.isOffice(texts[0])
      if !isOfLines, Set(times).count > 1, times.count > max(units, indicators),
        times.count * 2 >= texts.count,
        !PeriodRows.describes(self[.unit], by: column, in: block, grid)
      {
        roles[column] = .period
        periods.add(column, "")
        passed.removeAll { $0.column == column }
        continue
      }
      let other: LabelRole? = units > indicators ? .unit : indicators > units ? .indicator : nil
      guard let other, max(units, indicators) * 2 >= texts.count || roles[column] == nil else {
        continue
      }
      guard roles[column] != nil || self[other] == nil else { continue }
      roles[column] = other
      passed.removeAll { $0.column == column }
    }
    if words.knowsNoIndicator { guessLabels(block, grid, blocks, before: firstNumber, from: first) }
  }
}

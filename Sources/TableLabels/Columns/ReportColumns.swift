import ClusterMetrics
import OfficeWords
import TableGrids

/// What the columns of a report table are: labels of its rows, and numbers with what their headers say.
package struct ReportColumns {
  package var roles: [Int: LabelRole] = [:]
  /// The columns that say a period for each row.
  package var periods = PeriodRows()
  package var numbers: [Numbers] = []
  /// Columns that only compare what stands in others.
  package private(set) var compared: [Numbers] = []
  /// Those of them that sum up periods beside them.
  package private(set) var totalsOfPeriods: [Numbers] = []
  /// The columns that are headed "Tổng số" and nothing else, among others that are no units: one, or one of each period.
  package private(set) var totals: [Numbers] = []
  /// The columns of numbers below a heading which says that they are parts of what is counted: "Trong đó".
  package private(set) var parts: Set<Int> = []
  /// Columns of numbers without any heading.
  package private(set) var headless: [Int] = []
  /// The figures that labels of rows say.
  private(set) var figures: Set<Figure> = []
  /// The headers of columns that hold texts.
  package private(set) var texts: [String] = []
  /// Columns that hold texts, or numbers that are only compared, and why they are passed over.
  package var passed: [(column: Int, name: String, reason: LocalizedText)] = []

  private static let target = NameKey("Chỉ tiêu")
  private static let given = "Chỉ tiêu giao"

  /// - Parameters:
  ///   - range: the columns of the table, where another stands beside it.
  ///   - theme: what the table is about, which stands above the headers like another level of them.
  package init(
    _ block: ReportBlock, in grid: Grid, _ blocks: ReportBlocks, _ words: ReportWords,
    range: Range<Int>? = nil, theme: String? = nil
  ) {
    var before: [Grid.Item] = []
    let labels = (range ?? 0..<grid.width).first { column in
      ReportColumns.levels(block.headings(column, in: grid, blocks)).contains {
        [.unit, .indicator].contains(blocks.meaning(of: $0).role)
      }
    }
    let parents = PartColumns(block, in: grid, blocks, range ?? 0..<grid.width)
    let named = ReportColumns.namedByMeasure(block, in: grid, blocks, range ?? 0..<grid.width)
    var unread: [Numbers] = []
    for column in range ?? 0..<grid.width {
      let items = block.headings(column, in: grid, blocks)
      defer { before = items }
      var levels = parents.levels(of: column) ?? ReportColumns.levels(items)
      // "Tiêu chí" over "Quy hoạch" and "Giao thông" heads these, and is no label.
      // Text has no merged cells, and leaves what a heading covers empty.
      func isSpread() -> Bool {
        (items.first?.merge?.columns.count ?? 1) > 1
          || !grid.hasMerges && items.first?.isEmpty == false
            && [column - 1, column + 1].contains { other in
              other >= 0
                && block.headings(other, in: grid, blocks).first?.text == items.first?.text
            }
      }
      let values = block.body.map { grid.rows[$0][column] }.filter { !$0.isEmpty }
      // The names of those who sign below the numbers are none.
      let isCount = ReportColumns.isCount(
        block.lines(in: grid).lazy.map { $0[column] }.filter { !$0.isEmpty })
      // "Tháng trong năm" over 1, 2 and 3 counts from no New Year.
      levels = levels.dropLast().map { PeriodLabels.partWord($0) ?? $0 } + levels.suffix(1)
      // "Chỉ tiêu" over numbers says what was to be reached.
      if isCount {
        levels = levels.map { NameKey($0) == ReportColumns.target ? ReportColumns.given : $0 }
      }
      let isOver =
        levels.count > 1 && isSpread()
        && levels.last.map {
          blocks.meaning(of: $0).role == nil || isCount && LabelRole.mayBeCounted($0)
        } ?? false
      let stated = isOver ? nil : levels.lazy.compactMap { blocks.meaning(of: $0).role }.first
      // "Đơn vị" over "tỷ đồng" and "người" says what is measured in what.
      // A header that stands again at the top of a page or of a further table says nothing of the lines.
      let alone = values.filter { item in
        (item.merge?.columns.count ?? 1) == 1 && !items.contains { $0.text == item.text }
      }
      let isMeasure =
        stated == .unit
        && (MeasureWords.areMost(alone.map(\.text))
          || isMeasureOfLines(column, alone, block, grid, blocks))
      // So does "Khối" over "Khối 6" and "Khối 7" say what is counted.
      let areGrades =
        stated == .unit && levels.last.map { NameKey($0) == NameKey("Khối") } ?? false
        && OfficeNames.areGrades(values.map(\.text))
      // "Năm đạt chuẩn" says when, and is no amount.
      let areYears =
        levels.last.map(LabelRole.saysYearOf) ?? false && !values.isEmpty
        && values.allSatisfy { FigureWords.isYear($0.text) }
      let role = isMeasure || areYears ? .skip : areGrades ? .indicator : stated
      if levels.count == 1, let header = levels.first, PeriodLabels.isHeader(header),
        PeriodRows.areAll(values, under: header, blocks),
        role == .period || !PeriodRows.describes(labels, by: column, in: block, grid)
      {
        roles[column] = .period
        periods.add(column, header)
        continue
      }
      let lines = role == .indicator && column == labels ? lines(column, block, grid) : []
      if saysFigures(column, block, grid, words) || cyclesFigures(column, block, grid)
        || LabelWords.areFigures(lines)
      {
        roles[column] = .figure
        figures.formUnion(
          block.body.compactMap { Figure(saidBy: grid.rows[$0][column].text.withoutNumbering) })
        continue
      }
      if (role == nil || role == .skip || role == .period) && cyclesPeriods(column, block, grid)
        || LabelWords.arePeriods(lines)
      {
        roles[column] = .period
        periods.add(column, levels.joined(separator: " "))
        continue
      }
      // "Kỳ báo cáo" over numbers says that these are of the period.
      let isAmount =
        isCount
        && (role == .period || levels.contains(where: LabelRole.countsDocuments)
          // "Đối tượng" and "Tiêu chí" over how many there are.
          || role == .indicator || role == .skip && ReportColumns.countsContacts(levels, values)
          || role == .unit
            && (levels.contains(where: LabelRole.mayBeCounted)
              // "Đơn vị | Tổ chức đảng | Đảng viên"
              || self[.unit] != nil || self[.indicator] != nil
              // "Huyện, thị xã" over the names of districts.
              || levels.count > 1 && levels.last.map { blocks.meaning(of: $0).who != nil } ?? false))
        || role == .ordinal && levels.count > 1
        // "Kiểm tra / Tổ chức đảng" beside the names of those who checked them: "5 TCĐ".
        || role == .unit && levels.count > 1 && self[.unit] != nil && !values.isEmpty
          && values.allSatisfy { $0.text.first?.isNumber == true || $0.text.isDash }
      if let role, !isAmount {
        // "Lĩnh vực" beside "Chỉ tiêu" says of what kind, and not what is counted.
        if role == .indicator, let outer = self[.indicator],
          block.headings(outer, in: grid, blocks).last.map({ LabelRole.mayDescribe($0.text) })
            ?? false || holdsMarks(outer, block, grid)
        {
          roles[outer] = .skip
        }
        roles[column] = role
        if role == .unit, levels.contains(where: OfficeNames.isDistricts) {
          districts.insert(column)
        }
        if role == .period { periods.add(column, levels.joined(separator: " ")) }
        if role == .skip, values.contains(where: \.isPlainNumber) {
          passed.append(
            (
              column, levels.joined(separator: " / "),
              levels.contains(where: CumulativeWords.saysTerm)
                ? LocalizedText(vi: "số của cả giai đoạn, nhiệm kỳ", en: "of a longer term")
                : LocalizedText(vi: "không phải số liệu", en: "no numbers to count")
            ))
        }
        if isMeasure || levels.contains(where: { LabelRole.measures.contains(NameKey($0)) }) {
          measure = column
        }
        continue
      }
      // A column that only widens the one at its left.
      let isCovered =
        !items.isEmpty && items.last?.merge != nil && items.map(\.merge) == before.map(\.merge)
      let own = values.filter { $0.merge == nil || !isCovered }
      guard !own.isEmpty else { continue }
      // A dash beside texts is as little a number as a dash beside numbers is a text.
      let dashless = own.filter { !$0.text.isDash }
      let told = dashless.isEmpty ? own : dashless
      let count = told.count {
        $0.isValue || $0.isUncomputed || NumberWords.isMultiplied($0.text)
      }
      guard !levels.contains(where: { blocks.meaning(of: $0).isQuestion }) else {
        passed.append(
          (
            column, levels.joined(separator: " / "),
            LocalizedText(vi: "ý kiến bằng lời", en: "in words")
          ))
        continue
      }
      let isOfIndicator = levels.contains { blocks.meaning(of: $0).indicator != nil }
      var read: Numbers {
        ReportColumns.numbers(
          column, levels, blocks, words, theme, isNamedByMeasure: named.contains(column))
      }
      if let header = levels.last, let answers = answers(below: header, column, block, grid) {
        var answered = read
        // "Nhà văn hóa: Có | Không" is known by both levels together.
        if isOfIndicator || words.knowsNoIndicator || answered.meaning.indicator != nil {
          answered.answers = answers
          numbers.append(answered)
          continue
        }
      }
      // "Không có" is the commonest answer to a question, and no number of anything.
      if words.knowsNoIndicator, levels.last.map(OfficeNames.isQuestion) ?? false,
        !own.contains(where: \.isNumber)
      {
        passText(column, levels.joined(separator: " / "))
        continue
      }
      // "15 (05 nữ)" under an indicator's name is a number that cannot be read, and no text.
      let begun = told.count(where: ReportColumns.isBegunNumber)
      if !isOfIndicator, self[.indicator] == nil, ReportColumns.tellOfThings(told) {
        passText(column, levels.joined(separator: " / "))
        continue
      }
      let isMeant = isOfIndicator || words.knowsNoIndicator && begun == told.count
      guard count * 4 >= told.count || isMeant && begun * 2 >= told.count else {
        if levels.isEmpty { continue }
        if levels.contains(where: { blocks.meaning(of: $0).isPlaced }) {
          unread.append(read)
          continue
        }
        passText(column, levels.joined(separator: " / "))
        continue
      }
      guard !levels.isEmpty else {
        headless.append(column)
        continue
      }
      numbers.append(read)
    }
    settleUnread(unread)
    settleDescriptions(block, grid, blocks)
    findLabels(block, grid, blocks, words, from: range?.lowerBound ?? 0)
    noteLastYear()
    settleMarks(block, grid)
    // Where no column is of a unit, a column "Tổng số" is the whole of what its rows say.
    if !numbers.contains(where: { $0.meaning.who != nil && $0.meaning.who != .total }) {
      totals = numbers.filter {
        $0.meaning.who == .total && $0.meaning.indicator == nil && $0.meaning.figure != .plan
      }
      let times = totals.map { [$0.meaning.period?.name, $0.meaning.figure?.rawValue] }
      if Set(times).count < times.count { totals = [] }
      for index in numbers.indices { numbers[index].meaning.who = nil }
    }
    settleWhole(block, grid)
    settleGroups(words)
    settleReached(block, grid, blocks)
    settleSpent()
    settleWholePlans()
    settlePlans(blocks)
    settleResolutions()
    settlePlansOfParts()
    settlePlanVersions()
    settleSiblings()
    settleBalances(words)
    settleTotalPlans()
    let parts = numbers.filter { column in
      block.headings(column.column, in: grid, blocks).dropLast().contains {
        PartColumns.saysPartsOfCount($0.text)
      }
    }
    // "Trong đó: Nga Sơn | Hà Trung" are units.
    let areUnits = parts.count > 1 && OfficeNames.areNames(parts.map(\.lastLevel))
    self.parts = areUnits ? [] : Set(parts.map(\.column))
    settleValues(parts: areUnits ? [] : parts.map(\.column))
    settleForms()
    settleYears(blocks)
    settleKinds(blocks)
    settleRemainders()
    settleNotes(block, grid)
    settleSums(block, grid)
    if words.knowsNoIndicator { settleMeasures() }
    settlePeriods()
    settleLongerTerms()
    settleCarried()
    settlePartsOfPeriod()
    compared = numbers.filter { $0.meaning.isCompared }
    totalsOfPeriods = compared.filter(\.isTotalOfPeriods)
    passed += compared.map {
      ($0.column, $0.name, LocalizedText(vi: "chỉ để so sánh", en: "only compares"))
    }
    numbers.removeAll { $0.meaning.isCompared }
    totals.removeAll { total in !numbers.contains { $0.column == total.column } }
  }

  /// Columns of units or periods in which nothing can be read as a number are numbers all the same where others of their
  /// kind are: what stands there is wrong, and no text.
  private mutating func settleUnread(_ unread: [Numbers]) {
    let placed = numbers.count { $0.meaning.isPlaced }
    for column in unread {
      guard placed >= unread.count else {
        passText(column.column, column.name)
        continue
      }
      let place = numbers.firstIndex { $0.column > column.column } ?? numbers.endIndex
      numbers.insert(column, at: place)
    }
  }

  /// "Lĩnh vực" beside "Đơn vị" says what is counted where units stand in several rows; in one row for each it describes
  /// them, as it does where the columns say what they count.
  private mutating func settleDescriptions(
    _ block: ReportBlock, _ grid: Grid, _ blocks: ReportBlocks
  ) {
    guard let unit = self[.unit], let column = self[.indicator] else { return }
    let levels = ReportColumns.levels(block.headings(column, in: grid, blocks))
    guard levels.contains(where: LabelRole.mayDescribe) else { return }
    let rows = block.body.map { grid.rows[$0] }.filter { !$0[column].isEmpty }
    let units = rows.map { $0[unit].text }
    let isRepeated = units.contains("") || Set(units).count < units.count
    guard !isRepeated || numbers.contains(where: { $0.meaning.indicator != nil }) else { return }
    roles[column] = nil
    passText(column, levels.joined(separator: " / "))
  }

  /// Whether a column says of each row what its numbers are: "Kế hoạch" and "Thực hiện" below each other.
  private func saysFigures(
    _ column: Int, _ block: ReportBlock, _ grid: Grid, _ words: ReportWords
  ) -> Bool {
    // "- Kế hoạch"
    let texts = Set(
      block.lines(in: grid).map { $0[column].text.withoutNumbering }.filter { !$0.isEmpty })
    let kept = texts.filter { Figure(saidBy: $0)?.counts ?? false }
    // "6 tháng đầu năm 2025" beside "Kế hoạch năm 2026" is a result.
    let results = texts.filter {
      Figure(saidBy: $0) == nil && PeriodLabels.isPeriod($0)
    }
    let isBesidePlan = kept.contains { Figure(saidBy: $0) == .plan }
    return kept.count + (isBesidePlan ? results.count : 0) > 1
      && texts.allSatisfy {
        Figure(written: $0) != nil || words.isFigure($0) || isBesidePlan && results.contains($0)
      }
  }

  private mutating func passText(_ column: Int, _ header: String) {
    texts.append(header)
    passed.append((column, header, LocalizedText(vi: "cột ghi chữ, không ghi số", en: "text")))
  }

  /// "Tỉnh Thanh Hóa" behind the columns of all its units holds their sums in every row.
  private mutating func settleWhole(_ block: ReportBlock, _ grid: Grid) {
    let places = numbers.indices.filter { !numbers[$0].meaning.isCompared }
    guard self[.unit] == nil, places.count > 2 else { return }
    for place in [places[0], places[places.count - 1]] where numbers[place].mayNameWhole {
      let others = places.filter { $0 != place }.map { numbers[$0].column }
      let agreeing = block.body.compactMap { index -> Bool? in
        let row = grid.rows[index]
        func value(_ column: Int) -> Double? {
          row[column].reading()?.outcome.quantity?.doubleValue
        }
        guard let stated = value(numbers[place].column), stated != 0 else { return nil }
        let sum = others.compactMap(value).reduce(0, +)
        return abs(sum - stated) <= max(abs(stated), 1) * 1e-9
      }
      // Where most rows agree, the others are wrong.
      let right = agreeing.count { $0 }
      guard right > 0, right * 2 >= agreeing.count else { continue }
      (numbers[place].meaning.who, numbers[place].unknown) = (.total, nil)
    }
  }

  /// How a column of one row for each unit says yes and no, where it does.
  private func answers(
    below header: String, _ column: Int, _ block: ReportBlock, _ grid: Grid
  ) -> YesNo? {
    guard self[.indicator] == nil, let unit = unitColumns.last else { return nil }
    let filled = block.body.map { grid.rows[$0] }.filter {
      !$0[unit].isEmpty && !TotalWords.isTotal($0[unit].text)
    }.map { $0[column] }.filter { !$0.isEmpty }
    guard filled.allSatisfy({ $0.kind == .text }) else { return nil }
    return YesNo(filled.map(\.text), under: header)
  }

  /// The columns that name units, from the left, those of districts before those of their communes.
  package var unitColumns: [Int] {
    roles.filter { $0.value == .unit }.map(\.key).sorted {
      (districts.contains($0) ? 0 : 1, $0) < (districts.contains($1) ? 0 : 1, $1)
    }
  }
  /// The columns of units that are headed as districts are.
  private var districts: Set<Int> = []

  /// Whether a column of units is headed as districts are.
  package func isOfDistricts(_ column: Int) -> Bool { districts.contains(column) }

  package subscript(role: LabelRole) -> Int? {
    roles.filter { $0.value == role }.map(\.key).min()
  }

  /// The column that says what the numbers of a row are measured in.
  package private(set) var measure: Int?
  /// Whether rows say what there was, what came and went, and what there is in the end.
  package var isMovement = false

  /// What stands in the columns.
  package var axes: [String] {
    [
      ("unit", numbers.contains { $0.meaning.who != nil && $0.meaning.who != .total }),
      ("indicator", numbers.contains { $0.meaning.indicator != nil }),
      ("period", numbers.contains { $0.meaning.period != nil }),
      ("figure", numbers.contains { $0.meaning.figure != nil }),
    ].filter(\.1).map(\.0)
  }
}

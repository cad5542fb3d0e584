import ClusterMetrics
import Foundation
import OfficeWords
import TableGrids

/// Reads the labels of a report table's rows, one row after the other.
package struct ReportRows {
  let columns: ReportColumns
  private let outline: RowOutline
  package let words: ReportWords
  let blocks: ReportBlocks
  /// The numbers of rows that sum up their neighbours; see `SubtotalRows`.
  private let subtotals: Set<Int>
  /// The numbers of rows that say parts of units' numbers.
  private let parts: Set<Int>
  /// What the lines above the table say of the period.
  package var within: Period?
  private var lastUnit: String?
  /// The district that a column in front of that of communes says.
  private var lastDistrict: String?
  private var lastMeasure: String?
  /// The indicator of the row above.
  var lastIndicator: Indicator?
  /// What the row above says of that indicator, if it is a line such as "Lũy kế".
  var lastFigure: Figure?
  /// The labels that the row may be a part of: the last group, and the last line that is no part.
  private var group: String?
  private var whole: String?
  package private(set) var axes: [String] = []
  /// What lines between the rows say of those below them.
  private var between = Label()

  package init(
    _ columns: ReportColumns, _ outline: RowOutline, words: ReportWords, blocks: ReportBlocks,
    subtotals: Set<Int> = [], parts: Set<Int> = []
  ) {
    self.outline = outline
    (self.columns, self.words, self.blocks) = (columns, words, blocks)
    (self.subtotals, self.parts) = (subtotals, parts)
  }

  package mutating func label(of row: Grid.Row, year: Int?) -> Label {
    let isLine = noteBetween(row, year)
    var label = own(row)
    (label.isLine, label.isCompared) = (isLine, between.isCompared)
    label.unknownPeriod = label.unknownPeriod ?? (label.period == nil ? between.unknownPeriod : nil)
    label.period = label.period ?? between.period
    label.isOfYear = label.isOfYear || label.figure == nil && between.isOfYear
    label.figure = label.figure ?? between.figure
    label.measure = label.measure ?? between.measure
    if columns[.unit] == nil, label.who == nil {
      (label.who, label.unknownWho) = (between.who, label.unknownWho ?? between.unknownWho)
    }
    if columns[.indicator] == nil {
      label.indicator = label.indicator ?? between.indicator
      label.indicatorText = label.indicatorText ?? between.indicatorText
    }
    return label
  }

  /// Takes note of a line that holds one text and no number: "Quý II năm 2024", "Huyện Nga Sơn", "Kế hoạch".
  ///
  /// - Returns: whether it is such a line.
  private mutating func noteBetween(_ row: Grid.Row, _ year: Int?) -> Bool {
    // "Quý I" with what the units below it add up to says of when these are.
    if subtotals.contains(row.number), let name = row.onlyName,
      blocks.meaning(of: name.withoutNumbering).period != nil
    {
      note(name, year)
      return false
    }
    let texts = row.items.filter { !$0.isEmpty }.map(\.text).uniqued
    let marks = texts.filter { !$0.isGroupMark && !numbersUnit($0, row) }
    guard let text = marks.only, !columns.numbers.contains(where: { row[$0.column].isNumber })
    else { return false }
    note(text, year)
    return true
  }

  /// Takes note of what a text says of the rows below it.
  private mutating func note(_ text: String, _ year: Int?) {
    let meaning = blocks.meaning(of: text.withoutNumbering)
    between.isCompared = LabelWords.compares(text)
    notePart(text, year)
    if let measure = MeasureWords.stated(text) { between.measure = measure }
    if let period = meaning.period ?? PeriodMentions.all(in: text, year: year).only {
      between.period = period
    }
    if let figure = meaning.figure {
      (between.figure, between.isOfYear) = (figure, meaning.isOfYear)
    } else if ReportWords.saysAim(title: text), let own = between.period,
      words.calendar.isAhead(own, of: within)
    {
      // "II. Dự kiến tháng 7" below the results of June
      between.figure = .plan
    }
    if let indicator = meaning.indicator { between.indicator = indicator }
    // What columns count may be told apart by the line alone: "Nam" and "Nữ" below "Số người được tư vấn".
    if meaning.who == nil, meaning.period == nil, meaning.figure == nil {
      between.indicatorText = text.withoutNumbering
    }
    if case .units = meaning.who { (between.who, between.unknownWho) = (meaning.who, nil) }
    guard meaning.who == nil, let name = text.statedUnit else { return }
    let unit = words.unit(mentionedIn: name)
    (between.who, between.unknownWho) = (unit.map { .units([$0]) }, unit == nil ? name : nil)
  }

  /// A line of a part of a year: one that is known holds for the rows below, one that is not makes them nobody's.
  private mutating func notePart(_ text: String, _ year: Int?) {
    let calendar = words.calendar
    if let named = calendar.names.days(mentionedIn: text, year: year) {
      if let within, calendar.isOutside(named, within) {
        (between.period, between.unknownPeriod) = (nil, text)
        return
      }
      (between.period, between.unknownPeriod) = (.named(named), nil)
    } else if let period = calendar.period(ofDaysIn: text, year: year) {
      (between.period, between.unknownPeriod) = (period, nil)
    } else if !PeriodMentions.all(in: text, year: year).isEmpty {
      between.unknownPeriod = nil
    } else if let part = PeriodMentions.unknownPart(in: text)?.text {
      (between.period, between.unknownPeriod) = (nil, part)
    }
  }

  private mutating func own(_ row: Grid.Row) -> Label {
    var label = Label()
    let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
    readUnit(row, ordinal, &label)
    readIndicator(row, ordinal, &label)
    readPeriod(row, &label)
    if let column = columns[.sent] { label.sent = row[column].day }
    readFigure(row, &label)
    let measure = columns.measure.map { row[$0].text } ?? ""
    if !measure.isEmpty, !MeasureWords.isDitto(measure) { lastMeasure = measure }
    label.measure = measure.isEmpty ? nil : lastMeasure
    for (axis, isThere) in [
      ("unit", label.who != nil && label.who != .total), ("indicator", label.indicator != nil),
      ("period", label.period != nil), ("figure", label.figure != nil),
    ] where isThere && !axes.contains(axis) { axes.append(axis) }
    return label
  }

  private func readFigure(_ row: Grid.Row, _ label: inout Label) {
    guard let text = columns[.figure].map({ row[$0].text.withoutNumbering }), !text.isEmpty else {
      return
    }
    let meaning = blocks.meaning(of: text)
    label.figure = Figure(saidBy: text)
    // "6 tháng đầu năm 2025" among "Kế hoạch" and "So với KH": the result of then.
    if label.figure == nil, meaning.figure == nil, let period = meaning.period {
      (label.figure, label.period) = (.value, label.period ?? period)
    }
    label.isCumulative = label.figure == .lastYear && meaning.isCumulative
    // "Thực hiện đến hết tháng 6" is no number of June.
    if label.figure == .value, meaning.figure == .cumulative { label.figure = .cumulative }
    if label.figure == .value || label.figure == .cumulative || meaning.figure == .plan {
      label.period = label.period ?? meaning.period
    }
    notePlan(text, &label)
    // "Giao | Đạt | Tỷ lệ" below each other
    if label.figure?.counts != true, LabelWords.isDone(text),
      !columns.figures.contains(.value), !columns.figures.contains(.cumulative)
    {
      label.figure = .value
    }
    // "So sánh (%)" only compares the rows above it, and "Còn lại" follows from them.
    if label.figure?.counts != true { label.isSubtotal = true }
  }

  private mutating func readPeriod(_ row: Grid.Row, _ label: inout Label) {
    guard let column = columns.periods.columns.last?.column, !row[column].isEmpty else { return }
    let text = row[column].text
    label.period =
      columns.periods.period(of: row, blocks) ?? words.calendar.period(written: text)
    guard label.period == nil else {
      // "Kế hoạch năm 2024" among "Thực hiện 6 tháng đầu năm 2024"
      let meaning = blocks.meaning(of: text)
      if let figure = meaning.figure, figure == .plan || figure == .lastYear {
        label.figure = label.figure ?? figure
      }
      return
    }
    switch blocks.meaning(of: text).who ?? words.who(text) {
    case .units(let units)?:
      // A unit heads the months below it, and may say their sum.
      (label.who, label.whoText, label.headsPeriods) = (.units(units), text, true)
      (between.who, between.unknownWho) = (label.who, nil)
    case .total?:
      // "Cộng" below the months of one unit sums these up.
      let hasUnit = label.who.map { $0 != .total } ?? (between.who != nil)
      if hasUnit { (label.isSubtotal, label.group) = (true, text) } else { label.who = .total }
    case .subtotal?, .cluster?: label.isSubtotal = true
    case nil where LabelWords.comparesPeriods(text):
      (label.isSubtotal, label.group) = (true, text)
    case nil: label.unknownPeriod = text
    }
  }

  private mutating func readUnit(_ row: Grid.Row, _ ordinal: String, _ label: inout Label) {
    // Of a district and a commune the latter says whose number it is.
    let filled = columns.unitColumns.last { !row[$0].isEmpty }
    guard let column = filled ?? columns[.unit] else {
      // A total that stands in the place of an indicator or a number is said by any label.
      if columns[.indicator] == nil, isTotal(row) { label.who = .total }
      return
    }
    var text = row[column].text
    if text.isEmpty, isTotal(row) {
      label.who = .total
      return
    }
    // Units that stand once for several rows below.
    let goesOn = [LabelRole.indicator, .figure, .period].contains { role in
      columns[role].map { !row[$0].isEmpty } ?? false
    }
    if text.isEmpty, goesOn || namesPart(row, before: column) { text = lastUnit ?? "" }
    guard !text.isEmpty else { return }
    lastUnit = text
    label.whoText = text
    label.who = blocks.meaning(of: text).who ?? words.who(text)
    if let district = district(of: row, before: column) {
      label.who = words.namesake(text, in: district, of: label.who)
    }
    label.isCorrection = text.revision?.isCorrection ?? false
    if label.who == .subtotal { (label.who, label.isSubtotal, label.group) = (nil, true, text) }
    guard label.who == nil, !label.isSubtotal else { return }
    // "Số trường học" over the districts that have them, with their sum.
    if columns[.indicator] == nil, let indicator = blocks.meaning(of: text).indicator {
      (between.indicator, between.indicatorText) = (indicator, text)
      (label.isSubtotal, label.group) = (true, text)
      return
    }
    // "Cùng kỳ năm trước", "So sánh (%)" below the units are nobody's.
    let isNobody = words.isFigure(text) || OfficeNames.isNoUnit(text) || text.hasSuffix(":")
    let isGroup =
      ordinal.isGroupMark || text.groupMark.isGroupMark
      || subtotals.contains(row.number)
    label.isSubtotal = isGroup || isNobody
    if isGroup, !isNobody { label.group = text }
    // A hamlet is a part of its commune, unless the roster knows it.
    label.isPart = parts.contains(row.number) || OfficeNames.isHamlet(text)
    label.unknownWho = text
  }

  /// Whether a row without a unit names one of several of which the unit above was made: "Xã mới | Xã cũ".
  private func namesPart(_ row: Grid.Row, before column: Int) -> Bool {
    columns.roles.contains { other, role in
      role == .skip && other > column && !row[other].isEmpty && !row[other].isNumber
    }
  }

  /// What the column in front of the units says of a row, carried down where it is empty.
  private mutating func district(of row: Grid.Row, before column: Int) -> String? {
    guard let place = columns.unitColumns.firstIndex(of: column), place > 0 else { return nil }
    let outer = columns.unitColumns[place - 1]
    if !row[outer].isEmpty { lastDistrict = row[outer].text }
    return lastDistrict
  }

  private mutating func readIndicator(_ row: Grid.Row, _ ordinal: String, _ label: inout Label) {
    guard let column = columns[.indicator] else { return }
    guard !row[column].isEmpty else {
      // An indicator that stands once for the months, or the figures, below it.
      let saysFigure = columns[.figure].map { !row[$0].isEmpty } ?? false
      if !columns.periods.columns.isEmpty || saysFigure { label.indicator = lastIndicator }
      return
    }
    let text = row[column].text
    label.indicatorText = text
    if readFigure(text, isNumbered: !ordinal.isEmpty, &label) { return }
    lastFigure = nil
    // A line of totals under indicators, where units stand in the columns or nowhere.
    if columns[.unit] == nil, TotalWords.isTotal(text) || words.indicator(text) == nil,
      let who = words.who(text), who == .total || who == .subtotal,
      // "- Cấp xã" below what is held at all levels is a part of it.
      !OfficeNames.isLevelOfOffices(text)
    {
      if who == .total { label.who = .total } else { label.isSubtotal = true }
      return
    }
    // "Cộng" below "Nam" and "Nữ" of one unit sums these up.
    if columns[.unit] != nil, TotalWords.isTotal(text), words.indicator(text) == nil,
      blocks.meaning(of: text).indicator == nil
    {
      (label.isSubtotal, label.group) = (true, text)
      return
    }
    let isPart = text.isMarkedAsPart || whole != nil && OfficeNames.isLevelOfOffices(text)
    let bare = text.withoutNumbering
    let parents = [isPart ? whole : nil, group].compactMap(\.self)
    let outlined =
      outline.isRepeated(bare) ? outline.names(of: bare, inRow: row.number).reversed() : []
    let names = outlined + parents.map { $0 + " / " + bare }
    label.indicator =
      names.compactMap { blocks.meaning(of: $0).indicator }.first
      ?? blocks.meaning(of: text).indicator ?? words.indicator(text)
    // "Số đơn cùng kỳ năm trước", of an indicator that is called "Số đơn".
    if words.indicator(text) == nil, blocks.meaning(of: text).figure == .lastYear {
      label.figure = .lastYear
    }
    // "Số cuộc giám sát quý I" under "6 THÁNG ĐẦU NĂM"; "Khám nghĩa vụ quân sự năm 2026" is what is done for that year.
    if words.indicator(text) == nil, blocks.meaning(of: text).indicator != nil,
      columns.periods.columns.isEmpty, let period = blocks.meaning(of: text).period, !period.isYear
    {
      label.period = label.period ?? period
    }
    if words.indicator(text) == nil, let stated = words.indicatorAndMeasure(text) {
      (label.indicator, label.statedMeasure) = (label.indicator ?? stated.0, stated.1)
    }
    if !isPart { whole = bare }
    if ordinal.isGroupMark || text.groupMark.isGroupMark {
      group = bare
      // "I. Hỗ trợ nhà ở" beside "Vốn đầu tư" is an indicator with what the column says.
      let isNamed = columns.numbers.contains { column in
        column.unknown.map { blocks.meaning(of: bare + " / " + $0).indicator != nil } ?? false
      }
      label.isSubtotal = label.indicator == nil && !isNamed
    }
    if label.indicator == nil { label.unknownIndicator = text }
    lastIndicator = label.indicator
  }
}

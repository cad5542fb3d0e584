import ClusterMetrics

/// One number of a report table: what it is, and what it says.
extension ReportTableReader {
  mutating func read(
    _ row: Grid.Row, _ numbers: ReportColumns.Numbers, _ label: Rows.Label,
    _ own: inout ReportTable.Block, note: (Quantity, Bool) -> Void
  ) {
    let (item, column) = (row[numbers.column], numbers.column)
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number, column: column + 1)
    let meaning = numbers.meaning
    // Which indicator: the row's, the column's, or the title's.
    var indicator = label.indicator ?? meaning.indicator
    if let text = label.unknownIndicator ?? numbers.unknown {
      let joined = [label.indicatorText, numbers.unknown].compactMap(\.self).joined(
        separator: " / ")
      indicator = blocks.meaning(of: joined).indicator
      guard indicator != nil else { return addUnknown(text, place) }
    } else if label.indicator != nil, let other = meaning.indicator, other.id != label.indicator?.id
    {
      return addConflict(label.indicatorText ?? "", numbers.name, place)
    }
    guard let indicator = indicator ?? context.indicator else {
      return addUnknown(numbers.name, place)
    }
    let isTotal = label.who == .total || meaning.who == .total
    guard label.who == nil || meaning.who == nil || isTotal else {
      return addConflict(label.whoText ?? "", numbers.name, place)
    }
    if let text = label.unknownWho { return addUnknownUnit(text, place) }
    guard let value = value(item, numbers, indicator, row, label, place) else { return }
    if isTotal {
      // Only the numbers of all units below each other make a total.
      if label.who == .total, meaning.who == nil, case .number(let quantity, _) = value {
        note(quantity, true)
      }
      return
    }
    var figure = meaning.figure ?? label.figure ?? context.figure ?? .value
    // "Kết quả" and "Số liệu" are what the title says that they are.
    if figure == .value, let titled = titledFigure, label.figure == nil, numbers.isPlainResult {
      figure = titled
    }
    // What exists at a time counts from no day.
    if figure == .cumulative, indicator.overTime == .last { figure = .value }
    var stated = statedPeriod(figure, numbers) ?? label.period
    if let day = meaning.asOf, stated == nil {
      guard let end = period(endingOn: day) else { return addOtherDay(numbers.name, day) }
      // What exists on a day belongs to the month that it ends; what happened up to it is counted from the beginning of the
      // year.
      stated = end
      if figure == .value, end != context.period, indicator.overTime != .last,
        !indicator.isCumulative
      {
        figure = .cumulative
      }
    }
    if context.isMonthOrYearToDate, figure == .value, stated == nil, label.figure == nil,
      !numbers.saysWhen,
      !indicator.isCumulative, indicator.overTime != .last
    {
      return addMonthOrYearToDate(numbers.name, context.period)
    }
    guard var period = period(figure, stated, place) else { return }
    // A plan beside numbers that count from the beginning of the year is that of the year.
    let isOfYear =
      meaning.isOfYear || figure == .plan && hasCumulativeNumbers && !numbers.saysWhen
    if isOfYear, meaning.period == nil, let year = period.calendarYear {
      period = .year(year)
    }
    let isSinceNewYear =
      figure == .lastYear && (meaning.isCumulative || titledFigure == .cumulative)
    guard let group = group(label.who ?? meaning.who, period, place) else { return }
    // "-" means that nothing occurred, and of a plan that there is none.
    if figure == .plan, item.text.isDash { return }
    var number = ReportedNumber(
      period: period, group: group, indicator: indicator,
      figure: isSinceNewYear ? .cumulative : figure == .lastYear ? .value : figure,
      value: .zero, isApproximate: false, isCorrection: label.isCorrection || context.isCorrection,
      place: place, sent: label.sent ?? context.sent)
    switch value {
    case .notReported: return
    case .notApplicable: number.isNotApplicable = true
    case .number(let quantity, let isApproximate):
      // "Ước tháng 6" is no result yet.
      let isEstimate = figure == .value && numbers.isEstimate
      (number.value, number.isApproximate) = (quantity, isApproximate || isEstimate)
      if isEstimate {
        addOnce(
          .approximateNumber, about: "estimates",
          vi: "các số dưới \"\(numbers.name)\" là số ước; được tính và ghi dấu ≈",
          en: "the numbers under \"\(numbers.name)\" are estimates; they count, marked ≈")
      }
      // A cluster's number is a sum already.
      if case .unit = group { note(quantity, false) }
      if isApproximate {
        add(
          .approximateNumber, .warning, at: place, about: item.text,
          vi: "\"\(item.text)\" là số ước lượng; được tính là \(quantity.vietnamese)",
          en: "\"\(item.text)\" is approximate; it counts as \(quantity)")
      }
      if quantity < .zero { addNegative(quantity, item.text, place) }
    }
    table.numbers.append(number)
    own.count += 1
  }

  private static let no = NameKey("không")

  /// What a cell says; `nil`, and a finding, where it says no number.
  mutating func value(
    _ item: Grid.Item, _ numbers: ReportColumns.Numbers, _ indicator: Indicator, _ row: Grid.Row,
    _ label: Rows.Label, _ place: Finding.Place
  ) -> StatedValue? {
    if let merge = item.merge, merge.rows.count > 1 || !isAlone(merge) {
      add(
        .badNumber, at: place, about: "merge \(merge.rows) \(merge.columns)",
        vi: "ô gộp \"\(item.text)\" nằm trên nhiều dòng hoặc cột; không rõ là số của dòng, cột nào",
        en:
          "the merged cell \"\(item.text)\" lies over several rows or columns; nobody can tell whose number it is"
      )
      return nil
    }
    if item.isUncomputed {
      add(
        .uncomputedFormula, at: place, about: "\(place.column ?? 0)",
        vi: "công thức chưa có kết quả; hãy mở tệp bằng Excel và lưu lại",
        en: "the formula has no stored result; open the file in Excel and save it")
      return nil
    }
    if numbers.answers != nil, numbers.answers != .unclear,
      let isYes = item.isEmpty ? false : YesNo.value(item.text)
    {
      return .number(isYes ? Quantity(1) : .zero, isApproximate: false)
    }
    let stated = label.measure ?? label.statedMeasure ?? numbers.measure
    let fault =
      stated.map { indicator.fault(of: $0) }
      ?? (numbers.name.hasSuffix(")")
        ? nil : context.measure.flatMap { indicator.fault(of: $0, ofTable: true) })
    if let fault {
      add(
        .badNumber, at: place, about: "measure \(stated ?? context.measure ?? "") \(indicator.id)",
        vi: fault.vietnamese, en: fault.english)
      return nil
    }
    if let fraction = StatedFraction.value(item.text, isRate: indicator.isStatedRate) {
      if case .number(let quantity, _) = fraction, !indicator.isStatedRate {
        add(
          .ambiguousNumber, .warning, at: place, about: "fraction",
          vi:
            "\"\(item.text)\" được đọc là \(quantity.vietnamese) trong tổng số đứng sau dấu /; nếu là ngày tháng hay"
            + " số khác, hãy viết lại",
          en:
            "\"\(item.text)\" was read as \(quantity) of what stands behind the slash; if it is a date or another"
            + " number, write it again")
      }
      return fraction
    }
    guard let reading = item.reading(numbers.mark) else {
      // "Không" among numbers says that there is none; among words it answers a question.
      if NameKey(item.text) == ReportTableReader.no,
        grid.rows.contains(where: { $0[numbers.column].isPlainNumber && !$0[numbers.column].isYear }
        )
      {
        return .number(.zero, isApproximate: false)
      }
      addBadNumber(item, place)
      return nil
    }
    guard !reading.evidence.contains(.percent) || indicator.isPercentage else {
      add(
        .badNumber, at: place, about: "% \(indicator.id)",
        vi: "\"\(item.text)\" là tỷ lệ, nhưng \(indicator.name.vietnamese) không tính bằng %",
        en:
          "\"\(item.text)\" is a percentage, and \(indicator.name.english) is not measured in percent"
      )
      return nil
    }
    if let word = reading.word, indicator.unitOfMeasure != nil,
      NumberWords.isMeasure(word) || indicator.isMoney && MeasureWords.isThing(NameKey(word).text),
      let fault = indicator.fault(of: word)
    {
      add(
        .badNumber, at: place, about: "measure \(word) \(indicator.id)", vi: fault.vietnamese,
        en: fault.english)
      return nil
    }
    switch reading.outcome {
    case .number(let quantity):
      noteFraction(quantity, indicator, place, isOfWorkbook: item.kind == .number)
      return .number(quantity, isApproximate: reading.isApproximate)
    case .doubtful(let quantity):
      add(
        .ambiguousNumber, .warning, at: place, about: item.text,
        vi:
          "\"\(item.text)\" được đọc là \(quantity.vietnamese); nếu không phải, hãy viết lại theo kiểu 1.234,5",
        en: "\"\(item.text)\" was read as \(quantity); if that is wrong, write it as 1.234,5")
      return .number(quantity, isApproximate: reading.isApproximate)
    case .undecided:
      add(
        .ambiguousNumber, at: place, about: item.text,
        vi:
          "\"\(item.text)\": dấu chấm hay dấu phẩy là dấu thập phân? Cột này dùng cả hai; hãy viết lại theo kiểu"
          + " 1.234,5",
        en:
          "\"\(item.text)\": is the dot or the comma the decimal mark? This column uses both; write it as 1.234,5"
      )
      return nil
    case .notReported: return .notReported
    case .notApplicable: return .notApplicable
    case .invalid:
      addBadNumber(item, place)
      return nil
    }
  }

  /// Whether a merged cell of one row only widens its column.
  func isAlone(_ merge: MergedRange) -> Bool {
    merge.columns.count == 1
      || tables.contains { block in
        let header = grid.rows[block.header.upperBound - 1]
        return merge.columns.dropFirst().allSatisfy { column in
          header[column].isEmpty
            || header[column].merge != nil
              && header[column].merge == header[merge.columns.lowerBound].merge
        }
      }
  }

  /// The period that the header of a column says, also by half: "Năm 2026 / Thực hiện 6 tháng", "2026".
  private func statedPeriod(_ figure: Figure, _ numbers: ReportColumns.Numbers) -> Period? {
    let meaning = numbers.meaning
    // "Thực hiện 6 tháng" beside "Thực hiện tháng 6", under the title of that month.
    if meaning.period == nil, figure == .value || figure == .lastYear, let part = meaning.part,
      let current = context.period, let year = current.calendarYear,
      let named = PeriodMentions.period(part, year), !named.isSameLength(as: current)
    {
      return named
    }
    guard case .year(let year)? = meaning.period else { return meaning.period }
    if let part = meaning.part, let named = PeriodMentions.period(part, year) {
      guard let current = context.period, named.isSameLength(as: current) else { return named }
      return Period.year(year).part(like: current)
    }
    guard figure != .plan, let current = context.period, !numbers.saysWholeYear else {
      return meaning.period
    }
    switch years {
    case .whole: return meaning.period
    case .parts: return Period.year(year).part(like: current)
    case .currentPart: return year == current.calendarYear ? current : meaning.period
    }
  }

  /// The period of a number, from that of its row or column and from what holds for the table.
  mutating func period(
    _ figure: Figure, _ stated: Period?, _ place: Finding.Place
  ) -> Period? {
    switch (figure, stated, context.period) {
    case (.lastYear, let stated?, let current?):
      // "Cùng kỳ năm 2023" is the same part of that year.
      if case .year(let year) = stated, let own = current.calendarYear, year == own - 1 {
        return current.sameLastYear
      }
      return stated.calendarYear == current.calendarYear ? stated.sameLastYear : stated
    case (.lastYear, nil, let current?): return current.sameLastYear
    case (_, let stated?, _): return stated
    case (_, nil, let current?): return current
    case (_, nil, nil): break
    }
    // It was said of which part of a year it is, and that its days are not known.
    if context.isUnknownPart { return nil }
    let spoken = context.candidates.map(\.spoken.vietnamese).joined(separator: ", ")
    let listed = context.candidates.map(\.name).joined(separator: ", ")
    addOnce(
      .badPeriod, about: "period",
      vi: listed.isEmpty
        ? "bảng không nói là số liệu của kỳ nào nên không được tính; hãy ghi kỳ ở tiêu đề, hoặc khai báo sources:"
          + " {tables: {files: …, period: 2024-H1}}"
        : "tiêu đề nói đến nhiều kỳ (\(spoken)), không rõ số liệu của kỳ nào nên không được tính; hãy khai báo"
          + " sources: {tables: {files: …, period: …}}",
      en: listed.isEmpty
        ? "the table does not say of which period it is, and counts for nothing; write the period into its title, or"
          + " say it under sources: {tables: {files: …, period: 2024-H1}}"
        : "the title mentions several periods (\(listed)), and the table counts for nothing; say which one under"
          + " sources: {tables: {files: …, period: …}}")
    return nil
  }

  /// The table's own period where a day is its last, or lies within it; else the month that the day ends.
  private func period(endingOn day: Day) -> Period? {
    let calendar = definition.calendar
    if let own = context.period {
      let days = calendar.days(of: own)
      if days.upperBound == day.next { return own }
      return month(endingOn: day) ?? (days.contains(day) ? own : nil)
    }
    return month(endingOn: day)
  }

  /// A column of numbers on a day that no period ends with.
  private mutating func addOtherDay(_ name: String, _ day: Day) {
    addOnce(
      .badPeriod, about: "day \(name)",
      vi:
        "cột \"\(name)\" là số liệu đến ngày \(day.vietnamese), không phải ngày cuối của kỳ nào nên không được tính; hãy ghi kỳ ở"
        + " tiêu đề cột, hoặc khai báo sources: {tables: {files: …, period: …}}",
      en:
        "the column \"\(name)\" is of \(day), which ends no period, and does not count; write the period into its header, or"
        + " say it under sources: {tables: {files: …, period: …}}")
  }

  /// A column of a table whose title says "Tháng 6 và 6 tháng đầu năm" must say which of both it is.
  private mutating func addMonthOrYearToDate(_ name: String, _ month: Period?) {
    let month = month?.spoken ?? LocalizedText("")
    addOnce(
      .badPeriod, about: "month or year to date \(name)",
      vi:
        "tiêu đề nói cả \(month.vietnamese) và từ đầu năm; không rõ cột \"\(name)\" là số nào nên không được tính; hãy ghi"
        + " \"trong tháng\" hoặc \"lũy kế\" ở tiêu đề cột",
      en:
        "the title says both \(month.english) and the year up to it; which of them the column \"\(name)\" holds is not"
        + " clear, and it counts for nothing; write \"trong tháng\" or \"lũy kế\" into its header")
  }

  /// Whose number it is.
  mutating func group(
    _ who: ReportWords.Who?, _ period: Period, _ place: Finding.Place
  ) -> Group? {
    let days = definition.calendar.days(of: period)
    switch who {
    case .units(let numbers):
      if let unit = words.roster.unit(among: numbers, on: days.upperBound.previous) {
        return .unit(unit)
      }
      let inForce = numbers.filter { words.roster.units[$0].validity.overlaps(days) }
      if let unit = inForce.only { return .unit(unit) }
      guard inForce.isEmpty else {
        let listed = inForce.map { words.roster.units[$0].name }.joined(separator: ", ")
        add(
          .unknownUnit, at: place, about: listed, vi: "tên đơn vị có thể là \(listed); hãy viết rõ",
          en: "the unit can be \(listed); write which one")
        return nil
      }
      add(
        words.roster.unknownUnit(words.roster.units[numbers[0]].name, at: place, on: days) {
          LocalizedText("")
        })
      return nil
    case .cluster(let cluster): return .cluster(cluster)
    case .total, .subtotal: return .all
    case nil: break
    }
    if let unit = context.unit { return .unit(unit) }
    // A sheet "Tổng hợp" among those of units sums them up.
    if table.place.sheet.map(TotalWords.isSummary) ?? false { return .all }
    if let name = stranger {
      guard said.insert("stranger \(name)").inserted else { return nil }
      let at = Finding.Place(file: place.file, sheet: place.sheet)
      add(words.roster.unknownUnit(name, at: at, on: days) { LocalizedText("") })
      return nil
    }
    addOnce(
      .unknownUnit, about: "unit",
      vi:
        "bảng không nói là số liệu của đơn vị nào nên không được tính; hãy đặt tên tệp hoặc trang theo đơn vị, hoặc"
        + " khai báo sources: {tables: {files: …, unit: …}}",
      en:
        "the table does not say whose numbers it holds, and counts for nothing; name the file or sheet after the"
        + " unit, or say it under sources: {tables: {files: …, unit: …}}")
    return nil
  }
}

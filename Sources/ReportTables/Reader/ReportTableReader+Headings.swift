import ClusterMetrics
import OfficeWords
import TableGrids
import TableLabels

/// Of when columns are whose headings do not say it, or not of which year, by what the title says beside it.
extension ReportTableReader {
  mutating func settleByTitle(_ columns: inout ReportColumns) {
    settlePlans(&columns)
    settlePartOfYear(&columns)
    settleEarlier(&columns)
    settleBefore(&columns)
    settleAims(&columns)
    settleNext(&columns)
    settleDone(&columns)
  }

  /// "Dự kiến tháng 7", "Phấn đấu 6 tháng cuối năm" or "Năm 2027 (dự kiến)" beside results: what is to be reached when these are
  /// over.
  private mutating func settleAims(_ columns: inout ReportColumns) {
    guard let own = context.period else { return }
    for column in columns.compared {
      guard let level = column.levels.first(where: ReportWords.saysOutlook) else { continue }
      guard
        let period = PeriodMentions.all(in: level, year: year).only
          ?? PeriodMentions.bareYears(in: level).only.map({ .year($0) }),
        definition.calendar.isAhead(period, of: own)
      else {
        if TimeWords.years.contains(TimeWords.key(level)) { noteOutlook(column, own) }
        continue
      }
      var aim = column
      (aim.meaning.isCompared, aim.meaning.figure, aim.meaning.period) = (false, .plan, period)
      if column.levels.count == 1 { aim.unknown = nil }
      columns.numbers.append(aim)
      columns.passed.removeAll { $0.column == column.column }
    }
    columns.numbers.sort { $0.column < $1.column }
  }

  /// "Tháng này | Tháng trước" over the same indicators, or each a column: those of the second are of the period before the
  /// title's. "Năm trước" beside the result of a year is the result of the last one; beside that of a part of it nobody knows
  /// whether it is of the same part.
  private mutating func settleBefore(_ columns: inout ReportColumns) {
    guard let own = context.period else { return }
    for column in columns.compared {
      let keys = column.levels.map { TimeWords.bareKey($0) }
      let isYear = keys.contains(where: TimeWords.yearsBefore.contains)
      guard
        let level = keys.firstIndex(where: {
          isYear
            ? TimeWords.yearsBefore.contains($0)
            : TimeWords.before[$0].map { $0.isEmpty || own.isCalled($0) } ?? false
        }), isBeside(column, level, own, columns)
      else { continue }
      guard !isYear || own.isYear else {
        noteYearBefore(column, own)
        continue
      }
      var before = column
      (before.meaning.isCompared, before.meaning.figure) = (false, isYear ? .lastYear : .value)
      if !isYear { before.meaning.period = own.previous }
      if column.levels.count == 1 { before.unknown = nil }
      columns.numbers.append(before)
      columns.passed.removeAll { $0.column == column.column }
    }
    columns.numbers.sort { $0.column < $1.column }
  }

  /// Whether a column with the result of the title's period stands beside one of an earlier time.
  private func isBeside(
    _ column: ReportColumns.Numbers, _ level: Int, _ own: Period, _ columns: ReportColumns
  ) -> Bool {
    columns.numbers.contains { other in
      guard other.levels.indices.contains(level), other.levels.count == column.levels.count,
        other.levels(without: level) == column.levels(without: level),
        (other.meaning.figure ?? .value) == .value
      else { return false }
      return TimeWords.now.contains(NameKey(other.levels[level].withoutNumbering))
        || other.meaning.period == own
        || other.meaning.figure == .value && other.meaning.period == nil
    }
  }

  private mutating func noteYearBefore(_ column: ReportColumns.Numbers, _ own: Period) {
    addOnce(
      .unknownFigure, about: "year before \(column.name)",
      vi:
        "\"\(column.name)\" cạnh số của \(own.spoken.vietnamese): không rõ là số cả năm trước hay cùng kỳ năm trước nên không được tính; hãy"
        + " sửa tiêu đề cột thành \"Cùng kỳ năm trước\" hoặc ghi rõ năm",
      en:
        "\"\(column.name)\" beside numbers of \(own.name): it may be the whole of last year or the same part of it, and does not"
        + " count; name the column \"Same period last year\", or after its year")
  }

  /// Under "KẾT QUẢ THÁNG 6, KẾ HOẠCH THÁNG 7" a plan behind the result is that of July; in front of it, or with the rate that was
  /// reached, it is that of the result.
  private mutating func settlePlans(_ columns: inout ReportColumns) {
    guard let planned = context.planned, let own = context.period, planned != own else { return }
    for index in columns.numbers.indices.dropFirst()
    where columns.numbers[index].meaning.figure == .plan
      && columns.numbers[index].meaning.period == nil && !columns.numbers[index].meaning.isOfYear
    {
      let (before, plan) = (columns.numbers[index - 1], columns.numbers[index])
      guard before.upperLevels == plan.upperLevels, (before.meaning.figure ?? .value) == .value
      else { continue }
      let isReached = columns.compared.contains {
        $0.column == plan.column + 1 && $0.upperLevels == plan.upperLevels
      }
      let counted = isReached ? own : planned
      if !isReached { columns.numbers[index].meaning.period = planned }
      addOnce(
        .badPeriod, about: "plan \(plan.name)",
        vi:
          "tiêu đề ghi kết quả \(own.spoken.vietnamese) và kế hoạch \(planned.spoken.vietnamese): cột \"\(plan.name)\" được tính là"
          + " kế hoạch \(counted.spoken.vietnamese); nếu là kế hoạch của kỳ khác, hãy ghi kỳ ở tiêu đề cột",
        en:
          "the title says results of \(own.name) and a plan of \(planned.name): the column \"\(plan.name)\" counts as the plan of"
          + " \(counted.name); if it is another period's, write the period into its header")
    }
  }

  /// Under "NĂM 2026" what stands beside "Cùng kỳ 6 tháng" is of six months as well.
  private mutating func settlePartOfYear(_ columns: inout ReportColumns) {
    guard case .year(let year)? = context.period else { return }
    for index in columns.numbers.indices.dropLast() {
      let (result, before) = (columns.numbers[index], columns.numbers[index + 1])
      guard (result.meaning.figure ?? .value) == .value, result.meaning.period == nil,
        result.meaning.part == nil, result.meaning.asOf == nil, !result.saysWholeYear,
        before.meaning.figure == .lastYear, before.upperLevels == result.upperLevels,
        let part = before.statedPart(in: year)
      else { continue }
      columns.numbers[index].meaning.period = part
      addOnce(
        .badPeriod, about: "part \(result.name)",
        vi:
          "tiêu đề ghi năm \(year), cột bên cạnh \"\(result.name)\" là \"\(before.name)\": được tính là \(part.spoken.vietnamese); nếu là"
          + " số cả năm, hãy ghi \"cả năm\" ở tiêu đề cột",
        en:
          "the title says \(year), and \"\(before.name)\" stands beside \"\(result.name)\": it counts as \(part.name); if it is of"
          + " the whole year, write \"full year\" over it")
    }
  }

  /// A result of later in the year in front of that of the title's period is of the year before: "6 tháng cuối năm | 6 tháng đầu
  /// năm" under "6 THÁNG ĐẦU NĂM 2026".
  private mutating func settleEarlier(_ columns: inout ReportColumns) {
    guard let own = context.period else { return }
    let end = definition.calendar.days(of: own).upperBound
    for index in columns.numbers.indices.dropLast() {
      let (later, next) = (columns.numbers[index], columns.numbers[index + 1])
      guard (later.meaning.figure ?? .value) == .value, !later.isEstimate,
        let period = later.meaning.period, period.calendarYear == own.calendarYear,
        PeriodMentions.bareYears(in: later.name).isEmpty,
        definition.calendar.days(of: period).lowerBound >= end,
        next.meaning.period == own, (next.meaning.figure ?? .value) == .value,
        next.upperLevels == later.upperLevels
      else { continue }
      columns.numbers[index].meaning.period = period.sameLastYear
    }
    // "Tháng 01 | Tháng 12" under "THÁNG 01 NĂM 2026": the month before was in the year before. The other half-year may be an
    // estimate of what is to come.
    if case .half = own { return }
    for index in columns.numbers.indices {
      guard let period = columns.numbers[index].meaning.period, !columns.numbers[index].isEstimate,
        period != own, period.calendarYear == own.calendarYear,
        period.sameLastYear == own.previous,
        PeriodMentions.bareYears(in: columns.numbers[index].name).isEmpty,
        columns.numbers.contains(where: { ($0.meaning.period ?? own) == own })
      else { continue }
      columns.numbers[index].meaning.period = own.previous
    }
  }
}

extension ReportColumns.Numbers {
  /// The part of a year that a heading of last year's numbers says: "Cùng kỳ 6 tháng".
  fileprivate func statedPart(in year: Int) -> Period? {
    if let part = meaning.part { return PeriodMentions.period(part, year) }
    guard let period = meaning.period, !period.isYear, !period.isDays else { return nil }
    return Period.year(year).part(like: period)
  }
}

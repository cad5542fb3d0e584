import ClusterMetrics
import Findings
import OfficeWords
import TableGrids
import TableLabels

/// Columns that say what was done, or is to be done next, of what the title names.
extension ReportTableReader {
  /// "Giải ngân đến 30/9", "Đã thu" beside a plan, or "Số tiền ủng hộ", under a title that names what is counted, where no column
  /// does: the one column that says nothing else is the result; "Số phải thu" in front of it is the plan.
  mutating func settleDone(_ columns: inout ReportColumns) {
    guard context.indicator != nil, columns[.indicator] == nil,
      !columns.numbers.contains(where: { $0.meaning.indicator != nil })
    else { return }
    let unknown = columns.numbers.indices.filter {
      columns.numbers[$0].unknown != nil && !LabelWords.saysRest(columns.numbers[$0].lastLevel)
    }
    let due = unknown.filter { LabelWords.saysDue(columns.numbers[$0].lastLevel) }.only
    guard let index = unknown.filter({ $0 != due }).only, due.map({ $0 < index }) ?? true else {
      return
    }
    let own = columns.numbers[index]
    let hasPlan = due != nil || columns.numbers.contains { $0.meaning.figure == .plan }
    guard own.levels.count == 1,
      LabelWords.saysAmount(own.lastLevel) || hasPlan && LabelWords.saysDone(own.lastLevel)
    else { return }
    let day = CumulativeWords(own.lastLevel).day(in: year)
    columns.numbers[index].unknown = nil
    (columns.numbers[index].meaning.figure, columns.numbers[index].meaning.asOf) = (
      day == nil ? .value : .cumulative, day
    )
    if let due {
      columns.numbers[due].unknown = nil
      columns.numbers[due].meaning.figure = .plan
      columns.numbers[due].meaning.period =
        PeriodMentions.all(in: columns.numbers[due].lastLevel, year: year).only
    }
    // "Còn phải thu" is the difference of both.
    guard hasPlan else { return }
    for rest in columns.numbers where rest.unknown != nil && LabelWords.saysRest(rest.lastLevel) {
      columns.passed.append(
        (rest.column, rest.name, LocalizedText(vi: "chỉ để so sánh", en: "only compares")))
      columns.numbers.removeAll { $0.column == rest.column }
    }
  }

  /// "Kế hoạch tháng sau" is the plan of the period behind that of the title.
  mutating func settleNext(_ columns: inout ReportColumns) {
    guard let own = context.period else { return }
    for index in columns.numbers.indices where columns.numbers[index].unknown != nil {
      let column = columns.numbers[index]
      guard let figure = FigureWords(column.lastLevel), figure.figure == .plan,
        let word = TimeWords.next[NameKey(figure.rest).text], word.isEmpty || own.isCalled(word)
      else { continue }
      // What stands above it is what is planned, or the title names it.
      let name = column.upperLevels.joined(separator: " / ")
      let indicator = blocks.meaning(of: name).indicator
      guard column.upperLevels.isEmpty || indicator != nil else { continue }
      columns.numbers[index].meaning.indicator = indicator
      (columns.numbers[index].unknown, columns.numbers[index].meaning.figure) = (nil, .plan)
      columns.numbers[index].meaning.period = own.next
    }
  }

  /// A plan of which no heading says when, under a title of a part of the year and of the year: it is most likely that of the year.
  mutating func notePlanOfYear(_ name: String, _ year: Period) {
    addOnce(
      .badPeriod, about: "plan of year \(name)",
      vi:
        "tiêu đề ghi cả \(year.spoken.vietnamese) và một phần của năm: cột \"\(name)\" được tính là kế hoạch \(year.spoken.vietnamese); nếu là"
        + " kế hoạch của kỳ khác, hãy ghi kỳ ở tiêu đề cột",
      en:
        "the title says \(year.name) and a part of it: the column \"\(name)\" counts as the plan of \(year.name); if it is another"
        + " period's, write the period into its header")
  }

  /// "Dự kiến cả năm" beside results may be a plan or an estimate.
  mutating func noteOutlook(_ column: ReportColumns.Numbers, _ own: Period) {
    addOnce(
      .unknownFigure, about: "outlook \(column.name)",
      vi:
        "\"\(column.name)\" cạnh số của \(own.spoken.vietnamese): không rõ là kế hoạch hay ước thực hiện nên không được tính; hãy sửa tiêu"
        + " đề cột thành \"Kế hoạch …\" hoặc \"Ước thực hiện …\"",
      en:
        "\"\(column.name)\" beside numbers of \(own.name): it may be a plan or an estimate, so it does not count; name the column"
        + " \"Plan …\" or \"Estimate …\"")
  }
}

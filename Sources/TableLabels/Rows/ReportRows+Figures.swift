import ClusterMetrics
import OfficeWords
import TableGrids

/// Lines that say another number of the line above, as the reports of one unit have them.
extension ReportRows {
  /// Reads "Lũy kế từ đầu năm", "Cùng kỳ năm trước", "Lũy kế (T1-T6)", "Từ 01/01 đến 30/6" or "- Quý I" below a line.
  ///
  /// - Returns: whether the text is such a line.
  mutating func readFigure(_ text: String, isNumbered: Bool, _ label: inout Label) -> Bool {
    guard columns[.unit] == nil, let last = lastIndicator else { return false }
    let year = within?.calendarYear
    if words.indicator(text) == nil, let figure = words.figureOfLine(text, isNumbered: isNumbered) {
      (label.indicator, label.figure) = (last, figure.figure)
      if let meaning = words.readRange(text.withoutNumbering, year) {
        // The days say of which year last year's number is.
        label.figure = meaning.figure == .lastYear ? nil : meaning.figure
        label.period = meaning.period
      } else {
        // "Cùng kỳ" below "Lũy kế" counts from New Year as that does.
        label.isCumulative =
          figure.isCumulative
          || figure.figure == .lastYear
            && (lastFigure == .cumulative || CumulativeWords.isNamed(in: text))
      }
      lastFigure = figure.figure
      notePlan(text, &label)
      label.isSubtotal = figure.figure == nil
      return true
    }
    let period =
      PeriodMentions.onlyRange(in: text, words.calendar, year: year).map {
        words.calendar.period(of: $0)
      }
      ?? (isNumbered || words.indicator(text) != nil ? nil : words.periodOfLine(text, year: year))
    guard let period else { return false }
    (label.indicator, label.period) = (last, period)
    return true
  }

  /// What the words of a plan's row say of when it is for: "KH năm 2025", "Kế hoạch năm".
  func notePlan(_ text: String, _ label: inout Label) {
    guard label.figure == .plan else { return }
    let meaning = blocks.meaning(of: text.withoutNumbering)
    label.isOfYear = meaning.isOfYear
    label.period = label.period ?? meaning.period
  }

  /// Whether a label of the row is a word for totals.
  func isTotal(_ row: Grid.Row) -> Bool {
    let first = columns.numbers.map(\.column).min() ?? row.items.count
    // "Lũy kế" in a column of figures sums up no rows.
    return row.items.prefix(first).indices.contains {
      $0 != columns[.figure] && !row[$0].isEmpty && words.who(row[$0].text) == .total
    }
  }
}

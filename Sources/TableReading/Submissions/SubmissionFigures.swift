import ClusterMetrics
import OfficeWords

/// Which columns of a table of submissions hold numbers.
extension SubmissionFile {
  /// A column of numbers, and what they are.
  struct FigureColumn {
    var column: Int
    var figure: Figure
    /// Whether a row may say itself what its number is.
    var isMain = false
    /// What its header says of the period: that of a year, or another one.
    var isOfYear = false
    var stated: Period?
    /// Whether numbers of last year count from its beginning.
    var isCumulative = false

    func period(of period: Period) -> Period {
      if figure == .lastYear { return period }
      if let stated { return stated }
      guard isOfYear, let year = period.calendarYear else { return period }
      return .year(year)
    }
  }

  /// The columns of numbers: those whose headers are known, and those whose words say what they hold: "Kế hoạch năm
  /// 2024", "Cùng kỳ 2023".
  func figures(_ header: Header, _ table: ProjectTable) -> [FigureColumn] {
    var columns = RequiredColumns.numbers.compactMap { known, figure in
      header[known].map { FigureColumn(column: $0, figure: figure, isMain: known == .value) }
    }
    let taken = Set(header.columns.values)
    for (column, text) in header.texts.enumerated() where !taken.contains(column) {
      guard let words = FigureWords(text), let figure = words.figure, figure != .value,
        // "Cùng kỳ năm trước" and "Lũy kế cùng kỳ năm trước" are two.
        !columns.contains(where: {
          $0.figure == figure && $0.isCumulative == words.isCumulative
        })
      else { continue }
      var own = FigureColumn(column: column, figure: figure)
      own.isCumulative = words.isCumulative
      let rest = NameKey(words.rest.trimmingColons)
      own.stated = PeriodMentions.period(words.rest, nil)
      own.isOfYear =
        figure == .plan && ["năm", "cả năm", "giao năm"].contains { NameKey($0) == rest }
      guard
        words.rest.isEmpty || own.stated != nil || own.isOfYear
          || FigureWords.fillers.contains(rest) || FigureWords.isYear(rest.text)
      else { continue }
      columns.append(own)
    }
    // What stands beside cumulative numbers is cumulative, too, where nothing else says that it is.
    let isSaid = columns.contains { $0.figure == .lastYear && $0.isCumulative }
    for index in columns.indices where columns[index].figure == .lastYear && !isSaid {
      let before = columns.filter {
        [.value, .cumulative].contains($0.figure) && $0.column < columns[index].column
      }.max { $0.column < $1.column }
      let beside = before ?? columns.first { [.value, .cumulative].contains($0.figure) }
      columns[index].isCumulative = beside?.figure == .cumulative
    }
    return columns
  }
}

import ClusterMetrics

extension ReportWords {
  /// Whether a label says which kind of number its row holds, and nobody's: "Cùng kỳ năm trước", "So sánh (%)".
  func isFigure(_ text: String) -> Bool {
    guard let figure = FigureWords(text) else { return false }
    let rest = figure.rest.trimmingColons
    return rest.isEmpty || figure.figure == nil || FigureWords.fillers.contains(NameKey(rest))
      || FigureWords.isYear(rest)
      || FigureWords.isYear(NameKey(rest).text.replacing(NameKey("năm").text + " ", with: ""))
      || PeriodMentions.period(rest, 2000) != nil
  }

  /// Whether a line without a number says another figure of the line above: "Lũy kế từ đầu năm", "Cùng kỳ năm trước", "Kế
  /// hoạch năm". "Kế hoạch" and "Đạt" alone may be kinds beside others.
  func saysFigureOfLine(_ text: String) -> Bool {
    guard !text.isMarkedAsPart, text.withoutNumbering == text.trimmingColons, isFigure(text),
      let figure = FigureWords(text)
    else { return false }
    return [.cumulative, .lastYear].contains(figure.figure) || !figure.rest.isEmpty
  }
}

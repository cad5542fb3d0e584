import ClusterMetrics
import Findings
import Settings
import TableGrids
import TableLabels

/// What a report table says in words: in a column under the name of a question, or behind it in a row.
extension ReportTableReader {
  /// - Returns: whether the whole row is an answer.
  mutating func readAnswers(
    _ row: Grid.Row, _ label: ReportRows.Label, _ columns: ReportColumns
  ) -> Bool {
    if let question = label.indicatorText.flatMap({ words.questions.question($0) }) {
      let labels = Set([columns[.ordinal], columns[.indicator], columns[.unit], columns.measure])
      let texts = row.items.indices.filter { !labels.contains($0) && !row[$0].isEmpty }
      // A merged cell stands in all of its columns.
      if let column = texts.first { add(row, column, question, label) }
      return true
    }
    // What nobody's row holds is a signature.
    let isNobodys =
      columns[.unit].map { label.who == nil && row[$0].isEmpty } ?? columns[.indicator].map {
        row[$0].isEmpty
      } ?? false
    guard !isNobodys else { return false }
    for column in columns.questions(words.questions) where !row[column.column].isEmpty {
      add(row, column.column, column.question, label)
    }
    return false
  }

  private mutating func add(
    _ row: Grid.Row, _ column: Int, _ question: Question, _ label: ReportRows.Label
  ) {
    let text = row[column].text.answer
    guard !text.isEmpty, label.who != .total, !label.isSubtotal, label.unknownWho == nil else {
      return
    }
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number, column: column + 1)
    // Under "QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024" people write of all that they report.
    guard let period = period(.value, label.period ?? context.longest, place),
      case .unit(let unit)? = group(label.who, period, place)
    else { return }
    table.answers.append(
      Answer(question: question.id, unit: unit, period: period, text: text, place: place))
  }
}

extension ReportColumns {
  /// The columns of texts that a question heads.
  func questions(_ names: QuestionNames) -> [(column: Int, question: Question)] {
    passed.compactMap { column, name, _ in
      let own = name.split(separator: "/").last.map(String.init) ?? name
      return (names.question(name) ?? names.question(own)).map { (column, $0) }
    }
  }
}

import Foundation

/// Tables as CSV, with a line for each number or for each place.
extension TallyTable {
  /// CSV of the lines of all periods, written in parallel.
  ///
  /// - Parameter isFile: whether people open it: adds a byte order mark, and marks texts that look like formulas.
  private func text(
    under header: [String], isFile: Bool, _ write: @Sendable (Line, inout CSVText) -> Void
  ) -> Data {
    let parts = Parallel.map(sections.flatMap(\.parts)) { part in
      var text = CSVText(isFile: isFile)
      forEachLine(of: part) { write($0, &text) }
      return text
    }
    var head = CSVText()
    head.add(header)
    let data = CSVText.data([head] + parts)
    return isFile ? CSVText.byteOrderMark + data : data
  }

  /// RFC 4180 with LF; numbers have a decimal point and no grouping.
  package var csv: Data { csv(isFile: false) }

  /// The same, as a file for Excel or as input of a program.
  package func csv(isFile: Bool) -> Data {
    text(under: header, isFile: isFile) { line, text in
      for index in line.tallies.indices { add(row(line, index), to: &text) }
    }
  }

  private func add(_ row: Row, to text: inout CSVText) {
    add(row.place, to: &text)
    text.add(row.indicator)
    for number in [row.value, row.numerator, row.denominator] { text.add(number) }
    text.add(row.status)
    text.add(row.reportingUnits)
    text.add(row.expectedUnits)
    for number in row.furtherNumbers { text.add(number) }
    if let plan = row.plan { text.addName(plan.period) }
    if hasCourse { text.addName(row.missingPartNames) }
    if holdsApproximate { text.add(row.isApproximate ? "true" : "") }
    text.endLine()
  }

  /// The same with a column for every indicator, and one line for each place and period.
  package var wideCSV: Data { wideCSV(isFile: false) }

  package func wideCSV(isFile: Bool) -> Data {
    text(under: wideHeader, isFile: isFile) { line, text in
      add(line.place, to: &text)
      forEachNumber(of: line) { text.add($0) }
      for ids in marks(of: line) { text.add(ids.joined(separator: " ")) }
      text.endLine()
    }
  }

  private func add(_ place: Place, to text: inout CSVText) {
    place.forEachName { text.addName($0) }
  }
}

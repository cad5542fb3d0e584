import Foundation
import Intake

/// Tables as CSV, with a line for each number or for each place.
extension TallyTable {
  /// CSV of the lines of all periods, written in parallel.
  ///
  /// - Parameter isFile: whether people open it: adds a byte order mark, and marks texts that look like formulas.
  private func text(
    under header: [String], isFile: Bool,
    _ write: @Sendable (Line, PlaceCells, inout CSVText) -> Void
  ) -> Data {
    let texts = slices.map { slice in
      slice.map { slice in CSVText.cells(isFile: isFile) { $0.addName(slice.text) } }
    }
    let parts = Parallel.map(sections.flatMap(\.parts)) { part in
      var text = CSVText(isFile: isFile)
      var place = PlaceCells(texts: texts)
      forEachLine(of: part) { line in
        if place.group != line.group {
          (place.group, place.names) = (line.group, PlaceCells.names(line.place, isFile: isFile))
        }
        place.slice = line.slice
        write(line, place, &text)
      }
      return text
    }
    var head = CSVText()
    head.add(header)
    return CSVText.data([head] + parts, isFile: isFile)
  }

  /// The cells of a line's place: all lines of a group share its names, and all those of a text the text.
  private struct PlaceCells {
    let texts: [CSVText.Cells?]
    var group: Int?
    var names = CSVText.Cells()
    var slice = 0

    static func names(_ place: Place, isFile: Bool) -> CSVText.Cells {
      var place = place
      place.text = nil
      return CSVText.cells(isFile: isFile) { text in place.forEachName { text.addName($0) } }
    }

    func add(to text: inout CSVText) {
      text.add(names)
      if let own = texts[slice] { text.add(own) }
    }
  }

  /// RFC 4180 with LF; numbers have a decimal point and no grouping.
  package var csv: Data { csv(isFile: false) }

  /// The same, as a file for Excel or as input of a program.
  package func csv(isFile: Bool) -> Data {
    text(under: header, isFile: isFile) { line, place, text in
      for index in line.tallies.indices {
        place.add(to: &text)
        add(row(line, index), to: &text)
      }
    }
  }

  /// Adds the cells behind those of its place.
  private func add(_ row: Row, to text: inout CSVText) {
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
    text(under: wideHeader, isFile: isFile) { line, place, text in
      place.add(to: &text)
      forEachNumber(of: line) { text.add($0) }
      text.add(partialIndicators(of: line).joined(separator: " "))
      if holdsApproximate { text.add(approximateIndicators(of: line).joined(separator: " ")) }
      text.endLine()
    }
  }
}

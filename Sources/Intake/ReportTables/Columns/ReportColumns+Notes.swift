import ClusterMetrics

/// What a note below the table says of one of its columns.
extension ReportColumns {
  /// "Ghi chú: Cột 4 là số lũy kế từ đầu năm": of the column that the row of numbers below the header calls so, or else the
  /// fourth one.
  mutating func settleNotes(_ block: ReportBlock, _ grid: Grid) {
    for note in block.notes(in: grid) {
      let key = NameKey(note.replacing(":", with: " ")).text
      guard key.contains(ReportColumns.counted), !key.contains(ReportColumns.denied),
        let match = key.firstMatch(of: ReportColumns.column), let number = Int(match.1)
      else { continue }
      let numbering = (block.header.lowerBound..<block.body.upperBound).first {
        grid.rows[$0].isColumnNumbers
      }
      let column =
        numbering.flatMap { row in
          grid.rows[row].items.firstIndex { $0.text.filter(\.isNumber) == "\(number)" }
        } ?? number - 1
      guard
        let index = numbers.firstIndex(where: {
          $0.column == column && ($0.meaning.figure ?? .value) == .value
        })
      else { continue }
      numbers[index].meaning.figure = .cumulative
    }
  }
  private static let counted = NameKey("lũy kế").text
  private static let denied = NameKey("không").text
  nonisolated(unsafe) private static let column = try! Regex<(Substring, Substring)>(
    NameKey("cột").text + " \\(?([0-9]{1,2})\\)?")
}

import ClusterMetrics

/// Parts that a table itself marks by "Trong đó", held against what they are parts of.
extension ReportTableReader {
  private struct Cell: Hashable {
    var row: Int
    var column: Int
  }

  /// Holds the numbers of a table against each other.
  mutating func compare(_ block: ReportBlock, _ columns: ReportColumns, from start: Int) {
    noteAlone(block, columns, from: start)
    checkParts(block, columns, from: start)
    checkCompared(columns, from: start)
  }

  /// Says which parts are more than their whole: the column in front of "Trong đó", or the row above it.
  private mutating func checkParts(_ block: ReportBlock, _ columns: ReportColumns, from start: Int)
  {
    let numbers = Dictionary(
      table.numbers[start...].compactMap { number -> (Cell, ReportedNumber)? in
        guard let row = number.place.row, let column = number.place.column else { return nil }
        return (Cell(row: row, column: column - 1), number)
      }, uniquingKeysWith: { first, _ in first })
    guard !numbers.isEmpty else { return }
    let rows = block.body.map { grid.rows[$0] }
    var pairs: [(part: Cell, whole: Cell)] = []
    for part in columns.numbers where ReportTableReader.isPart(part.name) {
      let whole = columns.numbers.last {
        $0.column < part.column && !ReportTableReader.isPart($0.name)
      }
      guard let whole else { continue }
      pairs += rows.map {
        (Cell(row: $0.number, column: part.column), Cell(row: $0.number, column: whole.column))
      }
    }
    if let label = columns[.indicator] {
      var whole: Int?
      for row in rows where !row[label].isEmpty {
        if ReportTableReader.isPart(row[label].text) {
          guard let whole else { continue }
          pairs += columns.numbers.map {
            (Cell(row: row.number, column: $0.column), Cell(row: whole, column: $0.column))
          }
        } else if !row[label].text.isMarkedAsPart {
          whole = row.number
        }
      }
    }
    for pair in pairs {
      guard let part = numbers[pair.part], let whole = numbers[pair.whole],
        part.isAlike(whole), part.value > whole.value
      else { continue }
      let (own, all) = (part.indicator.name, whole.indicator.name)
      add(
        .partAboveWhole, .warning, at: part.place, about: nil,
        vi:
          "\(own.vietnamese): \(part.value.vietnamese) lớn hơn \(all.vietnamese) (\(whole.value.vietnamese)), dù bảng ghi là \"trong"
          + " đó\"; hãy kiểm tra lại",
        en:
          "\(own.english): \(part.value) is more than \(all.english) (\(whole.value)), of which the table says it is a part: check"
          + " them")
    }
  }

  /// Whether a label, or a level of a header, says that it is a part.
  private static func isPart(_ text: String) -> Bool {
    text.components(separatedBy: " / ").contains {
      NameKey($0.replacing(":", with: " ")).text.hasPrefix(of)
    }
  }
  private static let of = NameKey("trong đó").text
}

extension ReportedNumber {
  /// Whether another number counts the same kind of things of the same unit and time.
  fileprivate func isAlike(_ other: ReportedNumber) -> Bool {
    period == other.period && group == other.group && figure == other.figure
      && !isNotApplicable && !other.isNotApplicable && indicator.addsUp && other.indicator.addsUp
      && indicator.unitOfMeasure == other.indicator.unitOfMeasure
  }
}

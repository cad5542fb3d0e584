import ClusterMetrics
import OfficeWords
import TableGrids

/// Headings without numbers that stand over the same lines again and again: "I | Báo Thanh Hóa" and "II | Đài PT-TH" over "1 | Số cuộc
/// kiểm tra", "2 | Số vi phạm". Where one of them is a place, or half of them are offices, all report, and each heads
/// what it does.
struct RepeatedSections {
  /// The headings, in their order; none where the lines below them differ.
  private(set) var headings: [String] = []

  /// - Parameters:
  ///   - column: the column of labels.
  ///   - numbers: the columns of numbers.
  init(_ block: ReportBlock, in grid: Grid, labels column: Int, numbers: [Int]) {
    var sections: [(heading: String, lines: [NameKey])] = []
    for index in block.body {
      let row = grid.rows[index]
      let label = row[column].text.withoutNumbering
      guard !label.isEmpty, !row.isColumnNumbers, !TotalWords.isTotal(label) else { continue }
      if let name = row.onlyName, !numbers.contains(where: { row[$0].isNumber }) {
        sections.append((name.withoutNumbering, []))
      } else if sections.isEmpty {
        return
      } else {
        sections[sections.count - 1].lines.append(NameKey(label))
      }
    }
    let names = Set(sections.map { NameKey($0.heading) })
    guard sections.count > 1, names.count == sections.count, sections[0].lines.count > 1,
      Set(sections.map(\.lines)).count == 1,
      sections.contains(where: {
        OfficeNames.isOffice($0.heading) && OfficeNames.isPlace($0.heading)
      })
        || sections.count(where: { RepeatedSections.isWho($0.heading) }) * 2 >= sections.count
    else { return }
    headings = sections.map(\.heading)
  }

  private static func isWho(_ name: String) -> Bool {
    OfficeNames.isOffice(name) || OfficeNames.isBody(name)
  }
}

extension ReportRows {
  /// Whether a text numbers a unit that stands in the place of indicators: "1 | Xã Nga Sơn" over "1.1 | Hồ sơ tiếp nhận".
  func numbersUnit(_ text: String, _ row: Grid.Row) -> Bool {
    guard columns[.unit] == nil, let ordinal = columns[.ordinal], row[ordinal].text == text,
      let label = columns[.indicator], ordinal != label
    else { return false }
    if case .units? = blocks.meaning(of: row[label].text.withoutNumbering).who { return true }
    return false
  }
}

import Charting
import ClusterMetrics
import Findings
import Foundation
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import TallyTables
import Workspace

/// The numbers of a view as rows and columns, for the page and the workbook.
struct NumbersGrid {
  /// A group with a number for each indicator.
  struct Line {
    var place: TallyTable.Place
    var name: String
    var isWhole: Bool
    var cells: [TallyTable.Row]
  }

  let lines: [Line]
  /// For each indicator, whether any change or percentage of a plan is known.
  let hasChanges: [Bool]
  let formats: [ValueFormat]
  private let query: NumbersQuery
  private let words: Wording

  init(_ rows: [TallyTable.Row], _ query: NumbersQuery, _ words: Wording) {
    (self.query, self.words) = (query, words)
    var lines: [Line] = []
    for row in rows {
      if lines.last?.place != row.place {
        let isWhole = NumbersGrid.isWhole(row.place, query)
        let name = NumbersGrid.name(of: row, isWhole: isWhole, query, words)
        lines.append(Line(place: row.place, name: name, isWhole: isWhole, cells: []))
      }
      lines[lines.count - 1].cells.append(row)
    }
    self.lines = lines
    formats = query.indicators.map { words.format($0) }
    hasChanges = query.indicators.indices.map { index in
      lines.contains {
        index < $0.cells.count
          && ($0.cells[index].versus?.change != nil || $0.cells[index].plan?.percent != nil)
      }
    }
  }

  /// "6 tháng đầu năm 2024, so với 6 tháng đầu năm 2023"
  var caption: String {
    words.sentence(words.name(query.period))
      + (query.versus.map {
        words(", so với ", ", compared with ") + words.nameInSentence($0.base(of: query.period))
      } ?? "")
  }

  /// The heading of the column of changes.
  var changeHeading: String { query.isBesidePlan ? words("% kế hoạch", "% of plan") : "±" }

  /// Whether a row is the total of all, below its parts.
  private static func isWhole(_ place: TallyTable.Place, _ query: NumbersQuery) -> Bool {
    query.by.place != nil && place.unit.isEmpty && place.cluster.isEmpty
      || query.by.attribute != nil && query.by.place == nil && place.trait == nil
  }

  private static func name(
    of row: TallyTable.Row, isWhole: Bool, _ query: NumbersQuery, _ words: Wording
  ) -> String {
    let period = query.periods.first { $0.name == row.place.period }.map {
      words.sentence(words.name($0))
    }
    if isWhole { return words("Toàn bộ", "All") }
    if query.by.place == nil, query.by.attribute == nil, query.by.column == nil {
      return query.by.isOverPeriods ? period ?? row.place.period : words("Toàn bộ", "All")
    }
    let label = TextTable.label(row, query.by, listsPeriods: query.periods.count > 1, words)
    return period.map { label.replacing(row.place.period, with: $0) } ?? label
  }

  /// The table as a workbook.
  ///
  /// - Parameter notes: the text below it.
  func workbook(of opened: OpenProject, notes: [String]) throws -> Data {
    var headings = [words("Tên", "Name")]
    for (indicator, hasChanges) in zip(query.indicators, hasChanges) {
      headings.append(words.heading(indicator))
      if hasChanges { headings.append(words.heading(indicator) + ": " + changeHeading) }
    }
    let rows = lines.map { line in
      var cells: [PlainWorkbook.Cell] = []
      for (index, cell) in line.cells.enumerated() where index < query.indicators.count {
        let decimals = formats[index].decimals
        // Missing numbers get the signs of the yearbooks.
        let percent = query.indicators[index].isPercentage ? "%" : ""
        let lacks = cell.status == Tally.Status.partial.rawValue ? "*" : ""
        cells.append(
          cell.value.map {
            .number($0, decimals: decimals, isSigned: false, sign: percent + lacks)
          } ?? .text(TextTable.value(of: cell, formats[index])))
        guard hasChanges[index] else { continue }
        let change = query.isBesidePlan ? cell.plan?.percent : cell.versus?.change
        cells.append(
          change.map {
            .number(
              $0, decimals: query.isBesidePlan ? 1 : decimals, isSigned: !query.isBesidePlan,
              sign: query.isBesidePlan ? "%" : "")
          } ?? .empty)
      }
      return PlainWorkbook.Row(name: line.name, cells: cells, isTotal: line.isWhole)
    }
    let definition = opened.definition
    return try PlainWorkbook(
      title: words(definition.title), subtitle: caption, headings: headings, rows: rows,
      notes: notes
    ).data(
      sheet: words("Số liệu", "Numbers"), author: words(definition.organisation), created: Date())
  }
}

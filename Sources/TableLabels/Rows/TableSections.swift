import ClusterMetrics
import OfficeWords
import TableGrids

/// Lines between units that say what the numbers below them count, where the same units stand below several: "Số trường học" and
/// "Số giáo viên" of a yearbook, each over all districts.
package struct TableSections {
  /// By the numbers of their rows, what they say.
  package private(set) var headings: [Int: String] = [:]

  /// What the sections say, from the top.
  package var names: [String] { headings.sorted { $0.key < $1.key }.map(\.value) }

  package init(_ block: ReportBlock, in grid: Grid, _ columns: ReportColumns) {
    guard let unit = columns.unitColumns.last, columns[.indicator] == nil else { return }
    var found: [(row: Int, text: String, units: Set<NameKey>)] = []
    for index in block.body {
      let row = grid.rows[index]
      let label = row[unit].text.withoutNumbering
      if let text = TableSections.heading(row, unit, columns) {
        found.append((row.number, text, []))
      } else if OfficeNames.isOffice(label), !found.isEmpty,
        columns.numbers.contains(where: { row[$0.column].isNumber })
      {
        found[found.count - 1].units.insert(NameKey(label))
      }
    }
    // What stands over nobody is a remark; groups of units have other ones.
    let filled = found.filter { $0.units.count > 1 }
    // One alone says what is counted where nothing else does: "I. Diện tích gieo trồng (ha)" above all units.
    if let only = filled.only, found.count == 1,
      only.row == block.body.first.map({ grid.rows[$0].number }),
      only.text.withoutMeasure != only.text,
      columns.numbers.allSatisfy({ $0.unknown == nil && $0.meaning.indicator == nil })
    {
      headings = [only.row: only.text]
      return
    }
    guard filled.count > 1, Set(filled.map { NameKey($0.text) }).count == filled.count,
      filled.dropFirst().allSatisfy({ !$0.units.isDisjoint(with: filled[0].units) })
    else { return }
    headings = Dictionary(
      filled.map { ($0.row, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a line says of when the numbers below it are: "Năm 2022", "Tháng 1", "Đợt 2", "Ngày 5/3".
  private static func saysWhen(_ text: String) -> Bool {
    let year = PeriodLabels.anyYear
    return !PeriodMentions.all(in: text, year: year).isEmpty
      || PeriodMentions.unknownPart(in: text) != nil || CumulativeWords.day(text, year: year) != nil
      || PeriodMentions.sinceNewYear(in: text, year: year) != nil
  }

  /// What a row heads: a name that is no unit's in the place of units, or the only text of a row.
  private static func heading(
    _ row: Grid.Row, _ unit: Int, _ columns: ReportColumns
  ) -> String? {
    let texts = row.items.filter { !$0.isEmpty && !$0.isPlainNumber && !$0.text.isGroupMark }
      .map(\.text).uniqued
    guard let only = texts.only else { return nil }
    let text = only.withoutNumbering
    guard text.contains(where: \.isLetter), text.count < 120, !TotalWords.isTotal(text),
      !OfficeNames.isOffice(text), OfficeNames.cluster(text) == nil, FigureWords(text) == nil,
      !TotalWords.isSeveral(text), !OfficeNames.isLandscape(text), !LabelWords.compares(text),
      !MeasureWords.areMost([text]), !saysWhen(text)
    else { return nil }
    // "Vinh" with numbers is a unit without its kind, unless it counts something.
    let holdsNumbers = columns.numbers.contains { row[$0.column].isNumber }
    return !holdsNumbers || row[unit].text == only && OfficeNames.isNoUnit(text) ? text : nil
  }
}

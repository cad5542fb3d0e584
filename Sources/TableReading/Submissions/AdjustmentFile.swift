import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Reads a table of points: each row becomes an entry, or findings.
package protocol PointsReading: TableFile.Reading {
  static var required: [String] { get }
  /// Columns that may be there besides.
  static var optional: [String] { get }
  var file: String { get }
  var definition: ProjectDefinition { get }
  var log: FindingLog { get set }
  init(file: String, definition: ProjectDefinition, roster: Roster)
  /// Takes in the row that the reader stands on.
  mutating func take(_ reader: inout TableReader<some TableRows>, _ header: Header)
}

extension PointsReading {
  package mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var reader = TableReader(rows, file: file, sheet: sheet)
    reader.isReadOnce = true
    let header = reader.header(
      wanted: Self.required + Self.optional, required: Self.required, mapped: definition.columns)
    if let header {
      while reader.advance() { take(&reader, header) }
    }
    log = reader.log
  }
}

/// Reads the file of adjustments: period, unit, points, reason, and the band that is closed to the unit.
package struct AdjustmentReading: PointsReading {
  package static let required = ["period", "unit", "points", "reason"]
  package static let optional = [KnownColumn.closedBand.rawValue]

  package let file: String
  package let definition: ProjectDefinition
  let roster: Roster
  package private(set) var adjustments: [Adjustment] = []
  package var log = FindingLog()

  package init(file: String, definition: ProjectDefinition, roster: Roster) {
    self.file = file
    self.definition = definition
    self.roster = roster
  }

  package mutating func take(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    guard let adjustment = adjustment(&reader, header) else { return }
    if let first = adjustments.first(where: { $0.says(the: adjustment) }) {
      reader.add(
        .duplicateEntry, .warning, column: nil,
        vi:
          "giống hệt dòng \(first.row) nên chỉ được tính một lần; nếu là hai lần cộng hoặc trừ điểm, hãy ghi lý do khác nhau",
        en:
          "the same as row \(first.row), so it counts once; if points were given or taken twice, state different reasons"
      )
      return
    }
    adjustments.append(adjustment)
  }

  private func adjustment(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Adjustment? {
    guard let period = reader.period(header, definition.calendar),
      let unit = reader.unit(header, roster, in: definition.calendar.days(of: period)),
      let reason = reader.required(header, .reason), let column = header[.points]
    else { return nil }
    let closed = header[.closedBand].map { reader.rows.text($0) } ?? ""
    if !closed.isEmpty {
      let names = (definition.score?.bands ?? []).flatMap { [$0.name.vietnamese, $0.name.english] }
      guard names.contains(where: { NameKey($0) == NameKey(closed) }) else {
        let hint = Finding.hint(NameKey.nearest(to: closed, among: names))
        reader.add(
          .badSetting, column: header[.closedBand],
          vi: "không có mức xếp loại \"\(closed)\"\(hint.vietnamese)",
          en: "there is no band \"\(closed)\"\(hint.english)")
        return nil
      }
    }
    // A row may close a band without moving points.
    guard closed.isEmpty || !reader.rows.cell(column).isEmpty else {
      return Adjustment(
        period: period, unit: unit, points: 0, reason: reason, closedBand: closed,
        row: reader.rows.row)
    }
    guard reader.required(column, KnownColumn.points.rawValue) != nil,
      let points = reader.number(column)
    else { return nil }
    return Adjustment(
      period: period, unit: unit, points: points.doubleValue, reason: reason,
      closedBand: closed.isEmpty ? nil : closed, row: reader.rows.row)
  }
}

extension TableReader {
  /// The period that a row names, or the table above its header.
  mutating func period(_ header: Header, _ calendar: ReportingCalendar) -> Period? {
    guard let name = required(header, .period) else { return nil }
    if let period = calendar.period(written: name) { return period }
    add(
      .badPeriod, column: header[.period], about: name,
      vi: "\"\(name)\" không phải là kỳ báo cáo; hãy viết như 2022-H1, 2022-Q1, 2022-M05, 2022-7M,"
        + " 2022, hoặc \"6 tháng đầu năm 2022\", \"Quý I/2022\"",
      en: "\"\(name)\" is not a period; write one as 2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022,"
        + " or in words")
    return nil
  }

  /// The unit that a row names, or the table above its header, in the days of a period.
  mutating func unit(_ header: Header, _ roster: Roster, in days: Range<Day>) -> Int? {
    guard let name = required(header, .unit) else { return nil }
    if let unit = roster.unit(named: name, in: days) { return unit }
    guard checkText() else { return nil }
    log.add(
      roster.unknownUnit(name, at: place(header[.unit]), on: days) {
        Finding.hint(roster.unitNames(near: name))
      })
    return nil
  }
}

import ClusterMetrics

/// Reads `submissions*.csv`: period, unit, indicator, value.
struct SubmissionFile {
  private(set) var submissions: [Submission] = []
  private(set) var log = FindingLog()
  private(set) var summary: FileSummary

  static let required = ["period", "unit", "indicator", "value"]

  init(
    _ table: some TableRows, file: String, sheet: String?, names: NameResolver,
    definition: ProjectDefinition
  ) {
    summary = FileSummary(file: file)
    var reader = TableReader(table, file: file, sheet: sheet)
    let header = reader.header(
      wanted: SubmissionFile.required, required: SubmissionFile.required,
      mapped: definition.columns)
    if let header {
      while reader.advance() {
        summary.rows += 1
        if let submission = read(&reader, header, names, definition) {
          submissions.append(submission)
          summary.accepted += 1
        }
      }
      summary.rows += reader.brokenRows
    }
    log = reader.log
  }

  private func read(
    _ reader: inout TableReader<some TableRows>, _ header: Header, _ names: NameResolver,
    _ definition: ProjectDefinition
  ) -> Submission? {
    guard let periodName = reader.required(header, .period),
      let unitName = reader.required(header, .unit),
      let indicatorName = reader.required(header, .indicator), let valueColumn = header[.value]
    else { return nil }
    guard !reader.rows.cell(valueColumn).isEmpty else {
      // A form that lists what is asked for, and was not filled in: not reported, which is no zero.
      reader.add(
        .missingValue, .warning, column: valueColumn,
        vi: "chưa có số liệu của \"\(indicatorName)\"; được coi là chưa báo cáo",
        en: "there is no value for \"\(indicatorName)\"; it counts as not reported")
      return nil
    }
    guard let period = Period(periodName) else {
      reader.add(
        .badPeriod, column: header[.period],
        vi: "\"\(periodName)\" không phải là kỳ báo cáo; hãy viết như 2022-H1, 2022-Q1, 2022-M05,"
          + " 2022-9M, 2022",
        en: "\"\(periodName)\" is no period; write one as 2022-H1, 2022-Q1, 2022-M05, 2022-9M, 2022"
      )
      return nil
    }
    guard let unit = names.roster.unit(named: unitName) else {
      let hint = Finding.hint(names.nearestUnits(to: unitName))
      reader.add(
        .unknownUnit, column: header[.unit],
        vi: "đơn vị \"\(unitName)\" không có trong danh sách\(hint.vietnamese)",
        en: "unit \"\(unitName)\" is not in the roster\(hint.english)")
      return nil
    }
    let key = NameKey(indicatorName)
    let indicator = definition.indicators.first {
      NameKey($0.id) == key || NameKey($0.name.vietnamese) == key
        || NameKey($0.name.english) == key
    }
    guard let indicator, indicator.definition == .submitted else {
      let submitted = definition.indicators.filter { $0.definition == .submitted }.map(\.id)
      let hint = Finding.hint(NameKey.nearest(to: indicatorName, among: submitted))
      reader.add(
        .unknownIndicator, column: header[.indicator],
        vi: "\"\(indicatorName)\" không phải là chỉ tiêu có \"from: submissions\""
          + hint.vietnamese,
        en: "\"\(indicatorName)\" is no indicator with \"from: submissions\"" + hint.english)
      return nil
    }
    let submission = reader.number(valueColumn).map {
      Submission(
        period: period, unit: unit, indicator: indicator.id, value: $0, row: reader.rows.row)
    }
    guard let submission else { return nil }
    let isRepeated = submissions.contains {
      $0.period == period && $0.unit == unit && $0.indicator == indicator.id
    }
    if isRepeated {
      reader.add(
        .duplicateEntry, column: header[.value],
        vi: "\(unitName) đã báo cáo chỉ tiêu này cho kỳ \(period.name)",
        en: "\(unitName) has reported this indicator for \(period.name) already")
      return nil
    }
    return submission
  }
}

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
    guard let period = reader.period(header), let unit = reader.unit(header, names.roster),
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
        vi: "\(names.roster.units[unit].name) đã báo cáo chỉ tiêu này cho kỳ \(period.name)",
        en:
          "\(names.roster.units[unit].name) has reported this indicator for \(period.name) already")
      return nil
    }
    return submission
  }
}

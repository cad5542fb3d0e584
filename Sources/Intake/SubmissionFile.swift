import ClusterMetrics

/// Reads `submissions*.csv`: period, unit, indicator, value.
struct SubmissionFile {
  private(set) var numbers: [ReportedNumber] = []
  private(set) var log = FindingLog()
  private(set) var summary: FileSummary

  static let required = ["period", "unit", "indicator", "value"]

  init(
    _ table: some TableRows, file: String, sheet: String?, names: NameResolver,
    definition: ProjectDefinition, isRepeated: (ReportedNumber) -> Bool
  ) {
    summary = FileSummary(file: file)
    var reader = TableReader(table, file: file, sheet: sheet)
    let header = reader.header(
      wanted: SubmissionFile.required, required: SubmissionFile.required,
      mapped: definition.columns)
    if let header {
      while reader.advance() {
        summary.rows += 1
        guard let number = read(&reader, header, names, definition) else { continue }
        guard !isRepeated(number) else {
          reader.add(
            .duplicateEntry, column: header[.value],
            vi: "số liệu của chỉ tiêu này cho kỳ \(number.period.name) đã được báo cáo",
            en: "this indicator has been reported for \(number.period.name) already")
          continue
        }
        numbers.append(number)
        summary.accepted += 1
      }
      summary.rows += reader.brokenRows
    }
    log = reader.log
  }

  private func read(
    _ reader: inout TableReader<some TableRows>, _ header: Header, _ names: NameResolver,
    _ definition: ProjectDefinition
  ) -> ReportedNumber? {
    guard let period = reader.period(header),
      let group = group(&reader, header, names, in: definition.calendar.days(of: period)),
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
    guard let indicator else {
      let known = definition.indicators.map(\.id)
      let hint = Finding.hint(NameKey.nearest(to: indicatorName, among: known))
      reader.add(
        .unknownIndicator, column: header[.indicator],
        vi: "không có chỉ tiêu \"\(indicatorName)\"\(hint.vietnamese)",
        en: "there is no indicator \"\(indicatorName)\"\(hint.english)")
      return nil
    }
    let (outcome, isApproximate) = StatedNumber.parse(reader.rows.text(valueColumn))
    guard let value = reader.number(valueColumn, outcome) else { return nil }
    return ReportedNumber(
      period: period, group: group, indicator: indicator, value: value,
      isApproximate: isApproximate, place: reader.place(valueColumn))
  }

  /// The unit that a row names, or the cluster whose total it states.
  private func group(
    _ reader: inout TableReader<some TableRows>, _ header: Header, _ names: NameResolver,
    in days: Range<Day>
  ) -> Group? {
    guard let name = reader.required(header, .unit) else { return nil }
    if names.roster.units(named: name).isEmpty {
      if let cluster = names.roster.cluster(named: name) { return .cluster(cluster) }
      if TotalWords.groups.contains(NameKey(name)) { return .all }
    }
    return reader.unit(header, names.roster, in: days).map { .unit($0) }
  }
}

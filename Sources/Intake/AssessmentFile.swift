import ClusterMetrics

/// Reads the file of assessments: period, unit, and the points of the unit itself, of verification and of the
/// superior body, each of which may be empty.
struct AssessmentReading: PointsReading {
  static let required = ["period", "unit", "self"]
  private static let others = [
    KnownColumn.verified.rawValue, KnownColumn.superior.rawValue, KnownColumn.reason.rawValue,
  ]

  let file: String
  let definition: ProjectDefinition
  let roster: Roster
  private(set) var assessments: [Assessment] = []
  private(set) var log = FindingLog()

  init(file: String, definition: ProjectDefinition, roster: Roster) {
    self.file = file
    self.definition = definition
    self.roster = roster
  }

  mutating func read(_ rows: some TableRows, sheet: String?) {
    var reader = TableReader(rows, file: file, sheet: sheet)
    let header = reader.header(
      wanted: AssessmentReading.required + AssessmentReading.others,
      required: AssessmentReading.required, mapped: definition.columns)
    if let header {
      while reader.advance() {
        guard let assessment = assessment(&reader, header) else { continue }
        if let earlier = assessments.first(where: {
          $0.unit == assessment.unit && $0.period == assessment.period
        }) {
          reader.add(
            .duplicateEntry, column: header[.unit],
            vi: "đơn vị đã có điểm của kỳ này ở dòng \(earlier.row)",
            en: "the unit has points for this period already, in row \(earlier.row)")
          continue
        }
        assessments.append(assessment)
      }
    }
    log = reader.log
  }

  private func assessment(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Assessment? {
    guard let period = reader.period(header),
      let unit = reader.unit(header, roster, in: definition.calendar.days(of: period))
    else { return nil }
    var assessment = Assessment(period: period, unit: unit, row: reader.rows.row)
    for (column, part) in [
      (KnownColumn.own, \Assessment.own), (.verified, \.verified), (.superior, \.superior),
    ] {
      guard let index = header[column], !reader.rows.cell(index).isEmpty else { continue }
      guard let points = reader.number(index) else { return nil }
      assessment[keyPath: part] = points.doubleValue
    }
    assessment.reason = header[.reason].map { reader.rows.text($0) } ?? ""
    return assessment
  }
}

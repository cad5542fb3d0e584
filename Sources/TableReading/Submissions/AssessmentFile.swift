import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Reads the file of assessments: period, unit, and the points of the unit itself, of verification and of the
/// superior body, each of which may be empty.
package struct AssessmentReading: PointsReading {
  package static let required = ["period", "unit", "self"]
  package static let optional = [
    KnownColumn.verified.rawValue, KnownColumn.superior.rawValue, KnownColumn.reason.rawValue,
  ]

  package let file: String
  package let definition: ProjectDefinition
  let roster: Roster
  package private(set) var assessments: [Assessment] = []
  package var log = FindingLog()

  package init(file: String, definition: ProjectDefinition, roster: Roster) {
    self.file = file
    self.definition = definition
    self.roster = roster
  }

  package mutating func take(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    guard let assessment = assessment(&reader, header) else { return }
    if let earlier = assessments.first(where: {
      $0.unit == assessment.unit && $0.period == assessment.period
    }) {
      reader.add(
        .duplicateEntry, column: header[.unit],
        vi: "đơn vị đã có điểm của kỳ này ở dòng \(earlier.row)",
        en: "the unit has points for this period already, in row \(earlier.row)")
      return
    }
    assessments.append(assessment)
  }

  private func assessment(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Assessment? {
    guard let period = reader.period(header, definition.calendar),
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

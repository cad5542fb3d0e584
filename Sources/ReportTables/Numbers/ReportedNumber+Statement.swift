import ClusterMetrics
import Findings
import OfficeWords
import Settings

/// What a number's statement says, field by field: written out, because looking fields up by key paths took an eighth of a
/// check's time, and yielded, because copying an indicator to read its id took a tenth.
extension ReportedNumber {
  package var period: Period {
    _read { yield shared.value.period }
    _modify { yield &shared.value.period }
  }
  package var group: Group {
    _read { yield shared.value.group }
    _modify { yield &shared.value.group }
  }
  package var indicator: Indicator {
    _read { yield shared.value.indicator }
    _modify { yield &shared.value.indicator }
  }
  package var figure: Figure {
    _read { yield shared.value.figure }
    _modify { yield &shared.value.figure }
  }
  package var value: Quantity {
    _read { yield shared.value.value }
    _modify { yield &shared.value.value }
  }
  package var isApproximate: Bool {
    _read { yield shared.value.isApproximate }
    _modify { yield &shared.value.isApproximate }
  }
  package var isNotApplicable: Bool {
    _read { yield shared.value.isNotApplicable }
    _modify { yield &shared.value.isNotApplicable }
  }
  package var isCorrection: Bool {
    _read { yield shared.value.isCorrection }
    _modify { yield &shared.value.isCorrection }
  }
  package var isDecision: Bool {
    _read { yield shared.value.isDecision }
    _modify { yield &shared.value.isDecision }
  }
  package var replaces: String? {
    _read { yield shared.value.replaces }
    _modify { yield &shared.value.replaces }
  }
  package var place: Finding.Place {
    _read { yield shared.value.place }
    _modify { yield &shared.value.place }
  }
  package var sent: Day? {
    _read { yield shared.value.sent }
    _modify { yield &shared.value.sent }
  }
  package var otherPlaces: [Finding.Place] {
    _read { yield shared.value.otherPlaces }
    _modify { yield &shared.value.otherPlaces }
  }
  package var countedFrom: Day? {
    _read { yield shared.value.countedFrom }
    _modify { yield &shared.value.countedFrom }
  }
  package var isOfPeriodAlone: Bool {
    _read { yield shared.value.isOfPeriodAlone }
    _modify { yield &shared.value.isOfPeriodAlone }
  }
  package var isOfLastYear: Bool {
    _read { yield shared.value.isOfLastYear }
    _modify { yield &shared.value.isOfLastYear }
  }
  package var saidIn: Period? {
    _read { yield shared.value.saidIn }
    _modify { yield &shared.value.saidIn }
  }
  package var from: Day? {
    _read { yield shared.value.from }
    _modify { yield &shared.value.from }
  }
  package var shares: [(number: ReportedNumber, isSubtracted: Bool)] {
    _read { yield shared.value.shares }
    _modify { yield &shared.value.shares }
  }
  package var missingParts: [Period] {
    _read { yield shared.value.missingParts }
    _modify { yield &shared.value.missingParts }
  }
  package var partsNotAsked: [Period] {
    _read { yield shared.value.partsNotAsked }
    _modify { yield &shared.value.partsNotAsked }
  }
  package var silent: [Period: [Int]] {
    _read { yield shared.value.silent }
    _modify { yield &shared.value.silent }
  }
}

extension ReportedNumber {
  /// Where it belongs; `nil` for totals, and for plans that hold from some day on.
  package var coordinates: Coordinates? {
    guard case .unit(let unit) = group, from == nil else { return nil }
    return Coordinates(period: period, unit: unit, indicator: indicator.id, figure: figure)
  }
}

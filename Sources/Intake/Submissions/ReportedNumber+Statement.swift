import ClusterMetrics
import OfficeWords

/// What a number's statement says, field by field: written out, because looking fields up by key paths took an eighth of a
/// check's time.
extension ReportedNumber {
  var period: Period {
    get { shared.value.period }
    _modify { yield &shared.value.period }
  }
  var group: Group {
    get { shared.value.group }
    _modify { yield &shared.value.group }
  }
  var indicator: Indicator {
    get { shared.value.indicator }
    _modify { yield &shared.value.indicator }
  }
  var figure: Figure {
    get { shared.value.figure }
    _modify { yield &shared.value.figure }
  }
  var value: Quantity {
    get { shared.value.value }
    _modify { yield &shared.value.value }
  }
  var isApproximate: Bool {
    get { shared.value.isApproximate }
    _modify { yield &shared.value.isApproximate }
  }
  var isNotApplicable: Bool {
    get { shared.value.isNotApplicable }
    _modify { yield &shared.value.isNotApplicable }
  }
  var isCorrection: Bool {
    get { shared.value.isCorrection }
    _modify { yield &shared.value.isCorrection }
  }
  var isDecision: Bool {
    get { shared.value.isDecision }
    _modify { yield &shared.value.isDecision }
  }
  var replaces: String? {
    get { shared.value.replaces }
    _modify { yield &shared.value.replaces }
  }
  var place: Finding.Place {
    get { shared.value.place }
    _modify { yield &shared.value.place }
  }
  var sent: Day? {
    get { shared.value.sent }
    _modify { yield &shared.value.sent }
  }
  var otherPlaces: [Finding.Place] {
    get { shared.value.otherPlaces }
    _modify { yield &shared.value.otherPlaces }
  }
  var countedFrom: Day? {
    get { shared.value.countedFrom }
    _modify { yield &shared.value.countedFrom }
  }
  var isOfPeriodAlone: Bool {
    get { shared.value.isOfPeriodAlone }
    _modify { yield &shared.value.isOfPeriodAlone }
  }
  var isOfLastYear: Bool {
    get { shared.value.isOfLastYear }
    _modify { yield &shared.value.isOfLastYear }
  }
  var saidIn: Period? {
    get { shared.value.saidIn }
    _modify { yield &shared.value.saidIn }
  }
  var from: Day? {
    get { shared.value.from }
    _modify { yield &shared.value.from }
  }
  var shares: [(number: ReportedNumber, isSubtracted: Bool)] {
    get { shared.value.shares }
    _modify { yield &shared.value.shares }
  }
  var missingParts: [Period] {
    get { shared.value.missingParts }
    _modify { yield &shared.value.missingParts }
  }
  var partsNotAsked: [Period] {
    get { shared.value.partsNotAsked }
    _modify { yield &shared.value.partsNotAsked }
  }
  var silent: [Period: [Int]] {
    get { shared.value.silent }
    _modify { yield &shared.value.silent }
  }
}

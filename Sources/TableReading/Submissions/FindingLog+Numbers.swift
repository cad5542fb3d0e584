import ClusterMetrics
import Findings
import ReportTables

extension FindingLog {
  /// Says which numbers belong into the cells that findings are about, so that they can be corrected.
  package mutating func note(_ numbers: [ReportedNumber]) {
    let found = foundPlaces
    for number in numbers where found.contains(number.place) {
      note(number.coordinates, number.value.vietnamese, at: number.place)
    }
  }
}

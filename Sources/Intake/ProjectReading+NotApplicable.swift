import ClusterMetrics
import ReportTables

extension Project {
  /// Notes the parts in which a question did not arise: a rate needs the same parts of both of its numbers.
  func noteNotApplicable(
    _ numbers: [ReportedNumber], in whole: inout [ReportedNumber], _ calendar: ReportingCalendar
  ) {
    guard !numbers.isEmpty else { return }
    struct Key: Hashable {
      var group: Group
      var indicator: String
    }
    let parts = Dictionary(grouping: numbers) {
      Key(group: $0.group, indicator: $0.indicator.id)
    }
    for index in whole.indices where !whole[index].shares.isEmpty {
      let key = Key(group: whole[index].group, indicator: whole[index].indicator.id)
      guard let own = parts[key] else { continue }
      let days = calendar.days(of: whole[index].period)
      whole[index].partsNotAsked += own.map(\.period).filter {
        $0 != whole[index].period && days.contains(calendar.days(of: $0))
      }
    }
  }
}

import ClusterMetrics
import OfficeWords

extension ReportBlocks {
  /// Whether lines above a header that is written once more say another time than those above the table before it: "Thời điểm
  /// 30/6/2026", "Tháng trước".
  func saysOtherTime(_ titles: Range<Int>, than block: ReportBlock) -> Bool {
    let (own, other) = (times(titles), times(block.titles))
    return !own.isSubset(of: other)
  }

  /// What lines say of time.
  private func times(_ titles: Range<Int>) -> Set<String> {
    var times: Set<String> = []
    for line in titles.flatMap({ grid.rows[$0].items }) where !line.isEmpty && !line.isPlainNumber {
      times.formUnion(PeriodMentions.all(in: line.text, year: year).map(\.name))
      if let day = PeriodMentions.lastDay(in: line.text) { times.insert("\(day)") }
      let key = TimeWords.key(line.text)
      if TimeWords.before[key] != nil || TimeWords.years.contains(key)
        || TimeWords.isOfYearBefore(key)
      {
        times.insert(key)
      }
    }
    return times
  }
}

import ClusterMetrics
import Findings
import ReportTables

/// A table whose title says another year than those of all others: most often last year's title above this year's
/// numbers, which then count where nobody looks for them.
package enum PeriodSlips {
  /// How many tables of other files must agree.
  private static let leastOthers = 3

  /// Findings for files of one unit and one period, a year beside that of three such files or more for each that is of
  /// it, none of which is of that unit.
  package static func findings(_ tables: [TableReport]) -> [Finding] {
    var periods: [String: Set<Period>] = [:]
    var units: [String: Set<String>] = [:]
    for table in tables where table.kind == .report {
      for block in table.blocks {
        guard let period = block.period else { continue }
        periods[table.file, default: []].insert(period)
        units[table.file, default: []].insert(block.unit ?? "")
      }
    }
    // A table of many units is one of its own, whatever its year.
    func unit(_ file: String) -> String? {
      units[file]?.count == 1 ? units[file]?.first.flatMap { $0.isEmpty ? nil : $0 } : nil
    }
    let single = periods.filter { unit($0.key) != nil }.compactMapValues {
      $0.count == 1 ? $0.first : nil
    }
    let files = Dictionary(grouping: single.keys) { single[$0] }
    return single.sorted { $0.key < $1.key }.compactMap { file, period in
      let own = files[period]?.count ?? 0
      let others = files.keys.compactMap(\.self).sorted { $0.name < $1.name }.filter {
        $0.sameLastYear == period || period.sameLastYear == $0
      }
      guard let usual = others.max(by: { (files[$0]?.count ?? 0) < (files[$1]?.count ?? 0) }),
        let count = files[usual]?.count, count >= leastOthers * own,
        files[usual]?.contains(where: { unit($0) == unit(file) }) == false
      else { return nil }
      return Finding(
        .badPeriod, .warning, at: .init(file: file),
        vi:
          "tệp này ghi \(period.spoken.vietnamese), \(count) tệp khác ghi \(usual.spoken.vietnamese); nếu tiêu đề ghi nhầm, hãy sửa"
          + " tiêu đề hoặc khai báo kỳ của tệp",
        en:
          "this file says \(period.name), \(count) others say \(usual.name); if its title is wrong, correct it, or say the period of"
          + " the file"
      )
    }
  }
}

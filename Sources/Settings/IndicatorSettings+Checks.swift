import ClusterMetrics
import Yams

/// Refuses what cannot be said of an indicator.
extension ProjectFile {
  /// Small numbers are those of people or cases; a mean of few may be small.
  mutating func checkHiding(of indicator: Indicator, _ node: Node?) {
    guard let node, !indicator.canHideSmallNumbers else { return }
    let id = indicator.id
    reader.reject(
      node,
      vi:
        "\(id).hide_below chỉ dùng cho chỉ tiêu đếm, tổng, hiệu hoặc tỷ lệ giữa các chỉ tiêu đó",
      en: "\(id).hide_below can only be set for counts, sums, differences and ratios of these")
  }

  /// By key the methods that it belongs to; with any other it would say nothing, and be believed.
  private static let methodKeys = [
    "of": ["share", "per"], "times": ["per"], "at": ["quantile"], "shown_as": ["ratio"],
    "where": methods.filter { $0 != "from" && $0 != "compute" },
  ]

  mutating func checkMethod(
    _ method: String, of indicator: Indicator, _ entries: [String: Node]
  ) {
    for (key, methods) in ProjectFile.methodKeys.sorted(by: { $0.key < $1.key }) {
      guard let node = entries[key], !methods.contains(method) else { continue }
      reader.reject(
        node,
        vi:
          "\(indicator.id).\(key) chỉ dùng với \(methods.joined(separator: ", ")), không dùng với \(method)",
        en:
          "\(indicator.id).\(key) goes with \(methods.joined(separator: ", ")), and not with \(method)"
      )
    }
  }

  /// What a number counts from.
  enum CumulativeSpan: String, CaseIterable { case year }

  /// Refuses what cannot be said of an indicator's course over time.
  mutating func checkCourse(of indicator: Indicator, _ entries: [String: Node]) {
    let id = indicator.id
    for key in ["over_time", "cumulative"] where indicator.definition != .submitted {
      guard let node = entries[key] else { continue }
      reader.reject(
        node,
        vi:
          "\(id).\(key) chỉ dùng cho chỉ tiêu có from: submissions; số lấy từ sổ theo dõi đã tính theo ngày",
        en:
          "\(id).\(key) goes with from: submissions; what registers hold is counted by its days")
    }
    guard indicator.isCumulative, let node = entries["over_time"],
      indicator.overTime != .sum
    else { return }
    reader.reject(
      node, vi: "\(id): số lũy kế (cumulative) chỉ dùng được cùng over_time: sum",
      en: "\(id): cumulative numbers can only be used with over_time: sum")
  }
}

import ClusterMetrics
import OfficeWords
import Yams

extension SettingReader {
  /// A day as people write it: `1/7/2021` or `2021-07-01`.
  package mutating func day(_ node: Node, named name: String) -> Day? {
    if let text = node.scalar?.string, let day = DateCell.parse(ArraySlice(text.utf8)) {
      return day
    }
    reject(
      node, vi: "\(name) phải là một ngày, ví dụ 1/7/2021",
      en: "\(name) must be a date, such as 1/7/2021")
    return nil
  }

  /// What happened, by its day: `- {date: 1/7/2021, name: Sắp xếp thôn, bản}`.
  package mutating func events(_ node: Node) -> [ProjectDefinition.Event] {
    list(node, named: "events").compactMap { entry in
      let before = log.count(of: .error)
      var date: Day?
      var title: LocalizedText?
      for (key, _, value) in entries(of: entry, named: "events", known: ["date", "name"]) {
        switch key {
        case "date": date = day(value, named: "events.date")
        default: title = localized(value, named: "events.name")
        }
      }
      if let date, let title { return .init(day: date, name: title) }
      rejectIncomplete(
        entry, since: before, vi: "mỗi mục của events cần date (ngày) và name (tên)",
        en: "each entry of events needs date and name")
      return nil
    }
  }
}

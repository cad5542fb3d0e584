import ClusterMetrics
import Yams

/// Reads `groups` in `giaoban.yaml`, and puts the indicators in their order.
extension ProjectFile {
  /// `{lanh_dao: {name: "1. Lãnh đạo, chỉ đạo", indicators: [a, b]}}`; an indicator may name its group itself.
  ///
  /// - Parameter stated: by indicator the group that it names, and where.
  mutating func readGroups(_ node: Node?, stated: [(indicator: String, group: String, node: Node)])
  {
    let ids = definition.indicators.map(\.id)
    var groups: [IndicatorGroup] = []
    // Without a node there are none.
    let empty = Node([(Node, Node)]())
    for (id, _, value) in reader.entries(of: node ?? empty, named: "groups") {
      var group = IndicatorGroup(id: id, name: LocalizedText(id), indicators: [])
      for (key, _, value) in reader.entries(
        of: value, named: "groups.\(id)", known: ["name", "indicators"])
      {
        let name = "groups.\(id).\(key)"
        if key == "name" {
          group.name = reader.localized(value, named: name) ?? group.name
          continue
        }
        for indicator in reader.strings(value, named: name) ?? [] {
          guard ids.contains(indicator) else {
            let hint = Finding.hint(NameKey.nearest(to: indicator, among: ids))
            reader.add(
              .unknownIndicator, value,
              vi: "\(name): không có chỉ tiêu \"\(indicator)\"\(hint.vietnamese)",
              en: "\(name): there is no indicator \"\(indicator)\"\(hint.english)")
            continue
          }
          if let other = groups.first(where: { $0.indicators.contains(indicator) }) {
            reader.reject(
              value, vi: "\(name): \(indicator) đã thuộc nhóm \(other.id)",
              en: "\(name): \(indicator) is in the group \(other.id) already")
          } else if !group.indicators.contains(indicator) {
            group.indicators.append(indicator)
          }
        }
      }
      groups.append(group)
    }
    for (indicator, id, node) in stated {
      guard let index = groups.firstIndex(where: { $0.id == id }) else {
        let hint = Finding.hint(NameKey.nearest(to: id, among: groups.map(\.id)))
        reader.reject(
          node, vi: "\(indicator).group: không có nhóm \"\(id)\"\(hint.vietnamese)",
          en: "\(indicator).group: there is no group \"\(id)\"\(hint.english)")
        continue
      }
      let other = groups.first { $0.id != id && $0.indicators.contains(indicator) }
      if let other {
        reader.reject(
          node, vi: "\(indicator).group: \(indicator) đã thuộc nhóm \(other.id)",
          en: "\(indicator).group: \(indicator) is in the group \(other.id) already")
      } else if !groups[index].indicators.contains(indicator) {
        groups[index].indicators.append(indicator)
      }
    }
    definition.groups = groups.filter { !$0.indicators.isEmpty }
    // Grouped indicators stand first, in the order of their groups.
    let places = Dictionary(
      definition.groups.flatMap(\.indicators).enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    definition.indicators = definition.indicators.enumerated()
      .sorted {
        (places[$0.element.id] ?? Int.max, $0.offset) < (
          places[$1.element.id] ?? Int.max, $1.offset
        )
      }
      .map(\.element)
  }
}

import ClusterMetrics
import Findings
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
    // Which group claims which indicator, and where: the groups' own lists first.
    var claims: [(indicator: String, group: Int, node: Node, name: String)] = []
    let entries = node.map { reader.entries(of: $0, named: "groups") } ?? []
    for (id, _, value) in entries {
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
          if ids.contains(indicator) {
            claims.append((indicator, groups.count, value, name))
          } else {
            reader.addUnknownIndicator(indicator, among: ids, value, named: name)
          }
        }
      }
      groups.append(group)
    }
    for (indicator, id, node) in stated {
      let name = "\(indicator).group"
      if let index = groups.firstIndex(where: { $0.id == id }) {
        claims.append((indicator, index, node, name))
      } else {
        let hint = Finding.hint(NameKey.nearest(to: id, among: groups.map(\.id)))
        reader.reject(
          node, vi: "\(name): không có nhóm \"\(id)\"\(hint.vietnamese)",
          en: "\(name): there is no group \"\(id)\"\(hint.english)")
      }
    }
    for (indicator, index, node, name) in claims {
      let owner = groups.firstIndex { $0.indicators.contains(indicator) }
      if let owner, owner != index {
        reader.reject(
          node, vi: "\(name): \(indicator) đã thuộc nhóm \(groups[owner].id)",
          en: "\(name): \(indicator) is in the group \(groups[owner].id) already")
      } else if owner == nil {
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

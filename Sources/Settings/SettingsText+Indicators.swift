import ClusterMetrics

/// Indicators that are added, put elsewhere and taken out.
extension SettingsText {
  /// What a new indicator counts.
  package enum Counted: Sendable {
    /// A number that units report.
    case reported
    /// Rows of registers, communes in them, or the numbers of a column by its header.
    case activities, communes, column(String)
    /// One indicator in percent of another.
    case ratio(of: String, to: String)
  }

  /// Ids that mean something else, and that no indicator may have.
  package static var reservedIDs: [String] {
    ProjectFile.reservedIDs + ProjectFile.resultColumns
  }

  /// Adds an indicator after the others.
  ///
  /// - Parameters:
  ///   - activity: only rows whose activity contains this, if given; for what registers hold.
  package mutating func add(
    indicator id: String, named name: String, in unit: String?, _ counted: Counted,
    whereActivity activity: String?
  ) throws(Fault) {
    typealias Entry = (key: YAMLText.Value, value: YAMLText.Value)
    if let known = IndicatorNames(definition).indicator(named: name) {
      throw .taken(name: name, by: known.name.vietnamese)
    }
    if case .ratio(let part, let whole) = counted, part == whole {
      throw .unfit("indicators.\(id)")
    }
    var entries: [Entry] = [(.word("name"), .text(name))]
    if let unit { entries.append((.word("unit_of_measure"), .text(unit))) }
    var header: (id: String, name: String)?
    switch counted {
    case .reported:
      entries += [(.word("from"), .word("submissions")), (.word("over_time"), .word("sum"))]
    case .activities: entries.append((.word("count"), .word("activities")))
    case .communes: entries.append((.word("distinct"), .word("commune")))
    case .column(let name):
      // The id of a column whose header is known, or one of its own.
      let known = definition.columns.first { $0.value.contains(name) }?.key
      header = (known ?? id + "_so", name)
      entries.append((.word("sum"), .key(known ?? id + "_so")))
    case .ratio(let part, let whole):
      entries.append((.word("ratio"), .list([.key(part), .key(whole)])))
    }
    if let activity {
      let test = YAMLText.Value.mapping([(key: .word("contains"), value: .text(activity))])
      entries.append((.word("where"), .mapping([(key: .word("activity"), value: test)])))
    }
    try change(["indicators", id]) { yaml throws(YAMLText.Fault) in
      if let header, yaml.value(at: ["columns", header.id]) == nil {
        try yaml.set(.names([header.name]), at: ["columns", header.id])
      }
      try yaml.set(.mapping(entries), at: ["indicators", id])
    }
  }

  /// Puts an indicator one place up or down among the others.
  package mutating func move(indicator id: String, by step: Int) throws(Fault) {
    let path = ["indicators", id]
    try change(path) { yaml throws(YAMLText.Fault) in try yaml.move(path, by: step) }
  }

  /// Makes one indicator of two: what tables call the first are further names of the second, and the first is taken out.
  package mutating func merge(indicator id: String, into other: String) throws(Fault) {
    let before = definition
    guard id != other, let indicator = before.indicator(withID: id),
      before.indicator(withID: other) != nil
    else { throw .unfit("indicators.\(id)") }
    let names = ([indicator.name.vietnamese] + (before.indicatorAliases[id] ?? [])).uniqued
    try remove(indicator: id)
    for name in names { try addAlias(name, ofIndicator: other) }
  }

  /// Takes an indicator out, with what the settings say of it elsewhere.
  package mutating func remove(indicator id: String) throws(Fault) {
    try change(["indicators", id]) { yaml throws(YAMLText.Fault) in
      try yaml.set(nil, at: ["indicators", id])
      for path in yaml.lists where yaml.value(at: path)?.names?.contains(id) == true {
        let rest = (yaml.value(at: path)?.names ?? []).filter { $0 != id }
        try yaml.set(rest.isEmpty ? nil : .list(rest.map { .key($0) }), at: path)
      }
    }
  }
}

extension YAMLText {
  /// The lists that name indicators and can do with one less: tiles, and those of groups.
  fileprivate var lists: [[String]] {
    var lists = [["pack", "tiles"]]
    if case .mapping(let groups)? = value(at: ["groups"]) {
      lists += groups.compactMap { $0.key.string.map { ["groups", $0, "indicators"] } }
    }
    return lists
  }
}

import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import Settings
import Tables

/// A place in a file of shapes: longitude and latitude, or metres of a plane.
package struct MapPosition: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
}

/// The shapes of a file and the units and communes of the roster that their names mean.
package struct MapOutlines: Sendable {
  /// One shape.
  package struct Outline: Sendable {
    package var name: String
    package var rings: [[MapPosition]]
    /// What its name means, on whatever days.
    var meant: [Group]
  }

  /// The shapes that mean something, in the file's order.
  package private(set) var outlines: [Outline] = []

  /// The shapes that make up each unit on a day: its own and those of units that it was made from, or else those of
  /// its communes. A shape whose place was divided among several belongs to none.
  package func members(of roster: Roster, on day: Day) -> [Int: [Int]] {
    var (own, parts): ([Int: [Int]], [Int: [Int]]) = ([:], [:])
    for (index, outline) in outlines.enumerated() {
      for place in outline.meant.sorted(by: { isNewer($0, $1, roster) }) {
        let heirs = Boundaries.heirs(of: place, on: day, in: roster)
        guard heirs.count == 1, roster.validity(of: heirs[0]).holds(day) else { continue }
        let unit = roster.unit(of: heirs[0])
        if case .commune = place {
          parts[unit, default: []].append(index)
        } else {
          own[unit, default: []].append(index)
        }
        break
      }
    }
    return parts.merging(own) { _, own in own }
  }

  private func isNewer(_ one: Group, _ other: Group, _ roster: Roster) -> Bool {
    roster.validity(of: one).from > roster.validity(of: other).from
  }

  /// Whether degrees of longitude and latitude are what positions hold.
  package var isInDegrees: Bool {
    outlines.allSatisfy {
      $0.rings.allSatisfy { $0.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 } }
    }
  }
}

/// Reads the file of shapes, and says what of it means nothing and who has no shape. Nothing of it stops a tally.
package struct MapReading {
  package private(set) var map = MapOutlines()
  package private(set) var findings: [Finding] = []

  package init(_ settings: MapSettings, in folder: URL, _ roster: Roster) {
    do throws(TableFault) {
      let file = try GeoJSON(contentsOf: folder.appending(path: settings.file).path)
      if file.isTurned {
        findings.append(
          Finding(
            .unreadableFile, .warning, at: .init(file: settings.file),
            vi: "bản đồ: tệp ghi vĩ độ trước kinh độ; chương trình đã đổi lại thứ tự khi đọc",
            en: "map: the file states latitude before longitude; they were swapped in reading"))
      }
      match(file.features, settings, roster)
    } catch {
      findings.append(
        Finding(
          .unreadableFile, .warning, at: .init(file: settings.file),
          vi: "bản đồ: \(error.reason.vietnamese)", en: "map: \(error.reason.english)"))
    }
  }

  private mutating func match(
    _ features: [GeoJSON.Feature], _ settings: MapSettings, _ roster: Roster
  ) {
    let known = Set(features.flatMap(\.properties.keys)).sorted()
    if let name = settings.name, !known.contains(name) {
      let nearest = Finding.hint(NameKey.nearest(to: name, among: known))
      findings.append(
        Finding(
          .unreadableFile, .warning, at: .init(file: settings.file),
          vi: "bản đồ: không hình nào có thuộc tính \"\(name)\"" + nearest.vietnamese,
          en: "map: no shape has a property \"\(name)\"" + nearest.english))
      return
    }
    let places = Places(roster)
    func meant(_ feature: GeoJSON.Feature, _ property: String) -> [Group] {
      guard let name = feature.properties[property], !name.isEmpty else { return [] }
      return places.groups(named: name, among: feature.properties)
    }
    let property =
      settings.name
      ?? known.map { key in (key, features.count { !meant($0, key).isEmpty }) }
      .max { $0.1 < $1.1 }?.0
    guard let property else { return }
    var strange: [String] = []
    var damaged: [String] = []
    var drawn: [[Group]: Set<[[MapPosition]]>] = [:]
    for feature in features {
      let groups = meant(feature, property)
      if groups.isEmpty {
        strange.append(feature.properties[property] ?? "")
        continue
      }
      guard !feature.rings.isEmpty else {
        damaged.append(feature.properties[property] ?? "")
        continue
      }
      // The same shape twice would take itself away.
      guard drawn[groups, default: []].insert(feature.rings).inserted else { continue }
      map.add(.init(name: feature.properties[property] ?? "", rings: feature.rings, meant: groups))
    }
    if !damaged.isEmpty {
      let names = Finding.listed(units: damaged)
      findings.append(
        Finding(
          .noShape, .warning, at: .init(file: settings.file),
          vi:
            "bản đồ: hình của \(names.vietnamese) không vẽ được: tọa độ sai hoặc không có diện tích",
          en:
            "map: the shape of \(names.english) cannot be drawn: its coordinates are wrong or it has no area"
        ))
    }
    say(strange.filter { !$0.isEmpty }, settings, roster)
  }

  /// What names mean nothing, and which units of today have no shape.
  private mutating func say(_ strange: [String], _ settings: MapSettings, _ roster: Roster) {
    let found = map.members(of: roster, on: Today.day)
    let lacking = roster.units.indices.filter { unit in
      found[unit] == nil && roster.units[unit].validity.holds(Today.day)
        && (roster.communes.isEmpty || !roster.units[unit].communes.isEmpty)
    }
    guard !lacking.isEmpty else { return }
    let names = Finding.listed(units: lacking.map { roster.units[$0].name })
    let hints = NameKey.nearest(to: roster.units[lacking[0]].name, among: strange)
    var hint = Finding.hint(hints)
    if hints.isEmpty, !strange.isEmpty {
      let few = strange.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
      let more = strange.count > 5 ? ", …" : ""
      hint = LocalizedText(
        vi: "; các hình không khớp với tên nào trong danh sách đơn vị: \(few)\(more)",
        en: "; shapes that match no name in the roster: \(few)\(more)")
    }
    findings.append(
      Finding(
        .noShape, .warning, at: .init(file: settings.file),
        vi: "\(names.vietnamese) không có hình trên bản đồ" + hint.vietnamese,
        en: "\(names.english) \(lacking.count == 1 ? "has" : "have") no shape on the map"
          + hint.english))
  }

  /// Finds units and communes by the names of shapes.
  private struct Places {
    let roster: Roster
    private var communes: [NameKey: [Int]] = [:]

    init(_ roster: Roster) {
      self.roster = roster
      for (number, commune) in roster.communes.enumerated() {
        communes[NameKey.place(commune.name).bare, default: []].append(number)
      }
    }

    /// The units of a name, or else the communes: those of one unit, which another property names where several units
    /// have such a commune.
    func groups(named name: String, among properties: [String: String]) -> [Group] {
      let units = roster.units(named: name)
      if !units.isEmpty { return units.map { .unit($0) } }
      let (kind, bare) = NameKey.place(name)
      let alike = (communes[bare] ?? []).filter { number in
        kind == nil || NameKey.place(roster.communes[number].name).kind == kind
      }
      let owners = Set(alike.map { roster.units[roster.communes[$0].unit].name })
      guard owners.count > 1 else { return alike.map { .commune($0) } }
      let stated = properties.values.flatMap { roster.units(named: $0) }.map {
        roster.units[$0].name
      }
      return alike.filter { stated.contains(roster.units[roster.communes[$0].unit].name) }
        .map { .commune($0) }
    }
  }
}

extension MapOutlines {
  fileprivate mutating func add(_ outline: Outline) { outlines.append(outline) }
}

import Charting
import ClusterMetrics
import Findings
import Intake
import ReportWords
import Settings
import Synchronization
import TableReading

/// The outlines of a day's units, computed when a map first needs them: most charts do not.
package final class DeferredShapes: Sendable {
  private let make: @Sendable () -> UnitShapes
  private let made = Mutex<UnitShapes?>(nil)

  package init(_ outlines: MapOutlines, _ roster: Roster, on day: Day) {
    make = { UnitShapes(outlines, roster, on: day) }
  }

  package var shapes: UnitShapes {
    made.withLock { known in
      let shapes = known ?? make()
      known = shapes
      return shapes
    }
  }
}

/// The outlines of the units of a day, ready to draw: projected, joined from the shapes of each unit, with common
/// borders.
package struct UnitShapes: Sendable {
  /// The shapes by unit; units without a shape are omitted.
  package let shapes: [Int: MapShape]
  /// Whether the whole country is on the map.
  package let isNational: Bool

  /// The finest detail, as a share of the map's larger side: a fifth of a point at the width of a report.
  private static let finest = 1.0 / 2000

  package init(_ outlines: MapOutlines, _ roster: Roster, on day: Day) {
    let members = outlines.members(of: roster, on: day)
    let units = members.keys.sorted()
    let isInDegrees = outlines.isInDegrees
    let all = outlines.outlines.flatMap { $0.rings.joined() }
    let (low, high) = (all.map(\.y).min() ?? 0, all.map(\.y).max() ?? 0)
    isNational = isInDegrees && high - low > 8
    // Degrees of longitude become shorter away from the equator: scale them by the cosine of the middle latitude.
    let stretch = isInDegrees ? UnitShapes.cosine(ofDegrees: (low + high) / 2) : 1
    let raw = outlines.outlines.map { outline in
      MapShape(outline.rings.map { $0.map { Point(x: $0.x * stretch, y: -$0.y) } })
    }
    // Distant places, such as islands, must not determine the detail of the others.
    let drawn = Set(members.values.joined()).sorted()
    let sides = drawn.compactMap { raw[$0].bounds }.map { max($0.width, $0.height) }.sorted()
    let typical = sides.isEmpty ? 1 : sides[sides.count / 2]
    let side = min(
      Rect(around: drawn.flatMap { raw[$0].rings.joined() }).map { max($0.width, $0.height) } ?? 1,
      typical * Double(max(sides.count, 1)))
    let step = side * UnitShapes.finest
    let joined = MapBorders.shapes(
      raw, joinedInto: units.map { members[$0] ?? [] }, reach: step, detail: step * step)
    shapes = Dictionary(
      zip(units, joined).filter { !$0.1.rings.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  /// The cosine as a series, without a mathematical library.
  package static func cosine(ofDegrees degrees: Double) -> Double {
    let x = degrees * .pi / 180
    var (term, sum) = (1.0, 1.0)
    for n in 1...12 {
      term *= -x * x / Double((2 * n - 1) * (2 * n))
      sum += term
    }
    return sum
  }

  /// The units that are far from all others, like an archipelago from its province.
  package func remote(among units: [Int]) -> Set<Int> {
    let centres = units.compactMap { unit in
      shapes[unit]?.bounds.map {
        (unit: unit, x: $0.midX, y: $0.midY, side: max($0.width, $0.height))
      }
    }
    guard centres.count >= 4 else { return [] }
    func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    let (x, y) = (middle(centres.map(\.x)), middle(centres.map(\.y)))
    func distance(_ centre: (unit: Int, x: Double, y: Double, side: Double)) -> Double {
      max(abs(centre.x - x), abs(centre.y - y)) + centre.side / 2
    }
    let reach = centres.map(distance).sorted()[centres.count * 3 / 4]
    return Set(centres.filter { distance($0) > reach * 3 }.map(\.unit))
  }
}

extension ChartMaker {
  /// Units in their outlines, from the project's file of shapes.
  ///
  /// - Throws: `ChartKind.Misfit.noShapes` if no unit has a shape.
  package func map(
    _ indicator: Indicator, _ outlines: UnitShapes, units: [Int], mostNamed: Int = 60
  ) throws(ChartKind.Misfit) -> Chart {
    guard units.contains(where: { outlines.shapes[$0] != nil }) else { throw .noShapes }
    let groups = units.map { Group.unit($0) }
    var chart = ranked(indicator, groups: groups)
    let remote = outlines.remote(among: units)
    let places = units.compactMap { unit -> AreaMap.Place? in
      let isIsland = ChartMaker.archipelagos.contains { isNamed($0.vietnamese, unit) }
      guard let shape = outlines.shapes[unit] ?? (isIsland ? MapShape([]) : nil) else { return nil }
      let tally = book.tally(indicator, for: .unit(unit), in: period)
      return AreaMap.Place(
        unitName(unit), tally.chartValue, shape: shape, isRemote: remote.contains(unit) || isIsland,
        isHighlighted: highlight == unit, isMarked: tally.lacksParts)
    }
    let isTarget = indicator.target != nil && indicator.better != .neither
    let isCount = indicator.addsUp && !isTarget
    chart.body = AreaMap(
      places, remarks: outlines.isNational ? remarks(units) : [],
      style: isCount ? .circles : .areas, format: words.format(indicator),
      target: isTarget ? indicator.target : nil, mostNamed: mostNamed,
      words: chartWords(of: [indicator]),
      names: .classes(words))
    chart.footer = footer(indicator, for: .all)
    let numbers = places.compactMap(\.value.number)
    if isCount, numbers.contains(where: { $0 < 0 }) {
      chart.footer += words(
        " Vòng tròn càng lớn, số liệu càng xa 0; vòng rỗng là số âm.",
        " The larger the circle, the farther the number from 0; hollow circles are negative.")
    } else if isCount, numbers.contains(where: { $0 > 0 }) {
      chart.footer += words(
        " Vòng tròn càng lớn, số liệu càng lớn.", " The larger the circle, the larger the number.")
    }
    if let body = chart.body as? AreaMap, mostNamed > 0, body.named.count < places.count,
      Set(numbers).count > 1
    {
      chart.footer += words(
        " Ghi tên các đơn vị cao nhất và thấp nhất.", " The highest and the lowest bear names.")
    }
    let shown = Set(places.map(\.name))
    let lacking = units.filter { !shown.contains(unitName($0)) }.map { groupName(.unit($0)) }
    if !lacking.isEmpty {
      chart.footer += words(
        " Không có hình trên bản đồ: \(ChartMaker.few(lacking)).",
        " Without a shape: \(ChartMaker.few(lacking)).")
    }
    if places.contains(where: \.isMarked) {
      chart.footer += words(" * chưa đủ kỳ.", " * not the whole period.")
    }
    chart.alternativeText = description(
      words("Bản đồ", "Map"), indicator, places.map { ($0.name.full, $0.value) })
    return chart
  }

  /// Both archipelagos belong to every map of the country, and to those of their provinces.
  private static let archipelagos = [
    LocalizedText(vi: "Hoàng Sa", en: "Hoàng Sa"), LocalizedText(vi: "Trường Sa", en: "Trường Sa"),
  ]

  /// The archipelagos that are not named like a unit on the map.
  private func remarks(_ units: [Int]) -> [String] {
    ChartMaker.archipelagos.filter { name in !units.contains { isNamed(name.vietnamese, $0) } }.map
    {
      words("Quần đảo \($0.vietnamese)", "\($0.english) archipelago")
    }
  }

  private func isNamed(_ name: String, _ unit: Int) -> Bool {
    NameKey.place(book.roster.units[unit].name).bare == NameKey.place(name).bare
  }
}

extension ValueClasses.Names {
  /// The names of classes, in a project's language.
  package static func classes(_ words: Wording) -> ValueClasses.Names {
    .init(
      below: words("dưới {}", "under {}"), between: words("{} đến dưới {}", "{} to under {}"),
      from: words("từ {} trở lên", "{} and more"))
  }
}

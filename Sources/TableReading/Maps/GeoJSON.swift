import ClusterMetrics
import Foundation
import Tables

/// A file of shapes with properties, as RFC 7946 describes it: polygons alone; points and lines are no places.
package struct GeoJSON {
  /// One shape of the file.
  struct Feature {
    /// The texts beside it, by their names.
    var properties: [String: String]
    /// Closed lines of longitude and latitude, outlines and holes alike; none where something of it cannot be drawn.
    var rings: [[MapPosition]]
  }

  /// Those that have an area, in the file's order.
  private(set) var features: [Feature] = []

  /// A file larger than this is no map of some hundred places.
  private static let largest = 64 << 20
  /// No place on the earth lies farther from the origin of a plane, in metres.
  private static let farthest = 1e8

  /// - Throws: `TableFault` where the file cannot be read, is no GeoJSON or holds no polygon.
  init(contentsOf path: String) throws(TableFault) {
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    if let type = attributes?[.type] as? FileAttributeType, type != .typeRegular {
      throw .unreadable(
        vi: "đây là thư mục, thiết bị…, không phải là tệp",
        en: "it is a folder, a device or the like, not a file")
    }
    if let size = attributes?[.size] as? Int, size > GeoJSON.largest {
      throw .unreadable(
        vi: "tệp bản đồ lớn hơn 64 MB; hãy giản lược đường ranh giới trước",
        en: "this map is larger than 64 MB; simplify its borders first")
    }
    errno = 0
    guard let data = FileManager.default.contents(atPath: path) else { throw .system }
    try self.init(data)
  }

  init(_ data: Data) throws(TableFault) {
    let mark = Data([0xEF, 0xBB, 0xBF])
    let text = data.starts(with: mark) ? data.dropFirst(3) : data
    guard let root = try? JSONSerialization.jsonObject(with: text) as? [String: Any] else {
      throw .unreadable(
        vi: "không phải là GeoJSON: nội dung không phải JSON",
        en: "this is not GeoJSON: what it holds is not JSON")
    }
    if root["type"] as? String == "Topology" {
      throw .unreadable(
        vi: "đây là TopoJSON; hãy lưu lại dạng GeoJSON", en: "this is TopoJSON; save it as GeoJSON")
    }
    take(root)
    turnRound()
    guard !features.isEmpty else {
      throw .unreadable(
        vi: "không phải là GeoJSON, hoặc không có hình vùng (Polygon, MultiPolygon) nào",
        en: "this is not GeoJSON, or it holds no Polygon or MultiPolygon")
    }
  }

  /// Whether the file states latitude before longitude, which RFC 7946 does not, and was read the other way round.
  private(set) var isTurned = false

  /// No latitude is beyond 90 degrees: where all that comes second is, as in Vietnam, and nothing that comes first, the two
  /// are exchanged.
  private mutating func turnRound() {
    let all = features.flatMap { $0.rings.joined() }
    guard !all.isEmpty, all.allSatisfy({ abs($0.x) <= 90 && abs($0.y) > 90 && abs($0.y) <= 180 })
    else { return }
    isTurned = true
    for index in features.indices {
      features[index].rings = features[index].rings.map { ring in
        ring.map { MapPosition(x: $0.y, y: $0.x) }
      }
    }
  }

  private mutating func take(_ object: [String: Any]) {
    if let members = object["features"] as? [Any] {
      for case let member as [String: Any] in members { take(member) }
      return
    }
    guard let geometry = object["geometry"] as? [String: Any] else { return }
    var rings = GeoJSON.rings(of: geometry, depth: 0)
    guard !rings.isEmpty else { return }
    let isOnEarth = rings.allSatisfy {
      $0.allSatisfy { abs($0.x) <= GeoJSON.farthest && abs($0.y) <= GeoJSON.farthest }
    }
    // A line walked to and fro holds no area.
    rings.removeAll { GeoJSON.isFlat($0) }
    if !isOnEarth { rings = [] }
    var properties: [String: String] = [:]
    for (name, value) in object["properties"] as? [String: Any] ?? [:] {
      switch value {
      case let text as String: properties[name] = text.precomposedStringWithCanonicalMapping
      case let number as NSNumber: properties[name] = "\(number)"
      default: break
      }
    }
    features.append(Feature(properties: properties, rings: rings))
  }

  private static func rings(of geometry: [String: Any], depth: Int) -> [[MapPosition]] {
    let coordinates = geometry["coordinates"] as? [Any] ?? []
    switch geometry["type"] as? String {
    case "Polygon": return rings(of: coordinates)
    case "MultiPolygon":
      return coordinates.compactMap { $0 as? [Any] }.flatMap { rings(of: $0) }
    case "GeometryCollection" where depth < 8:
      return (geometry["geometries"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
        .flatMap { rings(of: $0, depth: depth + 1) }
    default: return []
    }
  }

  /// Whether all points lie on one line.
  private static func isFlat(_ ring: [MapPosition]) -> Bool {
    guard let first = ring.first else { return true }
    let far = ring.max { distance($0, first) < distance($1, first) } ?? first
    let length = distance(far, first)
    guard length > 0 else { return true }
    return ring.allSatisfy { point in
      let across = (far.x - first.x) * (point.y - first.y) - (far.y - first.y) * (point.x - first.x)
      return abs(across) <= 1e-9 * length
    }
  }

  /// The square of how far two points lie apart.
  private static func distance(_ one: MapPosition, _ other: MapPosition) -> Double {
    (one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)
  }

  private static func rings(of polygon: [Any]) -> [[MapPosition]] {
    polygon.compactMap { ring -> [MapPosition]? in
      guard let points = ring as? [Any] else { return nil }
      var positions = points.compactMap { point -> MapPosition? in
        guard let pair = point as? [NSNumber], pair.count >= 2 else { return nil }
        let position = MapPosition(x: pair[0].doubleValue, y: pair[1].doubleValue)
        return position.x.isFinite && position.y.isFinite ? position : nil
      }
      // The last point of a ring repeats the first.
      if positions.count > 1, positions.first == positions.last { positions.removeLast() }
      return positions.count >= 3 ? positions : nil
    }
  }
}

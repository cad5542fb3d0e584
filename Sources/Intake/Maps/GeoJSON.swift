import ClusterMetrics
import Foundation

/// A file of shapes with properties, as RFC 7946 describes it: polygons alone; points and lines are no places.
struct GeoJSON {
  /// One shape of the file.
  struct Feature {
    /// The texts beside it, by their names.
    var properties: [String: String]
    /// Closed lines of longitude and latitude, outlines and holes alike.
    var rings: [[MapPosition]]
  }

  /// Those that have an area, in the file's order.
  private(set) var features: [Feature] = []

  /// A file larger than this is no map of some hundred places.
  private static let largest = 64 << 20

  /// - Throws: `TableFault` where the file cannot be read, is no GeoJSON or holds no polygon.
  init(contentsOf path: String) throws(TableFault) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
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
        en: "this is no GeoJSON: what it holds is not JSON")
    }
    if root["type"] as? String == "Topology" {
      throw .unreadable(
        vi: "đây là TopoJSON; hãy lưu lại dạng GeoJSON", en: "this is TopoJSON; save it as GeoJSON")
    }
    take(root)
    guard !features.isEmpty else {
      throw .unreadable(
        vi: "không phải là GeoJSON, hoặc không có hình vùng (Polygon, MultiPolygon) nào",
        en: "this is no GeoJSON, or holds no Polygon or MultiPolygon")
    }
  }

  private mutating func take(_ object: [String: Any]) {
    if let members = object["features"] as? [Any] {
      for case let member as [String: Any] in members { take(member) }
      return
    }
    guard let geometry = object["geometry"] as? [String: Any] else { return }
    let rings = GeoJSON.rings(of: geometry, depth: 0)
    guard !rings.isEmpty else { return }
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

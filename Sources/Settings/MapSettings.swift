import Yams

/// What `map` of the settings says.
package struct MapSettings: Sendable, Equatable {
  /// The file of shapes.
  package var file: String
  /// The property that holds names; the one whose texts mean most places without it.
  package var name: String?

  package init(file: String, name: String? = nil) { (self.file, self.name) = (file, name) }
}

extension SettingReader {
  /// `{file: ban-do.geojson, name: ten}`.
  package mutating func map(_ node: Node) -> MapSettings? {
    var (file, name): (String?, String?)
    for (key, _, value) in entries(of: node, named: "map", known: ["file", "name"]) {
      switch key {
      case "file": file = string(value, named: "map.file")
      default: name = string(value, named: "map.name")
      }
    }
    guard let file else {
      reject(node, vi: "map phải có file: tên-tệp.geojson", en: "map must have a file")
      return nil
    }
    return MapSettings(file: file, name: name)
  }
}

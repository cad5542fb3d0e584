import Charting
import Settings

extension ThemeSettings {
  /// Applies the settings to a theme of some size; `name` replaces the base.
  package func applied(to theme: Theme, named name: ThemeName? = nil) -> Theme {
    let look = name ?? base.flatMap(ThemeName.init(rawValue:)) ?? .screen
    var theme = look.applied(to: theme)
    // A theme requested by another name is used unchanged.
    guard name == nil || name?.rawValue == base else { return theme }
    if let family { theme.family = family }
    let parts: [(String, WritableKeyPath<Theme, Color>)] = [
      ("accent", \.accent), ("companion", \.companion), ("warning", \.warning), ("ink", \.ink),
      ("grey", \.grey),
    ]
    for (name, path) in parts {
      if let color = colors[name].flatMap({ Color(hex: $0) }) { theme[keyPath: path] = color }
    }
    let own = categories.compactMap { Color(hex: $0) }
    if !own.isEmpty { theme.categories = own }
    return theme
  }
}

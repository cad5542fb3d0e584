import ClusterMetrics
import Yams

/// How the project's charts look, where that is not the default: a built-in theme by its name, with
/// letters and colours of one's own.
package struct ThemeSettings: Sendable, Equatable {
  /// The names of the built-in themes.
  package static let bases = ["screen", "print", "grey"]
  /// The colours that may be set, each as `#0a6c8f`.
  package static let colorNames = ["accent", "companion", "warning", "ink", "grey"]

  package var base: String?
  /// Font families, the first one preferred, with commas between.
  package var family: String?
  /// Colours by their names.
  package var colors: [String: String] = [:]
  /// Colours of categories, in the order in which they lie beside each other.
  package var categories: [String] = []

  package init() {}
}

/// A rule of charts that some chart may break, and why.
package struct Waiver: Sendable, Hashable {
  /// The rule's name, as `giaoban lint` gives it.
  package var rule: String
  /// Only there, if given: the id of a chart, or "page 7".
  package var place: String?
  package var reason: String

  package init(rule: String, place: String? = nil, reason: String) {
    self.rule = rule
    self.place = place
    self.reason = reason
  }
}

extension SettingReader {
  /// `grey`, or `{base: print, font: …, accent: "#0a6c8f", categories: […]}`.
  package mutating func theme(_ node: Node) -> ThemeSettings {
    var settings = ThemeSettings()
    guard case .mapping = node else {
      settings.base = themeBase(node, named: "theme")
      return settings
    }
    let known = ["base", "font", "categories"] + ThemeSettings.colorNames
    for (key, _, value) in entries(of: node, named: "theme", known: known) {
      let name = "theme.\(key)"
      switch key {
      case "base": settings.base = themeBase(value, named: name)
      case "font": settings.family = string(value, named: name)
      case "categories":
        let colors = (strings(value, named: name) ?? []).map { isColor($0) ? $0 : nil }
        // What is left in a stack is "others", in grey.
        guard (2...8).contains(colors.count), !colors.contains(nil) else {
          reject(
            value, vi: "\(name) cần từ 2 đến 8 màu, mỗi màu viết như \"#0a6c8f\"",
            en: "\(name) needs 2 to 8 colours, each as \"#0a6c8f\"")
          continue
        }
        settings.categories = colors.compactMap(\.self)
      default:
        guard let text = string(value, named: name), isColor(text) else {
          reject(
            value, vi: "\(name) phải là một màu, viết như \"#0a6c8f\" trong ngoặc kép",
            en: "\(name) must be a colour as \"#0a6c8f\", in quotes")
          continue
        }
        settings.colors[key] = text
      }
    }
    return settings
  }

  private mutating func themeBase(_ node: Node, named name: String) -> String? {
    if let text = node.scalar?.string, ThemeSettings.bases.contains(text) { return text }
    let bases = ThemeSettings.bases.joined(separator: ", ")
    reject(node, vi: "\(name) phải là một trong: \(bases)", en: "\(name) must be one of: \(bases)")
    return nil
  }

  private func isColor(_ text: String) -> Bool {
    text.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
  }

  /// `- {rule: low-mark-contrast, chart: heat, reason: …}`
  package mutating func waivers(_ node: Node) -> [Waiver] {
    list(node, named: "waive").compactMap { entry in
      var waiver = Waiver(rule: "", reason: "")
      for (key, _, value) in entries(
        of: entry, named: "waive", known: ["rule", "chart", "reason"])
      {
        let text = string(value, named: "waive.\(key)") ?? ""
        switch key {
        case "rule": waiver.rule = text
        case "chart": waiver.place = text
        default: waiver.reason = text
        }
      }
      if !waiver.rule.isEmpty, !waiver.reason.isEmpty { return waiver }
      reject(
        entry, vi: "mỗi mục của waive cần rule (quy tắc) và reason (lý do)",
        en: "each entry of waive needs rule and reason")
      return nil
    }
  }
}

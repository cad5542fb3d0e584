import ClusterMetrics
import Foundation
import OfficeWords
import Yams

/// What the settings say of report tables that no cell says: `sources.tables`.
package struct TableSettings: Sendable {
  /// What a header means.
  package enum HeaderMeaning: Sendable, Hashable {
    case role(LabelRole)
    case indicator(String)
    case figure(Figure)
  }

  package var pattern: SourceSettings.Pattern
  /// The rows that are looked at, as a spreadsheet numbers them.
  package var rows: ClosedRange<Int>?
  package var period: Period?
  package var unit: String?
  package var indicator: String?
  package var figure: Figure?
  /// By header or label.
  package var headers: [NameKey: HeaderMeaning] = [:]

  package static let keys = [
    "files", "sheet", "rows", "period", "unit", "indicator", "figure", "headers",
  ]

  package init?(_ node: Node, named name: String, _ reader: inout SettingReader) {
    pattern = SourceSettings.Pattern(path: "", line: node.mark?.line)
    guard case .mapping = node else {
      reader.reject(
        node, vi: "\(name) cần {files: …, period: …}", en: "\(name) needs {files: …, period: …}")
      return nil
    }
    for (key, _, value) in reader.entries(of: node, named: name, known: TableSettings.keys) {
      let own = "\(name).\(key)"
      switch key {
      case "files": pattern.path = reader.string(value, named: own) ?? ""
      case "sheet": pattern.sheet = reader.string(value, named: own)
      case "unit": unit = reader.string(value, named: own)
      case "indicator": indicator = reader.string(value, named: own)
      case "rows": rows = TableSettings.rows(value, own, &reader)
      case "period": period = TableSettings.period(value, own, &reader)
      case "figure": figure = TableSettings.figure(value, own, &reader)
      default:
        for (header, _, meaning) in reader.entries(of: value, named: own) {
          headers[NameKey(header)] = TableSettings.meaning(meaning, "\(own).\(header)", &reader)
        }
      }
    }
    guard pattern.isWithin else {
      reader.reject(
        node, vi: "\(name) cần files: tệp nằm trong thư mục của dự án",
        en: "\(name) needs files: those within the project's folder")
      return nil
    }
  }

  private static func rows(
    _ node: Node, _ name: String, _ reader: inout SettingReader
  ) -> ClosedRange<Int>? {
    let parts = (reader.string(node, named: name) ?? "").split(separator: ".").compactMap {
      Int($0)
    }
    if parts.count == 2, parts[0] > 0, parts[0] <= parts[1] { return parts[0]...parts[1] }
    reader.reject(
      node, vi: "\(name) phải viết như 5..40", en: "\(name) is written as 5..40")
    return nil
  }

  private static func period(
    _ node: Node, _ name: String, _ reader: inout SettingReader
  ) -> Period? {
    let text = reader.string(node, named: name) ?? ""
    if let days = reader.dayNames.days(named: text) { return .named(days) }
    if let period = Period(written: text) { return period }
    reader.reject(
      node, vi: "\(name): \"\(text)\" không phải là kỳ báo cáo; hãy viết như 2024-H1",
      en: "\(name): \"\(text)\" is not a period; write it as 2024-H1")
    return nil
  }

  private static func figure(
    _ node: Node, _ name: String, _ reader: inout SettingReader
  ) -> Figure? { reader.choice(node, named: name, as: Figure.self) }

  /// `unit`, `skip` …; `{indicator: ID}` or `{figure: plan}`.
  private static func meaning(
    _ node: Node, _ name: String, _ reader: inout SettingReader
  ) -> HeaderMeaning? {
    guard case .mapping = node else {
      return reader.choice(node, named: name, as: LabelRole.self).map { .role($0) }
    }
    var meaning: HeaderMeaning?
    for (key, _, value) in reader.entries(of: node, named: name, known: ["indicator", "figure"]) {
      if key == "indicator" {
        meaning = reader.string(value, named: name).map { .indicator($0) }
      } else {
        meaning = figure(value, name, &reader).map { .figure($0) }
      }
    }
    return meaning
  }
}

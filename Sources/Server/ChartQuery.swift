import Charting
import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Intake
import Reporting
import Workspace

/// Which chart somebody asks for: what the address of a view and of its picture holds.
struct ChartQuery {
  let request: ChartRequest
  /// What stands in the address, to be written into it again.
  let texts: [String: String]

  static let keys = [
    "kind", "indicator", "period", "versus", "highlight", "sort", "line", "of", "by", "across",
    "width", "height", "theme", "title",
  ]

  init(
    _ parameters: Query, _ desk: Desk, _ entry: Shelf.Entry
  ) throws {
    let opened = try desk.open(entry)
    var texts: [String: String] = [:]
    for key in ChartQuery.keys {
      if let text = parameters[key] { texts[key] = text }
    }
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ key: String, _ other: Choice
    ) throws -> Choice {
      guard let text = texts[key] else { return other }
      guard let choice = Choice(rawValue: text) else {
        let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw WorkspaceError(
          .usage, vi: "\(key): không có \"\(text)\"; có: \(all)",
          en: "\(key): there is no \"\(text)\"; there are: \(all)")
      }
      return choice
    }
    func size(_ key: String, _ bounds: ClosedRange<Double>) throws -> Double? {
      guard let text = texts[key] else { return nil }
      guard let number = Double(text.replacing(",", with: ".")), bounds.contains(number) else {
        let (least, most) = (Int(bounds.lowerBound), Int(bounds.upperBound))
        throw WorkspaceError(
          .usage, vi: "\(key): hãy ghi một số từ \(least) đến \(most) (mm)",
          en: "\(key): give a number from \(least) to \(most) (mm)")
      }
      return number
    }
    var settings = ChartSettings(kind: try choice("kind", ChartKind.ranked))
    // With several kept apart by commas; a kind that takes one is given the first that is known.
    let ids = (texts["indicator"] ?? "").split(separator: ",").map(String.init)
    settings.indicators =
      ids.isEmpty && !settings.kind.takesSeveral
      ? opened.definition.indicators.prefix(1).map(\.id) : ids
    settings.title = texts["title"].map { LocalizedText($0) }
    if let text = texts["versus"] {
      settings.versus = try opened.versus(
        Versus(text) ?? .period(.named(NamedDays(unresolved: text))))
    }
    settings.highlight = texts["highlight"]
    settings.order = try choice("sort", UnitOrder.value)
    settings.average = texts["line"] == nil ? nil : try choice("line", AverageKind.mean)
    settings.repeated = try choice("of", RepeatedKind.trend)
    (settings.by, settings.across) = (texts["by"], texts["across"])
    var request = ChartRequest(settings, period: try desk.period(texts["period"], of: entry))
    request.width = try size("width", 20...1000) ?? 155
    request.height = try size("height", 10...1000)
    request.theme = texts["theme"] == nil ? nil : try choice("theme", ThemeName.screen)
    request.format =
      try parameters["format"].map { text in
        guard let format = ChartRequest.Format(rawValue: text) else {
          throw HTTPError(.badRequest)
        }
        return format
      } ?? .svg
    self.request = request
    self.texts = texts
  }

  /// Draws the chart of tallies that may be known already.
  func draw(_ desk: Desk, _ entry: Shelf.Entry) throws -> DrawnChart {
    let opened = try desk.open(entry)
    let settings = request.settings
    _ = try opened.indicators(withIDs: settings.indicators)
    guard settings.kind.takesSeveral && settings.across == nil || settings.indicators.count == 1
    else {
      throw WorkspaceError(
        .usage, vi: "biểu đồ này chỉ vẽ một chỉ tiêu", en: "this chart draws one indicator")
    }
    let across = settings.across.flatMap { PackBuilder.across(text: $0, opened.project)?.column }
    let intake = try desk.tallies(
      entry,
      PackBuilder.periods(
        for: request.period, versus: settings.versus, pages: opened.definition.pages),
      column: across)
    return try opened.draw(request, intake)
  }
}

import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Intake
import Settings
import Workspace

/// The chart that a user requests, in the address of its view and its picture.
struct ChartQuery {
  let request: ChartRequest
  /// The error in the request; the query is then the nearest valid one.
  let fault: WorkspaceError?
  /// The parameters in the address, for use in links.
  let texts: [String: String]

  static let keys = [
    "kind", "indicator", "period", "versus", "highlight", "sort", "line", "of", "by", "across",
    "width", "height", "theme", "title", "second",
  ]

  init(
    _ parameters: Query, _ desk: Desk, _ entry: Shelf.Entry
  ) throws {
    let opened = try desk.open(entry)
    var texts: [String: String] = [:]
    for key in ChartQuery.keys {
      if let text = parameters[key] { texts[key] = text }
    }
    var fault: WorkspaceError?
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ key: String, _ other: Choice
    ) -> Choice {
      guard let text = texts[key] else { return other }
      if let choice = Choice(rawValue: text) { return choice }
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      fault = WorkspaceError(
        .usage, vi: "\(key): không có \"\(text)\"; có: \(all)",
        en: "\(key): there is no \"\(text)\"; there are: \(all)")
      return other
    }
    func size(_ key: String, _ name: LocalizedText, _ bounds: ClosedRange<Double>) -> Double? {
      guard let text = texts[key] else { return nil }
      if let number = Double(text.replacing(",", with: ".")), bounds.contains(number) {
        return number
      }
      let (least, most) = (Int(bounds.lowerBound), Int(bounds.upperBound))
      fault = WorkspaceError(
        .usage, vi: "\(name.vietnamese): hãy ghi một số từ \(least) đến \(most) (mm)",
        en: "\(name.english): give a number from \(least) to \(most) (mm)")
      return nil
    }
    func looked<Found>(_ look: () throws -> Found, or other: Found) throws -> Found {
      do { return try look() } catch let error as WorkspaceError {
        fault = error
        return other
      }
    }
    var settings = ChartSettings(kind: choice("kind", ChartKind.ranked))
    // Several ids are separated by commas; a kind that takes one gets the first known one.
    var ids = (texts["indicator"] ?? "").split(separator: ",").map(String.init)
    if settings.kind.needs.contains(.twoIndicators) {
      // The default is the first ones.
      let known = opened.definition.indicators.map(\.id)
      ids = Array((texts["second"].map { Array(ids.prefix(1)) + [$0] } ?? ids).prefix(2))
      for id in known where ids.count < 2 && !ids.contains(id) { ids.append(id) }
    }
    settings.indicators =
      ids.isEmpty && !settings.kind.takesSeveral
      ? opened.definition.indicators.prefix(1).map(\.id) : ids
    settings.title = texts["title"].map { LocalizedText($0) }
    if let text = texts["versus"] {
      settings.versus = try looked(
        { try opened.versus(written: text) },
        or: .lastYear)
    }
    settings.highlight = texts["highlight"]
    if settings.kind.needs.contains(.unit), settings.highlight == nil {
      settings.highlight = opened.project.roster.units.first?.name
    }
    settings.order = texts["sort"] == nil ? nil : choice("sort", UnitOrder.value)
    settings.average = texts["line"] == nil ? nil : choice("line", AverageKind.mean)
    settings.repeated = choice("of", RepeatedKind.trend)
    (settings.by, settings.across) = (texts["by"], texts["across"])
    let latest = try desk.period(nil, of: entry)
    let period = try looked({ try desk.period(texts["period"], of: entry) }, or: latest)
    var request = ChartRequest(settings, period: period)
    request.width = size("width", LocalizedText(vi: "Rộng", en: "Width"), 20...1000) ?? 155
    request.height = size("height", LocalizedText(vi: "Cao", en: "Height"), 10...1000)
    request.theme = texts["theme"] == nil ? nil : choice("theme", ThemeName.screen)
    request.format =
      try parameters["format"].map { text in
        guard let format = DrawingFormat(rawValue: text) else {
          throw HTTPError(.badRequest)
        }
        return format
      } ?? .svg
    self.request = request
    self.fault = fault
    self.texts = texts
  }

  /// Draws the chart, using cached tallies if there are any.
  func draw(_ desk: Desk, _ entry: Shelf.Entry) throws -> DrawnChart {
    if let fault { throw fault }
    let opened = try desk.open(entry)
    let basis = try opened.basis(of: request)
    let intake = try desk.tallies(entry, basis.periods, column: basis.column)
    return try opened.draw(request, intake)
  }
}

import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import Workspace

/// Asks for the right number of a unit, and why it is another one than its file says.
struct CorrectionForm {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  /// What the form sends.
  struct Order: Decodable {
    var period: String
    var unit: String
    var indicator: String
    var figure: String?
    var value: String
    var reason: String

    /// Keeps the number.
    func keep(_ desk: Desk, _ entry: Shelf.Entry) throws {
      let opened = try desk.open(entry)
      let period = try opened.period(written: period)
      let days = opened.definition.calendar.days(of: period)
      let found = try opened.indicators(withIDs: [indicator])[0]
      guard let number = opened.project.roster.unit(named: unit, in: days) else {
        throw HTTPError(.badRequest)
      }
      let coordinates = Coordinates(
        period: period, unit: number, indicator: found.id,
        figure: figure.flatMap { $0.isEmpty ? nil : $0 } ?? "value")
      try desk.files(entry).correct(coordinates, to: value, because: reason, opened)
    }
  }

  func write(_ html: HTMLWriter, _ coordinates: Coordinates) {
    guard
      let indicator = opened.definition.indicators.first(where: { $0.id == coordinates.indicator })
    else { return }
    let unit = opened.project.roster.units[coordinates.unit].name
    let figure = words.figure(coordinates.figure)
    let name = [unit, words(indicator.name), figure, words.name(coordinates.period)]
      .compactMap(\.self).joined(separator: ", ")
    let measure = indicator.unitOfMeasure.map { words($0) } ?? (indicator.isPercentage ? "%" : nil)
    layout.form(
      html, entry, "corrections", kind: "inline",
      hidden: [
        "period": coordinates.period.name, "unit": unit, "indicator": indicator.id,
        "figure": coordinates.figure,
      ]
    ) {
      html.field(
        name + (measure.map { " (\($0))" } ?? ""), name: "value", hint: "1.234,5",
        isRequired: true)
      html.field(
        words("Lý do", "Reason"), name: "reason",
        hint: words("đơn vị xác nhận lại", "the unit said so"), isRequired: true)
      html.element("button", ["type": "submit"], words("Lưu số đúng", "Keep the number"))
    }
  }
}

extension Wording {
  /// What a number is besides a result.
  fileprivate func figure(_ id: String) -> String? {
    switch id {
    case "plan": self("kế hoạch", "plan")
    case "cumulative": self("lũy kế", "cumulative")
    default: nil
    }
  }
}

import ClusterMetrics
import Findings
import Foundation
import Hummingbird
import Intake
import OfficeWords
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// A form for the correct number of a unit, and the reason why it differs from the unit's file.
struct CorrectionForm {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  /// The content of the form.
  struct Order: Decodable {
    var period: String
    var unit: String
    var indicator: String
    var figure: String?
    var value: String
    var reason: String
    /// The correction that the form showed.
    var was: String?
    /// The number in the unit's files.
    var replaces: String?

    /// Saves the correction.
    func keep(_ desk: Desk, _ entry: Shelf.Entry) throws {
      let opened = try desk.open(entry)
      let period = try opened.period(written: period)
      let days = opened.definition.calendar.days(of: period)
      guard let number = opened.project.roster.unit(named: unit, in: days) else {
        throw WorkspaceError(
          .usage, vi: "danh sách đơn vị của kỳ này không có \"\(unit)\"",
          en: "the roster has no unit \"\(unit)\" in this period")
      }
      guard let found = opened.definition.indicator(withID: indicator) else {
        throw HTTPError(.badRequest)
      }
      let stated = figure.flatMap { $0.isEmpty ? nil : $0 } ?? Figure.value.rawValue
      guard let figure = Figure(rawValue: stated) else {
        throw WorkspaceError.cannotCorrect(stated)
      }
      let coordinates = Coordinates(
        period: period, unit: number, indicator: found.id, figure: figure)
      try desk.files(entry).correct(
        .init(
          coordinates, to: value, because: reason, was: was ?? "", replacing: replaces ?? ""),
        opened)
    }
  }

  /// - Parameters:
  ///   - stands: the number in the unit's files.
  ///   - correction: the current correction.
  ///   - isNamed: whether the page already names the unit and the indicator.
  func write(
    _ html: HTMLWriter, _ coordinates: Coordinates, stands: String, correction: Quantity? = nil,
    isNamed: Bool = false
  ) {
    guard let indicator = opened.definition.indicator(withID: coordinates.indicator) else { return }
    let unit = opened.project.roster.units[coordinates.unit].name
    let figure =
      coordinates.figure == .value && indicator.isCumulative
      ? words("lũy kế từ đầu năm", "from the beginning of the year")
      : words.figure(coordinates.figure)
    let period = words.name(coordinates.period)
    let name = (isNamed ? [period, figure] : [unit, words(indicator.name), figure, period])
      .compactMap(\.self).joined(separator: ", ")
    let measure = words.measure(of: indicator)
    let was = correction.map { $0.plain.replacing(".", with: ",") } ?? ""
    let corrected = correction.map {
      words("Đã đính chính thành ", "Corrected to ") + $0.vietnamese
    }
    layout.form(
      html, entry, "corrections", kind: "inline",
      hidden: [
        "period": coordinates.period.name, "unit": unit, "indicator": indicator.id,
        "figure": coordinates.figure.rawValue, "was": was, "replaces": stands,
      ]
    ) {
      html.element("fieldset", ["class": "one"]) {
        html.element("legend", [:], words.sentence(name) + (measure.map { " (\($0))" } ?? ""))
        if !stands.isEmpty {
          html.element(
            "p", ["class": "note"],
            corrected ?? words("Hiện có: ", "As it stands: ") + "\"\(stands)\"")
        }
        html.field(
          words("Số đúng", "Right number"), name: "value", hint: "1.234,5", isRequired: true)
        html.field(
          words("Lý do", "Reason"), name: "reason",
          hint: words("đơn vị xác nhận lại", "the unit said so"), isRequired: true)
        html.element("button", ["type": "submit"], words("Lưu số đúng", "Save the number"))
      }
    }
  }
}

extension Wording {
  /// The name of a number that is not a result.
  fileprivate func figure(_ figure: Figure) -> String? {
    switch figure {
    case .plan: self("kế hoạch", "plan")
    case .cumulative: self("lũy kế", "cumulative")
    default: nil
    }
  }
}

import ClusterMetrics
import Foundation
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// A form for the plans of units for an indicator and a period.
struct PlansForm {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  let query: Query
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func write(_ html: HTMLWriter) {
    let indicators = opened.definition.indicators
    guard let first = indicators.first else { return }
    let asked = query["indicator"]
    let indicator = indicators.first { $0.id == asked } ?? first
    // Plans are usually for a year.
    let latest = try? desk.period(nil, of: entry)
    let usual = latest.map {
      opened.definition.calendar.days(of: $0).upperBound.previous.components.year
    }
    let text = query["period"] ?? usual.map { "\($0)" } ?? ""
    html.element("details", ["id": "plans", "open": asked == nil ? nil : ""]) {
      html.element("summary", [:], words("Kế hoạch giao cho từng đơn vị", "Plans of units"))
      html.element(
        "form",
        [
          "class": "filters", "method": "get",
          "action": layout.address(entry, .settings) + "#plans",
        ]
      ) {
        html.choice(
          words("Chỉ tiêu", "Indicator"), name: "indicator",
          indicators.map { ($0.id, words($0.name)) }, selected: indicator.id)
        html.field(
          words("Kỳ của kế hoạch", "Planned period"), name: "period", value: text,
          hint: words("2026, 2026-H1", "2026, 2026-H1"))
        html.element("button", ["type": "submit", "class": "quiet"], words("Xem", "Show"))
      }
      guard asked != nil else {
        html.element(
          "p", ["class": "note"],
          words(
            "Chọn chỉ tiêu và kỳ rồi bấm Xem để ghi kế hoạch của từng đơn vị.",
            "Choose an indicator and a period to write the plan of each unit."))
        return
      }
      do { try table(html, indicator, opened.period(written: text)) } catch {
        let fault = (error as? WorkspaceError)?.message
        html.element(
          "p", ["class": "problem"],
          layout.sentence(fault.map { words($0) } ?? error.localizedDescription))
      }
    }
  }

  private func table(
    _ html: HTMLWriter, _ indicator: Indicator, _ period: Period
  ) throws {
    guard
      let plans = opened.plans(of: indicator, in: period, try desk.tallies(entry, [period]))
    else {
      html.element(
        "p", ["class": "note"],
        words(
          "\(NumberTable.Kind.plans.file) của dự án không đọc được, hoặc thiếu một trong các cột Kỳ, Đơn vị, Chỉ tiêu, Kế hoạch; hãy sửa tệp bằng Excel.",
          "\(NumberTable.Kind.plans.file) cannot be read, or lacks one of the columns period, unit, indicator and plan; edit it in Excel."
        )
      )
      return
    }
    let measure = words.measure(of: indicator)
    layout.form(html, entry, "plans", indicator.id, period.name, sendsChanges: true) {
      html.scrolled(words("Kế hoạch của các đơn vị", "Plans of units")) {
        html.element("table") {
          html.element(
            "caption", [:],
            words(indicator.name) + ", " + words.name(period) + (measure.map { " (\($0))" } ?? ""))
          html.head([words("Đơn vị", "Unit"), words("Kế hoạch", "Plan")])
          html.element("tbody") {
            for plan in plans {
              html.element("tr") {
                html.element("th", ["scope": "row"], plan.name)
                html.element("td") { cell(html, plan, indicator) }
              }
            }
          }
        }
      }
      html.element("button", ["type": "submit"], words("Lưu kế hoạch", "Save the plans"))
    }
  }

  private func cell(_ html: HTMLWriter, _ plan: OpenProject.UnitPlan, _ indicator: Indicator) {
    if let other = plan.other {
      html.xml.text(words.format(indicator).text(other))
      html.element(
        "span", ["class": "note"],
        words(
          " (ghi trong tệp khác, hoặc có ngày áp dụng)",
          " (of another file, or with a day of its own)"))
      return
    }
    html.element(
      "input",
      [
        "type": "text", "name": plan.field, "value": plan.own, "inputmode": "decimal",
        "autocomplete": "off", "aria-label": words("Kế hoạch của ", "Plan of ") + plan.name,
      ])
    if let holding = plan.inForce {
      let number = words.format(indicator).text(holding)
      html.element(
        "span", ["class": "note"],
        words(
          " (đang áp dụng \(number): có thay đổi hoặc đính chính sau đó)",
          " (\(number) holds: it was changed or corrected since)"))
    }
  }
}

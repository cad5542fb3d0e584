import ClusterMetrics
import Foundation
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// The settings as forms: for the project, each indicator, and the names of units.
struct SettingsForms {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  let text: SettingsText
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  /// All fields in the forms of a project.
  static func fields(_ opened: OpenProject) -> [SettingField] {
    let definition = opened.definition
    return SettingField.project
      + definition.indicators.flatMap { SettingField.of($0, in: definition) }
      + definition.questions.flatMap { SettingField.of($0) }
      + units(opened).flatMap { SettingField.of(unit: $0) }
  }

  /// The units in the current roster, each name once.
  private static func units(_ opened: OpenProject) -> [String] {
    var known: Set<String> = []
    return opened.project.roster.units.map(\.name).filter { known.insert($0).inserted }
  }

  func write(_ html: HTMLWriter) {
    let fields = SettingsForms.fields(opened)
    let texts = text.texts(of: fields, in: desk.language)
    project(html, texts)
    indicators(html, texts)
    units(html, texts)
  }

  // MARK: Forms

  private func form(
    _ html: HTMLWriter, _ fields: [SettingField], _ texts: [String: String]
  ) {
    layout.form(html, entry, "settings", "fields", kind: "settings", sendsChanges: true) {
      for field in fields { write(html, field, texts[field.id]) }
      html.element("button", ["type": "submit"], words("Lưu", "Save"))
    }
  }

  private func write(_ html: HTMLWriter, _ field: SettingField, _ text: String?) {
    let name = words(field.name)
    let hint = field.hint.map { words($0) }
    // A group that lists its indicators is changed in that list.
    if field.path.last == "group", text == "",
      let group = opened.definition.groups.first(where: { $0.indicators.contains(field.path[1]) })
    {
      html.element(
        "p", ["class": "note"],
        name + ": " + words(group.name)
          + words(
            " (theo danh sách groups trong giaoban.yaml)", " (listed under groups in giaoban.yaml)")
      )
      return
    }
    guard let text else {
      html.element("p", ["class": "note"]) {
        html.xml.text(
          name
            + words(
              ": được ghi riêng trong giaoban.yaml, ở dưới", ": written in giaoban.yaml, below"))
      }
      return
    }
    guard case .choice(let options) = field.kind else {
      return html.field(name, name: field.id, value: text, hint: hint)
    }
    let isKnown = text.isEmpty || options.contains { $0.value == text }
    html.choice(
      name, name: field.id,
      [("", hint ?? words("theo mặc định", "as usual"))]
        + options.map { ($0.value, words($0.name)) } + (isKnown ? [] : [(text, text)]),
      selected: text)
  }

  private func project(_ html: HTMLWriter, _ texts: [String: String]) {
    html.element("section", ["id": "project"]) {
      html.element("h2", [:], words("Báo cáo", "The report"))
      form(html, SettingField.project, texts)
    }
  }

  // MARK: Indicators

  private func indicators(_ html: HTMLWriter, _ texts: [String: String]) {
    let definition = opened.definition
    html.element("section", ["id": "indicators"]) {
      html.element("h2", [:], words("Chỉ tiêu", "Indicators"))
      html.element("ol", ["class": "entries"]) {
        for (place, indicator) in definition.indicators.enumerated() {
          let measure = indicator.unitOfMeasure.map { words($0) }
          let target =
            indicator.target == nil
            ? nil : words("phải đạt ", "target ") + words.target(indicator)
          html.element("li", ["id": "indicator-" + indicator.id]) {
            html.element("details") {
              html.element("summary") {
                html.element("b", [:], words(indicator.name))
                html.element(
                  "span", ["class": "note"],
                  " "
                    + ([measure, target].compactMap(\.self) + [indicator.id]).joined(
                      separator: " · "))
              }
              form(html, SettingField.of(indicator, in: definition), texts)
              moves(html, indicator, place, definition.indicators.count)
            }
          }
        }
        for question in definition.questions {
          html.element("li") {
            html.element("details") {
              html.element("summary") {
                html.element("b", [:], words(question.name))
                html.element(
                  "span", ["class": "note"],
                  words(" trả lời bằng chữ · ", " in words · ") + question.id)
              }
              form(html, SettingField.of(question), texts)
            }
          }
        }
      }
      addition(html, definition)
    }
  }

  private func moves(_ html: HTMLWriter, _ indicator: Indicator, _ place: Int, _ count: Int) {
    let name = words(indicator.name)
    func button(
      _ method: String, _ step: String?, _ text: String, _ label: String, confirm: String? = nil
    ) {
      let address = layout.address("api", "p", entry.id, "indicators", indicator.id)
      html.element(
        "button",
        [
          "type": "button", "class": "quiet", "data-method": method,
          "data-address": step.map { address + "/" + $0 } ?? address, "aria-label": label,
          "data-confirm": confirm,
        ], text)
    }
    html.element("p", ["class": "moves"]) {
      if place > 0 {
        button("POST", "up", words("Lên", "Up"), words("Đưa \(name) lên trên", "Move \(name) up"))
      }
      if place < count - 1 {
        button(
          "POST", "down", words("Xuống", "Down"),
          words("Đưa \(name) xuống dưới", "Move \(name) down"))
      }
      if count > 1 {
        button(
          "DELETE", nil, words("Bỏ chỉ tiêu này", "Remove this indicator"),
          words("Bỏ chỉ tiêu \(name)", "Remove \(name)"),
          confirm: words(
            "Bỏ chỉ tiêu \"\(name)\"? Số liệu trong tệp vẫn còn; có thể hoàn tác ở cuối trang.",
            "Remove \"\(name)\"? The files keep its numbers; this can be undone at the end of the page."
          ))
      }
    }
  }

  /// A new indicator.
  private func addition(_ html: HTMLWriter, _ definition: ProjectDefinition) {
    let rates = [("", "")] + definition.indicators.map { ($0.id, words($0.name)) }
    html.element("details", ["id": "new-indicator"]) {
      html.element("summary", [:], words("Thêm chỉ tiêu", "Add an indicator"))
      layout.form(html, entry, "indicators", kind: "settings") {
        html.field(words("Tên chỉ tiêu", "Name"), name: "name", isRequired: true)
        html.field(
          words("Đơn vị tính", "Measured in"), name: "measure",
          hint: words("cuộc, hộ, triệu đồng", "households, ha"))
        html.choice(
          words("Số liệu lấy từ đâu", "What it counts"), name: "counted",
          [
            ("reported", words("số do đơn vị báo cáo", "a number that units report")),
            ("activities", words("đếm dòng trong sổ theo dõi", "rows of registers")),
            ("communes", words("đếm xã có trong sổ theo dõi", "communes in registers")),
            ("column", words("cộng một cột của sổ theo dõi", "the sum of a column of registers")),
            ("ratio", words("tỷ lệ giữa hai chỉ tiêu (%)", "one indicator in percent of another")),
          ], selected: "reported")
        whenCounted(html, "activities communes column") {
          html.field(
            words("Chỉ tính hoạt động có chữ", "Only activities that contain"),
            name: "activity", hint: words("đối thoại", "dialogue"))
        }
        whenCounted(html, "column") {
          html.field(
            words("Cột có tiêu đề", "The column with the header"),
            name: "column", hint: words("Số người tham dự", "Participants"))
        }
        whenCounted(html, "ratio") {
          html.choice(
            words("Tử số", "The part"), name: "part", rates, selected: "")
          html.choice(
            words("Mẫu số", "The whole"), name: "whole", rates, selected: "")
        }
        html.element("button", ["type": "submit"], words("Thêm", "Add"))
      }
    }
  }

  /// Fields for only some ways of counting; a script shows them when needed.
  private func whenCounted(_ html: HTMLWriter, _ ways: String, _ fields: () -> Void) {
    html.element(
      "div", ["class": "part", "data-when": "counted", "data-is": ways], content: fields)
  }

  // MARK: Units

  private func units(_ html: HTMLWriter, _ texts: [String: String]) {
    let units = SettingsForms.units(opened)
    guard !units.isEmpty else { return }
    html.element("details", ["id": "units"]) {
      html.element(
        "summary", [:],
        words(
          "Tên ngắn, tên khác của \(units.count) đơn vị",
          "Short and other names of \(units.count) unit\(units.count == 1 ? "" : "s")"))
      layout.form(html, entry, "settings", "fields", sendsChanges: true) {
        html.scrolled(words("Tên của các đơn vị", "Names of units")) {
          html.element("table") {
            html.head([
              words("Đơn vị", "Unit"), words("Tên ngắn", "Short name"),
              words(
                "Tên khác trong biểu (cách nhau bằng dấu ;)",
                "Other names in tables (with ; between)"),
            ])
            html.element("tbody") {
              for unit in units {
                html.element("tr") {
                  html.element("th", ["scope": "row"], unit)
                  for field in SettingField.of(unit: unit) {
                    html.element("td") { cell(html, field, unit, texts[field.id]) }
                  }
                }
              }
            }
          }
        }
        html.element("button", ["type": "submit"], words("Lưu tên", "Save the names"))
      }
    }
  }

  private func cell(_ html: HTMLWriter, _ field: SettingField, _ unit: String, _ text: String?) {
    guard let text else {
      html.element("span", ["class": "note"], words("trong giaoban.yaml", "in giaoban.yaml"))
      return
    }
    html.element(
      "input",
      [
        "type": "text", "name": field.id, "value": text, "autocomplete": "off",
        "aria-label": unit + ": " + words(field.name),
      ])
  }
}

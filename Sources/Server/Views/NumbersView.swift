import Charting
import ClusterMetrics
import Foundation
import Hummingbird
import Packs
import Reporting
import ReportWords
import TallyTables
import Workspace

/// The numbers of a period by any group, compared with any other period; each links to the rows behind it.
struct NumbersView {
  let desk: Desk
  let entry: Shelf.Entry
  let query: NumbersQuery
  private var layout: Layout { Layout(desk: desk) }

  func page() throws -> Response {
    let (table, intake) = try query.table(desk, entry)
    let opened = try desk.open(entry)
    let words = layout.words.fitted(to: intake.book, query.indicators, in: query.tallied)
    let name = desk.title(of: entry)
    return try layout.page(words(Step.numbers.name), of: entry, named: name, at: .numbers) { html in
      form(html, opened)
      html.element("div", ["id": "result"]) {
        for note in opened.notes(intake, in: query.periods) {
          html.element("p", ["class": "note"], layout.sentence(note))
        }
        let rows = table.rows
        numbers(html, NumbersGrid(rows, query, words), words)
        html.element("p", ["class": "note"], NumbersView.signs(rows, words))
        downloads(html, words)
      }
    }
  }

  // MARK: Choice

  private func form(_ html: HTMLWriter, _ opened: OpenProject) {
    let words = layout.words
    html.element("form", ["class": "filters", "method": "get", "data-auto": ""]) {
      PeriodField(desk: desk, entry: entry).write(html, value: query.period.name)
      html.choice(
        words("Chia theo", "By"), name: "by", NumbersView.groupings(opened, words),
        selected: query.byText)
      html.choice(
        words("So với", "Compared with"), name: "versus",
        [
          ("", words("không so sánh", "nothing")),
          ("last-year", words("cùng kỳ năm trước", "last year")),
          ("previous", words("kỳ trước", "the period before")),
          ("plan", words("kế hoạch", "the plan")),
        ]
          + (["", "last-year", "previous", "plan"].contains(query.versusText)
            ? [] : [(query.versusText, query.versusText)]),
        selected: query.versusText)
      if opened.definition.groups.count > 1 {
        html.choice(
          words("Nhóm chỉ tiêu", "Indicators"), name: "group",
          [("", words("tất cả", "all"))]
            + opened.definition.groups.map { ($0.id, words($0.name)) }, selected: query.group)
      }
      html.element("button", ["type": "submit"], words("Xem", "Show"))
    }
  }

  /// The possible groupings of rows.
  static func groupings(
    _ opened: OpenProject, _ words: Wording
  ) -> [(value: String, text: String)] {
    let roster = opened.project.roster
    // Numeric columns of the roster are not groupings.
    let attributes = roster.attributes.filter { roster.measure(named: $0.id) == nil }
    var choices = [(value: "unit", text: words("đơn vị", "unit"))]
    if roster.clusters.count > 1 { choices.append(("cluster", words("cụm", "cluster"))) }
    choices.append(("all", words("toàn bộ", "all together")))
    for attribute in attributes {
      choices.append((attribute.id, words.inSentence(words(attribute.name))))
    }
    if !roster.communes.isEmpty { choices.append(("commune", words("xã", "commune"))) }
    choices.append(("period", words("kỳ (8 kỳ gần nhất)", "period (the last eight)")))
    for id in opened.definition.columnOrder {
      choices.append((id, words.inSentence(opened.definition.columns[id]?.first ?? id)))
    }
    return choices
  }

  // MARK: Numbers

  private func numbers(_ html: HTMLWriter, _ grid: NumbersGrid, _ words: Wording) {
    let indicators = query.indicators
    html.scrolled(words.sentence(words.name(query.period))) {
      html.element("table") {
        html.element("caption", [:], grid.caption)
        html.element("thead") {
          html.element("tr") {
            html.element("th", ["scope": "col"]) {
              html.element("button", ["type": "button", "class": "sort"], words("Tên", "Name"))
            }
            for (indicator, hasChanges) in zip(indicators, grid.hasChanges) {
              html.element("th", ["scope": "col", "class": "number"]) {
                html.element(
                  "button", ["type": "button", "class": "sort"], words.heading(indicator))
              }
              if hasChanges {
                html.element("th", ["scope": "col", "class": "number"]) {
                  html.element("button", ["type": "button", "class": "sort"], grid.changeHeading)
                }
              }
            }
          }
        }
        html.element("tbody") {
          for line in grid.lines {
            html.element("tr", ["class": line.isWhole ? "total" : nil]) {
              html.element("th", ["scope": "row"], line.name)
              for (index, cell) in line.cells.enumerated() where index < indicators.count {
                write(
                  html, cell, indicators[index], grid.formats[index], line.place,
                  hasChanges: grid.hasChanges[index])
              }
            }
          }
        }
      }
    }
  }

  private func write(
    _ html: HTMLWriter, _ cell: TallyTable.Row, _ indicator: Indicator,
    _ format: ValueFormat, _ place: TallyTable.Place, hasChanges: Bool
  ) {
    let text =
      TextTable.value(of: cell, format)
      + (cell.status == Tally.Status.partial.rawValue ? "*" : "")
    let canTrace =
      cell.value != nil && place.commune == nil && place.trait == nil
      && place.text == nil
    html.element("td", ["class": "number", "data-value": cell.value.map { "\($0)" }]) {
      if canTrace {
        html.element(
          "a",
          [
            "href": layout.address("p", entry.id, "trace")
              + Layout.query([
                "indicator": indicator.id, "period": place.period,
                "unit": place.unit.isEmpty ? nil : place.unit,
                "cluster": place.unit.isEmpty && !place.cluster.isEmpty ? place.cluster : nil,
              ])
          ], text)
      } else {
        html.xml.text(text)
      }
    }
    guard hasChanges else { return }
    if query.isBesidePlan {
      html.element(
        "td", ["class": "number", "data-value": cell.plan?.percent.map { "\($0)" }],
        cell.plan?.percent.map { layout.words.planPercent($0) } ?? "")
      return
    }
    guard let versus = cell.versus else { return html.element("td") }
    // The change covers only the units in both periods if the totals are of different units.
    let mark = versus.hasOtherUnits && versus.change != nil ? "*" : ""
    let change = (versus.change.map { format.signedText($0) } ?? "") + mark
    let isBad = versus.change.map { indicator.better.isBad($0) } ?? false
    html.element(
      "td",
      [
        "class": isBad && !change.hasPrefix("±0") ? "number warning" : "number",
        "data-value": versus.change.map { "\($0)" },
      ], change)
  }

  /// The meaning of the signs among some numbers.
  static func signs(_ rows: [TallyTable.Row], _ words: Wording) -> String {
    var signs: [String] = []
    if rows.contains(where: { $0.status == Tally.Status.partial.rawValue }) {
      signs.append(words.lackNote)
    }
    if rows.contains(where: { $0.versus?.hasOtherUnits == true && $0.versus?.change != nil }) {
      signs.append("±: " + words.sameUnitsNote)
    }
    if rows.contains(where: { $0.value == nil && $0.status == Tally.Status.missing.rawValue }) {
      signs.append(words("… chưa báo cáo.", "… not reported."))
    }
    if rows.contains(where: { $0.value == nil && $0.status == Tally.Status.notApplicable.rawValue })
    {
      signs.append(words("x không áp dụng.", "x does not apply."))
    }
    if rows.contains(where: { $0.status == Tally.Status.hidden.rawValue }) {
      signs.append("c " + words.hidden + ".")
    }
    return signs.joined(separator: " ")
  }

  private func downloads(_ html: HTMLWriter, _ words: Wording) {
    func address(_ format: String) -> String {
      layout.address("api", "p", entry.id, "tally")
        + Layout.query([
          "period": query.period.name, "by": query.byText,
          "versus": query.versusText.isEmpty ? nil : query.versusText,
          "group": query.group.isEmpty ? nil : query.group, "format": format,
        ])
    }
    html.element("p", ["class": "downloads"]) {
      html.xml.text(words("Tải về: ", "Download: "))
      html.element("a", ["href": address("xlsx"), "download": ""], "Excel")
      html.xml.text(" · ")
      html.element("a", ["href": address("csv")], words("CSV (dữ liệu thô)", "CSV (raw data)"))
      html.xml.text(" · ")
      html.element("a", ["href": address("json")], words("JSON (dữ liệu thô)", "JSON (raw data)"))
    }
  }
}

/// A text field for a period, with known periods to choose from.
struct PeriodField {
  let desk: Desk
  let entry: Shelf.Entry

  func write(_ html: HTMLWriter, value: String) {
    let words = Wording(desk.language)
    html.field(words("Kỳ", "Period"), name: "period", value: value, list: "periods")
    html.element("datalist", ["id": "periods"]) {
      for period in desk.knownPeriods(of: entry).prefix(60) {
        html.element("option", ["value": period.name], words.sentence(words.name(period)))
      }
    }
  }
}

import ClusterMetrics
import Findings
import Foundation
import Hummingbird
import Intake
import Office
import Packs
import Reporting
import ReportTables
import ReportWords
import Settings
import Workspace

/// A table as in its file, with the interpretation of each number.
struct TableView {
  let desk: Desk
  let entry: Shelf.Entry
  let file: String
  let sheet: String?
  /// The first row to show.
  let first: Int
  /// The requested row.
  let marked: Int?
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  private static let rowsAPage = 200

  private struct Place: Hashable {
    var row: Int
    var column: Int
  }

  func page() throws -> Response {
    guard desk.files(entry).all.contains(where: { $0.name == file }) else {
      throw HTTPError(.notFound)
    }
    let opened = try desk.open(entry)
    let preview = TablePreview(
      file, of: opened.project, sheet: sheet, from: first, most: TableView.rowsAPage)
    let intake = (try? desk.check(entry))?.intake
    let tables =
      intake?.tables.filter {
        $0.file == file && ($0.sheet == nil || $0.sheet == preview.sheet)
      } ?? []
    let name = desk.title(of: entry)
    return try layout.page(file, of: entry, named: name, at: .data) { html in
      sheets(html, preview)
      if let refusal = preview.refusal {
        html.element("p", ["class": "problem"], layout.sentence(words(refusal)))
      }
      for table in tables { reading(html, table, opened) }
      if file != Project.settingsFile, preview.refusal == nil {
        coordinates(html, preview, tables, opened)
      }
      cells(html, preview, tables, opened)
      pages(html, preview)
    }
  }

  private func address(sheet: String?, from: Int? = nil) -> String {
    layout.address("p", entry.id, "table", file)
      + Layout.query(["sheet": sheet, "from": from.map { "\($0)" }])
  }

  private func sheets(_ html: HTMLWriter, _ preview: TablePreview) {
    guard preview.sheets.count > 1 else { return }
    html.element("nav", ["aria-label": words("Các trang tính", "Sheets")]) {
      html.element("ul", ["class": "chips"]) {
        for sheet in preview.sheets {
          html.element("li") {
            html.element(
              "a",
              [
                "href": address(sheet: sheet.name),
                "aria-current": sheet.name == preview.sheet ? "page" : nil,
              ], sheet.name + (sheet.isHidden ? words(" (ẩn)", " (hidden)") : ""))
          }
        }
      }
    }
  }

  /// A form for the period or unit of the table, if it does not give them.
  private func coordinates(
    _ html: HTMLWriter, _ preview: TablePreview, _ tables: [TableReport], _ opened: OpenProject
  ) {
    html.element("details", ["open": tables.isEmpty ? "" : nil]) {
      html.element(
        "summary", [:],
        words(
          "Bảng không ghi rõ kỳ hoặc đơn vị? Ghi ở đây",
          "The table does not say its period or unit? Say it here"))
      layout.form(html, entry, "sources", kind: "inline", hidden: ["file": file]) {
        if preview.sheets.count > 1 {
          html.element("input", ["type": "hidden", "name": "sheet", "value": preview.sheet])
        }
        PeriodField(desk: desk, entry: entry).write(html, value: "")
        html.choice(
          words("Đơn vị", "Unit"), name: "unit",
          [("", words("như trong bảng", "as the table says"))]
            + opened.project.roster.units.map { ($0.name, $0.name) }, selected: "")
        html.element("button", ["type": "submit"], words("Lưu", "Save"))
      }
    }
  }

  private func reading(_ html: HTMLWriter, _ table: TableReport, _ opened: OpenProject) {
    for block in table.blocks {
      let whole = [
        block.period.map { words.name($0) }, block.unit,
        block.indicator.flatMap { opened.definition.indicator(withID: $0) }.map { words($0.name) },
      ].compactMap(\.self)
      let (first, last) = (block.rows.lowerBound, block.rows.upperBound)
      html.element("div", ["class": "reading"]) {
        html.element(
          "p", [:],
          words(
            "Dòng \(first)–\(last): biểu tổng hợp, \(words.numbers.text(Double(block.count))) số liệu.",
            "Rows \(first)–\(last): a report table with \(words.numbers.text(Double(block.count))) number\(block.count == 1 ? "" : "s")."
          )
            + (whole.isEmpty
              ? ""
              : words(" Cho cả bảng: ", " For all of it: ") + whole.joined(separator: "; ") + "."))
        guard !block.passed.isEmpty else { return }
        html.element("details") {
          html.element(
            "summary", [:],
            words("Bỏ qua \(block.passed.count) chỗ", "\(block.passed.count) passed over"))
          html.element("ul") {
            for passed in block.passed.prefix(100) {
              html.element("li", [:], passed.place + ": " + words(passed.reason))
            }
          }
        }
      }
    }
  }

  private func cells(
    _ html: HTMLWriter, _ preview: TablePreview, _ tables: [TableReport], _ opened: OpenProject
  ) {
    guard !preview.rows.isEmpty else { return }
    var numbers: [Place: TableReport.Number] = [:]
    for number in tables.flatMap(\.numbers) {
      numbers[Place(row: number.row, column: number.column)] = number
    }
    let columns = preview.rows.map(\.cells.count).max() ?? 0
    html.scrolled(file) {
      html.element("table", ["class": "grid"]) {
        html.element(
          "caption", [:],
          numbers.isEmpty
            ? words("Nội dung của tệp", "What the file holds")
            : words("Ô được tô màu là số được tính", "Shaded cells are numbers that count")
              + (numbers.values.allSatisfy(\.counts)
                ? ""
                : words(
                  "; số bị gạch ngang đã được thay hoặc mâu thuẫn với số khác",
                  "; struck ones were replaced or contradict others"))
              + words(
                "; trỏ vào ô để xem số đó là của đơn vị, chỉ tiêu, kỳ nào",
                "; point at one to see whose it is"))
        html.element("thead") {
          html.element("tr") {
            html.element("th", ["scope": "col"], words("Dòng", "Row"))
            for column in 0..<columns {
              html.element("th", ["scope": "col"], ColumnLetters.of(column))
            }
          }
        }
        html.element("tbody") {
          for row in preview.rows {
            html.element(
              "tr",
              [
                "id": "row-\(row.number)", "class": row.number == marked ? "marked" : nil,
              ]
            ) {
              html.element("th", ["scope": "row"], "\(row.number)")
              for column in 0..<columns {
                let text = column < row.cells.count ? row.cells[column] : ""
                let number = numbers[Place(row: row.number, column: column + 1)]
                html.element(
                  "td",
                  [
                    "class": [
                      number.map { $0.counts ? "read" : "uncounted" },
                      text.count <= 20 ? "short" : nil,
                      Double(text) == nil ? nil : "number",
                    ].compactMap(\.self).joined(separator: " "),
                    "title": number.map { meaning($0, opened) },
                  ], text)
              }
            }
          }
        }
      }
    }
  }

  private func meaning(_ number: TableReport.Number, _ opened: OpenProject) -> String {
    let indicator = opened.definition.indicator(withID: number.indicator)
    return [
      number.unit.isEmpty ? number.cluster : number.unit,
      indicator.map { words($0.name) } ?? number.indicator, words.name(number.period),
      number.figure == "value" ? "" : number.figure,
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func pages(_ html: HTMLWriter, _ preview: TablePreview) {
    guard first > 1 || preview.hasMore else { return }
    html.element("p", ["class": "pages"]) {
      if first > 1 {
        html.element(
          "a",
          ["href": address(sheet: sheet, from: max(1, first - TableView.rowsAPage))],
          words("Các dòng trước", "Earlier rows"))
      }
      if preview.hasMore, let last = preview.rows.last {
        html.element(
          "a", ["href": address(sheet: sheet, from: last.number + 1)],
          words("Các dòng sau", "Later rows"))
      }
    }
  }
}

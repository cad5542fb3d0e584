import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// A chart, with the controls for all of its options.
struct ChartsView {
  let desk: Desk
  let entry: Shelf.Entry
  let query: ChartQuery
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let opened = try desk.open(entry)
    let name = desk.title(of: entry)
    let chart = Swift.Result { try query.draw(desk, entry) }
    return try layout.page(words(Step.charts.name), of: entry, named: name, at: .charts) { html in
      html.element("div", ["class": "columns"]) {
        html.element("aside") { form(html, opened) }
        html.element("div", ["id": "result", "aria-live": "polite"]) {
          switch chart {
          case .success(let chart): shown(html, chart)
          case .failure(let error as WorkspaceError):
            html.element("p", ["class": "problem"], layout.sentence(words(error.message)))
            layout.findings(html, error.findings)
          case .failure(let error):
            html.element("p", ["class": "problem"], error.localizedDescription)
          }
        }
      }
    }
  }

  private func picture(_ format: String) -> String {
    layout.address("api", "p", entry.id, "chart") + "?"
      + (query.texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("format", format)])
      .map { Layout.escaped($0.0) + "=" + Layout.escaped($0.1) }.joined(separator: "&")
  }

  private func shown(_ html: HTMLWriter, _ chart: DrawnChart) {
    html.element("figure") {
      html.element(
        "img", ["src": picture("svg"), "alt": chart.alternativeText, "class": "chart"])
    }
    for note in chart.notes { html.element("p", ["class": "note"], layout.sentence(note)) }
    html.element("p", ["class": "downloads"]) {
      html.xml.text(words("Tải về: ", "Download: "))
      for (index, format) in DrawingFormat.allCases.map(\.rawValue).enumerated() {
        if index > 0 { html.xml.text(" · ") }
        html.element("a", ["href": picture(format), "download": ""], format.uppercased())
      }
      html.element(
        "button",
        ["type": "button", "class": "quiet", "data-copy": picture("png")],
        words("Chép hình", "Copy the picture"))
      html.element(
        "button",
        [
          "type": "button", "class": "quiet", "data-method": "POST",
          "data-address": layout.address("api", "p", entry.id, "pages"),
          "data-query": "form.choices",
        ], words("Thêm vào bộ biểu đồ", "Add to the packs"))
    }
  }

  // MARK: Choice

  private func form(_ html: HTMLWriter, _ opened: OpenProject) {
    let settings = query.request.settings
    let isOfTwo = settings.kind.needs.contains(.twoIndicators)
    func text(_ key: String) -> String { query.texts[key] ?? "" }
    html.element("form", ["class": "choices", "method": "get", "data-auto": ""]) {
      html.choice(
        words("Kiểu", "Kind"), name: "kind",
        ChartKind.allCases.filter {
          $0.isPossible(in: opened.definition) || $0 == settings.kind
        }.map { ($0.rawValue, words($0.name)) }, selected: settings.kind.rawValue)
      let all =
        settings.kind.takesSeveral && !isOfTwo
        ? [("", words("tất cả", "all"))] : []
      html.choice(
        words("Chỉ tiêu", "Indicator"), name: "indicator",
        all + opened.definition.indicators.map { ($0.id, words($0.name)) },
        selected: isOfTwo || settings.indicators.count == 1
          ? settings.indicators.first ?? "" : "")
      if isOfTwo {
        html.choice(
          words("và chỉ tiêu", "and the indicator"), name: "second",
          opened.definition.indicators.map { ($0.id, words($0.name)) },
          selected: settings.indicators.last ?? "")
      }
      PeriodField(desk: desk, entry: entry).write(
        html, value: query.texts["period"] ?? query.request.period.name)
      html.choice(
        words("So với", "Compared with"), name: "versus",
        [
          ("last-year", words("cùng kỳ năm trước", "last year")),
          ("previous", words("kỳ trước", "the period before")),
        ], selected: text("versus").isEmpty ? "last-year" : text("versus"))
      html.choice(
        words("Chia dòng theo", "Rows by"), name: "by",
        [("", words("đơn vị", "unit"))]
          + NumbersView.groupings(opened, words).filter { value, _ in
            !["unit", "all", "period", "commune"].contains(value)
              && opened.definition.columns[value] == nil
          }, selected: text("by"))
      if ChartKind.Option.repeated.kinds.contains(settings.kind) {
        html.choice(
          words("Biểu đồ lặp lại", "Repeated chart"), name: "of",
          [
            ("trend", words("biểu đồ đường của từng đơn vị", "a line for each unit")),
            ("ranked", words("biểu đồ thanh của từng cụm", "bars for each cluster")),
            (
              "dumbbell",
              words(
                "kỳ so sánh và kỳ này của từng cụm", "the compared period and this one by cluster")
            ),
          ], selected: settings.repeated.rawValue)
      }
      html.choice(
        words("Làm nổi bật", "Highlight"), name: "highlight",
        (settings.kind.needs.contains(.unit) ? [] : [("", words("đơn vị dẫn đầu", "the leader"))])
          + opened.project.roster.units.map { ($0.name, $0.name) }, selected: text("highlight"))
      html.choice(
        words("Thứ tự", "Order"), name: "sort",
        [
          ("", words("mặc định của kiểu", "usual for the kind")),
          ("value", words("theo số liệu", "by value")),
          ("roster", words("theo danh sách", "as in the roster")),
        ], selected: settings.order?.rawValue ?? "")
      html.field(
        words("Tiêu đề riêng", "Title of your own"), name: "title", value: text("title"),
        hint: words("để trống: chương trình tự đặt", "empty: chosen automatically"))
      html.field(
        words("Rộng (mm)", "Width (mm)"), name: "width",
        value: text("width").isEmpty ? "155" : text("width"))
      html.choice(
        words("Kiểu chữ, màu", "Theme"), name: "theme",
        [("", words("theo dự án", "the project's own"))]
          + ThemeName.allCases.map { ($0.rawValue, words(ChartsView.name(of: $0))) },
        selected: text("theme"))
      html.element("button", ["type": "submit"], words("Vẽ", "Draw"))
    }
  }

  static func name(of theme: ThemeName) -> LocalizedText {
    switch theme {
    case .screen: LocalizedText(vi: "màn hình", en: "screen")
    case .print: LocalizedText(vi: "in, chữ Times", en: "print, in Times")
    case .grey: LocalizedText(vi: "đen trắng", en: "grey")
    }
  }
}

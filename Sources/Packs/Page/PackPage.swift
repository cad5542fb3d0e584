import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Foundation
import Intake
import PackPages
import Reporting
import ReportTables
import ReportWords
import Settings

/// `index.html`: the pack as a single file for a browser, without network access.
///
/// Every chart is laid out for a computer and again for a phone, because text that is merely scaled down is illegible;
/// a style rule shows the one that fits.
struct PackPage {
  let report: ReportContext
  let pack: Pack

  var words: Wording { report.words }
  var definition: ProjectDefinition { report.project.definition }

  /// The widths of the two layouts, in points.
  private static let wide = Size.millimetres(175, 0).width
  private static let narrow = Size.millimetres(92, 0).width

  func data() throws -> Data {
    guard let xml = XMLWriter() else { throw RenderError.markup }
    let html = HTMLWriter(xml: xml)
    let title = words(definition.title) + " – " + words.name(report.period)
    xml.htmlDoctype()
    try html.element("html", ["lang": words.language.rawValue]) {
      html.element("head") {
        html.element("meta", ["charset": "utf-8"])
        html.element(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": PageAssets.policy(report.imageTheme),
          ])
        html.element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.element("meta", ["name": "generator", "content": "Giaoban \(GiaobanVersion.current)"])
        html.element("title", [:], title)
        html.element("style") { xml.raw(PageAssets.style) }
        html.element("style") { xml.text(PageAssets.colors(report.imageTheme)) }
      }
      try html.element("body") {
        html.element(
          "a", ["class": "skip", "href": "#main"], words("Chuyển đến nội dung", "To the content"))
        header(html)
        try html.element("main", ["id": "main"]) {
          highlights(html)
          contents(html)
          for (number, chart) in pack.charts.enumerated() { try section(chart, number + 1, html) }
          tables(html)
          punctuality(html)
          answers(html)
          checks(html)
        }
        footer(html)
        html.element("script") { xml.raw(PageAssets.script) }
      }
    }
    guard let data = xml.finish() else { throw RenderError.markup }
    return data
  }

  // MARK: Head

  private func header(_ html: HTMLWriter) {
    html.element("header") {
      html.element("p", ["class": "organisation"], words(definition.organisation))
      html.element("h1", [:], words(definition.title))
      html.element(
        "p", ["class": "subject"], words(definition.subject) + " " + words.name(report.period))
      html.element("p", ["class": "note"], report.dataLine)
      html.element("ul", ["class": "tiles"]) {
        for indicator in report.headline {
          let tile = report.tile(indicator, for: report.subject)
          html.element("li") {
            html.element("span", [:], tile.name)
            html.element("b", PackPage.size(of: tile.number), tile.number)
            html.element("span", ["class": "change \(tile.tone)"], tile.change)
            html.element("span", ["class": "note"], tile.note)
          }
        }
      }
    }
  }

  /// Long numbers are smaller: a tile on a phone has room for six digits at full size.
  private static func size(of number: String) -> KeyValuePairs<String, String?> {
    ["class": number.count < 7 ? nil : number.count < 12 ? "long" : "longer"]
  }

  private func highlights(_ html: HTMLWriter) {
    let ids = Set(pack.charts.map(\.id.text))
    html.element("section", ["id": "highlights"]) {
      html.element("h2", [:], words("Kết quả nổi bật", "Highlights"))
      html.element("ul", ["class": "highlights"]) {
        for item in report.highlights {
          let id = item.anchor.hasPrefix("indicator-") ? String(item.anchor.dropFirst(10)) : ""
          html.element("li", ["class": item.tone.rawValue]) {
            if ids.contains(id) {
              html.element("a", ["href": "#chart-" + id], item.text)
            } else {
              html.element("span", [:], item.text)
            }
          }
        }
      }
    }
  }

  private func contents(_ html: HTMLWriter) {
    html.element("nav", ["aria-label": words("Mục lục", "Contents")]) {
      html.element("h2", [:], words("Mục lục", "Contents"))
      html.element("ol") {
        for chart in pack.charts {
          html.element("li") { html.element("a", ["href": "#chart-" + chart.id.text], chart.name) }
        }
      }
    }
  }

  // MARK: Charts

  private func section(_ chart: PackChart, _ number: Int, _ html: HTMLWriter) throws {
    try html.element("section", ["class": "chart", "id": "chart-" + chart.id.text]) {
      html.element("h2", [:], chart.chart.title)
      html.element(
        "p", ["class": "note"],
        "\(words(definition.captions.chart)) \(number): \(chart.chart.subtitle)")
      html.element(
        "div",
        ["class": "switch", "role": "group", "aria-label": words("Cách xem", "View")]
      ) {
        for (view, name) in [
          ("chart", words("Biểu đồ", "Chart")), ("table", words("Bảng", "Table")),
        ] {
          html.element("button", ["type": "button", "data-view": view], name)
        }
      }
      try html.element("figure") { try pictures(chart, html) }
      table(chart, html)
      html.element("p", ["class": "note"], chart.chart.footer)
    }
  }

  private func pictures(_ chart: PackChart, _ html: HTMLWriter) throws {
    var plain = chart.chart
    plain.titlePlacement = .outside
    var theme = report.imageTheme
    theme.margin = 0
    let context = LayoutContext(theme: theme, measurer: report.measurer)
    let wide = try plain.scene(width: PackPage.wide, in: context)
    // If the labels do not fit on a phone, the wide chart can be scrolled.
    let narrow = try? plain.scene(width: PackPage.narrow, in: context)
    html.element("div", ["class": narrow == nil ? "scroll" : "wide"]) {
      SVGRenderer(inlineID: chart.id.text + "-wide").write(wide, html.xml)
    }
    guard let narrow else { return }
    html.element("div", ["class": "narrow"]) {
      SVGRenderer(inlineID: chart.id.text + "-narrow").write(narrow, html.xml)
    }
  }

  // MARK: Tables and checks

  private func tables(_ html: HTMLWriter) {
    let all =
      scoreTables + [
        (
          "by-unit", words("Số liệu theo đơn vị", "Figures by unit"),
          report.unitsTable(report.indicators)
        ),
        (
          "comparison", report.comparisonHeading,
          report.comparisonTable()
        ),
      ]
    for (id, name, table) in all {
      html.element("section", ["id": id]) {
        html.element("h2", [:], name)
        html.table(
          caption: report.maker.periodText,
          columns: table.columns.map { ($0.header, $0.alignment == .trailing) },
          rows: table.rows.map { ($0.cells.map { ($0, nil) }, $0.isTotal) })
        html.element(
          "p", ["class": "note"],
          words(
            "- không phát sinh · … chưa có số liệu · x không áp dụng\(words.hiddenSign(report.book))",
            "- nothing occurred · … no figure · x does not apply\(words.hiddenSign(report.book))"
          ))
      }
    }
  }

  /// The table of punctuality.
  private func punctuality(_ html: HTMLWriter) {
    guard let own = report.punctuality else { return }
    html.element("section", ["id": "punctuality"]) {
      html.element("h2", [:], report.punctualityName)
      html.element("p", [:], own.headline)
      html.table(
        caption: report.maker.periodText,
        columns: own.table.columns.map { ($0.header, $0.alignment == .trailing) },
        rows: own.table.rows.map { ($0.cells.map { ($0, nil) }, $0.isTotal) })
      html.element("p", ["class": "note"], own.note)
    }
  }

  /// The answers of units.
  private func answers(_ html: HTMLWriter) {
    for (answers, headline) in report.toldAnswers {
      html.element("section", ["id": "texts-" + answers.id]) {
        html.element("h2", [:], answers.name)
        html.element("p", [:], words.sentence(headline.replacing(answers.name + ": ", with: "")))
        html.table(
          caption: report.maker.periodText,
          columns: [
            (words("Đơn vị", "Unit"), false), (words("Nội dung", "Answer"), false),
          ],
          rows: answers.entries.map { ([($0.unit, nil), ($0.text, nil)], false) })
      }
    }
  }

  private var scoreTables: [(String, String, DataTable)] {
    guard let board = report.scoreBoard else { return [] }
    return report.roster.clusters.enumerated().map { number, cluster in
      (
        "score-\(number + 1)", words("Điểm và xếp hạng, ", "Score and rank, ") + cluster.name,
        board.table(ofCluster: number)
      )
    }
  }

  private func checks(_ html: HTMLWriter) {
    let findings = report.findings
    html.element("section", ["id": "checks"]) {
      html.element("h2", [:], words("Kết quả kiểm tra số liệu", "What the checks found"))
      guard !findings.isEmpty else {
        html.element("p", [:], words("Không có lỗi, cảnh báo.", "No errors or warnings."))
        return
      }
      html.table(
        caption: "",
        columns: [
          (words("Vị trí", "Place"), false), (words("Nội dung", "Finding"), false),
          (words("Lý do chấp nhận", "Accepted because"), false),
        ],
        rows: findings.map {
          (
            [
              ("\($0.place)", nil), (words($0.text), nil), ($0.reason.map { words($0) } ?? "", nil),
            ], false
          )
        })
    }
  }

  private func footer(_ html: HTMLWriter) {
    html.element("footer") {
      html.element("p", [:], "Giaoban \(GiaobanVersion.current)")
      for input in pack.inputs {
        html.element("p", [:], "\(input.file): SHA-256 \(input.sha256)")
      }
    }
  }
}

import ClusterMetrics
import Foundation
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// A form for the pages of packs, their order, and the cover.
struct PagesForm {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func write(_ html: HTMLWriter) {
    guard let text = try? desk.files(entry).settings() else { return }
    let pages = SettingsText(text).pages
    let count = pages.count { $0.isShown }
    html.element("details", ["id": "pages"]) {
      html.element(
        "summary", [:],
        words(
          "Chọn và sắp xếp các phần của bộ biểu đồ (\(count)/\(pages.count))",
          "Choose and order what packs have (\(count)/\(pages.count))"))
      layout.form(html, entry, "pages", method: "PUT") {
        html.element("ol", ["class": "pages"]) {
          for page in pages { write(html, page) }
        }
        cover(html)
        html.element("button", ["type": "submit"], words("Lưu", "Save"))
        html.element(
          "p", ["class": "note"],
          words(
            "Phần không có số liệu thì không đưa vào bộ biểu đồ. Bộ của từng đơn vị có các phần riêng. Biểu đồ đã thêm mà bỏ chọn thì"
              + " không còn trong danh sách; có thể hoàn tác ở Cài đặt.",
            "Parts without numbers are left out. The pack of a unit has parts of its own. A chart of your own"
              + " that is not chosen leaves the list; this can be undone under Settings."
          ))
      }
    }
  }

  private func write(_ html: HTMLWriter, _ page: SettingsText.Page) {
    let name = name(of: page)
    html.element("li") {
      html.element("div") {
        html.element("label") {
          html.element(
            "input",
            [
              "type": "checkbox", "name": "page", "value": page.id,
              "checked": page.isShown ? "" : nil,
            ])
          html.element("span", [:], name)
        }
        html.element(
          "a",
          [
            "href": layout.address("p", entry.id, "preview") + Layout.query(["part": page.id]),
            // Keep unsaved choices for the pack.
            "data-with": "form[data-address$=packs]", "target": "_blank", "rel": "noopener",
            "aria-label": words(
              "Xem trước \(name), mở ở thẻ mới", "Preview of \(name), in a new tab"),
          ], words("Xem trước", "Preview"))
        for (step, mark, label) in [
          ("-1", "↑", words("Đưa \(name) lên trên", "Move \(name) up")),
          ("1", "↓", words("Đưa \(name) xuống dưới", "Move \(name) down")),
        ] {
          html.element(
            "button",
            ["type": "button", "class": "quiet", "data-step": step, "aria-label": label], mark)
        }
      }
    }
  }

  private func cover(_ html: HTMLWriter) {
    let definition = opened.definition
    html.element("fieldset") {
      html.element(
        "legend", [:],
        words(
          "Số liệu trên trang bìa (nhiều nhất \(ReportContext.mostTiles); không chọn thì chương trình tự chọn)",
          "Numbers on the cover (\(ReportContext.mostTiles) at most; none: chosen automatically)"))
      for indicator in definition.indicators {
        html.element("label") {
          html.element(
            "input",
            [
              "type": "checkbox", "name": "tile", "value": indicator.id,
              "checked": definition.tiles.contains(indicator.id) ? "" : nil,
            ])
          html.element("span", [:], words(indicator.name))
        }
      }
    }
  }

  /// The name of a part.
  func name(of page: SettingsText.Page) -> String {
    switch page.content {
    case .section(let section): words(PagesForm.name(of: section))
    case .charts(let title, let charts):
      title.map { words($0) }
        ?? charts.map { chart in
          if let title = chart.title { return words(title) }
          let kind = words(chart.kind.name)
          let names = chart.indicators.map { id in
            opened.definition.indicator(withID: id).map { words($0.name) } ?? id
          }
          return ([kind] + names).joined(separator: ": ")
        }.joined(separator: "; ")
    }
  }

  static func name(of section: PackSection) -> LocalizedText {
    switch section {
    case .highlights: LocalizedText(vi: "Kết quả nổi bật", en: "Highlights")
    case .submissions: LocalizedText(vi: "Tình hình báo cáo", en: "Who reported, and when")
    case .indicators: LocalizedText(vi: "Từng chỉ tiêu", en: "Each indicator")
    case .composition: LocalizedText(vi: "Cơ cấu", en: "Composition")
    case .heat: LocalizedText(vi: "Bản đồ nhiệt", en: "Heat table")
    case .changes: LocalizedText(vi: "Tăng, giảm so với cùng kỳ, kỳ trước", en: "Changes")
    case .clusters: LocalizedText(vi: "So sánh các cụm", en: "Clusters")
    case .score: LocalizedText(vi: "Điểm và xếp hạng", en: "Scores")
    case .units: LocalizedText(vi: "Từng đơn vị", en: "Each unit")
    case .texts: LocalizedText(vi: "Ý kiến của các đơn vị", en: "Answers in words")
    case .checks: LocalizedText(vi: "Kết quả kiểm tra số liệu", en: "What the checks found")
    case .revision:
      LocalizedText(vi: "Thay đổi so với lần trước", en: "Changes since the last issue")
    case .tables: LocalizedText(vi: "Bảng số liệu", en: "Tables")
    case .method: LocalizedText(vi: "Cách tính", en: "How numbers were made")
    }
  }
}

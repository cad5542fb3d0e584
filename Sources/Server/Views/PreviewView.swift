import CairoRenderer
import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import PackPages
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// A preview of the first pages of a part of a pack.
struct PreviewView {
  let desk: Desk
  let entry: Shelf.Entry
  let opened: OpenProject
  let part: SettingsText.Page
  let period: Period
  /// The base of comparison, and the page orientation, from the pack's form.
  private let versus: String?
  private let paper: String?
  /// The number of the requested page, from 1.
  let number: Int
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  /// The number of pages shown, and their resolution.
  private static let (most, resolution) = (3, 110.0)

  init(_ query: Query, _ desk: Desk, _ entry: Shelf.Entry) throws {
    (self.desk, self.entry) = (desk, entry)
    opened = try desk.open(entry)
    let parts = SettingsText(try desk.files(entry).settings()).pages
    guard let id = query["part"], let part = parts.first(where: { $0.id == id }) else {
      throw HTTPError(.notFound)
    }
    self.part = part
    period = try desk.period(query["period"], of: entry)
    (versus, paper) = (query["versus"], query["paper"])
    number =
      try query["page"].map { text in
        guard let number = Int(text) else { throw HTTPError(.notFound) }
        return number
      } ?? 1
    guard (1...PreviewView.most).contains(number) else { throw HTTPError(.notFound) }
  }

  private func preview() throws -> PackPreview {
    var request = PackRequest(period: period)
    if let versus, !versus.isEmpty { request.versus = try opened.versus(written: versus) }
    request.paper = paper.flatMap(PackPaper.init(rawValue:))
    let basis = opened.basis(of: request)
    let intake = try desk.tallies(entry, basis.periods, column: basis.column)
    return try opened.preview(of: part.content, request, intake, most: PreviewView.most)
  }

  /// The picture of one of its pages.
  func picture() throws -> Data {
    let pages = try preview().pages
    guard pages.indices.contains(number - 1) else { throw HTTPError(.notFound) }
    let renderer = PNGRenderer(
      resolution: PreviewView.resolution, pixelLimit: opened.definition.limits.pixels)
    return try renderer.data(pages[number - 1])
  }

  func page() throws -> Response {
    let preview = try preview()
    let title = words("Xem trước: ", "Preview: ") + name
    return try layout.page(title, of: entry, named: desk.title(of: entry), at: .packs) { html in
      html.element("form", ["class": "filters", "method": "get"]) {
        html.element("input", ["type": "hidden", "name": "part", "value": part.id])
        for (name, value) in [("versus", versus), ("paper", paper)] {
          guard let value, !value.isEmpty else { continue }
          html.element("input", ["type": "hidden", "name": name, "value": value])
        }
        PeriodField(desk: desk, entry: entry).write(html, value: period.name)
        html.element("button", ["type": "submit"], words("Xem", "Show"))
        html.element(
          "a", ["href": layout.address(entry, .packs) + "#pages"],
          words("Về danh sách các phần", "Back to the list of parts"))
      }
      guard preview.count > 0 else {
        html.element(
          "p", ["class": "note"],
          words(
            "Phần này không có số liệu trong kỳ nên không đưa vào bộ biểu đồ.",
            "This part has no numbers in this period and is left out of packs."))
        return
      }
      for (index, page) in preview.pages.enumerated() {
        let picture =
          layout.address("api", "p", entry.id, "preview")
          + Layout.query([
            "part": part.id, "period": period.name, "versus": versus, "paper": paper,
            "page": "\(index + 1)",
          ])
        // A separate picture can be enlarged at will, which is useful on a phone.
        html.element("a", ["href": picture, "class": "whole"]) {
          html.element(
            "img",
            [
              "class": "chart", "alt": page.title + ". " + page.alternativeText, "src": picture,
            ])
        }
      }
      let rest = preview.count - preview.pages.count
      html.element(
        "p", ["class": "note"],
        (rest > 0
          ? words("… và \(rest) trang nữa. ", "… and \(rest) more page\(rest == 1 ? "" : "s"). ")
          : "")
          + words(
            "Số trang và số thứ tự biểu đồ được đánh khi làm bộ biểu đồ.",
            "Pages and charts are numbered when the pack is made."))
    }
  }

  private var name: String {
    PagesForm(desk: desk, entry: entry, opened: opened).name(of: part)
  }
}

import Foundation
import Hummingbird
import Packs
import Reporting
import ReportWords
import Workspace

/// The projects of the folder, and a form for a new one.
struct ShelfView {
  let desk: Desk
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let entries = desk.shelf.entries
    return try layout.page(words("Các dự án", "Projects")) { html in
      if entries.isEmpty {
        html.element(
          "p", [:],
          words(
            "Chưa có dự án nào. Hãy đặt tên và thả các biểu đơn vị gửi vào ô dưới đây.",
            "There is no project yet. Give one a name and drop the tables that units sent below."))
      }
      html.element("ul", ["class": "cards"]) {
        for entry in entries { card(html, entry) }
      }
      if !desk.shelf.isOneProject { newProject(html) }
      removed(html)
    }
  }

  /// Removed projects, each with a button to restore it.
  private func removed(_ html: HTMLWriter) {
    let names = desk.shelf.removed
    guard !names.isEmpty else { return }
    html.element("details") {
      html.element(
        "summary", [:],
        words("Dự án đã xóa (\(names.count))", "Removed projects (\(names.count))"))
      html.element("ul", ["class": "entries"]) {
        for name in names {
          let title = desk.shelf.title(ofRemoved: name, in: desk.language)
          html.element("li") {
            html.element("b", [:], title)
            html.xml.text(title == name ? " " : " (\(name)) ")
            html.element(
              "button",
              [
                "type": "button", "class": "quiet", "data-method": "POST",
                "data-address": layout.address("api", "removed", name),
                "aria-label": words("Khôi phục \(title)", "Restore \(title)"),
              ], words("Khôi phục", "Restore"))
          }
        }
      }
    }
  }

  private func card(_ html: HTMLWriter, _ entry: Shelf.Entry) {
    html.element("li") {
      html.element("a", ["href": layout.address(entry, .data)]) {
        html.element("b", [:], entry.isProject ? desk.title(of: entry) : entry.name)
      }
      let count = desk.files(entry).all.count
      html.element(
        "span", ["class": "note"],
        entry.isProject
          ? words("\(count) tệp", "\(count) file\(count == 1 ? "" : "s")")
          : words(
            "đang tạo, \(count) tệp", "being made, \(count) file\(count == 1 ? "" : "s")"))
      guard !desk.shelf.isOneProject else { return }
      let name = entry.isProject ? desk.title(of: entry) : entry.name
      html.element(
        "button",
        [
          "type": "button", "class": "quiet", "data-method": "DELETE",
          "data-address": layout.address("api", "p", entry.id),
          "aria-label": words("Xóa dự án \(name)", "Remove the project \(name)"),
          "data-confirm": words(
            "Xóa dự án \(name)? Dự án và các tệp được chuyển vào mục Dự án đã xóa, có thể khôi phục ở cuối trang này.",
            "Remove the project \(name)? It moves to the removed projects with its files and can be restored at the end of this page."
          ),
        ], words("Xóa", "Remove"))
    }
  }

  private func newProject(_ html: HTMLWriter) {
    html.element("section") {
      html.element("h2", [:], words("Dự án mới", "A new project"))
      html.element(
        "form",
        [
          "class": "drop", "data-new": layout.address("api", "projects"),
          "data-next": layout.address("p"), "data-api": layout.address("api", "p"),
        ]
      ) {
        html.field(
          words("Tên dự án", "Name of the project"), name: "name",
          hint: words("Báo cáo 6 tháng đầu năm", "Half-year report"), isRequired: true)
        html.files(
          words(
            "Thả các biểu đơn vị gửi vào đây, hoặc chọn tệp (Excel, CSV, Word …)",
            "Drop the tables that units sent here, or choose files (Excel, CSV, Word …)"),
          button: words("Tạo dự án", "Make the project"))
      }
    }
  }
}

extension Desk {
  /// The title of a project; its folder's name if its settings have none.
  func title(of entry: Shelf.Entry) -> String {
    guard let opened = try? open(entry) else { return entry.name }
    let title = opened.words(opened.definition.title)
    return title.isEmpty ? entry.name : title
  }
}

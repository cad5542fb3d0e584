import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// The text of the settings, checked while it is edited, and all changes, which can be undone.
struct SettingsView {
  let desk: Desk
  let entry: Shelf.Entry
  let query: Query
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let files = desk.files(entry)
    let text = try files.settings()
    let name = desk.title(of: entry)
    return try layout.page(words(Step.settings.name), of: entry, named: name, at: .settings) {
      html in
      if let opened = try? desk.open(entry) {
        let settings = SettingsText(text)
        SettingsForms(desk: desk, entry: entry, opened: opened, text: settings).write(html)
        PlansForm(desk: desk, entry: entry, opened: opened, query: query).write(html)
      }
      editor(html, text)
      roster(html)
      changes(html, files.log.changes)
    }
  }

  private func editor(_ html: HTMLWriter, _ text: String) {
    html.element("details", ["id": "settings"]) {
      html.element(
        "summary", [:], words("Tất cả cài đặt: giaoban.yaml", "All settings: giaoban.yaml"))
      layout.form(
        html, entry, "settings", method: "PUT", kind: "editor", check: ["settings", "check"],
        hidden: ["expected": text]
      ) {
        html.element("label") {
          html.element(
            "span", [:],
            words(
              "Nội dung; được kiểm tra trong khi gõ, chỉ lưu khi không có lỗi",
              "The text; it is checked while you type, and saved only without errors"))
          html.element(
            "textarea",
            ["name": "text", "rows": "24", "spellcheck": "false", "aria-describedby": "faults"],
            text)
        }
        html.element("ul", ["id": "faults", "class": "findings", "role": "status"])
        html.element("button", ["type": "submit"], words("Lưu", "Save"))
      }
    }
  }

  /// The roster as text: a line for each commune, with its unit and cluster.
  private func roster(_ html: HTMLWriter) {
    guard let opened = try? desk.open(entry),
      let text = desk.files(entry).roster(opened.project.rosterFile)
    else { return }
    html.element("details", ["id": "roster"]) {
      html.element(
        "summary", [:], words("Danh sách đơn vị và xã", "Roster of units and communes"))
      layout.form(
        html, entry, "roster", method: "PUT", kind: "editor", hidden: ["expected": text]
      ) {
        html.element("label") {
          html.element(
            "span", [:],
            words(
              "\(opened.project.rosterFile): mỗi dòng một đơn vị hoặc một xã; thêm dòng để thêm đơn vị",
              "\(opened.project.rosterFile): a unit or a commune a line; add lines to add units"))
          html.element("textarea", ["name": "text", "rows": "12", "spellcheck": "false"], text)
        }
        html.element("button", ["type": "submit"], words("Lưu danh sách", "Save the roster"))
      }
    }
  }

  // MARK: Changes

  private func changes(_ html: HTMLWriter, _ changes: [Change]) {
    html.element("section", ["id": "changes"]) {
      html.element("h2", [:], words("Các thay đổi trên trang làm việc", "Changes made on the page"))
      guard !changes.isEmpty else {
        html.element("p", ["class": "note"], words("Chưa có.", "None yet."))
        return
      }
      let undone = Set(changes.compactMap(\.undoes))
      html.element("ol", ["class": "changes"]) {
        for change in changes.prefix(200) {
          html.element("li") {
            html.element("p", [:]) {
              html.element("b", [:], "\(change.number). " + description(change))
              html.element(
                "span", ["class": "note"],
                " " + Layout.moment(change.time, words) + " " + change.name)
            }
            if let old = change.old, let new = change.new, old.count + new.count <= 12 {
              html.element("pre") {
                for line in old { html.element("del", [:], "- " + line + "\n") }
                for line in new { html.element("ins", [:], "+ " + line + "\n") }
              }
            }
            if undone.contains(change.number) {
              html.element("p", ["class": "note"], words("đã hoàn tác", "undone"))
            } else {
              html.element(
                "button",
                [
                  "type": "button", "class": "quiet", "data-method": "POST",
                  "data-address": layout.address(
                    "api", "p", entry.id, "changes", "\(change.number)", "undo"),
                  "aria-label": words(
                    "Hoàn tác thay đổi \(change.number)", "Undo change \(change.number)"),
                ], words("Hoàn tác", "Undo"))
            }
          }
        }
      }
    }
  }

  private func description(_ change: Change) -> String {
    switch change.kind {
    case .settings: words("sửa cài đặt", "settings edited")
    case .alias: words("tên khác: ", "another name: ") + change.subject
    case .course: words("loại số liệu: ", "kind of numbers: ") + change.subject
    case .accept: words("chấp nhận: ", "accepted: ") + change.subject
    case .source: words("kỳ, đơn vị của bảng: ", "period or unit of tables: ") + change.subject
    case .roster: words("sửa danh sách đơn vị", "roster edited")
    case .numbers:
      (change.file == NumberTable.Kind.plans.file
        ? words("kế hoạch: ", "plan: ") : words("đính chính: ", "corrected: ")) + change.subject
    case .upload: words("tải lên: ", "uploaded: ") + change.file
    case .remove: words("bỏ tệp: ", "removed: ") + change.file
    case .undo:
      words("hoàn tác thay đổi ", "undid change ") + (change.undoes.map { "\($0)" } ?? "")
        + ": " + (change.subject.isEmpty ? change.file : change.subject)
    }
  }
}

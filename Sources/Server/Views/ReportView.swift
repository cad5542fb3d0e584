import ClusterMetrics
import Documents
import Foundation
import Hummingbird
import Office
import Packs
import Reporting
import ReportWords
import Slides
import Workspace

/// Fills a Word report or slides with the numbers and charts of a pack.
struct ReportView {
  let desk: Desk
  let entry: Shelf.Entry
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let name = desk.title(of: entry)
    let packs = MadePacks(entry.folder).all.filter { $0.count == 1 }
    let opened = try desk.open(entry)
    let files = desk.files(entry).all
    return try layout.page(words(Step.report.name), of: entry, named: name, at: .report) { html in
      guard !packs.isEmpty else {
        html.element("p") {
          html.xml.text(
            words(
              "Báo cáo lấy số và hình từ một bộ biểu đồ. ",
              "Reports take numbers and pictures from a pack. ")
          )
          html.element(
            "a", ["href": layout.address(entry, .packs)],
            words("Hãy làm bộ biểu đồ trước", "Make a pack first"))
        }
        return
      }
      let example = "{{\(opened.definition.indicators.first?.id ?? "period")}}"
      html.element(
        "p", [:],
        words(
          "Thả tệp Word hoặc PowerPoint có các chỗ như \(example) vào đây; Giaoban điền số, biểu đồ, bảng rồi trả lại tệp.",
          "Drop a Word or PowerPoint file with places such as \(example) here; Giaoban fills in numbers, charts and tables."
        ))
      html.element("p") {
        html.xml.text(words("Chưa có báo cáo? ", "No report yet? "))
        html.element(
          "a", ["href": layout.address("api", "p", entry.id, "template"), "download": ""],
          words("Tải mẫu báo cáo (.docx)", "Download a template (.docx)"))
        html.xml.text(
          words(" theo thể thức văn bản hành chính, hoặc ", " for a document, or "))
        html.element(
          "a", ["href": layout.address("api", "p", entry.id, "slide-template"), "download": ""],
          words("mẫu trình chiếu (.pptx)", "one for slides (.pptx)"))
        html.xml.text(
          words(
            ", đã có sẵn chỗ điền cho các chỉ tiêu; sửa tùy ý rồi thả vào đây.",
            ", with places for the indicators; edit it and drop it here."))
      }
      html.element(
        "form",
        ["class": "drop", "data-report": layout.address("api", "p", entry.id, "reports")]
      ) {
        html.choice(
          words("Lấy số liệu từ bộ biểu đồ", "Numbers from the pack"), name: "pack",
          packs.map { pack in
            (
              pack.name,
              PacksView.title(pack, words)
                + (pack.isOlder(than: files)
                  ? words(" (làm trước khi số liệu thay đổi)", " (made before the data changed)")
                  : "")
            )
          }, selected: packs[0].name)
        if packs.contains(where: { $0.isOlder(than: files) }) {
          html.element("p", ["class": "warning"]) {
            html.xml.text(
              words(
                "Có bộ biểu đồ làm trước khi số liệu thay đổi; nếu chọn bộ đó, báo cáo sẽ mang số cũ. ",
                "A pack was made before the data changed; a report from it would contain old numbers. "
              ))
            html.element(
              "a", ["href": layout.address(entry, .packs)], words("Làm lại", "Make it again"))
          }
        }
        html.files(
          words("Thả báo cáo .docx hoặc .pptx vào đây", "Drop a report, .docx or .pptx, here"),
          button: words("Điền báo cáo", "Fill the report"), accepted: ".docx,.pptx,.docm,.pptm")
      }
      placeholders(html, opened, MadePacks(entry.folder).folder(of: packs[0].name) ?? entry.folder)
    }
  }

  /// Every placeholder with its content in the latest pack, by indicator.
  private func placeholders(_ html: HTMLWriter, _ opened: OpenProject, _ pack: URL) {
    guard let all = try? Attachment.list(from: pack) else { return }
    let title = words("Các chỗ điền được", "What can be filled in")
    func table(_ items: [ListedPlaceholder]) {
      html.scrolled(title) {
        html.element("table") {
          html.head([words("Chỗ điền", "Placeholder"), words("Thành", "Becomes")])
          html.element("tbody") {
            for item in items {
              html.element("tr") {
                html.element("th", ["scope": "row"]) { html.element("code", [:], item.placeholder) }
                html.element("td", [:], item.becomes)
              }
            }
          }
        }
      }
    }
    /// A collapsible section, so that forty indicators take forty lines.
    func section(_ name: String, _ items: [ListedPlaceholder]) {
      guard !items.isEmpty else { return }
      html.element("details") {
        html.element("summary", [:], name)
        table(items)
      }
    }
    html.element("section") {
      html.element("h2", [:], title)
      html.element(
        "p", [:],
        words(
          "Chép chỗ cần dùng vào báo cáo. Thêm tên đơn vị hoặc cụm sau dấu hai chấm để lấy số của riêng nơi đó, như ",
          "Copy what you need into the report. A unit or cluster behind a colon means its own number, as in "
        )
          + "{{\(opened.definition.indicators.first?.id ?? "period"):…}}.")
      var rest = all
      func take(_ isWanted: (ListedPlaceholder) -> Bool) -> [ListedPlaceholder] {
        let taken = rest.filter(isWanted)
        rest.removeAll(where: isWanted)
        return taken
      }
      let own = opened.definition.indicators.map { indicator in
        let id = indicator.id
        return (
          words(indicator.name),
          take { item in
            ["{{\(id)}}", "{{chart:\(id)}}", "{{table:\(id)}}"].contains(item.placeholder)
              || item.placeholder.hasPrefix("{{\(id).")
              || item.placeholder.hasPrefix("{{chart:\(id)-")
          }
        )
      }
      section(
        words("Kỳ báo cáo, bảng chung, biểu đồ chung", "Period, and what all indicators share"),
        rest)
      for (name, items) in own { section(name, items) }
    }
  }

  /// The result of filling a report.
  struct Filled: Encodable {
    var message: String
    var notes: [String]
    var address: String?
  }

  /// Fills an uploaded report.
  func fill(_ arrived: URL, named name: String, from pack: String) throws -> Filled {
    guard let folder = MadePacks(entry.folder).folder(of: pack) else {
      throw WorkspaceError(
        .noInput, vi: "không có bộ biểu đồ \(pack)", en: "there is no pack \(pack)")
    }
    guard let safe = FileName.safe(name),
      ["docx", "docm", "pptx", "pptm"].contains((safe as NSString).pathExtension.lowercased())
    else {
      throw WorkspaceError(
        .usage, vi: "chỉ điền được tệp .docx và .pptx", en: "only .docx and .pptx can be filled")
    }
    let reports = MadePacks(entry.folder).folder.appending(path: "reports")
    let base = (safe as NSString).deletingPathExtension
    let ending = (safe as NSString).pathExtension
    let filled = "\(base)-\(pack).\(ending)"
    do {
      try FileManager.default.createDirectory(at: reports, withIntermediateDirectories: true)
      // The reader of documents needs the extension.
      let document = arrived.appendingPathExtension(ending)
      try FileManager.default.moveItem(at: arrived, to: document)
      defer { try? FileManager.default.removeItem(at: document) }
      let log = try Attachment.fill(
        document.path, from: folder, to: reports.appending(path: filled).path)
      return Filled(
        message: words(
          "Đã điền \(log.numbers) số liệu, \(log.charts) biểu đồ, \(log.tables) bảng",
          "Filled in \(counted(log.numbers, "number")), \(counted(log.charts, "chart")), \(counted(log.tables, "table"))"
        ),
        notes: (isOld(pack)
          ? [
            words(
              "Bộ biểu đồ này làm trước khi tệp của dự án thay đổi; hãy làm lại rồi điền lại.",
              "This pack was made before files of the project changed; make it again, and fill again."
            )
          ] : []) + log.doubts,
        address: layout.address("api", "p", entry.id, "reports", filled))
    } catch let error as DocumentError {
      if case .unknown(let all) = error {
        return Filled(
          message: words(
            "\(all.count) chỗ chưa điền được; chưa ghi tệp nào",
            "\(all.count) place\(all.count == 1 ? "" : "s") could not be filled; nothing was written"
          ),
          notes: all.map { "\($0.place): \($0.placeholder): \($0.reason)" }, address: nil)
      }
      throw WorkspaceError(.badData, error.message)
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Whether files of the project have changed since a pack was made.
  private func isOld(_ pack: String) -> Bool {
    let packs = MadePacks(entry.folder)
    return packs.entry(pack)?.isOlder(than: desk.files(entry).all) ?? false
  }

  /// A filled report.
  func report(_ name: String) throws -> Data {
    guard FileName.safe(name) == name,
      let data = try? Data(
        contentsOf: MadePacks(entry.folder).folder.appending(path: "reports/\(name)"))
    else { throw HTTPError(.notFound) }
    return data
  }
}

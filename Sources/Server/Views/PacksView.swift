import ClusterMetrics
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// Makes packs, shows the progress, and lists the existing ones.
struct PacksView {
  let desk: Desk
  let entry: Shelf.Entry
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let opened = try desk.open(entry)
    let name = desk.title(of: entry)
    let period = try? desk.period(nil, of: entry)
    return try layout.page(words(Step.packs.name), of: entry, named: name, at: .packs) { html in
      form(html, opened, period)
      PagesForm(desk: desk, entry: entry, opened: opened).write(html)
      JobView(desk: desk, entry: entry).write(html)
      list(html)
    }
  }

  private func form(_ html: HTMLWriter, _ opened: OpenProject, _ period: Period?) {
    layout.form(html, entry, "packs", kind: "filters") {
      PeriodField(desk: desk, entry: entry).write(html, value: period?.name ?? "")
      html.choice(
        words("So với", "Compared with"), name: "versus",
        [
          ("last-year", words("cùng kỳ năm trước", "last year")),
          ("previous", words("kỳ trước", "the period before")),
        ], selected: "last-year")
      html.choice(
        words("Phạm vi", "Of"), name: "unit",
        [
          ("", words("tất cả", "all")),
          ("*", words("từng đơn vị, mỗi đơn vị một bộ", "each unit, a pack of its own")),
        ] + opened.project.roster.units.map { ($0.name, $0.name) }, selected: "")
      html.choice(
        words("Khổ giấy A4", "A4 pages"), name: "paper",
        [
          ("", words("theo dự án", "the project's own")),
          ("landscape", words("ngang", "landscape")),
          ("portrait", words("dọc", "portrait")),
        ], selected: "")
      html.element("button", ["type": "submit"], words("Làm bộ biểu đồ", "Make the pack"))
    }
  }

  private func list(_ html: HTMLWriter) {
    let packs = MadePacks(entry.folder).all
    let files = desk.files(entry).all
    guard !packs.isEmpty else {
      html.element(
        "p", ["class": "note"], words("Chưa có bộ biểu đồ nào.", "There is no pack yet."))
      return
    }
    html.element("section") {
      html.element("h2", [:], words("Các bộ đã làm", "Packs that were made"))
      html.element("ul", ["class": "cards"]) {
        for pack in packs {
          html.element("li") {
            html.element("b", [:], PacksView.title(pack, words))
            html.element(
              "span", ["class": "note"],
              words("\(pack.pages) trang", "\(pack.pages) page\(pack.pages == 1 ? "" : "s")")
                + (pack.made.map { ", " + Layout.day($0, words) } ?? ""))
            if pack.isOlder(than: files) {
              html.element(
                "span", ["class": "warning"],
                words(
                  "Làm trước khi tệp của dự án thay đổi; hãy làm lại.",
                  "Made before files of the project changed; make it again."))
            }
            html.element("span", ["class": "downloads"]) {
              func file(_ path: String) -> String {
                layout.address("api", "p", entry.id, "packs", pack.name, path)
              }
              if pack.count == 1 {
                html.element("a", ["href": file("pack.pdf")], "PDF")
                html.xml.text(" · ")
                html.element("a", ["href": file("tallies.xlsx")], "Excel")
                html.xml.text(" · ")
                if pack.hasSlides {
                  html.element("a", ["href": file("slides.pptx")], "PowerPoint")
                  html.xml.text(" · ")
                }
                html.element(
                  "a", ["href": file("index.html")], words("trang web", "web page"))
                html.xml.text(" · ")
              }
              html.element(
                "a", ["href": layout.address("api", "p", entry.id, "archives", pack.name)],
                words("tất cả (ZIP)", "everything (ZIP)"))
            }
          }
        }
      }
    }
  }

  /// "6 tháng đầu năm 2022", or the folder's name.
  static func title(_ pack: MadePacks.Entry, _ words: Wording) -> String {
    let parts = pack.name.split(separator: "-units", maxSplits: 1)
    let period = parts.first.flatMap { Period(written: String($0)) }
    let name = period.map { words.sentence(words.name($0)) } ?? pack.name
    return pack.count == 1
      ? name
      : name + words(": \(pack.count) bộ của từng đơn vị", ": \(pack.count) packs of units")
  }

  // MARK: Making

  struct Order: Decodable {
    var period: String
    var versus: String?
    var unit: String?
    var paper: String?
  }

  /// Begins to make a pack.
  func begin(_ order: Order) throws -> Jobs.Job {
    let opened = try desk.open(entry)
    var request = PackRequest(period: try opened.period(written: order.period))
    if let text = order.versus, !text.isEmpty {
      request.versus = try opened.versus(written: text)
    }
    request.paper = order.paper.flatMap(PackPaper.init(rawValue:))
    let days = opened.definition.calendar.days(of: request.period)
    let isEach = order.unit == "*"
    let unit = try order.unit.flatMap { $0.isEmpty || isEach ? nil : $0 }.map {
      try opened.unit(named: $0, in: days)
    }
    let slugs = Slug.unique(opened.project.roster.units.map(\.name))
    let output = MadePacks(entry.folder).folder
    let name = request.period.name
    let asked = request
    return try desk.jobs.begin(
      of: entry.id,
      LocalizedText(vi: "Làm bộ biểu đồ \(name)", en: "Making the pack \(name)")
    ) { progress in
      var request = asked
      let intake = try opened.packTallies(request)
      let units: [Int?] = isEach ? opened.packUnits(request, intake) : [unit]
      var made = (packs: 0, pages: 0)
      for (index, unit) in units.enumerated() {
        progress.begin(part: index + 1, of: units.count)
        request.unit = unit
        let folder =
          unit.map { output.appending(path: name + "-units").appending(path: slugs[$0]) }
          ?? output.appending(path: name)
        let pack = try opened.makePack(request, intake, in: folder, progress: progress)
        made = (made.packs + 1, made.pages + pack.pages)
      }
      return LocalizedText(
        vi: "đã làm xong \(made.packs) bộ, \(made.pages) trang",
        en:
          "made \(made.packs) pack\(made.packs == 1 ? "" : "s") of \(made.pages) page\(made.pages == 1 ? "" : "s")"
      )
    }
  }
}

/// The progress of a project's latest job.
struct JobView {
  let desk: Desk
  let entry: Shelf.Entry

  /// "3/15", if the work has several parts.
  static func part(_ job: Jobs.Job) -> String {
    let (part, parts) = job.progress.parts
    return parts > 1 ? "\(part)/\(parts)" : ""
  }

  func write(_ html: HTMLWriter) {
    guard let job = desk.jobs.latest(of: entry.id) else { return }
    let layout = Layout(desk: desk)
    let words = layout.words
    let address = layout.address("api", "jobs", "\(job.id)")
    switch job.state {
    case .running:
      let (done, total) = job.progress.steps
      html.element("div", ["class": "job", "data-job": address]) {
        html.element("p", ["role": "status"]) {
          html.xml.text(words(job.name) + " … ")
          html.element("span", ["class": "part"], JobView.part(job))
        }
        html.element(
          "progress", ["max": total > 0 ? "\(total)" : nil, "value": total > 0 ? "\(done)" : nil])
        html.element(
          "button", ["type": "button", "data-method": "DELETE", "data-address": address],
          words("Dừng", "Stop"))
      }
    case .done(let text):
      html.element("p", ["class": "good"], layout.sentence(words(text)))
    case .failed(let error):
      html.element("p", ["class": "problem"], layout.sentence(words(error.message)))
      layout.findings(html, error.findings)
    }
  }
}

import ClusterMetrics
import Findings
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import ReportTables
import ReportWords
import Settings
import Workspace

/// The files of a project: how each was read, and controls to add, replace and remove them.
struct DataView {
  let desk: Desk
  let entry: Shelf.Entry
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func page() throws -> Response {
    let files = desk.files(entry).all
    guard entry.isProject else { return try draft(files) }
    let name = desk.title(of: entry)
    // The files are shown even if the data has errors.
    let result = Swift.Result { try desk.check(entry) }
    return try layout.page(words(Step.data.name), of: entry, named: name, at: .data) { html in
      if case .failure(let error as WorkspaceError) = result {
        html.element("p", ["class": "problem"], layout.sentence(words(error.message)))
      }
      let checked = try? result.get()
      if let checked, checked.intake == nil { settingsProblem(html) }
      table(html, files, checked?.intake)
      drop(html, words("Thêm hoặc thay tệp", "Add or replace files"))
      if let intake = checked?.intake { reach(html, intake) }
      forms(html, checked?.intake)
    }
  }

  /// Forms for the units to fill in, for the period after the latest.
  private func forms(_ html: HTMLWriter, _ intake: IntakeResult?) {
    html.element("section") {
      html.element("h2", [:], words("Biểu nhập số liệu cho các đơn vị", "Forms for the units"))
      html.element(
        "form",
        [
          "class": "filters", "method": "get",
          "action": layout.address("api", "p", entry.id, "forms"),
        ]
      ) {
        let next = intake?.expectedPeriods.last?.next
        PeriodField(desk: desk, entry: entry).write(html, value: next?.name ?? "")
        html.element(
          "button", ["type": "submit"], words("Tải các biểu (ZIP)", "Download the forms (ZIP)"))
      }
    }
  }

  private func settingsProblem(_ html: HTMLWriter) {
    html.element("p", ["class": "problem"]) {
      html.element(
        "a", ["href": layout.address(entry, .check)],
        words(
          "Cài đặt hoặc danh sách đơn vị có lỗi: các bảng chưa đọc được.",
          "The settings or the roster have errors: no table could be read."))
    }
  }

  // MARK: New projects

  private func draft(_ files: [ListedFile]) throws -> Response {
    try layout.page(
      words("Dự án mới: \(entry.name)", "New project: \(entry.name)"), of: entry, named: entry.name
    ) { html in
      table(html, files, nil)
      drop(html, words("Các biểu đơn vị gửi", "The tables that units sent"))
      html.element(
        "form",
        [
          "data-method": "POST", "data-address": layout.address("api", "p", entry.id, "project"),
          "data-next": layout.address(entry, .data),
        ]
      ) {
        html.element(
          "button", ["type": "submit"],
          words("Tạo dự án từ các tệp này", "Make the project from these files"))
      }
    }
  }

  // MARK: Files

  private func table(_ html: HTMLWriter, _ files: [ListedFile], _ intake: IntakeResult?) {
    guard !files.isEmpty else { return }
    let unread = Dictionary(
      (intake?.log.all ?? []).filter { $0.code == .unreadFile }.map { ($0.place.file, $0) },
      uniquingKeysWith: { first, _ in first })
    html.scrolled(words("Các tệp", "Files")) {
      html.element("table") {
        html.element("caption", [:], words("Các tệp của dự án", "Files of the project"))
        html.head(
          [
            words("Tệp", "File"), words("Được đọc là", "Read as"),
            words("Được tính", "Counted"), words("Dung lượng", "Size"), words("Ngày", "Date"), "",
          ], numbers: [2, 3])
        html.element("tbody") {
          for file in files { row(html, file, intake, unread[file.name]) }
        }
      }
    }
  }

  private func row(
    _ html: HTMLWriter, _ file: ListedFile, _ intake: IntakeResult?, _ unread: Finding?
  ) {
    let tables = intake?.tables.filter { $0.file == file.name } ?? []
    html.element("tr") {
      html.element("th", ["scope": "row"]) {
        if entry.isProject {
          html.element(
            "a", ["href": layout.address("p", entry.id, "table", file.name)], file.name)
        } else {
          html.xml.text(file.name)
        }
      }
      html.element("td") {
        if let unread {
          html.element("span", ["class": "warning"], words.sentence(words(unread.text)))
        } else if tables.isEmpty {
          html.xml.text(role(of: file.name))
        } else {
          html.xml.text(Set(tables.map { kind($0) }).sorted().joined(separator: ", "))
        }
      }
      html.element("td", ["class": "number"], counts(tables))
      html.element("td", ["class": "number"], size(file.size))
      html.element("td", [:], Layout.day(file.changed, words))
      html.element("td") {
        if file.name != Project.settingsFile {
          html.element(
            "button",
            [
              "type": "button", "class": "quiet", "data-method": "DELETE",
              "data-address": layout.address("api", "p", entry.id, "files", file.name),
              "data-confirm": words(
                "Bỏ tệp \(file.name)? Có thể hoàn tác ở mục Cài đặt.",
                "Remove \(file.name)? This can be undone under Settings."),
              "aria-label": words("Bỏ tệp \(file.name)", "Remove \(file.name)"),
            ], words("Bỏ", "Remove"))
        }
      }
    }
  }

  private func role(of name: String) -> String {
    if name == Project.settingsFile { return words("cài đặt", "settings") }
    if name.lowercased().hasPrefix("roster") { return words("danh sách đơn vị", "roster") }
    return "–"
  }

  private func kind(_ table: TableReport) -> String {
    switch table.kind {
    case .register: words("sổ theo dõi", "register")
    case .submissions: words("bảng số liệu", "submissions")
    case .report: words("biểu tổng hợp", "report table")
    }
  }

  private func counts(_ tables: [TableReport]) -> String {
    guard !tables.isEmpty else { return "" }
    let rows = tables.filter { $0.kind != .report }
    let numbers = tables.filter { $0.kind == .report }.flatMap(\.numbers).count(where: \.counts)
    var parts: [String] = []
    if !rows.isEmpty {
      let (accepted, all) = (
        rows.reduce(0) { $0 + $1.accepted }, rows.reduce(0) { $0 + $1.rows }
      )
      parts.append(
        words(
          "\(words.numbers.text(Double(accepted)))/\(words.numbers.text(Double(all))) dòng",
          "\(words.numbers.text(Double(accepted))) of \(words.numbers.text(Double(all))) rows"))
    }
    if numbers > 0 {
      parts.append(
        words(
          "\(words.numbers.text(Double(numbers))) số liệu",
          "\(words.numbers.text(Double(numbers))) number\(numbers == 1 ? "" : "s")"))
    }
    return parts.joined(separator: ", ")
  }

  private func size(_ bytes: Int) -> String {
    bytes < 1 << 20
      ? words.numbers.text((Double(bytes) / 1024).rounded(.up)) + " KiB"
      : words.numbers.text(Double(bytes) / 1_048_576, decimals: 1) + " MiB"
  }

  private func drop(_ html: HTMLWriter, _ heading: String) {
    html.element("section") {
      html.element("h2", [:], heading)
      html.element(
        "form",
        ["class": "drop", "data-files": layout.address("api", "p", entry.id, "files")]
      ) {
        html.files(
          words(
            "Thả tệp vào đây, hoặc chọn tệp. Tệp cùng tên được thay, tệp cũ vẫn giữ lại.",
            "Drop files here, or choose them. One of the same name is replaced, and kept."),
          button: words("Tải lên", "Upload"))
      }
    }
  }

  // MARK: Existing data

  private func reach(_ html: HTMLWriter, _ intake: IntakeResult) {
    let periods = intake.expectedPeriods
    guard !periods.isEmpty else { return }
    html.element("section") {
      html.element("h2", [:], words("Các kỳ đã có số liệu", "Periods with figures"))
      html.element("ul", ["class": "chips"]) {
        for period in periods.suffix(16).reversed() {
          html.element("li") {
            html.element(
              "a", ["href": layout.address(entry, .numbers, ["period": period.name])],
              words.sentence(words.name(period)))
          }
        }
      }
    }
  }
}

extension Layout {
  /// "26/11/2026 15:52", in local time.
  static func moment(_ date: Date, _ words: Wording) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.hour, .minute], from: date)
    func digits(_ number: Int?) -> String {
      let text = String(number ?? 0)
      return text.count < 2 ? "0" + text : text
    }
    return day(date, words) + " " + digits(parts.hour) + ":" + digits(parts.minute)
  }

  /// "26/11/2026".
  static func day(_ date: Date, _ words: Wording) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let day = Day(year: year, month: month, day: day)
    else { return "" }
    return words.date(day)
  }
}

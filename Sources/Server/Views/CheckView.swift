import ClusterMetrics
import Findings
import Foundation
import Hummingbird
import Intake
import Office
import Packs
import Reporting
import ReportWords
import Settings
import TableReading
import Workspace

/// The findings, by kind and file with counts, each with its remedies.
struct CheckView {
  let desk: Desk
  let entry: Shelf.Entry
  /// The kind of findings to show, and below the file; `nil` for all.
  let code: String?
  let file: String?
  /// The existing files, to which findings link.
  private let files: Set<String>
  var layout: Layout { Layout(desk: desk) }
  var words: Wording { layout.words }

  init(desk: Desk, entry: Shelf.Entry, code: String?, file: String?) {
    (self.desk, self.entry, self.code, self.file) = (desk, entry, code, file)
    files = Set(desk.files(entry).all.map(\.name))
  }

  /// The number of findings shown at once.
  private static let most = 100

  func page() throws -> Response {
    let result = try desk.check(entry)
    let all = result.log.all
    let shown = all.filter {
      (code == nil || $0.code.rawValue == code) && (file == nil || $0.place.file == file)
    }
    let name = desk.title(of: entry)
    let opened = try desk.open(entry)
    let cells = Set(shown.prefix(CheckView.most).flatMap(\.cells).map(\.coordinates))
    let stated = cells.isEmpty ? nil : result.intake?.statements(at: cells.contains)
    return try layout.page(words(Step.check.name), of: entry, named: name, at: .check) { html in
      summary(html, result.log)
      silences(html, result)
      if all.isEmpty { return }
      html.element("div", ["class": "columns"]) {
        html.element("aside", ["class": "facets"]) {
          facet(html, words("Loại", "Kind"), counts(all, \.code.rawValue), code) { value in
            let code = Finding.Code(rawValue: value)
            return (
              code.map { words.sentence(words($0.name)) } ?? value,
              layout.address(entry, .check, ["code": value, "file": file])
            )
          }
          facet(html, words("Tệp", "File"), counts(all, \.place.file), file) { value in
            (value, layout.address(entry, .check, ["code": code, "file": value]))
          }
          if code != nil || file != nil {
            html.element(
              "p", [:]
            ) {
              html.element("a", ["href": layout.address(entry, .check)], words("Xem tất cả", "All"))
            }
          }
        }
        html.element("div") {
          acceptAll(html, all)
          html.element("ol", ["class": "found"]) {
            for finding in shown.prefix(CheckView.most) {
              item(html, finding, opened, stated ?? [:])
            }
          }
          if shown.count > CheckView.most {
            let rest = shown.count - CheckView.most
            html.element(
              "p", ["class": "note"],
              words(
                "… và \(rest) mục nữa; hãy chọn một loại hoặc một tệp.",
                "… and \(rest) more; choose a kind or a file."))
          }
        }
      }
    }
  }

  private func summary(_ html: HTMLWriter, _ log: FindingLog) {
    let (errors, warnings) = (log.count(of: .error), log.count(of: .warning))
    html.element("p", ["class": errors > 0 ? "problem" : "good"]) {
      if errors > 0 {
        html.xml.text(
          words(
            "\(errors) lỗi phải sửa hoặc chấp nhận trước khi tính, \(warnings) cảnh báo.",
            "\(errors) error\(errors == 1 ? "" : "s") to fix or accept before anything is counted, \(warnings) warning\(warnings == 1 ? "" : "s")."
          ))
      } else if warnings > 0 {
        html.xml.text(
          words(
            "Không có lỗi; có \(warnings) cảnh báo nên xem lại.",
            "No errors; \(warnings) warning\(warnings == 1 ? "" : "s") to look at."))
      } else {
        html.xml.text(words("Không có lỗi, cảnh báo.", "No errors or warnings."))
      }
    }
  }

  // MARK: Facets

  private func counts(
    _ findings: [Finding], _ key: (Finding) -> String
  ) -> [(value: String, count: Int)] {
    var counts: [String: Int] = [:]
    for finding in findings { counts[key(finding), default: 0] += finding.count }
    return counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  private func facet(
    _ html: HTMLWriter, _ heading: String, _ counts: [(value: String, count: Int)],
    _ selected: String?, _ link: (String) -> (text: String, address: String)
  ) {
    html.element("h2", [:], heading)
    html.element("ul") {
      for (value, count) in counts {
        let (text, address) = link(value)
        html.element("li") {
          html.element(
            "a", ["href": address, "aria-current": value == selected ? "true" : nil], text)
          html.element("span", ["class": "count"], words.numbers.text(Double(count)))
        }
      }
    }
  }

  // MARK: Findings

  private func item(
    _ html: HTMLWriter, _ finding: Finding, _ opened: OpenProject,
    _ statements: [Coordinates: StatedNumber]
  ) {
    html.element("li", ["class": finding.severity.rawValue]) {
      html.element("p", [:]) {
        html.element(
          "span", ["class": "severity"],
          finding.isCorrected ? words("Đã đính chính", "Corrected") : severity(finding.severity))
        place(html, finding.place)
        html.xml.text(": " + words(finding.text))
      }
      if let reason = finding.reason {
        html.element(
          "p", ["class": "note"],
          (finding.isCorrected
            ? words("Số được tính ghi ", "What counts is ") : words("Lý do: ", "Reason: "))
            + words(reason))
      }
      if !finding.others.isEmpty {
        html.element("p", ["class": "note"]) {
          html.xml.text(words("Cũng ở: ", "Also at: "))
          for (index, other) in finding.others.enumerated() {
            if index > 0 { html.xml.text(", ") }
            place(html, other)
          }
        }
      }
      guard finding.severity != .accepted else { return }
      html.element("div", ["class": "remedies"]) {
        if finding.code == .unknownUnit, let name = finding.subject,
          finding.place.file != Project.settingsFile
        {
          mend(html, name, opened)
        }
        // A finding about a row and a column together has no single name.
        if finding.code == .unknownIndicator, let name = finding.subject, !name.contains(" | "),
          finding.place.file != Project.settingsFile
        {
          mend(html, header: name, opened)
        }
        if finding.code == .similarIndicators,
          let ids = finding.subject?.components(separatedBy: " → "), ids.count == 2
        {
          html.element(
            "button",
            [
              "type": "button", "data-method": "POST",
              "data-address": layout.address(
                "api", "p", entry.id, "indicators", ids[0], "merge", ids[1]),
            ], words("Là một chỉ tiêu: gộp lại", "They are one: merge them"))
        }
        if finding.code == .risingNumbers, let id = finding.subject { settle(html, id) }
        if finding.code == .unknownUnit, let name = finding.subject,
          finding.place.file != Project.settingsFile
        {
          enrol(html, name, opened)
        }
        if !finding.cells.isEmpty { correct(html, finding, opened, statements) }
        if CheckView.isAcceptable(finding) { accept(html, finding) }
        if finding.place.file == Project.settingsFile {
          html.element(
            "a", ["href": layout.address(entry, .settings) + "#settings"],
            words("Sửa trong Cài đặt", "Fix under Settings"))
        }
      }
    }
  }

  private func severity(_ severity: Finding.Severity) -> String {
    switch severity {
    case .error: words("Lỗi", "Error")
    case .warning: words("Cảnh báo", "Warning")
    case .accepted: words("Đã chấp nhận", "Accepted")
    }
  }

  /// The place of a finding, as a link to its cell.
  private func place(_ html: HTMLWriter, _ place: Finding.Place) {
    guard files.contains(place.file) else {
      html.xml.text(words(place))
      return
    }
    let row = place.row
    let address =
      layout.address("p", entry.id, "table", place.file)
      + Layout.query([
        "sheet": place.sheet, "from": row.map { "\(max(1, $0 - 10))" },
        "row": row.map { "\($0)" },
      ]) + (row.map { "#row-\($0)" } ?? "")
    html.element("a", ["href": address], words(place))
  }

  private func silences(_ html: HTMLWriter, _ result: CheckResult) {
    let (silences, gaps) = (result.silences, result.gaps)
    guard !silences.isEmpty || !gaps.isEmpty else { return }
    html.element("section") {
      html.element("h2", [:], words("Chưa có số liệu", "No report yet"))
      html.element("ul") {
        for silence in silences.suffix(12).reversed() {
          html.element("li") {
            html.element("b", [:], words.sentence(words.name(silence.period)) + ": ")
            html.xml.text(words.units(named: silence.units))
          }
        }
        for gap in gaps.suffix(24) {
          html.element("li") {
            html.element("b", [:], words.sentence(words.name(gap.period)) + ": ")
            html.xml.text(gap.said(in: words))
          }
        }
      }
    }
  }
}

import ClusterMetrics
import Findings
import Foundation
import Intake
import Packs
import Settings
import TableReading
import Workspace

/// The remedies for findings.
extension CheckView {
  func mend(_ html: HTMLWriter, _ name: String, _ opened: OpenProject) {
    let units = opened.project.roster.units.map(\.name)
    let nearest = opened.project.roster.unitNames(near: name).first
    if let nearest {
      confirm(
        html, "aliases", ["name": name, "unit": nearest], words("Là ", "It is ") + nearest)
    }
    layout.form(html, entry, "aliases", kind: "inline", hidden: ["name": name]) {
      html.choice(
        words("\"\(name)\" là đơn vị", "\"\(name)\" is"), name: "unit",
        [("", words("chọn đơn vị …", "choose a unit …"))] + units.map { ($0, $0) }, selected: "",
        isRequired: true)
      html.element("button", ["type": "submit"], words("Sửa mọi dòng", "Fix all rows"))
    }
  }

  /// A button that names its action: nothing is preselected that a hasty click would accept.
  private func confirm(
    _ html: HTMLWriter, _ action: String, _ said: KeyValuePairs<String, String>, _ text: String
  ) {
    layout.form(html, entry, action, kind: "inline confirm", hidden: said) {
      html.element("button", ["type": "submit"], text)
    }
  }

  /// Adds a new unit to the roster.
  func enrol(_ html: HTMLWriter, _ name: String, _ opened: OpenProject) {
    let clusters = opened.project.roster.clusters.map(\.name)
    layout.form(html, entry, "units", kind: "inline", hidden: ["name": name]) {
      if clusters.count > 1 {
        html.choice(
          words("Đơn vị mới, thuộc", "A new unit, of"), name: "cluster",
          [("", words("chọn cụm …", "choose a cluster …"))] + clusters.map { ($0, $0) },
          selected: "", isRequired: true)
      }
      html.element(
        "button", ["type": "submit", "class": "quiet"],
        words("Thêm \"\(name)\" vào danh sách đơn vị", "Add \"\(name)\" to the roster"))
    }
  }

  /// Assigns a column or row to an indicator.
  func mend(_ html: HTMLWriter, header name: String, _ opened: OpenProject) {
    let indicators = opened.definition.indicators.filter { $0.definition == .submitted }
    guard !indicators.isEmpty else { return }
    let names = indicators.map { words($0.name) }
    let nearest =
      NameKey.nearest(to: name, among: names).first ?? CheckView.alike(name, among: names)
    if let nearest, let like = indicators.first(where: { words($0.name) == nearest }) {
      confirm(
        html, "indicator-aliases", ["name": name, "indicator": like.id],
        words("Là \"\(nearest)\"", "It is \"\(nearest)\""))
    }
    layout.form(html, entry, "indicator-aliases", kind: "inline", hidden: ["name": name]) {
      html.choice(
        words("\"\(name)\" là chỉ tiêu", "\"\(name)\" is"), name: "indicator",
        [("", words("chọn chỉ tiêu …", "choose an indicator …"))]
          + indicators.map { ($0.id, words($0.name)) }, selected: "", isRequired: true)
      html.element("button", ["type": "submit"], words("Ghi là tên khác", "Save it as a name"))
    }
  }

  /// The only name that shares most words with another: "Hội nghị đối thoại" for "Hội nghị đối thoại với nhân dân".
  static func alike(_ name: String, among names: [String]) -> String? {
    let shares = names.map { (name: $0, share: NameKey.share(name, $0)) }
      .sorted { $0.share > $1.share }
    guard let best = shares.first, best.share >= 0.5, shares.dropFirst().first?.share != best.share
    else { return nil }
    return best.name
  }

  /// Two buttons that set how steadily rising numbers accumulate.
  func settle(_ html: HTMLWriter, _ indicator: String) {
    for (course, name) in [
      (
        SettingsText.Course.cumulative,
        words("Là lũy kế từ đầu năm", "They count from the year's beginning")
      ),
      (.stock, words("Là số đang có, lấy số cuối kỳ", "They count what exists; take the last")),
    ] {
      layout.form(
        html, entry, "courses", kind: "inline",
        hidden: ["indicator": indicator, "course": course.rawValue]
      ) {
        html.element("button", ["type": "submit"], name)
      }
    }
  }

  /// A form for the correct numbers of the cells in a finding.
  func correct(
    _ html: HTMLWriter, _ finding: Finding, _ opened: OpenProject,
    _ statements: [Coordinates: StatedNumber]
  ) {
    html.element("details") {
      html.element("summary", [:], words("Ghi số đúng", "Write the right number"))
      html.element(
        "p", ["class": "note"],
        words(
          "Số này được tính thay cho số trong tệp; tệp của đơn vị giữ nguyên.",
          "It counts instead of the one in the file, which stays as it is."))
      for cell in finding.cells {
        CorrectionForm(desk: desk, entry: entry, opened: opened).write(
          html, cell.coordinates, stands: cell.text,
          correction: statements[cell.coordinates]?.correction)
      }
    }
  }

  /// Accepts all findings of the displayed kind, in all files, for one reason.
  func acceptAll(_ html: HTMLWriter, _ findings: [Finding]) {
    guard file == nil, let code = code.flatMap({ Finding.Code(rawValue: $0) }) else { return }
    let own = CheckView.acceptable(findings, code)
    let files = own.map(\.place.file).uniqued.count
    guard files > 1 else { return }
    let count = own.map(\.count).reduce(0, +)
    html.element("details") {
      html.element(
        "summary", [:],
        words(
          "Chấp nhận cả \(count) mục loại này trong \(files) tệp, có lý do",
          "Accept all \(count) of this kind in \(files) files, with a reason"))
      if own.contains(where: { $0.severity == .error }) { uncounted(html) }
      layout.form(
        html, entry, "acceptances", kind: "inline",
        hidden: ["code": code.rawValue, "everywhere": "true"]
      ) {
        html.field(words("Lý do", "Reason"), name: "reason", isRequired: true)
        html.element("button", ["type": "submit"], words("Chấp nhận", "Accept"))
      }
    }
  }

  /// The open findings of a kind that can be accepted.
  static func acceptable(_ findings: [Finding], _ code: Finding.Code) -> [Finding] {
    findings.filter { $0.code == code && $0.severity != .accepted && isAcceptable($0) }
  }

  private func uncounted(_ html: HTMLWriter) {
    html.element(
      "p", ["class": "note"],
      words(
        "Số hoặc dòng này sẽ không được tính; bộ biểu đồ sẽ nêu rõ.",
        "The number or row will not count, and packs say so."))
  }

  /// Whether a finding can be accepted: those in tables can, those in settings must be corrected.
  static func isAcceptable(_ finding: Finding) -> Bool {
    guard !isInOwnTable(finding) || ownDoubts.contains(finding.code) else { return false }
    return finding.place.file != Project.settingsFile
      || [
        .lateSubmission, .noActivities, .risingNumbers, .partAboveWhole, .failedCheck,
        .similarIndicators,
      ].contains(
        finding.code)
  }

  /// Whether it is in a table that the page writes, whose rows move when others are added or removed.
  private static func isInOwnTable(_ finding: Finding) -> Bool {
    [NumberTable.Kind.corrections, .plans].contains { $0.file == finding.place.file }
  }

  /// Doubts about entered numbers, which may be correct all the same.
  private static let ownDoubts: Set<Finding.Code> = [
    .farFromOthers, .negativeNumber, .partAboveWhole, .contradictsParts,
  ]

  func accept(_ html: HTMLWriter, _ finding: Finding) {
    html.element("details") {
      html.element("summary", [:], words("Chấp nhận, có lý do", "Accept, with a reason"))
      if finding.severity == .error { uncounted(html) }
      layout.form(
        html, entry, "acceptances", kind: "inline",
        hidden: ["code": finding.code.rawValue, "file": finding.place.file]
      ) {
        if let row = finding.place.row, finding.count == 1, !CheckView.isInOwnTable(finding) {
          html.choice(
            words("Áp dụng cho", "Applies to"), name: "row",
            [
              ("\(row)", words("dòng \(row)", "row \(row)")),
              ("", words("mọi mục loại này trong tệp", "all of this kind in the file")),
            ], selected: "\(row)")
        }
        html.field(words("Lý do", "Reason"), name: "reason", isRequired: true)
        html.element("button", ["type": "submit"], words("Chấp nhận", "Accept"))
      }
    }
  }
}

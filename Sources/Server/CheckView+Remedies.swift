import ClusterMetrics
import Foundation
import Intake
import Reporting
import Workspace

/// What can be done about a finding.
extension CheckView {
  func mend(_ html: HTMLWriter, _ name: String, _ opened: OpenProject) {
    let units = opened.project.roster.units.map(\.name)
    let nearest = NameKey.nearest(to: name, among: units).first
    if let nearest {
      confirm(html, name, at: "aliases", [("unit", nearest)], words("Là ", "It is ") + nearest)
    }
    mend(html, name, at: "aliases", by: words("Sửa mọi dòng", "Mend all rows")) {
      html.choice(
        words("\"\(name)\" là đơn vị", "\"\(name)\" is"), name: "unit",
        [("", words("chọn đơn vị …", "choose a unit …"))] + units.map { ($0, $0) }, selected: "",
        isRequired: true)
    }
  }

  /// A button that says what it does: nothing is chosen beforehand that a hasty click would take.
  private func confirm(
    _ html: HTMLWriter, _ name: String, at action: String, _ field: [(name: String, value: String)],
    _ text: String
  ) {
    html.element(
      "form",
      [
        "class": "inline confirm", "data-method": "POST",
        "data-address": layout.address("api", "p", entry.id, action),
      ]
    ) {
      for (name, value) in [("name", name)] + field {
        html.element("input", ["type": "hidden", "name": name, "value": value])
      }
      html.element("button", ["type": "submit"], text)
    }
  }

  /// A unit that is new goes into the roster.
  func enrol(_ html: HTMLWriter, _ name: String, _ opened: OpenProject) {
    let clusters = opened.project.roster.clusters.map(\.name)
    html.element(
      "form",
      [
        "class": "inline", "data-method": "POST",
        "data-address": layout.address("api", "p", entry.id, "units"),
      ]
    ) {
      html.element("input", ["type": "hidden", "name": "name", "value": name])
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

  /// Says which indicator a column or row is.
  func mend(_ html: HTMLWriter, header name: String, _ opened: OpenProject) {
    let indicators = opened.definition.indicators.filter { $0.definition == .submitted }
    guard !indicators.isEmpty else { return }
    let names = indicators.map { words($0.name) }
    let nearest =
      NameKey.nearest(to: name, among: names).first ?? CheckView.alike(name, among: names)
    if let nearest, let like = indicators.first(where: { words($0.name) == nearest }) {
      confirm(
        html, name, at: "indicator-aliases", [("indicator", like.id)],
        words("Là \"\(nearest)\"", "It is \"\(nearest)\""))
    }
    mend(html, name, at: "indicator-aliases", by: words("Ghi là tên khác", "Keep it as a name")) {
      html.choice(
        words("\"\(name)\" là chỉ tiêu", "\"\(name)\" is"), name: "indicator",
        [("", words("chọn chỉ tiêu …", "choose an indicator …"))]
          + indicators.map { ($0.id, words($0.name)) }, selected: "", isRequired: true)
    }
  }

  /// The one name that shares most words with another: "Hội nghị đối thoại" of "Hội nghị đối thoại với nhân dân".
  static func alike(_ name: String, among names: [String]) -> String? {
    func words(_ text: String) -> Set<String> {
      Set(NameKey(text).text.split { !$0.isLetter && !$0.isNumber && $0.isASCII }.map(String.init))
    }
    let own = words(name)
    let shares = names.map { other -> (name: String, share: Double) in
      let all = words(other)
      return (other, Double(own.intersection(all).count) / Double(max(own.union(all).count, 1)))
    }.sorted { $0.share > $1.share }
    guard let best = shares.first, best.share >= 0.5, shares.dropFirst().first?.share != best.share
    else { return nil }
    return best.name
  }

  /// A form that says whose name an unknown one is.
  private func mend(
    _ html: HTMLWriter, _ name: String, at action: String, by button: String, choice: () -> Void
  ) {
    html.element(
      "form",
      [
        "class": "inline", "data-method": "POST",
        "data-address": layout.address("api", "p", entry.id, action),
      ]
    ) {
      html.element("input", ["type": "hidden", "name": "name", "value": name])
      choice()
      html.element("button", ["type": "submit"], button)
    }
  }

  /// Two buttons that say what numbers are that only rise.
  func settle(_ html: HTMLWriter, _ indicator: String) {
    for (course, name) in [
      (
        SettingsText.Course.cumulative,
        words("Là lũy kế từ đầu năm", "They count from the year's beginning")
      ),
      (.stock, words("Là số đang có, lấy số cuối kỳ", "They count what exists; take the last")),
    ] {
      html.element(
        "form",
        [
          "class": "inline", "data-method": "POST",
          "data-address": layout.address("api", "p", entry.id, "courses"),
        ]
      ) {
        html.element("input", ["type": "hidden", "name": "indicator", "value": indicator])
        html.element("input", ["type": "hidden", "name": "course", "value": course.rawValue])
        html.element("button", ["type": "submit"], name)
      }
    }
  }

  /// Settings must be mended; what a table says can be accepted.
  func isAcceptable(_ finding: Finding) -> Bool {
    finding.place.file != Project.settingsFile
      || [
        .lateSubmission, .noActivities, .risingNumbers, .partAboveWhole, .failedCheck,
        .similarIndicators,
      ].contains(
        finding.code)
  }

  func accept(_ html: HTMLWriter, _ finding: Finding) {
    html.element("details") {
      html.element("summary", [:], words("Chấp nhận, có lý do", "Accept, with a reason"))
      if finding.severity == .error {
        html.element(
          "p", ["class": "note"],
          words(
            "Số hoặc dòng này sẽ không được tính; bộ biểu đồ nói rõ điều đó.",
            "The number or row will not count, and packs say so."))
      }
      html.element(
        "form",
        [
          "class": "inline", "data-method": "POST",
          "data-address": layout.address("api", "p", entry.id, "acceptances"),
        ]
      ) {
        html.element(
          "input", ["type": "hidden", "name": "code", "value": finding.code.rawValue])
        html.element("input", ["type": "hidden", "name": "file", "value": finding.place.file])
        if let row = finding.place.row, finding.count == 1 {
          html.choice(
            words("Cho", "For"), name: "row",
            [
              ("\(row)", words("dòng \(row)", "row \(row)")),
              ("", words("mọi lỗi loại này của tệp", "all such of the file")),
            ], selected: "\(row)")
        }
        html.field(words("Lý do", "Reason"), name: "reason", isRequired: true)
        html.element("button", ["type": "submit"], words("Chấp nhận", "Accept"))
      }
    }
  }
}

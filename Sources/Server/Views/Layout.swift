import CairoRenderer
import ClusterMetrics
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Packs
import Reporting
import ReportWords
import Settings
import Workspace

/// The steps of the work on a project, in order; each has an address.
enum Step: String, CaseIterable {
  case data, check, numbers, charts, packs, report, settings

  var name: LocalizedText {
    switch self {
    case .data: LocalizedText(vi: "Dữ liệu", en: "Data")
    case .check: LocalizedText(vi: "Kiểm tra", en: "Check")
    case .numbers: LocalizedText(vi: "Số liệu", en: "Numbers")
    case .charts: LocalizedText(vi: "Biểu đồ", en: "Charts")
    case .packs: LocalizedText(vi: "Bộ biểu đồ", en: "Chart packs")
    case .report: LocalizedText(vi: "Báo cáo", en: "Reports")
    case .settings: LocalizedText(vi: "Cài đặt", en: "Settings")
    }
  }
}

/// Writes the frame of all pages.
struct Layout {
  let desk: Desk

  var words: Wording { Wording(desk.language) }

  /// An address of the page.
  func address(_ parts: String...) -> String { address(parts) }

  private func address(_ parts: [String]) -> String {
    desk.prefix + "/" + parts.map(Layout.escaped).joined(separator: "/")
  }

  /// The address of one of a project's steps, with a query.
  func address(
    _ entry: Shelf.Entry, _ step: Step, _ query: KeyValuePairs<String, String?> = [:]
  ) -> String {
    address("p", entry.id, step.rawValue) + Layout.query(query)
  }

  static func query(_ query: KeyValuePairs<String, String?>) -> String {
    let pairs = query.compactMap { name, value in
      value.map { escaped(name) + "=" + escaped($0) }
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  /// Escapes everything except letters, digits and a few marks.
  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  /// The unreserved characters of RFC 3986, section 2.3.
  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// A complete page.
  ///
  /// - Parameters:
  ///   - title: its heading.
  ///   - entry: the project of the page.
  ///   - name: the project's title.
  func page(
    _ title: String, of entry: Shelf.Entry? = nil, named name: String? = nil, at step: Step? = nil,
    status: HTTPResponse.Status = .ok, content: (HTMLWriter) throws -> Void
  ) throws -> Response {
    guard let xml = XMLWriter() else { throw HTTPError(.internalServerError) }
    let html = HTMLWriter(xml: xml)
    xml.htmlDoctype()
    try html.element("html", ["lang": desk.language.rawValue]) {
      html.element("head") {
        html.element("meta", ["charset": "utf-8"])
        html.element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.element(
          "title", [:], [title, name, "Giaoban"].compactMap(\.self).joined(separator: " · "))
        html.element("link", ["rel": "stylesheet", "href": address("page.css")])
        html.element("link", ["rel": "icon", "href": address("icon.svg"), "type": "image/svg+xml"])
        html.element("script", ["src": address("page.js"), "defer": ""])
      }
      try html.element(
        "body",
        [
          "data-stamp": entry.map { desk.files($0).stamp },
          "data-stamp-address": entry.map { address("api", "p", $0.id, "stamp") },
        ]
      ) {
        html.element(
          "a", ["class": "skip", "href": "#main"], words("Chuyển đến nội dung", "To the content"))
        header(html, entry, name, step)
        try html.element("main", ["id": "main", "tabindex": "-1"]) {
          html.element("h1", [:], title)
          html.element("p", ["id": "status", "role": "status", "class": "status"])
          html.element("noscript") {
            html.element(
              "p", ["class": "note"],
              words(
                "Trình duyệt đang tắt JavaScript: vẫn xem được mọi trang nhưng không sửa được và không tải tệp lên được; hãy bật JavaScript.",
                "JavaScript is off: every page can be read, but nothing can be changed or uploaded; turn it on."
              ))
          }
          try content(html)
        }
        html.element("footer") {
          html.element("p", [:], "Giaoban \(GiaobanVersion.current)")
        }
      }
    }
    guard let data = xml.finish() else { throw HTTPError(.internalServerError) }
    return Layout.response(data, "text/html; charset=utf-8", status: status)
  }

  private func header(
    _ html: HTMLWriter, _ entry: Shelf.Entry?, _ name: String?, _ step: Step?
  ) {
    html.element("header") {
      html.element("div", ["class": "brand"]) {
        html.element("a", ["href": address("")], "Giaoban")
        if let name { html.element("span", ["class": "project"], name) }
        if let visitor = desk.visitor { self.visitor(html, visitor) }
      }
      guard let entry, entry.isProject else { return }
      html.element("nav", ["aria-label": words("Các bước", "Steps")]) {
        html.element("ol") {
          for one in Step.allCases {
            html.element("li") {
              html.element(
                "a",
                ["href": address(entry, one), "aria-current": one == step ? "page" : nil],
                words(one.name))
            }
          }
        }
      }
    }
  }

  /// The name of the user, and the sign-out button.
  private func visitor(_ html: HTMLWriter, _ visitor: Visitor) {
    html.element("span", ["class": "visitor"]) {
      html.element("span", [:], visitor.name + " ")
      html.element("form", ["method": "post", "action": address("sign-out")]) {
        html.element(
          "button", ["class": "quiet", "type": "submit"], words("Đăng xuất", "Sign out"))
      }
    }
  }

  /// An error as a page: the message, and the findings that caused it.
  func fault(
    _ error: WorkspaceError, of entry: Shelf.Entry?, named name: String?, at step: Step?
  ) throws -> Response {
    let title = step.map { words($0.name) } ?? words("Chưa thực hiện được", "This cannot be done")
    return try page(
      title, of: entry, named: name, at: step, status: Layout.status(of: error.code)
    ) { html in
      html.element("div", ["class": "problem"]) {
        html.element("p", [:], sentence(words(error.message)))
        findings(html, error.findings)
        if let entry, !error.findings.isEmpty, step != .check {
          html.element("p") {
            html.element(
              "a", ["href": address(entry, .check)],
              words("Xem và sửa lỗi", "See and fix the errors")
            )
          }
        }
        if entry == nil {
          html.element("p") {
            html.element(
              "a", ["href": address("")], words("Về danh sách các dự án", "To the projects"))
          }
        }
      }
    }
  }

  /// A note as a sentence.
  func sentence(_ text: String) -> String {
    let sentence = words.sentence(text)
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }

  /// A form that sends its fields to an address of a project, as JSON.
  ///
  /// - Parameters:
  ///   - path: the address, below those of the project.
  ///   - kind: the look of the form.
  ///   - check: the address that checks the text while a user types, below those of the project.
  ///   - sendsChanges: whether to send only changed fields, with their previous contents.
  ///   - hidden: additional values to send.
  func form(
    _ html: HTMLWriter, _ entry: Shelf.Entry, _ path: String..., method: String = "POST",
    kind: String? = nil, check: [String]? = nil, sendsChanges: Bool = false,
    hidden: KeyValuePairs<String, String> = [:], content: () -> Void
  ) {
    html.element(
      "form",
      [
        "class": kind, "data-method": method, "data-fields": sendsChanges ? "" : nil,
        "data-address": address(["api", "p", entry.id] + path),
        "data-check": check.map { address(["api", "p", entry.id] + $0) },
      ]
    ) {
      for (name, value) in hidden {
        html.element("input", ["type": "hidden", "name": name, "value": value])
      }
      content()
    }
  }

  /// A list of the first findings.
  func findings(_ html: HTMLWriter, _ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    html.element("ul", ["class": "findings"]) {
      for finding in findings.prefix(20) {
        html.element("li", [:], finding.line(in: desk.language))
      }
      if findings.count > 20 {
        let rest = findings.count - 20
        html.element("li", [:], words("… và \(rest) lỗi nữa", "… and \(rest) more"))
      }
    }
  }

  static func status(of code: WorkspaceError.Code) -> HTTPResponse.Status {
    switch code {
    case .usage: .badRequest
    case .badData: .unprocessableContent
    case .noInput: .notFound
    case .cannotCreate, .ioFailed, .stopped: .internalServerError
    }
  }

  static func response(
    _ data: Data, _ type: String, status: HTTPResponse.Status = .ok, download: String? = nil
  ) -> Response {
    var headers: HTTPFields = [.contentType: type]
    if let download {
      // The name in the notation of RFC 5987, which all browsers read.
      headers[.contentDisposition] = "attachment; filename*=UTF-8''" + escaped(download)
    }
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }

  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return response(try encoder.encode(value), "application/json", status: status)
  }
}

extension HTMLWriter {
  /// A choice of one of several options, below its label.
  func choice(
    _ label: String, name: String, _ options: [(value: String, text: String)], selected: String,
    isRequired: Bool = false
  ) {
    element("label") {
      element("span", [:], label)
      element("select", ["name": name, "required": isRequired ? "" : nil]) {
        for option in options {
          element(
            "option",
            ["value": option.value, "selected": option.value == selected ? "" : nil], option.text)
        }
      }
    }
  }

  /// A text field.
  func field(
    _ label: String, name: String, value: String = "", list: String? = nil, hint: String? = nil,
    isRequired: Bool = false
  ) {
    element("label") {
      element("span", [:], label)
      element(
        "input",
        [
          "type": "text", "name": name, "value": value, "list": list, "placeholder": hint,
          "autocomplete": "off", "required": isRequired ? "" : nil,
        ])
    }
  }

  /// An area to drop or choose files, with a list of them and a button to send them.
  ///
  /// - Parameter accepted: the extensions for a single file; `nil` for any number of files of any kind.
  func files(_ label: String, button: String, accepted: String? = nil) {
    element("label", ["class": "files"]) {
      element("span", [:], label)
      element(
        "input",
        [
          "type": "file", "name": "files", "multiple": accepted == nil ? "" : nil,
          "accept": accepted,
        ])
    }
    element("ul", ["class": "chosen"])
    element("button", ["type": "submit"], button)
  }

  /// The head of a table with plain columns.
  ///
  /// - Parameter numbers: the indices of columns with numbers, whose headings are aligned at the right.
  func head(_ columns: [String], numbers: Set<Int> = []) {
    element("thead") {
      element("tr") {
        for (place, column) in columns.enumerated() {
          let isNumber = numbers.contains(place)
          element("th", isNumber ? ["scope": "col", "class": "number"] : ["scope": "col"], column)
        }
      }
    }
  }

  /// A table in a region that can be scrolled by keyboard.
  func scrolled(_ label: String, content: () throws -> Void) rethrows {
    try element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label],
      content: content)
  }
}

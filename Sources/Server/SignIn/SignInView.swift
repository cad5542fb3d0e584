import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Packs
import Reporting
import ReportWords

/// The sign-in and sign-out pages of a shared page. They work without scripts.
struct SignInView: Sendable {
  let desk: Desk
  let door: SharedDoor
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  func add(to group: RouterGroup<PageContext>) {
    group.get("sign-in") { [self] request, context in
      let next = SignInView.place(Query(request)["next"])
      guard context.visitor == nil else { return SignInView.sent(to: next) }
      return try page(next: next)
    }
    group.post("sign-in") { [self] request, context in
      let fields = try await SignInView.fields(of: request)
      let address = door.address(of: request, context)
      let next = SignInView.place(fields["next"])
      let (name, password) = (fields["name"] ?? "", fields["password"] ?? "")
      return try await Desk.work { [self] in try signIn(name, password, address, next) }
    }
    group.post("sign-out") { [self] request, _ in
      if let key = SharedDoor.key(request) { door.sessions.end(key) }
      var response = SignInView.sent(to: "/sign-in")
      response.headers[.setCookie] = SignInView.cookie("", age: 0)
      return response
    }
  }

  private func signIn(
    _ name: String, _ password: String, _ address: String, _ next: String
  ) throws -> Response {
    switch door.signIn(name, password, from: address) {
    case .welcome(let key):
      var response = SignInView.sent(to: next)
      response.headers[.setCookie] = SignInView.cookie(key, age: Int(Sessions.longest))
      return response
    case .unknown:
      return try page(
        words("Tên tài khoản hoặc mật khẩu không đúng.", "The name or the password is wrong."),
        name: name, next: next, status: .unauthorized)
    case .wait(let seconds):
      let minutes = (seconds + 59) / 60
      let time =
        seconds < 60
        ? words("\(seconds) giây", "\(seconds) second\(seconds == 1 ? "" : "s")")
        : words("\(minutes) phút", "\(minutes) minute\(minutes == 1 ? "" : "s")")
      var response = try page(
        words(
          "Đã thử sai quá nhiều lần; hãy thử lại sau \(time).",
          "Too many failed attempts; try again in \(time)."),
        name: name, next: next, status: .tooManyRequests)
      response.headers[.retryAfter] = "\(seconds)"
      return response
    case .broken:
      return try page(
        words(
          "Máy chủ không đọc được danh sách tài khoản nên chưa ai đăng nhập được; hãy báo người quản trị.",
          "The server cannot read its accounts, so nobody can sign in; contact the administrator."),
        name: name, next: next, status: .serviceUnavailable)
    case .busy:
      var response = try page(
        words(
          "Nhiều người đang đăng nhập cùng lúc; hãy thử lại.",
          "Many are signing in at the moment; try again."), name: name, next: next,
        status: .serviceUnavailable)
      response.headers[.retryAfter] = "5"
      return response
    }
  }

  /// For this host only, over TLS only, and inaccessible to scripts. Links from other sites include it, their forms and
  /// scripts do not.
  private static func cookie(_ key: String, age: Int) -> String {
    "\(SharedDoor.cookie)=\(key); Path=/; Max-Age=\(age); Secure; HttpOnly; SameSite=Lax"
  }

  private static func sent(to next: String) -> Response {
    Response(status: .seeOther, headers: [.location: next])
  }

  /// A path of our own page, or its first page: a sign-in must never redirect elsewhere.
  static func place(_ next: String?) -> String {
    guard let next, next.hasPrefix("/"), !next.hasPrefix("//"), !next.hasPrefix("/sign-"),
      next.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 32 && $0.value < 127 && $0 != "\\" }
      )
    else { return "/" }
    return next
  }

  /// The greatest size of the form in bytes.
  private static let mostForm = 16 << 10

  private static func fields(of request: Request) async throws -> Query {
    var body = Data()
    // Browsers state the length of their form.
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length <= mostForm
    else { throw HTTPError(.contentTooLarge) }
    for try await buffer in request.body {
      body.append(Data(buffer: buffer))
      guard body.count <= mostForm else { throw HTTPError(.contentTooLarge) }
    }
    return Query(String(decoding: body, as: UTF8.self))
  }

  private func page(
    _ problem: String? = nil, name: String = "", next: String, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    var response = try layout.page(words("Đăng nhập", "Sign in"), status: status) { html in
      if let problem { html.element("p", ["class": "problem", "role": "alert"], problem) }
      html.element(
        "form", ["class": "signin", "method": "post", "action": layout.address("sign-in")]
      ) {
        if next != "/" {
          html.element("input", ["type": "hidden", "name": "next", "value": next])
        }
        field(
          html, words("Tên tài khoản", "Name"), "name", "text", "username",
          value: String(name.prefix(80)))
        field(html, words("Mật khẩu", "Password"), "password", "password", "current-password")
        html.element("button", ["type": "submit"], words("Đăng nhập", "Sign in"))
      }
      html.element(
        "p", ["class": "note"],
        words(
          "Tài khoản do người quản trị máy chủ tạo; quên mật khẩu thì nhờ người đó đặt lại.",
          "Whoever runs this server makes accounts, and sets a new password where one was forgotten."
        ))
    }
    // Without a referrer browsers hide the origin of a form, and it would be rejected.
    response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
    return response
  }

  private func field(
    _ html: HTMLWriter, _ label: String, _ name: String, _ type: String, _ kind: String,
    value: String? = nil
  ) {
    html.element("label") {
      html.element("span", [:], label)
      html.element(
        "input",
        [
          "type": type, "name": name, "value": value, "autocomplete": kind, "required": "",
          "autocapitalize": "none", "spellcheck": "false",
        ])
    }
  }
}

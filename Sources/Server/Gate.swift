import ClusterMetrics
import Foundation
import HTTPTypes
import Hummingbird
import Reporting
import ReportWords
import Synchronization

/// The context of a request: its origin, and its user.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The client's address.
  let address: String
  /// The user, if the page is shared.
  var visitor: Visitor?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// The host and port at which the page answers, known once it runs.
final class Origin: Sendable {
  private let host = Mutex("")

  func set(_ host: String) { self.host.withLock { $0 = host } }

  var current: String { host.withLock { $0 } }
}

/// How users get access.
enum Entrance: Sendable {
  /// On one's own machine: by an address that contains a token.
  case token(String, Origin)
  /// On a shared machine: by signing in.
  case door(SharedDoor)
}

/// Admits users with the address or a session, and requests only from this page, and tells browsers what a response may
/// do.
///
/// Reasons for the rules: after DNS rebinding, requests have another `Host`. A page of another site sends another
/// `Origin`, and cannot set our header without a preflight request, which is never allowed.
struct Gate: RouterMiddleware {
  let entrance: Entrance
  let language: Language

  /// The header that our own script sends with every change.
  static let changeHeader = HTTPField.Name("X-Giaoban")!

  func handle(
    _ request: Request, context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    var context = context
    if let refusal = refusal(request) {
      response = bare(refusal, request)
    } else if let detour = detour(request, &context) {
      response = detour
    } else {
      do {
        response = try await next(request, context)
      } catch let error as any HTTPResponseError {
        response = bare(error.status, request)
      } catch {
        response = bare(.internalServerError, request)
      }
    }
    for (name, value) in Gate.headers where response.headers[name] == nil {
      response.headers[name] = value
    }
    if case .door = entrance {
      // A browser that has been here returns only over TLS (RFC 6797).
      response.headers[.strictTransportSecurity] = "max-age=31536000"
    }
    return response
  }

  /// An error without further explanation, in the format of the requested address.
  private func bare(_ status: HTTPResponse.Status, _ request: Request) -> Response {
    let text =
      switch status {
      case .notFound: words("không có trang nào ở địa chỉ này", "there is nothing at this address")
      case .forbidden:
        words(
          "chỉ trang làm việc của Giaoban mới được thực hiện thao tác này",
          "only Giaoban's own page may do this")
          + origins(request)
      case .unauthorized:
        words(
          "phiên làm việc đã hết hạn; hãy tải lại trang và đăng nhập",
          "the session has ended; reload the page and sign in")
      case .contentTooLarge: words("nội dung gửi lên quá lớn", "the request is too large")
      case .methodNotAllowed, .badRequest, .misdirectedRequest:
        words("yêu cầu không hợp lệ", "the request is not valid")
      default: words("không thực hiện được", "this cannot be done")
      }
    let isAPI = request.uri.path.contains("/api/")
    let body =
      isAPI
      ? "{\"code\": \"usage\", \"message\": \"\(words.sentence(text))\", \"findings\": []}"
      : words.sentence(text) + ".\n"
    return Layout.response(
      Data(body.utf8), isAPI ? "application/json" : "text/plain; charset=utf-8", status: status)
  }

  /// For a page behind a proxy, the differing origins: usually the proxy drops the port.
  private func origins(_ request: Request) -> String {
    guard case .door = entrance, let origin = request.headers[.origin] else { return "" }
    let given = origin.prefix(100).filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || ":/.-[]".contains($0))
    }
    let host = (request.head.authority ?? "").prefix(100).filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || ":.-[]".contains($0))
    }
    return words(
      " (trình duyệt: \(given), máy chủ nhận: https://\(host); nếu khác nhau, hãy sửa Host ở proxy)",
      " (browser: \(given), received: https://\(host); if they differ, fix Host in the proxy)")
  }

  private var words: Wording { Wording(language) }

  /// The status for a request that is rejected whatever its user.
  private func refusal(_ request: Request) -> HTTPResponse.Status? {
    let authority = request.head.authority ?? ""
    let origin: String
    // The browser was sent here by another page, or that page's script sent the request.
    var isForeign = ["cross-site", "same-site"].contains(
      request.headers[HTTPField.Name("Sec-Fetch-Site")!])
    switch entrance {
    case .token(let token, let own):
      guard authority == own.current else { return .misdirectedRequest }
      let path = request.uri.path
      guard path.hasPrefix("/t/"),
        Gate.isSame(String(path.dropFirst(3).prefix { $0 != "/" }), token)
      else { return .notFound }
      origin = "http://" + own.current
    case .door(let door):
      guard door.answers(to: authority) else { return .misdirectedRequest }
      // The address may be in mails and bookmarks; navigation is harmless, wherever it comes from.
      if request.method == .get, request.headers[HTTPField.Name("Sec-Fetch-Mode")!] == "navigate" {
        isForeign = false
      }
      origin = "https://" + authority
    }
    // Sign-in and sign-out forms work without scripts, so without our header. A page without a referrer hides their
    // origin, but the browser states that it is the same site.
    let isForm = isForm(request)
    let isOwn =
      request.headers[.origin] == origin
      || isForm && request.headers[.origin] == "null"
        && request.headers[HTTPField.Name("Sec-Fetch-Site")!] == "same-origin"
    guard !isForeign, request.headers[.origin] == nil || isOwn else { return .forbidden }
    switch request.method {
    case .get: return nil
    case .post, .put, .delete:
      guard isOwn, isForm || request.headers[Gate.changeHeader] != nil else { return .forbidden }
      // Either header tells where a request ends; with both, two parsers may differ.
      let isChunked = request.headers[.transferEncoding] != nil
      if isChunked, request.headers[.contentLength] != nil { return .badRequest }
      return nil
    default: return .methodNotAllowed
    }
  }

  private func isForm(_ request: Request) -> Bool {
    guard case .door = entrance else { return false }
    return request.method == .post && ["/sign-in", "/sign-out"].contains(request.uri.path)
  }

  /// The redirect or error for a request without a session; `nil` if it may continue.
  private func detour(_ request: Request, _ context: inout PageContext) -> Response? {
    guard case .door(let door) = entrance else { return nil }
    context.visitor = door.visitor(request)
    let path = request.uri.path
    guard context.visitor == nil, !SharedDoor.openPaths.contains(path) else { return nil }
    guard request.method == .get, !path.hasPrefix("/api/") else {
      return bare(.unauthorized, request)
    }
    let next = path == "/" ? nil : request.uri.string
    return Response(
      status: .seeOther,
      headers: [.location: "/sign-in" + Layout.query(["next": next])])
  }

  /// Compares in constant time.
  static func isSame(_ first: String, _ second: String) -> Bool {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    guard first.count == second.count else { return false }
    return zip(first, second).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static var headers: [(HTTPField.Name, String)] {
    [
      (
        .contentSecurityPolicy,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
      ),
      (.xContentTypeOptions, "nosniff"), (.cacheControl, "no-store"),
      (HTTPField.Name("Referrer-Policy")!, "no-referrer"),
      (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
      (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
      (HTTPField.Name("X-Frame-Options")!, "DENY"),
    ]
  }
}

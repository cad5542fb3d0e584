import ClusterMetrics
import Foundation
import HTTPTypes
import Hummingbird
import Reporting
import Synchronization

/// The host and port at which the page answers, known once it does.
final class Origin: Sendable {
  private let host = Mutex("")

  func set(_ host: String) { self.host.withLock { $0 = host } }

  var current: String { host.withLock { $0 } }
}

/// Lets in who was given the address, from this page only, and tells browsers what they may do with an answer.
///
/// Rules and reasons: a name that was rebound to this machine arrives with another `Host`; a page of somebody else
/// sends another `Origin`, and cannot set a header of ours without asking, which is never allowed.
struct Gate<Context: RequestContext>: RouterMiddleware {
  let token: String
  let origin: Origin
  let language: Language

  /// The header that our own script sends with everything that changes something.
  static var changeHeader: HTTPField.Name { HTTPField.Name("X-Giaoban")! }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    if let refusal = refusal(request) {
      response = bare(refusal, request)
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
    return response
  }

  /// An error that nobody has more to say of, in the form in which its place answers.
  private func bare(_ status: HTTPResponse.Status, _ request: Request) -> Response {
    let words = Wording(language)
    let text =
      switch status {
      case .notFound: words("không có địa chỉ này", "there is nothing at this address")
      case .forbidden:
        words("chỉ trang của Giaoban được làm việc này", "only Giaoban's own page may do this")
      case .contentTooLarge: words("nội dung quá lớn", "this is too large")
      case .methodNotAllowed, .badRequest, .misdirectedRequest:
        words("yêu cầu không hợp lệ", "this is no valid request")
      default: words("không làm được", "this cannot be done")
      }
    let isAPI = request.uri.path.contains("/api/")
    let body =
      isAPI
      ? "{\"code\": \"usage\", \"message\": \"\(words.sentence(text))\", \"findings\": []}"
      : words.sentence(text) + ".\n"
    return Layout.response(
      Data(body.utf8), isAPI ? "application/json" : "text/plain; charset=utf-8", status: status)
  }

  private func refusal(_ request: Request) -> HTTPResponse.Status? {
    guard request.head.authority == origin.current else { return .misdirectedRequest }
    let path = request.uri.path
    guard path.hasPrefix("/t/") else { return .notFound }
    let given = path.dropFirst(3).prefix { $0 != "/" }
    guard Gate.isSame(String(given), token) else { return .notFound }
    // Where another page sends a browser here, or asks by its script.
    let isForeign = ["cross-site", "same-site"].contains(
      request.headers[HTTPField.Name("Sec-Fetch-Site")!])
    let others = request.headers[.origin].map { $0 != "http://" + origin.current } ?? false
    guard !isForeign, !others else { return .forbidden }
    switch request.method {
    case .get: return nil
    case .post, .put, .delete:
      guard request.headers[.origin] == "http://" + origin.current,
        request.headers[Gate.changeHeader] != nil
      else { return .forbidden }
      // One of the two says where a request ends; with both, two readers may differ.
      let isChunked = request.headers[.transferEncoding] != nil
      if isChunked, request.headers[.contentLength] != nil { return .badRequest }
      return nil
    default: return .methodNotAllowed
    }
  }

  /// Compares in a time that does not tell how much is alike.
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

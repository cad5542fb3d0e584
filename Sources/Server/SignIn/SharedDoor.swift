import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sign-in to a page that several officers share.
final class SharedDoor: Sendable {
  let accounts: Accounts
  let sessions: Sessions
  let tries: Tries
  /// The host names under which the page answers, in lower case; any if empty. After DNS rebinding, another name gets
  /// only the sign-in page: browsers send the cookie only to the name that set it.
  let names: Set<String>
  /// Whether the page is behind a proxy that forwards the clients' addresses.
  let isBehindProxy: Bool
  /// Called for each sign-in, and for each failed attempt.
  let report: @Sendable (String) -> Void

  init(
    _ accounts: Accounts, names: Set<String>, isBehindProxy: Bool,
    now: @escaping @Sendable () -> Date = { Date() },
    report: @escaping @Sendable (String) -> Void
  ) {
    (self.accounts, self.names, self.isBehindProxy) = (accounts, names, isBehindProxy)
    (sessions, tries) = (Sessions(accounts, now: now), Tries(now: now))
    self.report = report
  }

  /// Browsers accept a cookie with this prefix only over TLS, and for this host only (RFC 6265bis, 4.1.3.2).
  static let cookie = "__Host-giaoban"

  /// The paths that need no session: the sign-in page and its resources.
  static let openPaths: Set<String> = ["/sign-in", "/page.css", "/page.js", "/icon.svg"]

  func answers(to authority: String) -> Bool {
    guard !names.isEmpty else { return !authority.isEmpty }
    let host = authority.lowercased()
    return names.contains(host) || names.contains(SharedDoor.withoutPort(host))
  }

  /// "[::1]" for "[::1]:8443".
  private static func withoutPort(_ host: String) -> String {
    guard let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber)
    else { return host }
    return String(host[..<colon])
  }

  /// The key of a request's session.
  static func key(_ request: Request) -> String? {
    // Browsers send one header; if there are several, the first is used.
    request.headers[.cookie]?.split(separator: ";").lazy
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .first { $0.hasPrefix(cookie + "=") }.map { String($0.dropFirst(cookie.count + 1)) }
  }

  func visitor(_ request: Request) -> Visitor? {
    // The page itself checks for changes; this must not keep an unattended screen signed in.
    SharedDoor.key(request).flatMap {
      sessions.visitor($0, isActive: !request.uri.path.hasSuffix("/stamp"))
    }
  }

  /// The client's address; behind a proxy, the last address that the proxy added.
  func address(of request: Request, _ context: PageContext) -> String {
    guard isBehindProxy, let passed = request.headers[HTTPField.Name("X-Forwarded-For")!],
      let last = passed.split(separator: ",").last,
      let address = SharedDoor.address(String(last).trimmingCharacters(in: .whitespaces))
    else { return context.address }
    return address
  }

  /// A normalised address without a port; `nil` for any other text.
  static func address(_ text: String) -> String? {
    var candidates = [text]
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      candidates.append(String(text[text.index(after: text.startIndex)..<end]))
    } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
      candidates.append(String(text[..<colon]))
    }
    for candidate in candidates {
      let plain =
        candidate.lowercased().hasPrefix("::ffff:") && candidate.contains(".")
        ? String(candidate.dropFirst(7)) : candidate
      var (four, six) = (in_addr(), in6_addr())
      if inet_pton(AF_INET, plain, &four) == 1 || inet_pton(AF_INET6, plain, &six) == 1 {
        return plain
      }
    }
    return nil
  }

  /// A name for a log: other characters could move a terminal's cursor or forge a line.
  private static func printable(_ name: String) -> String {
    String(
      name.precomposedStringWithCanonicalMapping.prefix(80).map { character in
        character.isLetter || character.isNumber || " .-_@".contains(character) ? character : "?"
      })
  }

  // MARK: Signing in

  enum Outcome: Sendable {
    /// Success, with the key of the new session.
    case welcome(String)
    case unknown
    /// The number of seconds to wait.
    case wait(Int)
    case busy
    /// No one can sign in: the accounts cannot be read.
    case broken
  }

  /// Hashing takes 64 MiB and a moment of a core: only one at a time, with a short queue.
  private let hashing = Mutex(0)
  private let hash = Mutex(())
  private static let mostWaiting = 200

  /// Signs in. Does not reveal whether the name or the password is wrong, not even by the time it takes.
  func signIn(_ name: String, _ password: String, from address: String) -> Outcome {
    if let wait = tries.begin(name, at: address) {
      report("\"\(SharedDoor.printable(name))\" \(address): waits")
      return .wait(wait)
    }
    let isFree = hashing.withLock { waiting -> Bool in
      guard waiting < SharedDoor.mostWaiting else { return false }
      waiting += 1
      return true
    }
    let known = SharedDoor.printable(name)
    guard isFree else {
      tries.cancelled(name, at: address)
      report("\"\(known)\" \(address): busy")
      return .busy
    }
    defer { hashing.withLock { $0 -= 1 } }
    do { _ = try accounts.all } catch {
      tries.cancelled(name, at: address)
      report(error.message.english)
      return .broken
    }
    let account = accounts.account(name)
    let kept = account?.password ?? PasswordHash.ofNobody
    let isRight = hash.withLock { _ in PasswordHash.matches(password, kept) }
    guard let account, isRight else {
      tries.failed(name, at: address)
      report("\"\(known)\" \(address): refused")
      return .unknown
    }
    tries.succeeded(name, at: address)
    report("\"\(account.name)\" \(address): signed in")
    return .welcome(sessions.begin(account))
  }
}

import Foundation
import Synchronization

/// A signed-in user.
struct Visitor: Sendable, Equatable {
  let name: String
}

/// The sessions of signed-in users, until they sign out, are idle for long, or their account changes. Kept only in
/// memory: a restart of the page ends all sessions.
final class Sessions: Sendable {
  private struct Session {
    var account: Account
    var begun: Date
    var seen: Date
  }
  private let sessions = Mutex<[String: Session]>([:])
  private let accounts: Accounts
  private let now: @Sendable () -> Date

  /// The lifetime of a session, and its lifetime without activity, in seconds.
  static let (longest, idle): (TimeInterval, TimeInterval) = (12 * 3600, 2 * 3600)
  /// The greatest number of sessions of an account; the oldest ends first.
  private static let mostOfOne = 10

  init(_ accounts: Accounts, now: @escaping @Sendable () -> Date = { Date() }) {
    (self.accounts, self.now) = (accounts, now)
  }

  /// Begins a session.
  ///
  /// - Returns: the key for the browser's cookie.
  func begin(_ account: Account) -> String {
    // Two tokens, which together have the length of a key.
    let key = RandomText.make() + RandomText.make()
    let now = now()
    sessions.withLock { sessions in
      sessions = sessions.filter { Sessions.isAlive($0.value, now) }
      let own = sessions.filter { $0.value.account.name == account.name }
      if own.count >= Sessions.mostOfOne,
        let oldest = own.min(by: { $0.value.seen < $1.value.seen })
      {
        sessions[oldest.key] = nil
      }
      sessions[key] = Session(account: account, begun: now, seen: now)
    }
    return key
  }

  private static func isAlive(_ session: Session, _ now: Date) -> Bool {
    now.timeIntervalSince(session.begun) < longest && now.timeIntervalSince(session.seen) < idle
  }

  /// The user of a session; `nil` if it has ended.
  ///
  /// - Parameter isActive: whether the user is active, rather than the page by itself.
  func visitor(_ key: String, isActive: Bool) -> Visitor? {
    let now = now()
    let session = sessions.withLock { sessions -> Session? in
      guard let session = sessions[key], Sessions.isAlive(session, now) else {
        sessions[key] = nil
        return nil
      }
      if isActive { sessions[key]?.seen = now }
      return session
    }
    guard let session else { return nil }
    guard accounts.account(session.account.name) == session.account else {
      end(key)
      return nil
    }
    return Visitor(name: session.account.name)
  }

  func end(_ key: String) { sessions.withLock { $0[key] = nil } }
}

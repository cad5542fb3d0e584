import Foundation
import Synchronization

/// Who is at the page.
struct Visitor: Sendable, Equatable {
  let name: String
}

/// Who has signed in, until they leave, do nothing for long, or their account changes. Kept in memory only: a new start
/// of the page signs everybody out.
final class Sessions: Sendable {
  private struct Session {
    var account: Account
    var begun: Date
    var seen: Date
  }
  private let sessions = Mutex<[String: Session]>([:])
  private let accounts: Accounts
  private let now: @Sendable () -> Date

  /// After how long a session ends, whatever is done, and without anything being done.
  static let (longest, idle): (TimeInterval, TimeInterval) = (12 * 3600, 2 * 3600)
  /// The most sessions of one account, of which the oldest ends first.
  private static let mostOfOne = 10

  init(_ accounts: Accounts, now: @escaping @Sendable () -> Date = { Date() }) {
    (self.accounts, self.now) = (accounts, now)
  }

  /// Begins one.
  ///
  /// - Returns: what the browser knows it by.
  func begin(_ account: Account) -> String {
    // Two tokens: as long as a key.
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

  /// Who a session is of; `nil` where it has ended.
  ///
  /// - Parameter isActive: whether somebody does something, and not the page by itself.
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

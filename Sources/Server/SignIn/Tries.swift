import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often somebody may try to sign in: after some tries each further one waits twice as long.
///
/// Tries count for a name from one address, so that nobody else keeps an officer out; for an address, which may try many
/// names; and, with more patience, for a name from anywhere.
final class Tries: Sendable {
  private struct Count {
    var tries = 0
    var last: Date
    /// Until when nobody may try.
    var until: Date
  }
  private let counts = Mutex<[String: Count]>([:])
  private let now: @Sendable () -> Date

  init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  private static let (ofNameAtAddress, ofAddress, ofName) = (5, 20, 100)
  private static let (firstWait, longestWait): (TimeInterval, TimeInterval) = (30, 15 * 60)
  /// After how long tries are forgotten.
  private static let memory: TimeInterval = 3600
  private static let mostCounts = 10_000

  private struct Keys {
    /// A name from one address, an address, and a name from anywhere.
    var own: String
    var address: String
    var name: String

    init(_ name: String, _ address: String) {
      let name = Accounts.key(String(name.prefix(200)))
      let place = Tries.network(address)
      // A line of its own: no name holds the end of one.
      (own, self.address, self.name) = ("\(name)\n\(place)", "\n\(place)", name)
    }
  }

  /// Names and addresses from which they came in: what others try keeps nobody out who was there before.
  private let known = Mutex<Set<String>>([])

  /// Of IPv6 the first half: the other one is whatever its owner likes (RFC 6177).
  static func network(_ address: String) -> String {
    let address = SharedDoor.address(address) ?? address
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { bytes in
      bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
    }
  }

  /// Counts a try of a name before it is made: many at once count, too.
  ///
  /// - Returns: how many seconds to wait; `nil` where the try may be made.
  func begin(_ name: String, at address: String) -> Int? {
    let now = now()
    let keys = Keys(name, address)
    let isKnown = known.withLock { $0.contains(keys.own) }
    return counts.withLock { counts in
      if counts.count > Tries.mostCounts {
        counts = counts.filter { now.timeIntervalSince($0.value.last) < Tries.memory }
        // So many at once are an attack; whoever is made to wait waits on.
        if counts.count > Tries.mostCounts { counts = counts.filter { $0.value.until > now } }
      }
      let asked = [keys.own] + (isKnown ? [] : [keys.address, keys.name])
      let wait = asked.compactMap { counts[$0]?.until.timeIntervalSince(now) }.max() ?? 0
      if wait > 0 { return Int(wait.rounded(.up)) }
      Tries.count(keys.own, most: Tries.ofNameAtAddress, now, &counts)
      return nil
    }
  }

  private static func count(
    _ key: String, most: Int, _ now: Date, _ counts: inout [String: Count]
  ) {
    var count = counts[key] ?? Count(last: now, until: now)
    if now.timeIntervalSince(count.last) > memory { count.tries = 0 }
    count.tries += 1
    count.last = now
    if count.tries >= most {
      let doublings = min(count.tries - most, 10)
      let wait = min(firstWait * Double(1 << doublings), longestWait)
      count.until = now.addingTimeInterval(wait)
    }
    counts[key] = count
  }

  /// Takes back a try that was not made.
  func cancelled(_ name: String, at address: String) {
    let key = Keys(name, address).own
    counts.withLock { counts in
      guard var count = counts[key] else { return }
      count.tries -= 1
      if count.tries < Tries.ofNameAtAddress { count.until = .distantPast }
      counts[key] = count.tries > 0 ? count : nil
    }
  }

  /// Counts a try that was in vain for its address, and for its name from anywhere.
  func failed(_ name: String, at address: String) {
    let now = now()
    let keys = Keys(name, address)
    counts.withLock { counts in
      Tries.count(keys.address, most: Tries.ofAddress, now, &counts)
      Tries.count(keys.name, most: Tries.ofName, now, &counts)
    }
  }

  /// Forgets the tries of whoever got in; what others tried from the same address goes on counting.
  func succeeded(_ name: String, at address: String) {
    let keys = Keys(name, address)
    counts.withLock { $0[keys.own] = nil }
    known.withLock { known in
      if known.count > Tries.mostCounts { known.removeAll() }
      known.insert(keys.own)
    }
  }
}

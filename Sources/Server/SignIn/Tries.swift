import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Throttles sign-in attempts: after some failures, each further attempt must wait twice as long.
///
/// Attempts count for a name from one address, so that others cannot lock an officer out; for an address, which may try
/// many names; and, with a higher limit, for a name from any address.
final class Tries: Sendable {
  private struct Count {
    var tries = 0
    var last: Date
    /// The time until which no attempt is allowed.
    var until: Date
  }
  private let counts = Mutex<[String: Count]>([:])
  private let now: @Sendable () -> Date

  init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

  private static let (ofNameAtAddress, ofAddress, ofName) = (5, 20, 100)
  private static let (firstWait, longestWait): (TimeInterval, TimeInterval) = (30, 15 * 60)
  /// The time after which attempts are forgotten, in seconds.
  private static let memory: TimeInterval = 3600
  private static let mostCounts = 10_000

  private struct Keys {
    /// The keys of a name from one address, of an address, and of a name from any address.
    var own: String
    var address: String
    var name: String

    init(_ name: String, _ address: String) {
      let name = Accounts.key(String(name.prefix(200)))
      let place = Tries.network(address)
      // The line break separates the two parts, because no name contains one.
      (own, self.address, self.name) = ("\(name)\n\(place)", "\n\(place)", name)
    }
  }

  /// The names with addresses from which they have signed in: other people's failed attempts never lock them out.
  private let known = Mutex<Set<String>>([])

  /// The first half of an IPv6 address: its owner chooses the other half freely (RFC 6177).
  static func network(_ address: String) -> String {
    let address = SharedDoor.address(address) ?? address
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { bytes in
      bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
    }
  }

  /// Counts an attempt before it is made, so that simultaneous ones count, too.
  ///
  /// - Returns: the number of seconds to wait; `nil` if the attempt is allowed.
  func begin(_ name: String, at address: String) -> Int? {
    let now = now()
    let keys = Keys(name, address)
    let isKnown = known.withLock { $0.contains(keys.own) }
    return counts.withLock { counts in
      if counts.count > Tries.mostCounts {
        counts = counts.filter { now.timeIntervalSince($0.value.last) < Tries.memory }
        // So many entries mean an attack; entries that must still wait are kept.
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

  /// Uncounts an attempt that was not made.
  func cancelled(_ name: String, at address: String) {
    let key = Keys(name, address).own
    counts.withLock { counts in
      guard var count = counts[key] else { return }
      count.tries -= 1
      if count.tries < Tries.ofNameAtAddress { count.until = .distantPast }
      counts[key] = count.tries > 0 ? count : nil
    }
  }

  /// Counts a failed attempt for its address, and for its name from any address.
  func failed(_ name: String, at address: String) {
    let now = now()
    let keys = Keys(name, address)
    counts.withLock { counts in
      Tries.count(keys.address, most: Tries.ofAddress, now, &counts)
      Tries.count(keys.name, most: Tries.ofName, now, &counts)
    }
  }

  /// Resets the attempts of a user who has signed in; those of others from the same address still count.
  func succeeded(_ name: String, at address: String) {
    let keys = Keys(name, address)
    counts.withLock { $0[keys.own] = nil }
    known.withLock { known in
      if known.count > Tries.mostCounts { known.removeAll() }
      known.insert(keys.own)
    }
  }
}

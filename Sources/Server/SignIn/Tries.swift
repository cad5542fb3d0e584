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

  private static func keys(_ name: String, _ address: String) -> [(key: String, most: Int)] {
    let name = name.precomposedStringWithCanonicalMapping.lowercased().prefix(200)
    let place = network(address)
    return [
      ("name \(name) at \(place)", ofNameAtAddress), ("at \(place)", ofAddress),
      ("name \(name)", ofName),
    ]
  }

  /// Of IPv6 the first half: the other one is whatever its owner likes (RFC 6177).
  static func network(_ address: String) -> String {
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { bytes in
      bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
    }
  }

  /// Counts a try before it is made: many at once count, too.
  ///
  /// - Returns: how many seconds to wait; `nil` where the try may be made.
  func begin(_ name: String, at address: String) -> Int? {
    let now = now()
    let keys = Tries.keys(name, address)
    return counts.withLock { counts in
      if counts.count > Tries.mostCounts {
        counts = counts.filter { now.timeIntervalSince($0.value.last) < Tries.memory }
        // So many at once are an attack; whoever is made to wait waits on.
        if counts.count > Tries.mostCounts { counts = counts.filter { $0.value.until > now } }
      }
      let wait = keys.compactMap { counts[$0.key]?.until.timeIntervalSince(now) }.max() ?? 0
      if wait > 0 { return Int(wait.rounded(.up)) }
      for (key, most) in keys {
        var count = counts[key] ?? Count(last: now, until: now)
        if now.timeIntervalSince(count.last) > Tries.memory { count.tries = 0 }
        count.tries += 1
        count.last = now
        if count.tries >= most {
          let doublings = min(count.tries - most, 10)
          let wait = min(Tries.firstWait * Double(1 << doublings), Tries.longestWait)
          count.until = now.addingTimeInterval(wait)
        }
        counts[key] = count
      }
      return nil
    }
  }

  /// Forgets the tries of whoever got in; what others tried from the same address goes on counting.
  func succeeded(_ name: String, at address: String) {
    let keys = Tries.keys(name, address)
    counts.withLock { counts in
      counts[keys[0].key] = nil
      for (key, most) in keys.dropFirst() {
        guard var count = counts[key] else { continue }
        count.tries -= 1
        if count.tries < most { count.until = .distantPast }
        counts[key] = count.tries > 0 ? count : nil
      }
    }
  }
}

import Charting
import Foundation
import Synchronization

/// Keeps rendered files, so that a repeated run renders only what changed.
///
/// The input is scenes and a way to render them; the result is the cached file of the same scenes, if there is one.
package final class RenderCache: Sendable {
  private struct Entry {
    var scenes: [Scene]
    var date: Date
    var data: Data
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let counts = Mutex<(drawn: Int, kept: Int)>((0, 0))

  package init() {}

  /// The numbers of files rendered and reused since the last call.
  package func takeCounts() -> (drawn: Int, kept: Int) {
    counts.withLock { counts in
      defer { counts = (0, 0) }
      return counts
    }
  }

  /// The file of some scenes, rendered unless it is cached.
  ///
  /// - Parameter date: the date in the file; another date makes another file.
  package static func data(
    in cache: RenderCache?, for path: String, of scenes: [Scene], date: Date = .distantPast,
    draw: () throws -> Data
  ) rethrows -> Data {
    guard let cache else { return try draw() }
    return try cache.data(for: path, of: scenes, date: date, draw: draw)
  }

  private func data(
    for path: String, of scenes: [Scene], date: Date, draw: () throws -> Data
  ) rethrows -> Data {
    let known = entries.withLock { $0[path] }
    if let known, known.date == date, known.scenes == scenes {
      counts.withLock { $0.kept += 1 }
      return known.data
    }
    let data = try draw()
    entries.withLock { $0[path] = Entry(scenes: scenes, date: date, data: data) }
    counts.withLock { $0.drawn += 1 }
    return data
  }
}

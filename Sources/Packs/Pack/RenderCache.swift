import Charting
import Foundation
import Synchronization

/// Keeps what was drawn, so that a pack that is made again draws only what changed.
///
/// In go scenes and the way to draw them; out comes what was drawn of the same scenes before, if anything.
package final class RenderCache: Sendable {
  private struct Entry {
    var scenes: [Scene]
    var date: Date
    var data: Data
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let counts = Mutex<(drawn: Int, kept: Int)>((0, 0))

  package init() {}

  /// How many files were drawn, and how many taken as they were, since the last time that this was asked.
  package func takeCounts() -> (drawn: Int, kept: Int) {
    counts.withLock { counts in
      defer { counts = (0, 0) }
      return counts
    }
  }

  /// The file of some scenes, drawn where no cache has it.
  ///
  /// - Parameter date: what the file is dated; another date is another file.
  static func data(
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

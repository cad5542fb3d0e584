import Synchronization

/// How far long work is, and whether it is to go on; shared between who does it and who waits for it.
package final class WorkProgress: Sendable {
  private struct State {
    var done = 0
    var total = 0
    var isStopped = false
    var part = 0
    var parts = 1
  }

  private let state = Mutex(State())

  package init() {}

  /// How many steps are done, of how many; 0 of 0 before any.
  package var steps: (done: Int, total: Int) { state.withLock { ($0.done, $0.total) } }

  /// Which of several parts is under way, of how many.
  package var parts: (part: Int, of: Int) { state.withLock { ($0.part, $0.parts) } }

  /// Begins one of several parts, whose steps are counted anew.
  package func begin(part: Int, of parts: Int) {
    state.withLock { state in
      (state.part, state.parts) = (part, parts)
      (state.done, state.total) = (0, 0)
    }
  }

  /// Asks whoever works to end; what is done so far is thrown away.
  package func stop() { state.withLock { $0.isStopped = true } }

  /// Goes on, or ends because somebody asked for it.
  package func goOn() throws {
    if state.withLock({ $0.isStopped }) { throw CancellationError() }
  }

  /// One of so many steps is done.
  package func step(of total: Int) {
    state.withLock { state in
      state.done += 1
      state.total = total
    }
  }
}

import Synchronization

/// The progress and cancellation of long work, shared by the worker and those who wait.
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

  /// The number of completed steps and of all steps; 0 of 0 before the first.
  package var steps: (done: Int, total: Int) { state.withLock { ($0.done, $0.total) } }

  /// The current part, and the number of parts.
  package var parts: (part: Int, of: Int) { state.withLock { ($0.part, $0.parts) } }

  /// Begins a part, and resets the count of steps.
  package func begin(part: Int, of parts: Int) {
    state.withLock { state in
      (state.part, state.parts) = (part, parts)
      (state.done, state.total) = (0, 0)
    }
  }

  /// Requests cancellation; results so far are discarded.
  package func stop() { state.withLock { $0.isStopped = true } }

  /// Throws an error if cancellation was requested.
  package func goOn() throws {
    if state.withLock({ $0.isStopped }) { throw CancellationError() }
  }

  /// Counts a completed step.
  package func step(of total: Int) {
    state.withLock { state in
      state.done += 1
      state.total = total
    }
  }
}

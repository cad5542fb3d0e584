import Dispatch
import Synchronization

/// Work on all cores.
enum Parallel {
  /// What a transform makes of every element, in their order; the first error in this order is thrown.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let result = Swift.Result { try transform(elements[index]) }
      results.withLock { $0[index] = result }
    }
    let finished = results.withLock { $0 }
    return try elements.indices.compactMap { try finished[$0]?.get() }
  }
}

import Dispatch
import Synchronization

/// Parallel work on all cores.
package enum Parallel {
  /// Maps elements in parallel. Keeps their order and throws the first error in that order.
  package static func map<Element: Sendable, Result: Sendable, Failure: Error>(
    _ elements: [Element], _ transform: @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let result = Swift.Result { () throws(Failure) in try transform(elements[index]) }
      results.withLock { $0[index] = result }
    }
    let finished = results.withLock { $0 }
    var all: [Result] = []
    all.reserveCapacity(elements.count)
    for index in elements.indices {
      if let result = finished[index] { all.append(try result.get()) }
    }
    return all
  }
}

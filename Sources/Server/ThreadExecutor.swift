import Foundation

extension Thread {
  /// Runs long work on a separate thread, with a large stack for deep recursion.
  static func work(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 8 << 20
    thread.start()
  }
}

/// A pool of threads that answer requests: Swift's shared pool has one thread per core, all busy while a project is
/// read.
final class ThreadExecutor: TaskExecutor, @unchecked Sendable {
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var first = 0

  init(threads: Int) {
    for _ in 0..<threads {
      let thread = Thread { [self] in work() }
      thread.name = "giaoban answers"
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  private func work() -> Never {
    while true {
      condition.lock()
      while first == jobs.count { condition.wait() }
      let job = jobs[first]
      first += 1
      if first == jobs.count || first > 1024 {
        jobs.removeFirst(first)
        first = 0
      }
      condition.unlock()
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}

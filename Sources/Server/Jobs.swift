import ClusterMetrics
import Foundation
import Reporting
import Synchronization
import Workspace

/// Long work in the background while the page stays usable.
final class Jobs: Sendable {
  /// The progress of a job.
  enum State: Sendable {
    case running
    /// Done, with a short description of the result.
    case done(LocalizedText)
    case failed(WorkspaceError)
  }

  /// A job.
  struct Job: Sendable {
    let id: Int
    /// The id of its project.
    let project: String
    let name: LocalizedText
    let progress: WorkProgress
    var state = State.running
  }

  private let jobs = Mutex<[Int: Job]>([:])

  /// Begins work on a separate thread; only one job per project at a time.
  func begin(
    of project: String, _ name: LocalizedText,
    _ work: @escaping @Sendable (WorkProgress) throws -> LocalizedText
  ) throws -> Job {
    let job = try jobs.withLock { jobs -> Job in
      try Jobs.requireNone(of: project, in: jobs)
      let id = (jobs.keys.max() ?? 0) + 1
      if jobs.count > 50, let oldest = jobs.keys.min() { jobs[oldest] = nil }
      let job = Job(id: id, project: project, name: name, progress: WorkProgress())
      jobs[id] = job
      return job
    }
    Thread.work { [self] in
      let state: State
      do {
        state = .done(try work(job.progress))
      } catch let error as WorkspaceError {
        state = .failed(error)
      } catch {
        let text = error.localizedDescription
        state = .failed(WorkspaceError(.ioFailed, vi: text, en: text))
      }
      jobs.withLock { $0[job.id]?.state = state }
    }
    return job
  }

  /// Throws an error while a job of a project is running.
  func requireNone(of project: String) throws {
    try jobs.withLock { try Jobs.requireNone(of: project, in: $0) }
  }

  private static func requireNone(of project: String, in jobs: [Int: Job]) throws {
    for job in jobs.values where job.project == project {
      guard case .running = job.state else { continue }
      throw WorkspaceError(
        .usage, vi: "dự án đang có việc chạy; hãy chờ xong hoặc dừng việc đó",
        en: "work on this project is under way; wait for it or stop it")
    }
  }

  func job(_ id: Int) -> Job? { jobs.withLock { $0[id] } }

  /// The latest job of a project.
  func latest(of project: String) -> Job? {
    jobs.withLock { jobs in jobs.values.filter { $0.project == project }.max { $0.id < $1.id } }
  }
}

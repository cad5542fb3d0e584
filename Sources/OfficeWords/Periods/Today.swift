import ClusterMetrics
import Foundation

/// The day on which the program runs, in Vietnam.
package enum Today {
  /// Of `SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org).
  package static var day: Day {
    day(epoch)
  }
  /// The environment is copied whole every time that it is asked for.
  private static let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap {
    Double($0)
  }

  package static func day(_ epoch: Double?) -> Day {
    let seconds = (epoch ?? Date().timeIntervalSince1970) + 7 * 3600
    return Day(number: Int32((seconds / 86_400).rounded(.down)))
  }
}

import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

/// A project of one unit with three communes and a committee.
enum SmallProject {
  static let settings = """
    title: Small
    language: en
    calendar: {closing_day: 14}
    indicators:
      dialogues: {count: activities, where: {activity: đối thoại}}
    """
  static let roster = """
    cluster,unit,commune
    Cụm 1,Huyện Nga Sơn,Xã Nga An
    Cụm 1,Huyện Nga Sơn,Xã Nga Thanh
    Cụm 1,Huyện Nga Sơn,Xã Nga Thành
    Cụm 1,Công an tỉnh,
    """

  static func findings(
    activities: String, settings: String = settings, roster: String = roster
  ) throws -> [Finding] {
    let folder = try TemporaryFolder([
      "giaoban.yaml": settings, "roster.csv": roster, "activities.csv": activities,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    guard !project.log.hasErrors else { return project.log.all }
    return try project.tally([]).log.all
  }
}

import ClusterMetrics
import Foundation
import Testing

@testable import Intake

/// The root of the package: samples are read where they are.
let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A folder that is removed at the end.
final class TemporaryFolder {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "giaoban-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    try data.write(to: url.appending(path: name))
  }
}

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
    let project = try Project(folder: folder.url)
    guard !project.log.hasErrors else { return project.log.all }
    return try project.tally([]).log.all
  }
}

import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportWords
import Settings
import Workspace

// The contents of requests and responses; the names are stable.
extension API {
  struct NewProject: Decodable { var name: String }
  struct Alias: Decodable {
    var name: String
    var unit: String
  }
  struct NamedIndicator: Decodable {
    var name: String
    var indicator: String
  }
  struct Settled: Decodable {
    var indicator: String
    var course: SettingsText.Course
  }
  struct Accepted: Decodable {
    var code: String
    var file: String?
    var row: String?
    /// "true" to include every file that currently has such findings.
    var everywhere: String?
    var reason: String
  }
  struct Source: Decodable {
    var file: String
    var sheet: String?
    var period: String?
    var unit: String?
  }
  struct Settings: Decodable {
    var text: String
    var expected: String?
  }

  struct Done: Encodable { var message = "" }

  /// An error, with the findings that caused it.
  struct Fault: Encodable {
    var code: String
    var message: String
    var findings: [String]

    init(_ error: WorkspaceError, _ words: Wording) {
      code = error.code.rawValue
      message = words.sentence(words(error.message))
      findings = error.findings.prefix(20).map { $0.line(in: words.language) }
    }
  }

  struct Named: Encodable {
    var id: String
    var title: String
    var isProject: Bool

    init(_ desk: Desk, _ entry: Shelf.Entry) {
      id = entry.id
      title = entry.isProject ? desk.title(of: entry) : entry.name
      isProject = entry.isProject
    }
  }

  struct File: Encodable {
    var name: String
    var size: Int
    var changed: Date

    init(_ file: ListedFile) {
      (name, size, changed) = (file.name, file.size, file.changed)
    }
  }

  struct PackItem: Encodable {
    var name: String
    var title: String
    var made: Date?
    var pages: Int
    var packs: Int

    init(_ pack: MadePacks.Entry) {
      (name, title, made, pages) = (pack.name, pack.title, pack.made, pack.pages)
      packs = pack.count
    }
  }

  struct Progress: Encodable {
    var id: Int
    var name: String
    /// "running", "done" or "failed".
    var state: String
    var done: Int
    var total: Int
    /// "3/15", if the work has several parts.
    var part: String
    var message: String

    init(_ job: Jobs.Job, _ words: Wording) {
      id = job.id
      name = words(job.name)
      (done, total) = job.progress.steps
      part = JobView.part(job)
      switch job.state {
      case .running: (state, message) = ("running", "")
      case .done(let text): (state, message) = ("done", words(text))
      case .failed(let error): (state, message) = ("failed", words(error.message))
      }
    }
  }
}

import ArgumentParser
import Foundation
import Reporting

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a project folder with commented settings and empty forms.",
    discussion: """
        giaoban init cum-thi-dua-2

      The folder gets giaoban.yaml, roster.csv and activities.csv. Nothing that exists is touched.
      """)

  @Argument(help: "The folder to make.") var folder: String

  func run() throws {
    let directory = URL(fileURLWithPath: folder, isDirectory: true)
    let manager = FileManager.default
    for (name, _) in ProjectTemplate.files {
      let path = directory.appending(path: name).path
      if manager.fileExists(atPath: path) {
        throw Console.fail("\(path) exists already; nothing was written", Status.cannotCreate)
      }
    }
    do {
      try manager.createDirectory(at: directory, withIntermediateDirectories: true)
      for (name, text) in ProjectTemplate.files {
        try Data(text.utf8).write(to: directory.appending(path: name), options: .atomic)
      }
    } catch {
      throw Console.fail(
        "cannot write \(directory.path): \(error.localizedDescription)", Status.cannotCreate)
    }
    for (name, _) in ProjectTemplate.files { try Console.result(folder + "/" + name) }
  }
}

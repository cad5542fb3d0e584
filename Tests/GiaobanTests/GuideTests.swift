import Foundation
import Testing
import TestSupport

/// A page of the guides, with what a reader would type.
struct GuidePage: CustomTestStringConvertible, Sendable {
  var path: String
  var testDescription: String { path }

  static let all: [GuidePage] = {
    let folder = packageRoot.appending(path: "Documentation")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return
      (["README.md", "README.vi.md"]
      + names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/" + $0 })
      .map { GuidePage(path: $0) }
  }()

  var text: String {
    get throws {
      try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
    }
  }

  /// The lines of blocks of commands that call the program or make a folder, in their order. The page that stays is
  /// tried elsewhere.
  var commands: [String] {
    get throws {
      var commands: [String] = []
      var isInside = false
      for line in try text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          isInside = line == "```sh"
        } else if isInside, line.hasPrefix("giaoban ") || line.hasPrefix("mkdir "),
          !line.hasPrefix("giaoban serve")
        {
          commands.append(String(line))
        }
      }
      return commands
    }
  }

  /// Where its links lead, but for those into the web.
  var links: [String] {
    get throws {
      try text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }.filter { !$0.contains("://") }
    }
  }

  /// The anchors of its headings, as forges make them.
  var anchors: Set<String> {
    get throws {
      Set(
        try text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
          line.drop { $0 == "#" || $0 == " " }.lowercased()
            .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .replacing(" ", with: "-")
        })
    }
  }
}

@Suite("The guides are true")
struct GuideTests {
  @Test("The README is read in one go")
  func short() throws {
    let lines = try GuidePage(path: "README.md").text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 120)
  }

  @Test("Every link leads somewhere", arguments: GuidePage.all)
  func links(_ page: GuidePage) throws {
    let folder = packageRoot.appending(path: page.path).deletingLastPathComponent()
    for link in try page.links {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      let target =
        parts[0].isEmpty ? packageRoot.appending(path: page.path) : folder.appending(path: parts[0])
      #expect(FileManager.default.fileExists(atPath: target.path), "\(link)")
      guard parts.count == 2, target.pathExtension == "md" else { continue }
      let anchors = try GuidePage(
        path: String(
          target.standardizedFileURL.path.dropFirst(packageRoot.standardizedFileURL.path.count + 1))
      ).anchors
      #expect(anchors.contains(parts[1].removingPercentEncoding ?? ""), "\(link)")
    }
  }

  @Test(
    "Every command works, in the order of its page, in a folder that holds nothing but the samples",
    .timeLimit(.minutes(30)), arguments: GuidePage.all)
  func commands(_ page: GuidePage) throws {
    let commands = try page.commands
    guard !commands.isEmpty else { return }
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Samples"), to: folder.url.appending(path: "Samples"))
    let path =
      giaoban.deletingLastPathComponent().path + ":"
      + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    for command in commands {
      let run = try Run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", command], in: folder.url,
        environment: ["PATH": path, "LANG": "C.UTF-8"])
      #expect(run.status == 0, "\(command): \(run.errors.suffix(500))")
    }
  }
}

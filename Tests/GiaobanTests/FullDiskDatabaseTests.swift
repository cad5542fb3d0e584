import Foundation
import Testing
import TestSupport

/// Run by `make test-database`, which starts a server.
@Suite(
  "A database whose rows find no room on this machine",
  .enabled(if: !TestServer.connection.isEmpty))
struct FullDiskDatabaseTests {
  @Test("It is said, no number is shown, and nothing is left behind")
  func noRoom() throws {
    let folder = try TemporaryFolder()
    let root = folder.url
    for name in ["project", "spare"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try Data("cluster,unit\nCụm 1,Núi Tây\n".utf8)
      .write(to: root.appending(path: "project/roster.csv"))
    let rows =
      "select date '2024-01-01' + i % 100 as date, 'Núi Tây' as unit, 'Họp' as activity from generate_series(1, 20000) i"
    let settings =
      "language: en\nindicators: {n: {count: activities}}\nsources:\n"
      + "  activities: {database: \"\(TestServer.connection)\", query: \"\(rows)\"}\n"
    try Data(settings.utf8).write(to: root.appending(path: "project/giaoban.yaml"))
    func tally(_ limit: String) throws -> Run {
      try Run(
        URL(fileURLWithPath: "/bin/bash"),
        [
          "-c", "trap '' XFSZ; ulimit -f \(limit); TMPDIR=$PWD/spare exec \"$0\" \"$@\"",
          giaoban.path, "tally", "project", "--period", "2024-H1", "--format", "csv",
        ], in: root)
    }
    let small = try tally("60")
    #expect(small.status != 0 && small.output.isEmpty, "\(small.status) \(small.output)")
    #expect(small.errors.contains("File too large"), "\(small.errors)")
    let spare = root.appending(path: "spare").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: spare) == [])
    let whole = try tally("unlimited")
    #expect(whole.status == 0 && whole.output.contains(",20000,"), "\(whole.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: spare) == [])
  }
}

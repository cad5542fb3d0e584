import ClusterMetrics
import Findings
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

@Suite("Changes of the page are kept, and taken back in any order that makes sense")
struct ChangeTests {
  private let settings = "language: en\nindicators: {n: {count: activities}}\n"

  private func project() throws -> (ProjectFiles, TemporaryFolder) {
    let folder = try TemporaryFolder([
      "giaoban.yaml": settings, "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện A\nCụm 1,Huyện B\n",
      "activities.csv": "Ngày,Đơn vị,Hoạt động\n1/2/2024,Huyen Aa,x\n",
    ])
    return (ProjectFiles(folder.url), folder)
  }

  private func bring(_ text: String, as name: String, to files: ProjectFiles) throws {
    let arriving = try files.arrivingFile()
    try Data(text.utf8).write(to: arriving)
    try files.take(arriving, as: name)
  }

  private func text(_ name: String, in files: ProjectFiles) -> String? {
    try? String(contentsOf: files.folder.appending(path: name), encoding: .utf8)
  }

  @Test("Two mended names and an acceptance are taken back each by itself, the first one first")
  func anyOrder() throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    try files.mend("Huyen Aa", asUnit: "Huyện A")
    try files.mend("Bb", asUnit: "Huyện B")
    try files.accept([Acceptance(code: .badDate, file: "activities.csv", row: 2, reason: "xem")])
    #expect(files.log.changes.map(\.number) == [3, 2, 1])
    try files.log.undo(3)
    #expect(try files.settings().contains("accept:") == false)
    // Bb's line has been put above the other.
    try files.log.undo(2)
    try files.log.undo(1)
    #expect(try files.settings() == settings)
    // Taking back is a change like any other.
    try files.log.undo(6)
    #expect(try files.settings().contains("\"Huyện A\": [\"Huyen Aa\"]"))
    #expect(files.log.changes.map(\.kind) == [.undo, .undo, .undo, .undo, .accept, .alias, .alias])
    #expect(files.log.changes.map(\.undoes) == [6, 1, 2, 3, nil, nil, nil])
  }

  @Test("A part that was changed again is not taken back over the later change")
  func changedAgain() throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    try files.keep(settings: settings + "title: One\n", over: settings)
    try files.keep(settings: settings + "title: Two\n", over: settings + "title: One\n")
    #expect(throws: WorkspaceError.self) { try files.log.undo(1) }
    try files.log.undo(2)
    try files.log.undo(1)
    #expect(try files.settings() == settings)
  }

  @Test("Two windows do not overwrite each other; settings with errors are not kept")
  func twoWindows() throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    try files.keep(settings: settings + "title: One\n", over: settings)
    #expect(throws: WorkspaceError.self) {
      try files.keep(settings: settings + "title: Two\n", over: settings)
    }
    let kept = try files.settings()
    let error = #expect(throws: WorkspaceError.self) {
      try files.keep(settings: kept + "bogus: 1\n", over: kept)
    }
    #expect(error?.code == .badData && error?.findings.first?.code == .unknownKey)
    #expect(try files.settings() == settings + "title: One\n")
  }

  @Test("A replaced file and one that was taken away come back byte for byte")
  func fileChanges() throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    let first = try #require(text("activities.csv", in: files))
    try bring("second", as: "activities.csv", to: files)
    try files.remove("activities.csv")
    #expect(text("activities.csv", in: files) == nil)
    // What was replaced later is taken back first.
    #expect(throws: WorkspaceError.self) { try files.log.undo(1) }
    try files.log.undo(2)
    #expect(text("activities.csv", in: files) == "second")
    try bring("new", as: "b.csv", to: files)
    try files.log.undo(4)
    #expect(text("b.csv", in: files) == nil)
    #expect(throws: WorkspaceError.self) { try files.remove("b.csv") }
    #expect(throws: WorkspaceError.self) { try files.remove("giaoban.yaml") }
    #expect(first.hasPrefix("Ngày"))
  }

  @Test("The same bytes again are no change, nor is a name written with other marks another file")
  func sameAgain() throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    try bring("a", as: "Số liệu.csv", to: files)
    try bring("a", as: "Số liệu.csv", to: files)
    try bring("b", as: "Số liệu.csv".decomposedStringWithCanonicalMapping, to: files)
    #expect(files.log.changes.count == 2)
    #expect(text("Số liệu.csv", in: files) == "b")
  }

  @Test(
    "A name from elsewhere becomes one harmless component",
    arguments: [
      ("../../etc/passwd.csv", "passwd.csv"), ("C:\\tệp\\a.xlsx", "a.xlsx"),
      (".an.csv", "an.csv"), ("~$mo.xlsx", "$mo.xlsx"), ("con.csv", "_con.csv"),
      ("a\u{202E}cod.csv", "acod.csv"), ("a\u{0}b\n.csv", "ab.csv"),
      ("Báo cáo <1>?.xlsx", "Báo cáo 1.xlsx"), ("a.csv. ", "a.csv"),
    ])
  func names(written: String, safe: String) {
    #expect(FileName.safe(written) == safe)
  }

  @Test(
    "What is no name, or no table, is refused",
    arguments: ["", "..", "/", ".csv", "a.exe", "a.sh", "giaoban.yaml", "a"])
  func refusedNames(name: String) throws {
    let (files, folder) = try project()
    defer { folder.keep() }
    #expect(throws: WorkspaceError.self) { try files.name(of: name) }
  }

  @Test("A long name keeps its ending and fits every file system")
  func longName() {
    let name = FileName.safe(String(repeating: "ệ", count: 300) + ".xlsx")
    #expect(name?.hasSuffix(".xlsx") == true && (name?.utf8.count ?? 999) <= 200)
  }
}

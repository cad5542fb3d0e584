import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportWords
import Testing
import TestSupport

@testable import Workspace

@Suite("A new project is asked for")
struct MakingDialogueTests {
  private let folder = try! TemporaryFolder()

  private func answers(_ lines: String?...) -> MakingDialogue.Answers? {
    var rest = lines[...]
    return MakingDialogue(in: folder.url, Wording(.vietnamese)) { _ in
      rest.popFirst() ?? nil
    }.run()
  }

  @Test("A name, and whether it is made from the tables that lie there")
  func questions() throws {
    #expect(answers(" cụm 2 ") == .init(folder: "cụm 2", tables: []))
    #expect(answers("", "cum") == .init(folder: "cum", tables: []))
    #expect(answers(nil) == nil)
    for name in ["b.csv", "a.xlsx", "anh.png", "~$a.xlsx"] {
      try Data().write(to: folder.url.appending(path: name))
    }
    for yes in ["", "c", "có", "y"] {
      #expect(answers("cum", yes) == .init(folder: "cum", tables: ["a.xlsx", "b.csv"]), "\(yes)")
    }
    for no in ["k", "không", "N"] {
      #expect(answers("cum", no) == .init(folder: "cum", tables: []), "\(no)")
    }
    // What is neither is asked again; the end of input makes nothing.
    #expect(answers("cum", "hủy", "0", "k") == .init(folder: "cum", tables: []))
    #expect(answers("cum", nil) == nil)
  }

  @Test("A name that no folder can have is asked for again")
  func names() {
    for bad in ["..", "a/b", "C:\\du an", "a?", "-x", "\"a\""] {
      #expect(answers(bad, "cum") == .init(folder: "cum", tables: []), "\(bad)")
    }
  }
}

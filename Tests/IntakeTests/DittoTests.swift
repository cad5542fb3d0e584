import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords

@Suite("Marks that stand for the cell above")
struct DittoTests {
  @Test(
    "What offices write for \"the same as above\", and what looks like it",
    arguments: [
      ("nt", true), ("-nt-", true), ("- nt -", true), ("\"", true), ("''", true), ("〃", true),
      ("-\"-", true), ("như trên", true), ("(Như trên)", true), ("//", true), ("NT", false),
      ("-", false), ("", false), ("n", false), ("x", false), ("nt 2", false),
    ])
  func marks(_ text: String, _ isMark: Bool) {
    #expect(DittoMarks.isMark(text) == isMark)
  }

  private static let settings =
    Small.settings + """

        dialogues: {count: activities, where: {activity: Đối thoại}}
        communes: {distinct: commune}
      """
  private static let rows = #"""
    12/03/2024,Sông Đông,An Bình,Đối thoại,80
    nt,nt,-nt-,Tiếp công dân,12
    15/3/2024,Núi Tây,Bình Minh,Đối thoại,100
    -nt-,'',"""",nt,60
    20-21/4/2024,"""",như trên,"""",90

    """#

  @Test("They take the value of the cell above, also through several rows, on one core and on two")
  func above() throws {
    for end in ["", "25/4/2024,Núi Tây,,Đối thoại,1\n"] {
      let small = try Small(
        ["a.csv": Small.header + DittoTests.rows + end], settings: DittoTests.settings)
      #expect(try small.lines().filter { !$0.contains("no condition of the indicators") } == [])
      #expect(try small.value("dialogues", 1) == (end.isEmpty ? 3 : 4))
      #expect(try small.value("people", 0) == 92)
      #expect(try small.value("people", 1) == (end.isEmpty ? 250 : 251))
      #expect(try small.value("communes", 1) == 1)
    }
  }

  @Test("A register of many blocks: every second row says nothing but marks")
  func manyBlocks() throws {
    let pair = "12/03/2024,Sông Đông,An Bình,Đối thoại,1\nnt,nt,nt,nt,2\n"
    let small = try Small(
      ["a.csv": Small.header + String(repeating: pair, count: 40_000)],
      settings: DittoTests.settings)
    #expect(try small.value("people", 0) == 120_000)
    #expect(try small.value("dialogues", 0) == 80_000)
  }

  @Test("Where nothing stands above it is said, and the row does not count")
  func nothingAbove() throws {
    let small = try Small([
      "a.csv": Small.header + "nt,Sông Đông,An Bình,Đối thoại,80\n12/3/2024,nt,,Đối thoại,5\n"
    ])
    #expect(try small.message(.missingValue).contains("repeats the cell above"))
    // The second row is of whoever the first names, whatever its date.
    #expect(try small.value("people", 0) == 5)
  }
}

import Foundation
import Testing
@testable import TableReading

@testable import Intake
@testable import OfficeWords
@testable import ReportTables
@testable import Settings
@testable import Tables

/// Writes down how the files of the Pollock benchmark are read (`make pollock` scores it; Vitagliano et al.,
/// "Pollock: a data loading benchmark", PVLDB 16, 2023).
@Suite("The Pollock benchmark")
struct PollockTests {
  private static let environment = ProcessInfo.processInfo.environment
  static let isAsked = environment["GIAOBAN_POLLOCK"] != nil

  private struct Rows: TableFile.Reading {
    var rows: [[String]] = []

    mutating func read(_ table: BlockwiseRows<some BlockSource>, sheet: String?) {
      var table = table
      while true {
        do throws(TableFault) {
          guard try table.advance() else { return }
          rows.append((0..<table.cellCount).map { table.rawCell($0).text })
        } catch {
          if case .unreadable = error { return }
        }
      }
    }
  }

  private struct Answer: Encodable {
    var file: String
    var rows: [[String]]
  }

  @Test(
    "Every file of a folder is read, and its rows are written as lines of JSON",
    .enabled(if: isAsked))
  func rows() throws {
    let folder = try #require(PollockTests.environment["GIAOBAN_POLLOCK"])
    let output = try #require(PollockTests.environment["GIAOBAN_POLLOCK_ROWS"])
    var lines = Data()
    for set in ["polluted_files", "survey_sample"] {
      let csv = URL(fileURLWithPath: folder).appending(path: set).appending(path: "csv")
      for name in try FileManager.default.contentsOfDirectory(atPath: csv.path).sorted() {
        var reading = Rows()
        let path = csv.appending(path: name).path
        if let file = try? TableFile(
          path, name: name, kind: .text, definition: ProjectDefinition(title: .init("T")))
        {
          _ = try? file.read(nil, into: &reading)
        }
        lines += try JSONEncoder().encode(Answer(file: "\(set)/\(name)", rows: reading.rows))
        lines.append(UInt8(ascii: "\n"))
      }
    }
    try lines.write(to: URL(fileURLWithPath: output))
  }
}
